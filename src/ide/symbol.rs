//! What the text at a byte names.

use super::{View, touches};
use crate::diagnostic::Code;
use crate::model::vocabulary::{ElementKind, FieldRow, RESERVED};
use crate::model::{ElementId, Goal, Node, Reference};
use crate::source::{FileId, Span};
use crate::syntax::tree::{Clause, StatementKind};
use crate::syntax::word_at;

/// Something that a text can name.
#[derive(Clone, Copy)]
pub(super) enum Symbol {
    /// An element, where it is declared or referred to by its id.
    Element(ElementId),
    /// An element, by its title.
    Title(ElementId),
    /// The keyword of an element.
    Keyword(ElementKind),
    /// A field.
    Field(&'static FieldRow),
    /// A word of the closed list of a field.
    Word(&'static FieldRow),
    /// The word after the title of an element.
    Value(ElementKind),
    /// A word that begins a clause or has a meaning of its own.
    Reserved(&'static str),
    /// A lint, in an allow comment.
    Lint(Code),
    /// An imported file.
    File(FileId),
}

/// A part of a reference, and the element that it names.
#[derive(Clone, Copy)]
pub(super) struct Segment {
    pub span: Span,
    pub element: ElementId,
}

/// What stands at a byte, and where.
pub(super) fn symbol_at(view: View<'_>, offset: u32) -> Option<(Span, Symbol)> {
    let offset = view.clamp(offset);
    let model = view.model();
    if let Some(allow) = model.allows.iter().find(|allow| touches(allow.name, offset)) {
        return Some((allow.name, Symbol::Lint(allow.code)));
    }
    if let Some((span, file)) = model.imports.iter().find(|(span, _)| touches(*span, offset)) {
        return Some((*span, Symbol::File(*file)));
    }
    if let Some(segment) = segment_at(view, offset) {
        return Some((segment.span, Symbol::Element(segment.element)));
    }
    declared_at(view, offset).or_else(|| word_of_statement(view, offset))
}

/// The part of a reference at a byte.
fn segment_at(view: View<'_>, offset: u32) -> Option<Segment> {
    let model = view.model();
    let here = model.references.iter().enumerate().filter(|(_, reference)| touches(reference.span, offset));
    let mut segments = here.flat_map(|(index, reference)| segments(view, reference, model.goals.get(index).copied().flatten()));
    segments.find(|segment| touches(segment.span, offset))
}

/// The parts of a reference with what they name, from left to right: of `stage.touchpoint` both.
pub(super) fn segments(view: View<'_>, reference: &Reference, goal: Option<Goal>) -> Vec<Segment> {
    let Some(Goal::Element(id)) = goal else { return Vec::new() };
    let written = view.source().slice(reference.span);
    let mut out = Vec::new();
    let mut named = Some(view.analysis.model.node(id));
    let mut end = reference.span.end;
    for part in written.rsplit('.') {
        let Some(node) = named else { break };
        let start = end - part.len() as u32;
        out.push(Segment { span: Span { start, end }, element: node.id });
        end = start.saturating_sub(1);
        named = qualifies(node);
    }
    out.reverse();
    out
}

/// What stands before the name of a place in a qualified name: the stage of a touchpoint, the journey of a stage or outcome.
fn qualifies(node: Node<'_>) -> Option<Node<'_>> {
    match node.kind() {
        ElementKind::Touchpoint | ElementKind::Step => node.parent(),
        ElementKind::Stage | ElementKind::Outcome => node.journey(),
        _ => None,
    }
}

/// The element whose id, title or keyword is at a byte.
fn declared_at(view: View<'_>, offset: u32) -> Option<(Span, Symbol)> {
    let elements = &view.model().elements;
    // Heads lie in order and apart.
    let after = elements.partition_point(|element| element.head.start <= offset);
    let index = after.checked_sub(1)?;
    let element = &elements[index];
    let id = ElementId { file: view.file, index: index as u32 };
    let name = element.id.as_ref().map(|name| name.span).filter(|span| !span.is_empty());
    if let Some(span) = name.filter(|&span| touches(span, offset)) {
        return Some((span, Symbol::Element(id)));
    }
    if let Some(title) = element.title.as_ref().filter(|title| touches(title.span, offset)) {
        return Some((title.span, Symbol::Title(id)));
    }
    (touches(element.keyword, offset) && !element.guessed).then_some((element.keyword, Symbol::Keyword(element.kind)))
}

/// The word of the language at a byte: a field, a closed word, a clause.
fn word_of_statement(view: View<'_>, offset: u32) -> Option<(Span, Symbol)> {
    let (tree, source) = (view.tree(), view.source());
    let after = tree.statements.partition_point(|statement| statement.span.start <= offset);
    let first = after.checked_sub(1).map(|last| tree.statements[last].span)?;
    let index = tree.statements.iter().position(|statement| statement.span == first)?;
    let statement = &tree.statements[index];
    if !touches(statement.span, offset) {
        return None;
    }
    let kind = parent_kind(view, index as u32);
    match &statement.kind {
        StatementKind::Field(field) => {
            let row = kind?.row().field(source.slice(field.name))?;
            if touches(field.name, offset) {
                return Some((field.name, Symbol::Field(row)));
            }
            let value = field.values.iter().find(|value| touches(value.span, offset)).map(|value| (value.span, Symbol::Word(row)));
            value.or_else(|| clause_word(view, &field.clauses, offset))
        }
        StatementKind::Flag(word) => Some((*word, Symbol::Field(kind?.row().field(source.slice(*word))?))),
        StatementKind::Element(element) => {
            let value = element.value.as_ref().filter(|value| touches(value.span, offset));
            let value = value.map(|value| (value.span, Symbol::Value(element.kind)));
            value.or_else(|| clause_word(view, &element.clauses, offset))
        }
        StatementKind::Import(_) => reserved(view, statement.span.start, offset),
        StatementKind::Influence(transition) => {
            reserved(view, statement.span.start, offset).or_else(|| detail_word(view, &transition.details.clauses, offset))
        }
        StatementKind::Transition(transition) => detail_word(view, &transition.details.clauses, offset),
        StatementKind::Arms(arms) => arms.iter().find_map(|arm| detail_word(view, &arm.details.clauses, offset)),
        StatementKind::Junk => None,
    }
}

/// The kind of the element in whose block a statement stands.
fn parent_kind(view: View<'_>, statement: u32) -> Option<ElementKind> {
    let statements = &view.tree().statements;
    let around = |(_, other): &(usize, &crate::syntax::tree::Statement)| other.end > statement;
    let (_, parent) = statements[..statement as usize].iter().enumerate().rev().find(around)?;
    match &parent.kind {
        StatementKind::Element(element) => Some(element.kind),
        _ => None,
    }
}

fn clause_word(view: View<'_>, clauses: &[Clause], offset: u32) -> Option<(Span, Symbol)> {
    clauses.iter().find_map(|clause| reserved(view, clause.span.start, offset))
}

/// A clause of an arrow, or the words that only arrows have.
fn detail_word(view: View<'_>, clauses: &[Clause], offset: u32) -> Option<(Span, Symbol)> {
    clause_word(view, clauses, offset).or_else(|| {
        let text = view.text();
        let start = text[..offset as usize].rfind(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | '.')));
        let start = start.map_or(0, |before| before + text[before..].chars().next().map_or(1, char::len_utf8));
        reserved(view, start as u32, offset).filter(|(_, symbol)| matches!(symbol, Symbol::Reserved("takes" | "exit")))
    })
}

/// The word of the language that begins at a byte, if the cursor is at it.
fn reserved(view: View<'_>, start: u32, offset: u32) -> Option<(Span, Symbol)> {
    let word = word_at(view.text(), start as usize);
    let span = Span::new(start as usize, start as usize + word.len());
    let known = RESERVED.iter().find(|reserved| **reserved == word)?;
    touches(span, offset).then_some((span, Symbol::Reserved(known)))
}
