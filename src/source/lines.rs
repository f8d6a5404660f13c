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
