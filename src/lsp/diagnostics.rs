//! Findings as diagnostics, sent to a client or asked for by it.

use std::path::Path;

use gen_lsp_types::{
    Code as CodeOfDiagnostic, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, Location, Message,
    PublishDiagnosticsParams, Uri,
};

use super::convert::{location, ruler};
use super::position::Ruler;
use super::state::{Analysed, State, is_settings};
use crate::diagnostic::{Diagnostic as Finding, Group, Severity};
use crate::ide;

/// The diagnostics of an open document; none if it cannot be read.
pub fn of_document(state: &mut State<'_>, path: &Path) -> Option<Vec<Diagnostic>> {
    if is_settings(path) {
        return Some(of_settings(state, path));
    }
    let analysed = state.linted_path(path)?;
    let own = analysed.analysis.findings.iter().filter(|found| found.primary().file == analysed.view().file);
    let ruler = ruler(state, &analysed, analysed.view().file);
    Some(own.map(|found| diagnostic(state, &analysed, &ruler, found)).collect())
}

/// The diagnostics of a `journey.toml`, if it is the one that holds for its folder.
fn of_settings(state: &State<'_>, path: &Path) -> Vec<Diagnostic> {
    let settings = state.with_project(path, |project| project.settings);
    let Some(settings) = settings.filter(|settings| settings.path == path) else { return Vec::new() };
    let ruler = Ruler::new(&settings.file, state.client.encoding);
    let uri = state.uri_of(path);
    let place = |label: &crate::diagnostic::Label| Location { uri: uri.clone(), range: ruler.range(label.span) };
    settings.findings.iter().map(|found| plain(found, &ruler, &place)).collect()
}

/// One finding as a diagnostic.
pub fn diagnostic(state: &State<'_>, analysed: &Analysed, ruler: &Ruler<'_>, found: &Finding) -> Diagnostic {
    plain(found, ruler, &|label| location(state, analysed, ide::Location { file: label.file, span: label.span }))
}

fn plain(found: &Finding, ruler: &Ruler<'_>, place: &dyn Fn(&crate::diagnostic::Label) -> Location) -> Diagnostic {
    let related =
        found.labels[1..].iter().map(|label| DiagnosticRelatedInformation { location: place(label), message: label.text.clone() });
    let related: Vec<_> = related.collect();
    let unused = (found.code.group() == Group::Unused).then(|| vec![DiagnosticTag::Unnecessary]);
    Diagnostic {
        range: ruler.range(found.primary().span),
        severity: Some(severity(found.severity)),
        code: Some(CodeOfDiagnostic::String(found.code.name().to_owned())),
        source: Some("journey".to_owned()),
        message: Message::String(message(found)),
        tags: unused,
        related_information: (!related.is_empty()).then_some(related),
        ..Diagnostic::default()
    }
}

/// What is wrong, and below it what to do.
fn message(found: &Finding) -> String {
    match &found.help {
        Some(help) => format!("{}\nhelp: {help}", found.message),
        None => found.message.clone(),
    }
}

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::Error,
        Severity::Warning => DiagnosticSeverity::Warning,
        Severity::Info => DiagnosticSeverity::Information,
    }
}

/// What is sent about a document. Nothing is known of one that was closed.
pub fn publication(uri: Uri, version: Option<i32>, diagnostics: Vec<Diagnostic>) -> PublishDiagnosticsParams {
    PublishDiagnosticsParams { uri, version, diagnostics }
}
