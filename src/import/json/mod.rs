//! The JSON that `compile -f json` writes, back to source.
//!
//! Elements, claims and transitions stand where they stood: the document says the place of each. Clauses are written where they differ
//! from those around; what the order implies is not written. What the file named of other files is declared in the map itself, because
//! the document holds it and not the files.

mod names;
mod refused;
mod shape;
mod unknown;
mod values;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use serde_json::value::RawValue;

use super::draft::{Arm, Clauses, Element, Field, Flow, Item, SomeClauses, Value};
use super::said::Said;
use super::write::{Written, length_of_arm, write};
use super::{MOST_PLACES, Read, Refusal};
use crate::diagnostic::Code;
use crate::model::vocabulary::{ElementKind, Field as Known, Target, ValueType};
use crate::source::{SourceFile, Sources, Span};
use names::{Fit, Names, string};

/// The version of the shape that is read.
const VERSION: u32 = 1;

/// How many values a document has at most: so many bytes each that all fit into the memory.
const MOST_VALUES: usize = 2_500_000;

/// A way that nobody walks.
const INFLUENCE: &str = "influence";
/// What ways can be.
const KINDS_OF_WAYS: [&str; 3] = ["flow", "hand-off", INFLUENCE];

/// Reads a document; how many of its findings are not listed, too.
pub fn file(path: &str, text: String) -> Result<(Read, usize), Refusal> {
    let mut sources = Sources::default();
    let id = sources.add(Arc::new(SourceFile::new(path, text.into_bytes())));
    let mut said = Said::bounded(id);
    let text = map(sources.get(id).text(), &mut said)?;
    let unlisted = said.unlisted();
    Ok((Read { text, sources, findings: said.all() }, unlisted))
}

fn map(text: &str, said: &mut Said) -> Result<Written, Refusal> {
    if count_of_values(text) > MOST_VALUES {
        return Err(Refusal::new(format!("it has more than {MOST_VALUES} values")));
    }
    let document: shape::Document<'_> = serde_json::from_str(text).map_err(|error| refused::refusal(text, &error))?;
    if document.version != VERSION {
        return Err(Refusal::new(format!("its shape has the version {}; this program reads version {VERSION}", document.version)));
    }
    if size(&document.model.imported) + size(&document.model.elements) > MOST_PLACES {
        return Err(Refusal::too_many("elements"));
    }
    unknown::say(text, said);
    let mut reader = Reader { text, said, names: Names::default(), scale: None, flows: Vec::new() };
    let all = || document.model.imported.iter().chain(&document.model.elements);
    let mut numbered = Vec::new();
    let top: Vec<Option<Fit>> = all().map(|element| reader.fit(element, None)).collect();
    for (element, fit) in all().zip(top) {
        reader.number(element, fit, None, &mut numbered);
    }
    reader.place_flows(&document, &numbered);
    if let Some(first) = document.model.imported.first() {
        let count = document.model.imported.len();
        let what = if count == 1 { "a declaration".to_owned() } else { format!("{count} declarations") };
        let span = reader.span(first.id);
        reader.said.say(Code::ChangedOnImport, span, format!("{what} of other files stand in the map itself"), "the first one");
    }
    let mut numbers = numbered.iter().map(|(_, number)| *number);
    let items: Vec<Item<'_>> =
        all().filter_map(|element| reader.element(element, &mut numbers, None)).map(|(_, item)| item).collect();
    Ok(write(&items))
}

/// How many values a document has, about: each but the first stands behind a comma or in a bracket, outside of texts.
fn count_of_values(text: &str) -> usize {
    let bytes = text.as_bytes();
    let (mut count, mut from) = (0, 0);
    // Between two texts stands little, so that is gone through as it is.
    while let Some(open) = memchr::memchr(b'"', &bytes[from..]).map(|at| from + at) {
        count += bytes[from..open].iter().filter(|byte| matches!(byte, b',' | b'[' | b'{')).count();
        from = open + 1;
        loop {
            let Some(at) = memchr::memchr2(b'"', b'\\', &bytes[from..]).map(|at| from + at) else { return count };
            from = (at + if bytes[at] == b'"' { 1 } else { 2 }).min(bytes.len());
            if bytes[at] == b'"' {
                break;
            }
        }
    }
    count + bytes[from..].iter().filter(|byte| matches!(byte, b',' | b'[' | b'{')).count()
}

