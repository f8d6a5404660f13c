//! Who gets how far: the funnel of the journey, with names.

use crate::graph::funnel::{AssumptionKind, Bounds, End, Expected, Parts, Visits};
use crate::labels::{Labels, Precision, Whole};
use crate::model::vocabulary::{ElementKind, Field};
use crate::model::{ElementId, Node};

use super::view::View;
use super::{Name, Place};

/// The funnel of a journey.
#[derive(Clone, Debug, Default)]
pub struct Funnel {
    /// Whether an error leaves part of the flow unknown; then there are no numbers.
    pub uncertain: bool,
    /// Who walks; empty where nobody in particular does.
    pub walkers: Vec<Name>,
    /// The stages, in order.
    pub stages: Vec<Step>,
    /// The ends.
    pub ends: Vec<Ending>,
    /// The places in loops of which it is known how often they are visited.
    pub visits: Vec<(Place, Parts)>,
    /// The expected time of each who walks; none where no duration is written.
    pub time: Vec<Option<Expected>>,
    /// What the numbers rest on, in the order of their numbers.
    pub assumptions: Vec<Assumed>,
    /// How many shares are written on arrows.
    pub shares: usize,
    /// How many of them rest on no source.
    pub shares_assumed: usize,
}

/// A stage of the funnel.
#[derive(Clone, Debug)]
pub struct Step {
    /// The stage.
    pub name: Name,
    /// Who ever gets there.
    pub parts: Parts,
    /// Who goes from there to an end.
    pub leaving: Vec<Ending>,
}

/// An end of the funnel.
#[derive(Clone, Debug)]
pub struct Ending {
    /// What kind of end.
    pub kind: EndKind,
    /// The outcome, or the other map or a place of it.
    pub name: Option<Name>,
    /// Who ends there.
    pub parts: Parts,
    /// What is written on the arrows that lead there.
    pub words: Vec<String>,
}

/// The kinds of ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndKind {
    /// An outcome with its word: `success`, `failure` or `neutral`; none if it has none.
    Outcome(Option<&'static str>),
    /// Another map.
    Elsewhere,
    /// The end of a journey without outcomes.
    Finish,
    /// Nobody says where.
    Lost,
    /// Round and round.
    Never,
}

impl EndKind {
    /// One lower-case word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Outcome(Some(word)) => word,
            Self::Outcome(None) => "outcome",
            Self::Elsewhere => "another-map",
            Self::Finish => "end",
            Self::Lost => "lost",
            Self::Never => "never",
        }
    }
}

/// Something that numbers rest on.
#[derive(Clone, Debug)]
pub struct Assumed {
    /// What.
    pub kind: AssumptionKind,
    /// Where.
    pub place: Place,
    /// Where what is left goes.
    pub goal: Option<Name>,
    /// Whose numbers it concerns; empty for everybody's.
    pub personas: Vec<Name>,
}

/// The numbers of a funnel in words, those of its ends rounded so that they sum to everybody: of all together, and of each persona
/// where there are several.
pub(super) struct Numbers<'l> {
    labels: &'l Labels,
    wholes: Vec<Whole>,
}

impl<'l> Numbers<'l> {
    pub fn new(funnel: &Funnel, labels: &'l Labels) -> Self {
        let leaving = funnel.stages.iter().flat_map(|stage| &stage.leaving).chain(&funnel.ends).map(|end| &end.parts);
        let precision = Precision::of(funnel.stages.iter().map(|stage| &stage.parts).chain(leaving).flat_map(Parts::columns));
        let whole = |of: &dyn Fn(&Parts) -> Bounds| {
            let ends: Vec<Bounds> = funnel.ends.iter().map(|end| of(&end.parts)).collect();
            Whole::new(&ends, precision)
        };
        let each = if funnel.walkers.len() > 1 { funnel.walkers.len() } else { 0 };
        let of_each = (0..each).map(|at| whole(&|parts| parts.each[at].bounds));
        Self { labels, wholes: std::iter::once(whole(&|parts| parts.all.bounds)).chain(of_each).collect() }
    }

    /// Those who get to a stage.
    pub fn of_stage(&self, parts: &Parts) -> Vec<String> {
        self.wholes.iter().zip(parts.columns()).map(|(whole, part)| whole.beside(part, self.labels)).collect()
    }

    /// Those who are at an end, by its place among the ends.
    pub fn of_end(&self, at: usize, parts: &Parts) -> Vec<String> {
        self.wholes.iter().zip(parts.columns()).map(|(whole, part)| whole.at(at, part, self.labels)).collect()
    }

    /// How many they are of all together.
    pub fn all(&self, parts: &Parts) -> String {
        self.wholes[0].beside(parts.all.bounds, self.labels)
    }
}

/// Works the funnel out.
pub(super) fn funnel(view: &View<'_, '_>) -> Funnel {
    let model = view.journey().model;
    let name = |id: ElementId| view.name(model.node(id));
    let found = view.graph.funnel(view.persona);
    let ending = |end: End, parts: Parts, by: &[u32]| Ending {
        kind: match end {
            End::Outcome(id) => EndKind::Outcome(model.node(id).word(Field::Value)),
            End::Elsewhere(_) => EndKind::Elsewhere,
            End::Finish => EndKind::Finish,
            End::Lost => EndKind::Lost,
            End::Never => EndKind::Never,
        },
        name: match end {
            End::Outcome(id) | End::Elsewhere(id) => Some(name(id)),
            End::Finish | End::Lost | End::Never => None,
        },
        parts,
        words: words(view.journey(), by),
    };
    Funnel {
        uncertain: found.uncertain,
        walkers: found.walkers.iter().flatten().map(|&id| name(id)).collect(),
        stages: (found.stages.into_iter())
            .map(|stage| Step {
                name: name(stage.stage),
                parts: stage.parts,
                leaving: stage.leaving.into_iter().map(|one| ending(one.end, one.parts, &one.by)).collect(),
            })
            .collect(),
        ends: found.ends.into_iter().map(|end| ending(end.end, end.parts, &[])).collect(),
        visits: found
            .visits
            .into_iter()
            .filter(Visits::is_telling)
            .map(|visits| (view.place(model.node(visits.place)), visits.parts))
            .collect(),
        time: found.time,
        assumptions: (found.assumptions.into_iter())
            .map(|one| Assumed {
                kind: one.kind,
                place: view.place(one.place.map_or(view.journey(), |id| model.node(id))),
                goal: match one.kind {
                    AssumptionKind::RestGoesTo(Some(goal)) => Some(name(goal)),
                    _ => None,
                },
                personas: view.whom(&one.personas),
            })
            .collect(),
        shares: found.shares.0,
        shares_assumed: found.shares.1,
    }
}

/// What is written on some transitions, each text once.
fn words(journey: Node<'_>, by: &[u32]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for index in by {
        let label = journey.file().transitions[*index as usize].label.as_ref().map(|label| label.text.trim());
        if let Some(label) = label.filter(|label| !label.is_empty() && !crate::model::is_placeholder(label))
            && !out.iter().any(|known| known == label)
        {
            out.push(label.to_owned());
        }
    }
    out
}

/// Whether a place is one of the journey, and not the journey or a persona.
pub(super) fn is_inside(place: &Place) -> bool {
    place.kind != ElementKind::Journey.keyword()
}
