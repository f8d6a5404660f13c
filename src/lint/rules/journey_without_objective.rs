//! `journey-without-objective`: a map that does not say why it is drawn.

use crate::diagnostic::{Code, Diagnostic};
use crate::lint::{Context, Rule};
use crate::model::vocabulary::Field;

/// The rule.
pub const RULE: Rule =
    Rule { code: Code::JourneyWithoutObjective, docs: include_str!("../../../docs/lints/journey-without-objective.md"), check };

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let silent = context.journeys().filter(|journey| journey.field(Field::Objective).next().is_none());
    for journey in silent.filter(|journey| context.is_clear_itself(*journey)) {
        out.push(
            Diagnostic::new(
                Code::JourneyWithoutObjective,
                context.file,
                journey.name_span(),
                format!("{} does not say why it is drawn", journey.mention()),
                "no objective",
            )
            .help("write the question that the map is to answer, as in `objective: \"…\"`"),
        );
    }
}
