//! Model and graph to text for others: Graphviz and JSON. One folder per format.
//!
//! An emitter reads the model through walkers and the graph through [`JourneyGraph`]; it writes nothing to
//! disk and never depends on the day, the machine or the order of a hash map: the same map gives the same bytes.

mod dot;
mod json;

use crate::Analysis;
use crate::diagnostic::near::nearest;
use crate::graph::JourneyGraph;
use crate::labels::Labels;
use crate::model::{ElementId, Node};
use crate::source::FileId;

/// What can be written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, PartialOrd, Ord)]
pub enum Format {
    /// A picture in the language of Graphviz.
    Dot,
    /// Model, graph, places and findings as JSON.
    Json,
}

impl Format {
    /// All of them.
    pub const ALL: &'static [Format] = &[Format::Dot, Format::Json];

    /// The name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Dot => "dot",
            Self::Json => "json",
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
            _ => None,
        }
    }
}

/// What of a file is written, and how.
#[derive(Default, Clone, Debug)]
pub struct EmitOptions {
    /// Only the journey of this id.
    pub journey: Option<String>,
    /// Only what holds for the persona of this id: in a picture its claims and arrows.
    pub persona: Option<String>,
    /// Say on each arrow that only the order implies so.
    pub show_implied: bool,
    /// The words that a picture brings along.
    pub labels: Labels,
}

/// Writes a file of the project in a format.
///
/// # Errors
///
/// In words for people: the file has no journey of that id, its journeys no such persona, or there is nothing to draw.
pub fn emit(analysis: &Analysis, file: FileId, format: Format, options: &EmitOptions) -> Result<String, String> {
    let journeys = journeys(analysis, file, options.journey.as_deref())?;
    if journeys.is_empty() && format == Format::Dot {
        return Err(format!("there is no journey in {} to draw", analysis.sources.get(file).path()));
    }
    let graphs: Vec<JourneyGraph<'_>> = journeys.into_iter().map(JourneyGraph::new).collect();
    let persona = match &options.persona {
        Some(name) => Some(persona(&graphs, name)?),
        None => None,
    };
    match format {
        Format::Dot => Ok(dot::dot(analysis, &graphs, persona, options)),
        Format::Json => json::json(analysis, file, &graphs, persona, options.journey.is_some()),
    }
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
