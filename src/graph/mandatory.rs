//! What every way to success passes.
//!
//! One shortest way is walked from its beginning; a spot of it is mandatory if nothing before it leads past it. Each spot is looked at
//! once, so this is linear where the usual dominator algorithms are not.

use std::collections::{HashMap, HashSet, VecDeque};

use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef as _;

use crate::model::ElementId;
use crate::model::vocabulary::ElementKind;

use super::JourneyGraph;
use super::walk::Spot;

impl JourneyGraph<'_> {
    /// What every way to success passes, for everybody (none) or for a persona: stages, touchpoints and steps, the success if there is
    /// only one, phases, and the journey. Empty if there is no way.
    pub fn mandatory(&self, persona: Option<usize>) -> HashSet<ElementId> {
        let spots = self.cuts(persona, &|_| None);
        let mut out: HashSet<ElementId> = spots.into_iter().filter_map(|spot| self.walk.graph[spot].place()).collect();
        if out.is_empty() {
            return out;
        }
        out.insert(self.journey.id);
        let phases = self.phases();
        out.extend(out.iter().filter_map(|place| phases.get(place).copied()).collect::<Vec<_>>());
        if !phases.is_empty() {
            // A phase with two stages of which each way takes one: all its spots are one.
            let phase = |spot: NodeIndex| self.walk.graph[spot].element().and_then(|id| phases.get(&id).copied());
            out.extend(self.cuts(persona, &phase).into_iter().filter_map(phase));
        }
        out
    }

    /// Whether some place lies on a way to success but not on every one: whether customers who get there have a choice.
    pub fn branches(&self, mandatory: &HashSet<ElementId>) -> bool {
        let (reached, leads) = (self.reached(None), self.leading_to(&self.success_spots(), None));
        self.walk.graph.node_indices().any(|node| match self.walk.graph[node] {
            Spot::At(id) | Spot::In(id) => reached[node.index()] && leads[node.index()] && !mandatory.contains(&id),
            _ => false,
        })
    }

    /// By stage, touchpoint and step: the phase around it.
    fn phases(&self) -> HashMap<ElementId, ElementId> {
        let mut out = HashMap::new();
        for phase in self.journey.children_of(ElementKind::Phase) {
            for stage in phase.children_of(ElementKind::Stage) {
                out.extend(std::iter::once(stage).chain(stage.touchpoints()).map(|place| (place.id, phase.id)));
            }
        }
        out
    }

    /// One spot of each group that every way to success passes, in the order of a way. What `group` gives the same element for is one
    /// group, and who comes to one of its spots is at all of them, so that what is said to be passed always is; the others are groups
    /// by themselves.
    fn cuts(&self, persona: Option<usize>, group: &dyn Fn(NodeIndex) -> Option<ElementId>) -> Vec<NodeIndex> {
        let (graph, group_of) = self.grouped(persona, group);
        let mut goals: Vec<NodeIndex> = self.success_spots().into_iter().map(|goal| group_of[goal.index()]).collect();
        goals.dedup();
        let Some(way) = shortest(&graph, group_of[self.walk.root.index()], &goals) else { return Vec::new() };
        let mut on_way = vec![usize::MAX; graph.node_count()];
        for (at, node) in way.iter().enumerate() {
            on_way[node.index()] = at;
        }
        // Any other success is as far as one can get.
        for goal in goals {
            if on_way[goal.index()] == usize::MAX {
                on_way[goal.index()] = way.len();
            }
        }
        let mut seen = vec![false; graph.node_count()];
        let mut furthest = 0;
        let mut out = Vec::new();
        for (at, &node) in way.iter().enumerate() {
            if furthest <= at {
                out.push(graph[node]);
            }
            let mut todo = vec![node];
            while let Some(from) = todo.pop() {
                for next in graph.neighbors(from) {
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

    /// The walk graph of a persona with one node for each group, which holds its first spot; and the node of each spot.
    fn grouped(
        &self,
        persona: Option<usize>,
        group: &dyn Fn(NodeIndex) -> Option<ElementId>,
    ) -> (DiGraph<NodeIndex, ()>, Vec<NodeIndex>) {
        let mut graph = DiGraph::new();
        let mut nodes: HashMap<ElementId, NodeIndex> = HashMap::new();
        let group_of: Vec<NodeIndex> = (self.walk.graph.node_indices())
            .map(|spot| match group(spot) {
                Some(element) => *nodes.entry(element).or_insert_with(|| graph.add_node(spot)),
                None => graph.add_node(spot),
            })
            .collect();
        for edge in self.walk.graph.edge_references().filter(|edge| edge.weight().who.allows(persona)) {
            graph.add_edge(group_of[edge.source().index()], group_of[edge.target().index()], ());
        }
        (graph, group_of)
    }
}

/// A shortest way to one of the goals.
fn shortest(graph: &DiGraph<NodeIndex, ()>, root: NodeIndex, goals: &[NodeIndex]) -> Option<Vec<NodeIndex>> {
    let mut goal = vec![false; graph.node_count()];
    for node in goals {
        goal[node.index()] = true;
    }
    let mut before = vec![None; graph.node_count()];
    before[root.index()] = Some(root);
    let mut todo = VecDeque::from([root]);
    while let Some(node) = todo.pop_front() {
        if goal[node.index()] {
            let mut way = vec![node];
            let mut at = node;
            while at != root {
                at = before[at.index()]?;
                way.push(at);
            }
            way.reverse();
            return Some(way);
        }
        for next in graph.neighbors(node) {
            if before[next.index()].is_none() {
                before[next.index()] = Some(node);
                todo.push_back(next);
            }
        }
    }
    None
}
