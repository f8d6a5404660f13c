//! What is said at ways: share, words, condition, and whom a way is for. The words stand above their line, in room of their own.

use crate::scene::{Anchor, Group, Item, Role};
use crate::sheet::flow::{FlowSheet, FlowWay, WayKind, in_words};
use crate::theme::Colour;

use super::super::entry::whom;
use super::super::faces::{BODY, CARD, FACT};
use super::super::pen::{Frame, Pen, shift};

/// The widest words.
const WIDEST: f32 = 124.0;
/// The most lines of a text; a longer one stands whole in the title of the way.
const LINES: usize = 3;

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
        _ => (Colour::Ink, Colour::Ink),
    };
    let (mut x, mut y, mut width) = (0.0, 0.0, 0.0_f32);
    let middle = FACT.leading / 2.0 + 1.0;
    x += whom(&mut items, &way.whom, (0.0, middle));
    let names: Vec<&str> = way.whom.iter().map(|whom| whom.name.as_str()).collect();
    let name = (!names.is_empty()).then(|| names.join(", "));
    if let Some(share) = &way.share {
        pen.line(&mut items, (x, y), Anchor::Left, share, CARD.in_colour(ink));
        x += pen.room(share, CARD) + 5.0;
        width = x - 5.0;
        y = CARD.leading;
    }
    // What can stand beside the share does.
    for fact in name.iter().chain(&way.ground) {
        let room = pen.room(fact, FACT);
        if x > 0.0 && x + room <= WIDEST && y <= CARD.leading {
            pen.line(&mut items, (x, 1.0), Anchor::Left, fact, FACT);
            x += room + 6.0;
            width = width.max(x - 6.0);
            y = CARD.leading;
        } else {
            y = text(pen, &mut items, fact, y, FACT, &mut width);
        }
    }
    for (at, said) in way.words.iter().enumerate() {
        let style = if at == 0 && way.kind != WayKind::Implied { BODY.in_colour(second) } else { FACT };
        y = text(pen, &mut items, said, y, style, &mut width);
    }
    Words { items, width, height: y }
}

fn text(pen: &Pen<'_>, out: &mut Vec<Item>, said: &str, y: f32, style: super::super::faces::Style, width: &mut f32) -> f32 {
    let frame = Frame { x: 0.0, y, width: WIDEST };
    *width = width.max(pen.room(said, style).min(WIDEST));
    pen.limited(out, frame, said, style, LINES)
}

impl Words {
    /// Puts them in their place: the left edge, and the line that they stand on.
    pub fn finish(mut self, flow: &FlowSheet, way: &FlowWay, x: f32, line: f32) -> Group {
        shift(&mut self.items, x, line - self.height);
        Group { role: Role::Words, title: Some(in_words(flow, way)), link: None, items: self.items }
    }
}
