//! What each word of a map is, for colours that follow the meaning.

use std::collections::HashMap;

use super::View;
use crate::model::vocabulary::{ElementKind, Field, Target, ValueType};
use crate::source::Span;
use crate::syntax::tree::{Clause, ClauseKind, Details, End, Measure, Statement, StatementKind, Unit, Value, ValueKind};
use crate::syntax::{TokenKind as Lexical, tokens as cut};

/// A word, sign, text or comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
    /// Whether a name is declared here.
    pub declaration: bool,
}

/// The kinds of tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The word of an element, a clause or another word of the language.
    Keyword,
    /// The name of a field.
    Field,
    /// A word of a closed list.
    Word,
    /// The name of a journey.
    Journey,
    /// The name of a stage, touchpoint, step or outcome.
    Place,
    /// The name of a persona.
    Persona,
    /// Any other name.
    Name,
    /// A text.
    Text,
    /// A number with its unit, or a date.
    Number,
    /// An arrow.
    Arrow,
    /// A comment.
    Comment,
}

impl Kind {
    /// All, in a fixed order.
    pub const ALL: &'static [Self] = &[
        Self::Keyword,
        Self::Field,
        Self::Word,
        Self::Journey,
        Self::Place,
        Self::Persona,
        Self::Name,
        Self::Text,
        Self::Number,
        Self::Arrow,
        Self::Comment,
    ];

    const fn of_element(kind: ElementKind) -> Self {
        match kind {
            ElementKind::Journey => Self::Journey,
            ElementKind::Stage | ElementKind::Touchpoint | ElementKind::Step | ElementKind::Outcome => Self::Place,
            ElementKind::Persona => Self::Persona,
            _ => Self::Name,
        }
    }

    const fn of_target(target: Target) -> Self {
        match target {
            Target::Journey => Self::Journey,
            Target::Place => Self::Place,
            Target::Persona | Target::Actor => Self::Persona,
            _ => Self::Name,
        }
    }
}

/// All tokens of a file, in order and apart. A text may go over several lines.
pub fn tokens(view: View<'_>) -> Vec<Token> {
    let tree = view.tree();
    let mut out: Vec<Token> = Vec::new();
    let mut around: Vec<(u32, Option<ElementKind>)> = Vec::new();
    let mut last = None;
    for (index, statement) in tree.statements.iter().enumerate() {
        around.retain(|(end, _)| (index as u32) < *end);
        let parent = around.last().and_then(|(_, kind)| *kind);
        let known = words(view, statement, parent);
        // Two statements may have been made of one text.
        if last != Some(statement.span) {
            of_piece(view, statement.span, &known, &mut out);
        }
        last = Some(statement.span);
        if statement.block.is_some() {
            let kind = match &statement.kind {
                StatementKind::Element(element) => Some(element.kind),
                _ => None,
            };
            around.push((statement.end, kind));
        }
    }
    out.extend(tree.comments.iter().map(|&span| Token { span, kind: Kind::Comment, declaration: false }));
    out.sort_by_key(|token| token.span);
    out.dedup_by(|next, before| next.span.start < before.span.end);
    out
}

/// The tokens of one statement: texts, numbers and arrows by their form, words by what they are known to be.
fn of_piece(view: View<'_>, piece: Span, known: &HashMap<u32, (Kind, bool)>, out: &mut Vec<Token>) {
    for token in cut(view.source().slice(piece)) {
        let span = Span::new(piece.start as usize + token.start, piece.start as usize + token.end);
        let (kind, declaration) = match token.kind {
            Lexical::Text | Lexical::OpenText | Lexical::LongText | Lexical::CurlyText | Lexical::Link => (Kind::Text, false),
            Lexical::Number => (Kind::Number, false),
            Lexical::Arrow => (Kind::Arrow, false),
            Lexical::Other if token.text == "%" => (Kind::Number, false),
            Lexical::Word => match known.get(&span.start) {
                Some(known) => *known,
                None => continue,
            },
            _ => continue,
        };
        out.push(Token { span, kind, declaration });
    }
}

