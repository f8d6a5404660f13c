//! The lists of words in all grammars of `editors/` are those of the language: with `JOURNEY_UPDATE=1` they are written.
//!
//! A list stands after a line with the words `words: NAME`. In JSON, it is the first group of plain words in the next line. Elsewhere it
//! goes up to a line with `end of words`, in the way of writing of the file.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use journey::model::vocabulary::{ELEMENTS, ElementKind, ElementRow, Field, OUTCOME, RESERVED, ValueType};

use crate::support::{files, root};

/// The files that have lists of words, and how many.
const GRAMMARS: &[(&str, usize)] = &[
    ("editors/vscode/syntaxes/journey.tmLanguage.json", 6),
    ("editors/tree-sitter-journey/grammar.js", 1),
    ("editors/tree-sitter-journey/queries/highlights.scm", 1),
    ("editors/vim/syntax/journey.vim", 6),
    ("editors/emacs/journey-mode.el", 5),
];

const MARK: &str = "words: ";
const END: &str = "end of words";

/// The words of a list.
pub fn list(name: &str) -> Vec<&'static str> {
    let fields = || ELEMENTS.iter().flat_map(ElementRow::all_fields);
    match name {
        "elements" => ElementKind::ALL.iter().map(|kind| kind.keyword()).collect(),
        // The field may also be written in the other spelling.
        "fields" => Field::ALL.iter().map(|field| field.name()).chain(["behavior"]).collect(),
        "reserved" => RESERVED.to_vec(),
        "outcomes" => OUTCOME.to_vec(),
        // Fields of one word, and those that take a word of a list.
        "flags" => once(fields().filter(|row| row.value == ValueType::Words(&[])).map(|row| row.field.name())),
        "word-fields" => once(fields().filter(|row| closed(row.value).is_some()).map(|row| row.field.name())),
        "words" => once(fields().filter_map(|row| closed(row.value)).flatten().copied()),
        other => panic!("there is no list `{other}`"),
    }
}

/// The closed list of words that a field takes.
fn closed(value: ValueType) -> Option<&'static [&'static str]> {
    match value {
        ValueType::Words(words) | ValueType::WordsOrQuantity(words) => Some(words),
        _ => None,
    }
}

