//! The main ways to each end, and the loops beside them.
//!
//! Terms: a *route* is a main way: the one to some place that the most customers can take, as far as shares are written, and from
//! there to an end. A written share counts with its upper end, an arrow without one with all that the written shares of its place
//! leave. Of equal ways the one with the fewest spots is taken, then the one written first; so what is optional is passed by. A *loop*
//! is a written arrow that leads back to where one gets to it from. For one persona, routes take as long as sorting the edges and
//! writing them down; loops are found in linear time.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use petgraph::Direction;
use petgraph::graph::{EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef as _;

use crate::model::ElementId;

use super::JourneyGraph;
use super::walk::Spot;

/// Even a way that the written shares leave nobody for is a way, if there is no other.
const LEAST: f64 = 1e-9;

/// A main way from the beginning to an end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// The outcome; none where no outcome is declared and the journey ends by itself.
    pub end: Option<ElementId>,
    /// What is passed, in order.
    pub legs: Vec<Leg>,
}

/// A part of a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leg {
    /// A stage is entered at its beginning.
    Enter(ElementId),
    /// A touchpoint or step.
    At(ElementId),
    /// A stage is left at its end.
    Leave(ElementId),
    /// A written transition: an index into the file's list.
    Arrow(u32),
}

impl JourneyGraph<'_> {
    /// At most `most` main ways to the outcomes that are reached, for everybody (none) or for a persona, and how many there are more.
    /// There is one for each place from which an outcome is reached: first the main way to each outcome, then the second ones.
    pub fn routes(&self, persona: Option<usize>, most: usize) -> (Vec<Route>, usize) {
        let shares = self.shares(persona);
        let best = self.main_ways(&shares);
        let ends: Vec<(Option<ElementId>, NodeIndex)> = if self.outcomes().next().is_none() {
            vec![(None, self.walk.end)]
        } else {
            self.outcomes().filter_map(|outcome| Some((Some(outcome.id), *self.walk.at.get(&outcome.id)?))).collect()
        };
        let mut all: Vec<(usize, Option<ElementId>, EdgeIndex)> = Vec::new();
        for (end, node) in ends {
            let last = self.arrivals(&best, node, &shares);
            all.extend(last.into_iter().enumerate().map(|(place, edge)| (place, end, edge)));
        }
        all.sort_by_key(|(place, ..)| *place);
        let more = all.len().saturating_sub(most);
        let routes = all.into_iter().take(most).map(|(_, end, edge)| Route { end, legs: self.legs(&best, edge) });
        (routes.collect(), more)
    }

    /// The edges by which an end is reached, one for each spot before it, the one by which most can come first.
    fn arrivals(&self, best: &[Option<Reached>], end: NodeIndex, shares: &[Option<f64>]) -> Vec<EdgeIndex> {
        let mut edges: Vec<_> =
            self.walk.graph.edges_directed(end, Direction::Incoming).map(|edge| (edge.source(), edge.id())).collect();
        edges.sort_unstable();
        let mut last: BTreeMap<NodeIndex, Reached> = BTreeMap::new();
        for (source, edge) in edges {
            let (Some(here), Some(share)) = (best[source.index()], shares[edge.index()]) else { continue };
            let on = here.on(edge, end, share);
            last.entry(source).and_modify(|known| *known = on.max(*known)).or_insert(on);
        }
        let mut out: Vec<Reached> = last.into_values().collect();
        out.sort_by(|one, other| other.share.total_cmp(&one.share).then(one.spots.cmp(&other.spots)));
        out.into_iter().filter_map(|last| last.by).collect()
    }

    /// The written transitions that lead back to where one gets to them from, in order.
    pub fn loops(&self) -> Vec<u32> {
        let graph = &self.walk.graph;
        let mut group_of = vec![0; graph.node_count()];
        for (at, group) in petgraph::algo::kosaraju_scc(graph).iter().enumerate() {
            for node in group {
                group_of[node.index()] = at;
            }
        }
        let file = self.journey.file();
        let round = graph.edge_references().filter(|edge| group_of[edge.source().index()] == group_of[edge.target().index()]);
        let written: BTreeSet<u32> = round.filter_map(|edge| edge.weight().transition).collect();
        let back = |index: &u32| {
            let transition = &file.transitions[*index as usize];
            match (self.journey.goal(transition.from), self.journey.goal(transition.to)) {
                (Some(from), Some(to)) => to.id.index < from.element().end,
                _ => false,
            }
        };
        written.into_iter().filter(back).collect()
    }

    /// For each spot that is reached the main way to it.
    fn main_ways(&self, shares: &[Option<f64>]) -> Vec<Option<Reached>> {
        let walk = &self.walk;
        let mut best: Vec<Option<Reached>> = vec![None; walk.graph.node_count()];
        let root = Reached { share: 1.0, spots: 0, node: walk.root, by: None };
        best[walk.root.index()] = Some(root);
        let mut todo = BinaryHeap::from([root]);
        while let Some(here) = todo.pop() {
            if best[here.node.index()].is_some_and(|known| known > here) {
                continue;
            }
            let mut ways: Vec<_> = walk.graph.edges(here.node).map(|edge| (edge.id(), edge.target())).collect();
            ways.sort_unstable();
            for (edge, node) in ways {
                let Some(share) = shares[edge.index()] else { continue };
                let next = here.on(edge, node, share);
                if best[node.index()].is_none_or(|known| next > known) {
                    best[node.index()] = Some(next);
                    todo.push(next);
                }
            }
        }
        best
    }

    /// For each edge the most that it can take of those who are at its beginning, from 0 to 1; none if the persona may not take it.
    fn shares(&self, persona: Option<usize>) -> Vec<Option<f64>> {
        let file = self.journey.file();
        let graph = &self.walk.graph;
        let transition = |index: Option<u32>| index.map(|index| &file.transitions[index as usize]);
        let mut out = vec![None; graph.edge_count()];
        for node in graph.node_indices() {
            let mut ways: Vec<_> = graph.edges(node).filter(|edge| edge.weight().who.allows(persona)).collect();
            ways.sort_unstable_by_key(petgraph::visit::EdgeRef::id);
            let written: f64 = ways
                .iter()
                .filter_map(|edge| transition(edge.weight().transition))
                .filter(|transition| self.journey.clause_set(transition.clauses).when.is_none())
                .filter_map(|transition| transition.share.as_ref())
                .map(|(share, _)| share.low)
                .sum();
            for edge in ways {
                let share = transition(edge.weight().transition).and_then(|transition| transition.share.as_ref());
                let percent = share.map_or(100.0 - written, |(share, _)| share.upper());
                out[edge.id().index()] = Some((percent / 100.0).clamp(LEAST, 1.0));
            }
        }
        out
    }

    /// The parts of a way by its last edge.
    fn legs(&self, best: &[Option<Reached>], last: EdgeIndex) -> Vec<Leg> {
        let graph = &self.walk.graph;
        let mut legs = Vec::new();
        let mut by = Some(last);
        while let Some((edge, (from, _))) = by.and_then(|edge| Some((edge, graph.edge_endpoints(edge)?))) {
            legs.extend(graph[edge].transition.map(Leg::Arrow));
            legs.extend(match graph[from] {
                Spot::In(id) => Some(Leg::Enter(id)),
                Spot::At(id) => Some(Leg::At(id)),
                Spot::Out(id) => Some(Leg::Leave(id)),
                Spot::Root | Spot::End | Spot::Gate(_) | Spot::Outcome(_) => None,
            });
            by = best[from.index()].and_then(|here| here.by);
        }
        legs.reverse();
        legs
    }
}

/// A spot and the best known way to it; the greatest is looked at first.
#[derive(Clone, Copy, Debug)]
struct Reached {
    share: f64,
    spots: u32,
    node: NodeIndex,
    /// The last edge of the way.
    by: Option<EdgeIndex>,
}

impl Reached {
    /// What is reached from here by an edge.
    fn on(self, edge: EdgeIndex, node: NodeIndex, share: f64) -> Self {
        Self { share: self.share * share, spots: self.spots + 1, node, by: Some(edge) }
    }
}

impl PartialEq for Reached {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Reached {}

impl Ord for Reached {
    fn cmp(&self, other: &Self) -> Ordering {
        let share = self.share.total_cmp(&other.share);
        share.then(other.spots.cmp(&self.spots)).then(other.node.cmp(&self.node))
    }
}

impl PartialOrd for Reached {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
