//! The funnel: what part of the customers ever reaches each stage and each end.
//!
//! Each persona walks a Markov chain whose shares are known only within bounds (`chain`, `shares`); a number is the least and the
//! greatest that any shares within these bounds give. A place is reached through its dominators, one after the other, and the bounds
//! of each step may be found by themselves (`arrive`), since who arrives at a dominator begins anew. Within a step the extreme shares
//! of a loop are found by policy iteration, and each policy is solved by eliminating places without subtraction (`solve`).
//!
//! Shares that nobody wrote are never made up: they leave bounds. What has to be taken for granted all the same is an
//! [`Assumption`], and every number names those that it rests on.
//!
//! Terms: an *end* is where customers are when they walk no further; a *part* is a part of all customers, from 0 to 1; *lost* are
//! those of whom the map does not say where they go.

mod arrive;
mod assumption;
mod build;
mod chain;
mod dominators;
mod notes;
mod shares;
mod solve;
mod sweep;
mod weigh;

use std::collections::BTreeMap;

use crate::model::value::Basis;
use crate::model::vocabulary::ElementKind;
use crate::model::walk::basis;
use crate::model::{ElementId, Node};

use super::JourneyGraph;
use arrive::Arrivals;
use chain::Chain;

pub use assumption::{Assumption, AssumptionKind};
pub use notes::Notes;

/// A number that is known within bounds; both are the same where it is known.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct Bounds {
    /// The least that it can be.
    pub low: f64,
    /// The most that it can be; infinite where nothing limits it.
    pub high: f64,
}

impl Bounds {
    /// Nothing.
    pub const ZERO: Self = Self { low: 0.0, high: 0.0 };
    /// Everything.
    pub const ONE: Self = Self { low: 1.0, high: 1.0 };

    /// Whether both are the same, as far as anybody could see.
    pub fn is_known(self) -> bool {
        self.high - self.low <= 1e-9
    }

    fn times(self, other: Self) -> Self {
        let times = |one: f64, other: f64| if one == 0.0 { 0.0 } else { one * other };
        Self { low: times(self.low, other.low), high: times(self.high, other.high) }
    }
}

/// A number and what it rests on.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Part {
    /// The number.
    pub bounds: Bounds,
    /// The assumptions that it rests on: positions in the funnel's list.
    pub notes: Notes,
}

/// A number for each who walks, and for all together.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Parts {
    /// In the order of the funnel's walkers.
    pub each: Vec<Part>,
    /// All of them, weighted by their shares of the customers.
    pub all: Part,
}

/// Where customers are when they walk no further.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum End {
    /// At an outcome.
    Outcome(ElementId),
    /// In another map, to which they are handed: its journey, or a place of it.
    Elsewhere(ElementId),
    /// At the end of a journey that declares no outcomes.
    Finish,
    /// Nobody says where.
    Lost,
    /// They go round in a loop that nobody leaves.
    Never,
}

/// A stage of the funnel.
#[derive(Clone, Debug, PartialEq)]
pub struct Reached {
    /// The stage.
    pub stage: ElementId,
    /// Who ever gets there.
    pub parts: Parts,
    /// Who walks no further from there, end by end; the ends to which nobody goes are left out.
    pub leaving: Vec<Leaving>,
}

/// Those who go from a stage to an end.
#[derive(Clone, Debug, PartialEq)]
pub struct Leaving {
    /// The end.
    pub end: End,
    /// How many of all.
    pub parts: Parts,
    /// The written transitions by which they go: indices into the file's list.
    pub by: Vec<u32>,
}

/// An end of the funnel.
#[derive(Clone, Debug, PartialEq)]
pub struct Ended {
    /// The end.
    pub end: End,
    /// Who is there in the end.
    pub parts: Parts,
}

/// How often a place in a loop is visited.
#[derive(Clone, Debug, PartialEq)]
pub struct Visits {
    /// The touchpoint or step, or a stage without any.
    pub place: ElementId,
    /// The expected number of visits by one of those who get there; of all together it lies between those of the personas.
    pub parts: Parts,
}

impl Visits {
    /// Whether it says more than that somebody may come back.
    pub fn is_telling(&self) -> bool {
        let often = self.parts.all.bounds;
        often.low > 1.005 || (often.high > 1.005 && often.high.is_finite())
    }
}

/// How long somebody walks, in seconds.
#[derive(Clone, Debug, PartialEq)]
pub struct Expected {
    /// The expected time; its upper bound is infinite where loops do not limit it.
    pub seconds: Bounds,
    /// How many places that can be reached have no duration: with any, the time is at least so long.
    pub unknown: usize,
    /// The assumptions that it rests on at most.
    pub notes: Notes,
}

/// From the least to the greatest of some numbers, those of nobody aside.
fn between(each: &[Part]) -> Part {
    let some = || each.iter().filter(|part| part.bounds.high > 0.0);
    let low = some().map(|part| part.bounds.low).fold(f64::INFINITY, f64::min);
    let high = some().map(|part| part.bounds.high).fold(0.0, f64::max);
    Part { bounds: Bounds { low: low.min(high), high }, notes: some().fold(Notes::default(), |notes, part| notes.and(&part.notes)) }
}

