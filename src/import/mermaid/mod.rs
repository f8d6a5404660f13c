//! Mermaid journeys: from a file of their own, and from every block in a Markdown file.
//!
//! `read` makes a diagram of a text as Mermaid does, `task` knows what a task is, `front` the lines before the diagram; here diagrams
//! become a draft. Sections become stages, tasks touchpoints, people personas, scores from 1 to 5 emotions from -2 to +2.

mod blocks;
mod directives;
mod ends;
mod entities;
mod front;
mod head;
mod places;
mod read;
mod task;
mod text;

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::Arc;

use super::cast::cast;
use super::draft::{Clauses, Element, Field, Item, Value};
use super::names::{Declared, Ids, one_line, title_of_file};
use super::said::Said;
use super::write::{Written, write};
use super::{MOST_PLACES, Read, Refusal};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::vocabulary::ElementKind;
use crate::project::fences;
use crate::source::{MAX_BYTES_OF_DOCUMENT, Role, SourceFile, Sources};
use blocks::{Found, Unended};
use places::Places;
use read::{Diagram, Part};
use text::Text;

pub use head::{begins_alone, is_journey};
pub use task::shown;

/// How many blocks of a document are marked as Mermaid at most.
const MOST_BLOCKS: usize = 50_000;
/// How many people a map that is made has at most.
const MOST_PEOPLE: usize = 10_000;
/// What is said of a journey that is not read.
const NOT_READ: &str = "a Mermaid journey is not read";

/// Reads a file with one diagram.
pub fn file(path: &str, text: String) -> Result<Read, Refusal> {
    let source = SourceFile::new(path, text.into_bytes());
    let mut sources = Sources::default();
    let id = sources.add(Arc::new(source));
    let mut said = Said::about(id);
    let text = sources.get(id).text();
    let (plain, places) = directives::without(text, &mut said);
    let before = said.findings.len();
    let diagrams = read::read(&plain, &mut said);
    if diagrams.is_empty() {
        return Err(Refusal::new(match head::first_word(&plain) {
            "" => "it is no Mermaid journey: it is empty".to_owned(),
            word => format!("it is no Mermaid journey: it begins with `{}`, not with `journey`", task::shown(word)),
        }));
    }
    for diagram in &diagrams {
        nobody(diagram, &mut said);
    }
    places.move_back(&mut said.findings[before..]);
    let text = draw(path, diagrams)?;
    Ok(Read { text, findings: said.findings, sources })
}

/// The text of a block without its directives, and what is said of it.
struct Prepared<'t> {
    text: &'t Text,
    plain: Cow<'t, str>,
    places: Places,
    said: Said,
}

/// Reads a Markdown file: each Mermaid block that is a journey becomes one.
pub fn markdown(path: &str, text: String) -> Result<Read, Refusal> {
    if text.len() > MAX_BYTES_OF_DOCUMENT {
        return Err(Refusal::new(format!("it is Markdown, and larger than {} MB", MAX_BYTES_OF_DOCUMENT >> 20)));
    }
    let document = Arc::new(SourceFile::with_role(path, text.into_bytes(), Role::Document));
    let mut sources = Sources::default();
    let id = sources.add(Arc::clone(&document));
    let verbatim = fences::verbatim(document.text());
    let Found { blocks, unended } = blocks::find(document.text(), &verbatim, is_mermaid);
    if blocks.len() > MOST_BLOCKS {
        return Err(Refusal::new(format!("it has more than {MOST_BLOCKS} blocks")));
    }
    let texts: Vec<Text> = blocks.into_iter().map(|block| Text::of(&document, id, block)).collect();
    let mut diagrams = Vec::new();
    let mut findings = Vec::new();
    let mut known = Vec::new();
    let mut prepared: Vec<Prepared<'_>> = Vec::new();
    for text in &texts {
        let mut said = Said::about(sources.add(Arc::clone(&text.source)));
        let (plain, places) = directives::without(text.as_str(), &mut said);
        prepared.push(Prepared { text, plain, places, said });
    }
    for Prepared { text, plain, places, said } in &mut prepared {
        let mut before = said.findings.len();
        let own = read::read(plain, said);
        for diagram in &own {
            nobody(diagram, said);
        }
        if own.is_empty() {
            said.findings.clear();
            before = 0;
            if let Some(first) = head::nameless_journey(plain) {
                said.rejected(first, NOT_READ, "Mermaid does not know what diagram it is", "write `journey` above it");
            }
        }
        places.move_back(&mut said.findings[before..]);
        text.as_written(&mut said.findings);
        let all = !own.is_empty() || !said.findings.is_empty();
        known.extend(text.ranges(document.text()).into_iter().map(|range| (range, all)));
        diagrams.extend(own);
        findings.append(&mut said.findings);
    }
    known.extend(unended.iter().map(|block| (block.span.start as usize..block.word, true)));
    known.sort_by_key(|(range, _)| range.start);
    let mut said = Said::bounded(id);
    for Unended { span, end, .. } in unended {
        let found = said.say(Code::NotImported, span, NOT_READ, "its block is never closed");
        found.help = Some(format!("write `{end}` below the diagram"));
    }
    for (span, why) in blocks::unread(document.text(), &verbatim, &known) {
        said.left_out(span, NOT_READ, why);
    }
    findings.extend(said.all());
    if diagrams.is_empty() {
        return Err(Refusal::new(match findings.first().map(Diagnostic::primary) {
            Some(first) => {
                let line = sources.get(first.file).line_number(first.span.start);
                format!("no Mermaid journey in it can be read; of the first one, in line {line}: {}", first.text)
            }
            None => "there is no Mermaid journey in it: no block marked `mermaid` that begins with `journey`".to_owned(),
        }));
    }
    let text = draw(path, diagrams)?;
    Ok(Read { text, sources, findings })
}

