//! The column of the table of codes that says which findings carry a fix is true for everything that occurs in the fixtures.

use std::collections::BTreeMap;

use journey::diagnostic::{Code, Fixable, Level};
use journey::lint::{RULES, Rule};
use journey::model::value::Date;
use journey::source::{FileId, SourceFile};
use journey::{MemoryLoader, Options, analyse};

use crate::support::{files, read};

/// A path that is nearly right, and the file that is meant.
const NEAR_IMPORT: [(&str, &str); 2] = [
    ("near.journey", "import \"peple.journey\"\njourney a \"A\" { persona: amira; stage b \"B\" { action: \"C\" } }\n"),
    ("people.journey", "persona amira \"Amira\"\n"),
];

/// The broken maps, the fixtures of the lints, and the examples of the pages: folders whose files may import each other.
fn fixtures() -> Vec<(String, String)> {
    let folders = ["tests/syntax/err", "tests/lint", "examples"];
    let mut all: Vec<(String, String)> =
        folders.iter().flat_map(|folder| files(folder, "journey")).map(|path| read(&path)).collect();
    let mut page = |name: &str, text: &str| {
        for (index, fence) in text.split("```journey\n").skip(1).enumerate() {
            let map = fence.split("```").next().unwrap_or_default();
            all.push((format!("pages/{name}/{index}.journey"), map.to_owned()));
        }
    };
    for Rule { code, docs, .. } in RULES {
        page(code.name(), docs);
    }
    for path in files("docs/explain", "md") {
        let (path, text) = read(&path);
        page(&path, &text);
    }
    all.extend(NEAR_IMPORT.map(|(path, text)| (path.to_owned(), text.to_owned())));
    all
}

/// How many findings of a code carry a fix, and how many do not.
fn counts() -> BTreeMap<Code, (usize, usize)> {
    let mut loader = MemoryLoader::default();
    let fixtures = fixtures();
    for (path, text) in &fixtures {
        loader.insert(path.as_str(), text.as_str());
    }
    let off = Code::ALL.iter().filter(|code| code.level() == Level::Off);
    let levels = off.map(|code| (*code, Level::Note)).collect();
    let options = Options { levels, today: Date::parse("2026-11-22"), ..Options::default() };
    let mut counts: BTreeMap<Code, (usize, usize)> = BTreeMap::new();
    for (path, _) in fixtures {
        for finding in analyse(&loader, &[path], &options).0.findings {
            let (with, without) = counts.entry(finding.code).or_default();
            *if finding.fix.is_some() { with } else { without } += 1;
        }
    }
    for path in files("tests/config", "toml") {
        let (path, text) = read(&path);
        let file = SourceFile::new(path, text.into_bytes());
        for finding in journey::config::read(FileId(0), &file).1 {
            let (with, without) = counts.entry(finding.code).or_default();
            *if finding.fix.is_some() { with } else { without } += 1;
        }
    }
    counts
}

#[test]
fn what_the_table_says_of_fixes_is_true() {
    let counts = counts();
    assert!(counts.len() >= 40, "{} codes occur", counts.len());
    let mut wrong = Vec::new();
    for &code in Code::ALL {
        let (with, without) = counts.get(&code).copied().unwrap_or_default();
        let holds = match code.fixable() {
            Fixable::Always => with > 0 && without == 0,
            Fixable::Sometimes => with > 0,
            Fixable::Never => with == 0,
        };
        if !holds {
            wrong.push(format!("{}: {:?}, but {with} with a fix and {without} without", code.name(), code.fixable()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
