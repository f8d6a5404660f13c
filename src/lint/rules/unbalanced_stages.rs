//! `unbalanced-stages`: one stage is told in far more detail than the others.

use crate::diagnostic::{Code, Diagnostic};
use crate::lint::parts::{Cards, cards};
use crate::lint::{Context, Rule};
use crate::model::Node;

/// The rule.
pub const RULE: Rule = Rule { code: Code::UnbalancedStages, docs: include_str!("../../../docs/lints/unbalanced-stages.md"), check };

/// Of fewer stages none lies in the middle.
const FEWEST: usize = 3;

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let times = context.thresholds.get(Code::UnbalancedStages, "times") as usize;
    // Where something was not understood, the numbers are not known.
    for journey in context.journeys().filter(|journey| context.is_clear(*journey)) {
        let stages: Vec<(Node<'_>, Cards<'_>)> = journey.stages().map(|stage| (stage, cards(stage))).collect();
        if stages.len() < FEWEST {
            continue;
        }
        let mut order: Vec<&(Node<'_>, Cards<'_>)> = stages.iter().collect();
        order.sort_by_key(|(_, cards)| cards.nodes.len());
        let (below, above) = (order[(order.len() - 1) / 2], order[order.len() / 2]);
        // Twice the median, so that it is a whole number; a stage that is told as a whole counts as one card.
        let median = (below.1.nodes.len() + above.1.nodes.len()).max(2);
        for (stage, cards) in stages.iter().filter(|(_, cards)| cards.nodes.len() * 2 > times * median) {
            out.push(
                Diagnostic::new(
                    Code::UnbalancedStages,
                    context.file,
                    stage.name_span(),
                    format!("{} outweighs the other stages: {}", stage.mention(), cards.say()),
                    format!("more than {times} times what a stage in the middle has"),
                )
                .label(context.file, below.0.name_span(), format!("in the middle: {}", below.1.say()))
                .help(format!("make two stages of {}, or tell the others in as much detail", stage.mention())),
            );
        }
    }
}
