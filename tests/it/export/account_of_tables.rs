//! What tables say that they carried comes back, and what does not is told.

use journey::emit::{EmitOptions, Format, emit};
use journey::import::import;
use journey::model::Node;
use journey::source::FileId;

use super::tables::told;
use super::written;
use crate::support::check;

/// A map in a table and back: the text of the map, and what is said of it.
fn back(map: &str, format: Format) -> (String, Vec<String>) {
    let (bytes, _) = written(&check(map), format, &EmitOptions::default());
    let name = if format == Format::Csv { "a.csv" } else { "a.xlsx" };
    let imported = import(name, &bytes, None).unwrap_or_else(|refusal| panic!("{map}: {refusal:?}"));
    (imported.text, imported.findings.into_iter().map(|found| found.message).collect())
}

const BOTH: [Format; 2] = [Format::Csv, Format::Xlsx];

/// A persona whom no row names does not walk in what comes back, and a touchpoint whose statements rest on something else rests on that.
#[test]
fn whom_and_what_no_row_names_is_told() {
    let map = "persona p \"Ann\"\npersona q \"Ben\"\nsource s \"Survey\" { kind: solicited }\nsource u \"Talks\" { kind: solicited }\n\
               journey j \"J\" { persona: p, q\nstage b \"B\" { touchpoint c \"C\" for p from s { action: \"a\" from u }\n\
               touchpoint d \"D\" for p from s { action: \"b\"; thought: \"c\" from u } } }\n";
    for format in BOTH {
        let told = told(&check(map), format);
        let told: Vec<&str> = told.iter().map(String::as_str).filter(|fact| !fact.starts_with("kind")).collect();
        let persona = told.iter().filter(|fact| fact.starts_with("persona")).count();
        assert!(told.contains(&"persona: q") && told.contains(&"from: c") && told.contains(&"from: d"), "{format:?}: {told:?}");
        assert_eq!((persona, told.len()), if format == Format::Csv { (2, 4) } else { (1, 3) }, "{told:?}");
        let (text, _) = back(map, format);
        assert!(
            text.contains("persona: ann\n") && text.contains("action: \"a\"") && text.contains("action: \"b\" from survey"),
            "{text}"
        );
    }
}

/// What stands in a gain or a risk has no place in a table.
#[test]
fn what_stands_in_a_gain_is_told() {
    let map = "journey j \"J\" { stage s \"S\" { action: \"x\"; gain g \"Nice\" { opportunity o \"More\" { impact: high } }\n\
               risk r \"Bad\" { opportunity q \"Guard\" } } }\n";
    for format in BOTH {
        assert_eq!(told(&check(map), format), ["opportunity: o", "impact: high", "opportunity: q"], "{format:?}");
    }
    let (_, said) = back(map, Format::Xlsx);
    assert_eq!(said.len(), 2, "{said:?}");
}

/// An opportunity within one pain that answers another one, or beside one that it does not stand in, says so again.
#[test]
fn what_an_opportunity_answers_comes_back() {
    let map = "journey j \"J\" { stage s \"S\" { action: \"x\"\npain a \"Slow\" { opportunity o \"Faster\" { addresses: b } }\n\
               pain b \"Dear\" } }\n";
    let beside = "source x \"Talks\" { kind: solicited }\njourney j \"J\" { stage s \"S\" { pain p \"Dear\" from x\n\
                  opportunity \"Faster\" { addresses: p; impact: high } } }\n";
    for (map, pains) in [(map, "pain dear \"Dear\"\n"), (beside, "pain dear \"Dear\" from talks\n")] {
        assert_eq!(told(&check(map), Format::Xlsx), [""; 0]);
        let (text, said) = back(map, Format::Xlsx);
        assert!(text.contains("addresses: dear") && text.contains(pains), "{text}");
        assert_eq!(said, [""; 0]);
        assert!(check(&text).findings.iter().all(|found| found.severity != journey::diagnostic::Severity::Error));
    }
    let within = "journey j \"J\" { stage s \"S\" { pain p \"Dear\" { opportunity \"Faster\" } } }\n";
    let (text, said) = back(within, Format::Xlsx);
    assert!(!text.contains("addresses") && said.is_empty(), "{text}");
}

/// What the sheets beside the map say is not told as left out.
#[test]
fn what_is_there_is_not_told() {
    let map = "team t \"Ops\"\nsource s \"Survey\" { kind: solicited }\njourney j \"J\" { stage a \"A\" { action: \"x\"; pain p \"Slow\" }\n\
               stage b \"B\" { action: \"y\"; opportunity \"Faster\" { owner: t; addresses: p from s } } }\n";
    assert_eq!(told(&check(map), Format::Xlsx), ["from: p"]);
    let (text, said) = back(map, Format::Xlsx);
    assert!(text.contains("owner: ops") && text.contains("addresses: slow") && text.contains("team ops \"Ops\""), "{text}");
    assert_eq!(said, [""; 0]);
}

