//! What could be improved, in the order of what it would relieve.
//!
//! The order: the highest severity among what it addresses (critical, high, medium, low, not written, nothing addressed); then the
//! team's own `rank`, if one is written; then impact, high first; then effort, low first; then the order of the file. Severity comes
//! before rank, so that a rank which passes a worse pain by is seen. A quantity as impact or effort counts as medium: it cannot be
//! compared with words. What is done stands apart, what was rejected is only counted.

use std::cmp::Reverse;
use std::collections::HashSet;

use crate::model::value::{ClaimValue, Date, Quantity};
use crate::model::vocabulary::{ElementKind, Field};
use crate::model::{ElementId, Node, Owners, addressed, owner_name};

use super::view::View;
use super::{Name, Place};

/// The opportunities of a journey.
#[derive(Clone, Debug, Default)]
pub struct Opportunities {
    /// Those that can still be taken, in order.
    pub open: Vec<Opportunity>,
    /// Those that are done, in order.
    pub done: Vec<Opportunity>,
    /// How many were rejected.
    pub rejected: usize,
}

/// What could be improved.
#[derive(Clone, Debug)]
pub struct Opportunity {
    /// Which.
    pub name: Name,
    /// Where it stands.
    pub place: Place,
    /// The highest severity among what it addresses, if one is written.
    pub severity: Option<&'static str>,
    /// The pains, gains and risks that it answers.
    pub addresses: Vec<Addressed>,
    /// What it would change.
    pub impact: Option<Grade>,
    /// What it would cost.
    pub effort: Option<Grade>,
    /// Its place in the team's own order, 1 first.
    pub rank: Option<f64>,
    /// Who answers for it.
    pub owner: Option<Owner>,
    /// What became of it.
    pub status: Option<&'static str>,
    /// When it has to be done.
    pub due: Option<Date>,
    /// When it could be done.
    pub horizon: Option<String>,
}

/// What an opportunity answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addressed {
    /// `pain`, `gain` or `risk`.
    pub kind: &'static str,
    /// Which.
    pub name: Name,
    /// How bad it is, or how much it matters.
    pub severity: Option<&'static str>,
}

/// An impact or effort.
#[derive(Clone, Debug, PartialEq)]
pub enum Grade {
    /// `low`, `medium` or `high`.
    Word(&'static str),
    /// An amount.
    Quantity(Quantity),
}

/// Who answers for an opportunity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owner {
    /// The team.
    pub name: String,
    /// If nothing is written at the opportunity: the keyword of the element around it that says so.
    pub inherited: Option<&'static str>,
}

/// The opportunities that belong to the report.
pub(super) fn opportunities(view: &View<'_, '_>) -> Opportunities {
    let mut out = Opportunities::default();
    let owners = Owners::new(view.journey());
    for node in view.journey().descendants().filter(|node| node.kind() == ElementKind::Opportunity && !node.is_unfilled()) {
        let answers: Vec<Node<'_>> = addressed(node).filter(|answer| !answer.is_unfilled()).collect();
        let concerns = answers.is_empty() || answers.iter().any(|answer| view.holds(&answer.personas()));
        if !view.holds(&node.personas()) || !concerns {
            continue;
        }
        match node.word(Field::Status) {
            Some("rejected") => out.rejected += 1,
            Some("done") => out.done.push(opportunity(view, &owners, node, &answers)),
            _ => out.open.push(opportunity(view, &owners, node, &answers)),
        }
    }
    out.open.sort_by(|a, b| key(a).partial_cmp(&key(b)).unwrap_or(std::cmp::Ordering::Equal));
    out.done.sort_by(|a, b| key(a).partial_cmp(&key(b)).unwrap_or(std::cmp::Ordering::Equal));
    out
}

fn opportunity(view: &View<'_, '_>, owners: &Owners<'_>, node: Node<'_>, answers: &[Node<'_>]) -> Opportunity {
    let mut seen: HashSet<ElementId> = HashSet::new();
    let once = answers.iter().filter(|answer| seen.insert(answer.id));
    let addresses: Vec<Addressed> = once
        .map(|answer| Addressed { kind: answer.kind().keyword(), name: view.name(*answer), severity: answer.word(Field::Severity) })
        .collect();
    let date = node.field(Field::Due).find_map(|claim| match claim.claim().value {
        ClaimValue::Date(date) => Some(date),
        _ => None,
    });
    Opportunity {
        name: view.name(node),
        place: view.place(node),
        severity: addresses.iter().filter_map(|one| one.severity).max_by_key(|word| weight(word)),
        addresses,
        impact: grade(node, Field::Impact),
        effort: grade(node, Field::Effort),
        rank: node.field(Field::Rank).find_map(|claim| match &claim.claim().value {
            ClaimValue::Quantity(quantity) => Some(quantity.low),
            _ => None,
        }),
        owner: owner(owners, node),
        status: node.word(Field::Status),
        due: date,
        horizon: node.field(Field::Horizon).find_map(|claim| claim.text().map(str::to_owned)),
    }
}

fn grade(node: Node<'_>, field: Field) -> Option<Grade> {
    node.field(field).find_map(|claim| match &claim.claim().value {
        ClaimValue::Word(word) => Some(Grade::Word(word)),
        ClaimValue::Quantity(quantity) => Some(Grade::Quantity((**quantity).clone())),
        _ => None,
    })
}

/// Who answers for it, and where that is said.
fn owner(owners: &Owners<'_>, node: Node<'_>) -> Option<Owner> {
    let claim = owners.of(node)?;
    let inherited = (claim.of.id != node.id).then(|| claim.of.kind().keyword());
    Some(Owner { name: owner_name(claim)?.to_owned(), inherited })
}

/// How heavy a severity is: more is worse.
pub(super) fn weight(severity: &str) -> u8 {
    match severity {
        "critical" => 4,
        "high" => 3,
        "medium" => 2,
        _ => 1,
    }
}

/// The order: less comes first.
fn key(one: &Opportunity) -> (Reverse<(u8, bool)>, f64, u8, u8) {
    let size = |grade: &Option<Grade>, first: &str, last: &str| match grade {
        Some(Grade::Word(word)) if *word == first => 0,
        Some(Grade::Word(word)) if *word == last => 2,
        Some(_) => 1,
        None => 3,
    };
    (
        Reverse((one.severity.map_or(0, weight), !one.addresses.is_empty())),
        one.rank.unwrap_or(f64::INFINITY),
        size(&one.impact, "high", "low"),
        size(&one.effort, "low", "high"),
    )
}
