//! CJML 2.0, the Customer Journey Modelling Language of SINTEF, as XML.
//!
//! End users become personas that walk, providers personas that are met. Phases become stages, actions and communication points
//! touchpoints. A planned journey is a map of what is to be, an actual one of what was observed. Names of elements are those of the files
//! that the tools of the language write; whatever else a file says is left out and named, see [`left`].

mod actors;
mod left;
mod point;

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use encoding_rs::{Encoding, UTF_8};

use super::cast::cast;
use super::decode::{self, Decoded};
use super::draft::{Element, Item};
use super::names::{Declared, Ids, one_line, title_of_file};
use super::said::Said;
use super::write::{Written, write};
use super::xml::{self, Document, Node};
use super::{MOST_PLACES, Read, Refusal};
use crate::diagnostic::Code;
use crate::model::vocabulary::ElementKind;
use crate::source::{FileId, SourceFile, Sources, Span};
use actors::Actors;
use point::{Point, is_point};

/// A journey of the document.
struct Journey<'n, 'a> {
    node: &'n Node<'a>,
    users: Vec<usize>,
    phases: Phases<'n, 'a>,
    points: Vec<Point<'n, 'a>>,
}

/// The phases of a journey.
#[derive(Default)]
struct Phases<'n, 'a> {
    by_key: HashMap<&'n str, usize>,
    all: Vec<Phase<'n, 'a>>,
}

/// A phase.
struct Phase<'n, 'a> {
    node: &'n Node<'a>,
    title: Cow<'n, str>,
    used: bool,
}

/// Reads a document; how many of its findings are not listed, too.
pub fn file(path: &str, Decoded { text, encoding, .. }: Decoded) -> Result<(Read, usize), Refusal> {
    let mut sources = Sources::default();
    let id = sources.add(Arc::new(SourceFile::new(path, text.into_bytes())));
    let mut said = Said::bounded(id);
    say_encoding(sources.get(id).text(), encoding, &mut said);
    let text = map(path, &sources, id, &mut said)?;
    let unlisted = said.unlisted();
    Ok((Read { text, sources, findings: said.all() }, unlisted))
}

/// Says that a document is in another encoding than it says, if that could be seen in its letters.
fn say_encoding(text: &str, encoding: &'static Encoding, said: &mut Said) {
    let Some(span) = decode::declaration(text).filter(|_| !text.is_ascii()) else { return };
    let name = &text[span.range()];
    // What says that it is some kind of Unicode may be another one.
    let other = Encoding::for_label_no_replacement(name.as_bytes()).is_some_and(|said| said.output_encoding() != UTF_8);
    if !other || Encoding::for_label(name.as_bytes()) == Some(encoding) {
        return;
    }
    let why = if encoding == UTF_8 { "all its bytes are UTF-8" } else { "it begins with the mark of UTF-16" };
    let found =
        said.say(Code::ChangedOnImport, span, format!("it says that it is `{name}`, and is read as {}", encoding.name()), why);
    found.help = Some("write `UTF-8` here, if the letters are right".into());
}

fn map(path: &str, sources: &Sources, id: FileId, said: &mut Said) -> Result<Written, Refusal> {
    let text = sources.get(id).text();
    let Document { root, instructions } = xml::read_document(text)?;
    if !root.name.eq_ignore_ascii_case("CJML") {
        return Err(Refusal::new(format!("it is XML, and no CJML: its first element is `{}`", root.name)));
    }
    if let Some((version, span)) = root.attribute("version").filter(|(version, _)| *version != "2.0") {
        said.changed(span, format!("it is CJML {version}, and is read as 2.0"), "another version");
    }
    root.see();
    let nodes: Vec<&Node<'_>> =
        root.children.iter().filter(|node| matches!(node.name, PLANNED | "actualJourney")).inspect(|node| node.see()).collect();
    if nodes.is_empty() {
        return Err(Refusal::new("there is neither a `plannedJourney` nor an `actualJourney` in it"));
    }
    let listed = |node: &&Node<'_>| LISTS.iter().flat_map(|name| node.all(name)).map(|list| list.children.len()).sum::<usize>();
    if nodes.len() + nodes.iter().map(listed).sum::<usize>() > MOST_PLACES {
        return Err(Refusal::too_many("journeys, actors, phases and touchpoints"));
    }
    // A journey may name actors that a later one declares.
    let mut actors = Actors::default();
    let mentions: Vec<Vec<_>> =
        nodes.iter().map(|node| node.all("actors").flat_map(|list| actors.declare(list, said)).collect()).collect();
    actors.name();
    let users: Vec<Vec<usize>> = mentions.into_iter().map(|mentions| actors.take(mentions, said)).collect();
    let mut channels = Declared::new(ElementKind::Channel, false);
    let mut channel_ids = Ids::default();
    let mut journeys = Vec::new();
    for (node, users) in nodes.into_iter().zip(users) {
        let points = node.all("touchpoints").flat_map(|list| &list.children).filter(|child| is_point(child.name));
        let points: Vec<Point<'_, '_>> = points.map(|point| Point::new(point, &mut actors, said)).collect();
        for channel in points.iter().flat_map(|point| &point.channels) {
            channels.number(channel, &mut channel_ids);
        }
        journeys.push(Journey { node, users, phases: Phases::of(node), points });
    }
    let mut drawing = Drawing { path, actors: &actors, channels: &channels, ids: Ids::default(), planned: HashMap::new() };
    let ids: Vec<String> = journeys.iter().map(|journey| drawing.id(journey.node)).collect();
    for (journey, id) in journeys.iter().zip(&ids).filter(|(journey, _)| journey.node.name == PLANNED) {
        if let Some(own) = journey.node.line_of("journeyID") {
            drawing.planned.entry(own).or_insert(id);
        }
    }
    let mut items = Vec::new();
    for (journey, id) in journeys.into_iter().zip(&ids) {
        items.extend(remarks(journey.node.comments_before()));
        items.push(Item::Element(Box::new(drawing.journey(journey, id, said))));
    }
    let mut all: Vec<Item<'_>> = remarks(root.comments_before()).collect();
    all.extend(actors.items());
    all.extend(channels.items());
    all.append(&mut items);
    all.extend(remarks(root.comments()));
    left::say_instructions(text, instructions, said);
    left::say(&root, said);
    Ok(write(&all))
}

