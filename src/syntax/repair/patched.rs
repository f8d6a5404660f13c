//! A text with edits in it that knows where each of its bytes came from.

use std::ops::Range;

use crate::source::Span;

/// A piece of source after some edits.
#[derive(Clone)]
pub(super) struct Patched {
    text: String,
    start: u32,
    /// For each byte of the text the bytes of the file that it stands for; empty as long as nothing was edited.
    origin: Vec<Span>,
}

impl Patched {
    pub fn new(piece: &str, start: u32) -> Self {
        Self { text: piece.to_owned(), start, origin: Vec::new() }
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// The byte of the file from which a byte of the text came.
    pub fn origin(&self, at: usize) -> u32 {
        match self.origin.get(at) {
            Some(span) => span.start,
            None if self.origin.is_empty() => self.start + at as u32,
            None => self.origin[self.origin.len() - 1].end,
        }
    }

    /// The span of the file for a range of the text.
    pub fn span(&self, from: usize, to: usize) -> Span {
        let start = self.origin(from);
        let end = match to.checked_sub(1).and_then(|last| self.origin.get(last)) {
            Some(last) if to > from => last.end,
            _ => self.origin(to),
        };
        Span { start, end: end.max(start) }
    }

    /// The text with the edits made; they must be in order and apart.
    pub fn apply(&self, edits: &[(Range<usize>, String)]) -> Self {
        let mut next = self.clone();
        if next.origin.is_empty() {
            next.origin =
                (0..self.text.len()).map(|at| Span::new(self.start as usize + at, self.start as usize + at + 1)).collect();
        }
        for (range, replacement) in edits.iter().rev() {
            let replaced = self.span(range.start, range.end);
            next.text.replace_range(range.clone(), replacement);
            next.origin.splice(range.clone(), std::iter::repeat_n(replaced, replacement.len()));
        }
        next
    }

    /// The text up to a byte.
    pub fn prefix(&self, end: usize) -> Self {
        let mut next = self.clone();
        next.text.truncate(end);
        next.origin.truncate(end);
        next
    }
}
