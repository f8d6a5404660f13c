//! Tables in a workbook (XLSX).
//!
//! `archive` looks at a file before calamine sees it. Cells come one by one and are counted before they are kept; a cell in the last
//! corner of a sheet does not bring all between.
//! Findings point to a text that is made to be shown, with one line per row and a bar between cells.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::Cursor;

use calamine::{DataRef, ExcelDateTime, Reader as _, Xlsx};

use super::archive;
use super::beside::{self, Beside, Comment, Merged};
use super::formats::formatted;
use super::grid::{self, Grid, Places, Reading};
use super::{Missing, Remark, Table, details, plan};
use crate::import::address::{self, BETWEEN, address};
use crate::import::names::one_line;
use crate::import::{MOST_BYTES, Refusal};
use crate::model::vocabulary::{ElementKind, Field};
use crate::source::{SourceFile, Span};
use crate::table::{Holds, heading};

/// The longest code of a format that is looked at; programs for tables keep 255 characters.
const LONGEST_FORMAT: usize = 1024;
/// The last row that findings show by its own line.
const MOST_LINES: u32 = 1 << 20;

/// How many links, how many comments, and how many texts that lie on a sheet are named one by one.
const MOST_NAMED: usize = 20;
/// How much of a text that lies on a sheet is shown.
const MOST_SHOWN: usize = 60;

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
    archive::look(bytes)?;
    let damaged = |error: &dyn std::fmt::Display| Refusal::new(format!("it is no workbook, or it is damaged: {error}"));
    let mut beside = beside::read(bytes)?;
    let mut xlsx: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error: calamine::XlsxError| damaged(&error))?;
    let mut workbook = Workbook { tables: Vec::new(), others: Vec::new(), hidden: Vec::new() };
    let mut room = Room::default();
    for name in xlsx.sheet_names() {
        // A sheet may be a chart, which has no cells.
        let Ok(mut reader) = xlsx.worksheet_cells_reader(&name) else { continue };
        let mut cells = Cells::default();
        // Cells that hold nothing may hold a formula that nobody has worked out yet.
        let mut doubtful = false;
        while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(|error| damaged(&error))? {
            let value = cell.get_value();
            let format = reader.styles().get(style).and_then(|style| style.number_format.as_ref());
            let text = text(value, format.map_or("", |format| format.format_code.as_str()));
            doubtful |= matches!(value, DataRef::Empty);
            match value {
                DataRef::Error(error) => cells.add(cell.get_position(), &error.to_string(), true, &mut room)?,
                _ if text.is_empty() => {}
                _ => cells.add(cell.get_position(), &text, false, &mut room)?,
            }
        }
        cells.sort();
        drop(reader);
        if doubtful && let Ok(mut reader) = xlsx.worksheet_cells_reader(&name) {
            let mut missing = Cells::default();
            while let Some(cell) = reader.next_formula().map_err(|error| damaged(&error))? {
                if !cell.get_value().is_empty() && cells.find(cell.get_position()).is_none() {
                    missing.add(cell.get_position(), &format!("={}", cell.get_value()), true, &mut room)?;
                }
            }
            cells.join(&missing);
        }
        if cells.all.is_empty() {
            continue;
        }
        let beside = beside.remove(&name).unwrap_or_default();
        let repeated = if beside.merged.is_empty() { Vec::new() } else { repeat_merged(&mut cells, &beside.merged, &mut room)? };
        if !beside.banners.is_empty() {
            widen_headings(&mut cells, &beside.banners, &mut room)?;
        }
        let banner = if beside.banners.is_empty() { None } else { stages_of_banners(&mut cells, &beside.banners)? };
        let lost = if beside.comments.is_empty() {
            Vec::new()
        } else {
            let head = plan::head(&sheet(&cells)?.0);
            keep_comments(&mut cells, head, &beside.comments)
        };
        let (grid, shown, missing) = sheet(&cells)?;
        let mut remarks = remarks(&cells, &grid, &shown, (&repeated, &lost), &beside);
        if let Some((row, column)) = banner
            && let Some(at) = cells.rows().position(|cells| cells[0].at.0 == row)
        {
            let message = "what is merged over all columns became the stages of the rows below".to_owned();
            let span = grid.span(&shown, at, column as usize);
            remarks.push(Remark { span, message, label: "no heading says `Stage`", lost: false });
        }
        let shown = SourceFile::new(format!("{path}[{name}]"), shown.into_bytes());
        // A sheet of details may have any word in its cells.
        let are_details = details::kind(&grid).is_some();
        let of = match are_details || plan::has_headings(&grid) {
            true if beside.hidden => &mut workbook.hidden,
            true if !are_details => &mut workbook.tables,
            _ => &mut workbook.others,
        };
        of.push(Table { name: Some(name), grid, shown, missing, remarks });
    }
    Ok(workbook)
}

