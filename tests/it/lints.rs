//! The lints by their fixtures: `tests/lint/NAME/*.journey`, and the examples on their pages.
//!
//! A fixture says what it expects by `//~ name …` at the end of the line where the finding begins. Missing and surplus findings fail.

use std::collections::{BTreeMap, BTreeSet};

use journey::diagnostic::{Code, Level, Severity};
use journey::lint::{RULES, Rule};
use journey::model::value::Date;
use journey::{MemoryLoader, Options, analyse};

use crate::support::{files, read};

/// A fixture: its folder, its path and its files.
struct Fixture {
    lint: String,
    path: String,
    text: String,
    beside: Vec<(String, String)>,
}

fn fixtures() -> Vec<Fixture> {
    let all: Vec<(String, String)> = files("tests/lint", "journey").iter().map(|path| read(path)).collect();
    let (beside, maps): (Vec<_>, Vec<_>) = all.into_iter().partition(|(path, _)| path.contains("/shared/"));
    maps.into_iter()
        .map(|(path, text)| {
            let lint = path.split('/').nth(2).unwrap_or_default().to_owned();
            let folder = format!("tests/lint/{lint}/");
            let beside = beside.iter().filter(|(path, _)| path.starts_with(&folder)).cloned().collect();
            Fixture { lint, path, text, beside }
        })
        .collect()
}

/// Lints that are off are switched on for their own fixtures; one may be switched off.
fn options(lint: &str, without: Option<Code>) -> Options {
    let mut levels = Vec::new();
    if let Some(code) = Code::from_name(lint).filter(|code| code.level() == Level::Off) {
        levels.push((code, Level::Warning));
    }
    levels.extend(without.map(|code| (code, Level::Off)));
    // The day of the fixtures and of the examples on the pages.
    Options { levels, today: Date::parse("2026-11-22"), ..Options::default() }
}

/// What is wrong with a fixture: expected findings that are missing, and surplus ones.
fn wrong(fixture: &Fixture, without: Option<Code>) -> Vec<String> {
    let mut loader = MemoryLoader::default();
    loader.insert(fixture.path.as_str(), fixture.text.as_str());
    for (path, text) in &fixture.beside {
        loader.insert(path.as_str(), text.as_str());
    }
    let (analysis, _) = analyse(&loader, std::slice::from_ref(&fixture.path), &options(&fixture.lint, without));
    let mut expected: BTreeMap<(usize, String), i32> = BTreeMap::new();
    for (number, line) in fixture.text.lines().enumerate() {
        for name in line.split("//~").nth(1).unwrap_or_default().split_whitespace() {
            *expected.entry((number + 1, name.to_owned())).or_default() += 1;
        }
    }
    for finding in &analysis.findings {
        let at = finding.primary();
        let file = analysis.sources.get(at.file);
        let line = file.lines().line(at.span.start) + 1;
        *expected.entry((line, finding.code.name().to_owned())).or_default() -= 1;
    }
    expected
        .into_iter()
        .filter(|(_, count)| *count != 0)
        .map(|((line, name), count)| {
            let what = if count > 0 { "is missing" } else { "is surplus" };
            format!("{}:{line} {name} {what}", fixture.path)
        })
        .collect()
}

#[test]
fn fixtures_find_what_they_say() {
    let found: Vec<String> = fixtures().iter().flat_map(|fixture| wrong(fixture, None)).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn every_lint_has_two_fixtures_that_notice_when_it_is_emptied() {
    let fixtures = fixtures();
    let mut lonely = Vec::new();
    for rule in RULES {
        let notice = fixtures.iter().filter(|fixture| !wrong(fixture, Some(rule.code)).is_empty()).count();
        if notice < 2 {
            lonely.push(format!("{}: {notice}", rule.code.name()));
        }
    }
    assert!(lonely.is_empty(), "too few fixtures notice: {lonely:?}");
}

/// The fences of a page under a heading: the info string and the text.
fn fences(page: &str, heading: &str) -> Vec<(String, String)> {
    let section = page.split("\n## ").find(|section| section.starts_with(heading)).unwrap_or_default();
    section
        .split("```")
        .skip(1)
        .step_by(2)
        .filter_map(|fence| fence.split_once('\n'))
        .map(|(info, text)| (info.trim().to_owned(), text.to_owned()))
        .collect()
}

/// The codes found in the first fence, with the others beside it; errors and warnings, and the one that is asked for.
fn codes(fences: &[(String, String)], code: Code) -> Vec<&'static str> {
    let mut loader = MemoryLoader::default();
    for (info, text) in fences {
        let name = info.split(' ').nth(1).unwrap_or("map.journey");
        loader.insert(name, text.as_str());
    }
    let (analysis, _) = analyse(&loader, &["map.journey".into()], &options(code.name(), None));
    let findings = analysis.findings.iter();
    findings.filter(|f| f.severity > Severity::Info || f.code == code).map(|f| f.code.name()).collect()
}

#[test]
fn the_examples_on_the_pages_are_true() {
    let mut wrong = Vec::new();
    let mut page = |code: Code, text: &str| {
        let (bad, good) = (fences(text, "Bad"), fences(text, "Good"));
        if bad.is_empty() || good.is_empty() {
            wrong.push(format!("{}: no example", code.name()));
            return;
        }
        if !bad[0].0.starts_with("journey-sketch") {
            let found: BTreeSet<_> = codes(&bad, code).into_iter().collect();
            if found != BTreeSet::from([code.name()]) {
                wrong.push(format!("{}: the bad example gives {found:?}", code.name()));
            }
        }
        let found = codes(&good, code);
        if !good[0].0.starts_with("journey-sketch") && !found.is_empty() {
            wrong.push(format!("{}: the good example gives {found:?}", code.name()));
        }
    };
    for Rule { code, docs, .. } in RULES {
        page(*code, docs);
    }
    for code in Code::ALL.iter().filter(|code| !code.is_lint()) {
        let path = format!("docs/explain/{}.md", code.name());
        let text = std::fs::read_to_string(crate::support::root().join(&path)).unwrap_or_default();
        page(*code, &text);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
