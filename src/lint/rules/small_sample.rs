//! `small-sample`: something rests on few answers, people or cases.

use crate::diagnostic::{Code, Diagnostic};
use crate::lint::parts::declared;
use crate::lint::{Context, Rule};
use crate::model::Node;
use crate::model::value::ClaimValue;
use crate::model::vocabulary::{ElementKind, Field};
use crate::source::Span;

/// The rule.
pub const RULE: Rule = Rule { code: Code::SmallSample, docs: include_str!("../../../docs/lints/small-sample.md"), check };

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for source in declared(context, ElementKind::Source) {
        let Some((sample, span)) = sample(source) else { continue };
        let Some(counted) = counted(context, source) else { continue };
        let least = context.thresholds.get(Code::SmallSample, counted.threshold);
        let Some(reliance) = context.uses.sources.get(&source.id).filter(|_| sample < f64::from(least)) else { continue };
        let noun = if (sample - 1.0).abs() < f64::EPSILON { counted.one } else { counted.many };
        let found = Diagnostic::new(
            Code::SmallSample,
            context.file,
            span,
            format!("{} is a small sample: {sample} {noun}", source.mention()),
            format!("fewer than {least}"),
        );
        out.push(reliance.show(found).help("take what rests on it as a hint, and ask or look again before it decides anything"));
    }
}

fn sample(source: Node<'_>) -> Option<(f64, Span)> {
    source.field(Field::Sample).find_map(|claim| match &claim.claim().value {
        ClaimValue::Quantity(quantity) => Some((quantity.upper(), claim.claim().span)),
        _ => None,
    })
}

/// What a method counts.
struct Counted {
    /// The key of its threshold.
    threshold: &'static str,
    one: &'static str,
    many: &'static str,
}

/// What the method of a source counts; without a method, what its kind usually does.
fn counted(context: &Context<'_>, source: Node<'_>) -> Option<Counted> {
    let (threshold, one, many) = match source.word(Field::Method) {
        Some("survey" | "feedback-form") => ("survey", "answer", "answers"),
        Some("interview" | "diary" | "observation" | "usability-test") => ("interview", "person", "people"),
        Some("review") => ("review", "review", "reviews"),
        Some("social") => ("review", "post", "posts"),
        Some("support-ticket") => ("review", "ticket", "tickets"),
        Some("analytics" | "event-log") => ("analytics", "case", "cases"),
        _ if !context.is_clear_itself(source) => return None,
        _ => match source.word(Field::Kind) {
            Some("solicited") => ("survey", "answer", "answers"),
            Some("unsolicited") => ("review", "remark", "remarks"),
            Some("observed") => ("analytics", "case", "cases"),
            _ => return None,
        },
    };
    Some(Counted { threshold, one, many })
}
