//! From a byte offset to a line and back, in time logarithmic in the number of lines.

/// A place for people and protocols. Both count from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineColumn {
    /// The line.
    pub line: u32,
    /// The column, in the unit that was asked for.
    pub column: u32,
}

/// What a column counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Bytes.
    Byte,
    /// Characters, as people count.
    Character,
    /// Code units of UTF-16, as editors count.
    Utf16,
}

impl Unit {
    /// How many of them a character is.
    fn width(self, c: char) -> usize {
        match self {
            Self::Byte => c.len_utf8(),
            Self::Character => 1,
            Self::Utf16 => c.len_utf16(),
        }
    }
}

/// So far apart stand marks in a line that is longer.
const STRIDE: usize = 1024;

/// Where each line begins. A line ends at LF, CRLF or a lone CR.
#[derive(Debug)]
pub struct LineIndex {
    starts: Vec<u32>,
    length: u32,
    /// Places in long lines up to which columns have been counted, so that no column takes the time of its line.
    marks: Vec<Mark>,
}

/// A byte in a line, with what stands before it there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Mark {
    byte: u32,
    characters: u32,
    utf16: u32,
}

impl Mark {
    fn column(self, start: u32, unit: Unit) -> u32 {
        match unit {
            Unit::Byte => self.byte - start,
            Unit::Character => self.characters,
            Unit::Utf16 => self.utf16,
        }
    }
}

impl LineIndex {
    /// Indexes a text.
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = Vec::with_capacity(bytes.len() / 32 + 1);
        starts.push(0);
        for (at, &byte) in bytes.iter().enumerate() {
            if byte == b'\n' || (byte == b'\r' && bytes.get(at + 1) != Some(&b'\n')) {
                starts.push(at as u32 + 1);
            }
        }
        let mut index = Self { starts, length: bytes.len() as u32, marks: Vec::new() };
        index.mark(text);
        index
    }

    /// Marks long lines.
    fn mark(&mut self, text: &str) {
        self.marks.clear();
        for line in 0..self.count() {
            let range = self.range(line);
            if range.len() <= STRIDE {
                continue;
            }
            let mut mark = Mark { byte: range.start as u32, characters: 0, utf16: 0 };
            let mut last = range.start;
            for c in text[range].chars() {
                if mark.byte as usize >= last + STRIDE {
                    self.marks.push(mark);
                    last = mark.byte as usize;
                }
                mark.byte += c.len_utf8() as u32;
                mark.characters += 1;
                mark.utf16 += c.len_utf16() as u32;
            }
        }
    }

    /// How many lines there are; a text without a line end has one.
    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// The line (from 0) that holds a byte.
    pub fn line(&self, offset: u32) -> usize {
        self.starts.partition_point(|&start| start <= offset) - 1
    }

    /// The bytes of a line (from 0), with its line end.
    pub fn range(&self, line: usize) -> std::ops::Range<usize> {
        let start = self.starts[line];
        let end = self.starts.get(line + 1).copied().unwrap_or(self.length);
        start as usize..end as usize
    }

    /// Follows an edit: the bytes of `span` were replaced by `length` bytes, and `text` is what stands there now. It takes the time of
    /// the lines that were touched, of moving those after them, and of counting in long ones.
    pub fn edit(&mut self, text: &str, span: super::Span, length: usize) {
        // A line end at the edge of the edit may have lost or found its other half.
        let first = self.line(span.start).saturating_sub(1);
        let last = self.line(span.end) + 1;
        let start = self.starts[first] as usize;
        let old_end = self.starts.get(last).copied().unwrap_or(self.length);
        let end = old_end as usize - span.len() + length;
        let bytes = text.as_bytes();
        let ends_line = |at: usize| bytes[at] == b'\n' || (bytes[at] == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
        let fresh: Vec<u32> = (start..end).filter(|&at| ends_line(at)).map(|at| at as u32 + 1).collect();
        let kept = (last + 1).min(self.starts.len());
        for later in &mut self.starts[kept..] {
            *later = *later - span.len() as u32 + length as u32;
        }
        self.starts.splice(first + 1..kept, fresh);
        self.length = bytes.len() as u32;
        self.mark(text);
    }

    /// Line and column of a byte.
    pub fn place(&self, text: &str, offset: u32, unit: Unit) -> LineColumn {
        let line = self.line(offset);
        let start = self.starts[line];
        let mark = self.marks.partition_point(|mark| mark.byte <= offset).checked_sub(1).map(|at| self.marks[at]);
        let (from, before) =
            mark.filter(|mark| mark.byte >= start).map_or((start, 0), |mark| (mark.byte, mark.column(start, unit)));
        let between = text.get(from as usize..offset as usize).unwrap_or("");
        let width: usize = match unit {
            Unit::Byte => between.len(),
            _ => between.chars().map(|c| unit.width(c)).sum(),
        };
        LineColumn { line: line as u32, column: before + width as u32 }
    }

    /// Line and column of a byte, the column in characters.
    pub fn in_characters(&self, text: &str, offset: u32) -> LineColumn {
        self.place(text, offset, Unit::Character)
    }

    /// The byte of a place. Beyond the end of its line it is that end, beyond the last line the end of the text; inside a character
    /// its beginning.
    pub fn byte(&self, text: &str, place: LineColumn, unit: Unit) -> u32 {
        let line = place.line as usize;
        if line >= self.count() {
            return text.len() as u32;
        }
        let range = self.range(line);
        let start = range.start as u32;
        let end = range.start + text[range.clone()].trim_end_matches(['\n', '\r']).len();
        let first = self.marks.partition_point(|mark| mark.byte < start);
        let of_line = &self.marks[first..first + self.marks[first..].partition_point(|mark| (mark.byte as usize) < end)];
        let passed = of_line.partition_point(|mark| mark.column(start, unit) <= place.column);
        let mark = passed.checked_sub(1).map(|at| of_line[at]);
        let (mut at, mut column) = mark.map_or((range.start, 0), |mark| (mark.byte as usize, mark.column(start, unit) as usize));
        for c in text[at..end].chars() {
            column += unit.width(c);
            if column > place.column as usize {
                break;
            }
            at += c.len_utf8();
        }
        at as u32
    }
}

