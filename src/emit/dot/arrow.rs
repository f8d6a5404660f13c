//! Edges: transitions, written and implied, influence and hand-offs.

use std::fmt::Write as _;

use crate::graph::{Arrow, ArrowKind};
use crate::labels::Word;
use crate::model::value::Basis;
use crate::model::vocabulary::Field;
use crate::model::walk::basis;
use crate::model::{ElementId, Node, Transition};

use super::colour::{ARROW, IMPLIED, INK, RED, SECOND, VIOLET};
use super::label::{Label, Type};
use super::layout::{Layout, Spot};
use super::text::quoted;
use super::view::View;

const WORDS: Type = Type { size: 11, colour: INK, bold: false, width: 24, lines: 3 };
const SHARE: Type = Type { size: 13, colour: INK, bold: true, width: 24, lines: 1 };
const SMALL: Type = Type { size: 10, colour: SECOND, bold: false, width: 26, lines: 3 };

/// The edge of an arrow as a statement without its indent; none if it does not belong to the picture.
pub fn edge(view: &View<'_, '_>, layout: &Layout<'_>, from: ElementId, to: ElementId, arrow: Arrow) -> Option<String> {
    let journey = view.journey();
    let transition = arrow.transition.map(|index| &journey.file().transitions[index as usize]);
    if transition.is_some_and(|transition| !view.holds(&journey.personas_of_transition(transition))) {
        return None;
    }
    let (tail, head) = (layout.spots.get(&from)?, layout.spots.get(&to)?);
    let enter = if arrow.exit { head.leave } else { head.enter };
    // A stage that leaves itself by its own way out: there is nothing to draw.
    if arrow.exit && tail.leave == enter {
        return None;
    }
    // A way back is written the other way round and drawn backwards: so it never bends the order, and its label gets room.
    let back = enter < tail.leave && !tail.foreign && !head.foreign;
    let same = tail.stage.is_some() && tail.stage == head.stage;
    let mut out = match (back, same) {
        (true, true) => format!("n{enter} -> n{} [dir=back, ", tail.leave),
        (true, false) => format!("n{} -> n{} [dir=back, ", head.reach.1, tail.reach.0),
        (false, _) => format!("n{} -> n{enter} [", tail.leave),
    };
    if !same {
        clip(&mut out, layout, *tail, *head, back);
    }
    look(&mut out, view, arrow, transition, to);
    if arrow.kind == ArrowKind::Influence || back {
        out.push_str(", weight=0");
    } else if tail.whole.is_some() == head.whole.is_some() && !head.foreign {
        out.push_str(", weight=6");
    }
    let mut label = Label::default();
    words(view, arrow, transition, &mut label);
    if !label.is_empty() {
        let _ = write!(out, ", label={}", label.with_air().finish());
    }
    let tip = quoted(&tooltip(view, from, to, arrow, transition));
    let _ = write!(out, ", tooltip={tip}, labeltooltip={tip}]");
    Some(out)
}

/// An arrow of a stage as a whole ends at the border of its column, if the other end lies outside.
fn clip(out: &mut String, layout: &Layout<'_>, tail: Spot, head: Spot, back: bool) {
    let (tail_end, head_end) = if back { ("lhead", "ltail") } else { ("ltail", "lhead") };
    if let Some(cluster) = tail.whole {
        let _ = write!(out, "{tail_end}={}, ", name(layout, cluster));
    }
    if let Some(cluster) = head.whole {
        let _ = write!(out, "{head_end}={}, ", name(layout, cluster));
    }
}

/// The name of a stage's cluster: that of its first card, so that it is the only one in the file.
pub fn name(layout: &Layout<'_>, cluster: usize) -> String {
    format!("cluster_s{}", layout.columns[cluster].cards[0].0)
}

