//! Opportunities, and what they answer.

use std::collections::BTreeSet;

use crate::labels::Word;
use crate::model::value::ClaimValue;
use crate::model::vocabulary::{ElementKind, Field};
use crate::model::{Node, addressed};

use super::super::evidence::link;
use super::super::header::owner;
use super::super::view::View;
use super::super::wording::{caption, date, quantity, text};
use super::super::{Entry, Sign};

/// The opportunities of a place: those that stand in it, and those inside its pains, gains and risks.
pub fn entries<'m>(view: &View<'_, 'm>, place: Node<'m>) -> Vec<Entry> {
    let mut out = Vec::new();
    for inner in place.children().filter(|inner| view.holds(&inner.personas())) {
        match inner.kind() {
            ElementKind::Opportunity => out.push(entry(view, inner)),
            ElementKind::Pain | ElementKind::Gain | ElementKind::Risk => {
                out.extend(view.inside(inner, ElementKind::Opportunity).map(|node| entry(view, node)));
            }
            _ => {}
        }
    }
    out
}

fn entry<'m>(view: &View<'_, 'm>, node: Node<'m>) -> Entry {
    let answers: BTreeSet<Sign> = addressed(node).filter_map(|finding| view.sign(finding.id)).collect();
    Entry {
        lead: None,
        text: caption(node),
        facts: facts(view, node),
        answers: answers.into_iter().collect(),
        ground: None,
        whom: view.whom(&node.personas()),
        link: link(node),
    }
}

fn facts<'m>(view: &View<'_, 'm>, node: Node<'m>) -> Vec<String> {
    let said = |field: Field| {
        node.field(field).find_map(|claim| match &claim.claim().value {
            ClaimValue::Word(word) => Some((*word).to_owned()),
            ClaimValue::Quantity(value) => Some(quantity(value, view.labels)),
            ClaimValue::Text(written) => Some(text(written)),
            ClaimValue::Date(day) => Some(date(*day, view.labels)),
            _ => None,
        })
    };
    let mut facts: Vec<String> = Vec::new();
    facts.extend(said(Field::Impact).map(|impact| format!("{} {impact}", view.word(Word::Impact))));
    facts.extend(said(Field::Effort).map(|effort| format!("{} {effort}", view.word(Word::Effort))));
    facts.extend(said(Field::Rank).map(|rank| format!("{} {rank}", view.word(Word::Rank))));
    facts.extend(said(Field::Status));
    facts.extend(said(Field::Horizon));
    facts.extend(said(Field::Due).map(|due| format!("{} {due}", view.word(Word::Due))));
    facts.extend(owner(node));
    facts.extend(view.texts(node, Field::Benefit));
    facts.retain(|fact| !fact.is_empty());
    facts
}
