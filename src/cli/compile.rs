//! `journey compile`: write maps as something else.
//!
//! All is made in memory before anything is written, and each file appears whole or not at all.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::args::CompileArguments;
use super::settings::{self, Settings};
use super::terminal::{complain, print, reason, style_of_error, tell};
use super::write::write_whole;
use super::{Failure, Outcome, paths};
use crate::diagnostic::{Diagnostic, Severity};
use crate::emit::{EmitOptions, Format, emit};
use crate::project::fences::is_markdown;
use crate::render::{Summary, human};
use crate::source::FileId;
use crate::{Analysis, analyse};

/// Runs the command.
pub fn run(arguments: &CompileArguments) -> Result<Outcome, Failure> {
    let format = format(arguments)?;
    let Targets { folder, files: targets } = targets(arguments, format)?;
    if let Some(folder) = arguments.files.iter().find(|file| file.is_dir()) {
        return Err(Failure::new(format!("`{}` is a folder; name the files to compile", folder.to_string_lossy())));
    }
    if let Some(file) = arguments.files.iter().find(|file| is_markdown(&file.to_string_lossy())) {
        return Err(Failure::new(format!("`{}` is Markdown; `compile` takes maps that are files", file.to_string_lossy())));
    }
    let settings = settings::find(&arguments.files, None, arguments.config.as_deref())?;
    let found = paths::find(&arguments.files, None, settings, false)?;
    tell(&found.said);
    let (analysis, unreadable) = analyse(&found.loader, &found.keys, &found.settings.options(false, None));
    for file in &unreadable {
        complain(&format!("cannot read `{}`: {}", file.path, file.reason));
    }
    let errors = tell_findings(&analysis, &found.settings, arguments);
    if found.failed || !unreadable.is_empty() {
        return Ok(Outcome::Failed);
    }
    let ended = if errors { Outcome::Findings } else { Outcome::Clean };
    if errors && !arguments.keep_going {
        return Ok(ended);
    }
    let options = EmitOptions {
        journey: arguments.journey.clone(),
        persona: arguments.persona.clone(),
        show_implied: arguments.show_implied,
        labels: found.settings.config.labels.clone(),
    };
    let mut texts = Vec::new();
    for (file, target) in arguments.files.iter().zip(targets) {
        let id = id_of(&analysis, &found, file)?;
        texts.push((emit(&analysis, id, format, &options).map_err(Failure::Message)?, target));
    }
    if let Some(folder) = folder {
        make(&folder)?;
    }
    for (text, target) in texts {
        put(&text, target.as_deref())?;
    }
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
    format!("{}.{}", stem.to_string_lossy(), format.name())
}

fn make(folder: &Path) -> Result<(), Failure> {
    let made = std::fs::create_dir_all(folder);
    made.map_err(|error| Failure::new(format!("cannot make the folder `{}`: {}", folder.to_string_lossy(), reason(&error))))
}

/// No output replaces another one, or a map.
fn refuse_clashes(files: &[PathBuf], targets: &[PathBuf]) -> Result<(), Failure> {
    let mut seen: HashMap<&Path, &Path> = HashMap::new();
    for (file, target) in files.iter().zip(targets) {
        if let Some(other) = seen.insert(target, file) {
            let [file, other, target] = [file, other, target].map(|path| path.to_string_lossy());
            return Err(Failure::new(format!("`{other}` and `{file}` would both be written to `{target}`")));
        }
        let real = target.canonicalize().ok();
        if real.is_some() && files.iter().any(|file| file.canonicalize().ok() == real) {
            return Err(Failure::new(format!("`{}` is a map to read; it is not overwritten", target.to_string_lossy())));
        }
    }
    Ok(())
}

/// Tells the errors and warnings, and whether there are errors.
fn tell_findings(analysis: &Analysis, settings: &Settings, arguments: &CompileArguments) -> bool {
    let (mut sources, mut findings) = (analysis.sources.clone(), analysis.findings.clone());
    settings.report(&mut sources, &mut findings);
    let findings: Vec<&Diagnostic> = findings.iter().filter(|found| found.severity > Severity::Info).collect();
    let summary = Summary::of(&findings, sources.count());
    if !findings.is_empty() {
        tell(&human::render(&sources, &findings, style_of_error(arguments.color)));
        tell(&human::summary(summary, None));
    }
    summary.errors > 0
}

/// The id of a file that was named.
fn id_of(analysis: &Analysis, found: &paths::Found, file: &Path) -> Result<FileId, Failure> {
    let key = if file.as_os_str() == "-" { Some("<stdin>".to_owned()) } else { found.loader.key_of(file).ok() };
    let id = analysis.sources.iter().find(|(_, source)| Some(source.path()) == key.as_deref()).map(|(id, _)| id);
    id.ok_or_else(|| Failure::new(format!("`{}` has changed while it was read", file.to_string_lossy())))
}

fn put(text: &str, target: Option<&Path>) -> Result<(), Failure> {
    match target {
        None => print(text),
        Some(path) => write_whole(path, text.as_bytes())
            .map_err(|error| Failure::new(format!("cannot write `{}`: {}", path.to_string_lossy(), reason(&error)))),
    }
}
