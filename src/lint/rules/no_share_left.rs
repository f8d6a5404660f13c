//! `no-share-left`: a way is left for nobody, because the others take everybody.

use crate::diagnostic::{Code, Diagnostic};
use crate::lint::shares::{Conditions, ways};
use crate::lint::{Context, Rule};

/// The rule.
pub const RULE: Rule = Rule { code: Code::NoShareLeft, docs: include_str!("../../../docs/lints/no-share-left.md"), check };

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for graph in context.graphs {
        for (place, groups) in ways(graph, Conditions::Each) {
            let full = groups.iter().find(|ways| {
                let least = ways.least();
                (100.0 - 1e-9..=100.0 + 1e-9).contains(&least) && ways.written.iter().any(|transition| transition.share.is_none())
            });
            let Some(full) = full else { continue };
            let Some(empty) = full.written.iter().find(|transition| transition.share.is_none()) else { continue };
            let name = context.model.node(place).mention();
            let mut found = Diagnostic::new(
                Code::NoShareLeft,
                context.file,
                empty.span,
                format!("nobody is left for this way out of {name}"),
                "has no share",
            );
            for (share, span) in full.written.iter().filter_map(|transition| transition.share.as_ref()).take(4) {
                found = found.label(context.file, *span, format!("{share} go here"));
            }
            out.push(found.help("give this way a share and lower the others, or remove it"));
        }
    }
}
