//! `unfilled-placeholder`: texts of a template that nobody has replaced yet.

use crate::diagnostic::{Code, Diagnostic};
use crate::lint::parts::parts;
use crate::lint::{Context, Rule};
use crate::model::{Node, is_placeholder};
use crate::source::Span;

/// The rule.
pub const RULE: Rule =
    Rule { code: Code::UnfilledPlaceholder, docs: include_str!("../../../docs/lints/unfilled-placeholder.md"), check };

/// How many of them are shown.
const SHOWN: usize = 3;

/// One finding for each declaration at the top: a template that was just written has many placeholders, and that is one thing to know.
fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for root in context.model.roots(context.file).filter(|root| !root.element().guessed) {
        let mut spans: Vec<Span> = parts(root).flat_map(placeholders).collect();
        spans.sort_unstable();
        let Some((first, others)) = spans.split_first() else { continue };
        let are = if others.is_empty() { "1 text is".to_owned() } else { format!("{} texts are", spans.len()) };
        let message = format!("{are} still to be written in the {} {}", root.kind().keyword(), root.mention());
        let found = Diagnostic::new(Code::UnfilledPlaceholder, context.file, *first, message, "says nothing yet");
        let found = others.iter().take(SHOWN - 1).fold(found, |found, span| found.label(context.file, *span, "nor does this"));
        out.push(found.help("write what is known, and leave out the lines about what is not"));
    }
}

/// Where an element, its claims, or the arrows written in it have one.
fn placeholders(node: Node<'_>) -> Vec<Span> {
    let title = node.element().title.as_ref().filter(|_| node.is_unfilled()).map(|title| title.span);
    let claims = node.claims().filter(|claim| claim.is_unfilled()).map(|claim| claim.claim().span);
    let labels = node.transitions().filter_map(|transition| transition.label.as_ref());
    let labels = labels.filter(|label| is_placeholder(&label.text)).map(|label| label.span);
    let mut spans: Vec<Span> = title.into_iter().chain(claims).chain(labels).collect();
    // An arrow to several places is one text.
    spans.dedup();
    spans
}
