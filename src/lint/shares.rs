//! Shares of the customers who leave a place.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::graph::{ArrowKind, JourneyGraph};
use crate::model::{ElementId, Model, Node, Transition};

use super::parts::mentions;

/// The written ways out of a place that one persona may take under one condition.
pub(super) struct Ways<'m> {
    /// The personas who have these ways; empty for everybody.
    pub whom: Vec<ElementId>,
    /// The condition under which they hold; none if they always do.
    pub when: Option<&'m str>,
    /// Their transitions, in order.
    pub written: Vec<&'m Transition>,
    /// Whether the order leads on besides them.
    pub onward: bool,
}

/// Which conditions a group of ways holds under.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Conditions {
    /// Each by itself, with what holds in any case.
    Each,
    /// All of them together.
    All,
}

/// For each place its ways out, once for every persona (and condition) that makes a difference.
pub(super) fn ways<'m>(graph: &JourneyGraph<'m>, under: Conditions) -> Vec<(ElementId, Vec<Ways<'m>>)> {
    let journey = graph.journey;
    let transitions = &journey.file().transitions;
    let mut out = Vec::new();
    for place in graph.written.graph.node_weights().filter(|place| !place.foreign) {
        let leaving = graph.written.leaving(place.element);
        let mut written: Vec<&Transition> = Vec::new();
        let mut onward = false;
        for (_, _, arrow) in &leaving {
            match arrow.transition {
                Some(index) if arrow.kind != ArrowKind::Influence => written.push(&transitions[index as usize]),
                _ => onward |= arrow.implied,
            }
        }
        if written.is_empty() {
            continue;
        }
        let written: Vec<Way<'m>> = written.into_iter().map(|transition| Way::new(journey, transition)).collect();
        out.push((place.element, groups(&written, onward, &graph.personas, under)));
    }
    out
}

/// The ways of each persona who is named at one, and of those who are not; under no condition, and under each.
fn groups<'m>(written: &[Way<'m>], onward: bool, personas: &[ElementId], under: Conditions) -> Vec<Ways<'m>> {
    let named: BTreeSet<ElementId> = written.iter().flat_map(|way| way.whom.iter().copied()).collect();
    let others: Vec<ElementId> = personas.iter().copied().filter(|id| !named.contains(id)).collect();
    // Where every persona is named, there is nobody else.
    let rest = (named.is_empty() || !others.is_empty()).then_some(None);
    let mut out: Vec<Ways<'m>> = Vec::new();
    let mut known: HashMap<(Option<&str>, Vec<usize>), usize> = HashMap::new();
    for persona in rest.into_iter().chain(named.into_iter().map(Some)) {
        // What always holds, and under each condition what holds besides.
        let mut own: BTreeMap<Option<&'m str>, Vec<usize>> = BTreeMap::from([(None, Vec::new())]);
        for (at, way) in written.iter().enumerate().filter(|(_, way)| way.is_for(persona)) {
            own.entry(way.when.filter(|_| under == Conditions::Each)).or_default().push(at);
        }
        let always = own[&None].clone();
        for (when, mut ways) in own {
            if when.is_some() {
                ways.extend(&always);
                ways.sort_unstable();
            }
            let transitions = ways.iter().map(|&at| written[at].transition).collect();
            let group = *known.entry((when, ways)).or_insert_with(|| {
                out.push(Ways { whom: Vec::new(), when, written: transitions, onward });
                out.len() - 1
            });
            match persona {
                Some(id) => out[group].whom.push(id),
                None => out[group].whom.extend(&others),
            }
        }
    }
    // What holds for all who walk need not say for whom.
    for group in &mut out {
        if !personas.is_empty() && personas.iter().all(|id| group.whom.contains(id)) {
            group.whom.clear();
        }
    }
    out
}

/// A written way out of a place.
struct Way<'m> {
    transition: &'m Transition,
    whom: Vec<ElementId>,
    when: Option<&'m str>,
}

impl<'m> Way<'m> {
    fn new(journey: Node<'m>, transition: &'m Transition) -> Self {
        let when = journey.clause_set(transition.clauses).when.as_ref().map(|when| &*when.text);
        Self { transition, whom: journey.personas_of_transition(transition), when }
    }

    /// Whether a persona may take it; for none, whether those may who are not named.
    fn is_for(&self, persona: Option<ElementId>) -> bool {
        self.whom.is_empty() || persona.is_some_and(|persona| self.whom.contains(&persona))
    }
}

/// Whether more customers leave some place than arrive there.
pub(super) fn exceed(graph: &JourneyGraph<'_>) -> bool {
    ways(graph, Conditions::Each).iter().flat_map(|(_, groups)| groups).any(Ways::exceed)
}

impl Ways<'_> {
    /// For whom they hold: "for `amira`"; none for everybody.
    pub fn for_whom(&self, model: &Model) -> Option<String> {
        let nodes: Vec<Node<'_>> = self.whom.iter().map(|&id| model.node(id)).collect();
        (!nodes.is_empty()).then(|| format!("for {}", mentions(&nodes)))
    }

    /// Whether more leave than arrive.
    pub fn exceed(&self) -> bool {
        self.least() > 100.0 + 1e-9
    }

    /// Whether their shares are all there are, so that nobody is left.
    pub fn take_all(&self) -> bool {
        (100.0 - 1e-9..=100.0 + 1e-9).contains(&self.least())
    }

    /// The sum of the lower ends of all shares, in percent.
    pub fn least(&self) -> f64 {
        self.sum(|share| share.low)
    }

    /// The sum of the upper ends of all shares, in percent.
    pub fn most(&self) -> f64 {
        self.sum(crate::model::value::Quantity::upper)
    }

    fn sum(&self, end: impl Fn(&crate::model::value::Quantity) -> f64) -> f64 {
        self.written.iter().filter_map(|transition| transition.share.as_ref()).map(|(share, _)| end(share)).sum()
    }
}

/// A percentage as people write it.
pub(super) fn percent(value: f64) -> String {
    format!("{}%", (value * 100.0).round() / 100.0)
}
