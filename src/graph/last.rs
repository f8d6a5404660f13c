//! What customers come from last before a success.

use std::collections::VecDeque;

use petgraph::visit::EdgeRef as _;
use petgraph::{Direction, graph::NodeIndex};

use crate::model::ElementId;

use super::JourneyGraph;

impl JourneyGraph<'_> {
    /// Of the places that `counts` holds for, those after which a success is reached without another of them, each with that
    /// success; also the success itself. For everybody (none) or for a persona. Each spot is looked at once.
    pub fn last_before_success(&self, persona: Option<usize>, counts: &dyn Fn(ElementId) -> bool) -> Vec<(ElementId, ElementId)> {
        let walk = &self.walk;
        let reached = self.reached(persona);
        let mut seen = vec![false; walk.graph.node_count()];
        let mut todo: VecDeque<(NodeIndex, ElementId)> = VecDeque::new();
        for success in self.successes() {
            if let Some(&node) = walk.at.get(&success.id).filter(|node| reached[node.index()]) {
                seen[node.index()] = true;
                todo.push_back((node, success.id));
            }
        }
        let mut out = Vec::new();
        while let Some((node, success)) = todo.pop_front() {
            if let Some(place) = walk.graph[node].place().filter(|&place| counts(place)) {
                out.push((place, success));
                continue;
            }
            let ways = walk.graph.edges_directed(node, Direction::Incoming).filter(|edge| edge.weight().who.allows(persona));
            for before in ways.map(|edge| edge.source()).filter(|before| reached[before.index()]) {
                if !std::mem::replace(&mut seen[before.index()], true) {
                    todo.push_back((before, success));
                }
            }
        }
        out.sort_unstable();
        out
    }
}
