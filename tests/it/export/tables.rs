//! Tables: what other readers see in them, and the same rows after an import.

use std::path::PathBuf;

use journey::emit::{EmitOptions, Format};
use journey::import::import;
use journey::{Analysis, table};
use serde_json::{Value, json};

use super::{all, python, text, written};
use crate::support::check;

/// The rows of a table as text.
fn rows(csv: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(csv.as_bytes());
    reader.records().map(|row| row.expect("it is a row").iter().map(str::to_owned).collect()).collect()
}

/// Rows in which the names of people stand in one order: those of a journey come in the order in which they are named first.
fn in_order(mut rows: Vec<Vec<String>>) -> Vec<Vec<String>> {
    let at = rows[0].iter().position(|heading| heading == "Persona");
    for row in rows.iter_mut().skip(1) {
        if let Some(cell) = at.map(|at| &mut row[at]) {
            let mut names: Vec<&str> = cell.split('\n').collect();
            names.sort_unstable();
            *cell = names.join("\n");
        }
    }
    rows
}

fn csv(analysis: &Analysis) -> String {
    text(analysis, Format::Csv, &EmitOptions::default())
}

#[test]
fn the_same_rows_come_back() {
    for (path, analysis) in all() {
        let before = csv(&analysis);
        for (name, bytes) in
            [("map.csv", before.clone().into_bytes()), ("map.xlsx", written(&analysis, Format::Xlsx, &EmitOptions::default()).0)]
        {
            let imported = import(name, &bytes, None).unwrap_or_else(|refusal| panic!("{path}: {refusal:?}"));
            let again = check(&imported.text);
            let after = in_order(rows(&csv(&again)));
            for (index, (before, after)) in in_order(rows(&before)).into_iter().zip(&after).enumerate() {
                assert_eq!(before, *after, "{path} as {name}, row {index}\n{}", imported.text);
            }
            assert_eq!(rows(&before).len(), after.len(), "{path} as {name}");
        }
    }
}

/// Whether a program for tables would take a cell for a formula.
fn is_formula(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && cell.parse::<f64>().is_err()
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
        for cell in rows(&csv(analysis)).iter().flatten() {
            assert!(!is_formula(cell), "{path}: {cell:?}");
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
    assert!(numbers > 30, "{numbers} emotions are numbers");
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