/// Whether a fence is a Mermaid diagram, by its info string: its first word, a class in braces, or a type.
///
/// `mermaid` is that of GitHub, `{mermaid}` that of `MyST` and Quarto, `{#id .mermaid key="value"}` that of Pandoc, `mermaid:file` that
/// of editors, `kroki-mermaid` and `kroki {type=mermaid}` those of Kroki.
fn is_mermaid(info: &str) -> bool {
    let info = info.trim();
    let (mut quote, mut braces) = (None, false);
    let words = info.split(|sign: char| {
        match (quote, sign) {
            (Some(open), _) if open == sign => quote = None,
            (None, '"' | '\'') => quote = Some(sign),
            _ => {}
        }
        quote.is_none() && (sign.is_whitespace() || matches!(sign, ',' | '{' | '}'))
    });
    let mut first = true;
    for word in words {
        braces |= info[..word.as_ptr() as usize - info.as_ptr() as usize].ends_with('{');
        if word.is_empty() {
            continue;
        }
        let value = |name: &str| word.strip_prefix(name).unwrap_or_default().trim_matches(['"', '\'']);
        let class = word.strip_prefix('.').filter(|_| first || braces);
        let named = first && is_name(word.split(':').next().unwrap_or_default());
        if named
            || class.is_some_and(is_name)
            || braces && value("class=").split_whitespace().any(is_name)
            || is_name(value("type="))
        {
            return true;
        }
        first = false;
    }
    false
}

/// Whether a word is one of the names under which diagrams of Mermaid stand.
fn is_name(word: &str) -> bool {
    ["mermaid", "mermaid-example", "language-mermaid", "lang-mermaid", "kroki-mermaid", "mmd"]
        .iter()
        .any(|name| word.eq_ignore_ascii_case(name))
}

/// Says which tasks name nobody, where others name somebody: Mermaid shows nobody there, and in a map what names nobody is for all.
fn nobody(diagram: &Diagram<'_>, said: &mut Said) {
    let tasks = || diagram.parts.iter().filter_map(|part| if let Part::Task(task) = part { Some(task) } else { None });
    let alone: Vec<&task::Task<'_>> = tasks().filter(|task| task.people.is_empty() && task.feeling.is_some()).collect();
    let (Some(first), true) = (alone.first(), tasks().any(|task| !task.people.is_empty())) else { return };
    let message = match alone.len() {
        1 => format!("`{}` names nobody, and is for everybody here", shown(&first.name)),
        count => format!("`{}` and {} more name nobody, and are for everybody here", shown(&first.name), count - 1),
    };
    let found = said.say(Code::ChangedOnImport, first.span, message, "Mermaid shows nobody at it");
    found.help = Some("write `for` and whom it is for behind the touchpoint, if it is not for all".into());
}

/// The people at each task, by their numbers.
type People = Vec<Vec<usize>>;

/// Writes diagrams as journeys of one map.
fn draw(path: &str, diagrams: Vec<Diagram<'_>>) -> Result<Written, Refusal> {
    let tasks = |diagram: &Diagram<'_>| diagram.parts.iter().filter(|part| matches!(part, Part::Task(_))).count();
    if diagrams.iter().map(tasks).sum::<usize>() > MOST_PLACES {
        return Err(Refusal::too_many("tasks"));
    }
    if diagrams.iter().any(|diagram| diagram.too_large) {
        return Err(Refusal::new(format!("it has more than {} statements", read::MOST_PARTS)));
    }
    let mut personas = Declared::new(ElementKind::Persona, true);
    let mut ids = Ids::default();
    let people: Vec<People> = diagrams.iter().map(|diagram| people(diagram, &mut personas, &mut ids)).collect();
    if personas.len() > MOST_PEOPLE {
        return Err(Refusal::new(format!("it names more than {MOST_PEOPLE} people")));
    }
    let mut items: Vec<Item<'_>> = Vec::new();
    let mut journeys = Ids::default();
    for (mut diagram, people) in diagrams.into_iter().zip(&people) {
        items.extend(std::mem::take(&mut diagram.comments).into_iter().map(|comment| Item::Comment(Cow::Borrowed(comment))));
        let said = diagram.title.take().or_else(|| diagram.accessible_title.take()).map(line);
        let title = said.filter(|title| !title.is_empty()).unwrap_or_else(|| title_of_file(path));
        let id = journeys.of(&title, "my-journey").to_owned();
        items.push(Item::Element(Box::new(journey(id, title, diagram, people, &personas))));
    }
    let all: Vec<Item<'_>> = personas.items().chain(items).collect();
    Ok(write(&all))
}

