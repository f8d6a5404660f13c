//! Why the order of a journey does not lead from a place to the next one.

use std::collections::HashMap;

use petgraph::Direction;
use petgraph::visit::EdgeRef as _;

use crate::model::ElementId;
use crate::model::vocabulary::Field;

use super::{Arrow, ArrowKind, JourneyGraph};

/// The places of a journey in their order, scope by scope.
pub struct Order<'g, 'm> {
    graph: &'g JourneyGraph<'m>,
    places: HashMap<ElementId, Position>,
}

/// Where a place stands.
#[derive(Clone, Copy)]
struct Position {
    /// The stage around it; none for a stage.
    scope: Option<ElementId>,
    /// Its number.
    at: usize,
    /// The place before it in its scope.
    before: Option<ElementId>,
}

/// A place that would lead on to the next one, and the arrow because of which it does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interrupted {
    /// The place before.
    pub before: ElementId,
    /// The transition: an index into the file's list.
    pub by: u32,
    /// What the arrow does.
    pub how: Interruption,
}

/// How an arrow keeps the order from leading on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Interruption {
    /// It goes forward from the place before, or comes to the next one from an earlier place.
    TakesOver,
    /// Its share, with those of other arrows, takes all who leave the place before.
    TakesAll,
}

impl<'m> JourneyGraph<'m> {
    /// The places in their order.
    pub fn order(&self) -> Order<'_, 'm> {
        let mut places = HashMap::new();
        let mut add = |scope: Option<ElementId>, all: &mut dyn Iterator<Item = ElementId>| {
            let mut before = None;
            for (at, place) in all.enumerate() {
                places.insert(place, Position { scope, at, before });
                before = Some(place);
            }
        };
        add(None, &mut self.journey.stages().map(|stage| stage.id));
        for stage in self.journey.stages().filter(|stage| stage.word(Field::Order) != Some("any")) {
            add(Some(stage.id), &mut stage.touchpoints().map(|touchpoint| touchpoint.id));
        }
        Order { graph: self, places }
    }
}

impl Order<'_, '_> {
    /// Why the order does not lead a persona to a stage, touchpoint or step from the one before it; none if it does, or there is none.
    pub fn interrupted(&self, place: ElementId, persona: ElementId) -> Option<Interrupted> {
        let before = self.places.get(&place)?.before?;
        let found = |by: u32, how| Some(Interrupted { before, by, how });
        let leaving = self.graph.written.leaving(before);
        if let Some(by) = leaving.iter().find_map(|(_, to, arrow)| self.forward(before, *to, arrow)) {
            return found(by, Interruption::TakesOver);
        }
        let written = &self.graph.written.graph;
        let arriving = written.edges_directed(self.graph.written.node(place)?, Direction::Incoming);
        let from_earlier = arriving.filter_map(|edge| self.forward(written[edge.source()].element, place, edge.weight()));
        if let Some(by) = from_earlier.min() {
            return found(by, Interruption::TakesOver);
        }
        if !self.graph.written.spent(before).contains(&persona) {
            return None;
        }
        let journey = self.graph.journey;
        let takes = |index: &u32| {
            let transition = &journey.file().transitions[*index as usize];
            let whom = journey.personas_of_transition(transition);
            transition.share.is_some() && (whom.is_empty() || whom.contains(&persona))
        };
        let by = leaving.iter().filter_map(|(_, _, arrow)| arrow.transition).find(takes)?;
        found(by, Interruption::TakesAll)
    }

    /// The transition of an arrow that goes forward from a place to a later one of its scope.
    fn forward(&self, from: ElementId, to: ElementId, arrow: &Arrow) -> Option<u32> {
        let (start, end) = (self.places.get(&from)?, self.places.get(&to)?);
        let forward = arrow.kind == ArrowKind::Flow && !arrow.exit && start.scope == end.scope && start.at < end.at;
        arrow.transition.filter(|_| forward)
    }
}