/// How many elements there are, with those inside.
fn size(elements: &[shape::Element<'_>]) -> usize {
    elements.iter().map(|element| 1 + size(&element.elements)).sum()
}

/// The elements of a document in order, each with its number if a map can hold it.
type Numbered<'d, 'a> = Vec<(&'d shape::Element<'a>, Option<usize>)>;

struct Reader<'t, 's> {
    text: &'t str,
    said: &'s mut Said,
    names: Names,
    /// The scale of emotions of the journey that is read, worst and best.
    scale: Option<(f64, f64)>,
    /// The ways that are written in each element.
    flows: Vec<Vec<Way<'t>>>,
}

/// A way, and where it stood.
struct Way<'t> {
    start: u32,
    flow: Flow<'t>,
    /// Whether it was an arm of a branch.
    is_arm: bool,
}

/// A stage whose place is known.
struct Block<'d, 'a> {
    start: u32,
    number: usize,
    element: &'d shape::Element<'a>,
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

    /// Where values stand.
    fn context(&self) -> values::Context<'_> {
        values::Context { names: &self.names, scale: self.scale }
    }

    /// How an element can stand in a map.
    fn fit(&mut self, element: &shape::Element<'_>, parent: Option<usize>) -> Option<Fit> {
        let span = self.span(element.id);
        self.names.fit(element, parent, span, self.said)
    }

    /// Numbers an element and what is inside it. What a map cannot hold has no number, nor has anything in it.
    fn number<'d, 'a>(
        &mut self,
        element: &'d shape::Element<'a>,
        fit: Option<Fit>,
        parent: Option<usize>,
        out: &mut Numbered<'d, 'a>,
    ) {
        let number = fit.map(|fit| self.names.add(string(element.id).unwrap_or_default(), fit, parent));
        out.push((element, number));
        if number.is_some() {
            self.flows.push(Vec::new());
            for inner in &element.elements {
                let fit = self.fit(inner, number);
                self.number(inner, fit, number, out);
            }
        }
    }

    /// Finds for each written arrow the block in which it stands.
    fn place_flows(&mut self, document: &shape::Document<'t>, numbered: &Numbered<'_, 't>) {
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
        for graph in &document.graph {
            let Some((journey, own)) = self.names.number(&graph.journey).and_then(|number| Some((number, *journeys.get(&number)?)))
            else {
                if let Some(first) = graph.edges.iter().find(|edge| !edge.implied) {
                    let span = self.span(first.target);
                    self.said.left_out(
                        span,
                        format!("all ways of `{}` are left out", graph.journey),
                        "the document does not hold this journey",
                    );
                }
                continue;
            };
            self.names.here = Some(journey);
            let stages = stages.get(&journey).map_or(&[][..], Vec::as_slice);
            for edge in graph.edges.iter().filter(|edge| !edge.implied) {
                let before = edge.span.map_or(0, |span| stages.partition_point(|stage| stage.start <= span.start));
                let stage = stages[..before].last().filter(|stage| holds(stage.element.span, edge.span));
                let (scope, element) = stage.map_or((journey, own), |stage| (stage.number, stage.element));
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
        if !KINDS_OF_WAYS.contains(&&*edge.kind) {
            let message = format!("the way from `{}` to `{target}` is left out", edge.source);
            self.said.left_out(span, message, format!("of the kind `{}`, which is none", super::mermaid::shown(&edge.kind)));
            return;
        }
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
        // The span of an arm begins behind the arrow: it is shorter than a whole transition by this much.
        let before = from.len() + " -> ".len();
        let alone = length_of_arm(&arm);
        let is_arm = edge.span.is_some_and(|span| (span.end.saturating_sub(span.start) as usize) < alone + before / 2);
        let flow = Flow { influence: edge.kind == INFLUENCE, from: from.into(), arms: vec![arm] };
        self.flows[scope].push(Way { start, flow, is_arm });
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
                None => self.said.left_out(
                    span,
                    format!("a clause with `{id}` is left out"),
                    format!("no {} of this id", target.noun()),
                ),
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
        self.names.here = self.names.journey(number);
        if kind == ElementKind::Journey {
            self.scale = element.fields.get(Known::Scale.name()).and_then(|claims| claims.iter().find_map(values::scale));
        }
        let around = around.unwrap_or(Around { personas: &[], sources: &[] });
        let inside = Around { personas: &element.personas, sources: &element.sources };
        let mut out = Element::nameless(kind);
        out.id = self.names.entries[number].own.clone().map(Cow::Owned);
        out.title.clone_from(&element.title);
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
        let ways = joined(std::mem::take(&mut self.flows[number]));
        placed.extend(ways.into_iter().map(|way| (way.start, Item::Flow(Box::new(way.flow)))));
        self.required(&mut placed, kind, span);
        if kind == ElementKind::Outcome && out.value.is_none() {
            self.said.changed(span, "the document does not say how this outcome ends the journey", "written as `neutral`");
            out.value = Some(Cow::Borrowed("neutral"));
        }
        placed.sort_by_key(|(at, _)| *at);
        out.items = placed.into_iter().map(|(_, item)| item).collect();
        Some((element.span.map_or(0, |span| span.start), Item::Element(Box::new(out))))
    }

    /// Fills in what an element must have and does not say.
    fn required(&mut self, placed: &mut Vec<(u32, Item<'t>)>, kind: ElementKind, span: Span) {
        for row in kind.row().all_fields().filter(|row| row.required) {
            let name = row.field.name();
            let there = placed.iter().any(|(_, item)| matches!(item, Item::Field(field) if field.name == name));
            if let (false, ValueType::Words([first, ..])) = (there, row.value) {
                let message = format!("the document does not say the `{name}` of this {}", kind.keyword());
                self.said.changed(span, message, format!("written as `{name}: {first}`"));
                placed.insert(0, (0, Item::Field(Field::new(name, vec![Value::Plain(Cow::Borrowed(*first))]))));
            }
        }
    }

    /// The word or quantity after a title.
    fn value(&mut self, out: &mut Element<'t>, kind: ElementKind, claims: &[shape::Claim<'t>]) {
        let Some(expected) = kind.row().value else { return };
        for claim in claims {
            match values::value(claim, expected, "value", self.context()) {
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
        let lane = if row.is_none() && kind.row().lanes { self.names.lane(name).map(str::to_owned) } else { None };
        let expected = match row {
            Some(row) => row.value,
            None => ValueType::Text,
        };
        // What may stand once stands once for each persona: then each says for whom, also where that holds anyway.
        let each = row.is_some_and(|row| !row.many) && claims.len() > 1;
        let around = if each { Around { personas: &[], sources: around.sources } } else { around };
        let mut last: Option<(&shape::Claim<'t>, usize)> = None;
        let mut seen = HashSet::new();
        for claim in claims {
            let span = self.span(claim.value);
            let start = claim.span.map_or(0, |span| span.start);
            if claim.kind == "flag" && name == Known::Optional.name() && row.is_some() {
                placed.push((start, Item::Flag("optional")));
                continue;
            }
            let whom = (claim.personas.as_slice(), claim.when.as_deref());
            let again = row.is_some_and(|row| !row.many) && is_once_more(&seen, whom);
            let value = if (row.is_some() || lane.is_some()) && !again {
                values::value(claim, expected, name, self.context())
            } else {
                None
            };
            let Some(value) = value else {
                let shown = super::mermaid::shown(claim.text.as_deref().unwrap_or(claim.value.get()));
                let why = match (again, &*claim.kind) {
                    (true, _) => "stands there once already",
                    (false, "reference") => "the document does not hold it",
                    (false, _) => "cannot be that here",
                };
                self.said.left_out(span, format!("`{name}: {shown}` is left out"), why);
                continue;
            };
            seen.insert(whom);
            if let Some((before, at)) = last
                && one_statement(before, claim, name)
                && let (_, Item::Field(field)) = &mut placed[at]
            {
                field.values.push(value);
                last = Some((claim, at));
                continue;
            }
            let clauses = self.clauses(&claim.personas, &claim.sources, claim.when.clone(), around, span);
            let mut field = Field { clauses, ..Field::new(lane.clone().unwrap_or_else(|| name.to_owned()), vec![value]) };
            for (name, remarks) in &claim.remarks {
                let known = matches!(Known::from_name(name), Some(Known::Note | Known::Link | Known::Tag));
                for remark in remarks {
                    if let Some(value) = values::value(remark, ValueType::Text, name, self.context()).filter(|_| known) {
                        field.remarks.push(Item::Field(Field::new(name.to_string(), vec![value])));
                    } else {
                        let span = self.span(remark.value);
                        self.said.left_out(span, format!("a remark `{name}` is left out"), "cannot stand behind a value");
                    }
                }
            }
            last = Some((claim, placed.len()));
            placed.push((start, Item::Field(field)));
        }
    }
}

/// For whom, and when.
type Whom<'d> = (&'d [String], Option<&'d str>);

/// Whether a field that may stand once stands there already for the same people. For nobody in particular is for all.
fn is_once_more<'d>(seen: &HashSet<Whom<'d>>, whom: Whom<'d>) -> bool {
    let for_all = || seen.iter().next().is_some_and(|(personas, _)| whom.0.is_empty() || personas.is_empty());
    seen.contains(&whom) || for_all()
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

/// Arms that leave one place one after the other become one branch again.
fn joined(ways: Vec<Way<'_>>) -> Vec<Way<'_>> {
    let mut out: Vec<Way<'_>> = Vec::with_capacity(ways.len());
    for mut way in ways {
        match out.last_mut() {
            Some(last) if last.is_arm && way.is_arm && last.flow.from == way.flow.from => last.flow.arms.append(&mut way.flow.arms),
            _ => out.push(way),
        }
    }
    out
}
