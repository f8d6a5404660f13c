//! Shares of the customers who leave a place.

use std::collections::BTreeSet;

use crate::graph::{ArrowKind, JourneyGraph};
use crate::model::{ElementId, Transition};

/// The written ways out of a place that one persona may take under one condition.
pub(super) struct Ways<'m> {
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
        let mut groups = Vec::new();
        let personas: BTreeSet<ElementId> =
            written.iter().flat_map(|transition| journey.personas_of_transition(transition)).collect();
        let conditions: BTreeSet<&str> = written
            .iter()
            .filter_map(|transition| journey.clause_set(transition.clauses).when.as_ref())
            .map(|when| &*when.text)
            .collect();
        // Where every persona is named, there is nobody else.
        let others = (personas.is_empty() || graph.personas.iter().any(|id| !personas.contains(id))).then_some(None);
        let conditions = if under == Conditions::All { BTreeSet::new() } else { conditions };
        for persona in others.into_iter().chain(personas.into_iter().map(Some)) {
            for condition in std::iter::once(None).chain(conditions.iter().copied().map(Some)) {
                let holds = |transition: &&Transition| {
                    let whom = journey.personas_of_transition(transition);
                    let when = journey.clause_set(transition.clauses).when.as_ref().map(|when| &*when.text);
                    (whom.is_empty() || persona.is_some_and(|persona| whom.contains(&persona)))
                        && (under == Conditions::All || when.is_none() || when == condition)
                };
                groups.push(Ways { written: written.iter().copied().filter(holds).collect(), onward });
            }
        }
        out.push((place.element, groups));
    }
    out
}

/// Whether more customers leave some place than arrive there.
pub(super) fn exceed(graph: &JourneyGraph<'_>) -> bool {
    ways(graph, Conditions::Each).iter().flat_map(|(_, groups)| groups).any(|group| group.least() > 100.0 + 1e-9)
}

impl Ways<'_> {
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
