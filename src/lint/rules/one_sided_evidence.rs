//! `one-sided-evidence`: a journey rests only on what was asked for, or only on what was said unasked.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::lint::evidence::references;
use crate::lint::{Context, Rule};
use crate::model::vocabulary::Field;
use crate::model::{ElementId, Node};

/// The rule.
pub const RULE: Rule =
    Rule { code: Code::OneSidedEvidence, docs: include_str!("../../../docs/lints/one-sided-evidence.md"), check };

/// More sources than this are not shown.
const SHOWN: usize = 4;

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for journey in context.journeys().filter(|journey| context.is_clear(*journey)) {
        let Some(sources) = sources(journey).filter(|sources| sources.len() > 1) else { continue };
        let kinds = sources.iter().map(|source| source.word(Field::Kind));
        let Some(side) = side(kinds) else { continue };
        let (asked, other) = match side {
            "solicited" => ("customers were asked", "add what customers say unasked: reviews, support tickets, social media"),
            _ => ("said unasked", "add what customers say when they are asked: a survey, interviews, usability tests"),
        };
        let mut found = Diagnostic::new(
            Code::OneSidedEvidence,
            context.file,
            journey.name_span(),
            format!("{} rests on {side} evidence only", journey.mention()),
            format!("{} sources, all of one kind", sources.len()),
        );
        for source in sources.iter().take(SHOWN) {
            let kind = source.field(Field::Kind).next().map_or(source.name_span(), |claim| claim.claim().span);
            found = found.label(source.id.file, kind, asked);
        }
        out.push(found.help(other));
    }
}

/// The sources that a journey rests on, each once, in the order of their declarations; none if one of them is not known.
fn sources(journey: Node<'_>) -> Option<Vec<Node<'_>>> {
    let mut out: BTreeMap<ElementId, Node<'_>> = BTreeMap::new();
    for reference in references(journey) {
        let source = journey.goal(reference).filter(|source| !source.element().guessed)?;
        out.insert(source.id, source);
    }
    Some(out.into_values().collect())
}

/// The kind of all sources if it is one kind, and people said it.
fn side<'k>(mut kinds: impl Iterator<Item = Option<&'k str>>) -> Option<&'k str> {
    let first = kinds.next().flatten().filter(|kind| *kind != "observed")?;
    kinds.all(|kind| kind == Some(first)).then_some(first)
}
