//! What a reader has to say about what it read: what the form itself does not allow, what was left out, what was changed.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{FileId, Span};

/// The findings of one file.
pub struct Said {
    file: FileId,
    /// What was said so far.
    pub findings: Vec<Diagnostic>,
}

impl Said {
    /// Nothing yet about a file.
    pub fn about(file: FileId) -> Self {
        Self { file, findings: Vec::new() }
    }

    /// The file that it is about.
    pub fn file(&self) -> FileId {
        self.file
    }

    /// Says something, and returns it so that help can be added.
    pub fn say(&mut self, code: Code, span: Span, message: impl Into<String>, label: impl Into<String>) -> &mut Diagnostic {
        let at = self.findings.len();
        self.findings.push(Diagnostic::new(code, self.file, span, message, label));
        &mut self.findings[at]
    }

    /// The form itself does not allow a text.
    pub fn rejected(&mut self, span: Span, message: impl Into<String>, label: impl Into<String>, help: impl Into<String>) {
        self.say(Code::RejectedText, span, message, label).help = Some(help.into());
    }

    /// A map has no place for something.
    pub fn left_out(&mut self, span: Span, message: impl Into<String>, label: impl Into<String>) {
        self.say(Code::NotImported, span, message, label);
    }

    /// Something is in the map in another form.
    pub fn changed(&mut self, span: Span, message: impl Into<String>, label: impl Into<String>) {
        self.say(Code::ChangedOnImport, span, message, label);
    }
}
