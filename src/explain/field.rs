//! The page of a field: in which elements it stands, what it holds there, and examples.

use std::fmt::Write;

use super::element::{capital, example, often, or_nothing};
use crate::model::vocabulary::{ELEMENTS, ElementKind, Field, FieldRow};

/// The most examples on one page.
const EXAMPLES: usize = 3;

/// The page in Markdown.
pub fn page(field: Field) -> String {
    format!("# {}\n\n{}", field.name(), uses(field, "##"))
}

/// What a field is, without the heading of the page; `level` begins the headings within.
pub(super) fn uses(field: Field, level: &str) -> String {
    let rows = rows(field);
    let mut out = match rows.as_slice() {
        // Where the meaning is the same everywhere it is the first thing to say.
        [(first, _), rest @ ..] if rest.iter().all(|(row, _)| row.meaning == first.meaning) => {
            format!("A field. {}.\n\n", capital(first.meaning))
        }
        _ => "A field. What it means depends on the element.\n\n".to_owned(),
    };
    if field == Field::Behaviour {
        out.push_str("It may also be written `behavior`.\n\n");
    }
    out.push_str("| in | holds | how often | meaning |\n|---|---|---|---|\n");
    for (row, kinds) in &rows {
        let kinds: Vec<String> = kinds.iter().map(|kind| format!("`{}`", kind.keyword())).collect();
        let holds = row.value.describe();
        let _ = writeln!(out, "| {} | {} | {} | {} |", kinds.join(", "), or_nothing(&holds), often(row), row.meaning);
    }
    let examples = examples(field);
    let heading = if examples.len() == 1 { "Example" } else { "Examples" };
    let _ = write!(out, "\n{level} {heading}\n\n```journey\n{}```\n", examples.join("\n"));
    out
}

/// The rows of a field, each with the elements for which it says the same.
fn rows(field: Field) -> Vec<(&'static FieldRow, Vec<ElementKind>)> {
    let mut out: Vec<(&FieldRow, Vec<ElementKind>)> = Vec::new();
    for element in ELEMENTS {
        let Some(row) = element.all_fields().find(|row| row.field == field) else { continue };
        let same = |other: &FieldRow| {
            (other.value, other.many, other.required, other.meaning) == (row.value, row.many, row.required, row.meaning)
        };
        match out.iter_mut().find(|(other, _)| same(other)) {
            Some((_, kinds)) => kinds.push(element.kind),
            None => out.push((row, vec![element.kind])),
        }
    }
    out
}

/// The field as it stands in the examples of elements: one for each of its rows first, then others, up to a few.
fn examples(field: Field) -> Vec<String> {
    let rows = rows(field);
    let first = rows.iter().filter_map(|(_, kinds)| kinds.iter().find_map(|kind| shown(*kind, field)));
    let all = rows.iter().flat_map(|(_, kinds)| kinds).filter_map(|kind| shown(*kind, field));
    let mut out: Vec<String> = Vec::new();
    for example in first.chain(all) {
        if out.len() < EXAMPLES && !out.contains(&example) {
            out.push(example);
        }
    }
    out
}

/// A field in the example of an element: the head of the first element of that kind that has it, and its line.
fn shown(kind: ElementKind, field: Field) -> Option<String> {
    let lines: Vec<&str> = example(kind).lines().collect();
    let depth = |line: &str| line.len() - line.trim_start().len();
    lines.iter().enumerate().find_map(|(index, line)| {
        let head = line.trim_start();
        if head.split(' ').next() != Some(kind.keyword()) {
            return None;
        }
        // A block on one line is short enough to be shown as it is.
        if head.ends_with('}') {
            let has = head.split(['{', ';']).skip(1).any(|statement| is_field(statement, field));
            return has.then(|| format!("{head}\n"));
        }
        let inside = lines[index + 1..].iter().take_while(|inner| depth(inner) > depth(line));
        let own = inside.filter(|inner| depth(inner) == depth(line) + 2).find(|inner| is_field(inner, field))?;
        Some(format!("{head}\n  {}\n}}\n", own.trim_start()))
    })
}

fn is_field(statement: &str, field: Field) -> bool {
    let statement = statement.trim_start();
    statement.strip_prefix(field.name()).is_some_and(|rest| rest.is_empty() || rest.starts_with(':'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_every_field_has_an_example() {
        let mut lacks = Vec::new();
        for &field in Field::ALL {
            let unseen = rows(field).into_iter().filter(|(_, kinds)| !kinds.iter().any(|kind| shown(*kind, field).is_some()));
            lacks.extend(unseen.map(|(_, kinds)| format!("{} in one of {kinds:?}", field.name())));
        }
        assert!(lacks.is_empty(), "not shown in docs/elements: {lacks:#?}");
    }

    #[test]
    fn an_example_is_a_head_and_a_line() {
        let shown = shown(ElementKind::Touchpoint, Field::Limit).expect("it is in the example");
        assert_eq!(shown, "touchpoint call \"Calls the practice\" {\n  limit: 2 minutes\n}\n");
    }
}
