//! The retold maps lose no concept of their sources: the tables of `examples/README.md` are followed to the lines they name.
//!
//! A *section* of that page belongs to one retold map. It lists the *concepts* that were found in the source, and a *row* leads
//! from each of them to a line of the example and quotes a piece of it.

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::support::{examples, root};

/// How the first line of a retold map begins.
const RETOLD: &str = "// A real map, retold";

struct Section {
    map: String,
    source: String,
    concepts: Vec<String>,
    rows: Vec<Row>,
}

struct Row {
    concept: String,
    file: String,
    line: usize,
    quote: String,
}

fn page() -> String {
    std::fs::read_to_string(root().join("examples/README.md")).expect("the page is there")
}

/// The text between the first two backticks.
fn quoted(text: &str) -> Option<&str> {
    text.split('`').nth(1)
}

fn sections(page: &str) -> Vec<Section> {
    let part = page.split("\n## Concepts of real maps\n").nth(1).expect("the page has the part");
    let part = part.split("\n## ").next().unwrap_or_default();
    part.split("\n### ").skip(1).map(section).collect()
}

fn section(text: &str) -> Section {
    let map = quoted(text).expect("the heading names the map").to_owned();
    let paragraph = |start: &str| {
        let found = text.split("\n\n").find(|paragraph| paragraph.starts_with(start));
        found.unwrap_or_else(|| panic!("{map}: no paragraph begins with `{start}`")).replace('\n', " ")
    };
    let source = quoted(&paragraph("From [")).unwrap_or_else(|| panic!("{map}: the source has no path")).to_owned();
    let concepts = paragraph("Concepts: ");
    let concepts = concepts["Concepts: ".len()..].strip_suffix('.').expect("the list ends in a full stop");
    let concepts = concepts.split("; ").map(str::to_owned).collect();
    let rows = text.lines().filter(|line| line.starts_with("| ")).skip(1).map(row).collect();
    Section { map, source, concepts, rows }
}

fn row(line: &str) -> Row {
    let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
    let [concept, place, what] = cells[..] else { panic!("not three cells: {line}") };
    let (file, number) = place.split_once(':').unwrap_or_else(|| panic!("not `file:line`: {line}"));
    Row {
        concept: concept.to_owned(),
        file: file.to_owned(),
        line: number.parse().unwrap_or_else(|_| panic!("not a number of a line: {line}")),
        quote: quoted(what).unwrap_or_else(|| panic!("nothing is quoted: {line}")).to_owned(),
    }
}

/// The lines of a map that hold a text, counted from 1. Comments say nothing of the map.
fn lines_with(text: &str, quote: &str) -> Vec<usize> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//") && line.contains(quote));
    lines.map(|(at, _)| at + 1).collect()
}

#[test]
fn every_row_leads_to_the_line_it_quotes() {
    let mut page = page();
    let mut wrong = Vec::new();
    for row in sections(&page).iter().flat_map(|section| &section.rows) {
        let Row { concept, file, line, quote } = row;
        let text = std::fs::read_to_string(root().join("examples").join(file)).unwrap_or_default();
        match lines_with(&text, quote)[..] {
            [now] if now == *line => {}
            // A quote that stands once tells where the line went.
            [now] if std::env::var_os("JOURNEY_UPDATE").is_some() => {
                page = page.replace(&format!("| {concept} | {file}:{line} | "), &format!("| {concept} | {file}:{now} | "));
            }
            [now] => wrong.push(format!("{file}:{line}: `{quote}` stands in line {now}; JOURNEY_UPDATE=1 writes it anew")),
            [] => wrong.push(format!("{file}:{line}: `{quote}` stands nowhere, so `{concept}` is lost")),
            ref several => wrong.push(format!("{file}:{line}: `{quote}` stands in the lines {several:?}; quote more of it")),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    if page != self::page() {
        // Other tests read the page at the same time: it is replaced as a whole.
        let new = root().join("examples/README.md.new");
        std::fs::write(&new, page).expect("the page can be written");
        std::fs::rename(new, root().join("examples/README.md")).expect("the page can be replaced");
    }
}

#[test]
fn every_concept_has_one_row_and_every_row_its_concept() {
    for Section { map, concepts, rows, .. } in sections(&page()) {
        let named: Vec<&String> = rows.iter().map(|row| &row.concept).collect();
        assert_eq!(named, concepts.iter().collect::<Vec<_>>(), "{map}: the rows follow the list of concepts");
        assert_eq!(concepts.len(), concepts.iter().collect::<BTreeSet<_>>().len(), "{map}: no concept stands twice");
        for row in rows {
            assert_eq!(row.file, map, "the row of `{}` leads to another map", row.concept);
        }
    }
}

#[test]
fn every_retold_map_has_its_section() {
    let retold: BTreeSet<String> =
        examples().into_iter().filter(|(_, text)| text.starts_with(RETOLD)).map(|(path, _)| path).collect();
    let described: BTreeSet<String> = sections(&page()).into_iter().map(|section| format!("examples/{}", section.map)).collect();
    assert!(!retold.is_empty(), "no example begins with `{RETOLD}`");
    assert_eq!(retold, described);
}

/// The folder of real maps, which is not part of the project: `JOURNEY_CORPUS`, or a folder beside the checkout.
fn corpus() -> PathBuf {
    std::env::var_os("JOURNEY_CORPUS").map_or_else(|| root().join("../shared/corpus"), PathBuf::from)
}

#[test]
fn the_concepts_are_those_found_in_the_sources() {
    let list = corpus().join("maps/SOURCES.tsv");
    let Ok(list) = std::fs::read_to_string(list) else {
        eprintln!("skipped: the real maps are not here; JOURNEY_CORPUS names the folder that holds maps/SOURCES.tsv");
        return;
    };
    let mut lines = list.lines().map(|line| line.split('\t').collect::<Vec<_>>());
    let head = lines.next().expect("the list has a head");
    let column = |name: &str| head.iter().position(|cell| *cell == name).unwrap_or_else(|| panic!("no column `{name}`"));
    let (path, concepts) = (column("path"), column("concepts"));
    let sources: Vec<Vec<&str>> = lines.collect();
    for section in sections(&page()) {
        let found = sources.iter().find(|source| source[path] == section.source);
        let found = found.unwrap_or_else(|| panic!("{}: `{}` is not in the list", section.map, section.source));
        assert_eq!(section.concepts, found[concepts].split("; ").collect::<Vec<_>>(), "{}", section.map);
    }
}
