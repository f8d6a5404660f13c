//! `touchpoint-without-owner`: a touchpoint that no team answers for.

use crate::diagnostic::{Code, Diagnostic};
use crate::lint::kin::{touchpoints, within_journey};
use crate::lint::{Context, Rule};
use crate::model::Node;
use crate::model::vocabulary::{ElementKind, Field};

/// The rule.
pub const RULE: Rule =
    Rule { code: Code::TouchpointWithoutOwner, docs: include_str!("../../../docs/lints/touchpoint-without-owner.md"), check };

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for journey in context.journeys() {
        for place in touchpoints(journey).filter(|place| !is_owned(*place) && context.is_clear(*place)) {
            out.push(
                Diagnostic::new(
                    Code::TouchpointWithoutOwner,
                    context.file,
                    place.name_span(),
                    format!("no team answers for {}", place.mention()),
                    "neither it nor its stage has an owner",
                )
                .help(format!("write which, as in `owner: {}`, here or in the stage", context.some_team())),
            );
        }
    }
}

/// Whether it, its stage or its phase has an owner, or a team acts. One that is retired needs none.
fn is_owned(touchpoint: Node<'_>) -> bool {
    let team = touchpoint.field(Field::By).any(|by| by.goal().is_none_or(|node| node.kind() == ElementKind::Team));
    let owned = within_journey(touchpoint).any(|node| node.field(Field::Owner).next().is_some());
    team || owned || touchpoint.word(Field::Status) == Some("retired")
}
