//! Which opportunities answer which pains, gains and risks.

use std::collections::HashMap;

use super::vocabulary::{ElementKind, Field};
use super::{ElementId, Node};

/// By pain, gain or risk: the opportunities that address it, in order: those inside it and those that name it, unless they were
/// rejected. What nothing addresses has no entry.
pub fn answers(journey: Node<'_>) -> HashMap<ElementId, Vec<ElementId>> {
    let mut out: HashMap<ElementId, Vec<ElementId>> = HashMap::new();
    for node in journey.descendants().filter(|node| node.kind() == ElementKind::Opportunity) {
        if node.word(Field::Status) == Some("rejected") {
            continue;
        }
        for addressed in addressed(node) {
            let answers = out.entry(addressed.id).or_default();
            if answers.last() != Some(&node.id) {
                answers.push(node.id);
            }
        }
    }
    out
}

/// What an opportunity addresses: the finding around it, and what it names.
pub fn addressed(opportunity: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    let finding = |node: &Node<'_>| matches!(node.kind(), ElementKind::Pain | ElementKind::Gain | ElementKind::Risk);
    let around = opportunity.parent().filter(finding);
    around.into_iter().chain(opportunity.references(Field::Addresses))
}