#[cfg(test)]
mod tests {
    use super::{LineColumn, LineIndex, STRIDE, Unit};
    use crate::source::Span;

    const UNITS: [Unit; 3] = [Unit::Byte, Unit::Character, Unit::Utf16];

    #[test]
    fn an_edited_index_is_that_of_the_new_text() {
        let parts = ["", "a", "\r", "\n", "\r\n", "\n\r", "a\r\nb\rc\nd"];
        for text in ["", "a", "a\nb\nc", "a\r\nb\r\n", "\r\r\n\n", "x\ry\r\nz\n"] {
            for start in 0..=text.len() {
                for end in start..=text.len() {
                    for part in parts {
                        let mut index = LineIndex::new(text);
                        let mut after = text.to_owned();
                        after.replace_range(start..end, part);
                        index.edit(&after, Span::new(start, end), part.len());
                        let fresh = LineIndex::new(&after);
                        assert_eq!(index.starts, fresh.starts, "{text:?}, {start}..{end} is now {part:?}");
                        assert_eq!(index.length, fresh.length);
                    }
                }
            }
        }
    }

    #[test]
    fn columns_of_long_lines_are_counted_from_marks() {
        let long = "aü\u{1F45F} ".repeat(STRIDE);
        let text = format!("short\n{long}\r\n{long}x");
        let mut index = LineIndex::new(&text);
        assert!(index.marks.len() > 10, "{}", index.marks.len());
        let counted = |at: usize, unit: Unit| {
            let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
            LineColumn {
                line: text[..at].matches('\n').count() as u32,
                column: text[start..at].chars().map(|c| unit.width(c)).sum::<usize>() as u32,
            }
        };
        for (at, _) in text.char_indices().step_by(37).filter(|(at, _)| !text[..*at].ends_with('\r')) {
            for unit in UNITS {
                let place = index.place(&text, at as u32, unit);
                assert_eq!(place, counted(at, unit), "{at} in {unit:?}");
                assert_eq!(index.byte(&text, place, unit), at as u32, "{at} in {unit:?}");
            }
        }
        let beyond = LineColumn { line: 1, column: u32::MAX };
        assert_eq!(index.byte(&text, beyond, Unit::Utf16) as usize, "short\n".len() + long.len());
        let cut = text.replacen(&long, "", 1);
        index.edit(&cut, Span::new(6, 6 + long.len()), 0);
        assert_eq!(index.marks, LineIndex::new(&cut).marks);
    }
}
