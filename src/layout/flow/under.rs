//! Ends below the columns: each beneath the slot behind the last that leads to it, so that it stands where customers leave.

use crate::sheet::flow::{FlowSheet, PlaceKind};

use super::Placed;
use super::boxes::Box;
use super::lanes::lanes;

/// Between two rows of ends.
const ROWS: f32 = 16.0;
/// The narrowest slot under which an end stands.
const ROOM: f32 = 120.0;

/// Where they stand.
pub struct Under {
    /// The left edge of each end below, and its middle from the top of the rows.
    places: Vec<Option<(f32, f32)>>,
    /// How high the rows are together.
    pub height: f32,
    /// Where the last ends.
    pub right: f32,
}

impl Under {
    /// Gives the ends below the columns their places.
    pub fn new(flow: &FlowSheet, placed: &Placed, boxes: &[Box<'_>]) -> Self {
        let mut first = vec![f32::INFINITY; flow.places.len()];
        let mut last = vec![0; flow.places.len()];
        for (number, way) in flow.ways.iter().enumerate() {
            if let (Some(to), Some(slot)) = (way.to, flow.places[way.from].slot)
                && flow.places[to].slot.is_none()
            {
                first[to] = first[to].min(placed.columns.tracks[number].0);
                last[to] = last[to].max(slot + 1);
            }
        }
        let below = |place: usize| flow.places[place].slot.is_none() && first[place].is_finite();
        let ends: Vec<usize> =
            (0..flow.places.len()).filter(|&place| below(place) && matches!(flow.places[place].kind, PlaceKind::End(_))).collect();
        // No way turns beneath a slot, so none runs through an end.
        let slots = &placed.columns.slots;
        let left = |place: usize| {
            let behind = slots.iter().skip(last[place]).find(|slot| slot.1 >= ROOM);
            behind.map_or(placed.columns.right + 12.0, |slot| slot.0)
        };
        let stretches: Vec<(f32, f32)> = ends.iter().map(|&place| (first[place], left(place) + boxes[place].width + 6.0)).collect();
        let rows = lanes(&stretches, 16.0);
        let mut heights = vec![0.0_f32; rows.iter().max().map_or(0, |last| last + 1)];
        for (&place, &row) in ends.iter().zip(&rows) {
            heights[row] = heights[row].max(boxes[place].height);
        }
        let mut tops = vec![0.0];
        for height in &heights {
            tops.push(tops.last().copied().unwrap_or(0.0) + height + ROWS);
        }
        let mut places = vec![None; flow.places.len()];
        let mut right = 0.0_f32;
        for (&place, &row) in ends.iter().zip(&rows) {
            places[place] = Some((left(place), tops[row] + heights[row] / 2.0));
            right = right.max(left(place) + boxes[place].width);
        }
        let height = if ends.is_empty() { 0.0 } else { tops[heights.len()] - ROWS };
        Self { places, height, right }
    }

    /// The left edge of an end, and its middle from the top of the rows.
    pub fn of(&self, place: usize) -> Option<(f32, f32)> {
        self.places[place]
    }
}
