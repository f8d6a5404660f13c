//! Whom a place is for: who goes there, and who passes it by.

use std::collections::HashMap;

use crate::model::vocabulary::{ElementKind, Field};
use crate::model::{ElementId, Node};

/// Whom a place is for; empty for everybody. A touchpoint is for those whom its own clause or its stage's names. A stage is for those
/// whom its clause or any of its touchpoints names; without a clause it is for everybody where something in it is, or is said of all.
pub(super) fn whom(place: Node<'_>) -> Vec<ElementId> {
    let mut out = place.personas();
    if place.kind() != ElementKind::Stage {
        return out;
    }
    if out.is_empty() && (place.touchpoints().next().is_none() || is_felt_by_all(place)) {
        return out;
    }
    for touchpoint in place.touchpoints() {
        let personas = touchpoint.personas();
        if personas.is_empty() {
            return personas;
        }
        out.extend(personas);
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// Whom a place is for among those who walk; empty for everybody, also if a clause names everybody.
pub(super) fn own(place: Node<'_>, walkers: &HashMap<ElementId, usize>) -> Vec<ElementId> {
    let all = whom(place);
    let mut named: Vec<ElementId> = all.iter().copied().filter(|id| walkers.contains_key(id)).collect();
    named.sort_unstable();
    named.dedup();
    if !walkers.is_empty() && named.len() == walkers.len() { Vec::new() } else { all }
}

/// Whether a stage itself says what customers do, think or feel there, whoever they are.
fn is_felt_by_all(stage: Node<'_>) -> bool {
    let felt = |field| matches!(field, Field::Action | Field::Thought | Field::Quote | Field::Emotion);
    let met = |kind| matches!(kind, ElementKind::Pain | ElementKind::Gain | ElementKind::MomentOfTruth);
    stage.claims().any(|claim| felt(claim.claim().field) && claim.personas().is_empty())
        || stage.children().any(|child| met(child.kind()) && child.personas().is_empty())
}
