//! `journey compile`: write maps as something else.
//!
//! All is made in memory before anything is written, and each file appears whole or not at all.

use std::ffi::OsStr;
use std::path::Path;

use super::args::CompileArguments;
use super::maps::{Maps, Reading, read};
use super::targets::{Targets, cannot_write, is_folder, refuse_other_ending};
use super::terminal::{is_terminal, send, style_of_error, tell};
use super::write::write_whole;
use super::{Failure, Outcome, account, fonts};
use crate::config::ThemeSettings;
use crate::emit::{EmitOptions, Format, Letters, export, for_pictures, missing, page, publish};
use crate::render::human;
use crate::theme::{Design, Theme};

/// Runs the command.
pub fn run(arguments: &CompileArguments) -> Result<Outcome, Failure> {
    let format = format(arguments)?;
    if arguments.strict && format.noun().is_none() && format != Format::Json {
        let name = format.name();
        return Err(Failure::new(format!("`--strict` is for forms that tell what they leave out, and {name} does not")));
    }
    let (inputs, output) = (&arguments.files, arguments.output.as_deref());
    let together = together(arguments, format);
    let targets =
        if together { Targets::together(inputs, output, "index.html")? } else { Targets::new(inputs, output, format.ending())? };
    for target in targets.places.iter().flatten() {
        let own = |ending: &str| ending == format.ending() || Format::from_extension(ending) == Some(format);
        refuse_other_ending(target, format.name(), format.ending(), own)?;
    }
    if arguments.theme.is_some() && !format.is_picture() {
        return Err(Failure::Message(for_pictures("--theme", format)));
    }
    if format.is_binary() && targets.places.contains(&None) && is_terminal() {
        let name = format.name();
        return Err(Failure::new(format!(
            "a terminal cannot show {}: write it to a file with `-o map.{name}`",
            name.to_uppercase()
        )));
    }
    let reading = Reading {
        files: &arguments.files,
        arguments: &arguments.read,
        keep_going: arguments.keep_going,
        folders: format == Format::Html,
    };
    let Maps { mut analysis, mut files, settings, ended } = match read(&reading)? {
        Ok(maps) => maps,
        Err(ended) => return Ok(ended),
    };
    if arguments.public {
        let left = publish(&mut analysis);
        account::tell_private(&analysis, &left, arguments);
    }
    // Only who makes shapes of letters or embeds them needs the fonts themselves.
    let shapes = matches!(format, Format::Png | Format::Pdf) || (format == Format::Svg && arguments.text == Letters::Outlines);
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
        dark: dark(&settings.config.theme, arguments.theme),
        fonts,
        letters: arguments.text,
        scale: arguments.scale,
        paper: arguments.paper,
        ..arguments.map.options()
    };
    let mut outputs = Vec::new();
    let mut refused = false;
    if together {
        let bytes = page(&analysis, &files, &options).map_err(Failure::Message)?.into_bytes();
        outputs.push((bytes, &targets.places[0]));
        files.clear();
    }
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

/// The colours of a page on dark screens: where no design is asked for or set, those of the dark one.
fn dark(set: &ThemeSettings, asked: Option<Design>) -> Option<Theme> {
    asked.or(set.default).is_none().then(|| set.theme(Some(Design::Dark)))
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

/// Whether all maps become one page: those of a folder, and several that are not written into a folder, each by itself.
fn together(arguments: &CompileArguments, format: Format) -> bool {
    let into_folder = arguments.output.as_deref().is_some_and(is_folder);
    let of_folder = arguments.files.iter().any(|file| file.is_dir());
    format == Format::Html && (of_folder || (arguments.files.len() > 1 && !into_folder))
}

/// Writes a text or picture to its place, else to standard output.
pub fn put(bytes: &[u8], target: Option<&Path>) -> Result<(), Failure> {
    match target {
        None => send(bytes),
        Some(path) => write_whole(path, bytes).map_err(|error| cannot_write(path, &error)),
    }
}
