//! The account of what a form could not carry is exact: what it does not name is there after the way back.

use journey::Analysis;
use journey::emit::{Balance, EmitOptions, Format, counted};
use journey::import::import;

use super::{all, only, written};
use crate::support::check;

const MAP: &str = r#"
persona amira "Amira" { goal: "Run" }
persona ben "Ben"
channel web "Website"
source survey "Survey" { kind: solicited; method: survey }
journey a "A" {
  objective: "Find out"
  persona: amira, ben
  stage s "S" {
    touchpoint t "T" {
      channel: web
      emotion: -1 "lost" for amira from survey
      emotion: +1 for ben
      pain "Slow" from survey { severity: high; opportunity "Faster" { effort: low } }
    }
    touchpoint u "U" { emotion: +2; thought: "Nice" when "it rains" }
    touchpoint v "V"
    step w "W" { action: "Checks" }
  }
  outcome o "O" success
  s -> o 60% from survey
}
"#;

/// The facts of a balance, a line each.
pub fn facts(analysis: &Analysis, balance: &Balance) -> Vec<String> {
    let line = |fact: &journey::emit::Fact| format!("{}: {}", fact.kind.name(), analysis.sources.get(fact.file).slice(fact.span));
    balance.left.iter().map(line).collect()
}

#[test]
fn what_mermaid_cannot_hold() {
    let analysis = check(MAP);
    let (bytes, balance) = written(&analysis, Format::Mermaid, &EmitOptions::default());
    assert_eq!(
        String::from_utf8(bytes).expect("it is text"),
        "journey\n  title A\n  section S\n    T: 3: Amira, Ben\n    U: 5: Amira, Ben\n    V: 3: Amira, Ben\n"
    );
    assert_eq!(
        facts(&analysis, &balance),
        [
            "goal: \"Run\"",
            "channel: web",
            "source: survey",
            "kind: solicited",
            "method: survey",
            "objective: \"Find out\"",
            "channel: web",
            "emotion: -1 \"lost\"",
            "for: -1 \"lost\"",
            "from: -1 \"lost\"",
            "emotion: +1",
            "for: +1",
            "pain: \"Slow\"",
            "from: \"Slow\"",
            "severity: high",
            "opportunity: \"Faster\"",
            "effort: low",
            "thought: \"Nice\"",
            "when: \"Nice\"",
            "step: w",
            "action: \"Checks\"",
            "outcome: o",
            "value: success",
            "arrow: s -> o 60% from survey",
            "from: s -> o 60% from survey",
        ]
    );
    assert_eq!(counted(&balance.left), "3 of `from`, 2 of `emotion`, 2 of `for`, 1 channel, 1 source, 1 step, and 15 more");
    let made_up: Vec<&str> = balance.made_up.iter().map(|fact| analysis.sources.get(fact.file).slice(fact.span)).collect();
    assert_eq!(made_up, ["v"], "nobody said how it feels there");
}

#[test]
fn what_a_table_cannot_hold() {
    let analysis = check(MAP);
    let (_, balance) = written(&analysis, Format::Csv, &EmitOptions::default());
    assert_eq!(
        facts(&analysis, &balance),
        [
            "goal: \"Run\"",
            "kind: solicited",
            "method: survey",
            "objective: \"Find out\"",
            "effort: low",
            "when: \"Nice\"",
            "step: w",
            "action: \"Checks\"",
            "outcome: o",
            "value: success",
            "arrow: s -> o 60% from survey",
            "from: s -> o 60% from survey",
        ]
    );
    let (_, balance) = written(&analysis, Format::Xlsx, &EmitOptions::default());
    let left = facts(&analysis, &balance);
    assert!(["goal", "kind", "method", "effort"].iter().all(|name| !left.iter().any(|fact| fact.starts_with(name))), "{left:?}");
}

