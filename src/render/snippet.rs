//! The lines around some labels, ready to be drawn: cut to the width, tabs as spaces, nothing in them that steers a terminal.
//!
//! A snippet is a small text of its own. It is made from the line index, so that neither a large file nor a line of many
//! megabytes is ever walked through.

use std::ops::Range;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::visible::push_visible;
use super::wrap::wrap;
use crate::source::SourceFile;

/// Columns between tab stops.
const TAB: usize = 4;
/// The columns that the words of a label get at least, if they need them.
const WORDS: usize = 30;

/// A label of one line: which of the finding's labels, where it stands in its line, and its words.
pub struct Mark {
    /// Whether it is the finding's primary label.
    pub primary: bool,
    /// The line, from 0.
    pub line: usize,
    /// Bytes from the beginning of the line; what goes beyond the line is left out.
    pub bytes: Range<usize>,
    /// The words, on one line.
    pub text: String,
}

/// Some lines of a file.
pub struct Snippet {
    /// The first line, from 0.
    pub first: usize,
    /// How many lines there are.
    pub count: usize,
    /// The lines, each with its line end.
    pub text: String,
    /// Where in `text` each mark is, its words broken into lines, and whether it is the primary one.
    pub marks: Vec<(Range<usize>, String, bool)>,
}

/// Draws the lines from `first` to `last` with these marks, in `width` columns.
pub fn snippet(file: &SourceFile, first: usize, last: usize, marks: &[Mark], width: usize, ellipsis: &str) -> Snippet {
    let mut snippet = Snippet { first, count: last + 1 - first, text: String::new(), marks: Vec::new() };
    for number in first..=last {
        let here: Vec<&Mark> = marks.iter().filter(|mark| mark.line == number).collect();
        let line = line_text(file, number);
        let cut = cut(line, &here, width, ellipsis);
        let base = snippet.text.len();
        for mark in here {
            let range = cut.range(&mark.bytes);
            let column = cut.text.get(..range.start).unwrap_or("").width();
            let middle = column + cut.text.get(range.clone()).unwrap_or("").width() / 2;
            let room = width.saturating_sub(middle + 4).max(WORDS / 2);
            let words = wrap(&mark.text, room, room).join("\n");
            snippet.marks.push((base + range.start..base + range.end, words, mark.primary));
        }
        snippet.text.push_str(&cut.text);
        snippet.text.push('\n');
    }
    snippet
}

/// A line without its end.
pub fn line_text(file: &SourceFile, line: usize) -> &str {
    let text = file.text().get(file.lines().range(line)).unwrap_or("");
    text.strip_suffix('\n').map_or_else(|| text.strip_suffix('\r').unwrap_or(text), |text| text.strip_suffix('\r').unwrap_or(text))
}

/// A line as it is shown, and where its characters went.
struct Cut {
    text: String,
    /// For each character shown: its byte in the line, its byte in `text`.
    map: Vec<(usize, usize)>,
    /// Where the shown part of the line ends: in the line, in `text`.
    end: (usize, usize),
}

impl Cut {
    /// The bytes of `text` that show these bytes of the line; never empty, so that there is something to point at.
    fn range(&self, bytes: &Range<usize>) -> Range<usize> {
        let start = self.shown(bytes.start);
        let end = self.shown(bytes.end.min(self.end.0.max(bytes.start)));
        if end > start { start..end } else { start..start + self.text[start..].chars().next().map_or(1, char::len_utf8) }
    }

    fn shown(&self, byte: usize) -> usize {
        let at = self.map.partition_point(|(source, _)| *source < byte);
        match self.map.first() {
            Some((first, _)) if byte < *first => 0,
            _ => self.map.get(at).map_or(self.end.1, |(_, shown)| *shown),
        }
    }
}

/// As much of a line as there is room for, around its first mark.
fn cut(line: &str, marks: &[&Mark], width: usize, ellipsis: &str) -> Cut {
    let focus = marks.iter().find(|mark| mark.primary).or(marks.first());
    let start = focus.map_or(0, |mark| begin(line, mark, width, ellipsis.width()));
    let mut text = if start > 0 { ellipsis.to_owned() } else { String::new() };
    let mut column = text.width();
    let mut map = Vec::new();
    let mut end = (line.len(), 0);
    for (at, char) in line[start..].char_indices() {
        let at = start + at;
        let before = (text.len(), column);
        if char == '\t' {
            let stop = TAB - column % TAB;
            text.push_str(&" ".repeat(stop));
        } else {
            push_visible(&mut text, char);
        }
        column += text[before.0..].width();
        let fits = if at + char.len_utf8() == line.len() { width } else { width - ellipsis.width() };
        if column > fits {
            text.truncate(before.0);
            end = (at, text.len());
            text.push_str(ellipsis);
            return Cut { text, map, end };
        }
        map.push((at, before.0));
    }
    end.1 = text.len();
    Cut { text, map, end }
}

/// The byte at which the shown part begins, so that there is room for a mark and its words.
fn begin(line: &str, mark: &Mark, width: usize, ellipsis: usize) -> usize {
    let at = floor(line, mark.bytes.start.min(line.len()));
    let half = line[at..].char_indices().take(width).take_while(|(byte, _)| at + byte < mark.bytes.end).count() / 2;
    let lead = width.saturating_sub(half + mark.text.width().min(WORDS) + 4);
    let mut columns = 0;
    let mut cut = at;
    for (byte, char) in line[..at].char_indices().rev() {
        columns += if char == '\t' { TAB } else { char.width().unwrap_or(1) };
        if columns + ellipsis <= lead {
            cut = byte;
        }
        // Characters without a width do not make a line endless.
        if columns > lead || at - byte > 16 * width {
            return cut;
        }
    }
    0
}

fn floor(line: &str, mut at: usize) -> usize {
    while !line.is_char_boundary(at) {
        at -= 1;
    }
    at
}
