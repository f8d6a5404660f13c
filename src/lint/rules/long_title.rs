//! `long-title`: a title that stands in a card is longer than a card shows well.

use unicode_width::UnicodeWidthChar;

use crate::diagnostic::{Code, Diagnostic};
use crate::lint::parts::parts;
use crate::lint::{Context, Rule};
use crate::model::Node;
use crate::model::vocabulary::ElementKind;

/// The rule.
pub const RULE: Rule = Rule { code: Code::LongTitle, docs: include_str!("../../../docs/lints/long-title.md"), check };

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let most = context.thresholds.get(Code::LongTitle, "characters") as usize;
    for node in context.model.roots(context.file).flat_map(parts).filter(|node| is_shown_in_a_card(*node)) {
        let Some(title) = &node.element().title else { continue };
        // A byte or more for each character: most titles need not be counted.
        if title.text.len() <= most {
            continue;
        }
        let length = characters(&title.text);
        if length <= most {
            continue;
        }
        let kind = node.kind().keyword();
        let message = match node.name() {
            Some(name) => format!("the title of `{name}` has {length} characters"),
            None => format!("the title of this {kind} has {length} characters"),
        };
        out.push(
            Diagnostic::new(Code::LongTitle, context.file, title.span, message, format!("more than {most}"))
                .help("keep what is understood at a glance, and write the rest in the block, as in `note: \"…\"`"),
        );
    }
}

/// A journey's title has the width of the map, and a source's stands in the list below it.
fn is_shown_in_a_card(node: Node<'_>) -> bool {
    !matches!(node.kind(), ElementKind::Journey | ElementKind::Source)
}

/// The characters that a reader sees: accents that are written apart belong to their letters.
fn characters(text: &str) -> usize {
    text.chars().filter(|c| c.width() != Some(0)).count()
}
