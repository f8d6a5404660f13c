//! Takes values out of a TOML document, and says what is not as expected.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::FILE_NAME;
use crate::diagnostic::near::nearest;
use crate::diagnostic::{Code, Diagnostic, Fix};
use crate::lint::Threshold;
use crate::model::vocabulary::{one_of, some_of};
use crate::source::{FileId, Span};

/// A value and where it stands.
#[derive(Clone, Copy)]
pub(super) struct Value<'t>(&'t Spanned<DeValue<'t>>);

/// A key and where it stands.
#[derive(Clone, Copy)]
pub(super) struct Key<'t> {
    pub text: &'t str,
    pub span: Span,
}

/// The entries of a table; none where the table is no table.
#[derive(Clone, Copy)]
pub(super) struct Table<'t>(Option<&'t DeTable<'t>>);

/// Collects what is wrong.
pub(super) struct Reader<'s> {
    id: FileId,
    text: &'s str,
    diagnostics: Vec<Diagnostic>,
}

impl<'t> Value<'t> {
    /// Where it stands.
    pub fn span(self) -> Span {
        let span = self.0.span();
        Span::new(span.start, span.end)
    }

    /// The table that stands instead of a single value.
    pub fn as_table(self) -> Option<Table<'t>> {
        self.0.get_ref().as_table().map(|table| Table(Some(table)))
    }

    /// `true` or `false`, if it is one of them.
    pub fn as_switch(self) -> Option<bool> {
        self.0.get_ref().as_bool()
    }

    /// The whole number, as it is written, if it is one.
    pub fn as_whole(self) -> Option<&'t str> {
        self.0.get_ref().as_integer().map(toml::de::DeInteger::as_str)
    }

    /// Whether it is a text.
    pub fn is_text(self) -> bool {
        self.0.get_ref().is_str()
    }

    /// What it is, in words.
    pub fn kind(self) -> &'static str {
        match self.0.get_ref() {
            DeValue::String(_) => "a text",
            DeValue::Integer(_) => "a number",
            DeValue::Float(_) => "a number with a fraction",
            DeValue::Boolean(_) => "`true` or `false`",
            DeValue::Datetime(_) => "a date",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        }
    }
}

impl<'t> Table<'t> {
    /// The top of a document.
    pub fn of(table: &'t Spanned<DeTable<'t>>) -> Self {
        Self(Some(table.get_ref()))
    }

    /// Its entries, in the order in which they are written.
    pub fn entries(self) -> impl Iterator<Item = (Key<'t>, Value<'t>)> {
        let mut entries: Vec<_> = self.0.into_iter().flatten().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        entries.into_iter().map(|(key, value)| {
            let span = key.span();
            (Key { text: key.get_ref(), span: Span::new(span.start, span.end) }, Value(value))
        })
    }
}

impl<'s> Reader<'s> {
    pub fn new(id: FileId, text: &'s str) -> Self {
        Self { id, text, diagnostics: Vec::new() }
    }

    pub fn finish(self) -> Vec<Diagnostic> {
        self.diagnostics
    }

    /// Says that something is wrong at a place.
    pub fn say(&mut self, code: Code, span: Span, message: String, label: impl Into<String>, help: String) {
        self.diagnostics.push(Diagnostic::new(code, self.id, span, message, label).help(help));
    }

    /// A text.
    pub fn text<'t>(&mut self, key: Key<'_>, value: Value<'t>, example: &str) -> Option<&'t str> {
        match value.0.get_ref() {
            DeValue::String(text) => Some(text),
            _ => self.wrong_type(key, value, "text in quotes", &format!("\"{example}\"")),
        }
    }

    /// `true` or `false`.
    pub fn switch(&mut self, key: Key<'_>, value: Value<'_>) -> Option<bool> {
        match value.0.get_ref() {
            DeValue::Boolean(on) => Some(*on),
            _ => self.wrong_type(key, value, "`true` or `false`", "true"),
        }
    }

    /// A whole number for a threshold, from 1 to the largest that makes sense.
    pub fn number(&mut self, key: Key<'_>, value: Value<'_>, row: &Threshold) -> Option<u32> {
        let (default, most) = (row.default, row.most());
        let DeValue::Integer(number) = value.0.get_ref() else {
            return self.wrong_type(key, value, "a whole number", &default.to_string());
        };
        let number = u32::from_str_radix(number.as_str(), number.radix()).ok().filter(|number| (1..=most).contains(number));
        if number.is_none() {
            let shown = &self.text[value.span().range()];
            let message = format!("`{shown}` is out of range");
            let help = format!("write a whole number from 1 to {most}, as in `{} = {default}`", key.text);
            self.say(Code::OutOfRange, value.span(), message, format!("from 1 to {most}"), help);
        }
        number
    }

