//! The funnel: the header and the columns of the map, bars for those who get there, and below them those who leave.

use crate::scene::{Anchor, Group, Item, Paint, Path, Point, Rect, Role, Scene, Segment};
use crate::sheet::{Bar, Cell, EndBar, FunnelRow, FunnelSheet, RowKind, Way, Word, describe_funnel};
use crate::theme::{Colour, Theme};
use crate::r#type::Type;

use super::faces::{BODY, CARD, FACT, LABEL, NUMBER, SCALE, SIGN, Style};
use super::grid::{Grid, LABELS, MARGIN};
use super::marks::{self, DASHED, SOLID, WAY, stroke};
use super::pen::{Frame, Pen};
use super::{AIR, BELOW_HEADER, cells, evidence, hairline, header, mirror, stages};

/// How high everybody is, in the first row and in those of personas.
const HIGH: f32 = 168.0;
const LOW: f32 = 48.0;
/// How wide a bar is.
const BAR: f32 = 56.0;
/// The narrowest and the widest arrow of those who leave.
const ARROW: (f32, f32) = (1.5, 16.0);
/// How long it is.
const FALL: f32 = 30.0;

/// Lays a funnel out.
pub fn funnel(funnel: &FunnelSheet, theme: Theme, fonts: &Type) -> Scene {
    let sheet = &funnel.sheet;
    let pen = Pen { fonts, sheet };
    let grid = Grid::new(sheet);
    let mut items: Vec<Item> = Vec::new();
    let mut y = header::header(&pen, &mut items, &grid, sheet, MARGIN) + BELOW_HEADER;
    y = stages::phases(&pen, &mut items, &grid, sheet, y);
    y = stages::stages(&pen, &mut items, &grid, sheet, y) + AIR + 4.0;
    if let Some(without) = &funnel.without {
        y = note(&pen, &mut items, whole(&grid, y), without, BODY) + AIR;
    }
    for (number, row) in funnel.rows.iter().enumerate() {
        if number > 0 {
            hairline(&mut items, &grid, y);
            y += AIR;
        }
        let (base, bottom) = draw(&pen, &mut items, &grid, row, y, number == 0);
        y = bottom + AIR;
        if number == 0 && !funnel.leaving.is_empty() {
            y = y.max(leaving(&pen, &mut items, &grid, funnel, base + 4.0) + AIR);
        }
    }
    if !funnel.visits.is_empty() {
        hairline(&mut items, &grid, y);
        let label = label(&pen, &mut items, y + AIR, sheet.word(Word::Visits), sheet.word(Word::VisitsHint), None);
        y = label.max(cells::cells(&pen, &mut items, &grid, RowKind::Flow, &funnel.visits, y + AIR)) + AIR;
    }
    y = footer(&pen, &mut items, &grid, funnel, y);
    let mut scene = Scene {
        width: grid.width().ceil(),
        height: (y + MARGIN - AIR).ceil(),
        theme,
        rtl: sheet.rtl,
        title: sheet.header.title.clone(),
        description: describe_funnel(funnel),
        items,
    };
    if sheet.rtl {
        mirror::mirror(&mut scene);
    }
    scene
}

/// A text that stands by itself; below it is what is returned.
fn note(pen: &Pen<'_>, out: &mut Vec<Item>, frame: Frame, text: &str, style: Style) -> f32 {
    let mut items = Vec::new();
    let bottom = pen.text(&mut items, frame, text, style);
    out.push(Item::Group(Group { role: Role::Cell, items, ..Group::default() }));
    bottom
}

/// All columns from some height down.
fn whole(grid: &Grid, y: f32) -> Frame {
    Frame { x: grid.left, y, width: grid.right - grid.left }
}

/// The heading of a row, with the marker of a persona. Below it is what is returned.
fn label(pen: &Pen<'_>, out: &mut Vec<Item>, y: f32, label: &str, hint: &str, persona: Option<usize>) -> f32 {
    let frame = Frame { x: MARGIN, y, width: LABELS - 12.0 };
    let Some(persona) = persona else { return stages::label(pen, out, frame, label, hint) };
    let paint = Paint { fill: Some(Colour::persona(persona)), stroke: None };
    let marker = marks::marker(persona, (MARGIN + 6.0, y + LABEL.leading / 2.0), 4.5, paint);
    out.push(Item::Group(Group { role: Role::Label, items: vec![marker], ..Group::default() }));
    stages::label(pen, out, frame.indented(18.0), label, hint)
}

