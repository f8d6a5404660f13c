//! Who gets where: reachability, dead ends and cycles, each in time linear in the graph.

use std::collections::{BTreeMap, HashSet};

use petgraph::Direction;
use petgraph::graph::{DiGraph, EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef as _;

use crate::model::ElementId;
use crate::model::vocabulary::ElementKind;

use super::JourneyGraph;
use super::order::Interrupted;
use super::walk::{Spot, Way, Who};
use super::whom::whom;

/// A place that is not reached although nothing unreached lies before it.
#[derive(Clone)]
pub struct Frontier {
    /// The place.
    pub element: ElementId,
    /// How many other places come after it and are not reached for that reason.
    pub behind: usize,
    /// Transitions that lead there and that the persona may not take: indices into the file's list.
    pub barred: Vec<u32>,
    /// Why the order does not lead the persona there from the place before, which is reached.
    pub interrupted: Option<Interrupted>,
}

/// Places from which nobody gets on.
pub struct Trap {
    /// The places, in the order of the file.
    pub places: Vec<ElementId>,
    /// Whether one goes round in them; otherwise it is one place with no way on.
    pub cycle: bool,
    /// Whether only the end of a stage is meant, after its touchpoints.
    pub end_of_stage: bool,
}

impl JourneyGraph<'_> {
    /// The spots reached from the root, by somebody or by one persona.
    pub(super) fn reached(&self, persona: Option<usize>) -> Vec<bool> {
        let walk = &self.walk;
        let mut seen = vec![false; walk.graph.node_count()];
        let mut todo = vec![walk.root];
        seen[walk.root.index()] = true;
        while let Some(node) = todo.pop() {
            for edge in walk.graph.edges(node).filter(|edge| edge.weight().who.allows(persona)) {
                if !std::mem::replace(&mut seen[edge.target().index()], true) {
                    todo.push(edge.target());
                }
            }
        }
        seen
    }

    /// Whether each element is reached by somebody (none) or by a persona, by its position in `personas`.
    pub fn reaches(&self, persona: Option<usize>) -> impl Fn(ElementId) -> bool + '_ {
        let seen = self.reached(persona);
        move |id| self.walk.at.get(&id).is_some_and(|&node| seen[node.index()] || self.entered(&seen, node))
    }

    /// Whether a stage is entered at one of its touchpoints, though not by its beginning.
    fn entered(&self, seen: &[bool], node: NodeIndex) -> bool {
        let Spot::In(stage) = self.walk.graph[node] else { return false };
        self.journey.model.node(stage).touchpoints().any(|inside| self.walk.at.get(&inside.id).is_some_and(|at| seen[at.index()]))
    }

    /// The stages in which customers are trapped: that nobody leaves them has its own finding.
    fn trapped(&self) -> HashSet<ElementId> {
        let stage = |id: ElementId| {
            let node = self.journey.model.node(id);
            if node.kind() == ElementKind::Stage { Some(id) } else { node.parent().map(|stage| stage.id) }
        };
        self.traps().into_iter().flat_map(|trap| trap.places).filter_map(stage).collect()
    }

    /// What is missing by a reading of who is there: spots that are not reached. A stage of which all leave by other ways than its end
    /// is no place that is missing.
    fn missing(&self, seen: &[bool], trapped: &HashSet<ElementId>, node: NodeIndex) -> bool {
        if seen[node.index()] || self.entered(seen, node) {
            return false;
        }
        match self.walk.graph[node] {
            Spot::Out(stage) => {
                let there = self.walk.at.get(&stage).is_some_and(|&at| seen[at.index()] || self.entered(seen, at));
                !there || trapped.contains(&stage)
            }
            // Behind the gate at which a stage is reached are those who pass it by.
            Spot::Gate(id) => self.walk.arrivals.get(&id) == Some(&node),
            _ => true,
        }
    }

    /// The spots from which one of some others is reached, by somebody or by one persona.
    pub(super) fn leading_to(&self, goals: &[NodeIndex], persona: Option<usize>) -> Vec<bool> {
        let walk = &self.walk;
        let mut seen = vec![false; walk.graph.node_count()];
        let mut todo = goals.to_vec();
        for goal in goals {
            seen[goal.index()] = true;
        }
        while let Some(node) = todo.pop() {
            let ways = walk.graph.edges_directed(node, Direction::Incoming).filter(|edge| edge.weight().who.allows(persona));
            for before in ways.map(|edge| edge.source()) {
                if !std::mem::replace(&mut seen[before.index()], true) {
                    todo.push(before);
                }
            }
        }
        seen
    }

    /// Where reachability first fails for everybody.
    pub fn unreachable(&self) -> Vec<Frontier> {
        let seen = self.reached(None);
        let trapped = self.trapped();
        self.frontier(&|node| self.missing(&seen, &trapped, node))
    }

    /// Where it first fails for a persona although others get there: of all personas for whom that is so, with their positions.
    pub fn unreachable_for_personas(&self) -> Vec<(usize, Vec<Frontier>)> {
        let (all, trapped) = (self.reached(None), self.trapped());
        let whom: Vec<Vec<ElementId>> = self.walk.graph.node_weights().map(|&spot| self.whom(spot)).collect();
        let mut out = Vec::new();
        for alike in self.alike() {
            let (one, persona) = (alike[0], self.personas[alike[0]]);
            let own = self.reached(Some(one));
            // A touchpoint or stage that is not for the persona is passed by on purpose.
            let excused = |node: NodeIndex| {
                let whom = &whom[node.index()];
                !whom.is_empty() && whom.binary_search(&persona).is_err()
            };
            let missing =
                |node: NodeIndex| all[node.index()] && !own[node.index()] && !excused(node) && self.missing(&own, &trapped, node);
            if !self.walk.graph.node_indices().any(missing) {
                continue;
            }
            let frontier = self.frontier(&missing);
            let reaches = self.reaches(Some(one));
            out.extend(alike.into_iter().map(|persona| {
                let own = frontier.iter().map(|found| Frontier {
                    barred: self.barred(found.element, persona),
                    interrupted: self
                        .interrupted(found.element, self.personas[persona])
                        .filter(|interrupted| reaches(interrupted.before)),
                    ..found.clone()
                });
                (persona, own.collect())
            }));
        }
        out.sort_by_key(|(persona, _)| *persona);
        out
    }

    /// Whom the place of a spot is for, in order; empty for everybody.
    fn whom(&self, spot: Spot) -> Vec<ElementId> {
        let place = spot.element().filter(|_| !matches!(spot, Spot::Outcome(_)));
        let mut whom = place.map(|id| whom(self.journey.model.node(id))).unwrap_or_default();
        whom.sort_unstable();
        whom
    }

    /// The positions of the personas, in groups of those who may take the same ways: one walk is enough for all of them.
    fn alike(&self) -> Vec<Vec<usize>> {
        let mut named = vec![Vec::new(); self.personas.len()];
        for edge in self.walk.graph.edge_references() {
            if let Who::Only(some) | Who::Except(some) = &edge.weight().who {
                some.iter().for_each(|&persona| named[persona].push(edge.id()));
            }
        }
        let mut groups: BTreeMap<Vec<EdgeIndex>, Vec<usize>> = BTreeMap::new();
        for (persona, edges) in named.into_iter().enumerate() {
            groups.entry(edges).or_default().push(persona);
        }
        groups.into_values().collect()
    }

    /// The transitions to a place that only others take.
    fn barred(&self, element: ElementId, persona: usize) -> Vec<u32> {
        let Some(&node) = self.walk.arrivals.get(&element) else { return Vec::new() };
        let ways = self.walk.graph.edges_directed(node, Direction::Incoming);
        let mut out: Vec<u32> =
            ways.filter(|edge| !edge.weight().who.allows(Some(persona))).filter_map(|edge| edge.weight().transition).collect();
        out.sort_unstable();
        out
    }

    /// Of the spots that are missing, the groups before which nothing is missing.
    fn frontier(&self, missing: &dyn Fn(NodeIndex) -> bool) -> Vec<Frontier> {
        let (part, origin) = self.part(missing);
        let groups = petgraph::algo::kosaraju_scc(&part);
        let mut group_of = vec![0; part.node_count()];
        for (index, group) in groups.iter().enumerate() {
            for node in group {
                group_of[node.index()] = index;
            }
        }
        let mut first = vec![true; groups.len()];
        for edge in part.edge_references() {
            let (from, to) = (group_of[edge.source().index()], group_of[edge.target().index()]);
            first[to] &= from == to;
        }
        let mut out = Vec::new();
        let mut counted = vec![false; part.node_count()];
        for (_, group) in groups.iter().enumerate().filter(|(index, _)| first[*index]) {
            let spots = group.iter().map(|node| self.walk.graph[origin[node.index()]]);
            let places = spots.filter(|spot| !matches!(spot, Spot::Out(_))).filter_map(Spot::element);
            let Some(element) = places.min() else { continue };
            out.push(Frontier {
                element,
                behind: behind(&part, group, &mut counted, &origin, &self.walk.graph),
                barred: Vec::new(),
                interrupted: None,
            });
        }
        out.sort_by_key(|frontier| frontier.element);
        out.dedup_by_key(|frontier| frontier.element);
        out
    }

    /// The part of the walk graph that a condition holds for, with the original of each node.
    fn part(&self, keep: &dyn Fn(NodeIndex) -> bool) -> (DiGraph<(), ()>, Vec<NodeIndex>) {
        let walk = &self.walk;
        let mut part = DiGraph::new();
        let mut origin = Vec::new();
        let mut new = vec![None; walk.graph.node_count()];
        for node in walk.graph.node_indices().filter(|&node| keep(node)) {
            new[node.index()] = Some(part.add_node(()));
            origin.push(node);
        }
        for edge in walk.graph.edge_references() {
            if let (Some(from), Some(to)) = (new[edge.source().index()], new[edge.target().index()]) {
                part.add_edge(from, to, ());
            }
        }
        (part, origin)
    }

    /// Whether the order leads on from a place besides the arrows that are written there.
    pub fn goes_on(&self, place: ElementId) -> bool {
        let Some(&node) = self.walk.at.get(&place) else { return false };
        let node = match self.walk.graph[node] {
            Spot::In(id) => self.walk.exits[&id],
            _ => node,
        };
        self.walk.graph.edges(node).any(|edge| edge.weight().transition.is_none())
    }

    /// Where customers get and from where no end can be reached: the last places of such ways.
    pub fn traps(&self) -> Vec<Trap> {
        let (reached, ends) = (self.reached(None), self.leading_to(&[self.walk.end], None));
        let (part, origin) = self.part(&|node| reached[node.index()] && !ends[node.index()] && node != self.walk.root);
        let mut out = Vec::new();
        for group in petgraph::algo::kosaraju_scc(&part) {
            if leaves_group(&part, &group) {
                continue;
            }
            let spots = group.iter().map(|node| self.walk.graph[origin[node.index()]]);
            let mut places: Vec<ElementId> = spots.filter_map(Spot::element).collect();
            places.sort_unstable();
            places.dedup();
            let round = group.len() > 1 || group.iter().any(|&node| part.find_edge(node, node).is_some());
            if !places.is_empty() {
                let ends = group.iter().all(|node| matches!(self.walk.graph[origin[node.index()]], Spot::Out(_)));
                let end_of_stage = ends && self.journey.model.node(places[0]).touchpoints().next().is_some();
                out.push(Trap { cycle: round, places, end_of_stage });
            }
        }
        out.sort_by_key(|trap| trap.places[0]);
        out
    }

    /// Where success is: the success outcomes, or the end where no outcome is declared.
    pub(super) fn success_spots(&self) -> Vec<NodeIndex> {
        if self.outcomes().next().is_none() {
            return vec![self.walk.end];
        }
        self.successes().filter_map(|outcome| self.walk.at.get(&outcome.id).copied()).collect()
    }

    /// For each spot whether it is one of some.
    pub(super) fn marked(&self, spots: &[NodeIndex]) -> Vec<bool> {
        let mut out = vec![false; self.walk.graph.node_count()];
        for spot in spots {
            out[spot.index()] = true;
        }
        out
    }
}

/// How many further elements lie behind a group of missing spots and were not counted for another group.
fn behind(
    part: &DiGraph<(), ()>,
    group: &[NodeIndex],
    counted: &mut [bool],
    origin: &[NodeIndex],
    graph: &DiGraph<Spot, Way>,
) -> usize {
    let mut todo: Vec<NodeIndex> = group.to_vec();
    let mut stages = 0;
    for node in group {
        counted[node.index()] = true;
    }
    while let Some(node) = todo.pop() {
        for next in part.neighbors(node) {
            if !std::mem::replace(&mut counted[next.index()], true) {
                stages += usize::from(matches!(graph[origin[next.index()]], Spot::In(_) | Spot::Outcome(_)));
                todo.push(next);
            }
        }
    }
    stages
}

fn leaves_group(part: &DiGraph<(), ()>, group: &[NodeIndex]) -> bool {
    let inside: std::collections::HashSet<NodeIndex> = group.iter().copied().collect();
    group.iter().flat_map(|&node| part.neighbors(node)).any(|next| !inside.contains(&next))
}
