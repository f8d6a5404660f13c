//! What to find out: the claims without evidence, and the numbers that are missing, as things that a team can do.
//!
//! A *task* is one thing to do at one stage: *ask* (emotions, pains, gains, quotes, thoughts), *observe* (how long a place takes) or
//! *measure* (shares, metrics, how long a way takes, and how long a place takes that has an `event` in the tracking data). At a step
//! those who act are asked and observed, apart from the customers. A task stands as high as the weightiest of its questions. The
//! weights, from the heaviest, are the order of [`Reason`]: first what decides what the team works on (severe pains, and how many are
//! lost), then what gives the curve its shape, then what is held against a number, then how ways part, then the rest. Of equal tasks
//! the one with more questions comes first, then the one written first.

use std::collections::{HashMap, HashSet};

use crate::model::value::{Basis, ClaimValue};
use crate::model::vocabulary::{ElementKind, Field};
use crate::model::{ElementId, Node, Transition};

use super::claims::{ClaimKind, Claimed, Of, Part, part, target};
use super::pains::Passed;
use super::view::View;
use super::{Name, Passing, Place};

/// One thing to do at one stage.
#[derive(Clone, Debug)]
pub struct Task {
    /// What to do.
    pub method: Method,
    /// The stage; for what stands in none the outcomes or the whole journey.
    pub place: Place,
    /// With whom; empty for everybody who walks.
    pub whom: Vec<Name>,
    /// The weightiest of the reasons.
    pub reason: Reason,
    /// What to find out, the weightiest first.
    pub questions: Vec<Question>,
}

/// Ways to find something out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Method {
    /// Interviews or a survey.
    Ask,
    /// Observation or a diary.
    Observe,
    /// Analytics or an event log.
    Measure,
}

impl Method {
    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Ask => "ask",
            Self::Observe => "observe",
            Self::Measure => "measure",
        }
    }

    /// How it is done.
    pub const fn how(self) -> &'static str {
        match self {
            Self::Ask => "interview or survey",
            Self::Observe => "observation or diary",
            Self::Measure => "analytics or event log",
        }
    }
}

/// Something that is assumed or not known.
#[derive(Clone, Debug)]
pub struct Question {
    /// What kind of claim it is.
    pub kind: ClaimKind,
    /// The claim in words.
    pub said: String,
    /// Where it is made.
    pub place: Place,
    /// Whom it holds for; empty for everybody.
    pub personas: Vec<Name>,
    /// Why it matters.
    pub reason: Reason,
    /// Whether something is claimed at all; a number that is missing is not.
    pub claimed: bool,
}

/// Why something has to be found out, the weightiest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A high or critical pain on every way to success, for these personas; empty for everybody.
    UnavoidablePain(Vec<Name>),
    /// Another high or critical pain.
    SeverePain,
    /// The share of a way to a failure.
    Lost {
        /// Whether one is written.
        known: bool,
    },
    /// The lowest emotion, below 0, of these personas; empty for everybody.
    LowestPoint(Vec<Name>),
    /// An emotion or pain at a moment of truth.
    MomentOfTruth,
    /// A metric with a target.
    Target {
        /// Whether it has a value.
        known: bool,
    },
    /// A duration at a place with a limit.
    Limit,
    /// The share of a way.
    Branch,
    /// A pain of medium or low severity, or of none that is written.
    Pain,
    /// Anything else.
    Rest,
}

impl Reason {
    /// Its weight: more comes first.
    pub const fn weight(&self) -> u8 {
        match self {
            Self::UnavoidablePain(_) => 10,
            Self::SeverePain => 9,
            Self::Lost { .. } => 8,
            Self::LowestPoint(_) => 7,
            Self::MomentOfTruth => 6,
            Self::Target { .. } => 5,
            Self::Limit => 4,
            Self::Branch => 3,
            Self::Pain => 2,
            Self::Rest => 1,
        }
    }

    /// Its word for programs.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::UnavoidablePain(_) => "unavoidable-pain",
            Self::SeverePain => "severe-pain",
            Self::Lost { .. } => "lost",
            Self::LowestPoint(_) => "lowest-point",
            Self::MomentOfTruth => "moment-of-truth",
            Self::Target { .. } => "target",
            Self::Limit => "limit",
            Self::Branch => "branch",
            Self::Pain => "pain",
            Self::Rest => "rest",
        }
    }
}

/// A question with where it belongs.
struct Asked {
    part: Part,
    method: Method,
    /// Whether those who act are asked, not those who walk.
    staff: bool,
    /// Whom to ask; none for everybody.
    whom: Vec<ElementId>,
    question: Question,
}

