//! Model and graph to text for others: Graphviz and JSON. One folder per format.
//!
//! An emitter reads the model through walkers and the graph through [`JourneyGraph`]; it writes nothing to
//! disk and never depends on the day, the machine or the order of a hash map: the same map gives the same bytes.

mod dot;
mod json;
mod missing;
#[cfg(feature = "cli")]
mod png;
mod svg;
mod terminal;

use crate::Analysis;
use crate::diagnostic::near::nearest;
use crate::graph::JourneyGraph;
use crate::labels::Labels;
use crate::layout::{layout, stack};
use crate::model::vocabulary::ElementKind;
use crate::model::{ElementId, Node};
use crate::scene::Scene;
use crate::sheet::{Selection, Sheet, sheet};
use crate::source::FileId;
use crate::theme::Theme;
use crate::r#type::Type;

pub use missing::missing;
#[cfg(feature = "cli")]
pub use png::SCALES;
pub use svg::Letters;
pub use terminal::Look;

/// What can be written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, PartialOrd, Ord)]
pub enum Format {
    /// A picture in the language of Graphviz.
    Dot,
    /// Model, graph, places and findings as JSON.
    Json,
    /// The map as a picture.
    Svg,
    /// The map as a picture of pixels.
    #[cfg(feature = "cli")]
    Png,
}

impl Format {
    /// All of them.
    pub const ALL: &'static [Format] = &[
        Format::Dot,
        Format::Json,
        Format::Svg,
        #[cfg(feature = "cli")]
        Format::Png,
    ];

    /// The name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Dot => "dot",
            Self::Json => "json",
            Self::Svg => "svg",
            #[cfg(feature = "cli")]
            Self::Png => "png",
        }
    }

    /// The format of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|format| format.name() == name)
    }

    /// The format of a file by the ending of its name, written without the dot.
    pub fn from_extension(extension: &str) -> Option<Self> {
        match extension.to_ascii_lowercase().as_str() {
            "dot" | "gv" => Some(Self::Dot),
            "json" => Some(Self::Json),
            "svg" => Some(Self::Svg),
            #[cfg(feature = "cli")]
            "png" => Some(Self::Png),
            _ => None,
        }
    }

    /// Whether it is for people's eyes and programs only, and no text.
    pub const fn is_binary(self) -> bool {
        match self {
            Self::Dot | Self::Json | Self::Svg => false,
            #[cfg(feature = "cli")]
            Self::Png => true,
        }
    }
}

/// What of a file is written, and how.
#[derive(Clone, Debug)]
pub struct EmitOptions {
    /// Only the journey of this id.
    pub journey: Option<String>,
    /// Only what holds for the persona of this id: in a picture its claims and arrows.
    pub persona: Option<String>,
    /// Say on each arrow that only the order implies so.
    pub show_implied: bool,
    /// The words that a picture brings along.
    pub labels: Labels,
    /// Only the places that concern the team of this id: in the map.
    pub team: Option<String>,
    /// The rows of the map, in this order, by their names; all that have content without it.
    pub lanes: Option<Vec<String>>,
    /// The colours of the map.
    pub theme: Theme,
    /// The fonts that the map is measured in, and drawn with where letters become shapes.
    pub fonts: Type,
    /// What letters become in SVG.
    pub letters: Letters,
    /// Pixels of a PNG for one px of the map.
    pub scale: f32,
}

impl Default for EmitOptions {
    fn default() -> Self {
        Self {
            journey: None,
            persona: None,
            show_implied: false,
            team: None,
            lanes: None,
            theme: Theme::default(),
            labels: Labels::default(),
            fonts: Type::shipped(),
            letters: Letters::default(),
            scale: 2.0,
        }
    }
}

/// Writes a file of the project in a format.
///
/// # Errors
///
/// In words for people: the file has no journey of that id, its journeys no such persona, or there is nothing to draw.
pub fn emit(analysis: &Analysis, file: FileId, format: Format, options: &EmitOptions) -> Result<Vec<u8>, String> {
    match format {
        Format::Svg => Ok(svg::svg(&scene(analysis, file, options)?, options.letters, &options.fonts).into_bytes()),
        #[cfg(feature = "cli")]
        Format::Png => png::png(&scene(analysis, file, options)?, &options.fonts, options.scale),
        Format::Dot | Format::Json => flow(analysis, file, format, options).map(String::into_bytes),
    }
}

/// Writes the flow of the journeys of a file, as Graphviz or JSON.
fn flow(analysis: &Analysis, file: FileId, format: Format, options: &EmitOptions) -> Result<String, String> {
    let journeys = journeys(analysis, file, options.journey.as_deref())?;
    if journeys.is_empty() && format == Format::Dot {
        return Err(nothing_to_draw(analysis, file));
    }
    let graphs: Vec<JourneyGraph<'_>> = journeys.into_iter().map(JourneyGraph::new).collect();
    let persona = options.persona.as_deref().map(|name| persona(&graphs, name)).transpose()?;
    if format == Format::Dot {
        return Ok(dot::dot(analysis, &graphs, persona, options));
    }
    json::json(analysis, file, &graphs, persona, options.journey.is_some())
}

