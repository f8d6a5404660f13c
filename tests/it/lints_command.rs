//! `journey lints`: the table and the list for programs.

use journey::diagnostic::Code;
use journey::lint::THRESHOLDS;
use serde_json::Value;

use crate::cli::{command, folder, say, told};

/// The lints that have a page.
fn lints() -> impl Iterator<Item = Code> {
    Code::ALL.iter().copied().filter(|code| code.is_lint() && journey::explain::page(code.name()).is_some())
}

fn table(columns: usize, colour: &str) -> String {
    let place = folder(&[]);
    let mut command = command(place.path(), &["lints", "--color", colour]);
    let (code, out, err) = told(&command.env("COLUMNS", columns.to_string()).output().expect("it runs"));
    assert_eq!((code, err.as_str()), (0, ""));
    out
}

#[test]
fn every_lint_is_in_the_table_at_every_width() {
    for columns in [50, 72, 100, 140] {
        let table = table(columns, "never");
        assert!(table.lines().all(|line| line.chars().count() <= columns), "{table}");
        for code in lints() {
            let rows: Vec<&str> = table.lines().filter(|line| line.split(' ').next() == Some(code.name())).collect();
            assert_eq!(rows.len(), 1, "{}", code.name());
        }
        for heading in ["Flow of customers: `flow`", "Declarations that nobody uses: `unused`"] {
            assert!(table.lines().any(|line| line == heading), "{table}");
        }
        let text = table.split_whitespace().collect::<Vec<_>>().join(" ");
        for row in THRESHOLDS.iter().filter(|row| lints().any(|code| code == row.code)) {
            assert!(text.contains(&format!("`{} = {}`", row.key, row.default)), "{table}");
        }
    }
    let wide = table(140, "never");
    assert!(
        wide.lines().any(|line| line.starts_with("unused-import") && line.contains(" warning  always     A file is")),
        "{wide}"
    );
    let coloured = table(100, "always");
    assert!(
        coloured.contains("\u{1b}[33mwarning\u{1b}[0m") && coloured.contains("\u{1b}[1mFlow of customers: `flow`\u{1b}[0m"),
        "{coloured}"
    );
}

#[test]
fn the_list_for_programs_says_the_same() {
    let place = folder(&[]);
    let (code, out, _) = say(place.path(), &["lints", "-f", "json"]);
    assert_eq!(code, 0);
    let list: Value = serde_json::from_str(&out).expect("it is JSON");
    assert_eq!(list["version"], 1);
    let listed = list["lints"].as_array().expect("it is a list");
    assert_eq!(listed.len(), lints().count());
    for lint in listed {
        let code = Code::from_name(lint["name"].as_str().expect("it has a name")).expect("it is a code");
        assert_eq!((&lint["level"], &lint["fix"]), (&code.level().word().into(), &code.fixable().word().into()));
        assert_eq!(lint["group"], code.group().name());
        let page = journey::explain::page(code.name()).expect("it has a page").replace('\n', " ");
        let meaning = lint["meaning"].as_str().unwrap_or_default();
        assert!(meaning.ends_with('.') && page.contains(meaning), "{meaning}");
        let thresholds = THRESHOLDS.iter().filter(|row| row.code == code);
        let thresholds: Vec<Value> = thresholds
            .map(|row| serde_json::json!({"name": row.key, "number": row.default, "default": row.default, "meaning": row.meaning}))
            .collect();
        assert_eq!(lint["thresholds"], Value::from(thresholds));
    }
}

/// What the project has set is what the table shows.
#[test]
fn levels_and_thresholds_are_those_of_the_project() {
    let place = folder(&[("journey.toml", "[lints]\nevidence = \"error\"\ncrowded-stage = { touchpoints = 9 }\n")]);
    let (code, out, _) = say(place.path(), &["lints"]);
    assert_eq!(code, 0);
    assert!(out.lines().any(|line| line.starts_with("stale-map") && line.contains(" error ")), "{out}");
    assert!(out.contains("touchpoints = 9"), "{out}");
    let place = folder(&[("journey.toml", "[lints]\nevidense = \"error\"\n")]);
    let (code, _, err) = say(place.path(), &["lints"]);
    assert_eq!(code, 1);
    assert!(err.contains("unknown-lint"), "{err}");
}
