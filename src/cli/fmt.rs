//! `journey fmt`: maps written in the one style, or shown as they would be.
//!
//! Each file is formatted by itself; what it imports is not read. A file is written whole or not at all, and only if it still is what
//! was read.

use super::args::{FmtArguments, Lines};
use super::fix::{patch, replace};
use super::paths::{Found, find};
use super::terminal::{complain, print, tell};
use super::{Failure, Outcome, settings};
use crate::cores::map;
use crate::fix::Changed;
use crate::fmt::{Formatted, document, format_lines};
use crate::project::{Loader as _, fences};
use crate::render::{count, visible};
use crate::source::{Damage, FileId, SourceFile};

/// Runs the command.
pub fn run(arguments: &FmtArguments) -> Result<Outcome, Failure> {
    let settings = settings::find(&arguments.paths, arguments.stdin_filename.as_deref(), None)?;
    let found = find(&arguments.paths, arguments.stdin_filename.as_deref(), settings, arguments.markdown)?;
    tell(&found.said);
    if arguments.range.is_some() && found.keys.len() != 1 {
        return Err(Failure::new("`--range` takes lines of one file; name just that file"));
    }
    let all = map(&found.keys, |key| of_file(&found, key, arguments.range.as_ref()));
    let mut failed = found.failed;
    let mut files = Vec::with_capacity(all.len());
    for file in all {
        match file {
            Ok(file) => files.push(file),
            Err(why) => {
                complain(&why);
                failed = true;
            }
        }
    }
    for place in files.iter().flat_map(|file| &file.copied) {
        tell(&format!("{}: left as it is, since a brace or a quote in it is wrong\n", visible(place)));
    }
    let mut changed = files.iter().filter(|file| file.change.before != file.change.after).count();
    if arguments.check || arguments.diff {
        print(&files.iter().map(|file| patch(&file.change)).collect::<String>())?;
    } else {
        let refused = write(&found, &files)?;
        failed |= refused > 0;
        changed -= refused;
    }
    if !files.iter().all(|file| found.loader.is_text(&file.change.path)) || arguments.check {
        tell(&summary(changed, files.len(), failed, arguments));
    }
    Ok(match (failed, arguments.check && changed > 0) {
        (true, _) => Outcome::Failed,
        (false, true) => Outcome::Findings,
        (false, false) => Outcome::Clean,
    })
}

/// A file that has been formatted.
struct File {
    change: Changed,
    /// The places of the declarations that were copied.
    copied: Vec<String>,
}

/// Reads and formats a file. The error says why it cannot be.
fn of_file(found: &Found, key: &str, range: Option<&Lines>) -> Result<File, String> {
    let lines = range.map(|lines| &lines.0);
    let bytes = found.loader.load(key).map_err(|why| format!("cannot read `{key}`: {why}"))?;
    let (file, formatted) = if fences::is_markdown(key) {
        let (whole, maps) = fences::read(key, &bytes, FileId(0));
        let formatted = document(&whole, &maps, lines);
        (whole, formatted)
    } else {
        let file = SourceFile::new(key, bytes);
        let formatted = format_lines(&file, lines.cloned());
        (file, formatted)
    };
    match file.damage() {
        Some(Damage::InvalidUtf8(_)) => return Err(format!("cannot format `{key}`: it is not UTF-8 text")),
        Some(Damage::Utf16) => return Err(format!("cannot format `{key}`: it is saved as UTF-16; save it as UTF-8")),
        Some(Damage::TooLarge) => {
            return Err(format!("cannot format `{key}`: it is larger than {} MB", file.role().most_bytes() >> 20));
        }
        None => {}
    }
    let Formatted { text, copied } = formatted;
    let copied = copied.iter().map(|span| format!("{key}:{}", file.line_number(first_byte(&file, *span)))).collect();
    Ok(File { change: Changed { path: key.to_owned(), before: file.text().to_owned(), after: text }, copied })
}

/// The first byte of a span that is no white space.
fn first_byte(file: &SourceFile, span: crate::source::Span) -> u32 {
    let text = file.slice(span);
    span.start + (text.len() - text.trim_start().len()) as u32
}

/// Writes what has changed; what came from standard input goes to standard output. Gives the number of files that could not be written.
fn write(found: &Found, files: &[File]) -> Result<usize, Failure> {
    let mut refused = 0;
    for File { change, .. } in files {
        if found.loader.is_text(&change.path) {
            print(&change.after)?;
        } else if change.before != change.after {
            let path = found.loader.path_of(&change.path).unwrap_or_else(|| found.settings.here.join(&change.path));
            match replace(&path, change) {
                Ok(()) => tell(&format!("formatted {}\n", visible(&change.path))),
                Err(why) => {
                    complain(&format!("cannot write `{}`: {why}; it stays as it was", change.path));
                    refused += 1;
                }
            }
        }
    }
    Ok(refused)
}

/// How many files have changed or would, in one line.
fn summary(changed: usize, all: usize, failed: bool, arguments: &FmtArguments) -> String {
    let files = count(all, "file");
    match (changed, arguments.check || arguments.diff) {
        (0, _) if !failed => format!("nothing to format in {files}\n"),
        (_, false) => format!("{changed} of {files} formatted\n"),
        (_, true) => format!("{changed} of {files} not in the style\n"),
    }
}
