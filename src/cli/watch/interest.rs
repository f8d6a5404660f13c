//! Which changes matter: those of files that were read or looked for, and of what is found in folders.

use std::collections::{BTreeSet, HashSet};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use notify::event::{AccessKind, AccessMode};
use notify::{Event, EventKind};

use crate::cli::paths::{Found, is_map};
use crate::config::FILE_NAME;

/// What a run depends on.
#[derive(Default)]
pub struct Interest {
    /// Files that were read, or would have been if they were there.
    files: HashSet<PathBuf>,
    /// Folders in which maps are looked for.
    folders: HashSet<PathBuf>,
    /// All of these, and the folders above them.
    above: HashSet<PathBuf>,
    markdown: bool,
}

impl Interest {
    /// What a run for which these were named, and that found this, depends on.
    pub fn new<'p>(named: impl Iterator<Item = &'p PathBuf>, found: &Found) -> Self {
        let mut files: HashSet<PathBuf> = found.loader.asked().into_iter().collect();
        // Also under the names that were typed: a link may come to lead elsewhere, and what is missing may come.
        files.extend(named.map(|path| place_of(path)));
        files.extend(found.settings.looked_for.iter().cloned());
        let folders: HashSet<PathBuf> = found.folders.iter().cloned().collect();
        let above = files.iter().chain(&folders).flat_map(|path| path.ancestors()).map(Path::to_owned).collect();
        Self { files, folders, above, markdown: found.markdown }
    }

    /// The folders that tell of all this: those of the files, and those that are searched with the ones they lie in.
    pub fn folders_to_watch(&self) -> BTreeSet<PathBuf> {
        let around = self.files.iter().chain(&self.folders).filter_map(|path| path.parent());
        let around = around.filter_map(|folder| folder.ancestors().find(|folder| folder.is_dir()));
        around.map(Path::to_owned).chain(self.folders.iter().cloned()).collect()
    }

    /// Whether something that is there lies in a folder, or only something that may come.
    pub fn lies_in(&self, folder: &Path) -> bool {
        self.folders.contains(folder) || self.files.iter().any(|file| file.parent() == Some(folder) && file.exists())
    }

    /// Whether a run could come to something else after an event.
    pub fn concerns(&self, event: &Event) -> bool {
        // That a file is opened and read is no change; we do it ourselves.
        let changes = match event.kind {
            EventKind::Access(kind) => kind == AccessKind::Close(AccessMode::Write),
            _ => true,
        };
        event.need_rescan() || (changes && event.paths.iter().any(|path| self.concerns_path(path)))
    }

    fn concerns_path(&self, path: &Path) -> bool {
        if self.above.contains(path) {
            return true;
        }
        let searched = path.parent().is_some_and(|folder| self.folders.contains(folder));
        let name = path.file_name().unwrap_or_default();
        let rules = [".gitignore", ".ignore", FILE_NAME].iter().any(|rules| name == OsStr::new(rules));
        let hidden = name.as_encoded_bytes().starts_with(b".");
        searched && (rules || (!hidden && (is_map(path, self.markdown) || path.is_dir())))
    }
}

/// Where a path leads that may not be there, with all links on the way to it followed, but not itself.
fn place_of(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let name = path.file_name().map(OsStr::to_owned);
    let folder = path.parent().and_then(|folder| folder.canonicalize().ok());
    match (folder, name) {
        (Some(folder), Some(name)) => folder.join(name),
        _ => path,
    }
}

#[cfg(test)]
mod tests {
    use notify::event::{CreateKind, DataChange, ModifyKind};

    use super::*;

    fn interest() -> Interest {
        let files = HashSet::from([PathBuf::from("/p/shared/people.journey")]);
        let folders = HashSet::from([PathBuf::from("/p/maps")]);
        let above = files.iter().chain(&folders).flat_map(|path| path.ancestors()).map(Path::to_owned).collect();
        Interest { files, folders, above, markdown: false }
    }

    #[test]
    fn changes_that_matter() {
        let of = |kind, path: &str| interest().concerns(&Event::new(kind).add_path(path.into()));
        let changed = EventKind::Modify(ModifyKind::Data(DataChange::Any));
        for path in [
            "/p/shared/people.journey",
            "/p/shared",
            "/p/maps",
            "/p/maps/new.journey",
            "/p/maps/.gitignore",
            "/p/maps/journey.toml",
        ] {
            assert!(of(changed, path), "{path}");
        }
        for path in
            ["/p/shared/other.journey", "/p/maps/a.md", "/p/maps/.#a.journey", "/p/maps/a.journey~", "/p/other", "/p/a.journey"]
        {
            assert!(!of(changed, path), "{path}");
        }
        assert!(of(EventKind::Create(CreateKind::Any), "/p/maps/a.journey"));
        assert!(of(EventKind::Access(AccessKind::Close(AccessMode::Write)), "/p/maps/a.journey"));
        for kind in [AccessKind::Open(AccessMode::Any), AccessKind::Read, AccessKind::Close(AccessMode::Read)] {
            assert!(!of(EventKind::Access(kind), "/p/maps/a.journey"), "{kind:?}");
        }
    }
}
