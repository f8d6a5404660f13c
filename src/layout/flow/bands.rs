//! Stages as pale bands with their headings.

use crate::scene::{About, Group, Item, Paint, Rect, Role};
use crate::sheet::Stage;
use crate::sheet::flow::{FlowSheet, PlaceKind};
use crate::theme::Colour;

use super::super::entry::holders;
use super::super::grid::Grid;
use super::super::marks::{SOLID, area, diamond, stroke};
use super::super::pen::{Pen, shift};
use super::super::stages;
use super::boxes::stripes;
use super::columns::{Columns, PAD};

/// The corners of a band.
const RADIUS: f32 = 12.0;

/// The stage of each slot, if it is drawn as a band: a stage in which nothing stands is a card itself.
pub fn bands(flow: &FlowSheet) -> Vec<Option<usize>> {
    let mut bands = vec![None; flow.sheet.slots.max(1)];
    for (number, stage) in flow.sheet.stages.iter().enumerate() {
        bands[stage.slots.clone()].fill(Some(number));
    }
    for place in &flow.places {
        if let (PlaceKind::Stage(..), Some(slot)) = (&place.kind, place.slot) {
            bands[slot] = None;
        }
    }
    bands
}

/// The columns for what spans stages: those of a band reach to its edges.
pub fn grid(flow: &FlowSheet, columns: &Columns, right: f32) -> Grid {
    let bands = bands(flow);
    let slots = columns.slots.iter().enumerate().map(|(slot, &(x, width))| {
        let edge = |other: Option<usize>| {
            let beside = other.and_then(|other| bands.get(other).copied().flatten());
            if bands[slot].is_some() && beside != bands[slot] { PAD } else { 0.0 }
        };
        let (before, after) = (edge(slot.checked_sub(1)), edge(Some(slot + 1)));
        (x - before, width + before + after)
    });
    let stages = flow.sheet.stages.iter().map(|stage| stage.slots.clone()).collect();
    Grid::of(slots.collect(), stages, right)
}

/// The headings of all bands from 0 down, each with the number of its stage, and the height of the highest.
pub fn headings(pen: &Pen<'_>, flow: &FlowSheet, grid: &Grid) -> (Vec<(usize, Vec<Item>)>, f32) {
    let bands = bands(flow);
    let banded = |stage: &Stage| bands.get(stage.slots.start).copied().flatten().is_some();
    let mut height = 0.0_f32;
    let mut out = Vec::new();
    for (number, stage) in flow.sheet.stages.iter().enumerate().filter(|(_, stage)| banded(stage)) {
        let (items, bottom) = stages::heading(pen, grid.span(&stage.slots), stage);
        height = height.max(bottom);
        out.push((number, items));
    }
    (out, height)
}

/// Draws the bands from `top` to `bottom`.
pub fn draw(out: &mut Vec<Item>, flow: &FlowSheet, grid: &Grid, headings: Vec<(usize, Vec<Item>)>, (top, bottom): (f32, f32)) {
    let reached = reached(flow);
    for (number, mut items) in headings {
        let stage = &flow.sheet.stages[number];
        let (x, width) = grid.span(&stage.slots);
        shift(&mut items, 0.0, top);
        let paint = Paint { fill: None, stroke: Some(stroke(Colour::Moment, 2.0, SOLID)) };
        let mut ground = vec![area((x, top), (width, bottom - top), RADIUS, Colour::Band)];
        if reached[stage.slots.clone()].iter().all(|reached| !reached) {
            let mut all = vec![stripes((width, bottom - top), RADIUS)];
            shift(&mut all, x, top);
            ground.append(&mut all);
        }
        if stage.moment {
            ground.push(Item::Rect(Rect { x, y: top, width, height: bottom - top, radius: RADIUS, paint }));
            items.push(diamond((x + width - 17.0, top + 22.0), 6.0));
        }
        ground.append(&mut items);
        out.push(Item::Group(Group {
            role: Role::Stage,
            title: None,
            link: stage.link.clone(),
            about: About { whom: holders(&stage.whom), ..About::place(stage.place.index) },
            items: ground,
        }));
    }
}

/// For each slot whether somebody gets to something in it.
fn reached(flow: &FlowSheet) -> Vec<bool> {
    let mut reached = vec![false; flow.sheet.slots.max(1)];
    for place in &flow.places {
        if let (PlaceKind::Touchpoint(card) | PlaceKind::Step(card), Some(slot)) = (&place.kind, place.slot) {
            reached[slot] |= !card.unreached;
        }
    }
    reached
}
