//! What numbers of a funnel rest on besides what is written.

use std::collections::BTreeMap;

use crate::model::ElementId;

use super::chain::Chain;
use super::weigh::Weights;

/// Something that is taken for granted, or not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assumption {
    /// What it is.
    pub kind: AssumptionKind,
    /// Where; of assumptions about a persona the persona. None for the journey as a whole.
    pub place: Option<ElementId>,
    /// Whose numbers it concerns; empty for everybody's.
    pub personas: Vec<ElementId>,
}

/// The kinds of assumptions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AssumptionKind {
    /// The journey has several beginnings; how many begin at which is unknown.
    UnknownEntries,
    /// The touchpoints of a stage stand in no order; how many go to which is unknown.
    UnknownOrder,
    /// A touchpoint is optional, or not for everybody; how many pass it by is unknown.
    UnknownPassing,
    /// Of several ways without a share it is unknown how many take which.
    UnknownSplit,
    /// What the shares leave takes the one way without a share: to this place, or (none) out of the stage.
    RestGoesTo(Option<ElementId>),
    /// Shares are ranges that may sum to everybody, and are taken to do so.
    RangesMakeAll,
    /// Shares that hold under a condition are taken as shares of all who leave.
    ConditionsWithinAll,
    /// Shares hold under different conditions; how often which of these holds is unknown.
    UnknownConditions,
    /// Shares sum to more than everybody, and are scaled down.
    SharesScaled,
    /// Shares sum to less than everybody and no other way is left: the rest is lost.
    RestIsLost,
    /// No way leads on; who gets here is lost.
    NoWayOn,
    /// How many go round a loop is unknown; everybody is taken to leave it in the end.
    LoopIsLeft,
    /// A loop that nobody leaves.
    NobodyLeaves,
    /// There are too many places in one loop for an exact number; the bounds are wider than they could be.
    TooLarge,
    /// Whoever enters a stage is taken to spend all of its duration there.
    WholeStage,
    /// The share of this persona is what the others leave.
    PersonaTakesRest,
    /// The share of this persona is unknown.
    UnknownPersona,
    /// The shares of the personas sum to less than all customers; the numbers are for these personas only.
    PersonasScaled,
    /// The shares of the personas sum to more than all customers, and are scaled down.
    PersonasOver,
}

impl AssumptionKind {
    /// Whether it only says that something is unknown, so that a number that is known all the same does not rest on it.
    pub const fn is_open(self) -> bool {
        matches!(
            self,
            Self::UnknownEntries
                | Self::UnknownOrder
                | Self::UnknownPassing
                | Self::UnknownSplit
                | Self::UnknownConditions
                | Self::UnknownPersona
        )
    }

    /// Whether it concerns numbers elsewhere, because it keeps customers from going on to just any place. Of shares under a condition
    /// that is so where they leave nobody for some way out of the place.
    fn sweeps(self, leaves_nobody: bool) -> bool {
        match self {
            Self::RestIsLost | Self::NoWayOn | Self::NobodyLeaves | Self::SharesScaled => true,
            Self::ConditionsWithinAll => leaves_nobody,
            _ => false,
        }
    }

    /// One lower-case word for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::UnknownEntries => "unknown-entries",
            Self::UnknownOrder => "unknown-order",
            Self::UnknownPassing => "unknown-passing",
            Self::UnknownSplit => "unknown-split",
            Self::RestGoesTo(_) => "rest-goes-to",
            Self::RangesMakeAll => "ranges-make-all",
            Self::ConditionsWithinAll => "conditions-within-all",
            Self::UnknownConditions => "unknown-conditions",
            Self::SharesScaled => "shares-scaled",
            Self::RestIsLost => "rest-is-lost",
            Self::NoWayOn => "no-way-on",
            Self::LoopIsLeft => "loop-is-left",
            Self::NobodyLeaves => "nobody-leaves",
            Self::TooLarge => "too-large",
            Self::WholeStage => "whole-stage",
            Self::PersonaTakesRest => "persona-takes-rest",
            Self::UnknownPersona => "unknown-persona",
            Self::PersonasScaled => "personas-scaled",
            Self::PersonasOver => "personas-over",
        }
    }
}

/// An assumption as it is found in one chain.
pub type Key = (Option<ElementId>, AssumptionKind);

/// Numbers the assumptions of all chains in the order of the file, and tells the chains the numbers of theirs.
pub fn number(chains: &mut [Chain], walkers: &[Option<ElementId>], weights: &Weights) -> Vec<Assumption> {
    let mut whose: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
    for (at, chain) in chains.iter().enumerate() {
        for key in chain.assumed.iter().flat_map(|(_, keys)| keys) {
            let all = whose.entry(*key).or_default();
            if all.last() != Some(&at) {
                all.push(at);
            }
        }
    }
    // Whatever concerns the personas themselves comes last.
    let own = whose.into_iter().map(|((place, kind), whose)| {
        let all = whose.len() == walkers.len();
        let personas = if all { Vec::new() } else { whose.into_iter().filter_map(|at| walkers[at]).collect() };
        Assumption { kind, place, personas }
    });
    let mut out: Vec<Assumption> = own.collect();
    let numbers: BTreeMap<Key, u32> = out.iter().enumerate().map(|(at, one)| ((one.place, one.kind), at as u32)).collect();
    for chain in chains {
        for (node, keys) in std::mem::take(&mut chain.assumed) {
            let keys = keys.iter();
            chain.timing.extend(keys.clone().map(|key| numbers[key]));
            let cut = chain.cut[node as usize];
            chain.sweeping.extend(keys.clone().filter(|(_, kind)| kind.sweeps(cut)).map(|key| (node, numbers[key])));
            let arrival = keys.filter(|(_, kind)| *kind != AssumptionKind::WholeStage);
            chain.notes[node as usize].extend(arrival.map(|key| (numbers[key], key.1.is_open())));
        }
    }
    out.extend(weights.assumed.iter().map(|&(place, kind)| Assumption { kind, place, personas: Vec::new() }));
    out
}
