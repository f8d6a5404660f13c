//! What the server knows: the open documents, and what was read of their projects.
//!
//! Everything that was read is forgotten as soon as something it rests on changes, and read again when it is needed.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use gen_lsp_types::{SemanticToken, Uri};

use super::client::Client;
use super::documents::{Document, Kind, Unsaid};
use super::files::{Files, Project, SettingsFile, Texts};
use super::message::Failure;
use super::uri;
use crate::config::FILE_NAME;
use crate::emit::EmitOptions;
use crate::ide::View;
use crate::project::fences::is_markdown;
use crate::source::FileId;
use crate::theme::Design;
use crate::{Analysis, Options, add_lints, understand_after};

/// What was read of a document and its imports, or of all maps of a project.
pub struct Analysed {
    /// What was read. Its findings are whole only if it is linted.
    pub analysis: Analysis,
    /// What a check depends on besides the files; none once the lints have run.
    options: Option<Options>,
    /// The settings that hold.
    pub settings: Option<SettingsFile>,
    /// A number that no other reading has.
    pub number: u64,
    /// The document.
    file: FileId,
    /// The path of each file.
    paths: Vec<PathBuf>,
}

/// The state of the server.
pub struct State<'f> {
    /// What the client can do.
    pub client: Client,
    /// The folders that the editor shows.
    pub folders: Vec<PathBuf>,
    /// The documentation of what could last be completed, with the number of that answer.
    pub documentation: (u64, Vec<String>),
    files: &'f dyn Files,
    documents: BTreeMap<PathBuf, Document>,
    /// The paths of the documents by their URIs, as the client writes them.
    by_uri: BTreeMap<String, PathBuf>,
    /// The last reading of a whole project, with its root.
    whole: Option<(PathBuf, Rc<Analysed>)>,
    readings: u64,
}

impl Analysed {
    /// The document as a view.
    pub fn view(&self) -> View<'_> {
        View { analysis: &self.analysis, file: self.file }
    }

    /// The view of a file that was read, by its path.
    pub fn view_of(&self, path: &Path) -> Option<View<'_>> {
        let index = self.paths.iter().position(|other| other == path)?;
        Some(View { analysis: &self.analysis, file: FileId(index as u32) })
    }

    /// The path of a file that was read.
    pub fn path(&self, file: FileId) -> &Path {
        self.paths.get(file.0 as usize).map_or(Path::new(""), PathBuf::as_path)
    }

    /// Whether something of it may be different once a file has changed.
    fn rests_on(&self, path: &Path) -> bool {
        let missing = self.analysis.model.files.iter().any(|file| file.import_failed);
        let settings = self.settings.as_ref().is_some_and(|settings| settings.path == path);
        missing || settings || is_settings(path) || self.paths.iter().any(|other| other == path)
    }
}

impl<'f> State<'f> {
    /// The state at the beginning.
    pub fn new(files: &'f dyn Files, client: Client, folders: &[PathBuf]) -> Self {
        let folders = folders.iter().map(|folder| files.real(folder)).collect();
        Self {
            client,
            folders,
            files,
            documents: BTreeMap::new(),
            by_uri: BTreeMap::new(),
            whole: None,
            readings: 0,
            documentation: (0, Vec::new()),
        }
    }

    /// Adds folders that the editor shows, and takes others away.
    pub fn change_folders(&mut self, added: &[PathBuf], removed: &[PathBuf]) {
        let removed: Vec<PathBuf> = removed.iter().map(|folder| self.files.real(folder)).collect();
        self.folders.retain(|folder| !removed.contains(folder));
        self.folders.extend(added.iter().map(|folder| self.files.real(folder)));
        self.forget();
    }

    /// Opens a document; one that was open already has the new text from now on.
    pub fn open(&mut self, uri: &str, language: &str, version: i32, text: String) {
        let path = self.path_of(uri);
        let kind = kind(&path, language);
        self.by_uri.insert(uri.to_owned(), path.clone());
        self.documents.insert(path.clone(), Document::new(uri.to_owned(), kind, version, text));
        self.has_changed(&path);
    }

    /// Closes a document. What is on the disk holds again.
    pub fn close(&mut self, uri: &str) {
        if let Some(path) = self.by_uri.remove(uri) {
            self.documents.remove(&path);
            self.has_changed(&path);
        }
    }

    /// The document of a URI, to be changed. What was read of it is forgotten.
    pub fn changing(&mut self, uri: &str) -> Option<&mut Document> {
        let path = self.by_uri.get(uri)?.clone();
        self.has_changed(&path);
        self.documents.get_mut(&path)
    }

