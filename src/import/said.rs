//! What a reader has to say about what it read: what the form itself does not allow, what was left out, what was changed.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{FileId, Span};

/// How many findings a file has that is said to be bounded. Nobody reads more, and they must not fill the memory.
const MOST_FINDINGS: usize = 20_000;

/// The findings of one file.
pub struct Said {
    file: FileId,
    /// What was said so far.
    pub findings: Vec<Diagnostic>,
    most: usize,
    /// The first finding beyond that, and the last one.
    beyond: Option<Diagnostic>,
    last: Option<Diagnostic>,
    count: usize,
}

impl Said {
    /// Nothing yet about a file.
    pub fn about(file: FileId) -> Self {
        Self { file, findings: Vec::new(), most: usize::MAX, beyond: None, last: None, count: 0 }
    }

    /// Nothing yet about a file, of which so much may be said that only the first findings are kept, and the number of all others.
    pub fn bounded(file: FileId) -> Self {
        Self { most: MOST_FINDINGS, ..Self::about(file) }
    }

    /// How many findings, all of them warnings, are not among those that are kept.
    pub fn unlisted(&self) -> usize {
        self.count
    }

    /// All findings.
    pub fn all(mut self) -> Vec<Diagnostic> {
        if let Some(mut first) = self.beyond {
            if self.count > 0 {
                let more = if self.count == 1 { "finding is" } else { "findings are" };
                first.message = format!("{}; {} more {more} not listed", first.message, self.count);
            }
            self.findings.push(first);
        }
        self.findings
    }

    /// The file that it is about.
    pub fn file(&self) -> FileId {
        self.file
    }

    /// Says something, and returns it so that help can be added.
    pub fn say(&mut self, code: Code, span: Span, message: impl Into<String>, label: impl Into<String>) -> &mut Diagnostic {
        let new = Diagnostic::new(code, self.file, span, message, label);
        let at = self.findings.len();
        if at < self.most {
            self.findings.push(new);
            return &mut self.findings[at];
        }
        if self.beyond.is_none() {
            return self.beyond.insert(new);
        }
        self.count += 1;
        self.last.insert(new)
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
