//! How much of the map rests on evidence, stage by stage, and on which.

use std::collections::{HashMap, HashSet};

use crate::model::value::{Basis, ClaimValue, Date};
use crate::model::vocabulary::Field;
use crate::model::{ElementId, Node};

use super::Name;
use super::claims::{Claimed, Part};
use super::view::View;

/// What the claims of a journey rest on.
#[derive(Clone, Debug, Default)]
pub struct Evidence {
    /// The stages in order, then the outcomes and the whole journey if anything is claimed there.
    pub rows: Vec<Row>,
    /// All claims together.
    pub all: Counts,
    /// The sources that claims rest on, those that carry most first.
    pub sources: Vec<SourceUse>,
}

/// The claims of one part of the map.
#[derive(Clone, Debug)]
pub struct Row {
    /// `stage`, `outcomes` or `journey`.
    pub kind: &'static str,
    /// The stage, or what it is called.
    pub name: Name,
    /// How many claims there are of each kind.
    pub counts: Counts,
}

/// Claims by what they rest on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Observed, or counted in an event log.
    pub measured: usize,
    /// With a source.
    pub researched: usize,
    /// Without one.
    pub assumed: usize,
}

impl Counts {
    /// How many there are.
    pub const fn all(self) -> usize {
        self.measured + self.researched + self.assumed
    }

    /// How many rest on evidence.
    pub const fn founded(self) -> usize {
        self.measured + self.researched
    }

    fn add(&mut self, basis: Basis) {
        match basis {
            Basis::Measured => self.measured += 1,
            Basis::Researched => self.researched += 1,
            Basis::Assumed => self.assumed += 1,
        }
    }
}

/// A source and how much rests on it.
#[derive(Clone, Debug)]
pub struct SourceUse {
    /// Which.
    pub name: Name,
    /// Whether people were asked, spoke unasked or were observed.
    pub kind: Option<&'static str>,
    /// How it was collected.
    pub method: Option<&'static str>,
    /// How many answers, people or events.
    pub sample: Option<f64>,
    /// When it was collected.
    pub date: Option<Date>,
    /// How many claims name it.
    pub claims: usize,
}

/// Counts the claims.
pub(super) fn evidence(view: &View<'_, '_>, claims: &[Claimed<'_>]) -> Evidence {
    let mut counts: HashMap<Part, Counts> = HashMap::new();
    let mut uses: HashMap<ElementId, usize> = HashMap::new();
    let mut all = Counts::default();
    for claim in claims {
        counts.entry(claim.part).or_default().add(claim.basis);
        all.add(claim.basis);
        // A source that is named twice carries the claim once.
        let sources: HashSet<ElementId> = claim.sources.iter().map(|source| source.id).collect();
        for source in sources {
            *uses.entry(source).or_default() += 1;
        }
    }
    let counted = |part: Part| counts.get(&part).copied();
    let stages = view.journey().stages().map(|stage| Row {
        kind: "stage",
        name: view.name(stage),
        counts: counted(Part::Stage(stage.id)).unwrap_or_default(),
    });
    let other = |kind, part, title: &str| {
        counted(part).map(|counts| Row { kind, name: Name { id: None, title: title.to_owned() }, counts })
    };
    let outcomes = other("outcomes", Part::Outcomes, "the outcomes");
    let whole = other("journey", Part::Whole, "the journey as a whole");
    Evidence { rows: stages.chain(outcomes).chain(whole).collect(), all, sources: sources(view, uses) }
}

fn sources(view: &View<'_, '_>, uses: HashMap<ElementId, usize>) -> Vec<SourceUse> {
    let mut uses: Vec<(ElementId, usize)> = uses.into_iter().collect();
    uses.sort_unstable_by_key(|&(id, claims)| (std::cmp::Reverse(claims), id));
    uses.into_iter().map(|(id, claims)| source(view, view.journey().model.node(id), claims)).collect()
}

fn source(view: &View<'_, '_>, node: Node<'_>, claims: usize) -> SourceUse {
    SourceUse {
        name: view.name(node),
        kind: node.word(Field::Kind),
        method: node.word(Field::Method),
        sample: super::metrics::quantity(node, Field::Sample).map(|sample| sample.low),
        date: node.field(Field::Date).find_map(|claim| match claim.claim().value {
            ClaimValue::Date(date) => Some(date),
            _ => None,
        }),
        claims,
    }
}
