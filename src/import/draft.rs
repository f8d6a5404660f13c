//! What every reader makes and `write` writes: a map as statements, before it is text.
//!
//! A draft has the shape of the language and none of its spelling: texts are not quoted, blocks have no braces. What is *plain* is
//! written as it stands (names, words, quantities), so a reader puts only there what it has looked at. Texts borrow from what was read.

use std::borrow::Cow;

use crate::model::vocabulary::ElementKind;

/// A statement, or a remark between statements.
#[derive(Debug)]
pub enum Item<'a> {
    /// `// text`
    Comment(Cow<'a, str>),
    /// A declaration with its block.
    Element(Box<Element<'a>>),
    /// `name: values clauses`
    Field(Field<'a>),
    /// A field of one word.
    Flag(&'static str),
    /// A transition, a branch or an influence.
    Flow(Box<Flow<'a>>),
}

/// A declaration.
#[derive(Debug)]
pub struct Element<'a> {
    /// Which element.
    pub kind: ElementKind,
    /// Its id.
    pub id: Option<Cow<'a, str>>,
    /// Its title.
    pub title: Option<Cow<'a, str>>,
    /// The word or quantity after the title, plain.
    pub value: Option<Cow<'a, str>>,
    /// Its clauses.
    pub clauses: Clauses<'a>,
    /// What stands in its block.
    pub items: Vec<Item<'a>>,
}

/// A field.
#[derive(Debug)]
pub struct Field<'a> {
    /// Its name, plain.
    pub name: Cow<'a, str>,
    /// Its values, one or more.
    pub values: Vec<Value<'a>>,
    /// Its clauses.
    pub clauses: Clauses<'a>,
    /// Remarks about its value.
    pub remarks: Vec<Item<'a>>,
}

/// A value.
#[derive(Debug, Clone)]
pub enum Value<'a> {
    /// Free text.
    Text(Cow<'a, str>),
    /// A name, a word or a quantity.
    Plain(Cow<'a, str>),
    /// An emotion: a number from -2 to +2, words, or both.
    Feeling {
        /// The number.
        value: Option<f64>,
        /// What is felt, in words.
        words: Option<Cow<'a, str>>,
    },
}

/// The place on the scale from -2 to +2 of a score from 1 to 5.
pub fn of_score(score: f64) -> f64 {
    // To subtract leaves noise far behind the decimals that people write.
    ((score - 3.0) * 1e9).round() / 1e9
}

/// Clauses; most statements have none.
#[derive(Debug, Default)]
pub struct Clauses<'a>(pub Option<Box<SomeClauses<'a>>>);

/// The clauses of a statement that has some. All names are plain.
#[derive(Debug, Default)]
pub struct SomeClauses<'a> {
    /// Whom it holds for.
    pub personas: Vec<Cow<'a, str>>,
    /// What it rests on.
    pub sources: Vec<Cow<'a, str>>,
    /// Under which condition.
    pub when: Option<Cow<'a, str>>,
}

/// Ways that leave one place.
#[derive(Debug)]
pub struct Flow<'a> {
    /// Whether it is an influence, along which nobody moves.
    pub influence: bool,
    /// The place, plain.
    pub from: Cow<'a, str>,
    /// Where the ways lead: one for an arrow, more for a branch.
    pub arms: Vec<Arm<'a>>,
}

/// One way.
#[derive(Debug)]
pub struct Arm<'a> {
    /// Where it leads, plain.
    pub to: Cow<'a, str>,
    /// What is written on it.
    pub label: Option<Cow<'a, str>>,
    /// The share of those who leave, plain.
    pub share: Option<Cow<'a, str>>,
    /// How long it takes, plain.
    pub takes: Option<Cow<'a, str>>,
    /// Its clauses.
    pub clauses: Clauses<'a>,
}

impl<'a> Element<'a> {
    /// An element with an id and nothing else.
    pub fn new(kind: ElementKind, id: impl Into<Cow<'a, str>>) -> Self {
        Self { id: Some(id.into()), ..Self::nameless(kind) }
    }

    /// An element without an id.
    pub fn nameless(kind: ElementKind) -> Self {
        Self { kind, id: None, title: None, value: None, clauses: Clauses::default(), items: Vec::new() }
    }

    /// The same with a title.
    #[must_use]
    pub fn titled(mut self, title: impl Into<Cow<'a, str>>) -> Self {
        self.title = Some(title.into());
        self
    }

    /// Adds a field of one text.
    pub fn text(&mut self, name: &'static str, text: impl Into<Cow<'a, str>>) {
        self.items.push(Item::Field(Field::new(name, vec![Value::Text(text.into())])));
    }

    /// Adds a field of one plain value.
    pub fn plain(&mut self, name: &'static str, value: impl Into<Cow<'a, str>>) {
        self.items.push(Item::Field(Field::new(name, vec![Value::Plain(value.into())])));
    }

    /// Adds a field of names, if there are any.
    pub fn names(&mut self, name: &'static str, names: impl IntoIterator<Item = Cow<'a, str>>) {
        let values: Vec<Value<'a>> = names.into_iter().map(Value::Plain).collect();
        if !values.is_empty() {
            self.items.push(Item::Field(Field::new(name, values)));
        }
    }

    /// Adds an element.
    pub fn add(&mut self, element: Element<'a>) {
        self.items.push(Item::Element(Box::new(element)));
    }
}

impl<'a> Field<'a> {
    /// A field without clauses.
    pub fn new(name: impl Into<Cow<'a, str>>, values: Vec<Value<'a>>) -> Self {
        Self { name: name.into(), values, clauses: Clauses::default(), remarks: Vec::new() }
    }
}

impl<'a> Clauses<'a> {
    /// The clause `for`, if it names anybody.
    pub fn for_personas(personas: Vec<Cow<'a, str>>) -> Self {
        let some = !personas.is_empty();
        Self(some.then(|| Box::new(SomeClauses { personas, ..SomeClauses::default() })))
    }
}
