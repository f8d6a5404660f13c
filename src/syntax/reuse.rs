//! What was read of a text before it changed, where it has not changed.
//!
//! Whoever types changes a few letters of a long text. What a statement says rests on nothing but its own words, so those before and
//! behind the change need not be read by the grammar again; where the statements are, and what stands in which block, is found anew.

use crate::source::{SourceFile, Span};

use super::read::Place;
use super::tree::{Amount, Clause, ClauseKind, Details, End, Statement, StatementKind, Tree, Unit, Value, ValueKind};

/// A text and its tree from before a change.
#[derive(Clone, Copy)]
pub struct Before<'b> {
    /// The text.
    pub file: &'b SourceFile,
    /// What was read of it.
    pub tree: &'b Tree,
}

/// The statements of a text that are the same as before. They are asked for in the order of the text.
pub(super) struct Reuse<'b> {
    statements: &'b [Statement],
    /// So many bytes at the beginning are the same.
    head: usize,
    /// From this byte of the new text on it is the same as at the end of the old one.
    tail: usize,
    /// How far what is behind the change has moved; to the front it is what wraps around.
    moved: u32,
}

impl<'b> Reuse<'b> {
    /// Compares the texts.
    pub fn new(before: Before<'b>, file: &SourceFile) -> Self {
        let (old, new) = (before.file.text().as_bytes(), file.text().as_bytes());
        let head = same(old.iter(), new.iter());
        let longest = old.len().min(new.len()) - head;
        let end = same(old[old.len() - longest..].iter().rev(), new[new.len() - longest..].iter().rev());
        let moved = (new.len() as u32).wrapping_sub(old.len() as u32);
        Self { statements: &before.tree.statements, head, tail: new.len() - end, moved }
    }

    /// What the statement of a span says, if the grammar has read the same words in such a place before.
    pub fn find(&mut self, span: Span, place: Place) -> Option<StatementKind> {
        let moved = match span.range() {
            range if range.end <= self.head => 0,
            range if range.start >= self.tail => self.moved,
            _ => return None,
        };
        let old = Span { start: span.start.wrapping_sub(moved), end: span.end.wrapping_sub(moved) };
        while self.statements.first().is_some_and(|statement| statement.span.start < old.start) {
            self.statements = &self.statements[1..];
        }
        let statement = self.statements.first().filter(|statement| statement.span == old && statement.sound)?;
        let in_arms = matches!(statement.kind, StatementKind::Arms(_));
        (in_arms == (place == Place::Arms)).then(|| {
            let mut kind = statement.kind.clone();
            if moved != 0 {
                Mover(moved).kind(&mut kind);
            }
            kind
        })
    }
}

/// How many bytes are the same.
fn same<'t>(a: impl Iterator<Item = &'t u8>, b: impl Iterator<Item = &'t u8>) -> usize {
    a.zip(b).take_while(|(a, b)| a == b).count()
}

/// Moves all spans of a statement by so many bytes.
struct Mover(u32);

impl Mover {
    fn span(&self, span: &mut Span) {
        *span = Span { start: span.start.wrapping_add(self.0), end: span.end.wrapping_add(self.0) };
    }

    fn spans<'s>(&self, spans: impl IntoIterator<Item = &'s mut Span>) {
        spans.into_iter().for_each(|span| self.span(span));
    }

    fn kind(&self, kind: &mut StatementKind) {
        match kind {
            StatementKind::Import(span) | StatementKind::Flag(span) => self.span(span),
            StatementKind::Element(element) => {
                self.span(&mut element.keyword);
                self.spans(element.id.iter_mut().chain(&mut element.title));
                element.value.iter_mut().for_each(|value| self.value(value));
                self.clauses(&mut element.clauses);
            }
            StatementKind::Field(field) => {
                self.span(&mut field.name);
                field.values.iter_mut().for_each(|value| self.value(value));
                self.clauses(&mut field.clauses);
            }
            StatementKind::Transition(transition) | StatementKind::Influence(transition) => {
                transition.ends.iter_mut().flatten().for_each(|end| self.end(end));
                self.details(&mut transition.details);
            }
            StatementKind::Arms(arms) => {
                for arm in arms {
                    self.end(&mut arm.end);
                    self.details(&mut arm.details);
                }
            }
            StatementKind::Junk => {}
        }
    }

    fn end(&self, end: &mut End) {
        self.span(&mut end.name);
    }

    fn details(&self, details: &mut Details) {
        self.spans(details.label.iter_mut().chain(&mut details.surplus));
        details.share.iter_mut().chain(&mut details.takes).for_each(|value| self.value(value));
        self.clauses(&mut details.clauses);
    }

    fn clauses(&self, clauses: &mut [Clause]) {
        for clause in clauses {
            self.span(&mut clause.span);
            match &mut clause.kind {
                ClauseKind::For(spans) | ClauseKind::From(spans) => self.spans(spans),
                ClauseKind::When(span) => self.span(span),
            }
        }
    }

    fn value(&self, value: &mut Value) {
        self.span(&mut value.span);
        match &mut value.kind {
            ValueKind::Arc(values) => values.iter_mut().for_each(|value| self.value(value)),
            ValueKind::Measure(measure) => {
                self.amount(&mut measure.low);
                measure.high.iter_mut().for_each(|amount| self.amount(amount));
            }
            ValueKind::Text | ValueKind::TextBlock | ValueKind::Date | ValueKind::Reference => {}
        }
    }

    fn amount(&self, amount: &mut Amount) {
        self.spans([&mut amount.span, &mut amount.number_span]);
        self.spans(amount.currency.iter_mut().chain(&mut amount.text));
        if let Unit::Word(span) = &mut amount.unit {
            self.span(span);
        }
    }
}
