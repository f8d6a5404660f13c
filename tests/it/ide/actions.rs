//! Code actions: corrections, declarations, allow comments, implied transitions.

use std::fmt::Write;

use journey::diagnostic::{Code, Diagnostic, Severity};
use journey::ide::View;
use journey::ide::actions::actions;
use journey::source::Span;

use crate::support::{check, line};

use super::{SHARED, broken, edited, errors, inside, read, view};

/// A map with names that mean nothing, and other things that something can be done about.
const UNKNOWN: &str = r#"import "shared/people.journey"

// The website.
channel web "Website" // the only one

journey shop "Buying running shoes" {
  persona: amira, ben, carla
  stage search "Searches" {
    channel: kiosk
    touchpoint guide "Reads the guide" { emotion: -1 for amira from diary; owner: shop-team }
    legal: "Receipt"
    sevrity: "high"
    guide -> shelf
  }
  stage pay "Pays" { action: "Pays" }
  outcome loyal "Recommends us" success
  pay -> refund
  pay -> shp.x
}
"#;

#[test]
fn what_can_be_done_about_a_finding() {
    let analysis = read(UNKNOWN, SHARED);
    let view = view(&analysis);
    let mut out = String::new();
    for found in analysis.findings.iter().filter(|found| found.primary().file == view.file) {
        let _ = writeln!(out, "{}", line(&analysis, found));
        for action in actions(view, found.primary().span).iter().filter(|action| action.finding.as_ref() == Some(found)) {
            let after = edited(UNKNOWN, &action.edits);
            let _ = writeln!(out, "  {}{}", action.title, if action.certain { " (certain)" } else { "" });
            for (number, line) in after.lines().enumerate().filter(|(_, line)| !UNKNOWN.lines().any(|old| old == *line)) {
                let _ = writeln!(out, "    {} {line}", number + 1);
            }
            let again = read(&after, SHARED);
            let same = |other: &Diagnostic| other.code == found.code && other.message == found.message;
            assert!(!again.findings.iter().any(same), "{}: {} is gone", action.title, found.message);
            assert!(errors(&again).len() <= errors(&analysis).len(), "{}: no new errors", action.title);
        }
    }
    insta::assert_snapshot!(out);
}

#[test]
fn a_note_can_be_allowed_like_any_finding() {
    let text = "journey a \"A\" {\n  persona: x\n  stage s \"S\" { action: \"x\" }\n}\npersona x \"X\"\n";
    let notes = |text: &str| -> Vec<Diagnostic> {
        check(text).findings.into_iter().filter(|found| found.severity == Severity::Info).collect()
    };
    let all = notes(text);
    assert!(all.len() >= 2, "{all:?}");
    for note in &all {
        let analysis = check(text);
        let view = View::of(&analysis, "map.journey").expect("it was read");
        let title = format!("Allow {} here", note.code.name());
        let offered = actions(view, note.primary().span);
        let action = offered.iter().find(|action| action.title == title).expect("it is offered");
        let after = edited(text, &action.edits);
        assert_eq!(notes(&after).len(), all.len() - 1, "{after}");
        assert_eq!(errors(&check(&after)), Vec::<String>::new());
    }
}

#[test]
fn what_can_be_done_does_not_depend_on_what_is_broken_elsewhere() {
    let titles = |text: &str, shared: &str, message: &str| -> Vec<String> {
        let analysis = read(text, shared);
        let Some(found) = analysis.findings.iter().find(|found| found.message == message) else { return Vec::new() };
        let all = actions(view(&analysis), found.primary().span);
        all.into_iter().filter(|action| action.finding.as_ref() == Some(found)).map(|action| action.title).collect()
    };
    let analysis = read(UNKNOWN, SHARED);
    for found in analysis.findings.iter().filter(|found| found.code == Code::UnknownName) {
        let at = found.primary().span.start;
        let sound = titles(UNKNOWN, SHARED, &found.message);
        // A qualified name does not say what is missing.
        assert_eq!(sound.is_empty(), found.message.contains('.'), "{}", found.message);
        // What is not understood may declare the name: then nothing is said about it.
        for wrong in ["channl = web", "emotion:", "note: \"never closed", "emotion = +1"] {
            let (text, _) = broken(UNKNOWN, at, wrong);
            assert_eq!(titles(&text, SHARED, &found.message), sound, "{}, broken by `{wrong}`", found.message);
            let shared = SHARED.replacen('}', &format!("; {wrong}\n}}"), 1);
            assert_eq!(titles(UNKNOWN, &shared, &found.message), sound, "{}, import broken by `{wrong}`", found.message);
        }
    }
}

#[test]
fn implied_transitions_are_written_out_where_the_cursor_is() {
    for (marked, there) in [("stage sea‸rch", true), ("jour‸ney shop", true), ("pay -> sea‸rch", true), ("severity: hi‸gh", false)]
    {
        let (text, at) = inside(marked);
        let analysis = read(&text, SHARED);
        let all = actions(view(&analysis), Span::at(at as usize));
        let implied = all.iter().find(|action| action.finding.is_none());
        assert_eq!(implied.is_some(), there, "{marked}");
        if let Some(action) = implied {
            let after = edited(&text, &action.edits);
            assert!(after.contains("search -> pay"), "{after}");
            assert_eq!(errors(&read(&after, SHARED)), Vec::<String>::new());
        }
    }
}

#[test]
fn a_declaration_goes_where_there_is_room() {
    let declared = |text: &str| {
        let analysis = check(text);
        let found = analysis.findings.iter().find(|found| found.code == Code::UnknownName).expect("a name is unknown");
        let view = View::of(&analysis, "map.journey").expect("it was read");
        let all = actions(view, found.primary().span);
        let action = all.iter().find(|action| action.title.starts_with("Declare")).expect("it can be declared");
        edited(text, &action.edits)
    };
    for (before, after) in [
        (
            "journey a \"A\" { stage b \"B\" { channel: web } }",
            "channel web \"Web\"\n\njourney a \"A\" { stage b \"B\" { channel: web } }",
        ),
        (
            "// Ours.\n\n// The map.\njourney a \"A\" { persona: x }\n",
            "// Ours.\n\npersona x \"X\"\n\n// The map.\njourney a \"A\" { persona: x }\n",
        ),
        (
            "\u{FEFF}journey a \"A\" {\r\n  persona: x\r\n}\r\n",
            "\u{FEFF}persona x \"X\"\r\n\r\njourney a \"A\" {\r\n  persona: x\r\n}\r\n",
        ),
        ("journey a \"A\" { stage b \"B\"; b -> c }", "journey a \"A\" { stage b \"B\"; stage c \"C\"; b -> c }"),
        (
            "journey a \"A\" {\n  stage b \"B\" { action: \"x\" }\n  b -> c\n}\n",
            "journey a \"A\" {\n  stage b \"B\" { action: \"x\" }\n  stage c \"C\"\n  b -> c\n}\n",
        ),
        (
            "team t \"T\"\njourney a \"A\" { owner: u; action: \"x\" from s }\n",
            "team t \"T\"\nteam u \"U\"\njourney a \"A\" { owner: u; action: \"x\" from s }\n",
        ),
    ] {
        assert_eq!(declared(before), after);
    }
}
