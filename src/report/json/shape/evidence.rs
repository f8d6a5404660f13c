//! What is known: metrics, evidence and the research plan.

use schemars::JsonSchema;
use serde::Serialize;

use crate::render::number::Number;

use super::{Basis, Name, Place, Quantity};

/// A number that is watched.
#[derive(Serialize, JsonSchema)]
pub struct Metric<'a> {
    /// Which.
    #[serde(flatten)]
    pub name: Name<'a>,
    /// Where it stands.
    pub place: Place<'a>,
    /// Whom it is about; empty for everybody.
    #[serde(rename = "for")]
    pub personas: Vec<Name<'a>>,
    /// What it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Quantity>,
    /// What it should be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<Quantity>,
    /// What it was before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub baseline: Option<Quantity>,
    /// Of whom or what it is measured.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<&'a str>,
    /// The value against the target.
    pub verdict: Verdict,
    /// How far the value (with `no-value` the baseline) is from meeting the target, lengths of time in seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub distance: Option<Quantity>,
    /// The value less the baseline, lengths of time in seconds; missing if they cannot be compared.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<Quantity>,
    /// Whether that is better, where the target says what is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub better: Option<bool>,
    /// What it rests on, in one word.
    pub basis: Basis,
    /// What it rests on.
    #[serde(rename = "from")]
    pub sources: Vec<Name<'a>>,
}

/// A value against a target.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// All of it meets the target.
    Met,
    /// None of it does.
    Missed,
    /// A part of the range does.
    Partly,
    /// It is above a target that does not say which side is better.
    Above,
    /// It is below a target that does not say which side is better.
    Below,
    /// There is no value.
    NoValue,
    /// There is no target.
    NoTarget,
    /// Value and target are of different units.
    OtherUnit,
}

/// What the claims of a journey rest on.
#[derive(Serialize, JsonSchema)]
pub struct Evidence<'a> {
    /// All claims together.
    pub all: Counts,
    /// The stages in order, then the outcomes and the whole journey if anything is claimed there.
    pub parts: Vec<Part<'a>>,
    /// The sources that claims rest on, those that carry most first.
    pub sources: Vec<Source<'a>>,
}

/// The claims of one part of the map.
#[derive(Serialize, JsonSchema)]
pub struct Part<'a> {
    /// `stage`, `outcomes` or `journey`.
    pub kind: &'static str,
    /// The stage, or what it is called.
    #[serde(flatten)]
    pub name: Name<'a>,
    /// Its claims.
    #[serde(flatten)]
    pub counts: Counts,
}

/// Claims by what they rest on.
#[derive(Serialize, JsonSchema)]
pub struct Counts {
    /// All of them.
    pub claims: usize,
    /// Observed, or counted in an event log.
    pub measured: usize,
    /// With a source.
    pub researched: usize,
    /// Without one.
    pub assumed: usize,
}

/// A source and how much rests on it.
#[derive(Serialize, JsonSchema)]
pub struct Source<'a> {
    /// Which.
    #[serde(flatten)]
    pub name: Name<'a>,
    /// Whether people were asked, spoke unasked or were observed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<&'static str>,
    /// How it was collected.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub method: Option<&'static str>,
    /// How many answers, people or events.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sample: Option<Number>,
    /// When it was collected.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// How many claims name it.
    pub claims: usize,
}

/// One thing to do at one part of the map.
#[derive(Serialize, JsonSchema)]
pub struct Task<'a> {
    /// `ask`, `observe` or `measure`.
    #[schemars(extend("enum" = ["ask", "observe", "measure"]))]
    pub method: &'static str,
    /// The stage; for what stands in none the outcomes or the whole journey.
    pub place: Place<'a>,
    /// With whom; empty for everybody who walks.
    pub with: Vec<Name<'a>>,
    /// The weightiest of the reasons.
    pub reason: &'static str,
    /// Its weight, 10 for the heaviest.
    pub weight: u8,
    /// What to find out, the weightiest first.
    pub questions: Vec<Question<'a>>,
}

/// Something that is assumed or not known.
#[derive(Serialize, JsonSchema)]
pub struct Question<'a> {
    /// What kind of claim it is.
    pub kind: &'static str,
    /// The claim in words.
    pub said: &'a str,
    /// Where it is made.
    pub place: Place<'a>,
    /// Whom it holds for; empty for everybody.
    #[serde(rename = "for")]
    pub personas: Vec<Name<'a>>,
    /// Why it matters.
    pub reason: &'static str,
    /// How much it weighs, 10 for the heaviest.
    pub weight: u8,
    /// Whether something is claimed at all; a number that is missing is not.
    pub claimed: bool,
}
