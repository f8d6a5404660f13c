//! `journey compile`: write maps as something else.
//!
//! All is made in memory before anything is written, and each file appears whole or not at all.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::args::CompileArguments;
use super::maps::{Maps, Reading, read};
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
    let Targets { folder, files: targets } = targets(arguments, format)?;
    if format.is_binary() && targets.contains(&None) && is_terminal() {
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
        fonts,
        letters: arguments.text,
        scale: arguments.scale,
        paper: arguments.paper,
        ..arguments.map.options()
    };
    let mut outputs = Vec::new();
    let mut refused = false;
    for (id, target) in files.into_iter().zip(targets) {
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
    if let Some(folder) = folder {
        make(&folder)?;
    }
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

/// Where the texts go.
struct Targets {
    /// A folder that may have to be made.
    folder: Option<PathBuf>,
    /// The place of the text of each file; none for standard output.
    files: Vec<Option<PathBuf>>,
}

fn targets(arguments: &CompileArguments, format: Format) -> Result<Targets, Failure> {
    let several = arguments.files.len() > 1;
    let to_output = Targets { folder: None, files: vec![None] };
    let output = match &arguments.output {
        None if several => return Err(Failure::new("several files need a folder to be written to: `-o FOLDER`")),
        None => return Ok(to_output),
        Some(output) if output.as_os_str() == "-" && !several => return Ok(to_output),
        Some(output) => output,
    };
    let is_folder = several || output.is_dir() || output.to_string_lossy().ends_with(std::path::is_separator);
    let files: Vec<PathBuf> =
        if is_folder { arguments.files.iter().map(|file| output.join(name(file, format))).collect() } else { vec![output.clone()] };
    refuse_clashes(&arguments.files, &files)?;
    Ok(Targets { folder: is_folder.then(|| output.clone()), files: files.into_iter().map(Some).collect() })
}

/// The name of what a file is compiled to.
fn name(file: &Path, format: Format) -> String {
    let stem = file.file_stem().filter(|stem| *stem != "-").unwrap_or(OsStr::new("stdin"));
    format!("{}.{}", stem.to_string_lossy(), format.ending())
}

/// Makes a folder, with those around it.
pub fn make(folder: &Path) -> Result<(), Failure> {
    let made = std::fs::create_dir_all(folder);
    made.map_err(|error| Failure::new(format!("cannot make the folder `{}`: {}", folder.to_string_lossy(), reason(&error))))
}

/// No output replaces another one, or a map.
pub fn refuse_clashes(files: &[PathBuf], targets: &[PathBuf]) -> Result<(), Failure> {
    let mut seen: HashMap<&Path, &Path> = HashMap::new();
    for (file, target) in files.iter().zip(targets) {
        if let Some(other) = seen.insert(target, file) {
            let [file, other, target] = [file, other, target].map(|path| path.to_string_lossy());
            return Err(Failure::new(format!("`{other}` and `{file}` would both be written to `{target}`")));
        }
        let real = target.canonicalize().ok();
        if real.is_some() && files.iter().any(|file| file.canonicalize().ok() == real) {
            return Err(Failure::new(format!("`{}` is a file to read; it is not overwritten", target.to_string_lossy())));
        }
    }
    Ok(())
}

/// Writes a text or picture to its place, else to standard output.
pub fn put(bytes: &[u8], target: Option<&Path>) -> Result<(), Failure> {
    match target {
        None => send(bytes),
        Some(path) => write_whole(path, bytes)
            .map_err(|error| Failure::new(format!("cannot write `{}`: {}", path.to_string_lossy(), reason(&error)))),
    }
}
