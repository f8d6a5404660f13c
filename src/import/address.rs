//! The names of cells as programs for tables say them, `B7`, and where findings about a workbook get them.
//!
//! People find a place in a sheet by its letter and number. What is shown of a sheet is a line for each row, at the number of the row,
//! with a bar between cells; a finding there names its cell.

use crate::diagnostic::Diagnostic;
use crate::source::{FileId, SourceFile, Sources};

/// What stands between cells where a row is shown as a line.
pub const BETWEEN: &str = " | ";
/// What stands in a cell in place of that.
const LOOKS_LIKE_IT: &str = " ¦ ";

/// The text of a cell as it is shown in a line.
pub fn shown(text: &str) -> String {
    text.replace(BETWEEN, LOOKS_LIKE_IT)
}

/// The name of a cell, by row and column from 0.
pub fn address(row: u32, column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column;
    loop {
        letters.push(char::from(b'A' + (rest % 26) as u8));
        if rest < 26 {
            break;
        }
        rest = rest / 26 - 1;
    }
    format!("{}{}", letters.into_iter().rev().collect::<String>(), row + 1)
}

/// The row and the column of a cell, or of the first of several, from 0: `B7`, `B7:C9`; none if it is no name of a cell.
pub fn parse(name: &str) -> Option<(u32, u32)> {
    let first = name.split(':').next()?;
    let digits = first.find(|char: char| char.is_ascii_digit())?;
    let (letters, row) = first.split_at(digits);
    let row: u32 = row.parse().ok().filter(|row| *row > 0)?;
    let mut column = 0_u32;
    for letter in letters.bytes() {
        let value = letter.is_ascii_uppercase().then(|| u32::from(letter - b'A') + 1)?;
        column = column.checked_mul(26)?.checked_add(value)?;
    }
    Some((row - 1, column.checked_sub(1)?))
}

/// Names the cells that findings about the sheets of a workbook point to, unless they do so already. The findings are sorted.
pub fn name_cells(sources: &Sources, findings: &mut [Diagnostic]) {
    let mut last = Place::default();
    for found in findings {
        let (file, span) = (found.primary().file, found.primary().span);
        if span.is_empty() {
            continue;
        }
        last = last.next(file, sources.get(file), span.start as usize);
        let cell = address(last.row, last.column);
        if !found.message.contains(&format!("`{cell}`"))
            && let Some(label) = found.labels.first_mut()
        {
            label.text = if label.text.is_empty() { format!("cell {cell}") } else { format!("cell {cell}: {}", label.text) };
        }
    }
}

/// The place of a finding, from which the next one in its row is found: a row may be long, and have many.
#[derive(Clone, Copy, Default)]
struct Place {
    file: FileId,
    row: u32,
    column: u32,
    at: usize,
}

impl Place {
    /// The place at a byte.
    fn next(self, file: FileId, source: &SourceFile, at: usize) -> Self {
        let row = source.line_number(at as u32) as u32 - 1;
        let goes_on = (self.file, self.row) == (file, row) && self.at <= at;
        let text = source.text();
        let (from, column) = if goes_on { (self.at, self.column) } else { (text[..at].rfind('\n').map_or(0, |end| end + 1), 0) };
        Self { file, row, column: column + text[from..at].matches(BETWEEN).count() as u32, at }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        let all = [(0, 0), (6, 25), (0, 26), (9, 701), (1_048_575, 16_383)].map(|(row, column)| address(row, column));
        assert_eq!(all, ["A1", "Z7", "AA1", "ZZ10", "XFD1048576"]);
        for place in [(0, 0), (6, 25), (0, 26), (9, 701), (1_048_575, 16_383)] {
            assert_eq!(parse(&address(place.0, place.1)), Some(place));
        }
        assert_eq!(["B7:C9", "7", "A0", "a1", "", "ZZZZZZZZ1"].map(parse), [Some((6, 1)), None, None, None, None, None]);
    }

    #[test]
    fn the_cell_at_a_place() {
        let file = SourceFile::new("a.xlsx[Map]", format!("Stage | Pain\nPay | {} | x\n", shown("a | b")).into_bytes());
        let mut last = Place::default();
        let at = |text: &str| {
            last = last.next(FileId(0), &file, file.text().find(text).expect("it is there"));
            address(last.row, last.column)
        };
        assert_eq!(["Stage", "Pain", "Pay", "a ¦ b", "x", "Pain"].map(at), ["A1", "B1", "A2", "B2", "C2", "B1"]);
    }
}
