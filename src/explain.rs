//! The page of each code: what it means, a bad and a good example, what to do. Written in Markdown beside the program.

use crate::diagnostic::Code;

/// The page of a code's name, in Markdown.
pub fn page(name: &str) -> Option<String> {
    Code::from_name(name).and_then(of_code).map(str::to_owned)
}

macro_rules! page {
    ($name:literal) => {
        Some(include_str!(concat!("../docs/explain/", $name, ".md")))
    };
}

fn of_code(code: Code) -> Option<&'static str> {
    match code {
        Code::UnclosedBlock => page!("unclosed-block"),
        Code::UnclosedString => page!("unclosed-string"),
        Code::UnclosedList => page!("unclosed-list"),
        Code::UnopenedBlock => page!("unopened-block"),
        Code::StrayBrace => page!("stray-brace"),
        Code::UnknownKeyword => page!("unknown-keyword"),
        Code::MissingColon => page!("missing-colon"),
        Code::MissingId => page!("missing-id"),
        Code::MissingValue => page!("missing-value"),
        Code::WrongArrow => page!("wrong-arrow"),
        Code::TypographicQuote => page!("typographic-quote"),
        Code::BadEscape => page!("bad-escape"),
        Code::UnexpectedText => page!("unexpected-text"),
        Code::ReservedWord => page!("reserved-word"),
        Code::InvalidUtf8 => page!("invalid-utf8"),
        Code::TooDeep => page!("too-deep"),
        Code::TooLarge => page!("too-large"),
        Code::TomlSyntax => page!("toml-syntax"),
        Code::UnknownName => page!("unknown-name"),
        Code::DuplicateName => page!("duplicate-name"),
        Code::AmbiguousName => page!("ambiguous-name"),
        Code::MisplacedElement => page!("misplaced-element"),
        Code::UnknownField => page!("unknown-field"),
        Code::RepeatedField => page!("repeated-field"),
        Code::WrongType => page!("wrong-type"),
        Code::UnknownWord => page!("unknown-word"),
        Code::OutOfRange => page!("out-of-range"),
        Code::ImportNotFound => page!("import-not-found"),
        Code::ImportOutsideRoot => page!("import-outside-root"),
        Code::UnknownLint => page!("unknown-lint"),
        Code::UnknownKey => page!("unknown-key"),
        Code::RootNotFound => page!("root-not-found"),
        lint => crate::lint::rule(lint).map(|rule| rule.docs),
    }
}
