//! What the compiler knows of each token of a map, to be compared with the colours that a grammar gives it.

use journey::diagnostic::Group;
use journey::ide::View;
use journey::ide::tokens::{Kind, Token, tokens};
use serde_json::{Value, json};

use super::words::list;
use crate::support::{check_as, files, read};

/// A map whose form has no errors, with its tokens.
pub struct Map {
    /// Its path below the root of the project.
    pub path: String,
    /// Where tokens begin, and what they are.
    pub places: Vec<Place>,
}

/// The place at which a token begins.
pub struct Place {
    /// What is there.
    pub kind: Kind,
    /// The line, from 0.
    line: usize,
    /// The byte in the text.
    byte: usize,
    /// The characters before it in its line.
    character: usize,
    /// The units of UTF-16 before it in its line.
    utf16: usize,
    /// The text from there to the end of its line.
    pub rest: String,
}

/// All examples and fixtures whose form has no errors.
pub fn maps() -> Vec<Map> {
    let folders = ["examples", "docs/elements", "tests"];
    let all = folders.iter().flat_map(|folder| files(folder, "journey")).map(|path| read(&path));
    all.filter(|(_, text)| !text.is_empty()).filter_map(|(path, text)| map(path, &text)).collect()
}

fn map(path: String, text: &str) -> Option<Map> {
    let analysis = check_as(&path, text, &journey::Options::default());
    if analysis.findings.iter().any(|finding| finding.code.group() == Group::Form) {
        return None;
    }
    // Other mistakes may be mended before a statement can be read.
    let view = View::of(&analysis, &path).expect("the file was read");
    if !view.tree().statements.iter().all(|statement| statement.sound) {
        return None;
    }
    // A grammar knows no more words than the vocabulary has.
    let words = [list("words"), list("outcomes")].concat();
    let known = |token: &Token| token.kind != Kind::Word || words.contains(&view.source().slice(token.span));
    let places = tokens(view).into_iter().filter(known).map(|token| place(text, token.span.start as usize, token.kind)).collect();
    Some(Map { path, places })
}

fn place(text: &str, byte: usize, kind: Kind) -> Place {
    let before = &text[..byte];
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let rest = text[byte..].lines().next().unwrap_or_default().to_owned();
    Place {
        kind,
        line: before.matches('\n').count(),
        byte,
        character: text[start..byte].chars().count(),
        utf16: text[start..byte].encode_utf16().count(),
        rest,
    }
}

/// What an editor is asked: the colour at each place.
pub fn job(maps: &[Map]) -> Value {
    let place =
        |place: &Place| json!({ "line": place.line, "byte": place.byte, "character": place.character, "utf16": place.utf16 });
    let files: Vec<Value> =
        maps.iter().map(|map| json!({ "path": map.path, "places": map.places.iter().map(place).collect::<Vec<_>>() })).collect();
    json!({ "files": files })
}

/// Compares the colours of an editor with what the compiler knows; `fits` says whether a colour is one for a kind.
pub fn compare(maps: &[Map], answers: &[Vec<String>], fits: impl Fn(Kind, &str) -> bool) {
    assert_eq!(maps.len(), answers.len(), "all files were coloured");
    let mut wrong = Vec::new();
    let mut seen = 0;
    for (map, colours) in maps.iter().zip(answers) {
        assert_eq!(map.places.len(), colours.len(), "{}: all places have an answer", map.path);
        for (place, colour) in map.places.iter().zip(colours) {
            seen += 1;
            if !fits(place.kind, colour) {
                wrong.push(format!("{}:{}: {:?} is `{colour}` at: {}", map.path, place.line + 1, place.kind, place.rest));
            }
        }
    }
    assert!(seen > 10_000, "there was something to compare: {seen} tokens");
    assert!(wrong.is_empty(), "{} of {seen} tokens:\n{}", wrong.len(), wrong[..wrong.len().min(40)].join("\n"));
}
