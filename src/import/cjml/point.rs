//! A touchpoint of CJML: an action, or a communication between two actors.
//!
//! What an end user does or receives is a touchpoint of the map, and what the provider does then is `frontstage`. What happens between
//! providers is a step: customers do not see it.

use std::borrow::Cow;
use std::collections::HashSet;

use super::actors::Actors;
use crate::import::draft::{Clauses, Element, Field, Item, Value, of_score};
use crate::import::said::Said;
use crate::import::table::duration;
use crate::import::xml::Node;
use crate::model::number_first;
use crate::model::vocabulary::ElementKind;
use crate::source::Span;

/// One of the two sides.
struct Side<'n> {
    actors: Vec<usize>,
    label: Option<Cow<'n, str>>,
}

/// A touchpoint, with its names looked up.
pub struct Point<'n, 'a> {
    node: &'n Node<'a>,
    initiator: Side<'n>,
    receiver: Side<'n>,
    /// Where it happens, as it is written.
    pub channels: Vec<Cow<'n, str>>,
    /// The end users that take part, each once.
    pub people: Vec<usize>,
    /// The id of the phase that it belongs to, and where that is written.
    pub phase: Option<(Cow<'n, str>, Span)>,
}

/// Whether an element is a touchpoint.
pub fn is_point(name: &str) -> bool {
    matches!(
        name,
        "plannedAction"
            | "actualAction"
            | "action"
            | "plannedCommunicationPoint"
            | "actualCommunicationPoint"
            | "communicationPoint"
    )
}

/// Texts that become notes, and what stands before them.
const NOTES: &[(&str, &str)] = &[
    ("message", "Message: "),
    ("comment", ""),
    ("compliance", "Compliance: "),
    ("uncertainty", "Uncertainty: "),
    ("deltaTime", "Time since the last touchpoint: "),
    ("timeOriginated", "Originated: "),
    ("timeReceived", "Received: "),
    ("timeConsumed", "Consumed: "),
    ("timeStarted", "Started: "),
    ("timeCompleted", "Completed: "),
];

impl<'n, 'a> Point<'n, 'a> {
    /// Reads a touchpoint as far as other elements must know it.
    pub fn new(node: &'n Node<'a>, actors: &mut Actors<'a>, said: &mut Said) -> Self {
        node.see();
        let sides = [("initiator", "initiatorLabel"), ("receiver", "receiverLabel")].map(|(name, label)| {
            let side = node.child(name);
            let named = side.into_iter().flat_map(|side| side.all("refersTo"));
            let named: Vec<_> = named.filter_map(|refers| reference(refers, &["actorIDref", "actorID"])).collect();
            (named, side.and_then(|side| side.line_of(label)))
        });
        let [initiator, receiver] = parties(&sides.each_ref().map(|(named, _)| named.as_slice()), actors, said);
        let [(_, label), (_, other_label)] = sides;
        let initiator = Side { actors: initiator, label };
        let receiver = Side { actors: receiver, label: other_label };
        let everybody = initiator.actors.iter().chain(&receiver.actors).copied();
        let mut people: Vec<usize> = everybody.filter(|&actor| actors.get(actor).walks).collect();
        distinct(&mut people);
        let mut channels = Vec::new();
        for channel in node.all("channel") {
            let before = channels.len();
            channels.extend(channel.all("channelName").filter_map(Node::line));
            if channels.len() == before {
                channels.extend(channel.own_line());
            }
        }
        let phase = node.child("belongsTo").and_then(|belongs| reference(belongs, &["phaseIDref", "phaseID"]));
        Self { node, initiator, receiver, channels, people, phase }
    }

    /// The comments before it and in it.
    pub fn comments(&self) -> Vec<&'a str> {
        self.node.comments()
    }

    /// Whether customers see it.
    pub fn is_seen(&self) -> bool {
        !self.people.is_empty() || self.initiator.actors.is_empty()
    }

    /// What it is called: what the customer does; else whatever there is.
    pub fn title(&self, actors: &Actors<'a>) -> Option<Cow<'n, str>> {
        let walks = |side: &Side<'_>| side.actors.iter().any(|&actor| actors.get(actor).walks);
        let (first, second) = if walks(&self.receiver) && !walks(&self.initiator) {
            (&self.receiver, &self.initiator)
        } else {
            (&self.initiator, &self.receiver)
        };
        let title = first.label.clone().or_else(|| second.label.clone());
        title.or_else(|| self.node.line_of("message")).or_else(|| self.channels.first().cloned())
    }

    /// Fills the element of the touchpoint.
    pub fn fill(
        &self,
        mut element: Element<'n>,
        actors: &'n Actors<'a>,
        channels: Vec<Cow<'n, str>>,
        everybody: bool,
        said: &mut Said,
    ) -> Element<'n> {
        let node = self.node;
        element.names("channel", channels);
        let step = element.kind == ElementKind::Step;
        let walks = |actor: usize| actors.get(actor).walks;
        let has_user = |side: &Side<'_>| side.actors.iter().any(|&actor| walks(actor));
        // Where end users meet each other, who of them acts is said.
        let meet = self.people.len() > 1 && has_user(&self.initiator) && has_user(&self.receiver);
        for (field, side) in [("by", &self.initiator), ("with", &self.receiver)] {
            let named = side.actors.iter().filter(|&&actor| meet || !walks(actor));
            element.names(field, named.map(|&actor| actors.id(actor)));
        }
        if !step && !everybody {
            element.clauses = Clauses::for_personas(self.people.iter().map(|&person| actors.id(person)).collect());
        }
        let title = element.title.clone();
        for side in [&self.initiator, &self.receiver] {
            let Some(label) = side.label.clone().filter(|label| Some(label) != title.as_ref()) else { continue };
            let field = match (step, side.actors.is_empty() || has_user(side)) {
                (true, _) => "backstage",
                (false, false) => "frontstage",
                (false, true) => "action",
            };
            element.text(field, label);
        }
        let mut first = true;
        for child in node.all("touchpointDuration") {
            let Some(text) = child.line() else { continue };
            let value = duration(&text).or_else(|| iso_duration(&text));
            if let Some(value) = value.filter(|_| std::mem::take(&mut first)) {
                element.plain("duration", value);
                continue;
            }
            let why = if first { "is no length of time such as `2 weeks`" } else { "is another duration" };
            said.changed(child.span, format!("`{text}` {why}"), "kept as a note");
            element.text("note", format!("Duration: {text}"));
        }
        experiences(&mut element, node.all("touchpointExperience"), said);
        for child in &node.children {
            if child.name == "timestamps" {
                child.see();
                child.children.iter().for_each(|time| note(&mut element, time));
            } else {
                note(&mut element, child);
            }
        }
        for text in ["touchpointID", "category"].iter().flat_map(|name| node.all(name)).filter_map(Node::line) {
            element.text("tag", text);
        }
        element
    }
}

