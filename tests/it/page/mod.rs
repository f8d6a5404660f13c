//! Pages: what stands in them, and what real Chromium makes of them.

mod behaviour;
mod command;
mod hostile;
mod written;

use std::path::{Path, PathBuf};

use journey::Analysis;
use journey::emit::{EmitOptions, page};
use journey::source::FileId;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::node;

/// The page of the first file of a project.
fn html(analysis: &Analysis) -> String {
    page(analysis, &[FileId(0)], &EmitOptions::default()).expect("it is written")
}

/// The page of an example.
fn example(name: &str) -> String {
    let path = format!("examples/{name}.journey");
    let all = crate::support::examples();
    let (path, text) = all.iter().find(|(own, _)| *own == path).expect("there is such an example");
    html(&crate::support::check_as(path, text, &journey::Options::default()))
}

/// Puts a page into a folder.
fn put(folder: &Path, name: &str, page: &str) -> PathBuf {
    let path = folder.join(format!("{name}.html"));
    std::fs::write(&path, page).expect("there is room");
    path
}

/// What a page did in the browser.
#[derive(Deserialize, Debug)]
struct Seen {
    requests: Vec<String>,
    errors: Vec<String>,
    dialogs: Vec<String>,
    violations: Vec<String>,
    /// What was looked at, step by step.
    #[serde(rename = "seen")]
    looks: Vec<Value>,
}

impl Seen {
    /// Nothing was loaded, nothing ran that should not, nothing went wrong.
    fn is_quiet(&self) -> bool {
        [&self.requests, &self.errors, &self.dialogs, &self.violations].iter().all(|list| list.is_empty())
    }
}

/// Opens pages and does some things with them; nothing without a browser.
fn open(jobs: &[Value]) -> Option<Vec<Seen>> {
    let answer = node::run("page.mjs", &json!({ "jobs": jobs }))?;
    let seen: Vec<Seen> = serde_json::from_value(answer).expect("the answer is that of page.mjs");
    assert_eq!(seen.len(), jobs.len());
    Some(seen)
}

/// Opens one page as it is on a wide screen in light colours.
fn walk(page: &str, steps: &Value) -> Option<Vec<Value>> {
    let folder = tempfile::tempdir().expect("there is room");
    let seen = open(&[json!({ "file": put(folder.path(), "page", page), "steps": steps })])?.remove(0);
    assert!(seen.is_quiet(), "{seen:?}");
    Some(seen.looks)
}
