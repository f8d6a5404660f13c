//! `no-share-left`: a way is left for nobody, because the others take everybody.

use crate::diagnostic::{Code, Diagnostic};
use crate::lint::shares::{Conditions, Ways, ways};
use crate::lint::{Context, Rule};

/// The rule.
pub const RULE: Rule = Rule { code: Code::NoShareLeft, docs: include_str!("../../../docs/lints/no-share-left.md"), check };

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for graph in context.graphs {
        for (place, groups) in ways(graph, Conditions::Each) {
            let takes_all = |ways: &Ways<'_>| (100.0 - 1e-9..=100.0 + 1e-9).contains(&ways.least());
            // Left for nobody means: for no persona and under no condition under which it holds.
            let without = groups.iter().flat_map(|ways| &ways.written).find(|transition| {
                let mut own =
                    groups.iter().filter(|ways| ways.written.iter().any(|other| std::ptr::eq(*other, **transition))).peekable();
                transition.share.is_none() && own.peek().is_some() && own.all(takes_all)
            });
            let Some(empty) = without else { continue };
            let Some(full) = groups.iter().find(|ways| ways.written.iter().any(|other| std::ptr::eq(*other, *empty))) else {
                continue;
            };
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
