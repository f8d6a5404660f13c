//! The type of the picture: which size, weight and colour each kind of text has. Nothing is under 11 px.

use crate::scene::{Face, Weight};
use crate::theme::Colour;

/// How a kind of text is set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Style {
    /// Its letters.
    pub face: Face,
    /// Its colour.
    pub colour: Colour,
    /// From one line to the next, in px.
    pub leading: f32,
}

impl Style {
    const fn new(size: f32, weight: Weight, colour: Colour, leading: f32) -> Self {
        Self { face: Face { size, weight, spacing: 0.0, tabular: false }, colour, leading }
    }

    /// The same in another colour.
    #[must_use]
    pub const fn in_colour(mut self, colour: Colour) -> Self {
        self.colour = colour;
        self
    }

    /// With digits of one width: for numbers that stand above each other. It widens hyphens, too, so it is not for words.
    const fn for_numbers(mut self) -> Self {
        self.face.tabular = true;
        self
    }

    const fn spaced(mut self, spacing: f32) -> Self {
        self.face.spacing = spacing;
        self
    }
}

/// The title of the journey.
pub const TITLE: Style = Style::new(32.0, Weight::Semibold, Colour::Ink, 38.0);
/// Why the map is drawn.
pub const OBJECTIVE: Style = Style::new(15.0, Weight::Regular, Colour::Second, 21.0);
/// A line of facts above a title, and the names of phases; in capitals.
pub const CAPITALS: Style = Style::new(11.0, Weight::Semibold, Colour::Second, 15.0).spaced(0.9);
/// The title of a stage.
pub const STAGE: Style = Style::new(17.0, Weight::Semibold, Colour::Ink, 22.0);
/// What customers want at a stage.
pub const GOAL: Style = Style::new(12.5, Weight::Regular, Colour::Second, 17.0);
/// The title of a touchpoint or an opportunity.
pub const CARD: Style = Style::new(12.5, Weight::Semibold, Colour::Ink, 17.0);
/// What is said.
pub const BODY: Style = Style::new(12.5, Weight::Regular, Colour::Ink, 17.0);
/// What is of second rank beside it.
pub const FACT: Style = Style::new(11.0, Weight::Regular, Colour::Second, 15.0);
/// The heading of a row.
pub const LABEL: Style = Style::new(13.0, Weight::Semibold, Colour::Ink, 17.0);
/// The number of a finding.
pub const SIGN: Style = Style::new(11.5, Weight::Semibold, Colour::Pain, 15.0).for_numbers();
/// The scale of emotions.
pub const SCALE: Style = Style::new(11.0, Weight::Regular, Colour::Second, 15.0).for_numbers();
/// A number that is watched.
pub const NUMBER: Style = Style::new(17.0, Weight::Semibold, Colour::Ink, 22.0).for_numbers();
/// A word at a curve.
pub const FEELING: Style = Style::new(12.0, Weight::Semibold, Colour::Ink, 15.0);
/// The word at the deepest point of all curves.
pub const DEEPEST: Style = Style::new(13.5, Weight::Semibold, Colour::Ink, 17.0);
/// The name of a persona.
pub const PERSONA: Style = Style::new(14.0, Weight::Semibold, Colour::Ink, 19.0);
/// The letter that stands for a persona.
pub const LETTER: Style = Style::new(17.0, Weight::Semibold, Colour::OnPersona, 22.0);
