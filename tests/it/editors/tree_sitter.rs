//! The tree-sitter grammar: the committed parser is compiled and run by Neovim, which the tests have anyway.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use journey::ide::tokens::Kind;
use serde::Deserialize;

use super::colours::{compare, job, maps};
use crate::emit::there;
use crate::neovim::neovim;
use crate::support::root;

const FOLDER: &str = "editors/tree-sitter-journey";

#[derive(Deserialize)]
struct Answer {
    files: Vec<File>,
    corpus: Vec<Example>,
}

#[derive(Deserialize)]
struct File {
    mistake: String,
    colours: Vec<String>,
}

#[derive(Deserialize)]
struct Example {
    title: String,
    tree: String,
    expected: String,
}

/// The parser as a library that editors load; nothing without a C compiler.
pub fn library() -> Option<PathBuf> {
    if !there("cc", &["--version"]) {
        return None;
    }
    let library = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("journey-parser.so");
    let source = root().join(FOLDER).join("src");
    let status = Command::new("cc")
        .args(["-O1", "-shared", "-fPIC", "-Wall", "-Werror", "-I"])
        .arg(&source)
        .arg(source.join("parser.c"))
        .arg("-o")
        .arg(&library)
        .status();
    assert!(status.is_ok_and(|status| status.success()), "the parser compiles");
    Some(library)
}

fn fits(kind: Kind, colour: &str) -> bool {
    match kind {
        Kind::Keyword => colour == "keyword",
        Kind::Field => colour == "property",
        Kind::Word => colour == "constant",
        Kind::Journey | Kind::Place | Kind::Persona | Kind::Name => matches!(colour, "type" | "variable"),
        Kind::Text => colour == "string" || colour == "number",
        Kind::Number => colour == "number",
        Kind::Arrow => colour == "operator",
        Kind::Comment => colour == "comment",
    }
}

#[test]
fn the_parser_reads_and_colours_what_the_compiler_reads() {
    let (Some(neovim), Some(library)) = (neovim(), library()) else { return };
    let maps = maps();
    let mut child = Command::new(neovim)
        .args(["--clean", "--headless", "-l", "tests/editors/tree-sitter.lua"])
        .arg(library)
        .current_dir(root())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("Neovim starts");
    child.stdin.take().expect("it is piped").write_all(job(&maps).to_string().as_bytes()).expect("Neovim reads its job");
    let output = child.wait_with_output().expect("Neovim ends");
    assert!(output.status.success(), "the parser works in Neovim; see above");
    let answer: Answer = serde_json::from_slice(&output.stdout).expect("the answer is JSON");

    let mistakes: Vec<String> = maps
        .iter()
        .zip(&answer.files)
        .filter(|(_, file)| !file.mistake.is_empty())
        .map(|(map, file)| format!("{}:{}", map.path, file.mistake))
        .collect();
    assert!(mistakes.is_empty(), "the compiler finds no error of form here:\n{}", mistakes.join("\n"));

    assert!(answer.corpus.len() >= 5, "the corpus was read: {}", answer.corpus.len());
    for example in &answer.corpus {
        assert_eq!(example.tree, example.expected, "{}", example.title);
    }

    let colours: Vec<Vec<String>> = answer.files.into_iter().map(|file| file.colours).collect();
    compare(&maps, &colours, fits);
}

/// `generate` writes down of which grammar the parser was made.
#[test]
fn the_parser_is_made_of_the_grammar() {
    let sum = Command::new("sha256sum").arg("grammar.js").current_dir(root().join(FOLDER)).output();
    let Ok(sum) = sum else {
        assert!(std::env::var_os("JOURNEY_REQUIRE_TOOLS").is_none(), "`sha256sum` is missing");
        return;
    };
    let written = std::fs::read_to_string(root().join(FOLDER).join("src/grammar.sum")).expect("the sum is there");
    assert_eq!(String::from_utf8_lossy(&sum.stdout), written, "run {FOLDER}/generate");
}
