//! The table as a workbook, with sheets for personas, sources, pains and opportunities. Numbers are numbers, and text is never a formula.

use std::borrow::Cow;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::naming::Naming;
use super::{Cell, Shown, Table, lists, one_line, rows};
use crate::emit::ledger::Ledger;
use crate::graph::JourneyGraph;
use crate::model::{ElementId, Node};
use crate::source::Sources;
use crate::table::{self, literal};

/// How wide columns are, in characters.
const WIDTHS: (usize, usize) = (10, 44);
/// How wide columns are that hold nothing yet.
const EMPTY: usize = 22;
/// The rows that a sheet has at most, the headings among them.
const MOST_ROWS: usize = 1 << 20;
/// The columns that a sheet has at most.
const MOST_COLUMNS: usize = 1 << 14;
/// The characters that a cell has at most, as Excel counts them: in units of UTF-16.
const MOST_CHARACTERS: usize = 32_767;

/// Writes the journeys, with headings in a language. The sheets beside the map are for an import alone, and have the words of the
/// language of maps.
///
/// # Errors
///
/// In words for people: it is too large for a sheet.
pub fn xlsx(
    graphs: &[JourneyGraph<'_>],
    declared: &[Node<'_>],
    persona: Option<ElementId>,
    language: &str,
    sources: &Sources,
    ledger: &mut Ledger,
) -> Result<Vec<u8>, String> {
    let mut naming = Naming::default();
    let map = rows::table(graphs, persona, language, &mut naming, ledger);
    let lists = lists::lists(graphs, declared, persona, sources, &mut naming, ledger);
    let tables: Vec<Table> = std::iter::once(map).chain(lists).collect();
    if let Some(large) = tables.iter().find(|table| table.rows.len() >= MOST_ROWS) {
        return Err(format!(
            "the sheet `{}` would have {} rows, and a sheet has {MOST_ROWS} at most",
            large.name,
            large.rows.len()
        ));
    }
    tables.iter().try_for_each(|table| columns_fit(table).and_then(|()| cells_fit(table)))?;
    write(&tables).map_err(|error| format!("the workbook cannot be written: {error}"))
}

/// Writes an empty table for a workshop, on a sheet that is called like the journey: an import takes that for its title.
///
/// # Errors
///
/// In words for people: it cannot be written.
pub fn form(title: &str) -> Result<Vec<u8>, String> {
    let table = Table {
        name: name_of_sheet(title).into(),
        titles: 0,
        headings: table::form().map(Cow::into_owned).collect(),
        rows: Vec::new(),
    };
    write(&[table]).map_err(|error| format!("the workbook cannot be written: {error}"))
}

/// Whether a sheet has room for the columns of a table.
fn columns_fit(Table { name, headings, .. }: &Table) -> Result<(), String> {
    if headings.len() <= MOST_COLUMNS {
        return Ok(());
    }
    Err(format!("the sheet `{name}` would have {} columns, and a sheet has {MOST_COLUMNS} at most", headings.len()))
}

/// Whether the texts of a table fit into cells. The first that does not is named.
fn cells_fit(table: &Table) -> Result<(), String> {
    let long = |text: &str| Some(text.encode_utf16().count()).filter(|count| *count > MOST_CHARACTERS);
    if let Some((heading, count)) = table.headings.iter().find_map(|heading| Some((heading, long(heading)?))) {
        return Err(format!("the heading {} of the sheet `{}` {}", shown(heading), table.name, too_long(count)));
    }
    for row in &table.rows {
        let mut cells = row.iter().zip(&table.headings);
        if let Some((heading, count)) = cells.find_map(|(cell, heading)| Some((heading, long(&text(cell)?)?))) {
            let about = row[..table.titles].iter().rev().find_map(text).unwrap_or_default();
            let place = format!("the cell of {} under {} of the sheet `{}`", shown(&about), shown(heading), table.name);
            return Err(format!("{place} {}", too_long(count)));
        }
    }
    Ok(())
}

/// A title as the name of a sheet, which has no signs of addresses in it.
fn name_of_sheet(title: &str) -> String {
    const LONGEST: usize = 31;
    let line = one_line(title).replace(['[', ']', ':', '*', '?', '/', '\\'], " ");
    let mut name = String::new();
    for char in line.trim_matches('\'').chars() {
        // Characters count as units of UTF-16.
        if name.encode_utf16().count() + char.len_utf16() > LONGEST {
            break;
        }
        name.push(char);
    }
    let name = name.trim().trim_matches('\'').trim();
    if name.is_empty() || name.eq_ignore_ascii_case("history") { "Map".to_owned() } else { name.to_owned() }
}

fn too_long(count: usize) -> String {
    format!("would have {count} characters, and a cell has {MOST_CHARACTERS} at most")
}

/// A text in a message.
fn shown(text: &str) -> String {
    const LONGEST: usize = 60;
    let short: String = text.chars().take(LONGEST - 1).collect();
    if short.len() < text.len() { format!("`{short}…`") } else { format!("`{text}`") }
}

/// The text in a cell.
fn text(cell: &Cell) -> Option<String> {
    match cell {
        Cell::Words(words) => Some(words.join("\n")),
        Cell::Lines(lines) => Some(lines.iter().map(|line| literal(line, false)).collect::<Vec<_>>().join("\n")),
        Cell::Empty | Cell::Number(..) => None,
    }
}

fn write(tables: &[Table]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // The same map gives the same bytes, whenever it is written.
    let epoch = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&epoch));
    for table in tables {
        sheet(workbook.add_worksheet(), table)?;
    }
    workbook.save_to_buffer()
}

fn sheet(sheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    sheet.set_name(&*table.name)?;
    sheet.set_freeze_panes(1, 0)?;
    let bold = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
    let plain = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    for (column, heading) in table.headings.iter().enumerate() {
        let at = column as u16;
        sheet.write_string_with_format(0, at, literal(heading, false), &bold)?;
        let lines = table.rows.iter().filter_map(|row| if let Cell::Lines(lines) = &row[column] { Some(lines) } else { None });
        let widest = lines.flatten().map(|line| line.chars().count()).max().unwrap_or(0).max(heading.chars().count() + 2);
        // Into an empty column people are yet to write.
        let least = if table.rows.is_empty() { EMPTY } else { WIDTHS.0 };
        sheet.set_column_width(at, widest.clamp(least, WIDTHS.1) as f64)?;
    }
    for (index, row) in table.rows.iter().enumerate() {
        let line = index as u32 + 1;
        for (column, cell) in row.iter().enumerate() {
            let at = column as u16;
            match cell {
                Cell::Empty => {}
                Cell::Words(_) | Cell::Lines(_) => {
                    sheet.write_string_with_format(line, at, text(cell).unwrap_or_default(), &plain)?;
                }
                Cell::Number(number, Shown::Plain) => {
                    sheet.write_number_with_format(line, at, *number, &plain)?;
                }
                Cell::Number(number, Shown::Percent) => {
                    let format = plain.clone().set_num_format("0.##%");
                    sheet.write_number_with_format(line, at, number / 100.0, &format)?;
                }
                Cell::Number(number, Shown::Money(currency)) => {
                    let format = plain.clone().set_num_format(format!("\"{currency}\" #,##0.00"));
                    sheet.write_number_with_format(line, at, *number, &format)?;
                }
            }
        }
    }
    Ok(())
}
