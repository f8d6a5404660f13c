//! From the walk graph to a chain.

use std::collections::HashMap;

use petgraph::visit::EdgeRef as _;

use crate::graph::JourneyGraph;
use crate::graph::walk::Spot;
use crate::model::value::{ClaimValue, Quantity};
use crate::model::vocabulary::{ElementKind, Field};
use crate::model::{ElementId, Goal, Node, Transition};

use super::assumption::{AssumptionKind, Key};
use super::chain::{Chain, Duration, Way};
use super::shares::{Assumed, Written, spread};
use super::{Bounds, End};

/// Builds the chain of a persona of the graph, or of nobody in particular.
pub fn build(graph: &JourneyGraph<'_>, persona: Option<usize>) -> Chain {
    let chain = Chain { root: graph.walk.root.index() as u32, ..Chain::default() };
    let mut builder = Builder { graph, persona, chain, conditions: HashMap::new() };
    builder.nodes();
    for node in graph.walk.graph.node_indices() {
        builder.ways(node.index() as u32, graph.walk.graph[node]);
    }
    builder.chain
}

struct Builder<'g, 'm> {
    graph: &'g JourneyGraph<'m>,
    persona: Option<usize>,
    chain: Chain,
    conditions: HashMap<&'m str, usize>,
}

/// A way out of a spot of the walk graph.
struct Out<'m> {
    to: u32,
    spot: Spot,
    transition: Option<(u32, &'m Transition)>,
}

