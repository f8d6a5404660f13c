//! From places in a part of a document to places in the document.
//!
//! Everything before knows only the part, a map like any other; everything after only the document, a file like any other.

use super::{Diagnostic, Fix};
use crate::source::Sources;

/// Moves labels and edits that lie in parts to the documents.
pub fn move_to_documents(sources: &Sources, findings: &mut [Diagnostic]) {
    for found in findings {
        for label in &mut found.labels {
            (label.file, label.span) = sources.in_document(label.file, label.span);
        }
        if let Some(fix) = &mut found.fix {
            move_fix_to_document(sources, fix);
        }
    }
}

/// Moves the edits of a fix that lie in a part to its document.
pub fn move_fix_to_document(sources: &Sources, fix: &mut Fix) {
    for edit in &mut fix.edits {
        if let Some(part) = sources.get(edit.file).part() {
            edit.file = part.document;
            (edit.span, edit.text) = part.edit_in_document(edit.span, &edit.text);
        }
    }
}
