//! The ways of a document, each in the block in which it stood.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::leaving::Leaving;
use super::names::{Names, string};
use super::{Around, Numbered, Reader, shape, values};
use crate::import::draft::{Arm, Flow};
use crate::import::mermaid::shown;
use crate::import::write::length_of_arm;
use crate::model::vocabulary::{ElementKind, ValueType};

/// A way that nobody walks.
const INFLUENCE: &str = "influence";
/// What ways can be.
const KINDS_OF_WAYS: [&str; 3] = ["flow", "hand-off", INFLUENCE];

/// A way, and where it stood.
pub(super) struct Way<'t> {
    pub(super) start: u32,
    pub(super) flow: Flow<'t>,
    /// Whether it was an arm of a branch.
    is_arm: bool,
}

/// A stage whose place is known.
struct Block<'d, 'a> {
    start: u32,
    number: usize,
    element: &'d shape::Element<'a>,
}

impl<'t> Reader<'t, '_> {
    /// Finds for each written arrow the block in which it stands.
    pub(super) fn place_flows(&mut self, document: &shape::Document<'t>, numbered: &Numbered<'_, 't>) {
        // The journeys and, by journey, their stages by where they begin.
        let mut journeys: HashMap<usize, &shape::Element<'_>> = HashMap::new();
        let mut stages: HashMap<usize, Vec<Block<'_, '_>>> = HashMap::new();
        for (element, number) in numbered.iter().filter_map(|(element, number)| Some((*element, (*number)?))) {
            match (self.names.entries[number].kind, self.names.journey(number), element.span) {
                (ElementKind::Journey, ..) => _ = journeys.insert(number, element),
                (ElementKind::Stage, Some(journey), Some(span)) => {
                    stages.entry(journey).or_default().push(Block { start: span.start, number, element });
                }
                _ => {}
            }
        }
        for stages in stages.values_mut() {
            stages.sort_by_key(|stage| stage.start);
        }
        let before = self.names.before();
        let mut seen = HashSet::new();
        let mut leaving = Leaving::default();
        for graph in &document.graph {
            let known = self.names.number(&graph.journey).and_then(|number| Some((number, *journeys.get(&number)?)));
            let again = known.is_some_and(|(journey, _)| !seen.insert(journey));
            let Some((journey, own)) = known.filter(|_| !again) else {
                let why = if again { "its journey has a graph already" } else { "the document does not hold its journey" };
                for edge in graph.edges.iter().filter(|edge| !(again && edge.implied)) {
                    self.lost(edge, why);
                }
                continue;
            };
            self.names.here = Some(journey);
            let stages = stages.get(&journey).map_or(&[][..], Vec::as_slice);
            for edge in &graph.edges {
                if edge.implied {
                    self.implied(edge, &before);
                    continue;
                }
                let before = edge.span.map_or(0, |span| stages.partition_point(|stage| stage.start <= span.start));
                let stage = stages[..before].last().filter(|stage| holds(stage.element.span, edge.span));
                let (scope, element) = stage.map_or((journey, own), |stage| (stage.number, stage.element));
                self.flow(edge, scope, Around { personas: &element.personas, sources: &element.sources, when: None }, &mut leaving);
            }
        }
    }

    /// Says that a way is left out, with all that is written on it.
    fn lost(&mut self, edge: &shape::Edge<'_>, why: &str) {
        let target = string(edge.target).unwrap_or_default();
        let words = words(edge);
        let with = if words.is_empty() { String::new() } else { format!(", with {}", words.join(", ")) };
        let message = format!("the way from `{}` to `{target}` is left out{with}", edge.source);
        self.said.left_out(self.span(edge.target), message, why);
    }

    /// Says what is written on a way that only the order implies, since nothing writes such a way, and whether the order cannot imply it.
    fn implied(&mut self, edge: &shape::Edge<'_>, before: &HashMap<usize, usize>) {
        let (from, to) = (self.names.number(&edge.source), string(edge.target).and_then(|id| self.names.number(&id)));
        let (Some(from), Some(to)) = (from, to) else { return self.lost(edge, "the document does not hold both ends") };
        let kinds = [from, to].map(|number| self.names.entries[number].kind);
        let ends = kinds == [ElementKind::Stage, ElementKind::Outcome] && self.names.journey(from) == self.names.journey(to);
        if before.get(&to) != Some(&from) && !ends {
            return self.lost(edge, "the order does not imply it");
        }
        let words = words(edge);
        if !words.is_empty() {
            let verb = if words.len() == 1 { "is" } else { "are" };
            let message = format!("{} on a way that the order implies {verb} left out", words.join(", "));
            self.said.left_out(self.span(edge.target), message, "the way to here is not written");
        }
    }

    fn flow<'d>(&mut self, edge: &'d shape::Edge<'t>, scope: usize, around: Around<'_>, leaving: &mut Leaving<'d>) {
        let target = string(edge.target).unwrap_or_default();
        let name = |names: &Names, id: &str| names.number(id).and_then(|number| names.place(number, scope));
        let begins = |id: &str| self.names.number(id).is_some_and(|at| self.names.entries[at].kind != ElementKind::Journey);
        let from = name(&self.names, &edge.source).filter(|_| begins(&edge.source));
        let to = if edge.exit { Some("exit".to_owned()) } else { name(&self.names, &target) };
        let span = self.span(edge.target);
        let (Some(from), Some(to)) = (from, to) else { return self.lost(edge, "the document does not hold both ends") };
        if !KINDS_OF_WAYS.contains(&&*edge.kind) {
            return self.lost(edge, &format!("of the kind `{}`, which is none", shown(&edge.kind)));
        }
        let stage = self.names.number(&edge.source).map(|source| self.names.scope_of(source));
        if edge.exit && (stage.is_none() || self.names.number(&target) != stage) {
            self.said.left_out(span, format!("`{}` is left out", shown(&target)), "a way out of a stage has no goal");
        }
        let share = edge.share.as_ref().map(|share| values::written(share, ValueType::Percent, "share"));
        let takes = edge.takes.as_ref().map(|takes| values::written(takes, ValueType::Duration, "takes"));
        for (number, written, expected) in [(&edge.share, &share, "a share"), (&edge.takes, &takes, "a length of time")] {
            if let (Some(number), Some(None)) = (number, written) {
                let message = format!("`{}` of the way from `{}` to `{target}` is left out", values::shown(number), edge.source);
                self.said.left_out(span, message, format!("no {}", expected.trim_start_matches("a ")));
            }
        }
        let mut share = share.flatten();
        if let (Some(own), Some(_)) = (&edge.share, &share)
            && edge.kind != INFLUENCE
            && !leaving.note(edge, own.low)
        {
            let message = format!("`{}` of the way from `{}` to `{target}` is left out", values::shown(own), edge.source);
            self.said.left_out(span, message, "more customers would leave than arrive");
            share = None;
        }
        let arm = Arm {
            to: to.into(),
            label: edge.label.clone(),
            share: share.map(Cow::Owned),
            takes: takes.flatten().map(Cow::Owned),
            clauses: self.clauses(&edge.personas, &edge.sources, edge.when.clone(), around, span),
        };
        let start = edge.span.map_or(u32::MAX, |span| span.start);
        // The span of an arm begins behind the arrow: it is shorter than a whole transition by this much.
        let before = from.len() + " -> ".len();
        let alone = length_of_arm(&arm);
        let is_arm = edge.span.is_some_and(|span| (span.end.saturating_sub(span.start) as usize) < alone + before / 2);
        let flow = Flow { influence: edge.kind == INFLUENCE, from: from.into(), arms: vec![arm] };
        self.flows[scope].push(Way { start, flow, is_arm });
    }
}

/// What is written on a way, each for a message.
fn words(edge: &shape::Edge<'_>) -> Vec<String> {
    let numbers = [&edge.share, &edge.takes].into_iter().flatten().map(values::shown);
    let texts = edge.label.as_deref().map(shown).into_iter().chain(numbers);
    let clauses = values::clauses(&edge.personas, &edge.sources, edge.when.as_deref());
    texts.chain(clauses).map(|word| format!("`{word}`")).collect()
}

/// Whether a span lies in another.
fn holds(outer: Option<shape::Span>, inner: Option<shape::Span>) -> bool {
    match (outer, inner) {
        (Some(outer), Some(inner)) => outer.file == inner.file && outer.start <= inner.start && inner.end <= outer.end,
        _ => false,
    }
}

/// Arms that leave one place one after the other become one branch again.
pub(super) fn joined(ways: Vec<Way<'_>>) -> Vec<Way<'_>> {
    let mut out: Vec<Way<'_>> = Vec::with_capacity(ways.len());
    for mut way in ways {
        match out.last_mut() {
            Some(last) if last.is_arm && way.is_arm && last.flow.from == way.flow.from => last.flow.arms.append(&mut way.flow.arms),
            _ => out.push(way),
        }
    }
    out
}
