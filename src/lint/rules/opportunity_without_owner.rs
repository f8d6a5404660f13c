//! `opportunity-without-owner`: an idea that nobody answers for.

use crate::diagnostic::{Code, Diagnostic};
use crate::lint::{Context, Rule};
use crate::model::vocabulary::{ElementKind, Field};
use crate::model::{Node, Owners};

/// The rule.
pub const RULE: Rule =
    Rule { code: Code::OpportunityWithoutOwner, docs: include_str!("../../../docs/lints/opportunity-without-owner.md"), check };

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let team = context.some_team();
    for journey in context.journeys() {
        let owners = Owners::new(journey);
        let ideas = journey.descendants().filter(|node| node.kind() == ElementKind::Opportunity && is_open(*node));
        for idea in ideas.filter(|idea| owners.of(*idea).is_none() && context.is_clear(*idea)) {
            out.push(
                Diagnostic::new(
                    Code::OpportunityWithoutOwner,
                    context.file,
                    idea.title_span(),
                    format!("nobody answers for {}", idea.mention()),
                    "it has no owner, and neither has anything around it",
                )
                .help(format!("write who takes it on, as in `owner: {team}`")),
            );
        }
    }
}

/// Whether there is still something to be done.
fn is_open(idea: Node<'_>) -> bool {
    !matches!(idea.word(Field::Status), Some("done" | "rejected"))
}
