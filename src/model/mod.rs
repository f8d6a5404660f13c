//! The meaning of a project: elements with typed claims, references resolved, transitions one by one.
//!
//! `build` makes each file's part from its tree; `resolve` says what its names mean, with the other files' parts beside it. Both
//! can be done for all files at once. The model is never changed afterwards; rules and emitters read it through [`walk`].
//!
//! Terms: an *element* is a declaration; a *claim* is one value of one of its fields; a *reference* is a name as written, its *goal*
//! what it means; a *place* is where customers can be (stage, touchpoint, step, outcome).

pub mod allow;
mod answers;
mod build;
pub mod calendar;
mod convert;
mod missing;
mod names;
mod owners;
mod placeholder;
mod resolve;
mod slug;
mod unknown;
pub mod value;
pub mod vocabulary;
pub mod walk;
mod without;

use std::collections::HashSet;
use std::ops::Range;

use crate::cores::map;
use crate::diagnostic::Diagnostic;
use crate::project::Project;
use crate::source::{FileId, Sources, Span};

use allow::Allow;
pub use answers::{addressed, answers};
pub use convert::{number_first, of_steps};
pub use owners::{Owners, owner_name};
pub use placeholder::is_placeholder;
pub(crate) use slug::add_slug;
pub use slug::slug;
use value::{ClaimValue, Quantity, Text};
use vocabulary::{ElementKind, Field, Target};
pub use walk::Node;

/// All files' meaning.
pub struct Model {
    /// By file id.
    pub files: Vec<FileModel>,
}

/// Which element of which file.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct ElementId {
    /// The file.
    pub file: FileId,
    /// The index into its elements.
    pub index: u32,
}

/// One file's meaning. Everything lies in flat lists and refers by index.
#[derive(Default)]
pub struct FileModel {
    /// Elements, each before those inside it.
    pub elements: Vec<Element>,
    /// Claims; those of one element side by side.
    pub claims: Vec<Claim>,
    /// Sets of clauses; the first is empty.
    pub clauses: Vec<Clauses>,
    /// Names as written.
    pub references: Vec<Reference>,
    /// What each reference means; none if that is not known.
    pub goals: Vec<Option<Goal>>,
    /// Transitions and influences, one per pair of ends; those of one element side by side.
    pub transitions: Vec<Transition>,
    /// Elements that should have an id and have none; the one that they are given here is made up.
    pub missing_ids: Vec<u32>,
    /// Allow comments.
    pub allows: Vec<Allow>,
    /// Imports: where the path stands, and which file it brings.
    pub imports: Vec<(Span, FileId)>,
    /// The import statements.
    pub import_statements: Vec<Span>,
    /// Whether an import leads nowhere.
    pub import_failed: bool,
    /// Whether the file was named, and not only imported.
    pub named: bool,
    /// Words in text that was not understood.
    pub mentioned: HashSet<Box<str>>,
    /// Words in statements that have an error: their names may be used there.
    pub tried: HashSet<Box<str>>,
    /// Journeys whose flow is not fully known because of an error.
    pub uncertain: HashSet<u32>,
}

/// A declaration.
#[derive(Debug)]
pub struct Element {
    /// Which element.
    pub kind: ElementKind,
    /// The element around it.
    pub parent: Option<u32>,
    /// The index after the last element inside it.
    pub end: u32,
    /// The keyword.
    pub keyword: Span,
    /// The text before the block.
    pub head: Span,
    /// The block, with its braces.
    pub block: Option<Span>,
    /// Its id.
    pub id: Option<Id>,
    /// Its title.
    pub title: Option<Text>,
    /// Its claims.
    pub claims: Range<u32>,
    /// The transitions written in it.
    pub transitions: Range<u32>,
    /// Its clauses: the defaults for what stands inside.
    pub clauses: u32,
    /// Whether its kind is a guess; nothing is said about it.
    pub guessed: bool,
}

impl Element {
    /// All of it: from its keyword to the end of its block.
    pub fn whole(&self) -> Span {
        Span { start: self.keyword.start, end: self.block.map_or(self.head.end, |block| block.end) }
    }
}

/// An id and where it stands; a span without bytes if it was left out and had to be made up.
#[derive(Debug, Clone)]
pub struct Id {
    /// The id.
    pub text: Box<str>,
    /// Where it stands.
    pub span: Span,
}

/// One value of a field.
#[derive(Debug)]
pub struct Claim {
    /// The field.
    pub field: Field,
    /// The lane, for the field of a declared lane: an index into the references.
    pub lane: Option<u32>,
    /// The value.
    pub value: ClaimValue,
    /// Where the value stands.
    pub span: Span,
    /// Its clauses.
    pub clauses: u32,
    /// The claim that it is a remark about, for what stands in the block of a field.
    pub about: Option<u32>,
}

