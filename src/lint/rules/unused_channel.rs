//! `unused-channel`: a channel is declared and nobody uses it.

use crate::diagnostic::{Code, Diagnostic};
use crate::lint::{Context, Rule, say_unused};
use crate::model::vocabulary::ElementKind;

/// The rule.
pub const RULE: Rule = Rule { code: Code::UnusedChannel, docs: include_str!("../../../docs/lints/unused-channel.md"), check };

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for channel in context.unused(ElementKind::Channel) {
        let name = channel.name().unwrap_or_default();
        out.push(
            say_unused(Code::UnusedChannel, channel)
                .help(format!("name it where it is used, as in `channel: {name}`, or remove it")),
        );
    }
}