/// How much was read of all sheets. One text of the file may stand in many cells, so the size of the file says nothing.
#[derive(Default)]
struct Room {
    cells: usize,
    bytes: usize,
}

impl Room {
    /// Counts a cell, unless the workbook becomes too large to be a map.
    fn take(&mut self, text: &str) -> Result<(), Refusal> {
        self.cells += 1;
        self.bytes += text.len();
        grid::check(0, self.cells)?;
        if self.bytes > MOST_BYTES {
            return Err(Refusal::new(format!("its cells hold more than {} MB of text", MOST_BYTES >> 20)));
        }
        Ok(())
    }
}

/// The cells of a sheet that say something, by row and column. Their texts lie in one string.
#[derive(Default)]
struct Cells {
    texts: String,
    all: Vec<Cell>,
    /// How often a row began.
    rows: usize,
}

/// A cell of a sheet.
#[derive(Clone, Copy)]
struct Cell {
    /// Its row and column from 0.
    at: (u32, u32),
    /// Where its text lies.
    text: Span,
    /// Whether the text stands there in place of a value: a formula that nobody has worked out, or its error.
    missing: bool,
}

impl Cells {
    /// Adds a cell, unless the workbook becomes too large to be a map.
    fn add(&mut self, at: (u32, u32), text: &str, missing: bool, room: &mut Room) -> Result<(), Refusal> {
        let new_row = self.all.last().is_none_or(|last| last.at.0 != at.0);
        room.take(text)?;
        if text.len() > grid::MOST_TEXT as usize {
            let (cell, most) = (address(at.0, at.1), grid::MOST_TEXT >> 20);
            return Err(Refusal::new(format!("the cell `{cell}` holds more than {most} MB of text")));
        }
        if new_row {
            self.rows += 1;
            grid::check(self.rows, 0)?;
        }
        self.push(at, text, missing);
        Ok(())
    }

    fn push(&mut self, at: (u32, u32), text: &str, missing: bool) {
        let start = self.texts.len();
        self.texts.push_str(text);
        self.all.push(Cell { at, text: Span::new(start, self.texts.len()), missing });
    }

    /// Puts the cells in order. Of two at one place the last counts.
    fn sort(&mut self) {
        if !self.all.is_sorted_by(|one, other| one.at < other.at) {
            self.all.reverse();
            self.all.sort_by_key(|cell| cell.at);
            self.all.dedup_by_key(|cell| cell.at);
        }
    }

    /// Adds other cells.
    fn join(&mut self, others: &Self) {
        for cell in &others.all {
            self.push(cell.at, others.text(cell), cell.missing);
        }
        self.sort();
    }

    fn text(&self, cell: &Cell) -> &str {
        &self.texts[cell.text.range()]
    }

    /// The cell at a place.
    fn find(&self, at: (u32, u32)) -> Option<&Cell> {
        self.all.binary_search_by_key(&at, |cell| cell.at).ok().map(|index| &self.all[index])
    }

    /// The cells of each row that has any.
    fn rows(&self) -> impl Iterator<Item = &[Cell]> {
        self.all.chunk_by(|one, other| one.at.0 == other.at.0)
    }
}

