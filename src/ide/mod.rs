//! What an editor asks about a map, as functions over what was read of it.
//!
//! A feature is one file. It takes a [`View`] and a byte of its text, and returns plain data; nothing here knows a protocol, a line or a
//! column, and nothing reads a disk. Maps are half written most of the time, so no feature asks whether the file is free of errors:
//! each works with what was understood around the cursor.
//!
//! Terms: a *view* is one file of a project that was read; the *cursor* is a byte of its text with the statement that is being written
//! there; an *occurrence* is a place where an element is named.

pub mod actions;
mod card;
pub mod completion;
mod context;
mod cursor;
mod declare;
pub mod definition;
pub mod edits;
pub mod folding;
pub mod format;
pub mod highlights;
pub mod hints;
pub mod hover;
pub mod journey;
pub mod lenses;
pub mod links;
mod markdown;
pub mod references;
pub mod rename;
mod scope;
pub mod selection;
mod symbol;
pub mod symbols;
pub mod tokens;
mod ways;

use crate::Analysis;
use crate::model::{ElementId, FileModel, Node};
use crate::source::{FileId, Role, SourceFile, Span};
use crate::syntax::Tree;

/// A file of a project, as an editor shows it.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// The project.
    pub analysis: &'a Analysis,
    /// The file.
    pub file: FileId,
}

/// A place in a file of the project.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// The file.
    pub file: FileId,
    /// The bytes.
    pub span: Span,
}

impl Location {
    /// The same place in the file on the disk, if it is in a map in a document.
    #[must_use]
    pub fn in_document(self, analysis: &Analysis) -> Self {
        let (file, span) = analysis.sources.in_document(self.file, self.span);
        Self { file, span }
    }
}

impl<'a> View<'a> {
    /// The view of the map with a path; none if it was not read.
    pub fn of(analysis: &'a Analysis, path: &str) -> Option<Self> {
        let read = analysis.sources.iter().find(|(id, file)| file.path() == path && (id.0 as usize) < analysis.trees.len());
        read.map(|(file, _)| Self { analysis, file })
    }

    /// The map at a byte and the byte in it: of a document the last of its maps that begins before, else its first; otherwise the file.
    pub fn map_at(self, offset: u32) -> (Self, u32) {
        let parts = self.analysis.sources.iter().filter_map(|(file, source)| Some((file, source.part()?)));
        let mut own = parts.filter(|(_, part)| part.document == self.file).peekable();
        let first = own.peek().map(|(file, part)| (*file, part.start));
        let last = own.take_while(|(_, part)| part.start <= offset).last().map(|(file, part)| (file, part.start));
        match last.or(first) {
            Some((file, start)) => (Self { file, ..self }, offset.saturating_sub(start)),
            None => (self, offset),
        }
    }

    /// The map around a byte and the byte in it: of a document none beside its maps.
    pub fn inside(self, offset: u32) -> Option<(Self, u32)> {
        let (map, inner) = self.map_at(offset);
        let Some(part) = map.source().part() else {
            return (!matches!(self.source().role(), Role::Document)).then_some((map, inner));
        };
        (part.start <= offset && inner as usize <= map.text().len()).then_some((map, inner))
    }

    /// The file.
    pub fn source(self) -> &'a SourceFile {
        self.analysis.sources.get(self.file)
    }

    /// Its text.
    pub fn text(self) -> &'a str {
        self.source().text()
    }

    /// What was written.
    pub fn tree(self) -> &'a Tree {
        &self.analysis.trees[self.file.0 as usize]
    }

    /// What it means.
    pub fn model(self) -> &'a FileModel {
        self.analysis.model.file(self.file)
    }

    /// An element of the file.
    fn node(self, index: u32) -> Node<'a> {
        self.analysis.model.node(ElementId { file: self.file, index })
    }

    /// The element that a statement declares; none if it declares none, or stands where it cannot.
    fn element_of(self, statement: u32) -> Option<Node<'a>> {
        let start = self.tree().statements.get(statement as usize)?.span.start;
        let elements = &self.model().elements;
        let index = elements.partition_point(|element| element.head.start < start);
        (elements.get(index)?.head.start == start).then(|| self.node(index as u32))
    }

    /// A byte that is surely inside the text and between two characters.
    fn clamp(self, offset: u32) -> u32 {
        let text = self.text();
        let mut at = (offset as usize).min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at as u32
    }
}

/// Whether a span holds a byte or ends at it.
fn touches(span: Span, offset: u32) -> bool {
    span.start <= offset && offset <= span.end
}
