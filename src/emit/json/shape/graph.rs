//! The shape of a journey's graph.

use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::{Basis, Quantity, Span};

/// The flow of a journey.
#[derive(Serialize, JsonSchema)]
pub struct Graph<'a> {
    /// The id of the journey.
    pub journey: Cow<'a, str>,
    /// The ids of the personas that walk it.
    pub personas: Vec<Cow<'a, str>>,
    /// Whether an error leaves part of the flow unknown; then nothing is said about what is reachable.
    pub uncertain: bool,
    /// Stages, touchpoints, steps and outcomes, and the places of other journeys that are named.
    pub nodes: Vec<GraphNode<'a>>,
    /// Transitions, influences and hand-offs, the written ones first.
    pub edges: Vec<Edge<'a>>,
}

/// A place.
#[derive(Serialize, JsonSchema)]
pub struct GraphNode<'a> {
    /// The id of the element.
    pub id: Cow<'a, str>,
    /// Its keyword.
    pub kind: &'static str,
    /// Its title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<&'a str>,
    /// The id of the stage around it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stage: Option<Cow<'a, str>>,
    /// Whether it belongs to another journey.
    pub foreign: bool,
    /// Whether somebody gets there; missing where that is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reachable: Option<bool>,
    /// Whether each persona gets there, by its id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reachable_for: Option<BTreeMap<Cow<'a, str>, bool>>,
}

/// An arrow between two places.
#[derive(Serialize, JsonSchema)]
pub struct Edge<'a> {
    /// The id of the node that it leaves.
    pub source: Cow<'a, str>,
    /// The id of the node to which it leads.
    pub target: Cow<'a, str>,
    /// What moves along it.
    pub kind: EdgeKind,
    /// Whether only the order implies it.
    pub implied: bool,
    /// Whether it leaves the stage by `exit`; `target` is then that stage.
    pub exit: bool,
    /// What is written on it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<&'a str>,
    /// The share of those who leave, in percent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub share: Option<Quantity<'a>>,
    /// How long it takes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub takes: Option<Quantity<'a>>,
    /// The personas that it holds for; empty for everybody.
    #[serde(rename = "for", skip_serializing_if = "Vec::is_empty", default)]
    pub personas: Vec<Cow<'a, str>>,
    /// The sources that it rests on.
    #[serde(rename = "from", skip_serializing_if = "Vec::is_empty", default)]
    pub sources: Vec<Cow<'a, str>>,
    /// The condition under which it holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<&'a str>,
    /// What it rests on; missing for an implied one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis: Option<Basis>,
    /// Where it is written; missing for an implied one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}

/// The kinds of arrows.
#[derive(Serialize, JsonSchema, Clone, Copy)]
#[serde(rename_all = "kebab-case")]
pub enum EdgeKind {
    /// Customers move along it.
    Flow,
    /// Customers leave for another map.
    HandOff,
    /// One part feeds another and nobody moves.
    Influence,
}
