//! The extension for VS Code: what it brings as text, its grammar, and its work in a real VS Code.

use std::path::{Path, PathBuf};
use std::process::Command;

use journey::ide::tokens::Kind;
use journey::source::FileId;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::colours::{compare, job, maps};
use crate::node;
use crate::support::{check, root};

const FOLDER: &str = "editors/vscode";

fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(FOLDER).join(path)).unwrap_or_else(|why| panic!("{path}: {why}"))
}

fn manifest() -> Value {
    serde_json::from_str(&read("package.json")).expect("it is JSON")
}

/// The sections of the README's tutorial: heading and text, without links that only work there.
fn tutorial() -> Vec<(String, String)> {
    let readme = std::fs::read_to_string(root().join("README.md")).expect("the README is there");
    let part = readme.split("\n## A map of your own in five minutes\n").nth(1).expect("the README has its tutorial");
    let part = part.split("\n## ").next().unwrap_or_default();
    part.split("\n### ")
        .skip(1)
        .map(|section| {
            let (heading, text) = section.split_once('\n').expect("a heading has a line");
            let title = heading.split_once(". ").expect("a section is numbered").1;
            (title.to_owned(), format!("# {title}\n\n{}\n", without_local_links(text.trim())))
        })
        .collect()
}

/// `[text](path)` becomes `text`, unless it leads to the web.
fn without_local_links(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('[') {
        out.push_str(before);
        let link = after.split_once("](").and_then(|(label, tail)| Some((label, tail.split_once(')')?)));
        match link {
            Some((label, (to, tail))) if !label.contains(['[', '\n']) && !to.starts_with("http") => {
                out.push_str(label);
                rest = tail;
            }
            _ => {
                out.push('[');
                rest = after;
            }
        }
    }
    out + rest
}

/// Compares; with `JOURNEY_UPDATE=1` writes instead.
#[test]
fn the_walkthrough_is_the_tutorial() {
    let sections = tutorial();
    let manifest = manifest();
    let steps = manifest["contributes"]["walkthroughs"][0]["steps"].as_array().expect("there are steps");
    assert_eq!(steps.len(), sections.len() + 1, "one step gets the program, each other is a section");
    for (number, ((title, text), step)) in sections.iter().zip(&steps[1..]).enumerate() {
        assert_eq!(step["title"], **title);
        let file = format!("walkthrough/{}.md", number + 1);
        assert_eq!(step["media"]["markdown"], *file);
        if std::env::var_os("JOURNEY_UPDATE").is_some() {
            std::fs::write(root().join(FOLDER).join(&file), text).expect("the page can be written");
        } else {
            assert!(read(&file) == *text, "{file}: run the tests with JOURNEY_UPDATE=1");
        }
    }
    let first = sections[0].1.split("```journey\n").nth(1).and_then(|rest| rest.split("```").next()).expect("it has a map");
    assert!(read("src/newMap.ts").contains(first), "`Begin a Map` begins that of the tutorial");
}

#[test]
fn what_the_manifest_names_is_there() {
    let manifest = manifest();
    let contributes = &manifest["contributes"];
    let commands: Vec<&str> =
        contributes["commands"].as_array().expect("it has").iter().filter_map(|one| one["command"].as_str()).collect();
    let code = read("src/extension.ts");
    for command in &commands {
        let short = command.strip_prefix("journey.").expect("ours begin like that");
        assert!(code.contains(&format!("command(\"{short}\"")), "{command} does something");
    }
    // What a link of the walkthrough or a menu calls is a command.
    let text = manifest.to_string();
    for called in text.split("command:").skip(1).map(|rest| rest.split(')').next().unwrap_or_default()) {
        assert!(commands.contains(&called), "{called}");
    }
    for path in text.split("\"./").skip(1).filter_map(|rest| rest.split('"').next()).filter(|path| !path.starts_with("out/")) {
        assert!(root().join(FOLDER).join(path).is_file(), "{path}");
    }
    assert_eq!(manifest["version"], env!("CARGO_PKG_VERSION"));
}

/// A snippet with its default texts in their places.
fn expanded(body: &str) -> String {
    let mut out = String::new();
    let mut rest = body;
    while let Some((before, after)) = rest.split_once('$') {
        out.push_str(before);
        let Some(inside) = after.strip_prefix('{') else {
            rest = after.trim_start_matches(|c: char| c.is_ascii_digit());
            continue;
        };
        let (inside, after) = inside.split_once('}').expect("a place ends");
        let text = inside.trim_start_matches(|c: char| c.is_ascii_digit());
        out.push_str(text.strip_prefix(':').unwrap_or_else(|| text.trim_matches('|').split(',').next().unwrap_or_default()));
        rest = after;
    }
    out + rest
}

