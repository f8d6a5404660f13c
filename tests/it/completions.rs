//! `journey completions` and `journey man`: what they print is read by the programs it is for, where they are there.

use std::fs;
use std::process::{Command, Stdio};

use crate::cli::{feed, folder, say};

/// The commands that the program has.
fn commands() -> Vec<String> {
    let place = folder(&[]);
    let (_, help, _) = say(place.path(), &["--help"]);
    let section = help.split("Commands:\n").nth(1).and_then(|rest| rest.split("\n\n").next()).expect("it lists them");
    let names = section.lines().filter_map(|line| line.strip_prefix("  ").and_then(|line| line.split(' ').next()));
    let names: Vec<String> = names.filter(|name| !name.is_empty() && *name != "help").map(str::to_owned).collect();
    assert!(names.iter().any(|name| name == "check") && names.len() >= 7, "{names:?}");
    names
}

/// Whether a program is there.
fn has(program: &str) -> bool {
    let run = Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    run.is_ok_and(|status| status.success())
}

fn script(shell: &str) -> String {
    let place = folder(&[]);
    let (code, out, err) = say(place.path(), &["completions", shell]);
    assert_eq!((code, err.as_str()), (0, ""), "{shell}");
    out
}

#[test]
fn every_shell_has_a_script_with_every_command() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = script(shell);
        for command in commands() {
            assert!(script.contains(&command), "{shell}: {command}");
        }
        for option in ["as-of", "show-implied"] {
            assert!(script.contains(option), "{shell}: {option}");
        }
    }
    for shell in ["bash", "zsh", "fish"] {
        let script = script(shell);
        for name in ["unreachable-stage", "touchpoint", "emotion", "github"] {
            assert!(script.contains(name), "{shell}: {name}");
        }
    }
    let place = folder(&[]);
    assert_eq!(say(place.path(), &["completions", "tcsh"]).0, 2);
    let (_, help, _) = say(place.path(), &["explain", "--help"]);
    assert!(!help.contains("unreachable-stage"), "the names are too many for the help: {help}");
    let (_, help, _) = say(place.path(), &["check", "--help"]);
    assert!(!help.contains("unreachable-stage"), "and here: {help}");
}

#[test]
fn shells_can_read_their_script() {
    for (shell, check) in [("bash", "-n"), ("zsh", "-n"), ("fish", "--no-execute")] {
        if !has(shell) {
            continue;
        }
        let place = folder(&[("script", &script(shell))]);
        let output = Command::new(shell).args([check, "script"]).current_dir(place.path()).output().expect("it runs");
        assert!(output.status.success(), "{shell}: {}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn bash_completes_commands_options_and_names() {
    if !has("bash") {
        return;
    }
    for (words, expected) in [
        ("journey exp", "explain"),
        ("journey explain unreachable-st", "unreachable-stage"),
        ("journey explain touchp", "touchpoint-without-owner touchpoint"),
        ("journey check --format gi", "github"),
        ("journey check --only unreachable-st", "unreachable-stage"),
        ("journey explain unsol", "unsolicited"),
    ] {
        let last: Vec<&str> = words.split(' ').collect();
        let (word, before) = (last[last.len() - 1], last[last.len() - 2]);
        let ask = format!(
            "{}\nCOMP_WORDS=({words}); COMP_CWORD={}; _journey journey {word} {before}; echo \"${{COMPREPLY[@]}}\"\n",
            script("bash"),
            last.len() - 1
        );
        let output = feed(Command::new("bash"), &ask);
        assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), expected, "{words}");
    }
}

#[test]
fn there_is_a_manual_page_for_each_command() {
    let place = folder(&[]);
    let at = place.path();
    let (code, main, err) = say(at, &["man"]);
    assert_eq!((code, err.as_str()), (0, ""));
    let sections = |page: &str| page.lines().filter_map(|line| line.strip_prefix(".SH ").map(str::to_owned)).collect::<Vec<_>>();
    assert_eq!(sections(&main), ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "SUBCOMMANDS", "\"EXIT STATUS\""]);
    assert_eq!(say(at, &["man", "--dir", "share/man1"]).0, 0);
    assert_eq!(fs::read_to_string(at.join("share/man1/journey.1")).expect("it is there"), main);
    let commands = commands();
    assert_eq!(fs::read_dir(at.join("share/man1")).expect("it is there").count(), commands.len() + 1);
    for command in commands {
        assert!(main.contains(&format!("journey\\-{command}(1)")), "{main}");
        let path = at.join(format!("share/man1/journey-{command}.1"));
        let page = fs::read_to_string(&path).expect("it is there");
        let mut sections = sections(&page);
        sections.retain(|section| section != "CORRECTIONS");
        assert_eq!(sections, ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "\"SEE ALSO\""], "{page}");
        let title = format!(".TH journey-{command} 1  \"journey {}\"", env!("CARGO_PKG_VERSION"));
        assert!(page.contains(&title), "{page}");
        if has("groff") {
            let output = Command::new("groff").args(["-man", "-Tutf8", "-ww"]).arg(&path).output().expect("it runs");
            let warnings = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success() && warnings.is_empty(), "{command}: {warnings}");
        }
    }
    let (code, _, err) = say(at, &["man", "--dir", "share/man1/journey.1"]);
    assert!(code == 2 && err.starts_with("error: cannot write `share/man1/journey.1`"), "{err}");
}
