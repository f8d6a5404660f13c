//! Characters that Mermaid writes by name or number between `#` and `;`: `#quot;`, `#35;`.

use std::borrow::Cow;

/// The names that stand in diagrams; there are more, which are left as they are written.
const NAMES: &[(&str, char)] = &[
    ("amp", '&'),
    ("apos", '\''),
    ("colon", ':'),
    ("comma", ','),
    ("gt", '>'),
    ("hash", '#'),
    ("lt", '<'),
    ("nbsp", ' '),
    ("num", '#'),
    ("quot", '"'),
    ("semi", ';'),
];

/// The length of the entity at the beginning of a text, if one stands there.
pub fn length(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('#')?;
    let end = inner.find(|char: char| !char.is_ascii_alphanumeric() && char != '_')?;
    (end > 0 && inner[end..].starts_with(';')).then_some(end + 2)
}

/// A text with its entities replaced.
pub fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains('#') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('#') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let length = length(rest);
        let char = length.and_then(|length| named(&rest[1..length - 1]));
        // What means nothing is text.
        out.push(char.unwrap_or('#'));
        rest = &rest[char.and(length).unwrap_or(1)..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}

fn named(name: &str) -> Option<char> {
    match name.parse::<u32>() {
        Ok(number) => char::from_u32(number),
        Err(_) => NAMES.iter().find(|(other, _)| *other == name).map(|(_, char)| *char),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_numbers() {
        assert_eq!(decode("a #quot;b#quot; #35;1 #9829; #none; #1, #2"), "a \"b\" #1 ♥ #none; #1, #2");
        assert_eq!(length("#quot;"), Some(6));
        assert_eq!([length("#1, x;"), length("# x"), length("#;"), length("x")], [None; 4]);
    }
}
