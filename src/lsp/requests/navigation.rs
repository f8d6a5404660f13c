//! What a name means, where it is declared, and where else it stands.

use gen_lsp_types::{
    Contents, Definition, DefinitionParams, DefinitionResponse, DocumentHighlight, DocumentHighlightKind, DocumentHighlightParams,
    Hover, HoverParams, Location, LocationLink, ReferenceParams,
};

use super::super::convert::{location, markdown, ruler};
use super::super::message::Failure;
use super::super::state::State;
use super::at;
use crate::ide;
use crate::ide::references::{element_at, occurrences};

/// What is known about the word at a position.
pub fn hover(state: &mut State<'_>, params: &HoverParams) -> Result<Option<Hover>, Failure> {
    let (analysed, offset) = at(state, &params.text_document_position_params)?;
    let view = analysed.view();
    Ok(ide::hover::hover(view, offset).map(|found| Hover {
        contents: Contents::MarkupContent(markdown(found.markdown)),
        range: Some(ruler(state, &analysed, view.file).range(found.span)),
    }))
}

/// Where what is named at a position is declared.
pub fn definition(state: &mut State<'_>, params: &DefinitionParams) -> Result<Option<DefinitionResponse>, Failure> {
    let (analysed, offset) = at(state, &params.text_document_position_params)?;
    let view = analysed.view();
    let Some(found) = ide::definition::definition(view, offset) else { return Ok(None) };
    let to = location(state, &analysed, found.to);
    if !state.client.links {
        return Ok(Some(DefinitionResponse::Definition(Definition::Location(to))));
    }
    let link = LocationLink {
        origin_selection_range: Some(ruler(state, &analysed, view.file).range(found.from)),
        target_uri: to.uri,
        target_range: location(state, &analysed, found.whole).range,
        target_selection_range: to.range,
    };
    Ok(Some(DefinitionResponse::DefinitionLinkList(vec![link])))
}

/// Every place of the project where what is named at a position is named.
pub fn references(state: &mut State<'_>, params: &ReferenceParams) -> Result<Option<Vec<Location>>, Failure> {
    let (analysed, offset) = at(state, &params.text_document_position_params)?;
    let path = analysed.path(analysed.view().file).to_owned();
    let whole = state.whole(&path).unwrap_or(analysed);
    let Some(id) = whole.view_of(&path).and_then(|view| element_at(view, offset)) else { return Ok(None) };
    let all = occurrences(&whole.analysis, id).into_iter();
    let wanted = all.filter(|found| params.context.include_declaration || !found.declaration);
    Ok(Some(wanted.map(|found| location(state, &whole, found.at)).collect()))
}

/// The places of the document where what is named at a position is named.
pub fn highlights(state: &mut State<'_>, params: &DocumentHighlightParams) -> Result<Option<Vec<DocumentHighlight>>, Failure> {
    let (analysed, offset) = at(state, &params.text_document_position_params)?;
    let view = analysed.view();
    let ruler = ruler(state, &analysed, view.file);
    let highlight = |found: ide::references::Occurrence| DocumentHighlight {
        range: ruler.range(found.at.span),
        kind: Some(if found.declaration { DocumentHighlightKind::Write } else { DocumentHighlightKind::Read }),
    };
    Ok(Some(ide::highlights::highlights(view, offset).into_iter().map(highlight).collect()))
}