/// Repeats what merged cells say in each of their rows, as people see it: the file holds it in the first alone. Of several columns the
/// first says it, and an empty cell of a stage repeats the one above in any case. Returns the cells that are repeated.
fn repeat_merged(cells: &mut Cells, merged: &[Merged], room: &mut Room) -> Result<Vec<(u32, u32)>, Refusal> {
    let (mut grid, ..) = sheet(cells)?;
    plan::join_headings(&mut grid)?;
    let Some(head) = plan::head(&grid) else { return Ok(Vec::new()) };
    let title = |column: u32| match heading(grid.cell(head, column as usize))?.column.holds {
        Holds::Title(kind) => Some(kind),
        _ => None,
    };
    let rows: Vec<u32> = cells.rows().map(|row| row[0].at.0).collect();
    let mut merged: Vec<Merged> = merged.iter().copied().filter(|(first, _)| first.0 > rows[head]).collect();
    merged.sort_unstable_by_key(|((row, column), _)| (*column, *row));
    let (mut repeated, mut more) = (Vec::new(), Vec::new());
    // No cell belongs to two others; where a file says so nevertheless, a row is gone through once all the same.
    let mut done = (0, 0);
    for (first, (last, _)) in merged {
        let (row, column) = first;
        let title = title(column);
        let Some(cell) = cells.find(first).filter(|cell| !cell.missing) else { continue };
        if title.is_some_and(|kind| kind != ElementKind::Touchpoint) {
            continue;
        }
        let from = if done.0 == column { row.max(done.1) } else { row };
        done = (column, last.max(from));
        let below = &rows[rows.partition_point(|row| *row <= from)..];
        let before = more.len();
        for &row in below.iter().take_while(|row| **row <= last).filter(|row| cells.find((**row, column)).is_none()) {
            room.take(cells.text(cell))?;
            more.push(Cell { at: (row, column), ..*cell });
        }
        if more.len() > before && title.is_none() {
            repeated.push(first);
        }
    }
    cells.all.append(&mut more);
    cells.sort();
    Ok(repeated)
}

/// Repeats a heading that is merged over several columns over each of them.
fn widen_headings(cells: &mut Cells, merged: &[Merged], room: &mut Room) -> Result<(), Refusal> {
    /// So wide is a merged heading.
    const WIDEST: u32 = 50;
    let grid = sheet(cells)?.0;
    // Over other headings it is a group of columns.
    let head = plan::head(&grid).filter(|&head| !plan::in_two_rows(&grid, head));
    let Some(row) = head.and_then(|head| cells.rows().nth(head)).map(|row| row[0].at.0) else { return Ok(()) };
    let mut more = Vec::new();
    for (first, (_, last)) in merged.iter().filter(|(first, _)| first.0 == row) {
        let Some(cell) = cells.find(*first).filter(|cell| !cell.missing) else { continue };
        for column in (first.1 + 1..=*last).take(WIDEST as usize).filter(|&column| cells.find((row, column)).is_none()) {
            room.take(cells.text(cell))?;
            more.push(Cell { at: (row, column), ..*cell });
        }
    }
    cells.all.append(&mut more);
    cells.sort();
    Ok(())
}

