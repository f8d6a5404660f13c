//! How long it takes.

use schemars::JsonSchema;
use serde::Serialize;

use crate::render::number::Number;

use super::{Basis, Name, Place, Quantity};

/// How long a journey takes.
#[derive(Serialize, JsonSchema)]
pub struct Durations<'a> {
    /// Whether an error leaves part of the flow unknown; then there are no ways and no loops.
    pub uncertain: bool,
    /// The main way to each outcome, those to a success first, then ways from other places.
    pub ways: Vec<Way<'a>>,
    /// How many ways more there are.
    pub more: usize,
    /// The arrows that lead back.
    pub loops: Vec<Loop<'a>>,
    /// What is promised, in the order of the file.
    pub limits: Vec<Limit<'a>>,
}

/// A way to an outcome.
#[derive(Serialize, JsonSchema)]
pub struct Way<'a> {
    /// The outcome; missing where the journey ends by itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<Name<'a>>,
    /// `success`, `failure` or `neutral`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<&'static str>,
    /// Whether it is the main way to its end, for one of those whose way it is.
    pub main: bool,
    /// Whose way it is; empty for everybody.
    #[serde(rename = "for")]
    pub personas: Vec<Name<'a>>,
    /// The stages on it, in order.
    pub stages: Vec<Name<'a>>,
    /// How long it takes.
    pub time: Time,
}

/// A sum of durations of which parts may be missing.
#[derive(Serialize, JsonSchema)]
pub struct Time {
    /// The sum of the lower ends, in seconds; missing if no duration is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub least: Option<Number>,
    /// The sum of the upper ends, in seconds; missing if the duration of a place is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub most: Option<Number>,
    /// How many places are passed.
    pub places: usize,
    /// How many of them have no duration.
    pub unknown: usize,
    /// How many durations are in the sum, of places and of arrows.
    pub durations: usize,
    /// How many of these are assumed.
    pub assumed: usize,
    /// What the weakest of the durations rests on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis: Option<Basis>,
}

/// An arrow that leads back.
#[derive(Serialize, JsonSchema)]
pub struct Loop<'a> {
    /// Where it leaves.
    pub source: Place<'a>,
    /// Where it leads back to.
    pub target: Place<'a>,
    /// What is written on it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<&'a str>,
    /// How many go round.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub share: Option<Quantity>,
    /// How long the arrow itself takes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub takes: Option<Quantity>,
    /// Who goes round; empty for everybody.
    #[serde(rename = "for")]
    pub personas: Vec<Name<'a>>,
}

/// A promise about a place.
#[derive(Serialize, JsonSchema)]
pub struct Limit<'a> {
    /// Where.
    pub place: Place<'a>,
    /// What is promised.
    pub promised: Quantity,
    /// What it takes.
    pub time: Time,
    /// Whether it is kept.
    pub kept: Promise,
}

/// A promise against what it takes.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Promise {
    /// It is kept.
    Kept,
    /// It is broken in any case.
    Over,
    /// The upper end breaks it.
    MayBeOver,
    /// A duration is missing, or one of them is no length of time.
    Unknown,
}
