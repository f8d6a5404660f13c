//! Where something ends that is written as in other languages: comments, a text that goes on in the next line, a list without its
//! bracket. None of it is in the language; but it is one mistake, so it has to be one piece.

use super::scan::begins_statement;

/// What begins a comment elsewhere and ends it; without an end it goes to the end of its line.
const COMMENTS: &[(&str, Option<&str>)] = &[("#", None), ("-- ", None), ("/*", Some("*/")), ("<!--", Some("-->"))];

/// A comment as other languages have it, at the beginning of a text.
pub(super) struct Comment {
    /// The length of what begins it.
    pub open: usize,
    /// What ends it, if its line end does not.
    pub close: Option<&'static str>,
}

/// The comment that a text begins with.
pub(super) fn comment(text: &str) -> Option<Comment> {
    let (open, close) = COMMENTS.iter().find(|(open, _)| text.starts_with(open))?;
    Some(Comment { open: open.trim_end().len(), close: *close })
}

/// How many lines a text may go on over.
const MOST_LINES: usize = 12;

/// The end of a text that was not closed in its line, if one of the next lines closes it: what stands there must look like text and not
/// like statements. `at` is the line end.
pub(super) fn text_over_lines(text: &str, at: usize) -> Option<usize> {
    let mut from = at;
    for _ in 0..MOST_LINES {
        let (start, end) = next_line(text, from)?;
        let line = &text[start..end];
        let content = line.trim_start_matches([' ', '\t']);
        if content.is_empty() || content.starts_with("//") || begins_statement(text, end - content.len()) {
            return None;
        }
        let quote = content.find('"');
        if content[..quote.unwrap_or(content.len())].contains(['{', '}', ';', '[', ']', '\\']) || content.contains("->") {
            return None;
        }
        if let Some(quote) = quote {
            let rest = content[quote + 1..].trim_start_matches([' ', '\t']);
            let word = rest.split([' ', '\t']).next().unwrap_or("");
            let ends = rest.is_empty() || rest.starts_with([',', ';', '}', ']']) || rest.starts_with("//");
            return (ends || matches!(word, "for" | "from" | "when")).then_some(end - content.len() + quote + 1);
        }
        from = end;
    }
    None
}

/// The end of the values that stand in the lines after `name:`, with the `]` after them, if there are any. `at` is the line end.
pub(super) fn values_below(text: &str, at: usize) -> Option<usize> {
    let mut found = None;
    let mut from = at;
    while let Some((start, end)) = next_line(text, from) {
        let line = &text[start..end];
        let content = line.trim_start_matches([' ', '\t']).trim_end_matches([' ', '\t']);
        let closes = content.starts_with(']');
        if closes && found.is_some() {
            return Some(end);
        }
        let value = bullet(content).map_or(content, |length| &content[length..]);
        let is_value =
            value.starts_with('"') && !value.ends_with('{') || value.len() < content.len() && !value.contains([':', '{']);
        let ends = closes || value.is_empty() || value.ends_with('}');
        if ends || !is_value {
            break;
        }
        found = Some(end);
        from = end;
    }
    found
}

/// The length of the sign before an entry of a list, with the white space after it.
pub(super) fn bullet(entry: &str) -> Option<usize> {
    let sign = entry.chars().next().filter(|c| matches!(c, '-' | '*' | '\u{2022}' | '\u{2013}'))?.len_utf8();
    let rest = &entry[sign..];
    let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    (blanks > 0).then_some(sign + blanks)
}

/// The line after the line end at a byte: where it starts and ends.
fn next_line(text: &str, at: usize) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let start = match bytes.get(at)? {
        b'\r' if bytes.get(at + 1) == Some(&b'\n') => at + 2,
        _ => at + 1,
    };
    if start >= bytes.len() {
        return None;
    }
    let length = bytes[start..].iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(bytes.len() - start);
    Some((start, start + length))
}
