//! Characters that Mermaid writes by name or number between `#` and `;`: `#quot;`, `#35;`. HTML writes `&quot;`, at whose `;` Mermaid
//! stops; it is read all the same.

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

/// Where the entity of HTML begins that a text ends with, up to its `;`, which comes next: `&amp`.
pub fn html_before(text: &str) -> Option<usize> {
    NAMES.iter().find_map(|(name, _)| {
        let at = text.strip_suffix(name)?.strip_suffix('&')?.len();
        Some(at)
    })
}

/// A text with its entities replaced.
pub fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains(['#', '&']) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['#', '&']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let (char, length) = entity(rest).unwrap_or_else(|| (char::from(rest.as_bytes()[0]), 1));
        // What means nothing is text.
        out.push(char);
        rest = &rest[length..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The character that a text begins with by name or number, and the length of that.
fn entity(text: &str) -> Option<(char, usize)> {
    if let Some(after) = text.strip_prefix('&') {
        let of = |(name, char): &(&str, char)| {
            let found = after.strip_prefix(name)?.starts_with(';');
            found.then_some((*char, name.len() + 2))
        };
        return NAMES.iter().find_map(of);
    }
    let length = length(text)?;
    let name = &text[1..length - 1];
    let char = match name.parse::<u32>() {
        // In `Ticket #1; paid` it is no control character that was meant.
        Ok(number) => char::from_u32(number).filter(|char| !char.is_control()),
        Err(_) => NAMES.iter().find(|(other, _)| *other == name).map(|(_, char)| *char),
    };
    Some((char?, length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_numbers() {
        assert_eq!(decode("a #quot;b#quot; #35;1 #9829; #none; #1, #2"), "a \"b\" #1 ♥ #none; #1, #2");
        assert_eq!(decode("#1; #10; #127; a &amp; b &quot;c&quot; Q&A; &amp"), "#1; #10; #127; a & b \"c\" Q&A; &amp");
        assert_eq!(html_before("a &amp"), Some(2));
        assert_eq!([html_before("amp"), html_before("a & amp"), html_before("Q&A")], [None; 3]);
        assert_eq!(length("#quot;"), Some(6));
        assert_eq!([length("#1, x;"), length("# x"), length("#;"), length("x")], [None; 4]);
    }
}
