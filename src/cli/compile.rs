//! `journey compile`: write maps as something else.
//!
//! All is made in memory before anything is written, and each file appears whole or not at all.

use std::ffi::OsStr;
use std::path::Path;

use super::args::CompileArguments;
use super::maps::{Maps, Reading, read};
use super::targets::Targets;
use super::terminal::{is_terminal, reason, send, style_of_error, tell};
use super::write::write_whole;
use super::{Failure, Outcome, account, fonts};
use crate::emit::{EmitOptions, Format, Letters, export, missing};
use crate::render::human;

/// Runs the command.
pub fn run(arguments: &CompileArguments) -> Result<Outcome, Failure> {
    let format = format(arguments)?;
    if arguments.strict && format.noun().is_none() && format != Format::Json {
        let name = format.name();
        return Err(Failure::new(format!("`--strict` is for forms that tell what they leave out, and {name} does not")));
    }
    let targets = Targets::new(&arguments.files, arguments.output.as_deref(), format.ending())?;
    if format.is_binary() && targets.places.contains(&None) && is_terminal() {
        let name = format.name();
        return Err(Failure::new(format!(
            "a terminal cannot show {}: write it to a file with `-o map.{name}`",
            name.to_uppercase()
        )));
    }
    let reading = Reading { files: &arguments.files, arguments: &arguments.read, keep_going: arguments.keep_going, warnings: true };
    let Maps { analysis, files, settings, ended } = match read(&reading)? {
        Ok(maps) => maps,
        Err(ended) => return Ok(ended),
    };
    // Only who makes shapes of letters needs the fonts themselves.
    let shapes = format == Format::Png || (format == Format::Svg && arguments.text == Letters::Outlines);
    let named: Vec<_> = arguments.fonts.iter().cloned().chain(settings.font()?).collect();
    let mut fonts = fonts::named(&named)?;
    if shapes {
        fonts = fonts::with_system(fonts, analysis.sources.iter().map(|(_, source)| source.text()), format == Format::Png);
    }
    let options = EmitOptions {
        journey: arguments.read.journey.clone(),
        show_implied: arguments.show_implied,
        labels: settings.config.labels.clone(),
        theme: settings.config.theme.theme(arguments.theme),
        fonts,
        letters: arguments.text,
        scale: arguments.scale,
        ..arguments.map.options()
    };
    let mut outputs = Vec::new();
    let mut refused = false;
    for (id, target) in files.into_iter().zip(&targets.places) {
        let (bytes, balance) = export(&analysis, id, format, &options).map_err(Failure::Message)?;
        refused |= account::tell_left(&analysis, id, format, &balance, arguments);
        outputs.push((bytes, target));
        if shapes && let Some(found) = missing(&analysis, id, &options).map_err(Failure::Message)? {
            tell(&human::render(&analysis.sources, &[&found], style_of_error(arguments.read.color)));
        }
    }
    if refused {
        return Ok(Outcome::Findings);
    }
    targets.make_folder()?;
    for (bytes, target) in outputs {
        put(&bytes, target.as_deref())?;
    }
    // The program ends here: of a large map, taking all of it apart again would be a tenth of the work.
    std::mem::forget(analysis);
    Ok(ended)
}

/// The format that was named, or that of the ending of the output.
fn format(arguments: &CompileArguments) -> Result<Format, Failure> {
    if let Some(format) = arguments.format {
        return Ok(format);
    }
    let ending = arguments.output.as_deref().and_then(Path::extension).and_then(OsStr::to_str);
    ending.and_then(Format::from_extension).ok_or_else(|| {
        let names: Vec<_> = Format::ALL.iter().map(|format| format!("`-f {}`", format.name())).collect();
        Failure::new(format!("which format? write {}, or an output with such an ending", names.join(" or ")))
    })
}

/// Writes a text or picture to its place, else to standard output.
pub fn put(bytes: &[u8], target: Option<&Path>) -> Result<(), Failure> {
    match target {
        None => send(bytes),
        Some(path) => write_whole(path, bytes)
            .map_err(|error| Failure::new(format!("cannot write `{}`: {}", path.to_string_lossy(), reason(&error)))),
    }
}
