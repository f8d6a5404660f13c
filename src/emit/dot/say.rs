//! Claims in words: for tooltips, and the numbers on cards and arrows.

use crate::model::value::{ClaimValue, signed};
use crate::model::vocabulary::{ElementKind, Field};
use crate::model::walk::ClaimNode;
use crate::model::{Node, written};

use super::view::View;

/// The longest tooltip, in lines.
const LINES: usize = 24;

/// A claim's value in words; empty for a word that stands alone.
pub fn value(view: &View<'_, '_>, claim: ClaimNode<'_>) -> String {
    match &claim.claim().value {
        ClaimValue::Text(text) => text.to_string(),
        ClaimValue::Word(word) => (*word).to_owned(),
        ClaimValue::Reference(reference) => match claim.goal() {
            Some(node) => node.caption().to_owned(),
            None => written(view.sources, claim.of.id.file, &claim.of.file().references[*reference as usize]).to_owned(),
        },
        ClaimValue::Quantity(quantity) => view.labels.measure(quantity),
        ClaimValue::Date(date) => date.to_string(),
        ClaimValue::Emotion(points) => {
            let points: Vec<String> = points
                .iter()
                .map(|point| {
                    let parts = [point.value.map(signed), point.word.as_deref().map(str::to_owned)];
                    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
                })
                .collect();
            points.join(" → ")
        }
        ClaimValue::Scale { worst, best } => format!("{worst}..{best}"),
        ClaimValue::Flag => String::new(),
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
