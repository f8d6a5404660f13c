//! From the paths that were typed to the files that are read.

use std::fmt::Write;
use std::io::Read;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use super::Failure;
use super::disk::DiskLoader;
use super::settings::Settings;
use super::terminal::{complaint, reason};
use crate::config::FILE_NAME;
use crate::import;
use crate::project::fences::is_markdown;
use crate::render::visible;
use crate::source::MAX_BYTES;

/// The ending of maps.
const ENDING: &str = "journey";

/// The files of a run.
pub struct Found {
    /// Reads them and what they import.
    pub loader: DiskLoader,
    /// What the project has set.
    pub settings: Settings,
    /// Their keys, in order, each once.
    pub keys: Vec<String>,
    /// The folders in which maps were looked for, without links.
    pub folders: Vec<PathBuf>,
    /// Whether they are all files of the root.
    pub whole_root: bool,
    /// Whether something that was named could not be read.
    pub failed: bool,
    /// What there is to say on standard error.
    pub said: String,
    /// Whether Markdown files of folders are taken, too.
    pub markdown: bool,
}

/// Finds the files: those that were named, and the maps, if wanted also the Markdown files, in folders that were named.
pub fn find(paths: &[PathBuf], stdin_filename: Option<&Path>, settings: Settings, markdown: bool) -> Result<Found, Failure> {
    let mut found = Found {
        loader: DiskLoader::new(settings.here.clone(), settings.root.clone()),
        markdown: markdown || settings.config.markdown,
        settings,
        keys: Vec::new(),
        folders: Vec::new(),
        whole_root: false,
        failed: false,
        said: String::new(),
    };
    let mut stdin_read = false;
    let mut passed_over = Vec::new();
    for path in paths {
        if path.as_os_str() == "-" {
            if !stdin_read {
                let bytes = standard_input()?;
                if import::is_mermaid(&bytes) {
                    found.refuse(path, "it is a Mermaid journey; `journey import` makes a map of it");
                } else {
                    let key = found.loader.add_text(stdin_filename, bytes);
                    found.keys.push(key);
                }
            }
            stdin_read = true;
        } else {
            found.add(path, &mut passed_over);
        }
    }
    found.keys.sort();
    found.keys.dedup();
    passed_over.sort();
    passed_over.dedup();
    let said = found.settings.say_passed_over(&passed_over);
    found.said.push_str(&said);
    Ok(found)
}

impl Found {
    /// Adds what was named, and to the others the files of settings that do not hold for it.
    fn add(&mut self, path: &Path, passed_over: &mut Vec<PathBuf>) {
        match path.metadata() {
            Ok(data) if data.is_dir() => self.add_folder(path, passed_over),
            Ok(_) => {
                let real = path.canonicalize().unwrap_or_else(|_| path.to_owned());
                let below = real.ancestors().skip(1).take_while(|folder| folder.starts_with(&self.settings.root));
                let files = below.map(|folder| folder.join(FILE_NAME));
                passed_over.extend(files.filter(|path| self.settings.pass_over(path)));
                self.add_file(path);
            }
            Err(error) => self.refuse(path, &reason(&error)),
        }
    }

    fn add_file(&mut self, path: &Path) {
        if import::Format::of_path(&path.to_string_lossy()).is_some_and(|format| format != import::Format::Markdown) {
            self.refuse(path, "it is no map; `journey import` makes one of it");
            return;
        }
        match self.loader.key_of(path) {
            Ok(key) => self.keys.push(key),
            Err(error) => self.refuse(path, &reason(&error)),
        }
    }

    /// Adds the maps in a folder: none that is hidden, ignored, or reached through a link.
    fn add_folder(&mut self, folder: &Path, passed_over: &mut Vec<PathBuf>) {
        self.whole_root |= self.loader.holds_root(folder);
        let before = self.keys.len();
        let real = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        for entry in WalkBuilder::new(folder).require_git(false).build() {
            match entry {
                Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) => {
                    if is_map(entry.path(), self.markdown) {
                        self.add_file(entry.path());
                    } else if entry.file_name() == FILE_NAME {
                        let path = real.join(entry.path().strip_prefix(folder).unwrap_or(entry.path()));
                        passed_over.extend(Some(path).filter(|path| self.settings.pass_over(path)));
                    }
                }
                Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_dir()) => {
                    self.folders.push(real.join(entry.path().strip_prefix(folder).unwrap_or(entry.path())));
                }
                Ok(_) => {}
                Err(error) => self.complain(&unread(&error, folder)),
            }
        }
        if self.keys.len() == before {
            let shown = folder.to_string_lossy();
            let kind =
                if self.markdown { format!("neither a .{ENDING} nor a Markdown file") } else { format!("no .{ENDING} file") };
            let _ = writeln!(self.said, "warning: there is {kind} in `{}`", visible(&shown));
        }
    }

    fn refuse(&mut self, path: &Path, reason: &str) {
        self.complain(&format!("cannot read `{}`: {reason}", path.to_string_lossy()));
    }

    fn complain(&mut self, message: &str) {
        self.said.push_str(&complaint(message));
        self.failed = true;
    }
}

/// Why part of a folder could not be read.
fn unread(error: &ignore::Error, folder: &Path) -> String {
    match error {
        ignore::Error::WithPath { path, err } => unread(err, path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => unread(err, folder),
        ignore::Error::Partial(errors) if !errors.is_empty() => unread(&errors[0], folder),
        ignore::Error::Loop { child, .. } => format!("cannot read `{}`: the folder leads back to itself", child.to_string_lossy()),
        ignore::Error::Io(error) => format!("cannot read `{}`: {}", folder.to_string_lossy(), reason(error)),
        ignore::Error::Glob { glob: Some(glob), .. } => {
            format!("cannot read `{}`: `{glob}` is no pattern for files", folder.to_string_lossy())
        }
        _ => format!("cannot read all of `{}`", folder.to_string_lossy()),
    }
}

/// Whether a path is that of a map, or, if wanted, of Markdown.
pub fn is_map(path: &Path, markdown: bool) -> bool {
    path.extension().is_some_and(|ending| ending == ENDING) || (markdown && is_markdown(&path.to_string_lossy()))
}

/// A path as it is typed in a shell.
pub fn typed(path: &str) -> String {
    let plain = path.chars().all(|char| char.is_alphanumeric() || "/\\:._-".contains(char));
    let path = if path.starts_with('-') && path != "-" { format!("./{path}") } else { path.to_owned() };
    if plain { path } else { format!("'{}'", path.replace('\'', "'\\''")) }
}

/// All of standard input, or a little more than is ever used of it.
fn standard_input() -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let limit = MAX_BYTES as u64 + 1;
    let read = std::io::stdin().lock().take(limit).read_to_end(&mut bytes);
    read.map_err(|error| Failure::new(format!("cannot read standard input: {}", reason(&error))))?;
    Ok(bytes)
}
