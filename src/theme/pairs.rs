//! Which colours meet in a picture, and how well one has to stand out from the other.

use super::{Colour, Design};

use Colour::{
    Backstage, Band, Card, Gain, GainGround, Ink, Line, Moment, MomentGround, OnPersona, Pain, PainGround, Paper, Persona1,
    Persona2, Persona3, Persona4, Persona5, Persona6, Second, Stage,
};

/// Text, and the grounds it may stand on.
const TEXTS: &[(Colour, &[Colour])] = &[
    (Ink, &[Paper, Stage, Band, Card, Backstage, MomentGround]),
    (Second, &[Paper, Stage, Band, Card, Backstage]),
    (Moment, &[Paper, Band]),
    (Paper, &[Gain]),
    (Persona1, &[Paper, MomentGround]),
    (Persona2, &[Paper, MomentGround]),
    (Persona3, &[Paper, MomentGround]),
    (Persona4, &[Paper, MomentGround]),
    (Persona5, &[Paper, MomentGround]),
    (Persona6, &[Paper, MomentGround]),
    (OnPersona, &[Persona1, Persona2, Persona3, Persona4, Persona5, Persona6]),
    (Pain, &[Paper, Band, Card, Backstage, PainGround]),
    (Gain, &[Paper, GainGround]),
];

/// Marks that carry meaning, and the grounds they may stand on. Curves cross cards of nobody, but faces and signs stand on them; bars
/// stand before what leads from one to the next.
const MARKS: &[(Colour, &[Colour])] = &[
    (Paper, &[Gain]),
    (Second, &[Paper, Band, Card]),
    (Line, &[Paper, Band, Card, Stage, Backstage]),
    (Persona1, &[Paper, Band, Card, Stage, Backstage, MomentGround]),
    (Persona2, &[Paper, Band, Card, Stage, Backstage, MomentGround]),
    (Persona3, &[Paper, Band, Card, Stage, Backstage, MomentGround]),
    (Persona4, &[Paper, Band, Card, Stage, Backstage, MomentGround]),
    (Persona5, &[Paper, Band, Card, Stage, Backstage, MomentGround]),
    (Persona6, &[Paper, Band, Card, Stage, Backstage, MomentGround]),
    (Pain, &[Paper, Band]),
    (Gain, &[Paper, GainGround]),
    (Moment, &[Paper, Band, Card]),
];

/// All pairs of a colour and its ground, with the contrast that they need at least: that of WCAG 2.2, level AA, for text of any size
/// and for marks; in the design of high contrast that of level AAA for text.
pub fn pairs(design: Design) -> impl Iterator<Item = (Colour, Colour, f64)> {
    let text = if design == Design::Contrast { 7.0 } else { 4.5 };
    [(TEXTS, text), (MARKS, 3.0)].into_iter().flat_map(|(table, least)| {
        table.iter().flat_map(move |(over, grounds)| grounds.iter().map(move |ground| (*over, *ground, least)))
    })
}
