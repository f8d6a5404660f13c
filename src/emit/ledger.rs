//! The account of what a writer has carried over, so that it can say exactly what is left behind.
//!
//! A *fact* is what a file says by itself: that there is an element, one value of a field, a transition, and each clause of those. A
//! writer enters what it has written; whatever was not entered in the end is left behind. So a field that is new to the language is left
//! behind until a writer knows it, and is never forgotten.
//!
//! Ids and comments are no facts: they are for those who work on the text.

use std::collections::{BTreeMap, HashSet};

use crate::model::vocabulary::{ElementKind, Field};
use crate::model::walk::ClaimNode;
use crate::model::{Clauses, ElementId, Model, Node};
use crate::source::{FileId, Span};

/// A fact that was not carried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Where it is written.
    pub file: FileId,
    /// The smallest text that says it.
    pub span: Span,
    /// What kind of fact.
    pub kind: Kind,
}

/// The kinds of facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// That there is an element.
    Element(ElementKind),
    /// A value of a field.
    Field(Field),
    /// A transition.
    Arrow,
    /// An influence.
    Influence,
    /// The clause `for`.
    Whom,
    /// The clause `from`.
    Sources,
    /// The clause `when`.
    When,
    /// A score for a place of which no emotion is known, where the form cannot do without.
    Score,
    /// A title that stands there with a number behind it, since something else has the same.
    Number,
    /// A text that stands there with other line breaks or spaces, or with signs in the place of what cannot be seen.
    Spaces,
}

impl Kind {
    /// What one such fact is.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Element(kind) => kind.keyword(),
            Self::Field(field) => field.name(),
            Self::Arrow => "arrow",
            Self::Influence => "influence",
            Self::Whom => "for",
            Self::Sources => "from",
            Self::When => "when",
            Self::Score => "no emotion",
            Self::Number => "a number behind",
            Self::Spaces => "other spaces",
        }
    }

    /// The kind behind a number.
    pub fn counted(self, count: usize) -> String {
        let plural = |one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });
        match self {
            Self::Element(ElementKind::MomentOfTruth) => plural("moment of truth", "moments of truth"),
            Self::Element(ElementKind::Opportunity) => plural("opportunity", "opportunities"),
            Self::Element(kind) => plural(kind.keyword(), &format!("{}s", kind.keyword())),
            Self::Field(Field::Lane) => format!("{count} in lanes"),
            Self::Field(Field::Value) => plural("value", "values"),
            Self::Field(field) => format!("{count} of `{}`", field.name()),
            Self::Arrow => plural("arrow", "arrows"),
            Self::Influence => plural("influence", "influences"),
            Self::Whom => format!("{count} of `for`"),
            Self::Sources => format!("{count} of `from`"),
            Self::When => format!("{count} of `when`"),
            Self::Score => plural("score", "scores"),
            Self::Number => plural("title without a number", "titles without a number"),
            Self::Spaces => plural("text with its spaces", "texts with their spaces"),
        }
    }
}

/// A part of a statement.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Part {
    /// The element, value or arrow itself.
    Itself,
    /// The clause `for`.
    Whom,
    /// The clause `from`.
    Sources,
    /// The clause `when`.
    When,
}

/// All parts of a statement.
pub const WHOLE: &[Part] = &[Part::Itself, Part::Whom, Part::Sources, Part::When];

/// A statement of a file.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Statement {
    /// A declaration.
    Element(ElementId),
    /// A value of a field, by its number in the file.
    Claim(FileId, u32),
    /// An arrow, by its number in the file.
    Arrow(FileId, u32),
}

impl From<Node<'_>> for Statement {
    fn from(node: Node<'_>) -> Self {
        Self::Element(node.id)
    }
}

impl From<ClaimNode<'_>> for Statement {
    fn from(claim: ClaimNode<'_>) -> Self {
        Self::Claim(claim.of.id.file, claim.index)
    }
}

/// What was carried so far.
#[derive(Default)]
pub struct Ledger {
    carried: HashSet<(Statement, Part)>,
    respaced: HashSet<Statement>,
    renamed: HashSet<Statement>,
    made_up: Vec<Fact>,
    too_large: Vec<String>,
}

/// What is left in the end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Balance {
    /// What was not carried, in the order of the text.
    pub left: Vec<Fact>,
    /// What the form cannot do without and nobody said.
    pub made_up: Vec<Fact>,
    /// What was written and is too large for those who draw it, and what was not written for that reason, in words for people.
    pub too_large: Vec<String>,
}

