//! `persona-shares-over-100`: the shares of a journey's personas sum to more than all customers.

use std::collections::HashSet;

use crate::diagnostic::{Code, Diagnostic};
use crate::lint::shares::percent;
use crate::lint::{Context, Rule};
use crate::model::value::ClaimValue;
use crate::model::vocabulary::Field;

/// The rule.
pub const RULE: Rule =
    Rule { code: Code::PersonaSharesOver100, docs: include_str!("../../../docs/lints/persona-shares-over-100.md"), check };

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for journey in context.model.journeys(context.file) {
        let mut seen = HashSet::new();
        let shares: Vec<_> = journey
            .field(Field::Persona)
            .filter_map(|claim| Some((claim, claim.goal()?)))
            .filter(|(_, persona)| matches!(persona.word(Field::Kind), None | Some("customer")) && seen.insert(persona.id))
            .filter_map(|(claim, persona)| {
                let share = persona.field(Field::Share).next()?;
                match &share.claim().value {
                    ClaimValue::Quantity(quantity) => Some((claim, share, quantity.low)),
                    _ => None,
                }
            })
            .collect();
        let total: f64 = shares.iter().map(|(_, _, share)| share).sum();
        let Some((last, _, _)) = shares.last() else { continue };
        if total <= 100.0 + 1e-9 {
            continue;
        }
        let mut found = Diagnostic::new(
            Code::PersonaSharesOver100,
            context.file,
            last.claim().span,
            format!("the personas of {} are {} of the customers", journey.mention(), percent(total)),
            "walk it together with the others",
        );
        for (_, claim, share) in shares.iter().take(5) {
            found = found.label(claim.of.id.file, claim.claim().span, percent(*share));
        }
        out.push(found.help("shares of personas sum to at most 100%"));
    }
}
