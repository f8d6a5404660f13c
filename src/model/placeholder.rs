//! Texts that are only there to be replaced, as templates have them: `"…"`. They say nothing yet.

use super::value::ClaimValue;
use super::walk::{ClaimNode, Node};

/// Whether a text is only there to be replaced.
pub fn is_placeholder(text: &str) -> bool {
    matches!(text.trim(), "…" | "...")
}

impl Node<'_> {
    /// Whether its title is still to be written.
    pub fn is_unfilled(self) -> bool {
        self.title().is_some_and(is_placeholder)
    }
}

impl ClaimNode<'_> {
    /// Whether its text, or a word of its emotion, is still to be written.
    pub fn is_unfilled(self) -> bool {
        match &self.claim().value {
            ClaimValue::Text(text) => is_placeholder(text),
            ClaimValue::Emotion(points) => points.iter().filter_map(|point| point.word.as_deref()).any(is_placeholder),
            _ => false,
        }
    }
}
