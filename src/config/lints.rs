//! `[lints]`: levels and thresholds, by lint or by group.

use crate::diagnostic::{Code, Diagnostic, Group, Level};
use crate::lint::THRESHOLDS;

use super::Config;
use super::reader::{Key, Reader, Table, Value};

const LEVELS: &[(&str, Level)] =
    &[("off", Level::Off), ("note", Level::Note), ("warning", Level::Warning), ("error", Level::Error)];

pub(super) fn read(reader: &mut Reader<'_>, table: Table<'_>, config: &mut Config) {
    let mut single = Vec::new();
    for (key, value) in table.entries() {
        if let Some(group) = Group::LINTS.iter().find(|group| group.name() == key.text) {
            let Some(level) = reader.word(key, value, LEVELS) else { continue };
            config.levels.extend(Code::ALL.iter().filter(|code| code.group() == *group).map(|code| (*code, level)));
        } else if let Some(code) = Code::from_name(key.text).filter(|code| code.is_lint()) {
            single.extend(lint(reader, code, key, value, config).map(|level| (code, level)));
        } else {
            let found = unknown(reader, key);
            reader.push(found);
        }
    }
    // A lint's own level holds whether its group is named before or after it.
    config.levels.extend(single);
}

/// `name = "level"`, or `name = { level = "…", threshold = 9 }`.
fn lint(reader: &mut Reader<'_>, code: Code, key: Key<'_>, value: Value<'_>, config: &mut Config) -> Option<Level> {
    let Some(table) = value.as_table() else { return reader.word(key, value, LEVELS) };
    let mut level = None;
    for (inner, value) in table.entries() {
        if inner.text == "level" {
            level = reader.word(inner, value, LEVELS);
        } else if let Some(row) = THRESHOLDS.iter().find(|row| row.code == code && row.key == inner.text) {
            if let Some(number) = reader.number(inner, value, row) {
                config.thresholds.set(row, number);
            }
        } else {
            let known: Vec<&str> = THRESHOLDS.iter().filter(|row| row.code == code).map(|row| row.key).chain(["level"]).collect();
            reader.unknown_key(inner, &format!("for `{}`", code.name()), &known);
        }
    }
    level
}

fn unknown(reader: &Reader<'_>, key: Key<'_>) -> Diagnostic {
    if Code::from_name(key.text).is_some() {
        let message = format!("`{}` is an error and always stands", key.text);
        return Diagnostic::new(Code::UnknownLint, reader.id(), key.span, message, "not a lint")
            .help("remove this line; only lints have a level that can be set");
    }
    let found =
        Diagnostic::new(Code::UnknownLint, reader.id(), key.span, format!("no lint is called `{}`", key.text), "not a lint");
    let groups = Group::LINTS.iter().map(|group| group.name());
    let names: Vec<&str> = Code::ALL.iter().filter(|code| code.is_lint()).map(|code| code.name()).chain(groups).collect();
    match crate::diagnostic::near::nearest(key.text, names.iter().copied()) {
        Some(_) => reader.with_near(found, key, &names, ""),
        None => found.help("`journey lints` tells the names of all lints and groups"),
    }
}
