//! Nodes: the cards of touchpoints, steps, stages and outcomes, and the signs of other maps.

use crate::labels::Word;
use crate::model::Node;
use crate::model::value::{Basis, ClaimValue, Point, signed};
use crate::model::vocabulary::{ElementKind, Field};
use crate::model::walk::ClaimNode;

use super::colour::{self, GREEN, INK, LINE, PAPER, RED, SECOND, STEP, STRIPES, VIOLET, tint};
use super::label::{Label, Type};
use super::say::tooltip;
use super::text::quoted;
use super::view::{View, short};

const TITLE: Type = Type { size: 13, colour: INK, bold: true, width: 28, lines: 3 };
const FACT: Type = Type { size: 11, colour: SECOND, bold: false, width: 32, lines: 2 };
const BODY: Type = Type { size: 12, colour: INK, bold: false, width: 30, lines: 3 };
const NUMBER: Type = Type { size: 11, colour: INK, bold: true, width: 40, lines: 1 };
const FEELING: Type = Type { size: 11, colour: INK, bold: false, width: 28, lines: 2 };

/// The most emotions on one card, and points in one arc.
const EMOTIONS: usize = 4;
const POINTS: usize = 5;

/// A touchpoint or a step: the attributes of its node.
pub fn touchpoint<'m>(view: &View<'_, 'm>, node: Node<'m>) -> String {
    let moment = view.moment(node);
    let mut label = Label::default();
    heading(&mut label, node, moment.is_some(), TITLE);
    facts(view, &mut label, node);
    let assumed = emotions(view, &mut label, node);
    unreached(view, &mut label, node);
    finish(view, node, label, moment.is_some(), assumed)
}

/// What a stage without touchpoints says of itself, so that arrows have an end.
pub fn stage<'m>(view: &View<'_, 'm>, node: Node<'m>) -> String {
    let moment = view.moment(node).is_some();
    let mut label = Label::default();
    let said = [Field::Action, Field::Frontstage, Field::Business, Field::Backstage, Field::Thought];
    let texts: Vec<String> = said
        .into_iter()
        .map(|field| view.field(node, field).filter_map(|claim| claim.text().map(str::to_owned)).collect::<Vec<_>>())
        .find(|texts| !texts.is_empty())
        .unwrap_or_default();
    for text in texts.iter().take(2) {
        label.text(text, BODY);
    }
    facts(view, &mut label, node);
    let assumed = emotions(view, &mut label, node);
    if label.is_empty() {
        label.text(view.labels.get(Word::NothingSaidYet), FACT);
    }
    finish(view, node, label, moment, assumed)
}

/// An outcome.
pub fn outcome<'m>(view: &View<'_, 'm>, node: Node<'m>) -> String {
    let (mark, ink, paper, line) = match node.word(Field::Value) {
        Some("success") => ("✓ ", PAPER, GREEN, GREEN),
        Some("failure") => ("✕ ", RED, PAPER, RED),
        _ => ("○ ", INK, "#E5E7EB", LINE),
    };
    let lost = view.unreached(node);
    let ink = if lost { INK } else { ink };
    let mut label = Label::default();
    label.text(&format!("{mark}{}", node.caption()), Type { colour: ink, ..TITLE });
    unreached(view, &mut label, node);
    let (style, paper) = if lost { ("striped", STRIPES) } else { ("rounded,filled", paper) };
    format!(
        "shape=box, style=\"{style}\", fillcolor=\"{paper}\", color=\"{line}\", penwidth=2, margin=\"0.2,0.1\", width=0, label={}, tooltip={}",
        label.finish(),
        quoted(&tooltip(view, node))
    )
}

/// Another map: its journey, and the place there if one is named.
pub fn foreign(view: &View<'_, '_>, node: Node<'_>) -> String {
    let mut label = Label::default();
    let journey = node.journey().unwrap_or(node);
    label.text(view.labels.get(Word::AnotherMap), Type { size: 10, ..FACT });
    label.text(journey.caption(), Type { size: 12, ..TITLE });
    if journey.id != node.id {
        label.text(&format!("at “{}”", node.caption()), FACT);
    }
    format!(
        "shape=cds, style=filled, fillcolor=\"#DDE7F5\", color=\"#1D4ED8\", penwidth=1.5, width=0, margin=\"0.25,0.12\", label={}, tooltip={}",
        label.finish(),
        quoted(&format!("{}: {}", journey.caption(), node.caption()))
    )
}

/// The heading of a stage's column: its title, what the customer wants there, and how it feels if that is said of the whole.
pub fn stage_heading<'m>(view: &View<'_, 'm>, node: Node<'m>) -> String {
    let mut label = Label::default();
    heading(&mut label, node, view.moment(node).is_some(), Type { size: 17, width: 30, lines: 2, ..TITLE });
    for goal in view.field(node, Field::Goal).take(1) {
        label.text(goal.text().unwrap_or_default(), Type { width: 40, ..FACT });
    }
    if node.touchpoints().next().is_some() {
        emotions(view, &mut label, node);
    }
    unreached(view, &mut label, node);
    label.finish()
}

/// Whether dashes occur on cards: what is said there is assumed.
pub fn assumed<'m>(view: &View<'_, 'm>, node: Node<'m>) -> bool {
    view.field(node, Field::Emotion).any(|claim| claim.basis() == Basis::Assumed)
}

