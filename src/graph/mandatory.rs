//! What every way to success passes.
//!
//! One shortest way is walked from its beginning; a spot of it is mandatory if nothing before it leads past it. Each spot is looked at
//! once, so this is linear where the usual dominator algorithms are not.

use std::collections::{HashSet, VecDeque};

use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef as _;

use crate::model::ElementId;

use super::JourneyGraph;
use super::walk::Spot;

impl JourneyGraph<'_> {
    /// The stages and touchpoints that every way to success passes, for everybody (none) or for a persona. Empty if there is no way.
    pub fn mandatory(&self, persona: Option<usize>) -> HashSet<ElementId> {
        let goals = self.success_spots();
        let Some(way) = self.shortest(&goals, persona) else { return HashSet::new() };
        let count = self.walk.graph.node_count();
        let mut on_way = vec![usize::MAX; count];
        for (at, node) in way.iter().enumerate() {
            on_way[node.index()] = at;
        }
        // Any other success is as far as one can get.
        for goal in &goals {
            if on_way[goal.index()] == usize::MAX {
                on_way[goal.index()] = way.len();
            }
        }
        let mut seen = vec![false; count];
        let mut furthest = 0;
        let mut out = HashSet::new();
        for (at, &node) in way.iter().enumerate() {
            if furthest <= at
                && let Spot::At(id) | Spot::In(id) = self.walk.graph[node]
            {
                out.insert(id);
            }
            let mut todo = vec![node];
            while let Some(from) = todo.pop() {
                for edge in self.walk.graph.edges(from).filter(|edge| edge.weight().who.allows(persona)) {
                    let next = edge.target();
                    match on_way[next.index()] {
                        usize::MAX if !std::mem::replace(&mut seen[next.index()], true) => todo.push(next),
                        usize::MAX => {}
                        place => furthest = furthest.max(place),
                    }
                }
            }
        }
        out
    }

    /// A shortest way from the root to one of the goals.
    fn shortest(&self, goals: &[NodeIndex], persona: Option<usize>) -> Option<Vec<NodeIndex>> {
        let walk = &self.walk;
        let mut before = vec![None; walk.graph.node_count()];
        before[walk.root.index()] = Some(walk.root);
        let mut todo = VecDeque::from([walk.root]);
        while let Some(node) = todo.pop_front() {
            if goals.contains(&node) {
                let mut way = vec![node];
                let mut at = node;
                while at != walk.root {
                    at = before[at.index()]?;
                    way.push(at);
                }
                way.reverse();
                return Some(way);
            }
            for edge in walk.graph.edges(node).filter(|edge| edge.weight().who.allows(persona)) {
                if before[edge.target().index()].is_none() {
                    before[edge.target().index()] = Some(node);
                    todo.push_back(edge.target());
                }
            }
        }
        None
    }
}
