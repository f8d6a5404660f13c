//! A line of a map in colours: keywords, fields, text in quotes, comments. It looks at the form alone and knows no names.

use super::rich::{Face, Rich};

/// The words between the parts of a statement.
const BETWEEN: &[&str] = &["for", "from", "when", "takes"];

/// A line of a map. Text blocks over several lines have no colour.
pub fn line(line: &str) -> Rich {
    let mut rich = Rich::default();
    let mut rest = line;
    // The first word of a statement is a keyword or the name of a field.
    let mut first = true;
    while let Some(char) = rest.chars().next() {
        let (face, length) = match char {
            '"' => (Face::Quoted, quoted(rest)),
            '/' if rest.starts_with("//") => (Face::Quiet, rest.len()),
            '{' | '}' | ';' => {
                first = true;
                (Face::Plain, 1)
            }
            char if is_word(char) => {
                let length = rest.find(|char| !is_word(char)).unwrap_or(rest.len());
                let after = rest[length..].trim_start();
                let face = if first && after.starts_with(':') {
                    Face::Field
                } else if first && !after.starts_with(['-', ',', '.']) && !after.is_empty() {
                    Face::Keyword
                } else if BETWEEN.contains(&&rest[..length]) {
                    Face::Field
                } else {
                    Face::Plain
                };
                first = false;
                (face, length)
            }
            char => {
                first &= char.is_whitespace();
                (Face::Plain, char.len_utf8())
            }
        };
        rich.push(face, &rest[..length]);
        rest = &rest[length..];
    }
    rich
}

fn is_word(char: char) -> bool {
    char.is_alphanumeric() || matches!(char, '_' | '-')
}

/// The length of a text in quotes; to the end of the line if it is not closed.
fn quoted(rest: &str) -> usize {
    let mut escaped = false;
    for (at, char) in rest.char_indices().skip(1) {
        match char {
            '"' if !escaped => return at + 1,
            '\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::human::Style;

    #[test]
    fn the_parts_of_a_line() {
        let painted = |text: &str| line(text).paint(Style { colour: true, ..Style::default() });
        assert_eq!(
            painted("  stage a \"say \\\"a\\\"\" { note: \"b\" } // c"),
            "  \u{1b}[1;35mstage\u{1b}[0m a \u{1b}[32m\"say \\\"a\\\"\"\u{1b}[0m { \u{1b}[36mnote\u{1b}[0m: \u{1b}[32m\"b\"\u{1b}[0m \
             } \u{1b}[2m// c\u{1b}[0m"
        );
        assert_eq!(painted("a -> b 30% for c"), "a -> b 30% \u{1b}[36mfor\u{1b}[0m c");
        for text in ["\"open", "\\\"", "name: \"é", ""] {
            assert_eq!(line(text).paint(Style::default()), text);
        }
    }
}
