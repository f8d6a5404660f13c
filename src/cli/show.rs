//! `journey show`: a map in the terminal.

use super::args::ShowArguments;
use super::compile::{id_of, tell_findings};
use super::terminal::{complain, print, style_of_output, wide};
use super::{Failure, Outcome, paths};
use crate::emit::{EmitOptions, Look, show};
use crate::{Options, analyse};

/// Runs the command. A map with errors is shown as far as it is understood.
pub fn run(arguments: &ShowArguments) -> Result<Outcome, Failure> {
    if arguments.file.is_dir() {
        return Err(Failure::new(format!("`{}` is a folder; name the file to show", arguments.file.to_string_lossy())));
    }
    let found = paths::find(std::slice::from_ref(&arguments.file), None)?;
    let (analysis, unreadable) = analyse(&found.loader, &found.keys, &Options::default());
    for file in &unreadable {
        complain(&format!("cannot read `{}`: {}", file.path, file.reason));
    }
    if found.failed || !unreadable.is_empty() {
        return Ok(Outcome::Failed);
    }
    let errors = tell_findings(&analysis, arguments.color);
    let options = EmitOptions { journey: arguments.journey.clone(), ..arguments.map.options() };
    let style = style_of_output(arguments.color);
    let look = Look { colour: style.colour, unicode: style.unicode, width: wide() };
    let file = id_of(&analysis, &found, &arguments.file)?;
    print(&show(&analysis, file, &options, look).map_err(Failure::Message)?)?;
    Ok(if errors { Outcome::Findings } else { Outcome::Clean })
}
