//! The page of a field: in which elements it stands, what it holds there, and examples.

use std::fmt::Write;

use super::element::{capital, example, often, or_nothing};
use super::syntax::SyntaxPage;
use super::word::{self, meanings, words};
use crate::model::vocabulary::{ELEMENTS, ElementKind, Field, FieldRow, ValueType};

/// The most examples on one page.
const EXAMPLES: usize = 3;

/// The page in Markdown. `medium` is a word of other fields, too.
pub fn page(field: Field) -> String {
    let name = field.name();
    let word = if words().contains(&name) { format!("\n## The word `{name}`\n\n{}", word::uses(name)) } else { String::new() };
    format!("# {name}\n\n{}{word}", uses(field, "##"))
}

/// The page of a field in one element.
pub fn page_in(kind: ElementKind, field: Field) -> String {
    let element = kind.keyword();
    let mut out = format!("# {element}.{}\n\n", field.name());
    let Some(row) = kind.row().all_fields().find(|row| row.field == field) else { return out };
    let _ = write!(out, "A field of {}. {}.\n\n{}", kind.a(), capital(row.meaning), other_spelling(field));
    let _ = write!(out, "- Holds: {}.\n- How often: {}.\n", or_nothing(&row.value.describe()), often(row));
    out.push_str(&values(field, &[row.value], "##"));
    // Its own example, else one of another element.
    let example = shown(kind, field).or_else(|| examples(field).into_iter().next()).unwrap_or_default();
    let _ = write!(out, "\n## Example\n\n```journey\n{example}```\n");
    let _ = write!(
        out,
        "\n`journey explain {}` tells of the field in all elements, `journey explain {element}` of the element.\n",
        field.name()
    );
    out
}

/// Another way in which a field may be written.
fn other_spelling(field: Field) -> &'static str {
    if field == Field::Behaviour { "It may also be written `behavior`.\n\n" } else { "" }
}

/// What the words of values say, and which page tells how others are written.
fn values(field: Field, values: &[ValueType], level: &str) -> String {
    let mut out = String::new();
    let mut told: Vec<&[&str]> = Vec::new();
    for value in values {
        let (ValueType::Words(list) | ValueType::WordsOrQuantity(list)) = value else { continue };
        if list.is_empty() || told.contains(list) {
            continue;
        }
        told.push(list);
        let heading = if told.len() == 1 { format!("\n{level} Words\n") } else { String::new() };
        let _ = write!(out, "{heading}\n| word | says |\n|---|---|\n");
        for (word, meaning) in list.iter().zip(meanings(list)) {
            let _ = writeln!(out, "| `{word}` | {meaning} |");
        }
    }
    let mut pages: Vec<String> = values
        .iter()
        .filter_map(|value| SyntaxPage::of_value(field, *value))
        .map(|page| format!("`journey explain {}`", page.name))
        .collect();
    pages.sort();
    pages.dedup();
    if !pages.is_empty() {
        let tells = if pages.len() == 1 { "tells" } else { "tell" };
        let _ = write!(out, "\n{} {tells} how it is written.\n", pages.join(" and "));
    }
    out
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
    out.push_str(other_spelling(field));
    out.push_str("| in | holds | how often | meaning |\n|---|---|---|---|\n");
    for (row, kinds) in &rows {
        let kinds: Vec<String> = kinds.iter().map(|kind| format!("`{}`", kind.keyword())).collect();
        let holds = row.value.describe();
        let _ = writeln!(out, "| {} | {} | {} | {} |", kinds.join(", "), or_nothing(&holds), often(row), row.meaning);
    }
    out.push_str(&values(field, &rows.iter().map(|(row, _)| row.value).collect::<Vec<_>>(), level));
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