/// Draws the numbers of some customers; what is returned is where the bars stand, and what is below everything.
fn draw(pen: &Pen<'_>, out: &mut Vec<Item>, grid: &Grid, row: &FunnelRow, top: f32, first: bool) -> (f32, f32) {
    let (height, number) = if first { (HIGH, NUMBER) } else { (LOW, CARD) };
    let base = top + number.leading + 4.0 + height;
    let colour = row.persona.map_or(Colour::Line, Colour::persona);
    // The numbers of the scale stand between the heading and the bars.
    let label = if first {
        let frame = Frame { x: MARGIN, y: base - height, width: LABELS - 12.0 - 36.0 };
        stages::label(pen, out, frame, &row.label, &row.hint)
    } else {
        label(pen, out, top + number.leading, &row.label, &row.hint, row.persona)
    };
    let mut items = Vec::new();
    scale(pen, &mut items, grid, base, height, first);
    let places: Vec<(f32, &Bar)> = row.bars.iter().enumerate().map(|(at, bar)| (grid.span(&(at..at + 1)).0, bar)).collect();
    for pair in places.windows(2) {
        flow(&mut items, (pair[0].0 + BAR, pair[0].1), (pair[1].0, pair[1].1), base, height);
    }
    out.push(Item::Group(Group { role: Role::Plot, items, ..Group::default() }));
    for (at, (x, bar)) in places.iter().enumerate() {
        let mut items = Vec::new();
        column(&mut items, *x, bar, base, height, colour);
        let y = base - bar.high as f32 * height - number.leading - 2.0;
        let room = pen.line(&mut items, (*x, y), Anchor::Left, &bar.text, number) * 1.06;
        let left = grid.span(&(at..at + 1)).1 - room - 8.0;
        if !bar.notes.is_empty() && pen.room(&bar.notes, FACT) <= left {
            pen.line(&mut items, (*x + room + 5.0, y + 1.0), Anchor::Left, &bar.notes, FACT);
        }
        let title = (!bar.notes.is_empty()).then(|| format!("{} ({} {})", bar.text, pen.sheet.word(Word::RestsUpon), bar.notes));
        out.push(Item::Group(Group { role: Role::Curve, title, items, ..Group::default() }));
    }
    let slot = row.bars.len()..row.bars.len() + 1;
    let (x, width) = grid.span(&slot);
    let frame = Frame { x, y: if first { base - height } else { top + 2.0 }, width };
    let mut bottom = if first { pills(pen, out, frame, &row.ends) } else { lines(pen, out, frame, &row.ends) };
    if let Some(time) = &row.time {
        bottom = note(pen, out, frame.at(bottom + 2.0), time, FACT);
    }
    (base, label.max(base + 6.0).max(bottom))
}

/// The lines of nobody, half and everybody.
fn scale(pen: &Pen<'_>, out: &mut Vec<Item>, grid: &Grid, base: f32, height: f32, first: bool) {
    let right = grid.stages().len().checked_sub(2).map_or(grid.left, |last| {
        let (x, width) = grid.span(&grid.stages()[last]);
        x + width
    });
    for (part, said) in [(1.0, "100%"), (0.5, "50%"), (0.0, "0%")] {
        if !first && part > 0.25 && part < 0.75 {
            continue;
        }
        let y = base - part * height;
        let colour = if part == 0.0 { Colour::Zero } else { Colour::Grid };
        out.push(marks::line(&[(grid.left, y), (right, y)], stroke(colour, 1.0, SOLID)));
        if first {
            pen.line(out, (grid.left - 8.0, y - SCALE.leading / 2.0), Anchor::Right, said, SCALE);
        }
    }
}

