//! How long it takes: from the beginning to each outcome, once round each loop, and against what is promised.
//!
//! For each persona and each place from which an outcome is reached one way is added up, the main one to that place (see
//! [`crate::graph::Route`]): all ways would be endlessly many.
//! A stage that is passed from its beginning to its end counts with its own duration, if it has one; else its touchpoints and steps
//! on the way count, and the arrows between them. Lower ends are added to lower ends and upper to upper ones. What has no duration
//! adds nothing: the sum is then a least one, and says so. An arrow without a time takes none. A loop is said apart: how often one
//! goes round it is not known.
//!
//! A *limit* is a promise about one place; it is held against the place's duration, for a stage without one against what its
//! touchpoints take on the first way that passes all of it.

use std::collections::{HashMap, HashSet};

use crate::graph::{Leg, Route};
use crate::model::value::{Basis, ClaimValue, Quantity};
use crate::model::vocabulary::{ElementKind, Field};
use crate::model::walk::basis;
use crate::model::{ElementId, Node, Transition, is_placeholder};

use super::metrics::quantity;
use super::view::View;
use super::{Name, Place};

/// How many ways are added up.
const WAYS: usize = 24;

/// How long a journey takes.
#[derive(Clone, Debug, Default)]
pub struct Durations {
    /// Whether an error leaves part of the flow unknown; then there are no ways and no loops.
    pub uncertain: bool,
    /// The main way to each outcome, those to a success first, then ways from other places; personas with the same way together.
    pub ways: Vec<Way>,
    /// How many ways more there are.
    pub more: usize,
    /// The arrows that lead back.
    pub loops: Vec<Loop>,
    /// What is promised, in the order of the file.
    pub limits: Vec<Limit>,
}

/// A way to an outcome.
#[derive(Clone, Debug, PartialEq)]
pub struct Way {
    /// The outcome; none where the journey ends by itself.
    pub end: Option<Name>,
    /// `success`, `failure` or `neutral`, if it is written.
    pub outcome: Option<&'static str>,
    /// Whether it is the main way to its end, for one of those whose way it is.
    pub main: bool,
    /// Whose way it is; empty for everybody.
    pub personas: Vec<Name>,
    /// The stages on it, in order.
    pub stages: Vec<Name>,
    /// How long it takes.
    pub time: Time,
}

/// A sum of durations of which parts may be missing.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Time {
    /// The sum of the lower ends, in seconds.
    pub least: f64,
    /// The sum of the upper ends, in seconds; more if something is missing.
    pub most: f64,
    /// How many durations are in the sum, of places and of arrows.
    pub known: usize,
    /// How many of these are assumed.
    pub assumed: usize,
    /// How many places are passed.
    pub places: usize,
    /// How many of them have no duration.
    pub unknown: usize,
    /// What the weakest of the durations rests on; none without durations.
    pub basis: Option<Basis>,
}

/// An arrow that leads back.
#[derive(Clone, Debug)]
pub struct Loop {
    /// Where it leaves.
    pub from: Place,
    /// Where it leads back to.
    pub to: Place,
    /// What is written on it.
    pub label: Option<String>,
    /// How many go round.
    pub share: Option<Quantity>,
    /// How long the arrow itself takes.
    pub takes: Option<Quantity>,
    /// Who goes round; empty for everybody.
    pub personas: Vec<Name>,
}

/// A promise about a place.
#[derive(Clone, Debug)]
pub struct Limit {
    /// Where.
    pub place: Place,
    /// What is promised.
    pub promised: Quantity,
    /// What it takes.
    pub time: Time,
    /// Whether it is kept.
    pub kept: Promise,
}

/// A promise against what it takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Promise {
    /// It is kept.
    Kept,
    /// It is broken in any case, by so many seconds.
    Over {
        /// The least.
        least: f64,
        /// The most.
        most: f64,
    },
    /// The upper end breaks it, by so many seconds.
    MayBeOver {
        /// The most.
        most: f64,
    },
    /// A duration is missing, or one of them is no length of time.
    Unknown,
}

impl Time {
    fn add(&mut self, other: Self) {
        self.least += other.least;
        self.most += other.most;
        self.known += other.known;
        self.assumed += other.assumed;
        self.places += other.places;
        self.unknown += other.unknown;
        self.basis = [self.basis, other.basis].into_iter().flatten().min();
    }

