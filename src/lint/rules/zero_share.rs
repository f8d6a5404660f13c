//! `zero-share`: a way is written that nobody takes.

use crate::diagnostic::{Code, Diagnostic};
use crate::lint::{Context, Rule};
use crate::model::Transition;

/// The rule.
pub const RULE: Rule = Rule { code: Code::ZeroShare, docs: include_str!("../../../docs/lints/zero-share.md"), check };

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for graph in context.graphs {
        let journey = graph.journey;
        let written = graph.written.arrows().filter_map(|(_, _, arrow)| arrow.transition);
        for transition in written.map(|index| &journey.file().transitions[index as usize]) {
            out.extend(say(context, transition));
        }
    }
}

fn say(context: &Context<'_>, transition: &Transition) -> Option<Diagnostic> {
    let (share, span) = transition.share.as_ref().filter(|(share, _)| share.upper() <= 0.0)?;
    let found = Diagnostic::new(Code::ZeroShare, context.file, *span, "nobody takes this way", format!("its share is {share}"));
    Some(found.help("write how many take it, leave the share out if that is not known, or remove the arrow"))
}
