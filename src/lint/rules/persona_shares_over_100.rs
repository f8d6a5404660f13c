//! `persona-shares-over-100`: the shares of a journey's personas sum to more than all customers.

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
        let shares: Vec<_> = journey
            .references(Field::Persona)
            .filter_map(|persona| persona.field(Field::Share).next())
            .filter_map(|claim| match &claim.claim().value {
                ClaimValue::Quantity(share) => Some((claim, share.low)),
                _ => None,
            })
            .collect();
        let total: f64 = shares.iter().map(|(_, share)| share).sum();
        let Some(((last, share), rest)) = shares.split_last() else { continue };
        if total <= 100.0 + 1e-9 {
            continue;
        }
        let mut found = Diagnostic::new(
            Code::PersonaSharesOver100,
            last.of.id.file,
            last.claim().span,
            format!("the personas of {} are {} of the customers", journey.mention(), percent(total)),
            format!("and {} here", percent(*share)),
        );
        for (claim, share) in rest.iter().take(4) {
            found = found.label(claim.of.id.file, claim.claim().span, percent(*share));
        }
        out.push(found.help("shares of personas sum to at most 100%"));
    }
}