/// What the words of a statement are, by the byte at which they begin.
fn words(view: View<'_>, statement: &Statement, parent: Option<ElementKind>) -> HashMap<u32, (Kind, bool)> {
    let mut known = Known { words: HashMap::new() };
    let first = statement.span.start;
    match &statement.kind {
        StatementKind::Import(_) => known.word(first, Kind::Keyword),
        StatementKind::Element(element) => {
            known.word(element.keyword.start, Kind::Keyword);
            if let Some(id) = element.id {
                known.words.insert(id.start, (Kind::of_element(element.kind), true));
            }
            if let Some(value) = &element.value {
                known.value(value, element.kind.row().value);
            }
            known.clauses(&element.clauses);
        }
        StatementKind::Field(field) => {
            let name = view.source().slice(field.name);
            let row = parent.and_then(|kind| kind.row().field(name));
            known.word(field.name.start, Kind::Field);
            for value in &field.values {
                known.value(value, row.map(|row| row.value));
            }
            known.clauses(&field.clauses);
        }
        StatementKind::Flag(word) => {
            let optional = view.source().slice(*word) == Field::Optional.name();
            known.word(word.start, if optional { Kind::Field } else { Kind::Keyword });
        }
        StatementKind::Transition(transition) | StatementKind::Influence(transition) => {
            if matches!(statement.kind, StatementKind::Influence(_)) {
                known.word(first, Kind::Keyword);
            }
            transition.ends.iter().flatten().for_each(|end| known.end(view, *end));
            known.details(view, &transition.details);
        }
        StatementKind::Arms(arms) => {
            for arm in arms {
                known.end(view, arm.end);
                known.details(view, &arm.details);
            }
        }
        StatementKind::Junk => {}
    }
    known.words
}

struct Known {
    words: HashMap<u32, (Kind, bool)>,
}

impl Known {
    fn word(&mut self, at: u32, kind: Kind) {
        self.words.insert(at, (kind, false));
    }

    fn value(&mut self, value: &Value, expected: Option<ValueType>) {
        match (&value.kind, expected) {
            (ValueKind::Reference, Some(ValueType::Words(_) | ValueType::WordsOrQuantity(_))) => {
                self.word(value.span.start, Kind::Word);
            }
            (ValueKind::Reference, Some(ValueType::Reference(target) | ValueType::ReferenceOrText(target))) => {
                self.word(value.span.start, Kind::of_target(target));
            }
            (ValueKind::Measure(measure), _) => self.measure(measure),
            (ValueKind::Arc(parts), _) => parts.iter().for_each(|part| self.value(part, expected)),
            _ => {}
        }
    }

    fn measure(&mut self, measure: &Measure) {
        for amount in [Some(measure.low), measure.high].into_iter().flatten() {
            if let Some(currency) = amount.currency {
                self.word(currency.start, Kind::Number);
            }
            if let Unit::Word(unit) = amount.unit {
                self.word(unit.start, Kind::Number);
            }
        }
    }

    fn clauses(&mut self, clauses: &[Clause]) {
        for clause in clauses {
            self.word(clause.span.start, Kind::Keyword);
            let (names, kind) = match &clause.kind {
                ClauseKind::For(names) => (names.as_slice(), Kind::Persona),
                ClauseKind::From(names) => (names.as_slice(), Kind::Name),
                ClauseKind::When(_) => (&[][..], Kind::Name),
            };
            for name in names {
                self.word(name.start, kind);
            }
        }
    }

    fn end(&mut self, view: View<'_>, end: End) {
        if end.journey {
            let before = view.text()[..end.name.start as usize].trim_end();
            self.word(before.len().saturating_sub(ElementKind::Journey.keyword().len()) as u32, Kind::Keyword);
            return self.word(end.name.start, Kind::Journey);
        }
        let exit = view.source().slice(end.name) == "exit";
        self.word(end.name.start, if exit { Kind::Keyword } else { Kind::Place });
    }

    fn details(&mut self, view: View<'_>, details: &Details) {
        for value in [&details.share, &details.takes].into_iter().flatten() {
            self.value(value, None);
        }
        if let Some(takes) = &details.takes {
            let before = view.text()[..takes.span.start as usize].trim_end();
            self.word(before.len().saturating_sub("takes".len()) as u32, Kind::Keyword);
        }
        self.clauses(&details.clauses);
    }
}
