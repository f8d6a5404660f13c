//! Claims in words: for tooltips, and the numbers on cards and arrows.

use crate::emit::say;
use crate::model::Node;
use crate::model::value::ClaimValue;
use crate::model::vocabulary::{ElementKind, Field};
use crate::model::walk::ClaimNode;

use super::view::View;

/// The longest tooltip, in lines.
const LINES: usize = 24;

/// A claim's value in words, units of time in those of the labels.
pub fn value(view: &View<'_, '_>, claim: ClaimNode<'_>) -> String {
    match &claim.claim().value {
        ClaimValue::Quantity(quantity) => view.labels.measure(quantity),
        _ => say::value(view.sources, claim),
    }
}

/// All that is claimed of a place, a line each.
pub fn tooltip<'m>(view: &View<'_, 'm>, node: Node<'m>) -> String {
    let mut lines = vec![node.caption().to_owned()];
    if view.unreached(node) {
        lines.push(view.nobody());
    }
    claims(view, node, "", &mut lines);
    for inner in node.children().filter(|inner| !inner.kind().is_place() && !declares(inner.kind())) {
        if !view.holds(&inner.personas()) {
            continue;
        }
        let title = inner.title().map_or_else(String::new, |title| format!(": {title}"));
        lines.push(format!("{}{title} ({})", inner.kind().keyword(), view.labels.get(inner.basis().into())));
        claims(view, inner, "  ", &mut lines);
    }
    if lines.len() > LINES {
        let more = lines.len() - LINES;
        lines.truncate(LINES);
        lines.push(format!("… and {more} more"));
    }
    lines.join("\n")
}

fn claims<'m>(view: &View<'_, 'm>, node: Node<'m>, indent: &str, lines: &mut Vec<String>) {
    for claim in node.claims().filter(|claim| claim.claim().about.is_none() && view.holds(&claim.personas())) {
        let name = match claim.claim().field {
            Field::Lane => {
                claim.claim().lane.and_then(|lane| node.goal(lane)).map_or_else(|| "lane".into(), |lane| lane.caption().to_owned())
            }
            field => field.name().to_owned(),
        };
        let said = value(view, claim);
        let whom = view.whom(&claim.personas()).map_or_else(String::new, |whom| format!(", {whom}"));
        let basis = match claim.claim().field {
            Field::Emotion | Field::Quote | Field::Thought | Field::Duration | Field::Value => {
                format!(" ({}{whom})", view.labels.get(claim.basis().into()))
            }
            _ if whom.is_empty() => String::new(),
            _ => format!(" ({})", &whom[2..]),
        };
        let colon = if said.is_empty() { "" } else { ": " };
        lines.push(format!("{indent}{name}{colon}{said}{basis}"));
    }
}

/// Whether an element only gives something a name.
fn declares(kind: ElementKind) -> bool {
    matches!(kind, ElementKind::Persona | ElementKind::Channel | ElementKind::Source | ElementKind::Team | ElementKind::Lane)
}
