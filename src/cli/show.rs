//! `journey show`: a map in the terminal.

use super::args::ShowArguments;
use super::maps::{Maps, Reading, read};
use super::report::reports;
use super::terminal::{print, style_of_output, wide};
use super::{Failure, Outcome};
use crate::emit::{EmitOptions, Look, View, show};
use crate::report::terminal::funnels;

/// Runs the command. A map with errors is shown as far as it is understood.
pub fn run(arguments: &ShowArguments) -> Result<Outcome, Failure> {
    let reading =
        Reading { files: std::slice::from_ref(&arguments.file), arguments: &arguments.read, keep_going: true, folders: false };
    let Maps { analysis, files, settings, ended } = match read(&reading)? {
        Ok(maps) => maps,
        Err(ended) => return Ok(ended),
    };
    let labels = settings.config.labels.clone();
    let options = EmitOptions { journey: arguments.read.journey.clone(), labels, ..arguments.map.options() };
    let style = style_of_output(arguments.read.color);
    if options.view == View::Funnel {
        let reports = reports(&analysis, &files, options.journey.as_deref(), options.persona.as_deref())?;
        print(&funnels(&reports, &options.labels, style))?;
        return Ok(ended);
    }
    let look = Look { colour: style.colour, unicode: style.unicode, width: wide() };
    for file in files {
        print(&show(&analysis, file, &options, look).map_err(Failure::Message)?)?;
    }
    Ok(ended)
}
