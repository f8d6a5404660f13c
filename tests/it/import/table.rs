//! Tables: the same rows as text and in a workbook, and the table of a workshop.

use std::fmt::Write as _;

use journey::diagnostic::Code;
use journey::import::{Format, import};
use journey::model::vocabulary::ElementKind;
use journey::table::{COLUMNS, form, heading};

use crate::support::root;

use super::xlsx::workbook;
use super::{count, proven};

const ROWS: &[&[&str]] = &[
    &["Pain", "Stage", "Emotion", "Touchpoint", "Who"],
    &["Every result is an ad", "Search", "-1", "Searches", "Amira, Ben"],
    &["", "", "1.5", "Reads the guide", "amira"],
    &["", "Buy", "2", "Pays", "Ben"],
];

fn csv(rows: &[&[&str]], delimiter: &str) -> String {
    let quoted = |cell: &&str| format!("\"{}\"", cell.replace('"', "\"\""));
    let line = |row: &&[&str]| row.iter().map(quoted).collect::<Vec<_>>().join(delimiter);
    rows.iter().map(line).collect::<Vec<_>>().join("\r\n")
}

#[test]
fn a_workbook_says_the_same_as_a_text() {
    let rows: Vec<Vec<&str>> = ROWS.iter().map(|row| row.to_vec()).collect();
    let of_book = import("t.xlsx", &workbook(&[("Sheet1", &rows)]), None).expect("it is read");
    for delimiter in [",", ";", "\t"] {
        let of_text = import("t.csv", csv(ROWS, delimiter).as_bytes(), None).expect("it is read");
        assert_eq!(of_text.text, of_book.text, "{delimiter:?}");
        assert!(of_text.findings.is_empty(), "{:?}", of_text.findings);
    }
    let (warnings, analysis) = proven("table", &of_book);
    assert_eq!(warnings, Vec::<String>::new());
    assert_eq!(count(&analysis, ElementKind::Touchpoint), 3);
}

#[test]
fn sheets_become_journeys_that_share_their_people() {
    let rows: Vec<Vec<&str>> = ROWS.iter().map(|row| row.to_vec()).collect();
    let other = vec![vec!["Stage", "Touchpoint", "Persona"], vec!["Return", "Packs", "BEN"]];
    let notes = vec![vec!["Just notes"]];
    let book = workbook(&[("Buying", &rows), ("Returning", &other), ("Notes", &notes), ("Empty", &[])]);
    let imported = import("t.xlsx", &book, None).expect("it is read");
    let (_, analysis) = proven("sheets", &imported);
    let titles: Vec<_> = analysis.model.journeys(journey::source::FileId(0)).map(journey::model::Node::caption).collect();
    assert_eq!(titles, ["Buying", "Returning"]);
    assert_eq!(imported.text.matches("persona ben ").count(), 1);
    let codes: Vec<Code> = imported.findings.iter().map(|found| found.code).collect();
    assert_eq!(codes, [Code::NotImported], "the sheet of notes is named: {:?}", imported.findings);
}

#[test]
fn the_form_is_made_of_headings_that_are_known() {
    let headings: Vec<&str> = form().collect();
    assert!(headings.len() >= 8 && headings.starts_with(&["Stage", "Touchpoint"]), "{headings:?}");
    for column in COLUMNS {
        assert_eq!(heading(column.heading).map(|known| known.column.heading), Some(column.heading));
    }
    let filled = format!("{}\nSearch,Reads\n", headings.join(","));
    let imported = import("form.csv", filled.as_bytes(), None).expect("it is read");
    assert!(imported.findings.is_empty(), "{:?}", imported.findings);
    let empty = import("form.csv", format!("{}\n", headings.join(",")).as_bytes(), None);
    assert_eq!(empty.expect_err("there is nothing in it").0, "there is no row below its headings");
}

#[test]
fn scales_are_told_by_the_heading_or_by_the_numbers() {
    let emotions = |heading: &str, numbers: &[&str]| {
        let rows = numbers.iter().enumerate().map(|(index, number)| format!("S;T{index};{number}\n"));
        let table = format!("Stage;Touchpoint;{heading}\n{}", rows.collect::<String>());
        let imported = import("t.csv", table.as_bytes(), Some(Format::Csv)).expect("it is read");
        proven(&table, &imported);
        let written = imported.text.split("emotion: ").skip(1).map(|rest| rest.split(" }").next().unwrap_or_default().to_owned());
        (written.collect::<Vec<_>>(), imported.findings.len())
    };
    for (heading, numbers, expected, findings) in [
        ("Emotion", &["-2", "0", "1,5"][..], &["-2", "0", "+1.5"][..], 0),
        ("Emotion", &["1", "3", "5"], &["-2", "0", "+2"], 1),
        ("Emotion", &["10", "1"], &["+2", "-2"], 1),
        ("Emotion (1-5)", &["1", "2"], &["-2", "-1"], 0),
        ("Emotion (5..1)", &["1", "5"], &["+2", "-2"], 0),
        ("Emotion (1-5)", &["6", "5"], &["+2"], 1),
        ("Emotion", &["1/5", "7/7 wow"], &["-2", "+2 \"wow\""], 0),
        ("Feelings", &["lost", "😊"], &["\"lost\"", "\"😊\""], 0),
    ] {
        let expected: Vec<String> = expected.iter().map(|&text| text.to_owned()).collect();
        assert_eq!(emotions(heading, numbers), (expected, findings), "{heading} {numbers:?}");
    }
}

/// The headings as `docs/import.md` lists them.
fn listed() -> String {
    let mut out = String::from("| heading | also |\n|---|---|\n");
    for column in COLUMNS {
        let name = if column.in_form { format!("**{}**", column.heading) } else { column.heading.to_owned() };
        let _ = writeln!(out, "| {name} | {} |", column.synonyms.join(", "));
    }
    out
}

/// Compares; with `JOURNEY_UPDATE=1` writes instead.
#[test]
fn the_page_lists_all_headings() {
    const BEGIN: &str = "<!-- generated from the table of columns: begin -->";
    const END: &str = "<!-- generated from the table of columns: end -->";
    let path = root().join("docs/import.md");
    let page = std::fs::read_to_string(&path).expect("it is there");
    let (before, rest) = page.split_once(BEGIN).expect("it has the marker");
    let (old, after) = rest.split_once(END).expect("and its end");
    let new = format!("\n\n{}\n", listed());
    if std::env::var_os("JOURNEY_UPDATE").is_some() {
        std::fs::write(&path, format!("{before}{BEGIN}{new}{END}{after}")).expect("it can be written");
        return;
    }
    assert_eq!(old, new, "run the tests with JOURNEY_UPDATE=1 and read what changed");
}
