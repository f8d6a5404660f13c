//! Where the cursor is: the blocks around it, and the statement that is being written.
//!
//! A file is mostly broken where somebody types, so nothing is expected of the statement: it is text. The blocks come from the tree,
//! which the parser makes of every text. A block whose brace is still missing goes on as far as the indentation says.

use super::View;
use crate::source::Span;
use crate::syntax::tree::{Statement, Tree};
use crate::syntax::{TokenKind, tokens};

/// A byte of a file, and what is around it.
pub(super) struct Cursor<'a> {
    pub view: View<'a>,
    /// The byte.
    pub offset: u32,
    /// The comment in which it is.
    pub comment: Option<Span>,
    /// The statements whose blocks are around it, from the outside in.
    pub around: Vec<u32>,
    /// The statement that is being written, if its first word stands before the cursor.
    pub statement: Option<u32>,
    /// The word at the cursor: of a qualified name the part in which the cursor is.
    pub word: Span,
    /// Of a qualified name the parts before that.
    pub qualifier: Vec<&'a str>,
    /// The statement up to the word, or to the qualifier.
    pub before: &'a str,
}

impl<'a> Cursor<'a> {
    /// Looks around a byte.
    pub fn new(view: View<'a>, offset: u32) -> Self {
        let offset = view.clamp(offset);
        let text = view.text();
        let (tree, at) = (view.tree(), offset as usize);
        // A comment ends with its line: at the line end one still writes in it.
        let comment = tree.comments.iter().copied().find(|comment| comment.start < offset && offset <= comment.end);
        let around = around(view, offset);
        let first = last_before(tree, around.last().copied(), offset);
        let statement = first.filter(|&index| is_within(text, &tree.statements[index as usize], offset));
        let word = word_around(text, at);
        // Before a word one begins another one.
        let word = if word.start == offset { Span::at(at) } else { word };
        let (qualifier, end) = qualifier(text, word.start as usize);
        let start = statement.map_or(end, |index| tree.statements[index as usize].span.start as usize);
        let before = text.get(start..end).unwrap_or("");
        Self { view, offset, comment, around, statement, word, qualifier, before }
    }

    /// Whether one still writes in a text block that nothing closes. By its indent it ends before a line that stands further out; but as
    /// long as nothing follows that is understood, that line may be meant as text.
    pub fn is_in_open_text(&self) -> bool {
        let (tree, text) = (self.view.tree(), self.view.text());
        let mut before = self.offset;
        let first = tree.statements.partition_point(|statement| statement.span.start < before);
        for statement in tree.statements[..first].iter().rev() {
            let written = &text[statement.span.range()];
            let begun = before.saturating_sub(statement.span.start) as usize;
            let open = tokens(written)
                .last()
                .is_some_and(|last| last.kind == TokenKind::OpenText && last.text.starts_with("\"\"\"") && begun >= last.start + 3);
            let blank = text.get(statement.span.end as usize..before as usize).is_none_or(|between| between.trim().is_empty());
            if open || !blank || statement.sound {
                return open && blank;
            }
            before = statement.span.start;
        }
        false
    }

    /// The line after the word.
    pub fn rest_of_line(&self) -> &'a str {
        self.view.text()[self.word.end as usize..].lines().next().unwrap_or("")
    }
}

/// The statements whose blocks hold a byte, from the outside in.
fn around(view: View<'_>, offset: u32) -> Vec<u32> {
    let tree = view.tree();
    let mut out: Vec<u32> = Vec::new();
    loop {
        let next = children(tree, out.last().copied()).take_while(|(_, statement)| statement.span.start <= offset);
        let Some((index, _)) = next.last() else { return out };
        // Two statements may have been made of one text; the block belongs to the one before the next text.
        if !holds(view, index, offset) {
            return out;
        }
        out.push(index);
    }
}

fn children(tree: &Tree, parent: Option<u32>) -> impl Iterator<Item = (u32, &Statement)> {
    match parent {
        Some(parent) => tree.children(parent),
        None => tree.roots(),
    }
}