/// Names that begin like an entry of a list come back, also beside those that have a colon or a source behind them.
#[test]
fn names_with_signs_come_back() {
    let map = "persona p \"Ann\"\npersona q \"Ben\"\nsource s \"Survey\" { kind: solicited }\nchannel a \"– dash\"\n\
               channel b \":) smile\"\nchannel c \"'=1\"\nchannel d \"* star\"\nteam o \"- Ops: one\"\njourney j \"J\" { persona: p, q\n\
               stage x \"X\" { touchpoint t \"T\" { channel: a, b, c; channel: d for q from s; owner: o for p } } }\n";
    for format in BOTH {
        let told = told(&check(map), format);
        assert!(told.iter().all(|fact| fact.starts_with("kind")), "{told:?}");
        let (text, _) = back(map, format);
        for name in ["\"– dash\"", "\":) smile\"", "\"'=1\"", "\"* star\"", "\"- Ops: one\""] {
            assert!(text.contains(name), "{name}: {text}");
        }
        assert_eq!(text.matches("channel ").count(), 4, "{text}");
    }
    let brackets = "persona p \"Ann\"\npersona q \"(Ben)\"\njourney j \"J\" { persona: p, q\nstage x \"X\" { action: \"a\" } }\n";
    for format in BOTH {
        assert!(told(&check(brackets), format).contains(&"persona: q".to_owned()), "{:?}", told(&check(brackets), format));
    }
}

/// Titles that are all numbers are titles, and no lane of numbers.
#[test]
fn titles_that_are_numbers_come_back() {
    for titles in [&["500", "1,200"][..], &["7"], &["'7"], &["''7", "8"], &["7", "some 8"], &["12%"]] {
        for kind in ["pain", "gain", "risk", "opportunity"] {
            let said: Vec<String> = titles.iter().map(|title| format!("{kind} \"{title}\"")).collect();
            let map =
                format!("journey j \"J\" {{ stage s \"S\" {{ touchpoint t \"T\" {{ action: \"x\"; {} }} }} }}\n", said.join("; "));
            for format in BOTH {
                assert_eq!(told(&check(&map), format), [""; 0], "{format:?}: {map}");
                let (text, found) = back(&map, format);
                assert_eq!(found, [""; 0], "{format:?}: {map}");
                let again = check(&text);
                let journey = again.model.journeys(FileId(0)).next().expect("there is one");
                let all = journey.descendants().filter(|node| node.kind().keyword() == kind);
                assert_eq!(all.filter_map(Node::title).collect::<Vec<_>>(), titles, "{format:?}: {text}");
            }
        }
    }
    let answer = "journey j \"J\" { stage s \"S\" { touchpoint t \"T\" { pain \"500\" { opportunity \"12%\" }; pain \"7\" } } }\n";
    for format in BOTH {
        let (text, found) = back(answer, format);
        assert_eq!(found, [""; 0], "{format:?}");
        assert!(text.contains("pain \"500\" {\n        opportunity \"12%\"\n"), "{text}");
    }
}

/// Lanes come back with their titles, also those that are called like a column.
#[test]
fn lanes_come_back() {
    let map = "lane no \"Number\"\nlane x \"Owner\"\nlane y \"Lane: Owner\"\nlane z \"lane:\"\nlane w \"Smell\"\n\
               journey j \"J\" { stage s \"S\" { no: \"1\"; x: \"2\"; y: \"3\"; z: \"4\"; w: \"5\" } }\n";
    for format in BOTH {
        assert_eq!(told(&check(map), format), [""; 0]);
        let (text, said) = back(map, format);
        for lane in ["\"Number\"", "\"Owner\"", "\"Lane: Owner\"", "\"lane:\"", "\"Smell\""] {
            assert!(text.lines().any(|line| line.starts_with("lane ") && line.ends_with(lane)), "{lane}: {text}");
        }
        assert_eq!(said.len(), 2, "what is no known word is named: {said:?}");
        let tabs = check("lane m \"\\tTab\"\njourney j \"J\" { stage s \"S\" { m: \"1\" } }\n");
        assert_eq!(super::account::facts(&tabs, &written(&tabs, format, &EmitOptions::default()).1), ["other spaces: m"]);
    }
}