/// The clauses of a statement.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Clauses {
    /// Whom it holds for: references.
    pub personas: Box<[u32]>,
    /// What it rests on: references.
    pub sources: Box<[u32]>,
    /// Under which condition.
    pub when: Option<Text>,
}

/// A name as written.
#[derive(Debug)]
pub struct Reference {
    /// Where.
    pub span: Span,
    /// What it may name.
    pub target: Target,
    /// The element in whose block it stands; none at the top of the file.
    pub scope: Option<u32>,
    /// A word before it or the place it stands in decides that it names a journey as a whole.
    pub whole_journey: bool,
    /// Whether its statement could only be read by a guess.
    pub doubtful: bool,
}

/// What a reference means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Goal {
    /// An element.
    Element(ElementId),
    /// The word `exit`: the way out of the stage.
    Exit,
}

/// One arrow between two ends.
#[derive(Debug)]
pub struct Transition {
    /// The element in whose block it stands.
    pub scope: u32,
    /// Where it begins: a reference.
    pub from: u32,
    /// Where it leads: a reference.
    pub to: u32,
    /// The statement or arm.
    pub span: Span,
    /// Whether it is an influence: nobody moves along it.
    pub influence: bool,
    /// What is written on it.
    pub label: Option<Text>,
    /// The share of those who leave, in percent.
    pub share: Option<(Quantity, Span)>,
    /// How long it takes.
    pub takes: Option<Quantity>,
    /// Its clauses.
    pub clauses: u32,
}

/// Gives a project its meaning. The diagnostics are those of names and values.
pub fn model(project: &Project) -> (Model, Vec<Diagnostic>) {
    let ids: Vec<FileId> = project.sources.iter().map(|(id, _)| id).collect();
    let built = map(&ids, |&id| build::build(id, project.sources.get(id), &project.files[id.0 as usize]));
    let mut diagnostics = Vec::new();
    let mut files = Vec::with_capacity(built.len());
    for (file, found) in built {
        files.push(file);
        diagnostics.extend(found);
    }
    diagnostics.extend(name_missing(&mut files, &project.sources));
    let mut model = Model { files };
    let goals = {
        let tables = map(&ids, |&id| names::table(id, &model.files[id.0 as usize]));
        let names: Vec<&names::Table<'_>> = tables.iter().map(|(table, _)| table).collect();
        let resolved = map(&ids, |&id| resolve::resolve(id, &model, &names, &project.sources));
        diagnostics.extend(tables.iter().flat_map(|(_, found)| found.iter().cloned()));
        resolved
    };
    for (file, resolved) in model.files.iter_mut().zip(goals) {
        file.goals = resolved.goals;
        file.uncertain.extend(resolved.uncertain);
        diagnostics.extend(resolved.diagnostics);
    }
    (model, diagnostics)
}

/// Gives ids to what should have one. Only few files have such elements; what others declare is collected for those.
fn name_missing(files: &mut [FileModel], sources: &Sources) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    let lacking = |(id, file): (usize, &FileModel)| (!file.missing_ids.is_empty()).then_some(id);
    for index in files.iter().enumerate().filter_map(lacking).collect::<Vec<_>>() {
        let imported = files[index].imports.iter().map(|&(_, other)| other.0 as usize).filter(|&other| other != index);
        let others: Vec<_> = imported.map(|other| missing::declared(&files[other])).collect();
        let own = missing::declared(&files[index]);
        let others: Vec<_> = others.iter().collect();
        out.extend(missing::name(FileId(index as u32), &mut files[index], &others, &own, sources));
    }
    out
}

impl FileModel {
    /// The whole import statement of a path: from its keyword to the closing quote.
    pub fn import_statement(&self, path: Span) -> Option<Span> {
        let after = self.import_statements.partition_point(|statement| statement.start <= path.start);
        self.import_statements[..after].last().copied().filter(|statement| statement.contains(path))
    }
}

impl Model {
    /// The file's part.
    pub fn file(&self, id: FileId) -> &FileModel {
        &self.files[id.0 as usize]
    }

    /// A walker at an element.
    pub fn node(&self, id: ElementId) -> Node<'_> {
        Node { model: self, id }
    }

    /// The elements at the top of a file.
    pub fn roots(&self, file: FileId) -> impl Iterator<Item = Node<'_>> {
        let end = self.file(file).elements.len() as u32;
        walk::Siblings::new(self, file, 0, end)
    }

    /// All journeys of a file, in order.
    pub fn journeys(&self, file: FileId) -> impl Iterator<Item = Node<'_>> {
        self.roots(file).filter(|node| node.kind() == ElementKind::Journey)
    }
}

/// The text of a reference.
pub(crate) fn written<'s>(sources: &'s Sources, file: FileId, reference: &Reference) -> &'s str {
    sources.get(file).slice(reference.span)
}
