//! Other programs read the tables that are written: the csv module of Python, and openpyxl.

use std::path::PathBuf;

use journey::emit::{EmitOptions, Format};
use journey::table;
use serde_json::{Value, json};

use super::tables::{csv, rows};
use super::{all, python, written};
use crate::support::check;

/// Whether a program for tables would take a cell for a formula, or for another number than what it says: numbers stand under
/// emotions alone.
fn is_formula(heading: &str, cell: &str) -> bool {
    let signs = ['=', '+', '-', '@', '\t', '\r', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];
    cell.starts_with(signs) && !(heading.starts_with("Emotion") && cell.parse::<f64>().is_ok())
}

#[test]
fn the_csv_module_of_python_reads_the_same() {
    let folder = tempfile::tempdir().expect("there is room");
    let maps = all();
    let files: Vec<PathBuf> = (0..maps.len()).map(|index| folder.path().join(format!("{index}.csv"))).collect();
    for ((_, analysis), file) in maps.iter().zip(&files) {
        std::fs::write(file, csv(analysis)).expect("it can be written");
    }
    for (path, analysis) in &maps {
        let table = rows(&csv(analysis));
        for (heading, cell) in table.iter().flat_map(|row| table[0].iter().zip(row)) {
            assert!(!is_formula(heading, cell), "{path}: {cell:?}");
            assert!(!cell.chars().any(|char| char.is_control() && char != '\n'), "{path}: {cell:?}");
        }
    }
    let Some(read) = python("read_tables.py", "openpyxl", &files) else { return };
    for ((path, analysis), read) in maps.iter().zip(read.as_array().expect("a list")) {
        assert_eq!(read[0]["rows"], json!(rows(&csv(analysis))), "{path}");
    }
}

#[test]
fn openpyxl_reads_the_same() {
    let folder = tempfile::tempdir().expect("there is room");
    let maps = all();
    let files: Vec<PathBuf> = (0..maps.len()).map(|index| folder.path().join(format!("{index}.xlsx"))).collect();
    for ((_, analysis), file) in maps.iter().zip(&files) {
        std::fs::write(file, written(analysis, Format::Xlsx, &EmitOptions::default()).0).expect("it can be written");
    }
    let Some(read) = python("read_tables.py", "openpyxl", &files) else { return };
    let mut numbers = 0;
    let mut sheets = std::collections::BTreeSet::new();
    for ((path, analysis), book) in maps.iter().zip(read.as_array().expect("a list")) {
        for sheet in book.as_array().expect("a list") {
            sheets.insert(sheet["name"].as_str().unwrap_or_default().to_owned());
            for cell in sheet["rows"].as_array().into_iter().flatten().flat_map(|row| row.as_array().into_iter().flatten()) {
                assert!(cell.is_null() || cell.is_number() || cell.is_string(), "{path}: {cell}");
            }
        }
        let plain = |cell: &Value| match cell {
            Value::Null => String::new(),
            Value::String(text) => text.clone(),
            other => other.as_f64().map(|number| number.to_string()).unwrap_or_default(),
        };
        let map: Vec<Vec<Value>> = serde_json::from_value(book[0]["rows"].clone()).expect("rows");
        numbers += map.iter().flatten().filter(|cell| cell.is_number()).count();
        let seen: Vec<Vec<String>> = map.iter().map(|row| row.iter().map(plain).collect()).collect();
        let unmarked = |cell: &String| {
            let line = |line: &str| match table::meant(line) {
                // A workbook knows what is text, so only what would be a bullet is marked there.
                Some(rest) if !rest.starts_with(['•', '·', '‣', '*', '–']) && !rest.starts_with("- ") => rest.to_owned(),
                _ => line.to_owned(),
            };
            cell.split('\n').map(line).collect::<Vec<_>>().join("\n")
        };
        let text: Vec<Vec<String>> = rows(&csv(analysis)).iter().map(|row| row.iter().map(unmarked).collect()).collect();
        assert_eq!(seen, text, "{path}");
    }
    assert!(numbers > 20, "{numbers} emotions are numbers");
    assert_eq!(sheets.into_iter().collect::<Vec<_>>(), ["Map", "Opportunities", "Pains", "Personas", "Sources"]);
}

#[test]
fn numbers_beside_the_map_are_numbers() {
    let analysis = check(
        "source log \"Log\" { kind: observed; sample: 900 }\n\
         persona amira \"Amira\" { share: 60% }\n\
         journey a \"A\" { persona: amira; stage s \"S\" {\n\
         pain \"Costs\" from log { affects: 34%; severity: high; opportunity \"Less\" { effort: EUR 4.5; rank: 2; due: 2026-11 } } } }",
    );
    let folder = tempfile::tempdir().expect("there is room");
    let file = folder.path().join("a.xlsx");
    std::fs::write(&file, written(&analysis, Format::Xlsx, &EmitOptions::default()).0).expect("it can be written");
    let Some(read) = python("read_tables.py", "openpyxl", &[file]) else { return };
    let sheet =
        |name: &str| read[0].as_array().expect("sheets").iter().find(|sheet| sheet["name"] == name).expect(name)["rows"].clone();
    assert_eq!(sheet("Personas"), json!([["Persona", "Share"], ["Amira", 0.6]]));
    assert_eq!(sheet("Sources"), json!([["Source", "Kind", "Sample"], ["Log", "observed", 900]]));
    assert_eq!(
        sheet("Pains"),
        json!([["Pain", "Place", "Severity", "Affects", "Source"], ["Costs", "A › S", "high", 0.34, "Log"]])
    );
    assert_eq!(
        sheet("Opportunities"),
        json!([["Opportunity", "Place", "Effort", "Rank", "Due", "Source"], ["Less", "A › S", 4.5, 2, "2026-11", "Log"]])
    );
}
