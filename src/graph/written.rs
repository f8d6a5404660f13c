//! The written graph: what the file says, and what its order implies.

use std::collections::{HashMap, HashSet};

use petgraph::graph::{DiGraph, EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef as _;

use super::whom::whom;
use crate::model::vocabulary::{ElementKind, Field};
use crate::model::{ElementId, Goal, Node, Transition};

/// A node: where customers can be, or another map to which they are handed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The stage, touchpoint, step or outcome; for another map its journey or a place of it.
    pub element: ElementId,
    /// Whether it belongs to another journey.
    pub foreign: bool,
}

/// An edge.
#[derive(Clone, Copy, Debug)]
pub struct Arrow {
    /// What kind of edge.
    pub kind: ArrowKind,
    /// Whether the order implies it and nobody wrote it.
    pub implied: bool,
    /// Whether it leaves the stage by `exit`; it then ends at the stage itself.
    pub exit: bool,
    /// The transition in the file's list, if it was written.
    pub transition: Option<u32>,
}

/// The kinds of edges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArrowKind {
    /// Customers move along it.
    Flow,
    /// Customers leave for another map.
    HandOff,
    /// One part feeds another and nobody moves.
    Influence,
}

/// The written graph of a journey. Nodes stand in the order of the file, arrows in theirs, implied ones after the written.
pub struct Written {
    /// Places and arrows.
    pub graph: DiGraph<Place, Arrow>,
    nodes: HashMap<ElementId, NodeIndex>,
    /// For whom the written shares of a place leave nothing, where that is not everybody.
    spent: HashMap<ElementId, Vec<ElementId>>,
    /// By place that is not the first of its scope: the one before it.
    before: HashMap<ElementId, Before>,
}

/// What stands before a place in the order of its scope.
#[derive(Clone, Copy)]
pub(super) struct Before {
    /// The place before it.
    pub place: ElementId,
    /// The transition because of which the order does not lead on from there, if there is one.
    pub interrupted: Option<u32>,
}

impl Written {
    /// The node of an element.
    pub fn node(&self, id: ElementId) -> Option<NodeIndex> {
        self.nodes.get(&id).copied()
    }

    /// The arrows of a kind that leave an element, in order.
    pub fn leaving(&self, id: ElementId) -> Vec<(EdgeIndex, ElementId, Arrow)> {
        let Some(node) = self.node(id) else { return Vec::new() };
        let mut out: Vec<_> =
            self.graph.edges(node).map(|edge| (edge.id(), self.graph[edge.target()].element, *edge.weight())).collect();
        out.sort_unstable_by_key(|(edge, _, _)| *edge);
        out
    }

    /// All arrows with their ends, in order.
    pub fn arrows(&self) -> impl Iterator<Item = (ElementId, ElementId, Arrow)> + '_ {
        self.graph.edge_indices().filter_map(|edge| {
            let (from, to) = self.graph.edge_endpoints(edge)?;
            Some((self.graph[from].element, self.graph[to].element, self.graph[edge]))
        })
    }

    /// The personas for whom the order does not lead on from a place, because written shares take all of them.
    pub fn spent(&self, id: ElementId) -> &[ElementId] {
        self.spent.get(&id).map_or(&[], Vec::as_slice)
    }

    /// What stands before a place, where the order could lead from there.
    pub(super) fn before(&self, id: ElementId) -> Option<Before> {
        self.before.get(&id).copied()
    }

    fn add(&mut self, element: ElementId, foreign: bool) -> NodeIndex {
        *self.nodes.entry(element).or_insert_with(|| self.graph.add_node(Place { element, foreign }))
    }
}

/// The transition of an arrow.
pub(super) fn transition<'m>(journey: Node<'m>, arrow: &Arrow) -> Option<&'m Transition> {
    arrow.transition.map(|index| &journey.file().transitions[index as usize])
}

