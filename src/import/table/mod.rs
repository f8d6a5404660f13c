//! Tables: text with commas and the like, and workbooks. One row per touchpoint; what the columns are is known to `crate::table`.
//!
//! A *grid* is rows of cells; `plan` finds the headings, `around` what stands around the rows, `scales` how emotions are counted
//! (`grades`: pains), `declared` the people and channels, `rows` what each row is about, and `cells` and `amounts` read single cells.
//! A `builder` writes: `build` the way, `fill` and `pains` what the cells say.
//!
//! Several tables of one workbook become journeys of one map, with common personas and channels.

mod amounts;
#[cfg(feature = "cli")]
mod archive;
mod around;
#[cfg(feature = "cli")]
mod beside;
mod build;
mod builder;
mod cells;
mod csv;
mod declared;
mod details;
mod fill;
#[cfg(feature = "cli")]
mod formats;
mod grades;
mod grid;
mod numbers;
mod pains;
mod plan;
mod primary;
mod recent;
mod rows;
mod scales;
#[cfg(feature = "cli")]
mod workbook;

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::Arc;

use super::decode::Decoded;
use super::draft::Clauses;
use super::names::{Ids, one_line, title_of_file};
use super::said::Said;
use super::write::{Head, Writer, Written};
use super::{Read, Refusal};
use crate::cores::both;
use crate::diagnostic::Code;
use crate::model::vocabulary::ElementKind;
use crate::source::{FileId, SourceFile, Sources, Span};
pub use amounts::duration;
use builder::{Builder, Context};
use declared::{Declarations, MoreLists, Named};
use details::{Details, Standing};
use grid::Grid;
use plan::Plan;

/// A table, and the text that findings point to.
struct Table {
    /// What it is called, if it has a name of its own.
    name: Option<String>,
    grid: Grid,
    shown: SourceFile,
    missing: Vec<Missing>,
    /// What was found beside its cells.
    remarks: Vec<Remark>,
}

/// What is said of something beside the cells of a table.
struct Remark {
    span: Span,
    message: String,
    label: &'static str,
    /// Whether it is lost; else it is in the map in another form.
    lost: bool,
}

/// A cell with a formula whose value the file does not hold: its address, and where it is shown.
type Missing = (String, Span);

/// A table whose columns are known.
struct Planned {
    id: FileId,
    name: Option<String>,
    grid: Grid,
    plan: Plan,
}

/// Whether a text begins like a table with known headings.
pub fn has_known_headings(head: &str) -> bool {
    // What was cut out of a longer text may end within quotes.
    let lines: Vec<&str> = head.lines().take(5).collect();
    csv::read(&lines.join("\n")).is_ok_and(|grid| plan::has_headings(&grid))
}

/// Reads a table as text.
pub fn csv(path: &str, decoded: Decoded) -> Result<Read, Refusal> {
    let grid = csv::read(&decoded.text)?;
    let shown = SourceFile::of_text(path, decoded.text);
    let mut read = tables(path, vec![Table { name: None, grid, shown, missing: Vec::new(), remarks: Vec::new() }], Vec::new())?;
    if let Some(at) = decoded.guessed {
        let mut said = Said::about(FileId(0));
        let text = read.sources.get(FileId(0)).text();
        // Bytes before the first that is not ASCII are the same in both encodings; from there on, characters tell.
        let at = text.char_indices().map(|(at, _)| at).take_while(|start| *start <= at).last().unwrap_or_default();
        let end = at + text[at..].chars().next().map_or(0, char::len_utf8);
        said.changed(Span::new(at, end), "the file is not UTF-8, and was read as Windows-1252", "the first character that tells");
        read.findings.extend(said.findings);
    }
    Ok(read)
}

