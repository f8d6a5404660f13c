//! Rows of plain texts: actions, thoughts, lanes, times, criteria, owners.

use crate::labels::Word;
use crate::model::value::ClaimValue;
use crate::model::vocabulary::{ElementKind, Field};
use crate::model::walk::ClaimNode;
use crate::model::{ElementId, Node};

use super::super::header;
use super::super::view::View;
use super::super::wording::{quantity, short, text};
use super::{Entry, lane_of};

/// The texts of a field.
pub fn field<'m>(view: &View<'_, 'm>, node: Node<'m>, field: Field) -> Vec<Entry> {
    view.field(node, field).filter_map(|claim| entry(view, claim)).collect()
}

/// The texts of a lane of the writer's own.
pub fn lane<'m>(view: &View<'_, 'm>, node: Node<'m>, lane: ElementId) -> Vec<Entry> {
    view.field(node, Field::Lane).filter(|claim| lane_of(*claim) == Some(lane)).filter_map(|claim| entry(view, claim)).collect()
}

/// What is thought, and what was said word for word: that has quotation marks and its evidence.
pub fn thoughts<'m>(view: &View<'_, 'm>, node: Node<'m>) -> Vec<Entry> {
    let mut out = field(view, node, Field::Thought);
    for claim in view.field(node, Field::Quote) {
        if let Some(mut entry) = entry(view, claim) {
            if !entry.text.starts_with(['“', '„', '«', '「', '"']) {
                entry.text = format!("“{}”", entry.text);
            }
            entry.ground = view.ground(&claim.sources());
            out.push(entry);
        }
    }
    out
}

/// What must hold before and after a place.
pub fn criteria<'m>(view: &View<'_, 'm>, node: Node<'m>) -> Vec<Entry> {
    let said = |claims: Field, fact: &str| {
        let mut entries = field(view, node, claims);
        for entry in &mut entries {
            entry.facts.push(fact.to_owned());
        }
        entries
    };
    let mut out = said(Field::EntryCriteria, view.word(Word::ToEnter));
    out.extend(said(Field::ExitCriteria, view.word(Word::ToLeave)));
    out
}

/// How long a place takes, what is promised, and how often it happens.
pub fn times<'m>(view: &View<'_, 'm>, node: Node<'m>) -> Vec<Entry> {
    if node.kind() == ElementKind::Journey {
        return Vec::new();
    }
    let said = |field: Field| {
        view.field(node, field).filter_map(|claim| match &claim.claim().value {
            ClaimValue::Quantity(value) => Some((claim, quantity(value, view.labels))),
            ClaimValue::Text(written) => Some((claim, text(written))),
            _ => None,
        })
    };
    let mut out: Vec<Entry> = Vec::new();
    for field in [Field::Duration, Field::Limit, Field::Frequency] {
        for (claim, said) in said(field).filter(|(_, said)| !said.is_empty()) {
            let text = if field == Field::Limit { format!("{} {said}", view.word(Word::Within)) } else { said };
            out.push(Entry { text, whom: view.whom(&claim.personas()), ..Entry::default() });
        }
    }
    out
}

/// Who answers for a place.
pub fn owner(node: Node<'_>) -> Vec<Entry> {
    if node.kind() == ElementKind::Journey {
        return Vec::new(); // it stands in the header
    }
    header::owner(node).map(|text| Entry { text, ..Entry::default() }).into_iter().collect()
}

fn entry<'m>(view: &View<'_, 'm>, claim: ClaimNode<'m>) -> Option<Entry> {
    let said = match &claim.claim().value {
        ClaimValue::Text(written) => text(written),
        ClaimValue::Quantity(value) => quantity(value, view.labels),
        ClaimValue::Reference(_) => claim.goal().map(short)?,
        _ => return None,
    };
    let when = claim.clauses().when.as_ref().map(|when| format!("{} {}", view.word(Word::When), text(&when.text)));
    let entry = Entry { text: said, facts: when.into_iter().collect(), whom: view.whom(&claim.personas()), ..Entry::default() };
    (!entry.text.is_empty()).then_some(entry)
}
