//! `missing-channel`: a touchpoint without a channel, where most have one.

use crate::diagnostic::{Code, Diagnostic};
use crate::lint::holders::Holders;
use crate::lint::kin::{Kin, touchpoints};
use crate::lint::{Context, Rule};
use crate::model::Node;
use crate::model::vocabulary::Field;

/// The rule.
pub const RULE: Rule = Rule { code: Code::MissingChannel, docs: include_str!("../../../docs/lints/missing-channel.md"), check };

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let majority = context.thresholds.get(Code::MissingChannel, "majority");
    for journey in context.journeys() {
        let channels = Holders::new(journey, &[Field::Channel]);
        let met = journey.stages().flat_map(touchpoints).filter(|place| context.is_clear(*place));
        let kin = Kin::new(met, |place| channels.around(place));
        if !kin.is_usual(majority) {
            continue;
        }
        let example = journey.descendants().find_map(|place| place.references(Field::Channel).next()).and_then(Node::name);
        let example = example.unwrap_or("website");
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
