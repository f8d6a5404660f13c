//! `frontstage-without-backstage`: what is done in sight, and nothing of what makes it possible.

use std::collections::HashSet;

use crate::diagnostic::{Code, Diagnostic};
use crate::graph::{ArrowKind, JourneyGraph};
use crate::lint::holders::Holders;
use crate::lint::{Context, Rule};
use crate::model::ElementId;
use crate::model::vocabulary::{ElementKind, Field};

/// The rule.
pub const RULE: Rule = Rule {
    code: Code::FrontstageWithoutBackstage,
    docs: include_str!("../../../docs/lints/frontstage-without-backstage.md"),
    check,
};

/// What says what happens behind the line of visibility. A declared lane is mostly a row of that kind: a system, the law.
const BEHIND: &[Field] = &[Field::Backstage, Field::Support, Field::Lane];

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for graph in context.graphs {
        let behind = Holders::new(graph.journey, BEHIND);
        let joined = joined_to_steps(graph);
        let places = graph.journey.descendants().filter(|node| matches!(node.kind(), ElementKind::Stage | ElementKind::Touchpoint));
        for place in places.filter(|place| context.is_clear(*place)) {
            let Some(frontstage) = place.field(Field::Frontstage).next() else { continue };
            let inside = place.touchpoints().any(|node| node.kind() == ElementKind::Step || behind.has(node));
            if inside || behind.around(place) || joined.contains(&place.id) {
                continue;
            }
            out.push(
                Diagnostic::new(
                    Code::FrontstageWithoutBackstage,
                    context.file,
                    frontstage.claim().span,
                    format!("nothing is said of what happens behind {}", place.mention()),
                    "done in the customer's sight",
                )
                .help("write what makes it possible, as in `backstage: \"…\"` or `support: \"…\"`, or a `step` beside it"),
            );
        }
    }
}

/// The touchpoints from which customers go on to a step, or to which they come from one.
fn joined_to_steps(graph: &JourneyGraph<'_>) -> HashSet<ElementId> {
    let is_step = |id: ElementId| graph.journey.model.node(id).kind() == ElementKind::Step;
    let flow = graph.written.arrows().filter(|(_, _, arrow)| arrow.kind == ArrowKind::Flow);
    flow.flat_map(|(from, to, _)| [is_step(to).then_some(from), is_step(from).then_some(to)]).flatten().collect()
}
