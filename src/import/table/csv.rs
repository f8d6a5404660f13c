//! Tables as text: which sign stands between cells, and where each cell is.
//!
//! A long text is cut into pieces that are read at once. A piece begins behind a line end outside of quotes, as far as counting quotes
//! tells; where a piece turns out to end within a row, the text is read again as a whole.

use std::sync::atomic::{AtomicUsize, Ordering};

use csv_core::ReadRecordResult;

use super::grid::{self, Block, Grid, Places, Reading};
use crate::cores::map;
use crate::import::Refusal;
use crate::source::Span;
use crate::table::heading;

/// Signs that stand between cells, the likeliest first.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// How many lines are looked at to find the delimiter, and how many cells of one.
const ENOUGH: usize = 20;
const MOST_HEADINGS: usize = 100;
/// A longer line is not that of headings.
const LONGEST_LINE: usize = 10_000;

/// So many cells of a piece are counted together.
const TOGETHER: usize = 10_000;

/// How long a piece is, in bytes: so short that nobody waits long for who reads the last one.
const PIECE: usize = 1 << 18;

/// Room for so many bytes of cells is made at once.
const ROOM: usize = 1 << 14;

/// Reads a table.
pub fn read(text: &str) -> Result<Grid, Refusal> {
    let (start, delimiter) = delimiter(text);
    let pieces = pieces(text, start);
    let read = |pieces: &[Span]| {
        let cells = AtomicUsize::new(0);
        map(pieces, |piece| rows(text, *piece, delimiter, &cells)).into_iter().collect::<Result<Vec<_>, _>>()
    };
    let mut parts = read(&pieces)?;
    let ends_well = |(piece, (_, rows)): (&Span, &(Block, Vec<u32>))| {
        rows.last().is_none_or(|&last| end(text, last as usize, delimiter) == piece.range().end)
    };
    if !pieces.iter().zip(&parts).rev().skip(1).all(ends_well) {
        parts = read(&[Span::new(start, text.len())])?;
    }
    let (blocks, places): (Vec<Block>, Vec<Vec<u32>>) = parts.into_iter().unzip();
    let places = places.concat();
    grid::check(places.len(), 0)?;
    if let Some(&last) = places.last()
        && let Some(open) = unclosed(text, last as usize, delimiter)
    {
        let line = text[..open].matches('\n').count() + 1;
        return Err(Refusal::new(format!(
            "the quote that begins in line {line} is never closed: the file is cut off, or a `\"` is missing"
        )));
    }
    Ok(Grid::new(blocks, Places::Text { delimiter, rows: places }))
}

/// The pieces of a text from a byte on.
fn pieces(text: &str, start: usize) -> Vec<Span> {
    let bytes = text.as_bytes();
    let (mut pieces, mut from, mut quotes) = (Vec::new(), start, 0);
    while bytes.len() - from > 2 * PIECE {
        let mut at = from;
        let end = loop {
            let least = if at == from { from + PIECE } else { at };
            let Some(line) = memchr::memchr(b'\n', &bytes[least..]) else { break bytes.len() };
            let end = least + line + 1;
            quotes += memchr::memchr_iter(b'"', &bytes[at..end]).count();
            // A mark of UTF-8 at the beginning of a piece would be taken for that of a file.
            if quotes % 2 == 0 && !text[end..].starts_with('\u{feff}') {
                break end;
            }
            at = end;
        };
        pieces.push(Span::new(from, end));
        from = end;
    }
    if from < bytes.len() {
        pieces.push(Span::new(from, bytes.len()));
    }
    pieces
}

/// The rows of a piece, and where each begins. `cells` counts those of all pieces.
fn rows(text: &str, piece: Span, delimiter: u8, cells: &AtomicUsize) -> Result<(Block, Vec<u32>), Refusal> {
    let mut reader = csv_core::ReaderBuilder::new().delimiter(delimiter).build();
    let mut input = &text.as_bytes()[piece.range()];
    let (texts, ends) = (Vec::with_capacity(input.len() + ROOM), Vec::with_capacity(input.len() / 12));
    let mut block = Reading { texts, ends, rows: Vec::new() };
    let mut places = Vec::new();
    // Where the texts of a row begin, and how many cells were counted with those of others: to do that for each row would hold them up.
    let (mut from, mut counted) = (0, 0);
    // How long the texts of the row are so far, how many cells it has, and where their texts end.
    let (mut length, mut count, mut ends) = (0, 0, [0; 64].to_vec());
    let mut place = piece.range().start;
    let mut start = place;
    loop {
        let (result, read, written, ended) = reader.read_record(input, &mut block.texts[from + length..], &mut ends[count..]);
        input = &input[read..];
        place += read;
        length += written;
        count += ended;
        match result {
            // Without more to read the next call ends the last row.
            ReadRecordResult::InputEmpty => {}
            ReadRecordResult::OutputFull => block.texts.resize(block.texts.len() + ROOM, 0),
            ReadRecordResult::OutputEndsFull => ends.resize(2 * ends.len(), 0),
            ReadRecordResult::Record => {
                places.push(start as u32);
                block.rows.push(block.ends.len() as u32);
                block.ends.extend(ends[..count].iter().map(|end| (from + end) as u32));
                from += length;
                (length, count, start) = (0, 0, place);
                let all = block.ends.len();
                if all - counted >= TOGETHER {
                    grid::check(places.len(), cells.fetch_add(all - counted, Ordering::Relaxed) + all - counted)?;
                    counted = all;
                }
            }
            ReadRecordResult::End => break,
        }
    }
    let rest = block.ends.len() - counted;
    grid::check(places.len(), cells.fetch_add(rest, Ordering::Relaxed) + rest)?;
    block.texts.truncate(from);
    Ok((block.finish()?, places))
}

