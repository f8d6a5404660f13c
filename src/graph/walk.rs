//! The walk graph: how customers can move.
//!
//! A stage has two nodes, one where it is entered and one where it is left. A touchpoint that is optional or not for everybody, and a
//! stage that is not for everybody, has a gate before it, by which the others pass. Edges carry whom they are for; there are no copies
//! per persona.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use petgraph::graph::{DiGraph, NodeIndex};

use crate::model::vocabulary::{ElementKind, Field};
use crate::model::{ElementId, Node};

use super::whom::own;
use super::written::{Arrow, ArrowKind, Written, transition, used_up};

/// A node of the walk graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spot {
    /// Before the journey.
    Root,
    /// After it.
    End,
    /// Where a stage is entered.
    In(ElementId),
    /// Where a stage is left.
    Out(ElementId),
    /// Before a touchpoint or a stage that some pass by.
    Gate(ElementId),
    /// At a touchpoint or step.
    At(ElementId),
    /// At an outcome.
    Outcome(ElementId),
}

impl Spot {
    /// The element, if it has one.
    pub fn element(self) -> Option<ElementId> {
        match self {
            Self::Root | Self::End => None,
            Self::In(id) | Self::Out(id) | Self::Gate(id) | Self::At(id) | Self::Outcome(id) => Some(id),
        }
    }

    /// The place at which customers are in it; before a gate and at the way out of a stage they are at none.
    pub fn place(self) -> Option<ElementId> {
        match self {
            Self::At(id) | Self::In(id) | Self::Outcome(id) => Some(id),
            Self::Root | Self::End | Self::Out(_) | Self::Gate(_) => None,
        }
    }
}

/// Whom an edge is for: positions in the journey's personas.
#[derive(Clone, Debug)]
pub(super) enum Who {
    All,
    Only(Arc<[usize]>),
    Except(Arc<[usize]>),
}

impl Who {
    /// Whether a persona may take it; everything may be taken by nobody in particular.
    pub fn allows(&self, persona: Option<usize>) -> bool {
        let Some(persona) = persona else { return true };
        match self {
            Self::All => true,
            Self::Only(some) => some.contains(&persona),
            Self::Except(some) => !some.contains(&persona),
        }
    }
}

impl Who {
    /// Those whom both allow, where `pass` is for all or for all but some.
    fn and(self, pass: &Self) -> Self {
        let Self::Except(out) = pass else { return self };
        match self {
            Self::All => pass.clone(),
            Self::Only(some) => Self::Only(some.iter().copied().filter(|id| !out.contains(id)).collect()),
            Self::Except(some) => Self::Except(some.iter().chain(out.iter()).copied().collect()),
        }
    }
}

/// The walk graph of a journey.
pub(super) struct Walk {
    pub graph: DiGraph<Spot, Way>,
    pub root: NodeIndex,
    pub end: NodeIndex,
    pub arrivals: HashMap<ElementId, NodeIndex>,
    /// Where one is at a place; apart from its arrival only behind a gate.
    pub at: HashMap<ElementId, NodeIndex>,
    pub exits: HashMap<ElementId, NodeIndex>,
}

/// An edge of the walk graph.
#[derive(Clone, Debug)]
pub(super) struct Way {
    pub who: Who,
    /// The transition in the file's list, if one was written.
    pub transition: Option<u32>,
}

pub(super) fn walk(journey: Node<'_>, written: &Written, personas: &[ElementId]) -> Walk {
    let mut graph = DiGraph::new();
    let root = graph.add_node(Spot::Root);
    let end = graph.add_node(Spot::End);
    let walk = Walk { graph, root, end, arrivals: HashMap::new(), at: HashMap::new(), exits: HashMap::new() };
    let position = personas.iter().enumerate().map(|(at, &id)| (id, at)).collect();
    let mut builder = Builder { journey, written, personas, position, walk, past: HashMap::new() };
    builder.nodes();
    builder.edges();
    builder.walk
}

struct Builder<'b, 'm> {
    journey: Node<'m>,
    written: &'b Written,
    personas: &'b [ElementId],
    position: HashMap<ElementId, usize>,
    walk: Walk,
    /// By stage that is not for everybody: where those are who pass it by.
    past: HashMap<ElementId, NodeIndex>,
}

