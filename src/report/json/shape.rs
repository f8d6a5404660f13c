//! The shape of the output: what `serde` writes and what the schema says. Apart from the facts, so that these may change.
//!
//! The doc comments here are the descriptions in the schema.

use schemars::JsonSchema;
use serde::Serialize;

use crate::render::number::Number;

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
