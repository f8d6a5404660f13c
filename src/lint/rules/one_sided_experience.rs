//! `one-sided-experience`: a map in which everything is good, or everything is bad.

use crate::diagnostic::{Code, Diagnostic};
use crate::lint::feelings::feelings;
use crate::lint::{Context, Rule};
use crate::model::Node;
use crate::model::vocabulary::ElementKind;
use crate::source::Span;

/// The rule.
pub const RULE: Rule =
    Rule { code: Code::OneSidedExperience, docs: include_str!("../../../docs/lints/one-sided-experience.md"), check };

/// Fewer claims than these are too few to see a side.
const FEWEST: usize = 5;

/// The claims of a journey that are good or bad.
#[derive(Default)]
struct Sides {
    good: Vec<Span>,
    bad: Vec<Span>,
}

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for journey in context.journeys().filter(|journey| context.is_clear(*journey)) {
        let mut sides = Sides::default();
        for node in std::iter::once(journey).chain(journey.descendants()).filter(|node| !is_of_step(*node)) {
            sides.add(node);
        }
        let (only, word, help) = match (sides.good.as_slice(), sides.bad.as_slice()) {
            (good, []) => (good, "positive", "write what hurts as well, as in `pain \"…\"` or `emotion: -1`"),
            ([], bad) => (bad, "negative", "write what goes well, too, as in `gain \"…\"` or `emotion: +1`"),
            _ => continue,
        };
        if only.len() >= FEWEST {
            out.push(
                Diagnostic::new(
                    Code::OneSidedExperience,
                    context.file,
                    journey.name_span(),
                    format!("everything that is felt in {} is {word}", journey.mention()),
                    format!("{} emotions, pains and gains", only.len()),
                )
                .label(context.file, only[0], "the first of them")
                .help(help),
            );
        }
    }
}

impl Sides {
    fn add(&mut self, node: Node<'_>) {
        match node.kind() {
            ElementKind::Gain => self.good.push(node.title_span()),
            ElementKind::Pain => self.bad.push(node.title_span()),
            _ => {
                for feeling in feelings(node) {
                    let span = feeling.claim.claim().span;
                    let values = || feeling.points.iter().filter_map(|point| point.value);
                    // Zero and words without a number are on neither side, an arc may be on both.
                    if values().any(|value| value > 0.0) {
                        self.good.push(span);
                    }
                    if values().any(|value| value < 0.0) {
                        self.bad.push(span);
                    }
                }
            }
        }
    }
}

/// Whether it is said of what customers do not see.
fn is_of_step(node: Node<'_>) -> bool {
    node.ancestors().any(|node| node.kind() == ElementKind::Step)
}
