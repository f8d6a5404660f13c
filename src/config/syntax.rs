//! What is wrong with the form of a TOML document, in our words: one mistake a line, and all of them in one run.

use std::collections::BTreeMap;

use toml::de::DeTable;

use crate::diagnostic::{Code, Diagnostic, Fix};
use crate::source::{FileId, SourceFile, Span};

/// After so many rounds of mistakes the rest is not read.
const MOST_ROUNDS: usize = 32;

/// The text without the lines that cannot be read, byte for byte in its place, and what is wrong with those.
///
/// The parser gives up at some mistakes, so a line that has one is blanked and the rest is read again. A broken heading takes the
/// lines below it along: nobody knows to which table they belong.
pub(super) fn sound(id: FileId, file: &SourceFile, text: &str) -> (String, Vec<Diagnostic>) {
    let mut text = text.to_owned();
    let mut found = Vec::new();
    for _ in 0..MOST_ROUNDS {
        let (_, errors) = DeTable::parse_recoverable(&text);
        if errors.is_empty() {
            return (text, found);
        }
        let mut by_line: BTreeMap<usize, (Span, String)> = BTreeMap::new();
        for error in errors {
            let span = error.span().unwrap_or_default();
            let end = file.text().trim_end().len();
            let start = span.start.min(end);
            let span = Span::new(start, span.end.min(end).max(start));
            let entry = by_line.entry(file.lines().line(span.start)).or_insert((span, String::new()));
            // A colon is first of all a missing `=`.
            if entry.1.is_empty() || error.message().contains("expected `=`") {
                *entry = (span, error.message().to_owned());
            }
        }
        for (line, (span, message)) in by_line {
            found.push(say(id, file, span, &message));
            blank(&mut text, file, line);
        }
    }
    (String::new(), found)
}

/// Makes a line white, and the ones below a heading, too.
fn blank(text: &mut String, file: &SourceFile, line: usize) {
    let range = file.lines().range(line);
    let heading = text.get(range.clone()).is_some_and(|line| line.trim_start().starts_with('['));
    let mut end = range.end;
    if heading {
        let mut below = line + 1;
        while below < file.lines().count() && !file.text()[file.lines().range(below)].trim_start().starts_with('[') {
            end = file.lines().range(below).end;
            below += 1;
        }
    }
    let white: String =
        text[range.start..end].bytes().map(|byte| if byte == b'\n' || byte == b'\r' { byte.into() } else { ' ' }).collect();
    text.replace_range(range.start..end, &white);
}

fn say(id: FileId, file: &SourceFile, span: Span, message: &str) -> Diagnostic {
    let new = |span, message: &str, label: &str| Diagnostic::new(Code::TomlSyntax, id, span, message, label);
    let shown = file.slice(span);
    let line = file.lines().range(file.lines().line(span.start));
    let before = &file.text()[line.start..span.start as usize];
    // `note` begins like `nan`, and `off` like nothing at all.
    let bare_word = message.contains("must be quoted") || message.contains("invalid float") || message.contains("invalid boolean");
    let switch = shown.starts_with("true ") || shown.starts_with("false ");
    if bare_word && switch {
        return new(span, "something more stands after the value", "only one of them").help("write `true` or `false`");
    }
    if bare_word && !matches!(shown, "tru" | "fals" | "True" | "False") && shown.chars().any(char::is_alphabetic) {
        let bare = shown.trim_matches(['“', '”', '„', '‟', '«', '»', '‘', '’', ' ']);
        let quoted = format!("\"{}\"", bare.replace('\\', "\\\\").replace('"', "\\\""));
        return new(span, "text stands in straight quotes", "no quotes around it")
            .help(format!("write `{quoted}`"))
            .fix(Fix::replace(id, span, quoted));
    }
    if message.contains("must be quoted") || (message.contains("expected") && before.trim_end().ends_with('=') && shown.is_empty())
    {
        let key = before.trim_end_matches(['=', ' ', '\t']).trim();
        return new(span, "a value is missing", "it belongs here")
            .help(format!("write one, as in `{key} = \"…\"`, or remove the line"));
    }
    if message.contains("expected `=`") {
        let what = "a key and its value are joined by `=`";
        if let Some(at) = file.text()[line.clone()].find(':') {
            let key = file.text()[line.start..line.start + at].trim();
            let colon = Span::new(line.start + at, line.start + at + 1);
            return new(colon, what, "`=` belongs here").help(format!("write `{key} = …`")).fix(Fix::replace(id, colon, " ="));
        }
        let help = format!("write `{} = …`; a key is one word, with `-` between its parts", before.trim());
        return new(span, what, "`=` belongs after this key").help(help);
    }
    if message.contains("invalid boolean") {
        return new(span, "this is no value", "neither `true` nor `false`").help("write `true` or `false`, or a text in quotes");
    }
    if message.contains("duplicate key") {
        return new(span, &format!("`{shown}` is set twice"), "again here").help("keep one of the two");
    }
    let closes = |missing: &str| missing.starts_with('`') && missing.ends_with('`') && !missing.contains(' ');
    let unclosed = message.split_once("expected ").filter(|(what, missing)| what.starts_with("unclosed") && closes(missing));
    if let Some((_, missing)) = unclosed {
        return new(span, "something is never closed", &format!("{missing} belongs here")).help(format!("write {missing}"));
    }
    if message.contains("string") && message.contains("expected `\"`") {
        return new(span, "this text is never closed", "`\"` belongs here").help("close the text with `\"` on the same line");
    }
    let (what, help) = in_our_words(message);
    new(span, what, "not understood").help(help)
}

/// What the reader of TOML means, as the message and the help.
fn in_our_words(message: &str) -> (&'static str, &'static str) {
    // What it would rather have says nothing about the mistake.
    let message = message.split("expected ").next().filter(|what| !what.is_empty() && !what.ends_with("un")).unwrap_or(message);
    let says = |words: &[&str]| words.iter().any(|word| message.contains(word));
    if says(&["extra comma"]) {
        return ("there is a comma too many", "remove it");
    }
    if says(&["missing comma"]) {
        return ("a comma is missing", "write a comma between two values in brackets or braces");
    }
    if says(&["`=`", "assignment"]) {
        return ("there is a `=` too many, or one is missing", "a line is `key = value`; a text with `=` in it stands in quotes");
    }
    if says(&["escape", "unicode value"]) {
        return ("a backslash has a meaning in a text", "write `\\\\` for the backslash itself, or the text in single quotes");
    }
    if says(&["zero", "digits", "radix", "sign", "number", "integer"]) {
        return ("this number cannot be read", "write plain digits, as in `9`");
    }
    if says(&["recurs"]) {
        return ("the tables are nested too deep", "no key of this file needs more than two names, as in `[lints.crowded-stage]`");
    }
    if says(&["unexpected content", "unexpected key or value", "newline"]) {
        return ("something more stands after the value", "write each key with its value on a line of its own");
    }
    if says(&["table"]) {
        return ("this is no name of a table", "write the name of a table in brackets on a line of its own, as in `[lints]`");
    }
    if says(&["key"]) {
        return ("this is no key", "write a key, `=` and a value; a key is one word, with `-` between its parts");
    }
    ("this line cannot be read", "a line is `key = value`, a table begins with `[name]`; texts stand in quotes")
}
