//! What stands in a table is in the map, or it is named.

use std::fmt::Write as _;

use journey::diagnostic::Code;
use journey::import::{Format, import};
use journey::source::FileId;

use super::proven;
use super::table::csv;
use crate::support::Numbers;

/// How people write things into cells; `§` is a word that no other cell has.
const WRITTEN: &[&str] = &[
    "§",
    "§",
    "§",
    "§ (and §, §)",
    "(§)",
    "\"§\"",
    "§ \"§, §\"",
    "§: §",
    "Ann: §",
    "Ann: §; Ben: §",
    "Ann, Ben: § [Survey]",
    "§ [Survey]",
    "§ [§]",
    "§, §",
    "§; §",
    "§ / §",
    "§/§",
    "§\n§",
    "- §\n• §",
    "1. §\n2. §",
    "1) §",
    "Step 3: §",
    "§ → §",
    "§ 1,234",
    "§: 62%",
    "§ = 3 of 5",
    "§ 4.1/5",
    "§ EUR 1,234.50",
    "§: EUR -5",
    "§ > 40%",
    "-1 §",
    "§ (-1)",
    "4/5 §",
    "😡 -2 §",
    "++ §",
    "=§",
    "+§",
    "@§",
    "'§",
    "''§",
    "n/a §",
    "yes, §",
    "no: §",
    "high (§)",
    "2 days §",
    "§?",
    "<b>§</b>",
    "https://example.org/§",
    "§\u{a0}§",
    "§\t§",
    "{§}",
    "// §",
    "all but §",
];
/// What stands in cells besides words: it becomes something else.
const OTHERS: &[&str] = &["", "", "", "-", "yes", "no", "2", "-1", "3 days", "high", "live", "++"];
const HEADINGS: &[&str] = &[
    "Persona",
    "Channel",
    "Optional",
    "Status",
    "Duration",
    "Goal",
    "Need",
    "Business goal",
    "Action",
    "Business",
    "Frontstage",
    "Backstage",
    "Support",
    "Thought",
    "Quote",
    "Emotion",
    "Moment of truth",
    "Pain",
    "Severity",
    "Gain",
    "Opportunity",
    "Metric",
    "Risk",
    "Owner",
    "Source",
    "Note",
    "Legal",
    "Pain",
    "Action",
];

fn below<'a>(numbers: &mut Numbers, all: &[&'a str]) -> &'a str {
    all[numbers.below(all.len())]
}

/// A cell, with words of its own.
fn cell(numbers: &mut Numbers, count: &mut usize) -> String {
    if numbers.below(3) == 0 {
        return below(numbers, OTHERS).to_owned();
    }
    let mut pieces = below(numbers, WRITTEN).split('§');
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        *count += 1;
        let _ = write!(out, "Word{count}x{piece}");
    }
    out
}

/// The words of a text that stand for themselves.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|sign: char| !sign.is_ascii_alphanumeric()).filter(|word| word.starts_with("Word"))
}

#[test]
fn every_word_of_a_table_is_in_the_map_or_named() {
    let (mut numbers, mut read) = (Numbers(11), 0);
    for round in 0..1000 {
        let mut count = 0;
        let mut headings = vec!["Stage", "Touchpoint"];
        headings.extend((0..=numbers.below(8)).map(|_| below(&mut numbers, HEADINGS)));
        let mut rows: Vec<Vec<String>> = vec![headings.iter().map(|heading| (*heading).to_owned()).collect()];
        for row in 0..=numbers.below(6) {
            let title = |numbers: &mut Numbers, count: &mut usize, plain: &str| {
                if numbers.below(4) == 0 { cell(numbers, count) } else { plain.to_owned() }
            };
            // Some rows are about their stage.
            let place = if numbers.below(6) == 0 { String::new() } else { format!("T{}", row / 2) };
            let mut cells = vec![title(&mut numbers, &mut count, "A"), title(&mut numbers, &mut count, &place)];
            cells.extend(headings[2..].iter().map(|_| cell(&mut numbers, &mut count)));
            // Rows of one touchpoint repeat some of what the one before says.
            if row > 0 && numbers.below(3) == 0 {
                let at = 2 + numbers.below(cells.len() - 2);
                cells[at] = rows[row][at].clone();
            }
            rows.push(cells);
        }
        let cells: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
        let table = csv(&cells.iter().map(Vec::as_slice).collect::<Vec<_>>(), ",");
        let Ok(imported) = import("t.csv", table.as_bytes(), Some(Format::Csv)) else { continue };
        read += 1;
        let text = imported.text.replace("\\t", " ");
        // What is left out is shown in its place; of what is only changed, a finding has to quote the words.
        let shown = imported.sources.get(FileId(0)).text();
        let told = imported.findings.iter().flat_map(|found| {
            let primary = found.primary();
            let lost = if found.code == Code::NotImported { &shown[primary.span.range()] } else { "" };
            [&found.message, &primary.text, lost].map(str::to_owned)
        });
        let told: String = told.collect::<Vec<_>>().join(" ");
        for word in rows.iter().flatten().flat_map(|cell| words(cell)) {
            let is_there = |text: &str| words(text).any(|other| other == word);
            assert!(is_there(&text) || is_there(&told), "round {round}: {word} of\n{table}\n{}\n{told}", imported.text);
        }
        if round % 20 == 0 {
            proven(&table, &imported);
        }
    }
    // A few have nothing to say.
    assert!(read > 950, "{read} tables were read");
}
