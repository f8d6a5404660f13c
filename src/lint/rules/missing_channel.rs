//! `missing-channel`: a touchpoint without a channel, where most have one.

use crate::diagnostic::{Code, Diagnostic};
use crate::lint::kin::{Kin, touchpoints};
use crate::lint::{Context, Rule};
use crate::model::Node;
use crate::model::vocabulary::Field;

/// The rule.
pub const RULE: Rule = Rule { code: Code::MissingChannel, docs: include_str!("../../../docs/lints/missing-channel.md"), check };

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let majority = context.thresholds.get(Code::MissingChannel, "majority");
    for journey in context.journeys() {
        let kin = Kin::new(touchpoints(journey).filter(|place| context.is_clear(*place)), has_channel);
        if !kin.is_usual(majority) {
            continue;
        }
        let example = kin.have.iter().flat_map(|place| place.ancestors()).find_map(|place| place.references(Field::Channel).next());
        let example = example.and_then(Node::name).unwrap_or("website");
        for place in &kin.lack {
            out.push(
                Diagnostic::new(
                    Code::MissingChannel,
                    context.file,
                    place.name_span(),
                    format!("{} has no channel", place.mention()),
                    kin.count(),
                )
                .help(format!("write where it happens, as in `channel: {example}`")),
            );
        }
    }
}

/// Whether a touchpoint or the stage around it names a channel.
fn has_channel(touchpoint: Node<'_>) -> bool {
    touchpoint.ancestors().any(|node| node.field(Field::Channel).next().is_some())
}
