//! Lines of a given width. What stands between backticks stays in one piece where it fits: it is text to type.

use unicode_width::UnicodeWidthStr;

/// Breaks a text into lines: the first has room for `first` columns, the others for `rest`.
pub fn wrap(text: &str, first: usize, rest: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut room = first;
    for word in pieces(text).flat_map(|piece| if piece.width() > rest { piece.split(' ').collect() } else { vec![piece] }) {
        let gap = usize::from(!line.is_empty());
        // A word that fits nowhere stands alone; it moves down only where there is more room.
        if line.width() + gap + word.width() > room && (gap == 1 || room < rest) {
            lines.push(std::mem::take(&mut line));
            room = rest;
        } else {
            line.push_str(&" ".repeat(gap));
        }
        line.push_str(word);
    }
    lines.push(line);
    lines
}

/// The text at its spaces, but not at those between backticks.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let paired = text.matches('`').count().is_multiple_of(2);
    let mut quoted = false;
    text.split(move |char| {
        quoted ^= char == '`' && paired;
        char == ' ' && !quoted
    })
    .filter(|piece| !piece.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_to_type_stays_together() {
        assert_eq!(wrap("add `a -> b`, or not", 12, 12), ["add", "`a -> b`, or", "not"]);
        assert_eq!(wrap("`a very long thing to type`", 10, 10), ["`a very", "long thing", "to type`"]);
        assert_eq!(wrap("short", 10, 10), ["short"]);
        assert_eq!(wrap("", 10, 10), [""]);
    }
}
