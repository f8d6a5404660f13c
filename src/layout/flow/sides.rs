//! Which ways run around, and on which side: ways back below and influence above, unless fewer ways cross otherwise.
//!
//! In small flows it is tried: a way back above, a far way below all cards or above them. What has fewer crossings stays.

use crate::sheet::flow::{FlowSheet, WayKind};

use super::graph::{Graph, Sizes, Then, thens};
use super::order::order;

/// In flows of so many ways it is tried what crosses less.
const SMALL: usize = 120;
/// So often.
const TRIES: usize = 16;
/// Ways over fewer slots do not run around cards.
const REACH: usize = 3;

/// A way around, and from where to where it runs. In the gap before each slot there are two places: where ways turn that leave, and
/// behind it where those arrive that enter the slot.
struct Around {
    way: usize,
    from: usize,
    to: usize,
}

/// The layers of a flow in their order, with the sides of its ways.
pub fn ordered(flow: &FlowSheet, sizes: &Sizes) -> Graph {
    let mut thens = thens(flow);
    let mut best = made(flow, sizes, &thens);
    if flow.ways.len() > SMALL {
        return best.0;
    }
    let tries = (0..flow.ways.len()).flat_map(|way| others(flow, thens[way], way).iter().map(move |&then| (way, then)));
    for (way, then) in tries.collect::<Vec<_>>().into_iter().take(TRIES) {
        if best.1 == 0 {
            break;
        }
        let before = std::mem::replace(&mut thens[way], then);
        let made = made(flow, sizes, &thens);
        if made.1 < best.1 {
            best = made;
        } else {
            thens[way] = before;
        }
    }
    best.0
}

/// The ordered layers, and how many ways cross.
fn made(flow: &FlowSheet, sizes: &Sizes, thens: &[Then]) -> (Graph, usize) {
    let mut graph = Graph::new(flow, sizes, thens);
    let between = order(&mut graph, flow);
    let around = if flow.ways.len() > SMALL { 0 } else { crossings(&graph, flow) };
    (graph, between + around)
}

/// How else a way could run.
fn others(flow: &FlowSheet, then: Then, way: usize) -> &'static [Then] {
    let way = &flow.ways[way];
    let slot = |place: usize| flow.places[place].slot;
    let (Some(from), Some(to)) = (slot(way.from), way.to.and_then(slot)) else { return &[] };
    match then {
        Then::Below => &[Then::Above],
        Then::Arrives if to >= from + REACH && way.kind != WayKind::Gate => &[Then::Below, Then::Above],
        _ => &[],
    }
}

/// How often ways around cross each other, ways to ends below them, and the ways that enter where they arrive.
fn crossings(graph: &Graph, flow: &FlowSheet) -> usize {
    let slot = |place: usize| flow.places[place].slot;
    let (mut above, mut below, mut drops) = (Vec::new(), Vec::new(), Vec::new());
    let mut count = 0;
    for (number, (way, route)) in flow.ways.iter().zip(&graph.routes).enumerate() {
        let Some(start) = slot(way.from).map(|slot| 2 * slot + 2) else { continue };
        match (route.then, way.to.and_then(slot)) {
            (Then::Above | Then::Below, Some(end)) => {
                let end = 2 * end + 1;
                let own = Around { way: number, from: start.min(end), to: start.max(end) };
                count += arrivals(graph, way.to.unwrap_or_default(), route.then);
                if route.then == Then::Above { above.push(own) } else { below.push(own) }
            }
            (Then::Under, _) => drops.push(start),
            _ => {}
        }
    }
    for side in [&above, &below] {
        for (at, one) in side.iter().enumerate() {
            count += side[at + 1..].iter().filter(|other| one.way != other.way && interleave(one, other)).count();
        }
    }
    count + below.iter().map(|own| drops.iter().filter(|&&drop| own.from < drop && drop < own.to).count()).sum::<usize>()
}

/// How many ways through the layers a way crosses that arrives at a place from above or below: those of the places on that side of it.
fn arrivals(graph: &Graph, place: usize, then: Then) -> usize {
    let Some(node) = graph.of[place] else { return 0 };
    let order = &graph.order[graph.nodes[node].layer];
    let own = order.iter().position(|&other| other == node).unwrap_or(0);
    let passed = if then == Then::Above { &order[..own] } else { &order[own + 1..] };
    passed.iter().map(|&other| graph.before[other].len()).sum()
}

/// Whether two ways on one side have to cross: each begins or ends inside the other.
fn interleave(one: &Around, other: &Around) -> bool {
    let inside = |gap: usize, way: &Around| way.from < gap && gap < way.to;
    let outside = |gap: usize, way: &Around| gap < way.from || way.to < gap;
    (inside(one.from, other) && outside(one.to, other)) || (inside(one.to, other) && outside(one.from, other))
}
