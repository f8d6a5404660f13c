//! What can be folded, and what a selection grows to.

use gen_lsp_types::{FoldingRange, FoldingRangeKind, FoldingRangeParams, SelectionRange, SelectionRangeParams};

use super::super::convert::ruler;
use super::super::message::Failure;
use super::super::state::State;
use super::offset;
use crate::ide::folding::{Kind, folds};
use crate::ide::selection::selections;
use crate::source::Span;

/// The most positions of one request. More cursors than this nobody has.
const MOST_POSITIONS: usize = 1000;

/// What can be folded in a document.
pub fn folding(state: &mut State<'_>, params: &FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>, Failure> {
    let analysed = state.analysed(&params.text_document.uri)?;
    let view = analysed.view();
    let lines = view.source().lines();
    let range = |span: Span, kind| FoldingRange {
        start_line: lines.line(span.start) as u32,
        end_line: lines.line(span.end) as u32,
        kind,
        ..FoldingRange::default()
    };
    let kind = |kind| match kind {
        Kind::Block => None,
        Kind::Comments => Some(FoldingRangeKind::Comment),
        Kind::Imports => Some(FoldingRangeKind::Imports),
    };
    Ok(Some(folds(view).into_iter().map(|fold| range(fold.span, kind(fold.kind))).collect()))
}

/// What the selections at some positions grow to.
pub fn selection(state: &mut State<'_>, params: &SelectionRangeParams) -> Result<Option<Vec<SelectionRange>>, Failure> {
    let analysed = state.analysed(&params.text_document.uri)?;
    let view = analysed.view();
    let mut out = Vec::new();
    for position in params.positions.iter().take(MOST_POSITIONS) {
        let ruler = ruler(state, &analysed, view.file);
        let around = selections(view, offset(state, &analysed, *position)).into_iter().rev();
        let nested = around.fold(None, |parent: Option<SelectionRange>, span| {
            Some(SelectionRange { range: ruler.range(span), parent: parent.map(Box::new) })
        });
        out.push(nested.unwrap_or_default());
    }
    Ok(Some(out))
}
