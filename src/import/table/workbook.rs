//! Tables in a workbook (XLSX).
//!
//! A workbook is an archive of XML files. What is in it is unpacked once and counted before calamine sees it, so that a small archive
//! cannot become a large one in memory. Cells come one by one; a cell in the last corner of a sheet does not bring all between.
//! Findings point to a text that is made to be shown, with one line per row and a bar between cells.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use calamine::{DataRef, ExcelDateTime, Reader as _, Xlsx};
use zip::ZipArchive;

use super::grid::{self, Grid, Places, Reading};
use super::{Missing, Table, plan};
use crate::import::Refusal;
use crate::import::address::{self, BETWEEN, address};
use crate::import::names::one_line;
use crate::source::{SourceFile, Span};

/// How many files the archive has at most.
const MOST_FILES: usize = 2000;
/// How much text the archive holds at most, unpacked (128 MB).
const MOST_UNPACKED: u64 = 128 << 20;
/// How much a file of the archive may grow when it is unpacked, beyond what every file may.
const MOST_GROWTH: u64 = 200;
/// What every file may grow to (1 MB).
const FREE_GROWTH: u64 = 1 << 20;
/// The last row that findings show by its own line.
const MOST_LINES: u32 = 1 << 20;

/// The sheets of a workbook.
pub struct Workbook {
    /// Those that are tables of touchpoints.
    pub tables: Vec<Table>,
    /// The others that are not empty.
    pub others: Vec<Table>,
}

/// Reads all sheets.
pub fn read(path: &str, bytes: &[u8]) -> Result<Workbook, Refusal> {
    look(bytes)?;
    let damaged = |error| Refusal::new(format!("it is no workbook, or it is damaged: {error}"));
    let mut xlsx: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error: calamine::XlsxError| damaged(error.to_string()))?;
    let mut workbook = Workbook { tables: Vec::new(), others: Vec::new() };
    for name in xlsx.sheet_names() {
        // A sheet may be a chart, which has no cells.
        let Ok(mut cells) = xlsx.worksheet_cells_reader(&name) else { continue };
        let mut rows = Rows::new();
        let mut count = 0;
        // Cells that hold nothing may hold a formula that nobody has worked out yet.
        let mut doubtful = false;
        while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(|error| damaged(error.to_string()))? {
            let ((row, column), value) = (cell.get_position(), cell.get_value());
            let format = cells.styles().get(style).and_then(|style| style.number_format.as_ref());
            let text = text(value, format.map_or("", |format| format.format_code.as_str()));
            doubtful |= matches!(value, DataRef::Empty);
            let missing = if let DataRef::Error(error) = value { Some(error.to_string()) } else { None };
            if !text.is_empty() || missing.is_some() {
                rows.entry(row).or_default().insert(column, Cell { text, missing });
                count += 1;
                grid::check(rows.len(), count)?;
            }
        }
        drop(cells);
        if doubtful && let Ok(mut cells) = xlsx.worksheet_cells_reader(&name) {
            while let Some(cell) = cells.next_formula().map_err(|error| damaged(error.to_string()))? {
                let (row, column) = cell.get_position();
                if cell.get_value().is_empty() || rows.get(&row).is_some_and(|cells| cells.contains_key(&column)) {
                    continue;
                }
                let missing = Some(format!("={}", cell.get_value()));
                rows.entry(row).or_default().insert(column, Cell { text: String::new(), missing });
                count += 1;
                grid::check(rows.len(), count)?;
            }
        }
        if rows.is_empty() {
            continue;
        }
        let (grid, shown, missing) = sheet(&rows)?;
        let shown = SourceFile::new(format!("{path}[{name}]"), shown.into_bytes());
        let is_map = plan::has_headings(&grid);
        let table = Table { name: Some(name), grid, shown, missing };
        if is_map { workbook.tables.push(table) } else { workbook.others.push(table) }
    }
    Ok(workbook)
}

/// A cell of a sheet.
struct Cell {
    /// What it says.
    text: String,
    /// What stands there in place of a value: a formula that nobody has worked out, or its error.
    missing: Option<String>,
}

/// The cells of a sheet by row and column.
type Rows = BTreeMap<u32, BTreeMap<u32, Cell>>;

/// Unpacks all files of the archive once, keeps nothing, and refuses what is too large.
fn look(bytes: &[u8]) -> Result<(), Refusal> {
    let damaged = |error| Refusal::new(format!("it is no workbook: the archive is damaged or cut off ({error})"));
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(error.to_string()))?;
    if archive.len() > MOST_FILES {
        return Err(Refusal::new(format!("it is an archive of more than {MOST_FILES} files")));
    }
    let mut total = 0;
    for index in 0..archive.len() {
        let file = archive.by_index(index).map_err(|error| damaged(error.to_string()))?;
        let most = FREE_GROWTH + file.compressed_size().saturating_mul(MOST_GROWTH);
        let limit = most.min(MOST_UNPACKED - total) + 1;
        let unpacked = std::io::copy(&mut file.take(limit), &mut std::io::sink()).map_err(|error| damaged(error.to_string()))?;
        total += unpacked;
        if unpacked >= limit || total > MOST_UNPACKED {
            return Err(Refusal::new(format!("it unpacks to more than {} MB, or to far more than it is", MOST_UNPACKED >> 20)));
        }
    }
    if archive.index_for_name("xl/workbook.xml").is_none() && archive.index_for_name("_rels/.rels").is_none() {
        return Err(Refusal::new("it is an archive, and no workbook: there is no `xl/workbook.xml` in it"));
    }
    Ok(())
}