fn look(out: &mut String, view: &View<'_, '_>, arrow: Arrow, transition: Option<&Transition>, to: ElementId) {
    let share = transition.and_then(|transition| transition.share.as_ref());
    if arrow.kind == ArrowKind::Influence {
        let _ = write!(out, "style=dotted, color=\"{VIOLET}\", penwidth=1.8, arrowhead=open, arrowtail=open");
        return;
    }
    let failure = view.journey().model.node(to).word(Field::Value) == Some("failure");
    let colour = match (arrow.implied, failure) {
        (true, _) => IMPLIED,
        (false, true) => RED,
        (false, false) => ARROW,
    };
    let pen = match share {
        Some((share, _)) => 1.0 + 5.0 * (share.low + share.upper()).clamp(0.0, 200.0) / 200.0,
        None if arrow.implied => 1.0,
        None => 1.5,
    };
    let guessed = share.is_some() && transition.is_some_and(|transition| rests_on(view.journey(), transition) == Basis::Assumed);
    let style = if guessed { "dashed" } else { "solid" };
    let _ = write!(out, "style={style}, color=\"{colour}\", penwidth={pen:.2}");
}

/// What a transition rests on, by its own clauses or those around it.
pub fn rests_on(journey: Node<'_>, transition: &Transition) -> Basis {
    let scope = journey.model.node(ElementId { file: journey.id.file, index: transition.scope });
    let own = &journey.clause_set(transition.clauses).sources;
    if own.is_empty() {
        return scope.basis();
    }
    basis(&own.iter().filter_map(|&reference| journey.goal(reference)).collect::<Vec<_>>())
}

fn words(view: &View<'_, '_>, arrow: Arrow, transition: Option<&Transition>, label: &mut Label) {
    if arrow.implied && view.show_implied {
        label.centred(view.labels.get(Word::Implied), SMALL);
    }
    let Some(transition) = transition else { return };
    let ink = if arrow.kind == ArrowKind::Influence { VIOLET } else { INK };
    if let Some((share, _)) = &transition.share {
        label.centred(&share.to_string(), SHARE);
    }
    if let Some(text) = &transition.label {
        label.centred(&text.text, Type { colour: ink, ..WORDS });
    }
    if let Some(takes) = &transition.takes {
        label.centred(&format!("{} {}", view.labels.get(Word::Takes), view.labels.measure(takes)), SMALL);
    }
    if let Some(when) = &view.journey().clause_set(transition.clauses).when {
        label.centred(&format!("{} {}", view.labels.get(Word::When), when.text), SMALL);
    }
    if let Some(whom) = view.whom(&view.journey().personas_of(transition.clauses)) {
        label.centred(&format!("{} {whom}", view.labels.get(Word::Only)), SMALL);
    }
}

fn tooltip(view: &View<'_, '_>, from: ElementId, to: ElementId, arrow: Arrow, transition: Option<&Transition>) -> String {
    let model = view.journey().model;
    let verb = match arrow.kind {
        ArrowKind::Influence => view.labels.get(Word::Influences),
        ArrowKind::HandOff => view.labels.get(Word::HandsOver),
        ArrowKind::Flow => "→",
    };
    let mut tip = format!("{} {verb} {}", model.node(from).caption(), model.node(to).caption());
    let Some(transition) = transition else {
        let _ = write!(tip, "\n{}", view.labels.get(Word::OrderImplies));
        return tip;
    };
    if let Some(text) = &transition.label {
        let _ = write!(tip, "\n{}", text.text);
    }
    if let Some((share, _)) = &transition.share {
        let basis = view.labels.get(rests_on(view.journey(), transition).into());
        let _ = write!(tip, "\n{}: {share} ({basis})", view.labels.get(Word::Share));
    }
    if let Some(takes) = &transition.takes {
        let _ = write!(tip, "\n{} {}", view.labels.get(Word::Takes), view.labels.measure(takes));
    }
    if let Some(when) = &view.journey().clause_set(transition.clauses).when {
        let _ = write!(tip, "\n{} {}", view.labels.get(Word::When), when.text);
    }
    tip
}
