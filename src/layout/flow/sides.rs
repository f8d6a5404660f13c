//! On which side ways back run: below, unless they would cross more others there than above.

use crate::sheet::flow::{FlowSheet, WayKind};

use super::graph::{Graph, Then};

/// Of so many ways around, each is compared with each; of more, all ways back run below.
const FEW: usize = 200;

/// A way around: between which gaps it runs. The gap before a slot has the number of the slot.
struct Around {
    way: usize,
    from: usize,
    to: usize,
}

/// Moves ways back above, or below again, where they then cross fewer others: those around, and on the way up and down so many as is said
/// of each.
pub fn sides(flow: &FlowSheet, kinds: &mut [Then], besides: &[(usize, usize)]) {
    let slot = |place: usize| flow.places[place].slot;
    let mut around = Vec::new();
    let mut drops = Vec::new();
    for (number, (way, then)) in flow.ways.iter().zip(kinds.iter()).enumerate() {
        let Some(start) = slot(way.from) else { continue };
        match (then, way.to.and_then(slot)) {
            (Then::Above | Then::Below, Some(end)) => {
                around.push(Around { way: number, from: (start + 1).min(end), to: (start + 1).max(end) });
            }
            (Then::Under, _) => drops.push(start + 1),
            _ => {}
        }
    }
    if around.len() > FEW {
        return;
    }
    let back: Vec<usize> = (0..around.len()).filter(|&at| goes_back(flow, around[at].way)).collect();
    // Every change takes crossings away, so this ends.
    loop {
        let gain = |&at: &usize| {
            let own = &around[at];
            let crossed = |side: Then| {
                let others = around.iter().filter(|other| other.way != own.way && kinds[other.way] == side);
                let drops = drops.iter().filter(|&&drop| side == Then::Below && own.from < drop && drop < own.to);
                let (up, down) = besides[own.way];
                others.filter(|other| interleave(own, other)).count() + drops.count() + if side == Then::Above { up } else { down }
            };
            let (here, there) = match kinds[own.way] {
                Then::Below => (crossed(Then::Below), crossed(Then::Above)),
                _ => (crossed(Then::Above), crossed(Then::Below)),
            };
            (here.saturating_sub(there), std::cmp::Reverse(at))
        };
        let Some(best) = back.iter().copied().max_by_key(gain).filter(|at| gain(at).0 > 0) else { return };
        let side = &mut kinds[around[best].way];
        *side = if *side == Then::Below { Then::Above } else { Then::Below };
    }
}

/// Whether a way leads back. An influence always runs above.
fn goes_back(flow: &FlowSheet, way: usize) -> bool {
    let slot = |place: usize| flow.places[place].slot;
    let way = &flow.ways[way];
    way.kind != WayKind::Influence && slot(way.from) >= way.to.and_then(slot)
}

/// How many ways through the layers each way around would cross where it begins and where it arrives, if it ran above, and below.
pub fn crossed(graph: &Graph, flow: &FlowSheet) -> Vec<(usize, usize)> {
    // Before each node of its layer: how many ways leave and enter the nodes above it.
    let mut above = vec![(0, 0); graph.nodes.len()];
    let mut all = vec![(0, 0); graph.layers.len()];
    for (layer, order) in graph.order.iter().enumerate() {
        let mut sum = (0, 0);
        for &node in order {
            above[node] = sum;
            let through = |other: &&usize| graph.leaves(**other).is_none();
            sum = (sum.0 + graph.next[node].iter().filter(through).count(), sum.1 + graph.before[node].len());
        }
        all[layer] = sum;
    }
    let own =
        |node: usize| (graph.next[node].iter().filter(|&&other| graph.leaves(other).is_none()).count(), graph.before[node].len());
    let count = |way: usize| {
        let (Some(from), Some(to)) = (graph.of[flow.ways[way].from], flow.ways[way].to.and_then(|to| graph.of[to])) else {
            return (0, 0);
        };
        let (start, end) = (graph.nodes[from].layer, graph.nodes[to].layer);
        let (up, down) =
            (above[from].0 + above[to].1, all[start].0 - above[from].0 - own(from).0 + all[end].1 - above[to].1 - own(to).1);
        (up, down)
    };
    (0..flow.ways.len()).map(count).collect()
}

/// Whether two ways on one side have to cross: each begins or ends inside the other.
fn interleave(one: &Around, other: &Around) -> bool {
    let inside = |gap: usize, way: &Around| way.from < gap && gap < way.to;
    let outside = |gap: usize, way: &Around| gap < way.from || way.to < gap;
    (inside(one.from, other) && outside(one.to, other)) || (inside(one.to, other) && outside(one.from, other))
}
