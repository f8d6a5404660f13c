//! The shape of the output: what `serde` writes and what the schema says. Apart from the facts, so that these may change.
//!
//! The doc comments here are the descriptions in the schema.

mod advice;
mod durations;
mod evidence;
mod funnel;

use schemars::JsonSchema;
use serde::Serialize;

use crate::render::number::Number;

pub use advice::{Addressed, Grade, Opportunities, Opportunity, Owner, Pain, Pains, Passing};
pub use durations::{Durations, Limit, Loop, Promise, Time, Way};
pub use evidence::{Counts, Evidence, Metric, Part, Question, Source, Task, Verdict};
pub use funnel::{Assumption, Ending, Expected, Fraction, Funnel, Parts, Reached, Visits};

/// What maps say about opportunities, pains, metrics, evidence, research and time.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "Report on journey maps")]
pub struct Document<'a> {
    /// The version of this shape. Members may be added within a version; none is taken away or changes its meaning.
    #[schemars(extend("const" = 1))]
    pub version: u32,
    /// The journeys, file by file.
    pub journeys: Vec<Journey<'a>>,
}

/// The facts of one journey.
#[derive(Serialize, JsonSchema)]
pub struct Journey<'a> {
    /// The path of its file.
    pub file: &'a str,
    /// Its id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<&'a str>,
    /// Its title.
    pub title: &'a str,
    /// Why the map is drawn.
    pub objective: &'a [String],
    /// Whether it shows today, the future or what was observed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<&'static str>,
    /// How far the map is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<&'static str>,
    /// Its version.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<&'a str>,
    /// The day of this version.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<&'a str>,
    /// When it was last reviewed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reviewed: Option<&'a str>,
    /// The team that answers for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<&'a str>,
    /// Who walks it; with `only`, whose report it is.
    pub personas: Vec<Name<'a>>,
    /// Whether the report is about the way of one persona only.
    pub only: bool,
    /// How many stages it has.
    pub stages: usize,
    /// How many touchpoints they have.
    pub touchpoints: usize,
    /// How many steps behind the line of visibility they have.
    pub steps: usize,
    /// What could be improved.
    pub opportunities: Opportunities<'a>,
    /// Severe pains that nobody addresses.
    pub pains: Pains<'a>,
    /// Numbers against their targets, those that are missed first.
    pub metrics: Vec<Metric<'a>>,
    /// How much of the map rests on evidence.
    pub evidence: Evidence<'a>,
    /// What to find out, in the order in which it would change the map most.
    pub research: Vec<Task<'a>>,
    /// How long it takes.
    pub durations: Durations<'a>,
    /// Who gets how far.
    pub funnel: Funnel<'a>,
}

/// Something of the map.
#[derive(Serialize, JsonSchema)]
pub struct Name<'a> {
    /// Its id, if it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<&'a str>,
    /// Its title, else its id, else its keyword.
    pub title: &'a str,
}

/// Where something stands.
#[derive(Serialize, JsonSchema)]
pub struct Place<'a> {
    /// The keyword of the innermost place; `journey` for what stands nowhere in particular.
    pub kind: &'static str,
    /// The stage, if it stands in one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stage: Option<Name<'a>>,
    /// The touchpoint or step in it; else the outcome, phase or persona.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub own: Option<Name<'a>>,
}

/// A number or a range of numbers with its unit.
#[derive(Serialize, JsonSchema)]
pub struct Quantity {
    /// The number, or the lower end of a range.
    pub low: Number,
    /// The upper end of a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub high: Option<Number>,
    /// `%`, a unit of time such as `weeks`, a currency such as `EUR`, `/5` for a ratio, or the writer's own; empty for a plain number.
    pub unit: String,
    /// The comparison of a target.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("enum" = ["<", "<=", ">", ">=", null]))]
    pub comparison: Option<&'static str>,
}

/// What a claim rests on.
#[derive(Serialize, JsonSchema, Clone, Copy)]
#[serde(rename_all = "lowercase")]
pub enum Basis {
    /// Nothing is given.
    Assumed,
    /// A source is given.
    Researched,
    /// It was observed, or counted in an event log.
    Measured,
}
