//! What is said at ways: share, words, condition, and whom a way is for. The words stand above their line, in room of their own.

use crate::scene::{About, Anchor, Group, Item, Paint, Rect, Role};
use crate::sheet::flow::{FlowSheet, FlowWay, WayKind, in_words};
use crate::sheet::{Basis, Ground, Whom, Word, listed};
use crate::theme::Colour;

use super::super::entry::holders;
use super::super::entry::whom;
use super::super::faces::{BODY, CARD, FACT};
use super::super::marks::{SOLID, stroke};
use super::super::pen::{Frame, Pen, shift};

/// The widest words.
const WIDEST: f32 = 124.0;
/// A text that would be higher than so many lines is set wider.
const LINES: f32 = 4.0;
/// The widest long text.
const LONG: f32 = 200.0;

/// Words at the origin.
pub struct Words {
    items: Vec<Item>,
    /// Their width.
    pub width: f32,
    /// Their height; 0 where nothing is said.
    pub height: f32,
}

/// Sets the words of a way.
pub fn words(pen: &Pen<'_>, way: &FlowWay) -> Words {
    let mut items = Vec::new();
    let (ink, second) = match way.kind {
        WayKind::Failure => (Colour::Pain, Colour::Ink),
        WayKind::Influence => (Colour::Moment, Colour::Moment),
        // A share that nobody wrote is what the others leave.
        WayKind::Implied | WayKind::Door => (Colour::Second, Colour::Ink),
        _ => (Colour::Ink, Colour::Ink),
    };
    let (mut x, mut y, mut width) = (0.0, 0.0, 0.0_f32);
    let middle = FACT.leading / 2.0 + 1.0;
    x += whom(&mut items, &way.whom, (0.0, middle));
    if let Some(share) = &way.share {
        pen.line(&mut items, (x, y), Anchor::Left, share, CARD.in_colour(ink));
        x += pen.room(share, CARD) + 5.0;
        width = x - 5.0;
        y = CARD.leading;
    }
    if let Some(ground) = &way.ground {
        x = evidence(pen, &mut items, ground, x);
        width = width.max(x - 5.0);
    }
    if let Some(name) = names(&way.whom) {
        let room = pen.room(&name, FACT);
        if x > 0.0 && x + room <= WIDEST {
            pen.line(&mut items, (x, 1.0), Anchor::Left, &name, FACT);
            width = width.max(x + room);
            y = CARD.leading;
        } else {
            y = text(pen, &mut items, &name, y, FACT, &mut width);
        }
    }
    for (at, said) in way.words.iter().enumerate() {
        let style = if at == 0 && way.kind != WayKind::Implied { BODY.in_colour(second) } else { FACT };
        y = text(pen, &mut items, said, y, style, &mut width);
    }
    Words { items, width, height: y }
}

/// What a share rests on, from a point to the right: the numbers of the evidence, or that there is none. Where it ends is returned.
fn evidence(pen: &Pen<'_>, out: &mut Vec<Item>, ground: &Ground, mut x: f32) -> f32 {
    if ground.basis == Basis::Assumed {
        let said = pen.sheet.word(Word::BasisAssumed);
        pen.line(out, (x, 1.0), Anchor::Left, said, FACT);
        return x + pen.room(said, FACT) + 6.0;
    }
    for number in &ground.evidence {
        let number = number.to_string();
        let room = (pen.room(&number, FACT) + 8.0).max(15.0);
        let paint = Paint { fill: Some(Colour::Paper), stroke: Some(stroke(Colour::Line, 1.0, SOLID)) };
        out.push(Item::Rect(Rect { x, y: 1.5, width: room, height: 15.0, radius: 7.5, paint }));
        pen.line(out, (x + room / 2.0, 1.5), Anchor::Middle, &number, FACT);
        x += room + 3.0;
    }
    x + 3.0
}

fn names(whom: &[Whom]) -> Option<String> {
    let names = listed(whom.iter().map(|whom| whom.name.as_str()));
    (!names.is_empty()).then_some(names)
}

fn text(pen: &Pen<'_>, out: &mut Vec<Item>, said: &str, y: f32, style: super::super::faces::Style, width: &mut f32) -> f32 {
    let room = pen.room(said, style);
    let widest = if room > LINES * WIDEST { LONG } else { WIDEST };
    *width = width.max(room.min(widest));
    pen.text(out, Frame { x: 0.0, y, width: widest }, said, style)
}

impl Words {
    /// Puts them in their place: the left edge, and the line that they stand on.
    pub fn finish(mut self, flow: &FlowSheet, way: &FlowWay, x: f32, line: f32) -> Group {
        shift(&mut self.items, x, line - self.height);
        let about = About { whom: holders(&way.whom), ..About::default() };
        Group { role: Role::Words, title: Some(in_words(flow, way)), link: None, about, items: self.items }
    }
}
