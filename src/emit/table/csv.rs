//! The table as text, with commas, as RFC 4180 has it.
//!
//! A program for tables takes a cell that begins like a formula for one. So such text has an apostrophe before it, which such programs
//! know as the mark of text, and which an import takes away again.

use super::naming::Naming;
use super::{Cell, Shown, Table, rows};
use crate::emit::ledger::Ledger;
use crate::graph::JourneyGraph;
use crate::model::ElementId;
use crate::table::literal;

/// The mark of UTF-8 at the beginning of a text.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// Writes the journeys, with headings in a language.
///
/// # Errors
///
/// In words for people: it cannot be written.
pub fn csv(
    graphs: &[JourneyGraph<'_>],
    persona: Option<ElementId>,
    language: &str,
    ledger: &mut Ledger,
) -> Result<Vec<u8>, String> {
    let Table { headings, rows, .. } = rows::table(graphs, persona, language, &mut Naming::default(), ledger);
    let mut writer = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(Vec::new());
    let write =
        |writer: &mut ::csv::Writer<Vec<u8>>, cells: Vec<String>| writer.write_record(cells).map_err(|error| error.to_string());
    write(&mut writer, headings.iter().map(|heading| literal(heading, true)).collect())?;
    for row in rows {
        write(&mut writer, row.into_iter().map(text).collect())?;
    }
    let bytes = writer.into_inner().map_err(|error| error.to_string())?;
    // Without the mark Excel takes other letters than those of ASCII for those of its own country.
    Ok(if bytes.is_ascii() { bytes } else { [MARK, &bytes].concat() })
}

fn text(cell: Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Number(number, Shown::Plain) => number.to_string(),
        Cell::Number(number, Shown::Percent) => format!("{number}%"),
        Cell::Number(number, Shown::Money(currency)) => format!("{currency} {number}"),
        Cell::Words(words) => words.join("\n"),
        Cell::Lines(lines) => lines.iter().map(|line| literal(line, true)).collect::<Vec<_>>().join("\n"),
    }
}
