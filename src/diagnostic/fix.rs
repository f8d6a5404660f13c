//! Corrections as edits of the source.

use crate::source::{FileId, Span};

/// Replaces the bytes of a span by a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The file.
    pub file: FileId,
    /// What is replaced; empty to insert.
    pub span: Span,
    /// What stands there afterwards.
    pub text: String,
}

/// A correction that is certain: after it the finding is gone and nothing else has changed its meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, in the imperative.
    pub title: String,
    /// The edits, which do not overlap.
    pub edits: Vec<Edit>,
    /// Whether it takes away what somebody has written, so that it is made only where its finding is asked for by name.
    pub on_request: bool,
}

impl Fix {
    /// One replacement.
    pub fn replace(file: FileId, span: Span, text: impl Into<String>) -> Self {
        let text = text.into();
        let title = if text.trim().is_empty() { "remove it".to_owned() } else { format!("write `{}`", text.trim()) };
        Self::new(title, vec![Edit { file, span, text }])
    }

    /// Several edits, and what they do.
    pub fn new(title: impl Into<String>, edits: Vec<Edit>) -> Self {
        Self { title: title.into(), edits, on_request: false }
    }
}
