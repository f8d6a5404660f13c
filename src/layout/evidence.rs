//! Below the rows: the evidence with its numbers, and what the marks mean.

use crate::scene::{Anchor, Group, Item, Paint, Rect, Role};
use crate::sheet::{Mark, Severity, Sheet, Word};
use crate::theme::Colour;

use super::faces::{FACT, SIGN};
use super::grid::Grid;
use super::marks::{self, DASHED, SOLID, stroke};
use super::pen::{Frame, Pen, how_often};

/// How much room an item has at least, and at most.
const ITEM: f32 = 270.0;
const WIDEST: f32 = 520.0;

/// Draws the evidence; below it is what is returned.
pub fn evidence(pen: &Pen<'_>, out: &mut Vec<Item>, grid: &Grid, sheet: &Sheet, top: f32) -> f32 {
    let mut items = Vec::new();
    let frame = Frame { x: grid.left, y: top, width: grid.right - grid.left };
    let bottom = if sheet.evidence.is_empty() {
        pen.text(&mut items, frame, sheet.word(Word::NoEvidence), FACT)
    } else {
        in_columns(frame, sheet.evidence.len(), |at, frame| {
            let source = &sheet.evidence[at];
            let number = source.number.to_string();
            let room = pen.line(&mut items, (frame.x, frame.y), Anchor::Left, &number, SIGN.in_colour(Colour::Ink)) * 1.06 + 8.0;
            let text = std::iter::once(&source.title).chain(&source.facts).cloned().collect::<Vec<_>>().join(" · ");
            let mut own = Vec::new();
            let bottom = pen.text(&mut own, frame.indented(room), &text, FACT);
            if source.link.is_some() {
                items.push(Item::Group(Group { role: Role::Evidence, link: source.link.clone(), items: own, ..Group::default() }));
            } else {
                items.append(&mut own);
            }
            bottom
        })
    };
    out.push(Item::Group(Group { role: Role::Evidence, items, ..Group::default() }));
    bottom
}

/// Draws what the marks mean; below it is what is returned.
pub fn legend(pen: &Pen<'_>, out: &mut Vec<Item>, grid: &Grid, sheet: &Sheet, top: f32) -> f32 {
    let mut items = Vec::new();
    let (mut x, mut y) = (grid.left, top);
    for &mark in &sheet.legend {
        let room = 30.0 + pen.room(sheet.word(mark.meaning()), FACT) + 26.0;
        if x > grid.left && x + room - 26.0 > grid.right {
            (x, y) = (grid.left, y + 22.0);
        }
        sign(&mut items, mark, (x, y + FACT.leading / 2.0), sheet);
        pen.line(&mut items, (x + 32.0, y), Anchor::Left, sheet.word(mark.meaning()), FACT);
        x += room + 4.0;
    }
    out.push(Item::Group(Group { role: Role::Legend, items, ..Group::default() }));
    y + FACT.leading
}

/// Puts so many things in columns, line by line; below them is what is returned.
pub fn in_columns(frame: Frame, count: usize, mut draw: impl FnMut(usize, Frame) -> f32) -> f32 {
    let columns = how_often(ITEM, frame.width).min(count.max(1));
    let width = (frame.width / columns as f32).min(WIDEST);
    let mut bottom = frame.y;
    for first in (0..count).step_by(columns) {
        let y = if first > 0 { bottom + 5.0 } else { bottom };
        for at in first..count.min(first + columns) {
            let x = frame.x + (at - first) as f32 * width;
            bottom = bottom.max(draw(at, Frame { x, y, width: width - 20.0 }));
        }
    }
    bottom
}

/// The sign of a mark, its middle 12 px right of a point.
fn sign(out: &mut Vec<Item>, mark: Mark, (x, y): (f32, f32), sheet: &Sheet) {
    let middle = (x + 12.0, y);
    let persona = sheet.personas.first().map_or(0, |persona| persona.number);
    let first = Colour::persona(persona);
    match mark {
        Mark::Moment => out.push(marks::diamond(middle, 6.0)),
        Mark::Assumed => {
            let paint = Paint { fill: Some(Colour::Card), stroke: Some(stroke(Colour::Line, 1.25, DASHED)) };
            out.push(Item::Rect(Rect { x, y: y - 7.0, width: 24.0, height: 14.0, radius: 4.0, paint }));
        }
        Mark::Measured => {
            let paint = Paint { fill: Some(first), stroke: Some(stroke(first, 2.25, SOLID)) };
            out.push(marks::marker(persona, middle, 5.0, paint));
        }
        Mark::Range => super::plot::range(out, (middle.0, y - 7.0, y + 7.0), first),
        Mark::Gap => out.push(marks::line(&[(x, y), (x + 24.0, y)], super::plot::gap(first))),
        Mark::Severity => marks::severity(out, (x - 1.0, y - 5.0), Severity::Medium, Colour::Pain),
        Mark::Share => {
            for (dy, width) in [(-3.0, 1.5), (3.0, 5.0)] {
                out.push(marks::line(&[(x + 1.0, y + dy), (x + 23.0, y + dy)], stroke(Colour::Second, width, SOLID)));
            }
        }
        Mark::Implied => out.push(marks::line(&[(x, y), (x + 24.0, y)], stroke(Colour::Line, 1.25, SOLID))),
        Mark::Influence => out.push(marks::line(&[(x, y), (x + 24.0, y)], stroke(Colour::Moment, 1.75, super::flow::DOTTED))),
        Mark::Loss => super::flow::fade(out, (x, y), 24.0),
        Mark::Unreached => {
            let paint = Paint { fill: Some(Colour::Card), stroke: Some(stroke(Colour::Border, 1.25, SOLID)) };
            out.push(Item::Rect(Rect { x, y: y - 8.0, width: 24.0, height: 16.0, radius: 4.0, paint }));
            let mut stripes = vec![super::flow::stripes((24.0, 16.0), 4.0)];
            super::pen::shift(&mut stripes, x, y - 8.0);
            out.append(&mut stripes);
        }
        Mark::Whom => {
            let personas = 0..sheet.personas.len().clamp(1, 2);
            for persona in personas {
                let paint = Paint { fill: Some(Colour::persona(persona)), stroke: None };
                out.push(marks::marker(persona, (x + 6.0 + persona as f32 * 13.0, y), 4.5, paint));
            }
        }
    }
}