fn heading(label: &mut Label, node: Node<'_>, moment: bool, set: Type) {
    let title = node.caption();
    if moment {
        label.text(&format!("◆ {title}"), Type { colour: VIOLET, ..set });
    } else {
        label.text(title, set);
    }
}

/// Where it happens, how long it takes, who acts and for whom it is.
fn facts<'m>(view: &View<'_, 'm>, label: &mut Label, node: Node<'m>) {
    let mut facts: Vec<String> = Vec::new();
    let own: Vec<&str> = view.field(node, Field::Channel).filter_map(ClaimNode::goal).map(short).collect();
    let channels = match node.parent() {
        Some(stage) if own.is_empty() && node.kind() == ElementKind::Touchpoint => {
            view.field(stage, Field::Channel).filter_map(ClaimNode::goal).map(short).collect()
        }
        _ => own,
    };
    facts.extend(channels.into_iter().map(str::to_owned));
    facts.extend(
        view.field(node, Field::By)
            .filter_map(ClaimNode::goal)
            .map(|actor| format!("{} {}", view.labels.get(Word::By), short(actor))),
    );
    facts.extend(
        view.field(node, Field::With)
            .filter_map(ClaimNode::goal)
            .map(|actor| format!("{} {}", view.labels.get(Word::With), short(actor))),
    );
    facts.extend(view.field(node, Field::Duration).map(|claim| super::say::value(view, claim)));
    if node.field(Field::Optional).next().is_some() {
        facts.push(view.labels.get(Word::Optional).to_owned());
    }
    facts.extend(node.word(Field::Status).filter(|&status| status != "live").map(str::to_owned));
    if node.kind() != ElementKind::Stage
        && let Some(whom) = view.whom(&node.personas())
    {
        facts.push(format!("{} {whom}", view.labels.get(Word::Only)));
    }
    label.text(&facts.join(" · "), FACT);
}

/// A row for each emotion. Whether there are some and all of them are assumed.
fn emotions<'m>(view: &View<'_, 'm>, label: &mut Label, node: Node<'m>) -> bool {
    let all: Vec<ClaimNode<'m>> = view.field(node, Field::Emotion).collect();
    for claim in all.iter().take(EMOTIONS) {
        if let ClaimValue::Emotion(points) = &claim.claim().value {
            emotion(view, label, *claim, points);
        }
    }
    if all.len() > EMOTIONS {
        label.text(&format!("and {} more", all.len() - EMOTIONS), FACT);
    }
    !all.is_empty() && all.iter().all(|claim| claim.basis() == Basis::Assumed)
}

/// An emotion as a bar in its tint; an arc runs from the tint of its first point to that of its last.
fn emotion(view: &View<'_, '_>, label: &mut Label, claim: ClaimNode<'_>, points: &[Point]) {
    let values: Vec<f64> = points.iter().filter_map(|point| point.value).collect();
    let mut numbers: Vec<String> = values.iter().take(POINTS).map(|&value| signed(value)).collect();
    if values.len() > POINTS {
        numbers.push("…".into());
    }
    let words: Vec<&str> = points.iter().filter_map(|point| point.word.as_deref()).collect();
    let mut said = words.join(" → ");
    if let Some(whom) = view.whom(&claim.personas()) {
        said = if said.is_empty() { whom } else { format!("{whom}: {said}") };
    }
    let (Some(&first), Some(&last)) = (values.first(), values.last()) else {
        label.text(&said, FEELING);
        return;
    };
    let style = if claim.basis() == Basis::Assumed { "DASHED" } else { "SOLID" };
    let ground = if values.len() == 1 { tint(first) } else { format!("{}:{}", tint(first), tint(last)) };
    label.bar(
        (&numbers.join(" → "), NUMBER),
        (&said, FEELING),
        &format!(" BORDER=\"1\" COLOR=\"{LINE}\" STYLE=\"{style}\" BGCOLOR=\"{ground}\""),
    );
}

fn unreached(view: &View<'_, '_>, label: &mut Label, node: Node<'_>) {
    if view.unreached(node) {
        label.text(&format!("⚠ {}", view.nobody()), Type { bold: true, colour: RED, ..FACT });
    }
}

fn finish<'m>(view: &View<'_, 'm>, node: Node<'m>, label: Label, moment: bool, assumed: bool) -> String {
    let step = node.kind() == ElementKind::Step;
    let lost = view.unreached(node);
    let shape = if step { "note" } else { "box" };
    let corner = if step { "filled" } else { "rounded,filled" };
    let (style, paper) = match (lost, step) {
        (true, _) => ("striped", STRIPES),
        (false, true) => (corner, STEP),
        (false, false) => (corner, PAPER),
    };
    let shape = if lost { "box" } else { shape };
    let dashed = if assumed { ",dashed" } else { "" };
    let (line, pen) = if moment { (VIOLET, "3") } else { (if step { LINE } else { colour::BORDER }, "1.2") };
    format!(
        "shape={shape}, style=\"{style}{dashed}\", fillcolor=\"{paper}\", color=\"{line}\", penwidth={pen}, label={}, tooltip={}",
        label.wide_as_a_card().finish(),
        quoted(&tooltip(view, node))
    )
}