/// Whether the block of a statement holds a byte.
fn holds(view: View<'_>, index: u32, offset: u32) -> bool {
    let (tree, text) = (view.tree(), view.text());
    let statement = &tree.statements[index as usize];
    let Some(block) = statement.block else { return false };
    if is_in_head(text, block, offset) {
        return false;
    }
    if is_closed(tree, text, index) {
        return offset < block.end;
    }
    let from = block.end.min(offset) as usize;
    let between = &text[from..offset as usize];
    if !between.contains(['\n', '\r']) {
        return true;
    }
    // Nobody wrote the brace yet: what is indented deeper than the head is meant to be inside.
    between.trim().is_empty() && column(text, offset as usize) > column(text, first_in_line(text, statement.span.start as usize))
}

/// Whether a byte lies before a block: also in the line of a block whose `{` is missing.
fn is_in_head(text: &str, block: Span, offset: u32) -> bool {
    let written = text[block.range()].starts_with('{');
    offset <= block.start || (!written && !text[block.start as usize..offset as usize].contains(['\n', '\r']))
}

/// Whether a block ends with a brace of its own.
pub(super) fn is_closed(tree: &Tree, text: &str, index: u32) -> bool {
    let Some(block) = tree.statements[index as usize].block else { return false };
    let inner = tree.children(index).last().and_then(|(_, last)| last.block);
    block.len() > 1 && text[block.range()].ends_with('}') && inner.is_none_or(|inner| inner.end != block.end)
}

/// The last statement of a block, or of the file, that begins before a byte.
fn last_before(tree: &Tree, parent: Option<u32>, offset: u32) -> Option<u32> {
    let before = children(tree, parent).take_while(|(_, statement)| statement.span.start < offset).last()?;
    let span = before.1.span;
    // Of two statements that were made of one text the first will do.
    children(tree, parent).find(|(_, statement)| statement.span == span).map(|(index, _)| index)
}

/// Whether what is typed at a byte goes on with a statement.
fn is_within(text: &str, statement: &Statement, offset: u32) -> bool {
    if statement.block.is_some_and(|block| !is_in_head(text, block, offset)) {
        return false;
    }
    if offset <= statement.span.end {
        return true;
    }
    let between = &text[statement.span.end as usize..offset as usize];
    if between.bytes().all(|byte| matches!(byte, b' ' | b'\t')) {
        return true;
    }
    between.trim().is_empty() && goes_on(&text[statement.span.range()])
}

/// Whether the next line goes on with a statement: after a comma or an arrow, or in a list that is not closed.
fn goes_on(written: &str) -> bool {
    let tokens = tokens(written);
    let open = tokens.iter().rev().find(|token| matches!(token.kind, TokenKind::ListOpen | TokenKind::ListClose));
    matches!(tokens.last().map(|token| token.kind), Some(TokenKind::Comma | TokenKind::Arrow))
        || open.is_some_and(|bracket| bracket.kind == TokenKind::ListOpen)
}

/// The word around a byte.
fn word_around(text: &str, at: usize) -> Span {
    let belongs = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    let start = text[..at].char_indices().rev().take_while(|(_, c)| belongs(*c)).last().map_or(at, |(index, _)| index);
    let rest = &text[at..];
    let length = rest
        .char_indices()
        .find(|&(index, c)| !belongs(c) || rest[index..].starts_with("->"))
        .map_or(rest.len(), |(index, _)| index);
    Span::new(start, at + length)
}

/// The names with dots before a word, and where they begin.
fn qualifier(text: &str, mut start: usize) -> (Vec<&str>, usize) {
    let mut names = Vec::new();
    while let Some(before) = text[..start].strip_suffix('.') {
        let word = word_around(text, before.len());
        let name = &text[word.start as usize..before.len()];
        if name.is_empty() {
            break;
        }
        names.insert(0, name);
        start = word.start as usize;
    }
    (names, start)
}

fn first_in_line(text: &str, at: usize) -> usize {
    let line = text[..at].rfind(['\n', '\r']).map_or(0, |before| before + 1);
    let indent = text[line..].len() - text[line..].trim_start_matches([' ', '\t', '\u{FEFF}']).len();
    line + indent
}

fn column(text: &str, at: usize) -> usize {
    at - text[..at].rfind(['\n', '\r']).map_or(0, |before| before + 1)
}
