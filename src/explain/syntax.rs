//! The pages about the words of the language itself, about forms of values, and about the file of settings.

use std::fmt::Write;

use crate::labels::{LANGUAGES, Word};
use crate::model::vocabulary::{Field, TIME_UNITS, ValueType};

/// A page that is written by hand, and what else leads to it.
#[derive(Debug, PartialEq, Eq)]
pub struct SyntaxPage {
    /// Its name.
    pub name: &'static str,
    /// Other things that can be asked for.
    aliases: &'static [&'static str],
    text: &'static str,
}

macro_rules! pages {
    ($($name:literal [$($alias:literal),*] $path:literal;)*) => {
        &[$(SyntaxPage { name: $name, aliases: &[$($alias),*], text: include_str!(concat!("../../docs/", $path)) }),*]
    };
}

/// All of them.
pub const PAGES: &[SyntaxPage] = pages! {
    "for" [] "words/for.md";
    "from" [] "words/from.md";
    "when" [] "words/when.md";
    "takes" [] "words/takes.md";
    "exit" [] "words/exit.md";
    "influence" [] "words/influence.md";
    "import" [] "words/import.md";
    "allow" [] "words/allow.md";
    "transition" ["->", "transitions", "arrow", "arrows", "branch", "{", "}"] "words/transition.md";
    "ids" ["id", "name", "names", "."] "words/ids.md";
    "texts" ["text", "title", "titles", "\"", "\"\"\"", "\\"] "words/texts.md";
    "comments" ["comment", "//"] "words/comments.md";
    "quantities" ["quantity", "number", "numbers", "money", "ratio", "range", "..", "<", "<=", ">", ">="] "words/quantities.md";
    "shares" ["percent", "%"] "words/shares.md";
    "durations" ["time"] "words/durations.md";
    "dates" [] "words/dates.md";
    "exit-codes" ["exit-code", "exit code", "exit codes"] "words/exit-codes.md";
    "journey.toml" ["config", "configuration", "root", "lints", "labels", "font", "theme"] "configuration.md";
};

impl SyntaxPage {
    /// The page of a name or of what else leads to it.
    pub fn of(name: &str) -> Option<&'static Self> {
        let unit = TIME_UNITS.iter().any(|(one, many, _)| *one == name || *many == name);
        let name = if unit { "durations" } else { name };
        PAGES.iter().find(|page| page.name == name || page.aliases.contains(&name))
    }

    /// The page about how a value is written; none where the field says all.
    pub(super) fn of_value(field: Field, value: ValueType) -> Option<&'static Self> {
        Self::of(match value {
            // A quantity by the table, since its unit may be one's own.
            _ if field == Field::Duration => "durations",
            ValueType::Date => "dates",
            ValueType::Duration => "durations",
            ValueType::Percent => "shares",
            ValueType::Quantity | ValueType::Number | ValueType::TextOrQuantity | ValueType::WordsOrQuantity(_) => "quantities",
            ValueType::Text => "texts",
            ValueType::Reference(_) | ValueType::ReferenceOrText(_) => "ids",
            _ => return None,
        })
    }

    /// The page in Markdown.
    pub fn page(&self) -> String {
        if self.name == "journey.toml" { format!("{}\n{}", self.text, labels()) } else { self.text.to_owned() }
    }
}

/// What can be set in `[labels]`.
fn labels() -> String {
    let languages: Vec<String> = LANGUAGES.iter().map(|code| format!("`{code}`")).collect();
    let mut out = format!(
        "## Words of pictures\n\nIn `[labels]`, `language` is one of {}, and each of these words can be set:\n\n",
        languages.join(", ")
    );
    out.push_str("| key | in English |\n|---|---|\n");
    for word in Word::ALL {
        let _ = writeln!(out, "| `{}` | {} |", word.key(), word.english().replace('|', "\\|"));
    }
    out
}
