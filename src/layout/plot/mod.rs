//! The emotions: a grid from −2 to +2, a smooth curve for each persona, markers, ranges, words.
//!
//! A marker is filled where it was measured, hollow where it was researched, and hollow with a dashed rim where it is assumed. Where
//! curves meet in a point, they are moved apart by half a stroke and their markers beside each other, so that each can be seen.

mod labels;

use std::collections::BTreeMap;

use crate::scene::{About, Anchor, Group, Item, Paint, Path, Point, Role, Segment, Stroke};
use crate::sheet::{Basis, Cell, Entry, Plot, RowKind, Sheet, Spot, signed};
use crate::theme::Colour;

use super::curve::Monotone;
use super::faces::SCALE;
use super::grid::Grid;
use super::marks::{SOLID, area, line, marker, stroke};
use super::pen::Pen;

/// Between two whole numbers of the scale.
const UNIT: f32 = 38.0;
/// Above +2 and below −2: room for words.
const PADDING: f32 = 31.0;
/// The first curve, and the others.
const WIDTHS: (f32, f32) = (3.0, 2.25);
/// The dashes around what is assumed: six around the smaller marker. The ends of dashes are round and reach into the gaps.
const RIM: &[f32] = &[1.2, 4.03];

/// The dashes of the personas.
const DASHES: [&[f32]; 6] = [&[], &[8.0, 6.0], &[2.0, 6.0], &[14.0, 6.0, 2.0, 6.0], &[5.0, 5.0], &[14.0, 5.0]];
/// The radius of a marker, and of the deepest one.
const RADII: (f32, f32) = (5.0, 6.75);

/// The line of a persona.
pub fn line_of(persona: usize) -> Stroke {
    let width = if persona == 0 { WIDTHS.0 } else { WIDTHS.1 };
    stroke(Colour::persona(persona), width, dash_of(persona))
}

/// The dashes of a persona.
pub fn dash_of(persona: usize) -> &'static [f32] {
    DASHES[persona % DASHES.len()]
}

/// The line over what is not known.
pub fn gap(colour: Colour) -> Stroke {
    stroke(colour, 2.0, &[0.1, 5.5])
}

/// From the lowest to the highest of several emotions.
pub fn range(out: &mut Vec<Item>, (x, top, bottom): (f32, f32, f32), colour: Colour) {
    let thin = stroke(colour, 1.5, SOLID);
    out.push(line(&[(x, top), (x, bottom)], thin));
    for y in [top, bottom] {
        out.push(line(&[(x - 4.0, y), (x + 4.0, y)], thin));
    }
}

/// A point of a curve at its place.
pub struct Dot<'s> {
    /// What it shows.
    pub spot: &'s Spot,
    /// To the right.
    pub x: f32,
    /// Down.
    pub y: f32,
}

/// A curve at its place.
pub struct Drawn<'s> {
    /// The number of its persona.
    pub persona: usize,
    /// From left to right.
    pub dots: Vec<Dot<'s>>,
    /// The line through them.
    pub line: Monotone,
}

/// Draws the emotions from `top` down; below them is what is returned.
pub fn plot(pen: &Pen<'_>, out: &mut Vec<Item>, grid: &Grid, sheet: &Sheet, plot: &Plot, top: f32) -> f32 {
    let mut words: Vec<Cell> = plot
        .words
        .iter()
        .map(|feeling| {
            let entry = Entry { text: feeling.text.clone(), whom: feeling.whom.clone(), ..Entry::default() };
            Cell { place: feeling.place, slots: feeling.slots.clone(), entries: vec![entry] }
        })
        .collect();
    let mut bottom = top;
    if !plot.curves.is_empty() {
        bottom = top + 4.0 * UNIT + 2.0 * PADDING;
        ground(pen, out, grid, plot, (top, bottom));
        let scale = |value: f64| top + PADDING + (2.0 - value.clamp(-2.0, 2.0)) as f32 * UNIT;
        let curves = place(grid, plot, scale);
        levels(out, grid, plot, scale);
        for curve in curves.iter().rev() {
            draw(out, sheet, curve, scale);
        }
        words.extend(labels::labels(pen, out, grid, plot, &curves, (top, bottom)));
        words.sort_by_key(|cell| cell.slots.start);
    }
    if words.is_empty() {
        return bottom;
    }
    let gap = if plot.curves.is_empty() { 0.0 } else { 6.0 };
    super::cells::cells(pen, out, grid, RowKind::Emotion, &words, bottom + gap)
}

/// Bands of moments of truth, the grid, the scale.
fn ground(pen: &Pen<'_>, out: &mut Vec<Item>, grid: &Grid, plot: &Plot, (top, bottom): (f32, f32)) {
    let mut items = Vec::new();
    for slots in &plot.moments {
        let (x, width) = grid.span(slots);
        items.push(area((x, top), (width, bottom - top), 7.0, Colour::MomentGround));
    }
    for value in -2..=2 {
        let y = top + PADDING + (2 - value) as f32 * UNIT;
        let style = if value == 0 { stroke(Colour::Zero, 1.25, SOLID) } else { stroke(Colour::Grid, 1.0, SOLID) };
        items.push(line(&[(grid.left, y), (grid.right, y)], style));
        pen.line(&mut items, (grid.left - 12.0, y - SCALE.leading / 2.0), Anchor::Right, &signed(f64::from(value)), SCALE);
    }
    out.push(Item::Group(Group { role: Role::Plot, items, ..Group::default() }));
}

