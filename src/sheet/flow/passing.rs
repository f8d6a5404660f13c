//! Who passes by what: where an arrow really leads, for everybody who takes it.
//!
//! The walk graph has a *gate* before each place that is optional or not for everybody. The picture has none: a way leads to the place
//! itself for those who go there, and for the others to what comes next for them. A *crowd* is who takes a way.

use std::collections::HashMap;

use crate::graph::{Arrow, ArrowKind, Step, Stop};
use crate::model::ElementId;
use crate::model::vocabulary::ElementKind;

use super::super::view::View;

/// So many optional places in a row can be passed by up to any of them. Beyond these one way leads past all that are left: a way to each
/// would make as many lines as the square of their number.
const IN_A_ROW: usize = 6;

/// Personas who walk the journey, in order of their ids; none for everybody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crowd(Option<Vec<ElementId>>);

impl Crowd {
    /// Everybody.
    pub const EVERYBODY: Self = Self(None);

    /// Some personas.
    pub fn of(mut personas: Vec<ElementId>) -> Self {
        personas.sort_unstable();
        personas.dedup();
        Self(Some(personas))
    }

    /// Those for whom something is said; for none it is said for everybody.
    pub fn said_for(personas: Vec<ElementId>) -> Self {
        if personas.is_empty() { Self::EVERYBODY } else { Self::of(personas) }
    }

    /// Those who are in both.
    pub fn and(&self, other: &Self) -> Self {
        match (&self.0, &other.0) {
            (None, _) => other.clone(),
            (_, None) => self.clone(),
            (Some(one), Some(other)) => {
                let (few, many) = if one.len() < other.len() { (one, other) } else { (other, one) };
                Self(Some(few.iter().copied().filter(|id| many.binary_search(id).is_ok()).collect()))
            }
        }
    }

    /// Those who are in one of them.
    pub fn or(&self, other: &Self) -> Self {
        match (&self.0, &other.0) {
            (Some(own), Some(other)) => Self::of(own.iter().chain(other).copied().collect()),
            _ => Self::EVERYBODY,
        }
    }

    /// Those who are in it and not in another one; of everybody nobody can be taken out but everybody.
    pub fn without(&self, other: &Self) -> Self {
        match (&self.0, &other.0) {
            (_, None) => Self(Some(Vec::new())),
            (None, Some(_)) => Self::EVERYBODY,
            (Some(own), Some(other)) => Self(Some(own.iter().copied().filter(|id| other.binary_search(id).is_err()).collect())),
        }
    }

    /// Whether nobody is in it.
    pub fn is_empty(&self) -> bool {
        self.0.as_ref().is_some_and(Vec::is_empty)
    }

    /// Its personas; none for everybody.
    pub fn personas(&self) -> &[ElementId] {
        self.0.as_deref().unwrap_or_default()
    }
}

/// Where a way leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// To a place.
    Place(ElementId),
    /// To the end of a stage.
    Exit(ElementId),
}

/// Where an arrow leads for some of those who take it.
#[derive(Clone, Debug)]
pub struct Goal {
    /// Where.
    pub target: Target,
    /// For whom.
    pub crowd: Crowd,
    /// Whether they could have gone to what they pass by: it is optional, or not on the sheet. What is said at the arrow then does not
    /// hold for this way alone.
    pub loose: bool,
}

/// What stands before a place: who goes there, and where the others go.
struct Gate {
    own: Crowd,
    next: Vec<(Target, Crowd)>,
    /// Where those come who also pass by all optional places that follow; empty where there are too few of these to ask.
    beyond: Vec<(Target, Crowd)>,
}

/// Where an arrow leads those who take it.
pub struct Led {
    /// Who takes it.
    pub takers: Crowd,
    /// To the place itself, and past it, in order.
    pub goals: Vec<Goal>,
}

