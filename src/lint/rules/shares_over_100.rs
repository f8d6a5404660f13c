//! `shares-over-100`: more customers leave a place than arrive there.

use crate::diagnostic::{Code, Diagnostic};
use crate::lint::shares::{Conditions, Ways, percent, ways};
use crate::lint::{Context, Rule};

/// The rule.
pub const RULE: Rule = Rule { code: Code::SharesOver100, docs: include_str!("../../../docs/lints/shares-over-100.md"), check };

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for graph in context.graphs {
        for (place, groups) in ways(graph, Conditions::Each) {
            // The first of the worst: what holds always comes before what holds under a condition.
            let by_sum = |a: &Ways<'_>, b: &Ways<'_>| a.least().total_cmp(&b.least());
            let Some(worst) = groups.iter().rev().max_by(|a, b| by_sum(a, b)).filter(|ways| ways.exceed()) else { continue };
            let everybody = groups.iter().all(Ways::exceed);
            let shares: Vec<_> = worst.written.iter().filter_map(|transition| transition.share.as_ref()).collect();
            let [(first, span), rest @ ..] = shares.as_slice() else { continue };
            let name = context.model.node(place).mention();
            let mut total = percent(worst.least());
            if !everybody {
                let when = worst.when.map(|when| format!("when \"{when}\""));
                for holds in worst.for_whom(context.model).into_iter().chain(when) {
                    total = format!("{total} {holds}");
                }
            }
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
