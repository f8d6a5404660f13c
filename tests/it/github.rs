//! `journey check --format github`: annotations that no text of a map can break out of.

use std::sync::Arc;

use journey::diagnostic::{Code, Diagnostic};
use journey::render::github;
use journey::source::{FileId, SourceFile, Sources, Span};

use crate::cli::{folder, say};

const BAD: &str = "\
channel web \"Website\"
journey shop \"Shop\" {
  stage buy \"Buys\" {
    action = \"Pays\"
    channel: wbe
  }
  stage later \"Later\" { action: \"Waits\" }
  stage end \"End\" { action: \"Ends\" }
  buy -> end
  outcome sad \"Sad\" failure
}
";

#[test]
fn each_finding_is_one_annotation() {
    let place = folder(&[("maps/bad, 100%: it.journey", BAD)]);
    let (code, out, err) = say(place.path(), &["check", "--format", "github", "--notes", "maps"]);
    assert_eq!((code, err.as_str()), (1, ""));
    insta::assert_snapshot!("github", out);
    let (code, out, _) = say(place.path(), &["check", "--format", "github", "-"]);
    assert_eq!((code, out.as_str()), (0, ""), "no findings, no annotations");
}

/// Undoes the escapes as GitHub's runner does.
fn unescaped(text: &str) -> String {
    text.replace("%3A", ":").replace("%2C", ",").replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")
}

#[test]
fn hostile_text_stays_text() {
    let file = "a\n::error::x,title=y:\u{1b}[31m%0A.journey";
    let text = "journey a \"b\nc\"\n";
    let mut sources = Sources::default();
    sources.add(Arc::new(SourceFile::new(file, text.as_bytes().to_vec())));
    let message = "bad\r\n::stop-commands::z\u{1b}[2J ::set-output name=x::100%25 \u{202e}";
    let finding =
        Diagnostic::new(Code::UnexpectedText, FileId(0), Span::new(0, text.len()), message, "label").help("write\n::debug::`x`");
    let out = github::render(&sources, &[&finding]);
    assert_eq!(out.lines().count(), 1, "{out}");
    assert!(!out.trim_end().chars().any(|char| char.is_control() || char == '\u{202e}'), "{out:?}");
    let (properties, data) =
        out.trim_end().strip_prefix("::error ").and_then(|rest| rest.split_once("::")).expect("it is a command");
    let properties: Vec<(&str, String)> = properties
        .split(',')
        .map(|pair| pair.split_once('=').expect("name and value"))
        .map(|(name, value)| (name, unescaped(value)))
        .collect();
    let names: Vec<&str> = properties.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, ["file", "line", "endLine", "title"], "over several lines there are no columns");
    assert_eq!(properties[0].1, "a␊::error::x,title=y:␛[31m%0A.journey");
    assert_eq!(unescaped(data), "bad␍␊::stop-commands::z␛[2J ::set-output name=x::100%25 \\u{202e}\nhelp: write␊::debug::`x`");
}