/// A cell as it is shown; `format` is the code by which its number is.
fn text(value: &DataRef<'_>, format: &str) -> String {
    match value {
        DataRef::Int(number) => formatted(*number as f64, format),
        DataRef::Float(number) => formatted(*number, format),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.trim().to_owned(),
        DataRef::SharedString(text) => text.trim().to_owned(),
        DataRef::Bool(yes) => (if *yes { "yes" } else { "no" }).to_owned(),
        DataRef::DateTime(time) => moment(time),
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

/// A number as its format shows it: a share with `%`, money with its currency, anything else as it is.
fn formatted(number: f64, format: &str) -> String {
    if format.contains('%') {
        // A hundredth of a number is not exact; what is wrong by that is far behind the point.
        return format!("{}%", (number * 1e11).round() / 1e9);
    }
    let quoted = |text: &str| text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase());
    let sign = format.strip_prefix("[$").and_then(|rest| rest.split(['-', ']']).next());
    let currency = sign.or_else(|| format.strip_prefix('"')?.split('"').next()).map(str::trim);
    match currency.map(|sign| if sign == "€" { "EUR" } else { sign }).filter(|sign| quoted(sign)) {
        Some(currency) => format!("{currency} {number}"),
        None => number.to_string(),
    }
}

/// A day, a time of day or a length of time, as it is shown.
fn moment(time: &ExcelDateTime) -> String {
    let days = time.as_f64();
    if !(0.0..3_000_000.0).contains(&days) {
        return days.to_string();
    }
    let clock = |hours: i64, minutes: i64, seconds: i64| {
        let seconds = if seconds == 0 { String::new() } else { format!(":{seconds:02}") };
        format!("{hours:02}:{minutes:02}{seconds}")
    };
    let all = (days * 86_400.0).round() as i64;
    // A day before the first one is a time of day.
    if time.is_duration() || days < 1.0 {
        return clock(all / 3600, all / 60 % 60, all % 60);
    }
    let (year, month, day, ..) = time.to_ymd_hms_milli();
    let of_day = all % 86_400;
    let clock = if of_day == 0 { String::new() } else { format!(" {}", clock(of_day / 3600, of_day / 60 % 60, of_day % 60)) };
    format!("{year:04}-{month:02}-{day:02}{clock}")
}

/// A sheet: its grid, a text that shows it, and the cells of which the value is missing.
type Sheet = (Grid, String, Vec<Missing>);

fn sheet(rows: &Rows) -> Result<Sheet, Refusal> {
    // What lies between a cell and the first of its row counts, too.
    grid::check(rows.len(), rows.values().filter_map(|cells| cells.keys().next_back()).map(|last| *last as usize + 1).sum())?;
    let mut block = Reading::with_room_for(0);
    let (mut shown, mut spans, mut missing) = (String::new(), Vec::new(), Vec::new());
    let mut line = 0;
    for (&row, cells) in rows {
        while line < row.min(MOST_LINES) {
            shown.push('\n');
            line += 1;
        }
        let last = cells.keys().next_back().copied().unwrap_or_default();
        let (mut texts, mut ends) = (String::new(), Vec::new());
        for column in 0..=last {
            let cell = cells.get(&column);
            texts.push_str(cell.map_or("", |cell| cell.text.as_str()));
            ends.push(texts.len());
            if column > 0 {
                shown.push_str(BETWEEN);
            }
            let start = shown.len();
            let said = cell.map_or("", |cell| cell.missing.as_deref().unwrap_or(&cell.text));
            shown.push_str(&address::shown(&one_line(said)));
            let span = Span::new(start, shown.len());
            spans.push(span);
            if cell.is_some_and(|cell| cell.missing.is_some()) {
                missing.push((address(row, column), span));
            }
        }
        block.row(texts.as_bytes(), ends.iter().copied());
    }
    shown.push('\n');
    Ok((Grid::new(block.finish().into_iter().collect(), Places::Cells(spans)), shown, missing))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_what_their_format_shows() {
        for (number, format, shown) in [
            (0.6, "0%", "60%"),
            (0.625, "0.0%", "62.5%"),
            (0.07, "0.##%", "7%"),
            (4.9, "\"EUR\" #,##0.00", "EUR 4.9"),
            (4.9, "[$EUR-407] #,##0.00", "EUR 4.9"),
            (4.9, "[$€-407] #,##0.00", "EUR 4.9"),
            (4.0, "General", "4"),
            (4.0, "\"about\" 0", "4"),
        ] {
            assert_eq!(formatted(number, format), shown, "{format}");
        }
    }
}
