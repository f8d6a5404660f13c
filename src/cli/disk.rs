//! Files on disk as the files of a project.
//!
//! A key is a path from the current folder, with `/`, without links: a file that is reached in two ways has one key. An import
//! is checked with all links followed, before anything is opened: nothing outside the root is ever opened, unless it was named
//! on the command line.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};
use std::sync::Mutex;

use super::terminal::reason;
use crate::diagnostic::near::nearest;
use crate::project::{ImportError, Loader};
use crate::source::MAX_BYTES;

/// Reads files of one root.
pub struct DiskLoader {
    here: PathBuf,
    root: PathBuf,
    /// The path of each key. Only what is in here is opened.
    paths: Mutex<HashMap<String, PathBuf>>,
    /// Texts that come from elsewhere, as from standard input.
    texts: HashMap<String, Vec<u8>>,
    /// What imports lead to, by folder and path as written.
    resolved: Mutex<HashMap<(PathBuf, String), Result<String, ImportError>>>,
}

impl DiskLoader {
    /// Keys are shown from `here`; nothing outside `root` is imported. Both are paths without links.
    pub fn new(here: PathBuf, root: PathBuf) -> Self {
        Self { here, root, paths: Mutex::default(), texts: HashMap::new(), resolved: Mutex::default() }
    }

    /// Adds a text with the path that it is shown with, and returns its key.
    pub fn add_text(&mut self, path: Option<&Path>, bytes: Vec<u8>) -> String {
        let key = path.map_or_else(|| STDIN.to_owned(), |path| shown(&relative(&self.here, &plain(&self.here.join(path)))));
        self.texts.insert(key.clone(), bytes);
        key
    }

    /// Whether a key is that of a text that comes from elsewhere.
    pub fn is_text(&self, key: &str) -> bool {
        self.texts.contains_key(key)
    }

    /// The key of a file that is there.
    pub fn key_of(&self, path: &Path) -> io::Result<String> {
        Ok(self.register(path.canonicalize()?))
    }

    /// The files that were read, and those that imports looked for in vain.
    pub fn asked(&self) -> Vec<PathBuf> {
        let paths = self.paths.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let resolved = self.resolved.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let mut asked: Vec<PathBuf> = paths.values().cloned().collect();
        for ((folder, written), found) in resolved.iter() {
            if matches!(found, Err(ImportError::NotFound { .. } | ImportError::Folder | ImportError::Unreadable(_))) {
                asked.push(plain(&folder.join(written)));
            }
        }
        asked
    }

    /// Whether a folder is the root or holds it.
    pub fn holds_root(&self, folder: &Path) -> bool {
        folder.canonicalize().is_ok_and(|folder| self.root.starts_with(folder))
    }

    /// The way from a folder to the file of a key, with `/`; the key of a text that has no place.
    pub fn path_from(&self, folder: &Path, key: &str) -> String {
        match self.path_of(key) {
            Some(path) => shown(&relative(folder, &path)),
            None if key == STDIN => key.to_owned(),
            None => shown(&relative(folder, &plain(&self.here.join(key)))),
        }
    }

    /// The key of a path without links, whether there is a file or not.
    pub(super) fn register(&self, path: PathBuf) -> String {
        let mut key = shown(&relative(&self.here, &path));
        let mut paths = self.paths.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        // Two names that are not Unicode may look the same.
        while paths.get(&key).is_some_and(|other| *other != path) {
            key.push('?');
        }
        paths.insert(key.clone(), path);
        key
    }

    /// The path on the disk of a key.
    pub fn path_of(&self, key: &str) -> Option<PathBuf> {
        self.paths.lock().unwrap_or_else(std::sync::PoisonError::into_inner).get(key).cloned()
    }

    fn outside(&self) -> ImportError {
        let name = self.root.file_name().unwrap_or(self.root.as_os_str());
        ImportError::OutsideRoot { root: format!("{}/", name.to_string_lossy().trim_end_matches('/')) }
    }

    fn follow(&self, folder: &Path, written: &str) -> Result<String, ImportError> {
        if is_absolute(written) || !plain(&folder.join(written)).starts_with(&self.root) {
            return Err(self.outside());
        }
        let path = folder.join(written).canonicalize().map_err(|error| match error.kind() {
            io::ErrorKind::PermissionDenied => ImportError::Unreadable(reason(&error)),
            _ => ImportError::NotFound { near: self.near(folder, written) },
        })?;
        if !path.starts_with(&self.root) {
            return Err(self.outside());
        }
        match path.metadata() {
            Ok(data) if data.is_dir() => Err(ImportError::Folder),
            Ok(data) if data.is_file() => Ok(self.register(path)),
            Ok(_) => Err(ImportError::Unreadable(SPECIAL.into())),
            Err(error) => Err(ImportError::Unreadable(reason(&error))),
        }
    }

