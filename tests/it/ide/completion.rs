//! Completion: what is legal there, and nothing that would be an error.

use std::fmt::Write;

use journey::Analysis;
use journey::ide::completion::{ItemKind, complete};

use super::{BROKEN, SHARED, broken, errors, read, typed, view};

fn labels(analysis: &Analysis, at: u32) -> Vec<String> {
    let maps = ["other.journey".to_owned(), "shared/people.journey".to_owned()];
    complete(view(analysis), at, &maps).into_iter().map(|item| item.label).collect()
}

/// Where something is written: which line of the map in its words, before the cursor and as it is.
const COMPLETIONS: &[(&str, &str, &str)] = &[
    ("the top of the file", "", "‸"),
    ("a word at the top", "", "chan‸"),
    ("the title of a channel", "", "channel app ‸"),
    ("a path", "import \"shared/people.journey\"", "import \"sha‸\""),
    ("a path without quotes", "", "import ‸"),
    ("a stage", "    channel: web\n    touchpoint ask", "    ‸\n    touchpoint ask"),
    ("a half word in a stage", "    channel: web\n    touchpoint ask", "    cha‸\n    touchpoint ask"),
    ("a touchpoint", "      channel: web\n      emotion", "      ‸\n      emotion"),
    ("a block of one line", "{ emotion: 0 }", "{ emotion: 0; ‸ }"),
    ("a pain", "        severity: high", "        ‸"),
    ("the remarks of a field", "    legal: \"Receipt\"", "    legal: \"Receipt\" { ‸ }"),
    ("a channel", "      channel: web\n", "      channel: ‸\n"),
    ("the next channel", "      channel: web\n", "      channel: web, ‸\n"),
    ("a persona", "persona: amira, ben", "persona: amira,\n    ‸"),
    ("a closed word", "severity: high", "severity: ‸"),
    ("an emotion", "emotion: -1 \"lost\" for amira from survey", "emotion: ‸"),
    ("an arc", "emotion: -1 \"lost\" for amira from survey", "emotion: -1 \"lost\" -> ‸"),
    ("after a value", "emotion: -1 \"lost\" for amira from survey", "emotion: -1 \"lost\" ‸"),
    ("after a clause", "emotion: -1 \"lost\" for amira from survey", "emotion: -1 \"lost\" for amira ‸"),
    ("for whom", "emotion: -1 \"lost\" for amira from survey", "emotion: -1 \"lost\" for ‸"),
    ("for whom else", "emotion: -1 \"lost\" for amira from survey", "emotion: -1 \"lost\" for amira, ‸"),
    ("a source", "emotion: -1 \"lost\" for amira from survey", "emotion: -1 \"lost\" from ‸"),
    ("in a text", "emotion: -1 \"lost\" for amira from survey", "emotion: -1 \"for ‸"),
    ("in a condition", "emotion: -1 \"lost\" for amira from survey", "emotion: -1 \"lost\" when ‸"),
    ("a length of time", "    channel: web\n    touchpoint ask", "    duration: 3 ‸\n    touchpoint ask"),
    ("a target", "guide -> lost 30% \"gives up\" from survey", "guide -> ‸"),
    ("a half target", "guide -> lost 30% \"gives up\" from survey", "guide -> lo‸"),
    ("a qualified target", "guide -> lost 30% \"gives up\" from survey", "guide -> pay.‸"),
    ("another target", "guide -> lost 30% \"gives up\" from survey", "guide -> lost, ‸"),
    ("after a target", "guide -> lost 30% \"gives up\" from survey", "guide -> lost ‸"),
    ("after a share", "guide -> lost 30% \"gives up\" from survey", "guide -> lost 30% ‸"),
    ("how long it takes", "guide -> lost 30% \"gives up\" from survey", "guide -> lost takes 3 ‸"),
    ("after a place", "guide -> lost 30% \"gives up\" from survey", "guide ‸"),
    ("a target of the journey", "pay -> search \"next pair\" for ben", "pay -> ‸"),
    ("an arm", "pay -> search \"next pair\" for ben", "pay -> {\n    ‸\n  }"),
    ("after an arm", "pay -> search \"next pair\" for ben", "pay -> {\n    search ‸\n  }"),
    ("an influence", "pay -> search \"next pair\" for ben", "influence ‸"),
    ("the end of an influence", "pay -> search \"next pair\" for ben", "influence pay -> ‸"),
    ("an outcome's word", "outcome lost \"Leaves\" failure", "outcome lost \"Leaves\" ‸"),
    ("an id", "stage pay \"Pays\" {", "stage ‸\"Pays\" {"),
    ("a lint", "    channel: web\n    touchpoint ask", "    // journey: allow(‸)\n    touchpoint ask"),
    ("a comment", "    channel: web\n    touchpoint ask", "    // chan‸\n    touchpoint ask"),
];

