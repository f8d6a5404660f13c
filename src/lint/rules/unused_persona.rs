//! `unused-persona`: a persona is declared and nobody uses it.

use crate::diagnostic::{Code, Diagnostic};
use crate::lint::{Context, Rule, say_unused};
use crate::model::vocabulary::ElementKind;

/// The rule.
pub const RULE: Rule = Rule { code: Code::UnusedPersona, docs: include_str!("../../../docs/lints/unused-persona.md"), check };

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for persona in context.unused(ElementKind::Persona) {
        let name = persona.name().unwrap_or_default();
        out.push(
            say_unused(Code::UnusedPersona, persona)
                .help(format!("name it where it walks, as in `persona: {name}` in the journey, or remove it")),
        );
    }
}
