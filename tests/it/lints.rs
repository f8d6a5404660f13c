//! The lints by their fixtures: `tests/lint/NAME/*.journey`, and the examples on their pages.
//!
//! A fixture says what it expects by `//~ name …` at the end of the line where the finding begins. Missing and surplus findings fail.
//! Only lints of the fixture's own group are looked for, besides those that it names, so that a fixture need not be a good map in
//! every respect. An example on a page must be one: there all lints stand at their own levels.

use std::collections::{BTreeMap, BTreeSet};

use journey::diagnostic::{Code, Group, Level, Severity};
use journey::lint::{RULES, Rule, THRESHOLDS};
use journey::model::value::Date;
use journey::source::{FileId, SourceFile};
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

/// The day of the fixtures and of the examples on the pages.
const TODAY: &str = "2026-11-22";

/// All lints at their own levels; one that is off is switched on for its own fixtures and its own page.
fn own_levels(lint: &str) -> Options {
    let off = Code::from_name(lint).filter(|code| code.level() == Level::Off);
    Options {
        levels: off.map(|code| (code, Level::Warning)).into_iter().collect(),
        today: Date::parse(TODAY),
        ..Options::default()
    }
}

/// The lints of the fixture's group and those that it names; one may be switched off.
fn levels_of(fixture: &Fixture, without: Option<Code>) -> Options {
    let mut options = own_levels(&fixture.lint);
    let group = fixture.group();
    let others = Code::ALL.iter().filter(|code| code.is_lint() && code.group() != group && !fixture.names(**code));
    options.levels.extend(others.copied().chain(without).map(|code| (code, Level::Off)));
    options
}

impl Fixture {
    /// The group of its lint.
    fn group(&self) -> Group {
        Code::from_name(&self.lint).unwrap_or_else(|| panic!("{}: the folder is named after no lint", self.path)).group()
    }

    /// Whether it expects a finding of a lint, or allows one.
    fn names(&self, code: Code) -> bool {
        let word = |c: char| !c.is_alphanumeric() && c != '-';
        self.text
            .lines()
            .filter_map(|line| line.split_once("//"))
            .any(|(_, comment)| comment.split(word).any(|it| it == code.name()))
    }
}

/// What is wrong with a fixture: expected findings that are missing, and surplus ones.
fn wrong(fixture: &Fixture, without: Option<Code>) -> Vec<String> {
    let mut loader = MemoryLoader::default();
    loader.insert(fixture.path.as_str(), fixture.text.as_str());
    for (path, text) in &fixture.beside {
        loader.insert(path.as_str(), text.as_str());
    }
    let (analysis, _) = analyse(&loader, std::slice::from_ref(&fixture.path), &levels_of(fixture, without));
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
        let looking = fixtures.iter().filter(|fixture| fixture.group() == rule.code.group() || fixture.names(rule.code));
        let notice = looking.filter(|fixture| !wrong(fixture, Some(rule.code)).is_empty()).count();
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
    if fences[0].0 == "toml" {
        let file = SourceFile::new("journey.toml", fences[0].1.clone().into_bytes());
        return journey::config::read(FileId(0), &file).1.iter().map(|found| found.code.name()).collect();
    }
    let form = journey::import::Format::of_path(&format!("x.{}", fences[0].0.replace("mermaid", "mmd")));
    if let Some(form) = form {
        let imported = journey::import::import("x", fences[0].1.as_bytes(), Some(form)).expect("it is read");
        return imported.findings.iter().map(|found| found.code.name()).collect();
    }
    let mut loader = MemoryLoader::default();
    for (info, text) in fences {
        let name = info.split(' ').nth(1).unwrap_or("map.journey");
        loader.insert(name, text.as_str());
    }
    let (analysis, _) = analyse(&loader, &["map.journey".into()], &own_levels(code.name()));
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
        if !bad[0].0.contains("-sketch") {
            let found: BTreeSet<_> = codes(&bad, code).into_iter().collect();
            if found != BTreeSet::from([code.name()]) {
                wrong.push(format!("{}: the bad example gives {found:?}", code.name()));
            }
        }
        let found = codes(&good, code);
        if !good[0].0.contains("-sketch") && !found.is_empty() {
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

#[test]
fn a_majority_can_be_set() {
    let (path, text) = read(&crate::support::root().join("tests/lint/missing-emotion/silent-for-half.journey"));
    let found = |majority: u32| {
        let mut options = own_levels("missing-emotion");
        let row = THRESHOLDS.iter().find(|row| row.code == Code::MissingEmotion && row.key == "majority").expect("there is a row");
        options.thresholds.set(row, majority);
        let loader = MemoryLoader::from([(path.as_str(), text.as_str())]);
        let (analysis, _) = analyse(&loader, std::slice::from_ref(&path), &options);
        analysis.findings.iter().filter(|finding| finding.code == Code::MissingEmotion).count()
    };
    assert_eq!([found(49), found(50), found(100)], [2, 0, 0]);
}
