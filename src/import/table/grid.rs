//! Rows of cells, wherever they come from. The texts of all cells lie in one string, because a table may have a million of them.

use super::csv;
use crate::import::{MOST_PLACES, Refusal};
use crate::source::Span;
use crate::table::trim;

/// How many cells a table has at most.
const MOST_CELLS: usize = 8_000_000;

/// A table.
#[derive(Default)]
pub struct Grid {
    texts: String,
    /// Where the text of each cell ends.
    ends: Vec<u32>,
    /// The first cell of each row.
    rows: Vec<u32>,
    places: Places,
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

impl Grid {
    /// A table of its parts: the texts of the cells one after the other, where each ends, and the first cell of each row.
    pub fn new(texts: String, ends: Vec<u32>, rows: Vec<u32>, places: Places) -> Self {
        Self { texts, ends, rows, places }
    }

    /// How many rows there are.
    pub fn height(&self) -> usize {
        self.rows.len()
    }

    /// How many cells a row has.
    pub fn width(&self, row: usize) -> usize {
        self.last(row) - self.rows[row] as usize
    }

    /// The cell after the last one of a row.
    fn last(&self, row: usize) -> usize {
        self.rows.get(row + 1).map_or(self.ends.len(), |&first| first as usize)
    }

    /// The text of a cell without the white space around it; empty if the row is shorter.
    pub fn cell(&self, row: usize, column: usize) -> &str {
        let index = self.rows[row] as usize + column;
        if index >= self.last(row) {
            return "";
        }
        let start = if index == 0 { 0 } else { self.ends[index - 1] as usize };
        trim(&self.texts[start..self.ends[index] as usize])
    }

    /// Whether a row says nothing.
    pub fn is_blank(&self, row: usize) -> bool {
        (0..self.width(row)).all(|column| self.cell(row, column).is_empty())
    }

    /// Where a cell stands in the text that is shown.
    pub fn span(&self, shown: &str, row: usize, column: usize) -> Span {
        match &self.places {
            Places::Text { delimiter, rows } => csv::span(shown, rows[row] as usize, *delimiter, column),
            Places::Cells(spans) => spans.get(self.rows[row] as usize + column).copied().unwrap_or_default(),
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
