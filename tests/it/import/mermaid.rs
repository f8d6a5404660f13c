//! Mermaid as it is rarely written, against what Mermaid's own parser makes of it.

use journey::diagnostic::Code;
use journey::import::{Format, import};

use super::corpus::differences;
use super::proven;
use crate::export::node;

/// Diagrams that begin in another way, whether Mermaid reads them, and what is said of them.
const BEGINNINGS: &[(&str, bool, &[&str])] = &[
    ("Journey\n x: 3: Me\n", false, &["Mermaid knows no diagram `Journey`"]),
    ("JOURNEY\n x: 3: Me\n", false, &["Mermaid knows no diagram `JOURNEY`"]),
    ("journey;\n x: 3: Me\n", false, &["`;` behind the word `journey`"]),
    ("journey:\n x: 3: Me\n", false, &["`:` behind the word `journey`"]),
    ("# c\njourney\n x: 3: Me\n", false, &["`# c` stands before the word `journey`"]),
    ("// c\njourney\n x: 3: Me\n", false, &["`// c` stands before the word `journey`"]),
    ("title D\njourney\n x: 3: Me\n", false, &["`title D` stands before the word `journey`"]),
    ("%% c\njourney\n x: 3: Me\n", true, &[]),
    ("\n  journey\n x: 3: Me\n", true, &[]),
];

/// Diagrams with directives and comments in odd places, and with what stands twice, whether Mermaid reads them, and what is said of them.
const ODD: &[(&str, bool, &[&str])] = &[
    ("journey\n a: 3: Me %%{init: {\"theme\":\"dark\"}}%%\n", true, &["a directive is left out"]),
    ("journey\n title T %%{init: {}}%%\n x: 3: Me\n", true, &["a directive is left out"]),
    ("journey\n a %%{wrap}%%: 3: Me\n", true, &["a directive is left out"]),
    ("journey\n accDescr { A\n %%{init: {}}%%\n B }\n x: 3: Me\n", true, &["a directive is left out"]),
    ("journey\n Ma%%{wrap}%%ke: 3: Me\n accDescr: A %%{wrap}%%B\n", true, &["a directive is left out"; 2]),
    ("journey\n accDescr { A\n %% uses {x}\n B }\n x: 3: Me\n", true, &[]),
    ("journey\n accTitle: A\n accTitle: A\n x: 3: Me\n", true, &[]),
    ("journey\n title A\n x: 3: Me\njourney # again\n title B\n y: 2: You\n", false, &["a second diagram begins here"]),
    ("journey\n % single\n%x\n x: 3: Me\n", true, &[]),
    ("journey\n % x: 3: Me\n y: 2: Me\n", true, &[]),
    ("journey\n accDescr { A\n %% c\n B }\n x: 3: Me\n", true, &[]),
    ("journey\n title A\n x: 3: Me\n title B\n", true, &["the `title` before this one is left out: `A`"]),
    ("journey\n title A\n x: 3: Me\n title A\n", true, &[]),
    (
        "journey\n title A\n x: 3: Me\n Title search: 3: Agent\n",
        true,
        &["`Title search: 3: Agent` looks like a task", "the `title` before this one is left out: `A`"],
    ),
    ("journey\n title A\n x: 3: Me\njourney\n title B\n y: 2: You\n", false, &["a second diagram begins here"]),
];

