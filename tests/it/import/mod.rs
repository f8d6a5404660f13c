//! `journey import`: maps of other forms, what is made of them and what is said about them.

mod cjml;
mod command;
mod corpus;
mod fixtures;
mod hostile;
mod json;
mod json_edited;
mod markdown;
mod mermaid;
mod mutations;
mod nothing_lost;
mod structure;
mod table;
mod table_values;
mod workshop;
mod xlsx;

use std::path::PathBuf;

use journey::Analysis;
use journey::diagnostic::Severity;
use journey::emit::{EmitOptions, Format as Output, emit};
use journey::fmt::format;
use journey::import::Imported;
use journey::model::vocabulary::ElementKind;
use journey::source::{FileId, SourceFile};

use crate::support::{check, line, root};

/// Checks what an import has made: no errors, and every format can be written of it, PNG and PDF aside, which are slow: see
/// `fixtures`. Returns the findings of the check and the map's meaning.
fn proven(name: &str, imported: &Imported) -> (Vec<String>, Analysis) {
    let formatted = format(&SourceFile::new("map.journey", imported.text.clone().into_bytes()));
    assert_eq!(imported.text, formatted.text, "{name} is in the one style");
    let analysis = check(&imported.text);
    let found = analysis.findings.iter().filter(|found| found.severity > Severity::Info);
    let lines: Vec<String> = found.clone().map(|found| line(&analysis, found)).collect();
    let errors = found.filter(|found| found.severity == Severity::Error).count();
    assert_eq!(errors, 0, "{name}: {lines:#?}\n{}", imported.text);
    let journeys = analysis.model.journeys(FileId(0)).count();
    let formats = Output::ALL.iter().filter(|format| !matches!(format, Output::Png | Output::Pdf));
    for format in formats.filter(|format| **format == Output::Json || journeys > 0) {
        // Mermaid holds one journey.
        let first = analysis.model.journeys(FileId(0)).next().and_then(|journey| journey.name().map(str::to_owned));
        let options = EmitOptions { journey: first.filter(|_| *format == Output::Mermaid), ..EmitOptions::default() };
        let text = emit(&analysis, FileId(0), *format, &options);
        assert!(text.is_ok_and(|text| !text.is_empty()), "{name} as {}", format.name());
    }
    (lines, analysis)
}

/// The fixtures of all forms, with their paths below the folder of the project.
fn fixtures() -> Vec<(String, Vec<u8>)> {
    let mut all: Vec<PathBuf> = Vec::new();
    for folder in std::fs::read_dir(root().join("tests/import")).expect("it is there").flatten() {
        let files = std::fs::read_dir(folder.path()).into_iter().flatten().flatten().map(|file| file.path());
        all.extend(files.filter(|path| path.extension().is_some_and(|ending| ending != "snap" && ending != "new")));
    }
    all.sort();
    let path = |path: &PathBuf| path.strip_prefix(root()).expect("it is inside").to_string_lossy().replace('\\', "/");
    all.iter().map(|file| (path(file), std::fs::read(file).expect("it is there"))).collect()
}

/// All elements of a kind below the journeys of a map.
fn count(analysis: &Analysis, kind: ElementKind) -> usize {
    let journeys = analysis.model.journeys(FileId(0));
    journeys.flat_map(journey::model::Node::descendants).filter(|node| node.kind() == kind).count()
}