/// What is shown on a line, and without several spaces beside each other, is told wherever it is written.
#[test]
fn changed_spaces_are_told() {
    let analysis = check(
        "journey j \"A  B\" {\n stage s \"S  x\" { touchpoint t \"T\\u{200b}t\"; touchpoint u \"U\\nV\"; touchpoint v \"V\" when \"a  b\" }\n \
         outcome o \"O  o\" success\n s -> o \"why\\nnow\"\n u -> o when \"x  y\"\n t -> o \"plain\" when \"plain\"\n}\n",
    );
    let spaces = |analysis: &Analysis, format| -> Vec<String> {
        let (_, balance) = written(analysis, format, &EmitOptions::default());
        facts(analysis, &balance).into_iter().filter_map(|fact| Some(fact.strip_prefix("other spaces: ")?.to_owned())).collect()
    };
    let of_titles = ["j", "s", "t", "u", "o", "s -> o \"why\\nnow\"", "u -> o when \"x  y\""];
    assert_eq!(spaces(&analysis, Format::Flowchart), of_titles);
    let of_conditions = ["j", "s", "t", "u", "v", "o", "s -> o \"why\\nnow\"", "u -> o when \"x  y\""];
    assert_eq!(spaces(&analysis, Format::Markdown), of_conditions);
    let analysis = check(
        "journey j \"A\" {\n stage s \"S\" { action: \"a\" when \"x  y\\nz\"; emotion: -1 \"so  so\"; thought: \"b\" when \"x y\" }\n}\n",
    );
    assert_eq!(spaces(&analysis, Format::Markdown), ["\"a\"", "-1 \"so  so\""]);
}

/// Emotions are read as data, so they stand there as they are written.
#[test]
fn emotions_keep_their_decimals() {
    let map = |said: &str| check(&format!("journey j \"J\" {{ stage s \"S\" {{ touchpoint t \"T\" {{ emotion: {said} }} }} }}\n"));
    let text = |analysis: &Analysis, format| {
        let (bytes, balance) = written(analysis, format, &EmitOptions::default());
        assert_eq!(facts(analysis, &balance), Vec::<String>::new(), "{}", format.name());
        String::from_utf8(bytes).expect("it is text")
    };
    for (said, page, cell, score) in [
        ("1.25", "+1.25", "1.25", "4.25"),
        ("2/7", "−1.333", "-1.333", "1.667"),
        ("-1.23456", "−1.23456", "-1.23456", "1.76544"),
        ("0.1", "+0.1", "0.1", "3.1"),
        ("-0.0", "0", "0", "3"),
    ] {
        let analysis = map(said);
        assert!(text(&analysis, Format::Markdown).contains(&format!("| **emotion** | {page} |")), "{said}");
        for (format, name, holds) in
            [(Format::Csv, "a.csv", format!("J,S,T,{cell}\r\n")), (Format::Mermaid, "a.mmd", format!("    T: {score}\n"))]
        {
            let written = text(&analysis, format);
            assert!(written.contains(&holds), "{written}");
            let again = check(&import(name, written.as_bytes(), None).expect("it is read").text);
            assert_eq!(text(&again, format), written, "{said}");
        }
    }
}

/// Whoever and whatever has the title of another one has a number behind it, so that both are there, and that is told.
#[test]
fn two_of_one_title_stay_apart() {
    let analysis = check(
        "persona a \"Customer\"\npersona b \"Customer\"\npersona c \"customer\"\nlane x \"Extra\"\nlane y \"Extra\"\n\
         journey j \"J\" {\n persona: a, b, c\n stage s \"S\" {\n touchpoint t \"T\" { x: \"one\"; y: \"two\" }\n \
         touchpoint u \"U\" for b { action: \"x\" }\n}\n}\n",
    );
    let renamed = |balance: &Balance| -> Vec<String> {
        facts(&analysis, balance).into_iter().filter(|fact| fact.starts_with("a number behind: ")).collect()
    };
    let (bytes, balance) = written(&analysis, Format::Mermaid, &EmitOptions::default());
    let text = String::from_utf8(bytes).expect("it is text");
    assert!(text.ends_with("    T: 3: Customer, Customer (2), customer\n    U: 3: Customer (2)\n"), "{text}");
    assert_eq!(renamed(&balance), ["a number behind: b"]);
    let (bytes, balance) = written(&analysis, Format::Markdown, &EmitOptions::default());
    let page = String::from_utf8(bytes).expect("it is text");
    for said in ["for Customer (2)", "**Extra** | one", "**Extra (2)** | two"] {
        assert!(page.contains(said), "{said}\n{page}");
    }
    assert_eq!(renamed(&balance), ["a number behind: b", "a number behind: y"]);
}