/// Diagrams in which a word has nothing behind it, whether Mermaid reads them, and what is said of them.
const DIAGRAMS: &[(&str, bool, &[&str])] = &[
    ("journey\ntitle\n  Foo\nsection A\n x: 3: Me\n", true, &[]),
    ("journey\n title\r\nFoo\r\n x: 3: Me\r\n", true, &[]),
    ("journey\n title\n%% c\nFoo\n x: 3: Me\n", true, &[]),
    ("journey\n title A\nsection\nB # c\n x: 3: Me\n", true, &[]),
    ("journey\ntitle\nsection A\n x: 3: Me\n", true, &["`section A` is what the `title` above says, in Mermaid"]),
    ("journey\nsection\n section B\n x: 3: Me\n", true, &["`section B` is what the `section` above says, in Mermaid"]),
    ("journey\n y: 2: Me\n title\n x: 3: Me\n", true, &["`x: 3: Me` is what the `title` above says, in Mermaid"]),
    ("journey\ntitle   \nsection A\n x: 3: Me\n", true, &["the title is empty"]),
    ("journey\ntitle\n  \nsection A\n x: 3: Me\n", true, &["the title is empty"]),
    ("journey\n title  #c\n x: 3: Me\n", true, &["the title is empty"]),
    ("journey\ntitle A\nsection  \n x: 3: Me\n", true, &["the section has no name"]),
    ("journey\ntitle \n  Foo: 3: Me\nsection A\n x: 3: Me\n", false, &["`title` has no score"]),
    ("journey\ntitle\n\nsection A\n x: 3: Me\n", false, &["`title` has no score"]),
    ("journey\nsection\n\n x: 3: Me\n", false, &["`section` has no score"]),
    ("journey\n title # c\n x: 3: Me\n", false, &["`title` has no score"]),
    ("journey\n titles\n x: 3: Me\n", false, &["`titles` has no score"]),
    ("journey\n x: 3: Me\n section", false, &["`section` has no score"]),
    ("journey\naccDescr:\nsection A\n x: 3: Me\n", true, &["`section A` is what the `accDescr` above says, in Mermaid"]),
    ("journey\n accTitle :\r\n\r\n  Foo # a; b\r\n x: 3: Me\r\n", true, &[]),
    ("journey\n accDescr:  \n%% c\n Foo\n x: 3: Me\n", true, &[]),
    ("journey\n accDescr:\n\n x: 3: Me\n y: 2: Me\n", true, &["`x: 3: Me` is what the `accDescr` above says, in Mermaid"]),
    ("journey\n x: 3: Me\n accTitle:\n accDescr: Foo\n", true, &["`accDescr: Foo` is what the `accTitle` above says, in Mermaid"]),
    ("journey\n x: 3: Me\n accTitle:", false, &["`accTitle` says nothing"]),
];

#[test]
fn words_with_nothing_behind_them() {
    agree(DIAGRAMS);
}

#[test]
fn directives_and_comments_in_odd_places() {
    agree(ODD);
}

/// Mermaid drops what comes behind a directive that is never closed; here nothing is lost.
#[test]
fn directives_that_are_never_closed_take_nothing_along() {
    let text =
        "journey\n title T\n %%{init: {'theme':'dark'}}\n Make tea: 5: Me\n section S\n Go up: 3: Me\n%%{wrap}%%\n Sit: 2: Me\n";
    let imported = import("a.mmd", text.as_bytes(), None).expect("it is read");
    for said in ["Make tea", "\"S\"", "Go up", "Sit"] {
        assert!(imported.text.contains(said), "{said}: {}", imported.text);
    }
    let said: Vec<&str> = imported.findings.iter().map(|found| found.message.as_str()).collect();
    assert_eq!(said, ["a directive is never closed", "a directive is left out"]);
    let span = imported.findings[1].primary().span;
    assert_eq!(&text[span.range()], "%%{wrap}%%");
    let twice = import("a.mmd", b"journey # c\n a: 3: Me\njourney # d\n b: 3: Me\n", None).expect("it is read");
    assert_eq!(twice.text.matches("// d").count(), 1, "{}", twice.text);
}

/// Mermaid stops at the second diagram of a file; here each becomes a journey, and keeps what it says.
#[test]
fn two_diagrams_in_one_file() {
    let text = "journey\n title A\n x: 3: Me\n\njourney\n title B\n section S\n y: 2: You\n";
    let imported = import("a.mmd", text.as_bytes(), None).expect("it is read");
    proven(text, &imported);
    for said in ["journey a \"A\" {", "journey b \"B\" {", "touchpoint x", "stage s \"S\""] {
        assert!(imported.text.contains(said), "{said}: {}", imported.text);
    }
}

