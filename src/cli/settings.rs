//! Where a run takes place: the root of the project, and what its `journey.toml` says.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Failure;
use super::disk::{folder_of, plain, relative, shared, shown};
use super::terminal::reason;
use crate::Options;
use crate::config::{self, Config, FILE_NAME};
use crate::diagnostic::near::nearest;
use crate::diagnostic::{Code, Diagnostic, Fix};
use crate::fix::{self, Changed};
use crate::model::value::Date;
use crate::render::visible;
use crate::source::{FileId, SourceFile, Sources, Span};

/// The place of a run and what is set there.
pub struct Settings {
    /// The folder that commands run in, without links.
    pub here: PathBuf,
    /// The folder outside of which nothing is imported, without links.
    pub root: PathBuf,
    /// What is set.
    pub config: Config,
    /// The file that says so.
    pub file: Option<Arc<SourceFile>>,
    /// Where such a file is or could come to be, and what it names.
    pub looked_for: Vec<PathBuf>,
    /// The folder of that file.
    folder: PathBuf,
    /// Whether the file was named, so that no other is missed.
    named: bool,
    findings: Vec<Diagnostic>,
}

/// Finds the settings for the paths that were named: the nearest `journey.toml` upwards from the folder that they share is read and its
/// folder is the root; without one the root is the nearest folder upwards that has `.git`, else the shared folder.
pub fn find(named: &[PathBuf], stdin_filename: Option<&Path>, asked: Option<&Path>) -> Result<Settings, Failure> {
    let here = std::env::current_dir().and_then(|path| path.canonicalize());
    let here = here.map_err(|error| Failure::new(format!("cannot read the current folder: {}", reason(&error))))?;
    let folders = named.iter().map(|path| if path.as_os_str() == "-" { stdin_filename.unwrap_or(path) } else { path });
    let folders = folders.map(|path| folder_of(&here, path));
    let shared = folders.reduce(|a, b| shared(&a, &b)).unwrap_or_else(|| here.clone());
    let above = |name: &str| shared.ancestors().map(|folder| folder.join(name)).find(|path| path.exists());
    let path = match asked {
        Some(path) => Some(here.join(path)),
        None => above(FILE_NAME).filter(|path| path.is_file()),
    };
    let Some(path) = path else {
        let root = above(".git").and_then(|git| git.parent().map(Path::to_owned)).unwrap_or_else(|| shared.clone());
        let looked_for = shared.ancestors().map(|folder| folder.join(FILE_NAME)).collect();
        return Ok(Settings {
            here,
            config: Config::default(),
            folder: root.clone(),
            root,
            file: None,
            looked_for,
            named: false,
            findings: Vec::new(),
        });
    };
    let mut settings = read(here, &path)?;
    settings.named = asked.is_some();
    settings.looked_for = if asked.is_some() { vec![path] } else { up_to(&shared, &settings.folder) };
    let named = [&settings.config.root, &settings.config.font].into_iter().flatten().map(|(written, _)| written);
    settings.looked_for.extend(named.map(|written| plain(&settings.folder.join(written))));
    Ok(settings)
}

/// Finds the settings for a file of an editor: the same, with texts that are open before what is on the disk, and the folder that the
/// editor shows instead of the file's own. Whether the root is more than the folder of a file that stands for itself.
pub fn around(folder: &Path, shown: Option<&Path>, open: &dyn Fn(&Path) -> Option<Vec<u8>>) -> (Settings, bool) {
    let bytes = |path: &Path| open(path).or_else(|| super::disk::read(path).ok());
    let file = folder.ancestors().map(|folder| folder.join(FILE_NAME)).find_map(|path| Some((bytes(&path)?, path)));
    if let Some((bytes, path)) = file {
        let folder = path.parent().unwrap_or(folder);
        let settings = understand(folder.to_owned(), folder, Arc::new(SourceFile::new(FILE_NAME, bytes)));
        return (settings, true);
    }
    let git = folder.ancestors().find(|folder| folder.join(".git").exists());
    let root = git.or(shown);
    let settings = Settings {
        here: folder.to_owned(),
        root: root.unwrap_or(folder).to_owned(),
        config: Config::default(),
        file: None,
        looked_for: Vec::new(),
        folder: folder.to_owned(),
        named: false,
        findings: Vec::new(),
    };
    (settings, root.is_some())
}

/// The places of the file from a folder up to another one.
fn up_to(folder: &Path, top: &Path) -> Vec<PathBuf> {
    folder.ancestors().take_while(|folder| folder.starts_with(top)).map(|folder| folder.join(FILE_NAME)).collect()
}

fn read(here: PathBuf, path: &Path) -> Result<Settings, Failure> {
    let shown = shown(&relative(&here, &plain(path)));
    let unreadable = |why: String| Failure::new(format!("cannot read `{shown}`: {why}"));
    let bytes = super::disk::read(path).map_err(|error| unreadable(reason(&error)))?;
    let folder = path.parent().unwrap_or(path).canonicalize().map_err(|error| unreadable(reason(&error)))?;
    Ok(understand(here, &folder, Arc::new(SourceFile::new(shown.clone(), bytes))))
}

fn understand(here: PathBuf, folder: &Path, file: Arc<SourceFile>) -> Settings {
    let (config, mut findings) = config::read(FileId(0), &file);
    let root = match &config.root {
        Some((written, span)) => root(folder, written, *span).unwrap_or_else(|found| {
            findings.push(*found);
            folder.to_owned()
        }),
        None => folder.to_owned(),
    };
    Settings { here, root, config, folder: folder.to_owned(), file: Some(file), looked_for: Vec::new(), named: false, findings }
}