/// Reads the tables of a workbook.
#[cfg(feature = "cli")]
pub fn xlsx(path: &str, bytes: &[u8]) -> Result<Read, Refusal> {
    let workbook::Workbook { tables: found, others, hidden } = workbook::read(path, bytes)?;
    if found.is_empty() && !hidden.is_empty() {
        return Err(Refusal::new("all sheets with a heading `stage` or `touchpoint` are hidden; show the one that is meant"));
    }
    if found.is_empty() {
        return Err(Refusal::new(
            "no sheet of it has a heading `stage` or `touchpoint`: each touchpoint has a row, and what is said of it stands in columns; \
             `journey new NAME --table` writes a table to fill in",
        ));
    }
    let (sheets, others): (Vec<Table>, Vec<Table>) = others.into_iter().partition(|table| details::kind(&table.grid).is_some());
    let mut read = tables(path, found, sheets)?;
    for Table { name, shown, .. } in others {
        let id = read.sources.add(Arc::new(shown));
        let mut said = Said::about(id);
        let name = name.unwrap_or_default();
        said.left_out(Span::at(0), format!("the sheet `{name}` is left out"), "no heading `stage` or `touchpoint`");
        read.findings.extend(said.findings);
    }
    for Table { name, shown, .. } in hidden {
        let id = read.sources.add(Arc::new(shown));
        let mut said = Said::about(id);
        let name = name.unwrap_or_default();
        said.left_out(Span::at(0), format!("the sheet `{name}` is left out"), "it is hidden");
        read.findings.extend(said.findings);
    }
    Ok(read)
}