/// Phases of one title beside each other stay two; the number behind the second is told.
#[test]
fn phases_of_one_title_stay_apart() {
    let map = "journey j \"J\" { phase p \"P\" { stage a \"A\" { action: \"x\" } } phase q \"P\" { stage b \"B\" { action: \"y\" } }\n\
               stage c \"C\" { action: \"z\" } phase r \"P\" { stage d \"D\" { action: \"w\"; pain \"Slow\" { severity: low } } } }\n";
    for format in BOTH {
        assert_eq!(told(&check(map), format), ["a number behind: q"]);
        let (text, said) = back(map, format);
        assert_eq!((text.matches("\n  phase ").count(), said), (3, Vec::new()), "{text}");
        assert!(text.contains("\"P (2)\"") && text.contains("severity: low"), "{text}");
    }
}

/// Titles that are words of headings are titles.
#[test]
fn words_of_headings_are_titles() {
    for (journey, stage, touchpoint, others) in [
        ("Journey", "Stage", "Touchpoint", ["Emotion", "Pain"]),
        ("Customer journey", "Section", "Touchpoint", ["Action", "Pain"]),
        ("'Journey", "'Stage", "'Task", ["'Emotion", "Pain points"]),
        ("''Map", "Research", "Experience", ["Action", "x"]),
        ("Customer journey", "Pay", "Form", ["Stage", "Pain"]),
    ] {
        let map = format!(
            "journey j \"{journey}\" {{ stage s \"{stage}\" {{ touchpoint t \"{touchpoint}\" {{ action: \"{}\"; pain \"{}\" }}\n\
             touchpoint u \"Compares\" {{ action: \"y\" }} }} }}\n",
            others[0], others[1]
        );
        for format in BOTH {
            assert_eq!(told(&check(&map), format), [""; 0]);
            let (text, said) = back(&map, format);
            for title in [journey, stage, touchpoint, others[0], others[1]] {
                assert!(text.contains(&format!("\"{title}\"")), "{title}: {text}");
            }
            assert_eq!((said, text.matches("\n    touchpoint ").count()), (Vec::new(), 2), "{text}");
        }
    }
}

/// What is called like a line break of HTML is called so again: there is no HTML in a table.
#[test]
fn line_breaks_of_html_are_text() {
    let map = "source s \"Notes<br>2026\" { kind: solicited }\njourney j \"A <br/> B\" { stage s \"Enters <br> tag\" {\n\
               touchpoint t \"<br>\" { action: \"x<br>y\" from s; pain \"<br>\" } } }\n";
    for format in BOTH {
        let (text, said) = back(map, format);
        for title in ["\"Notes<br>2026\"", "\"A <br/> B\"", "\"Enters <br> tag\"", " \"<br>\" {", "x<br>y", "pain \"<br>\""] {
            assert!(text.contains(title), "{title}: {text}");
        }
        assert_eq!(said.len(), usize::from(format == Format::Csv), "a CSV does not say what kind of source it is: {said:?}");
    }
}

/// A text that is too long for a cell is named with its place, and no workbook is written.
#[test]
fn what_is_too_long_for_a_cell_is_named() {
    let map = format!("journey j \"J\" {{ stage s \"S\" {{ touchpoint t \"Pay\" {{ action: \"{}\" }} }} }}\n", "ä".repeat(32_768));
    let analysis = check(&map);
    let refused = emit(&analysis, FileId(0), Format::Xlsx, &EmitOptions::default());
    let message = format!("{:?}", refused.err());
    let expected = "the cell of `Pay` under `Action` of the sheet `Map` would have 32768 characters, and a cell has 32767 at most";
    assert!(message.contains(expected), "{message}");
}

/// A stage behind a phase stands in none, and what sheets say of it finds it.
#[test]
fn a_stage_behind_a_phase_is_in_none() {
    let map = "journey j \"J\" { phase p \"Before\" { stage a \"A\" { action: \"x\" } }\n\
               stage b \"B\" { action: \"y\"; pain \"Slow\" { affects: 10%..20% } } }\n";
    let (text, said) = back(map, Format::Xlsx);
    assert!(text.contains("\n  stage b \"B\" {") && text.contains("affects: 10%..20%"), "{text}");
    assert_eq!(said, [""; 0]);
    let (text, _) = back(map, Format::Csv);
    assert!(text.contains("\n  stage b \"B\" {"), "{text}");
}

/// What stands in a sheet may be a word that is a heading elsewhere, and a title may begin as an entry of a list does.
#[test]
fn words_of_headings_and_signs_of_lists_are_texts() {
    let (text, said) = back(
        "persona p \"Ann\" { goal: \"Journey\" }\njourney j \"*Draft* checkout\" { persona: p\n\
         stage s \"S\" { action: \"x\"; opportunity \"Stage\" { impact: high }; pain \"Slow\" { affects: 40% } } }\n",
        Format::Xlsx,
    );
    for part in ["goal: \"Journey\"", "opportunity \"Stage\" { impact: high }", "affects: 40%", "\"*Draft* checkout\""] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert_eq!(said, [""; 0]);
}
