//! The ways between the places of the flow.

use std::collections::HashMap;

use crate::graph::{Arrow, ArrowKind};
use crate::labels::Word;
use crate::model::value::Quantity;
use crate::model::vocabulary::{ElementKind, Field};
use crate::model::{ElementId, Transition};

use super::super::view::View;
use super::super::wording::{quantity, text};
use super::passing::{Crowd, Led, Target};
use super::places::Spots;
use super::{FlowWay, PlaceKind, WayKind, rest};

/// All ways that are shown: the written and implied ones, those that are lost, those at doors.
pub fn ways(view: &View<'_, '_>, spots: &Spots, show_implied: bool) -> Vec<FlowWay> {
    let mut out: Vec<FlowWay> = Vec::new();
    // Ways of which nothing is said, by their ends: one is enough.
    let mut known: HashMap<(usize, usize), (usize, Crowd)> = HashMap::new();
    let mut exits: HashMap<(usize, usize), Crowd> = HashMap::new();
    for (from, _, arrow, Led { takers, goals }) in spots.passing.arrows(view) {
        let Some(start) = spots.of.get(&from).copied() else { continue };
        let written = || transition(view, arrow).map(|own| view.journey().personas_of_transition(own)).unwrap_or_default();
        for goal in goals {
            let (id, exit) = match goal.target {
                Target::Place(id) => (id, false),
                Target::Exit(id) => (id, true),
            };
            let Some(end) = spots.of.get(&id) else { continue };
            let end = match (exit, end.door) {
                (false, _) => end.enter,
                (true, Some(door)) => door,
                // Nobody goes on from this stage.
                (true, None) if !arrow.exit => continue,
                (true, None) => end.leave,
            };
            if exit && end == start.leave {
                continue;
            }
            if exit {
                let own = exits.entry((start.leave, end)).or_insert_with(|| goal.crowd.clone());
                *own = own.or(&goal.crowd);
            }
            // Whom a way is for is said where its place does not say it.
            let whom = if goal.crowd == *takers { written() } else { goal.crowd.personas().to_vec() };
            if !goal.loose || arrow.kind == ArrowKind::Influence {
                let way = drawn(view, (start.leave, end), id, arrow, show_implied);
                let left = || left(view, spots, from, start.leave, &goal.crowd);
                let way = if arrow.implied { sharing(view, way, left()) } else { way };
                out.push(FlowWay { whom: view.whom(&whom), ..way });
                continue;
            }
            if let Some((way, crowd)) = known.get_mut(&(start.leave, end)) {
                *crowd = crowd.or(&goal.crowd);
                out[*way].whom = view.whom(crowd.personas());
            } else {
                known.insert((start.leave, end), (out.len(), goal.crowd.clone()));
                out.push(FlowWay { whom: view.whom(&whom), ..implied(start.leave, end) });
            }
        }
    }
    for (from, to, crowd) in &spots.joints {
        // Who has a way of their own to the end of the stage needs no second one.
        let crowd = exits.get(&(*from, *to)).map_or_else(|| crowd.clone(), |exits| crowd.without(exits));
        if !crowd.is_empty() {
            let told = is_for(&spots.places[*from].kind, &crowd);
            let whom = if told { Vec::new() } else { view.whom(crowd.personas()) };
            let way = FlowWay { kind: WayKind::Door, whom, ..implied(*from, *to) };
            let left = element(&spots.places[*from].kind).and_then(|place| rest::goes_on(view, place, &crowd));
            out.push(sharing(view, way, left));
        }
    }
    out.extend(rest::lost(view, spots));
    out
}

