//! From the lines and columns of the protocol to bytes, and back.

use gen_lsp_types::{Position, Range};

use crate::source::{LineColumn, LineIndex, SourceFile, Span, Unit};

/// What a column counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// Bytes.
    Utf8,
    /// Units of UTF-16, which every client knows.
    Utf16,
}

impl Encoding {
    /// The byte of a position; of one that there is not the nearest.
    pub fn offset(self, text: &str, lines: &LineIndex, position: Position) -> u32 {
        lines.byte(text, LineColumn { line: position.line, column: position.character }, self.unit())
    }

    /// The bytes of a range; one that is turned round is empty.
    pub fn span(self, text: &str, lines: &LineIndex, range: Range) -> Span {
        let start = self.offset(text, lines, range.start);
        Span { start, end: self.offset(text, lines, range.end).max(start) }
    }

    fn unit(self) -> Unit {
        match self {
            Self::Utf8 => Unit::Byte,
            Self::Utf16 => Unit::Utf16,
        }
    }
}

/// Finds the positions of one file.
#[derive(Clone, Copy)]
pub struct Ruler<'f> {
    file: &'f SourceFile,
    encoding: Encoding,
}

impl<'f> Ruler<'f> {
    /// The ruler of a file.
    pub fn new(file: &'f SourceFile, encoding: Encoding) -> Self {
        Self { file, encoding }
    }

    /// The position of a byte.
    pub fn position(self, offset: u32) -> Position {
        let text = self.file.text();
        let place = self.file.lines().place(text, offset.min(text.len() as u32), self.encoding.unit());
        Position { line: place.line, character: place.column }
    }

    /// The range of a span.
    pub fn range(self, span: Span) -> Range {
        Range { start: self.position(span.start), end: self.position(span.end) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "a\r\nü😀x\n\nlast";

    #[test]
    fn positions_lead_back_to_their_bytes() {
        let file = SourceFile::new("a", TEXT.as_bytes().to_vec());
        for encoding in [Encoding::Utf8, Encoding::Utf16] {
            let ruler = Ruler::new(&file, encoding);
            for (at, c) in TEXT.char_indices().filter(|(_, c)| !matches!(c, '\n' | '\r')) {
                let position = ruler.position(at as u32);
                assert_eq!(encoding.offset(TEXT, file.lines(), position), at as u32, "{c}");
            }
        }
        let ruler = Ruler::new(&file, Encoding::Utf16);
        assert_eq!(ruler.position(9), Position { line: 1, character: 3 });
        assert_eq!(Ruler::new(&file, Encoding::Utf8).position(9), Position { line: 1, character: 6 });
    }

    #[test]
    fn a_position_that_there_is_not_is_the_nearest_one() {
        let file = SourceFile::new("a", TEXT.as_bytes().to_vec());
        let offset = |line, character| Encoding::Utf16.offset(TEXT, file.lines(), Position { line, character });
        assert_eq!(offset(0, 99), 1, "the line end is no part of the line");
        assert_eq!(offset(1, 2), 5, "the middle of a character");
        assert_eq!(offset(2, 1), 11, "an empty line");
        assert_eq!(offset(3, u32::MAX), TEXT.len() as u32);
        assert_eq!(offset(u32::MAX, 0), TEXT.len() as u32);
        let turned = Range { start: Position { line: 3, character: 2 }, end: Position { line: 0, character: 0 } };
        assert!(Encoding::Utf16.span(TEXT, file.lines(), turned).is_empty());
    }
}
