//! The part of the language reference that is generated: each element and its fields, from the vocabulary table.

use std::fmt::Write as _;

use journey::model::vocabulary::{ELEMENTS, ElementRow};

use crate::support::root;

const BEGIN: &str = "<!-- generated from the vocabulary table: begin -->";
const END: &str = "<!-- generated from the vocabulary table: end -->";

fn section(row: &ElementRow) -> String {
    let mut out = format!("### `{}`\n\n{}.", row.kind.keyword(), sentence(row.meaning));
    if row.id_required {
        out.push_str(" It must have an id.");
    }
    if let Some(value) = row.value {
        let _ = write!(out, " After the title stands {}.", value.describe());
    }
    let inside: Vec<String> = row.children.iter().map(|kind| format!("`{}`", kind.keyword())).collect();
    if !inside.is_empty() {
        let _ = write!(out, "\n\nMay hold: {}.", inside.join(", "));
    }
    out.push_str("\n\n| field | holds | how often | meaning | since |\n|---|---|---|---|---|\n");
    for field in row.all_fields() {
        let often = match (field.required, field.many) {
            (true, _) => "once, required",
            (false, true) => "any",
            (false, false) => "at most once",
        };
        let _ = writeln!(
            out,
            "| `{}` | {} | {often} | {} | {} |",
            field.field.name(),
            field.value.describe(),
            field.meaning,
            field.since
        );
    }
    out
}

fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().collect::<String>() + chars.as_str()).unwrap_or_default()
}

/// Compares; with `JOURNEY_UPDATE=1` writes instead.
#[test]
fn the_reference_has_every_element_and_field() {
    let path = root().join("grammar/README.md");
    let text = std::fs::read_to_string(&path).unwrap_or_default();
    let sections: Vec<String> = ELEMENTS.iter().map(section).collect();
    let generated = format!("{BEGIN}\n\n{}\n{END}", sections.join("\n"));
    let (before, rest) = text.split_once(BEGIN).expect("grammar/README.md has the marker");
    let (old, after) = rest.split_once(END).expect("and its end");
    if std::env::var_os("JOURNEY_UPDATE").is_some() {
        std::fs::write(&path, format!("{before}{generated}{after}")).expect("the reference can be written");
        return;
    }
    assert_eq!(format!("{BEGIN}{old}{END}"), generated, "run the tests with JOURNEY_UPDATE=1 and read what changed");
}
