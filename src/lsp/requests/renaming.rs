//! Another id for an element.

use gen_lsp_types::{PrepareRenameParams, PrepareRenameResult, RenameParams, WorkspaceEdit};

use super::super::convert::{ruler, workspace_edit, written_at};
use super::super::message::Failure;
use super::super::state::State;
use super::at;
use crate::ide::rename::{renamable, rename as places_of};

/// The id at a position that can be changed.
pub fn prepare(state: &mut State<'_>, params: &PrepareRenameParams) -> Result<Option<PrepareRenameResult>, Failure> {
    let (analysed, offset) = at(state, &params.text_document_position_params)?;
    let view = analysed.view();
    let span = renamable(view, offset).map_err(failed)?;
    Ok(Some(PrepareRenameResult::Range(ruler(state, &analysed, view.file).range(span))))
}

/// The edits that give another id to what is named at a position, in all maps of the project.
pub fn rename(state: &mut State<'_>, params: &RenameParams) -> Result<Option<WorkspaceEdit>, Failure> {
    let (analysed, offset) = at(state, &params.text_document_position_params)?;
    let path = analysed.path(analysed.view().file).to_owned();
    let whole = state.whole(&path).ok_or_else(|| failed("the project cannot be read".to_owned()))?;
    let places = places_of(analysed.view(), offset, &whole.analysis, &params.new_name).map_err(failed)?;
    Ok(Some(workspace_edit(state, &whole, &written_at(&places, &params.new_name))))
}

fn failed(why: String) -> Failure {
    Failure::new(Failure::REQUEST_FAILED, why)
}
