//! The ways between the places of the flow.

use crate::graph::{Arrow, ArrowKind};
use crate::labels::Word;
use crate::model::value::Quantity;
use crate::model::vocabulary::{ElementKind, Field};
use crate::model::{ElementId, Transition};

use super::super::view::View;
use super::super::wording::{quantity, text};
use super::places::Spots;
use super::{FlowWay, WayKind, loss};

/// All ways that are shown: the written and implied ones, those that are lost, those at gates.
pub fn ways(view: &View<'_, '_>, spots: &mut Spots, show_implied: bool) -> Vec<FlowWay> {
    let mut out = Vec::new();
    let mut known = std::collections::HashSet::new();
    for (from, to, arrow) in view.graph.written.arrows().filter(|(_, _, arrow)| view.takes(arrow)) {
        let Some(start) = spots.of.get(&from).copied() else { continue };
        let goals = if arrow.exit { vec![to] } else { spots.goals(to) };
        // What is not shown is passed by without a word.
        let passing = goals.first() != Some(&to);
        for goal in goals {
            let Some(end) = spots.of.get(&goal) else { continue };
            let end = if arrow.exit { end.gate.unwrap_or(end.leave) } else { end.enter };
            let joins = arrow.exit && end == start.leave;
            if joins || (passing && !known.insert((start.leave, end))) {
                continue;
            }
            out.push(if passing { implied(start.leave, end) } else { drawn(view, (start.leave, end), to, arrow, show_implied) });
        }
    }
    let exits: std::collections::HashSet<(usize, usize)> = out.iter().filter_map(|way| Some((way.from, way.to?))).collect();
    let joints = spots.joints.iter().filter(|joint| !exits.contains(joint));
    out.extend(joints.map(|&(from, to)| FlowWay { kind: WayKind::Gate, ..implied(from, to) }));
    out.extend(loss::lost(view, spots));
    out
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
    let Some(transition) = arrow.transition.map(|index| &journey.file().transitions[index as usize]) else {
        let words = if show_implied { vec![view.word(Word::Implied).to_owned()] } else { Vec::new() };
        return FlowWay { words, ..way };
    };
    let share = transition.share.as_ref().map(|(share, _)| share);
    FlowWay {
        part: share.map(middle),
        share: share.map(|share| quantity(share, view.labels)),
        words: words(view, transition),
        ground: share.and_then(|_| view.told_ground(&journey.sources_of_transition(transition))),
        whom: view.whom(&journey.personas_of_transition(transition)),
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
