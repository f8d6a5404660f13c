//! Walkers: small copies that make rules and emitters read like sentences. They go over [`Model`] only, never the text.

use crate::source::{FileId, Span};

use super::value::{Basis, ClaimValue};
use super::vocabulary::{ElementKind, Field};
use super::{Claim, Clauses, Element, ElementId, FileModel, Goal, Model, Transition};

/// A walker at an element.
#[derive(Clone, Copy)]
pub struct Node<'m> {
    /// The model.
    pub model: &'m Model,
    /// The element.
    pub id: ElementId,
}

/// Sibling elements.
pub struct Siblings<'m> {
    model: &'m Model,
    file: FileId,
    next: u32,
    end: u32,
}

impl<'m> Siblings<'m> {
    pub(super) fn new(model: &'m Model, file: FileId, next: u32, end: u32) -> Self {
        Self { model, file, next, end }
    }
}

impl<'m> Iterator for Siblings<'m> {
    type Item = Node<'m>;

    fn next(&mut self) -> Option<Node<'m>> {
        if self.next >= self.end {
            return None;
        }
        let node = Node { model: self.model, id: ElementId { file: self.file, index: self.next } };
        self.next = node.element().end;
        Some(node)
    }
}

impl<'m> Node<'m> {
    /// The file's part of the model.
    pub fn file(self) -> &'m FileModel {
        self.model.file(self.id.file)
    }

    /// The element itself.
    pub fn element(self) -> &'m Element {
        &self.file().elements[self.id.index as usize]
    }

    /// Its kind.
    pub fn kind(self) -> ElementKind {
        self.element().kind
    }

    /// Its id as written.
    pub fn name(self) -> Option<&'m str> {
        self.element().id.as_ref().map(|id| &*id.text)
    }

    /// Its title.
    pub fn title(self) -> Option<&'m str> {
        self.element().title.as_ref().map(|title| &*title.text)
    }

    /// Its title, else its id, else its keyword: something to show.
    pub fn caption(self) -> &'m str {
        self.title().or(self.name()).unwrap_or(self.kind().keyword())
    }

    /// For messages: `id` in backticks, else "title" in quotes, else the keyword.
    pub fn mention(self) -> String {
        match (self.name(), self.title()) {
            (Some(name), _) => format!("`{name}`"),
            (None, Some(title)) => format!("\"{title}\""),
            (None, None) => format!("this {}", self.kind().keyword()),
        }
    }

    /// The smallest text that names it: its id, else its title, else its keyword.
    pub fn name_span(self) -> Span {
        let element = self.element();
        let id = element.id.as_ref().map(|id| id.span).filter(|span| !span.is_empty());
        id.or(element.title.as_ref().map(|title| title.span)).unwrap_or(element.keyword)
    }

    /// Its title, else the smallest text that names it: of a finding the words are what matters.
    pub fn title_span(self) -> Span {
        self.element().title.as_ref().map_or_else(|| self.name_span(), |title| title.span)
    }

    /// The element around it.
    pub fn parent(self) -> Option<Node<'m>> {
        self.element().parent.map(|index| Node { model: self.model, id: ElementId { file: self.id.file, index } })
    }

    /// It and the elements around it, from the inside out.
    pub fn ancestors(self) -> impl Iterator<Item = Node<'m>> {
        std::iter::successors(Some(self), |node| node.parent())
    }

    /// The journey that it is or stands in.
    pub fn journey(self) -> Option<Node<'m>> {
        self.ancestors().find(|node| node.kind() == ElementKind::Journey)
    }

    /// The elements directly inside.
    pub fn children(self) -> Siblings<'m> {
        Siblings::new(self.model, self.id.file, self.id.index + 1, self.element().end)
    }

    /// The elements of a kind directly inside.
    pub fn children_of(self, kind: ElementKind) -> impl Iterator<Item = Node<'m>> {
        self.children().filter(move |node| node.kind() == kind)
    }

    /// All elements inside, at any depth, in order.
    pub fn descendants(self) -> impl Iterator<Item = Node<'m>> {
        (self.id.index + 1..self.element().end)
            .map(move |index| Node { model: self.model, id: ElementId { file: self.id.file, index } })
    }

    /// The stages of a journey, those in phases included, in order.
    pub fn stages(self) -> impl Iterator<Item = Node<'m>> {
        self.children().flat_map(|node| {
            let phase = node.kind() == ElementKind::Phase;
            let own = (node.kind() == ElementKind::Stage).then_some(node);
            own.into_iter().chain(node.children().filter(move |inner| phase && inner.kind() == ElementKind::Stage))
        })
    }

    /// The touchpoints and steps of a stage, in order.
    pub fn touchpoints(self) -> impl Iterator<Item = Node<'m>> {
        self.children().filter(|node| matches!(node.kind(), ElementKind::Touchpoint | ElementKind::Step))
    }

    /// Its claims, in order.
    pub fn claims(self) -> impl Iterator<Item = ClaimNode<'m>> {
        let range = self.element().claims.clone();
        range.map(move |index| ClaimNode { of: self, index })
    }

    /// The claims of a field.
    pub fn field(self, field: Field) -> impl Iterator<Item = ClaimNode<'m>> {
        self.claims().filter(move |claim| claim.claim().field == field && claim.claim().about.is_none())
    }

    /// The word of a field with a closed list.
    pub fn word(self, field: Field) -> Option<&'static str> {
        self.field(field).find_map(|claim| match claim.claim().value {
            ClaimValue::Word(word) => Some(word),
            _ => None,
        })
    }

    /// Whether it is of high or critical severity.
    pub fn is_severe(self) -> bool {
        matches!(self.word(Field::Severity), Some("high" | "critical"))
    }

    /// The elements that a field names.
    pub fn references(self, field: Field) -> impl Iterator<Item = Node<'m>> {
        self.field(field).filter_map(ClaimNode::goal)
    }

    /// The transitions and influences written in it.
    pub fn transitions(self) -> impl Iterator<Item = &'m Transition> {
        let range = self.element().transitions.clone();
        self.file().transitions[range.start as usize..range.end as usize].iter()
    }

    /// What a reference of this file means, if it is an element.
    pub fn goal(self, reference: u32) -> Option<Node<'m>> {
        match self.file().goals.get(reference as usize).copied().flatten() {
            Some(Goal::Element(id)) => Some(self.model.node(id)),
            _ => None,
        }
    }

    /// A set of clauses of this file.
    pub fn clause_set(self, index: u32) -> &'m Clauses {
        &self.file().clauses[index as usize]
    }

    /// The personas that a set of clauses names; none if it names none.
    pub fn personas_of(self, clauses: u32) -> Vec<ElementId> {
        self.clause_set(clauses).personas.iter().filter_map(|&reference| self.goal(reference)).map(|node| node.id).collect()
    }

    /// Whom a transition of this file is for: by its own clauses, else by those around it; empty for everybody.
    pub fn personas_of_transition(self, transition: &Transition) -> Vec<ElementId> {
        let own = self.personas_of(transition.clauses);
        if own.is_empty() {
            Node { model: self.model, id: ElementId { file: self.id.file, index: transition.scope } }.personas()
        } else {
            own
        }
    }

    /// What a transition of this file rests on: its own sources, else those around it.
    pub fn sources_of_transition(self, transition: &Transition) -> Vec<Node<'m>> {
        let own = &self.clause_set(transition.clauses).sources;
        if own.is_empty() {
            Node { model: self.model, id: ElementId { file: self.id.file, index: transition.scope } }.sources()
        } else {
            own.iter().filter_map(|&reference| self.goal(reference)).collect()
        }
    }

    /// Whom it holds for by its own clauses or those around it; empty for everybody.
    pub fn personas(self) -> Vec<ElementId> {
        self.ancestors()
            .find(|node| !node.clause_set(node.element().clauses).personas.is_empty())
            .map(|node| node.personas_of(node.element().clauses))
            .unwrap_or_default()
    }

    /// The sources that it rests on by its own clauses or those around it.
    pub fn sources(self) -> Vec<Node<'m>> {
        self.ancestors()
            .map(|node| node.clause_set(node.element().clauses))
            .find(|clauses| !clauses.sources.is_empty())
            .map(|clauses| clauses.sources.iter().filter_map(|&reference| self.goal(reference)).collect())
            .unwrap_or_default()
    }

    /// What it rests on.
    pub fn basis(self) -> Basis {
        basis(&self.sources())
    }
}

