//! How many findings there are, in words.

use std::fmt;

use crate::diagnostic::{Diagnostic, Severity, count};

/// The counts that end a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Findings that are errors.
    pub errors: usize,
    /// Findings that are warnings.
    pub warnings: usize,
    /// Findings that are notes.
    pub notes: usize,
    /// Files that were read.
    pub files: usize,
}

impl Summary {
    /// Counts findings.
    pub fn of(findings: &[&Diagnostic], files: usize) -> Self {
        let number = |severity| findings.iter().filter(|found| found.severity == severity).count();
        Self { errors: number(Severity::Error), warnings: number(Severity::Warning), notes: number(Severity::Info), files }
    }

    /// How many findings there are of all severities.
    pub fn findings(&self) -> usize {
        self.errors + self.warnings + self.notes
    }

    /// How many there are of each severity, in words.
    pub fn findings_in_words(&self) -> String {
        let counted = [(self.errors, "error"), (self.warnings, "warning"), (self.notes, "note")];
        let parts: Vec<String> = counted.iter().filter(|(n, _)| *n > 0).map(|(n, word)| count(*n, word)).collect();
        if parts.is_empty() { "no findings".to_owned() } else { parts.join(", ") }
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} in {}", self.findings_in_words(), count(self.files, "file"))
    }
}
