//! Rows of cells, wherever they come from. The texts of many cells lie in one string, because a table may have a million of them.

use super::csv;
use crate::import::{MOST_PLACES, Refusal};
use crate::source::{SourceFile, Span};
use crate::table::{is_placeholder, may_be_placeholder, trim};

/// How many cells a table has at most.
const MOST_CELLS: usize = 8_000_000;

/// How long the text of a cell is at most, in bytes (1 MB). Programs for tables keep 32,767 characters; what is said of each line of a
/// longer one would fill the memory.
pub const MOST_TEXT: u32 = 1 << 20;

/// A table.
#[derive(Default)]
pub struct Grid {
    blocks: Vec<Block>,
    rows: Vec<Row>,
    places: Places,
    joined: Option<Joined>,
}

/// A row: its block, its first cell there, and how many cells it has.
struct Row {
    block: u32,
    first: u32,
    count: u32,
}

/// Two rows of headings that became one.
struct Joined {
    /// The row above, in which what was moved down is left blank.
    upper: usize,
    /// The first cells of both rows among all cells.
    firsts: [u32; 2],
    /// The columns whose heading was moved down.
    moved: Vec<bool>,
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
#[derive(Default)]
pub struct Reading {
    /// The texts of its cells, one after the other.
    pub texts: Vec<u8>,
    /// Where the text of each cell ends.
    pub ends: Vec<u32>,
    /// The first cell of each row.
    pub rows: Vec<u32>,
}

impl Reading {
    /// Adds a row: the texts of its cells one after the other, and where each ends.
    pub fn row(&mut self, texts: &[u8], ends: impl Iterator<Item = usize>) {
        let from = self.texts.len();
        self.rows.push(self.ends.len() as u32);
        self.texts.extend_from_slice(texts);
        self.ends.extend(ends.map(|end| (from + end) as u32));
    }

    /// The block, unless a cell is no text, or too long.
    pub fn finish(self) -> Result<Block, Refusal> {
        let starts = std::iter::once(&0).chain(&self.ends);
        if starts.zip(&self.ends).any(|(start, end)| end - start > MOST_TEXT) {
            return Err(Refusal::new(format!(
                "a cell holds more than {} MB of text, as if a quote were never closed",
                MOST_TEXT >> 20
            )));
        }
        let texts = String::from_utf8(self.texts).map_err(|_| Refusal::new("a cell ends within a character"))?;
        let mut special = Vec::with_capacity(texts.len() / CHUNK + 2);
        let mut count = 0;
        special.push(count);
        for at in (0..texts.len()).step_by(CHUNK) {
            count += u32::from(is_special(&texts.as_bytes()[at..]));
            special.push(count);
        }
        let mut start = 0;
        let cell = |&end: &u32| {
            let cell = place(&texts, start as usize, end as usize, &special);
            start = end;
            cell
        };
        let cells = self.ends.iter().map(cell).collect();
        Ok(Block { texts, cells, rows: self.rows })
    }
}

/// So many bytes are looked at together.
const CHUNK: usize = 32;

/// Where a cell lies without white space around it, and whether it is simple. `special` tells how many chunks before each hold something
/// that is not.
fn place(texts: &str, start: usize, end: usize, special: &[u32]) -> Text {
    let bytes = &texts.as_bytes()[start..end];
    let (start, end, bytes) = match bytes {
        [] => return Text { start: end as u32, end: end as u32 },
        // Most cells are such.
        [first, .., last]
            if first.is_ascii_alphanumeric()
                && last.is_ascii_graphic()
                && special[start / CHUNK] == special[end.div_ceil(CHUNK)]
                && !may_be_placeholder(bytes) =>
        {
            return Text { start: start as u32, end: end as u32 | SIMPLE };
        }
        [first, ..] if first.is_ascii_graphic() && bytes[bytes.len() - 1].is_ascii_graphic() => (start, end, bytes),
        _ => {
            // What is between characters is told when the text is made.
            let text = texts.get(start..end).unwrap_or_default();
            let start = end - text.trim_start().len();
            let text = trim(text);
            (start, start + text.len(), text.as_bytes())
        }
    };
    let clean = || special[start / CHUNK] == special[end.div_ceil(CHUNK)];
    let simple = begins_simply(bytes) && (clean() || is_simple(bytes)) && !is_placeholder(&texts[start..end]);
    Text { start: start as u32, end: end as u32 | if simple { SIMPLE } else { 0 } }
}

/// Whether a chunk, of what begins with it, has a byte that no simple text has. Bits instead of conditions let the machine look at all
/// bytes at once.
fn is_special(texts: &[u8]) -> bool {
    let found = |byte: u8, next: u8| {
        let among = |first: u8, last: u8| u8::from(byte.wrapping_sub(first) <= last - first);
        (among(b' ', b'~') ^ 1)
            | among(b'"', b'"')
            | among(b':', b'<')
            | among(b'[', b']')
            | (among(b' ', b' ') & u8::from(next == b' '))
    };
    if let Some((chunk, next)) = texts.first_chunk::<CHUNK>().zip(texts.get(1..).and_then(<[u8]>::first_chunk::<CHUNK>)) {
        return chunk.iter().zip(next).fold(0, |all, (byte, next)| all | found(*byte, *next)) != 0;
    }
    let next = texts.iter().skip(1).copied().chain([0]);
    texts.iter().zip(next).take(CHUNK).fold(0, |all, (byte, next)| all | found(*byte, next)) != 0
}

/// Whether every reader of cells takes a text as it is and a map holds it as it is, unless it stands for nothing: one line of ASCII with one
/// space between words, that begins with a letter or a number, without signs that mean something to either. Most texts are such, and need
/// not be looked at again.
fn is_simple(text: &[u8]) -> bool {
    begins_simply(text) && !text.chunks(CHUNK).any(is_special) && !text.windows(2).any(|pair| pair == b"  ")
}

/// Whether a text begins with a letter, a digit, or a sign before a digit.
fn begins_simply(text: &[u8]) -> bool {
    match text {
        [b'+' | b'-', first, ..] => first.is_ascii_digit(),
        [first, ..] => first.is_ascii_alphanumeric(),
        [] => false,
    }
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
        let Some(Text { start, end }) = self.cells.get(column).filter(|text| text.start != text.end) else { return ("", false) };
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
        Self { blocks, rows, places, joined: None }
    }