#[test]
fn snippets_are_statements_of_the_language() {
    let snippets: Value = serde_json::from_str(&read("snippets/journey.json")).expect("it is JSON");
    let snippets = snippets.as_object().expect("an object of snippets");
    assert!(snippets.len() >= 8);
    for (name, snippet) in snippets {
        let lines: Vec<&str> = snippet["body"].as_array().expect("lines").iter().filter_map(Value::as_str).collect();
        let text = expanded(&lines.join("\n"));
        let around = match snippet["prefix"].as_str().expect("it has a prefix") {
            "journey" | "persona" | "source" => text,
            "stage" => format!("journey j {{\n{text}\n}}"),
            "touchpoint" | "pain" | "metric" => format!("journey j {{ stage s {{\n{text}\n}} }}"),
            "branch" => format!("journey j {{ stage place; stage one; stage other\n{text}\n}}"),
            "loop" => format!("journey j {{ stage earlier; stage place\n{text}\n}}"),
            other => panic!("nothing is known of `{other}`"),
        };
        let analysis = check(&around);
        let errors: Vec<&str> = analysis
            .findings
            .iter()
            .filter(|finding| finding.severity == journey::diagnostic::Severity::Error)
            .map(|finding| finding.message.as_str())
            .collect();
        assert!(errors.is_empty(), "{name}: {errors:?}\n{around}");
        assert!(!analysis.trees[FileId(0).0 as usize].statements.is_empty(), "{name} says something");
    }
}

fn fits(kind: Kind, scope: &str) -> bool {
    let begins = |starts: &[&str]| starts.iter().any(|start| scope.starts_with(start));
    match kind {
        Kind::Keyword => begins(&["keyword.control"]),
        Kind::Field => begins(&["support.type.property-name", "variable.other.property"]),
        Kind::Word => begins(&["constant.language"]),
        Kind::Journey | Kind::Place | Kind::Persona | Kind::Name => begins(&["entity.name.type", "variable.other.journey"]),
        Kind::Text => begins(&["string.quoted"]),
        Kind::Number => begins(&["constant.numeric", "keyword.other.unit"]),
        Kind::Arrow => begins(&["keyword.operator.arrow"]),
        Kind::Comment => begins(&["comment.line", "punctuation.definition.comment"]),
    }
}

#[test]
fn the_textmate_grammar_colours_what_the_compiler_reads() {
    let maps = maps();
    let mut task = job(&maps);
    task["root"] = json!(root());
    let Some(answer) = node::run("textmate.mjs", &task) else { return };
    let colours: Vec<Vec<String>> = serde_json::from_value(answer["files"].clone()).expect("a scope for each place");
    compare(&maps, &colours, fits);
    // In Markdown, a fence is the language; what follows it is not.
    assert_eq!(
        answer["markdown"],
        json!([["keyword.control.element.journey", "entity.name.type.journey"], ["keyword.control.element.journey"], []]),
        "the fence, the fence in a list, and the text after them"
    );
}

/// Where `tests/run --install` puts VS Code; nothing where it is not and need not be.
fn code_server() -> Option<PathBuf> {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    let folder = target.join("test-tools/code-server");
    if folder.join("installed-lock.json").is_file() {
        return Some(folder);
    }
    assert!(std::env::var_os("JOURNEY_REQUIRE_TOOLS").is_none(), "VS Code is missing: `tests/run --install` installs it");
    println!("skipped: VS Code is not here; `tests/run --install` installs it");
    None
}

fn packed(file: &Path) {
    let output = Command::new(root().join(FOLDER).join("package")).arg(file).output().expect("the script starts");
    assert!(output.status.success(), "{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
}

/// `tests/node/vscode.mjs` says what is done there.
#[test]
fn the_extension_works_in_a_real_editor() {
    let Some(folder) = code_server() else { return };
    let place = TempDir::new().expect("a folder");
    let extension = place.path().join("journey.vsix");
    packed(&extension);
    let task = json!({
        "codeServer": folder,
        "extension": extension,
        "place": place.path(),
        "program": env!("CARGO_BIN_EXE_journey"),
        // Where they can be looked at.
        "pictures": Path::new(env!("CARGO_TARGET_TMPDIR")).join("vscode"),
    });
    let Some(answer) = node::run("vscode.mjs", &task) else { return };
    assert_eq!(
        answer,
        json!({
            "missing": true,
            "squiggle": "no channel is called `wbe`",
            "corrected": true,
            "completed": true,
            "preview": "Buying",
            "followed": true,
            "explained": true,
            "markdown": true,
            "formatted": true,
        })
    );
}
