//! Another id for an element.

use gen_lsp_types::{PrepareRenameParams, PrepareRenameResult, RenameParams, WorkspaceEdit};

use super::super::convert::{workspace_edit, written_at};
use super::super::message::Failure;
use super::super::state::State;
use super::inside;
use crate::ide::rename::{renamable, rename as places_of};

/// The id at a position that can be changed.
pub fn prepare(state: &mut State<'_>, params: &PrepareRenameParams) -> Result<Option<PrepareRenameResult>, Failure> {
    let Some(place) = inside(state, &params.text_document_position_params)? else { return Ok(None) };
    let span = renamable(place.view(), place.offset).map_err(failed)?;
    Ok(Some(PrepareRenameResult::Range(place.range(state, span))))
}

/// The edits that give another id to what is named at a position, in all maps of the project, those in Markdown included.
pub fn rename(state: &mut State<'_>, params: &RenameParams) -> Result<Option<WorkspaceEdit>, Failure> {
    let Some(place) = inside(state, &params.text_document_position_params)? else { return Ok(None) };
    let path = place.analysed.path(place.file).to_owned();
    let whole = state.everywhere(&path).ok_or_else(|| failed("the project cannot be read".to_owned()))?;
    let places = places_of(place.view(), place.offset, &whole.analysis, &params.new_name).map_err(failed)?;
    Ok(Some(workspace_edit(state, &whole, &written_at(&places, &params.new_name))))
}

fn failed(why: String) -> Failure {
    Failure::new(Failure::REQUEST_FAILED, why)
}