/// Builds the written graph.
pub(super) fn written(journey: Node<'_>, personas: &[ElementId]) -> Written {
    let mut written = Written { graph: DiGraph::new(), nodes: HashMap::new(), spent: HashMap::new(), before: HashMap::new() };
    let stages: Vec<Node<'_>> = journey.stages().collect();
    for stage in &stages {
        written.add(stage.id, false);
        for touchpoint in stage.touchpoints() {
            written.add(touchpoint.id, false);
        }
    }
    for outcome in journey.children_of(ElementKind::Outcome) {
        written.add(outcome.id, false);
    }
    for scope in std::iter::once(journey).chain(stages.iter().copied()) {
        for index in scope.element().transitions.clone() {
            add_written(&mut written, journey, index);
        }
    }
    spend(&mut written, journey, personas);
    for stage in &stages {
        if stage.word(Field::Order) != Some("any") {
            let siblings: Vec<ElementId> = stage.touchpoints().map(|node| node.id).collect();
            imply_neighbours(&mut written, journey, &siblings, personas);
        }
    }
    let siblings: Vec<ElementId> = stages.iter().map(|stage| stage.id).collect();
    imply_neighbours(&mut written, journey, &siblings, personas);
    imply_success(&mut written, journey, &siblings, personas);
    written
}

fn add_written(written: &mut Written, journey: Node<'_>, index: u32) {
    let file = journey.file();
    let transition = &file.transitions[index as usize];
    let goal = |reference: u32| file.goals.get(reference as usize).copied().flatten();
    let Some(Goal::Element(from)) = goal(transition.from) else { return };
    let Some(to) = goal(transition.to) else { return };
    let (to, exit) = match to {
        Goal::Element(id) => (id, false),
        Goal::Exit => {
            let node = journey.model.node(from);
            let stage = if node.kind() == ElementKind::Stage { Some(node) } else { node.parent() };
            let Some(stage) = stage else { return };
            (stage.id, true)
        }
    };
    let owner = |id: ElementId| journey.model.node(id).journey().map(|node| node.id);
    let (from_here, here) = (owner(from) == Some(journey.id), owner(to) == Some(journey.id));
    let kind = match (transition.influence, here && to != journey.id) {
        (true, _) => ArrowKind::Influence,
        (false, true) => ArrowKind::Flow,
        (false, false) => ArrowKind::HandOff,
    };
    let start = written.add(from, !from_here);
    let end = written.add(to, !here || to == journey.id);
    written.graph.add_edge(start, end, Arrow { kind, implied: false, exit, transition: Some(index) });
}

/// A place goes on to the next one written, unless an arrow goes forward from it to a sibling, or one comes to that next one from an
/// earlier sibling; if those who leave it otherwise are all there are, nobody is left to go on.
fn imply_neighbours(written: &mut Written, journey: Node<'_>, siblings: &[ElementId], personas: &[ElementId]) {
    let position: HashMap<ElementId, usize> = siblings.iter().enumerate().map(|(at, &id)| (id, at)).collect();
    let mut goes: Vec<Option<u32>> = vec![None; siblings.len()];
    let mut comes = goes.clone();
    for (at, &from) in siblings.iter().enumerate() {
        for (_, to, arrow) in written.leaving(from) {
            if let Some(&other) = position.get(&to)
                && arrow.kind == ArrowKind::Flow
                && !arrow.exit
                && other > at
            {
                goes[at] = goes[at].or(arrow.transition);
                comes[other] = comes[other].into_iter().chain(arrow.transition).min();
            }
        }
    }
    for at in 1..siblings.len() {
        let before = Before { place: siblings[at - 1], interrupted: goes[at - 1].or(comes[at]) };
        written.before.insert(siblings[at], before);
        if before.interrupted.is_none() && !used_up(written, journey, before.place, personas) {
            let (Some(from), Some(to)) = (written.node(before.place), written.node(siblings[at])) else { continue };
            written.graph.add_edge(from, to, Arrow { kind: ArrowKind::Flow, implied: true, exit: false, transition: None });
        }
    }
}

