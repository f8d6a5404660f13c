//! What claims rest on: the sources that are used, and where.

use std::collections::HashMap;

use crate::diagnostic::{Diagnostic, count};
use crate::model::value::{ClaimValue, Date};
use crate::model::vocabulary::{Field, Target};
use crate::model::walk::ClaimNode;
use crate::model::{ElementId, Goal, Model, Node};
use crate::source::{FileId, Span};

use super::parts::parts;

/// What rests on a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reliance {
    /// The first place that names it after `from`.
    pub first: (FileId, Span),
    /// How many places name it.
    pub places: usize,
}

/// What rests on each source, in all files.
pub(super) fn reliance(model: &Model) -> HashMap<ElementId, Reliance> {
    let mut out: HashMap<ElementId, Reliance> = HashMap::new();
    for (index, file) in model.files.iter().enumerate() {
        for (reference, goal) in file.references.iter().zip(&file.goals) {
            let (Target::Source, Some(Goal::Element(source))) = (reference.target, goal) else { continue };
            let here = (FileId(index as u32), reference.span);
            let known = out.entry(*source).or_insert(Reliance { first: here, places: 0 });
            known.first = known.first.min(here);
            known.places += 1;
        }
    }
    out
}

impl Reliance {
    /// Shows the first place, and says how many more there are.
    pub(super) fn show(self, found: Diagnostic) -> Diagnostic {
        let (file, span) = self.first;
        let text = match self.places {
            1 => "this rests on it".to_owned(),
            places => format!("this rests on it, like {}", count(places - 1, "other statement")),
        };
        found.label(file, span, text)
    }
}

/// The date of a field that stands at most once, and where it stands.
pub(super) fn date(node: Node<'_>, field: Field) -> Option<(Date, Span)> {
    node.field(field).find_map(|claim| match claim.claim().value {
        ClaimValue::Date(date) => Some((date, claim.claim().span)),
        _ => None,
    })
}

/// The clauses that say what an element rests on: its own, else the nearest around it that name a source.
pub(super) fn clauses(node: Node<'_>) -> Option<u32> {
    node.ancestors().map(|node| node.element().clauses).find(|&clauses| names_source(node, clauses))
}

/// The clauses that say what a claim rests on.
pub(super) fn clauses_of_claim(claim: ClaimNode<'_>) -> Option<u32> {
    let own = claim.claim().clauses;
    if names_source(claim.of, own) { Some(own) } else { clauses(claim.of) }
}

/// Whether a set of clauses names a source, known or not.
pub(super) fn names_source(node: Node<'_>, clauses: u32) -> bool {
    !node.clause_set(clauses).sources.is_empty()
}

/// All places of a journey that name a source, in order: references.
pub(super) fn references(journey: Node<'_>) -> Vec<u32> {
    let mut out = Vec::new();
    for node in parts(journey) {
        let own = std::iter::once(node.element().clauses);
        // The value after a title has the clauses of its element.
        let claims = node.claims().filter(|claim| claim.claim().field != Field::Value).map(|claim| claim.claim().clauses);
        let arrows = node.transitions().map(|transition| transition.clauses);
        let mut last = 0;
        for clauses in own.chain(claims).chain(arrows) {
            // Several values of one statement share their clauses.
            if clauses != last {
                out.extend(&node.clause_set(clauses).sources);
                last = clauses;
            }
        }
    }
    out
}

/// What to write where evidence is missing: a source that others rest on.
pub(super) fn advice(journey: Node<'_>, others: impl Iterator<Item = u32>) -> String {
    let name = others
        .flat_map(|clauses| &journey.clause_set(clauses).sources)
        .find_map(|&reference| journey.goal(reference).and_then(Node::name));
    match name {
        Some(name) => format!("write what it rests on, as in `from {name}`"),
        None => "write what it rests on: `from` and the name of a source".to_owned(),
    }
}