    /// Makes one row of headings of two: what stands over an empty cell is moved down into it.
    pub fn join(&mut self, upper: usize) -> Result<(), Refusal> {
        let (lower, width) = (upper + 1, self.width(upper).max(self.width(upper + 1)));
        let moved: Vec<bool> = (0..width).map(|column| self.cell(lower, column).is_empty()).collect();
        let mut block = Reading::default();
        let mut add = |texts: Vec<&str>| {
            let ends = texts.iter().scan(0, |end, text| {
                *end += text.len();
                Some(*end)
            });
            block.row(texts.concat().as_bytes(), ends);
        };
        add((0..width).map(|column| if moved[column] { "" } else { self.cell(upper, column) }).collect());
        add((0..width).map(|column| self.cell(if moved[column] { upper } else { lower }, column)).collect());
        let block = block.finish()?;
        let (number, width) = (self.blocks.len() as u32, width as u32);
        self.joined = Some(Joined { upper, firsts: [self.rows[upper].first, self.rows[lower].first], moved });
        self.rows[upper] = Row { block: number, first: 0, count: width };
        self.rows[lower] = Row { block: number, first: width, count: width };
        self.blocks.push(block);
        Ok(())
    }

    /// Leaves out what a row says. It keeps its place.
    pub fn blank(&mut self, row: usize) {
        self.rows[row].count = 0;
    }

    /// The row of groups above the headings, if they stood in two rows.
    pub fn groups(&self) -> Option<usize> {
        self.joined.as_ref().map(|joined| joined.upper)
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
    #[inline]
    pub fn cell(&self, row: usize, column: usize) -> &str {
        self.look(row, column).0
    }

    /// The text of a cell, and whether it is taken as it is and is a text of a map as it is.
    #[inline]
    pub fn look(&self, row: usize, column: usize) -> (&str, bool) {
        self.cells(row).look(column)
    }

    /// The cells of a row.
    #[inline]
    pub fn cells(&self, row: usize) -> Cells<'_> {
        let Row { block, first, count } = self.rows[row];
        let Block { texts, cells, .. } = &self.blocks[block as usize];
        Cells { texts, cells: &cells[first as usize..(first + count) as usize] }
    }

    /// Whether a row says nothing.
    pub fn is_blank(&self, row: usize) -> bool {
        self.cells(row).cells.iter().all(|Text { start, end }| start == end)
    }

    /// The sign between the cells of a text; none in a sheet.
    pub fn delimiter(&self) -> Option<u8> {
        match self.places {
            Places::Text { delimiter, .. } => Some(delimiter),
            Places::Cells(_) => None,
        }
    }

    /// What a row is called where people look for it: in a text by its line, in a sheet by its number there.
    pub fn place(&self, shown: &SourceFile, row: usize) -> String {
        let line = shown.line_number(self.span(shown.text(), row, 0).start);
        let what = if self.delimiter().is_some() { "line" } else { "row" };
        format!("{what} {line}")
    }

    /// Where a cell stands in the text that is shown.
    pub fn span(&self, shown: &str, row: usize, column: usize) -> Span {
        let (row, first) = match &self.joined {
            Some(Joined { upper, firsts, moved }) if row == *upper || row == upper + 1 => {
                let lower = usize::from(row > *upper && !moved.get(column).is_some_and(|moved| *moved));
                (upper + lower, firsts[lower])
            }
            _ => (row, self.rows[row].first),
        };
        match &self.places {
            Places::Text { delimiter, rows } => csv::span(shown, rows[row] as usize, *delimiter, column),
            // A workbook is one block.
            Places::Cells(spans) => spans.get(first as usize + column).copied().unwrap_or_default(),
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
