//! Editor features: each on a sound map, and on the same map broken two lines above the cursor and in its import.

use std::fmt::Write;

use journey::diagnostic::{Code, Diagnostic, Edit, Severity};
use journey::fmt::format_lines;
use journey::ide::actions::actions;
use journey::ide::completion::{ItemKind, complete};
use journey::ide::definition::definition;
use journey::ide::folding::folds;
use journey::ide::format::format;
use journey::ide::highlights::highlights;
use journey::ide::hints::hints;
use journey::ide::hover::hover;
use journey::ide::lenses::lenses;
use journey::ide::links::{Target, links};
use journey::ide::references::{element_at, occurrences};
use journey::ide::rename::{renamable, rename};
use journey::ide::selection::selections;
use journey::ide::symbols::{Symbol, outline, search};
use journey::ide::tokens::tokens;
use journey::ide::{Location, View};
use journey::source::Span;
use journey::{Analysis, MemoryLoader, Options, analyse};

use crate::support::{check, check_as, examples, line};

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

#[test]
fn hover_says_what_a_word_is() {
    let mut out = String::new();
    for marked in WORDS {
        let (text, at) = inside(marked);
        let analysis = read(&text, SHARED);
        let found = hover(view(&analysis), at);
        let word = found.as_ref().map_or("–", |found| &text[found.span.range()]).to_owned();
        let shown = found.map(|found| found.markdown).unwrap_or_default();
        let _ = writeln!(out, "{marked}: {word}\n{}\n", indented(&shown));
    }
    insta::assert_snapshot!(out);
}

fn indented(text: &str) -> String {
    text.lines().filter(|line| !line.is_empty()).map(|line| format!("    {line}")).collect::<Vec<_>>().join("\n")
}

#[test]
fn hover_does_not_mind_what_is_broken_above() {
    for marked in WORDS {
        let (text, at) = inside(marked);
        let word = |text: &str, at: u32, shared: &str| {
            let analysis = read(text, shared);
            let found = hover(view(&analysis), at)?;
            // The ways of a place may be different now, its heading may not.
            Some((text[found.span.range()].to_owned(), found.markdown.lines().next().map(str::to_owned)))
        };
        let sound = word(&text, at, SHARED);
        for wrong in BROKEN {
            let (text, at) = broken(&text, at, wrong);
            assert_eq!(word(&text, at, SHARED), sound, "{marked}, broken by `{wrong}`");
        }
        for wrong in BROKEN {
            assert_eq!(word(&text, at, &format!("{wrong}\n{SHARED}{wrong}\n")), sound, "{marked}, import broken by `{wrong}`");
        }
    }
}

#[test]
fn a_hover_shows_text_of_the_map_as_it_is() {
    let text = "journey a \"*bold* [x](javascript:1) <img> `code`\" { link: \"https://a.b\"; note: \"\u{202e}# no heading\" }";
    let analysis = check(text);
    let view = View::of(&analysis, "map.journey").expect("it was read");
    insta::assert_snapshot!(hover(view, 8).expect("the id").markdown);
}

/// The places of a project where something is named, each with its line, the name in brackets.
fn places(analysis: &Analysis, places: impl Iterator<Item = (Location, bool)>) -> String {
    let mut out = String::new();
    for (at, declared) in places {
        let file = analysis.sources.get(at.file);
        let line = file.lines().line(at.span.start);
        let range = file.lines().range(line);
        let (start, end) = (at.span.start as usize, at.span.end as usize);
        let text = file.text();
        let shown = format!("{}⟨{}⟩{}", &text[range.start..start], &text[start..end], text[end..range.end].trim_end());
        let _ = writeln!(out, "    {}:{} {}{}", file.path(), line + 1, shown.trim(), if declared { "  (declared)" } else { "" });
    }
    out
}

#[test]
fn names_lead_to_their_declaration_and_to_each_other() {
    let mut out = String::new();
    for marked in WORDS {
        let (text, at) = inside(marked);
        let analysis = read(&text, SHARED);
        let view = view(&analysis);
        let _ = writeln!(out, "{marked}");
        if let Some(found) = definition(view, at) {
            let _ = write!(out, "  from {}\n{}", &text[found.from.range()], places(&analysis, std::iter::once((found.to, true))));
        }
        if let Some(id) = element_at(view, at) {
            let all = occurrences(&analysis, id);
            let _ = write!(out, "  all\n{}", places(&analysis, all.iter().map(|found| (found.at, found.declaration))));
            let here: Vec<_> = all.into_iter().filter(|found| found.at.file == view.file).collect();
            assert_eq!(highlights(view, at), here, "{marked}: what is highlighted is what is named in the file");
        }
    }
    insta::assert_snapshot!(out);
}

