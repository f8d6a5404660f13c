//! What is shown beside the text: hints in the line, lines above, links.

use gen_lsp_types::{
    CodeLens, CodeLensParams, Command, DocumentLink, DocumentLinkParams, InlayHint, InlayHintParams, Label, Tooltip, Uri,
};

use super::super::convert::ruler;
use super::super::message::Failure;
use super::super::state::State;
use super::span;
use crate::ide::hints::hints as hints_in;
use crate::ide::lenses::lenses as lenses_of;
use crate::ide::links::{Target, links as links_of};

/// The hints of a part of a document.
pub fn hints(state: &mut State<'_>, params: &InlayHintParams) -> Result<Option<Vec<InlayHint>>, Failure> {
    let analysed = state.analysed(&params.text_document.uri)?;
    let view = analysed.view();
    let part = span(state, &analysed, params.range);
    let ruler = ruler(state, &analysed, view.file);
    let hints = hints_in(view, part).into_iter().map(|hint| InlayHint {
        position: ruler.position(hint.at),
        label: Label::String(hint.label),
        kind: None,
        text_edits: None,
        tooltip: Some(Tooltip::String(hint.meaning.to_owned())),
        padding_left: Some(true),
        padding_right: None,
        data: None,
    });
    Ok(Some(hints.collect()))
}

/// The lines above the stages and outcomes of a document. Nothing happens when one is clicked.
pub fn lenses(state: &mut State<'_>, params: &CodeLensParams) -> Result<Option<Vec<CodeLens>>, Failure> {
    let analysed = state.analysed(&params.text_document.uri)?;
    let view = analysed.view();
    let ruler = ruler(state, &analysed, view.file);
    let lenses = lenses_of(view).into_iter().map(|lens| CodeLens {
        range: ruler.range(lens.at),
        command: Some(Command { title: lens.text, ..Command::default() }),
        data: None,
    });
    Ok(Some(lenses.collect()))
}

/// The links of a document.
pub fn links(state: &mut State<'_>, params: &DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>, Failure> {
    let analysed = state.analysed(&params.text_document.uri)?;
    let view = analysed.view();
    let ruler = ruler(state, &analysed, view.file);
    let links = links_of(view).into_iter().map(|link| DocumentLink {
        range: ruler.range(link.span),
        target: Some(match link.target {
            Target::File(file) => state.uri_of(analysed.path(file)),
            Target::Address(address) => Uri(address),
        }),
        ..DocumentLink::default()
    });
    Ok(Some(links.collect()))
}