/// Where the table begins, and its delimiter: the one that `sep=` names in the first line, as Excel does, else the one between known headings,
/// else the one that stands in most of the first lines outside of quotes.
fn delimiter(text: &str) -> (usize, u8) {
    if let [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', sign, b'\r' | b'\n', ..] = text.as_bytes() {
        return (text.find('\n').map_or(text.len(), |end| end + 1), *sign);
    }
    // A title above the headings may have other signs in it.
    if let Some(delimiter) = of_headings(text) {
        return (0, delimiter);
    }
    // In how many lines each stands, and how often in the first that has one: the headings tell.
    let (mut lines, mut first) = ([0_usize; DELIMITERS.len()], [0_usize; DELIMITERS.len()]);
    let (mut here, mut quoted, mut count) = ([0_usize; DELIMITERS.len()], false, 0);
    for byte in text.bytes().chain([b'\n']) {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => {
                if first == [0; DELIMITERS.len()] {
                    first = here;
                }
                for (lines, here) in lines.iter_mut().zip(std::mem::take(&mut here)) {
                    *lines += usize::from(here > 0);
                }
                count += 1;
                if count >= ENOUGH {
                    break;
                }
            }
            byte if !quoted => {
                if let Some(index) = DELIMITERS.iter().position(|delimiter| *delimiter == byte) {
                    here[index] += 1;
                }
            }
            _ => {}
        }
    }
    let best = (0..DELIMITERS.len()).rev().max_by_key(|&index| (lines[index], first[index])).unwrap_or_default();
    (0, DELIMITERS[best])
}

/// The delimiter by which one of the first lines has the most known headings, and more than one.
fn of_headings(text: &str) -> Option<u8> {
    let known = |line: &str, delimiter: u8| {
        let cells = line.split(char::from(delimiter)).map(|cell| cell.trim().trim_matches('"'));
        cells.take(MOST_HEADINGS).filter(|cell| heading(cell).is_some()).count()
    };
    let lines = || text.trim_start_matches('\u{feff}').lines().take(ENOUGH).filter(|line| line.len() <= LONGEST_LINE);
    let most = |delimiter: u8| lines().map(|line| known(line, delimiter)).max().unwrap_or_default();
    // Of two that are equally good the likelier one.
    let best = DELIMITERS.into_iter().rev().max_by_key(|delimiter| most(*delimiter))?;
    Some(best).filter(|best| most(*best) > 1)
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

/// Where the row after a row begins.
fn end(text: &str, row: usize, delimiter: u8) -> usize {
    let end = raw(text, row, delimiter).last().map_or(row, |cell| cell.span.range().end);
    end + text[end..].bytes().take_while(|byte| matches!(byte, b'\r' | b'\n')).count()
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
        for text in ["Goal: a, b, c;;\nPhase;Touchpoint;Emotion\nx;y;2\n", "Phase;Touchpoint, step\nx;y\n"] {
            assert_eq!(cells(text).last().map(|row| row[1].as_str()), Some("y"), "{text}");
        }
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
    fn pieces_are_read_as_the_whole() {
        let row = |number: usize| format!("{number},\"a \"\"b\"\"\n{number}\",c\r\n\r\n");
        let neat: String = (0..200_000).map(row).collect();
        // A quote within a cell is a letter, and puts the count of quotes wrong.
        let stray = neat.replacen("c\r", "c\"\r", 1);
        for text in [neat, stray] {
            let pieces = pieces(&text, 0);
            assert!(pieces.len() > 3);
            let grid = read(&text).expect("it is a table");
            assert_eq!(grid.height(), 200_000);
            for number in [0, 1, 50_000, 123_456, 199_999] {
                assert_eq!(grid.cell(number, 1), format!("a \"b\"\n{number}"));
                assert_eq!(&text[grid.span(&text, number, 0).range()], number.to_string());
            }
        }
    }

    #[test]
    fn a_quote_that_is_never_closed_is_said() {
        let Err(refusal) = read("a,b\n1,\"2\n3,4\n") else { panic!("it is cut off") };
        assert!(refusal.0.contains("begins in line 2"), "{refusal:?}");
        assert!(read("a,b\n1,2\"\n3,\"4\"").is_ok());
    }
}