/// The plan: all that is assumed, and the numbers that are missing.
pub(super) fn research<'m>(view: &View<'_, 'm>, claims: &[Claimed<'m>], passed: &mut Passed) -> Vec<Task> {
    let lowest = Lowest::of(view, claims);
    let mut asked: Vec<Asked> = Vec::new();
    for claim in claims.iter().filter(|claim| claim.basis == Basis::Assumed) {
        let actors = actors(claim);
        asked.push(Asked {
            part: claim.part,
            method: method(claim),
            staff: !actors.is_empty(),
            whom: if actors.is_empty() { claim.personas.clone() } else { actors },
            question: Question {
                kind: claim.kind,
                said: claim.words(view),
                place: view.place(claim.at),
                personas: view.whom(&claim.personas),
                reason: reason(view, claim, &lowest, passed),
                claimed: true,
            },
        });
    }
    asked.extend(missing_values(view));
    asked.extend(missing_shares(view));
    tasks(view, asked)
}

/// How a claim is found out about.
fn method(claim: &Claimed<'_>) -> Method {
    match (claim.kind, claim.of) {
        (ClaimKind::Metric | ClaimKind::Share, _) | (ClaimKind::Duration, Of::Arrow(_)) => Method::Measure,
        (ClaimKind::Duration, _) if claim.at.field(Field::Event).next().is_some() => Method::Measure,
        (ClaimKind::Duration, _) => Method::Observe,
        _ => Method::Ask,
    }
}

/// Who acts behind the line of visibility: there they are asked or observed, not the customers.
fn actors(claim: &Claimed<'_>) -> Vec<ElementId> {
    if claim.at.kind() != ElementKind::Step || method(claim) == Method::Measure {
        return Vec::new();
    }
    claim.at.references(Field::By).map(|actor| actor.id).collect()
}

fn reason(view: &View<'_, '_>, claim: &Claimed<'_>, lowest: &Lowest, passed: &mut Passed) -> Reason {
    let decides = || claim.at.children_of(ElementKind::MomentOfTruth).any(|moment| view.holds(&moment.personas()));
    match (claim.kind, claim.of) {
        (ClaimKind::Pain, Of::Element(pain)) if pain.is_severe() => match passed.passing(view, pain, &claim.personas) {
            Passing::Everybody => Reason::UnavoidablePain(view.whom(&claim.personas)),
            Passing::Some(names) => Reason::UnavoidablePain(names),
            Passing::Nobody | Passing::Unknown => Reason::SeverePain,
        },
        (ClaimKind::Share, Of::Arrow(transition)) if is_loss(view, transition) => Reason::Lost { known: true },
        (ClaimKind::Emotion, Of::Field(_)) => match lowest.whose(view, claim) {
            Some(names) => Reason::LowestPoint(names),
            None if decides() => Reason::MomentOfTruth,
            None => Reason::Rest,
        },
        (ClaimKind::Pain, _) if decides() => Reason::MomentOfTruth,
        (ClaimKind::Metric, Of::Element(metric)) if metric.field(Field::TargetValue).next().is_some() => {
            Reason::Target { known: metric.field(Field::Value).next().is_some() }
        }
        (ClaimKind::Duration, Of::Field(_)) if claim.at.field(Field::Limit).next().is_some() => Reason::Limit,
        (ClaimKind::Share, Of::Arrow(_)) => Reason::Branch,
        (ClaimKind::Pain, _) => Reason::Pain,
        _ => Reason::Rest,
    }
}

/// Whether a transition leads to a failure.
fn is_loss(view: &View<'_, '_>, transition: &Transition) -> bool {
    view.journey().goal(transition.to).is_some_and(|to| to.word(Field::Value) == Some("failure"))
}

/// Metrics that have a target and neither a value nor a baseline.
fn missing_values(view: &View<'_, '_>) -> Vec<Asked> {
    let metrics = view.journey().descendants().filter(|node| node.kind() == ElementKind::Metric);
    let empty = metrics.filter(|node| {
        node.field(Field::TargetValue).next().is_some()
            && node.field(Field::Value).chain(node.field(Field::Baseline)).next().is_none()
            && view.holds(&node.personas())
    });
    empty
        .map(|node| Asked {
            part: part(node),
            method: Method::Measure,
            staff: false,
            whom: node.personas(),
            question: Question {
                kind: ClaimKind::Metric,
                said: format!("metric \"{}\" (no value)", view.name(node).title),
                place: view.place(node),
                personas: view.whom(&node.personas()),
                reason: Reason::Target { known: false },
                claimed: false,
            },
        })
        .collect()
}

