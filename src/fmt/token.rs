//! The tokens of one statement, with the comments between them.
//!
//! Only for text that the grammar reads as it stands. Each byte of the statement lies in one token or is white space: whoever writes
//! all tokens again has lost nothing.

use crate::source::Span;
use crate::syntax::quoted_end;

use super::gap::Gap;

/// What a token is, as far as the white space around it depends on it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// A word, a number, a text, or a sign that stands apart like one.
    Word,
    /// `->`
    Arrow,
    /// `,`
    Comma,
    /// `:`
    Colon,
    /// `..` or `/`: nothing stands around it.
    Joint,
    /// `%`
    Percent,
    /// `[`
    ListOpen,
    /// `]`
    ListClose,
    /// A comment after something else on its line.
    Trailing,
    /// A comment alone on its line.
    Alone,
}

/// A token or comment.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub span: Span,
    pub kind: Kind,
    /// What stands before it.
    pub gap: Gap,
    /// Whether a value of a field begins here.
    pub begins_value: bool,
}

impl Kind {
    /// Whether it is a comment.
    pub fn is_comment(self) -> bool {
        matches!(self, Self::Trailing | Self::Alone)
    }

    /// Whether a space stands between this and the next one on a line.
    pub fn space_before(self, next: Self) -> bool {
        !matches!(self, Self::Joint | Self::ListOpen)
            && !matches!(next, Self::Comma | Self::Colon | Self::Percent | Self::Joint | Self::ListClose)
    }
}

/// What is known about a statement before its tokens are read.
#[derive(Default)]
pub(super) struct Known {
    /// Where the values of a field begin, in order.
    pub values: Vec<u32>,
    /// Where a word may be two tokens without a space between them, in order: `EUR39.99`.
    pub seams: Vec<u32>,
}

/// Cuts the text of a statement into tokens. `comments` are those inside of it.
pub(super) fn tokens(text: &str, span: Span, comments: &[Span], known: &Known) -> Vec<Token> {
    let text = &text[..span.end as usize];
    let mut out: Vec<Token> = Vec::new();
    let (mut comments, mut values, mut seams) = (comments.iter(), known.values.iter().peekable(), known.seams.iter().peekable());
    let mut comment = comments.next();
    let mut at = span.start as usize;
    let mut before = at;
    while at < text.len() {
        if text.as_bytes()[at].is_ascii_whitespace() {
            at += 1;
            continue;
        }
        let gap = Gap::of(&text[before..at]);
        let (kind, end) = match comment {
            Some(found) if found.start as usize == at => {
                comment = comments.next();
                (if gap.newline { Kind::Alone } else { Kind::Trailing }, found.end as usize)
            }
            _ => next(text, at),
        };
        while seams.next_if(|seam| **seam as usize <= at).is_some() {}
        let end = seams.next_if(|seam| (**seam as usize) < end).map_or(end, |seam| *seam as usize);
        while values.next_if(|value| (**value as usize) < at).is_some() {}
        let begins_value = values.next_if(|value| **value as usize == at).is_some();
        out.push(Token { span: Span::new(at, end), kind, gap, begins_value });
        (at, before) = (end, end);
    }
    out
}

/// The kind and end of the token at a byte.
fn next(text: &str, at: usize) -> (Kind, usize) {
    let rest = &text[at..];
    let kind = match rest.as_bytes()[0] {
        b'"' => return (Kind::Word, quoted_end(text, at)),
        b'-' if rest.starts_with("->") => return (Kind::Arrow, at + 2),
        b'.' if rest.starts_with("..") => return (Kind::Joint, at + 2),
        b'<' | b'>' => return (Kind::Word, at + 1 + usize::from(rest[1..].starts_with('='))),
        b',' => Kind::Comma,
        b':' => Kind::Colon,
        b'/' => Kind::Joint,
        b'%' => Kind::Percent,
        b'[' => Kind::ListOpen,
        b']' => Kind::ListClose,
        _ => return (Kind::Word, at + word_length(rest)),
    };
    (kind, at + 1)
}

/// The length of a name or number at the beginning of a text.
fn word_length(rest: &str) -> usize {
    let ends = |(at, c): (usize, char)| {
        c.is_ascii_whitespace()
            || matches!(c, '"' | ',' | ':' | '/' | '%' | '[' | ']' | '<' | '>')
            || rest[at..].starts_with("->")
            || rest[at..].starts_with("..")
    };
    rest.char_indices().skip(1).find(|found| ends(*found)).map_or(rest.len(), |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        tokens(text, Span::new(0, text.len()), &[], &Known::default()).iter().map(|token| &text[token.span.range()]).collect()
    }

    #[test]
    fn words_numbers_and_signs() {
        assert_eq!(cut("a->b-c,d.e"), ["a", "->", "b-c", ",", "d.e"]);
        assert_eq!(cut("x:2..3 hours"), ["x", ":", "2", "..", "3", "hours"]);
        assert_eq!(cut("t: >=4.5/5"), ["t", ":", ">=", "4.5", "/", "5"]);
        assert_eq!(cut("e: -1\"a -> b\"->+0.5"), ["e", ":", "-1", "\"a -> b\"", "->", "+0.5"]);
        assert_eq!(cut("s:[\"a\"\n\"\"\"\nb\n\"\"\"]"), ["s", ":", "[", "\"a\"", "\"\"\"\nb\n\"\"\"", "]"]);
    }

    #[test]
    fn seams_part_what_stands_together() {
        let text = "m: EUR39.99";
        let known = Known { values: vec![3], seams: vec![6, 11] };
        let found = tokens(text, Span::new(0, text.len()), &[], &known);
        let shown: Vec<_> = found.iter().map(|token| (&text[token.span.range()], token.begins_value)).collect();
        assert_eq!(shown, [("m", false), (":", false), ("EUR", true), ("39.99", false)]);
    }

    #[test]
    fn comments_know_whether_they_are_alone() {
        let text = "a: b, // x\n  // y\n  c";
        let found = tokens(text, Span::new(0, text.len()), &[Span::new(6, 10), Span::new(13, 17)], &Known::default());
        let kinds: Vec<Kind> = found.iter().map(|token| token.kind).collect();
        assert_eq!(kinds, [Kind::Word, Kind::Colon, Kind::Word, Kind::Comma, Kind::Trailing, Kind::Alone, Kind::Word]);
    }
}
