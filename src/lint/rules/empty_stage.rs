//! `empty-stage`: a stage of which nothing is said, beside stages of which something is.

use crate::diagnostic::{Code, Diagnostic};
use crate::lint::{Context, Rule};
use crate::model::vocabulary::{ElementKind, Field};
use crate::model::{Node, Transition};

/// The rule.
pub const RULE: Rule = Rule { code: Code::EmptyStage, docs: include_str!("../../../docs/lints/empty-stage.md"), check };

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for journey in context.journeys() {
        // Where no stage says anything, the map is a sketch of the flow.
        if !journey.stages().any(says_something) {
            continue;
        }
        for stage in journey.stages().filter(|stage| is_empty(*stage) && context.is_clear(*stage)) {
            out.push(
                Diagnostic::new(
                    Code::EmptyStage,
                    context.file,
                    stage.name_span(),
                    format!("nothing is said of {}", stage.mention()),
                    "no touchpoint, and no field that says what happens",
                )
                .help("write what happens in it, as in `action: \"…\"` or `touchpoint \"…\"`, or remove the stage"),
            );
        }
    }
}

/// Whether a stage has nothing in it but how one goes through it: no element, no field that says something, no words at an arrow.
pub(super) fn is_empty(stage: Node<'_>) -> bool {
    let why = |transition: &Transition| transition.label.is_some();
    stage.children().next().is_none() && !has_claims(stage) && !stage.transitions().any(why)
}

/// Whether a stage has more in it than touchpoints and how one goes through them.
fn says_something(stage: Node<'_>) -> bool {
    let place = |node: Node<'_>| matches!(node.kind(), ElementKind::Touchpoint | ElementKind::Step);
    has_claims(stage) || stage.descendants().any(|node| !place(node) || has_claims(node))
}

/// Whether a place has a field besides those that say how one goes through it.
fn has_claims(place: Node<'_>) -> bool {
    place.claims().any(|claim| !matches!(claim.claim().field, Field::Start | Field::Order | Field::Optional))
}