    fn known((least, most): (f64, f64), places: usize, basis: Basis) -> Self {
        Self { least, most, known: 1, assumed: usize::from(basis == Basis::Assumed), places, unknown: 0, basis: Some(basis) }
    }

    const UNKNOWN_PLACE: Self = Self { least: 0.0, most: 0.0, known: 0, assumed: 0, places: 1, unknown: 1, basis: None };
}

/// Adds up the durations.
pub(super) fn durations(view: &View<'_, '_>) -> Durations {
    if view.graph.uncertain() {
        return Durations { uncertain: true, limits: limits(view, &HashMap::new()), ..Durations::default() };
    }
    let mut taken: Vec<Taken> = Vec::new();
    let mut more = 0;
    let walkers: Vec<Option<ElementId>> =
        if view.walkers().is_empty() { vec![None] } else { view.walkers().iter().copied().map(Some).collect() };
    for walker in walkers {
        let (routes, others) = view.graph.routes(walker.and_then(|id| view.position(id)), WAYS);
        more += others;
        for route in routes {
            let sum = add_up(view, &route, walker);
            match taken.iter().position(|known| known.route == route && known.sum.time == sum.time) {
                Some(at) => taken[at].walkers.extend(walker),
                None if taken.len() < WAYS => taken.push(Taken { route, sum, walkers: walker.into_iter().collect(), main: false }),
                None => more += 1,
            }
        }
    }
    // The main way to each outcome comes before other ways, a success before a failure; what comes first for somebody stays first.
    let mut main: HashSet<(Option<ElementId>, Option<ElementId>)> = HashSet::new();
    for way in &mut taken {
        let whose = way.walkers.iter().copied().map(Some).chain(way.walkers.is_empty().then_some(None));
        way.main = whose.map(|walker| main.insert((way.route.end, walker))).filter(|first| *first).count() > 0;
    }
    taken.sort_by_key(|way| (!way.main, order(view, &way.route), way.route.end));
    let mut inside: HashMap<ElementId, Time> = HashMap::new();
    for (stage, time) in taken.iter().flat_map(|way| &way.sum.passed) {
        inside.entry(*stage).or_insert(*time);
    }
    Durations {
        uncertain: false,
        ways: taken.iter().map(|way| self::way(view, way)).collect(),
        more,
        loops: view.graph.loops().into_iter().filter_map(|index| round(view, index)).collect(),
        limits: limits(view, &inside),
    }
}

/// A route with whose it is.
struct Taken {
    route: Route,
    sum: Sum,
    walkers: Vec<ElementId>,
    /// Whether it is the main way to its end for one of them.
    main: bool,
}

/// What a route comes to.
struct Sum {
    time: Time,
    stages: Vec<ElementId>,
    /// The stages that are passed from beginning to end, each with what its touchpoints take.
    passed: Vec<(ElementId, Time)>,
}

/// Success first, failure last.
fn order(view: &View<'_, '_>, route: &Route) -> u8 {
    match route.end.and_then(|end| view.journey().model.node(end).word(Field::Value)) {
        Some("success") => 0,
        Some("failure") => 2,
        _ => 1,
    }
}

fn way(view: &View<'_, '_>, taken: &Taken) -> Way {
    let model = view.journey().model;
    let end = taken.route.end.map(|end| model.node(end));
    Way {
        end: end.map(|end| view.name(end)),
        outcome: end.and_then(|end| end.word(Field::Value)),
        main: taken.main,
        personas: view.whom(&taken.walkers),
        stages: taken.sum.stages.iter().map(|&stage| view.name(model.node(stage))).collect(),
        time: taken.sum.time,
    }
}

/// A part of a route within one stage.
struct Visit {
    stage: ElementId,
    /// Whether it was entered at its beginning, and left at its end.
    whole: (bool, bool),
    /// What its touchpoints and the arrows between them take.
    inside: Time,
}

