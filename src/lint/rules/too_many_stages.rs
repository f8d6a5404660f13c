//! `too-many-stages`: a journey has more stages than fit side by side.

use crate::diagnostic::{Code, Diagnostic, count};
use crate::lint::{Context, Rule};
use crate::model::Node;

/// The rule.
pub const RULE: Rule = Rule { code: Code::TooManyStages, docs: include_str!("../../../docs/lints/too-many-stages.md"), check };

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let most = context.thresholds.get(Code::TooManyStages, "stages") as usize;
    for journey in context.journeys() {
        let stages: Vec<Node<'_>> = journey.stages().filter(|stage| !stage.element().guessed).collect();
        let Some(surplus) = stages.get(most) else { continue };
        out.push(
            Diagnostic::new(
                Code::TooManyStages,
                context.file,
                journey.name_span(),
                format!("{} has {}", journey.mention(), count(stages.len(), "stage")),
                format!("more than {most}"),
            )
            .label(context.file, surplus.name_span(), format!("number {}", most + 1))
            .help("join stages that serve one goal, or make a second journey and hand over to it, as in `-> journey next-part`"),
        );
    }
}