#[test]
fn references_do_not_mind_what_is_broken_above() {
    for marked in WORDS {
        let (text, at) = inside(marked);
        let lines = |text: &str, at: u32, shared: &str| -> Option<Vec<String>> {
            let analysis = read(text, shared);
            let all = occurrences(&analysis, element_at(view(&analysis), at)?);
            let line = |at: Location| {
                let file = analysis.sources.get(at.file);
                file.text()[file.lines().range(file.lines().line(at.span.start))].trim().to_owned()
            };
            let mut out: Vec<String> = all.iter().map(|found| line(found.at)).collect();
            let found = definition(view(&analysis), at)?;
            let [named, declared] = [&text[found.from.range()], &line(found.to)];
            out.push(format!("{named} leads to {declared}"));
            let here: Vec<_> = all.into_iter().filter(|found| found.at.file == view(&analysis).file).collect();
            assert_eq!(highlights(view(&analysis), at), here, "{marked}: what is highlighted is what is named in the file");
            Some(out)
        };
        let sound = lines(&text, at, SHARED);
        for wrong in BROKEN {
            let (text, at) = broken(&text, at, wrong);
            let mut here = lines(&text, at, SHARED);
            // What is broken may name the same, as `channl = web` does once its `=` is understood.
            if let Some(here) = &mut here {
                here.retain(|line| line != wrong);
            }
            assert_eq!(here, sound, "{marked}, broken by `{wrong}`");
        }
        for wrong in BROKEN {
            assert_eq!(lines(&text, at, &format!("{wrong}\n{SHARED}{wrong}\n")), sound, "{marked}, import broken by `{wrong}`");
        }
    }
}

/// The map and its import after a new id is given to what is named at a byte.
fn renamed(text: &str, at: u32, shared: &str, new: &str) -> Result<(String, String), String> {
    let analysis = read(text, shared);
    let places = rename(view(&analysis), at, &analysis, new)?;
    let mut texts = [text.to_owned(), shared.to_owned()];
    for place in places.iter().rev() {
        let which = usize::from(analysis.sources.get(place.file).path() == PEOPLE);
        texts[which].replace_range(place.span.range(), new);
    }
    let [text, shared] = texts;
    Ok((text, shared))
}

#[test]
fn a_renamed_element_is_the_same_everywhere() {
    for marked in WORDS {
        let (text, at) = inside(marked);
        let analysis = read(&text, SHARED);
        let Ok(span) = renamable(view(&analysis), at) else { continue };
        let old = &text[span.range()];
        let count = places_of(&analysis, at);
        let (after, shared) = renamed(&text, at, SHARED, "brand-new").expect("nothing is called so");
        let again = read(&after, &shared);
        assert_eq!(errors(&again), errors(&analysis), "{marked}");
        assert_eq!(again.findings.len(), analysis.findings.len(), "{marked}");
        let at = after.find("brand-new").expect("it is named in the map") as u32;
        assert_eq!(places_of(&again, at), count, "{marked}: it is named in as many places");
        let back = renamed(&after, at, &shared, old).expect("it was called so before");
        assert_eq!(back, (text.clone(), SHARED.to_owned()), "{marked}: and back again");
        for wrong in BROKEN {
            let (text, at) = broken(&text, at_of(&text, marked), wrong);
            let (after, _) = renamed(&text, at, SHARED, "brand-new").expect("a broken line is no reason");
            assert!(after.contains("brand-new"), "{marked}, broken by `{wrong}`");
            assert_eq!(after.lines().count(), text.lines().count());
        }
        for wrong in BROKEN {
            let broken = format!("{wrong}\n{SHARED}{wrong}\n");
            let (_, at) = inside(marked);
            let (here, there) = renamed(&text, at, &broken, "brand-new").expect("a broken import is no reason");
            assert_eq!(here, after, "{marked}, import broken by `{wrong}`");
            assert_eq!(there, format!("{wrong}\n{shared}{wrong}\n"), "{marked}, import broken by `{wrong}`");
        }
    }
}

