//! Who gets how far.

use schemars::JsonSchema;
use serde::Serialize;

use crate::render::number::Number;

use super::{Name, Place};

/// What part of the customers ever reaches each stage and each end.
#[derive(Serialize, JsonSchema)]
pub struct Funnel<'a> {
    /// Whether an error leaves part of the flow unknown; then there are no numbers.
    pub uncertain: bool,
    /// Who walks, in the order of `each`; empty where nobody in particular does.
    pub personas: Vec<Name<'a>>,
    /// How many shares are written on arrows.
    pub shares: usize,
    /// How many of them rest on no source.
    pub shares_assumed: usize,
    /// The stages, in order.
    pub stages: Vec<Reached<'a>>,
    /// Where customers are when they walk no further.
    pub ends: Vec<Ending<'a>>,
    /// How often places in loops are visited by one customer, as far as it is known.
    pub visits: Vec<Visits<'a>>,
    /// The expected time of each who walks; null where no duration is written.
    pub time: Vec<Option<Expected>>,
    /// What the numbers rest on besides what is written.
    pub assumptions: Vec<Assumption<'a>>,
}

/// Who ever gets to a stage.
#[derive(Serialize, JsonSchema)]
pub struct Reached<'a> {
    /// The stage.
    #[serde(flatten)]
    pub name: Name<'a>,
    /// How many.
    #[serde(flatten)]
    pub parts: Parts,
    /// Who goes from there to an end.
    pub leaving: Vec<Ending<'a>>,
}

/// Who ends somewhere.
#[derive(Serialize, JsonSchema)]
pub struct Ending<'a> {
    /// `success`, `failure`, `neutral` or `outcome` for an outcome, `another-map` for a hand-off, `end` for the end of a journey without
    /// outcomes, `lost` where nobody says where they go, `never` for loops that nobody leaves.
    pub kind: &'static str,
    /// The outcome, or the other map or a place of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<Name<'a>>,
    /// How many.
    #[serde(flatten)]
    pub parts: Parts,
    /// What is written on the arrows that lead there.
    pub words: &'a [String],
}

/// How often a place is visited.
#[derive(Serialize, JsonSchema)]
pub struct Visits<'a> {
    /// The place.
    pub place: Place<'a>,
    /// How often.
    #[serde(flatten)]
    pub parts: Parts,
}

/// A number for all together, weighted by the shares of the personas, and for each of them.
#[derive(Serialize, JsonSchema)]
pub struct Parts {
    /// All together.
    pub all: Fraction,
    /// Each who walks.
    pub each: Vec<Fraction>,
}

/// A number that is known within bounds; parts of all customers are from 0 to 1.
#[derive(Serialize, JsonSchema)]
pub struct Fraction {
    /// The least that it can be.
    pub low: Number,
    /// The most; missing where nothing limits it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub high: Option<Number>,
    /// The numbers of the assumptions that it rests on at most, as runs: each the first and the last of them.
    pub rests_on: Vec<[u32; 2]>,
}

/// How long somebody can be expected to walk.
#[derive(Serialize, JsonSchema)]
pub struct Expected {
    /// The least, in seconds.
    pub least: Number,
    /// The most; missing where the duration of a place is not known, or nothing limits it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub most: Option<Number>,
    /// How many places that can be reached have no duration.
    pub unknown: usize,
    /// The numbers of the assumptions that it rests on at most, as runs.
    pub rests_on: Vec<[u32; 2]>,
}

/// Something that numbers rest on.
#[derive(Serialize, JsonSchema)]
pub struct Assumption<'a> {
    /// Its number.
    pub number: usize,
    /// What is assumed or not known, in one word, such as `rest-goes-to` or `unknown-split`.
    pub kind: &'static str,
    /// Where.
    pub place: Place<'a>,
    /// Where what is left goes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub goal: Option<Name<'a>>,
    /// Whose numbers it concerns; empty for everybody's.
    #[serde(rename = "for")]
    pub personas: Vec<Name<'a>>,
}