/// The folder that `root` names: the file's own or one below it.
fn root(folder: &Path, written: &str, span: Span) -> Result<PathBuf, Box<Diagnostic>> {
    let found = folder.join(written).canonicalize().ok().filter(|path| path.is_dir());
    let say = |message: String, label: &str, help: &str| {
        Box::new(Diagnostic::new(Code::RootNotFound, FileId(0), span, message, label).help(help))
    };
    let Some(found) = found else {
        let message = format!("there is no folder `{written}`");
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        let folders: Vec<String> =
            entries.filter(|entry| entry.path().is_dir()).filter_map(|entry| entry.file_name().into_string().ok()).collect();
        let help = match nearest(written, folders.iter().map(String::as_str)) {
            Some(near) => format!("did you mean `\"{near}\"`?"),
            None => "make it, or remove the line: the root is then this file's own folder".to_owned(),
        };
        return Err(say(message, "looked for beside this file", &help));
    };
    if !found.starts_with(folder) {
        let message = format!("`{written}` lies above or beside this file's folder");
        let help = "move `journey.toml` into the folder that holds all maps, and leave `root` out";
        return Err(say(message, "the root is this file's folder or one below it", help));
    }
    Ok(found)
}

impl Settings {
    /// What a check of the library depends on.
    pub fn options(&self, whole_root: bool, today: Option<Date>) -> Options {
        let (levels, thresholds) = (self.config.levels.clone(), self.config.thresholds.clone());
        Options { whole_root, levels, thresholds, today, ..Options::default() }
    }

    /// The file that says so with its path, and what is wrong in it.
    pub fn said(&self) -> Option<(PathBuf, Arc<SourceFile>, Vec<Diagnostic>)> {
        let file = self.file.as_ref()?;
        Some((self.folder.join(FILE_NAME), Arc::clone(file), self.findings.clone()))
    }

    /// The path of the font that is set, which lies in the file's folder.
    pub fn font(&self) -> Result<Option<PathBuf>, Failure> {
        let Some((written, span)) = &self.config.font else { return Ok(None) };
        let path = self.folder.join(written);
        let place = self
            .file
            .as_ref()
            .map_or_else(|| FILE_NAME.to_owned(), |file| format!("{}:{}", visible(file.path()), file.line_number(span.start)));
        match path.canonicalize() {
            Ok(real) if !real.starts_with(&self.folder) => Err(Failure::new(format!(
                "{place}: the font `{written}` lies outside the folder of {FILE_NAME}: move it there, or name it with `--font PATH`"
            ))),
            Ok(_) => Ok(Some(relative(&self.here, &path))),
            Err(error) => {
                let path = shown(&relative(&self.here, &path));
                Err(Failure::new(format!("{place}: cannot read the font `{path}`: {}", reason(&error))))
            }
        }
    }

    /// Whether a file of settings is not read, though it lies beside or above what is checked: only one holds for a run.
    pub fn pass_over(&self, path: &Path) -> bool {
        let own = self.file.is_some() && path.parent() == Some(&self.folder);
        !self.named && !own && path.is_file()
    }

    /// Those that are not read, in one line; nothing if there are none.
    pub fn say_passed_over(&self, paths: &[PathBuf]) -> String {
        let Some(first) = paths.first() else { return String::new() };
        let more = if paths.len() > 1 { format!(" (and {} more)", paths.len() - 1) } else { String::new() };
        let why = match &self.file {
            Some(file) => format!("`{}` holds for the whole run", file.path()),
            None => "a run has one, in a folder that holds all that is checked".to_owned(),
        };
        format!("note: `{}`{more} is not read: {why}\n", visible(&shown(&relative(&self.here, first))))
    }

    /// Corrects what is certain in the file, as if it had been read so. What has changed, if something has.
    pub fn fix(&mut self) -> Option<Changed> {
        let file = self.file.clone().filter(|file| file.damage().is_none())?;
        let before = file.text().to_owned();
        let mut text = before.clone();
        let folder = self.folder.clone();
        // Each round corrects at least one mistake, and a correction makes none.
        for _ in 0..self.findings.len() {
            let fixes: Vec<&Fix> = self.findings.iter().filter_map(|found| found.fix.as_ref()).collect();
            let mut sources = Sources::default();
            sources.add(Arc::new(SourceFile::new(file.path(), text.clone().into_bytes())));
            let keep = fix::select(&sources, &fixes);
            let chosen: Vec<&Fix> = fixes.into_iter().zip(keep).filter(|(_, keep)| *keep).map(|(fix, _)| fix).collect();
            let Some((_, after)) = fix::apply(&sources, &chosen).pop() else { break };
            text = after;
            let again = understand(self.here.clone(), &folder, Arc::new(SourceFile::new(file.path(), text.clone().into_bytes())));
            if again.findings.len() >= self.findings.len() {
                sources.get(FileId(0)).text().clone_into(&mut text);
                break;
            }
            let looked_for = std::mem::take(&mut self.looked_for);
            *self = Self { looked_for, named: self.named, ..again };
        }
        (text != before).then(|| Changed { path: file.path().to_owned(), before, after: text })
    }

    /// Adds what is wrong with the file to the findings about the maps, and then the file to their sources.
    pub fn report(&self, sources: &mut Sources, findings: &mut Vec<Diagnostic>) {
        let Some(file) = self.file.as_ref().filter(|_| !self.findings.is_empty()) else { return };
        let id = sources.add(Arc::clone(file));
        for found in &self.findings {
            let mut found = found.clone();
            found.labels.iter_mut().for_each(|label| label.file = id);
            if let Some(fix) = &mut found.fix {
                fix.edits.iter_mut().for_each(|edit| edit.file = id);
            }
            findings.push(found);
        }
        crate::diagnostic::sort(findings);
    }
}
