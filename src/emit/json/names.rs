//! The ids of the output: the way to an element from its journey, and the files by number.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use crate::model::vocabulary::ElementKind;
use crate::model::{ElementId, Model};
use crate::source::{FileId, Sources};

use super::shape::Span;

/// Ids of the elements of all files that the output speaks of, and the numbers of the files.
pub struct Names {
    ids: HashMap<ElementId, String>,
    numbers: HashMap<FileId, u32>,
    /// The files, in the order of their numbers.
    pub files: Vec<FileId>,
}

impl Names {
    /// Names everything in the files: the first is the one that is written, the others follow by their paths.
    pub fn new(model: &Model, sources: &Sources, first: FileId, others: HashSet<FileId>) -> Self {
        let mut files: Vec<FileId> = others.into_iter().filter(|&file| file != first).collect();
        files.sort_unstable_by_key(|&file| (sources.get(file).path(), file));
        files.insert(0, first);
        let mut ids = HashMap::new();
        for &file in &files {
            name(model, file, &mut ids);
        }
        let numbers = files.iter().enumerate().map(|(at, &file)| (file, at as u32)).collect();
        Self { ids, numbers, files }
    }

    /// The id of an element.
    pub fn id(&self, id: ElementId) -> Cow<'_, str> {
        Cow::Borrowed(self.ids.get(&id).map_or("", String::as_str))
    }

    /// The ids of elements.
    pub fn ids(&self, ids: &[ElementId]) -> Vec<Cow<'_, str>> {
        ids.iter().map(|&id| self.id(id)).collect()
    }

    /// A span with the number of its file.
    pub fn span(&self, file: FileId, span: crate::source::Span) -> Span {
        Span { file: self.numbers.get(&file).copied().unwrap_or(0), start: span.start, end: span.end }
    }
}

/// Names the elements of a file. A phase is no part of the way: stages are named without it.
fn name(model: &Model, file: FileId, ids: &mut HashMap<ElementId, String>) {
    let elements = &model.file(file).elements;
    // One set for all kinds: who reads the document finds an element by its id alone.
    let mut taken: HashSet<String> = HashSet::new();
    // How many elements each element holds so far; the last one counts those at the top.
    let mut counts = vec![0_u32; elements.len() + 1];
    for (index, element) in elements.iter().enumerate() {
        let around = element.parent.map_or(elements.len(), |parent| parent as usize);
        counts[around] += 1;
        let way = element.parent.and_then(|parent| {
            let parent = if elements[parent as usize].kind == ElementKind::Phase && element.kind == ElementKind::Stage {
                elements[parent as usize].parent?
            } else {
                parent
            };
            ids.get(&ElementId { file, index: parent })
        });
        let before = way.map_or_else(String::new, |way| format!("{way}."));
        let own = element.id.as_ref().map(|id| format!("{before}{}", id.text));
        let mut id = own.unwrap_or_else(|| format!("{before}#{}", counts[around]));
        while !taken.insert(id.clone()) {
            id = format!("{id}#{}", counts[around]);
        }
        ids.insert(ElementId { file, index: index as u32 }, id);
    }
}
