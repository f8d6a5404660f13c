//! In which order things stand in their layers: so that few ways cross.
//!
//! Layers are sorted by the mean place of what they are joined with, from left to right and back, and the order with the fewest
//! crossings is kept. Cards of one slot keep the order of the file: a reader finds them again, and one more touchpoint moves no other.
//!
//! Sources: K. Sugiyama, S. Tagawa, M. Toda, "Methods for Visual Understanding of Hierarchical System Structures", IEEE Transactions on
//! Systems, Man, and Cybernetics 11 (1981); crossings are counted as by W. Barth, M. Jünger, P. Mutzel, "Simple and Efficient Bilayer
//! Cross Counting" (2002).

use crate::sheet::flow::{FlowSheet, PlaceKind};

use super::graph::{Graph, Kind, Then};

/// So many times there and back, unless nothing gets better before.
const ROUNDS: usize = 8;

/// Sorts the layers; how many ways cross between them is returned.
pub fn order(graph: &mut Graph, flow: &FlowSheet) -> usize {
    let mut places = places(graph);
    let mut best = (graph.order.clone(), usize::MAX);
    let mut idle = 0;
    for round in 0..ROUNDS {
        // What could stand on either side of something else is tried on both.
        let turned = round % 2 == 1;
        for layer in 1..graph.order.len() {
            sort(graph, flow, &mut places, layer, Sweep { forward: true, turned });
        }
        for layer in (0..graph.order.len()).rev() {
            sort(graph, flow, &mut places, layer, Sweep { forward: false, turned });
        }
        let crossings = crossings(graph, &places);
        if crossings < best.1 {
            best = (graph.order.clone(), crossings);
            idle = 0;
        } else {
            idle += 1;
        }
        if crossings == 0 || idle == 3 {
            break;
        }
    }
    graph.order = best.0;
    best.1
}

/// The place of each node in its layer.
fn places(graph: &Graph) -> Vec<usize> {
    let mut places = vec![0; graph.nodes.len()];
    for layer in &graph.order {
        for (at, &node) in layer.iter().enumerate() {
            places[node] = at;
        }
    }
    places
}

/// How a layer is sorted.
#[derive(Clone, Copy)]
struct Sweep {
    /// By the layer before, or else by the one behind.
    forward: bool,
    /// Whether things that want the same place change theirs: long lanes stand above short ones and above cards, the last ends first.
    turned: bool,
}

/// Sorts a layer.
fn sort(graph: &mut Graph, flow: &FlowSheet, places: &mut [usize], layer: usize, sweep: Sweep) {
    let Sweep { forward, turned } = sweep;
    let nodes = std::mem::take(&mut graph.order[layer]);
    let beside = if forward { layer.checked_sub(1) } else { Some(layer + 1) };
    let many = beside.and_then(|beside| graph.order.get(beside)).map_or(0, Vec::len) as f64;
    let stretch = if nodes.is_empty() { 1.0 } else { many.max(1.0) / nodes.len() as f64 };
    let joined = if forward { &graph.before } else { &graph.next };
    let wish = |node: usize| -> f64 {
        if let Some(wish) = aside(graph, flow, node, many).filter(|_| !forward) {
            return wish;
        }
        let own = &joined[node];
        if own.is_empty() {
            return (places[node] as f64 + 0.5) * stretch - 0.5;
        }
        own.iter().map(|&other| places[other] as f64).sum::<f64>() / own.len() as f64
    };
    let mut wishes: Vec<(f64, usize)> = nodes.iter().map(|&node| (wish(node), node)).collect();
    keep_cards(graph, flow, &mut wishes);
    let first = |node: usize| {
        std::cmp::Reverse(match graph.nodes[node].kind {
            Kind::Way(way) if turned => graph.routes[way].nodes.len(),
            Kind::Place(place) if turned && matches!(flow.places[place].kind, PlaceKind::End(_)) => place,
            _ => 0,
        })
    };
    wishes.sort_by(|one, other| one.0.total_cmp(&other.0).then(first(one.1).cmp(&first(other.1))));
    for (at, &(_, node)) in wishes.iter().enumerate() {
        places[node] = at;
    }
    graph.order[layer] = wishes.into_iter().map(|(_, node)| node).collect();
}

/// Where a way that leaves the layers wants to stand among so many: at the edge by which it leaves. Of those that go back below, the one
/// that goes furthest stands inside; so it can run around the others.
fn aside(graph: &Graph, flow: &FlowSheet, node: usize, many: f64) -> Option<f64> {
    let Kind::Way(way) = graph.nodes[node].kind else { return None };
    let goal = flow.ways[way].to.and_then(|to| flow.places[to].slot).unwrap_or(0);
    let far = goal as f64 / flow.sheet.slots as f64;
    match graph.leaves(node)? {
        Then::Above => Some(-1.0 - far),
        Then::Under => Some(many + 1.0),
        Then::Below => Some(many + 2.0 + far),
        Then::Fades | Then::Arrives => None,
    }
}

/// Cards stay in the order of the file: where their wishes contradict it, they get the mean of them.
fn keep_cards(graph: &Graph, flow: &FlowSheet, wishes: &mut [(f64, usize)]) {
    let card = |node: usize| match graph.nodes[node].kind {
        Kind::Place(place) => !matches!(flow.places[place].kind, PlaceKind::End(_)),
        Kind::Way(_) => false,
    };
    let cards: Vec<usize> = (0..wishes.len()).filter(|&at| card(wishes[at].1)).collect();
    let wanted: Vec<(f64, f64)> = cards.iter().map(|&at| (wishes[at].0, 1.0)).collect();
    for (at, value) in cards.into_iter().zip(super::spread::rising(&wanted)) {
        wishes[at].0 = value;
    }
}

/// How many pairs of ways cross between the layers.
fn crossings(graph: &Graph, places: &[usize]) -> usize {
    let mut count = 0;
    for layer in &graph.order {
        let mut ends: Vec<usize> = Vec::new();
        for &node in layer {
            let start = ends.len();
            ends.extend(graph.next[node].iter().map(|&next| places[next]));
            ends[start..].sort_unstable();
        }
        count += inversions(&ends);
    }
    count
}

/// How many pairs of a list stand in the wrong order.
fn inversions(list: &[usize]) -> usize {
    let most = list.iter().max().map_or(0, |most| most + 1);
    let mut tree = vec![0usize; most + 1];
    let mut count = 0;
    for (before, &value) in list.iter().enumerate() {
        let mut smaller = 0;
        let mut at = value + 1;
        while at > 0 {
            smaller += tree[at];
            at &= at - 1;
        }
        count += before - smaller;
        at = value + 1;
        while at <= most {
            tree[at] += 1;
            at += at & at.wrapping_neg();
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::inversions;

    #[test]
    fn pairs_in_the_wrong_order_are_counted() {
        assert_eq!(inversions(&[]), 0);
        assert_eq!(inversions(&[0, 0, 1, 5]), 0);
        assert_eq!(inversions(&[3, 2, 1, 0]), 6);
        assert_eq!(inversions(&[1, 0, 1, 0]), 3);
    }
}
