//! What can be written at the cursor: only what is legal there, the likeliest first.
//!
//! `context` says what is expected at the cursor; each kind of it has a function here or a file beside this one that makes items of it.

mod flow;
mod names;
mod statements;

use super::View;
use super::context::{Expected, expected};
use super::cursor::Cursor;
use super::hover::{of_field, of_reserved};
use super::scope::Scope;
use crate::diagnostic::Code;
use crate::explain;
use crate::model::vocabulary::{ElementKind, FieldRow, TIME_UNITS};
use crate::source::Span;

/// What can be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What is shown, and what is compared with what was typed.
    pub label: String,
    /// What kind of thing it is.
    pub kind: ItemKind,
    /// What is shown beside it: a title, or what a field holds.
    pub detail: String,
    /// What it means, in Markdown. Text of the map is escaped in it.
    pub documentation: String,
    /// What is replaced.
    pub span: Span,
    /// What is written instead.
    pub text: String,
    /// The same with places to fill in: `$1`, `${1:what}`, `${1|a,b|}`, and `$0` where the cursor ends. None where there is no such place.
    pub snippet: Option<String>,
}

/// The kinds of things that can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemKind {
    /// The declaration of an element.
    Element,
    /// A field.
    Field,
    /// A name of an element.
    Name(ElementKind),
    /// A word of a closed list, or a number of an emotion.
    Word,
    /// A word or sign of the language.
    Keyword,
    /// A unit.
    Unit,
    /// A file.
    File,
    /// A folder, in which the path goes on.
    Folder,
    /// A lint.
    Lint,
}

/// What can be written at a byte. `maps` are paths from the folder of this one, for imports: those
/// of other maps, and of folders, which end with `/`.
pub fn complete(view: View<'_>, offset: u32, maps: &[String]) -> Vec<Item> {
    let cursor = Cursor::new(view, offset);
    let scope = Scope::of(&cursor);
    let mut items = Vec::new();
    for expected in expected(&cursor) {
        match expected {
            Expected::Statement(block) => statements::statements(&cursor, scope, block, &mut items),
            Expected::Word(row, words) => items.extend(words.iter().map(|word| word_item(&cursor, word, &of_field(row)))),
            Expected::Value(kind, words) => {
                let meaning = format!("After the title of {} stands how it ends.", kind.a());
                items.extend(words.iter().map(|word| word_item(&cursor, word, &meaning)));
            }
            Expected::Feeling => items.extend(
                FEELINGS.iter().map(|(number, meaning)| Item { detail: (*meaning).into(), ..word_item(&cursor, number, "") }),
            ),
            Expected::Name(target, taken) => names::names(&cursor, scope, target, &taken, &mut items),
            Expected::Place(end) => flow::places(&cursor, scope, &end, &mut items),
            Expected::Then(word) => {
                items.push(Item { documentation: capital(of_reserved(word)), ..plain(&cursor, word, ItemKind::Keyword) });
            }
            Expected::Arrow => items.push(Item { detail: "leads to".into(), ..plain(&cursor, "->", ItemKind::Keyword) }),
            Expected::TimeUnit => items.extend(TIME_UNITS.iter().map(|(_, many, _)| plain(&cursor, many, ItemKind::Unit))),
            Expected::Path { quoted } => names::paths(&cursor, maps, quoted, &mut items),
            Expected::Lint(taken) => items.extend(lints(&cursor, &taken)),
        }
    }
    items
}

/// The whole numbers of an emotion.
const FEELINGS: &[(&str, &str)] = &[("-2", "worst"), ("-1", "bad"), ("0", "neutral"), ("+1", "good"), ("+2", "best")];

/// A word as it is, in place of the word at the cursor.
fn plain(cursor: &Cursor<'_>, word: &str, kind: ItemKind) -> Item {
    Item {
        label: word.to_owned(),
        kind,
        detail: String::new(),
        documentation: String::new(),
        span: cursor.word,
        text: word.to_owned(),
        snippet: None,
    }
}

fn word_item(cursor: &Cursor<'_>, word: &str, meaning: &str) -> Item {
    Item { documentation: meaning.to_owned(), ..plain(cursor, word, ItemKind::Word) }
}

/// The lints that an allow comment does not name yet: those first that find something in the file.
fn lints(cursor: &Cursor<'_>, taken: &[&str]) -> Vec<Item> {
    let View { analysis, file } = cursor.view;
    // Findings about a map in a document stand at the places of the document.
    let file = analysis.sources.get(file).part().map_or(file, |part| part.document);
    let found = |code: Code| analysis.findings.iter().any(|other| other.code == code && other.primary().file == file);
    let (here, others): (Vec<Code>, Vec<Code>) = Code::ALL
        .iter()
        .copied()
        .filter(|code| code.is_lint() && *code != Code::UnusedAllow && !taken.contains(&code.name()))
        .partition(|code| found(*code));
    let detail = |code: Code| if found(code) { "found in this file" } else { "" };
    let item = |code: Code| Item {
        detail: detail(code).to_owned(),
        documentation: explain::meaning(code).unwrap_or_default(),
        ..plain(cursor, code.name(), ItemKind::Lint)
    };
    here.into_iter().chain(others).map(item).collect()
}

/// What a field holds, for the line of its name.
fn holds(row: &FieldRow) -> String {
    row.value.describe().replace('`', "")
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).chain(['.']).collect())
}
