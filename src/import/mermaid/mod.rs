//! Mermaid journeys: from a file of their own, and from every block in a Markdown file.
//!
//! `read` makes a diagram of a text as Mermaid does, `task` knows what a task is, `front` the lines before the diagram; here diagrams
//! become a draft. Sections become stages, tasks touchpoints, people personas, scores from 1 to 5 emotions from -2 to +2.

mod blocks;
mod entities;
mod front;
mod read;
mod task;

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use super::cast::cast;
use super::draft::{Clauses, Element, Field, Item, Value};
use super::names::{Declared, Ids, one_line, title_of_file};
use super::said::Said;
use super::write::{Written, write};
use super::{MOST_PLACES, Read, Refusal};
use crate::diagnostic::Code;
use crate::model::vocabulary::ElementKind;
use crate::project::fences;
use crate::source::{FileId, Role, SourceFile, Sources, Span};
use read::{Diagram, Part};

pub use read::{begins_alone, is_journey};
pub use task::shown;

/// How many lines of a document begin or end a block at most.
const MOST_FENCES: usize = 100_000;
/// How many people a map that is made has at most.
const MOST_PEOPLE: usize = 10_000;

/// Reads a file with one diagram.
pub fn file(path: &str, text: String) -> Result<Read, Refusal> {
    let source = SourceFile::new(path, text.into_bytes());
    let mut sources = Sources::default();
    let id = sources.add(Arc::new(source));
    let mut said = Said::about(id);
    let text = sources.get(id).text();
    let Some(diagram) = read::read(text, &mut said).inspect(|diagram| nobody(diagram, &mut said)) else {
        let word = text.split_whitespace().find(|word| !word.starts_with(['%', '-'])).unwrap_or_default();
        return Err(Refusal::new(match word {
            "" => "it is no Mermaid journey: it is empty".to_owned(),
            word => format!("it is no Mermaid journey: it begins with `{}`, not with `journey`", task::shown(word)),
        }));
    };
    let text = draw(path, vec![diagram])?;
    Ok(Read { text, findings: said.findings, sources })
}

/// Reads a Markdown file: each Mermaid block that is a journey becomes one.
pub fn markdown(path: &str, text: &str) -> Result<Read, Refusal> {
    let mut sources = Sources::default();
    let blocks::Fenced { text: fenced, unread } = blocks::as_fences(text, is_mermaid);
    let fence = |line: &&str| ["```", "~~~", ":::"].iter().any(|sign| line.trim_start().starts_with(sign));
    if fenced.lines().filter(fence).count() > MOST_FENCES {
        return Err(Refusal::new(format!("it has more than {} blocks", MOST_FENCES / 2)));
    }
    let (_, blocks) = fences::read_marked(path, fenced.as_bytes(), FileId(0), is_mermaid);
    sources.add(Arc::new(SourceFile::with_role(path, text.as_bytes().to_owned(), Role::Document)));
    let whole = |block: &SourceFile| Some(block.part()?.in_document(Span::new(0, block.text().len())).range());
    let read: Vec<Range<usize>> = blocks.iter().filter_map(whole).collect();
    for block in blocks.into_iter().filter(|block| is_journey(block.text())) {
        sources.add(Arc::new(block));
    }
    let mut said = Said::about(FileId(0));
    let message = "a Mermaid journey is not read";
    for span in unread {
        said.left_out(span, message, "put this alone on its line");
    }
    for span in blocks::unread(text, &read) {
        said.left_out(span, message, "it stands in no block marked `mermaid`");
    }
    said.findings.sort_by_key(|finding| finding.primary().span);
    let mut findings = said.findings;
    let mut diagrams = Vec::new();
    for (id, source) in sources.iter().filter(|(_, source)| source.part().is_some()) {
        let mut said = Said::about(id);
        diagrams.extend(read::read(source.text(), &mut said).inspect(|diagram| nobody(diagram, &mut said)));
        findings.extend(said.findings);
    }
    if diagrams.is_empty() {
        return Err(Refusal::new("there is no Mermaid journey in it: no block marked `mermaid` that begins with `journey`"));
    }
    let text = draw(path, diagrams)?;
    Ok(Read { text, sources, findings })
}

/// Whether a fence is a Mermaid diagram, by its info string: its first word, or a class in braces.
///
/// `mermaid` is that of GitHub, `{mermaid}` that of `MyST` and Quarto, `{#id .mermaid key="value"}` that of Pandoc.
fn is_mermaid(info: &str) -> bool {
    let is = |word: &str| word.eq_ignore_ascii_case("mermaid") || word.eq_ignore_ascii_case("mermaid-example");
    let (mut quote, mut braces) = (None, false);
    let words = info.split(|sign: char| {
        match (quote, sign) {
            (Some(open), _) if open == sign => quote = None,
            (None, '"' | '\'') => quote = Some(sign),
            _ => {}
        }
        quote.is_none() && matches!(sign, ' ' | '\t' | ',' | '{' | '}')
    });
    let mut first = true;
    let mut at = 0;
    for word in words {
        braces |= info[..at].ends_with('{');
        at += word.len() + 1;
        if word.is_empty() {
            continue;
        }
        let mut classes = word.strip_prefix("class=").unwrap_or_default().trim_matches(['"', '\'']).split_whitespace();
        let class = word.strip_prefix('.').filter(|_| first || braces);
        if first && is(word) || class.is_some_and(is) || braces && classes.any(is) {
            return true;
        }
        first = false;
    }
    false
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
        let id = journeys.of(&title, "my-journey");
        items.push(Item::Element(Box::new(journey(id, title, diagram, people, &personas))));
    }
    let all: Vec<Item<'_>> = personas.items().chain(items).collect();
    Ok(write(&all))
}

/// Who takes part in the tasks of a diagram.
fn people(diagram: &Diagram<'_>, personas: &mut Declared, ids: &mut Ids) -> People {
    let tasks = diagram.parts.iter().filter_map(|part| if let Part::Task(task) = part { Some(task) } else { None });
    tasks.map(|task| task.people.iter().map(|person| personas.number(person, ids)).collect()).collect()
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
                let id = stages.of(&name, "stage");
                let title = Some(name).filter(|name| !name.is_empty());
                stage = Some((Element { title, ..Element::new(ElementKind::Stage, id) }, Ids::default()));
            }
            Part::Task(task) => {
                let (stage, ids) = stage.get_or_insert_with(|| {
                    let id = stages.claim(if sections { "start" } else { "all" }.to_owned());
                    (Element::new(ElementKind::Stage, id), Ids::default())
                });
                stage.items.append(&mut comments);
                let name = line(task.name);
                let mut touchpoint = Element::new(ElementKind::Touchpoint, ids.of(&name, "touchpoint")).titled(name);
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
        ] {
            assert!(is_mermaid(info), "{info}");
        }
        for info in [
            "",
            "text",
            "text mermaid",
            "mermaids",
            "{caption=\".mermaid\"}",
            "{caption=\"a .mermaid\"}",
            "{#mermaid}",
            "title=mermaid",
        ] {
            assert!(!is_mermaid(info), "{info}");
        }
    }
}
