//! `unreachable-touchpoint`: nobody reaches a touchpoint or step.

use crate::diagnostic::{Code, Diagnostic};
use crate::lint::{Context, Rule};
use crate::model::vocabulary::ElementKind;

/// The rule.
pub const RULE: Rule =
    Rule { code: Code::UnreachableTouchpoint, docs: include_str!("../../../docs/lints/unreachable-touchpoint.md"), check };

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for graph in context.graphs {
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
            let siblings: Vec<_> = place.parent().map(|stage| stage.touchpoints().collect()).unwrap_or_default();
            let before = siblings.iter().take_while(|sibling| sibling.id != place.id).last();
            let past = before.and_then(|before| {
                graph.written.leaving(before.id).into_iter().find_map(|(_, to, arrow)| Some((*before, to, arrow.transition?)))
            });
            if let Some((before, to, index)) = past {
                let transition = &graph.journey.file().transitions[index as usize];
                let goal = context.model.node(to).mention();
                found = found.label(context.file, transition.span, format!("{} goes to {goal}", before.mention()));
            }
            let help = match (before.and_then(|before| before.name()), place.name()) {
                (Some(from), Some(to)) => format!("add `{from} -> {to}`, or remove the {}", place.kind().keyword()),
                (_, None) => format!("give the {} an id and write a transition to it", place.kind().keyword()),
                _ => format!("write a transition to it, or remove the {}", place.kind().keyword()),
            };
            out.push(found.help(help));
        }
    }
}
