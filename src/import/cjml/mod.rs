//! CJML 2.0, the Customer Journey Modelling Language of SINTEF, as XML.
//!
//! End users become personas that walk, providers personas that are met. Phases become stages, actions and communication points
//! touchpoints. A planned journey is a map of what is to be, an actual one of what was observed. Names of elements are those of the files
//! that the tools of the language write; what is not known among them is left out and said, once for each name.

mod actors;
mod point;

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use super::cast::cast;
use super::draft::{Element, Item};
use super::names::{Declared, Ids, one_line, title_of_file};
use super::said::Said;
use super::write::{Written, write};
use super::xml::{self, Node};
use super::{MOST_PLACES, Read, Refusal};
use crate::diagnostic::Code;
use crate::model::vocabulary::ElementKind;
use crate::source::{FileId, SourceFile, Sources, Span};
use actors::Actors;
use point::{Point, is_point};

/// Elements that have no place in a map: the name, the first place and how often they came.
#[derive(Default)]
struct Unknown {
    by_name: HashMap<String, usize>,
    all: Vec<(String, Span, usize)>,
}

impl Unknown {
    fn note(&mut self, node: &Node<'_>) {
        let next = self.all.len();
        let index = *self.by_name.entry(node.name.to_owned()).or_insert(next);
        if index == next {
            self.all.push((node.name.to_owned(), node.span, 0));
        }
        self.all[index].2 += 1;
    }

    fn say(self, said: &mut Said) {
        for (name, span, count) in self.all {
            let label = if count == 1 { "no place in a map".to_owned() } else { format!("the first of {count}") };
            said.left_out(span, format!("`{name}` is left out"), label);
        }
    }
}

/// A journey of the document.
struct Journey<'n, 'a> {
    node: &'n Node<'a>,
    users: Vec<usize>,
    phases: Vec<Phase<'n>>,
    points: Vec<Point<'n, 'a>>,
}

/// A phase of a journey.
struct Phase<'n> {
    key: &'n str,
    title: Cow<'n, str>,
    description: Option<Cow<'n, str>>,
    span: Span,
    used: bool,
}

/// Reads a document.
pub fn file(path: &str, text: String) -> Result<Read, Refusal> {
    let mut sources = Sources::default();
    let id = sources.add(Arc::new(SourceFile::new(path, text.into_bytes())));
    let mut said = Said::about(id);
    let text = map(path, &sources, id, &mut said)?;
    Ok(Read { text, sources, findings: said.findings })
}

fn map(path: &str, sources: &Sources, id: FileId, said: &mut Said) -> Result<Written, Refusal> {
    let root = xml::read(sources.get(id).text())?;
    if !root.name.eq_ignore_ascii_case("CJML") {
        return Err(Refusal::new(format!("it is XML, and no CJML: its first element is `{}`", root.name)));
    }
    if let Some((version, span)) = root.attribute("version").filter(|(version, _)| *version != "2.0") {
        said.changed(span, format!("it is CJML {version}, and is read as 2.0"), "another version");
    }
    let mut unknown = Unknown::default();
    let mut actors = Actors::default();
    let mut channels = Declared::new(ElementKind::Channel, false);
    let mut channel_ids = Ids::default();
    let mut journeys = Vec::new();
    for node in &root.children {
        if !matches!(node.name, "plannedJourney" | "actualJourney") {
            unknown.note(node);
            continue;
        }
        let mut note = |node: &Node<'_>| unknown.note(node);
        let users = node.child("actors").map_or_else(Vec::new, |child| actors.declare(child, said, &mut note));
        let phases = node.child("journeyPhases").map_or_else(Vec::new, phases);
        let mut journey = Journey { node, users, phases, points: Vec::new() };
        for child in node.child("touchpoints").map_or(&[][..], |touchpoints| &touchpoints.children) {
            if is_point(child.name) {
                let point = Point::new(child, &mut actors, said);
                if let Some(channel) = &point.channel {
                    channels.number(channel, &mut channel_ids);
                }
                journey.points.push(point);
            } else {
                unknown.note(child);
            }
        }
        journeys.push(journey);
    }
    if journeys.is_empty() {
        return Err(Refusal::new("there is neither a `plannedJourney` nor an `actualJourney` in it"));
    }
    if journeys.iter().map(|journey| journey.points.len()).sum::<usize>() > MOST_PLACES {
        return Err(Refusal::too_many("touchpoints"));
    }
    let mut drawing =
        Drawing { path, actors: &actors, channels: &channels, ids: Ids::default(), used: vec![false; actors.len()], unknown };
    let titles: Vec<(String, String)> = journeys.iter().map(|journey| (key(journey.node), drawing.id(journey.node))).collect();
    let mut items = Vec::new();
    for (journey, (_, id)) in journeys.into_iter().zip(&titles) {
        items.extend(journey.node.before.iter().map(|comment| Item::Comment(Cow::Borrowed(*comment))));
        items.push(Item::Element(Box::new(drawing.journey(journey, id.clone(), &titles, said))));
    }
    let mut all: Vec<Item<'_>> = root.before.iter().map(|comment| Item::Comment(Cow::Borrowed(*comment))).collect();
    all.extend(actors.items(&drawing.used));
    all.extend(channels.items());
    all.append(&mut items);
    all.extend(root.after.iter().map(|comment| Item::Comment(Cow::Borrowed(*comment))));
    drawing.unknown.say(said);
    Ok(write(&all))
}

