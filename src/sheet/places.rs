//! Where things stand: the slots of stages, touchpoints and steps.

use std::collections::HashMap;
use std::ops::Range;

use crate::graph::ArrowKind;
use crate::labels::Word;
use crate::model::vocabulary::{ElementKind, Field};
use crate::model::{ElementId, Node};

use super::evidence::link;
use super::view::View;
use super::wording::caption;
use super::{Phase, Stage};

/// An element of the journey and its slots.
#[derive(Clone)]
pub struct Place<'m> {
    /// The journey, a phase, a stage, a touchpoint or a step; or an outcome, which stands where the last arrow comes to it from.
    pub node: Node<'m>,
    /// The slots it spans; none on a sheet without columns.
    pub slots: Range<usize>,
}

/// All places of a sheet.
pub struct Places<'m> {
    /// The journey, then each phase before its stages, each stage before what stands in it, the outcomes last.
    pub all: Vec<Place<'m>>,
    /// The stages alone.
    pub stages: Vec<Place<'m>>,
    /// How many slots there are.
    pub slots: usize,
}

/// Gives each place its slots.
pub fn places<'m>(view: &View<'_, 'm>) -> Places<'m> {
    let journey = view.journey();
    let mut out = Places { all: Vec::new(), stages: Vec::new(), slots: 0 };
    for node in journey.children() {
        match node.kind() {
            ElementKind::Phase if view.holds(&node.personas()) => {
                let (at, start) = (out.all.len(), out.slots);
                for stage in node.children_of(ElementKind::Stage) {
                    out.add(view, stage);
                }
                if out.slots > start {
                    out.all.insert(at, Place { node, slots: start..out.slots });
                }
            }
            ElementKind::Stage => out.add(view, node),
            _ => {}
        }
    }
    out.all.insert(0, Place { node: journey, slots: 0..out.slots });
    out.add_outcomes(view);
    out
}

impl<'m> Places<'m> {
    fn add(&mut self, view: &View<'_, 'm>, stage: Node<'m>) {
        if !view.shows(stage) {
            return;
        }
        let (at, start) = (self.all.len(), self.slots);
        for node in stage.touchpoints().filter(|&node| view.shows(node)) {
            self.all.push(Place { node, slots: self.slots..self.slots + 1 });
            self.slots += 1;
        }
        self.slots = self.slots.max(start + 1);
        let place = Place { node: stage, slots: start..self.slots };
        self.all.insert(at, place.clone());
        self.stages.push(place);
    }

    /// Outcomes stand where the last arrow to them comes from, as in the flow, else at the end.
    fn add_outcomes(&mut self, view: &View<'_, 'm>) {
        if self.slots == 0 {
            return;
        }
        let slots: HashMap<ElementId, Range<usize>> = self.all.iter().map(|place| (place.node.id, place.slots.clone())).collect();
        let mut from: HashMap<ElementId, Range<usize>> = HashMap::new();
        for (start, end, _) in view.graph.written.arrows() {
            if let Some(slots) = slots.get(&start) {
                let own = from.entry(end).or_insert_with(|| slots.clone());
                if slots.end > own.end {
                    *own = slots.clone();
                }
            }
        }
        let last = self.slots - 1..self.slots;
        for node in view.journey().children_of(ElementKind::Outcome).filter(|node| view.holds(&node.personas())) {
            self.all.push(Place { node, slots: from.get(&node.id).unwrap_or(&last).clone() });
        }
    }

    /// The headings over stages.
    pub fn phases(&self) -> Vec<Phase> {
        let phases = self.all.iter().filter(|place| place.node.kind() == ElementKind::Phase);
        phases.map(|place| Phase { title: caption(place.node), slots: place.slots.clone() }).collect()
    }

    /// The headings of the columns.
    pub fn headings(&self, view: &View<'_, 'm>) -> Vec<Stage> {
        let goes_on = self.goes_on(view);
        self.stages.iter().zip(goes_on).map(|(place, goes_on)| heading(view, place, goes_on)).collect()
    }

    /// For each stage whether customers go on from it, or from something in it, to the next stage or something in that.
    fn goes_on(&self, view: &View<'_, 'm>) -> Vec<bool> {
        let mut stage_of: HashMap<ElementId, usize> = HashMap::new();
        for (at, place) in self.stages.iter().enumerate() {
            stage_of.insert(place.node.id, at);
            stage_of.extend(place.node.touchpoints().map(|node| (node.id, at)));
        }
        let mut out = vec![false; self.stages.len()];
        for (from, to, arrow) in view.graph.written.arrows() {
            if let (Some(&from), Some(&to)) = (stage_of.get(&from), stage_of.get(&to))
                && arrow.kind == ArrowKind::Flow
                && !arrow.exit
                && to == from + 1
            {
                out[from] = true;
            }
        }
        out
    }
}

fn heading<'m>(view: &View<'_, 'm>, place: &Place<'m>, goes_on: bool) -> Stage {
    let stage = place.node;
    let mut facts = Vec::new();
    if stage.word(Field::Order) == Some("any") {
        facts.push(view.word(Word::InAnyOrder).to_owned());
    }
    if view.unreached(stage) {
        facts.push(view.word(Word::NobodyGetsHere).to_owned());
    }
    Stage {
        place: stage.id,
        title: caption(stage),
        goal: view.texts(stage, Field::Goal).collect(),
        facts,
        slots: place.slots.clone(),
        moment: view.moment(stage).is_some(),
        continues: false,
        goes_on,
        whom: view.whom(&stage.personas()),
        link: link(stage),
    }
}
