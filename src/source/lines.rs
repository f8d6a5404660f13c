//! From a byte offset to a line and back, in time logarithmic in the number of lines.

/// A place for people and protocols. Both count from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineColumn {
    /// The line.
    pub line: u32,
    /// The column, in the unit that was asked for.
    pub column: u32,
}

/// Where each line begins. A line ends at LF, CRLF or a lone CR.
#[derive(Debug)]
pub struct LineIndex {
    starts: Vec<u32>,
    length: u32,
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
        Self { starts, length: bytes.len() as u32 }
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
    /// the lines that were touched, and of moving those after them.
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
    }

    /// Line and column of a byte, the column in bytes.
    pub fn in_bytes(&self, offset: u32) -> LineColumn {
        let line = self.line(offset);
        LineColumn { line: line as u32, column: offset - self.starts[line] }
    }

    /// Line and column of a byte, the column in characters (as people count).
    pub fn in_characters(&self, text: &str, offset: u32) -> LineColumn {
        self.in_unit(text, offset, |before| before.chars().count())
    }

    /// Line and column of a byte, the column in UTF-16 code units (as editors count).
    pub fn in_utf16(&self, text: &str, offset: u32) -> LineColumn {
        self.in_unit(text, offset, |before| before.encode_utf16().count())
    }

    fn in_unit(&self, text: &str, offset: u32, count: impl Fn(&str) -> usize) -> LineColumn {
        let line = self.line(offset);
        let before = text.get(self.starts[line] as usize..offset as usize).unwrap_or("");
        LineColumn { line: line as u32, column: count(before) as u32 }
    }
}

#[cfg(test)]
mod tests {
    use super::LineIndex;
    use crate::source::Span;

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
}
