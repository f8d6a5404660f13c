//! The tree: what was written, in the writer's order, by spans of the source. It is never changed once built.
//!
//! Statements lie in one list, each before those of its block, so that neither walking nor dropping the tree recurses.

use crate::model::vocabulary::ElementKind;
use crate::source::Span;

/// A file's statements and comments.
#[derive(Debug, Default)]
pub struct Tree {
    /// All statements, each followed by those of its block.
    pub statements: Vec<Statement>,
    /// All comments, with their slashes and without the line end.
    pub comments: Vec<Span>,
    /// Words that stand in text that was not understood: somebody may have declared or used them there.
    pub mentioned: Vec<Span>,
}

impl Tree {
    /// The statements of the file itself.
    pub fn roots(&self) -> Children<'_> {
        Children { tree: self, next: 0, end: self.statements.len() as u32 }
    }

    /// The statements in the block of the statement at `index`.
    pub fn children(&self, index: u32) -> Children<'_> {
        Children { tree: self, next: index + 1, end: self.statements[index as usize].end }
    }
}

/// Sibling statements, with their indices.
#[derive(Clone)]
pub struct Children<'t> {
    tree: &'t Tree,
    next: u32,
    end: u32,
}

impl<'t> Iterator for Children<'t> {
    type Item = (u32, &'t Statement);

    fn next(&mut self) -> Option<Self::Item> {
        if self.next >= self.end {
            return None;
        }
        let index = self.next;
        let statement = &self.tree.statements[index as usize];
        self.next = statement.end;
        Some((index, statement))
    }
}

/// One statement and where its block is.
#[derive(Debug)]
pub struct Statement {
    /// The text before the block.
    pub span: Span,
    /// From `{` to `}`, if it has a block.
    pub block: Option<Span>,
    /// The index after the last statement of the block.
    pub end: u32,
    /// What it says.
    pub kind: StatementKind,
    /// Whether it could only be read by a guess. An error says so; what else could be said about it may be wrong.
    pub doubtful: bool,
    /// Whether the grammar reads it as it is written, so that nothing had to be mended or given up.
    pub sound: bool,
}

/// What a statement says.
#[derive(Clone, Debug)]
pub enum StatementKind {
    /// `import "path"`
    Import(Span),
    /// `keyword id "title" value clauses`
    Element(Box<Element>),
    /// `name: values clauses`
    Field(Box<Field>),
    /// `word`
    Flag(Span),
    /// `a -> b`, or the head of a branch, whose block holds `Arms`.
    Transition(Box<Transition>),
    /// The arms of a branch that stand in one statement.
    Arms(Vec<Arm>),
    /// `influence a -> b`
    Influence(Box<Transition>),
    /// What was not understood. Nothing is said about its block.
    Junk,
}

/// A declaration.
#[derive(Clone, Debug)]
pub struct Element {
    /// Which element.
    pub kind: ElementKind,
    /// The keyword; empty where it had to be guessed.
    pub keyword: Span,
    /// Its id.
    pub id: Option<Span>,
    /// Its title, with the quotes.
    pub title: Option<Span>,
    /// A word or quantity after the title.
    pub value: Option<Value>,
    /// Its clauses.
    pub clauses: Vec<Clause>,
}

/// A field.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name.
    pub name: Span,
    /// Its values; none only after a repair or for an empty list.
    pub values: Vec<Value>,
    /// Its clauses.
    pub clauses: Vec<Clause>,
}

/// A transition or influence: `ends -> ends -> …`.
#[derive(Clone, Debug)]
pub struct Transition {
    /// Whether it ends in an arrow: the head of a branch, whose block holds the arms.
    pub open: bool,
    /// The places between the arrows, in order; the head of a branch lacks the last.
    pub ends: Vec<Vec<End>>,
    /// What the arrow carries.
    pub details: Details,
}

/// One arm of a branch.
#[derive(Clone, Debug)]
pub struct Arm {
    /// Where it leads.
    pub end: End,
    /// What it carries.
    pub details: Details,
}

/// One end of a transition.
#[derive(Clone, Copy, Debug)]
pub struct End {
    /// `journey` before the name: a hand-off to a whole journey.
    pub journey: bool,
    /// The name, qualified by dots.
    pub name: Span,
}

/// What an arrow carries.
#[derive(Clone, Debug, Default)]
pub struct Details {
    /// Its label, with the quotes.
    pub label: Option<Span>,
    /// The share of those who leave.
    pub share: Option<Value>,
    /// How long it takes.
    pub takes: Option<Value>,
    /// Its clauses.
    pub clauses: Vec<Clause>,
    /// Details written twice.
    pub surplus: Vec<Span>,
}

/// A clause with its word.
#[derive(Clone, Debug)]
pub struct Clause {
    /// The whole clause.
    pub span: Span,
    /// What it says.
    pub kind: ClauseKind,
}

/// The three clauses.
#[derive(Clone, Debug)]
pub enum ClauseKind {
    /// `for` personas
    For(Vec<Span>),
    /// `from` sources
    From(Vec<Span>),
    /// `when "condition"`, the text with the quotes
    When(Span),
}

/// A value with its place.
#[derive(Clone, Debug)]
pub struct Value {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: ValueKind,
}

/// The shapes of values. What they mean is for the model to say.
#[derive(Clone, Debug)]
pub enum ValueKind {
    /// `"…"`
    Text,
    /// `"""…"""`
    TextBlock,
    /// `2026-09-30`, `2026-09`
    Date,
    /// A number with everything that belongs to it.
    Measure(Box<Measure>),
    /// A name, qualified by dots, or a word of a closed list.
    Reference,
    /// Two or more values joined by arrows.
    Arc(Vec<Value>),
}

/// A number or a range of them.
#[derive(Clone, Debug)]
pub struct Measure {
    /// `<`, `<=`, `>`, `>=`
    pub comparison: Option<Comparison>,
    /// The number, or the lower end.
    pub low: Amount,
    /// The upper end of a range.
    pub high: Option<Amount>,
}

/// How a target compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    More,
    /// `>=`
    AtLeast,
}

impl Comparison {
    /// As it is written.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::More => ">",
            Self::AtLeast => ">=",
        }
    }

    /// The comparison that is written so.
    pub fn of(sign: &str) -> Option<Self> {
        [Self::Less, Self::AtMost, Self::More, Self::AtLeast].into_iter().find(|comparison| comparison.sign() == sign)
    }
}

/// A number with its unit.
#[derive(Clone, Copy, Debug)]
pub struct Amount {
    /// The whole amount.
    pub span: Span,
    /// A currency before it.
    pub currency: Option<Span>,
    /// The number.
    pub number: f64,
    /// Where the number stands.
    pub number_span: Span,
    /// What comes after it.
    pub unit: Unit,
    /// A text after it: a unit of the writer's own, or the word of an emotion.
    pub text: Option<Span>,
}

/// What follows a number.
#[derive(Clone, Copy, Debug)]
pub enum Unit {
    /// Nothing.
    None,
    /// `%`
    Percent,
    /// `/ n`
    Of(f64),
    /// A word: a unit of time.
    Word(Span),
}
