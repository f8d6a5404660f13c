//! The mode for Emacs, in Emacs.

use std::process::Command;

use journey::ide::tokens::Kind;
use serde_json::Value;
use tempfile::TempDir;

use super::colours::{compare, job, maps};
use super::vim::path;
use crate::emit::there;
use crate::support::root;

/// Emacs, with Eglot (a package of Debian's before Emacs 29); nothing where one of them is not.
fn emacs() -> Option<Command> {
    there("emacs", &["--batch", "-q", "--eval", "(progn (package-initialize) (require 'eglot))"]).then(|| {
        let mut command = Command::new("emacs");
        command.args(["--batch", "-q"]);
        command
    })
}

fn works(command: &mut Command) {
    let output = command.output().expect("Emacs starts");
    assert!(output.status.success(), "{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
}

fn fits(kind: Kind, face: &str) -> bool {
    match kind {
        Kind::Keyword => face == "font-lock-keyword-face",
        Kind::Field => face == "font-lock-variable-name-face",
        Kind::Word => face == "font-lock-constant-face",
        Kind::Journey | Kind::Place | Kind::Persona | Kind::Name => matches!(face, "font-lock-type-face" | "default" | ""),
        Kind::Text => face == "font-lock-string-face",
        Kind::Number => matches!(face, "font-lock-number-face" | "font-lock-constant-face"),
        Kind::Arrow => matches!(face, "font-lock-operator-face" | "font-lock-builtin-face"),
        Kind::Comment => face.starts_with("font-lock-comment"),
    }
}

#[test]
fn emacs_colours_what_the_compiler_reads() {
    let Some(mut emacs) = emacs() else { return };
    let place = TempDir::new().expect("a folder");
    let maps = maps();
    let (task, answer) = (place.path().join("job.json"), place.path().join("answer.json"));
    std::fs::write(&task, job(&maps).to_string()).expect("the job is written");
    works(emacs.args(["-l", "tests/editors/colours.el"]).current_dir(root()).env("JOB", &task).env("ANSWER", &answer));
    let answer: Value = serde_json::from_slice(&std::fs::read(answer).expect("there is an answer")).expect("the answer is JSON");
    let colours: Vec<Vec<String>> = serde_json::from_value(answer["files"].clone()).expect("a face for each place");
    compare(&maps, &colours, fits);
}

#[test]
fn emacs_indents_and_is_served() {
    let Some(mut emacs) = emacs() else { return };
    let place = TempDir::new().expect("a folder");
    works(
        emacs
            .arg("-l")
            .arg(root().join("tests/editors/emacs.el"))
            .current_dir(place.path())
            .env("ROOT", root())
            .env("PATH", path())
            .env("HOME", place.path()),
    );
}

/// The byte compiler finds what a reader overlooks.
#[test]
fn the_mode_compiles_without_a_warning() {
    let Some(mut emacs) = emacs() else { return };
    let place = TempDir::new().expect("a folder");
    let copy = place.path().join("journey-mode.el");
    std::fs::copy(root().join("editors/emacs/journey-mode.el"), &copy).expect("the mode is copied");
    works(emacs.args(["--eval", "(setq byte-compile-error-on-warn t)", "-f", "batch-byte-compile"]).arg(copy));
}
