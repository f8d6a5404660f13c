//! The ways in and out of places, and what share of customers the written arrows leave.

use std::collections::HashMap;

use crate::graph::{Arrow, ArrowKind, JourneyGraph};
use crate::model::{ElementId, Node, Transition};

/// An arrow that leads to a place or away from it.
#[derive(Clone, Copy)]
pub(super) struct Way {
    /// The place at its other end.
    pub other: ElementId,
    /// The arrow.
    pub arrow: Arrow,
}

/// The arrows of each place.
#[derive(Default)]
pub(super) struct Ways {
    /// Those that lead there.
    pub into: HashMap<ElementId, Vec<Way>>,
    /// Those that lead away.
    pub out: HashMap<ElementId, Vec<Way>>,
}

/// The ways of all places of a journey, in the order in which they are written. An influence is no way: nobody moves along it.
pub(super) fn ways(graph: &JourneyGraph<'_>) -> Ways {
    let mut ways = Ways::default();
    for (from, to, arrow) in graph.written.arrows().filter(|(_, _, arrow)| arrow.kind != ArrowKind::Influence) {
        ways.out.entry(from).or_default().push(Way { other: to, arrow });
        if !arrow.exit {
            ways.into.entry(to).or_default().push(Way { other: from, arrow });
        }
    }
    ways
}

impl Way {
    /// What is written on it; none if the order implies it.
    pub fn transition(self, journey: Node<'_>) -> Option<&Transition> {
        self.arrow.transition.map(|index| &journey.file().transitions[index as usize])
    }
}

/// The least and the most percent that the written shares leave; none where nothing is shared out, or not to everybody alike.
pub(super) fn left(journey: Node<'_>, out: &[Way]) -> Option<(f64, f64)> {
    let written: Vec<&Transition> = out.iter().filter_map(|way| way.transition(journey)).collect();
    let alike = |transition: &&Transition| {
        journey.personas_of_transition(transition).is_empty() && journey.clause_set(transition.clauses).when.is_none()
    };
    let shares: Vec<_> = written.iter().filter_map(|transition| transition.share.as_ref().map(|(share, _)| share)).collect();
    if shares.is_empty() || !written.iter().all(alike) {
        return None;
    }
    let (low, high): (f64, f64) = shares.iter().fold((0.0, 0.0), |(low, high), share| (low + share.low, high + share.upper()));
    (low <= 100.0).then(|| ((100.0 - high).max(0.0), 100.0 - low))
}

/// A range of percent as people write it.
pub(super) fn percent(low: f64, high: f64) -> String {
    let shown = |number: f64| format!("{}", (number * 10.0).round() / 10.0);
    if (high - low).abs() < 0.05 { format!("{}%", shown(low)) } else { format!("{}–{}%", shown(low), shown(high)) }
}
