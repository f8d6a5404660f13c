//! Findings as workflow commands of GitHub Actions, which shows them as annotations beside the lines of a change.
//!
//! A command is one line, `::error file=…,line=…,title=…::message`. What would end a line, a property or the command itself is
//! escaped as the runner unescapes it, so no text of a map becomes a command.

use std::fmt::Write;

use super::visible::push_visible;
use super::{Places, visible};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Sources;

/// Renders the findings, one line each.
pub fn render(sources: &Sources, findings: &[&Diagnostic]) -> String {
    let mut places = Places::new(sources);
    let mut out = String::new();
    for found in findings {
        let command = match found.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "notice",
        };
        let label = found.primary();
        let (start, end) = (places.of(label.file, label.span.start), places.of(label.file, label.span.end));
        let file = property(&path(sources.get(label.file).path()));
        let _ = write!(out, "::{command} file={file},line={},endLine={}", start.line, end.line);
        // Columns only count where they are on one line.
        if start.line == end.line {
            let _ = write!(out, ",col={},endColumn={}", start.column, end.column);
        }
        let mut message = visible(&found.message).into_owned();
        if let Some(help) = &found.help {
            let _ = write!(message, "\nhelp: {}", visible(help));
        }
        let _ = writeln!(out, ",title={}::{}", property(found.code.name()), data(&message));
    }
    out
}

/// A path as it is, but for characters that would steer the terminal in which the log is read.
fn path(path: &str) -> String {
    let mut shown = String::with_capacity(path.len());
    path.chars().for_each(|char| push_visible(&mut shown, char));
    shown
}

/// The text of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
