//! How far down everything stands: main ways straight, all else near what it is joined with.
//!
//! Nodes that a way joins stand level as far as possible: the most important ways first, none that would cross one that is level. Nodes
//! on one level are a *block* and move together. Blocks begin as high as they can, and then move towards what they are joined with.
//!
//! Source for the blocks: U. Brandes, B. Köpf, "Fast and Simple Horizontal Coordinate Assignment", Graph Drawing (2001).

use std::collections::BTreeMap;

use crate::sheet::flow::{FlowSheet, PlaceKind, WayKind};

use super::graph::{Graph, Kind, Then};

/// So many times blocks move, up and down in turn.
const ROUNDS: usize = 8;

/// Gives each node its height.
pub fn place(graph: &Graph, flow: &FlowSheet) -> Vec<f32> {
    let block = blocks(graph, flow);
    let count = block.iter().max().map_or(0, |last| last + 1);
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); count];
    for (node, &own) in block.iter().enumerate() {
        members[own].push(node);
    }
    let (above, below) = neighbours(graph);
    let apart = |upper: usize, lower: usize| graph.nodes[upper].down + gap(graph, upper, lower) + graph.nodes[lower].up;
    let order = from_above(&members, &block, &above, &below);
    let mut y = vec![0.0_f32; count];
    for &own in &order {
        let least = members[own].iter().filter_map(|&node| above[node].map(|upper| y[block[upper]] + apart(upper, node)));
        y[own] = least.fold(f32::NEG_INFINITY, f32::max).max(0.0);
    }
    for round in 0..ROUNDS {
        let turn: Box<dyn Iterator<Item = &usize>> =
            if round % 2 == 0 { Box::new(order.iter().rev()) } else { Box::new(order.iter()) };
        for &own in turn {
            let Some(wish) = wish(graph, &members[own], &block, &y) else { continue };
            let low = members[own].iter().filter_map(|&node| above[node].map(|upper| y[block[upper]] + apart(upper, node)));
            let high = members[own].iter().filter_map(|&node| below[node].map(|lower| y[block[lower]] - apart(node, lower)));
            let (low, high) = (low.fold(f32::NEG_INFINITY, f32::max), high.fold(f32::INFINITY, f32::min));
            y[own] = wish.min(high).max(low);
        }
    }
    block.iter().map(|&own| y[own].round()).collect()
}

/// Between two neighbours of a layer.
fn gap(graph: &Graph, upper: usize, lower: usize) -> f32 {
    match (graph.is_way(upper), graph.is_way(lower)) {
        (false, false) => 20.0,
        (true, true) => 4.0,
        _ => 10.0,
    }
}

/// The node above each, and the one below.
fn neighbours(graph: &Graph) -> (Vec<Option<usize>>, Vec<Option<usize>>) {
    let (mut above, mut below) = (vec![None; graph.nodes.len()], vec![None; graph.nodes.len()]);
    for pair in graph.order.iter().flat_map(|layer| layer.windows(2)) {
        above[pair[1]] = Some(pair[0]);
        below[pair[0]] = Some(pair[1]);
    }
    (above, below)
}

/// Where a block wants to be: the mean of what it is joined with.
fn wish(graph: &Graph, members: &[usize], block: &[usize], y: &[f32]) -> Option<f32> {
    let others = members.iter().flat_map(|&node| graph.before[node].iter().chain(&graph.next[node]));
    let (sum, count) = others
        .filter(|&&other| block[other] != block[members[0]])
        .fold((0.0, 0.0_f32), |(sum, count), &other| (sum + y[block[other]], count + 1.0));
    (count > 0.0).then(|| sum / count)
}

/// The blocks from the top down: each behind those that stand above it.
fn from_above(members: &[Vec<usize>], block: &[usize], above: &[Option<usize>], below: &[Option<usize>]) -> Vec<usize> {
    let mut waiting: Vec<usize> = members.iter().map(|own| own.iter().filter(|&&node| above[node].is_some()).count()).collect();
    let mut out: Vec<usize> = (0..members.len()).filter(|&own| waiting[own] == 0).collect();
    let mut at = 0;
    while at < out.len() {
        for lower in members[out[at]].iter().filter_map(|&node| below[node]) {
            let own = block[lower];
            waiting[own] -= 1;
            if waiting[own] == 0 {
                out.push(own);
            }
        }
        at += 1;
    }
    out
}

