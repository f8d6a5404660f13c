//! A public copy: maps without what is only for those who work on them. All forms are then written as always.

use std::collections::HashSet;

use super::ledger::{Fact, Kind};
use crate::Analysis;
use crate::model::vocabulary::{ElementKind, Field};
use crate::model::walk::ClaimNode;
use crate::model::{ElementId, Node};
use crate::source::{FileId, Span};

/// Takes notes, owners, contacts, quotes and the links of sources out of all that was read, teams that are named for nothing else, and
/// what was found about any of it. What was taken out is returned, in the order of the files.
pub fn publish(analysis: &mut Analysis) -> Vec<Fact> {
    let Analysis { model, findings, .. } = analysis;
    let taken: Vec<ClaimNode<'_>> = model.claims().filter(|claim| is_private(*claim)).collect();
    let claims: HashSet<(FileId, u32)> = taken.iter().map(|claim| (claim.of.id.file, claim.index)).collect();
    let goals = model.claims().filter(|claim| !claims.contains(&(claim.of.id.file, claim.index))).filter_map(ClaimNode::goal);
    let named: HashSet<ElementId> = goals.map(|goal| goal.id).collect();
    let teams: Vec<Node<'_>> = model.nodes().filter(|node| node.kind() == ElementKind::Team && !named.contains(&node.id)).collect();
    let elements: HashSet<ElementId> = teams.iter().map(|team| team.id).collect();
    let fact = |claim: &ClaimNode<'_>| {
        let own = claim.claim();
        (Fact { file: claim.of.id.file, span: own.span, kind: Kind::Field(own.field) }, own.span)
    };
    let team = |team: &Node<'_>| {
        let element = team.element();
        let whole = element.block.map_or(element.head, |block| element.head.to(block));
        (Fact { file: team.id.file, span: team.name_span(), kind: Kind::Element(ElementKind::Team) }, element.keyword.to(whole))
    };
    let outside = taken.iter().filter(|claim| !elements.contains(&claim.of.id));
    let mut gone: Vec<(Fact, Span)> = outside.map(fact).chain(teams.iter().map(team)).collect();
    gone.sort_by_key(|(fact, text)| (fact.file, *text));
    // None of these texts lies in another one.
    let about_gone = |file: FileId, span: Span| {
        let after = gone.partition_point(|(fact, text)| (fact.file, text.start) < (file, span.end.max(span.start + 1)));
        gone[..after].last().is_some_and(|(fact, text)| fact.file == file && span.start < text.end)
    };
    findings.retain(|found| !found.labels.iter().any(|label| about_gone(label.file, label.span)));
    model.take_out(&elements, &claims);
    gone.into_iter().map(|(fact, _)| fact).collect()
}

/// Whether a claim is only for those who work on the map.
fn is_private(claim: ClaimNode<'_>) -> bool {
    match claim.claim().field {
        Field::Note | Field::Owner | Field::Contact | Field::Quote => true,
        Field::Link => claim.of.kind() == ElementKind::Source,
        _ => false,
    }
}
