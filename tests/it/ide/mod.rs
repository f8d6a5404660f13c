//! Editor features: each on a sound map, and on the same map broken two lines above the cursor and in its import.

mod actions;
mod colours;
mod completion;
mod format;
mod hover;
mod margins;
mod names;
mod rename;
mod structure;

use journey::diagnostic::{Edit, Severity};
use journey::ide::View;
use journey::ide::completion::complete;
use journey::ide::definition::definition;
use journey::ide::highlights::highlights;
use journey::ide::hover::hover;
use journey::ide::rename::renamable;
use journey::ide::selection::selections;
use journey::{Analysis, MemoryLoader, Options, analyse};

use crate::support::{check, examples, line};

/// The mark of the cursor in a text.
const CURSOR: &str = "‸";

const PATH: &str = "maps/shop.journey";

const PEOPLE: &str = "maps/shared/people.journey";

/// What the map of the tests imports.
const SHARED: &str = r#"persona amira "Amira, first-time runner" { goal: "Run 5 km" }
persona ben "Ben, club runner" { goal: "The same shoe again" }

team content "Content team"
source survey "Exit survey" { kind: solicited; method: survey; sample: 412 }
"#;

/// A map with something of everything.
const MAP: &str = r#"import "shared/people.journey"

channel web "Website"
channel store "Shop"
lane legal "Compliance"

journey shop "Buying running shoes" {
  objective: "Find where first-time buyers are lost"
  persona: amira, ben

  stage search "Searches" {
    channel: web
    touchpoint ask "Asks a friend" { emotion: 0 }
    touchpoint guide "Reads the guide" {
      channel: web
      emotion: -1 "lost" for amira from survey
      pain ads "Every result is an ad" from survey {
        severity: high
      }
    }
    guide -> lost 30% "gives up" from survey
  }
  stage pay "Pays" {
    touchpoint ask "Asks the shop" { channel: store }
    action: "Pays with a card" from survey
    legal: "Receipt"
  }

  outcome loyal "Recommends us" success
  outcome lost "Leaves" failure

  pay -> search "next pair" for ben
}
"#;

/// Lines that are not understood, as people leave them behind.
const BROKEN: &[&str] =
    &["channl = web", "emotion:", "note: \"never closed", "touchpoint", "search => nowhere", "what is this", "}"];

/// Reads a map, with what it imports.
fn read(text: &str, shared: &str) -> Analysis {
    let loader = MemoryLoader::from([(PATH, text), (PEOPLE, shared), ("maps/other.journey", "journey other \"Other\" { }")]);
    analyse(&loader, &[PATH.to_owned()], &Options::default()).0
}

/// The map with a line in place of one of its lines, and the cursor where the mark is.
fn typed(line: &str, written: &str) -> (String, u32) {
    let text = if line.is_empty() { MAP.to_owned() + written } else { MAP.replacen(line, written, 1) };
    assert!(text.contains(CURSOR), "{line} is in the map");
    let at = text.find(CURSOR).unwrap_or_default() as u32;
    (text.replacen(CURSOR, "", 1), at)
}

/// The same with a broken line two lines above the cursor, indented as what stands there.
fn broken(text: &str, at: u32, line: &str) -> (String, u32) {
    let starts: Vec<usize> = std::iter::once(0).chain(text.match_indices('\n').map(|(end, _)| end + 1)).collect();
    let own = starts.partition_point(|&start| start <= at as usize) - 1;
    let before = starts[own.saturating_sub(1)];
    let indent = text[starts[own]..].len() - text[starts[own]..].trim_start_matches(' ').len();
    let line = format!("{}{line}\n", " ".repeat(indent));
    (format!("{}{line}{}", &text[..before], &text[before..]), at + line.len() as u32)
}

fn view(analysis: &Analysis) -> View<'_> {
    View::of(analysis, PATH).expect("the map was read")
}

fn errors(analysis: &Analysis) -> Vec<String> {
    let errors = analysis.findings.iter().filter(|found| found.severity == Severity::Error);
    errors.map(|found| line(analysis, found)).collect()
}

/// What a word of the map is, with the cursor in it.
const WORDS: &[&str] = &[
    "per‸sona: amira",
    "persona: am‸ira",
    "touchpoint gu‸ide",
    "guide \"Reads‸ the guide\"",
    "emo‸tion: -1",
    "for ami‸ra from survey",
    "f‸rom survey",
    "severity: hi‸gh",
    "stage sea‸rch",
    "pay -> sea‸rch",
    "-> lo‸st 30%",
    "outcome loy‸al",
    "outcome loyal \"Recommends us\" succ‸ess",
    "stag‸e pay",
    "leg‸al: \"Receipt\"",
    "import \"shared/peo‸ple",
    "pain ad‸s",
    "action: \"Pays‸",
];

/// The map with the cursor in one of its words.
fn inside(marked: &str) -> (String, u32) {
    typed(&marked.replacen(CURSOR, "", 1), marked)
}

fn edited(text: &str, edits: &[Edit]) -> String {
    let mut after = text.to_owned();
    for edit in edits.iter().rev() {
        after.replace_range(edit.span.range(), &edit.text);
    }
    after
}

/// The lines of a text, each with what begins or ends there.
fn with_marks(text: &str, marks: &[(usize, String)]) -> String {
    let mut out = text.to_owned();
    let mut marks = marks.to_vec();
    marks.sort_by_key(|(at, _)| *at);
    for (at, mark) in marks.iter().rev() {
        out.insert_str(*at, mark);
    }
    out
}

#[test]
fn findings_below_and_beside_what_is_broken_are_still_there() {
    let of = |text: &str, shared: &str| -> Vec<String> {
        let analysis = read(text, shared);
        let own = analysis.findings.iter().filter(|found| found.primary().file == view(&analysis).file);
        own.map(|found| format!("{} {}", found.code.name(), &text[found.primary().span.range()])).collect()
    };
    let text = MAP.replace("severity: high", "severity: hihg").replace("lane legal", "channel kiosk \"Kiosk\"\nlane legal");
    let sound = of(&text, SHARED);
    assert!(sound.iter().any(|found| found == "unknown-word hihg"), "{sound:?}");
    assert!(sound.iter().any(|found| found == "unused-channel kiosk"), "{sound:?}");
    let at = text.find("severity").expect("it is there") as u32;
    for wrong in BROKEN {
        let (text, _) = broken(&text, at, wrong);
        let here = of(&text, SHARED);
        assert!(here.iter().any(|found| found == "unknown-word hihg"), "broken by `{wrong}`: {here:?}");
        assert_eq!(of(MAP, &format!("{wrong}\n{SHARED}{wrong}\n")), of(MAP, SHARED), "import broken by `{wrong}`");
    }
}

#[test]
fn every_feature_answers_at_every_byte() {
    for (path, text) in examples() {
        let analysis = check(&text);
        let view = View::of(&analysis, "map.journey").expect("it was read");
        for at in (0..text.len() as u32 + 3).step_by(97) {
            let items = complete(view, at, &[]);
            assert!(items.iter().all(|item| item.span.end as usize <= text.len()), "{path} at {at}");
            let _ = (hover(view, at), definition(view, at), highlights(view, at), renamable(view, at), selections(view, at));
        }
    }
}