/// From one bar to the next: those who certainly are at both.
fn flow(out: &mut Vec<Item>, (from, one): (f32, &Bar), (to, other): (f32, &Bar), base: f32, height: f32) {
    let at = |x: f32, part: f64| Point { x, y: base - part as f32 * height };
    let area = |one: f64, other: f64, fill: Colour| {
        let segments = vec![
            Segment::Move(at(from, one)),
            Segment::Line(at(to, other)),
            Segment::Line(at(to, 0.0)),
            Segment::Line(at(from, 0.0)),
            Segment::Close,
        ];
        Item::Path(Path { segments, paint: Paint { fill: Some(fill), stroke: None } })
    };
    if one.is_range() || other.is_range() {
        out.push(area(one.high, other.high, Colour::Backstage));
        let edge = [(from, base - one.high as f32 * height), (to, base - other.high as f32 * height)];
        out.push(marks::line(&edge, stroke(Colour::Zero, 1.0, DASHED)));
    }
    if one.low > 0.0 || other.low > 0.0 {
        out.push(area(one.low, other.low, Colour::Stage));
    }
}

/// A bar: full as high as is certain, and paler up to what may be.
fn column(out: &mut Vec<Item>, x: f32, bar: &Bar, base: f32, height: f32, colour: Colour) {
    let (low, high) = (bar.low as f32 * height, bar.high as f32 * height);
    if bar.is_range() {
        let paint = Paint { fill: Some(Colour::Card), stroke: Some(stroke(colour, 1.25, DASHED)) };
        hatch(out, (x, base - high), (BAR, high - low), colour, paint);
    }
    if low > 0.0 {
        out.push(marks::area((x, base - low.max(1.5)), (BAR, low.max(1.5)), 2.0_f32.min(low / 2.0), colour));
    }
}

/// A rectangle with slanted lines in it.
fn hatch(out: &mut Vec<Item>, (x, y): (f32, f32), (width, height): (f32, f32), colour: Colour, paint: Paint) {
    out.push(Item::Rect(Rect { x, y, width, height, radius: 2.0, paint }));
    let mut segments = Vec::new();
    let mut at = 8.0;
    while at < width + height {
        // From the left or lower edge up to the right, as far as the upper or right edge.
        let start = if at <= height { (x, y + at) } else { (x + at - height, y + height) };
        let end = if at <= width { (x + at, y) } else { (x + width, y + at - width) };
        segments.push(Segment::Move(Point { x: start.0, y: start.1 }));
        segments.push(Segment::Line(Point { x: end.0, y: end.1 }));
        at += 8.0;
    }
    out.push(Item::Path(Path { segments, paint: Paint { fill: None, stroke: Some(stroke(colour, 0.75, SOLID)) } }));
}

/// The ends, as rounded boxes below each other; below them is what is returned.
fn pills(pen: &Pen<'_>, out: &mut Vec<Item>, frame: Frame, ends: &[EndBar]) -> f32 {
    let mut y = frame.y;
    for end in ends {
        let (fill, edge, ink) = match end.way {
            Way::Success => (Colour::GainGround, Colour::Gain, Colour::Gain),
            Way::Failure => (Colour::Paper, Colour::Pain, Colour::Ink),
            _ => (Colour::Paper, Colour::Line, Colour::Ink),
        };
        let mut items = Vec::new();
        let inside = Frame { x: frame.x + 14.0, y: y + 8.0, width: frame.width - 28.0 };
        let numbers = inside.indented(WAY + 2.0);
        marks::way(&mut items, (inside.x, inside.y + NUMBER.leading / 2.0 - 6.0), end.way);
        let room = pen.line(&mut items, (numbers.x, numbers.y), Anchor::Left, &end.bar.text, NUMBER.in_colour(ink)) * 1.06;
        let notes = &end.bar.notes;
        if !notes.is_empty() && room + 8.0 + pen.room(notes, FACT) <= numbers.width {
            let style = if end.way == Way::Success { FACT.in_colour(ink) } else { FACT };
            pen.line(&mut items, (numbers.x + room + 5.0, numbers.y + 1.0), Anchor::Left, notes, style);
        }
        let bottom = pen.limited(&mut items, numbers.at(numbers.y + NUMBER.leading), &end.title, BODY.in_colour(ink), 4) + 8.0;
        let paint = Paint { fill: Some(fill), stroke: Some(stroke(edge, 1.5, SOLID)) };
        items.insert(0, Item::Rect(Rect { x: frame.x, y, width: frame.width, height: bottom - y, radius: 18.0, paint }));
        let title =
            (!notes.is_empty()).then(|| format!("{} {} ({} {notes})", end.title, end.bar.text, pen.sheet.word(Word::RestsUpon)));
        out.push(Item::Group(Group { role: Role::Cell, title, items, ..Group::default() }));
        y = bottom + 8.0;
    }
    y
}

