//! Speed of imports: ratios in one run, so that a slow machine does not matter.
//!
//! `cargo bench --bench import` prints what the import of a table of 100,000 rows takes beside the csv crate's own reading of it, what a
//! Mermaid journey of 10,000 tasks takes beside Mermaid's own parser, warm, and what JSON takes beside `serde_json`. Mermaid is asked
//! where `tests/run --install` has put it; without it that line says so.

mod maps;

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use journey::emit::{EmitOptions, emit};
use journey::import::{Format, import};
use journey::source::FileId;
use journey::{MemoryLoader, Options, analyse};

/// What something takes, in milliseconds.
fn time(f: impl FnOnce()) -> f64 {
    let start = Instant::now();
    f();
    start.elapsed().as_secs_f64() * 1000.0
}

/// The shortest of several runs, in milliseconds.
fn best(runs: usize, mut f: impl FnMut()) -> f64 {
    (0..runs).map(|_| time(&mut f)).fold(f64::MAX, f64::min)
}

/// A table as a workshop fills it in.
fn table(rows: usize) -> String {
    let mut out = String::from("Stage,Touchpoint,Persona,Channel,Action,Thought,Emotion,Pain,Severity,Opportunity,Owner,Note\r\n");
    for row in 0..rows {
        let stage = if row % 10 == 0 { format!("Stage {} of the way", row / 10) } else { String::new() };
        let person = ["Amira", "Ben", "\"Amira, Ben\""][row % 3];
        let feeling = ["-1 lost", "+1", "0.5 curious", "2"][row % 4];
        let pain =
            if row % 5 == 0 { "\"Every result is an ad, and the guide stands below\",high,Rank the guide first" } else { ",," };
        let _ = write!(
            out,
            "{stage},Touchpoint number {row},{person},Website,Types two words and reads the results,Is this a shop or advice?,{feeling},\
             {pain},Content team,\r\n"
        );
    }
    out
}

/// A diagram with sections of ten tasks.
fn diagram(tasks: usize) -> String {
    let mut out = String::from("journey\n  title A long way\n");
    for task in 0..tasks {
        if task % 10 == 0 {
            let _ = writeln!(out, "  section Section {}", task / 10);
        }
        let people = ["Me", "Me, Cat", "Ann, Bob, Cat"][task % 3];
        let _ = writeln!(out, "    Do the thing number {task}: {}: {people}", task % 5 + 1);
    }
    out
}

/// What Mermaid's own parser takes when it is warm, in milliseconds.
fn mermaid(diagram: &str) -> Option<f64> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut child = Command::new("node")
        .arg(root.join("benches/mermaid.mjs"))
        .env("JOURNEY_NODE_MODULES", root.join("target/test-tools/node/node_modules"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    child.stdin.take()?.write_all(diagram.as_bytes()).ok()?;
    let output = child.wait_with_output().ok()?;
    String::from_utf8(output.stdout).ok()?.trim().parse().ok()
}

fn main() {
    let text = table(100_000);
    // The program gives away the bytes of the file that it has read.
    let files: Vec<Vec<u8>> = (0..15).map(|_| text.clone().into_bytes()).collect();
    let (mut reading, mut making) = (f64::MAX, f64::MAX);
    // In turns, so that a busy moment does not hit one of them alone.
    for file in files {
        reading = reading.min(time(|| {
            let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
            let _ = reader.records().flatten().count();
        }));
        making = making.min(time(|| drop(import("table.csv", file, None))));
    }
    println!(
        "a table of 100,000 rows ({} kB): read {reading:.1} ms, imported {making:.1} ms: {:.2} times",
        text.len() / 1000,
        making / reading
    );

    let text = diagram(10_000);
    let making = best(20, || drop(import("diagram.mmd", text.as_bytes(), Some(Format::Mermaid))));
    match mermaid(&text) {
        Some(parse) => println!(
            "a diagram of 10,000 tasks ({} kB): mermaid.parse {parse:.1} ms, imported {making:.1} ms: {:.1} times faster",
            text.len() / 1000,
            parse / making
        ),
        None => println!("a diagram of 10,000 tasks: imported {making:.1} ms; Mermaid is not installed in target/test-tools/node"),
    }

    let loader = MemoryLoader::from([("map.journey", maps::map(10_000))]);
    let (analysis, _) = analyse(&loader, &["map.journey".into()], &Options::default());
    let json = emit(&analysis, FileId(0), journey::emit::Format::Json, &EmitOptions::default()).unwrap_or_default();
    let value = best(7, || drop(serde_json::from_slice::<serde_json::Value>(&json)));
    let making = best(7, || drop(import("map.json", &json, Some(Format::Json))));
    println!(
        "JSON of 10,000 lines ({} kB): as a value {value:.1} ms, imported {making:.1} ms: {:.2} times",
        json.len() / 1000,
        making / value
    );
}
