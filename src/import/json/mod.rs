//! The JSON that `compile -f json` writes, back to source.
//!
//! Elements, claims and transitions stand where they stood: the document says the place of each. Clauses are written where they differ
//! from those around; what the order implies is not written. What the file named of other files is declared in the map itself, because
//! the document holds it and not the files.

mod fields;
mod leaving;
mod names;
mod refused;
mod shape;
mod unknown;
mod values;
mod ways;

use std::borrow::Cow;
use std::sync::Arc;

use serde_json::value::RawValue;

use super::draft::{Clauses, Element, Field, Item, SomeClauses, Value};
use super::mermaid::shown;
use super::said::Said;
use super::write::{Written, write};
use super::{MOST_PLACES, Read, Refusal};
use crate::model::vocabulary::{ElementKind, Field as Known, Target, ValueType};
use crate::source::{SourceFile, Sources, Span};
use names::{Fit, Names, string};
use ways::{Way, joined};

/// The version of the shape that is read.
const VERSION: u32 = 1;

/// How many values a document has at most: so many bytes each that all fit into the memory.
const MOST_VALUES: usize = 2_500_000;

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
    unknown::say(text, said).map_err(|error| refused::refusal(text, &error))?;
    let mut reader = Reader { text, said, names: Names::default(), scale: None, flows: Vec::new(), said_inherited: [false; 2] };
    let all = || document.model.imported.iter().chain(&document.model.elements);
    let mut numbered = Vec::new();
    let top: Vec<Option<Fit>> = all().map(|element| reader.fit(element, None)).collect();
    for (element, fit) in all().zip(top) {
        reader.number(element, fit, None, &mut numbered);
    }
    reader.place_flows(&document, &numbered);
    reader.of_other_files(&document.model.imported);
    let mut numbers = numbered.iter().map(|(_, number)| *number);
    let items: Vec<Item<'_>> = all().filter_map(|element| reader.element(element, &mut numbers, Around::default())).collect();
    let persona = |id: String| Item::Element(Box::new(Element::new(ElementKind::Persona, id)));
    let declared = std::mem::take(&mut reader.names.declared).into_iter().map(persona);
    Ok(write(&declared.chain(items).collect::<Vec<_>>()))
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

/// Where the parts of a list began in the file that was compiled. A document may have been edited: its order counts, and what is new in it
/// stands behind the part before it.
fn in_order(spans: impl Iterator<Item = Option<shape::Span>> + Clone) -> impl Iterator<Item = u32> {
    let first = spans.clone().flatten().next().map_or(0, |span| span.start);
    spans.scan(first, |last, span| {
        *last = span.map_or(*last, |span| span.start.max(*last));
        Some(*last)
    })
}

/// The first names of a list, and how many more there are.
fn listed(mut names: impl ExactSizeIterator<Item = String>) -> String {
    const MOST: usize = 5;
    let count = names.len();
    let first: Vec<String> = names.by_ref().take(MOST).collect();
    match first.as_slice() {
        _ if count > MOST => format!("{} and {} more", first.join(", "), count - MOST),
        [most @ .., last] if !most.is_empty() => format!("{} and {last}", most.join(", ")),
        names => names.concat(),
    }
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
    /// Whether it was said that what is for nobody in particular, and what rests on nothing, is as what is around it.
    said_inherited: [bool; 2],
}

/// What holds in the block of an element unless it is said otherwise.
#[derive(Clone, Copy, Default)]
struct Around<'d> {
    personas: &'d [String],
    sources: &'d [String],
    /// The condition of the element: the value after its title has it, too, and nothing else.
    when: Option<&'d str>,
}

