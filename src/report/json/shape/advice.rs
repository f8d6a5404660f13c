//! What could be done, and why: opportunities and pains.

use schemars::JsonSchema;
use serde::Serialize;

use crate::render::number::Number;

use super::{Basis, Name, Place, Quantity};

/// What could be improved.
#[derive(Serialize, JsonSchema)]
pub struct Opportunities<'a> {
    /// Those that can still be taken, in order: by the severity that they address, then rank, impact and effort.
    pub open: Vec<Opportunity<'a>>,
    /// Those that are done, in the same order.
    pub done: Vec<Opportunity<'a>>,
    /// How many were rejected.
    pub rejected: usize,
}

/// An opportunity.
#[derive(Serialize, JsonSchema)]
pub struct Opportunity<'a> {
    /// Which.
    #[serde(flatten)]
    pub name: Name<'a>,
    /// Where it stands.
    pub place: Place<'a>,
    /// The highest severity among what it addresses, if one is written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub severity: Option<&'static str>,
    /// What it answers.
    pub addresses: Vec<Addressed<'a>>,
    /// What it would change.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub impact: Option<Grade>,
    /// What it would cost.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub effort: Option<Grade>,
    /// Its place in the team's own order, 1 first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rank: Option<Number>,
    /// Who answers for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<Owner<'a>>,
    /// What became of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<&'static str>,
    /// When it has to be done: `2026-09-30`, `2026-09` or `2026`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<String>,
    /// When it could be done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub horizon: Option<&'a str>,
}

/// A pain, gain or risk that an opportunity answers.
#[derive(Serialize, JsonSchema)]
pub struct Addressed<'a> {
    /// `pain`, `gain` or `risk`.
    pub kind: &'static str,
    /// Which.
    #[serde(flatten)]
    pub name: Name<'a>,
    /// How bad it is, or how much it matters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub severity: Option<&'static str>,
}

/// An impact or effort.
#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Grade {
    /// `low`, `medium` or `high`.
    Word(&'static str),
    /// An amount.
    Quantity(Quantity),
}

/// Who answers for an opportunity.
#[derive(Serialize, JsonSchema)]
pub struct Owner<'a> {
    /// The team.
    pub name: &'a str,
    /// If nothing is written at the opportunity: the keyword of the element around it that says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inherited: Option<&'static str>,
}

/// The severe pains: those of high or critical severity.
#[derive(Serialize, JsonSchema)]
pub struct Pains<'a> {
    /// How many pains there are in all.
    pub all: usize,
    /// How many of them have no severity.
    pub ungraded: usize,
    /// How many are severe.
    pub severe: usize,
    /// The severe ones that nobody addresses, in order.
    pub unaddressed: Vec<Pain<'a>>,
}

/// A severe pain that nobody addresses.
#[derive(Serialize, JsonSchema)]
pub struct Pain<'a> {
    /// Which.
    #[serde(flatten)]
    pub name: Name<'a>,
    /// Where it stands.
    pub place: Place<'a>,
    /// Whom it hurts; empty for everybody.
    #[serde(rename = "for")]
    pub personas: Vec<Name<'a>>,
    /// `high` or `critical`.
    pub severity: &'static str,
    /// How many of those who pass it has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub affects: Option<Quantity>,
    /// What it makes people do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub consequence: Option<&'static str>,
    /// Who has to pass it on every way to success.
    pub passing: Passing,
    /// With `some`, who has to pass it.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub unavoidable_for: Vec<Name<'a>>,
    /// How many opportunities addressed it and were rejected.
    pub rejected: usize,
    /// What it rests on, in one word.
    pub basis: Basis,
    /// What it rests on.
    #[serde(rename = "from")]
    pub sources: Vec<Name<'a>>,
}

/// Who has to pass a place on every way to success.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Passing {
    /// All whom it concerns.
    Everybody,
    /// Some of them.
    Some,
    /// None: there is a way past it.
    Nobody,
    /// There is no way to success, or the flow is not fully known.
    Unknown,
}
