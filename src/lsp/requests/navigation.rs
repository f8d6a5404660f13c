//! What a name means, where it is declared, and where else it stands.

use gen_lsp_types::{
    Contents, Definition, DefinitionParams, DefinitionResponse, DocumentHighlight, DocumentHighlightKind, DocumentHighlightParams,
    Hover, HoverParams, Location, LocationLink, ReferenceParams,
};

use super::super::convert::{location, markdown};
use super::super::message::Failure;
use super::super::state::State;
use super::{at, inside};
use crate::ide;
use crate::ide::references::{element_at, occurrences};

/// What is known about the word at a position.
pub fn hover(state: &mut State<'_>, params: &HoverParams) -> Result<Option<Hover>, Failure> {
    let Some(place) = inside(state, &params.text_document_position_params)? else { return Ok(None) };
    Ok(ide::hover::hover(place.view(), place.offset).map(|found| Hover {
        contents: Contents::MarkupContent(markdown(found.markdown)),
        range: Some(place.range(state, found.span)),
    }))
}

/// Where what is named at a position is declared.
pub fn definition(state: &mut State<'_>, params: &DefinitionParams) -> Result<Option<DefinitionResponse>, Failure> {
    let Some(place) = inside(state, &params.text_document_position_params)? else { return Ok(None) };
    let Some(found) = ide::definition::definition(place.view(), place.offset) else { return Ok(None) };
    let to = location(state, &place.analysed, found.to);
    if !state.client.links {
        return Ok(Some(DefinitionResponse::Definition(Definition::Location(to))));
    }
    let link = LocationLink {
        origin_selection_range: Some(place.range(state, found.from)),
        target_uri: to.uri,
        target_range: location(state, &place.analysed, found.whole).range,
        target_selection_range: to.range,
    };
    Ok(Some(DefinitionResponse::DefinitionLinkList(vec![link])))
}

/// Every place of the project where what is named at a position is named.
pub fn references(state: &mut State<'_>, params: &ReferenceParams) -> Result<Option<Vec<Location>>, Failure> {
    let (analysed, offset) = at(state, &params.text_document_position_params)?;
    let path = analysed.path(analysed.view().file).to_owned();
    let whole = state.everywhere(&path).unwrap_or(analysed);
    let view = whole.view_of(&path).and_then(|view| view.inside(offset));
    let Some(id) = view.and_then(|(view, offset)| element_at(view, offset)) else { return Ok(None) };
    let all = occurrences(&whole.analysis, id).into_iter();
    let wanted = all.filter(|found| params.context.include_declaration || !found.declaration);
    Ok(Some(wanted.map(|found| location(state, &whole, found.at)).collect()))
}

/// The places of the document where what is named at a position is named.
pub fn highlights(state: &mut State<'_>, params: &DocumentHighlightParams) -> Result<Option<Vec<DocumentHighlight>>, Failure> {
    let Some(place) = inside(state, &params.text_document_position_params)? else { return Ok(None) };
    let highlight = |found: ide::references::Occurrence| DocumentHighlight {
        range: place.range(state, found.at.span),
        kind: Some(if found.declaration { DocumentHighlightKind::Write } else { DocumentHighlightKind::Read }),
    };
    Ok(Some(ide::highlights::highlights(place.view(), place.offset).into_iter().map(highlight).collect()))
}
