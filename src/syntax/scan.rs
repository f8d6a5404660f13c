//! The first look at a text: where statements, blocks and comments begin and end.
//!
//! It follows the lexical rules of the grammar (strings, text blocks, comments, what lets a line go on) and nothing else, in one
//! pass. What it calls a piece is the text of one statement without its block; the grammar reads the pieces.

use crate::model::vocabulary::{ElementKind, RESERVED};
use crate::source::Span;

use super::foreign;

/// A piece of statement or a brace. A virtual brace was put there by `balance` and has an empty span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub kind: MarkKind,
    pub span: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MarkKind {
    Piece,
    Open,
    Close,
}

/// The marks of a text in order, and its comments.
#[derive(Default)]
pub(super) struct Scan {
    pub marks: Vec<Mark>,
    pub comments: Vec<Span>,
}

/// Cuts a text into marks.
pub(super) fn scan(text: &str) -> Scan {
    scan_with(text, false)
}

/// The same for a text whose braces do not match: an arrow at a line end may then be a branch without its `{`, which shows in the
/// indentation of the arms.
pub(super) fn scan_with(text: &str, unbalanced: bool) -> Scan {
    let mut scanner = Scanner {
        unbalanced,
        text,
        bytes: text.as_bytes(),
        out: Scan::default(),
        piece: None,
        in_list: false,
        goes_on_to: 0,
        used_up: Vec::new(),
    };
    scanner.run();
    scanner.out
}

struct Scanner<'t> {
    text: &'t str,
    bytes: &'t [u8],
    out: Scan,
    /// Start and end of the piece that is being read.
    piece: Option<(usize, usize)>,
    in_list: bool,
    unbalanced: bool,
    /// Line ends before this byte do not end the piece.
    goes_on_to: usize,
    /// The ends of foreign comments of which there are no more: a text full of comments that never end is not searched for each.
    used_up: Vec<&'static str>,
}