/// Ways to a failure of which nobody says how many take them.
fn missing_shares(view: &View<'_, '_>) -> Vec<Asked> {
    let journey = view.journey();
    let scopes = std::iter::once(journey).chain(journey.stages());
    let lost = scopes.flat_map(Node::transitions).filter(|transition| !transition.influence && transition.share.is_none());
    lost.filter(|transition| is_loss(view, transition) && view.holds(&journey.personas_of_transition(transition)))
        .filter_map(|transition| {
            let at = journey.goal(transition.from)?;
            let personas = journey.personas_of_transition(transition);
            Some(Asked {
                part: part(at),
                method: Method::Measure,
                staff: false,
                question: Question {
                    kind: ClaimKind::Share,
                    said: format!("share to {} (not written)", target(view, transition)),
                    place: view.place(at),
                    personas: view.whom(&personas),
                    reason: Reason::Lost { known: false },
                    claimed: false,
                },
                whom: personas,
            })
        })
        .collect()
}

/// Puts together what can be done in one go.
fn tasks(view: &View<'_, '_>, asked: Vec<Asked>) -> Vec<Task> {
    let mut at: HashMap<(Part, Method, bool), usize> = HashMap::new();
    let mut groups: Vec<(Part, Method, Vec<Asked>)> = Vec::new();
    for one in asked {
        let key = (one.part, one.method, one.staff);
        let index = *at.entry(key).or_insert_with(|| {
            groups.push((key.0, key.1, Vec::new()));
            groups.len() - 1
        });
        groups[index].2.push(one);
    }
    let mut tasks: Vec<Task> = groups.into_iter().filter_map(|(part, method, asked)| task(view, part, method, asked)).collect();
    tasks.sort_by_key(|task| std::cmp::Reverse((task.reason.weight(), task.questions.len())));
    tasks
}

fn task(view: &View<'_, '_>, part: Part, method: Method, asked: Vec<Asked>) -> Option<Task> {
    let mut ids: Vec<ElementId> = Vec::new();
    let mut seen: HashSet<ElementId> = HashSet::new();
    let all = asked.iter().any(|one| one.whom.is_empty());
    for &id in asked.iter().flat_map(|one| &one.whom) {
        if !all && seen.insert(id) {
            ids.push(id);
        }
    }
    let mut questions: Vec<Question> = asked.into_iter().map(|one| one.question).collect();
    questions.sort_by_key(|question| std::cmp::Reverse(question.reason.weight()));
    let place = match part {
        Part::Stage(id) => view.place(view.journey().model.node(id)),
        Part::Outcomes => Place { kind: "outcome", stage: None, own: Some(Name { id: None, title: "the outcomes".into() }) },
        Part::Whole => Place { kind: "journey", stage: None, own: None },
    };
    let reason = questions.first()?.reason.clone();
    Some(Task { method, place, whom: view.whom(&ids), reason, questions })
}

/// The lowest emotions of the stages, below 0.
struct Lowest {
    /// Of what is felt by everybody.
    all: f64,
    /// Of what is felt by some.
    own: HashMap<ElementId, f64>,
}

impl Lowest {
    fn of(view: &View<'_, '_>, claims: &[Claimed<'_>]) -> Self {
        let mut lowest = Self { all: 0.0, own: HashMap::new() };
        for (claim, value) in claims.iter().filter_map(|claim| Some((claim, depth(claim)?))) {
            if claim.personas.is_empty() {
                lowest.all = lowest.all.min(value);
            }
            for id in claim.personas.iter().filter(|id| view.walkers().contains(id)) {
                let own = lowest.own.entry(*id).or_default();
                *own = own.min(value);
            }
        }
        lowest
    }

    /// For whom a claim is the lowest point; none if for nobody, empty for everybody.
    fn whose(&self, view: &View<'_, '_>, claim: &Claimed<'_>) -> Option<Vec<Name>> {
        let value = depth(claim).filter(|value| *value < 0.0)?;
        let concerned = |id: &&ElementId| claim.personas.is_empty() || claim.personas.contains(id);
        let lowest = |id: &ElementId| self.own.get(id).copied().unwrap_or_default().min(self.all);
        let at_lowest = |id: &&ElementId| value <= lowest(id);
        if view.walkers().is_empty() {
            return (value <= self.all).then(Vec::new);
        }
        let ids: Vec<ElementId> = view.walkers().iter().filter(concerned).filter(at_lowest).copied().collect();
        (!ids.is_empty()).then(|| view.whom(&ids))
    }
}

/// The lowest number of an emotion that is felt in a stage.
fn depth(claim: &Claimed<'_>) -> Option<f64> {
    let (Part::Stage(_), Of::Field(field)) = (claim.part, claim.of) else { return None };
    match &field.claim().value {
        ClaimValue::Emotion(points) => points.iter().filter_map(|point| point.value).reduce(f64::min),
        _ => None,
    }
}
