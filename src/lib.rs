//! Journey maps as code, checked like code.
//!
//! The pipeline, each step a value: a [`project`] reads files into [`syntax`] trees, [`model`] gives them meaning, [`graph`] says how
//! customers can walk, [`lint`] finds what is probably not meant, [`emit`] writes Graphviz and JSON, [`render`] shows findings.
//! Beside it, [`fix`] corrects texts and [`fmt`] writes them in one style. A picture takes three more: a [`sheet`] holds what stands in
//! which row and column, [`layout`] makes a [`scene`] of it, and [`emit`] writes that.
//!
//! ```
//! use journey::{MemoryLoader, analyse};
//! let map = "journey shop \"Shop\" { objective: \"See who buys\"; stage buy \"Buys\" { action: \"Pays\" } }";
//! let loader = MemoryLoader::from([("shop.journey", map)]);
//! let (analysis, _) = analyse(&loader, &["shop.journey".into()], &journey::Options::default());
//! assert!(analysis.findings.is_empty());
//! ```

extern crate alloc; // the parser that pest derives names it

#[cfg(feature = "cli")]
pub mod cli;
pub mod config;
mod cores;
pub mod diagnostic;
pub mod emit;
pub mod explain;
pub mod fix;
pub mod fmt;
pub mod graph;
pub mod ide;
pub mod import;
pub mod labels;
pub mod layout;
pub mod lint;
#[cfg(feature = "cli")]
pub mod lsp;
pub mod model;
pub mod project;
pub mod render;
pub mod report;
pub mod scene;
pub mod sheet;
pub mod source;
pub mod syntax;
pub mod table;
pub mod theme;
pub mod r#type;

use std::collections::BTreeMap;

use diagnostic::{Code, Diagnostic, Level};
use project::{Earlier, ImportError, Loader, Unreadable};
use source::Sources;
use syntax::{Before, Search, Tree};

/// What a check depends on besides the files.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Whether the whole root is checked: then a declaration that no file uses is unused wherever it stands.
    pub whole_root: bool,
    /// Levels that differ from those of the table.
    pub levels: Vec<(Code, Level)>,
    /// The numbers that rules compare with.
    pub thresholds: lint::Thresholds,
    /// The day that counts as today, a whole date; without it nothing is said that depends on the day.
    pub today: Option<model::value::Date>,
    /// In which broken statements mistakes are searched for.
    pub search: Search,
}

/// A project that has been read and checked.
pub struct Analysis {
    /// The texts.
    pub sources: Sources,
    /// What was written, by file id.
    pub trees: Vec<Tree>,
    /// The meaning.
    pub model: model::Model,
    /// All findings of all severities, their places in files as they are on disk, in the order of [`diagnostic::sort`].
    pub findings: Vec<Diagnostic>,
}

impl Analysis {
    /// The texts with their trees, for a reading after a change.
    fn by_path(&self) -> Earlier<'_> {
        let read = self.sources.iter().zip(&self.trees);
        read.map(|((_, file), tree)| (file.path(), Before { file, tree })).collect()
    }
}

/// Reads the named files with their imports and checks them. Of Markdown, each fence marked `journey` is checked as a map of its own.
pub fn analyse(loader: &dyn Loader, named: &[String], options: &Options) -> (Analysis, Vec<Unreadable>) {
    let (mut analysis, unreadable) = understand(loader, named, options.search);
    add_lints(&mut analysis, options);
    (analysis, unreadable)
}

/// The first part of [`analyse`]: reads the files and gives them their meaning. The findings are the errors of form, names and values,
/// in no order, and of Markdown their places are in its maps. An editor asks most of its questions of this.
pub fn understand(loader: &dyn Loader, named: &[String], search: Search) -> (Analysis, Vec<Unreadable>) {
    understand_after(loader, named, search, None)
}

/// The same, for files of which some were read before. That changes nothing in the outcome, and saves time.
pub fn understand_after(
    loader: &dyn Loader,
    named: &[String],
    search: Search,
    before: Option<&Analysis>,
) -> (Analysis, Vec<Unreadable>) {
    let earlier = before.map(Analysis::by_path).unwrap_or_default();
    let (mut project, unreadable) = project::read(loader, named, search, &earlier);
    let mut findings = std::mem::take(&mut project.diagnostics);
    let (model, found) = model::model(&project);
    findings.extend(found);
    let trees = project.files.into_iter().map(|file| file.tree).collect();
    (Analysis { sources: project.sources, trees, model, findings }, unreadable)
}

/// The second part of [`analyse`]: adds the findings of lints, and brings all of them into their places and order.
pub fn add_lints(analysis: &mut Analysis, options: &Options) {
    let Analysis { sources, model, findings, .. } = analysis;
    let linted = lint::check(model, sources, findings, options);
    findings.extend(linted);
    diagnostic::move_to_documents(sources, findings);
    diagnostic::sort(findings);
}

/// Files in memory: for tests, editors and the browser.
#[derive(Default)]
pub struct MemoryLoader {
    files: BTreeMap<String, Vec<u8>>,
}

impl MemoryLoader {
    /// Adds a file, or replaces it.
    pub fn insert(&mut self, path: impl Into<String>, bytes: impl Into<Vec<u8>>) {
        self.files.insert(path.into(), bytes.into());
    }
}

impl<P: Into<String>, B: Into<Vec<u8>>, const N: usize> From<[(P, B); N]> for MemoryLoader {
    fn from(files: [(P, B); N]) -> Self {
        Self { files: files.into_iter().map(|(path, bytes)| (path.into(), bytes.into())).collect() }
    }
}

/// The way from the folder of a file to another file.
fn from_folder_of(file: &str, to: &str) -> String {
    let mut folder: Vec<&str> = file.split('/').collect();
    folder.pop();
    let parts: Vec<&str> = to.split('/').collect();
    let common = folder.iter().zip(&parts).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..", folder.len() - common);
    up.chain(parts[common..].iter().copied()).collect::<Vec<_>>().join("/")
}

impl Loader for MemoryLoader {
    fn resolve(&self, from: &str, written: &str) -> Result<String, ImportError> {
        let mut parts: Vec<&str> = from.split('/').collect();
        parts.pop();
        if written.starts_with('/') {
            return Err(ImportError::OutsideRoot { root: ".".into() });
        }
        for part in written.split('/') {
            match part {
                "." | "" => {}
                ".." => {
                    parts.pop().ok_or_else(|| ImportError::OutsideRoot { root: ".".into() })?;
                }
                part => parts.push(part),
            }
        }
        let path = parts.join("/");
        if self.files.contains_key(&path) {
            return Ok(path);
        }
        let near = diagnostic::near::nearest(&path, self.files.keys().map(String::as_str)).map(|near| from_folder_of(from, near));
        Err(ImportError::NotFound { near })
    }

    fn load(&self, path: &str) -> Result<Vec<u8>, String> {
        self.files.get(path).cloned().ok_or_else(|| "no such file".to_owned())
    }
}
