//! `lost-share`: part of the customers go nowhere.

use crate::diagnostic::{Code, Diagnostic};
use crate::lint::shares::{Conditions, percent, ways};
use crate::lint::{Context, Rule};

/// The rule.
pub const RULE: Rule = Rule { code: Code::LostShare, docs: include_str!("../../../docs/lints/lost-share.md"), check };

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for graph in context.graphs {
        for (place, groups) in ways(graph, Conditions::All) {
            let lost = groups.iter().find(|ways| {
                // Ways back and out only add: without a way forward in writing the order takes the rest.
                let all = !ways.written.is_empty() && ways.written.iter().all(|transition| transition.share.is_some());
                all && !ways.onward && ways.most() < 100.0 - 1e-9 && !graph.goes_on(place)
            });
            let Some(lost) = lost else { continue };
            let node = context.model.node(place);
            let rest = percent(100.0 - lost.most());
            let mut found = Diagnostic::new(
                Code::LostShare,
                context.file,
                node.name_span(),
                format!("{rest} of those who leave {} are lost", node.mention()),
                format!("only {} go on", percent(lost.most())),
            );
            for (share, span) in lost.written.iter().filter_map(|transition| transition.share.as_ref()).take(4) {
                found = found.label(context.file, *span, share.to_string());
            }
            out.push(found.help("write where they go, as in `-> lost`, if it is known"));
        }
    }
}
