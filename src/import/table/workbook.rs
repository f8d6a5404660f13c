//! Tables in a workbook (XLSX).
//!
//! A workbook is an archive of XML files. What is in it is unpacked once and counted before calamine sees it, so that a small archive
//! cannot become a large one in memory. Cells come one by one; a cell in the last corner of a sheet does not bring all between.
//! Findings point to a text that is made to be shown, with one line per row and a bar between cells.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::{Cursor, Read as _};

use calamine::{DataRef, ExcelDateTime, Reader as _, Xlsx};
use zip::ZipArchive;

use super::beside::{self, Beside, Comment};
use super::grid::{self, Grid, Places, Reading};
use super::{Missing, Remark, Table, plan};
use crate::import::Refusal;
use crate::import::address::{self, BETWEEN, address};
use crate::import::names::one_line;
use crate::model::vocabulary::Field;
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

/// How many links, and how many comments, of a sheet are named one by one.
const MOST_NAMED: usize = 20;

/// The sheets of a workbook.
pub struct Workbook {
    /// Those that are tables of touchpoints.
    pub tables: Vec<Table>,
    /// The others that are not empty.
    pub others: Vec<Table>,
    /// Tables of touchpoints that people do not see.
    pub hidden: Vec<Table>,
}

/// Reads all sheets.
pub fn read(path: &str, bytes: &[u8]) -> Result<Workbook, Refusal> {
    look(bytes)?;
    let damaged = |error| Refusal::new(format!("it is no workbook, or it is damaged: {error}"));
    let mut xlsx: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error: calamine::XlsxError| damaged(error.to_string()))?;
    let mut workbook = Workbook { tables: Vec::new(), others: Vec::new(), hidden: Vec::new() };
    let mut beside = beside::read(bytes);
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
        let beside = beside.remove(&name).unwrap_or_default();
        let lost = if beside.comments.is_empty() {
            Vec::new()
        } else {
            let head = plan::head(&sheet(&rows)?.0);
            keep_comments(&mut rows, head, &beside.comments)
        };
        let (grid, shown, missing) = sheet(&rows)?;
        let remarks = remarks(&rows, &grid, &shown, &lost, &beside);
        let shown = SourceFile::new(format!("{path}[{name}]"), shown.into_bytes());
        let of = match plan::has_headings(&grid) {
            true if beside.hidden => &mut workbook.hidden,
            true => &mut workbook.tables,
            false => &mut workbook.others,
        };
        of.push(Table { name: Some(name), grid, shown, missing, remarks });
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

/// Adds a column of notes with the comments of cells below the headings; those that stand elsewhere are returned.
fn keep_comments<'c>(rows: &mut Rows, head: Option<usize>, comments: &'c [Comment]) -> Vec<&'c Comment> {
    let Some(head) = head.and_then(|head| rows.keys().nth(head).copied()) else { return comments.iter().collect() };
    let column = rows.values().filter_map(|cells| cells.keys().next_back()).max().map_or(0, |last| last + 1);
    let (mut kept, mut lost) = (false, Vec::new());
    for comment @ ((row, _), said) in comments {
        let Some(cells) = rows.get_mut(row).filter(|_| *row > head) else {
            lost.push(comment);
            continue;
        };
        let text = &mut cells.entry(column).or_insert_with(|| Cell { text: String::new(), missing: None }).text;
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&one_line(said));
        kept = true;
    }
    if kept && let Some(cells) = rows.get_mut(&head) {
        cells.insert(column, Cell { text: Field::Note.name().to_owned(), missing: None });
    }
    lost
}