/// Each word once, in the order in which they come.
fn once(words: impl Iterator<Item = &'static str>) -> Vec<&'static str> {
    let mut seen = BTreeSet::new();
    words.filter(|word| seen.insert(*word)).collect()
}

/// What stands after the last dot.
fn extension(path: &str) -> &str {
    Path::new(path).extension().and_then(|extension| extension.to_str()).unwrap_or_default()
}

/// Words in lines of a bearable length, each of which begins with `start`.
fn lines(words: &[&str], start: &str, word: impl Fn(&str) -> String) -> String {
    let mut out = String::new();
    let mut line = start.to_owned();
    for text in words {
        let text = word(text);
        if line.len() + text.len() > 100 {
            let _ = writeln!(out, "{}", line.trim_end());
            start.clone_into(&mut line);
        }
        line.push_str(&text);
        line.push(' ');
    }
    let _ = writeln!(out, "{}", line.trim_end());
    out
}

/// A list in the way of writing of a file; `indent` is that of its mark.
fn written(path: &str, name: &str, indent: &str) -> String {
    let words = list(name);
    match extension(path) {
        "js" => lines(&words, indent, |word| format!("'{word}',")),
        "scm" | "el" => lines(&words, indent, |word| format!("\"{word}\"")),
        "vim" => lines(&words, &format!("{}\\ ", indent.trim_end_matches('"')), |word| format!("'{word}',")),
        other => panic!("{path}: nothing is known of lists in `.{other}`"),
    }
}

/// The place of the first group of plain words in a line: `a|b` of `(?:a|b)`.
fn group(line: &str) -> Option<(usize, usize)> {
    line.match_indices('(').find_map(|(open, _)| {
        let from = open + 1 + if line[open + 1..].starts_with("?:") { 2 } else { 0 };
        let to = from + line[from..].find(|c: char| !(c.is_ascii_lowercase() || c == '-' || c == '|'))?;
        (to > from && line[to..].starts_with(')')).then_some((from, to))
    })
}

/// The text of a file with its lists as they should be, and how many it has.
fn renewed(path: &str, text: &str) -> (String, usize) {
    let json = extension(path) == "json";
    let mut out = String::new();
    let mut count = 0;
    let mut lines = text.split_inclusive('\n');
    while let Some(line) = lines.next() {
        out.push_str(line);
        // `Keywords: ` begins no list.
        let Some((before, name)) = line.split_once(MARK).filter(|(before, _)| !before.ends_with(char::is_alphabetic)) else {
            continue;
        };
        count += 1;
        let name: String = name.chars().take_while(|c| c.is_ascii_lowercase() || *c == '-').collect();
        if json {
            let next = lines.next().unwrap_or_default();
            let (from, to) = group(next).unwrap_or_else(|| panic!("{path}: no words after `{MARK}{name}`"));
            out.push_str(&next[..from]);
            // A longer word before one that it begins with.
            let mut words = list(&name);
            words.sort_by_key(|word| (std::cmp::Reverse(word.len()), *word));
            out.push_str(&words.join("|"));
            out.push_str(&next[to..]);
        } else {
            let indent = &before[..before.len() - before.trim_start().len()];
            out.push_str(&written(path, &name, indent));
            let end = lines.find(|line| line.contains(END)).unwrap_or_else(|| panic!("{path}: `{MARK}{name}` has no end"));
            out.push_str(end);
        }
    }
    (out, count)
}

/// Compares; with `JOURNEY_UPDATE=1` writes instead.
#[test]
fn word_lists_are_those_of_the_language() {
    for (path, expected) in GRAMMARS {
        let text = std::fs::read_to_string(root().join(path)).unwrap_or_else(|why| panic!("{path}: {why}"));
        let (new, count) = renewed(path, &text);
        assert_eq!(count, *expected, "{path} has its lists");
        if std::env::var_os("JOURNEY_UPDATE").is_some() {
            std::fs::write(root().join(path), new).expect("the file can be written");
        } else {
            assert!(text == new, "{path}: run the tests with JOURNEY_UPDATE=1 and read what changed");
        }
    }
}

#[test]
fn every_file_with_a_list_is_compared() {
    let compared: BTreeSet<&str> = GRAMMARS.iter().map(|(path, _)| *path).collect();
    for ending in ["js", "json", "scm", "el", "vim", "toml", "lua"] {
        for path in files("editors", ending) {
            let (path, text) = crate::support::read(&path);
            let generated = ["/node_modules/", "/src/", "/out/"].iter().any(|folder| path.contains(folder));
            let copy = text.contains(MARK) && super::copies::is_copy(&path);
            assert!(
                generated || copy || !text.contains(MARK) || compared.contains(path.as_str()),
                "{path} has a list that no test knows"
            );
        }
    }
}

/// The elements, clauses and other fixed words of the vocabulary are those of `grammar/journey.pest`.
#[test]
fn the_vocabulary_has_the_words_of_the_grammar() {
    let text = std::fs::read_to_string(root().join("grammar/journey.pest")).expect("the grammar is there");
    let rule = |name: &str| {
        let start = text.find(&format!("\n{name} ")).unwrap_or_else(|| panic!("the grammar has the rule `{name}`"));
        let rule = &text[start + 1..];
        rule[..rule.find("\n\n").unwrap_or(rule.len())].to_owned()
    };
    let quoted = |line: &str| line.split('"').skip(1).step_by(2).map(str::to_owned).collect::<BTreeSet<_>>();
    // Between the rule of the keyword and that of a field stand the keywords, a rule for each.
    let keywords = &text[text.find("\npersona ").expect("it has")..text.find("\nfield ").expect("it has")];
    let keywords: BTreeSet<String> = keywords.lines().filter(|line| !line.starts_with("//")).flat_map(quoted).collect();
    assert_eq!(keywords, list("elements").into_iter().map(str::to_owned).collect::<BTreeSet<_>>());
    let fixed: BTreeSet<String> = rule("clause_word").lines().flat_map(quoted).collect();
    let reserved: BTreeSet<String> = RESERVED.iter().filter(|word| **word != "exit").map(|word| (*word).to_owned()).collect();
    let of_elements: BTreeSet<String> = BTreeSet::from([ElementKind::Journey.keyword().to_owned()]);
    assert_eq!(fixed.difference(&of_elements).cloned().collect::<BTreeSet<_>>(), reserved);
}
