//! Tables as text: which sign stands between cells, and where each cell is.

use super::grid::{self, Grid, Places};
use crate::import::Refusal;
use crate::source::Span;

/// Signs that stand between cells, the likeliest first.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// How many lines are looked at to find the delimiter.
const ENOUGH: usize = 20;

/// Reads a table.
pub fn read(text: &str) -> Result<Grid, Refusal> {
    let (start, delimiter) = delimiter(text);
    let mut reader =
        ::csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(&text.as_bytes()[start..]);
    let mut record = ::csv::ByteRecord::new();
    let mut texts = Vec::with_capacity(text.len());
    let (mut ends, mut rows, mut places) = (Vec::new(), Vec::new(), Vec::new());
    loop {
        match reader.read_byte_record(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) => return Err(Refusal::new(format!("it is no table: {error}"))),
        }
        rows.push(ends.len() as u32);
        places.push(record.position().map_or(0, ::csv::Position::byte) as u32 + start as u32);
        for cell in &record {
            texts.extend_from_slice(cell);
            ends.push(texts.len() as u32);
        }
        grid::check(rows.len(), ends.len())?;
    }
    if let Some(&last) = places.last()
        && let Some(open) = unclosed(text, last as usize, delimiter)
    {
        let line = text[..open].matches('\n').count() + 1;
        return Err(Refusal::new(format!(
            "the quote that begins in line {line} is never closed: the file is cut off, or a `\"` is missing"
        )));
    }
    let texts = String::from_utf8(texts).map_err(|_| Refusal::new("a cell ends within a character"))?;
    Ok(Grid::new(texts, ends, rows, Places::Text { delimiter, rows: places }))
}

/// Where the table begins, and its delimiter: the one that `sep=` names in the first line, as Excel does, else the one that stands
/// most often in the first lines outside of quotes.
fn delimiter(text: &str) -> (usize, u8) {
    if let [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', sign, b'\r' | b'\n', ..] = text.as_bytes() {
        return (text.find('\n').map_or(text.len(), |end| end + 1), *sign);
    }
    let mut counts = [0_usize; DELIMITERS.len()];
    let (mut quoted, mut lines) = (false, 0);
    for byte in text.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => {
                lines += 1;
                // The headings tell, unless there is only one.
                if lines >= ENOUGH || counts.iter().any(|count| *count > 0) {
                    break;
                }
            }
            byte if !quoted => {
                if let Some(index) = DELIMITERS.iter().position(|delimiter| *delimiter == byte) {
                    counts[index] += 1;
                }
            }
            _ => {}
        }
    }
    let most = counts.iter().copied().max().unwrap_or_default();
    let index = counts.iter().position(|count| *count == most).unwrap_or_default();
    (0, DELIMITERS[index])
}

/// A cell as it is written: its bytes, and whether a quote in it is open at its end.
struct Raw {
    span: Span,
    open: bool,
    last: bool,
}

/// The cells of a row as they are written.
fn raw(text: &str, row: usize, delimiter: u8) -> impl Iterator<Item = Raw> + '_ {
    let bytes = text.as_bytes();
    let mut next = Some(row);
    // Line ends before a row belong to none.
    while next.is_some_and(|at| bytes.get(at).is_some_and(|byte| matches!(byte, b'\r' | b'\n'))) {
        next = next.map(|at| at + 1);
    }
    std::iter::from_fn(move || {
        let start = next?;
        // Only a quote at its beginning opens a cell, and only one that is not doubled closes it.
        let mut open = bytes.get(start) == Some(&b'"');
        let mut at = start + usize::from(open);
        while at < bytes.len() {
            match bytes[at] {
                b'"' if open && bytes.get(at + 1) == Some(&b'"') => at += 1,
                b'"' if open => open = false,
                byte if !open && (byte == delimiter || matches!(byte, b'\r' | b'\n')) => break,
                _ => {}
            }
            at += 1;
        }
        let last = bytes.get(at) != Some(&delimiter);
        next = (!last).then_some(at + 1);
        Some(Raw { span: Span::new(start, at), open, last })
    })
}

/// Where a cell stands; behind the row if the row is shorter.
pub fn span(text: &str, row: usize, delimiter: u8, column: usize) -> Span {
    let mut end = Span::at(row);
    for (index, cell) in raw(text, row, delimiter).enumerate() {
        if index == column {
            return cell.span;
        }
        end = Span::at(cell.span.range().end);
        if cell.last {
            break;
        }
    }
    end
}

/// Where a quote in a row begins that is never closed.
fn unclosed(text: &str, row: usize, delimiter: u8) -> Option<usize> {
    raw(text, row, delimiter).find(|cell| cell.open).map(|cell| cell.span.range().start)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<Vec<String>> {
        let grid = read(text).expect("it is a table");
        (0..grid.height()).map(|row| (0..grid.width(row)).map(|column| grid.cell(row, column).to_owned()).collect()).collect()
    }

    #[test]
    fn delimiters() {
        for text in ["a,b;c\n1,2\n", "a;b,c;d\n1,2;2;3\n", "a\tb\n1\t2\n", "sep=|\r\na|b,c,d\r\n", "\"x,y\"|b\n"] {
            let rows = cells(text);
            assert!(rows[0].len() >= 2, "{text:?} {rows:?}");
        }
        assert_eq!(cells("Stage\nSearch\n"), [["Stage"], ["Search"]]);
    }

    #[test]
    fn cells_are_where_they_are_written() {
        let text = "a,\"b \"\"x\"\"\n y\",c\r\n\r\n1,,\"2\"";
        let grid = read(text).expect("it is a table");
        let shown = |row, column| &text[grid.span(text, row, column).range()];
        assert_eq!(grid.cell(0, 1), "b \"x\"\n y");
        assert_eq!([shown(0, 0), shown(0, 1), shown(0, 2)], ["a", "\"b \"\"x\"\"\n y\"", "c"]);
        assert_eq!([shown(1, 0), shown(1, 1), shown(1, 2), shown(1, 7)], ["1", "", "\"2\"", ""]);
    }

    #[test]
    fn a_quote_that_is_never_closed_is_said() {
        let Err(refusal) = read("a,b\n1,\"2\n3,4\n") else { panic!("it is cut off") };
        assert!(refusal.0.contains("begins in line 2"), "{refusal:?}");
        assert!(read("a,b\n1,2\"\n3,\"4\"").is_ok());
    }
}