    /// A path that could be written instead: the same folder, and a file of a near name.
    fn near(&self, folder: &Path, written: &str) -> Option<String> {
        let (before, name) =
            written.rsplit_once('/').map_or(("", written), |(_, name)| (&written[..written.len() - name.len()], name));
        let folder = folder.join(before).canonicalize().ok().filter(|folder| folder.starts_with(&self.root))?;
        let mut names: Vec<String> = fs::read_dir(folder)
            .ok()?
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .filter(|name| Path::new(name).extension() == Some(OsStr::new("journey")))
            .collect();
        names.sort();
        let whole = format!("{name}.journey");
        let near = names.iter().find(|name| **name == whole).map(String::as_str);
        let near = near.or_else(|| nearest(name, names.iter().map(String::as_str)))?;
        Some(format!("{before}{near}"))
    }
}

impl Loader for DiskLoader {
    fn resolve(&self, from: &str, written: &str) -> Result<String, ImportError> {
        let folder = match self.path_of(from) {
            Some(path) => path.parent().unwrap_or(&self.here).to_owned(),
            None => folder_of(&self.here, Path::new(from)),
        };
        let asked = (folder, written.to_owned());
        let known = |resolved: &Mutex<HashMap<_, _>>| match resolved.lock() {
            Ok(resolved) => resolved.get(&asked).cloned(),
            Err(_) => None,
        };
        if let Some(known) = known(&self.resolved) {
            return known;
        }
        let found = self.follow(&asked.0, written);
        if let Ok(mut resolved) = self.resolved.lock() {
            resolved.insert(asked, found.clone());
        }
        found
    }

    fn load(&self, path: &str) -> Result<Vec<u8>, String> {
        if let Some(bytes) = self.texts.get(path) {
            return Ok(bytes.clone());
        }
        let path = self.path_of(path).ok_or("no such file")?;
        read(&path).map_err(|error| if error.kind() == io::ErrorKind::Unsupported { SPECIAL.into() } else { reason(&error) })
    }
}

/// The key of standard input that nobody gave a path.
const STDIN: &str = "<stdin>";
pub(super) const SPECIAL: &str = "it is not a regular file";

/// Opens a regular file.
pub(super) fn open(path: &Path) -> io::Result<File> {
    // Opening a pipe would wait for its other end, so this is asked before.
    if !path.metadata()?.is_file() {
        return Err(io::ErrorKind::Unsupported.into());
    }
    File::open(path)
}

/// The bytes of a regular file. Of one that is too large only so many that it is seen to be.
pub(super) fn read(path: &Path) -> io::Result<Vec<u8>> {
    let file = open(path)?;
    let size = usize::try_from(file.metadata()?.len()).unwrap_or(usize::MAX);
    if size > MAX_BYTES {
        return Ok(vec![0; MAX_BYTES + 1]);
    }
    let mut bytes = Vec::with_capacity(size + 1);
    file.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The folder of a path that was named, or the nearest one above it that is there.
pub(super) fn folder_of(here: &Path, path: &Path) -> PathBuf {
    let path = here.join(path);
    let folder = if path.is_dir() { &path } else { path.parent().unwrap_or(&path) };
    folder.ancestors().find_map(|folder| folder.canonicalize().ok()).unwrap_or_else(|| here.to_owned())
}

/// What two paths begin with.
pub(super) fn shared(a: &Path, b: &Path) -> PathBuf {
    a.components().zip(b.components()).take_while(|(a, b)| a == b).map(|(a, _)| a).collect()
}

/// A path without `.` and `..`, by its text alone.
pub(super) fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop();
            }
            part => plain.push(part),
        }
    }
    plain
}

/// Whether a path does not begin in the folder of its file, on whatever system it was written.
fn is_absolute(written: &str) -> bool {
    let drive = written.as_bytes().get(1) == Some(&b':') && written.as_bytes()[0].is_ascii_alphabetic();
    written.starts_with(['/', '\\']) || drive || Path::new(written).has_root()
}

/// The way from a folder to a path; the path itself if they share nothing.
pub(super) fn relative(from: &Path, to: &Path) -> PathBuf {
    let common = shared(from, to);
    if common.parent().is_none() {
        return to.to_owned();
    }
    let up = from.strip_prefix(&common).map_or(0, |rest| rest.components().count());
    let down = to.strip_prefix(&common).unwrap_or(to);
    std::iter::repeat_n(Path::new(".."), up).chain([down]).collect()
}

pub(super) fn shown(path: &Path) -> String {
    path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
}
