//! Editors that do not run here: what they read has the form and the keys that they expect. Their queries are read in `tree_sitter.rs`.

use serde_json::Value;
use toml::Table;

use crate::support::root;

fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|why| panic!("{path}: {why}"))
}

fn table(text: &str, what: &str) -> Table {
    text.parse().unwrap_or_else(|why| panic!("{what}: {why}"))
}

/// Fails unless a table has the keys, and no others.
fn has(table: &Table, keys: &[&str], what: &str) {
    let mut expected: Vec<&str> = keys.to_vec();
    expected.sort_unstable();
    let mut found: Vec<&str> = table.keys().map(String::as_str).collect();
    found.sort_unstable();
    assert_eq!(found, expected, "the keys of {what}");
}

#[test]
fn helix_finds_what_it_asks_for() {
    let helix = table(&read("editors/helix/languages.toml"), "languages.toml");
    has(&helix, &["language-server", "language", "grammar"], "languages.toml");
    let language = helix["language"][0].as_table().expect("a language");
    let keys =
        ["name", "scope", "injection-regex", "file-types", "roots", "comment-token", "indent", "language-servers", "auto-format"];
    has(language, &keys, "a language");
    has(helix["language-server"]["journey"].as_table().expect("a server"), &["command", "args"], "a server");
    has(helix["grammar"][0].as_table().expect("a grammar"), &["name", "source"], "a grammar");
    // What docs/editors.md tells people to write is a part of it.
    let page = read("docs/editors.md");
    let shown = page.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).expect("the page has the lines");
    let shown = table(shown, "docs/editors.md");
    assert_eq!(shown["language-server"], helix["language-server"]);
    for (key, value) in shown["language"][0].as_table().expect("a language") {
        assert_eq!(language.get(key), Some(value), "{key}");
    }
}

#[test]
fn zed_finds_what_it_asks_for() {
    let extension = table(&read("editors/zed/extension.toml"), "extension.toml");
    has(
        &extension,
        &["id", "name", "description", "version", "schema_version", "authors", "grammars", "language_servers"],
        "extension.toml",
    );
    assert_eq!(extension["version"].as_str(), Some(env!("CARGO_PKG_VERSION")));
    has(extension["grammars"]["journey"].as_table().expect("a grammar"), &["repository", "rev", "path"], "a grammar");
    let config = table(&read("editors/zed/languages/journey/config.toml"), "config.toml");
    let keys = ["name", "grammar", "path_suffixes", "line_comments", "tab_size", "hard_tabs", "word_characters", "brackets"];
    has(&config, &keys, "config.toml");
    // The server and the grammar serve the language by these names.
    assert_eq!(extension["language_servers"]["journey"]["languages"][0], config["name"]);
    assert!(extension["grammars"].get(config["grammar"].as_str().expect("a name")).is_some());
}

#[test]
fn sublime_and_textmate_find_what_they_ask_for() {
    for path in ["sublime/Journey.sublime-settings", "sublime/LSP.sublime-settings"] {
        serde_json::from_str::<Value>(&read(&format!("editors/{path}"))).unwrap_or_else(|why| panic!("{path}: {why}"));
    }
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
    for (path, keys) in [
        ("sublime/Journey.tmLanguage", &["fileTypes", "name", "patterns", "repository", "scopeName", "uuid"][..]),
        ("sublime/Comments.tmPreferences", &["name", "scope", "settings", "uuid"]),
        ("textmate/Journey.tmbundle/info.plist", &["name", "description", "uuid"]),
    ] {
        let text = read(&format!("editors/{path}"));
        let document = roxmltree::Document::parse_with_options(&text, options).unwrap_or_else(|why| panic!("{path}: {why}"));
        let dict = document.root_element().first_element_child().expect("a property list holds a dictionary");
        let found: Vec<&str> = dict.children().filter(|node| node.has_tag_name("key")).filter_map(|node| node.text()).collect();
        assert_eq!(found, keys, "{path}");
    }
}