/// Where the cursor is in a map that `inside` made.
fn at_of(text: &str, marked: &str) -> u32 {
    let word = marked.replacen(CURSOR, "", 1);
    (text.find(&word).unwrap_or_default() + marked.find(CURSOR).unwrap_or_default()) as u32
}

fn places_of(analysis: &Analysis, at: u32) -> usize {
    element_at(view(analysis), at).map_or(0, |id| occurrences(analysis, id).len())
}

#[test]
fn a_rename_that_cannot_be_says_why() {
    let cases = [
        ("touchpoint gu‸ide", "ask"),
        ("touchpoint gu‸ide", "pay"),
        ("stage sea‸rch", "pay"),
        ("stage sea‸rch", "lost"),
        ("channel we‸b", "store"),
        ("channel we‸b", "for"),
        ("channel we‸b", "two words"),
        ("channel we‸b", "1st"),
        ("channel we‸b", ""),
        ("lane leg‸al", "emotion"),
        ("persona: am‸ira", "ben"),
        ("emo‸tion: -1", "feeling"),
        ("guide \"Reads‸ the guide\"", "x"),
        ("import \"shared/peo‸ple", "x"),
        ("severity: hi‸gh", "x"),
        ("action: \"Pays‸", "x"),
    ];
    let mut out = String::new();
    for (marked, new) in cases {
        let (text, at) = inside(marked);
        let _ = match renamed(&text, at, SHARED, new) {
            Ok(_) => writeln!(out, "{marked} as `{new}`: done"),
            Err(why) => writeln!(out, "{marked} as `{new}`: {why}"),
        };
    }
    insta::assert_snapshot!(out);
}

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

