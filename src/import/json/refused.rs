//! Why a document is none that `compile -f json` writes, in words for people.

use serde_json::Error;
use serde_json::error::Category;

use crate::import::Refusal;

/// The refusal of a text that cannot be read.
pub fn refusal(text: &str, error: &Error) -> Refusal {
    let (what, at) = (error.to_string(), error.line());
    let what = what.split(" at line ").next().unwrap_or(&what);
    Refusal::new(match error.classify() {
        Category::Eof => format!("it is cut off in line {at}"),
        Category::Data if text.contains("\"model\"") => {
            format!("it is JSON, and not as `journey compile -f json` writes it: {} in line {at}", in_words(what))
        }
        Category::Data => {
            "it is JSON of something else: it has no member `model`, as `journey compile -f json` writes it".to_owned()
        }
        _ if what == "recursion limit exceeded" => {
            format!("it is nested deeper in line {at} than any map")
        }
        Category::Syntax | Category::Io => format!("it is no well-formed JSON in line {at}: {what}"),
    })
}

/// What serde says of a value that does not fit, without the names of types.
fn in_words(what: &str) -> String {
    let name = |prefix| what.strip_prefix(prefix)?.split('`').next();
    if let Some(name) = name("missing field `") {
        return format!("the member `{name}` is missing");
    }
    if let Some(name) = name("duplicate field `") {
        return format!("the member `{name}` stands there twice");
    }
    // serde takes a list for the members of an object in their order, and this one is too short for that.
    if what.starts_with("invalid length ") {
        return format!("{} stands where {} is expected", shape("sequence"), shape("map"));
    }
    let parts = what.strip_prefix("invalid type: ").or_else(|| what.strip_prefix("invalid value: "));
    match parts.and_then(|parts| parts.rsplit_once(", expected ")) {
        Some((there, expected)) => format!("{} stands where {} is expected", value(there), shape(expected)),
        None => what.to_owned(),
    }
}

/// A value that serde speaks of.
fn value(there: &str) -> String {
    match there.split_once(' ') {
        Some(("integer" | "number", number)) => format!("the number {number}"),
        Some(("floating", number)) => format!("the number {}", number.trim_start_matches("point ")),
        Some(("string", text)) => format!("the text {text}"),
        Some(("boolean", word)) => word.to_owned(),
        _ => shape(there).to_owned(),
    }
}

/// A kind of value, by what serde calls it.
fn shape(expected: &str) -> &str {
    match expected {
        "map" | "a map" => "an object",
        "sequence" | "a sequence" => "a list",
        "a string" | "a borrowed string" => "a text",
        "u8" | "u16" | "u32" | "u64" | "usize" => "a whole number",
        "f32" | "f64" => "a number",
        "unit value" => "null",
        "a boolean" => "`true` or `false`",
        other if other.starts_with("struct ") => "an object",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_people() {
        for (what, words) in [
            ("missing field `model`", "the member `model` is missing"),
            ("duplicate field `title`", "the member `title` stands there twice"),
            ("invalid type: integer `12`, expected a string", "the number `12` stands where a text is expected"),
            (
                "invalid type: string \"1, expected 2\", expected u32",
                "the text \"1, expected 2\" stands where a whole number is expected",
            ),
            ("invalid type: map, expected a sequence", "an object stands where a list is expected"),
            ("invalid type: floating point `1.5`, expected struct Model", "the number `1.5` stands where an object is expected"),
            ("invalid value: integer `-1`, expected u32", "the number `-1` stands where a whole number is expected"),
            ("invalid type: null, expected a boolean", "null stands where `true` or `false` is expected"),
            ("something new", "something new"),
        ] {
            assert_eq!(in_words(what), words);
        }
    }
}
