//! `journey lsp`: the language server on standard input and output, with the files of the disk.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufReader, stdin, stdout};
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use super::disk::{DiskLoader, folder_of, plain};
use super::paths::is_map;
use super::settings::{self, Settings};
use super::{Failure, Outcome, date, fonts};
use crate::emit::EmitOptions;
use crate::lsp::{Ended, Files, Project, ProjectFiles, SettingsFile, Texts, serve};
use crate::project::{ImportError, Loader};
use crate::theme::Design;

/// The most maps of one project that are looked through for a name.
const MOST_MAPS: usize = 10_000;

/// Runs the command.
pub fn run() -> Outcome {
    match serve(BufReader::new(stdin()), stdout().lock(), &Disk) {
        Ended::Asked => Outcome::Clean,
        Ended::Left => Outcome::Left,
    }
}

/// The files of the disk.
struct Disk;

impl Files for Disk {
    fn real(&self, path: &Path) -> PathBuf {
        let path = plain(path);
        let there = path.ancestors().find_map(|there| Some((there, there.canonicalize().ok()?)));
        there.map_or_else(|| path.clone(), |(there, real)| real.join(path.strip_prefix(there).unwrap_or(Path::new(""))))
    }

    fn project<'a>(&'a self, file: &Path, folders: &[PathBuf], open: &'a Texts<'a>) -> Project<'a> {
        let (settings, whole) = settings_of(file, folders, open);
        let options = settings.options(false, Some(date::today()));
        let said = settings.said().map(|(path, file, findings)| SettingsFile { path, file, findings });
        let files = OpenFiles::new(settings.root.clone(), whole, settings.config.markdown, open);
        Project { root: settings.root, options, settings: said, files: Box::new(files) }
    }

    fn drawing(&self, file: &Path, design: Option<Design>, folders: &[PathBuf], open: &Texts<'_>) -> Result<EmitOptions, String> {
        let (settings, _) = settings_of(file, folders, open);
        let font: Vec<PathBuf> = settings.font().map_err(Failure::into_message)?.into_iter().collect();
        let fonts = fonts::named(&font).map_err(Failure::into_message)?;
        let theme = settings.config.theme.theme(design);
        Ok(EmitOptions { labels: settings.config.labels, theme, fonts, ..EmitOptions::default() })
    }
}

/// The settings that hold for a file, and whether all maps below their root belong to its project.
fn settings_of(file: &Path, folders: &[PathBuf], open: &Texts<'_>) -> (Settings, bool) {
    let around = folders.iter().filter(|folder| file.starts_with(folder)).max_by_key(|folder| folder.as_os_str().len());
    let around = around.or_else(|| folders.first().filter(|_| !file.is_absolute()));
    let folder = folder_of(around.map_or(Path::new("."), PathBuf::as_path), file);
    let text_of = |path: &Path| open.get(path).map(|text| text.as_bytes().to_vec());
    settings::around(&folder, around.map(PathBuf::as_path), &text_of)
}

/// The files of a project on the disk, with open texts before them.
struct OpenFiles<'a> {
    root: PathBuf,
    /// Whether all maps below the root belong to the project.
    whole: bool,
    /// Whether Markdown belongs to it, too.
    markdown: bool,
    disk: DiskLoader,
    /// The open texts by their keys.
    texts: BTreeMap<String, &'a str>,
    /// The keys of texts that have no file.
    untitled: BTreeSet<String>,
}

impl<'a> OpenFiles<'a> {
    fn new(root: PathBuf, whole: bool, markdown: bool, open: &'a Texts<'a>) -> Self {
        let disk = DiskLoader::new(root.clone(), root.clone());
        let mut files = Self { root, whole, markdown, disk, texts: BTreeMap::new(), untitled: BTreeSet::new() };
        for (path, text) in open {
            let key = files.key(path);
            if !path.is_absolute() {
                files.untitled.insert(key.clone());
            }
            files.texts.insert(key, text);
        }
        files
    }
}

impl OpenFiles<'_> {
    /// The keys of the files of the project, on the disk or open, that are wanted, in order.
    fn files(&self, wanted: &dyn Fn(&Path) -> bool) -> Vec<String> {
        let mut keys = self.on_disk(wanted);
        if self.whole {
            let open = self.texts.keys();
            let open = open.filter(|key| self.path(key).is_some_and(|path| path.starts_with(&self.root) && wanted(&path)));
            keys.extend(open.cloned());
        }
        keys.sort();
        keys.dedup();
        keys
    }

    /// The keys of the files of the project on the disk that are wanted.
    fn on_disk(&self, wanted: &dyn Fn(&Path) -> bool) -> Vec<String> {
        if !self.whole {
            return Vec::new();
        }
        let found = WalkBuilder::new(&self.root).require_git(false).build().filter_map(Result::ok);
        let found = found.filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file()) && wanted(entry.path()));
        found.take(MOST_MAPS).map(|entry| self.key(entry.path())).collect()
    }
}

impl ProjectFiles for OpenFiles<'_> {
    fn key(&self, path: &Path) -> String {
        // A text without a file imports from the root.
        self.disk.register(self.root.join(path))
    }

    fn path(&self, key: &str) -> Option<PathBuf> {
        if self.untitled.contains(key) { Some(PathBuf::from(key)) } else { self.disk.path_of(key) }
    }

    fn maps(&self) -> Vec<String> {
        self.files(&|path| is_map(path, self.markdown))
    }

    fn everything(&self) -> Vec<String> {
        self.files(&|path| is_map(path, true))
    }

    fn saved(&self) -> Vec<String> {
        let mut keys = self.on_disk(&|path| is_map(path, false));
        keys.sort();
        keys
    }

    fn entries(&self, from: &str, folder: &str) -> Vec<String> {
        let own = self.disk.path_of(from).and_then(|path| path.parent().map(Path::to_owned)).unwrap_or_else(|| self.root.clone());
        // Links are followed, so that nothing outside is shown.
        let Some(folder) = own.join(folder).canonicalize().ok().filter(|folder| folder.starts_with(&self.root)) else {
            return Vec::new();
        };
        let mut names: Vec<String> = if folder == self.root { Vec::new() } else { vec!["../".to_owned()] };
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten().take(MOST_MAPS) {
            let Ok(name) = entry.file_name().into_string() else { continue };
            let path = entry.path();
            let inside = path.canonicalize().is_ok_and(|path| path.starts_with(&self.root));
            if name.starts_with('.') || !inside {
                continue;
            }
            if path.is_dir() {
                names.push(name + "/");
            } else if is_map(&path, false) && Some(&path) != self.disk.path_of(from).as_ref() {
                names.push(name);
            }
        }
        names.sort();
        names
    }
}

impl Loader for OpenFiles<'_> {
    fn resolve(&self, from: &str, written: &str) -> Result<String, ImportError> {
        match self.disk.resolve(from, written) {
            Err(ImportError::NotFound { near }) => {
                // It may be open and not saved yet.
                let folder = self.disk.path_of(from).and_then(|path| path.parent().map(Path::to_owned));
                let path = plain(&folder.unwrap_or_else(|| self.root.clone()).join(written));
                let open = self.texts.keys().find(|key| self.disk.path_of(key).as_deref() == Some(&path));
                open.filter(|_| path.starts_with(&self.root)).cloned().ok_or(ImportError::NotFound { near })
            }
            resolved => resolved,
        }
    }

    fn load(&self, path: &str) -> Result<Vec<u8>, String> {
        self.texts.get(path).map_or_else(|| self.disk.load(path), |text| Ok(text.as_bytes().to_vec()))
    }
}
