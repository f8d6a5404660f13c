//! Maps that are to become something else: read, checked, and what is wrong in them told.

use std::path::{Path, PathBuf};

use super::args::ReadArguments;
use super::paths::typed;
use super::settings::{self, Settings};
use super::terminal::{complain, style_of_error, tell};
use super::{Failure, Outcome, paths};
use crate::diagnostic::{Diagnostic, Severity};
use crate::project::fences::is_markdown;
use crate::render::{Summary, count, human, visible};
use crate::source::FileId;
use crate::{Analysis, analyse};

/// Maps that were named, read and checked.
pub struct Maps {
    /// All that was read.
    pub analysis: Analysis,
    /// The files that were named, in order; those in folders by their paths.
    pub files: Vec<FileId>,
    /// What the project has set.
    pub settings: Settings,
    /// How the command ends if all else goes well.
    pub ended: Outcome,
}

/// How maps are read.
pub struct Reading<'a> {
    /// The files that were named.
    pub files: &'a [PathBuf],
    /// What was asked for.
    pub arguments: &'a ReadArguments,
    /// Whether errors are no reason to end.
    pub keep_going: bool,
    /// Whether a folder may be named, for the maps in it.
    pub folders: bool,
}

/// Reads maps, and tells what is wrong in them. The inner error is an end: something could not be read, or there are errors in spite of
/// which nothing is made.
pub fn read(reading: &Reading<'_>) -> Result<Result<Maps, Outcome>, Failure> {
    for file in reading.files {
        let shown = file.to_string_lossy();
        if file.is_dir() && !reading.folders {
            return Err(Failure::new(format!("`{shown}` is a folder; name the files in it")));
        }
        if is_markdown(&shown) {
            return Err(Failure::new(format!("`{shown}` is Markdown; only `check` looks at the maps in it")));
        }
    }
    let settings = settings::find(reading.files, None, reading.arguments.config.as_deref())?;
    let found = paths::find(reading.files, None, settings, false)?;
    tell(&found.said);
    // Nothing that is made of a map depends on the day.
    let (analysis, unreadable) = analyse(&found.loader, &found.keys, &found.settings.options(false, None));
    for file in &unreadable {
        complain(&format!("cannot read `{}`: {}", file.path, file.reason));
    }
    let errors = tell_findings(&analysis, &found.settings, reading);
    if found.failed || !unreadable.is_empty() {
        return Ok(Err(Outcome::Failed));
    }
    let ended = if errors { Outcome::Findings } else { Outcome::Clean };
    if errors && !reading.keep_going {
        return Ok(Err(ended));
    }
    let files = if reading.files.iter().any(|file| file.is_dir()) {
        let read = |key: &String| analysis.sources.iter().find(|(_, source)| source.path() == key).map(|(id, _)| id);
        found.keys.iter().filter_map(read).collect()
    } else {
        reading.files.iter().map(|file| id_of(&analysis, &found, file)).collect::<Result<_, _>>()?
    };
    Ok(Ok(Maps { analysis, files, settings: found.settings, ended }))
}

/// Tells the errors, and how many warnings there are; whether there are errors. To show warnings is what `check` is for: a map is
/// compiled or shown many times while it is drawn.
fn tell_findings(analysis: &Analysis, settings: &Settings, reading: &Reading<'_>) -> bool {
    let (mut sources, mut findings) = (analysis.sources.clone(), analysis.findings.clone());
    settings.report(&mut sources, &mut findings);
    let told: Vec<&Diagnostic> = findings.iter().filter(|found| found.severity == Severity::Error).collect();
    let summary = Summary::of(&told, sources.count());
    if !told.is_empty() {
        let most = human::Most { rest: "`journey check --format short` shows all", ..human::Most::default() };
        tell(&human::render_first(&sources, &told, style_of_error(reading.arguments.color), most));
        tell(&human::summary(summary, None));
    }
    let untold = findings.iter().filter(|found| found.severity == Severity::Warning).count();
    if untold > 0 {
        let names: Vec<String> = reading.files.iter().map(|file| typed(&file.to_string_lossy())).collect();
        let shows = if untold == 1 { "shows it" } else { "shows them" };
        tell(&visible(&format!("{}: `journey check {}` {shows}", count(untold, "warning"), names.join(" "))));
        tell("\n");
    }
    summary.errors > 0
}

/// The id of a file that was named.
fn id_of(analysis: &Analysis, found: &paths::Found, file: &Path) -> Result<FileId, Failure> {
    let key = if file.as_os_str() == "-" { Some("<stdin>".to_owned()) } else { found.loader.key_of(file).ok() };
    let id = analysis.sources.iter().find(|(_, source)| Some(source.path()) == key.as_deref()).map(|(id, _)| id);
    id.ok_or_else(|| Failure::new(format!("`{}` has changed while it was read", file.to_string_lossy())))
}