#[test]
fn one_persona_is_asked_for() {
    let analysis = check(MAP);
    let options = EmitOptions { persona: Some("ben".into()), ..EmitOptions::default() };
    let (bytes, balance) = written(&analysis, Format::Mermaid, &options);
    assert!(String::from_utf8_lossy(&bytes).contains("T: 4: Ben\n"));
    assert!(!facts(&analysis, &balance).iter().any(|fact| fact.contains("lost")), "what is of others was not asked for");
    for format in [Format::Mermaid, Format::Flowchart, Format::Markdown, Format::Csv, Format::Xlsx] {
        let (bytes, balance) = written(&analysis, format, &options);
        let facts = facts(&analysis, &balance);
        assert!(!facts.iter().any(|fact| fact.contains("amira") || fact.contains("Run")), "{}: {facts:?}", format.name());
        assert!(!String::from_utf8_lossy(&bytes).contains("Amira"), "{}", format.name());
    }
}

#[test]
fn personas_of_other_journeys_are_not_asked_for() {
    let analysis = check(
        "persona amira \"Amira\"\npersona ben \"Ben\" { goal: \"Rest\" }\n\
         journey a \"A\" { persona: amira; stage s \"S\" { action: \"x\" } }\n\
         journey b \"B\" { persona: ben; stage t \"T\" { action: \"y\" } }\n",
    );
    let (_, balance) = written(&analysis, Format::Csv, &only("a"));
    assert_eq!(facts(&analysis, &balance), Vec::<String>::new());
}

/// A score is the mean over people, an arc is one emotion, and what is said of somebody by name counts before what is said of all.
#[test]
fn scores_are_means_over_people() {
    for (said, score) in [
        ("emotion: -1 -> +1 for amira\nemotion: +1 for ben", "3.5"),
        ("emotion: -1 for amira\nemotion: +1 for amira\nemotion: +2 for ben", "4"),
        ("emotion: -1 for amira\nemotion: +2", "3.5"),
        ("emotion: -1 -> +2", "3.5"),
    ] {
        let map = format!(
            "persona amira \"Amira\"\npersona ben \"Ben\"\njourney a \"A\" {{\npersona: amira, ben\nstage s \"S\" {{\n\
             touchpoint t \"T\" {{\n{said}\n}}\n}}\n}}\n"
        );
        let (bytes, _) = written(&check(&map), Format::Mermaid, &EmitOptions::default());
        let text = String::from_utf8(bytes).expect("it is text");
        assert!(text.contains(&format!("    T: {score}: Amira, Ben\n")), "{said}: {text}");
    }
}

/// What the account of a table does not name is the same after an import and a second table, whose account then names less or the same.
#[test]
fn a_second_way_loses_nothing_more() {
    for (path, analysis) in all() {
        let (bytes, _) = written(&analysis, Format::Csv, &EmitOptions::default());
        let again = check(&import("a.csv", &bytes, None).expect("it is read").text);
        let (_, balance) = written(&again, Format::Csv, &EmitOptions::default());
        let left = facts(&again, &balance);
        // The words by which an import tells the kind of a source are its own.
        let own = |fact: &String| fact.starts_with("kind: ") || fact.starts_with("method: ");
        assert_eq!(left.iter().filter(|fact| !own(fact)).collect::<Vec<_>>(), Vec::<&String>::new(), "{path}");
        for id in super::journeys(&again) {
            let (bytes, _) = written(&again, Format::Mermaid, &only(&id));
            assert!(bytes.starts_with(b"journey\n"), "{path}");
        }
    }
}