/// Names that differ in spaces alone are those of one.
#[test]
fn one_person_twice_in_a_task() {
    let imported = import("a.mmd", b"journey\n a: 3: A  B, A B\n y: 2: C\n", None).expect("it is read");
    assert!(imported.text.contains("touchpoint a \"a\" for a-b {"), "{}", imported.text);
}

/// What it is instead is what stands where Mermaid looks.
#[test]
fn what_is_no_journey_is_named_by_its_first_word() {
    for (text, said) in [
        ("%%{init: {\"theme\":\"dark\"}}%%\nflowchart LR\n", "begins with `flowchart`"),
        ("---\ntitle: X\n---\nflowchart LR\n", "begins with `flowchart`"),
        ("%% only\n", "it is empty"),
    ] {
        let refusal = import("a.mmd", text.as_bytes(), Some(Format::Mermaid)).expect_err("it is none");
        assert!(refusal.0.contains(said), "{text}: {}", refusal.0);
    }
}

#[test]
fn beginnings() {
    agree(BEGINNINGS);
}

/// Scores as JavaScript reads numbers, and names with entities and line breaks.
const SCORES: &[(&str, bool, &[&str])] = &[
    ("journey\n a: 1e0: Me\n b: 0x3: Me\n c: 25e-1: Me\n", true, &[]),
    ("journey\n Make tea:#4\n", false, &["`Make tea` has no score", "`#4` is a comment in Mermaid"]),
    ("journey\n Caf#eacute; #euro;5: 3: Fran#ccedil;ois\n", true, &[]),
    ("journey\n a &eacute; b: 3: Me\n", false, &["`&eacute;` is written as in HTML"]),
];

#[test]
fn scores_and_entities() {
    agree(SCORES);
    let map = |text: &str| import("a.mmd", text.as_bytes(), Some(Format::Mermaid)).expect(text);
    let read = map("journey\n Enters #60;br#62; tag<br>now: 3: Me\n Caf#eacute; #euro;5: 3: Me\n a &eacute; b: 3: Me\n");
    assert!(
        read.text.contains("\"Enters <br> tag now\"") && read.text.contains("\"Café €5\"") && read.text.contains("\"a é b\""),
        "{}",
        read.text
    );
    assert_eq!(read.findings[0].help.as_deref(), Some("write `#eacute;`"));
    // A score of spaces is one of 0 to Mermaid, and none here.
    let blank = ["journey\n Make tea: \n", "journey\n Make tea: #4\n"];
    for diagram in blank {
        let read = map(diagram);
        assert_eq!((read.findings.len(), read.findings[0].code), (1, Code::ChangedOnImport), "{diagram}: {:?}", read.findings);
    }
    if let Some(read) = node(&blank.map(str::to_owned)) {
        assert!(read.iter().all(|read| read["error"].is_null() && read["tasks"][0]["score"] == 0), "{read:?}");
    }
    let outside = map("journey\n a: .5: Me\n");
    assert_eq!(outside.findings[0].message, "the score of `a` is .5, and scores go from 1 to 5");
    assert!(outside.text.contains("emotion: -2; note: \"Score in Mermaid: .5\""), "{}", outside.text);
}

/// Diagrams become what Mermaid makes of them, and what is said of them is what is listed.
fn agree(diagrams: &[(&str, bool, &[&str])]) {
    let sources: Vec<String> = diagrams.iter().map(|(text, ..)| (*text).to_owned()).collect();
    let read = node(&sources);
    for (index, (text, accepted, messages)) in diagrams.iter().enumerate() {
        let imported = import("a.mmd", text.as_bytes(), Some(Format::Mermaid)).expect(text);
        let (_, analysis) = proven(text, &imported);
        let rejected = imported.findings.iter().any(|found| found.code == Code::RejectedText);
        assert_eq!(rejected, !accepted, "{text:?}: {:?}", imported.findings);
        let said: Vec<&str> = imported.findings.iter().map(|found| found.message.as_str()).collect();
        assert_eq!(said, *messages, "{text:?}\n{}", imported.text);
        if let Some(read) = read.as_ref().map(|read| &read[index]) {
            assert_eq!(read["error"].is_null(), *accepted, "{text:?}: {read}");
            assert!(!accepted || differences(read, &analysis).is_empty(), "{text:?}: {read}\n{}", imported.text);
        }
    }
}

