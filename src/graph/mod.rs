//! The model as a graph, one per journey.
//!
//! Two graphs. The *written* graph (`written`) is public: stages, touchpoints, steps, outcomes and hand-offs, with the transitions that
//! were written and those that the order implies. The *walk* graph (`walk`) is private to this folder: entering and leaving of stages,
//! one root, one end, personas as a filter on its edges. Whatever is asked about reachability is asked of [`JourneyGraph`].

mod channels;
pub mod funnel;
mod last;
mod mandatory;
mod order;
mod reach;
mod route;
mod steps;
mod walk;
mod whom;
mod written;

pub use order::{Interrupted, Interruption};
pub use reach::{Frontier, Trap};
pub use route::{Leg, Route};
pub use steps::{Step, Stop};
pub use written::{Arrow, ArrowKind, Place, Written};

use std::collections::HashSet;

use crate::model::vocabulary::{ElementKind, Field};
use crate::model::{ElementId, Node};

use walk::Walk;

/// A journey's graphs.
pub struct JourneyGraph<'m> {
    /// The journey.
    pub journey: Node<'m>,
    /// The personas that walk it.
    pub personas: Vec<ElementId>,
    /// What is written and implied.
    pub written: Written,
    outcomes: Vec<Node<'m>>,
    successes: Vec<Node<'m>>,
    walk: Walk,
}

impl<'m> JourneyGraph<'m> {
    /// Builds both graphs of a journey.
    pub fn new(journey: Node<'m>) -> Self {
        let personas = personas(journey);
        let written = written::written(journey, &personas);
        let walk = walk::walk(journey, &written, &personas);
        let outcomes: Vec<Node<'m>> = journey.children_of(ElementKind::Outcome).collect();
        let successes = outcomes.iter().copied().filter(|outcome| outcome.word(Field::Value) == Some("success")).collect();
        Self { journey, personas, written, outcomes, successes, walk }
    }

    /// Whether an error leaves part of the flow unknown, so that nothing can be said about ways.
    pub fn uncertain(&self) -> bool {
        self.journey.file().uncertain.contains(&self.journey.id.index)
    }

    /// The outcomes declared in the journey.
    pub fn outcomes(&self) -> impl Iterator<Item = Node<'m>> + '_ {
        self.outcomes.iter().copied()
    }

    /// The outcomes that are successes.
    pub fn successes(&self) -> impl Iterator<Item = Node<'m>> + '_ {
        self.successes.iter().copied()
    }
}

/// Who walks: the personas that the journey names; if it names none, the customers of whom something is said in it.
pub fn personas(journey: Node<'_>) -> Vec<ElementId> {
    let mut seen = HashSet::new();
    let listed: Vec<ElementId> =
        journey.references(Field::Persona).map(|persona| persona.id).filter(|&id| seen.insert(id)).collect();
    if !listed.is_empty() {
        return listed;
    }
    let mut out = Vec::new();
    for node in std::iter::once(journey).chain(journey.descendants()) {
        let own = std::iter::once(node.element().clauses);
        let claims = node.claims().map(|claim| claim.claim().clauses);
        let arrows = node.transitions().map(|transition| transition.clauses);
        for clauses in own.chain(claims).chain(arrows).filter(|&clauses| clauses != 0) {
            for id in node.personas_of(clauses) {
                let customer = matches!(node.model.node(id).word(Field::Kind), None | Some("customer"));
                if customer && seen.insert(id) {
                    out.push(id);
                }
            }
        }
    }
    out
}
