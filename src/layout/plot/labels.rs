//! Words at the curves: above a peak, below a dip, and never on another word.
//!
//! For each word several places are tried; each costs by what it would cover. A word that finds no place goes below the plot.

use crate::scene::{About, Anchor, Group, Item, Line, Role};
use crate::sheet::{Cell, Entry, Plot, Spot, Whom, signed};
use crate::theme::Colour;

use super::super::faces::{DEEPEST, FEELING, Style};
use super::super::grid::Grid;
use super::super::pen::{Pen, place, with_halo};
use super::{Dot, Drawn};

/// The widest word, and the most lines of one.
const WIDEST: f32 = 150.0;
const MOST_LINES: usize = 3;
/// From a marker to its word.
const DISTANCE: f32 = 10.0;
/// What a place costs for each thing that it covers.
const MARKER: f32 = 60.0;
const CURVE: f32 = 12.0;
const OUTSIDE: f32 = 400.0;
/// A place that costs more is none.
const TOO_MUCH: f32 = 300.0;

/// A rectangle: left, top, right, bottom.
#[derive(Clone, Copy, Debug)]
struct Area {
    left: f32,
    top: f32,
    right: f32,
    bottom: f32,
}

impl Area {
    fn meets(&self, other: &Area) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }
}

/// Draws the words of all points and levels. What finds no place is returned, to stand below.
pub fn labels(pen: &Pen<'_>, out: &mut Vec<Item>, grid: &Grid, plot: &Plot, curves: &[Drawn<'_>], bounds: (f32, f32)) -> Vec<Cell> {
    let mut markers: Vec<(f32, f32)> = curves.iter().flat_map(|curve| curve.dots.iter().map(|dot| (dot.x, dot.y))).collect();
    markers.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut todo: Vec<(&Drawn<'_>, usize)> =
        curves.iter().flat_map(|curve| (0..curve.dots.len()).map(move |at| (curve, at))).collect();
    todo.sort_by(|(one, at), (other, place)| one.dots[*at].x.total_cmp(&other.dots[*place].x));
    let mut field = Field { grid, curves, markers, bounds, taken: Vec::new() };
    let mut below: Vec<Cell> = Vec::new();
    let mut items: Vec<Item> = Vec::new();
    for (curve, at) in todo {
        let dot = &curve.dots[at];
        let Some(word) = word(dot.spot) else { continue };
        // A word that several personas share at one point is written once, in ink.
        let whom: Vec<usize> = curves
            .iter()
            .filter(|other| other.persona == curve.persona || shares(other, dot.spot))
            .map(|other| other.persona)
            .collect();
        let colour = match whom[..] {
            [only] => Colour::persona(only),
            [first, ..] if first < curve.persona => continue,
            _ => Colour::Ink,
        };
        let style = if dot.spot.deepest { DEEPEST } else { FEELING }.in_colour(colour);
        let room = grid.span(&dot.spot.slots).1.clamp(80.0, WIDEST);
        let lines = pen.balanced(&word, style, room, MOST_LINES + 1);
        let found = if lines.len() > MOST_LINES { None } else { field.find(&lines, style, dot, shape(&curve.dots, at)) };
        match found {
            Some(area) => {
                let middle = f32::midpoint(area.left, area.right);
                let ground = field.ground(plot, &area);
                let text = Item::Text(with_halo(place(lines, middle, area.top, Anchor::Middle, style), ground));
                let about = About { place: Some(dot.spot.place.index), whom: Some(whom), row: None };
                items.push(Item::Group(Group { role: Role::Feeling, about, items: vec![text], ..Group::default() }));
            }
            None => below.push(said_below(plot, curve.persona, dot.spot, word)),
        }
    }
    for curve in &plot.curves {
        for spot in &curve.levels {
            let word = spot.word.as_ref().map_or_else(|| signed(spot.mean), |word| format!("{} {word}", signed(spot.mean)));
            below.push(said_below(plot, curve.persona.unwrap_or(0), spot, format!("{word} as a whole")));
        }
    }
    if !items.is_empty() {
        out.push(Item::Group(Group { role: Role::Feeling, items, ..Group::default() }));
    }
    below
}

/// Whether a curve has the same word at the same point.
fn shares(curve: &Drawn<'_>, spot: &Spot) -> bool {
    let first = curve.dots.partition_point(|dot| dot.spot.slots.start < spot.slots.start);
    let there = curve.dots[first..].iter().take_while(|dot| dot.spot.slots.start == spot.slots.start);
    let mut same = there.filter(|dot| (dot.spot.at - spot.at).abs() < 0.01 && (dot.spot.mean - spot.mean).abs() < 0.02);
    same.any(|dot| dot.spot.word == spot.word)
}

/// What is written at a point: its word; at the deepest point its number if it has none.
fn word(spot: &Spot) -> Option<String> {
    spot.word.clone().or_else(|| spot.deepest.then(|| signed(spot.mean)))
}

fn said_below(plot: &Plot, persona: usize, spot: &Spot, text: String) -> Cell {
    let whom = if plot.curves.len() > 1 { vec![Whom { persona: Some(persona), name: String::new() }] } else { Vec::new() };
    Cell { place: spot.place, slots: spot.slots.clone(), entries: vec![Entry { text, whom, ..Entry::default() }] }
}

/// Where the curve goes at a point: −1 if both neighbours are higher in the picture or level, 1 if both are lower, else 0.
fn shape(dots: &[Dot<'_>], at: usize) -> i8 {
    let here = dots[at].y;
    let neighbours = [at.checked_sub(1), Some(at + 1)];
    let near: Vec<f32> = neighbours.into_iter().flatten().filter_map(|at| dots.get(at)).map(|dot| dot.y).collect();
    if near.iter().all(|&y| y >= here - 0.5) {
        1
    } else if near.iter().all(|&y| y <= here + 0.5) {
        -1
    } else {
        0
    }
}

/// What is already there.
struct Field<'a, 's> {
    grid: &'a Grid,
    curves: &'a [Drawn<'s>],
    markers: Vec<(f32, f32)>,
    bounds: (f32, f32),
    /// Where words stand, with their points, from left to right.
    taken: Vec<(f32, Area)>,
}

impl Field<'_, '_> {
    /// The best place for a word, which is then taken.
    fn find(&mut self, lines: &[Line], style: Style, dot: &Dot<'_>, shape: i8) -> Option<Area> {
        let width = lines.iter().map(|line| line.width).fold(0.0, f32::max) * 1.06 + 4.0;
        let height = lines.len() as f32 * style.leading;
        let mut best: Option<(f32, Area)> = None;
        for (order, (dx, dy)) in places(width, height, shape).into_iter().enumerate() {
            let middle = (dot.x + dx)
                .clamp(self.grid.left + width / 2.0, (self.grid.right + 24.0 - width / 2.0).max(self.grid.left + width / 2.0));
            let top = dot.y + dy;
            let area = Area { left: middle - width / 2.0, top, right: middle + width / 2.0, bottom: top + height };
            let cost = self.cost(&area, dot) + order as f32 * 1.5;
            if best.is_none_or(|(least, _)| cost < least) {
                best = Some((cost, area));
            }
        }
        let (cost, area) = best?;
        if cost > TOO_MUCH {
            return None;
        }
        self.taken.push((dot.x, area));
        Some(area)
    }

    fn cost(&self, area: &Area, dot: &Dot<'_>) -> f32 {
        let mut cost = 0.0;
        if area.top < self.bounds.0 || area.bottom > self.bounds.1 {
            cost += OUTSIDE;
        }
        // Words are placed by their points from left to right, and stand no further from them than this.
        let near = self.taken.iter().rev().take_while(|(x, _)| *x > dot.x - 2.0 * (WIDEST + DISTANCE) - 40.0);
        if near.map(|(_, taken)| taken).any(|taken| taken.meets(area)) {
            cost += OUTSIDE;
        }
        let first = self.markers.partition_point(|marker| marker.0 < area.left - 9.0);
        for &(x, y) in self.markers[first..].iter().take_while(|marker| marker.0 < area.right + 9.0) {
            let own = (x - dot.x).abs() < 0.1 && (y - dot.y).abs() < 0.1;
            let rim = if own { 5.0 } else { 8.0 };
            let marker = Area { left: x - rim, top: y - rim, right: x + rim, bottom: y + rim };
            cost += if marker.meets(area) { MARKER } else { 0.0 };
        }
        for curve in self.curves {
            for step in 0..=8 {
                let x = area.left + (area.right - area.left) * step as f32 / 8.0;
                let covered = curve.line.at(f64::from(x)).is_some_and(|y| {
                    let y = y as f32;
                    y > area.top - 2.0 && y < area.bottom + 2.0
                });
                cost += if covered { CURVE } else { 0.0 };
            }
        }
        cost
    }

    /// The ground behind a word.
    fn ground(&self, plot: &Plot, area: &Area) -> Colour {
        let middle = f32::midpoint(area.left, area.right);
        let first = plot.moments.partition_point(|slots| {
            let (x, width) = self.grid.span(slots);
            x + width < middle
        });
        let band = plot.moments.get(first).map(|slots| self.grid.span(slots));
        if band.is_some_and(|(x, _)| x <= middle) { Colour::MomentGround } else { Colour::Paper }
    }
}

/// Where a word could stand: the offset of its middle and of its upper edge from the point, the best first.
fn places(width: f32, height: f32, shape: i8) -> Vec<(f32, f32)> {
    let aside = width / 2.0 + DISTANCE;
    let half = width * 0.35;
    let above = -height - DISTANCE;
    let below = DISTANCE;
    let mut out = Vec::with_capacity(20);
    let sides = if shape < 0 { [below, above] } else { [above, below] };
    for side in sides {
        out.extend([(0.0, side), (-half, side), (half, side)]);
    }
    out.extend([(aside, -height / 2.0), (-aside, -height / 2.0), (aside, above), (-aside, above), (aside, below), (-aside, below)]);
    for step in 1..=3 {
        let further = step as f32 * 16.0;
        out.extend([(0.0, above - further), (0.0, below + further)]);
    }
    out
}
