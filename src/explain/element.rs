//! The page of an element: what it is, where it stands, its fields, and an example.

use std::fmt::Write;

use super::field;
use crate::model::vocabulary::{ElementKind, Field, FieldRow, one_of};

macro_rules! example {
    ($name:literal) => {
        include_str!(concat!("../../docs/elements/", $name, ".journey"))
    };
}

/// A small map that shows an element with the fields that it has for itself.
pub(super) const fn example(kind: ElementKind) -> &'static str {
    match kind {
        ElementKind::Persona => example!("persona"),
        ElementKind::Channel => example!("channel"),
        ElementKind::Source => example!("source"),
        ElementKind::Team => example!("team"),
        ElementKind::Lane => example!("lane"),
        ElementKind::Journey => example!("journey"),
        ElementKind::Phase => example!("phase"),
        ElementKind::Stage => example!("stage"),
        ElementKind::Touchpoint => example!("touchpoint"),
        ElementKind::Step => example!("step"),
        ElementKind::Outcome => example!("outcome"),
        ElementKind::Pain => example!("pain"),
        ElementKind::Gain => example!("gain"),
        ElementKind::Opportunity => example!("opportunity"),
        ElementKind::Metric => example!("metric"),
        ElementKind::Risk => example!("risk"),
        ElementKind::MomentOfTruth => example!("moment-of-truth"),
    }
}

/// The page in Markdown.
pub fn page(kind: ElementKind) -> String {
    let row = kind.row();
    let mut out = format!("# {}\n\n{}.\n\n- Stands {}.\n", kind.keyword(), capital(row.meaning), places(kind));
    out.push_str(if row.id_required {
        "- Must have an id.\n"
    } else {
        "- May have an id; without one, nothing can refer to it.\n"
    });
    if let Some(value) = row.value {
        let _ = writeln!(out, "- After the title stands {}.", value.describe());
    }
    if !row.children.is_empty() {
        let inside: Vec<String> = row.children.iter().map(|kind| format!("`{}`", kind.keyword())).collect();
        let _ = writeln!(out, "- May hold {}.", inside.join(", "));
    }
    if row.transitions {
        out.push_str("- May hold transitions, as in `a -> b`.\n");
    }
    if row.lanes {
        out.push_str("- Takes each declared lane as a field of text.\n");
    }
    out.push_str("\n## Fields\n\n| field | holds | how often | meaning |\n|---|---|---|---|\n");
    for field in row.all_fields() {
        let (name, holds) = (field.field.name(), field.value.describe());
        let _ = writeln!(out, "| `{name}` | {} | {} | {} |", or_nothing(&holds), often(field), field.meaning);
    }
    let _ = write!(out, "\n## Example\n\n```journey\n{}```\n", example(kind));
    if let Some(same) = Field::from_name(kind.keyword()) {
        let _ = write!(out, "\n## The field `{}`\n\n{}", kind.keyword(), field::uses(same, "###"));
    }
    out
}

/// Where an element may stand.
fn places(kind: ElementKind) -> String {
    let parents: Vec<&str> = kind.parents().map(ElementKind::keyword).collect();
    match (kind.at_top(), parents.is_empty()) {
        (true, true) => "at the top of a file".to_owned(),
        (true, false) => format!("at the top of a file, or in {}", one_of(&parents)),
        (false, _) => format!("in {}", one_of(&parents)),
    }
}

/// How often a field stands in one element.
pub(super) const fn often(row: &FieldRow) -> &'static str {
    match (row.required, row.many) {
        (true, _) => "once, required",
        (false, true) => "any",
        (false, false) => "at most once",
    }
}

/// What a field holds; a statement of one word holds nothing.
pub(super) fn or_nothing(holds: &str) -> &str {
    if holds.is_empty() { "nothing" } else { holds }
}

/// With a capital letter at the beginning.
pub(super) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().collect::<String>() + chars.as_str()).unwrap_or_default()
}