/// Notes of each place for which personas its written shares leave nothing.
fn spend(written: &mut Written, journey: Node<'_>, personas: &[ElementId]) {
    let places: Vec<ElementId> = written.graph.node_weights().filter(|place| !place.foreign).map(|place| place.element).collect();
    for place in places {
        // Whom a share is for may stand at the arrow or around it.
        let some_for = |(_, _, arrow): &(EdgeIndex, ElementId, Arrow)| {
            transition(journey, arrow)
                .is_some_and(|transition| transition.share.is_some() && !journey.personas_of_transition(transition).is_empty())
        };
        if !written.leaving(place).iter().any(some_for) {
            continue;
        }
        let (mut everybody, mut own) = (0.0, HashMap::<ElementId, f64>::new());
        for (_, share, whom) in shares_of_all(written, journey, place) {
            if whom.is_empty() {
                everybody += share;
            }
            for persona in whom.into_iter().collect::<HashSet<_>>() {
                *own.entry(persona).or_default() += share;
            }
        }
        let total = |persona: &ElementId| everybody + own.get(persona).copied().unwrap_or_default();
        let spent: Vec<ElementId> = personas.iter().copied().filter(|persona| is_all(total(persona))).collect();
        if !spent.is_empty() {
            written.spent.insert(place, spent);
        }
    }
}

/// Whether the written shares leave nothing, for anybody who can be there.
pub(super) fn used_up(written: &Written, journey: Node<'_>, from: ElementId, personas: &[ElementId]) -> bool {
    let spent: HashSet<ElementId> = written.spent(from).iter().copied().collect();
    if spent.is_empty() {
        return is_all(shares(written, journey, from, None).map(|(_, share)| share).sum());
    }
    let own: HashSet<ElementId> = whom(journey.model.node(from)).into_iter().collect();
    let there = |id: &&ElementId| own.is_empty() || own.contains(id);
    personas.iter().filter(there).all(|id| spent.contains(id))
}

/// Whether shares sum to all. More than all is an error of its own.
fn is_all(total: f64) -> bool {
    (100.0 - 1e-9..=100.0 + 1e-9).contains(&total)
}

/// The unconditional shares of those who leave a place that a persona (none: everybody) may take, each with its transition, in order.
pub(super) fn shares<'m>(
    written: &Written,
    journey: Node<'m>,
    from: ElementId,
    persona: Option<ElementId>,
) -> impl Iterator<Item = (u32, f64)> + use<'m> {
    let is_own = move |whom: &[ElementId]| whom.is_empty() || persona.is_some_and(|persona| whom.contains(&persona));
    shares_of_all(written, journey, from).filter(move |(_, _, whom)| is_own(whom)).map(|(index, share, _)| (index, share))
}

/// The unconditional shares of those who leave a place, each with its transition and whom it is for (empty: everybody), in order.
fn shares_of_all<'m>(
    written: &Written,
    journey: Node<'m>,
    from: ElementId,
) -> impl Iterator<Item = (u32, f64, Vec<ElementId>)> + use<'m> {
    let moving = written.leaving(from).into_iter().filter(|(_, _, arrow)| arrow.kind != ArrowKind::Influence);
    moving.filter_map(move |(_, _, arrow)| {
        let transition = transition(journey, &arrow)?;
        let (share, _) = transition.share.as_ref().filter(|_| journey.clause_set(transition.clauses).when.is_none())?;
        Some((arrow.transition?, share.low, journey.personas_of_transition(transition)))
    })
}

/// If there is one success and no arrow names it, every stage from which nothing goes forward leads to it.
fn imply_success(written: &mut Written, journey: Node<'_>, stages: &[ElementId], personas: &[ElementId]) {
    let mut successes = journey.children_of(ElementKind::Outcome).filter(|outcome| outcome.word(Field::Value) == Some("success"));
    let (Some(success), None) = (successes.next(), successes.next()) else { return };
    let Some(goal) = written.node(success.id) else { return };
    if written.graph.edges_directed(goal, petgraph::Direction::Incoming).any(|edge| edge.weight().kind == ArrowKind::Flow) {
        return;
    }
    let position: HashMap<ElementId, usize> = stages.iter().enumerate().map(|(at, &id)| (id, at)).collect();
    for (at, &stage) in stages.iter().enumerate() {
        let forward = written.leaving(stage).into_iter().any(|(_, to, arrow)| {
            arrow.kind == ArrowKind::Flow && !arrow.exit && position.get(&to).is_some_and(|&other| other > at)
        });
        if let Some(from) = written.node(stage)
            && !forward
            && !used_up(written, journey, stage, personas)
        {
            written.graph.add_edge(from, goal, Arrow { kind: ArrowKind::Flow, implied: true, exit: false, transition: None });
        }
    }
}