fn edited(text: &str, edits: &[Edit]) -> String {
    let mut after = text.to_owned();
    for edit in edits.iter().rev() {
        after.replace_range(edit.span.range(), &edit.text);
    }
    after
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

#[test]
fn the_outline_has_every_element_in_its_place() {
    fn show(symbols: &[Symbol], depth: usize, out: &mut String) {
        for symbol in symbols {
            let detail = symbol.detail.as_deref().unwrap_or_default();
            let _ = writeln!(out, "{}{} {} {detail}", "  ".repeat(depth), symbol.kind.keyword(), symbol.name);
            assert!(symbol.whole.contains(symbol.named), "{}", symbol.name);
            assert!(symbol.inside.iter().all(|inner| symbol.whole.contains(inner.whole)), "{}", symbol.name);
            show(&symbol.inside, depth + 1, out);
        }
    }
    let mut out = String::new();
    show(&outline(view(&read(MAP, SHARED))), 0, &mut out);
    insta::assert_snapshot!(out);
    // The places of broken maps nest, too.
    for wrong in BROKEN {
        for at in 0..MAP.len() {
            if MAP.is_char_boundary(at) && MAP[..at].ends_with('\n') {
                let text = format!("{}{wrong}\n{}", &MAP[..at], &MAP[at..]);
                show(&outline(view(&read(&text, SHARED))), 0, &mut String::new());
            }
        }
    }
}

#[test]
fn elements_are_found_by_parts_of_their_names() {
    let analysis = read(MAP, SHARED);
    let names = |query: &str| search(&analysis, query).into_iter().map(|found| found.name).collect::<Vec<_>>();
    assert_eq!(names("ama"), ["amira – Amira, first-time runner"]);
    assert_eq!(names("SHOP"), ["store – Shop", "shop – Buying running shoes", "ask – Asks the shop"]);
    assert_eq!(names("nothing of this"), Vec::<String>::new());
    assert_eq!(names("").len(), 16);
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

/// A map with comments, several imports, a list and a text block.
const LAYOUT: &str = r#"// About this map.
// It is short.
import "shared/people.journey"
import "other.journey"

// Alone.
journey shop "Buying running shoes" {
  tag: [
    "shoes"
    "sport"
  ]
  note: """
    Two lines,
    as they are.
  """
  stage search "Searches" {
    link: "https://example.org/a", "mailto:a@example.org", "javascript:alert(1)", "file:///etc/passwd", "https://two words"
    image: "http://example.org/b.png"

  }
  stage pay "Pays" { action: "Pays" }
}
"#;

#[test]
fn what_can_be_folded() {
    let analysis = read(LAYOUT, SHARED);
    let mut out = String::new();
    for fold in folds(view(&analysis)) {
        let lines = |at: u32| analysis.sources.get(view(&analysis).file).lines().line(at) + 1;
        let first = LAYOUT.lines().nth(lines(fold.span.start) - 1).unwrap_or_default();
        let _ = writeln!(out, "{}–{} {:?}: {first}", lines(fold.span.start), lines(fold.span.end), fold.kind);
    }
    insta::assert_snapshot!(out);
    for (path, text) in examples() {
        let analysis = check(&text);
        let view = View::of(&analysis, "map.journey").expect("it was read");
        let lines = view.source().lines();
        for fold in folds(view) {
            let after = lines.range(lines.line(fold.span.end)).end;
            let closing = text[after..].lines().next().unwrap_or_default().trim_start();
            // A list that goes on after its commas has no sign that closes it.
            let list = text[fold.span.range()].lines().next().is_some_and(|first| first.ends_with(','));
            let block = fold.kind == journey::ide::folding::Kind::Block && !list;
            assert!(!block || closing.starts_with(['}', ']', '"']), "{path}: {closing:?} stays to be seen");
        }
    }
}

#[test]
fn where_links_lead() {
    let analysis = read(LAYOUT, SHARED);
    let shown = links(view(&analysis)).into_iter().map(|link| {
        let target = match link.target {
            Target::File(file) => analysis.sources.get(file).path().to_owned(),
            Target::Address(address) => address,
        };
        format!("{} leads to {target}", &LAYOUT[link.span.range()])
    });
    assert_eq!(
        shown.collect::<Vec<_>>(),
        [
            "shared/people.journey leads to maps/shared/people.journey",
            "other.journey leads to maps/other.journey",
            "https://example.org/a leads to https://example.org/a",
            "mailto:a@example.org leads to mailto:a@example.org",
            "http://example.org/b.png leads to http://example.org/b.png",
        ]
    );
}

#[test]
fn what_a_selection_grows_to() {
    let mut out = String::new();
    for marked in
        ["for ami‸ra from survey", "\"Reads‸ the guide\"", "guide -> lost 30‸%", "persona: amira, b‸en", "severity: hi‸gh"]
    {
        let (text, at) = inside(marked);
        let analysis = read(&text, SHARED);
        let all = selections(view(&analysis), at);
        let _ = writeln!(out, "{marked}");
        for span in &all {
            let _ = writeln!(out, "    {}", text[span.range()].replace('\n', "⏎").chars().take(90).collect::<String>());
        }
        assert_eq!(all.last(), Some(&Span::new(0, text.len())));
        assert!(all.windows(2).all(|pair| pair[1].contains(pair[0]) && pair[0] != pair[1]), "{marked}");
        for wrong in BROKEN {
            let (text, at) = broken(&text, at, wrong);
            let here: Vec<String> =
                selections(view(&read(&text, SHARED)), at).iter().map(|span| text[span.range()].to_owned()).collect();
            let first = &inside(marked).0[all[0].range()];
            assert_eq!(here[0], first, "{marked}, broken by `{wrong}`");
        }
        for wrong in BROKEN {
            let shared = format!("{wrong}\n{SHARED}{wrong}\n");
            assert_eq!(selections(view(&read(&text, &shared)), at), all, "{marked}, import broken by `{wrong}`");
        }
    }
    insta::assert_snapshot!(out);
}

#[test]
fn colours_follow_the_meaning() {
    let analysis = read(MAP, SHARED);
    let mut out = String::new();
    for line in 0..MAP.lines().count() {
        let range = analysis.sources.get(view(&analysis).file).lines().range(line);
        let all = tokens(view(&analysis));
        let here = all.iter().filter(|token| range.contains(&(token.span.start as usize)));
        let shown = here.map(|token| {
            let declared = if token.declaration { "!" } else { "" };
            format!("{}:{:?}{declared}", &MAP[token.span.range()], token.kind)
        });
        let _ = writeln!(out, "{}", shown.collect::<Vec<_>>().join("  "));
    }
    insta::assert_snapshot!(out);
}

#[test]
fn every_word_of_a_sound_map_has_a_colour() {
    for (path, text) in examples() {
        let analysis = check_as(&path, &text, &Options::default());
        let view = View::of(&analysis, &path).expect("it was read");
        let mut rest = text.clone();
        let mut end = 0;
        for token in tokens(view) {
            assert!(token.span.start >= end, "{path}: tokens are in order and apart");
            end = token.span.end;
            rest.replace_range(token.span.range(), &" ".repeat(token.span.len()));
        }
        let left: Vec<&str> = rest.lines().filter(|line| line.contains(char::is_alphanumeric)).collect();
        assert!(left.is_empty(), "{path}: {left:?}");
    }
}

#[test]
fn colours_do_not_mind_what_is_broken_above() {
    let of_lines = |text: &str, shared: &str| -> Vec<String> {
        let analysis = read(text, shared);
        let view = view(&analysis);
        let lines = view.source().lines();
        let mut out = vec![String::new(); lines.count()];
        for token in tokens(view) {
            let _ = write!(out[lines.line(token.span.start)], "{}:{:?} ", &text[token.span.range()], token.kind);
        }
        out
    };
    let sound = of_lines(MAP, SHARED);
    for line in 1..MAP.lines().count() {
        let at = MAP.lines().take(line).map(|line| line.len() + 1).sum::<usize>() as u32;
        for wrong in BROKEN {
            let (text, _) = broken(MAP, at, wrong);
            let mut here = of_lines(&text, SHARED);
            here.remove(text.lines().position(|line| line.trim() == *wrong && !MAP.contains(line)).unwrap_or(line - 1));
            assert!(
                here == sound || *wrong == "}" || *wrong == "touchpoint",
                "broken by `{wrong}` before line {line}: {:#?}",
                here.iter().zip(&sound).filter(|(a, b)| a != b).collect::<Vec<_>>()
            );
        }
    }
    for wrong in BROKEN {
        assert_eq!(of_lines(MAP, &format!("{wrong}\n{SHARED}{wrong}\n")), sound, "import broken by `{wrong}`");
    }
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
fn folds_and_links_and_symbols_do_not_mind_what_is_broken_above() {
    let of = |text: &str, shared: &str| -> Vec<String> {
        let analysis = read(text, shared);
        let view = view(&analysis);
        let index = view.source().lines();
        let line = |at: u32| text[index.range(index.line(at))].trim().to_owned();
        let folds = folds(view).into_iter().map(|fold| format!("fold {} … {}", line(fold.span.start), line(fold.span.end)));
        let links = links(view).into_iter().map(|link| format!("link {}", &text[link.span.range()]));
        let symbols = search(&analysis, "").into_iter().map(|found| format!("symbol {} in {:?}", found.name, found.around));
        folds.chain(links).chain(symbols).collect()
    };
    let sound = of(LAYOUT, SHARED);
    assert!(sound.len() > 12, "{sound:#?}");
    let at = LAYOUT.find("link:").expect("it is there") as u32;
    for wrong in BROKEN {
        let (text, _) = broken(LAYOUT, at, wrong);
        let here = of(&text, SHARED);
        let lacks: Vec<&String> = sound.iter().filter(|found| !here.contains(found)).collect();
        assert!(lacks.is_empty(), "broken by `{wrong}`: {lacks:#?}, but {here:#?}");
        let shared = format!("{wrong}\n{SHARED}{wrong}\n");
        let here = of(LAYOUT, &shared);
        let lacks: Vec<&String> = sound.iter().filter(|found| !here.contains(found)).collect();
        assert!(lacks.is_empty(), "import broken by `{wrong}`: {lacks:#?}");
    }
}

/// Ways of all kinds: shared out in part, to some, by the order, back, out.
const WAYS: &str = r#"persona ana "Ana" { goal: "x" }
persona bob "Bob" { goal: "x" }
journey a "A" {
  persona: ana, bob
  stage one "One" {
    touchpoint p "P" { action: "x" }
    touchpoint q "Q" { action: "x" }
    p -> lost 10..20%
  }
  stage two "Two" { action: "x" }
  stage three "Three" { action: "x" }
  stage four "Four" { action: "x" }
  stage five "Five" { action: "x" }
  outcome good "Good" success
  outcome lost "Lost" failure
  one -> lost 30%
  two -> lost 100% for ana
  three -> { five 40%; four }
  five -> one
}
"#;

#[test]
fn hints_and_lenses_say_what_the_order_implies() {
    let analysis = check(WAYS);
    let view = View::of(&analysis, "map.journey").expect("it was read");
    let all = hints(view, Span::new(0, WAYS.len()));
    let mut marks: Vec<(usize, String)> = all.iter().map(|hint| (hint.at as usize, format!("⟨{}⟩", hint.label))).collect();
    let lines = view.source().lines();
    for lens in lenses(view) {
        let line = lines.range(lines.line(lens.at.start)).start;
        marks.push((line, format!("  ({})\n", lens.text)));
    }
    insta::assert_snapshot!(with_marks(WAYS, &marks));
    let at = WAYS.find("stage two").expect("it is there");
    assert_eq!(
        hints(view, Span::new(at, at + 30)),
        all.into_iter().filter(|hint| hint.at as usize >= at && (hint.at as usize) <= at + 30).collect::<Vec<_>>()
    );
}

#[test]
fn hints_and_lenses_do_not_mind_what_is_broken_above() {
    let said = |text: &str, shared: &str| {
        let analysis = read(text, shared);
        let view = view(&analysis);
        let hints = hints(view, Span::new(0, text.len())).into_iter().map(|hint| hint.label);
        hints.chain(lenses(view).into_iter().map(|lens| lens.text)).collect::<Vec<_>>()
    };
    let sound = said(MAP, SHARED);
    assert!(sound.len() > 4, "{sound:?}");
    for line in 1..MAP.lines().count() {
        let at = MAP.lines().take(line).map(|line| line.len() + 1).sum::<usize>() as u32;
        for wrong in ["channl = web", "emotion:", "note: \"never closed", "emotion = +1"] {
            let (text, _) = broken(MAP, at, wrong);
            assert_eq!(said(&text, SHARED), sound, "broken by `{wrong}` before line {line}");
        }
    }
    for wrong in BROKEN {
        assert_eq!(said(MAP, &format!("{wrong}\n{SHARED}{wrong}\n")), sound, "import broken by `{wrong}`");
    }
    // Where part of the flow is hidden nothing is said of it.
    let hidden = MAP.replacen("  stage pay", "  stage pay \"A\" \"B\" {\n  }\n  pay => what is this\n  stage pay", 1);
    assert_eq!(said(&hidden, SHARED), Vec::<String>::new());
}

/// The map as somebody types it in a hurry.
fn untidy() -> String {
    let tidy = MAP.replacen("    channel: web\n    touchpoint ask", "  channel:web ;   touchpoint ask", 1);
    let tidy = tidy.replacen("    legal: \"Receipt\"\n", "          legal  :  \"Receipt\"\n\n\n\n", 1);
    tidy.replacen("pay -> search", "pay  ->  search", 1)
}

#[test]
fn formatting_is_that_of_fmt_in_small_edits() {
    let formatted = |text: &str, lines: Option<std::ops::Range<usize>>| {
        let analysis = read(text, SHARED);
        let edits = format(view(&analysis), lines.clone());
        assert!(edits.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "{edits:?}");
        let after = edited(text, &edits);
        assert_eq!(after, format_lines(view(&analysis).source(), lines).text);
        (after, edits.len())
    };
    let tidy = formatted(MAP, None).0;
    assert_eq!(formatted(&tidy, None), (tidy.clone(), 0));
    let text = untidy();
    assert_eq!(formatted(&text, None), (tidy.clone(), formatted(&text, None).1));
    assert!(formatted(&text, None).1 >= 3, "each place by itself");
    let last = text.lines().count() - 2;
    let (after, count) = formatted(&text, Some(last..last + 1));
    assert_eq!((after, count), (text.replacen("pay  ->  search", "pay -> search", 1), 1));
    // What is broken is left alone, and what stands below it is formatted all the same; a wrong quote or brace is in the way of all that
    // is declared with it.
    for wrong in ["channl = web", "emotion:", "search => nowhere", "what is this"] {
        let at = text.find("  channel:web").expect("it is there") as u32;
        let (text, _) = broken(&text, at, wrong);
        let (after, _) = formatted(&text, None);
        assert!(after.contains(wrong.trim()) && after.contains("\n  pay -> search"), "broken by `{wrong}`: {after}");
        let lines = text.lines().count() - 3..text.lines().count();
        assert!(formatted(&text, Some(lines)).0.contains("\n  pay -> search"), "broken by `{wrong}`");
    }
    for wrong in BROKEN {
        let analysis = read(&text, &format!("{wrong}\n{SHARED}{wrong}\n"));
        assert_eq!(edited(&text, &format(view(&analysis), None)), tidy, "import broken by `{wrong}`");
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
