//! `unreachable-touchpoint`: nobody reaches a touchpoint or step.

use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::lint::{Context, Rule};
use crate::model::vocabulary::ElementKind;
use crate::model::{ElementId, Node};

/// The rule.
pub const RULE: Rule =
    Rule { code: Code::UnreachableTouchpoint, docs: include_str!("../../../docs/lints/unreachable-touchpoint.md"), check };

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for graph in context.graphs {
        let neighbours = neighbours(graph.journey);
        for frontier in graph.unreachable() {
            let place = context.model.node(frontier.element);
            if !matches!(place.kind(), ElementKind::Touchpoint | ElementKind::Step) {
                continue;
            }
            let mut found = Diagnostic::new(
                Code::UnreachableTouchpoint,
                context.file,
                place.name_span(),
                format!("nobody reaches {}", place.mention()),
                "no transition leads here",
            );
            let before = neighbours.get(&place.id).copied();
            let past = before.and_then(|before| {
                graph.written.leaving(before.id).into_iter().find_map(|(_, to, arrow)| Some((before, to, arrow.transition?)))
            });
            if let Some((before, to, index)) = past {
                let transition = &graph.journey.file().transitions[index as usize];
                let goal = context.model.node(to).mention();
                found = found.label(context.file, transition.span, format!("{} goes to {goal}", before.mention()));
            }
            let help = match (before.and_then(Node::name), place.name()) {
                (Some(from), Some(to)) => format!("add `{from} -> {to}`, or remove the {}", place.kind().keyword()),
                (_, None) => format!("give the {} an id and write a transition to it", place.kind().keyword()),
                _ => format!("write a transition to it, or remove the {}", place.kind().keyword()),
            };
            out.push(found.help(help));
        }
    }
}

/// By touchpoint or step: the one written before it in its stage.
fn neighbours(journey: Node<'_>) -> HashMap<ElementId, Node<'_>> {
    let mut out = HashMap::new();
    for stage in journey.stages() {
        let touchpoints = stage.touchpoints();
        out.extend(stage.touchpoints().skip(1).zip(touchpoints).map(|(place, before)| (place.id, before)));
    }
    out
}
