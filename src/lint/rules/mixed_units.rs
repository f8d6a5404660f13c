//! `mixed-units`: value, baseline and target of a metric cannot be compared.

use crate::diagnostic::{Code, Diagnostic};
use crate::lint::parts::parts;
use crate::lint::{Context, Rule};
use crate::model::Node;
use crate::model::value::{ClaimValue, Quantity, Unit};
use crate::model::vocabulary::{ElementKind, Field};
use crate::source::Span;

/// The rule.
pub const RULE: Rule = Rule { code: Code::MixedUnits, docs: include_str!("../../../docs/lints/mixed-units.md"), check };

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let metrics = context.journeys().flat_map(parts).filter(|node| node.kind() == ElementKind::Metric);
    // A unit that was only guessed is none.
    for metric in metrics.filter(|metric| context.is_clear_itself(*metric)) {
        let written: Vec<(&Quantity, Span)> = [Field::Value, Field::Baseline, Field::TargetValue]
            .into_iter()
            .flat_map(|field| metric.field(field))
            .filter_map(|claim| match &claim.claim().value {
                ClaimValue::Quantity(quantity) => Some((&**quantity, claim.claim().span)),
                _ => None,
            })
            .collect();
        let Some((first, rest)) = written.split_first() else { continue };
        let Some(other) = rest.iter().find(|(quantity, _)| !quantity.is_comparable(first.0)) else { continue };
        out.push(say(context, metric, first, other));
    }
}

fn say(context: &Context<'_>, metric: Node<'_>, first: &(&Quantity, Span), other: &(&Quantity, Span)) -> Diagnostic {
    let found = Diagnostic::new(
        Code::MixedUnits,
        context.file,
        other.1,
        format!("{} is measured in two units: {} and {}", metric.mention(), first.0, other.0),
        "cannot be compared",
    )
    .label(context.file, first.1, "with this");
    found.help(match (&first.0.unit, &other.0.unit) {
        (unit, Unit::Number) => with_unit(other.0, unit),
        (Unit::Number, unit) => with_unit(first.0, unit),
        _ => "write value, baseline and target in one unit, or make two metrics of them".to_owned(),
    })
}

fn with_unit(number: &Quantity, unit: &Unit) -> String {
    format!("write the unit, as in `{}`", Quantity { unit: unit.clone(), ..number.clone() }.written())
}