/// Who the actors of both sides are. Somebody whom nobody has declared meets an end user as a provider, and a provider as an end user.
fn parties(sides: &[&[(Cow<'_, str>, Span)]; 2], actors: &mut Actors<'_>, said: &mut Said) -> [Vec<usize>; 2] {
    let mut known = sides.map(|side| side.iter().map(|(key, span)| actors.find(key, *span, said)).collect::<Vec<Option<usize>>>());
    for at in 0..known.len() {
        let walks = |side: &[Option<usize>]| side.iter().flatten().any(|&actor| actors.get(actor).walks);
        let alone = known[at].iter().flatten().next().is_none();
        let walks = if alone { !walks(&known[1 - at]) } else { walks(&known[at]) };
        for ((key, span), who) in sides[at].iter().zip(&mut known[at]).filter(|(_, who)| who.is_none()) {
            let again = actors.find(key, *span, said);
            *who = again.or_else(|| Some(actors.missing(key, key.to_string(), *span, walks, said)));
        }
    }
    known.map(|side| {
        let mut all: Vec<usize> = side.into_iter().flatten().collect();
        distinct(&mut all);
        all
    })
}

/// What an element refers to, in an attribute or as its text; and where that is written.
fn reference<'n>(node: &'n Node<'_>, names: &[&str]) -> Option<(Cow<'n, str>, Span)> {
    let written = names.iter().find_map(|name| node.attribute(name)).map(|(key, span)| (Cow::Borrowed(key), span));
    written.filter(|(key, _)| !key.is_empty()).or_else(|| Some((node.own_line()?, node.span)))
}

/// Keeps the first of several that are the same.
pub fn distinct(all: &mut Vec<usize>) {
    let mut known = HashSet::new();
    all.retain(|&one| known.insert(one));
}

/// Keeps a text as a note, if it is one that is known.
fn note<'n>(element: &mut Element<'n>, child: &'n Node<'_>) {
    if let Some((_, before)) = NOTES.iter().find(|(name, _)| *name == child.name)
        && let Some(text) = child.line()
    {
        element.text("note", format!("{before}{text}"));
    }
}

/// What the end user felt: the first of several as an emotion, all others as notes.
pub fn experiences<'n, 'a: 'n>(element: &mut Element<'n>, nodes: impl Iterator<Item = &'n Node<'a>>, said: &mut Said) {
    for (index, node) in nodes.enumerate() {
        if index == 0 {
            experience(element, node, said);
        } else if let Some(text) = node.line() {
            said.changed(node.span, format!("another `{}` of the same", node.name), "kept as a note");
            element.text("note", format!("Experience: {text}"));
        }
    }
}

/// What the end user felt: a rating from 1 to 5, and words.
fn experience<'n>(element: &mut Element<'n>, node: &'n Node<'_>, said: &mut Said) {
    let words = node.line_of("experienceDescription").or_else(|| node.own_line());
    // A number with a sign would be read as one of the curve.
    let (numbers, words) =
        if words.as_deref().is_some_and(|words| number_first(words).is_some()) { (words, None) } else { (None, words) };
    if let Some(text) = numbers {
        element.text("note", format!("Experience: {text}"));
    }
    let rating = node.child("experienceRating").and_then(|child| Some((child, child.line()?)));
    let mut value = None;
    if let Some((child, written)) = rating {
        let number = written.strip_suffix("/5").unwrap_or(&written).replacen(',', ".", 1);
        value = number.trim().parse().ok().filter(|number| (1.0..=5.0).contains(number)).map(of_score);
        if value.is_none() {
            said.changed(child.span, format!("`{written}` is no rating from 1 to 5"), "kept as a note");
            element.text("note", format!("Rating: {written}"));
        }
    }
    if value.is_some() || words.is_some() {
        element.items.push(Item::Field(Field::new("emotion", vec![Value::Feeling { value, words }])));
    }
}

/// A length of time of ISO 8601 with one unit: `PT5M`, `P2W`.
fn iso_duration(text: &str) -> Option<String> {
    let inner = text.strip_prefix('P')?;
    let (time, inner) = inner.strip_prefix('T').map_or((false, inner), |inner| (true, inner));
    let unit = inner.chars().next_back()?;
    let number = &inner[..inner.len() - unit.len_utf8()];
    let unit = match (time, unit) {
        (true, 'S') => "seconds",
        (true, 'M') => "minutes",
        (true, 'H') => "hours",
        (false, 'D') => "days",
        (false, 'W') => "weeks",
        (false, 'M') => "months",
        (false, 'Y') => "years",
        _ => return None,
    };
    duration(&format!("{number} {unit}"))
}