/// All gates of a journey, what is not on the sheet, and where each arrow that is on it really leads.
pub struct Passing {
    gates: HashMap<ElementId, Gate>,
    hidden: HashMap<ElementId, Vec<(Target, Crowd)>>,
    walkers: Crowd,
    /// By arrow, in order; none for one that is not on the sheet.
    led: Vec<Option<Led>>,
}

impl Passing {
    /// Looks at the walk graph, for those whose sheet it is.
    pub fn new(view: &View<'_, '_>) -> Self {
        let walkers = view.persona.filter(|id| view.graph.personas.contains(id));
        let walkers = walkers.map_or(Crowd::EVERYBODY, |id| Crowd::of(vec![id]));
        let mut out = Self { gates: gates(view), hidden: HashMap::new(), walkers, led: Vec::new() };
        for stage in view.journey().stages() {
            for node in std::iter::once(stage).chain(stage.touchpoints()).filter(|&node| !view.shows(node)) {
                let barred = !view.holds(&node.personas());
                if barred && out.gates.contains_key(&node.id) {
                    continue;
                }
                let onward = view.graph.written.leaving(node.id).into_iter();
                let forward = onward.filter(|(_, to, arrow)| arrow.kind == ArrowKind::Flow && !arrow.exit && *to > node.id);
                let mut next: Vec<(Target, Crowd)> =
                    forward.map(|(_, to, arrow)| (Target::Place(to), said_of(view, &arrow))).collect();
                if next.is_empty() && node.kind() != ElementKind::Stage {
                    next.push((Target::Exit(stage.id), Crowd::EVERYBODY));
                }
                out.hidden.insert(node.id, next);
            }
        }
        let arrows = view.graph.written.arrows();
        out.led = arrows.map(|(from, to, arrow)| view.takes(&arrow).then(|| out.of_arrow(view, (from, to), &arrow))).collect();
        out
    }

    /// Where the arrow of a number leads; none if it is not on the sheet.
    pub fn led(&self, arrow: usize) -> Option<&Led> {
        self.led.get(arrow)?.as_ref()
    }

