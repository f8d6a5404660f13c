//! `shares-over-100`: more customers leave a place than arrive there.

use crate::diagnostic::{Code, Diagnostic};
use crate::lint::shares::{Conditions, percent, ways};
use crate::lint::{Context, Rule};

/// The rule.
pub const RULE: Rule = Rule { code: Code::SharesOver100, docs: include_str!("../../../docs/lints/shares-over-100.md"), check };

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for graph in context.graphs {
        for (place, groups) in ways(graph, Conditions::Each) {
            let Some(worst) = groups.iter().max_by(|a, b| a.least().total_cmp(&b.least())) else { continue };
            if worst.least() <= 100.0 + 1e-9 {
                continue;
            }
            let shares: Vec<_> = worst.written.iter().filter_map(|transition| transition.share.as_ref()).collect();
            let [(first, span), rest @ ..] = shares.as_slice() else { continue };
            let name = context.model.node(place).mention();
            let total = percent(worst.least());
            let mut found = Diagnostic::new(
                Code::SharesOver100,
                context.file,
                *span,
                format!("more customers leave {name} than arrive: {total}"),
                first.to_string(),
            );
            for (share, span) in rest.iter().take(5) {
                found = found.label(context.file, *span, format!("and {share}"));
            }
            out.push(found.help("shares that leave one place sum to at most 100%"));
        }
    }
}
