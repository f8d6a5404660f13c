//! One line for each finding, as editors and `grep` know it: `path:line:column: severity[code] message`.

use std::fmt::Write;

use super::{Places, visible};
use crate::diagnostic::Diagnostic;
use crate::source::Sources;

/// Renders the findings.
pub fn render(sources: &Sources, findings: &[&Diagnostic]) -> String {
    let mut places = Places::new(sources);
    let mut out = String::new();
    for found in findings {
        let label = found.primary();
        let place = places.of(label.file, label.span.start);
        let path = visible(sources.get(label.file).path());
        let message = visible(&found.message);
        let (severity, code) = (found.severity.word(), found.code.name());
        let _ = writeln!(out, "{path}:{}:{}: {severity}[{code}] {message}", place.line, place.column);
    }
    out
}