    /// A table at the top; one without entries where it is none.
    pub fn table<'t>(&mut self, key: Key<'_>, value: Value<'t>, example: &str) -> Table<'t> {
        self.table_in(&[], key, value, example)
    }

    /// A table in others, which are named from the outermost on; one without entries where it is none.
    pub fn table_in<'t>(&mut self, outer: &[&str], key: Key<'_>, value: Value<'t>, example: &str) -> Table<'t> {
        if let DeValue::Table(table) = value.0.get_ref() {
            return Table(Some(table));
        }
        let message = format!("`{}` is a table", key.text);
        let head = [outer, &[key.text]].concat().join(".");
        let help = format!("write `[{head}]` on a line of its own, and below it keys such as `{example}`");
        self.say(Code::WrongType, value.span(), message, format!("this is {}", value.kind()), help);
        Table(None)
    }

    /// One of some words.
    pub fn word<T: Copy>(&mut self, key: Key<'_>, value: Value<'_>, words: &[(&'static str, T)]) -> Option<T> {
        let DeValue::String(written) = value.0.get_ref() else {
            return self.wrong_type(key, value, "one of some words, in quotes", &format!("\"{}\"", words[0].0));
        };
        if let Some((_, meaning)) = words.iter().find(|(word, _)| *word == written) {
            return Some(*meaning);
        }
        let names: Vec<String> = words.iter().map(|(word, _)| format!("\"{word}\"")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let message = format!("`{written}` is no value of `{}`", key.text);
        let found = Diagnostic::new(Code::UnknownWord, self.id, value.span(), message, format!("not a word for `{}`", key.text));
        self.diagnostics.push(match nearest(written, words.iter().map(|(word, _)| *word)) {
            Some(near) => {
                found.help(format!("did you mean `\"{near}\"`?")).fix(Fix::replace(self.id, value.span(), format!("\"{near}\"")))
            }
            None => found.help(format!("write {}", some_of(&names, FILE_NAME))),
        });
        None
    }

    /// Says that a key means nothing in its table.
    pub fn unknown_key(&mut self, key: Key<'_>, place: &str, known: &[&str], table: Table<'_>) {
        let message = format!("there is no key `{}` {place}", key.text);
        let found = Diagnostic::new(Code::UnknownKey, self.id, key.span, message, "not known here");
        let help = match known {
            [only] => format!("the only key here is `{only}`"),
            few if few.len() <= 4 => format!("the keys here are {}", one_of(few).replace(" or ", " and ")),
            many => format!("write {}", some_of(many, FILE_NAME)),
        };
        self.diagnostics.push(self.with_near(found, key, known, table, help));
    }

    /// Suggests the near one of some names, unless that has been set already; else says what helps.
    pub fn with_near(
        &self,
        found: Diagnostic,
        key: Key<'_>,
        known: &[&str],
        table: Table<'_>,
        help: impl Into<String>,
    ) -> Diagnostic {
        let Some(near) = nearest(key.text, known.iter().copied()) else { return found.help(help) };
        match table.entries().find(|(other, _)| other.text == near) {
            Some((set, _)) => found
                .label(self.id, set.span, format!("`{near}` is set here"))
                .help(format!("did you mean `{near}`? it is set already, so keep one of the two")),
            None => found.help(format!("did you mean `{near}`?")).fix(Fix::replace(self.id, key.span, near)),
        }
    }

    /// Adds a finding.
    pub fn push(&mut self, found: Diagnostic) {
        self.diagnostics.push(found);
    }

    /// The file's id.
    pub fn id(&self) -> FileId {
        self.id
    }

    fn wrong_type<T>(&mut self, key: Key<'_>, value: Value<'_>, expected: &str, example: &str) -> Option<T> {
        let message = format!("`{}` is {expected}", key.text);
        let help = format!("write `{} = {example}`", key.text);
        self.say(Code::WrongType, value.span(), message, format!("this is {}", value.kind()), help);
        None
    }
}
