//! The files for Vim, in Vim.

use std::path::Path;
use std::process::Command;

use journey::ide::tokens::Kind;
use serde_json::Value;
use tempfile::TempDir;

use super::colours::{compare, job, maps};
use crate::emit::there;
use crate::support::root;

/// Vim with its scripts, which the smallest ones of Debian lack; nothing where it is not.
fn vim() -> Option<Command> {
    let features = "if has('eval') && has('syntax') && has('quickfix') && filereadable($VIMRUNTIME . '/syntax/markdown.vim') | q! | else | cq | endif";
    there("vim", &["-Nu", "NONE", "-i", "NONE", "-es", "-c", features]).then(|| {
        let mut command = Command::new("vim");
        command.args(["-Nu", "NONE", "-i", "NONE", "-n", "-es"]);
        command
    })
}

fn works(command: &mut Command) {
    let output = command.output().expect("Vim starts");
    assert!(output.status.success(), "{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
}

/// The environment of a run that finds the program `journey`.
pub fn path() -> String {
    let folder = Path::new(env!("CARGO_BIN_EXE_journey")).parent().expect("a program stands in a folder");
    format!("{}:{}", folder.display(), std::env::var("PATH").unwrap_or_default())
}

fn fits(kind: Kind, item: &str) -> bool {
    match kind {
        Kind::Keyword => matches!(item, "journeyElement" | "journeyClause" | "journeyHandoff"),
        Kind::Field => matches!(item, "journeyField" | "journeyLane"),
        Kind::Word => item == "journeyWord",
        Kind::Journey | Kind::Place | Kind::Persona | Kind::Name => matches!(item, "journeyId" | "journeyReference"),
        Kind::Text => matches!(item, "journeyText" | "journeyTextBlock"),
        Kind::Number => matches!(item, "journeyNumber" | "journeyAmount" | "journeyUnit" | "journeyDate"),
        Kind::Arrow => item == "journeyArrow",
        Kind::Comment => item == "journeyComment",
    }
}

#[test]
fn vim_colours_what_the_compiler_reads() {
    let Some(mut vim) = vim() else { return };
    let place = TempDir::new().expect("a folder");
    let maps = maps();
    let (task, answer) = (place.path().join("job.json"), place.path().join("answer.json"));
    std::fs::write(&task, job(&maps).to_string()).expect("the job is written");
    works(vim.args(["-S", "tests/editors/colours.vim"]).current_dir(root()).env("JOB", &task).env("ANSWER", &answer));
    let answer: Value = serde_json::from_slice(&std::fs::read(answer).expect("there is an answer")).expect("the answer is JSON");
    let colours: Vec<Vec<String>> = serde_json::from_value(answer["files"].clone()).expect("an item for each place");
    compare(&maps, &colours, fits);
}

#[test]
fn vim_indents_and_checks() {
    let Some(mut vim) = vim() else { return };
    let place = TempDir::new().expect("a folder");
    works(
        vim.arg("-S").arg(root().join("tests/editors/vim.vim")).current_dir(place.path()).env("ROOT", root()).env("PATH", path()),
    );
}
