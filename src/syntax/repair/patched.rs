//! A text with edits in it that knows where each of its bytes came from.

use std::ops::Range;

use crate::source::Span;

/// A piece of source after some edits.
#[derive(Clone)]
pub(super) struct Patched {
    text: String,
    /// The byte of the file for each byte of the text, and for its end.
    origin: Vec<u32>,
}

impl Patched {
    pub fn new(piece: &str, start: u32) -> Self {
        let origin = if piece.len() > super::LONGEST { vec![start] } else { (start..=start + piece.len() as u32).collect() };
        Self { text: piece.to_owned(), origin }
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// The byte of the file from which a byte of the text came.
    pub fn origin(&self, at: usize) -> u32 {
        // A text that is too long to be searched was never edited.
        self.origin.get(at).copied().unwrap_or_else(|| self.origin[0] + at as u32)
    }

    /// The span of the file for a range of the text.
    pub fn span(&self, from: usize, to: usize) -> Span {
        let start = self.origin(from);
        Span { start, end: self.origin(to).max(start) }
    }

    /// The text with the edits made; they must be in order and apart.
    pub fn apply(&self, edits: &[(Range<usize>, String)]) -> Self {
        let mut next = self.clone();
        for (range, replacement) in edits.iter().rev() {
            let from = self.origin(range.start);
            next.text.replace_range(range.clone(), replacement);
            next.origin.splice(range.clone(), std::iter::repeat_n(from, replacement.len()));
        }
        next
    }

    /// The text up to a byte.
    pub fn prefix(&self, end: usize) -> Self {
        let mut next = self.clone();
        next.text.truncate(end);
        if next.origin.len() > 1 {
            next.origin.truncate(end + 1);
        }
        next
    }
}