/// Adds a column of stages with what stands in cells that are merged over all columns, as banners above the rows of each, unless there is
/// one. Returns where the first of them stands now.
fn stages_of_banners(cells: &mut Cells, banners: &[Merged]) -> Result<Option<(u32, u32)>, Refusal> {
    let (mut grid, ..) = sheet(cells)?;
    plan::join_headings(&mut grid)?;
    let Some(head) = plan::head(&grid) else { return Ok(None) };
    let said = plan::said_in(&grid, head, 0);
    let is_stage = |column: &usize| {
        let known = heading(grid.cell(head, *column)).map(|known| known.column.holds);
        matches!(known, Some(Holds::Title(ElementKind::Stage | ElementKind::Phase)))
    };
    let (Some(&from), Some(&to), false) = (said.first(), said.last(), said.iter().any(is_stage)) else { return Ok(None) };
    let over_all: HashSet<(u32, u32)> =
        banners.iter().filter(|(first, last)| first.1 as usize <= from && last.1 as usize >= to).map(|(first, _)| *first).collect();
    let rows: Vec<&[Cell]> = cells.rows().collect();
    let is_banner = |row: &[Cell]| matches!(row, [cell] if !cell.missing && over_all.contains(&cell.at));
    let column = cells.all.iter().map(|cell| cell.at.1).max().map_or(0, |last| last + 1);
    let mut moved: HashMap<(u32, u32), Cell> = HashMap::new();
    let (mut head_row, mut first) = (0, None);
    for (at, row) in rows.iter().enumerate() {
        if at == head {
            head_row = row[0].at.0;
        }
        if at > head && is_banner(row) {
            // The stage of no rows keeps its own one.
            let next = rows.get(at + 1).filter(|next| !is_banner(next)).unwrap_or(row);
            let place = (next[0].at.0, column);
            moved.insert(row[0].at, Cell { at: place, ..row[0] });
            first = first.or(Some(place));
        }
    }
    if first.is_some() {
        cells.all.iter_mut().for_each(|cell| *cell = moved.remove(&cell.at).unwrap_or(*cell));
        cells.push((head_row, column), "Stage", false);
        cells.sort();
    }
    Ok(first)
}

/// Adds a column of notes with the comments of cells below the headings; those that stand elsewhere are returned.
fn keep_comments<'c>(cells: &mut Cells, head: Option<usize>, comments: &'c [Comment]) -> Vec<&'c Comment> {
    let Some(head) = head.and_then(|head| cells.rows().nth(head)).map(|row| row[0].at.0) else { return comments.iter().collect() };
    let column = cells.all.iter().map(|cell| cell.at.1).max().map_or(0, |last| last + 1);
    let rows: HashSet<u32> = cells.rows().map(|row| row[0].at.0).filter(|row| *row > head).collect();
    let (kept, lost): (Vec<_>, Vec<_>) = comments.iter().partition(|((row, _), _)| rows.contains(row));
    let mut notes: BTreeMap<u32, Vec<Cow<'_, str>>> = BTreeMap::new();
    for ((row, _), said) in kept {
        notes.entry(*row).or_default().push(one_line(said));
    }
    if !notes.is_empty() {
        cells.push((head, column), Field::Note.name(), false);
    }
    for (row, said) in notes {
        cells.push((row, column), &said.join("\n"), false);
    }
    cells.sort();
    lost
}

