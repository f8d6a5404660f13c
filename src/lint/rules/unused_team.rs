//! `unused-team`: a team is declared and nobody uses it.

use crate::diagnostic::{Code, Diagnostic};
use crate::lint::{Context, Rule, say_unused};
use crate::model::vocabulary::ElementKind;

/// The rule.
pub const RULE: Rule = Rule { code: Code::UnusedTeam, docs: include_str!("../../../docs/lints/unused-team.md"), check };

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for team in context.unused(ElementKind::Team) {
        let name = team.name().unwrap_or_default();
        out.push(
            say_unused(Code::UnusedTeam, team)
                .help(format!("name it where it answers for something, as in `owner: {name}`, or remove it")),
        );
    }
}