/// Shows the maps of a file in a terminal.
///
/// # Errors
///
/// In words for people: what is asked for by name is not there, or there is nothing to draw.
pub fn show(analysis: &Analysis, file: FileId, options: &EmitOptions, look: Look) -> Result<String, String> {
    let sheets = sheets(analysis, file, options)?;
    Ok(sheets.iter().map(|sheet| terminal::terminal(sheet, look)).collect::<Vec<_>>().join("\n"))
}

/// Lays out the maps of a file, below each other, or the one that is asked for.
///
/// # Errors
///
/// In words for people: what is asked for by name is not there, or there is nothing to draw.
pub fn scene(analysis: &Analysis, file: FileId, options: &EmitOptions) -> Result<Scene, String> {
    let scenes = sheets(analysis, file, options)?.iter().map(|sheet| layout(sheet, options.theme, &options.fonts)).collect();
    Ok(stack(scenes, options.theme))
}

/// The sheets of the journeys of a file, or of the one that is asked for.
fn sheets(analysis: &Analysis, file: FileId, options: &EmitOptions) -> Result<Vec<Sheet>, String> {
    let journeys = journeys(analysis, file, options.journey.as_deref())?;
    if journeys.is_empty() {
        return Err(nothing_to_draw(analysis, file));
    }
    let graphs: Vec<JourneyGraph<'_>> = journeys.into_iter().map(JourneyGraph::new).collect();
    let selection = Selection {
        persona: options.persona.as_deref().map(|name| persona(&graphs, name)).transpose()?,
        team: options.team.as_deref().map(|name| team(analysis, name)).transpose()?,
        lanes: options.lanes.clone(),
        labels: options.labels.clone(),
    };
    graphs.iter().map(|graph| sheet(graph, &selection)).collect()
}

fn nothing_to_draw(analysis: &Analysis, file: FileId) -> String {
    format!("there is no journey in {} to draw", analysis.sources.get(file).path())
}

/// The JSON Schema (Draft 2020-12) of what [`Format::Json`] writes.
pub fn schema() -> String {
    json::schema()
}

/// The journeys of a file, or the one that is asked for.
///
/// # Errors
///
/// In words for people: the file has no journey of that id.
pub fn journeys<'m>(analysis: &'m Analysis, file: FileId, asked: Option<&str>) -> Result<Vec<Node<'m>>, String> {
    let all: Vec<Node<'m>> = analysis.model.journeys(file).collect();
    let Some(asked) = asked else { return Ok(all) };
    if let Some(journey) = all.iter().find(|journey| journey.name() == Some(asked)) {
        return Ok(vec![*journey]);
    }
    let names: Vec<&str> = all.iter().filter_map(|journey| journey.name()).collect();
    Err(format!("there is no journey `{asked}` in {}{}", analysis.sources.get(file).path(), instead(asked, &names)))
}

/// The persona of an id among those who walk the journeys.
///
/// # Errors
///
/// In words for people: no such persona walks them.
pub fn persona(graphs: &[JourneyGraph<'_>], asked: &str) -> Result<ElementId, String> {
    let all = || graphs.iter().flat_map(|graph| graph.personas.iter().map(|&id| graph.journey.model.node(id)));
    if let Some(found) = all().find(|persona| persona.name() == Some(asked)) {
        return Ok(found.id);
    }
    let mut names: Vec<&str> = all().filter_map(Node::name).collect();
    names.sort_unstable();
    names.dedup();
    let here = if graphs.len() == 1 { "this journey" } else { "these journeys" };
    Err(format!("no persona `{asked}` walks {here}{}", instead(asked, &names)))
}

/// The team of an id among those of all files that were read.
fn team(analysis: &Analysis, asked: &str) -> Result<ElementId, String> {
    let all = || {
        let nodes = analysis.sources.iter().flat_map(|(id, _)| {
            let elements = 0..analysis.model.file(id).elements.len() as u32;
            elements.map(move |index| analysis.model.node(ElementId { file: id, index }))
        });
        nodes.filter(|node| node.kind() == ElementKind::Team)
    };
    if let Some(found) = all().find(|team| team.name() == Some(asked)) {
        return Ok(found.id);
    }
    let names: Vec<&str> = all().filter_map(Node::name).collect();
    Err(format!("there is no team `{asked}`{}", instead(asked, &names)))
}

/// What could be meant: the near name, else all names.
fn instead(asked: &str, names: &[&str]) -> String {
    if let Some(near) = nearest(asked, names.iter().copied()) {
        return format!("; did you mean `{near}`?");
    }
    match names {
        [] => String::new(),
        names => format!("; there is {}", crate::model::vocabulary::one_of(names).replace(" or ", " and ")),
    }
}
