//! `journey report`: what a team looks at together.

use std::path::Path;

use super::args::{Colour, ReportArguments, ReportFormat};
use super::compile::put;
use super::maps::{Maps, Reading, read};
use super::targets::refuse_clashes;
use super::terminal::style_of_output;
use super::{Failure, Outcome};
use crate::Analysis;
use crate::emit::{journeys, persona};
use crate::graph::JourneyGraph;
use crate::render::human::Style;
use crate::report::{Report, json, markdown, report, terminal};
use crate::source::FileId;

/// Runs the command.
pub fn run(arguments: &ReportArguments) -> Result<Outcome, Failure> {
    let output = arguments.output.as_deref().filter(|path| path.as_os_str() != "-");
    if let Some(output) = output {
        refuse_clashes(&arguments.files, &[output.to_owned()])?;
    }
    let format = format(arguments.format, output)?;
    let reading = Reading { files: &arguments.files, arguments: &arguments.read, keep_going: arguments.keep_going, folders: false };
    let Maps { analysis, files, settings, ended } = match read(&reading)? {
        Ok(maps) => maps,
        Err(ended) => return Ok(ended),
    };
    let reports = reports(&analysis, &files, arguments.read.journey.as_deref(), arguments.persona.as_deref())?;
    let text = match format {
        ReportFormat::Human => {
            terminal::render(&reports, &settings.config.labels, style(arguments.read.color, output), arguments.all)
        }
        ReportFormat::Markdown => markdown::render(&reports, &settings.config.labels),
        ReportFormat::Json => json::render(&reports).map_err(Failure::Message)?,
    };
    put(text.as_bytes(), output)?;
    Ok(ended)
}

/// The format that was named, or that of the ending of the output.
fn format(named: Option<ReportFormat>, output: Option<&Path>) -> Result<ReportFormat, Failure> {
    if let Some(named) = named {
        return Ok(named);
    }
    let ending = output.and_then(Path::extension).map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    match ending.as_deref() {
        Some("md" | "markdown") => Ok(ReportFormat::Markdown),
        Some("json") => Ok(ReportFormat::Json),
        None | Some("txt") => Ok(ReportFormat::Human),
        Some(other) => Err(Failure::new(format!(
            "a report is not written as `.{other}`; write an output that ends in `.md`, `.json` or `.txt`, or `-f human`"
        ))),
    }
}

/// A file is written in a width that does not depend on the window, and without colours unless they are asked for.
fn style(colour: Colour, output: Option<&Path>) -> Style {
    match output {
        None => style_of_output(colour),
        Some(_) => Style { colour: colour == Colour::Always, width: Style::default().width, ..style_of_output(Colour::Never) },
    }
}

/// The reports of the journeys that are asked for, file by file; of one persona if one is.
pub fn reports(analysis: &Analysis, files: &[FileId], journey: Option<&str>, asked: Option<&str>) -> Result<Vec<Report>, Failure> {
    let found: Vec<_> = files.iter().map(|&file| journeys(analysis, file, journey)).collect();
    // A journey that is asked for need not be in every file.
    let missing = found.iter().find_map(|found| found.as_ref().err()).cloned();
    let graphs: Vec<JourneyGraph<'_>> = found.into_iter().flatten().flatten().map(JourneyGraph::new).collect();
    if graphs.is_empty() {
        let names: Vec<&str> = files.iter().map(|&file| analysis.sources.get(file).path()).collect();
        return Err(Failure::Message(
            missing.unwrap_or_else(|| format!("there is no journey in {} to report on", names.join(", "))),
        ));
    }
    let only = match asked {
        Some(name) => Some(persona(&graphs, name).map_err(Failure::Message)?),
        None => None,
    };
    // A persona that is asked for need not walk every journey.
    let walked = graphs.iter().filter(|graph| only.is_none_or(|id| graph.personas.contains(&id)));
    Ok(walked.map(|graph| report(&analysis.sources, graph, only)).collect())
}
