//! Public copies: what is only for those who work on a map is in no form of it, and it is said what was left out.

use std::io::Read as _;

use journey::emit::{EmitOptions, Format, counted, emit, publish};
use journey::source::FileId;

use crate::cli::{folder, say};
use crate::drawn;
use crate::support::{check, line};

/// A map whose private parts all say `secret`, and whose public ones never do.
const MAP: &str = r#"
persona amira "Amira" { goal: "Run"; quote: "secret one"; note: "secret two" }
channel web "Website" { owner: office }
source survey "Survey" { kind: solicited; link: "https://example.org/secret"; note: "secret three" }
team office "Office of secrets" { note: "secret four"; link: "https://example.org/secret/office" }
team desk "Desk" { note: "secret five" }
journey shoes "Buying shoes" {
  objective: "See who buys" { note: "secret six" }
  persona: amira
  owner: "secret seven"
  contact: "secret eight"
  link: "https://example.org/shoes"
  note: "secret nine" { note: "secret ten" }
  stage pay "Pays" {
    note: "secret eleven"
    touchpoint till "At the till" {
      channel: web
      by: desk
      owner: office
      quote: "secret twelve" for amira from survey
      thought: "So dear"
      emotion: -1 "annoyed" from survey
      pain "Slow" from survey { note: "secret thirteen"; opportunity "Faster" { owner: office; benefit: "Time" } }
    }
    touchpoint out "Goes out" { action: "Runs" }
  }
  outcome glad "Runs" success
  pay -> glad 60% "in the end"
}
"#;

/// All that stands in a file, that of each part of a workbook included.
fn text(bytes: &[u8]) -> String {
    let Ok(mut archive) = zip::ZipArchive::new(std::io::Cursor::new(bytes)) else {
        return String::from_utf8_lossy(bytes).into_owned();
    };
    let mut out = String::new();
    for index in 0..archive.len() {
        let mut part = Vec::new();
        archive.by_index(index).expect("it is there").read_to_end(&mut part).expect("it can be read");
        out.push_str(&String::from_utf8_lossy(&part));
    }
    out
}

#[test]
fn no_form_has_anything_private() {
    let mut analysis = check(MAP);
    assert!(analysis.findings.iter().all(|found| found.severity < journey::diagnostic::Severity::Error));
    publish(&mut analysis);
    for format in Format::ALL {
        let bytes = emit(&analysis, FileId(0), *format, &EmitOptions::default()).expect("it is written");
        let text = text(&bytes);
        assert!(!text.contains("secret"), "{}: {}", format.name(), &text[text.find("secret").unwrap_or_default()..]);
        if *format != Format::Png {
            assert!(text.contains("At the till") && !text.is_empty(), "{}", format.name());
        }
    }
    let json = String::from_utf8(emit(&analysis, FileId(0), Format::Json, &EmitOptions::default()).expect("it is written"))
        .expect("it is text");
    for stays in ["Website", "Survey", "Desk", "So dear", "annoyed", "Slow", "Faster", "Time", "in the end", "example.org/shoes"] {
        assert!(json.contains(stays), "{stays} stays");
    }
}

#[test]
fn it_is_said_what_was_left_out() {
    let mut analysis = check(MAP);
    let left = publish(&mut analysis);
    assert_eq!(counted(&left), "8 of `note`, 4 of `owner`, 2 of `quote`, 1 team, 1 of `link`, 1 of `contact`");
    assert!(publish(&mut analysis).is_empty(), "nothing private is left");
}

#[test]
fn what_was_found_about_private_parts_is_not_told() {
    let map = MAP.replace("owner: office; benefit", "benefit").replace("owner: office }", "}").replace("      owner: office\n", "");
    let mut analysis = check(&map);
    let told =
        |analysis: &journey::Analysis| analysis.findings.iter().map(|found| line(analysis, found)).collect::<Vec<_>>().join("\n");
    assert!(told(&analysis).contains("`office`"), "{}", told(&analysis));
    publish(&mut analysis);
    assert!(!told(&analysis).contains("office"), "{}", told(&analysis));
}

#[test]
fn a_public_copy_of_any_map_is_a_map() {
    for (name, mut analysis) in drawn::maps().into_iter().chain(drawn::made()) {
        let before = analysis.model.nodes().count();
        let left = publish(&mut analysis);
        let teams = left.iter().filter(|fact| fact.kind.name() == "team").count();
        assert_eq!(analysis.model.nodes().count(), before - teams, "{name}: only teams go");
        for node in analysis.model.nodes() {
            assert!(node.children().all(|child| child.parent().map(|parent| parent.id) == Some(node.id)), "{name}");
            assert!(node.claims().all(|claim| claim.claim().about.is_none_or(|about| about < claim.index)), "{name}");
        }
        for format in [Format::Json, Format::Markdown, Format::Html, Format::Dot] {
            emit(&analysis, FileId(0), format, &EmitOptions::default()).unwrap_or_else(|reason| panic!("{name}: {reason}"));
        }
    }
}

#[test]
fn the_command_tells_counts_and_names() {
    let place = folder(&[("map.journey", MAP)]);
    let (code, out, err) = say(place.path(), &["compile", "map.journey", "-f", "json", "--public"]);
    assert_eq!(code, 0);
    assert!(!out.contains("secret"), "{out}");
    assert!(
        err.ends_with("the public copy leaves out 8 of `note`, 4 of `owner`, 2 of `quote`, 1 team, 1 of `link`, 1 of `contact`\n"),
        "{err}"
    );
    let (_, _, err) = say(place.path(), &["compile", "map.journey", "-f", "json", "--public", "--verbose"]);
    assert!(err.contains("\n  map.journey:5:6 team: office\n"), "{err}");
    assert!(err.contains("\n  map.journey:2:45 quote: \"secret one\"\n"), "{err}");
    let (code, _, err) = say(place.path(), &["compile", "map.journey", "-f", "json", "--public", "--team", "desk"]);
    assert_eq!(code, 2, "what concerns a team is told by its owners");
    assert!(err.contains("--team"), "{err}");
}