/// What is said of what stands beside the cells of a sheet: of merged cells that are repeated, and of comments that are lost. All others
/// have become notes.
fn remarks(
    cells: &Cells,
    grid: &Grid,
    shown: &str,
    (repeated, lost): (&[(u32, u32)], &[&Comment]),
    beside: &Beside,
) -> Vec<Remark> {
    let order: HashMap<u32, usize> = cells.rows().map(|row| row[0].at.0).zip(0..).collect();
    let at = |(row, column): (u32, u32)| order.get(&row).map_or_else(Span::default, |row| grid.span(shown, *row, column as usize));
    let mut out = Vec::new();
    if let Some(first) = repeated.first() {
        let message = match repeated.len() {
            1 => "what a merged cell says is repeated in each of its rows".to_owned(),
            count => format!("what {count} merged cells say is repeated in each of their rows"),
        };
        let label = if repeated.len() == 1 { "it is about all of them" } else { "the first of them" };
        out.push(Remark { span: at(*first), message, label, lost: false });
    }
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
    let text = |at| cells.find(at).filter(|cell| !cell.missing).map_or("", |cell| cells.text(cell));
    let links: Vec<_> = beside.links.iter().filter(|(at, target)| text(*at) != target).collect();
    for (place, target) in links.iter().take(MOST_NAMED) {
        let message = format!("the link to `{}` is left out", one_line(target));
        out.push(Remark { span: at(*place), message, label: "write it into a column `link`", lost: true });
    }
    if links.len() > MOST_NAMED {
        let message = format!("{} more links are left out", links.len() - MOST_NAMED);
        out.push(Remark { span: at(links[MOST_NAMED].0), message, label: "the first of them", lost: true });
    }
    for (place, text) in beside.boxes.iter().take(MOST_NAMED) {
        let line = one_line(text);
        let end = line.char_indices().nth(MOST_SHOWN).map(|(end, _)| end);
        let text = end.map_or_else(|| line.clone(), |end| Cow::Owned(format!("{}…", line[..end].trim_end())));
        let message = format!("the text `{text}` that lies on the sheet is left out");
        out.push(Remark { span: at(*place), message, label: "write it into a cell", lost: true });
    }
    if let Some((place, _)) = beside.boxes.get(MOST_NAMED) {
        let message = format!("{} more texts that lie on the sheet are left out", beside.boxes.len() - MOST_NAMED);
        out.push(Remark { span: at(*place), message, label: "the first of them", lost: true });
    }
    if let Some(first) = beside.pictures.first() {
        let (message, label) = match beside.pictures.len() {
            1 => ("a picture or chart that lies on the sheet is left out".to_owned(), "over this cell"),
            count => (format!("{count} pictures and charts that lie on the sheet are left out"), "the first of them"),
        };
        out.push(Remark { span: at(*first), message, label, lost: true });
    }
    if beside.hidden_parts {
        let message = "rows or columns of the sheet are hidden, and are in the map".to_owned();
        out.push(Remark { span: Span::at(0), message, label: "delete them in the workbook if they are not meant", lost: false });
    }
    out
}

/// A cell as it is shown; `format` is the code by which its number is.
fn text<'c>(value: &'c DataRef<'_>, format: &str) -> Cow<'c, str> {
    let format = if format.len() > LONGEST_FORMAT { "" } else { format };
    match value {
        DataRef::Int(number) => Cow::Owned(formatted(*number as f64, format)),
        DataRef::Float(number) => Cow::Owned(formatted(*number, format)),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Cow::Borrowed(text.trim()),
        DataRef::SharedString(text) => Cow::Borrowed(text.trim()),
        DataRef::Bool(yes) => Cow::Borrowed(if *yes { "yes" } else { "no" }),
        DataRef::DateTime(time) => Cow::Owned(moment(time)),
        DataRef::Error(_) | DataRef::Empty => Cow::Borrowed(""),
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

fn sheet(cells: &Cells) -> Result<Sheet, Refusal> {
    // What lies between a cell and the first of its row counts, too.
    grid::check(cells.rows().count(), cells.rows().map(|row| row[row.len() - 1].at.1 as usize + 1).sum())?;
    let mut block = Reading::default();
    let (mut shown, mut spans, mut missing) = (String::new(), Vec::new(), Vec::new());
    let mut line = 0;
    for row in cells.rows() {
        while line < row[0].at.0.min(MOST_LINES) {
            shown.push('\n');
            line += 1;
        }
        let last = row[row.len() - 1].at.1;
        let (mut texts, mut ends) = (String::new(), Vec::new());
        let mut rest = row.iter().peekable();
        for column in 0..=last {
            let cell = rest.next_if(|cell| cell.at.1 == column);
            texts.push_str(cell.filter(|cell| !cell.missing).map_or("", |cell| cells.text(cell)));
            ends.push(texts.len());
            if column > 0 {
                shown.push_str(BETWEEN);
            }
            let start = shown.len();
            if let Some(cell) = cell {
                shown.push_str(&address::shown(&one_line(cells.text(cell))));
            }
            let span = Span::new(start, shown.len());
            spans.push(span);
            if cell.is_some_and(|cell| cell.missing) {
                missing.push((address(row[0].at.0, column), span));
            }
        }
        block.row(texts.as_bytes(), ends.iter().copied());
    }
    shown.push('\n');
    Ok((Grid::new(vec![block.finish()?], Places::Cells(spans)), shown, missing))
}
