//! What can be folded: blocks, runs of comments and imports, lists and text blocks over several lines.

use super::View;
use super::cursor::is_closed;
use crate::source::Span;
use crate::syntax::tree::StatementKind;

/// A text of several lines of which the first one can stand for all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fold {
    /// From a byte of the line that stays to one of the last line that is hidden.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
}

/// The kinds of folds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A block, a list or a text.
    Block,
    /// Comments.
    Comments,
    /// Imports.
    Imports,
}

/// All folds of a file that hide at least one line, in the order in which they begin.
pub fn folds(view: View<'_>) -> Vec<Fold> {
    let (tree, text) = (view.tree(), view.text());
    let mut out = Vec::new();
    for (index, statement) in tree.statements.iter().enumerate() {
        if let Some(block) = statement.block {
            let closed = is_closed(tree, text, index as u32);
            let end = if closed { before_closing(view, block.end as usize - 1) } else { block.end as usize };
            out.push(Fold { span: Span::new(block.start as usize, end.max(block.start as usize)), kind: Kind::Block });
        }
        if let StatementKind::Field(_) = statement.kind {
            let end = before_closing(view, statement.span.end as usize - last_token(view, statement.span));
            out.push(Fold {
                span: Span::new(statement.span.start as usize, end.max(statement.span.start as usize)),
                kind: Kind::Block,
            });
        }
    }
    let alone = tree.comments.iter().copied().filter(|comment| stands_alone(view, comment.start as usize));
    out.extend(runs(view, alone).into_iter().map(|span| Fold { span, kind: Kind::Comments }));
    let imports = tree.roots().filter(|(_, statement)| matches!(statement.kind, StatementKind::Import(_)));
    out.extend(runs(view, imports.map(|(_, statement)| statement.span)).into_iter().map(|span| Fold { span, kind: Kind::Imports }));
    let lines = view.source().lines();
    out.retain(|fold| lines.line(fold.span.start) < lines.line(fold.span.end));
    out.sort_by_key(|fold| (fold.span.start, fold.span.end));
    out.dedup();
    out
}

/// The length of what closes a list or text block.
fn last_token(view: View<'_>, span: Span) -> usize {
    let written = view.source().slice(span);
    if written.ends_with("\"\"\"") { 3 } else { 1 }
}

/// The end of the line before a sign that is the first of its line; else the sign itself.
fn before_closing(view: View<'_>, sign: usize) -> usize {
    let (text, line) = (view.text(), line_start(view, sign));
    if !text[line..sign].trim().is_empty() || line == 0 {
        return sign;
    }
    text[..line - 1].strip_suffix('\r').map_or(line - 1, str::len)
}

/// Whether a text is the first in its line.
fn stands_alone(view: View<'_>, at: usize) -> bool {
    view.text()[line_start(view, at)..at].trim_matches(['\u{FEFF}', ' ', '\t']).is_empty()
}

/// Where the line of a byte begins.
fn line_start(view: View<'_>, at: usize) -> usize {
    let lines = view.source().lines();
    lines.range(lines.line(at as u32)).start
}

/// Spans that stand on lines one after the other, as one span each.
fn runs(view: View<'_>, spans: impl Iterator<Item = Span>) -> Vec<Span> {
    let lines = view.source().lines();
    let mut out: Vec<Span> = Vec::new();
    for span in spans {
        match out.last_mut() {
            Some(last) if lines.line(last.end) + 1 == lines.line(span.start) => *last = last.to(span),
            _ => out.push(span),
        }
    }
    out
}
