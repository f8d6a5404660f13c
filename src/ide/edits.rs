//! What makes one text of another.

use crate::diagnostic::Edit;
use crate::source::{FileId, Span};

/// The one edit that does, without what both texts begin and end with; none if they are the same.
pub fn difference(file: FileId, before: &str, after: &str) -> Option<Edit> {
    difference_at(file, 0, before, after)
}

fn difference_at(file: FileId, at: usize, before: &str, after: &str) -> Option<Edit> {
    if before == after {
        return None;
    }
    let same = |a: &mut dyn Iterator<Item = char>, b: &mut dyn Iterator<Item = char>| -> usize {
        a.zip(b).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum()
    };
    let start = same(&mut before.chars(), &mut after.chars());
    let end = same(&mut before[start..].chars().rev(), &mut after[start..].chars().rev());
    let span = Span::new(at + start, at + before.len() - end);
    Some(Edit { file, span, text: after[start..after.len() - end].to_owned() })
}

/// The edits that do where hardly more than white space is different, piece by piece, in order and apart. A piece is the fewest lines
/// of both texts that have equally many signs; where the texts are more different than that, pieces are larger and the edits as right.
pub fn pieces(file: FileId, before: &str, after: &str) -> Vec<Edit> {
    let (mut old, mut new) = (Piece::of(before), Piece::of(after));
    let mut out = Vec::new();
    while old.begin() | new.begin() {
        while old.signs != new.signs {
            let behind = if old.signs < new.signs { &mut old } else { &mut new };
            if !behind.grow() {
                old.end = before.len();
                new.end = after.len();
                break;
            }
        }
        out.extend(difference_at(file, old.start, old.written(), new.written()));
    }
    out
}

/// Some lines of a text.
struct Piece<'t> {
    text: &'t str,
    start: usize,
    end: usize,
    /// The bytes in it that are neither white space nor what only separates.
    signs: usize,
}

impl<'t> Piece<'t> {
    /// The empty piece before a text.
    fn of(text: &'t str) -> Self {
        Self { text, start: 0, end: 0, signs: 0 }
    }

    /// Goes on to the next line; whether there is one.
    fn begin(&mut self) -> bool {
        (self.start, self.signs) = (self.end, 0);
        self.grow()
    }

    /// Takes one more line; whether there is one.
    fn grow(&mut self) -> bool {
        let rest = &self.text[self.end..];
        let line = &rest[..rest.find('\n').map_or(rest.len(), |end| end + 1)];
        self.end += line.len();
        self.signs += line.bytes().filter(|byte| !byte.is_ascii_whitespace() && !matches!(byte, b';' | b',')).count();
        !line.is_empty()
    }

    fn written(&self) -> &'t str {
        &self.text[self.start..self.end]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(before: &str, edits: &[Edit]) -> String {
        let mut text = before.to_owned();
        for edit in edits.iter().rev() {
            text.replace_range(edit.span.range(), &edit.text);
        }
        text
    }

    #[test]
    fn a_difference_leads_from_one_text_to_the_other() {
        for (before, wanted) in
            [("", ""), ("a", "a"), ("abc", "axc"), ("aa", "aaa"), ("aaa", "aa"), ("ü1", "ö1"), ("x", ""), ("", "x")]
        {
            let edits: Vec<Edit> = difference(FileId(0), before, wanted).into_iter().collect();
            assert_eq!(after(before, &edits), wanted);
            assert_eq!(edits.is_empty(), before == wanted);
        }
        assert_eq!(difference(FileId(0), "one two three", "one 2 three").expect("they differ").text, "2");
    }

    #[test]
    fn pieces_are_small_where_only_white_space_differs() {
        for (before, wanted, count) in [
            ("", "", 0),
            ("a\n", "a\n", 0),
            ("a\n  b\nc\nd\n", "a\nb\nc\n d\n", 2),
            ("a { b; c }\nd\n", "a {\n  b\n  c\n}\nd\n", 1),
            ("a\n\n\n\nb\nc", "a\n\nb\nc\n", 2),
            ("a\nb\n", "", 1),
            ("", "a\n\nb\n", 1),
            ("a\n\n", "a\n", 1),
            ("a\r\n b\r\n", "a\r\nb\r\n", 1),
            ("one\ntwo\nthree\n", "four\nfive\n\n", 1),
        ] {
            let edits = pieces(FileId(0), before, wanted);
            assert_eq!(after(before, &edits), wanted);
            assert_eq!(edits.len(), count, "{before:?} to {wanted:?}: {edits:?}");
            assert!(edits.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "{edits:?}");
        }
    }
}
