//! What is known about the word at the cursor, in Markdown: an element as a card, a word of the language by its meaning.

use std::fmt::Write;

use super::View;
use super::card::card;
use super::markdown::code;
use super::symbol::{Symbol, symbol_at};
use crate::explain;
use crate::model::vocabulary::{ElementKind, FieldRow, ValueType, one_of};
use crate::source::Span;

/// What is shown beside a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// The word.
    pub span: Span,
    /// What there is to say, in Markdown. Text of the map is escaped in it.
    pub markdown: String,
}

/// What is known about the word at a byte.
pub fn hover(view: View<'_>, offset: u32) -> Option<Hover> {
    let (span, symbol) = symbol_at(view, offset)?;
    let markdown = match symbol {
        Symbol::Element(id) | Symbol::Title(id) => card(view, id),
        Symbol::Keyword(kind) => of_keyword(kind),
        Symbol::Field(row) => of_field(row),
        Symbol::Word(row) => match row.value {
            ValueType::Words(_) | ValueType::WordsOrQuantity(_) => of_field(row),
            _ => return None,
        },
        Symbol::Value(kind) => format!("After the title of {} stands {}.", kind.a(), kind.row().value?.describe()),
        Symbol::Reserved(word) => format!("**{word}** – {}.", of_reserved(word)),
        Symbol::Lint(lint) => format!("**{}** – {}", lint.name(), explain::meaning(lint)?),
        Symbol::File(file) => code(view.analysis.sources.get(file).path()),
    };
    Some(Hover { span, markdown })
}

/// The meaning of an element's keyword.
pub(super) fn of_keyword(kind: ElementKind) -> String {
    let row = kind.row();
    let mut out = format!("**{}** – {}.", kind.keyword(), row.meaning);
    if !row.children.is_empty() {
        let inside: Vec<&str> = row.children.iter().map(|kind| kind.keyword()).collect();
        let _ = write!(out, "\n\nMay hold {}.", one_of(&inside).replace(" or ", " and "));
    }
    out
}

/// The meaning of a field.
pub(super) fn of_field(row: &FieldRow) -> String {
    let mut out = format!("**{}** – {}.", row.field.name(), row.meaning);
    let holds = row.value.describe();
    if !holds.is_empty() {
        let often = match (row.required, row.many) {
            (true, _) => ", once; it must be there",
            (false, true) => ", any number of times",
            (false, false) => ", at most once",
        };
        let _ = write!(out, "\n\nHolds {holds}{often}.");
    }
    out
}

/// What a word of the language says.
pub(super) fn of_reserved(word: &str) -> &'static str {
    match word {
        "for" => "whom it holds for: personas",
        "from" => "what it rests on: sources",
        "when" => "under which condition it holds, in quotes",
        "takes" => "how long the way takes",
        "exit" => "the way out of this stage",
        "influence" => "one part feeds another, and nobody moves along it",
        _ => "brings the declarations of another file",
    }
}
