//! The JSON that `compile -f json` writes, back to source.
//!
//! Elements, claims and transitions stand where they stood: the document says the place of each. Clauses are written where they differ
//! from those around; what the order implies is not written. What the file named of other files is declared in the map itself, because
//! the document holds it and not the files.

mod names;
mod shape;
mod values;

use std::borrow::Cow;
use std::sync::Arc;

use serde_json::error::Category;
use serde_json::value::RawValue;

use super::draft::{Arm, Clauses, Element, Field, Flow, Item, SomeClauses, Value};
use super::said::Said;
use super::{MOST_PLACES, Read, Refusal};
use crate::diagnostic::Code;
use crate::model::vocabulary::{ElementKind, Field as Known, FieldRow, Target, ValueType};
use crate::source::{SourceFile, Sources, Span};
use names::{Names, string};

/// The version of the shape that is read.
const VERSION: u32 = 1;

/// Reads a document.
pub fn file(path: &str, text: String) -> Result<Read, Refusal> {
    let mut sources = Sources::default();
    let id = sources.add(Arc::new(SourceFile::new(path, text.into_bytes())));
    let mut said = Said::about(id);
    let text = map(sources.get(id).text(), &mut said)?;
    Ok(Read { text, sources, findings: said.findings })
}

fn map(text: &str, said: &mut Said) -> Result<String, Refusal> {
    let document: shape::Document<'_> = serde_json::from_str(text).map_err(|error| {
        let (what, at) = (error.to_string(), error.line());
        let what = what.split(" at line ").next().unwrap_or(&what);
        Refusal::new(match error.classify() {
            Category::Eof => format!("it is cut off in line {at}"),
            Category::Data => format!("it is JSON, and not as `journey compile -f json` writes it: {what} in line {at}"),
            Category::Syntax | Category::Io => format!("it is no well-formed JSON in line {at}: {what}"),
        })
    })?;
    if document.version != VERSION {
        return Err(Refusal::new(format!("its shape has the version {}; this program reads version {VERSION}", document.version)));
    }
    let mut reader = Reader { text, said, names: Names::default(), flows: Vec::new() };
    let all = || document.model.imported.iter().chain(&document.model.elements);
    let mut numbered = Vec::new();
    for element in all() {
        reader.number(element, None, &mut numbered);
    }
    let places = reader.names.entries.iter().filter(|entry| entry.kind.is_place()).count();
    if places > MOST_PLACES {
        return Err(Refusal::too_many("places"));
    }
    reader.place_flows(&document, &numbered);
    if let Some(first) = document.model.imported.first() {
        let count = document.model.imported.len();
        let what = if count == 1 { "a declaration".to_owned() } else { format!("{count} declarations") };
        let span = reader.span(first.id);
        reader.said.say(Code::ChangedOnImport, span, format!("{what} of other files stand in the map itself"), "the first one");
    }
    let mut numbers = numbered.iter().map(|(_, number)| *number);
    let items: Vec<Item<'_>> = all().filter_map(|element| reader.element(element, &mut numbers, None)).map(|(_, item)| item).collect();
    Ok(super::write::write(&items))
}

/// The elements of a document in order, each with its number if a map can hold it.
type Numbered<'d, 'a> = Vec<(&'d shape::Element<'a>, Option<usize>)>;

struct Reader<'t, 's> {
    text: &'t str,
    said: &'s mut Said,
    names: Names,
    /// The ways that are written in each element, with the place of each.
    flows: Vec<Vec<(u32, Flow<'t>)>>,
}

/// What holds in the block of an element unless it is said otherwise.
#[derive(Clone, Copy)]
struct Around<'d> {
    personas: &'d [String],
    sources: &'d [String],
}