/// The ends in short, below each other; below them is what is returned.
fn lines(pen: &Pen<'_>, out: &mut Vec<Item>, frame: Frame, ends: &[EndBar]) -> f32 {
    let mut y = frame.y;
    for end in ends {
        let mut items = Vec::new();
        marks::way(&mut items, (frame.x, y + BODY.leading / 2.0 - 6.0), end.way);
        y = pen.limited(&mut items, frame.at(y).indented(WAY + 2.0), &end.bar.referring(&end.title), BODY, 3) + 4.0;
        out.push(Item::Group(Group { role: Role::Cell, items, ..Group::default() }));
    }
    y
}

/// Those who leave: an arrow down from each bar that fades, as wide as they are many, and where they go.
fn leaving(pen: &Pen<'_>, out: &mut Vec<Item>, grid: &Grid, funnel: &FunnelSheet, top: f32) -> f32 {
    let y = top + FALL + 8.0;
    for (cell, least) in &funnel.leaving {
        let x = grid.span(&cell.slots).0 + 6.0;
        let wide = ARROW.0 + *least as f32 * (ARROW.1 - ARROW.0);
        let mut items = Vec::new();
        for (part, colour) in [Colour::Line, Colour::Zero, Colour::Border].into_iter().enumerate() {
            let part = part as f32;
            let narrower = wide * (1.0 - part / 4.0);
            items.push(marks::area((x - narrower / 2.0, top + part * FALL / 3.0), (narrower, FALL / 3.0), 0.0, colour));
        }
        items.push(marks::line(
            &[(x - 5.0, top + FALL - 2.0), (x, top + FALL + 3.0), (x + 5.0, top + FALL - 2.0)],
            stroke(Colour::Line, 1.5, SOLID),
        ));
        out.push(Item::Group(Group { role: Role::Curve, items, ..Group::default() }));
    }
    let sheet = &funnel.sheet;
    let label = label(pen, out, y, sheet.word(Word::LeavesHere), sheet.word(Word::LeavesHereHint), None);
    let cells: Vec<Cell> = funnel.leaving.iter().map(|(cell, _)| cell.clone()).collect();
    label.max(cells::cells(pen, out, grid, RowKind::Flow, &cells, y))
}

/// What the numbers rest on, what the marks mean, and what a funnel leaves out. Below it is what is returned.
fn footer(pen: &Pen<'_>, out: &mut Vec<Item>, grid: &Grid, funnel: &FunnelSheet, top: f32) -> f32 {
    let sheet = &funnel.sheet;
    hairline(out, grid, top);
    let top = top + AIR;
    let label = label(pen, out, top - 1.0, sheet.word(Word::RestsUpon), "", None);
    let frame = whole(grid, top);
    let mut items = Vec::new();
    let bottom = if funnel.assumptions.is_empty() {
        pen.text(&mut items, frame, sheet.word(Word::AssumesNothing), FACT)
    } else {
        evidence::in_columns(frame, funnel.assumptions.len(), |at, frame| {
            let number: Style = SIGN.in_colour(Colour::Ink);
            let room = pen.line(&mut items, (frame.x, frame.y), Anchor::Left, &(at + 1).to_string(), number) * 1.06 + 8.0;
            pen.text(&mut items, frame.indented(room), &funnel.assumptions[at], FACT)
        })
    };
    let mut y = label.max(bottom) + AIR;
    if funnel.rows.iter().flat_map(|row| &row.bars).any(Bar::is_range) {
        let paint = Paint { fill: Some(Colour::Card), stroke: Some(stroke(Colour::Line, 1.25, DASHED)) };
        hatch(&mut items, (grid.left, y), (24.0, 14.0), Colour::Line, paint);
        y = pen.text(&mut items, whole(grid, y).indented(32.0), sheet.word(Word::FunnelBand), FACT) + 8.0;
    }
    if let Some(shares) = &funnel.shares {
        y = pen.text(&mut items, whole(grid, y), shares, FACT) + 8.0;
    }
    y = pen.text(&mut items, whole(grid, y), sheet.word(Word::FunnelLeavesOut), FACT) + AIR;
    out.push(Item::Group(Group { role: Role::Evidence, items, ..Group::default() }));
    y
}
