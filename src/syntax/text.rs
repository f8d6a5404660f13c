//! What is written in quotes, and what it says.

use std::borrow::Cow;

use crate::source::Span;

const QUOTES: &[char] = &['"', '\u{201C}', '\u{201D}', '\u{201E}', '\u{00AB}', '\u{00BB}', '\u{2018}', '\u{2019}', '\u{201A}'];

/// The text between the quotes, with escapes resolved. Quotes that a repair had to add may be missing.
pub fn decode(written: &str) -> Cow<'_, str> {
    if written.starts_with("\"\"\"") {
        return Cow::Owned(decode_block(written));
    }
    let inner = written.strip_prefix(QUOTES).unwrap_or(written);
    let inner = inner.strip_suffix(QUOTES).unwrap_or(inner);
    if !inner.contains('\\') {
        return Cow::Borrowed(inner);
    }
    let mut out = String::with_capacity(inner.len());
    let mut rest = inner;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        let (c, length) = escape(&rest[at..]).unwrap_or(('\\', 1));
        out.push(c);
        rest = &rest[at + length..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The bad escapes in a text, as spans of the source; `at` is where the text begins.
pub fn bad_escapes(written: &str, at: u32) -> Vec<Span> {
    let mut found = Vec::new();
    if written.starts_with("\"\"\"") {
        return found;
    }
    let mut from = 0;
    while let Some(next) = written[from..].find('\\') {
        let start = from + next;
        let length = if let Some((_, length)) = escape(&written[start..]) {
            length
        } else {
            let length = 1 + written[start + 1..].chars().next().map_or(0, char::len_utf8);
            found.push(Span::new(at as usize + start, at as usize + start + length));
            length
        };
        from = start + length;
    }
    found
}

/// The character of an escape at the beginning of `rest`, and its length.
fn escape(rest: &str) -> Option<(char, usize)> {
    match rest.as_bytes().get(1)? {
        b'"' => Some(('"', 2)),
        b'\\' => Some(('\\', 2)),
        b'n' => Some(('\n', 2)),
        b't' => Some(('\t', 2)),
        b'u' => {
            let digits = rest.get(2..)?.strip_prefix('{')?;
            let end = digits.find('}').filter(|end| (1..=6).contains(end))?;
            let c = char::from_u32(u32::from_str_radix(&digits[..end], 16).ok()?)?;
            Some((c, end + 4))
        }
        _ => None,
    }
}

/// A text block without its quotes and its common indent.
fn decode_block(written: &str) -> String {
    let inner = &written[3..];
    let inner = inner.strip_suffix("\"\"\"").unwrap_or(inner).replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<&str> = inner.split('\n').collect();
    if let [only] = lines[..] {
        return only.trim().to_owned();
    }
    let common = lines[1..]
        .iter()
        .filter(|line| !line.trim().is_empty())
        .map(|line| line.len() - line.trim_start_matches([' ', '\t']).len())
        .min()
        .unwrap_or(0);
    let mut out: Vec<&str> = lines[1..].iter().map(|line| line.get(common..).unwrap_or("").trim_end()).collect();
    if !lines[0].trim().is_empty() {
        out.insert(0, lines[0].trim());
    }
    if out.last().is_some_and(|last| last.is_empty()) {
        out.pop();
    }
    out.join("\n")
}