    /// Forgets what rests on a file.
    pub fn has_changed(&mut self, path: &Path) {
        self.whole = None;
        for (own, document) in &mut self.documents {
            if own == path {
                document.set_aside();
                document.unsaid = document.unsaid.max(Unsaid::Itself);
            } else if document.analysed.as_ref().is_none_or(|analysed| analysed.rests_on(path)) {
                document.set_aside();
                document.unsaid = Unsaid::Around;
            }
        }
    }

    /// Forgets everything that was read.
    pub fn forget(&mut self) {
        self.whole = None;
        for document in self.documents.values_mut() {
            document.analysed = None;
            document.before = None;
            document.unsaid = Unsaid::Around;
        }
    }

    /// The path that stands for a URI: that of its file, else the URI itself.
    pub fn path_of(&self, uri: &str) -> PathBuf {
        self.by_uri
            .get(uri)
            .cloned()
            .unwrap_or_else(|| uri::to_path(uri).map_or_else(|| PathBuf::from(uri), |path| self.files.real(&path)))
    }

    /// The URI of a path: that of the open document, as the client writes it, else that of the file.
    pub fn uri_of(&self, path: &Path) -> Uri {
        Uri(self.documents.get(path).map_or_else(|| uri::from_path(path), |document| document.uri.clone()))
    }

    /// The version of the text of a path, if it is open.
    pub fn version_of(&self, path: &Path) -> Option<i32> {
        self.documents.get(path).map(|document| document.version)
    }

    /// An open document by its URI.
    ///
    /// # Errors
    /// That it is not open.
    pub fn document(&self, uri: &Uri) -> Result<(PathBuf, &Document), Failure> {
        let path = self.path_of(&uri.0);
        let document = self.documents.get(&path);
        document
            .map(|document| (path, document))
            .ok_or_else(|| Failure::new(Failure::INVALID_PARAMS, format!("{} is not open", uri.0)))
    }

    /// The documents about which something has still to be said.
    pub fn unsaid(&self) -> Vec<(PathBuf, Unsaid)> {
        let open = self.documents.iter().filter(|(_, document)| document.unsaid > Unsaid::Nothing && document.kind != Kind::Other);
        open.map(|(path, document)| (path.clone(), document.unsaid)).collect()
    }

    /// Notes that a document has been spoken of.
    pub fn said(&mut self, path: &Path) {
        if let Some(document) = self.documents.get_mut(path) {
            document.unsaid = Unsaid::Nothing;
        }
    }

    /// Keeps the tokens that are sent of a document.
    pub fn keep_tokens(&mut self, uri: &Uri, id: String, tokens: Vec<SemanticToken>) {
        let path = self.path_of(&uri.0);
        if let Some(document) = self.documents.get_mut(&path) {
            document.tokens = Some((id, tokens));
        }
    }

    /// What an open map means. Lints have not run over it.
    ///
    /// # Errors
    /// That it is not open, or no map.
    pub fn analysed(&mut self, uri: &Uri) -> Result<Rc<Analysed>, Failure> {
        let (path, document) = self.document(uri)?;
        if document.kind != Kind::Map {
            return Err(Failure::new(Failure::REQUEST_FAILED, format!("{} is no map", uri.0)));
        }
        self.analysed_path(&path).ok_or_else(|| Failure::new(Failure::REQUEST_FAILED, format!("{} cannot be read", uri.0)))
    }

    /// What an open map means, with all findings.
    ///
    /// # Errors
    /// That it is not open, or no map.
    pub fn linted(&mut self, uri: &Uri) -> Result<Rc<Analysed>, Failure> {
        drop(self.analysed(uri)?);
        let path = self.path_of(&uri.0);
        self.linted_path(&path).ok_or_else(|| Failure::new(Failure::REQUEST_FAILED, format!("{} cannot be read", uri.0)))
    }

    /// The same by its path.
    pub fn linted_path(&mut self, path: &Path) -> Option<Rc<Analysed>> {
        drop(self.analysed_path(path)?);
        let document = self.documents.get_mut(path)?;
        // Nobody is in a hurry any more.
        document.before = None;
        let analysed = document.analysed.as_mut()?;
        // Nobody else has it: answers are made one after the other.
        if let Some(own) = Rc::get_mut(analysed)
            && let Some(options) = own.options.take()
        {
            add_lints(&mut own.analysis, &options);
        }
        Some(Rc::clone(analysed))
    }

