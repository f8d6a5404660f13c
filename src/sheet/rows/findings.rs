//! Pains, gains, risks and metrics.

use crate::labels::Word;
use crate::model::Node;
use crate::model::value::ClaimValue;
use crate::model::vocabulary::{ElementKind, Field};

use super::super::evidence::link;
use super::super::view::View;
use super::super::wording::{caption, quantity, text};
use super::super::{Entry, Lead, Severity};

/// The pains of a place.
pub fn pains<'m>(view: &View<'_, 'm>, place: Node<'m>) -> Vec<Entry> {
    entries(view, place, ElementKind::Pain, |pain| {
        let mut facts: Vec<String> =
            percent(view, pain, Field::Affects).map(|share| format!("{} {share}", view.word(Word::Affects))).into_iter().collect();
        facts.extend(match pain.word(Field::Consequence) {
            Some("abandons") => Some(view.word(Word::GivesUp).to_owned()),
            Some("workaround") => Some(view.word(Word::WorksAround).to_owned()),
            Some(word) => Some(word.to_owned()),
            None => None,
        });
        let sign = view.sign(pain.id).map(|sign| Lead::Finding(sign, severity(pain)));
        (sign, facts)
    })
}

/// The gains of a place.
pub fn gains<'m>(view: &View<'_, 'm>, place: Node<'m>) -> Vec<Entry> {
    entries(view, place, ElementKind::Gain, |gain| {
        let facts =
            percent(view, gain, Field::Affects).map(|share| format!("{} {share}", view.word(Word::Affects))).into_iter().collect();
        let lead = match view.sign(gain.id) {
            Some(sign) => Lead::Finding(sign, severity(gain)),
            None => Lead::Gain(severity(gain)),
        };
        (Some(lead), facts)
    })
}

/// The risks of a place, and what is done against them.
pub fn risks<'m>(view: &View<'_, 'm>, place: Node<'m>) -> Vec<Entry> {
    entries(view, place, ElementKind::Risk, |risk| {
        let mut facts: Vec<String> = Vec::new();
        if view.sign(risk.id).is_none() {
            facts.extend(risk.word(Field::Severity).map(|word| format!("{} {word}", view.word(Word::Severity))));
        }
        facts.extend(risk.word(Field::Likelihood).map(|word| format!("{} {word}", view.word(Word::Likelihood))));
        facts.extend(view.texts(risk, Field::Mitigation));
        (view.sign(risk.id).map(|sign| Lead::Finding(sign, severity(risk))), facts)
    })
}

/// The metrics of a place, each with what it was and what it should be.
pub fn metrics<'m>(view: &View<'_, 'm>, place: Node<'m>) -> Vec<Entry> {
    entries(view, place, ElementKind::Metric, |metric| {
        let value = |field: Field| {
            metric.field(field).find_map(|claim| match &claim.claim().value {
                ClaimValue::Quantity(value) => Some(quantity(value, view.labels)),
                _ => None,
            })
        };
        let mut facts: Vec<String> = view.texts(metric, Field::Of).map(|of| format!("{} {of}", view.word(Word::Of))).collect();
        facts.extend(value(Field::Baseline).map(|was| format!("{} {was}", view.word(Word::Was))));
        facts.extend(value(Field::TargetValue).map(|target| format!("{} {target}", view.word(Word::Target))));
        (value(Field::Value).map(Lead::Value), facts)
    })
}

/// The elements of a kind in a place, each with its lead and its facts.
fn entries<'m>(
    view: &View<'_, 'm>,
    place: Node<'m>,
    kind: ElementKind,
    say: impl Fn(Node<'m>) -> (Option<Lead>, Vec<String>),
) -> Vec<Entry> {
    let entry = |node: Node<'m>| {
        let (lead, facts) = say(node);
        Entry {
            lead,
            text: caption(node),
            facts: facts.into_iter().map(|fact| text(&fact)).collect(),
            answers: Vec::new(),
            ground: view.ground(&node.sources()),
            whom: view.whom(&node.personas()),
            link: link(node),
        }
    };
    view.inside(place, kind).map(entry).collect()
}

/// How much a finding matters.
fn severity(node: Node<'_>) -> Option<Severity> {
    node.word(Field::Severity).and_then(Severity::from_word)
}

fn percent(view: &View<'_, '_>, node: Node<'_>, field: Field) -> Option<String> {
    node.field(field).find_map(|claim| match &claim.claim().value {
        ClaimValue::Quantity(share) => Some(quantity(share, view.labels)),
        _ => None,
    })
}