/// Who takes part in the tasks of a diagram.
fn people(diagram: &Diagram<'_>, personas: &mut Declared, ids: &mut Ids) -> People {
    let tasks = diagram.parts.iter().filter_map(|part| if let Part::Task(task) = part { Some(task) } else { None });
    let numbers = |task: &task::Task<'_>| {
        // Names that differ in spaces alone are those of one.
        let mut seen = HashSet::new();
        let all = task.people.iter().map(|person| personas.number(person, ids));
        all.filter(|number| seen.insert(*number)).collect()
    };
    tasks.map(numbers).collect()
}

fn journey<'a>(id: String, title: Cow<'a, str>, diagram: Diagram<'a>, people: &People, personas: &'a Declared) -> Element<'a> {
    let cast = cast(people.iter().map(Vec::as_slice));
    let mut journey = Element::new(ElementKind::Journey, id);
    if let Some(text) = diagram.description {
        journey.text("scenario", text);
    }
    journey.names("persona", cast.walkers.iter().map(|&person| personas.id(person)));
    if let Some(text) = diagram.accessible_title.filter(|text| title != *text) {
        journey.text("note", format!("Title for screen readers: {text}"));
    }
    journey.title = Some(title);
    let sections = diagram.parts.iter().any(|part| matches!(part, Part::Section(_)));
    let mut stages = Ids::default();
    let mut stage: Option<(Element<'a>, Ids)> = None;
    let mut comments = Vec::new();
    let mut people = people.iter();
    for part in diagram.parts {
        match part {
            Part::Comment(text) => comments.push(Item::Comment(Cow::Borrowed(text))),
            Part::Section(name) => {
                journey.items.extend(stage.take().map(|(stage, _)| Item::Element(Box::new(stage))));
                journey.items.append(&mut comments);
                let name = line(name);
                let id = stages.of(&name, "stage").to_owned();
                let title = Some(name).filter(|name| !name.is_empty());
                stage = Some((Element { title, ..Element::new(ElementKind::Stage, id) }, Ids::default()));
            }
            Part::Task(task) => {
                let (stage, ids) = stage.get_or_insert_with(|| {
                    let id = stages.claim(if sections { "start" } else { "all" }).to_owned();
                    (Element::new(ElementKind::Stage, id), Ids::default())
                });
                stage.items.append(&mut comments);
                let name = line(task.name);
                let mut touchpoint = Element::new(ElementKind::Touchpoint, ids.of(&name, "touchpoint").to_owned()).titled(name);
                let here = people.next().map_or(&[][..], Vec::as_slice);
                if !cast.same {
                    touchpoint.clauses = Clauses::for_personas(here.iter().map(|&person| personas.id(person)).collect());
                }
                if let Some(value) = task.feeling {
                    let feeling = Value::Feeling { value: Some(value), words: None };
                    touchpoint.items.push(Item::Field(Field::new("emotion", vec![feeling])));
                }
                if let Some(note) = task.note {
                    touchpoint.text("note", note);
                }
                stage.add(touchpoint);
            }
        }
    }
    match stage {
        Some((mut stage, _)) => {
            stage.items.append(&mut comments);
            journey.add(stage);
        }
        None => journey.items.append(&mut comments),
    }
    journey
}

/// A text on one line.
fn line(text: Cow<'_, str>) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => one_line(text),
        Cow::Owned(text) => Cow::Owned(one_line(&text).into_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::is_mermaid;

    #[test]
    fn info_strings_of_diagrams() {
        for info in [
            "mermaid",
            "Mermaid",
            "mermaid-example",
            "mermaid {width=50%}",
            "mermaid,title",
            ".mermaid",
            "{mermaid}",
            "{ .mermaid }",
            "{.mermaid #pandoc}",
            "{.numberLines .mermaid}",
            "{#i .mermaid}",
            "{caption=\"a } b\" .mermaid}",
            "{class=\"mermaid\"}",
            "{class='big mermaid'}",
            "text {.mermaid}",
            "mermaid:map.mmd",
            "kroki-mermaid",
            "kroki {type=mermaid}",
            "language-mermaid",
            "{.diagram type=\"mermaid\"}",
            "mmd",
            "\u{a0}mermaid",
            "mermaid\u{a0}x",
        ] {
            assert!(is_mermaid(info), "{info}");
        }
        for info in [
            "",
            "text",
            "text mermaid",
            "mermaids",
            "mermaid-svg",
            "{=html5}",
            "{caption=\".mermaid\"}",
            "{caption=\"a .mermaid\"}",
            "{#mermaid}",
            "title=mermaid",
        ] {
            assert!(!is_mermaid(info), "{info}");
        }
    }
}
