//! The picture of a map, for an editor that shows it beside the text. A request of our own: `journey/preview`.

use gen_lsp_types::{Position, TextDocumentIdentifier, TextDocumentPositionParams};
use serde::{Deserialize, Serialize};

use super::super::message::Failure;
use super::super::state::State;
use super::at;
use crate::emit::{EmitOptions, Format, emit};
use crate::ide::journey::journey_at;
use crate::model::Node;
use crate::theme::Design;

/// The name of the request.
pub const METHOD: &str = "journey/preview";

/// Which map, and how.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Params {
    text_document: TextDocumentIdentifier,
    /// Where the cursor is; the beginning of the document without it.
    #[serde(default)]
    position: Position,
    /// The colours: `light`, `dark`, `print` or `contrast`; those of `journey.toml`, else `light`, without it.
    theme: Option<String>,
}

/// A picture.
#[derive(Serialize)]
pub struct Picture {
    /// The id of the journey that it shows; none where it shows all of a file.
    journey: Option<String>,
    /// What can stand above it.
    title: String,
    /// The picture. No text of the map is markup or script in it.
    svg: String,
}

/// The picture of the map at a position.
pub fn preview(state: &mut State<'_>, params: &Params) -> Result<Picture, Failure> {
    let design = params.theme.as_deref().map(design).transpose()?;
    let Params { text_document, position, .. } = params;
    let place = TextDocumentPositionParams { text_document: text_document.clone(), position: *position };
    let (analysed, offset) = at(state, &place)?;
    let drawing = state.drawing(analysed.path(analysed.view().file), design).map_err(failed)?;
    let (view, offset) = analysed.view().map_at(offset);
    let journey = journey_at(view, offset);
    let title = journey.map(|journey| journey.caption().to_owned()).unwrap_or_default();
    let journey = journey.and_then(Node::name).map(str::to_owned);
    let options = EmitOptions { journey: journey.clone(), ..drawing };
    let bytes = emit(view.analysis, view.file, Format::Svg, &options).map_err(failed)?;
    Ok(Picture { journey, title, svg: String::from_utf8(bytes).unwrap_or_default() })
}

fn design(name: &str) -> Result<Design, Failure> {
    let names = || Design::ALL.iter().map(|design| design.name()).collect::<Vec<_>>().join(", ");
    let unknown = || Failure::new(Failure::INVALID_PARAMS, format!("there is no theme `{name}`; there is {}", names()));
    Design::from_name(name).ok_or_else(unknown)
}

fn failed(why: String) -> Failure {
    Failure::new(Failure::REQUEST_FAILED, why)
}
