//! What stands in a line: values, clauses and ways.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::STEP;
use super::text::{block, fits_block, quoted};
use crate::import::draft::{Arm, Clauses, Value};

impl Value<'_> {
    /// Whether it is written over several lines.
    pub(super) fn is_block(&self) -> bool {
        matches!(self, Self::Text(text) if fits_block(text))
    }
}

/// Adds a value; `indent` is that of its line.
pub fn value(out: &mut String, value: &Value<'_>, indent: usize) {
    match value {
        Value::Text(text) if value.is_block() => block(out, text, indent + STEP),
        Value::Text(text) => quoted(out, text),
        Value::Plain(text) => out.push_str(text),
        Value::Feeling { value, words } => {
            if let Some(value) = value {
                number(out, *value);
            }
            if let Some(words) = words {
                out.push_str(if value.is_some() { " " } else { "" });
                quoted(out, words);
            }
        }
    }
}

/// A number of an emotion, with its sign.
fn number(out: &mut String, number: f64) {
    if number > 0.0 {
        out.push('+');
    }
    // There is no minus zero on the curve.
    let _ = match (number as i64, number.fract() == 0.0) {
        // Most are one of these.
        (0, true) => out.write_char('0'),
        (1, true) => out.write_char('1'),
        (2, true) => out.write_char('2'),
        (whole, true) => write!(out, "{whole}"),
        (_, false) => fraction(out, number),
    };
}

/// A number that is not whole. Most have one decimal, which takes less time to write than as many as there may be.
fn fraction(out: &mut String, number: f64) -> std::fmt::Result {
    let tenths = (number * 10.0).round();
    if (tenths / 10.0).to_bits() != number.to_bits() || tenths.abs() > 99.0 {
        return write!(out, "{number}");
    }
    let whole = tenths as i64;
    out.push_str(if whole < 0 { "-" } else { "" });
    write!(out, "{}.{}", whole.abs() / 10, whole.abs() % 10)
}

/// Adds clauses, with a space before each.
pub fn clauses(out: &mut String, clauses: &Clauses<'_>) {
    let Some(clauses) = &clauses.0 else { return };
    let mut names = |word: &str, names: &[Cow<'_, str>]| {
        for (index, name) in names.iter().enumerate() {
            out.push_str(if index > 0 { ", " } else { word });
            out.push_str(name);
        }
    };
    names(" for ", &clauses.personas);
    names(" from ", &clauses.sources);
    if let Some(when) = &clauses.when {
        out.push_str(" when ");
        quoted(out, when);
    }
}

/// How long an arm is where it is written.
pub fn length_of_arm(way: &Arm<'_>) -> usize {
    let mut out = String::new();
    arm(&mut out, way);
    out.len()
}

/// Adds a way from its goal on.
pub fn arm(out: &mut String, arm: &Arm<'_>) {
    out.push_str(&arm.to);
    if let Some(share) = &arm.share {
        out.push(' ');
        out.push_str(share);
    }
    if let Some(label) = &arm.label {
        out.push(' ');
        quoted(out, label);
    }
    if let Some(takes) = &arm.takes {
        out.push_str(" takes ");
        out.push_str(takes);
    }
    clauses(out, &arm.clauses);
}
