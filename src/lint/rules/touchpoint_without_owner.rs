//! `touchpoint-without-owner`: a touchpoint that no team answers for.

use crate::diagnostic::{Code, Diagnostic};
use crate::lint::kin::within_journey;
use crate::lint::{Context, Rule};
use crate::model::Node;
use crate::model::vocabulary::{ElementKind, Field};

/// The rule.
pub const RULE: Rule =
    Rule { code: Code::TouchpointWithoutOwner, docs: include_str!("../../../docs/lints/touchpoint-without-owner.md"), check };

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for stage in context.journeys().flat_map(Node::stages) {
        let all = || stage.children_of(ElementKind::Touchpoint);
        let without: Vec<Node<'_>> = all().filter(|place| !is_owned(*place) && context.is_clear(*place)).collect();
        // A stage that nobody answers for is one thing that is missing.
        if without.len() > 1 && without.len() == all().count() {
            out.push(say(context, stage, format!("no team answers for the {} touchpoints of {}", without.len(), stage.mention())));
        } else {
            out.extend(without.iter().map(|place| say(context, *place, format!("no team answers for {}", place.mention()))));
        }
    }
}

fn say(context: &Context<'_>, place: Node<'_>, message: String) -> Diagnostic {
    let (label, where_to) = match place.kind() {
        ElementKind::Stage => ("neither it nor any of them has an owner", ""),
        _ => ("neither it nor its stage has an owner", ", here or in the stage"),
    };
    Diagnostic::new(Code::TouchpointWithoutOwner, context.file, place.name_span(), message, label)
        .help(format!("write which, as in `owner: {}`{where_to}", context.some_team()))
}

/// Whether it, its stage or its phase has an owner, or a team acts. One that is retired needs none.
fn is_owned(touchpoint: Node<'_>) -> bool {
    let team = touchpoint.field(Field::By).any(|by| by.goal().is_none_or(|node| node.kind() == ElementKind::Team));
    let owned = within_journey(touchpoint).any(|node| node.field(Field::Owner).next().is_some());
    team || owned || touchpoint.word(Field::Status) == Some("retired")
}
