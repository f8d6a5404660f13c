//! `pain-without-opportunity`: a pain that nothing is to be done about.

use std::collections::{HashMap, HashSet};

use crate::diagnostic::{Code, Diagnostic};
use crate::lint::{Context, Rule};
use crate::model::vocabulary::{ElementKind, Field};
use crate::model::{ElementId, Node, addressed, answers};

use super::opportunity_without_pain::answers_nothing;

/// The rule.
pub const RULE: Rule =
    Rule { code: Code::PainWithoutOpportunity, docs: include_str!("../../../docs/lints/pain-without-opportunity.md"), check };

/// So many pains of a journey without any opportunity are named one by one; more are one finding.
const MOST_NAMED: usize = 3;

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for journey in context.journeys() {
        let pains: Vec<Node<'_>> = journey.descendants().filter(|node| is_worth_it(context, *node)).collect();
        if pains.is_empty() {
            continue;
        }
        let answers = answers(journey);
        let plans = Plans::new(journey);
        if plans.unknown {
            continue;
        }
        let open = pains.into_iter().filter(|pain| !answers.contains_key(&pain.id) && !plans.beside(*pain));
        let open: Vec<Node<'_>> = open.collect();
        if plans.none && open.len() > MOST_NAMED {
            if context.is_clear(journey) {
                out.push(say_all(context, journey, &open));
            }
        } else {
            out.extend(open.iter().map(|pain| say(context, *pain, plans.rejected.get(&pain.id).copied())));
        }
    }
}

/// What the opportunities of a journey say besides the pains that they address.
struct Plans<'m> {
    /// Whether there are no opportunities.
    none: bool,
    /// Whether one addresses something that is not known: it may be any of the pains.
    unknown: bool,
    /// Places with an opportunity that does not say what it addresses.
    open_at: HashSet<ElementId>,
    /// By pain, gain or risk: an opportunity that was rejected.
    rejected: HashMap<ElementId, Node<'m>>,
}

impl<'m> Plans<'m> {
    fn new(journey: Node<'m>) -> Self {
        let mut plans = Self { none: true, unknown: false, open_at: HashSet::new(), rejected: HashMap::new() };
        for opportunity in journey.descendants().filter(|node| node.kind() == ElementKind::Opportunity) {
            plans.none = false;
            plans.unknown |= opportunity.field(Field::Addresses).any(|claim| claim.goal().is_none());
            if opportunity.word(Field::Status) == Some("rejected") {
                plans.rejected.extend(addressed(opportunity).map(|finding| (finding.id, opportunity)));
            } else if answers_nothing(opportunity) {
                plans.open_at.extend(opportunity.parent().map(|place| place.id));
            }
        }
        plans
    }

    /// Whether an opportunity stands beside the pain, or in the stage or phase around it, that may well be meant for it. In many maps
    /// pains and opportunities are two lists side by side.
    fn beside(&self, pain: Node<'_>) -> bool {
        let here = pain.parent().is_some_and(|place| self.open_at.contains(&place.id));
        here || pain.ancestors().any(|node| node.kind() != ElementKind::Journey && self.open_at.contains(&node.id))
    }
}

/// A pain that was understood, and is not of low severity: those need no plan each.
fn is_worth_it(context: &Context<'_>, node: Node<'_>) -> bool {
    let pain = node.kind() == ElementKind::Pain && node.word(Field::Severity) != Some("low");
    // What could not be read may be the opportunity that names the pain.
    pain && context.is_clear(node) && !node.name().is_some_and(|name| context.may_be_named(name))
}

/// A pain, and the rejected opportunity that would have addressed it.
fn say(context: &Context<'_>, pain: Node<'_>, rejected: Option<Node<'_>>) -> Diagnostic {
    let severity = pain.word(Field::Severity);
    let found = Diagnostic::new(
        Code::PainWithoutOpportunity,
        context.file,
        pain.title_span(),
        format!("no opportunity addresses {}", quoted(pain)),
        severity.map_or("none in its block, and none names it".to_owned(), |severity| format!("severity {severity}")),
    );
    let found = match rejected {
        Some(rejected) => found.label(context.file, rejected.title_span(), "was rejected"),
        None => found,
    };
    let elsewhere = pain.name().map_or(String::new(), |name| format!("; one that stands elsewhere says `addresses: {name}`"));
    found.help(format!("write one in the pain's block, as in `opportunity \"…\"`{elsewhere}"))
}

fn say_all(context: &Context<'_>, journey: Node<'_>, pains: &[Node<'_>]) -> Diagnostic {
    let found = Diagnostic::new(
        Code::PainWithoutOpportunity,
        context.file,
        journey.name_span(),
        format!("no opportunity addresses any of the {} pains of {}", pains.len(), journey.mention()),
        "has no opportunities",
    );
    let found = pains.iter().take(MOST_NAMED).fold(found, |found, pain| {
        let severity = pain.word(Field::Severity);
        found.label(
            context.file,
            pain.title_span(),
            severity.map_or("another".to_owned(), |severity| format!("severity {severity}")),
        )
    });
    found.help("write them in the blocks of the pains, as in `opportunity \"…\"`")
}

/// The words of a pain in quotes; its keyword if it has none.
fn quoted(pain: Node<'_>) -> String {
    pain.title().map_or_else(|| pain.mention(), |title| format!("\"{title}\""))
}