impl<'m> Builder<'_, 'm> {
    /// One node for each spot, so that both have the same numbers.
    fn nodes(&mut self) {
        for (node, spot) in self.graph.walk.graph.node_weights().enumerate() {
            let node = node as u32;
            let (place, duration) = match *spot {
                Spot::In(id) => {
                    self.chain.stages.entry(id).or_default().insert(0, node);
                    let stage = self.graph.journey.model.node(id);
                    if stage.touchpoints().next().is_none() {
                        self.chain.places.insert(id, node);
                    }
                    (Some(id), self.of_stage(stage))
                }
                Spot::At(id) => {
                    let place = self.graph.journey.model.node(id);
                    if let Some(stage) = place.parent() {
                        self.chain.stages.entry(stage.id).or_default().push(node);
                    }
                    self.chain.places.insert(id, node);
                    (Some(id), self.of_touchpoint(place))
                }
                Spot::Outcome(id) => {
                    self.chain.ends.insert(End::Outcome(id), node);
                    (None, Some(Bounds::ZERO))
                }
                Spot::End => {
                    self.chain.ends.insert(End::Finish, node);
                    (None, Some(Bounds::ZERO))
                }
                Spot::Root | Spot::Out(_) | Spot::Gate(_) => (None, Some(Bounds::ZERO)),
            };
            self.add(place, duration);
        }
    }

    fn add(&mut self, place: Option<ElementId>, duration: Duration) -> u32 {
        self.chain.ways.push(Vec::new());
        self.chain.at.push(place);
        self.chain.durations.push(duration);
        self.chain.ways.len() as u32 - 1
    }

    /// The ways out of a spot, with their shares and with what these rest on.
    fn ways(&mut self, node: u32, spot: Spot) {
        if matches!(spot, Spot::Outcome(_) | Spot::End) {
            return;
        }
        let walk = &self.graph.walk.graph;
        let file = self.graph.journey.file();
        let mut edges: Vec<_> = (walk.edges(node.into()))
            .filter(|edge| edge.weight().who.allows(self.persona))
            .map(|edge| (edge.id(), edge.target(), edge.weight().transition))
            .collect();
        edges.sort_unstable();
        let outs: Vec<Out<'m>> = edges
            .into_iter()
            .map(|(_, to, transition)| Out {
                to: to.index() as u32,
                spot: walk[to],
                transition: transition.map(|index| (index, &file.transitions[index as usize])),
            })
            .collect();
        let passing = matches!(spot, Spot::Gate(_) | Spot::Root | Spot::In(_));
        let written: Vec<Written> = outs.iter().map(|out| if passing { OPEN } else { self.written(out) }).collect();
        let spread = spread(&written);
        let mut keys: Vec<Key> = Vec::new();
        for one in &spread.assumed {
            let kind = match *one {
                Assumed::Rest(at) => {
                    AssumptionKind::RestGoesTo(outs[at].spot.element().filter(|_| !matches!(outs[at].spot, Spot::Out(_))))
                }
                Assumed::Kind(AssumptionKind::UnknownSplit) => match spot {
                    Spot::Root => AssumptionKind::UnknownEntries,
                    Spot::In(_) => AssumptionKind::UnknownOrder,
                    Spot::Gate(_) => AssumptionKind::UnknownPassing,
                    _ => AssumptionKind::UnknownSplit,
                },
                Assumed::Kind(kind) => kind,
            };
            keys.push((spot.element(), kind));
        }
        let stage = self.stage_of(spot);
        for (out, share) in outs.iter().zip(&spread.ways) {
            let end = match (out.spot, out.transition) {
                (Spot::Outcome(id), _) => Some(End::Outcome(id)),
                (Spot::End, Some((_, transition))) => Some(self.elsewhere(transition)),
                (Spot::End, None) => Some(End::Finish),
                _ => None,
            };
            let to = match (end, stage) {
                (Some(end), Some(stage)) => self.leaving(stage, end, out.transition.map(|(index, _)| index)),
                _ => out.to,
            };
            let takes = out.transition.and_then(|(_, transition)| transition.takes.as_ref()).and_then(Quantity::seconds);
            self.chain.timed |= takes.is_some();
            let takes = takes.map_or(Bounds::ZERO, |(low, high)| Bounds { low, high });
            self.chain.ways[node as usize].push(Way { to, share: *share, takes });
        }
        let lost = if outs.is_empty() { Bounds::ONE } else { spread.lost };
        if let Some(stage) = stage.filter(|_| lost.high > 0.0) {
            if outs.is_empty() {
                keys.push((spot.element(), AssumptionKind::NoWayOn));
            }
            let to = self.leaving(stage, End::Lost, None);
            self.chain.ways[node as usize].push(Way { to, share: lost, takes: Bounds::ZERO });
        }
        if let Spot::In(id) = spot
            && self.graph.journey.model.node(id).touchpoints().next().is_some()
            && self.duration(self.graph.journey.model.node(id)).is_some()
        {
            keys.push((Some(id), AssumptionKind::WholeStage));
        }
        if !keys.is_empty() {
            self.chain.assumed.push((node, keys));
        }
    }

    fn written(&mut self, out: &Out<'m>) -> Written {
        let Some((_, transition)) = out.transition else { return OPEN };
        let part = |percent: f64| (percent / 100.0).clamp(0.0, 1.0);
        let share = transition.share.as_ref().map(|(share, _)| Bounds { low: part(share.low), high: part(share.upper()) });
        let when = self.graph.journey.clause_set(transition.clauses).when.as_ref();
        let known = self.conditions.len();
        let when = when.map(|when| *self.conditions.entry(&*when.text).or_insert(known));
        Written { share, when }
    }

    fn stage_of(&self, spot: Spot) -> Option<ElementId> {
        match spot {
            Spot::In(id) | Spot::Out(id) => Some(id),
            // Whoever passes by a stage does not leave from it.
            Spot::At(id) | Spot::Gate(id) => (self.graph.journey.model.node(id).parent())
                .filter(|around| around.kind() == ElementKind::Stage)
                .map(|stage| stage.id),
            Spot::Root | Spot::End | Spot::Outcome(_) => None,
        }
    }

    /// The map to which a transition hands over.
    fn elsewhere(&self, transition: &Transition) -> End {
        let goal = self.graph.journey.file().goals.get(transition.to as usize).copied().flatten();
        match goal {
            Some(Goal::Element(id)) => End::Elsewhere(id),
            _ => End::Finish,
        }
    }

    /// The node of those who go from a stage to an end.
    fn leaving(&mut self, stage: ElementId, end: End, by: Option<u32>) -> u32 {
        if !self.chain.leaving.contains_key(&(stage, end)) {
            let last = self.end(end);
            let node = self.add(None, Some(Bounds::ZERO));
            self.chain.ways[node as usize].push(Way { to: last, share: Bounds::ONE, takes: Bounds::ZERO });
            self.chain.leaving.insert((stage, end), (node, Vec::new()));
        }
        let (node, all) = self.chain.leaving.entry((stage, end)).or_default();
        all.extend(by);
        *node
    }

    /// The node of an end.
    fn end(&mut self, end: End) -> u32 {
        if let Some(node) = self.chain.ends.get(&end) {
            return *node;
        }
        let node = self.add(None, Some(Bounds::ZERO));
        self.chain.ends.insert(end, node);
        node
    }

    /// How long a stage takes as a whole; that of one without a duration is that of what is in it.
    fn of_stage(&mut self, stage: Node<'_>) -> Duration {
        let inside = stage.touchpoints().next().is_some();
        let own = self.duration(stage);
        self.chain.timed |= own.is_some();
        if inside { Some(own.unwrap_or(Bounds::ZERO)) } else { own }
    }

    /// How long a touchpoint takes, unless that is said of its stage.
    fn of_touchpoint(&mut self, place: Node<'_>) -> Duration {
        if place.parent().is_some_and(|stage| self.duration(stage).is_some()) {
            return Some(Bounds::ZERO);
        }
        let own = self.duration(place);
        self.chain.timed |= own.is_some();
        own
    }

    /// The duration that is written at a place for the persona.
    fn duration(&self, place: Node<'_>) -> Duration {
        let persona = self.persona.map(|at| self.graph.personas[at]);
        place.field(Field::Duration).find_map(|claim| {
            let whom = claim.personas();
            let holds = whom.is_empty() || persona.is_none_or(|id| whom.contains(&id));
            match &claim.claim().value {
                ClaimValue::Quantity(quantity) if holds => quantity.seconds().map(|(low, high)| Bounds { low, high }),
                _ => None,
            }
        })
    }
}

/// A way without a share.
const OPEN: Written = Written { share: None, when: None };
