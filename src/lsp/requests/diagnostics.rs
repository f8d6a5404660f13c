//! Diagnostics for clients that ask for them.

use gen_lsp_types::{
    DocumentDiagnosticParams, DocumentDiagnosticReport, FullDocumentDiagnosticReport, RelatedFullDocumentDiagnosticReport,
    RelatedUnchangedDocumentDiagnosticReport, UnchangedDocumentDiagnosticReport,
};

use super::super::diagnostics::of_document;
use super::super::message::Failure;
use super::super::state::State;

/// The diagnostics of a document, or that they are the same as the last time.
pub fn pull(state: &mut State<'_>, params: &DocumentDiagnosticParams) -> Result<DocumentDiagnosticReport, Failure> {
    let uri = &params.text_document.uri;
    let (path, _) = state.document(uri)?;
    let number = state.analysed(uri).ok().map(|analysed| analysed.number.to_string());
    if let Some(result_id) = number.clone().filter(|number| params.previous_result_id.as_ref() == Some(number)) {
        let unchanged = UnchangedDocumentDiagnosticReport { result_id };
        let report = RelatedUnchangedDocumentDiagnosticReport {
            unchanged_document_diagnostic_report: unchanged,
            ..RelatedUnchangedDocumentDiagnosticReport::default()
        };
        return Ok(report.into());
    }
    let items = of_document(state, &path).unwrap_or_default();
    let full = FullDocumentDiagnosticReport { result_id: number, items };
    let report = RelatedFullDocumentDiagnosticReport {
        full_document_diagnostic_report: full,
        ..RelatedFullDocumentDiagnosticReport::default()
    };
    Ok(report.into())
}
