//! Characters by the names that HTML has for them. They are also those of Markdown, whose reader knows them all.

use pulldown_cmark::{Event, Parser};

/// The longest of the names, in bytes: that of ∳.
pub const LONGEST_NAME: usize = "CounterClockwiseContourIntegral".len();

/// The text of one or two characters that a name stands for: `é` for `eacute`.
pub fn named(name: &str) -> Option<String> {
    let may_be = name.len() <= LONGEST_NAME && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let written = Some(format!("&{name};")).filter(|_| may_be && !name.is_empty())?;
    let text = Parser::new(&written).find_map(|event| if let Event::Text(text) = event { Some(text.into_string()) } else { None });
    // What is no name is read as it is written.
    text.filter(|text| *text != written)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_html() {
        for (name, text) in
            [("eacute", "é"), ("euro", "€"), ("AMP", "&"), ("NotEqualTilde", "≂̸"), ("CounterClockwiseContourIntegral", "∳")]
        {
            assert_eq!(named(name).as_deref(), Some(text), "{name}");
        }
        for name in ["", "none", "eacut", "Eacutee", "a b", "#35", "é"] {
            assert_eq!(named(name), None, "{name}");
        }
    }
}