/// A journey as a funnel.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Funnel {
    /// Whether an error leaves part of the flow unknown; then there are no numbers.
    pub uncertain: bool,
    /// Who walks: the personas, or everybody (none) where there are none.
    pub walkers: Vec<Option<ElementId>>,
    /// The stages, in order.
    pub stages: Vec<Reached>,
    /// The ends that somebody may reach, in order; all outcomes, those that nobody reaches too.
    pub ends: Vec<Ended>,
    /// The places in loops, in order.
    pub visits: Vec<Visits>,
    /// The expected time of each who walks; none where no duration is written.
    pub time: Vec<Option<Expected>>,
    /// What the numbers rest on, in the order of the file.
    pub assumptions: Vec<Assumption>,
    /// How many shares are written on arrows, and how many of them without a source.
    pub shares: (usize, usize),
}

impl Funnel {
    /// How many get to each stage, leave it and end: all numbers that are parts of those who walk.
    pub fn parts(&self) -> impl Iterator<Item = &Parts> {
        let stages =
            self.stages.iter().flat_map(|stage| std::iter::once(&stage.parts).chain(stage.leaving.iter().map(|one| &one.parts)));
        stages.chain(self.ends.iter().map(|end| &end.parts))
    }
}

impl Parts {
    /// The number of all together, then those of each.
    pub fn columns(&self) -> impl Iterator<Item = Bounds> {
        std::iter::once(&self.all).chain(&self.each).map(|part| part.bounds)
    }
}

impl JourneyGraph<'_> {
    /// The journey as a funnel, for all who walk it or for one of them.
    pub fn funnel(&self, only: Option<ElementId>) -> Funnel {
        let walkers: Vec<Option<ElementId>> = match only {
            Some(persona) => vec![Some(persona)],
            None if self.personas.is_empty() => vec![None],
            None => self.personas.iter().copied().map(Some).collect(),
        };
        if self.uncertain() {
            return Funnel { uncertain: true, walkers, ..Funnel::default() };
        }
        let position = |id: ElementId| self.personas.iter().position(|&other| other == id);
        let mut chains: Vec<Chain> = walkers.iter().map(|walker| Chain::new(self, walker.and_then(position))).collect();
        let weights = weigh::Weights::new(self, &walkers);
        let mut assumptions = assumption::number(&mut chains, &walkers, &weights);
        let weights = weights.numbered(&assumptions);
        let too_large = assumptions.len() as u32;
        let mut walks: Vec<Arrivals<'_>> = chains.iter().map(|chain| Arrivals::new(chain, too_large)).collect();
        let mut parts = |of: &dyn Fn(&mut Arrivals<'_>) -> Part| {
            let each: Vec<Part> = walks.iter_mut().map(of).collect();
            Parts { all: weights.all(&each), each }
        };
        let mut ends: Vec<End> = chains.iter().flat_map(|chain| chain.ends.keys().copied()).collect();
        ends.extend(self.outcomes().map(|outcome| End::Outcome(outcome.id)));
        ends.extend(chains.iter().any(|chain| !chain.endless.is_empty()).then_some(End::Never));
        ends.sort_unstable();
        ends.dedup();
        let mut leaving: BTreeMap<ElementId, BTreeMap<End, Vec<u32>>> = BTreeMap::new();
        for ((stage, end), (_, by)) in chains.iter().flat_map(|chain| &chain.leaving) {
            let all = leaving.entry(*stage).or_default().entry(*end).or_default();
            all.extend(by);
            all.sort_unstable();
            all.dedup();
        }
        // Nobody whom the funnel counts is at a stage that is for others.
        let holds = |stage: &Node<'_>| only.is_none_or(|id| stage.personas().is_empty() || stage.personas().contains(&id));
        let stages = self.journey.stages().filter(holds).map(|stage| Reached {
            stage: stage.id,
            parts: parts(&|walk| walk.stage(stage.id)),
            leaving: (leaving.remove(&stage.id).unwrap_or_default().into_iter())
                .map(|(end, by)| Leaving { end, parts: parts(&|walk| walk.leaving(stage.id, end)), by })
                .filter(|leaving| leaving.parts.each.iter().any(|part| part.bounds.high > 0.0))
                .collect(),
        });
        let stages = stages.collect();
        let ends = ends.into_iter().map(|end| Ended { end, parts: parts(&|walk| walk.end(end)) });
        let ends =
            ends.filter(|end| matches!(end.end, End::Outcome(_)) || end.parts.each.iter().any(|part| part.bounds.high > 0.0));
        let ends = ends.collect();
        let mut round: Vec<ElementId> = chains.iter().flat_map(Chain::round).collect();
        round.sort_unstable();
        round.dedup();
        let visits = round.into_iter().map(|place| {
            let each: Vec<Part> = walks.iter_mut().map(|walk| walk.visits(place)).collect();
            Visits { place, parts: Parts { all: between(&each), each } }
        });
        let visits = visits.collect();
        let time = chains.iter().map(solve::expected_time).collect();
        if walks.iter().any(|walk| walk.overflowed) {
            assumptions.push(Assumption { kind: AssumptionKind::TooLarge, place: None, personas: Vec::new() });
        }
        Funnel { uncertain: false, walkers, stages, ends, visits, time, assumptions, shares: self.written_shares() }
    }

    /// How many arrows of the journey have a share, and how many of these rest on nothing.
    fn written_shares(&self) -> (usize, usize) {
        let journey = self.journey;
        let scopes = std::iter::once(journey).chain(journey.descendants().filter(|node| node.kind() == ElementKind::Stage));
        let shares = scopes.flat_map(Node::transitions).filter(|transition| transition.share.is_some());
        let bases: Vec<Basis> = shares.map(|transition| basis(&journey.sources_of_transition(transition))).collect();
        (bases.len(), bases.iter().filter(|basis| **basis == Basis::Assumed).count())
    }
}