    /// The arrows that are on the sheet, in order: their ends, and where they lead.
    pub fn arrows<'a>(&'a self, view: &'a View<'_, '_>) -> impl Iterator<Item = (ElementId, ElementId, Arrow, &'a Led)> {
        view.graph.written.arrows().zip(&self.led).filter_map(|((from, to, arrow), led)| Some((from, to, arrow, led.as_ref()?)))
    }

    /// Who can be at a place.
    pub fn at(&self, place: ElementId) -> Crowd {
        self.gates.get(&place).map_or(Crowd::EVERYBODY, |gate| gate.own.clone()).and(&self.walkers)
    }

    /// Whom the order leads on from a place: those of whom written shares leave somebody.
    pub fn going_on(&self, view: &View<'_, '_>, from: ElementId) -> Crowd {
        match view.graph.written.spent(from) {
            [] => self.at(from),
            spent => self.at(from).and(&Crowd::of(view.graph.personas.clone()).without(&Crowd::of(spent.to_vec()))),
        }
    }

    /// Who takes an arrow.
    fn takers(&self, view: &View<'_, '_>, from: ElementId, arrow: &Arrow) -> Crowd {
        if arrow.implied { self.going_on(view, from) } else { self.at(from).and(&said_of(view, arrow)) }
    }

    /// Where an arrow leads those who take it. Nobody moves along an influence, so it passes by only what is not on the sheet.
    fn of_arrow(&self, view: &View<'_, '_>, (from, to): (ElementId, ElementId), arrow: &Arrow) -> Led {
        let takers = self.takers(view, from, arrow);
        let away = self.hidden.contains_key(&to) || self.at(to).is_empty();
        if arrow.exit || (arrow.kind == ArrowKind::Influence && !away) {
            let target = if arrow.exit { Target::Exit(to) } else { Target::Place(to) };
            return Led { goals: vec![Goal { target, crowd: takers.clone(), loose: false }], takers };
        }
        let node = view.journey().model.node(from);
        let within = if node.kind() == ElementKind::Stage { None } else { node.parent().map(|stage| stage.id) };
        Led { goals: self.goals(view, to, &takers, within), takers }
    }

    /// Where an arrow to a place leads those who take it, in order: to the place itself, and past it. `within` is the stage in which the
    /// arrow begins.
    pub fn goals(&self, view: &View<'_, '_>, place: ElementId, crowd: &Crowd, within: Option<ElementId>) -> Vec<Goal> {
        let itself = || Goal { target: Target::Place(place), crowd: crowd.clone(), loose: false };
        // What nobody takes is drawn as it is written, but not to those who asked for the ways of one persona.
        if crowd.is_empty() {
            return if view.persona.is_none() { vec![itself()] } else { Vec::new() };
        }
        let mut out: Vec<Goal> = Vec::new();
        let mut todo = vec![(itself(), 0)];
        let mut seen: HashMap<Target, Crowd> = HashMap::new();
        while let Some((goal, passed)) = todo.pop() {
            let known = seen.get(&goal.target);
            let crowd = known.map_or(goal.crowd.clone(), |known| known.or(&goal.crowd));
            if known == Some(&crowd) {
                continue;
            }
            seen.insert(goal.target, crowd);
            let mut further: Vec<(Goal, usize)> = Vec::new();
            let mut on = |target: Target, crowd: Crowd, loose: bool, passed: usize| {
                further.push((Goal { target, crowd, loose: goal.loose || loose }, passed));
            };
            match goal.target {
                Target::Exit(stage) if within != Some(stage) && is_passed_whole(view, stage) => {
                    for (_, to, arrow) in view.graph.written.leaving(stage) {
                        if arrow.kind != ArrowKind::Influence && !arrow.exit {
                            on(Target::Place(to), goal.crowd.and(&said_of(view, &arrow)), true, passed);
                        }
                    }
                }
                Target::Exit(_) => add(&mut out, goal.clone()),
                Target::Place(id) => {
                    if let Some(next) = self.hidden.get(&id) {
                        for (target, whom) in next {
                            on(*target, goal.crowd.and(whom), true, passed);
                        }
                    } else if let Some(gate) = self.gates.get(&id) {
                        let there = goal.crowd.and(&gate.own);
                        if gate.own.is_empty() && view.persona.is_none() {
                            // It is for somebody who does not walk the journey.
                            let whom = Crowd::of(view.journey().model.node(id).personas());
                            add(&mut out, Goal { target: goal.target, crowd: whom, loose: goal.loose });
                        } else if !there.is_empty() {
                            add(&mut out, Goal { target: goal.target, crowd: there.clone(), loose: goal.loose });
                        }
                        let far = passed >= IN_A_ROW && !there.is_empty() && !gate.beyond.is_empty();
                        for (target, whom) in if far { &gate.beyond } else { &gate.next } {
                            let crowd = goal.crowd.and(whom);
                            let loose = !there.and(&crowd).is_empty();
                            on(*target, crowd, loose, passed + usize::from(loose));
                        }
                    } else {
                        add(&mut out, goal.clone());
                    }
                }
            }
            further.retain(|(goal, _)| !goal.crowd.is_empty());
            todo.extend(further.into_iter().rev());
        }
        out
    }
}

/// Whether a stage has no end at which a way could arrive from outside: it is not on the sheet, or nothing stands in it.
fn is_passed_whole(view: &View<'_, '_>, stage: ElementId) -> bool {
    let node = view.journey().model.node(stage);
    !view.shows(node) || !node.touchpoints().any(|inner| view.shows(inner))
}

