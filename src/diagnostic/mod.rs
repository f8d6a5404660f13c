//! What a problem is: code, severity, message, labels, help and fix. No rendering, and no rule either.
//!
//! A diagnostic is plain data until the last moment; terminal, JSON and SARIF are renderings of the same value. How messages
//! speak: what is wrong (lower case, no full stop, names in backticks), the smallest text that would have to change, the other
//! place, and what to do.

mod code;
mod document;
mod fix;
pub mod near;

pub use code::{Code, Fixable, Group, Level};
pub use document::{move_fix_to_document, move_to_documents};
pub use fix::{Edit, Fix};

use crate::source::{FileId, Span};

/// How much a finding weighs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub enum Severity {
    /// The map could say more. Shown on request, never in the way.
    Info,
    /// The map is probably not meant like this.
    Warning,
    /// The map cannot be meant like this.
    Error,
}

impl Severity {
    /// The word that begins a message.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Info => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// A place with a few words on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The file.
    pub file: FileId,
    /// The bytes that are marked.
    pub span: Span,
    /// The local fact, a few words, without a full stop.
    pub text: String,
}

/// One problem. The first label is the primary one and says to which file the finding belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which problem.
    pub code: Code,
    /// How much it weighs.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// Where, primary first; never empty.
    pub labels: Vec<Label>,
    /// What to do, in the imperative.
    pub help: Option<String>,
    /// A certain correction.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// A problem at a place, at the code's own level.
    pub fn new(code: Code, file: FileId, span: Span, message: impl Into<String>, label: impl Into<String>) -> Self {
        let severity = code.level().severity().unwrap_or(Severity::Warning);
        let primary = Label { file, span, text: label.into() };
        Self { code, severity, message: message.into(), labels: vec![primary], help: None, fix: None }
    }

    /// Adds another place.
    #[must_use]
    pub fn label(mut self, file: FileId, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { file, span, text: text.into() });
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds a certain correction.
    #[must_use]
    pub fn fix(mut self, fix: Fix) -> Self {
        self.fix = Some(fix);
        self
    }

    /// The primary place.
    pub fn primary(&self) -> &Label {
        &self.labels[0]
    }
}

/// Puts findings in the order in which a reader meets them: by file, place, code; the same one only once.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| {
        let key = |d: &Diagnostic| (d.primary().file, d.primary().span, d.code.name());
        key(a).cmp(&key(b)).then_with(|| a.message.cmp(&b.message))
    });
    diagnostics.dedup();
}

/// A number with its word in the right form: `1 error`, `2 errors`.
pub fn count(number: usize, word: &str) -> String {
    if number == 1 { format!("1 {word}") } else { format!("{number} {word}s") }
}
