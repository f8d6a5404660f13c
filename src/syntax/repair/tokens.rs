//! The tokens of a statement, also of one that the grammar cannot read: including those that people type by mistake.

use crate::syntax::scan::{quoted_end, typographic, word_at};

/// What a token is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// A keyword, an id, a name qualified by dots or a word of the language.
    Word,
    /// A number without its unit, or a date.
    Number,
    /// A text with its quotes.
    Text,
    /// A text without its closing quote.
    OpenText,
    /// A text in plain quotes that is closed in another line.
    LongText,
    /// A text in typographic quotes.
    CurlyText,
    /// A link without quotes.
    Link,
    /// White space or a sign that the language has in another form: a no-break space, a full-width colon.
    WrongSign,
    /// `->`
    Arrow,
    /// `=>`, `→`, `-->`, `-.->` and their like.
    WrongArrow,
    /// `:`
    Colon,
    /// `=`, which people write for `:`.
    Equals,
    /// `,`
    Comma,
    /// `[`
    ListOpen,
    /// `]`
    ListClose,
    /// Any other sign.
    Other,
}

/// A token.
#[derive(Clone, Copy, Debug)]
pub struct Token<'t> {
    /// What it is.
    pub kind: Kind,
    /// Its first byte in the text that was cut.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// How it is written.
    pub text: &'t str,
}

const WRONG_ARROWS: &[&str] = &["\u{2192}", "\u{2014}>", "\u{2013}>", "\u{21D2}", "\u{27F6}", "\u{2794}", "~>", "\u{2212}>"];

/// The length of an arrow that is drawn with signs, right or wrong: a line of any length and form, and its heads. Two arrows in a row
/// are two.
fn drawn_arrow(rest: &str) -> Option<usize> {
    if !rest.starts_with(['-', '=', '~']) {
        return None;
    }
    let line = rest.find(|c| !matches!(c, '-' | '=' | '~' | '.'))?;
    let heads = rest[line..].find(|c| c != '>').unwrap_or(rest.len() - line);
    (heads > 0).then_some(line + heads)
}

/// Cuts a piece into tokens; white space and comments between them are left out.
pub fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let rest = &text[at..];
        let (kind, length) = if plain_sign(first).is_some() {
            (Kind::WrongSign, first.len_utf8())
        } else if first.is_whitespace() || first == '\u{FEFF}' {
            at += first.len_utf8();
            continue;
        } else if rest.starts_with("//") {
            at += rest.find(['\n', '\r']).unwrap_or(rest.len());
            continue;
        } else if first == '"' {
            quoted(text, at)
        } else if let Some(length) = typographic(rest) {
            (Kind::CurlyText, length)
        } else if let Some(arrow) = WRONG_ARROWS.iter().find(|arrow| rest.starts_with(**arrow)) {
            (Kind::WrongArrow, arrow.len())
        } else if let Some(arrow) = drawn_arrow(rest) {
            (if arrow == 2 && first == '-' { Kind::Arrow } else { Kind::WrongArrow }, arrow)
        } else {
            plain(rest, first)
        };
        out.push(Token { kind, start: at, end: at + length, text: &text[at..at + length] });
        at += length;
    }
    out
}

fn quoted(text: &str, at: usize) -> (Kind, usize) {
    let end = quoted_end(text, at);
    let written = &text[at..end];
    let quotes = if written.starts_with("\"\"\"") { 3 } else { 1 };
    let escaped = written.ends_with("\\\"") && !written.ends_with("\\\\\"");
    let closed = written.len() >= 2 * quotes && written.ends_with(&"\"\"\""[..quotes]) && !escaped;
    let kind = match closed {
        false => Kind::OpenText,
        true if quotes == 1 && written.contains(['\n', '\r']) => Kind::LongText,
        true => Kind::Text,
    };
    (kind, end - at)
}

/// What a sign of word processors and other keyboards is in the language.
pub(super) fn plain_sign(sign: char) -> Option<&'static str> {
    Some(match sign {
        '\u{A0}' | '\u{202F}' | '\u{2009}' | '\u{3000}' => " ",
        '\u{200B}' | '\u{2060}' | '\u{AD}' => "",
        '\u{FF1A}' => ":",
        '\u{FF0C}' | '\u{3001}' => ",",
        '\u{FF05}' => "%",
        '\u{FF3B}' => "[",
        '\u{FF3D}' => "]",
        _ => return None,
    })
}

fn plain(rest: &str, first: char) -> (Kind, usize) {
    let word = word_at(rest, 0);
    if !word.is_empty() && !first.is_ascii_digit() && first != '-' {
        if rest[word.len()..].starts_with("://") || (word == "www" && rest[word.len()..].starts_with('.')) {
            return (Kind::Link, rest.find(|c: char| c.is_whitespace() || c == ',').unwrap_or(rest.len()));
        }
        return (Kind::Word, qualified(rest, word.len()));
    }
    let sign = usize::from(matches!(first, '+' | '-'));
    let digits = rest[sign..].find(|c: char| !c.is_ascii_digit() && c != '.').map_or(rest.len(), |end| end + sign);
    if rest[sign..].starts_with(|c: char| c.is_ascii_digit()) {
        let date = rest[digits..].starts_with('-').then(|| word_at(rest, 0).len()).filter(|_| sign == 0);
        return (Kind::Number, date.unwrap_or(digits).max(1));
    }
    let kind = match first {
        ':' => Kind::Colon,
        '=' => Kind::Equals,
        ',' => Kind::Comma,
        '[' => Kind::ListOpen,
        ']' => Kind::ListClose,
        _ => Kind::Other,
    };
    (kind, first.len_utf8())
}

/// The length of a name with the names qualified by dots after it.
fn qualified(rest: &str, mut length: usize) -> usize {
    while let Some(after) = rest[length..].strip_prefix('.') {
        let word = word_at(after, 0);
        if word.is_empty() {
            break;
        }
        length += 1 + word.len();
    }
    length
}
