//! Tables in a workbook (XLSX).
//!
//! A workbook is an archive of XML files. What is in it is unpacked once and counted before calamine sees it, so that a small archive
//! cannot become a large one in memory. Cells come one by one; a cell in the last corner of a sheet does not bring all between.
//! Findings point to a text that is made to be shown, with one line per row and a bar between cells.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{Cursor, Read as _};

use calamine::{DataRef, Reader as _, Xlsx};
use zip::ZipArchive;

use super::grid::{self, Grid, Places};
use super::{Table, plan};
use crate::import::Refusal;
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
    /// The others that are not empty: name and what is shown of them.
    pub others: Vec<(String, SourceFile)>,
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
        let mut rows: BTreeMap<u32, BTreeMap<u32, String>> = BTreeMap::new();
        let mut count = 0;
        while let Some(cell) = cells.next_cell().map_err(|error| damaged(error.to_string()))? {
            let (row, column) = cell.get_position();
            let text = text(cell.get_value());
            if !text.is_empty() {
                rows.entry(row).or_default().insert(column, text);
                count += 1;
                grid::check(rows.len(), count)?;
            }
        }
        if rows.is_empty() {
            continue;
        }
        let (grid, shown) = sheet(&rows)?;
        let shown = SourceFile::new(format!("{path}[{name}]"), shown.into_bytes());
        if plan::has_headings(&grid) {
            workbook.tables.push(Table { name: Some(name), grid, shown });
        } else {
            workbook.others.push((name, shown));
        }
    }
    Ok(workbook)
}

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

/// A cell as a person would type it.
fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.trim().to_owned(),
        DataRef::SharedString(text) => text.trim().to_owned(),
        DataRef::Bool(yes) => (if *yes { "yes" } else { "no" }).to_owned(),
        DataRef::DateTime(time) if time.is_datetime() && (0.0..3_000_000.0).contains(&time.as_f64()) => {
            let (year, month, day, hour, minute, ..) = time.to_ymd_hms_milli();
            let clock = if (hour, minute) == (0, 0) { String::new() } else { format!(" {hour:02}:{minute:02}") };
            format!("{year:04}-{month:02}-{day:02}{clock}")
        }
        DataRef::DateTime(time) => time.as_f64().to_string(),
        // What a formula could not work out says nothing.
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

/// The grid of a sheet, and a text that shows it.
fn sheet(rows: &BTreeMap<u32, BTreeMap<u32, String>>) -> Result<(Grid, String), Refusal> {
    let (mut texts, mut ends, mut firsts) = (String::new(), Vec::new(), Vec::new());
    let (mut shown, mut spans) = (String::new(), Vec::new());
    let mut line = 0;
    for (&row, cells) in rows {
        while line < row.min(MOST_LINES) {
            shown.push('\n');
            line += 1;
        }
        firsts.push(ends.len() as u32);
        let last = cells.keys().next_back().copied().unwrap_or_default();
        grid::check(firsts.len(), ends.len() + last as usize)?;
        for column in 0..=last {
            let cell = cells.get(&column).map_or("", String::as_str);
            texts.push_str(cell);
            ends.push(texts.len() as u32);
            if column > 0 {
                shown.push_str(" | ");
            }
            let start = shown.len();
            let _ = write!(shown, "{}", one_line(cell));
            spans.push(Span::new(start, shown.len()));
        }
    }
    shown.push('\n');
    Ok((Grid::new(texts, ends, firsts, Places::Cells(spans)), shown))
}
