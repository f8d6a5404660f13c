//! A draft as source text, as a person would have typed it.
//!
//! Two spaces a step; a block of a few short fields on one line; empty lines where the kind of statement changes and around stages that
//! are longer than a line, and nowhere inside a stage. The same draft gives the same text.

mod text;

use std::borrow::Cow;

use super::draft::{Arm, Clauses, Element, Field, Flow, Item, Value};
use crate::model::vocabulary::ElementKind;
pub use text::quoted;
use text::{block, comment, fits_block, push_spaces};

/// The spaces of one step.
const STEP: usize = 2;
/// The longest line with a block in it, in characters.
const ONE_LINE: usize = 112;
/// How many fields a block on one line has at most.
const FEW: usize = 4;
/// The longest line of values; a longer one becomes a list.
const LONG: usize = 100;

/// Writes the items of a file.
pub fn write(items: &[Item<'_>]) -> String {
    let mut out = String::new();
    list(&mut out, items, 0, true);
    out
}

/// Writes items, each on lines of its own; with `airy`, empty lines stand where the kind changes and around long stages.
fn list(out: &mut String, items: &[Item<'_>], indent: usize, airy: bool) {
    let mut before: Option<(Sort, bool)> = None;
    let mut comments = false;
    for item in items {
        let start = out.len();
        statement(out, item, indent);
        if !airy || start == out.len() {
            continue;
        }
        if let Item::Comment(_) = item {
            // A comment belongs to what follows it.
            if !comments && before.is_some() {
                out.insert(start, '\n');
            }
            comments = true;
            continue;
        }
        let now = (Sort::of(item), out[start..].trim_end_matches('\n').contains('\n'));
        let apart = before.is_some_and(|before| before.0 != now.0 || (now.0.is_part() && (before.1 || now.1)));
        if apart && !comments {
            out.insert(start, '\n');
        }
        before = Some(now);
        comments = false;
    }
}

/// What stands together without empty lines.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Field,
    Element(ElementKind),
    Flow,
}

impl Sort {
    /// Whether it is a part of the way: each stands by itself.
    const fn is_part(self) -> bool {
        matches!(self, Self::Element(ElementKind::Journey | ElementKind::Phase | ElementKind::Stage))
    }

    fn of(item: &Item<'_>) -> Self {
        match item {
            Item::Element(element) => Self::Element(element.kind),
            Item::Flow(_) => Self::Flow,
            Item::Field(_) | Item::Flag(_) | Item::Comment(_) => Self::Field,
        }
    }
}

/// Writes a statement with its line end.
fn statement(out: &mut String, item: &Item<'_>, indent: usize) {
    if let Item::Comment(text) = item {
        comment(out, text, indent);
        return;
    }
    push_spaces(out, indent);
    match item {
        Item::Element(item) => element(out, item, indent),
        Item::Field(item) => field(out, item, indent),
        Item::Flow(item) => flow(out, item, indent),
        Item::Flag(word) => out.push_str(word),
        Item::Comment(_) => {}
    }
    out.push('\n');
}

fn element(out: &mut String, element: &Element<'_>, indent: usize) {
    let start = out.len();
    out.push_str(element.kind.keyword());
    if let Some(id) = &element.id {
        out.push(' ');
        out.push_str(id);
    }
    if let Some(title) = &element.title {
        out.push(' ');
        quoted(out, title);
    }
    if let Some(value) = &element.value {
        out.push(' ');
        out.push_str(value);
    }
    clauses(out, &element.clauses);
    if element.items.is_empty() {
        return;
    }
    let head = out.len();
    if element.kind != ElementKind::Journey && short(&element.items) {
        out.push_str(" { ");
        for (index, item) in element.items.iter().enumerate() {
            out.push_str(if index > 0 { "; " } else { "" });
            match item {
                Item::Field(item) => field(out, item, indent),
                Item::Flag(word) => out.push_str(word),
                _ => {}
            }
        }
        out.push_str(" }");
        let line = &out[start..];
        if indent + line.len() <= ONE_LINE || indent + line.chars().count() <= ONE_LINE {
            return;
        }
        out.truncate(head);
    }
    out.push_str(" {\n");
    let airy = matches!(element.kind, ElementKind::Journey | ElementKind::Phase);
    list(out, &element.items, indent + STEP, airy);
    push_spaces(out, indent);
    out.push('}');
}

/// Whether items could stand on one line.
fn short(items: &[Item<'_>]) -> bool {
    let short = |value: &Value<'_>| !matches!(value, Value::Text(text) if fits_block(text));
    items.len() <= FEW
        && items.iter().all(|item| match item {
            Item::Field(field) => field.remarks.is_empty() && field.values.iter().all(short),
            Item::Flag(_) => true,
            _ => false,
        })
}

fn field(out: &mut String, field: &Field<'_>, indent: usize) {
    out.push_str(&field.name);
    out.push_str(": ");
    let start = out.len();
    for (index, item) in field.values.iter().enumerate() {
        out.push_str(if index > 0 { ", " } else { "" });
        value(out, item, indent);
    }
    let several = field.values.len() > 1;
    if several && (out[start..].contains('\n') || indent + field.name.len() + out[start..].chars().count() > LONG) {
        out.truncate(start);
        out.push_str("[\n");
        for item in &field.values {
            push_spaces(out, indent + STEP);
            value(out, item, indent + STEP);
            out.push('\n');
        }
        push_spaces(out, indent);
        out.push(']');
    }
    clauses(out, &field.clauses);
    if let [Item::Field(remark)] = &field.remarks[..]
        && let [Value::Text(text)] = &remark.values[..]
        && !fits_block(text)
        && indent + field.name.len() + out[start..].chars().count() + text.chars().count() < LONG
    {
        out.push_str(" { ");
        self::field(out, remark, indent);
        out.push_str(" }");
    } else if !field.remarks.is_empty() {
        out.push_str(" {\n");
        list(out, &field.remarks, indent + STEP, false);
        push_spaces(out, indent);
        out.push('}');
    }
}

fn value(out: &mut String, value: &Value<'_>, indent: usize) {
    match value {
        Value::Text(text) if fits_block(text) => block(out, text, indent + STEP),
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

/// A number of an emotion: with its sign, and with two decimals at most.
fn number(out: &mut String, number: f64) {
    let number = (number * 100.0).round() / 100.0;
    if number > 0.0 {
        out.push('+');
    }
    // There is no minus zero on the curve.
    out.push_str(&(number + 0.0).to_string());
}

fn clauses(out: &mut String, clauses: &Clauses<'_>) {
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

fn flow(out: &mut String, flow: &Flow<'_>, indent: usize) {
    out.push_str(if flow.influence { "influence " } else { "" });
    out.push_str(&flow.from);
    out.push_str(" -> ");
    if let [only] = &flow.arms[..] {
        arm(out, only);
        return;
    }
    out.push_str("{\n");
    for item in &flow.arms {
        push_spaces(out, indent + STEP);
        arm(out, item);
        out.push('\n');
    }
    push_spaces(out, indent);
    out.push('}');
}

/// How long an arm is where it is written.
pub fn length_of_arm(way: &Arm<'_>) -> usize {
    let mut out = String::new();
    arm(&mut out, way);
    out.len()
}

fn arm(out: &mut String, arm: &Arm<'_>) {
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
