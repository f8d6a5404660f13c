//! A touchpoint of CJML: an action, or a communication between two actors.
//!
//! What an end user does or receives is a touchpoint of the map, and what the provider does then is `frontstage`. What happens between
//! providers is a step: customers do not see it.

use std::borrow::Cow;

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
    actor: Option<usize>,
    label: Option<Cow<'n, str>>,
}

/// A touchpoint, with its names looked up.
pub struct Point<'n, 'a> {
    node: &'n Node<'a>,
    initiator: Side<'n>,
    receiver: Side<'n>,
    /// Where it happens, as it is written.
    pub channel: Option<Cow<'n, str>>,
    /// The end users that take part, each once.
    pub people: Vec<usize>,
    /// The id of the phase that it belongs to, and where that is written.
    pub phase: Option<(&'n str, Span)>,
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
        let mut side = |name: &str, label: &str| {
            let Some(side) = node.child(name) else { return Side { actor: None, label: None } };
            let named = side.child("refersTo").and_then(|refers| refers.attribute("actorIDref").or(refers.attribute("actorID")));
            let actor = named.filter(|(key, _)| !key.is_empty()).map(|(key, span)| actors.number(key, span, said));
            Side { actor, label: side.line_of(label) }
        };
        let (initiator, receiver) = (side("initiator", "initiatorLabel"), side("receiver", "receiverLabel"));
        let mut people = Vec::new();
        for actor in [initiator.actor, receiver.actor].into_iter().flatten() {
            if actors.get(actor).walks && !people.contains(&actor) {
                people.push(actor);
            }
        }
        let channel = node.child("channel").and_then(|channel| channel.line_of("channelName").or_else(|| channel.line()));
        let phase = node.child("belongsTo").and_then(|belongs| belongs.attribute("phaseIDref")).filter(|(key, _)| !key.is_empty());
        Self { node, initiator, receiver, channel, people, phase }
    }

    /// The comments before it and in it.
    pub fn comments(&self) -> Vec<&'a str> {
        self.node.comments()
    }

    /// Whether customers see it.
    pub fn is_seen(&self) -> bool {
        !self.people.is_empty() || self.initiator.actor.is_none()
    }

    /// Who takes part besides the end users.
    pub fn others(&self) -> impl Iterator<Item = usize> + '_ {
        [self.initiator.actor, self.receiver.actor].into_iter().flatten()
    }

    /// What it is called: what the customer does; else whatever there is.
    pub fn title(&self, actors: &Actors<'a>) -> Option<Cow<'n, str>> {
        let walks = |side: &Side<'_>| side.actor.is_some_and(|actor| actors.get(actor).walks);
        let (first, second) = if walks(&self.receiver) && !walks(&self.initiator) {
            (&self.receiver, &self.initiator)
        } else {
            (&self.initiator, &self.receiver)
        };
        let title = first.label.clone().or_else(|| second.label.clone());
        title.or_else(|| self.node.line_of("message")).or_else(|| self.channel.clone())
    }

    /// Fills the element of the touchpoint.
    pub fn fill(
        &self,
        mut element: Element<'n>,
        actors: &'n Actors<'a>,
        channel: Option<Cow<'n, str>>,
        everybody: bool,
        said: &mut Said,
        unknown: &mut impl FnMut(&Node<'a>),
    ) -> Element<'n> {
        let node = self.node;
        element.names("channel", channel);
        let step = element.kind == ElementKind::Step;
        let provider = |side: &Side<'_>| side.actor.filter(|&actor| !actors.get(actor).walks);
        let two_users = self.people.len() == 2;
        let by = provider(&self.initiator).or(self.initiator.actor.filter(|_| two_users));
        let with = provider(&self.receiver).or(self.receiver.actor.filter(|_| two_users));
        element.names("by", by.map(|actor| actors.id(actor)));
        element.names("with", with.map(|actor| actors.id(actor)));
        if !step && !everybody {
            element.clauses = Clauses::for_personas(self.people.iter().map(|&person| actors.id(person)).collect());
        }
        let title = element.title.clone();
        for side in [&self.initiator, &self.receiver] {
            let Some(label) = side.label.clone().filter(|label| Some(label) != title.as_ref()) else { continue };
            let field = match (step, provider(side)) {
                (true, _) => "backstage",
                (false, Some(_)) => "frontstage",
                (false, None) => "action",
            };
            element.text(field, label);
        }
        if let Some(child) = node.child("touchpointDuration")
            && let Some(text) = child.line()
        {
            if let Some(value) = duration(&text).or_else(|| iso_duration(&text)) {
                element.plain("duration", value);
            } else {
                said.changed(child.span, format!("`{text}` is no length of time such as `2 weeks`"), "kept as a note");
                element.text("note", format!("Duration: {text}"));
            }
        }
        if let Some(child) = node.child("touchpointExperience") {
            experience(&mut element, child, said);
        }
        for child in &node.children {
            match child.name {
                "touchpointID"
                | "channel"
                | "initiator"
                | "receiver"
                | "belongsTo"
                | "touchpointDuration"
                | "touchpointExperience"
                | "category" => {}
                "timestamps" => child.children.iter().for_each(|time| note(&mut element, time, unknown)),
                _ => note(&mut element, child, unknown),
            }
        }
        for text in ["touchpointID", "category"].iter().filter_map(|name| node.line_of(name)) {
            element.text("tag", text);
        }
        element
    }
}

/// Keeps a text as a note, if it is one that is known.
fn note<'n, 'a>(element: &mut Element<'n>, child: &'n Node<'a>, unknown: &mut impl FnMut(&Node<'a>)) {
    match (NOTES.iter().find(|(name, _)| *name == child.name), child.line()) {
        (Some(_), None) => {}
        (Some((_, before)), Some(text)) => element.text("note", format!("{before}{text}")),
        (None, _) => unknown(child),
    }
}

/// What the end user felt: a rating from 1 to 5, and words.
pub fn experience<'n>(element: &mut Element<'n>, node: &'n Node<'_>, said: &mut Said) {
    let words = node.line_of("experienceDescription");
    // A number with a sign would be read as one of the curve.
    let (numbers, words) =
        if words.as_deref().is_some_and(|words| number_first(words).is_some()) { (words, None) } else { (None, words) };
    if let Some(text) = numbers {
        element.text("note", format!("Experience: {text}"));
    }
    let rating = node.child("experienceRating").and_then(|child| Some((child, child.line()?)));
    let mut value = None;
    if let Some((child, written)) = rating {
        value = written.parse().ok().filter(|number| (1.0..=5.0).contains(number)).map(of_score);
        if value.is_none() {
            said.changed(child.span, format!("the rating `{written}` does not go from 1 to 5"), "kept as a note");
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
