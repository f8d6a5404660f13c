//! The files of a project: those that were named and what they import, each read once.
//!
//! A Markdown file that is named brings each map in it as a file of its own, beside a file without statements that is the document.
//! No disk is touched here: files come through a [`Loader`], given by the command line or by an editor.

pub mod fences;

use std::collections::HashMap;
use std::sync::Arc;

use crate::cores::map;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Damage, FileId, Role, SourceFile, Sources, Span};
use crate::syntax::tree::StatementKind;
use crate::syntax::{Before, Search, Tree, parse_after, text};

/// Where files come from. A path is a key with `/` between its parts, shown to people as it is; the same file always has the same
/// key.
pub trait Loader: Sync {
    /// The key of the file that `import "written"` means in the file `from`. It is checked against the root before anything is
    /// opened.
    ///
    /// # Errors
    /// Why it cannot be imported.
    fn resolve(&self, from: &str, written: &str) -> Result<String, ImportError>;

    /// The bytes of a file.
    ///
    /// # Errors
    /// What the system says, in words.
    fn load(&self, path: &str) -> Result<Vec<u8>, String>;
}

/// Why a file cannot be imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportError {
    /// There is no such file; perhaps one of a near name.
    NotFound {
        /// A path that could be written instead.
        near: Option<String>,
    },
    /// It is a folder.
    Folder,
    /// It is Markdown: its maps cannot be imported.
    Markdown,
    /// It lies outside the root, which is shown.
    OutsideRoot {
        /// The root.
        root: String,
    },
    /// It is there and cannot be read.
    Unreadable(String),
}

/// A file that has been read.
pub struct ParsedFile {
    /// Its tree.
    pub tree: Tree,
    /// Its imports that lead to a file: where the path stands, and the file.
    pub imports: Vec<(Span, FileId)>,
    /// Whether an import leads nowhere, so that names may be missing.
    pub import_failed: bool,
    /// Whether it was named, and not only imported.
    pub named: bool,
}

/// All files of a project.
pub struct Project {
    /// Their texts.
    pub sources: Sources,
    /// Their trees, by file id.
    pub files: Vec<ParsedFile>,
    /// The errors of form and import.
    pub diagnostics: Vec<Diagnostic>,
}

/// A file that was named and could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// Its path.
    pub path: String,
    /// What the system says.
    pub reason: String,
}

/// What was read of files before some of them changed, by their paths.
pub type Earlier<'e> = HashMap<&'e str, Before<'e>>;

/// Reads the named files and, wave by wave, what they import. What was read `earlier` changes nothing in the outcome, and saves time.
pub fn read(loader: &dyn Loader, named: &[String], search: Search, earlier: &Earlier<'_>) -> (Project, Vec<Unreadable>) {
    let mut project = Project { sources: Sources::default(), files: Vec::new(), diagnostics: Vec::new() };
    let mut unreadable = Vec::new();
    let mut ids: HashMap<String, FileId> = HashMap::new();
    let mut wave: Vec<(String, Result<Vec<u8>, String>)> = load_all(loader, named);
    let mut first = true;
    while !wave.is_empty() {
        let mut fresh = Vec::new();
        for (path, bytes) in wave {
            match bytes {
                Ok(bytes) if !ids.contains_key(&path) => {
                    let id = FileId(project.sources.len() as u32);
                    let files = if first && fences::is_markdown(&path) {
                        let (document, maps) = fences::read(&path, &bytes, id);
                        std::iter::once(document).chain(maps).collect()
                    } else {
                        vec![SourceFile::new(path.clone(), bytes)]
                    };
                    ids.insert(path, id);
                    for file in files.into_iter().map(Arc::new) {
                        fresh.push((project.sources.add(Arc::clone(&file)), file));
                    }
                }
                Ok(_) => {}
                Err(reason) => unreadable.push(Unreadable { path, reason }),
            }
        }
        let parsed = map(&fresh, |(id, file)| tree_of(*id, file, search, earlier));
        let mut wanted = Vec::new();
        for ((id, file), (tree, diagnostics)) in fresh.iter().zip(parsed) {
            project.diagnostics.extend(diagnostics);
            wanted.extend(imports(&tree, file).into_iter().map(|(span, written)| (*id, span, written)));
            project.files.push(ParsedFile { tree, imports: Vec::new(), import_failed: false, named: first });
        }
        wave = follow(loader, &mut project, &ids, wanted);
        first = false;
    }
    link(loader, &mut project, &ids);
    (project, unreadable)
}