/// Adds a goal, or those for whom it is one, too.
fn add(out: &mut Vec<Goal>, goal: Goal) {
    match out.iter_mut().find(|known| known.target == goal.target) {
        Some(known) => {
            known.crowd = known.crowd.or(&goal.crowd);
            known.loose &= goal.loose;
        }
        None => out.push(goal),
    }
}

/// For whom an arrow is written.
fn said_of(view: &View<'_, '_>, arrow: &Arrow) -> Crowd {
    let transition = arrow.transition.map(|index| &view.journey().file().transitions[index as usize]);
    Crowd::said_for(transition.map(|transition| view.journey().personas_of_transition(transition)).unwrap_or_default())
}

/// The gates of the walk graph, by the place behind each.
fn gates(view: &View<'_, '_>) -> HashMap<ElementId, Gate> {
    let (spots, steps) = (view.graph.stops(), view.graph.steps());
    let mut leaving: Vec<Vec<&Step>> = vec![Vec::new(); spots.len()];
    for step in &steps {
        leaving[step.from].push(step);
    }
    let alone = view.graph.personas.is_empty();
    let crowd = |step: &Step| step.whom.clone().filter(|_| !alone).map_or(Crowd::EVERYBODY, Crowd::of);
    let mut gates: HashMap<ElementId, Gate> = HashMap::new();
    for (gate, spot) in spots.iter().enumerate() {
        let Stop::Gate(Some(place)) = *spot else { continue };
        let (mut own, mut next) = (Crowd::of(Vec::new()), Vec::new());
        let mut todo: Vec<(&Step, Crowd)> = leaving[gate].iter().rev().map(|step| (*step, crowd(step))).collect();
        while let Some((step, whom)) = todo.pop() {
            match spots[step.to] {
                _ if whom.is_empty() => {}
                Stop::Edge => {}
                Stop::Gate(None) => todo.extend(leaving[step.to].iter().rev().map(|step| (*step, whom.and(&crowd(step))))),
                Stop::In(id) | Stop::At(id) if id == place => own = own.or(&whom),
                Stop::Gate(Some(id)) | Stop::In(id) | Stop::At(id) => next.push((Target::Place(id), whom)),
                Stop::Out(id) => next.push((Target::Exit(id), whom)),
            }
        }
        gates.insert(place, Gate { own, next, beyond: Vec::new() });
    }
    let is_optional = |gate: &Gate| gate.next.iter().any(|(_, whom)| !whom.and(&gate.own).is_empty());
    if gates.values().filter(|gate| is_optional(gate)).nth(IN_A_ROW).is_some() {
        look_beyond(&mut gates);
    }
    gates
}

/// Finds where those come who pass by all optional places that follow a gate: from the last one back, since one passes by forwards.
fn look_beyond(gates: &mut HashMap<ElementId, Gate>) {
    let mut places: Vec<ElementId> = gates.keys().copied().collect();
    places.sort_unstable();
    for place in places.into_iter().rev() {
        let mut beyond: Vec<(Target, Crowd)> = Vec::new();
        let mut add = |target: Target, crowd: Crowd| match beyond.iter_mut().find(|(known, _)| *known == target) {
            _ if crowd.is_empty() => {}
            Some((_, known)) => *known = known.or(&crowd),
            None => beyond.push((target, crowd)),
        };
        for (target, whom) in &gates[&place].next {
            let further = match *target {
                Target::Place(id) if id > place => gates.get(&id).map(|gate| (id, gate)),
                _ => None,
            };
            let Some((id, gate)) = further else {
                add(*target, whom.clone());
                continue;
            };
            // Those for whom it is not optional stop there.
            let passes = gate.beyond.iter().fold(Crowd::of(Vec::new()), |all, (_, crowd)| all.or(crowd));
            add(Target::Place(id), whom.and(&gate.own).without(&passes));
            gate.beyond.iter().for_each(|(target, crowd)| add(*target, whom.and(crowd)));
        }
        gates.entry(place).and_modify(|gate| gate.beyond = beyond);
    }
}
