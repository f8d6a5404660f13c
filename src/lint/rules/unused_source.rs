//! `unused-source`: a source is declared and nobody uses it.

use crate::diagnostic::{Code, Diagnostic};
use crate::lint::{Context, Rule, say_unused};
use crate::model::vocabulary::ElementKind;

/// The rule.
pub const RULE: Rule = Rule { code: Code::UnusedSource, docs: include_str!("../../../docs/lints/unused-source.md"), check };

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for source in context.unused(ElementKind::Source) {
        let name = source.name().unwrap_or_default();
        out.push(
            say_unused(Code::UnusedSource, source)
                .help(format!("name it where something rests on it, as in `from {name}`, or remove it")),
        );
    }
}
