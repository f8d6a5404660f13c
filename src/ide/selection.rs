//! What a selection grows to: word, value, statement, block, file.

use super::View;
use super::cursor::is_closed;
use crate::source::Span;
use crate::syntax::tree::{Clause, Details, Statement, StatementKind, Value, ValueKind};
use crate::syntax::{TokenKind, tokens};

/// The spans around a byte, each inside the next one.
pub fn selections(view: View<'_>, offset: u32) -> Vec<Span> {
    let offset = view.clamp(offset);
    let (tree, text) = (view.tree(), view.text());
    let mut all = vec![Span::new(0, text.len())];
    all.extend(tree.comments.iter().copied());
    for (index, statement) in tree.statements.iter().enumerate() {
        let whole = statement.block.map_or(statement.span, |block| statement.span.to(block));
        if whole.end < offset || offset < whole.start {
            continue;
        }
        all.extend([whole, statement.span]);
        if let Some(block) = statement.block {
            let end = if is_closed(tree, text, index as u32) { block.end - 1 } else { block.end };
            all.extend([block, trimmed(text, Span { start: (block.start + 1).min(end), end })]);
        }
        if super::touches(statement.span, offset) {
            of_statement(statement, &mut all);
            of_tokens(view, statement.span, &mut all);
        }
    }
    all.retain(|span| super::touches(*span, offset) && !span.is_empty());
    all.sort_by_key(|span| (span.len(), span.start));
    let mut out: Vec<Span> = Vec::new();
    for span in all {
        if out.last().is_none_or(|last| span.contains(*last) && span != *last) {
            out.push(span);
        }
    }
    out
}

/// The tokens of a statement, and texts without their quotes.
fn of_tokens(view: View<'_>, statement: Span, all: &mut Vec<Span>) {
    for token in tokens(view.source().slice(statement)) {
        let span = Span::new(statement.start as usize + token.start, statement.start as usize + token.end);
        all.push(span);
        if token.kind == TokenKind::Text {
            let quotes = if token.text.starts_with("\"\"\"") { 3 } else { 1 };
            let (start, end) = (span.start as usize + quotes, span.end as usize - quotes);
            if start < end {
                all.push(trimmed(view.text(), Span::new(start, end)));
            }
        }
    }
}

/// The values, clauses and details of a statement.
fn of_statement(statement: &Statement, all: &mut Vec<Span>) {
    match &statement.kind {
        StatementKind::Element(element) => {
            all.extend(element.value.as_ref().map(|value| value.span));
            of_clauses(&element.clauses, all);
        }
        StatementKind::Field(field) => {
            field.values.iter().for_each(|value| of_value(value, all));
            if let (Some(first), Some(last)) = (field.values.first(), field.values.last()) {
                all.push(first.span.to(last.span));
            }
            of_clauses(&field.clauses, all);
        }
        StatementKind::Transition(transition) | StatementKind::Influence(transition) => of_details(&transition.details, all),
        StatementKind::Arms(arms) => {
            for arm in arms {
                of_details(&arm.details, all);
            }
        }
        StatementKind::Import(_) | StatementKind::Flag(_) | StatementKind::Junk => {}
    }
}

fn of_details(details: &Details, all: &mut Vec<Span>) {
    for value in [&details.share, &details.takes].into_iter().flatten() {
        of_value(value, all);
    }
    of_clauses(&details.clauses, all);
}

fn of_clauses(clauses: &[Clause], all: &mut Vec<Span>) {
    all.extend(clauses.iter().map(|clause| clause.span));
}

fn of_value(value: &Value, all: &mut Vec<Span>) {
    all.push(value.span);
    if let ValueKind::Arc(parts) = &value.kind {
        all.extend(parts.iter().map(|part| part.span));
    }
}

/// A span without the white space at its ends.
fn trimmed(text: &str, span: Span) -> Span {
    let inner = &text[span.range()];
    let start = span.start as usize + (inner.len() - inner.trim_start().len());
    Span::new(start, start + inner.trim().len())
}