impl Scanner<'_> {
    fn run(&mut self) {
        let mut at = if self.text.starts_with('\u{FEFF}') { 3 } else { 0 };
        while at < self.bytes.len() {
            at = match self.bytes[at] {
                b' ' | b'\t' => at + 1,
                b'\n' | b'\r' => self.line_end(at),
                b'/' if self.begins_comment(at) => self.comment(at),
                b'#' | b'-' | b'/' | b'<' if self.piece.is_none() => match self.foreign_comment(at) {
                    Some(end) => {
                        let end = self.extend(at, end);
                        self.end_piece();
                        end
                    }
                    None => self.extend(at, at + 1),
                },
                b'"' => {
                    let end = quoted_end(self.text, at);
                    self.extend(at, end)
                }
                b'{' => self.brace(at, MarkKind::Open),
                b'}' => self.brace(at, MarkKind::Close),
                b';' => {
                    self.end_piece();
                    at + 1
                }
                byte => {
                    match byte {
                        b'[' => self.in_list = true,
                        b']' => self.in_list = false,
                        _ => {}
                    }
                    let end = if byte < 0x80 { at + 1 } else { self.typographic_end(at) };
                    self.extend(at, end)
                }
            };
        }
        self.end_piece();
    }

    fn extend(&mut self, at: usize, end: usize) -> usize {
        match &mut self.piece {
            Some(piece) => piece.1 = end,
            None => self.piece = Some((at, end)),
        }
        end
    }

    fn end_piece(&mut self) {
        if let Some((start, end)) = self.piece.take() {
            self.out.marks.push(Mark { kind: MarkKind::Piece, span: Span::new(start, end) });
        }
        self.in_list = false;
    }

    fn brace(&mut self, at: usize, kind: MarkKind) -> usize {
        self.end_piece();
        self.out.marks.push(Mark { kind, span: Span::new(at, at + 1) });
        at + 1
    }

    fn begins_comment(&self, at: usize) -> bool {
        // `https://…` without quotes is a mistake of its own; a comment would hide it.
        let link = at >= 2 && self.bytes[at - 1] == b':' && self.bytes[at - 2].is_ascii_alphanumeric();
        self.bytes.get(at + 1) == Some(&b'/') && !link
    }

    /// The end of a comment as other languages have it.
    fn foreign_comment(&mut self, at: usize) -> Option<usize> {
        let comment = foreign::comment(&self.text[at..])?;
        let Some(close) = comment.close else { return Some(end_of_line(self.bytes, at)) };
        let from = at + comment.open;
        let found = if self.used_up.contains(&close) { None } else { self.text[from..].find(close) };
        if found.is_none() && !self.used_up.contains(&close) {
            self.used_up.push(close);
        }
        found.map(|end| from + end + close.len())
    }

    fn comment(&mut self, at: usize) -> usize {
        let end = end_of_line(self.bytes, at);
        self.out.comments.push(Span::new(at, end));
        end
    }

    /// A line end closes the piece unless the list goes on: after a comma or an arrow, or inside brackets. A next line that
    /// plainly begins a statement ends it all the same, so that a forgotten bracket or a comma too many costs one line.
    fn line_end(&mut self, at: usize) -> usize {
        if let Some((start, end)) = self.piece
            && at >= self.goes_on_to
        {
            let last = &self.bytes[start..end];
            if last.ends_with(b":")
                && let Some(end) = foreign::values_below(self.text, at)
            {
                self.goes_on_to = end;
                return at + 1;
            }
            let goes_on = self.in_list || last.ends_with(b",") || last.ends_with(b"->");
            let next = if goes_on { self.next_token(at) } else { at };
            let branch = self.unbalanced && last.ends_with(b"->") && self.arms_follow(start, next);
            if goes_on && !branch && !begins_statement(self.text, next) {
                self.goes_on_to = next;
            } else {
                self.end_piece();
            }
        }
        at + 1
    }

    fn next_token(&self, mut at: usize) -> usize {
        while at < self.bytes.len() {
            match self.bytes[at] {
                b' ' | b'\t' | b'\n' | b'\r' => at += 1,
                b'/' if self.begins_comment(at) => at = end_of_line(self.bytes, at),
                _ => break,
            }
        }
        at
    }

    /// Whether what stands at `next` looks like the first of several arms, or like an only one before its `}`.
    fn arms_follow(&self, start: usize, next: usize) -> bool {
        let after = self.next_token(end_of_line(self.bytes, next));
        if next >= self.bytes.len() || after >= self.bytes.len() {
            return false;
        }
        let (own, first, second) = (self.indent_at(start), self.indent_at(next), self.indent_at(after));
        first > own && (second == first || self.bytes[after] == b'}' && second == own)
    }

    /// The indent of the line of a byte.
    fn indent_at(&self, at: usize) -> usize {
        let line = self.bytes[..at].iter().rposition(|byte| matches!(byte, b'\n' | b'\r')).map_or(0, |before| before + 1);
        indent(&self.text[line..])
    }

    /// The end of a text in typographic quotes, if one begins here and ends in this line; else of this character.
    fn typographic_end(&self, at: usize) -> usize {
        let rest = &self.text[at..];
        let first = rest.chars().next().map_or(1, char::len_utf8);
        typographic(rest).map_or(at + first, |length| at + length)
    }
}

/// Whether the text at a byte can only be the beginning of a statement, or the end of the block or file.
pub(super) fn begins_statement(text: &str, at: usize) -> bool {
    let Some(&first) = text.as_bytes().get(at) else { return true };
    if first == b'}' {
        return true;
    }
    let word = word_at(text, at);
    if word.is_empty() {
        return false;
    }
    let rest = text[at + word.len()..].trim_start_matches([' ', '\t']);
    if rest.starts_with(':') {
        return true;
    }
    let next = word_at(rest, 0);
    let declares = rest.starts_with('"') || (!next.is_empty() && !RESERVED.contains(&next));
    declares && (ElementKind::from_keyword(word).is_some() || matches!(word, "import" | "influence"))
}

/// The word at a byte: name characters of the language.
pub fn word_at(text: &str, at: usize) -> &str {
    let rest = &text[at..];
    let end = rest
        .char_indices()
        .find(|&(index, c)| !(c.is_alphanumeric() || c == '_' || (c == '-' && index > 0 && !rest[index..].starts_with("->"))))
        .map_or(rest.len(), |(index, _)| index);
    &rest[..end]
}

