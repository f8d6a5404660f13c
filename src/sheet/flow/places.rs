//! The places of the flow: cards in the slots of their stages, doors, and ends.

use std::collections::{HashMap, HashSet};

use crate::graph::ArrowKind;
use crate::labels::Word;
use crate::model::value::ClaimValue;
use crate::model::vocabulary::{ElementKind, Field};
use crate::model::{ElementId, Node};

use super::super::evidence::link;
use super::super::places::{Place, Places};
use super::super::rows::cards::{card, channels};
use super::super::rows::ways::{feeling, way};
use super::super::view::View;
use super::super::wording::caption;
use super::super::{Card, Phase, Stage, Way};
use super::passing::{Crowd, Passing, Target};
use super::slots::Inside;
use super::{End, FlowPlace, PlaceKind};

/// Where the ways of an element begin and end: numbers of places.
#[derive(Clone, Copy, Debug)]
pub struct Spot {
    /// Where ways arrive.
    pub enter: usize,
    /// From where they leave.
    pub leave: usize,
    /// Where an `exit` of the stage leads, if it is one with a door.
    pub door: Option<usize>,
}

/// All places, and what is known of their stages.
pub struct Spots {
    /// The places, in the order of the file.
    pub places: Vec<FlowPlace>,
    /// Where the ways of each element begin and end.
    pub of: HashMap<ElementId, Spot>,
    /// Ways inside stages to and from their doors.
    pub joints: Vec<Joint>,
    /// The headings of the columns.
    pub stages: Vec<Stage>,
    /// The headings over them.
    pub phases: Vec<Phase>,
    /// How many slots there are.
    pub slots: usize,
    /// Who passes by what.
    pub passing: Passing,
}

/// A way inside a stage to or from its door: where it begins and ends, and for whom it is.
pub type Joint = (usize, usize, Crowd);

impl Spots {
    /// Gives everything that is shown its place.
    pub fn new<'m>(view: &View<'_, 'm>, mut shown: Places<'m>) -> Self {
        let passing = Passing::new(view);
        // A stage that the persona of the sheet passes by is not on it.
        shown.stages.retain(|stage| view.persona.is_none() || !passing.at(stage.node.id).is_empty());
        let mut out = Self {
            places: Vec::new(),
            of: HashMap::new(),
            joints: Vec::new(),
            stages: shown.headings(view),
            phases: Vec::new(),
            slots: usize::from(comes_from_elsewhere(view)),
            passing,
        };
        let crossed = Crossed::of(view, &out.passing);
        for (number, stage) in shown.stages.iter().enumerate() {
            out.add_stage(view, number, stage, &crossed);
        }
        out.phases = shown
            .all
            .iter()
            .filter(|place| place.node.kind() == ElementKind::Phase)
            .filter_map(|phase| {
                let before = |slot: usize| shown.stages.partition_point(|stage| stage.slots.start < slot);
                let inside = out.stages.get(before(phase.slots.start)..before(phase.slots.end))?;
                let slots = inside.first()?.slots.start..inside.last()?.slots.end;
                Some(Phase { title: caption(phase.node), slots })
            })
            .collect();
        out.add_ends(view);
        out
    }

    fn add(&mut self, slot: Option<usize>, kind: PlaceKind) -> usize {
        self.places.push(FlowPlace { slot, kind });
        self.places.len() - 1
    }

    fn add_stage<'m>(&mut self, view: &View<'_, 'm>, number: usize, stage: &Place<'m>, crossed: &Crossed) {
        let node = stage.node;
        let start = self.slots;
        let inside = Inside::of(view, node, &self.passing);
        if inside.nodes.is_empty() {
            let bare = Card { title: None, channels: channels(view, node), ..card(view, stage) };
            let own = self.add(Some(start), PlaceKind::Stage(number, bare));
            self.of.insert(node.id, Spot { enter: own, leave: own, door: None });
            self.slots = start + 1;
            self.stages[number].slots = start..self.slots;
            return;
        }
        let through = inside.through.is_some();
        let before = (inside.entries.len() > 1 || through) && crossed.entered.contains(&node.id);
        let exits = crossed.exits.contains(&node.id);
        let after = (inside.ends.len() > 1 || exits || through) && crossed.left.contains(&node.id);
        let enter = before.then(|| self.add(Some(start), PlaceKind::Door));
        let first = start + usize::from(before);
        let cards: Vec<usize> = inside
            .nodes
            .iter()
            .zip(&inside.ranks)
            .map(|(&inner, rank)| {
                let place = Place { node: inner, slots: first + rank..first + rank + 1 };
                let made = card(view, &place);
                let kind = if inner.kind() == ElementKind::Step { PlaceKind::Step(made) } else { PlaceKind::Touchpoint(made) };
                let own = self.add(Some(first + rank), kind);
                self.of.insert(inner.id, Spot { enter: own, leave: own, door: None });
                own
            })
            .collect();
        self.slots = first + inside.slots();
        let door = after.then(|| {
            self.slots += 1;
            self.add(Some(self.slots - 1), PlaceKind::Door)
        });
        if let Some(enter) = enter {
            self.joints.extend(inside.entries.iter().map(|(entry, crowd)| (enter, cards[*entry], crowd.clone())));
            self.joints.extend(door.zip(inside.through).map(|(door, crowd)| (enter, door, crowd)));
        }
        if let Some(door) = door {
            self.joints.extend(inside.ends.iter().map(|(end, crowd)| (cards[*end], door, crowd.clone())));
        }
        let leave = door.unwrap_or_else(|| cards[inside.ends.last().map_or(0, |(end, _)| *end)]);
        let enter = enter.unwrap_or_else(|| cards[inside.entries.first().map_or(0, |(entry, _)| *entry)]);
        self.of.insert(node.id, Spot { enter, leave, door });
        self.stages[number].slots = start..self.slots;
    }

    /// Outcomes and other maps: at the right where customers come from the last columns or succeed, else below what leads there.
    fn add_ends(&mut self, view: &View<'_, '_>) {
        let journey = view.journey();
        let column = self.slots;
        let mut sources: HashMap<ElementId, usize> = HashMap::new();
        let mut leads: HashSet<ElementId> = HashSet::new();
        for (from, to, arrow) in view.graph.written.arrows().filter(|(_, _, arrow)| view.takes(arrow)) {
            let slot = self.of.get(&from).and_then(|spot| self.places[spot.leave].slot);
            if let Some(slot) = slot {
                let last = sources.entry(to).or_default();
                *last = slot.max(*last);
            }
            if arrow.kind != ArrowKind::Flow || slot.is_some() {
                leads.insert(from);
            }
        }
        let last = self.stages.last().map_or(0, |stage| stage.slots.start);
        let mut aside = false;
        for place in view.graph.written.graph.node_weights() {
            let node = journey.model.node(place.element);
            let outcome = node.kind() == ElementKind::Outcome && !place.foreign;
            let whom = node.personas();
            if !(outcome || place.foreign) || !view.holds(&whom) && outcome {
                continue;
            }
            let source = sources.get(&node.id).copied();
            if source.is_none() && (!outcome || view.narrow()) && !(place.foreign && leads.contains(&node.id)) {
                continue;
            }
            let kind = if place.foreign { Way::HandOff } else { way(node, ArrowKind::Flow, false) };
            let slot = match source {
                None if place.foreign => Some(0),
                Some(source) if kind != Way::Success && source < last && !leads.contains(&node.id) => None,
                _ => Some(column),
            };
            aside |= slot == Some(column);
            let end = End {
                place: outcome.then_some(node.id),
                title: caption(node),
                facts: facts(view, node, place.foreign),
                way: kind,
                unreached: outcome && view.unreached(node),
                whom: if outcome { view.whom(&whom) } else { Vec::new() },
                link: link(node),
            };
            let own = self.add(slot, PlaceKind::End(end));
            self.of.insert(node.id, Spot { enter: own, leave: own, door: None });
        }
        self.slots = column + usize::from(aside);
    }
}

