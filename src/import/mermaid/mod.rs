//! Mermaid journeys: from a file of their own, and from every block in a Markdown file.
//!
//! `read` makes a diagram of a text as Mermaid does, `task` knows what a task is, `front` the lines before the diagram; here diagrams
//! become a draft. Sections become stages, tasks touchpoints, people personas, scores from 1 to 5 emotions from -2 to +2.

mod entities;
mod front;
mod read;
mod task;

use std::borrow::Cow;
use std::sync::Arc;

use super::cast::cast;
use super::draft::{Clauses, Element, Field, Item, Value};
use super::names::{Declared, Ids, id_of_file, one_line};
use super::said::Said;
use super::{MOST_PLACES, Read, Refusal};
use crate::model::vocabulary::ElementKind;
use crate::project::fences;
use crate::source::{FileId, SourceFile, Sources};
use read::{Diagram, Part};

pub use read::{begins_alone, is_journey};
pub use task::shown;

/// Reads a file with one diagram.
pub fn file(path: &str, text: String) -> Result<Read, Refusal> {
    let source = SourceFile::new(path, text.into_bytes());
    let mut sources = Sources::default();
    let id = sources.add(Arc::new(source));
    let mut said = Said::about(id);
    let text = sources.get(id).text();
    let Some(diagram) = read::read(text, &mut said) else {
        let word = text.split_whitespace().find(|word| !word.starts_with(['%', '-'])).unwrap_or_default();
        let begins = if word.is_empty() { "it is empty".to_owned() } else { format!("it begins with `{}`", task::shown(word)) };
        return Err(Refusal::new(format!("it is no Mermaid journey: {begins}, not with `journey`")));
    };
    let text = draw(path, vec![diagram])?;
    Ok(Read { text, findings: said.findings, sources })
}

/// Reads a Markdown file: each Mermaid block that is a journey becomes one.
pub fn markdown(path: &str, text: &str) -> Result<Read, Refusal> {
    let mut sources = Sources::default();
    let (document, blocks) = fences::read_marked(path, text.as_bytes(), FileId(0), is_mermaid);
    sources.add(Arc::new(document));
    for block in blocks.into_iter().filter(|block| is_journey(block.text())) {
        sources.add(Arc::new(block));
    }
    let mut findings = Vec::new();
    let mut diagrams = Vec::new();
    for (id, source) in sources.iter().filter(|(_, source)| source.part().is_some()) {
        let mut said = Said::about(id);
        diagrams.extend(read::read(source.text(), &mut said));
        findings.extend(said.findings);
    }
    if diagrams.is_empty() {
        return Err(Refusal::new("there is no Mermaid journey in it: no block marked `mermaid` that begins with `journey`"));
    }
    let text = draw(path, diagrams)?;
    Ok(Read { text, sources, findings })
}

/// Whether a fence is a Mermaid diagram, by its info string.
fn is_mermaid(info: &str) -> bool {
    let word = info.split([' ', '\t', ',', '{']).find(|word| !word.is_empty()).unwrap_or_default();
    word.eq_ignore_ascii_case("mermaid") || word.eq_ignore_ascii_case("mermaid-example")
}

/// The people at each task, by their numbers.
type People = Vec<Vec<usize>>;

/// Writes diagrams as journeys of one map.
fn draw(path: &str, diagrams: Vec<Diagram<'_>>) -> Result<String, Refusal> {
    let tasks = |diagram: &Diagram<'_>| diagram.parts.iter().filter(|part| matches!(part, Part::Task(_))).count();
    if diagrams.iter().map(tasks).sum::<usize>() > MOST_PLACES {
        return Err(Refusal::too_many("tasks"));
    }
    let mut personas = Declared::new(ElementKind::Persona, true);
    let mut ids = Ids::default();
    let people: Vec<People> = diagrams.iter().map(|diagram| people(diagram, &mut personas, &mut ids)).collect();
    let mut items: Vec<Item<'_>> = Vec::new();
    let mut journeys = Ids::default();
    for (mut diagram, people) in diagrams.into_iter().zip(&people) {
        items.extend(std::mem::take(&mut diagram.comments).into_iter().map(|comment| Item::Comment(Cow::Borrowed(comment))));
        let title = diagram.title.take().or_else(|| diagram.accessible_title.take()).map(line);
        let id = match &title {
            Some(title) => journeys.of(title, "my-journey"),
            None => id_of_file(path, &mut journeys),
        };
        items.push(Item::Element(Box::new(journey(id, title, diagram, people, &personas))));
    }
    let all: Vec<Item<'_>> = personas.items().chain(items).collect();
    Ok(super::write::write(&all))
}

/// Who takes part in the tasks of a diagram.
fn people(diagram: &Diagram<'_>, personas: &mut Declared, ids: &mut Ids) -> People {
    let tasks = diagram.parts.iter().filter_map(|part| if let Part::Task(task) = part { Some(task) } else { None });
    tasks.map(|task| task.people.iter().map(|person| personas.number(person, ids)).collect()).collect()
}

fn journey<'a>(
    id: String,
    title: Option<Cow<'a, str>>,
    diagram: Diagram<'a>,
    people: &People,
    personas: &'a Declared,
) -> Element<'a> {
    let cast = cast(people.iter().map(Vec::as_slice));
    let mut journey = Element::new(ElementKind::Journey, id);
    if let Some(text) = diagram.description {
        journey.text("scenario", text);
    }
    journey.names("persona", cast.walkers.iter().map(|&person| personas.id(person)));
    if let Some(text) = diagram.accessible_title.filter(|text| title.as_ref() != Some(text)) {
        journey.text("note", format!("Title for screen readers: {text}"));
    }
    journey.title = title;
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
                stage = Some((Element::new(ElementKind::Stage, id).titled(name), Ids::default()));
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
