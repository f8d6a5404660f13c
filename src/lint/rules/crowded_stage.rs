//! `crowded-stage`: a stage has more touchpoints and steps than a reader takes in.

use crate::diagnostic::{Code, Diagnostic};
use crate::lint::parts::cards;
use crate::lint::{Context, Rule};
use crate::model::Node;

/// The rule.
pub const RULE: Rule = Rule { code: Code::CrowdedStage, docs: include_str!("../../../docs/lints/crowded-stage.md"), check };

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let most = context.thresholds.get(Code::CrowdedStage, "touchpoints") as usize;
    for stage in context.journeys().flat_map(Node::stages).filter(|stage| !stage.element().guessed) {
        let cards = cards(stage);
        let Some(surplus) = cards.nodes.get(most) else { continue };
        out.push(
            Diagnostic::new(
                Code::CrowdedStage,
                context.file,
                stage.name_span(),
                format!("{} is crowded: {}", stage.mention(), cards.say()),
                format!("more than {most}"),
            )
            .label(context.file, surplus.name_span(), format!("number {}", most + 1))
            .help("make two stages of it, or write what belongs together as actions of one touchpoint: `action: \"…\", \"…\"`"),
        );
    }
}
