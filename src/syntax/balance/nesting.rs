//! Braces in a file in which nothing is indented: the only witness is which element may stand in which.
//!
//! It shows that a brace is wrong, but not in which line. So there is one finding where it shows, and no fix.

use std::slice::from_ref;

use super::{Balance, Frame};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::vocabulary::ElementKind;
use crate::source::{FileId, SourceFile, Span};
use crate::syntax::scan::{Mark, MarkKind, word_at};

/// Whether nothing is indented although something stands at the margin that belongs in a block.
pub(super) fn is_flat(file: &SourceFile, marks: &[Mark]) -> bool {
    let balance = Balance::new(FileId(0), file, false);
    // In Markdown the indent of the fence is none of the map.
    let margin = file.part().map_or(0, |part| part.lead.len());
    let mut inside = false;
    for mark in marks {
        let (indent, first) = balance.indent(mark.span, balance.line(mark.span));
        if first && indent > margin {
            return false;
        }
        let top = || declared(file, mark.span).is_some_and(ElementKind::at_top) || file.slice(mark.span).starts_with("import");
        inside |= first && mark.kind == MarkKind::Piece && !top();
    }
    inside
}

/// The element that a piece declares.
pub(super) fn declared(file: &SourceFile, span: Span) -> Option<ElementKind> {
    let text = file.slice(span);
    let word = word_at(text, 0);
    ElementKind::from_keyword(word).filter(|_| !text[word.len()..].trim_start().starts_with(':'))
}

/// Whether an element may stand in the last of the open blocks; at the top of the file if there is none. Of a block without an element
/// nobody knows.
pub(super) fn fits(kind: ElementKind, blocks: &[Option<ElementKind>]) -> bool {
    match blocks.last() {
        None => kind.at_top(),
        Some(Some(parent)) => parent.row().children.contains(&kind) || parent.row().field(kind.keyword()).is_some(),
        Some(None) => true,
    }
}

/// A block that was closed, with nothing after it yet: its element, its frame, and where its `}` is in what comes out.
struct Closed {
    kind: Option<ElementKind>,
    frame: Frame,
    at: usize,
}

/// No element stands deeper in others; further out nothing is looked for, so that a monster costs no more than a map.
const DEEPEST: usize = 8;

/// Balances the braces by what may stand in what.
pub(super) fn by_nesting(id: FileId, file: &SourceFile, marks: &[Mark]) -> (Vec<Mark>, Vec<Diagnostic>) {
    let count = |kind| marks.iter().filter(|mark| mark.kind == kind).count();
    let (opens, closes) = (count(MarkKind::Open), count(MarkKind::Close));
    // No more is added or taken away than makes the braces match.
    let (mut missing, mut surplus) = (opens.saturating_sub(closes), closes.saturating_sub(opens));
    let mut balance = Balance::new(id, file, false);
    let mut kinds: Vec<Option<ElementKind>> = Vec::new();
    let mut ended: Vec<Closed> = Vec::new();
    let mut head = None;
    for mark in marks {
        match mark.kind {
            MarkKind::Piece => {
                head = declared(file, mark.span);
                if let Some(kind) = head.filter(|kind| !fits(*kind, &kinds)) {
                    let near = kinds.len().saturating_sub(DEEPEST);
                    let around = kinds[near..].iter().rposition(|block| fits(kind, from_ref(block))).map(|at| near + at + 1);
                    let depth = around.or_else(|| kind.at_top().then_some(0)).unwrap_or(kinds.len());
                    if kinds.len() - depth <= missing {
                        missing -= kinds.len() - depth;
                        while balance.stack.len() > depth {
                            kinds.pop();
                            if let Some(frame) = balance.stack.pop() {
                                balance.unclosed(&frame, mark.span.start as usize, Some(mark.span));
                            }
                        }
                    }
                    let again = ended.pop().filter(|last| surplus > 0 && fits(kind, &[last.kind]));
                    if let Some(last) = again {
                        surplus -= 1;
                        let brace = balance.out.remove(last.at);
                        balance.diagnostics.push(goes_on(id, file, brace.span, mark.span));
                        balance.stack.push(last.frame);
                        kinds.push(last.kind);
                    }
                }
                ended.clear();
                balance.out.push(*mark);
            }
            MarkKind::Open => {
                ended.clear();
                kinds.push(head.take());
                let line = balance.line(mark.span);
                balance.stack.push(Frame { open: mark.span, line, indent: 0 });
                balance.out.push(*mark);
            }
            MarkKind::Close => match (balance.stack.pop(), kinds.pop()) {
                (Some(frame), Some(kind)) => {
                    ended.push(Closed { kind, frame, at: balance.out.len() });
                    balance.out.push(*mark);
                }
                _ => balance.stray(*mark),
            },
        }
    }
    let end = file.text().trim_end().len();
    while let Some(frame) = balance.stack.pop() {
        balance.unclosed(&frame, end, None);
    }
    for found in &mut balance.diagnostics {
        found.fix = None;
    }
    (balance.out, balance.diagnostics)
}

/// What is said of a `}` after which the block goes on.
fn goes_on(id: FileId, file: &SourceFile, brace: Span, next: Span) -> Diagnostic {
    let word = word_at(file.slice(next), 0);
    let next = Span::new(next.start as usize, next.start as usize + word.len());
    Diagnostic::new(Code::StrayBrace, id, brace, "a `}` is one too many", "this ends a block that goes on")
        .label(id, next, format!("`{word}` belongs in that block"))
        .help("remove a `}` here or before this")
}
