//! `no-success`: a journey has outcomes and none of them is a success.

use crate::diagnostic::{Code, Diagnostic};
use crate::graph::ArrowKind;
use crate::lint::{Context, Rule};

/// The rule.
pub const RULE: Rule = Rule { code: Code::NoSuccess, docs: include_str!("../../../docs/lints/no-success.md"), check };

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for graph in context.graphs {
        let Some(first) = graph.outcomes().next() else { continue };
        // A map that hands its customers over may have its success in the other one.
        let hands_over = graph.written.arrows().any(|(_, _, arrow)| arrow.kind == ArrowKind::HandOff);
        if !hands_over && graph.successes().next().is_none() {
            out.push(
                Diagnostic::new(
                    Code::NoSuccess,
                    context.file,
                    graph.journey.name_span(),
                    format!("no outcome of {} is a success", graph.journey.mention()),
                    "can only fail or end",
                )
                .label(context.file, first.name_span(), "an outcome, but no success")
                .help("declare what success is, as in `outcome served \"Served\" success`"),
            );
        }
    }
}
