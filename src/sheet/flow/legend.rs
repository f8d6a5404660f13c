//! Which marks of the flow occur and have to be explained.

use super::super::{Card, Mark, Whom};
use super::{End, FlowSheet, PlaceKind, WayKind};

/// The marks of a flow, in a fixed order.
pub fn legend(flow: &FlowSheet) -> Vec<Mark> {
    let mut marks: Vec<Mark> = flow.sheet.stages.iter().filter(|stage| stage.moment).map(|_| Mark::Moment).collect();
    let mut whom: Vec<&Whom> = flow.sheet.stages.iter().flat_map(|stage| &stage.whom).collect();
    for place in &flow.places {
        match &place.kind {
            PlaceKind::Touchpoint(card) | PlaceKind::Step(card) | PlaceKind::Stage(_, card) => {
                let Card { moment, assumed, unreached, whom: own, .. } = card;
                marks.extend(moment.is_some().then_some(Mark::Moment));
                marks.extend(assumed.then_some(Mark::Assumed));
                marks.extend(unreached.then_some(Mark::Unreached));
                whom.extend(own);
            }
            PlaceKind::End(End { unreached, whom: own, .. }) => {
                marks.extend(unreached.then_some(Mark::Unreached));
                whom.extend(own);
            }
            PlaceKind::Gate => {}
        }
    }
    for way in &flow.ways {
        marks.extend(way.part.filter(|_| way.kind != WayKind::Loss).map(|_| Mark::Share));
        marks.extend(match way.kind {
            WayKind::Implied => Some(Mark::Implied),
            WayKind::Influence => Some(Mark::Influence),
            WayKind::Loss => Some(Mark::Loss),
            _ => None,
        });
        whom.extend(&way.whom);
    }
    marks.extend(whom.iter().any(|whom| whom.persona.is_some()).then_some(Mark::Whom));
    marks.sort_unstable();
    marks.dedup();
    marks
}
