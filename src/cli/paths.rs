//! From the paths that were typed to the files that are read.

use std::fmt::Write;
use std::io::Read;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use super::Failure;
use super::disk::DiskLoader;
use super::settings::Settings;
use super::terminal::{complaint, reason};
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
            found.add(path);
        }
    }
    found.keys.sort();
    found.keys.dedup();
    Ok(found)
}

impl Found {
    fn add(&mut self, path: &Path) {
        match path.metadata() {
            Ok(data) if data.is_dir() => self.add_folder(path),
            Ok(_) => self.add_file(path),
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
    fn add_folder(&mut self, folder: &Path) {
        self.whole_root |= self.loader.holds_root(folder);
        let before = self.keys.len();
        let real = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        for entry in WalkBuilder::new(folder).require_git(false).build() {
            match entry {
                Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) => {
                    if is_map(entry.path(), self.markdown) {
                        self.add_file(entry.path());
                    }
                }
                Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_dir()) => {
                    self.folders.push(real.join(entry.path().strip_prefix(folder).unwrap_or(entry.path())));
                }
                Ok(_) => {}
                Err(error) => {
                    self.complain(&error.to_string());
                }
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

/// Whether a path is that of a map, or, if wanted, of Markdown.
pub fn is_map(path: &Path, markdown: bool) -> bool {
    path.extension().is_some_and(|ending| ending == ENDING) || (markdown && is_markdown(&path.to_string_lossy()))
}

/// All of standard input, or a little more than is ever used of it.
fn standard_input() -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let limit = MAX_BYTES as u64 + 1;
    let read = std::io::stdin().lock().take(limit).read_to_end(&mut bytes);
    read.map_err(|error| Failure::new(format!("cannot read standard input: {}", reason(&error))))?;
    Ok(bytes)
}