#[test]
fn completion_offers_what_is_legal_there() {
    let mut out = String::new();
    for (name, line, written) in COMPLETIONS {
        let (text, at) = typed(line, written);
        let labels = labels(&read(&text, SHARED), at);
        let shown = labels.iter().take(60).map(String::as_str).collect::<Vec<_>>().join("  ");
        let _ =
            writeln!(out, "{name}: {}\n    {}\n", written.trim().replace('\n', "⏎"), if shown.is_empty() { "–" } else { &shown });
    }
    insta::assert_snapshot!(out);
}

#[test]
fn nothing_is_offered_in_a_text_block_that_is_not_closed() {
    for written in [
        "    note: \"\"\"‸\n",
        "    note: \"\"\"\n      ‸\n",
        "    note: \"\"\"\n‸\n",
        "    note: \"\"\"\n      Some wor‸\n",
        "    note: \"\"\"\n      Some words\n      ‸\n",
        "    note: \"\"\"\n      Some words\n\n      more ‸\n",
        "    note: \"\"\"\n  further out ‸\n",
        "    note: \"\"\"\nat the edge\nand on ‸\n",
        "    pain ads \"\"\"\n    guide ‸\n",
    ] {
        let (text, at) = typed("    touchpoint ask \"Asks the shop\"", &format!("{written}    touchpoint ask \"Asks the shop\""));
        assert_eq!(labels(&read(&text, SHARED), at), Vec::<String>::new(), "{written}");
    }
    // Before it, and after what is understood again, there is.
    for written in ["    ‸note: \"\"\"\n      Words\n", "    note: \"\"\"\n      Words\n  }\n  stage more \"More\" {\n    ‸\n"]
    {
        let (text, at) = typed("    touchpoint ask \"Asks the shop\"", &format!("{written}    touchpoint ask \"Asks the shop\""));
        assert_ne!(labels(&read(&text, SHARED), at), Vec::<String>::new(), "{written}");
    }
}

#[test]
fn completion_does_not_mind_what_is_broken_above() {
    for (name, line, written) in COMPLETIONS {
        let (text, at) = typed(line, written);
        let sound = labels(&read(&text, SHARED), at);
        for wrong in BROKEN {
            let (text, at) = broken(&text, at, wrong);
            let here = labels(&read(&text, SHARED), at);
            // A name that was never declared is not offered, a field that stands there already neither.
            let lacks: Vec<&String> = sound.iter().filter(|label| !here.contains(label)).collect();
            assert!(lacks.is_empty(), "{name}, broken by `{wrong}`: {lacks:?} are not offered, but {here:?}");
        }
        for wrong in BROKEN {
            let shared = format!("{wrong}\n{SHARED}{wrong}\n");
            assert_eq!(labels(&read(&text, &shared), at), sound, "{name}, import broken by `{wrong}`");
        }
    }
}

#[test]
fn what_completion_offers_makes_no_error() {
    for (name, line, written) in COMPLETIONS {
        let (text, at) = typed(line, written);
        let analysis = read(&text, SHARED);
        let maps = ["other.journey".to_owned(), "shared/people.journey".to_owned()];
        for item in complete(view(&analysis), at, &maps) {
            let whole = matches!(item.kind, ItemKind::Name(_) | ItemKind::Word | ItemKind::Unit | ItemKind::File | ItemKind::Lint);
            if !whole || item.text.ends_with("-> ") {
                continue;
            }
            let mut after = text.clone();
            after.replace_range(item.span.range(), &item.text);
            let mut errors: Vec<String> = errors(&read(&after, SHARED));
            // Names may be missing where another file is imported.
            errors.retain(|error| item.kind != ItemKind::File || error.contains("import"));
            // An influence needs its other end.
            assert!(errors.is_empty() || *name == "an influence", "{name}: `{}` makes {errors:?}", item.text);
        }
    }
}