/// The block of each node.
fn blocks(graph: &Graph, flow: &FlowSheet) -> Vec<usize> {
    let ranks = ranks(graph, flow);
    let mut at = vec![0; graph.nodes.len()];
    for layer in &graph.order {
        for (place, &node) in layer.iter().enumerate() {
            at[node] = place;
        }
    }
    let mut steps: Vec<Vec<(u8, usize, usize)>> = vec![Vec::new(); graph.layers.len()];
    for (route, rank) in graph.routes.iter().zip(&ranks) {
        for pair in route.nodes.windows(2) {
            let inner = graph.is_way(pair[0]) && graph.is_way(pair[1]);
            let rank = if inner { (*rank).max(INNER) } else { *rank };
            steps[graph.nodes[pair[0]].layer].push((rank, pair[0], pair[1]));
        }
    }
    let mut level: Vec<Option<usize>> = vec![None; graph.nodes.len()];
    let mut led = vec![false; graph.nodes.len()];
    for layer in &mut steps {
        layer.sort_by_key(|&(rank, ..)| std::cmp::Reverse(rank));
        let mut taken: BTreeMap<usize, usize> = BTreeMap::new();
        for &(_, from, to) in layer.iter() {
            let (start, end) = (at[from], at[to]);
            let crossed = taken.range(..start).next_back().is_some_and(|(_, &other)| other > end)
                || taken.range(start + 1..).next().is_some_and(|(_, &other)| other < end);
            if level[from].is_none() && !led[to] && !crossed {
                level[from] = Some(to);
                led[to] = true;
                taken.insert(start, end);
            }
        }
    }
    let mut block = vec![0; graph.nodes.len()];
    let mut next = 0;
    for first in graph.order.iter().flatten().copied().filter(|&node| !led[node]) {
        let mut node = Some(first);
        while let Some(own) = node {
            block[own] = next;
            node = level[own];
        }
        next += 1;
    }
    block
}

/// The rank of a piece of a way between two lanes: a long way should be straight.
const INNER: u8 = 3;

/// How important it is that a way is straight: the main way of both its ends, of one of them, of none.
fn ranks(graph: &Graph, flow: &FlowSheet) -> Vec<u8> {
    let mut out_of: Vec<Option<usize>> = vec![None; flow.places.len()];
    let mut into: Vec<Option<usize>> = vec![None; flow.places.len()];
    let mut gates: Vec<Vec<usize>> = vec![Vec::new(); flow.places.len()];
    let runs = |way: usize| graph.routes[way].then == Then::Arrives;
    let weight = |way: usize| match (flow.ways[way].kind, flow.ways[way].part) {
        (WayKind::Influence, _) => -2.0,
        (WayKind::Failure | WayKind::Loss, _) => -1.0,
        (WayKind::HandOff, part) => part.unwrap_or(0.45) / 2.0,
        (_, Some(part)) => part,
        (_, None) => 0.45,
    };
    for way in (0..flow.ways.len()).filter(|&way| runs(way)) {
        let (from, to) = (flow.ways[way].from, flow.ways[way].to.unwrap_or_default());
        for (list, place) in [(&mut out_of, from), (&mut into, to)] {
            if list[place].is_none_or(|other| weight(way) > weight(other)) {
                list[place] = Some(way);
            }
        }
        for gate in [from, to] {
            if flow.ways[way].kind == WayKind::Gate && flow.places[gate].kind == PlaceKind::Gate {
                gates[gate].push(way);
            }
        }
    }
    // A gate stands level with the middle one of the nearest that it joins.
    for (gate, ways) in gates.iter().enumerate() {
        let far = |way: usize| {
            let slot = |place: usize| flow.places[place].slot.unwrap_or_default();
            flow.ways[way].to.map_or(0, |to| slot(to).abs_diff(slot(flow.ways[way].from)))
        };
        let nearest = ways.iter().map(|&way| far(way)).min();
        let near: Vec<usize> = ways.iter().copied().filter(|&way| Some(far(way)) == nearest).collect();
        if let Some(&middle) = near.get(near.len().saturating_sub(1) / 2) {
            let list = if flow.ways[middle].from == gate { &mut out_of } else { &mut into };
            list[gate] = Some(middle);
        }
    }
    let rank = |way: usize| {
        let (from, to) = (flow.ways[way].from, flow.ways[way].to);
        let mains = [out_of[from], to.and_then(|to| into[to])].into_iter().flatten().filter(|&main| main == way).count();
        match mains {
            2 => 4,
            1 => 2,
            _ => u8::from(weight(way) >= 0.0),
        }
    };
    (0..flow.ways.len()).map(|way| if runs(way) { rank(way) } else { 0 }).collect()
}

/// The nodes of the places, with their numbers.
pub fn of_places(graph: &Graph) -> impl Iterator<Item = (usize, usize)> + '_ {
    graph.nodes.iter().enumerate().filter_map(|(node, own)| match own.kind {
        Kind::Place(place) => Some((node, place)),
        Kind::Way(_) => None,
    })
}
