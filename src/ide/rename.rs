//! Another id for an element, in all files that name it; places in the maps of a document are those of the document.
//!
//! Whether that is safe is not worked out, it is tried: the project is read again with the new texts, and every name of it must mean
//! what it meant before.

use std::collections::BTreeMap;

use super::references::{Occurrence, element_at, occurrences};
use super::symbol::{Symbol, symbol_at};
use super::{Location, View};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::vocabulary::{ElementKind, Field, RESERVED};
use crate::model::{ElementId, Goal, Model};
use crate::project::{self, Earlier, ImportError, Loader};
use crate::source::{FileId, SourceFile, Sources, Span};
use crate::syntax::{Search, is_id, text};
use crate::{Analysis, model};

/// The id at a byte that can be changed.
///
/// # Errors
/// Why there is none, in words.
pub fn renamable(view: View<'_>, offset: u32) -> Result<Span, String> {
    match symbol_at(view, offset) {
        Some((span, Symbol::Element(id))) => {
            let node = view.analysis.model.node(id);
            if node.name().is_none_or(|name| name != view.source().slice(span)) {
                return Err(format!("`{}` is not declared", view.source().slice(span)));
            }
            if node.element().id.as_ref().is_none_or(|id| id.span.is_empty()) {
                return Err(format!("this {} has no id; write one after `{0}`", node.kind().keyword()));
            }
            Ok(span)
        }
        Some((_, Symbol::Title(_))) => Err("a title is free text: change it where it stands".to_owned()),
        Some((_, Symbol::File(_))) => Err("the path of a file is no id".to_owned()),
        Some(_) => Err("a word of the language cannot be renamed".to_owned()),
        None => Err("there is no id here".to_owned()),
    }
}

/// The places to write a new id at, for the element that is named at a byte of a file. `project` holds all files that may name it.
///
/// # Errors
/// Why it cannot be called so, in words.
pub fn rename(view: View<'_>, offset: u32, project: &Analysis, new: &str) -> Result<Vec<Location>, String> {
    renamable(view, offset)?;
    let id = element_at(view, offset).ok_or("there is no id here")?;
    let id = in_project(view.analysis, id, project).ok_or("the file of the declaration was not read")?;
    let kind = project.model.node(id).kind();
    is_possible(kind, new)?;
    let places: Vec<Location> = occurrences(project, id).into_iter().map(|Occurrence { at, .. }| at).collect();
    let mut places: Vec<Location> = places.into_iter().map(|at| at.in_document(project)).collect();
    places.sort_unstable();
    keeps_meaning(project, &places, new)?;
    Ok(places)
}

/// The same element in another reading of the same texts.
fn in_project(from: &Analysis, id: ElementId, to: &Analysis) -> Option<ElementId> {
    let file = from.sources.get(id.file);
    let start = |file: &SourceFile| file.part().map(|part| part.start);
    let same = |other: &SourceFile| other.path() == file.path() && start(other) == start(file) && other.text() == file.text();
    let (other, _) = to.sources.iter().find(|(_, other)| same(other))?;
    Some(ElementId { file: other, index: id.index })
}

/// Whether something of a kind can be called so at all.
fn is_possible(kind: ElementKind, new: &str) -> Result<(), String> {
    if RESERVED.contains(&new) {
        return Err(format!("`{new}` is a word of the language and cannot be an id"));
    }
    if !is_id(new) {
        return Err(format!("`{new}` is no id: an id begins with a letter and has letters, digits, `-` and `_`"));
    }
    if kind == ElementKind::Lane && Field::from_name(new).is_some() {
        return Err(format!("`{new}` is a field of the language and cannot be a lane"));
    }
    Ok(())
}

/// Whether every name means the same after the change.
fn keeps_meaning(project: &Analysis, places: &[Location], new: &str) -> Result<(), String> {
    let changed = Changed::new(project, places, new);
    // Named in the order in which they were read, the files get the same ids again.
    let named: Vec<String> = project.sources.iter().map(|(_, file)| file.path().to_owned()).collect();
    let (again, _) = project::read(&changed, &named, Search::default(), &Earlier::new());
    let (after, found) = model::model(&again);
    for (id, file) in again.sources.iter() {
        let (old, fresh) = (project.model.file(id), after.file(id));
        if old.references.len() != fresh.references.len() || old.elements.len() != fresh.elements.len() {
            return Err(format!("`{new}` cannot be written in {}", file.path()));
        }
        let differs = (0..old.references.len())
            .find(|&index| exact(&project.model, &project.sources, id, index) != exact(&after, &again.sources, id, index));
        if let Some(index) = differs {
            let line = file.line_number(fresh.references[index].span.start);
            return Err(format!("`{new}` is taken: line {line} of {} would mean something else", file.path()));
        }
    }
    let twice = |found: &[Diagnostic]| found.iter().filter(|found| found.code == Code::DuplicateName).count();
    if twice(&found) > twice(&project.findings) { Err(format!("`{new}` is taken")) } else { Ok(()) }
}

/// What a reference means, if its name is that of what it means: a near name may come and go.
fn exact(model: &Model, sources: &Sources, file: FileId, index: usize) -> Option<Goal> {
    let part = model.file(file);
    let goal = part.goals[index]?;
    let written = sources.get(file).slice(part.references[index].span);
    match goal {
        Goal::Element(id) => (model.node(id).name() == written.rsplit('.').next()).then_some(goal),
        Goal::Exit => Some(goal),
    }
}

/// A project with a new name in some places.
struct Changed<'a> {
    project: &'a Analysis,
    texts: BTreeMap<String, String>,
}

impl<'a> Changed<'a> {
    fn new(project: &'a Analysis, places: &[Location], new: &str) -> Self {
        let mut texts = BTreeMap::new();
        for of_file in places.chunk_by(|one, other| one.file == other.file) {
            let file = project.sources.get(of_file[0].file);
            let mut text = String::with_capacity(file.text().len());
            let mut at = 0;
            for Location { span, .. } in of_file {
                text.push_str(&file.text()[at..span.start as usize]);
                text.push_str(new);
                at = span.end as usize;
            }
            text.push_str(&file.text()[at..]);
            texts.insert(file.path().to_owned(), text);
        }
        Self { project, texts }
    }
}

impl Loader for Changed<'_> {
    fn resolve(&self, from: &str, written: &str) -> Result<String, ImportError> {
        let sources = &self.project.sources;
        let importing = sources.iter().filter(|(_, file)| file.path() == from);
        let mut imports =
            importing.flat_map(|(id, file)| self.project.model.file(id).imports.iter().map(move |import| (file, import)));
        let found = imports.find(|(file, (span, _))| text::decode(file.slice(*span)) == written);
        found.map(|(_, (_, target))| sources.get(*target).path().to_owned()).ok_or(ImportError::NotFound { near: None })
    }

    fn load(&self, path: &str) -> Result<Vec<u8>, String> {
        let known = || self.project.sources.iter().find(|(_, file)| file.path() == path).map(|(_, file)| file.text().to_owned());
        let text = self.texts.get(path).cloned().or_else(known).ok_or("no such file")?;
        Ok(text.into_bytes())
    }
}
