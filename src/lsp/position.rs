//! From the lines and columns of the protocol to bytes, and back.

use std::cell::Cell;

use gen_lsp_types::{Position, Range};

use crate::source::{LineIndex, SourceFile, Span};

/// What a column counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// Bytes.
    Utf8,
    /// Units of UTF-16, which every client knows.
    Utf16,
}

impl Encoding {
    /// The byte of a position. Beyond the end of its line it is that end, beyond the last line the end of the text; inside a character
    /// its beginning.
    pub fn offset(self, text: &str, lines: &LineIndex, position: Position) -> u32 {
        let line = position.line as usize;
        if line >= lines.count() {
            return text.len() as u32;
        }
        let range = lines.range(line);
        let content = text[range.clone()].trim_end_matches(['\n', '\r']);
        let mut column = 0;
        for (at, c) in content.char_indices() {
            let width = self.width(c);
            if column + width > position.character {
                return (range.start + at) as u32;
            }
            column += width;
        }
        (range.start + content.len()) as u32
    }

    /// The bytes of a range; one that is turned round is empty.
    pub fn span(self, text: &str, lines: &LineIndex, range: Range) -> Span {
        let start = self.offset(text, lines, range.start);
        Span { start, end: self.offset(text, lines, range.end).max(start) }
    }

    fn width(self, c: char) -> u32 {
        match self {
            Self::Utf8 => c.len_utf8() as u32,
            Self::Utf16 => c.len_utf16() as u32,
        }
    }
}

/// Finds the positions of one file. Asked in order, it counts no character twice, however long a line is.
pub struct Ruler<'f> {
    file: &'f SourceFile,
    encoding: Encoding,
    /// The last byte that was asked for, with its position.
    last: Cell<(u32, Position)>,
}

impl<'f> Ruler<'f> {
    /// The ruler of a file.
    pub fn new(file: &'f SourceFile, encoding: Encoding) -> Self {
        Self { file, encoding, last: Cell::new((0, Position { line: 0, character: 0 })) }
    }

    /// The position of a byte.
    pub fn position(&self, offset: u32) -> Position {
        let text = self.file.text();
        let offset = offset.min(text.len() as u32);
        let place = self.file.lines().in_bytes(offset);
        let (known, at) = self.last.get();
        let start = offset - place.column;
        let (from, before) =
            if at.line == place.line && known <= offset && known >= start { (known, at.character) } else { (start, 0) };
        let between = text.get(from as usize..offset as usize).unwrap_or("");
        let width: u32 = between.chars().map(|c| self.encoding.width(c)).sum();
        let position = Position { line: place.line, character: before + width };
        self.last.set((offset, position));
        position
    }

    /// The range of a span.
    pub fn range(&self, span: Span) -> Range {
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
                // Out of order it finds the same.
                assert_eq!(Ruler::new(&file, encoding).position(at as u32), position);
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
