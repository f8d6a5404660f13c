//! Where customers are lost: all ways out of a place have a share, and together they are fewer than those who leave it.

use crate::graph::ArrowKind;
use crate::model::{ElementId, Transition};

use super::super::view::View;
use super::places::Spots;
use super::{FlowWay, WayKind};

/// What is lost at each place: once for everybody, or for each persona for whom it is not the same.
pub fn lost(view: &View<'_, '_>, spots: &Spots) -> Vec<FlowWay> {
    let mut out = Vec::new();
    let own = view.graph.written.graph.node_weights().filter(|place| !place.foreign);
    for place in own.filter(|place| !view.graph.goes_on(place.element)) {
        let Some(spot) = spots.of.get(&place.element) else { continue };
        for (part, whom) in losses(view, place.element) {
            let share = Some(format!("{}%", (part * 1000.0).round() / 10.0));
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

/// The parts, 0 to 1, that are lost at a place, each with whom it holds for; none for everybody.
fn losses(view: &View<'_, '_>, place: ElementId) -> Vec<(f64, Vec<ElementId>)> {
    let journey = view.journey();
    let ways: Vec<(&Transition, Vec<ElementId>)> = view
        .graph
        .written
        .leaving(place)
        .into_iter()
        .filter(|(_, _, arrow)| arrow.kind != ArrowKind::Influence)
        .filter_map(|(_, _, arrow)| arrow.transition.map(|index| &journey.file().transitions[index as usize]))
        .map(|transition| (transition, journey.personas_of_transition(transition)))
        .collect();
    let rest = |persona: Option<ElementId>| -> Option<f64> {
        let own = || ways.iter().filter(|(_, whom)| whom.is_empty() || persona.is_some_and(|id| whom.contains(&id)));
        if own().next().is_none() || own().any(|(transition, _)| transition.share.is_none()) {
            return None;
        }
        let taken: f64 = own().filter_map(|(transition, _)| transition.share.as_ref()).map(|(share, _)| share.upper()).sum();
        let rest = (100.0 - taken) / 100.0;
        (rest > 1e-9).then_some(rest)
    };
    if ways.iter().all(|(_, whom)| whom.is_empty()) {
        return rest(None).map(|part| (part, Vec::new())).into_iter().collect();
    }
    view.graph.personas.iter().filter(|&&id| view.holds(&[id])).filter_map(|&id| Some((rest(Some(id))?, vec![id]))).collect()
}