/// The strongest basis among sources.
pub fn basis(sources: &[Node<'_>]) -> Basis {
    sources
        .iter()
        .map(|source| match (source.word(Field::Kind), source.word(Field::Method)) {
            (Some("observed"), _) | (_, Some("event-log")) => Basis::Measured,
            _ => Basis::Researched,
        })
        .max()
        .unwrap_or(Basis::Assumed)
}

/// A walker at a claim.
#[derive(Clone, Copy)]
pub struct ClaimNode<'m> {
    /// The element whose claim it is.
    pub of: Node<'m>,
    /// The index into the file's claims.
    pub index: u32,
}

impl<'m> ClaimNode<'m> {
    /// The claim itself.
    pub fn claim(self) -> &'m Claim {
        &self.of.file().claims[self.index as usize]
    }

    /// Its clauses.
    pub fn clauses(self) -> &'m Clauses {
        self.of.clause_set(self.claim().clauses)
    }

    /// Its text, if it is one.
    pub fn text(self) -> Option<&'m str> {
        match &self.claim().value {
            ClaimValue::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The element it names, if it names one.
    pub fn goal(self) -> Option<Node<'m>> {
        match self.claim().value {
            ClaimValue::Reference(reference) => self.of.goal(reference),
            _ => None,
        }
    }

    /// Whom it holds for: its own clause, else those of the elements around it; empty for everybody.
    pub fn personas(self) -> Vec<ElementId> {
        if self.clauses().personas.is_empty() { self.of.personas() } else { self.of.personas_of(self.claim().clauses) }
    }

    /// What it rests on: its own clause, else those of the elements around it.
    pub fn sources(self) -> Vec<Node<'m>> {
        let own = &self.clauses().sources;
        if own.is_empty() { self.of.sources() } else { own.iter().filter_map(|&reference| self.of.goal(reference)).collect() }
    }

    /// What it rests on, in one word.
    pub fn basis(self) -> Basis {
        basis(&self.sources())
    }
}