impl Ledger {
    /// Parts of a statement have been written.
    pub fn carry(&mut self, statement: impl Into<Statement>, parts: &[Part]) {
        let statement = statement.into();
        self.carried.extend(parts.iter().map(|&part| (statement, part)));
    }

    /// A text of a statement was written with other spaces or line breaks.
    pub fn respace(&mut self, statement: impl Into<Statement>) {
        self.respaced.insert(statement.into());
    }

    /// A title was written with a number behind it.
    pub fn rename(&mut self, node: Node<'_>) {
        self.renamed.insert(node.into());
    }

    /// A place got a score that nobody gave.
    pub fn make_up(&mut self, node: Node<'_>) {
        self.made_up.push(Fact { file: node.id.file, span: node.name_span(), kind: Kind::Score });
    }

    /// Something is too large for those who draw it.
    pub fn exceed(&mut self, what: String) {
        self.too_large.push(what);
    }

    /// What is left of a file, and of what it has from others. `chosen` tells which elements, and which personas' statements, were asked
    /// for.
    pub fn close(
        self,
        model: &Model,
        file: FileId,
        imported: &[ElementId],
        chosen: impl Fn(Node<'_>, &[ElementId]) -> bool,
    ) -> Balance {
        let mut left = Vec::new();
        let own = (0..model.file(file).elements.len() as u32).map(|index| model.node(ElementId { file, index }));
        let others = imported.iter().map(|&id| model.node(id)).flat_map(|node| std::iter::once(node).chain(node.descendants()));
        for node in own.chain(others) {
            let element = node.element();
            if chosen(node, &node.personas()) {
                self.rest(node, node.into(), Kind::Element(element.kind), node.name_span(), element.clauses, &mut left);
            }
            for claim in node.claims().filter(|claim| chosen(node, &claim.personas())) {
                let own = claim.claim();
                self.rest(node, claim.into(), Kind::Field(own.field), own.span, own.clauses, &mut left);
            }
            for (number, arrow) in element.transitions.clone().zip(node.transitions()) {
                if chosen(node, &node.personas_of_transition(arrow)) {
                    let kind = if arrow.influence { Kind::Influence } else { Kind::Arrow };
                    self.rest(node, Statement::Arrow(node.id.file, number), kind, arrow.span, arrow.clauses, &mut left);
                }
            }
        }
        left.sort_by_key(|fact| (fact.file != file, fact.file, fact.span, fact.kind));
        Balance { left, made_up: self.made_up, too_large: self.too_large }
    }

    fn rest(&self, node: Node<'_>, statement: Statement, kind: Kind, span: Span, clauses: u32, left: &mut Vec<Fact>) {
        let Clauses { personas, sources, when } = node.clause_set(clauses);
        let parts = [
            (Part::Itself, true, kind),
            (Part::Whom, !personas.is_empty(), Kind::Whom),
            (Part::Sources, !sources.is_empty(), Kind::Sources),
            (Part::When, when.is_some(), Kind::When),
        ];
        for (part, there, kind) in parts {
            if there && !self.carried.contains(&(statement, part)) {
                left.push(Fact { file: node.id.file, span, kind });
            }
        }
        for (changed, kind) in [(&self.renamed, Kind::Number), (&self.respaced, Kind::Spaces)] {
            if self.carried.contains(&(statement, Part::Itself)) && changed.contains(&statement) {
                left.push(Fact { file: node.id.file, span, kind });
            }
        }
    }
}

/// Facts in one sentence, the most frequent kinds first: `12 facts not in Mermaid: 4 pains, 3 of `action` and 5 others`.
pub fn counted(facts: &[Fact]) -> String {
    const MOST: usize = 6;
    let mut counts: BTreeMap<Kind, usize> = BTreeMap::new();
    for fact in facts {
        *counts.entry(fact.kind).or_default() += 1;
    }
    let mut counts: Vec<(Kind, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(kind, count)| (std::cmp::Reverse(*count), *kind));
    let others: usize = counts.iter().skip(MOST).map(|(_, count)| count).sum();
    let shown: Vec<String> = counts.iter().take(MOST).map(|(kind, count)| kind.counted(*count)).collect();
    let more = if others > 0 { format!(", and {others} more") } else { String::new() };
    format!("{}{more}", shown.join(", "))
}
