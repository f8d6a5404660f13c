//! Where ways leave and enter places: at the height of where they go, so that a way runs straight if it can.

use crate::sheet::flow::{FlowSheet, PlaceKind};

use super::graph::{Graph, Then};
use super::place::of_places;
use super::spread::spread;

/// Between two ways at one edge.
const APART: f32 = 12.0;
/// From the corners of a card.
const CORNER: f32 = 11.0;

/// The heights at which each way leaves and arrives.
pub struct Ports {
    /// At the right edge of where it begins.
    pub leave: Vec<f32>,
    /// At the left edge of where it arrives; 0 where that is not in a layer.
    pub arrive: Vec<f32>,
}

/// Gives each way its ports.
pub fn ports(graph: &Graph, flow: &FlowSheet, y: &[f32]) -> Ports {
    let count = flow.ways.len();
    let mut ports = Ports { leave: vec![0.0; count], arrive: vec![0.0; count] };
    let mut leaving: Vec<Vec<(f32, usize, usize)>> = vec![Vec::new(); flow.places.len()];
    let mut arriving = leaving.clone();
    for (way, route) in graph.routes.iter().enumerate() {
        let (from, to) = (flow.ways[way].from, flow.ways[way].to);
        if let Some(&next) = route.nodes.get(1) {
            leaving[from].push((y[next], way, way));
        }
        let source = flow.places[from].slot.unwrap_or(0);
        match (route.then, to, route.nodes.iter().rev().nth(1)) {
            (Then::Arrives, Some(to), Some(&before)) => arriving[to].push((y[before], way, way)),
            (Then::Above, Some(to), _) => arriving[to].push((f32::NEG_INFINITY, source, way)),
            // What comes from further away runs further below and so arrives further above.
            (Then::Below, Some(to), _) => arriving[to].push((f32::INFINITY, usize::MAX - source, way)),
            _ => {}
        }
    }
    for (node, place) in of_places(graph) {
        let own = &graph.nodes[node];
        let corner = if flow.places[place].kind == PlaceKind::Gate { 0.0 } else { CORNER.min(own.up) };
        let borders = (y[node] - own.up + corner, y[node] + own.down - corner);
        let borders = if corner > 0.0 { borders } else { (y[node], y[node]) };
        for (list, out) in [(&mut leaving[place], &mut ports.leave), (&mut arriving[place], &mut ports.arrive)] {
            list.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
            // Ways around stand beside the others and do not push them from the line of the place.
            let wishes: Vec<f32> = list.iter().map(|(wish, ..)| wish.clamp(borders.0, borders.1)).collect();
            for ((_, _, way), height) in list.iter().zip(spread(&wishes, APART, borders)) {
                out[*way] = height;
            }
        }
    }
    ports
}
