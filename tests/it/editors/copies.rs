//! What several editors need in the same or nearly the same words is written once; `JOURNEY_UPDATE=1` makes the others.

use std::fmt::Write as _;

use serde_json::Value;

use crate::support::root;

/// Who has it from whom.
const COPIES: &[(&str, &str)] = &[
    ("tree-sitter-journey/queries/highlights.scm", "neovim/queries/journey/highlights.scm"),
    ("tree-sitter-journey/queries/folds.scm", "neovim/queries/journey/folds.scm"),
    ("tree-sitter-journey/queries/indents.scm", "neovim/queries/journey/indents.scm"),
    ("tree-sitter-journey/queries/locals.scm", "neovim/queries/journey/locals.scm"),
    ("tree-sitter-journey/queries/injections.scm", "neovim/queries/journey/injections.scm"),
    ("tree-sitter-journey/queries/highlights.scm", "zed/languages/journey/highlights.scm"),
    ("tree-sitter-journey/queries/injections.scm", "zed/languages/journey/injections.scm"),
    ("tree-sitter-journey/queries/locals.scm", "helix/queries/journey/locals.scm"),
    ("tree-sitter-journey/queries/injections.scm", "helix/queries/journey/injections.scm"),
    ("vim/indent/journey.vim", "neovim/indent/journey.vim"),
    ("sublime/Comments.tmPreferences", "textmate/Journey.tmbundle/Preferences/Comments.tmPreferences"),
];

/// What Helix calls otherwise.
const HELIX: &[(&str, &str)] =
    &[("@property", "@variable.other.member"), ("@number", "@constant.numeric"), ("@string.escape", "@constant.character.escape")];

const HIGHLIGHTS_OF_HELIX: &str = "helix/queries/journey/highlights.scm";

const GRAMMAR: &str = "vscode/syntaxes/journey.tmLanguage.json";

/// The grammar as a property list: two editors read it in this form.
const PLISTS: &[&str] = &["sublime/Journey.tmLanguage", "textmate/Journey.tmbundle/Syntaxes/Journey.tmLanguage"];

/// Whether a file, named from the root, is made of another one.
pub fn is_copy(path: &str) -> bool {
    let made = COPIES.iter().map(|(_, to)| *to).chain([HIGHLIGHTS_OF_HELIX]);
    made.chain(PLISTS.iter().copied()).any(|to| path.strip_prefix("editors/") == Some(to))
}

fn read(path: &str) -> String {
    std::fs::read_to_string(root().join("editors").join(path)).unwrap_or_else(|why| panic!("{path}: {why}"))
}

/// Compares; with `JOURNEY_UPDATE=1` writes instead.
fn same(path: &str, text: &str) {
    let file = root().join("editors").join(path);
    if std::env::var_os("JOURNEY_UPDATE").is_some() {
        std::fs::write(file, text).expect("the copy can be written");
    } else {
        assert!(std::fs::read_to_string(file).is_ok_and(|old| old == text), "{path}: run the tests with JOURNEY_UPDATE=1");
    }
}

#[test]
fn copies_are_like_what_they_are_of() {
    for (from, to) in COPIES {
        same(to, &read(from));
    }
    let mut helix = read("tree-sitter-journey/queries/highlights.scm");
    for (ours, theirs) in HELIX {
        helix = helix.replace(ours, theirs);
    }
    same(HIGHLIGHTS_OF_HELIX, &helix);
}

#[test]
fn the_property_list_is_the_textmate_grammar() {
    let mut grammar: Value = serde_json::from_str(&read(GRAMMAR)).expect("it is JSON");
    let object = grammar.as_object_mut().expect("an object");
    object.remove("$schema");
    object.insert("uuid".into(), "3E1D8B52-7F64-4C0A-A2B1-52D6F00C9A34".into());
    let mut out = String::from(concat!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
        "<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n",
        "<plist version=\"1.0\">\n"
    ));
    property(&grammar, 0, &mut out);
    out.push_str("</plist>\n");
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
    roxmltree::Document::parse_with_options(&out, options).expect("it is XML");
    for path in PLISTS {
        same(path, &out);
    }
}

fn property(value: &Value, depth: usize, out: &mut String) {
    let indent = "  ".repeat(depth);
    match value {
        Value::Object(members) => {
            let _ = writeln!(out, "{indent}<dict>");
            for (key, value) in members {
                let _ = writeln!(out, "{indent}  <key>{}</key>", escaped(key));
                property(value, depth + 1, out);
            }
            let _ = writeln!(out, "{indent}</dict>");
        }
        Value::Array(values) => {
            let _ = writeln!(out, "{indent}<array>");
            for value in values {
                property(value, depth + 1, out);
            }
            let _ = writeln!(out, "{indent}</array>");
        }
        Value::String(text) => {
            let _ = writeln!(out, "{indent}<string>{}</string>", escaped(text));
        }
        other => panic!("a grammar holds texts only: {other}"),
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
