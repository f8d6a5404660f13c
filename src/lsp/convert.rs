//! What `ide/` gives, in the types of the protocol.

use std::collections::HashMap;

use gen_lsp_types::{
    DocumentChange, Edit as EditOfFile, Location, MarkupContent, MarkupKind, OptionalVersionedTextDocumentIdentifier, SymbolKind,
    TextDocumentEdit, TextDocumentIdentifier, TextEdit, WorkspaceEdit,
};

use super::position::Ruler;
use super::state::{Analysed, State};
use crate::diagnostic::Edit;
use crate::ide;
use crate::model::vocabulary::ElementKind;
use crate::source::FileId;

/// The ruler of a file that was read.
pub fn ruler<'a>(state: &State<'_>, analysed: &'a Analysed, file: FileId) -> Ruler<'a> {
    Ruler::new(analysed.analysis.sources.get(file), state.client.encoding)
}

/// A place in a file that was read; of a map in a document that in the document.
pub fn location(state: &State<'_>, analysed: &Analysed, at: ide::Location) -> Location {
    let at = at.in_document(&analysed.analysis);
    let range = ruler(state, analysed, at.file).range(at.span);
    Location { uri: state.uri_of(analysed.path(at.file)), range }
}

/// Edits of files that were read; those of one file stand side by side.
pub fn workspace_edit(state: &State<'_>, analysed: &Analysed, edits: &[Edit]) -> WorkspaceEdit {
    let mut by_file: Vec<(FileId, Vec<TextEdit>)> = Vec::new();
    for edit in edits {
        let range = ruler(state, analysed, edit.file).range(edit.span);
        let written = TextEdit { range, new_text: edit.text.clone() };
        match by_file.iter_mut().find(|(file, _)| *file == edit.file) {
            Some((_, all)) => all.push(written),
            None => by_file.push((edit.file, vec![written])),
        }
    }
    if state.client.versioned_edits {
        let changes = by_file.into_iter().map(|(file, edits)| {
            let path = analysed.path(file);
            let text_document_identifier = TextDocumentIdentifier { uri: state.uri_of(path) };
            let text_document =
                OptionalVersionedTextDocumentIdentifier { version: state.version_of(path), text_document_identifier };
            let edits = edits.into_iter().map(EditOfFile::TextEdit).collect();
            DocumentChange::TextDocumentEdit(TextDocumentEdit { text_document, edits })
        });
        return WorkspaceEdit { document_changes: Some(changes.collect()), ..WorkspaceEdit::default() };
    }
    let changes: HashMap<_, _> = by_file.into_iter().map(|(file, edits)| (state.uri_of(analysed.path(file)), edits)).collect();
    WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() }
}

/// The same new text at several places.
pub fn written_at(places: &[ide::Location], text: &str) -> Vec<Edit> {
    places.iter().map(|at| Edit { file: at.file, span: at.span, text: text.to_owned() }).collect()
}

/// Markdown.
pub fn markdown(value: String) -> MarkupContent {
    MarkupContent { kind: MarkupKind::Markdown, value }
}

/// The picture that an editor shows beside an element.
pub fn symbol_kind(kind: ElementKind) -> SymbolKind {
    match kind {
        ElementKind::Journey => SymbolKind::Module,
        ElementKind::Phase => SymbolKind::Namespace,
        ElementKind::Stage => SymbolKind::Class,
        ElementKind::Touchpoint => SymbolKind::Method,
        ElementKind::Step => SymbolKind::Function,
        ElementKind::Outcome => SymbolKind::Event,
        ElementKind::Persona => SymbolKind::Object,
        ElementKind::Channel => SymbolKind::Interface,
        ElementKind::Source => SymbolKind::File,
        ElementKind::Team => SymbolKind::Struct,
        ElementKind::Lane => SymbolKind::Field,
        ElementKind::Metric => SymbolKind::Number,
        ElementKind::Opportunity | ElementKind::Pain | ElementKind::Gain | ElementKind::Risk => SymbolKind::Property,
        ElementKind::MomentOfTruth => SymbolKind::Key,
    }
}