/// A journey as it should be.
const PLANNED: &str = "plannedJourney";

/// The lists of a journey.
const LISTS: &[&str] = &["actors", "journeyPhases", "touchpoints"];

/// Texts of a journey that become notes, and what stands before them.
const NOTES: &[(&str, &str)] = &[
    ("journeyLongSummary", ""),
    ("comment", ""),
    ("journeyStatus", "Status: "),
    ("journeyOperators", "Operators: "),
    ("journeyEndUserType", "End users: "),
    ("complianceContent", "Compliance of content: "),
    ("complianceSequence", "Compliance of sequence: "),
    ("complianceTiming", "Compliance of timing: "),
];

/// Comments as items.
fn remarks(comments: Vec<&str>) -> impl Iterator<Item = Item<'_>> {
    comments.into_iter().map(|comment| Item::Comment(Cow::Borrowed(comment)))
}

impl<'n, 'a> Phases<'n, 'a> {
    /// The phases of a journey; of two with one id the first one is meant.
    fn of(journey: &'n Node<'a>) -> Self {
        let mut phases = Self::default();
        for node in journey.all("journeyPhases").flat_map(|list| list.all("journeyPhase")) {
            let key = node.attribute("phaseID").map_or("", |(key, _)| key);
            phases.by_key.entry(key).or_insert(phases.all.len());
            let title = node.line_of("phaseName").unwrap_or_else(|| one_line(key));
            phases.all.push(Phase { node, title, used: false });
        }
        phases
    }

    /// The stage of a phase. One that comes a second time is a second stage: stages stand in the order of time.
    fn stage(&mut self, key: &Cow<'n, str>, span: Span, ids: &mut Ids, said: &mut Said) -> Element<'n> {
        let Some(&number) = self.by_key.get(&**key) else {
            said.say(Code::DanglingReference, span, format!("no phase has the id `{key}`"), "became a stage of this name");
            let title = one_line(key).into_owned();
            return Element::new(ElementKind::Stage, ids.of(&title, "stage").to_owned()).titled(title);
        };
        let phase = &mut self.all[number];
        let mut stage = Element::new(ElementKind::Stage, ids.of(&phase.title, "stage").to_owned()).titled(phase.title.clone());
        if !std::mem::replace(&mut phase.used, true) {
            stage.items.extend(remarks(phase.node.comments()));
            for text in phase.node.all("phaseDescription").filter_map(Node::line) {
                stage.text("note", text);
            }
        }
        stage
    }
}

/// Makes elements of journeys.
struct Drawing<'p, 'n, 'a> {
    path: &'p str,
    actors: &'n Actors<'a>,
    channels: &'n Declared,
    ids: Ids,
    /// The planned journeys by their ids in the document.
    planned: HashMap<Cow<'n, str>, &'n str>,
}