/// An arrow in a diagram is for whom the table beside it says.
#[test]
fn diagrams_tell_two_of_one_title_apart() {
    let analysis = check(
        "persona a \"Ann\"\npersona b \"Ann\"\njourney j \"J\" {\n persona: a, b\n stage s \"S\" { action: \"x\" }\n \
         stage t \"T\" { action: \"y\" }\n t -> s \"again\" for b\n t -> s \"once more\" for a\n}\n",
    );
    for format in [Format::Flowchart, Format::Markdown] {
        let (bytes, balance) = written(&analysis, format, &EmitOptions::default());
        let text = String::from_utf8(bytes).expect("it is text");
        assert!(text.contains("again, for Ann #40;2#41;\"|"), "{text}");
        assert!(text.contains("once more, for Ann\"|"), "{text}");
        let said = facts(&analysis, &balance);
        let expected = if format == Format::Markdown { "a number behind: b" } else { "persona: b" };
        assert!(said.iter().any(|fact| fact == expected), "{}: {said:?}", format.name());
    }
}

/// What is shown alike has a number, and what is shown in a row of its own has no other row's name.
#[test]
fn pages_tell_apart_what_they_show_alike() {
    let analysis = check(
        "persona a \"Ann X\"\npersona b \"Ann  X\"\nlane act \"action\"\njourney j \"J\" {\n persona: a, b\n stage s \"S\" {\n \
         touchpoint t \"T\" for b { action: \"field\"; act: \"lane\" }\n }\n}\n",
    );
    let (bytes, balance) = written(&analysis, Format::Markdown, &EmitOptions::default());
    let page = String::from_utf8(bytes).expect("it is text");
    for said in ["| Ann X |", "| Ann X (2) |", "for Ann X (2)", "**action** | field", "**action (2)** | lane"] {
        assert!(page.contains(said), "{said}\n{page}");
    }
    let told = |kind: &str| -> Vec<String> {
        facts(&analysis, &balance).into_iter().filter_map(|fact| Some(fact.strip_prefix(kind)?.to_owned())).collect()
    };
    assert_eq!(told("a number behind: "), ["b", "act"]);
    assert_eq!(told("other spaces: "), ["b"]);
}

/// Many of one title, of which some have the numbers of others already, are told apart in the time of reading them.
#[test]
fn many_of_one_title_take_no_longer() {
    let people = |id: &str, title: &dyn Fn(usize) -> String| -> String {
        (0..8000).map(|number| format!("persona {id}{number} \"{}\"\n", title(number))).collect::<Vec<_>>().concat()
    };
    let numbered = people("n", &|number| format!("A ({})", number + 2));
    let alike = people("a", &|_| "A".to_owned());
    let map = format!("{numbered}{alike}journey j \"J\" {{ stage s \"S\" {{ action: \"x\" }} }}\n");
    let analysis = check(&map);
    let start = std::time::Instant::now();
    let (bytes, _) = written(&analysis, Format::Markdown, &EmitOptions::default());
    let page = String::from_utf8(bytes).expect("it is text");
    assert!(page.contains("| A |") && page.contains("| A (8001) |") && page.contains("| A (16000) |"));
    assert!(start.elapsed() < std::time::Duration::from_secs(20), "{:?}", start.elapsed());
}

/// Spaces in units are told like those in texts.
#[test]
fn changed_spaces_of_units_are_told() {
    let analysis = check(
        "journey j \"A\" {\n frequency: 20 \"per  week\"\n stage s \"S\" { metric m \"M\" 3 \"odd  unit\" { target: 4 \"odd unit\" } }\n}\n",
    );
    let (bytes, balance) = written(&analysis, Format::Markdown, &EmitOptions::default());
    assert!(String::from_utf8_lossy(&bytes).contains("3 odd unit"));
    let told = facts(&analysis, &balance);
    assert_eq!(told, ["other spaces: 20 \"per  week\"", "other spaces: 3 \"odd  unit\""]);
}