impl<'m> Builder<'_, 'm> {
    fn nodes(&mut self) {
        let graph = &mut self.walk.graph;
        for stage in self.journey.stages() {
            let enter = graph.add_node(Spot::In(stage.id));
            let arrival = if own(stage, &self.position).is_empty() {
                enter
            } else {
                self.past.insert(stage.id, graph.add_node(Spot::Gate(stage.id)));
                graph.add_node(Spot::Gate(stage.id))
            };
            self.walk.arrivals.insert(stage.id, arrival);
            self.walk.at.insert(stage.id, enter);
            self.walk.exits.insert(stage.id, graph.add_node(Spot::Out(stage.id)));
            for touchpoint in stage.touchpoints() {
                let at = graph.add_node(Spot::At(touchpoint.id));
                let gated = touchpoint.field(Field::Optional).next().is_some() || !own(touchpoint, &self.position).is_empty();
                let arrival = if gated { graph.add_node(Spot::Gate(touchpoint.id)) } else { at };
                self.walk.at.insert(touchpoint.id, at);
                self.walk.arrivals.insert(touchpoint.id, arrival);
            }
        }
        for outcome in self.journey.children_of(ElementKind::Outcome) {
            let node = graph.add_node(Spot::Outcome(outcome.id));
            self.walk.arrivals.insert(outcome.id, node);
            self.walk.at.insert(outcome.id, node);
        }
    }

    fn who(&self, personas: &[ElementId]) -> Who {
        if personas.is_empty() {
            return Who::All;
        }
        Who::Only(personas.iter().filter_map(|id| self.position.get(id).copied()).collect())
    }

    /// Whom the order leads on from a place: all but those of whom written shares leave nobody.
    fn onward_who(&self, place: ElementId) -> Who {
        let spent: Arc<[usize]> = self.written.spent(place).iter().filter_map(|id| self.position.get(id).copied()).collect();
        if spent.is_empty() { Who::All } else { Who::Except(spent) }
    }

    fn link(&mut self, from: NodeIndex, to: NodeIndex, who: Who, transition: Option<u32>) {
        self.walk.graph.add_edge(from, to, Way { who, transition });
    }

    fn edges(&mut self) {
        let stages: Vec<Node<'m>> = self.journey.stages().collect();
        self.entries(&stages);
        let outcomes: Vec<Node<'m>> = self.journey.children_of(ElementKind::Outcome).collect();
        for outcome in &outcomes {
            self.link(self.walk.arrivals[&outcome.id], self.walk.end, Who::All, None);
        }
        let stage_at: HashMap<ElementId, usize> = stages.iter().enumerate().map(|(at, stage)| (stage.id, at)).collect();
        for (at, stage) in stages.iter().enumerate() {
            self.inside(*stage);
            let exit = self.walk.exits[&stage.id];
            let mut forward = false;
            let mut onward = Vec::new();
            for (_, to, arrow) in self.written.leaving(stage.id) {
                let Some(way) = self.way(exit, stage.id, to, &arrow) else { continue };
                let later = arrow.kind == ArrowKind::Flow && stage_at.get(&to).is_some_and(|&other| other > at);
                forward |= later;
                if later || arrow.implied {
                    onward.push(way);
                }
            }
            // Without outcomes the end of the order is the end.
            if !forward && outcomes.is_empty() && !used_up(self.written, self.journey, stage.id, self.personas) {
                let who = self.onward_who(stage.id);
                self.link(exit, self.walk.end, who.clone(), None);
                onward.push((self.walk.end, who, None));
            }
            // Where only ways out are written, those who pass by the last stage take these.
            let next = stages.get(at + 1).map_or(exit, |next| self.walk.arrivals[&next.id]);
            self.gate(*stage, onward, next);
        }
    }

    /// Where the journey begins.
    fn entries(&mut self, stages: &[Node<'m>]) {
        let mut starts: Vec<NodeIndex> =
            self.journey.references(Field::Start).filter_map(|place| self.walk.arrivals.get(&place.id).copied()).collect();
        if starts.is_empty() {
            starts.extend(stages.first().and_then(|stage| self.walk.arrivals.get(&stage.id)));
        }
        for start in starts {
            self.link(self.walk.root, start, Who::All, None);
        }
    }

    /// An arrow of the written graph, from the node at which its place is left.
    fn way(&mut self, from: NodeIndex, place: ElementId, to: ElementId, arrow: &Arrow) -> Option<Onward> {
        let target = match arrow.kind {
            ArrowKind::Influence => return None,
            ArrowKind::HandOff => self.walk.end,
            ArrowKind::Flow if arrow.exit => self.walk.exits[&to],
            ArrowKind::Flow => *self.walk.arrivals.get(&to)?,
        };
        let who = match transition(self.journey, arrow) {
            Some(transition) => self.who(&self.journey.personas_of_transition(transition)),
            None => self.onward_who(place),
        };
        self.link(from, target, who.clone(), arrow.transition);
        Some((target, who, arrow.transition))
    }

    /// The way through a stage.
    fn inside(&mut self, stage: Node<'m>) {
        let touchpoints: Vec<Node<'m>> = stage.touchpoints().collect();
        let (enter, exit) = (self.walk.at[&stage.id], self.walk.exits[&stage.id]);
        let Some(first) = touchpoints.first() else {
            self.link(enter, exit, Who::All, None);
            return;
        };
        let any = stage.word(Field::Order) == Some("any");
        let passed = self.passed(stage, exit);
        if any {
            self.begin_anywhere(&touchpoints, enter, passed);
        } else {
            let mut starts: Vec<NodeIndex> =
                stage.references(Field::Start).filter_map(|place| self.walk.arrivals.get(&place.id).copied()).collect();
            if starts.is_empty() {
                starts.push(self.walk.arrivals[&first.id]);
            }
            for start in starts {
                self.link(enter, start, Who::All, None);
            }
        }
        let sibling: HashMap<ElementId, usize> = touchpoints.iter().enumerate().map(|(at, node)| (node.id, at)).collect();
        for (position, touchpoint) in touchpoints.iter().enumerate() {
            let at = self.walk.at[&touchpoint.id];
            let mut onward = Vec::new();
            for (_, to, arrow) in self.written.leaving(touchpoint.id) {
                let way = self.way(at, touchpoint.id, to, &arrow);
                let forward = arrow.kind == ArrowKind::Flow && sibling.get(&to).is_some_and(|&other| other > position);
                onward.extend(way.filter(|_| forward));
            }
            if onward.is_empty() && !used_up(self.written, self.journey, touchpoint.id, self.personas) {
                let who = self.onward_who(touchpoint.id);
                self.link(at, exit, who.clone(), None);
                onward.push((exit, who, None));
            }
            for way in onward.iter_mut().filter(|way| way.0 == exit) {
                way.0 = passed;
            }
            let next = touchpoints.get(position + 1).filter(|_| !any).map_or(passed, |next| self.walk.arrivals[&next.id]);
            self.gate(*touchpoint, onward, next);
        }
    }

    /// In a stage without order, everybody begins at one of the touchpoints that are for them; those who have none pass through.
    fn begin_anywhere(&mut self, touchpoints: &[Node<'m>], enter: NodeIndex, passed: NodeIndex) {
        let mut served: HashSet<usize> = HashSet::new();
        let mut everybody = false;
        for touchpoint in touchpoints {
            let whom = self.who(&own(*touchpoint, &self.position));
            match &whom {
                Who::Only(some) => served.extend(some.iter()),
                Who::All | Who::Except(_) => everybody = true,
            }
            self.link(enter, self.walk.arrivals[&touchpoint.id], whom, None);
        }
        let others = (0..self.personas.len()).filter(|_| !everybody).filter(|persona| !served.contains(persona));
        let others: Arc<[usize]> = others.collect();
        if !others.is_empty() {
            self.link(enter, passed, Who::Only(others), None);
        }
    }

    /// Where those who pass by the last touchpoint of a stage come: to its end, or past it if an arrow brought them into a stage that is
    /// not for them.
    fn passed(&mut self, stage: Node<'m>, exit: NodeIndex) -> NodeIndex {
        let (Some(&past), Who::Only(own)) = (self.past.get(&stage.id), self.who(&own(stage, &self.position))) else { return exit };
        let passed = self.walk.graph.add_node(Spot::Gate(stage.id));
        self.link(passed, exit, Who::Only(Arc::clone(&own)), None);
        self.link(passed, past, Who::Except(own), None);
        passed
    }

    /// Those for whom a touchpoint or stage is not, and those who may pass it by, go on without being there: by the ways onward, or
    /// where none of these is for them, to what comes next.
    fn gate(&mut self, place: Node<'m>, onward: Vec<Onward>, next: NodeIndex) {
        let (gate, at) = (self.walk.arrivals[&place.id], self.walk.at[&place.id]);
        if gate == at {
            return;
        }
        let own = self.who(&own(place, &self.position));
        let optional = place.field(Field::Optional).next().is_some();
        let pass = match &own {
            Who::Only(some) if !optional => Who::Except(Arc::clone(some)),
            _ => Who::All,
        };
        self.link(gate, at, own, None);
        let gate = match self.past.get(&place.id) {
            Some(&beyond) => {
                self.link(gate, beyond, pass.clone(), None);
                beyond
            }
            None => gate,
        };
        // A way onward for everybody leaves nobody stuck; there is no need to ask each.
        let narrow = !onward.iter().any(|(_, who, _)| matches!(who, Who::All));
        let stuck: Arc<[usize]> = (0..if narrow { self.personas.len() } else { 0 })
            .filter(|&persona| pass.allows(Some(persona)) && !onward.iter().any(|(_, who, _)| who.allows(Some(persona))))
            .collect();
        if onward.is_empty() {
            self.link(gate, next, pass, None);
            return;
        }
        if !stuck.is_empty() {
            self.link(gate, next, Who::Only(stuck), None);
        }
        for (target, who, transition) in onward {
            self.link(gate, target, who.and(&pass), transition);
        }
    }
}

/// A way onward: where it leads, who may take it, and its transition if one was written.
type Onward = (NodeIndex, Who, Option<u32>);
