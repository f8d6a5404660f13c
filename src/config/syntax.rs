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
    if let Some((_, missing)) = message.split_once("expected ").filter(|(what, _)| what.starts_with("unclosed")) {
        return new(span, "something is never closed", &format!("{missing} belongs here")).help(format!("write {missing}"));
    }
    if message.contains("string") && message.contains("expected `\"`") {
        return new(span, "this text is never closed", "`\"` belongs here").help("close the text with `\"` on the same line");
    }
    new(span, "this is not TOML", message).help("a line is `key = value`, a table begins with `[name]`; texts stand in quotes")
}