/// What written shares leave to the way on from a stage, touchpoint or step; where nothing is written of a stage that is drawn as left
/// from one of its touchpoints, what those of the touchpoint leave.
fn left(view: &View<'_, '_>, spots: &Spots, from: ElementId, leave: usize, crowd: &Crowd) -> Option<Quantity> {
    let own = rest::goes_on(view, from, crowd);
    let is_written = |id: ElementId| view.graph.written.leaving(id).iter().any(|(_, _, arrow)| arrow.transition.is_some());
    let inner = || element(&spots.places[leave].kind).filter(|inner| *inner != from && !is_written(from));
    own.or_else(|| rest::goes_on(view, inner()?, crowd))
}

/// A way with a share that is not written.
fn sharing(view: &View<'_, '_>, way: FlowWay, share: Option<Quantity>) -> FlowWay {
    let Some(share) = share else { return way };
    FlowWay { part: Some(middle(&share)), share: Some(quantity(&share, view.labels)), ..way }
}

/// The touchpoint, step or stage that a place shows.
fn element(place: &PlaceKind) -> Option<ElementId> {
    match place {
        PlaceKind::Touchpoint(card) | PlaceKind::Step(card) | PlaceKind::Stage(_, card) => Some(card.place),
        PlaceKind::Door | PlaceKind::End(_) => None,
    }
}

/// Whether a place says by itself that it is for a crowd.
fn is_for(place: &PlaceKind, crowd: &Crowd) -> bool {
    match place {
        PlaceKind::Touchpoint(card) | PlaceKind::Step(card) => !card.whom.is_empty() && card.whom.len() == crowd.personas().len(),
        _ => false,
    }
}

fn implied(from: usize, to: usize) -> FlowWay {
    FlowWay {
        from,
        to: Some(to),
        kind: WayKind::Implied,
        part: None,
        share: None,
        words: Vec::new(),
        ground: None,
        whom: Vec::new(),
    }
}

/// The transition of an arrow, if one was written.
fn transition<'m>(view: &View<'_, 'm>, arrow: Arrow) -> Option<&'m Transition> {
    arrow.transition.map(|index| &view.journey().file().transitions[index as usize])
}

/// A way as it is written, or as the order implies it.
fn drawn(view: &View<'_, '_>, (from, end): (usize, usize), to: ElementId, arrow: Arrow, show_implied: bool) -> FlowWay {
    let journey = view.journey();
    let goal = journey.model.node(to);
    let failure = goal.kind() == ElementKind::Outcome && goal.word(Field::Value) == Some("failure");
    let kind = match arrow.kind {
        ArrowKind::Influence => WayKind::Influence,
        ArrowKind::HandOff => WayKind::HandOff,
        ArrowKind::Flow if arrow.implied => WayKind::Implied,
        ArrowKind::Flow if failure => WayKind::Failure,
        ArrowKind::Flow => WayKind::Written,
    };
    let way = FlowWay { kind, ..implied(from, end) };
    let Some(transition) = transition(view, arrow) else {
        let words = if show_implied { vec![view.word(Word::Implied).to_owned()] } else { Vec::new() };
        return FlowWay { words, ..way };
    };
    let share = transition.share.as_ref().map(|(share, _)| share);
    FlowWay {
        part: share.map(middle),
        share: share.map(|share| quantity(share, view.labels)),
        words: words(view, transition),
        ground: share.and_then(|_| view.ground(&journey.sources_of_transition(transition))),
        ..way
    }
}

/// The middle of a share, 0 to 1.
fn middle(share: &Quantity) -> f32 {
    ((share.low + share.upper()) / 200.0).clamp(0.0, 1.0) as f32
}

fn words(view: &View<'_, '_>, transition: &Transition) -> Vec<String> {
    let mut words: Vec<String> = transition.label.as_ref().map(|label| text(&label.text)).into_iter().collect();
    words.extend(transition.takes.as_ref().map(|takes| format!("{} {}", view.word(Word::Takes), quantity(takes, view.labels))));
    let when = &view.journey().clause_set(transition.clauses).when;
    words.extend(when.as_ref().map(|when| format!("{} {}", view.word(Word::When), text(&when.text))));
    words.retain(|word| !word.is_empty());
    words
}