impl<'t> Reader<'t, '_> {
    /// Where a value stands in the document.
    fn span(&self, raw: &RawValue) -> Span {
        let start = (raw.get().as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        Span::new(start, start + raw.get().len())
    }

    /// Says what of other files is declared in the map.
    fn of_other_files(&mut self, imported: &[shape::Element<'_>]) {
        let Some(first) = imported.first() else { return };
        let ids = imported.iter().map(|element| format!("`{}`", shown(&string(element.id).unwrap_or_default())));
        let message = match imported.len() {
            1 => format!("{} of another file is declared in the map itself", ids.collect::<String>()),
            _ => format!("{} of other files are declared in the map itself", listed(ids)),
        };
        let span = self.span(first.id);
        self.said.changed(span, message, "the document holds it, and not its file");
    }

    /// Where values of an element stand.
    fn context(&self, number: usize) -> values::Context<'_> {
        values::Context { names: &self.names, scale: self.scale, scope: self.names.scope_of(number) }
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

    /// The clauses of something, without those that hold around it anyway.
    fn clauses(
        &mut self,
        personas: &[String],
        sources: &[String],
        when: Option<Cow<'t, str>>,
        around: Around<'_>,
        span: Span,
    ) -> Clauses<'t> {
        self.inherited([(personas, around.personas), (sources, around.sources)], span);
        let personas = if personas == around.personas { Vec::new() } else { self.named(personas, Target::Persona, span) };
        let sources = if sources == around.sources { Vec::new() } else { self.named(sources, Target::Source, span) };
        let some = !personas.is_empty() || !sources.is_empty() || when.is_some();
        Clauses(some.then(|| Box::new(SomeClauses { personas, sources, when })))
    }

    /// Says, once for each, that the language has no words for what holds for all within what holds for some, and for what rests on nothing
    /// within what rests on something.
    fn inherited(&mut self, clauses: [(&[String], &[String]); 2], span: Span) {
        for (at, (own, around)) in clauses.into_iter().enumerate() {
            if own.is_empty() && !around.is_empty() && !std::mem::replace(&mut self.said_inherited[at], true) {
                let (word, what) = [("for", "is for them"), ("from", "rests on that")][at];
                let message = format!("what names nobody in `{word}` {what} as all around it, `{}`", around.join(", "));
                self.said.changed(span, if at == 0 { message } else { message.replace("nobody", "nothing") }, "the first of it");
            }
        }
    }

    /// The names of ids. A persona that the document does not hold is declared: without it the statement would be said of all.
    fn named(&mut self, ids: &[String], target: Target, span: Span) -> Vec<Cow<'t, str>> {
        let mut out = Vec::new();
        for id in ids {
            if let Some(name) = self.names.name(id, target) {
                out.push(Cow::Owned(name.to_owned()));
            } else if target == Target::Persona {
                let (name, is_new) = self.names.missing(id);
                if is_new {
                    let message = format!("`{id}` is declared as the persona `{name}`");
                    self.said.changed(span, message, "the document does not hold a persona of this id");
                }
                out.push(Cow::Owned(name));
            } else {
                let message = format!("`from {id}` is left out");
                self.said.left_out(span, message, format!("no {} of this id", target.noun()));
            }
        }
        out
    }

    /// An element with all that is in it.
    fn element(
        &mut self,
        element: &shape::Element<'t>,
        numbers: &mut impl Iterator<Item = Option<usize>>,
        around: Around<'_>,
    ) -> Option<Item<'t>> {
        let number = numbers.next().flatten()?;
        let span = self.span(element.id);
        let kind = self.names.entries[number].kind;
        self.names.here = self.names.journey(number);
        if kind == ElementKind::Journey {
            self.scale = element.fields.get(Known::Scale.name()).and_then(|claims| claims.iter().find_map(values::scale));
        }
        let inside = Around { personas: &element.personas, sources: &element.sources, when: element.when.as_deref() };
        let mut out = Element::nameless(kind);
        out.id = self.names.entries[number].own.clone().map(Cow::Owned);
        out.title.clone_from(&element.title);
        out.clauses = self.clauses(&element.personas, &element.sources, element.when.clone(), around, span);
        let mut placed: Vec<(u32, Item<'t>)> = Vec::new();
        for (name, claims) in &element.fields {
            if name == Known::Value.name() {
                self.value(&mut out, number, claims, inside);
            } else {
                self.field(&mut placed, number, name, claims, inside);
            }
        }
        let starts = in_order(element.elements.iter().map(|inner| inner.span));
        for (inner, start) in element.elements.iter().zip(starts) {
            placed.extend(self.element(inner, numbers, inside).map(|item| (start, item)));
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
        Some(Item::Element(Box::new(out)))
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
}
