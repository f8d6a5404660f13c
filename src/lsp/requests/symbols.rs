//! Elements as symbols: of a document as an outline, of the projects by name.

use std::collections::BTreeSet;

use gen_lsp_types::{
    BaseSymbolInformation, DocumentSymbol, DocumentSymbolParams, DocumentSymbolResponse, WorkspaceSymbol, WorkspaceSymbolParams,
    WorkspaceSymbolResponse,
};

use super::super::convert::{location, ruler, symbol_kind};
use super::super::message::Failure;
use super::super::position::Ruler;
use super::super::state::State;
use crate::ide::symbols::{Symbol, outline, search};

/// The outline of a document.
pub fn of_document(state: &mut State<'_>, params: &DocumentSymbolParams) -> Result<Option<DocumentSymbolResponse>, Failure> {
    let analysed = state.analysed(&params.text_document.uri)?;
    let view = analysed.view();
    let ruler = ruler(state, &analysed, view.file);
    let symbols = outline(view).iter().map(|symbol| document_symbol(&ruler, symbol)).collect();
    Ok(Some(DocumentSymbolResponse::DocumentSymbolList(symbols)))
}

#[allow(deprecated)] // the member has to be there
fn document_symbol(ruler: &Ruler<'_>, symbol: &Symbol) -> DocumentSymbol {
    let inside: Vec<DocumentSymbol> = symbol.inside.iter().map(|inner| document_symbol(ruler, inner)).collect();
    DocumentSymbol {
        name: symbol.name.clone(),
        detail: symbol.detail.clone(),
        kind: symbol_kind(symbol.kind),
        tags: None,
        deprecated: None,
        range: ruler.range(symbol.whole),
        selection_range: ruler.range(symbol.named),
        children: (!inside.is_empty()).then_some(inside),
    }
}

/// The elements of all projects that are open whose name fits.
#[allow(clippy::unnecessary_wraps)] // every answer has this form
pub fn of_workspace(state: &mut State<'_>, params: &WorkspaceSymbolParams) -> Result<Option<WorkspaceSymbolResponse>, Failure> {
    let mut symbols = Vec::new();
    let mut seen = BTreeSet::new();
    for path in state.starting_points() {
        let Some(whole) = state.whole(&path) else { continue };
        for found in search(&whole.analysis, &params.query) {
            let at = location(state, &whole, found.at);
            let place = (at.uri.0.clone(), at.range.start.line, at.range.start.character);
            if seen.insert(place) {
                let kind = symbol_kind(found.kind);
                let base = BaseSymbolInformation { name: found.name, kind, tags: None, container_name: found.around };
                symbols.push(WorkspaceSymbol { location: at.into(), data: None, base_symbol_information: base });
            }
        }
    }
    Ok(Some(WorkspaceSymbolResponse::WorkspaceSymbolList(symbols)))
}
