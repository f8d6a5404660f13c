//! The evidence: which sources what is said rests on, numbered in the order in which they are first used.

use std::collections::HashMap;

use crate::labels::Labels;
use crate::model::value::ClaimValue;
use crate::model::vocabulary::{ElementKind, Field};
use crate::model::walk::{ClaimNode, basis};
use crate::model::{ElementId, Node};

use super::Evidence;
use super::view::View;
use super::wording::{caption, date, quantity};

/// The numbers of the sources.
#[derive(Default)]
pub struct Numbers<'m> {
    numbers: HashMap<ElementId, usize>,
    sources: Vec<Node<'m>>,
}

impl<'m> Numbers<'m> {
    /// Numbers the sources that a journey's elements and claims name, as far as they belong on the sheet.
    pub fn of(view: &View<'_, 'm>) -> Self {
        let mut out = Self::default();
        let journey = view.journey();
        for node in std::iter::once(journey).chain(journey.descendants()) {
            if matches!(node.kind(), ElementKind::Persona | ElementKind::Source) || !view.holds(&node.personas()) {
                continue;
            }
            out.add(node, node.element().clauses);
            for claim in node.claims().filter(|claim| view.holds(&claim.personas())) {
                out.add(node, claim.claim().clauses);
            }
            for transition in node.transitions().filter(|transition| view.holds(&node.personas_of_transition(transition))) {
                out.add(node, transition.clauses);
            }
        }
        out
    }

    fn add(&mut self, node: Node<'m>, clauses: u32) {
        for source in node.clause_set(clauses).sources.iter().filter_map(|&reference| node.goal(reference)) {
            if let std::collections::hash_map::Entry::Vacant(free) = self.numbers.entry(source.id) {
                self.sources.push(source);
                free.insert(self.sources.len());
            }
        }
    }

    /// The number of a source, from 1.
    pub fn number(&self, source: ElementId) -> Option<usize> {
        self.numbers.get(&source).copied()
    }

    /// Whether nothing rests on anything.
    pub fn is_empty(&self) -> bool {
        self.sources.is_empty()
    }

    /// The sources in the order of their numbers.
    pub fn list(&self, labels: &Labels) -> Vec<Evidence> {
        self.sources.iter().map(|&source| evidence(source, labels)).collect()
    }
}

fn evidence(source: Node<'_>, labels: &Labels) -> Evidence {
    let mut facts: Vec<String> = source.word(Field::Kind).map(str::to_owned).into_iter().collect();
    facts.extend(source.word(Field::Method).map(|method| method.replace('-', " ")));
    for claim in source.claims() {
        match (&claim.claim().value, claim.claim().field) {
            (ClaimValue::Quantity(sample), Field::Sample) => facts.push(format!("n = {}", quantity(sample, labels))),
            (ClaimValue::Date(day), Field::Date) => facts.push(date(*day, labels)),
            _ => {}
        }
    }
    Evidence { title: caption(source), facts, basis: basis(&[source]), link: link(source) }
}

/// The first link of an element, as it was written.
pub fn link(node: Node<'_>) -> Option<String> {
    node.field(Field::Link).find_map(ClaimNode::text).map(str::to_owned)
}