impl<'n, 'a> Drawing<'_, 'n, 'a> {
    /// The id of a journey in the map: of its title, else of its id, else of the file.
    fn id(&mut self, node: &Node<'_>) -> String {
        match node.line_of("journeyTitle").or_else(|| node.line_of("journeyID")) {
            Some(text) => self.ids.of(&text, "my-journey").to_owned(),
            None => self.ids.of(&title_of_file(self.path), "my-journey").to_owned(),
        }
    }

    fn journey(&mut self, mut journey: Journey<'n, 'a>, id: &'n str, said: &mut Said) -> Element<'n> {
        let node = journey.node;
        let mut element = Element::new(ElementKind::Journey, id);
        element.title = node.line_of("journeyTitle");
        element.plain("state", if node.name == PLANNED { "to-be" } else { "observed" });
        let seen = journey.points.iter().filter(|point| point.is_seen()).map(|point| point.people.as_slice());
        let users = Some(journey.users.as_slice()).filter(|users| !users.is_empty());
        let cast = cast(users.into_iter().chain(seen));
        let late = self.say(&mut element, id, node, said);
        element.names("persona", cast.walkers.iter().map(|&person| self.actors.id(person)));
        element.items.extend(late);
        let mut stages = Ids::default();
        let mut stage: Option<(Option<Cow<'n, str>>, Element<'n>, Ids)> = None;
        let phased = journey.points.iter().any(|point| point.phase.is_some());
        for point in journey.points {
            let key = point.phase.as_ref().map(|(key, _)| key);
            if stage.as_ref().is_none_or(|(own, _, _)| own.as_ref() != key) {
                let new = match &point.phase {
                    Some((key, span)) => journey.phases.stage(key, *span, &mut stages, said),
                    None => Element::new(ElementKind::Stage, stages.claim(if phased { "start" } else { "all" }).to_owned()),
                };
                element.items.extend(stage.take().map(|(_, stage, _)| Item::Element(Box::new(stage))));
                stage = Some((key.cloned(), new, Ids::default()));
            }
            if let Some((_, stage, ids)) = &mut stage {
                stage.items.extend(remarks(point.comments()));
                stage.add(self.point(&point, ids, cast.same, said));
            }
        }
        element.items.extend(stage.map(|(_, stage, _)| Item::Element(Box::new(stage))));
        for phase in journey.phases.all.iter().filter(|phase| !phase.used) {
            // With all that it says.
            phase.node.line();
            let key = phase.node.attribute("phaseID").map_or("", |(key, _)| key);
            let first = journey.phases.by_key.get(key).map(|&number| &journey.phases.all[number]);
            let why = if first.is_some_and(|first| first.used) {
                format!("the first phase of the id `{key}` counts")
            } else {
                "no touchpoint belongs to it".to_owned()
            };
            said.left_out(phase.node.span, format!("the phase `{}` is left out", phase.title), why);
        }
        element.items.extend(remarks(node.comments()));
        element
    }

    /// What a journey says of itself. What is only a note or a tag is returned: it stands later.
    fn say(&self, element: &mut Element<'n>, id: &str, node: &'n Node<'a>, said: &mut Said) -> Vec<Item<'n>> {
        let mut late = Element::nameless(ElementKind::Journey);
        let titled = element.title.is_some();
        let mut scenario = false;
        for child in &node.children {
            if LISTS.contains(&child.name) {
                element.items.extend(remarks(child.comments_before()));
                continue;
            }
            element.items.extend(remarks(child.comments()));
            let known = NOTES.iter().find(|(name, _)| *name == child.name);
            if known.is_none() && !matches!(child.name, "journeyID" | "journeyShortSummary" | "creator" | "plannedReference") {
                continue;
            }
            let Some(text) = child.line() else { continue };
            match (child.name, known) {
                ("journeyID", _) if titled || text != id => late.text("tag", text),
                ("journeyShortSummary", _) if !std::mem::replace(&mut scenario, true) => element.text("scenario", text),
                ("journeyShortSummary", _) => late.text("note", text),
                ("creator", _) => element.text("contact", text),
                ("plannedReference", _) => {
                    if let Some(id) = self.planned.get(&text) {
                        late.text("note", format!("The planned journey is `{id}`"));
                    } else {
                        let message = format!("no planned journey has the id `{text}`");
                        said.say(Code::DanglingReference, child.span, message, "kept as a note");
                        late.text("note", format!("Planned journey: {text}"));
                    }
                }
                (_, Some((_, before))) => late.text("note", format!("{before}{text}")),
                _ => {}
            }
        }
        point::experiences(element, node.all("journeyExperience"), said);
        late.items
    }

    fn point(&self, point: &Point<'n, 'a>, ids: &mut Ids, everybody: bool, said: &mut Said) -> Element<'n> {
        let kind = if point.is_seen() { ElementKind::Touchpoint } else { ElementKind::Step };
        let title = point.title(self.actors);
        let id = ids.of(title.as_deref().unwrap_or_default(), kind.keyword()).to_owned();
        let mut element = Element::new(kind, id);
        element.title = title;
        let mut channels: Vec<usize> = point.channels.iter().filter_map(|channel| self.channels.find(channel)).collect();
        point::distinct(&mut channels);
        let channels = channels.into_iter().map(|number| self.channels.id(number)).collect();
        point.fill(element, self.actors, channels, everybody, said)
    }
}
