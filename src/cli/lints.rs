//! `journey lints`: all lints with their levels, thresholds and meanings.

use serde::Serialize;

use super::args::{LintsArguments, ListFormat};
use super::terminal::{print, style_of_error, style_of_output, tell};
use super::{Failure, Outcome, settings};
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Group, Level};
use crate::explain::meaning;
use crate::lint::{THRESHOLDS, Threshold};
use crate::render::human::{self, Style};
use crate::render::rich::{Face, Rich};
use crate::render::table::{Row, Table};
use crate::source::Sources;

/// Runs the command.
pub fn run(arguments: &LintsArguments) -> Result<Outcome, Failure> {
    let settings = settings::find(&[".".into()], None, arguments.config.as_deref())?;
    let (mut sources, mut findings) = (Sources::default(), Vec::new());
    settings.report(&mut sources, &mut findings);
    let shown: Vec<&Diagnostic> = findings.iter().collect();
    tell(&human::render(&sources, &shown, style_of_error(arguments.color)));
    print(&match arguments.format {
        ListFormat::Human => table(&settings.config, style_of_output(arguments.color)),
        ListFormat::Json => json(&settings.config),
    })?;
    Ok(if findings.is_empty() { Outcome::Clean } else { Outcome::Findings })
}

/// The level that a lint has in this project.
fn level(config: &Config, code: Code) -> Level {
    config.levels.iter().rev().find(|(other, _)| *other == code).map_or(code.level(), |(_, level)| *level)
}

/// The lints of a group, each with what it means.
fn lints(group: Group) -> Vec<(Code, String)> {
    group.codes().filter(|code| code.is_lint()).filter_map(|code| Some((code, meaning(code)?))).collect()
}

fn thresholds(code: Code) -> impl Iterator<Item = &'static Threshold> {
    THRESHOLDS.iter().filter(move |row| row.code == code)
}

/// A table by group, with the thresholds of a lint below its meaning.
fn table(config: &Config, style: Style) -> String {
    let mut rows = Vec::new();
    for group in Group::ALL {
        let lints = lints(*group);
        if !lints.is_empty() {
            rows.push(Row::Heading(format!("{}: `{}`", group.heading(), group.name())));
        }
        for (code, meaning) in lints {
            let mut text = Rich::inline(&meaning);
            for Threshold { key, meaning, .. } in thresholds(code) {
                let number = config.thresholds.get(code, key);
                text.push(Face::Plain, "\n");
                text.push(Face::Code, format!("{key} = {number}"));
                text.push(Face::Quiet, format!(" {meaning}"));
            }
            let level = level(config, code);
            let level = Rich::new(level.into(), level.word());
            let fix = Rich::new(Face::Plain, code.fixable().word());
            rows.push(Row::Cells(vec![Rich::new(Face::Plain, code.name()), level, fix, text]));
        }
    }
    Table { head: ["lint", "level", "fix", "meaning"].map(str::to_owned).into(), rows }.render(style, 0)
}

/// The list for programs, version 1. The types below are the format.
fn json(config: &Config) -> String {
    let entry = |group: Group, (code, meaning): (Code, String)| JsonLint {
        name: code.name(),
        group: group.name(),
        level: level(config, code).word(),
        default_level: code.level().word(),
        fix: code.fixable().word(),
        meaning,
        thresholds: thresholds(code)
            .map(|row| JsonThreshold {
                name: row.key,
                number: config.thresholds.get(code, row.key),
                default: row.default,
                meaning: row.meaning,
            })
            .collect(),
    };
    let lints = Group::ALL.iter().flat_map(|group| lints(*group).into_iter().map(move |lint| entry(*group, lint)));
    let list = JsonList { version: 1, lints: lints.collect() };
    serde_json::to_string_pretty(&list).unwrap_or_default() + "\n"
}

#[derive(Serialize)]
struct JsonList {
    version: u32,
    lints: Vec<JsonLint>,
}

#[derive(Serialize)]
struct JsonLint {
    name: &'static str,
    group: &'static str,
    level: &'static str,
    default_level: &'static str,
    fix: &'static str,
    meaning: String,
    thresholds: Vec<JsonThreshold>,
}

#[derive(Serialize)]
struct JsonThreshold {
    name: &'static str,
    number: u32,
    default: u32,
    meaning: &'static str,
}
