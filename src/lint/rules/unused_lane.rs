//! `unused-lane`: a lane is declared and nobody uses it.

use crate::diagnostic::{Code, Diagnostic};
use crate::lint::{Context, Rule, say_unused};
use crate::model::vocabulary::ElementKind;

/// The rule.
pub const RULE: Rule = Rule { code: Code::UnusedLane, docs: include_str!("../../../docs/lints/unused-lane.md"), check };

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for lane in context.unused(ElementKind::Lane) {
        let name = lane.name().unwrap_or_default();
        out.push(
            say_unused(Code::UnusedLane, lane)
                .help(format!("fill it in a stage or touchpoint, as in `{name}: \"…\"`, or remove it")),
        );
    }
}
