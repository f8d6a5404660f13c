//! Pages about everything that has a name: findings, elements and fields.
//!
//! The page of a finding says what it means, with a bad and a good example, and what to do; it is written in Markdown beside the
//! program. The page of an element or field is made from the vocabulary table, with an example that is a map of its own.

mod document;
mod element;
mod field;

pub use document::document;

use std::fmt::Write;

use crate::diagnostic::{Code, Fixable, Group};
use crate::lint::THRESHOLDS;
use crate::model::vocabulary::{ElementKind, Field};

/// What a name stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Topic {
    /// An error or a lint.
    Finding(Code),
    /// An element; its name may be that of a field, too.
    Element(ElementKind),
    /// A field.
    Field(Field),
}

impl Topic {
    /// What a name stands for: first of all a finding, then an element, then a field.
    pub fn of(name: &str) -> Option<Self> {
        let finding = Code::from_name(name).map(Self::Finding);
        let element = || ElementKind::from_keyword(name).map(Self::Element);
        finding.or_else(element).or_else(|| Field::from_name(name).map(Self::Field))
    }

    /// The page in Markdown; none if it has not been written.
    pub fn page(self) -> Option<String> {
        match self {
            Self::Finding(code) => of_code(code).map(str::to_owned),
            Self::Element(kind) => Some(element::page(kind)),
            Self::Field(field) => Some(field::page(field)),
        }
    }
}

/// The page of a finding with what the tables say of it below its title; none if it has no page.
pub fn page_with_facts(code: Code) -> Option<String> {
    let page = of_code(code)?;
    let (title, rest) = page.split_once('\n')?;
    Some(format!("{title}\n\n{}\n{rest}", facts(code)))
}

/// The names of all that has a page: findings, elements, fields; each once.
pub fn names() -> Vec<&'static str> {
    let findings = Code::ALL.iter().filter(|code| of_code(**code).is_some()).map(|code| code.name());
    let elements = ElementKind::ALL.iter().map(|kind| kind.keyword());
    let mut names: Vec<&str> = findings.chain(elements).collect();
    let fields = Field::ALL.iter().map(|field| field.name());
    names.extend(fields.filter(|name| ElementKind::from_keyword(name).is_none()));
    names
}

/// The page of a finding's name, in Markdown.
pub fn page(name: &str) -> Option<String> {
    Code::from_name(name).and_then(of_code).map(str::to_owned)
}

/// A finding in one line: the first sentence of its page; none if it has no page.
pub fn meaning(code: Code) -> Option<String> {
    of_code(code).map(|page| first_sentence(&first_paragraph(page)).to_owned())
}

/// The first paragraph below the heading of a page, on one line.
pub fn first_paragraph(page: &str) -> String {
    let lines = page.lines().skip_while(|line| line.starts_with('#') || line.trim().is_empty());
    lines.take_while(|line| !line.trim().is_empty()).collect::<Vec<_>>().join(" ")
}

/// The first sentence of a paragraph. A full stop in code ends nothing.
fn first_sentence(paragraph: &str) -> &str {
    let mut code = false;
    let end = paragraph.char_indices().find(|(at, char)| {
        code ^= *char == '`';
        !code && *char == '.' && paragraph[at + 1..].chars().next().is_none_or(char::is_whitespace)
    });
    end.map_or(paragraph, |(at, _)| &paragraph[..=at])
}

/// What the tables say of a finding, in Markdown: its group, its level, whether it has a fix, and its thresholds.
fn facts(code: Code) -> String {
    let group = code.group().heading().to_lowercase();
    let mut facts = if code.is_lint() {
        format!("Lint ({group}). Level: {}.", code.level().word())
    } else if code.group() == Group::Import {
        let level = code.level().word();
        format!("{}{} ({group}). Said by `journey import`.", level[..1].to_uppercase(), &level[1..])
    } else {
        format!("Error ({group}). It cannot be allowed.")
    };
    facts.push_str(match code.fixable() {
        Fixable::Always => " It has a fix.",
        Fixable::Sometimes => " It has a fix where it is certain what was meant.",
        Fixable::Never => " It has no fix.",
    });
    let rows: Vec<String> = THRESHOLDS
        .iter()
        .filter(|row| row.code == code)
        .map(|row| format!("`{} = {}` ({})", row.key, row.default, row.meaning))
        .collect();
    if !rows.is_empty() {
        let word = if rows.len() == 1 { "Threshold" } else { "Thresholds" };
        let _ = write!(facts, " {word}: {}.", rows.join(", "));
    }
    facts
}

macro_rules! page {
    ($name:literal) => {
        Some(include_str!(concat!("../../docs/explain/", $name, ".md")))
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
        Code::RejectedText => page!("rejected-text"),
        Code::NotImported => page!("not-imported"),
        Code::ChangedOnImport => page!("changed-on-import"),
        Code::UnknownColumn => page!("unknown-column"),
        Code::DanglingReference => page!("dangling-reference"),
        Code::LowContrast => page!("low-contrast"),
        Code::FontMissing => page!("font-missing"),
        lint => crate::lint::rule(lint).map(|rule| rule.docs),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_sentence_is_not_cut_within_code() {
        assert_eq!(first_sentence("A `a. b` stands. Here."), "A `a. b` stands.");
        assert_eq!(first_sentence("Costs EUR 4.90 at most"), "Costs EUR 4.90 at most");
        assert_eq!(first_paragraph("# a\n\nOne\ntwo.\n\nThree.\n"), "One two.");
    }

    #[test]
    fn names_are_there_once_and_lead_to_a_page() {
        let names = names();
        let mut once = names.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(once.len(), names.len());
        for name in names {
            let page = Topic::of(name).and_then(Topic::page).unwrap_or_default();
            assert!(page.starts_with(&format!("# {name}\n\n")), "{name}: {page}");
        }
    }
}
