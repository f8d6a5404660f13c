//! `journey import`: make maps of files of other forms.
//!
//! All is made in memory before anything is written; a file that is there already is never overwritten, because a map that was made by
//! an import is then worked on by people.

use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use super::args::ImportArguments;
use super::disk;
use super::targets::{Targets, cannot_write};
use super::terminal::{complain, print, reason, style_of_error, tell};
use super::write::write_all_new;
use super::{Failure, Outcome};
use crate::diagnostic::{Diagnostic, Severity};
use crate::import::{Imported, MOST_BYTES, Refusal, import};
use crate::render::{Summary, human};

/// Runs the command.
pub fn run(arguments: &ImportArguments) -> Result<Outcome, Failure> {
    let targets = Targets::new(&arguments.files, arguments.output.as_deref(), "journey")?;
    if let Some(there) = targets.places.iter().flatten().find(|place| place.symlink_metadata().is_ok()) {
        return Err(is_there(there));
    }
    // What is not named like a map is no map for any other command.
    if let Some(target) = targets.places.iter().flatten().find(|target| target.extension() != Some("journey".as_ref())) {
        let shown = target.to_string_lossy();
        return Err(Failure::new(format!("`{shown}` is not named like a map; write a name that ends in `.journey`")));
    }
    let mut maps = Vec::new();
    let mut failed = false;
    for file in &arguments.files {
        match read(file, arguments) {
            Ok(map) => maps.push(map),
            Err(message) => {
                complain(&message);
                failed = true;
            }
        }
    }
    let mut errors = false;
    for map in &maps {
        let found: Vec<&Diagnostic> = map.findings.iter().collect();
        errors |= found.iter().any(|found| found.severity == Severity::Error);
        if !found.is_empty() {
            let first = if arguments.all { usize::MAX } else { human::FIRST };
            let most = human::Most { first, rest: "use --all to see them" };
            tell(&human::render_first(&map.sources, &found, style_of_error(arguments.color), most));
            let listed = Summary::of(&found, 1);
            tell(&human::summary(Summary { warnings: listed.warnings + map.unlisted, ..listed }, None));
        }
    }
    if failed {
        return Ok(Outcome::Failed);
    }
    targets.make_folder()?;
    put(&maps, &targets.places)?;
    Ok(if errors { Outcome::Findings } else { Outcome::Clean })
}

/// Reads a file and makes a map of it.
fn read(file: &Path, arguments: &ImportArguments) -> Result<Imported, String> {
    let shown = file.to_string_lossy();
    let bytes = bytes(file).map_err(|why| format!("cannot read `{shown}`: {why}"))?;
    let path = if shown == "-" { "<stdin>" } else { &*shown };
    import(&path.replace(std::path::MAIN_SEPARATOR, "/"), bytes, arguments.from)
        .map_err(|Refusal(why)| format!("cannot import `{path}`: {why}"))
}

/// The bytes of a file or of standard input; a little more than is ever used of what is too large.
fn bytes(file: &Path) -> Result<Vec<u8>, String> {
    if file.is_dir() {
        return Err("it is a folder; name the files in it".into());
    }
    let mut bytes = Vec::new();
    let limit = MOST_BYTES as u64 + 1;
    if file.as_os_str() == "-" {
        std::io::stdin().lock().take(limit).read_to_end(&mut bytes).map_err(|error| reason(&error))?;
        return Ok(bytes);
    }
    let open = disk::open(file).map_err(|error| match error.kind() {
        ErrorKind::Unsupported => disk::SPECIAL.to_owned(),
        _ => reason(&error),
    })?;
    open.take(limit).read_to_end(&mut bytes).map_err(|error| reason(&error))?;
    Ok(bytes)
}

/// Writes all maps, or none.
fn put(maps: &[Imported], targets: &[Option<PathBuf>]) -> Result<(), Failure> {
    let placed = || maps.iter().map(|map| map.text.as_str()).zip(targets);
    let files: Vec<(&Path, &[u8])> = placed().filter_map(|(text, target)| Some((target.as_deref()?, text.as_bytes()))).collect();
    write_all_new(&files).map_err(|(path, error)| match error.kind() {
        ErrorKind::AlreadyExists => is_there(path),
        _ => cannot_write(path, &error),
    })?;
    placed().filter(|(_, target)| target.is_none()).try_for_each(|(text, _)| print(text))
}

fn is_there(path: &Path) -> Failure {
    Failure::new(format!("`{}` is there already; it is not overwritten", path.to_string_lossy()))
}