fn end_of_line(bytes: &[u8], at: usize) -> usize {
    bytes[at..].iter().position(|byte| matches!(byte, b'\n' | b'\r')).map_or(bytes.len(), |length| at + length)
}

/// The length of a text in typographic quotes at the beginning of `rest`, if it is closed in its line.
pub(super) fn typographic(rest: &str) -> Option<usize> {
    let closers: &[char] = match rest.chars().next()? {
        '\u{201C}' => &['\u{201D}', '\u{201C}', '"'],
        '\u{201D}' => &['\u{201D}', '"'],
        '\u{201E}' => &['\u{201C}', '\u{201D}', '"'],
        '\u{00AB}' => &['\u{00BB}'],
        '\u{00BB}' => &['\u{00AB}'],
        '\u{2018}' => &['\u{2019}'],
        '\u{201A}' => &['\u{2018}', '\u{2019}'],
        _ => return None,
    };
    let mut line = rest.char_indices().skip(1).take_while(|(_, c)| !matches!(c, '\n' | '\r'));
    let (at, closer) = line.find(|(_, c)| closers.contains(c))?;
    Some(at + closer.len_utf8())
}

/// The end of the text or text block whose first quote is at `at`, closed or not.
pub(crate) fn quoted_end(text: &str, at: usize) -> usize {
    if text[at..].starts_with("\"\"\"") { text_block_end(text, at) } else { text_end(text, at) }
}

/// The end of a text: after its quote, or, unclosed, at the line end; a `{` that ends the line then still opens a block.
fn text_end(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let mut next = at + 1;
    while next < bytes.len() {
        match bytes[next] {
            b'\\' if next + 1 < bytes.len() && !matches!(bytes[next + 1], b'\n' | b'\r') => next += 2,
            b'"' => return next + 1,
            b'\n' | b'\r' => break,
            _ => next += 1,
        }
    }
    let next = next.min(bytes.len());
    let line = text[at..next].trim_end();
    if !line.ends_with(['{', '}'])
        && let Some(end) = foreign::text_over_lines(text, next)
    {
        return end;
    }
    let line = match line.strip_suffix('{') {
        Some(head) => head,
        // In a block of one line the brace at its end closes the block.
        None if line.ends_with(" }") => line.find(" { ").map_or(&line[..line.len() - 2], |brace| &line[..brace]),
        None => line,
    };
    at + line.trim_end().len().max(1)
}

/// The end of a text block: after its closing quotes; unclosed, before the first line indented less than its own line.
fn text_block_end(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let mut line_end = at + 3;
    while line_end < bytes.len() && !matches!(bytes[line_end], b'\n' | b'\r') {
        if bytes[line_end..].starts_with(b"\"\"\"") {
            return line_end + 3;
        }
        line_end += 1;
    }
    let line_start = bytes[..at].iter().rposition(|byte| matches!(byte, b'\n' | b'\r')).map_or(0, |before| before + 1);
    let own = indent(&text[line_start..at]);
    let mut shallow = None;
    let mut next = line_end;
    while next < bytes.len() {
        let start = next + 1 + usize::from(bytes[next..].starts_with(b"\r\n"));
        let start = start.min(bytes.len());
        next = end_of_line(bytes, start);
        let line = &text[start..next];
        let content = line.trim_start_matches([' ', '\t']);
        if content.starts_with("\"\"\"") {
            return start + (line.len() - content.len()) + 3;
        }
        if !content.is_empty() {
            if shallow.is_none() && indent(line) < own {
                shallow = Some(start);
            }
            // Another block is opened before this one was closed.
            if shallow.is_some() && content.contains("\"\"\"") {
                break;
            }
        }
    }
    let end = shallow.unwrap_or(bytes.len());
    at + text[at..end].trim_end().len()
}

/// The width of the white space that begins a line; a tab counts as one.
pub(super) fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '\t', '\u{FEFF}']).len()
}
