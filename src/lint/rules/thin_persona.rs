//! `thin-persona`: a customer of whom nobody says what they want.

use crate::diagnostic::{Code, Diagnostic};
use crate::lint::{Context, Rule};
use crate::model::Node;
use crate::model::vocabulary::{ElementKind, Field};

/// The rule.
pub const RULE: Rule = Rule { code: Code::ThinPersona, docs: include_str!("../../../docs/lints/thin-persona.md"), check };

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let inside = context.journeys().flat_map(Node::children);
    let personas = context.model.roots(context.file).chain(inside).filter(|node| node.kind() == ElementKind::Persona);
    for persona in personas.filter(|persona| is_customer(*persona) && is_thin(*persona) && context.is_clear(*persona)) {
        out.push(
            Diagnostic::new(
                Code::ThinPersona,
                context.file,
                persona.name_span(),
                format!("nothing says what {} wants", persona.mention()),
                "no goal, need or job",
            )
            .help("write what they want to reach, as in `goal: \"…\"`, or what they cannot do without, as in `need: \"…\"`"),
        );
    }
}

/// Employees, partners and systems take part because it is their work.
fn is_customer(persona: Node<'_>) -> bool {
    matches!(persona.word(Field::Kind), None | Some("customer"))
}

fn is_thin(persona: Node<'_>) -> bool {
    !persona.claims().any(|claim| matches!(claim.claim().field, Field::Goal | Field::Need | Field::Job))
}
