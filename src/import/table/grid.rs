//! Rows of cells, wherever they come from. The texts of many cells lie in one string, because a table may have a million of them.

use super::csv;
use crate::import::{MOST_PLACES, Refusal};
use crate::source::Span;
use crate::table::trim;

/// How many cells a table has at most.
const MOST_CELLS: usize = 8_000_000;

/// A table.
#[derive(Default)]
pub struct Grid {
    blocks: Vec<Block>,
    rows: Vec<Row>,
    places: Places,
}

/// A row: its block, its first cell there, and how many cells it has.
struct Row {
    block: u32,
    first: u32,
    count: u32,
}

/// Rows that were read together.
pub struct Block {
    texts: String,
    cells: Vec<Text>,
    /// The first cell of each row.
    rows: Vec<u32>,
}

/// Where the text of a cell lies, without the white space around it.
struct Text {
    start: u32,
    /// Where it ends, and in the highest bit whether it is simple. A string of 2 GB is never made: see [`super::super::MOST_BYTES`].
    end: u32,
}

/// The bit of a simple text.
const SIMPLE: u32 = 1 << 31;

/// A block that is being read.
pub struct Reading {
    texts: Vec<u8>,
    cells: Vec<Text>,
    rows: Vec<u32>,
    /// The first cell of the row that is being read.
    first: u32,
}

impl Reading {
    /// An empty one with room for so many bytes.
    pub fn with_room_for(bytes: usize) -> Self {
        Self { texts: Vec::with_capacity(bytes), cells: Vec::with_capacity(bytes / 12), rows: Vec::new(), first: 0 }
    }

    /// Adds a cell to the row.
    pub fn cell(&mut self, cell: &[u8]) {
        let from = self.texts.len();
        self.texts.extend_from_slice(cell);
        let (start, end) = match cell {
            [] => (0, 0),
            [first, ..] if first.is_ascii_graphic() && cell[cell.len() - 1].is_ascii_graphic() => (0, cell.len()),
            _ => {
                // What is no text is told at the end.
                let text = std::str::from_utf8(cell).unwrap_or_default();
                let start = text.len() - text.trim_start().len();
                (start, start + trim(text).len())
            }
        };
        let simple = if is_simple(&cell[start..end]) { SIMPLE } else { 0 };
        self.cells.push(Text { start: (from + start) as u32, end: (from + end) as u32 | simple });
    }

    /// Ends the row.
    pub fn end_row(&mut self) {
        self.rows.push(self.first);
        self.first = self.cells.len() as u32;
    }

    /// The block; none if a cell is no text.
    pub fn finish(self) -> Option<Block> {
        Some(Block { texts: String::from_utf8(self.texts).ok()?, cells: self.cells, rows: self.rows })
    }
}

/// Whether every reader of cells takes a text as it is and a map holds it as it is: one line of ASCII with one space between words, that
/// begins with a letter or a digit, without signs that mean something to either. Most texts are such, and need not be looked at again.
fn is_simple(text: &[u8]) -> bool {
    let other = |byte: u8| !matches!(byte, b' '..=b'~') || matches!(byte, b'"' | b'\\' | b':' | b';' | b'[' | b']' | b'<');
    let Some((first, rest)) = text.split_first() else { return false };
    // To count is faster than to stop at the first: many bytes are looked at together.
    first.is_ascii_alphanumeric()
        && rest.iter().filter(|byte| other(**byte)).count() == 0
        && text.iter().zip(rest).filter(|pair| *pair == (&b' ', &b' ')).count() == 0
}

/// Where rows and cells stand in the text that is shown to people.
pub enum Places {
    /// In a text with a delimiter: where each row begins.
    Text {
        /// The sign between cells.
        delimiter: u8,
        /// The first byte of each row.
        rows: Vec<u32>,
    },
    /// In a text that was made to be shown: where each cell stands.
    Cells(Vec<Span>),
}

impl Default for Places {
    fn default() -> Self {
        Self::Cells(Vec::new())
    }
}

/// The cells of one row.
#[derive(Clone, Copy)]
pub struct Cells<'g> {
    texts: &'g str,
    cells: &'g [Text],
}

impl<'g> Cells<'g> {
    /// The text of a cell, and whether it is taken as it is and is a text of a map as it is.
    #[inline]
    pub fn look(self, column: usize) -> (&'g str, bool) {
        let Some(Text { start, end }) = self.cells.get(column) else { return ("", false) };
        (&self.texts[*start as usize..(end & !SIMPLE) as usize], end & SIMPLE != 0)
    }
}

impl Grid {
    /// A table of its blocks.
    pub fn new(blocks: Vec<Block>, places: Places) -> Self {
        let mut rows = Vec::with_capacity(blocks.iter().map(|block| block.rows.len()).sum());
        for (block, Block { cells, rows: firsts, .. }) in (0..).zip(&blocks) {
            let ends = firsts.iter().skip(1).copied().chain([cells.len() as u32]);
            rows.extend(firsts.iter().zip(ends).map(|(&first, end)| Row { block, first, count: end - first }));
        }
        Self { blocks, rows, places }
    }

    /// How many rows there are.
    pub fn height(&self) -> usize {
        self.rows.len()
    }

    /// How many cells a row has.
    pub fn width(&self, row: usize) -> usize {
        self.rows[row].count as usize
    }

    /// The text of a cell without the white space around it; empty if the row is shorter.
    pub fn cell(&self, row: usize, column: usize) -> &str {
        self.look(row, column).0
    }

    /// The text of a cell, and whether it is taken as it is and is a text of a map as it is.
    pub fn look(&self, row: usize, column: usize) -> (&str, bool) {
        self.cells(row).look(column)
    }

    /// The cells of a row.
    pub fn cells(&self, row: usize) -> Cells<'_> {
        let Row { block, first, count } = self.rows[row];
        let Block { texts, cells, .. } = &self.blocks[block as usize];
        Cells { texts, cells: &cells[first as usize..(first + count) as usize] }
    }

    /// Whether a row says nothing.
    pub fn is_blank(&self, row: usize) -> bool {
        self.cells(row).cells.iter().all(|Text { start, end }| start == end)
    }

    /// Where a cell stands in the text that is shown.
    pub fn span(&self, shown: &str, row: usize, column: usize) -> Span {
        match &self.places {
            Places::Text { delimiter, rows } => csv::span(shown, rows[row] as usize, *delimiter, column),
            // A workbook is one block.
            Places::Cells(spans) => spans.get(self.rows[row].first as usize + column).copied().unwrap_or_default(),
        }
    }
}

/// Refuses what is too large to be a map, while it is being read.
pub fn check(rows: usize, cells: usize) -> Result<(), Refusal> {
    if rows > MOST_PLACES {
        return Err(Refusal::too_many("rows"));
    }
    if cells > MOST_CELLS {
        return Err(Refusal::new(format!("it has more than {MOST_CELLS} cells")));
    }
    Ok(())
}