/// What is said of what stands beside the cells of a sheet. All comments have become notes but those that are lost.
fn remarks(rows: &Rows, grid: &Grid, shown: &str, lost: &[&Comment], beside: &Beside) -> Vec<Remark> {
    let order: HashMap<u32, usize> = rows.keys().copied().zip(0..).collect();
    let at = |(row, column): (u32, u32)| order.get(&row).map_or_else(Span::default, |row| grid.span(shown, *row, column as usize));
    let mut out = Vec::new();
    let counted = |count: usize| if count == 1 { "1 comment is".to_owned() } else { format!("{count} comments are") };
    let places: HashSet<(u32, u32)> = lost.iter().map(|(place, _)| *place).collect();
    if let Some((place, _)) = beside.comments.iter().find(|(place, _)| !places.contains(place)) {
        let message = format!("{} kept as notes", counted(beside.comments.len() - lost.len()));
        out.push(Remark { span: at(*place), message, label: "the first of them", lost: false });
    }
    for (place, said) in lost.iter().take(MOST_NAMED) {
        let message = format!("the comment `{}` is left out", one_line(said));
        out.push(Remark { span: at(*place), message, label: "stands at none of the rows below the headings", lost: true });
    }
    if let Some((place, _)) = lost.get(MOST_NAMED) {
        let message = format!("{} more comments are left out", lost.len() - MOST_NAMED);
        out.push(Remark { span: at(*place), message, label: "the first of them", lost: true });
    }
    // A link that is its own text is in the map.
    let text = |row, column| rows.get(row).and_then(|cells| cells.get(column)).map_or("", |cell| cell.text.as_str());
    let links: Vec<_> = beside.links.iter().filter(|((row, column), target)| text(row, column) != target).collect();
    for (place, target) in links.iter().take(MOST_NAMED) {
        let message = format!("the link to `{}` is left out", one_line(target));
        out.push(Remark { span: at(*place), message, label: "write it into a column `link`", lost: true });
    }
    if links.len() > MOST_NAMED {
        let message = format!("{} more links are left out", links.len() - MOST_NAMED);
        out.push(Remark { span: at(links[MOST_NAMED].0), message, label: "the first of them", lost: true });
    }
    if beside.hidden_parts {
        let message = "rows or columns of the sheet are hidden, and are in the map".to_owned();
        out.push(Remark { span: Span::at(0), message, label: "delete them in the workbook if they are not meant", lost: false });
    }
    out
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

/// A number as its format shows it: a share with `%`, money with its currency, others with the unit behind them and the zeros before them.
fn formatted(number: f64, format: &str) -> String {
    if format.contains('%') {
        // A hundredth of a number is not exact; what is wrong by that is far behind the point.
        return format!("{}%", (number * 1e11).round() / 1e9);
    }
    let Shape { before, zeros, after } = shape(format);
    let currency = [&before, &after].into_iter().find_map(|text| match text.as_str() {
        "€" => Some("EUR"),
        "$" => Some("USD"),
        "£" => Some("GBP"),
        "¥" => Some("JPY"),
        code => Some(code).filter(|code| code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase())),
    });
    if let Some(currency) = currency {
        return format!("{currency} {number}");
    }
    let number = if zeros > 1 && number >= 0.0 && number.fract() == 0.0 { format!("{number:0zeros$}") } else { number.to_string() };
    format!("{number} {after}").trim_end().to_owned()
}

/// What a format writes around a number.
struct Shape {
    before: String,
    /// How many digits there are at least, if the format asks for digits alone.
    zeros: usize,
    after: String,
}

/// Reads the first part of a format, that for numbers above zero: ECMA-376, part 1, 18.8.31.
fn shape(format: &str) -> Shape {
    let (mut before, mut after, mut digits) = (String::new(), String::new(), String::new());
    let mut chars = format.chars();
    while let Some(char) = chars.next() {
        let said = if digits.is_empty() { &mut before } else { &mut after };
        match char {
            ';' => break,
            '"' => said.extend(chars.by_ref().take_while(|char| *char != '"')),
            '\\' => said.extend(chars.next()),
            '[' => {
                let inside: String = chars.by_ref().take_while(|char| *char != ']').collect();
                said.push_str(inside.strip_prefix('$').and_then(|sign| sign.split('-').next()).unwrap_or_default());
            }
            // A space as wide as the next sign, or that sign as often as it fits.
            '_' | '*' => {
                let _ = chars.next();
            }
            '0' | '#' | '?' | '.' | ',' => digits.push(char),
            '€' | '$' | '£' | '¥' => said.push(char),
            _ => {}
        }
    }
    let zeros = if digits.bytes().all(|digit| digit == b'0') { digits.len() } else { 0 };
    Shape { before: before.trim().to_owned(), zeros, after: after.trim().to_owned() }
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
    Ok((Grid::new(vec![block.finish()?], Places::Cells(spans)), shown, missing))
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
            (12.5, "#,##0.00 \"€\"", "EUR 12.5"),
            (3.0, "\"$\"#,##0.00", "USD 3"),
            (12.5, "#,##0.00\\ [$€-407]", "EUR 12.5"),
            (15.0, "0 \"min\"", "15 min"),
            (2.0, "0\\ \"days\";[Red]-0", "2 days"),
            (7.0, "0000", "0007"),
            (7.0, "0", "7"),
            (7.0, "0.00", "7"),
        ] {
            assert_eq!(formatted(number, format), shown, "{format}");
        }
    }
}
