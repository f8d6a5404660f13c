//! The lints of evidence and drawing: what they say, what they owe to the day, and the numbers they compare with.

use journey::diagnostic::{Code, Diagnostic, Group, Severity};
use journey::lint::{RULES, THRESHOLDS, Thresholds};
use journey::model::value::Date;
use journey::render::human::{Style, render};
use journey::{Analysis, MemoryLoader, Options, analyse};

use crate::support::{examples, line};

const DAY: &str = "2026-11-22";

fn check_on(day: Option<&str>, thresholds: Thresholds, text: &str) -> Analysis {
    let loader = MemoryLoader::from([("map.journey", text)]);
    let today = day.and_then(Date::parse);
    // What is off is on here.
    let levels = vec![(Code::UnbalancedStages, journey::diagnostic::Level::Note)];
    analyse(&loader, &["map.journey".into()], &Options { today, thresholds, levels, ..Options::default() }).0
}

fn named(analysis: &Analysis, code: Code) -> Vec<&Diagnostic> {
    analysis.findings.iter().filter(|finding| finding.code == code).collect()
}

fn bad_example(docs: &str) -> &str {
    let bad = docs.split("\n## Bad\n```journey\n").nth(1).expect("the page has a bad example");
    bad.split("```").next().unwrap_or_default()
}

#[test]
fn what_they_say_about_the_bad_examples() {
    let mut shown = String::new();
    for rule in RULES.iter().filter(|rule| matches!(rule.code.group(), Group::Evidence | Group::Drawing)) {
        let analysis = check_on(Some(DAY), Thresholds::default(), bad_example(rule.docs));
        let found = named(&analysis, rule.code);
        assert!(!found.is_empty(), "{}", rule.code.name());
        shown.push_str(&render(&analysis.sources, &found, Style { width: 80, ..Style::default() }));
        shown.push('\n');
    }
    insta::assert_snapshot!("bad_examples_of_evidence_and_drawing", shown);
}

#[test]
fn examples_do_not_go_stale_with_the_calendar() {
    let mut loader = MemoryLoader::default();
    let mut names = Vec::new();
    for (path, text) in examples() {
        loader.insert(path.as_str(), text);
        names.push(path);
    }
    for day in [DAY, "2036-01-01", "2100-12-31"] {
        let (analysis, _) = analyse(&loader, &names, &Options { today: Date::parse(day), ..Options::default() });
        let found: Vec<String> =
            analysis.findings.iter().filter(|f| f.severity > Severity::Info).map(|found| line(&analysis, found)).collect();
        assert!(found.is_empty(), "{day}: {found:#?}");
    }
}

#[test]
fn without_a_day_nothing_depends_on_it() {
    for code in [Code::ExpiredSource, Code::StaleMap] {
        let rule = RULES.iter().find(|rule| rule.code == code).expect("there is a rule");
        let text = bad_example(rule.docs);
        assert_eq!(named(&check_on(Some(DAY), Thresholds::default(), text), code).len(), 1);
        assert_eq!(named(&check_on(None, Thresholds::default(), text), code).len(), 0);
        assert_eq!(named(&check_on(Some("2020-01-01"), Thresholds::default(), text), code).len(), 0);
    }
}

#[test]
fn each_threshold_silences_and_wakes_its_rule() {
    for row in THRESHOLDS.iter().filter(|row| matches!(row.code.group(), Group::Evidence | Group::Drawing)) {
        let rule = RULES.iter().find(|rule| rule.code == row.code).expect("there is a rule");
        let text = match (row.code, row.key) {
            (Code::SmallSample, "interview") => bad_example(rule.docs).replace("survey; sample: 9", "diary; sample: 2"),
            (Code::SmallSample, "review") => bad_example(rule.docs).replace("survey; sample: 9", "review; sample: 2"),
            (Code::SmallSample, "analytics") => bad_example(rule.docs).replace("survey; sample: 9", "event-log; sample: 2"),
            _ => bad_example(rule.docs).to_owned(),
        };
        let with = |number: u32| {
            let mut thresholds = Thresholds::default();
            thresholds.set(row, number);
            named(&check_on(Some(DAY), thresholds, &text), row.code).len()
        };
        // A sample is measured from below, everything else from above.
        let (silent, loud) = if row.code == Code::SmallSample { (0, 1_000) } else { (1_000, 1) };
        assert_eq!(with(silent), 0, "{} {}", row.code.name(), row.key);
        assert!(with(loud) > 0, "{} {}", row.code.name(), row.key);
        assert!(with(row.default) > 0, "{} {}", row.code.name(), row.key);
    }
}
