//! The answers to requests, in groups of those that are about the same.

pub mod actions;
pub mod colours;
pub mod completion;
pub mod diagnostics;
pub mod formatting;
pub mod margins;
pub mod navigation;
pub mod preview;
pub mod renaming;
pub mod structure;
pub mod symbols;

use std::rc::Rc;

use gen_lsp_types::{Position, Range, TextDocumentPositionParams};

use super::convert::location;
use super::message::Failure;
use super::state::{Analysed, State};
use crate::ide::{self, View};
use crate::source::{FileId, Span};

/// What is known of the document of a position, and the byte there.
fn at(state: &mut State<'_>, params: &TextDocumentPositionParams) -> Result<(Rc<Analysed>, u32), Failure> {
    let analysed = state.analysed(&params.text_document.uri)?;
    let offset = offset(state, &analysed, params.position);
    Ok((analysed, offset))
}

/// The map around a position, and the byte in it; none beside the maps of a document.
fn inside(state: &mut State<'_>, params: &TextDocumentPositionParams) -> Result<Option<Inside>, Failure> {
    let (analysed, offset) = at(state, params)?;
    let found = analysed.view().inside(offset).map(|(view, offset)| (view.file, offset));
    Ok(found.map(|(file, offset)| Inside { analysed, file, offset }))
}

/// A byte of a map.
struct Inside {
    analysed: Rc<Analysed>,
    file: FileId,
    offset: u32,
}

impl Inside {
    fn view(&self) -> View<'_> {
        View { analysis: &self.analysed.analysis, file: self.file }
    }

    /// A place in the map, as the editor counts.
    fn range(&self, state: &State<'_>, span: Span) -> Range {
        location(state, &self.analysed, ide::Location { file: self.file, span }).range
    }
}

/// The byte of a position in the document.
fn offset(state: &State<'_>, analysed: &Analysed, position: Position) -> u32 {
    let file = analysed.view().source();
    state.client.encoding.offset(file.text(), file.lines(), position)
}

/// The bytes of a range in the document.
fn span(state: &State<'_>, analysed: &Analysed, range: Range) -> Span {
    let file = analysed.view().source();
    state.client.encoding.span(file.text(), file.lines(), range)
}