impl<'t> Reader<'t, '_> {
    /// Where a value stands in the document.
    fn span(&self, raw: &RawValue) -> Span {
        let start = (raw.get().as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        Span::new(start, start + raw.get().len())
    }

    /// Numbers an element and what is inside it. What a map cannot hold has no number, nor has anything in it.
    fn number<'d, 'a>(&mut self, element: &'d shape::Element<'a>, parent: Option<usize>, out: &mut Numbered<'d, 'a>) {
        let span = self.span(element.id);
        let number = self.names.add(element, parent, span, self.said);
        out.push((element, number));
        if number.is_some() {
            self.flows.push(Vec::new());
            for inner in &element.elements {
                self.number(inner, number, out);
            }
        }
    }

    /// Finds for each written arrow the block in which it stands.
    fn place_flows(&mut self, document: &shape::Document<'t>, numbered: &Numbered<'_, 't>) {
        for graph in &document.graph {
            let Some(journey) = self.names.number(&graph.journey) else { continue };
            let stages: Vec<(usize, &shape::Element<'_>)> = numbered
                .iter()
                .filter_map(|(element, number)| Some(((*number)?, *element)))
                .filter(|(number, _)| self.names.entries[*number].kind == ElementKind::Stage && self.names.journey(*number) == Some(journey))
                .collect();
            let own = numbered.iter().find(|(_, number)| *number == Some(journey)).map(|(element, _)| *element);
            let mut sorted: Vec<(u32, usize)> =
                stages.iter().enumerate().filter_map(|(index, (_, stage))| Some((stage.span?.start, index))).collect();
            sorted.sort_unstable();
            for edge in graph.edges.iter().filter(|edge| !edge.implied) {
                let at = edge.span.map(|span| sorted.partition_point(|(start, _)| *start <= span.start));
                let stage = at.and_then(|at| at.checked_sub(1)).map(|at| stages[sorted[at].1]).filter(|(_, stage)| holds(stage.span, edge.span));
                let (scope, element) = match (stage, own) {
                    (Some(stage), _) => stage,
                    (None, Some(own)) => (journey, own),
                    (None, None) => continue,
                };
                self.flow(edge, scope, Around { personas: &element.personas, sources: &element.sources });
            }
        }
    }

    fn flow(&mut self, edge: &shape::Edge<'t>, scope: usize, around: Around<'_>) {
        let target = string(edge.target).unwrap_or_default();
        let name = |names: &Names, id: &str| names.number(id).and_then(|number| names.place(number, scope));
        let from = name(&self.names, &edge.source);
        let to = if edge.exit { Some("exit".to_owned()) } else { name(&self.names, &target) };
        let span = self.span(edge.target);
        let (Some(from), Some(to)) = (from, to) else {
            let message = format!("the way from `{}` to `{target}` is left out", edge.source);
            self.said.left_out(span, message, "the document does not hold both ends");
            return;
        };
        let share = edge.share.as_ref().map(|share| values::written(share, ValueType::Percent, "share"));
        let takes = edge.takes.as_ref().map(|takes| values::written(takes, ValueType::Duration, "takes"));
        if share == Some(None) || takes == Some(None) {
            self.said.left_out(span, "a number of a way is left out", "the way to here has it");
        }
        let arm = Arm {
            to: to.into(),
            label: edge.label.clone(),
            share: share.flatten().map(Cow::Owned),
            takes: takes.flatten().map(Cow::Owned),
            clauses: self.clauses(&edge.personas, &edge.sources, edge.when.clone(), around, span),
        };
        let start = edge.span.map_or(u32::MAX, |span| span.start);
        let influence = edge.kind == "influence";
        self.flows[scope].push((start, Flow { influence, from: from.into(), arms: vec![arm] }));
    }

    /// The clauses of something, without those that hold around it anyway.
    fn clauses(
        &mut self,
        personas: &[String],
        sources: &[String],
        when: Option<Cow<'t, str>>,
        around: Around<'_>,
        span: Span,
    ) -> Clauses<'t> {
        let personas = if personas == around.personas { Vec::new() } else { self.named(personas, Target::Persona, span) };
        let sources = if sources == around.sources { Vec::new() } else { self.named(sources, Target::Source, span) };
        let some = !personas.is_empty() || !sources.is_empty() || when.is_some();
        Clauses(some.then(|| Box::new(SomeClauses { personas, sources, when })))
    }

    fn named(&mut self, ids: &[String], target: Target, span: Span) -> Vec<Cow<'t, str>> {
        let mut out = Vec::new();
        for id in ids {
            match self.names.name(id, target) {
                Some(name) => out.push(Cow::Owned(name.to_owned())),
                None => self.said.left_out(span, format!("a clause with `{id}` is left out"), format!("no {} of this id", target.noun())),
            }
        }
        out
    }

    /// An element with its place in the file that was compiled.
    fn element(
        &mut self,
        element: &shape::Element<'t>,
        numbers: &mut impl Iterator<Item = Option<usize>>,
        around: Option<Around<'_>>,
    ) -> Option<(u32, Item<'t>)> {
        let number = numbers.next().flatten()?;
        let span = self.span(element.id);
        let kind = self.names.entries[number].kind;
        let around = around.unwrap_or(Around { personas: &[], sources: &[] });
        let inside = Around { personas: &element.personas, sources: &element.sources };
        let mut out = Element::nameless(kind);
        out.id = self.names.entries[number].own.clone().map(Cow::Owned);
        out.title = element.title.clone();
        out.clauses = self.clauses(&element.personas, &element.sources, element.when.clone(), around, span);
        let mut placed: Vec<(u32, Item<'t>)> = Vec::new();
        for (name, claims) in &element.fields {
            if name == Known::Value.name() {
                self.value(&mut out, kind, claims);
            } else {
                self.field(&mut placed, kind, name, claims, inside);
            }
        }
        for inner in &element.elements {
            placed.extend(self.element(inner, numbers, Some(inside)));
        }
        let flows = std::mem::take(&mut self.flows[number]);
        placed.extend(flows.into_iter().map(|(at, flow)| (at, Item::Flow(Box::new(flow)))));
        placed.sort_by_key(|(at, _)| *at);
        out.items = joined(placed.into_iter().map(|(_, item)| item).collect());
        Some((element.span.map_or(0, |span| span.start), Item::Element(Box::new(out))))
    }

    /// The word or quantity after a title.
    fn value(&mut self, out: &mut Element<'t>, kind: ElementKind, claims: &[shape::Claim<'t>]) {
        let Some(expected) = kind.row().value else { return };
        for claim in claims {
            match values::value(claim, expected, "value", &self.names) {
                Some(Value::Plain(value)) if out.value.is_none() => out.value = Some(value),
                _ => {
                    let span = self.span(claim.value);
                    self.said.left_out(span, format!("a value of {} is left out", kind.a()), "cannot stand after its title");
                }
            }
        }
    }

    /// The claims of a field, those that stood in one statement together.
    fn field(
        &mut self,
        placed: &mut Vec<(u32, Item<'t>)>,
        kind: ElementKind,
        name: &str,
        claims: &[shape::Claim<'t>],
        around: Around<'_>,
    ) {
        let row = kind.row().field(name);
        let lane = row.is_none() && kind.row().lanes && self.names.name(name, Target::Lane).is_some();
        let expected = match row {
            Some(row) => row.value,
            None => ValueType::Text,
        };
        let mut last: Option<(&shape::Claim<'t>, usize)> = None;
        let mut seen: Vec<(&[String], Option<&str>)> = Vec::new();
        for claim in claims {
            let span = self.span(claim.value);
            let start = claim.span.map_or(0, |span| span.start);
            if claim.kind == "flag" && name == Known::Optional.name() && row.is_some() {
                placed.push((start, Item::Flag("optional")));
                continue;
            }
            let whom = (claim.personas.as_slice(), claim.when.as_deref());
            let again = row.is_some_and(|row| is_once_more(row, &seen, whom));
            let value = if (row.is_some() || lane) && !again { values::value(claim, expected, name, &self.names) } else { None };
            let Some(value) = value else {
                let shown = super::mermaid::shown(claim.text.as_deref().unwrap_or(claim.value.get()));
                let why = if again { "stands there once already" } else { "cannot be that here" };
                self.said.left_out(span, format!("`{name}: {shown}` is left out"), why);
                continue;
            };
            seen.push(whom);
            if let Some((before, at)) = last
                && one_statement(before, claim, name)
                && let (_, Item::Field(field)) = &mut placed[at]
            {
                field.values.push(value);
                last = Some((claim, at));
                continue;
            }
            let clauses = self.clauses(&claim.personas, &claim.sources, claim.when.clone(), around, span);
            let mut field = Field { clauses, ..Field::new(name.to_owned(), vec![value]) };
            for (name, remarks) in &claim.remarks {
                let known = matches!(Known::from_name(name), Some(Known::Note | Known::Link | Known::Tag));
                for remark in remarks.iter().filter(|_| known) {
                    let value = values::value(remark, ValueType::Text, name, &self.names);
                    field.remarks.extend(value.map(|value| Item::Field(Field::new(name.to_string(), vec![value]))));
                }
            }
            last = Some((claim, placed.len()));
            placed.push((start, Item::Field(field)));
        }
    }
}

/// Whether a field that may stand once stands there already for the same people.
fn is_once_more(row: &FieldRow, seen: &[(&[String], Option<&str>)], whom: (&[String], Option<&str>)) -> bool {
    !row.many && seen.iter().any(|other| *other == whom || other.0.is_empty() || whom.0.is_empty())
}

/// Whether a span lies in another.
fn holds(outer: Option<shape::Span>, inner: Option<shape::Span>) -> bool {
    match (outer, inner) {
        (Some(outer), Some(inner)) => outer.file == inner.file && outer.start <= inner.start && inner.end <= outer.end,
        _ => false,
    }
}

/// Whether two claims of a field stood so close to each other that nothing but a comma was between them.
fn one_statement(a: &shape::Claim<'_>, b: &shape::Claim<'_>, name: &str) -> bool {
    let near = match (a.span, b.span) {
        (Some(a), Some(b)) => a.file == b.file && a.end <= b.start && ((b.start - a.end) as usize) < name.len() + 3,
        _ => false,
    };
    let alike = a.personas == b.personas && a.sources == b.sources && a.when == b.when;
    near && alike && a.remarks.is_empty() && b.remarks.is_empty()
}

/// Ways that leave one place one after the other become one branch.
fn joined(items: Vec<Item<'_>>) -> Vec<Item<'_>> {
    let mut out: Vec<Item<'_>> = Vec::with_capacity(items.len());
    for item in items {
        match (item, out.last_mut()) {
            (Item::Flow(mut flow), Some(Item::Flow(last))) if !flow.influence && !last.influence && flow.from == last.from => {
                last.arms.append(&mut flow.arms);
            }
            (item, _) => out.push(item),
        }
    }
    out
}
