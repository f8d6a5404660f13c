//! `unreachable-outcome`: no way leads to an outcome.

use crate::diagnostic::{Code, Diagnostic};
use crate::lint::{Context, Rule};
use crate::model::vocabulary::ElementKind;

/// The rule.
pub const RULE: Rule =
    Rule { code: Code::UnreachableOutcome, docs: include_str!("../../../docs/lints/unreachable-outcome.md"), check };

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for graph in context.graphs {
        // Where customers are stuck, that is why they do not get there; the dead end has its own finding.
        if !graph.traps().is_empty() {
            continue;
        }
        let last = graph.journey.stages().last().and_then(crate::model::walk::Node::name).unwrap_or("stage");
        for frontier in graph.unreachable() {
            let outcome = context.model.node(frontier.element);
            if outcome.kind() != ElementKind::Outcome {
                continue;
            }
            let name = outcome.name().unwrap_or_default();
            out.push(
                Diagnostic::new(
                    Code::UnreachableOutcome,
                    context.file,
                    outcome.name_span(),
                    format!("no journey ends in {}", outcome.mention()),
                    "no transition leads here",
                )
                .help(format!("write the transition to it, as in `{last} -> {name}`, or remove the outcome")),
            );
        }
    }
}