    /// What an open map means, by its path.
    pub fn analysed_path(&mut self, path: &Path) -> Option<Rc<Analysed>> {
        if let Some(analysed) = self.documents.get(path).and_then(|document| document.analysed.clone()) {
            return Some(analysed);
        }
        self.readings += 1;
        let number = self.readings;
        let before = self.documents.get(path).and_then(|document| document.before.clone());
        let analysed = self.with_project(path, |project| {
            let key = project.files.key(path);
            read(project, std::slice::from_ref(&key), path, number, before.as_deref())
        })?;
        let analysed = Rc::new(analysed);
        if let Some(document) = self.documents.get_mut(path) {
            document.analysed = Some(Rc::clone(&analysed));
        }
        Some(analysed)
    }

    /// All maps of the project of a document. `view` is that of the document.
    pub fn whole(&mut self, path: &Path) -> Option<Rc<Analysed>> {
        self.readings += 1;
        let number = self.readings;
        let root = self.with_project(path, |project| project.root.clone());
        if let Some((known, whole)) = &self.whole
            && *known == root
            && whole.paths.iter().any(|other| other == path)
        {
            return Some(Rc::clone(whole));
        }
        let whole = self.with_project(path, |project| {
            let own = project.files.key(path);
            let others = project.files.maps().into_iter().filter(|key| *key != own);
            let named: Vec<String> = std::iter::once(own.clone()).chain(others).collect();
            read(project, &named, path, number, None)
        })?;
        let whole = Rc::new(whole);
        self.whole = Some((root, Rc::clone(&whole)));
        Some(whole)
    }

    /// All maps of the project of a document, those in Markdown files included whether the project checks them or not. Read anew each
    /// time: a name is looked for everywhere only when somebody asks.
    pub fn everywhere(&mut self, path: &Path) -> Option<Rc<Analysed>> {
        self.readings += 1;
        let number = self.readings;
        let analysed = self.with_project(path, |project| {
            let own = project.files.key(path);
            let others = project.files.everything().into_iter().filter(|key| *key != own);
            let named: Vec<String> = std::iter::once(own.clone()).chain(others).collect();
            read(project, &named, path, number, None)
        })?;
        Some(Rc::new(analysed))
    }

    /// A path in each project that is open: the maps among the documents, of each folder without one of them a map.
    pub fn starting_points(&self) -> Vec<PathBuf> {
        let open = self.documents.iter().filter(|(_, document)| document.kind == Kind::Map).map(|(path, _)| path.clone());
        let mut points: Vec<PathBuf> = open.collect();
        for folder in &self.folders {
            if !points.iter().any(|path| path.starts_with(folder)) {
                points.extend(
                    self.with_project(folder, |project| project.files.maps().first().and_then(|key| project.files.path(key))),
                );
            }
        }
        points
    }

    /// Does something with the project of a path. The open texts are lent to it.
    pub fn with_project<T>(&self, path: &Path, then: impl FnOnce(Project<'_>) -> T) -> T {
        then(self.files.project(path, &self.folders, &self.texts()))
    }

    /// How the maps of the project of a path are drawn in a design, or in the one that is set.
    ///
    /// # Errors
    /// In words: a font that is set cannot be read.
    pub fn drawing(&self, path: &Path, design: Option<Design>) -> Result<EmitOptions, String> {
        self.files.drawing(path, design, &self.folders, &self.texts())
    }

    /// The texts that are open.
    fn texts(&self) -> Texts<'_> {
        let open = self.documents.iter().filter(|(_, document)| document.kind != Kind::Other);
        open.map(|(path, document)| (path.as_path(), document.text())).collect()
    }
}

/// Reads maps; none if the first of them cannot be read.
fn read(project: Project<'_>, named: &[String], path: &Path, number: u64, before: Option<&Analysed>) -> Option<Analysed> {
    let before = before.map(|before| &before.analysis);
    let (analysis, _) = understand_after(&*project.files, named, project.options.search, before);
    let file = View::of(&analysis, named.first()?)?.file;
    let path_of = |key: &str| project.files.path(key).unwrap_or_else(|| path.to_owned());
    let paths = analysis.sources.iter().map(|(_, file)| path_of(file.path())).collect();
    Some(Analysed { analysis, options: Some(project.options), settings: project.settings, number, file, paths })
}

/// Whether a path is that of settings.
pub fn is_settings(path: &Path) -> bool {
    path.file_name() == Some(OsStr::new(FILE_NAME))
}

fn kind(path: &Path, language: &str) -> Kind {
    if is_settings(path) {
        return Kind::Settings;
    }
    let map = path.extension() == Some(OsStr::new("journey")) || language == "journey";
    if map || is_markdown(&path.to_string_lossy()) { Kind::Map } else { Kind::Other }
}
