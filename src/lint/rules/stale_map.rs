//! `stale-map`: the map should have been reviewed again.

use crate::diagnostic::{Code, Diagnostic};
use crate::lint::evidence::date;
use crate::lint::{Context, Rule, note};
use crate::model::Node;
use crate::model::calendar::after;
use crate::model::value::{ClaimValue, Date, Quantity};
use crate::model::vocabulary::Field;
use crate::source::Span;

/// The rule.
pub const RULE: Rule = Rule { code: Code::StaleMap, docs: include_str!("../../../docs/lints/stale-map.md"), check };

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for journey in context.journeys() {
        let Some((every, promise)) = review_every(journey) else { continue };
        let reviewed = date(journey, Field::Reviewed);
        let Some((last, span)) = reviewed.or_else(|| date(journey, Field::Date)) else {
            if context.is_clear_itself(journey) {
                out.push(never(context, journey, promise));
            }
            continue;
        };
        let Some(today) = context.today else { continue };
        if let Some(due) = after(last, every).filter(|due| *due < today) {
            let label = if reviewed.is_some() { "the last review" } else { "the last date of the map" };
            out.push(
                Diagnostic::new(
                    Code::StaleMap,
                    context.file,
                    span,
                    format!("{} has been due for a review since {due}", journey.mention()),
                    label,
                )
                .label(context.file, promise, "the next was promised within this time")
                .help(format!("review the map, then write `reviewed: {today}`")),
            );
        }
    }
}

fn review_every(journey: Node<'_>) -> Option<(&Quantity, Span)> {
    journey.field(Field::ReviewEvery).find_map(|claim| match &claim.claim().value {
        ClaimValue::Quantity(quantity) => Some((&**quantity, claim.claim().span)),
        _ => None,
    })
}

/// Without a day to count from the promise reminds nobody.
fn never(context: &Context<'_>, journey: Node<'_>, promise: Span) -> Diagnostic {
    let today = context.today.map_or_else(|| "2026-09-30".to_owned(), |today: Date| today.to_string());
    note(
        Diagnostic::new(
            Code::StaleMap,
            context.file,
            promise,
            format!("nothing says when {} was last reviewed", journey.mention()),
            "counted from no day",
        )
        .help(format!("write the day of the last review, as in `reviewed: {today}`")),
    )
}
