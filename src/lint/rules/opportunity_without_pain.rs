//! `opportunity-without-pain`: an idea that answers nothing.

use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::lint::{Context, Rule};
use crate::model::Node;
use crate::model::addressed;
use crate::model::vocabulary::{ElementKind, Field};

/// The rule.
pub const RULE: Rule =
    Rule { code: Code::OpportunityWithoutPain, docs: include_str!("../../../docs/lints/opportunity-without-pain.md"), check };

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for journey in context.journeys() {
        // One that was rejected has to answer nothing.
        let ideas = journey
            .descendants()
            .filter(|node| node.kind() == ElementKind::Opportunity && node.word(Field::Status) != Some("rejected"));
        let mut first: HashMap<Option<u32>, Node<'_>> = HashMap::new();
        for finding in journey.descendants().filter(|node| is_finding(*node)) {
            first.entry(finding.element().parent).or_insert(finding);
        }
        for idea in ideas.filter(|idea| answers_nothing(*idea) && context.is_clear(*idea)) {
            let beside = first.get(&idea.element().parent).copied();
            let found = Diagnostic::new(
                Code::OpportunityWithoutPain,
                context.file,
                idea.title_span(),
                format!("{} addresses nothing", idea.mention()),
                "names no pain, gain or risk",
            );
            let kind = beside.map_or("pain", |beside| beside.kind().keyword());
            let help = match beside.and_then(Node::name) {
                Some(name) => {
                    format!("write which, as in `addresses: {name}`, or write the opportunity in the block of the {kind}")
                }
                None => format!("write it in the block of the {kind} that it answers"),
            };
            let found = match beside {
                Some(beside) => found.label(context.file, beside.title_span(), format!("a {kind} beside it")),
                None => found,
            };
            out.push(found.help(help));
        }
    }
}

/// Whether an opportunity stands in no pain, gain or risk and names none.
pub(super) fn answers_nothing(idea: Node<'_>) -> bool {
    idea.field(Field::Addresses).next().is_none() && addressed(idea).next().is_none()
}

fn is_finding(node: Node<'_>) -> bool {
    matches!(node.kind(), ElementKind::Pain | ElementKind::Gain | ElementKind::Risk)
}
