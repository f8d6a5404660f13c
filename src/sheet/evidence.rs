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
    /// The sources of the whole journey, and whether something on the sheet rests on each.
    sources: Vec<(Node<'m>, bool)>,
}

impl<'m> Numbers<'m> {
    /// Numbers the sources that a journey's elements and claims name, whether or not they belong on the sheet.
    pub fn of(view: &View<'_, 'm>) -> Self {
        let mut out = Self::default();
        let journey = view.journey();
        for node in std::iter::once(journey).chain(journey.descendants()) {
            if matches!(node.kind(), ElementKind::Persona | ElementKind::Source) {
                continue;
            }
            let here = view.holds(&node.personas());
            out.add(node, node.element().clauses, here);
            for claim in node.claims() {
                out.add(node, claim.claim().clauses, here && view.holds(&claim.personas()));
            }
            for transition in node.transitions() {
                out.add(node, transition.clauses, here && view.holds(&node.personas_of_transition(transition)));
            }
        }
        out
    }

    fn add(&mut self, node: Node<'m>, clauses: u32, on_sheet: bool) {
        for source in node.clause_set(clauses).sources.iter().filter_map(|&reference| node.goal(reference)) {
            let number = *self.numbers.entry(source.id).or_insert_with(|| {
                self.sources.push((source, false));
                self.sources.len()
            });
            self.sources[number - 1].1 |= on_sheet;
        }
    }

    /// The number of a source, from 1.
    pub fn number(&self, source: ElementId) -> Option<usize> {
        self.numbers.get(&source).copied()
    }

    /// Whether on the sheet nothing rests on anything.
    pub fn is_empty(&self) -> bool {
        !self.sources.iter().any(|(_, on_sheet)| *on_sheet)
    }

    /// The sources of the sheet in the order of their numbers.
    pub fn list(&self, labels: &Labels) -> Vec<Evidence> {
        let shown = self.sources.iter().zip(1..).filter(|((_, on_sheet), _)| *on_sheet);
        shown.map(|(&(source, _), number)| evidence(source, number, labels)).collect()
    }
}

fn evidence(source: Node<'_>, number: usize, labels: &Labels) -> Evidence {
    let mut facts: Vec<String> = source.word(Field::Kind).map(str::to_owned).into_iter().collect();
    facts.extend(source.word(Field::Method).map(|method| method.replace('-', " ")));
    for claim in source.claims() {
        match (&claim.claim().value, claim.claim().field) {
            (ClaimValue::Quantity(sample), Field::Sample) => facts.push(format!("n = {}", quantity(sample, labels))),
            (ClaimValue::Date(day), Field::Date) => facts.push(date(*day, labels)),
            _ => {}
        }
    }
    Evidence { title: caption(source), number, facts, basis: basis(&[source]), link: link(source) }
}

/// The first link of an element, as it was written.
pub fn link(node: Node<'_>) -> Option<String> {
    node.field(Field::Link).find_map(ClaimNode::text).map(str::to_owned)
}
