//! `empty-stage`: a stage of which nothing is said, beside stages of which something is.

use crate::diagnostic::{Code, Diagnostic};
use crate::lint::{Context, Rule};
use crate::model::Node;
use crate::model::vocabulary::{ElementKind, Field};

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
                    "no touchpoint, and no field",
                )
                .help("write what happens in it, as in `action: \"…\"` or `touchpoint \"…\"`, or remove the stage"),
            );
        }
    }
}

/// Whether a stage has no fields, no elements and no transitions in it.
pub(super) fn is_empty(stage: Node<'_>) -> bool {
    stage.claims().next().is_none() && stage.children().next().is_none() && stage.transitions().next().is_none()
}

/// Whether a stage has more in it than touchpoints and how one goes through them.
fn says_something(stage: Node<'_>) -> bool {
    let place = |node: Node<'_>| matches!(node.kind(), ElementKind::Touchpoint | ElementKind::Step);
    let flow = |field: Field| matches!(field, Field::Start | Field::Order | Field::Optional);
    let says = |node: Node<'_>| node.claims().any(|claim| !flow(claim.claim().field));
    says(stage) || stage.descendants().any(|node| !place(node) || says(node))
}
