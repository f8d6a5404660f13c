//! The one style, for a document or for some lines of it. What the client wants of tabs and the like is not asked: there are no options.

use std::ops::Range;

use gen_lsp_types::{DocumentFormattingParams, DocumentRangeFormattingParams, TextEdit, Uri};

use super::super::convert::ruler;
use super::super::message::Failure;
use super::super::state::State;
use crate::ide::format::format;

/// The edits that bring a document into the style.
pub fn whole(state: &mut State<'_>, params: &DocumentFormattingParams) -> Result<Option<Vec<TextEdit>>, Failure> {
    edits(state, &params.text_document.uri, None).map(Some)
}

/// The edits that bring the statements of some lines into it.
pub fn range(state: &mut State<'_>, params: &DocumentRangeFormattingParams) -> Result<Option<Vec<TextEdit>>, Failure> {
    let (start, end) = (params.range.start, params.range.end);
    // A selection that ends before the first letter of a line does not mean that line.
    let last = if end.character == 0 && end.line > start.line { end.line } else { end.line.saturating_add(1) };
    edits(state, &params.text_document.uri, Some(start.line as usize..last as usize)).map(Some)
}

fn edits(state: &mut State<'_>, uri: &Uri, lines: Option<Range<usize>>) -> Result<Vec<TextEdit>, Failure> {
    let analysed = state.analysed(uri)?;
    let view = analysed.view();
    let ruler = ruler(state, &analysed, view.file);
    Ok(format(view, lines).into_iter().map(|edit| TextEdit { range: ruler.range(edit.span), new_text: edit.text }).collect())
}
