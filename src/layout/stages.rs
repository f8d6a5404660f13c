//! The headings of the columns: phases as a band, stages below.

use crate::scene::{About, Anchor, Group, Item, Paint, Rect, Role};
use crate::sheet::{Sheet, Stage, Word, listed};
use crate::theme::Colour;

use super::entry::{holders, whom};
use super::faces::{CAPITALS, FACT, GOAL, STAGE};
use super::grid::{Grid, STAGE_GAP};
use super::marks::{self, SOLID, stroke};
use super::pen::{Frame, Pen, shift};

/// Inside the heading of a stage.
const PADDING: f32 = 15.0;
/// The most lines of a title.
const TITLE_LINES: usize = 6;

/// Draws the phases; below them is what is returned.
pub fn phases(pen: &Pen<'_>, out: &mut Vec<Item>, grid: &Grid, sheet: &Sheet, top: f32) -> f32 {
    let mut bottom = top;
    for phase in &sheet.phases {
        let (x, width) = grid.span(&phase.slots);
        let mut items = Vec::new();
        let title = phase.title.to_uppercase();
        let end = pen.limited(&mut items, Frame { x, y: top, width }, &title, CAPITALS, 3);
        let from = x + pen.room(&title, CAPITALS) + 10.0;
        if from < x + width - 12.0 {
            let y = top + CAPITALS.leading / 2.0;
            items.push(marks::line(&[(from, y), (x + width, y)], stroke(Colour::Border, 1.25, SOLID)));
        }
        out.push(Item::Group(Group { role: Role::Phase, items, ..Group::default() }));
        bottom = bottom.max(end + 10.0);
    }
    bottom
}

/// Draws the headings of the stages, all equally high; below them is what is returned.
pub fn stages(pen: &Pen<'_>, out: &mut Vec<Item>, grid: &Grid, sheet: &Sheet, top: f32) -> f32 {
    let drawn: Vec<(Vec<Item>, f32)> = sheet.stages.iter().map(|stage| heading(pen, grid.span(&stage.slots), stage)).collect();
    let height = drawn.iter().map(|(_, bottom)| *bottom).fold(0.0, f32::max);
    for (stage, (mut items, _)) in sheet.stages.iter().zip(drawn) {
        let (x, width) = grid.span(&stage.slots);
        let outline = stage.moment.then(|| stroke(Colour::Moment, 2.0, SOLID));
        let paint = Paint { fill: Some(Colour::Stage), stroke: outline };
        shift(&mut items, 0.0, top);
        items.insert(0, Item::Rect(Rect { x, y: top, width, height, radius: 10.0, paint }));
        if stage.moment {
            items.push(marks::diamond((x + width - 17.0, top + 22.0), 6.0));
        }
        if stage.goes_on {
            items.push(marks::chevron((x + width + STAGE_GAP / 2.0, top + height / 2.0)));
        }
        let about = About { whom: holders(&stage.whom), ..About::place(stage.place.index) };
        out.push(Item::Group(Group { role: Role::Stage, title: None, link: stage.link.clone(), about, items }));
    }
    top + height
}

/// What stands in the heading of a stage between its edges, from 0 down, and its height.
pub fn heading(pen: &Pen<'_>, (x, width): (f32, f32), stage: &Stage) -> (Vec<Item>, f32) {
    let mut items = Vec::new();
    let frame = Frame { x: x + PADDING, y: PADDING - 3.0, width: width - 2.0 * PADDING };
    let sign = if stage.moment { 16.0 } else { 0.0 };
    let mut y = pen.limited(&mut items, Frame { width: frame.width - sign, ..frame }, &stage.title, STAGE, TITLE_LINES);
    for goal in &stage.goal {
        y = pen.text(&mut items, frame.at(y + 1.0), goal, GOAL);
    }
    if !stage.facts.is_empty() {
        y = pen.facts(&mut items, frame.at(y + 2.0), &stage.facts, FACT);
    }
    if !stage.whom.is_empty() {
        let room = whom(&mut items, &stage.whom, (frame.x, y + 2.0 + FACT.leading / 2.0));
        let names = listed(stage.whom.iter().map(|whom| whom.name.as_str()));
        y = pen.text(&mut items, frame.at(y + 2.0).indented(room), &format!("{} {}", pen.sheet.word(Word::Only), names), FACT);
    }
    (items, y + PADDING - 3.0)
}

/// The heading of a row: its label and a few words under it. Below it is what is returned.
pub fn label(pen: &Pen<'_>, out: &mut Vec<Item>, frame: Frame, label: &str, hint: &str) -> f32 {
    let mut items = Vec::new();
    let mut y = pen.limited(&mut items, frame, label, super::faces::LABEL, 6);
    if !hint.is_empty() {
        y = pen.limited(&mut items, frame.at(y), hint, FACT, 4);
    }
    out.push(Item::Group(Group { role: Role::Label, items, ..Group::default() }));
    y
}

/// The name of a line of the blueprint, and the line.
pub fn blueprint(pen: &Pen<'_>, out: &mut Vec<Item>, grid: &Grid, name: &str, y: f32) {
    let mut items = Vec::new();
    let x = super::grid::MARGIN;
    let room = pen.line(&mut items, (x, y - FACT.leading / 2.0), Anchor::Left, name, FACT) * 1.06;
    items.push(marks::line(&[(x + room + 10.0, y), (grid.right, y)], stroke(Colour::Line, 1.25, &[6.0, 4.0])));
    out.push(Item::Group(Group { role: Role::Rule, items, ..Group::default() }));
}