fn add_up(view: &View<'_, '_>, route: &Route, walker: Option<ElementId>) -> Sum {
    let journey = view.journey();
    let mut visits: Vec<Visit> = Vec::new();
    let mut between = Time::default();
    // What the arrow before takes belongs to the stage if that goes on behind it.
    let mut arrow = Time::default();
    for leg in &route.legs {
        match *leg {
            Leg::Enter(stage) => {
                visits.push(Visit { stage, whole: (true, false), inside: Time::default() });
                between.add(std::mem::take(&mut arrow));
            }
            Leg::At(place) => {
                let node = journey.model.node(place);
                let Some(stage) = node.parent().map(|stage| stage.id) else { continue };
                if visits.last().is_none_or(|visit| visit.stage != stage || visit.whole.1) {
                    visits.push(Visit { stage, whole: (false, false), inside: Time::default() });
                    between.add(std::mem::take(&mut arrow));
                }
                if let Some(visit) = visits.last_mut() {
                    visit.inside.add(std::mem::take(&mut arrow));
                    visit.inside.add(of_place(node, walker).unwrap_or(Time::UNKNOWN_PLACE));
                }
            }
            Leg::Leave(stage) => {
                if let Some(visit) = visits.last_mut().filter(|visit| visit.stage == stage) {
                    visit.inside.add(std::mem::take(&mut arrow));
                    visit.whole.1 = true;
                }
            }
            Leg::Arrow(index) => {
                between.add(std::mem::take(&mut arrow));
                arrow = of_arrow(journey, &journey.file().transitions[index as usize]);
            }
        }
    }
    between.add(arrow);
    let mut sum = Sum { time: between, stages: Vec::new(), passed: Vec::new() };
    for visit in visits {
        let whole = visit.whole == (true, true);
        let own = of_place(journey.model.node(visit.stage), walker).filter(|_| whole);
        // A stage in which nothing is passed is a place itself.
        let inside = if visit.inside.places == 0 { Time::UNKNOWN_PLACE } else { visit.inside };
        sum.time.add(own.unwrap_or(inside));
        if whole && visit.inside.places > 0 {
            sum.passed.push((visit.stage, visit.inside));
        }
        if sum.stages.last() != Some(&visit.stage) {
            sum.stages.push(visit.stage);
        }
    }
    sum
}

/// The duration that is written at a place, for a persona.
fn of_place(node: Node<'_>, walker: Option<ElementId>) -> Option<Time> {
    node.field(Field::Duration).find_map(|claim| {
        let personas = claim.personas();
        let holds = personas.is_empty() || walker.is_none_or(|id| personas.contains(&id));
        match &claim.claim().value {
            ClaimValue::Quantity(quantity) if holds => quantity.seconds().map(|ends| Time::known(ends, 1, claim.basis())),
            _ => None,
        }
    })
}

/// The time of an arrow; nothing if none is written.
fn of_arrow(journey: Node<'_>, transition: &Transition) -> Time {
    let ends = transition.takes.as_ref().and_then(Quantity::seconds);
    ends.map_or_else(Time::default, |ends| Time::known(ends, 0, basis(&journey.sources_of_transition(transition))))
}

fn round(view: &View<'_, '_>, index: u32) -> Option<Loop> {
    let journey = view.journey();
    let transition = &journey.file().transitions[index as usize];
    let personas = journey.personas_of_transition(transition);
    if !view.holds(&personas) {
        return None;
    }
    Some(Loop {
        from: view.place(journey.goal(transition.from)?),
        to: view.place(journey.goal(transition.to)?),
        label: transition.label.as_ref().map(|label| label.text.to_string()).filter(|label| !is_placeholder(label)),
        share: transition.share.as_ref().map(|(share, _)| share.clone()),
        takes: transition.takes.clone(),
        personas: view.whom(&personas),
    })
}

/// What is promised at the places of the journey.
fn limits(view: &View<'_, '_>, inside: &HashMap<ElementId, Time>) -> Vec<Limit> {
    let places = view.journey().descendants().filter(|node| {
        matches!(node.kind(), ElementKind::Stage | ElementKind::Touchpoint | ElementKind::Step) && view.holds(&node.personas())
    });
    places
        .filter_map(|node| {
            let promised = quantity(node, Field::Limit)?;
            let own = of_place(node, view.persona);
            let time = own.or_else(|| inside.get(&node.id).copied()).unwrap_or(Time::UNKNOWN_PLACE);
            Some(Limit { place: view.place(node), kept: kept(&promised, time), promised, time })
        })
        .collect()
}

fn kept(promised: &Quantity, time: Time) -> Promise {
    let Some((_, limit)) = promised.seconds() else { return Promise::Unknown };
    if time.known == 0 {
        Promise::Unknown
    } else if time.least > limit {
        Promise::Over { least: time.least - limit, most: time.most - limit }
    } else if time.most > limit {
        Promise::MayBeOver { most: time.most - limit }
    } else if time.unknown > 0 {
        Promise::Unknown
    } else {
        Promise::Kept
    }
}
