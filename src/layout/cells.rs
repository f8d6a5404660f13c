//! The cells of a row: each stands in the slots of its place, below what is said of what is around it.

use crate::scene::{About, Group, Item, Role};
use crate::sheet::{Cell, RowKind};
use crate::theme::Colour;

use super::entry::entry;
use super::grid::{Grid, SLOT_GAP};
use super::marks;
use super::pen::{Frame, Pen};

/// Columns narrower than this are put together where a cell spans several.
const NARROW: f32 = 180.0;
/// From what is said of a stage to the line below it.
const LINE: f32 = 6.0;
/// Longer lines are hard to read.
const WIDEST: f32 = 420.0;

/// Draws cells from `top` down; below them is what is returned.
pub fn cells(pen: &Pen<'_>, out: &mut Vec<Item>, grid: &Grid, kind: RowKind, cells: &[Cell], top: f32) -> f32 {
    let stages = grid.stages();
    let mut filled = vec![top; grid.slots()];
    let mut bottom = top;
    for (at, cell) in cells.iter().enumerate() {
        let own = &mut filled[cell.slots.clone()];
        let highest = own.iter().copied().fold(top, f32::max);
        let y = if highest > top { highest + gap(kind) } else { top };
        let mut items = Vec::new();
        let (mut end, used) = flow(pen, &mut items, grid, kind, cell, y);
        // What is said of the whole journey or of a phase leaves room beside it; in a stage, what stands in it comes below.
        let stage = stages.get(stages.partition_point(|stage| stage.end <= cell.slots.start));
        let in_stage = stage.is_some_and(|stage| cell.slots.end <= stage.end);
        // A line shows how far it reaches, where it would seem to be said of the first thing in the stage.
        let inside = |next: &Cell| cell.slots.contains(&next.slots.start);
        if in_stage && cell.slots.len() > 1 && cells.get(at + 1).is_some_and(inside) {
            let (x, width) = grid.span(&cell.slots);
            end += LINE;
            items.push(marks::line(&[(x, end), (x + width, end)], marks::stroke(Colour::Border, 1.0, marks::SOLID)));
        }
        let covered = if in_stage { own.len() } else { used };
        own[..covered].fill(end);
        bottom = bottom.max(end);
        out.push(Item::Group(Group { role: Role::Cell, about: About::place(cell.place.index), items, ..Group::default() }));
    }
    bottom
}

/// Between two statements.
fn gap(kind: RowKind) -> f32 {
    match kind {
        RowKind::Pain | RowKind::Opportunity | RowKind::Metric | RowKind::Risk | RowKind::Gain | RowKind::Flow => 11.0,
        _ => 5.0,
    }
}

/// Draws the statements of a cell: below each other, or side by side in the columns of a cell that spans several. Below them is what is
/// returned, and how many slots they use.
fn flow(pen: &Pen<'_>, out: &mut Vec<Item>, grid: &Grid, kind: RowKind, cell: &Cell, top: f32) -> (f32, usize) {
    let span = cell.slots.len();
    let together = if grid.span(&(cell.slots.start..cell.slots.start + 1)).1 < NARROW { 2 } else { 1 };
    let beside = (span / together).max(1).min(cell.entries.len());
    let mut y = top;
    let mut used = 1;
    for (number, line) in cell.entries.chunks(beside).enumerate() {
        let start = if number > 0 { y + gap(kind) } else { y };
        for (at, one) in line.iter().enumerate() {
            let first = cell.slots.start + at * together;
            // A line of the only statements may use all the room that there is.
            let last = if at + 1 == line.len() && line.len() == cell.entries.len() {
                cell.slots.end
            } else {
                (first + together).min(cell.slots.end)
            };
            let (x, width) = grid.span(&(first..last));
            let width = (width - SLOT_GAP / 2.0).min(WIDEST);
            y = y.max(entry(pen, out, kind, one, Frame { x, y: start, width }));
            used = used.max(grid.until(x + width) - cell.slots.start);
        }
    }
    (y, used.min(span))
}
