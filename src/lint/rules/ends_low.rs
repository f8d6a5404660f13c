//! `ends-low`: customers reach a success, and the last that they feel is bad.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::graph::JourneyGraph;
use crate::lint::feelings::{Feeling, Whom, feelings};
use crate::lint::{Context, Rule};
use crate::model::value::{ClaimValue, signed};
use crate::model::vocabulary::Field;
use crate::model::{ElementId, Node};
use crate::source::Span;

/// The rule.
pub const RULE: Rule = Rule { code: Code::EndsLow, docs: include_str!("../../../docs/lints/ends-low.md"), check };

/// A bad last emotion.
struct Low {
    value: f64,
    success: ElementId,
    /// The personas who end with it; none if it is said of everybody.
    whom: Vec<ElementId>,
}

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for graph in context.graphs.iter().filter(|graph| graph.successes().next().is_some()) {
        let mut lows: BTreeMap<Span, Low> = BTreeMap::new();
        let personas = graph.personas.iter().enumerate().map(|(at, &id)| (Some(at), Some(id)));
        let everybody = graph.personas.is_empty().then_some((None, None));
        for (walker, persona) in personas.chain(everybody) {
            // What was not understood may be the emotion that is looked for.
            let counts = |place: ElementId| {
                let place = context.model.node(place);
                concerns(place, persona) || !context.is_clear(place)
            };
            for (place, success) in graph.last_before_success(walker, &counts) {
                let Some((value, feeling)) = low(context, context.model.node(place), persona) else { continue };
                let found = lows.entry(feeling.claim.claim().span).or_insert_with(|| Low { value, success, whom: Vec::new() });
                if feeling.whom != Whom::Everybody {
                    found.whom.extend(persona);
                }
            }
        }
        out.extend(lows.iter().map(|(span, found)| say(context, graph, *span, found)));
    }
}

/// Whether something is said at a place about how a persona feels.
fn concerns(place: Node<'_>, persona: Option<ElementId>) -> bool {
    place.field(Field::Emotion).any(|claim| {
        matches!(claim.claim().value, ClaimValue::Emotion(_)) && {
            let whom = Whom::of_claim(claim);
            whom == Whom::Unknown || whom.includes(persona)
        }
    })
}

/// How a persona feels on leaving a place, if that is below 0, with the first emotion that says so. Nothing where words alone or an
/// error leave it open.
fn low<'m>(context: &Context<'_>, place: Node<'m>, persona: Option<ElementId>) -> Option<(f64, Feeling<'m>)> {
    if !context.is_clear(place) {
        return None;
    }
    let all = feelings(place);
    if all.iter().any(|feeling| feeling.whom == Whom::Unknown) {
        return None;
    }
    let own: Vec<Feeling<'m>> = all.into_iter().filter(|feeling| feeling.whom.includes(persona)).collect();
    let values: Option<Vec<f64>> = own.iter().map(Feeling::last).collect();
    let values = values?;
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    let lowest = own.into_iter().find(|feeling| feeling.last().is_some_and(|value| value < 0.0))?;
    (mean < 0.0).then_some((lowest.last()?, lowest))
}

fn say(context: &Context<'_>, graph: &JourneyGraph<'_>, span: Span, low: &Low) -> Diagnostic {
    let success = context.model.node(low.success);
    let names: Vec<String> = low.whom.iter().map(|&id| context.model.node(id).mention()).collect();
    let who = match names.as_slice() {
        [] => "customers reach".to_owned(),
        [one] => format!("{one} reaches"),
        many => format!("{} reach", many.join(" and ")),
    };
    let found = Diagnostic::new(
        Code::EndsLow,
        context.file,
        span,
        format!("{who} {} with a negative emotion", success.mention()),
        format!("{} is the last that is said", signed(low.value)),
    );
    let found = if success.element().head.contains(span) || success.element().block.is_some_and(|block| block.contains(span)) {
        found
    } else {
        found.label(graph.journey.id.file, success.name_span(), "the success")
    };
    found.help("if it ends better than that, write the emotion of the outcome in its block, as in `emotion: +1 \"relieved\"`")
}
