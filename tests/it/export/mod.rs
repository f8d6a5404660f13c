//! Forms that people go on working with: real readers on the other side, the way back, and the account of what was left out.

mod account;
mod account_of_tables;
mod command;
mod markdown;
mod mermaid;
mod readers;
mod tables;

use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use journey::emit::{Balance, EmitOptions, Format, export};
use journey::source::FileId;
use journey::{Analysis, Options};
use serde_json::Value;

use crate::report::maps;
use crate::support::{check_as, examples, root};

/// Texts that mean something to one form or another.
const HOSTILE: &[&str] = &[
    "=1+1",
    "+1 more",
    "-1",
    "+49123456",
    "\u{ff1d}1+1",
    "@sum",
    "'quoted",
    "- item",
    "* star * and _line_ `code`",
    "1. first",
    "a, b; c / d",
    "say \\\"yes\\\", \\\"no\\\"",
    "a | b || c",
    "# heading",
    "> quote",
    "<script>alert(1)</script>",
    "<b>&amp;</b> &lt; &#60; #lt; #35;",
    "[link](https://example.org) ![x](y)",
    "https://example.org and me@example.org",
    "Visit: the site: 4: Me",
    "section one",
    "title two",
    "%% comment %%{init: {}}%%",
    "end",
    "New style guide: https://ex.org/guide#colours",
    "Our classDef a:#1 and style:#2 rules",
    "Sent in the wrong direction LR",
    "direction TD, direction TB, direction BT, direction RL",
    "accDescr { x }",
    "ﬂ°°60¶ß ﬂ",
    "```",
    "~~~ --- ===",
    "$$x^2$$ costs $$5 or $5$ $",
    "fa:fa-car, fab:fa-github; logos:fa-x",
    "$x$ :smile: @team #12 !7 ~8 %9",
    "Größe 日本語 مرحبا 🎉",
    "line one\\nline two\\n\\nthird",
    "tab\\there",
    "\\u{1b}[31mred\\u{202e}back\\u{0}",
    "\\\\ back \\\\n",
    "yes",
    "{\\\"a\\\": [1]}",
];

/// A map in which every text is hostile, the first one that of a number.
fn hostile(map: &str, first: usize) -> String {
    let map = std::fs::read_to_string(root().join(map)).expect("it is there");
    let mut texts = HOSTILE.iter().cycle().skip(first);
    let mut out = String::new();
    for (at, part) in map.replace("\\\"", "").split('"').enumerate() {
        if at > 0 {
            out.push('"');
        }
        out.push_str(if at % 2 == 1 { texts.next().expect("there is always one") } else { part });
    }
    out
}

/// The maps of which everything is written: examples, a generated one, hostile ones.
fn all() -> Vec<(String, Analysis)> {
    let mut texts: Vec<(String, String)> = examples().into_iter().filter(|(path, _)| !path.contains("shared/")).collect();
    texts.push(("generated.journey".into(), maps::map(400)));
    for (number, map) in
        ["tests/emit/small.journey", "examples/running-shoes.journey", "examples/subscription.journey"].iter().enumerate()
    {
        for first in 0..4 {
            texts.push((format!("hostile-{number}-{first}.journey"), hostile(map, 3 * number + 8 * first)));
        }
    }
    texts
        .into_iter()
        .map(|(path, text)| {
            let analysis = check_as(&path, &text, &Options::default());
            (path, analysis)
        })
        .collect()
}

/// The ids of the journeys of a map.
fn journeys(analysis: &Analysis) -> Vec<String> {
    analysis.model.journeys(FileId(0)).filter_map(|journey| journey.name().map(str::to_owned)).collect()
}

fn written(analysis: &Analysis, format: Format, options: &EmitOptions) -> (Vec<u8>, Balance) {
    export(analysis, FileId(0), format, options).unwrap_or_else(|error| panic!("{}: {error}", format.name()))
}

fn text(analysis: &Analysis, format: Format, options: &EmitOptions) -> String {
    String::from_utf8(written(analysis, format, options).0).expect("it is text")
}

/// Options for one journey.
fn only(journey: &str) -> EmitOptions {
    EmitOptions { journey: Some(journey.to_owned()), ..EmitOptions::default() }
}

/// Where `tests/run --install` puts what it installs.
fn tools() -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    target.join("test-tools")
}

/// Asks a program of another language what it reads. None, which is said, where it does not work; where tools are required, a failure.
fn ask(command: &mut Command, works: &mut Command, input: &str) -> Option<Value> {
    let there = works.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success());
    if !there {
        assert!(std::env::var_os("JOURNEY_REQUIRE_TOOLS").is_none(), "{works:?} does not work; `tests/run --install` installs it");
        eprintln!("skipped: {works:?} does not work here; `tests/run --install` installs it");
        return None;
    }
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
    let mut stdin = child.stdin.take().expect("it is open");
    let input = input.to_owned();
    let feed = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
    let output = child.wait_with_output().expect("it ends");
    feed.join().expect("it does not panic").expect("all is read");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(serde_json::from_slice(&output.stdout).expect("it prints JSON"))
}

/// Asks a script in Python about files.
fn python(script: &str, module: &str, files: &[PathBuf]) -> Option<Value> {
    let own = tools().join("bin/python3");
    let program = if own.exists() { own } else { PathBuf::from("python3") };
    let mut works = Command::new(&program);
    works.args(["-c", &format!("import {module}")]);
    let mut command = Command::new(&program);
    command.arg(root().join("tests").join(script)).args(files);
    ask(&mut command, &mut works, "")
}

/// Asks Mermaid about diagrams.
pub fn node(diagrams: &[String]) -> Option<Vec<Value>> {
    let modules = tools().join("node/node_modules");
    let mut works = Command::new("node");
    works.args(["-e", "process.exit(require('fs').existsSync(process.argv[1]) ? 0 : 1)"]).arg(modules.join("mermaid/package.json"));
    let mut command = Command::new("node");
    command.arg(root().join("tests/node/mermaid.mjs")).env("JOURNEY_NODE_MODULES", &modules);
    let input = serde_json::to_string(diagrams).expect("it is JSON");
    ask(&mut command, &mut works, &input).map(|value| value.as_array().cloned().unwrap_or_default())
}