/// The tree of a map; of a document there is only to say that it is too large.
fn tree_of(id: FileId, file: &SourceFile, search: Search, earlier: &Earlier<'_>) -> (Tree, Vec<Diagnostic>) {
    match (file.role(), file.damage()) {
        (Role::Document, damage) if damage != Some(Damage::TooLarge) => (Tree::default(), Vec::new()),
        // The maps of a document have its path, and are not known one by one.
        _ => parse_after(id, file, search, earlier.get(file.path()).copied().filter(|_| file.part().is_none())),
    }
}

fn load_all(loader: &dyn Loader, paths: &[String]) -> Vec<(String, Result<Vec<u8>, String>)> {
    let bytes = map(paths, |path| loader.load(path));
    paths.iter().cloned().zip(bytes).collect()
}

fn imports(tree: &Tree, file: &SourceFile) -> Vec<(Span, String)> {
    tree.roots()
        .filter_map(|(_, statement)| match statement.kind {
            StatementKind::Import(path) => Some((path, text::decode(file.slice(path)).into_owned())),
            _ => None,
        })
        .collect()
}

/// What an import leads to: a map.
fn resolve(loader: &dyn Loader, from: &str, written: &str) -> Result<String, ImportError> {
    let path = loader.resolve(from, written)?;
    if fences::is_markdown(&path) { Err(ImportError::Markdown) } else { Ok(path) }
}

/// Resolves the imports of a wave; what is new is loaded for the next one.
fn follow(
    loader: &dyn Loader,
    project: &mut Project,
    ids: &HashMap<String, FileId>,
    wanted: Vec<(FileId, Span, String)>,
) -> Vec<(String, Result<Vec<u8>, String>)> {
    let mut next: Vec<String> = Vec::new();
    for (from, span, written) in wanted {
        match resolve(loader, project.sources.get(from).path(), &written) {
            Ok(path) if ids.contains_key(&path) || next.contains(&path) => {}
            Ok(path) => next.push(path),
            Err(error) => {
                project.files[from.0 as usize].import_failed = true;
                project.diagnostics.push(say_import(from, span, &written, &error));
            }
        }
    }
    load_all(loader, &next)
        .into_iter()
        .filter_map(|(path, bytes)| match bytes {
            Ok(bytes) => Some((path, Ok(bytes))),
            // It was there when it was resolved; `link` reports it.
            Err(_) => None,
        })
        .collect()
}

/// Says of each import which file it brings, now that all have an id.
fn link(loader: &dyn Loader, project: &mut Project, ids: &HashMap<String, FileId>) {
    for index in 0..project.files.len() {
        let id = FileId(index as u32);
        let file = project.sources.get(id);
        for (span, written) in imports(&project.files[index].tree, file) {
            let Ok(path) = resolve(loader, project.sources.get(id).path(), &written) else { continue };
            if let Some(&target) = ids.get(&path) {
                project.files[index].imports.push((span, target));
            } else {
                project.files[index].import_failed = true;
                let error = ImportError::Unreadable("it could not be opened".into());
                project.diagnostics.push(say_import(id, span, &written, &error));
            }
        }
    }
}

fn say_import(file: FileId, span: Span, written: &str, error: &ImportError) -> Diagnostic {
    match error {
        ImportError::NotFound { near } => {
            let found = Diagnostic::new(
                Code::ImportNotFound,
                file,
                span,
                format!("there is no file `{written}`"),
                "looked for beside this file",
            );
            match near {
                Some(near) => found.help(format!("did you mean `\"{near}\"`?")).fix(crate::diagnostic::Fix::replace(
                    file,
                    span,
                    format!("\"{near}\""),
                )),
                None => found.help("write the path from this file's folder, as in `\"shared/people.journey\"`"),
            }
        }
        ImportError::Folder => {
            Diagnostic::new(Code::ImportNotFound, file, span, format!("`{written}` is a folder"), "a file is imported")
                .help("write the path of a file in it, as in `\"shared/people.journey\"`")
        }
        ImportError::Markdown => {
            Diagnostic::new(Code::ImportNotFound, file, span, format!("`{written}` is Markdown"), "a map is imported")
                .help("move what is shared to a `.journey` file and import that")
        }
        ImportError::OutsideRoot { root } => Diagnostic::new(
            Code::ImportOutsideRoot,
            file,
            span,
            format!("`{written}` lies outside the project"),
            format!("the project is `{root}`"),
        )
        .help("import files of the same project only; copy or move the file into it"),
        ImportError::Unreadable(reason) => {
            Diagnostic::new(Code::ImportNotFound, file, span, format!("`{written}` cannot be read"), reason.clone())
                .help("check the file's permissions")
        }
    }
}