/// Front matter, whether Mermaid reads it, the title of the journey, and what else of it is in the map.
const FRONT: &[(&str, bool, &str, &str)] = &[
    ("title: Plain", true, "Plain", ""),
    ("title: a\n  b", true, "a b", ""),
    ("title:\n  next line", true, "next line", ""),
    ("title: \"two\n  lines\"", true, "two lines", ""),
    ("title: \"a \\u00e9 \\\"b\\\"\"", true, "a é \\\"b\\\"", ""),
    ("title: 'it''s'", true, "it's", ""),
    ("title: >\n  folded\n  text", true, "folded text", ""),
    ("\"title\": foo", true, "foo", ""),
    ("{title: flow}", true, "flow", ""),
    ("title: x # said", true, "x", "// said"),
    ("# first\ntitle: x\n# last", true, "x", "// last"),
    ("title: &t named\nother: *t", true, "named", ""),
    ("title: !!str 12", true, "12", ""),
    ("title: ~", true, "File", ""),
    ("title: [a]", true, "File", ""),
    ("config:\n  theme: forest\ntitle: x", true, "x", ""),
    ("- a list", true, "File", ""),
    ("title: Checkout: guest", false, "Checkout: guest", ""),
    ("title: @me", false, "@me", ""),
    ("title: `code`", false, "`code`", ""),
    ("title: \"a", false, "a", ""),
    ("title: [a", false, "[a", ""),
    ("title: *x", false, "*x", ""),
    ("\ttitle: x", false, "x", ""),
    ("title: A\n author: Bob", false, "A", "// author: Bob"),
    ("title: a\ntitle: b", false, "a", "// title: b"),
    ("config:\n  theme: a\n  theme: b", false, "File", "// theme: b"),
    ("title: !odd x", false, "!odd x", ""),
    ("title: x\n...\ntitle: y", false, "x", "// title: y"),
    ("title: x\nno key", false, "x", "// no key"),
];

#[test]
fn front_matter_is_yaml() {
    let around = |front: &str| format!("---\n{front}\n---\njourney\n x: 3: Me\n");
    let indented = |front: &str| around(front).lines().map(|line| format!("    {line}\n")).collect::<Vec<_>>().concat();
    let sources: Vec<String> = FRONT.iter().flat_map(|(front, ..)| [around(front), indented(front)]).collect();
    let read = node(&sources);
    let mut wrong = Vec::new();
    for (index, text) in sources.iter().enumerate() {
        let (_, accepted, title, also) = FRONT[index / 2];
        let imported = import("file.mmd", text.as_bytes(), Some(Format::Mermaid)).expect(text);
        proven(text, &imported);
        let rejected = imported.findings.iter().filter(|found| found.code == Code::RejectedText);
        let lines: Vec<usize> = rejected.map(|found| text[..found.primary().span.start as usize].matches('\n').count()).collect();
        let inside = 1..text.matches('\n').count() - 2;
        let holds = |said: &str| imported.text.contains(said);
        let of_mermaid = read.as_ref().is_none_or(|read| read[index]["error"].is_null() == accepted);
        let own = lines.is_empty() == accepted && lines.iter().all(|line| inside.contains(line));
        if !(of_mermaid && own && holds(&format!(" \"{title}\" {{")) && holds(also)) {
            let of_mermaid = read.as_ref().map(|read| &read[index]["error"]);
            wrong.push(format!("{text}{of_mermaid:?}\n{lines:?} {:?}\n{}", imported.findings, imported.text));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn front_matter_ends() {
    for front in
        ["[".repeat(100_000), "a: &a [*a]\n".repeat(1_000), "- ".repeat(100_000), format!("title: {}", "x".repeat(2 << 20))]
    {
        let text = format!("---\n{front}\n---\njourney\n x: 3: Me\n");
        let imported = import("file.mmd", text.as_bytes(), Some(Format::Mermaid)).expect("it is read");
        assert!(imported.text.contains("\"File\"") && !imported.findings.is_empty() && imported.findings.len() < 5);
    }
}
