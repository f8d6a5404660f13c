//! What the server needs of the machine. The command line gives the disk; tests give what they need.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::Options;
use crate::diagnostic::Diagnostic;
use crate::emit::EmitOptions;
use crate::project::Loader;
use crate::source::SourceFile;
use crate::theme::Design;

/// The texts that are open in the editor, by the paths of their files.
pub type Texts<'a> = BTreeMap<&'a Path, &'a str>;

/// The files of the machine.
pub trait Files {
    /// The path of a file by which it is known: without links, whether it is there or not.
    fn real(&self, path: &Path) -> PathBuf;

    /// The project in which a file lies, with open texts before what is on the disk. `folders` are those that the editor shows.
    fn project<'a>(&'a self, file: &Path, folders: &[PathBuf], open: &'a Texts<'a>) -> Project<'a>;

    /// How the maps of that project are drawn in a design, or in the one that is set.
    ///
    /// # Errors
    /// In words: a font that is set cannot be read.
    fn drawing(&self, file: &Path, design: Option<Design>, folders: &[PathBuf], open: &Texts<'_>) -> Result<EmitOptions, String>;
}

/// A project: its settings, and the files that belong to it.
pub struct Project<'a> {
    /// The folder outside of which nothing is imported.
    pub root: PathBuf,
    /// What a check depends on besides the files.
    pub options: Options,
    /// The file of the settings, if there is one.
    pub settings: Option<SettingsFile>,
    /// Its files.
    pub files: Box<dyn ProjectFiles + 'a>,
}

/// A `journey.toml` that was read.
pub struct SettingsFile {
    /// Where it is.
    pub path: PathBuf,
    /// Its text.
    pub file: Arc<SourceFile>,
    /// What is wrong in it. All places are in that text.
    pub findings: Vec<Diagnostic>,
}

/// The files of a project by their keys.
pub trait ProjectFiles: Loader {
    /// The key of a file, which is also how it is shown.
    fn key(&self, path: &Path) -> String;

    /// The path of a key.
    fn path(&self, key: &str) -> Option<PathBuf>;

    /// The keys of all maps of the project, in order; none where a file stands for itself.
    fn maps(&self) -> Vec<String>;

    /// The keys of these and of all Markdown files of the project, in order; none where a file stands for itself.
    fn everything(&self) -> Vec<String>;

    /// The keys of the maps of the project that are on the disk, in order.
    fn saved(&self) -> Vec<String>;

    /// What a folder of the project holds that an import may name, or lead to: maps, and folders with a `/` behind their names. The
    /// folder is written as from that of a file.
    fn entries(&self, from: &str, folder: &str) -> Vec<String>;
}
