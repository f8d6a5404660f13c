//! `touchpoint-without-owner`: a touchpoint that no team answers for.

use crate::diagnostic::{Code, Diagnostic};
use crate::lint::kin::touchpoints;
use crate::lint::{Context, Rule};
use crate::model::vocabulary::{ElementKind, Field};
use crate::model::{Node, Owners};

/// The rule.
pub const RULE: Rule =
    Rule { code: Code::TouchpointWithoutOwner, docs: include_str!("../../../docs/lints/touchpoint-without-owner.md"), check };

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let team = context.some_team();
    for journey in context.journeys() {
        let owners = Owners::new(journey);
        for stage in journey.stages() {
            let without: Vec<Node<'_>> =
                touchpoints(stage).filter(|place| owners.of(*place).is_none() && !needs_none(*place)).collect();
            // A stage that nobody answers for is one thing that is missing.
            if without.len() > 1 && without.len() == touchpoints(stage).count() {
                if context.is_clear(stage) {
                    let of = format!("the {} touchpoints of {}", without.len(), stage.mention());
                    out.push(say(context, stage, &of, team));
                }
                continue;
            }
            let clear = without.iter().filter(|place| context.is_clear(**place));
            out.extend(clear.map(|place| say(context, *place, &place.mention(), team)));
        }
    }
}

/// Whether a team acts at a touchpoint, or nobody has to answer for it any more.
fn needs_none(touchpoint: Node<'_>) -> bool {
    let team = touchpoint.field(Field::By).any(|by| by.goal().is_none_or(|node| node.kind() == ElementKind::Team));
    team || touchpoint.word(Field::Status) == Some("retired")
}

fn say(context: &Context<'_>, place: Node<'_>, what: &str, team: &str) -> Diagnostic {
    let (label, here) = match place.kind() {
        ElementKind::Stage => ("it has no owner, and neither has any of them", ""),
        _ => ("neither it nor anything around it has an owner", ", here or in the stage"),
    };
    let message = format!("no team answers for {what}");
    Diagnostic::new(Code::TouchpointWithoutOwner, context.file, place.name_span(), message, label)
        .help(format!("write which, as in `owner: {team}`{here}"))
}