/// Makes one map of tables, and of sheets of details beside them.
fn tables(path: &str, tables: Vec<Table>, sheets: Vec<Table>) -> Result<Read, Refusal> {
    let mut sources = Sources::default();
    let mut declared = Declarations::default();
    let mut details = Details::default();
    let mut beside = Vec::new();
    for Table { grid, shown, missing, remarks, .. } in sheets {
        let Some(kind) = details::kind(&grid) else { continue };
        let id = sources.add(Arc::new(shown));
        let mut said = Said::about(id);
        without_values(&missing, &mut said);
        remark(remarks, &mut said);
        details.read(kind, &grid, sources.get(id).text(), &mut declared, &mut said);
        beside.push((kind, said));
    }
    let (mut planned, mut all_said, mut beside_said) = (Vec::new(), Vec::new(), Vec::new());
    let with_touchpoints = tables.iter().any(|table| plan::has_touchpoints(&table.grid));
    for Table { name, mut grid, shown, missing, remarks } in tables {
        let repeated = plan::leave_out_repeated(&mut grid, &shown).map_err(|refusal| refusal.of_sheet(name.as_deref()))?;
        let (mut people, mut notes, mut totals) = (Vec::new(), Vec::new(), Vec::new());
        if let Some(head) = plan::head(&grid) {
            around::rule(&mut grid, head);
            people = around::whose(&mut grid, head, &repeated, shown.text());
            totals = around::totals(&mut grid, head, shown.text());
            notes = around::notes_below(&mut grid, head, &shown);
        }
        plan::join_headings(&mut grid).map_err(|refusal| refusal.of_sheet(name.as_deref()))?;
        let id = sources.add(Arc::new(shown));
        let mut said = Said::about(id);
        let shown = sources.get(id).text();
        without_values(&missing, &mut said);
        remark(remarks, &mut said);
        if let Some(&first) = repeated.first() {
            let message = match repeated.len() {
                1 => "a row that says the headings again is left out".to_owned(),
                count => format!("{count} rows that say the headings again are left out"),
            };
            said.left_out(grid.span(shown, first, 0), message, if repeated.len() == 1 { "" } else { "the first of them" });
        }
        for (note, span) in notes {
            said.left_out(span, format!("`{}` is left out", one_line(&note)), "stands below the table");
        }
        for (label, span) in totals {
            let message = format!("the row of `{}` is left out", one_line(&label));
            said.left_out(span, message, "sums and means of columns are no part of a map");
        }
        match plan::plan(&grid, shown, &mut said) {
            Ok(mut plan) => {
                plan.whose = people;
                planned.push(Planned { id, name, grid, plan });
                all_said.push(said);
            }
            // Beside a table of touchpoints stands one of something else.
            Err(_) if with_touchpoints && !plan::has_touchpoints(&grid) => {
                let mut said = Said::about(id);
                let message = format!("the sheet `{}` is left out", name.unwrap_or_default());
                said.left_out(Span::at(0), message, "no heading says `Touchpoint`");
                beside_said.push(said);
            }
            Err(refusal) => return Err(refusal.of_sheet(name.as_deref())),
        }
    }
    scales::settle(planned.iter_mut().map(|table| &mut table.plan).zip(&mut all_said));
    let named = planned.iter().map(|table| Named { grid: &table.grid, plan: &table.plan, shown: sources.get(table.id).text() });
    let named: Vec<Named> = named.collect();
    let (sorted, lists) = both(
        || named.iter().map(|table| rows::sort(table.grid, table.plan)).collect::<Vec<_>>(),
        || declared.collect(&named, &mut all_said),
    );
    let (lanes, lane_ids) = lanes(planned.iter().map(|table| &table.plan));
    let several = planned.len() > 1;
    let names_of_sheets = NamesOfSheets::of(&planned);
    let mut ids = Ids::default();
    // What is declared is known only at the end: a name that nothing came of is not. But a long text need not be moved then if what will
    // probably be declared stands before it.
    let likely = head(&declared, true, &mut Details::default(), &lanes);
    let mut journeys = Writer::default();
    journeys.reserve(planned.iter().map(|table| 2 * sources.get(table.id).text().len()).sum());
    journeys.begin_with(&likely.text);
    let mut tables = Vec::new();
    for ((((table, lanes), lists), sorted), said) in planned.iter().zip(&lane_ids).zip(&lists).zip(sorted).zip(&mut all_said) {
        let Planned { id, name, grid, plan } = table;
        let above = plan.title.map(|(row, column)| grid.cell(row, column));
        let above = names_of_sheets.title(above, name.as_deref(), several);
        let context = Context { grid, plan, declared: &declared, lanes, shown: sources.get(*id).text() };
        rows::say_order(&sorted, grid, plan, context.shown, said);
        let mut rows = sorted.journeys;
        for rows in &mut rows {
            numbers::take_off(rows, context, said);
        }
        if let Some((row, column)) = plan.title
            && rows.iter().all(|rows| rows.title.is_some_and(|title| title != grid.cell(row, column)))
        {
            let message = format!("`{}` is left out", one_line(grid.cell(row, column)));
            said.left_out(grid.span(context.shown, row, column), message, "the rows say what the journey is called");
        }
        let title =
            |rows: &rows::Journey<'_>| rows.title.or(above.as_deref()).map_or_else(|| title_of_file(path), one_line).into_owned();
        let rows: Vec<(String, rows::Journey<'_>)> = rows.into_iter().map(|rows| (title(&rows), rows)).collect();
        tables.push((context, MoreLists::of_table(lists), said, rows));
    }
    if details.reach_further() {
        let mut standing = Standing::default();
        for (context, lists, _, rows) in &tables {
            let (mut said, mut writer, mut none, mut others) =
                (Said::about(FileId(0)), Writer::default(), Details::default(), Vec::new());
            let mut builder = Builder::new(*context, lists.clone(), &mut said, &mut writer, &mut none, &mut others);
            for (title, rows) in rows {
                builder.stand(title, rows, &mut standing);
            }
        }
        details.connect(&standing);
    }
    for (context, lists, said, rows) in tables {
        let mut builder = Builder::new(context, lists, said, &mut journeys, &mut details, &mut beside);
        for (title, rows) in rows {
            let id = ids.of(&title, "my-journey");
            builder.journey(id, &title, &rows);
        }
    }
    let Written { mut text, wide } = journeys.finish();
    if text.len() == likely.text.len() {
        return Err(Refusal::new("there is no row below its headings"));
    }
    for said in &mut all_said {
        declared.say_guesses(said);
    }
    let head = head(&declared, false, &mut details, &lanes);
    for (kind, said) in &mut beside {
        details.rest(*kind, said);
    }
    if head.text != likely.text {
        text.replace_range(..likely.text.len(), &head.text);
    }
    let text = Written { text, wide: wide || head.wide };
    let said = all_said.into_iter().chain(beside.into_iter().map(|(_, said)| said)).chain(beside_said);
    Ok(Read { text, sources, findings: said.flat_map(|said| said.findings).collect() })
}

/// What the titles above tables tell of which is which.
struct NamesOfSheets {
    /// Those that stand above several tables.
    repeated: HashSet<String>,
}

impl NamesOfSheets {
    fn of(planned: &[Planned]) -> Self {
        let (mut seen, mut repeated) = (HashSet::new(), HashSet::new());
        for Planned { grid, plan, .. } in planned {
            let title = plan.title.map(|(row, column)| grid.cell(row, column).to_lowercase());
            repeated.extend(title.filter(|title| !seen.insert(title.clone())));
        }
        Self { repeated }
    }

    /// What a table is called, by the text above it and by its sheet: where several have the same text, the names of sheets tell them apart,
    /// and a name that nobody gave is none.
    fn title<'t>(&self, above: Option<&'t str>, sheet: Option<&'t str>, several: bool) -> Option<Cow<'t, str>> {
        match (above, sheet) {
            (Some(above), Some(sheet)) if self.repeated.contains(&above.to_lowercase()) => {
                Some(Cow::Owned(format!("{above} – {sheet}")))
            }
            (Some(above), _) => Some(Cow::Borrowed(above)),
            (None, sheet) => sheet.filter(|sheet| several || !is_usual_name(sheet)).map(Cow::Borrowed),
        }
    }
}

/// Whether a sheet is called as programs for tables call it, or by what it is.
fn is_usual_name(sheet: &str) -> bool {
    const USUAL: [&str; 20] = [
        "sheet",
        "tabelle",
        "feuil",
        "feuille",
        "hoja",
        "foglio",
        "planilha",
        "folha",
        "blad",
        "ark",
        "list",
        "map",
        "table",
        "data",
        "export",
        "journey",
        "journey map",
        "customer journey",
        "customer journey map",
        "worksheet",
    ];
    let name = sheet.trim_end_matches(|char: char| char.is_ascii_digit() || char.is_whitespace()).to_lowercase();
    USUAL.contains(&name.as_str())
}

/// What stands before the journeys: what the tables declare, `all` of it or only what is used, and the lanes.
fn head(declared: &Declarations, all: bool, details: &mut Details, lanes: &[(String, String)]) -> Written {
    let mut writer = Writer::default();
    declared.write(&mut writer, all, details);
    for (id, title) in lanes {
        writer.open(Head { kind: ElementKind::Lane, id: Some(id), title: Some(title), value: None }, &Clauses::default());
        writer.close();
    }
    let mut written = writer.finish();
    if !written.text.is_empty() {
        written.text.push('\n');
    }
    written
}

/// Says what was found beside the cells.
fn remark(remarks: Vec<Remark>, said: &mut Said) {
    for Remark { span, message, label, lost } in remarks {
        if lost { said.left_out(span, message, label) } else { said.changed(span, message, label) }
    }
}

/// Says which cells hold a formula and no value.
fn without_values(missing: &[Missing], said: &mut Said) {
    /// So many cells are named.
    const MOST: usize = 8;
    let Some((_, first)) = missing.first() else { return };
    let names: Vec<String> = missing.iter().take(MOST).map(|(address, _)| format!("`{address}`")).collect();
    let more = missing.len().saturating_sub(MOST);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let message = if let [(address, _)] = missing {
        format!("the cell `{address}` holds a formula without a value, or an error, and is read as empty")
    } else {
        format!("the cells {}{more} hold formulas without a value, or errors, and are read as empty", names.join(", "))
    };
    let found = said.say(Code::NotImported, *first, message, "the file does not say what it comes to");
    found.help = Some("open the workbook in a program for tables, mend what shows an error, and save it again".into());
}

/// The lanes of all tables, those of one heading once, and for each table the ids of its lanes.
fn lanes<'p>(plans: impl Iterator<Item = &'p Plan>) -> (Vec<(String, String)>, Vec<Vec<String>>) {
    let mut all: Vec<(String, String)> = Vec::new();
    let mut ids = Ids::of_lanes();
    let mut by_table = Vec::new();
    for plan in plans {
        let mut own = Vec::new();
        for (_, heading) in &plan.lanes {
            let known = all.iter().find(|(id, title)| title.to_lowercase() == heading.to_lowercase() && !own.contains(id)).cloned();
            let id = known.as_ref().map_or_else(|| ids.of(heading, "lane").to_owned(), |(id, _)| id.clone());
            if known.is_none() {
                all.push((id.clone(), heading.clone()));
            }
            own.push(id);
        }
        by_table.push(own);
    }
    (all, by_table)
}
