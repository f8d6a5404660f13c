//! How far to the right everything stands: slots, the words between them, and the *tracks*, on which ways that leave the layers run up
//! and down.

use crate::sheet::flow::FlowSheet;

use super::super::grid::MARGIN;
use super::graph::{Graph, Layer, Then};
use super::ports::Ports;

/// Inside a band, beside its cards.
pub const PAD: f32 = 14.0;
/// Between two bands.
const BANDS: f32 = 18.0;
/// Between two tracks.
const TRACK: f32 = 9.0;
/// Before a card, where the head of an arrow stands.
const HEAD: f32 = 22.0;

/// Where everything stands.
pub struct Columns {
    /// Left edge and width of each layer.
    pub layers: Vec<(f32, f32)>,
    /// Left edge and width of each slot.
    pub slots: Vec<(f32, f32)>,
    /// Where each way that leaves the layers turns, and where it comes back.
    pub tracks: Vec<(f32, f32)>,
    /// Where the last of all ends.
    pub right: f32,
}

/// What decides how wide the columns are.
pub struct Widths {
    /// The width of each slot.
    pub slots: Vec<f32>,
    /// The width of the words of each way.
    pub words: Vec<f32>,
    /// The stage of each slot, if it is drawn as a band.
    pub bands: Vec<Option<usize>>,
}

/// Ways that turn before a slot.
#[derive(Clone, Default)]
struct Turns {
    leave: Vec<(f32, usize)>,
    arrive: Vec<(f32, usize)>,
}

/// Gives each layer its place.
pub fn columns(graph: &Graph, flow: &FlowSheet, widths: &Widths, ports: &Ports, y: &[f32]) -> Columns {
    let slots = widths.slots.len();
    let turns = turns(graph, flow, ports, y, slots);
    let heights = heights(graph, ports, y);
    let mut words = vec![0.0_f32; graph.layers.len()];
    for (way, route) in graph.routes.iter().enumerate() {
        if let Some(&node) = route.nodes.get(1).filter(|&&node| graph.is_way(node)) {
            let layer = graph.nodes[node].layer;
            words[layer] = words[layer].max(widths.words[way]);
        }
    }
    let mut out =
        Columns { layers: Vec::new(), slots: vec![(0.0, 0.0); slots], tracks: vec![(0.0, 0.0); flow.ways.len()], right: MARGIN };
    let mut x = MARGIN;
    for slot in 0..=slots {
        let band = |slot: usize| widths.bands.get(slot).copied().flatten();
        let (before, after) = (slot.checked_sub(1).and_then(band), band(slot));
        let border = slot > 0 && (before != after || (before.is_none() && after.is_none()));
        let [left, right] = [before, after].map(|band| if band.is_some() && (before != after || slot == 0) { PAD } else { 0.0 });
        let Turns { leave, arrive } = &turns[slot];
        let layer = out.layers.len();
        let start = x;
        let bands = if border { left + BANDS + right } else { left + right };
        if graph.layers.get(layer) == Some(&Layer::Words(slot)) {
            let first = ease(heights[layer - 1], (24.0, 64.0)).max(if border { left + 12.0 } else { 0.0 });
            out.layers.push((x + first, words[layer]));
            x += first + words[layer];
            track(&mut out.tracks, leave, x + 10.0, |tracks| &mut tracks.0);
            let turning = TRACK * (leave.len() + arrive.len()) as f32;
            x += (10.0 + turning + HEAD).max(ease(heights[layer], (26.0, 72.0)) + turning);
            x = x.max(start + bands).max(if border && slot < slots {
                out.layers[layer].0 + words[layer] + right + 26.0
            } else {
                x
            });
        } else if slot > 0 {
            let turning = TRACK * arrive.len() as f32;
            x += (ease(heights[layer - 1], (38.0, 90.0)) + turning).max(bands);
        } else {
            let turning = if arrive.is_empty() { 0.0 } else { TRACK * arrive.len() as f32 + HEAD };
            x += turning.max(right);
        }
        let first = x - HEAD - TRACK * arrive.len().saturating_sub(1) as f32;
        track(&mut out.tracks, arrive, first, |tracks| &mut tracks.1);
        if slot < slots {
            out.layers.push((x, widths.slots[slot]));
            out.slots[slot] = (x, widths.slots[slot]);
            x += widths.slots[slot];
            out.right = x + if after.is_some() { PAD } else { 0.0 };
        } else if layer < graph.layers.len() {
            out.right = out.right.max(x - HEAD);
        }
    }
    out
}

/// Room for a curve that has to climb so far.
fn ease(height: f32, (least, most): (f32, f32)) -> f32 {
    (height * 0.34).clamp(least, most)
}

/// Gives ways their tracks, from left to right.
fn track(tracks: &mut [(f32, f32)], ways: &[(f32, usize)], first: f32, end: impl Fn(&mut (f32, f32)) -> &mut f32) {
    for (at, &(_, way)) in ways.iter().enumerate() {
        *end(&mut tracks[way]) = first + TRACK * at as f32;
    }
}

/// Which ways turn before each slot, sorted so that they do not cross each other.
fn turns(graph: &Graph, flow: &FlowSheet, ports: &Ports, y: &[f32], slots: usize) -> Vec<Turns> {
    let mut turns = vec![Turns::default(); slots + 1];
    for (way, route) in graph.routes.iter().enumerate() {
        let (Some(&last), Some(start)) = (route.nodes.last(), flow.places[flow.ways[way].from].slot) else { continue };
        let goal = flow.ways[way].to.and_then(|to| flow.places[to].slot);
        match (route.then, goal) {
            (Then::Above, Some(goal)) => {
                turns[start + 1].leave.push((y[last], way));
                turns[goal].arrive.push((-ports.arrive[way], way));
            }
            (Then::Below, Some(goal)) => {
                turns[start + 1].leave.push((-y[last], way));
                turns[goal].arrive.push((ports.arrive[way], way));
            }
            (Then::Under, _) => turns[start + 1].leave.push((-y[last], way)),
            _ => {}
        }
    }
    for Turns { leave, arrive } in &mut turns {
        leave.sort_by(|one, other| one.0.total_cmp(&other.0));
        arrive.sort_by(|one, other| one.0.total_cmp(&other.0));
    }
    turns
}

/// How far ways climb behind each layer at most.
fn heights(graph: &Graph, ports: &Ports, y: &[f32]) -> Vec<f32> {
    let mut heights = vec![0.0_f32; graph.layers.len()];
    for (way, route) in graph.routes.iter().enumerate() {
        for (at, pair) in route.nodes.windows(2).enumerate() {
            let start = if at == 0 { ports.leave[way] } else { y[pair[0]] };
            let end = if graph.is_way(pair[1]) { y[pair[1]] } else { ports.arrive[way] };
            let own = &mut heights[graph.nodes[pair[0]].layer];
            *own = own.max((end - start).abs());
        }
    }
    heights
}