/// The id of a journey in the document.
fn key(node: &Node<'_>) -> String {
    node.line_of("journeyID").map_or_else(String::new, Cow::into_owned)
}

fn phases<'n>(node: &'n Node<'_>) -> Vec<Phase<'n>> {
    let phase = |child: &'n Node<'_>| {
        let key = child.attribute("phaseID").map_or("", |(key, _)| key);
        let title = child.line_of("phaseName").unwrap_or_else(|| one_line(key));
        Phase { key, title, description: child.line_of("phaseDescription"), span: child.span, used: false }
    };
    node.children.iter().filter(|child| child.name == "journeyPhase").map(phase).collect()
}

/// Makes elements of journeys.
struct Drawing<'p, 'n, 'a> {
    path: &'p str,
    actors: &'n Actors<'a>,
    channels: &'n Declared,
    ids: Ids,
    used: Vec<bool>,
    unknown: Unknown,
}

impl<'n, 'a> Drawing<'_, 'n, 'a> {
    /// The id of a journey in the map: of its title, else of its id, else of the file.
    fn id(&mut self, node: &Node<'_>) -> String {
        match node.line_of("journeyTitle").or_else(|| node.line_of("journeyID")) {
            Some(text) => self.ids.of(&text, "my-journey"),
            None => self.ids.of(&title_of_file(self.path), "my-journey"),
        }
    }

    fn journey(&mut self, mut journey: Journey<'n, 'a>, id: String, titles: &[(String, String)], said: &mut Said) -> Element<'n> {
        let node = journey.node;
        let mut element = Element::new(ElementKind::Journey, id);
        element.title = node.line_of("journeyTitle");
        element.plain("state", if node.name == "plannedJourney" { "to-be" } else { "observed" });
        let seen = journey.points.iter().filter(|point| point.is_seen()).map(|point| point.people.as_slice());
        let users = Some(journey.users.as_slice()).filter(|users| !users.is_empty());
        let cast = cast(users.into_iter().chain(seen));
        for &person in &cast.walkers {
            self.used[person] = true;
        }
        let mut late = Element::nameless(ElementKind::Journey);
        self.say(&mut element, &mut late, node, titles, said);
        element.names("persona", cast.walkers.iter().map(|&person| self.actors.id(person)));
        element.items.append(&mut late.items);
        let mut stages = Ids::default();
        let mut stage: Option<(Option<&'n str>, Element<'n>, Ids)> = None;
        let points = std::mem::take(&mut journey.points);
        let phased = points.iter().any(|point| point.phase.is_some());
        for point in points {
            let key = point.phase.map(|(key, _)| key);
            if stage.as_ref().is_none_or(|(own, _, _)| *own != key) {
                let new = match point.phase {
                    Some((key, span)) => stage_of(&mut journey.phases, key, span, &mut stages, said),
                    None => Element::new(ElementKind::Stage, stages.claim(if phased { "start" } else { "all" }.to_owned())),
                };
                element.items.extend(stage.take().map(|(_, stage, _)| Item::Element(Box::new(stage))));
                stage = Some((key, new, Ids::default()));
            }
            if let Some((_, stage, ids)) = &mut stage {
                let comments = point.comments();
                stage.items.extend(comments.into_iter().map(|comment| Item::Comment(Cow::Borrowed(comment))));
                let touchpoint = self.point(&point, ids, cast.same, said);
                stage.add(touchpoint);
            }
        }
        element.items.extend(stage.map(|(_, stage, _)| Item::Element(Box::new(stage))));
        for phase in journey.phases.iter().filter(|phase| !phase.used) {
            said.left_out(phase.span, format!("the phase `{}` is left out", phase.title), "no touchpoint belongs to it");
        }
        element
    }

    /// What a journey says of itself. What is only a note or a tag goes to `late`.
    fn say(
        &mut self,
        element: &mut Element<'n>,
        late: &mut Element<'n>,
        node: &'n Node<'a>,
        titles: &[(String, String)],
        said: &mut Said,
    ) {
        for child in &node.children {
            if !matches!(child.name, "touchpoints" | "actors" | "journeyPhases") {
                element.items.extend(child.comments().into_iter().map(|comment| Item::Comment(Cow::Borrowed(comment))));
            }
            let Some(text) = child.line() else {
                match child.name {
                    "journeyExperience" => point::experience(element, child, said),
                    "touchpoints" | "actors" | "journeyPhases" => {}
                    _ if child.children.is_empty() => {}
                    _ => self.unknown.note(child),
                }
                continue;
            };
            let with = |before: &str| format!("{before}{text}");
            match child.name {
                "journeyTitle" => {}
                "journeyID" if element.title.is_none() => {}
                "journeyID" => late.text("tag", text),
                "journeyShortSummary" => element.text("scenario", text),
                "journeyLongSummary" | "comment" => late.text("note", text),
                "creator" => element.text("contact", text),
                "journeyStatus" => late.text("note", with("Status: ")),
                "journeyOperators" => late.text("note", with("Operators: ")),
                "journeyEndUserType" => late.text("note", with("End users: ")),
                "complianceContent" => late.text("note", with("Compliance of content: ")),
                "complianceSequence" => late.text("note", with("Compliance of sequence: ")),
                "complianceTiming" => late.text("note", with("Compliance of timing: ")),
                "plannedReference" => {
                    if let Some((_, id)) = titles.iter().find(|(key, _)| *key == text) {
                        late.text("note", format!("The planned journey is `{id}`"));
                    } else {
                        let message = format!("no planned journey has the id `{text}`");
                        said.say(Code::DanglingReference, child.span, message, "kept as a note");
                        late.text("note", with("Planned journey: "));
                    }
                }
                _ => self.unknown.note(child),
            }
        }
        element.items.extend(node.after.iter().map(|comment| Item::Comment(Cow::Borrowed(*comment))));
    }

    fn point(&mut self, point: &Point<'n, 'a>, ids: &mut Ids, everybody: bool, said: &mut Said) -> Element<'n> {
        let kind = if point.is_seen() { ElementKind::Touchpoint } else { ElementKind::Step };
        let title = point.title(self.actors);
        let id = ids.of(title.as_deref().unwrap_or_default(), kind.keyword());
        let mut element = Element::new(kind, id);
        element.title = title;
        for actor in point.others() {
            self.used[actor] = true;
        }
        let channels = self.channels;
        let channel = point.channel.as_deref().and_then(|channel| channels.find(channel)).map(|number| channels.id(number));
        let unknown = &mut self.unknown;
        point.fill(element, self.actors, channel, everybody, said, &mut |node| unknown.note(node))
    }
}

/// The stage of a phase. One that comes a second time is a second stage: stages stand in the order of time.
fn stage_of<'n>(phases: &mut [Phase<'n>], key: &'n str, span: Span, ids: &mut Ids, said: &mut Said) -> Element<'n> {
    let Some(phase) = phases.iter_mut().find(|phase| phase.key == key) else {
        said.say(Code::DanglingReference, span, format!("no phase has the id `{key}`"), "became a stage of this name");
        let title = one_line(key);
        return Element::new(ElementKind::Stage, ids.of(&title, "stage")).titled(title);
    };
    let mut stage = Element::new(ElementKind::Stage, ids.of(&phase.title, "stage")).titled(phase.title.clone());
    if let Some(text) = phase.description.take() {
        stage.text("note", text);
    }
    phase.used = true;
    stage
}
