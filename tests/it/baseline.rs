//! `check` in a project that had findings before it began to check.

use std::fs;
use std::path::Path;

use crate::cli::{BAD, GOOD, command, feed, folder, say, told};

const FILE: &str = "journey-baseline.json";

/// One warning: a team that nobody names.
const OLD: &str = "team content \"Content team\"\njourney shop \"Shop\" {\n  stage buy \"Buys\" {\n    action: \"Pays\"\n  }\n}\n";

fn put(at: &Path, path: &str, text: &str) {
    fs::write(at.join(path), text).expect("it can be written");
}

fn get(at: &Path, path: &str) -> String {
    fs::read_to_string(at.join(path)).expect("it is there")
}

#[test]
fn what_was_there_is_hidden_and_what_is_new_is_not() {
    let place = folder(&[("maps/old.journey", OLD), ("maps/bad.journey", BAD)]);
    let at = place.path();
    assert_eq!(say(at, &["check"]).0, 1);
    let (code, out, err) = say(at, &["check", "--write-baseline"]);
    assert_eq!((code, out.as_str(), err.as_str()), (0, "1 error, 1 warning in the baseline `journey-baseline.json`\n", ""));
    insta::assert_snapshot!("baseline", get(at, FILE));
    let (code, out, err) = say(at, &["check", "--deny", "warnings", "--baseline"]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert_eq!(out, "no findings in 2 files\nhidden by the baseline: 1 error, 1 warning\n");
    put(at, "maps/new.journey", BAD);
    let (code, out, _) = say(at, &["check", "--baseline"]);
    assert_eq!(code, 1);
    assert!(out.contains("maps/new.journey:3:12") && out.contains("1 error in 3 files (") && !out.contains("old"), "{out}");
}

#[test]
fn entries_survive_edits_elsewhere() {
    let place = folder(&[("old.journey", OLD)]);
    let at = place.path();
    say(at, &["check", "--write-baseline"]);
    let before = get(at, FILE);
    let moved = format!(
        "// new\n\nchannel web \"Web\"\n{}",
        OLD.replace("team content", "  team   content").replace("action", "channel: web; action")
    );
    put(at, "old.journey", &moved.replace('\n', "\r\n"));
    let (code, out, _) = say(at, &["check", "--deny", "warnings", "--baseline"]);
    assert_eq!((code, out.as_str()), (0, "no findings in 1 file\nhidden by the baseline: 1 warning\n"));
    put(at, "old.journey", OLD);
    say(at, &["check", "--write-baseline"]);
    assert_eq!(get(at, FILE), before, "the same findings give the same file");
    put(at, "old.journey", &OLD.replace("Content team", "Team of content"));
    let (code, out, _) = say(at, &["check", "--deny", "warnings", "--baseline"]);
    assert!(code == 1 && out.contains("warning[unused-team]"), "who changes the line sees it again: {out}");
}

#[test]
fn equal_findings_are_counted() {
    let twice = format!("{OLD}{}", OLD.replace("team content \"Content team\"\n", "").replace("shop", "shop-2"));
    let pain = "    pain \"Slow\" { severity: serious }\n  }\n";
    let place = folder(&[("old.journey", &twice.replace("  }\n", pain))]);
    let at = place.path();
    let (_, out, _) = say(at, &["check", "--write-baseline"]);
    assert_eq!(out, "2 errors, 1 warning in the baseline `journey-baseline.json`\n");
    assert!(get(at, FILE).contains("\"count\":2"), "{}", get(at, FILE));
    let third = OLD.replace("team content \"Content team\"\n", "").replace("shop", "shop-3").replace("  }\n", pain);
    put(at, "old.journey", &format!("{}{third}", twice.replace("  }\n", pain)));
    let (code, out, _) = say(at, &["check", "-f", "short", "--baseline"]);
    assert_eq!((code, out.lines().count()), (1, 1), "two are known, the third is new: {out}");
}

#[test]
fn entries_that_are_gone_are_named() {
    let place = folder(&[("a.journey", OLD), ("b.journey", BAD), ("c.journey", OLD)]);
    let at = place.path();
    say(at, &["check", "--write-baseline"]);
    put(at, "a.journey", GOOD);
    fs::remove_file(at.join("b.journey")).expect("it was there");
    let (code, out, _) = say(at, &["check", "--baseline"]);
    assert_eq!(code, 0);
    assert_eq!(
        out,
        "no findings in 2 files\nhidden by the baseline: 1 warning\n\
         2 findings of the baseline are gone; `journey check --write-baseline` writes it again without:\n  \
         a.journey: unused-team: team content \"Content team\"\n  b.journey: missing-colon: action = \"Pays\"\n"
    );
    let (code, out, err) = say(at, &["check", "-f", "json", "--baseline"]);
    assert_eq!(code, 0);
    serde_json::from_str::<serde_json::Value>(&out).expect("what is for programs stays so");
    assert!(err.starts_with("hidden by the baseline: 1 warning\n2 findings"), "{err}");
    let (_, out, _) = say(at, &["check", "c.journey", "--baseline"]);
    assert!(out.contains("1 finding of the baseline is gone") && out.contains("b.journey"), "a.journey was not looked at: {out}");
    let (_, out, _) = say(at, &["check", "c.journey", "--write-baseline"]);
    assert_eq!(out, "1 warning in the baseline `journey-baseline.json`, and 1 as before of files that were not checked\n");
    say(at, &["check", "--write-baseline"]);
    assert_eq!(say(at, &["check", "--baseline"]).1, "no findings in 2 files\nhidden by the baseline: 1 warning\n");
}

#[test]
fn notes_are_taken_on_request() {
    let map = "journey shop \"Shop\" {\n  objective: \"See who buys\"\n  stage buy \"Buys\" { action: \"Pays\" }\n  outcome lost \"Leaves\" failure\n  buy -> lost 100%\n}\n";
    let place = folder(&[("a.journey", map)]);
    let at = place.path();
    let (_, out, _) = say(at, &["check", "--notes", "--write-baseline"]);
    assert_eq!(out, "1 note in the baseline `journey-baseline.json`\n");
    assert!(say(at, &["check", "--notes", "--baseline"]).1.ends_with("hidden by the baseline: 1 note\n"));
    let (_, out, _) = say(at, &["check", "--baseline"]);
    assert_eq!(out, "no findings in 1 file\nhidden by the baseline: nothing\n", "what is not shown is not gone");
    assert_eq!(say(at, &["check", "--pedantic", "--deny", "warnings", "--baseline"]).0, 0);
}

#[test]
fn paths_are_those_from_the_baseline() {
    let place = folder(&[
        ("maps/old.journey", OLD),
        ("ci/readme.txt", ""),
        ("page.md", &format!("> ```journey\n> {}```\n", OLD.replace('\n', "\n> "))),
    ]);
    let at = place.path();
    assert_eq!(say(at, &["check", "maps", "page.md", "--write-baseline", "ci/known.json"]).0, 0);
    let text = get(at, "ci/known.json");
    assert!(
        text.contains("\"../maps/old.journey\"") && text.contains("\"../page.md\"") && text.contains("\"> team content"),
        "{text}"
    );
    let (code, out, _) = say(&at.join("maps"), &["check", "--deny", "warnings", "--baseline=../ci/known.json", "..", "../page.md"]);
    assert_eq!((code, out.as_str()), (0, "no findings in 2 files\nhidden by the baseline: 2 warnings\n"));
    let arguments = ["check", "-", "--stdin-filename", "maps/old.journey", "--deny", "warnings", "--baseline", "ci/known.json"];
    assert_eq!(told(&feed(command(at, &arguments), OLD)).0, 0);
}

#[test]
fn a_baseline_that_is_none() {
    let place = folder(&[("a.journey", OLD), ("maps/b.journey", OLD)]);
    let at = place.path();
    let refused = |arguments: &[&str], words: &str| {
        let (code, out, err) = say(at, arguments);
        assert!(code == 2 && out.is_empty() && err.contains(words), "{arguments:?}: {code} {err}");
    };
    refused(&["check", "--baseline"], "there is no baseline `journey-baseline.json`; `journey check --write-baseline` writes it");
    refused(&["check", "--baseline", "x.json"], "`journey check --write-baseline=x.json` writes it");
    for (text, words) in [
        ("", "`journey-baseline.json` is not a baseline: it is empty"),
        ("{\"version\":1,", "is not a baseline: it ends too early"),
        ("[]", "is not a baseline: "),
        ("{\"findings\":[]}", "is not a baseline: it lacks something that each has, or has something else instead (line 1)"),
        ("{\"version\":1}", "is not a baseline: it lacks something"),
        ("{\"version\":1,\"findings\":[{\"file\":\"a\"}]}", "is not a baseline: it lacks something"),
        ("{\"version\":2,\"entries\":[]}", "is a baseline of version 2; this program knows version 1"),
        ("<<<<<<< ours\n", "is not a baseline: line 1 is not JSON"),
    ] {
        put(at, FILE, text);
        refused(&["check", "--baseline"], words);
        refused(&["check", "--write-baseline"], "; delete it to write a new one");
        assert_eq!(get(at, FILE), text, "nothing was written");
    }
    for option in ["--baseline", "--write-baseline"] {
        refused(
            &["check", option, "a.journey"],
            &format!("`a.journey` is a map and no baseline; name what to check before `{option}`"),
        );
        refused(&["check", option, "maps"], "`maps` is a folder and no baseline");
        refused(&["check", option, "-"], "`-` is standard input and no baseline");
        refused(&["check", &format!("{option}=none/x.json")], "x.json`");
    }
    refused(&["check", "--baseline", "--write-baseline"], "cannot be used with");
    assert_eq!(get(at, "a.journey"), OLD);
}

#[test]
fn a_baseline_is_whole_or_not_written() {
    let place = folder(&[("a.journey", OLD)]);
    let at = place.path();
    let (code, out, err) = say(at, &["check", "a.journey", "none.journey", "--write-baseline"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.ends_with("error: the baseline is not written: it would not be whole\n"), "{err}");
    assert!(!at.join(FILE).exists());
}

#[test]
fn nothing_in_a_baseline_steers_the_terminal() {
    let entry = "{\"file\":\"a\\u001b[2J\",\"code\":\"\\u001b\",\"line\":\"\\u001b]0;x\\u0007\",\"count\":3}";
    let place = folder(&[("a.journey", GOOD), (FILE, &format!("{{\"version\":1,\"findings\":[{entry}]}}"))]);
    let (code, out, _) = say(place.path(), &["check", "--baseline"]);
    assert!(code == 0 && out.contains("  a␛[2J: ␛: ␛]0;x␇ (3 times)\n") && !out.contains('\u{1b}'), "{out}");
}
