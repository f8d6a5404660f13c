//! `no-share-left`: a way is left for nobody, because the others take everybody.

use std::collections::HashSet;

use crate::diagnostic::{Code, Diagnostic};
use crate::lint::shares::{Conditions, Ways, ways};
use crate::lint::{Context, Rule};
use crate::model::Transition;

/// The rule.
pub const RULE: Rule = Rule { code: Code::NoShareLeft, docs: include_str!("../../../docs/lints/no-share-left.md"), check };

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for graph in context.graphs {
        for (place, groups) in ways(graph, Conditions::Each) {
            // Left for nobody means: for no persona and under no condition under which it holds.
            let (full, free): (Vec<&Ways<'_>>, Vec<_>) = groups.iter().partition(|ways| ways.take_all());
            let left: HashSet<*const Transition> = free.iter().flat_map(|ways| &ways.written).map(|way| &raw const **way).collect();
            let of_full = full.iter().flat_map(|ways| ways.written.iter().map(move |way| (ways, way)));
            let without = |&(_, way): &(_, &&Transition)| way.share.is_none() && !left.contains(&(&raw const **way));
            let Some((full, empty)) = of_full.into_iter().find(without) else { continue };
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
