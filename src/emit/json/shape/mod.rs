//! The shape of the output: what `serde` writes and what the schema says. Apart from the model, so that the model may change.
//!
//! The doc comments here are the descriptions in the schema. Spans are bytes; `file` is a position in `source.files`.

mod graph;

use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::render::number::Number;

pub use graph::{Edge, EdgeKind, Graph, GraphNode};

/// A file of journey maps: its meaning, its flow, where everything stands and what was found.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "Journey map")]
pub struct Document<'a> {
    /// The version of this shape. Members may be added within a version; none is taken away or changes its meaning.
    #[schemars(extend("const" = 1))]
    pub version: u32,
    /// What the file declares.
    pub model: Model<'a>,
    /// How customers can walk, one graph per journey.
    pub graph: Vec<Graph<'a>>,
    /// The files that spans speak of.
    pub source: Source<'a>,
    /// What is wrong in the file, or could be said better.
    pub findings: Vec<Finding<'a>>,
}

/// What the file declares.
#[derive(Serialize, JsonSchema)]
pub struct Model<'a> {
    /// The elements of the file, in order.
    pub elements: Vec<Element<'a>>,
    /// The people, channels, sources, teams and lanes of other files that the file names.
    pub imported: Vec<Element<'a>>,
}

/// A declaration.
#[derive(Serialize, JsonSchema)]
pub struct Element<'a> {
    /// The keyword, such as `stage`.
    pub kind: &'static str,
    /// Its name among all of its kind, such as `buy-shoes.awareness.search`; `#3` stands for the third of its siblings if it has no id.
    pub id: Cow<'a, str>,
    /// Its title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<&'a str>,
    /// Where it stands.
    pub span: Span,
    /// The personas that it holds for; empty for everybody.
    #[serde(rename = "for", skip_serializing_if = "Vec::is_empty", default)]
    pub personas: Vec<Cow<'a, str>>,
    /// The sources that it rests on.
    #[serde(rename = "from", skip_serializing_if = "Vec::is_empty", default)]
    pub sources: Vec<Cow<'a, str>>,
    /// The condition under which it holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<&'a str>,
    /// What it rests on, in one word.
    pub basis: Basis,
    /// What is claimed of it, by the name of the field; `value` is the word or quantity after the title.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", default)]
    pub fields: BTreeMap<&'a str, Vec<Claim<'a>>>,
    /// The elements inside, in order.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub elements: Vec<Element<'a>>,
}

/// One value of a field.
#[derive(Serialize, JsonSchema)]
pub struct Claim<'a> {
    /// The value.
    #[serde(flatten)]
    pub value: Value<'a>,
    /// The value as it is written, where that says more than the value; on one line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Cow<'a, str>>,
    /// The personas that it holds for; empty for everybody.
    #[serde(rename = "for", skip_serializing_if = "Vec::is_empty", default)]
    pub personas: Vec<Cow<'a, str>>,
    /// The sources that it rests on.
    #[serde(rename = "from", skip_serializing_if = "Vec::is_empty", default)]
    pub sources: Vec<Cow<'a, str>>,
    /// The condition under which it holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<&'a str>,
    /// What it rests on, in one word.
    pub basis: Basis,
    /// Where the value stands.
    pub span: Span,
    /// Remarks about this claim, by the name of the field.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", default)]
    pub remarks: BTreeMap<&'a str, Vec<Claim<'a>>>,
}

/// A value with its type.
#[derive(Serialize, JsonSchema)]
#[serde(tag = "type", content = "value", rename_all = "lowercase")]
pub enum Value<'a> {
    /// Free text.
    Text(&'a str),
    /// A word of a closed list.
    Word(&'static str),
    /// The id of what is named; null if it is not known.
    Reference(Option<Cow<'a, str>>),
    /// A number with its unit.
    Quantity(Quantity<'a>),
    /// A day, month or year: `2026-09-30`, `2026-09` or `2026`.
    Date(String),
    /// The points of an emotion, one or more.
    Emotion(Vec<Point<'a>>),
    /// The scale of emotions written `n/m`.
    Scale(Scale),
    /// A field of one word.
    Flag(bool),
}

/// A number, or a range of numbers, with its unit.
#[derive(Serialize, JsonSchema)]
pub struct Quantity<'a> {
    /// The number, or the lower end of a range.
    pub low: Number,
    /// The upper end of a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub high: Option<Number>,
    /// `%`, a unit of time such as `weeks`, a currency such as `EUR`, `/5` for a ratio, or the writer's own; empty for a plain number.
    pub unit: Cow<'a, str>,
    /// The comparison of a target.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("enum" = ["<", "<=", ">", ">=", null]))]
    pub comparison: Option<&'static str>,
    /// The ends in seconds, of a length of time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seconds: Option<[Number; 2]>,
}

/// A point of an emotion.
#[derive(Serialize, JsonSchema)]
pub struct Point<'a> {
    /// From -2 (worst) to +2 (best); missing for words alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Number>,
    /// What is felt, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub word: Option<&'a str>,
}

/// The scale of emotions written `n/m`.
#[derive(Serialize, JsonSchema)]
pub struct Scale {
    /// The worst number.
    pub worst: Number,
    /// The best number.
    pub best: Number,
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

/// A half-open range of bytes of a file.
#[derive(Serialize, JsonSchema, Clone, Copy)]
pub struct Span {
    /// The position in `source.files`.
    pub file: u32,
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// The files that spans speak of.
#[derive(Serialize, JsonSchema)]
pub struct Source<'a> {
    /// The file itself first, then the others by their paths.
    pub files: Vec<File<'a>>,
}

/// A file.
#[derive(Serialize, JsonSchema)]
pub struct File<'a> {
    /// Its path.
    pub path: &'a str,
    /// Its length in bytes.
    pub bytes: u32,
    /// How many lines it has.
    pub lines: u32,
}

/// A problem.
#[derive(Serialize, JsonSchema)]
pub struct Finding<'a> {
    /// Its name.
    pub code: &'static str,
    /// How much it weighs: `error`, `warning` or `info`.
    #[schemars(extend("enum" = ["error", "warning", "note"]))]
    pub severity: &'static str,
    /// What is wrong.
    pub message: &'a str,
    /// Where, the primary place first.
    #[schemars(length(min = 1))]
    pub labels: Vec<Label<'a>>,
    /// What to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<&'a str>,
}

/// A place with a few words on it.
#[derive(Serialize, JsonSchema)]
pub struct Label<'a> {
    /// The bytes.
    pub span: Span,
    /// The line of the first byte, from 1.
    pub line: u32,
    /// The column of the first byte in characters, from 1.
    pub column: u32,
    /// What is said there.
    pub text: &'a str,
}
