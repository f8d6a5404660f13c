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
            let Some(level) = level(reader, key, value, None) else { continue };
            config.levels.extend(Code::ALL.iter().filter(|code| code.group() == *group).map(|code| (*code, level)));
        } else if let Some(code) = Code::from_name(key.text).filter(|code| code.is_lint()) {
            single.extend(lint(reader, code, key, value, config).map(|level| (code, level)));
        } else {
            let found = unknown(reader, key, table);
            reader.push(found);
        }
    }
    // A lint's own level holds whether its group is named before or after it.
    config.levels.extend(single);
}

/// `name = "level"`, or `name = { level = "…", threshold = 9 }`.
fn lint(reader: &mut Reader<'_>, code: Code, key: Key<'_>, value: Value<'_>, config: &mut Config) -> Option<Level> {
    let Some(table) = value.as_table() else { return level(reader, key, value, Some(code)) };
    let mut found = None;
    for (inner, value) in table.entries() {
        if inner.text == "level" {
            found = level(reader, inner, value, None);
        } else if let Some(row) = THRESHOLDS.iter().find(|row| row.code == code && row.key == inner.text) {
            if let Some(number) = reader.number(inner, value, row) {
                config.thresholds.set(row, number);
            }
        } else {
            let known: Vec<&str> = THRESHOLDS.iter().filter(|row| row.code == code).map(|row| row.key).chain(["level"]).collect();
            reader.unknown_key(inner, &format!("for `{}`", code.name()), &known, table);
        }
    }
    found
}

/// A level, of a lint or of several.
fn level(reader: &mut Reader<'_>, key: Key<'_>, value: Value<'_>, code: Option<Code>) -> Option<Level> {
    if value.is_text() {
        return reader.word(key, value, LEVELS);
    }
    let message = format!("`{}` is a level in quotes", key.text);
    let help = format!("write {}", meant(key.text, value, code));
    reader.say(Code::WrongType, value.span(), message, format!("this is {}", value.kind()), help);
    None
}

/// What was probably meant by a value that is no level.
fn meant(name: &str, value: Value<'_>, code: Option<Code>) -> String {
    let own = code.map_or(Level::Off, Code::level);
    let level = match (value.as_switch(), own) {
        (Some(false), _) => Level::Off,
        (_, Level::Off) => Level::Warning,
        (_, own) => own,
    };
    let level = format!("`{name} = \"{}\"`", level.word());
    match (THRESHOLDS.iter().find(|row| Some(row.code) == code), value.as_whole()) {
        (Some(row), Some(number)) => format!("`{name} = {{ {} = {number} }}`, or a level such as {level}", row.key),
        _ => level,
    }
}

fn unknown(reader: &Reader<'_>, key: Key<'_>, table: Table<'_>) -> Diagnostic {
    let say = |message: String, label: &str| Diagnostic::new(Code::UnknownLint, reader.id(), key.span, message, label);
    if Code::from_name(key.text).is_some() {
        return say(format!("`{}` is an error and always stands", key.text), "not a lint")
            .help("remove this line; only lints have a level that can be set");
    }
    if let Some(group) = Group::ALL.iter().find(|group| group.name() == key.text) {
        let unused = format!("; the lints about names that nobody uses are the group `{}`", Group::Unused.name());
        return say(format!("`{}` is a group of errors, which always stand", group.name()), "not a group of lints")
            .help(format!("remove this line{}", if *group == Group::Names { &unused } else { "" }));
    }
    let groups = Group::LINTS.iter().map(|group| group.name());
    let names: Vec<&str> = Code::ALL.iter().filter(|code| code.is_lint()).map(|code| code.name()).chain(groups).collect();
    let found = say(format!("no lint is called `{}`", key.text), "not a lint");
    reader.with_near(found, key, &names, table, "`journey lints` lists the names of all lints and groups")
}
