//! Severe pains that no opportunity addresses.
//!
//! *Severe* is high or critical. A pain counts as addressed if an opportunity stands in it or names it and was not rejected. The
//! order: critical before high, what nobody can avoid before what can be avoided, then how many it affects, then the file's order.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use crate::model::value::{Basis, ClaimValue, Quantity};
use crate::model::vocabulary::{ElementKind, Field};
use crate::model::{ElementId, Node, addressed, answers};

use super::opportunities::weight;
use super::view::View;
use super::{Name, Place};

/// The severe pains of a journey.
#[derive(Clone, Debug)]
pub struct Pains {
    /// Those that nobody addresses, in order.
    pub unaddressed: Vec<Pain>,
    /// How many severe pains there are.
    pub severe: usize,
    /// How many pains there are in all.
    pub all: usize,
    /// How many of them have no severity.
    pub ungraded: usize,
}

/// A severe pain that nobody addresses.
#[derive(Clone, Debug)]
pub struct Pain {
    /// Which.
    pub name: Name,
    /// Where it stands.
    pub place: Place,
    /// Whom it hurts; empty for everybody.
    pub personas: Vec<Name>,
    /// `high` or `critical`.
    pub severity: &'static str,
    /// How many of those who pass it has.
    pub affects: Option<Quantity>,
    /// What it makes people do.
    pub consequence: Option<&'static str>,
    /// Who has to pass it.
    pub passing: Passing,
    /// How many opportunities addressed it and were rejected.
    pub rejected: usize,
    /// What it rests on, in one word.
    pub basis: Basis,
    /// What it rests on.
    pub sources: Vec<Name>,
}

/// Who has to pass a place on every way to success.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Passing {
    /// All whom it concerns.
    Everybody,
    /// Some of them.
    Some(Vec<Name>),
    /// None: there is a way past it.
    Nobody,
    /// There is no way to success, or the flow is not fully known.
    Unknown,
}

/// What each persona has to pass, as far as it was asked; none stands for everybody.
#[derive(Default)]
pub(super) struct Passed(HashMap<Option<usize>, HashSet<ElementId>>);

impl Passed {
    /// Who has to pass what is said at a node for some personas.
    pub fn passing(&mut self, view: &View<'_, '_>, node: Node<'_>, whom: &[ElementId]) -> Passing {
        if view.graph.uncertain() {
            return Passing::Unknown;
        }
        let own = view.walkers().iter().copied().filter(|id| whom.is_empty() || whom.contains(id));
        let concerned: Vec<ElementId> = own.collect();
        // Where nobody in particular is meant one answer does for all.
        let asked: Vec<Option<usize>> = if whom.is_empty() && view.persona.is_none() {
            vec![None]
        } else {
            concerned.iter().filter_map(|&id| view.position(id)).map(Some).collect()
        };
        let mut must = Vec::new();
        for &walker in &asked {
            let passed = self.0.entry(walker).or_insert_with(|| view.graph.mandatory(walker));
            if passed.is_empty() {
                return Passing::Unknown;
            }
            if is_passed(node, passed) {
                must.push(walker);
            }
        }
        if asked.is_empty() || must.is_empty() {
            Passing::Nobody
        } else if must.len() == asked.len() {
            Passing::Everybody
        } else {
            let ids = must.into_iter().flatten().map(|at| view.graph.personas[at]);
            Passing::Some(ids.map(|id| view.name(view.journey().model.node(id))).collect())
        }
    }
}

/// Whether what is said at a node is passed by those who have to pass these places; what stands at a persona holds everywhere.
fn is_passed(node: Node<'_>, passed: &HashSet<ElementId>) -> bool {
    let place = |node: &Node<'_>| node.kind().is_place() || matches!(node.kind(), ElementKind::Phase | ElementKind::Journey);
    node.ancestors().find(place).is_none_or(|place| passed.contains(&place.id))
}

/// The pains that belong to the report.
pub(super) fn pains(view: &View<'_, '_>, passed: &mut Passed) -> Pains {
    let answers = answers(view.journey());
    let rejected = rejected(view.journey());
    let mut out = Pains { unaddressed: Vec::new(), severe: 0, all: 0, ungraded: 0 };
    for node in view.journey().descendants().filter(|node| node.kind() == ElementKind::Pain && !node.is_unfilled()) {
        let whom = node.personas();
        if !view.holds(&whom) {
            continue;
        }
        out.all += 1;
        let Some(severity) = node.word(Field::Severity) else {
            out.ungraded += 1;
            continue;
        };
        if !node.is_severe() {
            continue;
        }
        out.severe += 1;
        if answers.contains_key(&node.id) {
            continue;
        }
        let sources = node.sources();
        out.unaddressed.push(Pain {
            name: view.name(node),
            place: view.place(node),
            personas: view.whom(&whom),
            severity,
            affects: node.field(Field::Affects).find_map(|claim| match &claim.claim().value {
                ClaimValue::Quantity(quantity) => Some((**quantity).clone()),
                _ => None,
            }),
            consequence: node.word(Field::Consequence),
            passing: passed.passing(view, node, &whom),
            rejected: rejected.get(&node.id).copied().unwrap_or(0),
            basis: node.basis(),
            sources: view.names(&sources),
        });
    }
    out.unaddressed.sort_by_key(|pain| {
        let forced = matches!(pain.passing, Passing::Everybody | Passing::Some(_));
        // In hundredths of a percent, so that it can be sorted by.
        let affects = pain.affects.as_ref().map_or(0, |share| (share.upper().clamp(0.0, 100.0) * 100.0) as i64);
        Reverse((weight(pain.severity), forced, affects))
    });
    out
}

/// By pain: how many opportunities addressed it and were rejected.
fn rejected(journey: Node<'_>) -> HashMap<ElementId, usize> {
    let mut out = HashMap::new();
    let all = journey.descendants().filter(|node| node.kind() == ElementKind::Opportunity);
    for node in all.filter(|node| node.word(Field::Status) == Some("rejected")) {
        let pains: HashSet<ElementId> = addressed(node).map(|pain| pain.id).collect();
        for pain in pains {
            *out.entry(pain).or_default() += 1;
        }
    }
    out
}
