//! Findings as JSON, version 1. The types here are the format: the inner ones may change, these may not.

use serde::Serialize;

use super::{Places, Summary};
use crate::diagnostic::{Diagnostic, Edit, Fix, Label};
use crate::source::{FileId, Sources, Span};

/// Renders the findings, with line and column from 1 and in characters.
pub fn render(sources: &Sources, findings: &[&Diagnostic]) -> String {
    let mut places = Places::new(sources);
    let summary = Summary::of(findings, sources.count());
    let report = JsonReport {
        version: 1,
        findings: findings.iter().map(|found| finding(sources, &mut places, found)).collect(),
        summary: JsonSummary { errors: summary.errors, warnings: summary.warnings, notes: summary.notes, files: summary.files },
    };
    let mut text = serde_json::to_string_pretty(&report).unwrap_or_default();
    text.push('\n');
    text
}

#[derive(Serialize)]
struct JsonReport<'a> {
    version: u32,
    findings: Vec<JsonFinding<'a>>,
    summary: JsonSummary,
}

#[derive(Serialize)]
struct JsonFinding<'a> {
    code: &'a str,
    severity: &'a str,
    message: &'a str,
    labels: Vec<JsonLabel<'a>>,
    help: Option<&'a str>,
    fix: Option<JsonFix<'a>>,
}

/// A label or an edit: a range with a text.
#[derive(Serialize)]
struct JsonLabel<'a> {
    file: &'a str,
    start: JsonPlace,
    end: JsonPlace,
    text: &'a str,
}

#[derive(Serialize)]
struct JsonPlace {
    line: usize,
    column: usize,
    byte: u32,
}

#[derive(Serialize)]
struct JsonFix<'a> {
    title: &'a str,
    edits: Vec<JsonLabel<'a>>,
}

#[derive(Serialize)]
struct JsonSummary {
    errors: usize,
    warnings: usize,
    notes: usize,
    files: usize,
}

fn finding<'a>(sources: &'a Sources, places: &mut Places<'_>, found: &'a Diagnostic) -> JsonFinding<'a> {
    JsonFinding {
        code: found.code.name(),
        severity: found.severity.word(),
        message: &found.message,
        labels: found.labels.iter().map(|Label { file, span, text }| range(sources, places, *file, *span, text)).collect(),
        help: found.help.as_deref(),
        fix: found.fix.as_ref().map(|fix| fix_of(sources, places, fix)),
    }
}

fn fix_of<'a>(sources: &'a Sources, places: &mut Places<'_>, fix: &'a Fix) -> JsonFix<'a> {
    let edits = fix.edits.iter().map(|Edit { file, span, text }| range(sources, places, *file, *span, text)).collect();
    JsonFix { title: &fix.title, edits }
}

fn range<'a>(sources: &'a Sources, places: &mut Places<'_>, file: FileId, span: Span, text: &'a str) -> JsonLabel<'a> {
    let mut place = |byte| {
        let place = places.of(file, byte);
        JsonPlace { line: place.line, column: place.column, byte }
    };
    JsonLabel { file: sources.get(file).path(), start: place(span.start), end: place(span.end), text }
}
