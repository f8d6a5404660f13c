//! `missing-emotion`: a touchpoint without an emotion, where most have one.

use crate::diagnostic::{Code, Diagnostic};
use crate::lint::kin::{Kin, is_live, touchpoints};
use crate::lint::{Context, Rule};
use crate::model::Node;
use crate::model::vocabulary::Field;

use super::empty_stage::is_empty;

/// The rule.
pub const RULE: Rule = Rule { code: Code::MissingEmotion, docs: include_str!("../../../docs/lints/missing-emotion.md"), check };

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let majority = context.thresholds.get(Code::MissingEmotion, "majority");
    for journey in context.journeys() {
        // Where the stage has an emotion, its touchpoints are not asked for one each; nor are those that nobody meets today.
        let met = journey.stages().filter(|stage| !has_emotion(*stage)).flat_map(touchpoints).filter(|place| is_live(*place));
        // A stage of which nothing is said has a finding of its own.
        let whole = journey.stages().filter(|stage| stage.touchpoints().next().is_none() && !is_empty(*stage));
        for kin in [
            Kin::new(met.filter(|place| context.is_clear(*place)), has_emotion),
            Kin::new(whole.filter(|place| context.is_clear(*place)), has_emotion),
        ] {
            if kin.is_usual(majority) {
                out.extend(kin.lack.iter().map(|place| say(context, *place, &kin)));
            }
        }
    }
}

fn has_emotion(place: Node<'_>) -> bool {
    place.field(Field::Emotion).next().is_some()
}

fn say(context: &Context<'_>, place: Node<'_>, kin: &Kin<'_>) -> Diagnostic {
    Diagnostic::new(
        Code::MissingEmotion,
        context.file,
        place.name_span(),
        format!("{} has no emotion", place.mention()),
        kin.count(),
    )
    .help("write how it feels, as in `emotion: -1 \"annoyed\"`")
}