/// What is to be known about an outcome, or that it is another map.
fn facts<'m>(view: &View<'_, 'm>, node: Node<'m>, foreign: bool) -> Vec<String> {
    if foreign {
        let map = node.journey().filter(|journey| journey.id != node.id).map(caption);
        return vec![map.unwrap_or_else(|| view.word(Word::AnotherMap).to_owned())];
    }
    let feelings = view.field(node, Field::Emotion).filter_map(|claim| match &claim.claim().value {
        ClaimValue::Emotion(points) => Some(points.iter().map(feeling).collect::<Vec<_>>().join(" → ")),
        _ => None,
    });
    feelings.filter(|fact| !fact.is_empty()).collect()
}

/// Whether an arrow comes from another map.
fn comes_from_elsewhere(view: &View<'_, '_>) -> bool {
    let graph = &view.graph.written.graph;
    let foreign = |id: ElementId| view.graph.written.node(id).is_some_and(|node| graph[node].foreign);
    let arrived: HashSet<ElementId> = view.graph.written.arrows().map(|(_, to, _)| to).collect();
    view.graph.written.arrows().any(|(from, _, _)| foreign(from) && !arrived.contains(&from))
}

/// Which stages ways enter and leave as a whole.
struct Crossed {
    entered: HashSet<ElementId>,
    left: HashSet<ElementId>,
    exits: HashSet<ElementId>,
}

impl Crossed {
    fn of(view: &View<'_, '_>, passing: &Passing) -> Self {
        let mut out = Self { entered: HashSet::new(), left: HashSet::new(), exits: HashSet::new() };
        for (from, to, arrow, led) in passing.arrows(view) {
            if arrow.exit {
                out.exits.insert(to);
            } else {
                out.left.insert(from);
                out.entered.insert(to);
                // Who passes by the last places of another stage comes to its end.
                let from = view.journey().model.node(from).parent().map(|stage| stage.id);
                out.exits.extend(led.goals.iter().filter_map(|goal| match goal.target {
                    Target::Exit(stage) if from != Some(stage) => Some(stage),
                    _ => None,
                }));
            }
        }
        out
    }
}
