//! What written shares leave of those who leave a place: it is lost if all ways have a share, else it goes where the order leads.

use crate::graph::ArrowKind;
use crate::model::value::{Quantity, Unit};
use crate::model::{ElementId, Transition};

use super::super::view::View;
use super::passing::Crowd;
use super::places::Spots;
use super::{FlowWay, WayKind};

/// What is lost at each place: once for everybody, or for each persona for whom it is not the same.
pub fn lost(view: &View<'_, '_>, spots: &Spots) -> Vec<FlowWay> {
    let mut out = Vec::new();
    let own = view.graph.written.graph.node_weights().filter(|place| !place.foreign);
    for place in own.filter(|place| !view.graph.goes_on(place.element)) {
        let Some(spot) = spots.of.get(&place.element) else { continue };
        for (part, whom) in losses(view, place.element) {
            let share = Some(format!("{}%", tenths(part * 100.0)));
            out.push(FlowWay {
                from: spot.leave,
                to: None,
                kind: WayKind::Loss,
                part: Some(part as f32),
                share,
                words: Vec::new(),
                ground: None,
                whom: view.whom(&whom),
            });
        }
    }
    out
}

/// The share that goes where the order leads from a place, if written shares leave the same to all in a crowd.
pub fn goes_on(view: &View<'_, '_>, place: ElementId, crowd: &Crowd) -> Option<Quantity> {
    let ways = written(view, place);
    let holds_always = |way: &Way<'_>| view.journey().clause_set(way.transition.clauses).when.is_none();
    if !ways.iter().all(holds_always) {
        return None;
    }
    let everybody = ways.iter().all(|way| way.whom.is_empty());
    let who: Vec<Option<ElementId>> = match (everybody, crowd.personas()) {
        (true, _) => vec![None],
        (false, []) => view.graph.personas.iter().copied().map(Some).collect(),
        (false, some) => some.iter().copied().map(Some).collect(),
    };
    let mut rests = who.into_iter().map(|persona| rest(&ways, persona));
    let (least, most) = rests.next()??;
    let same = rests.all(|other| other == Some((least, most)));
    let (low, high) = (tenths(least), tenths(most));
    let range = (high > low).then_some(high);
    (same && low > 0.0).then_some(Quantity { comparison: None, low, high: range, unit: Unit::Percent })
}

fn tenths(percent: f64) -> f64 {
    (percent * 10.0).round() / 10.0
}

/// A written way out of a place.
struct Way<'m> {
    transition: &'m Transition,
    whom: Vec<ElementId>,
}

fn written<'m>(view: &View<'_, 'm>, place: ElementId) -> Vec<Way<'m>> {
    let journey = view.journey();
    let leaving = view.graph.written.leaving(place).into_iter().filter(|(_, _, arrow)| arrow.kind != ArrowKind::Influence);
    leaving
        .filter_map(|(_, _, arrow)| arrow.transition.map(|index| &journey.file().transitions[index as usize]))
        .map(|transition| Way { transition, whom: journey.personas_of_transition(transition) })
        .collect()
}

/// The least and the most, in percent, that the ways of a persona (none: of everybody) leave; none where one of them has no share, or
/// there are none.
fn rest(ways: &[Way<'_>], persona: Option<ElementId>) -> Option<(f64, f64)> {
    let own = || ways.iter().filter(|way| way.whom.is_empty() || persona.is_some_and(|id| way.whom.contains(&id)));
    if own().next().is_none() || own().any(|way| way.transition.share.is_none()) {
        return None;
    }
    let shares = || own().filter_map(|way| way.transition.share.as_ref()).map(|(share, _)| share);
    let (low, high): (f64, f64) = (shares().map(|share| share.low).sum(), shares().map(Quantity::upper).sum());
    Some((100.0 - high, 100.0 - low))
}

/// The parts, 0 to 1, that are lost at a place, each with whom it holds for; none for everybody.
fn losses(view: &View<'_, '_>, place: ElementId) -> Vec<(f64, Vec<ElementId>)> {
    let ways = written(view, place);
    let lost = |persona: Option<ElementId>| rest(&ways, persona).map(|(least, _)| least / 100.0).filter(|part| *part > 1e-9);
    if ways.iter().all(|way| way.whom.is_empty()) {
        return lost(None).map(|part| (part, Vec::new())).into_iter().collect();
    }
    view.graph.personas.iter().filter(|&&id| view.holds(&[id])).filter_map(|&id| Some((lost(Some(id))?, vec![id]))).collect()
}