/// Gives the points their places; those that coincide stand beside each other.
fn place<'s>(grid: &Grid, plot: &'s Plot, scale: impl Fn(f64) -> f32) -> Vec<Drawn<'s>> {
    let mut together: BTreeMap<(usize, i32, i32), (f32, f32)> = BTreeMap::new();
    let key = |spot: &Spot| (spot.slots.start, (spot.at * 500.0) as i32, (spot.mean * 25.0).round() as i32);
    for spot in plot.curves.iter().flat_map(|curve| &curve.points).filter(|spot| !spot.passing) {
        together.entry(key(spot)).or_default().0 += 1.0;
    }
    let mut drawn = Vec::with_capacity(plot.curves.len());
    for (number, curve) in plot.curves.iter().enumerate() {
        let mut dots: Vec<Dot<'_>> = Vec::with_capacity(curve.points.len());
        for spot in &curve.points {
            let (x, width) = grid.span(&spot.slots);
            let (count, before) = together.get_mut(&key(spot)).map_or((1.0, 0.0), |(count, before)| {
                *before += 1.0;
                (*count, *before - 1.0)
            });
            let aside = before - (count - 1.0) / 2.0;
            dots.push(Dot { spot, x: x + width * spot.at + aside * 13.0, y: scale(spot.mean) + aside * WIDTHS.0 });
        }
        let line = Monotone::through(dots.iter().map(|dot| (f64::from(dot.x), f64::from(dot.y))));
        drawn.push(Drawn { persona: curve.persona.unwrap_or(number), dots, line });
    }
    drawn
}

/// What is said of a whole stage or more beside its points: a thin line.
fn levels(out: &mut Vec<Item>, grid: &Grid, plot: &Plot, scale: impl Fn(f64) -> f32) {
    for (number, curve) in plot.curves.iter().enumerate() {
        let persona = curve.persona.unwrap_or(number);
        let mut items = Vec::new();
        for spot in &curve.levels {
            let (x, width) = grid.span(&spot.slots);
            let y = scale(spot.mean);
            items.push(line(&[(x + 2.0, y), (x + width - 2.0, y)], stroke(Colour::persona(persona), 1.25, SOLID)));
            for end in [x + 2.0, x + width - 2.0] {
                items.push(line(&[(end, y - 4.0), (end, y + 4.0)], stroke(Colour::persona(persona), 1.25, SOLID)));
            }
        }
        if !items.is_empty() {
            out.push(Item::Group(Group { role: Role::Curve, about: of(curve.persona), items, ..Group::default() }));
        }
    }
}

/// The line of a persona, then ranges, then markers.
fn draw(out: &mut Vec<Item>, sheet: &Sheet, curve: &Drawn<'_>, scale: impl Fn(f64) -> f32) {
    let mut items: Vec<Item> = Vec::new();
    let colour = Colour::persona(curve.persona);
    let gaps: Vec<bool> = curve.dots.iter().skip(1).map(|dot| dot.spot.after_gap).collect();
    let mut segments: Vec<Segment> = Vec::new();
    let point = |(x, y): (f64, f64)| Point { x: x as f32, y: y as f32 };
    for (at, [start, one, two, end]) in curve.line.parts().enumerate() {
        if gaps.get(at) == Some(&true) {
            finish(&mut items, &mut segments, line_of(curve.persona));
            let bridge = vec![Segment::Move(point(start)), Segment::Cubic(point(one), point(two), point(end))];
            items.push(Item::Path(Path { segments: bridge, paint: Paint { fill: None, stroke: Some(gap(colour)) } }));
            continue;
        }
        if segments.is_empty() {
            segments.push(Segment::Move(point(start)));
        }
        segments.push(Segment::Cubic(point(one), point(two), point(end)));
    }
    finish(&mut items, &mut segments, line_of(curve.persona));
    for dot in &curve.dots {
        if let Some((low, high)) = dot.spot.range {
            range(&mut items, (dot.x, scale(high), scale(low)), colour);
        }
    }
    for dot in curve.dots.iter().filter(|dot| !dot.spot.passing) {
        items.push(sign(curve.persona, dot));
    }
    let title = sheet.persona(curve.persona).map(|persona| persona.name.clone());
    let about = of(title.is_some().then_some(curve.persona));
    out.push(Item::Group(Group { role: Role::Curve, title, about, items, ..Group::default() }));
}

/// Something of one persona; of everybody where there is none.
fn of(persona: Option<usize>) -> About {
    About { whom: persona.map(|persona| vec![persona]), ..About::default() }
}

fn finish(out: &mut Vec<Item>, segments: &mut Vec<Segment>, line: Stroke) {
    if !segments.is_empty() {
        let segments = std::mem::take(segments);
        out.push(Item::Path(Path { segments, paint: Paint { fill: None, stroke: Some(line) } }));
    }
}

fn sign(persona: usize, dot: &Dot<'_>) -> Item {
    let colour = Colour::persona(persona);
    let radius = if dot.spot.deepest { RADII.1 } else { RADII.0 };
    let assumed = dot.spot.is(Basis::Assumed);
    let filled = dot.spot.is(Basis::Measured);
    let rim = if assumed { RIM } else { SOLID };
    let paint = Paint { fill: Some(if filled { colour } else { Colour::Paper }), stroke: Some(stroke(colour, 2.25, rim)) };
    marker(persona, (dot.x, dot.y), radius, paint)
}
