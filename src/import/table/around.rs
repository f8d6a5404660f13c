//! What stands around the rows of a table: above a block of rows whose they are, and below all of them sums and notes.

use super::grid::Grid;
use super::plan;
use crate::model::vocabulary::ElementKind;
use crate::source::{SourceFile, Span};
use crate::table::{Holds, heading, is_numbered};

/// Whose the rows below a row are, as a line above their headings says: `Persona: Ann`.
#[derive(Debug)]
pub struct Whose {
    /// The row above them.
    pub row: usize,
    /// The names.
    pub names: String,
    /// Where they stand.
    pub span: Span,
}

/// Takes the lines out of a table that say above headings, the first ones or such that are said again, whose the rows below are.
pub fn whose(grid: &mut Grid, head: usize, repeated: &[usize], shown: &str) -> Vec<Whose> {
    // Above the first headings stands nothing else than such lines; between headings that are said again only the last one is looked at.
    let mut found: Vec<Whose> = (0..head).rev().find_map(|row| line_of_people(grid, row, shown)).into_iter().collect();
    let mut from = head;
    for &row in repeated {
        let above = (from..row).rev().find(|&row| !grid.is_blank(row));
        found.extend(above.and_then(|row| line_of_people(grid, row, shown)));
        from = row;
    }
    for whose in &found {
        grid.blank(whose.row);
    }
    found
}

/// A row that says a heading of people and names: in one cell, or in two beside each other.
fn line_of_people(grid: &Grid, row: usize, shown: &str) -> Option<Whose> {
    let (column, said, names) = match plan::said_in(grid, row, 0)[..] {
        [one] => {
            let (said, names) = grid.cell(row, one).split_once(':')?;
            (one, said, names.trim())
        }
        // What stands apart from each other are names of groups of columns.
        [one, other] if other == one + 1 => (other, grid.cell(row, one), grid.cell(row, other)),
        _ => return None,
    };
    let known = heading(said).is_some_and(|known| known.column.holds == Holds::Names(ElementKind::Persona));
    let is_name = !names.is_empty() && heading(names).is_none();
    (known && is_name).then(|| Whose { row, names: names.to_owned(), span: grid.span(shown, row, column) })
}

/// Takes the notes out that stand below a table, behind an empty row: each alone in the first column. They are none of its stages. What
/// stands among notes is a note, too.
pub fn notes_below(grid: &mut Grid, head: usize, shown: &SourceFile) -> Vec<(String, Span)> {
    let first = plan::said_in(grid, head, 0).first().copied();
    let (mut rows, mut apart, mut are_notes) = (Vec::new(), 0, false);
    for row in (head + 1..grid.height()).rev().filter(|&row| !grid.is_blank(row)) {
        match plan::said_in(grid, row, 0)[..] {
            [column] if Some(column) == first => {
                are_notes |= is_note(grid.cell(row, column));
                rows.push((row, column));
            }
            _ => break,
        }
        if stands_apart(grid, row, shown) {
            if !are_notes {
                break;
            }
            (apart, are_notes) = (rows.len(), false);
        }
    }
    let note = |&(row, column): &(usize, usize)| (grid.cell(row, column).to_owned(), grid.span(shown.text(), row, column));
    let notes = rows[..apart].iter().rev().map(note).collect();
    rows[..apart].iter().for_each(|(row, _)| grid.blank(*row));
    notes
}

/// What people write before sums and means of columns, in small letters.
const TOTALS: [&str; 35] = [
    "ø",
    "min",
    "max",
    "minimum",
    "maximum",
    "std. dev",
    "std dev",
    "standard deviation",
    "total",
    "totals",
    "grand total",
    "sum",
    "average",
    "avg",
    "mean",
    "median",
    "summe",
    "gesamt",
    "gesamtsumme",
    "durchschnitt",
    "mittelwert",
    "schnitt",
    "somme",
    "moyenne",
    "total général",
    "totale",
    "somma",
    "media",
    "suma",
    "promedio",
    "totaal",
    "gemiddelde",
    "soma",
    "média",
    "total geral",
];

/// Takes the rows of sums and means of columns out that end a table: a word for that, and nothing but numbers beside it. Notes may stand
/// among and below them.
pub fn totals(grid: &mut Grid, head: usize, shown: &str) -> Vec<(String, Span)> {
    /// So many rows at the end of a table are looked at: notes may stand below the sums.
    const LAST: usize = 20;
    /// What stands before the word for what is meant: `Average rating`.
    const MEANS: [&str; 6] = ["average", "avg", "mean", "durchschnitt", "ø", "moyenne"];
    let mut found = Vec::new();
    for row in (head + 1..grid.height()).rev().filter(|&row| !grid.is_blank(row)).take(LAST) {
        let said = plan::said_in(grid, row, 0);
        let Some((&label, numbers)) = said.split_first() else { break };
        let word = grid.cell(row, label).trim_end_matches([':', ' ', '=']).to_lowercase();
        let of_what = || word.split_once(' ').is_some_and(|(mean, what)| MEANS.contains(&mean) && !what.contains(' '));
        let known = TOTALS.contains(&word.as_str()) || !numbers.is_empty() && of_what();
        if known && numbers.iter().all(|&column| is_number(grid.cell(row, column))) {
            found.push((row, (grid.cell(row, label).to_owned(), grid.span(shown, row, label))));
        } else if !numbers.is_empty() {
            break;
        }
    }
    for (row, _) in &found {
        grid.blank(*row);
    }
    found.into_iter().rev().map(|(_, said)| said).collect()
}

/// Whether a text is a number, perhaps with a unit or a currency.
fn is_number(text: &str) -> bool {
    const UNIT: usize = 3;
    text.contains(|sign: char| sign.is_ascii_digit()) && text.chars().filter(|sign| sign.is_alphabetic()).count() <= UNIT
}

/// Takes the row out that stands below the headings of a table of Markdown.
pub fn rule(grid: &mut Grid, head: usize) {
    let is_rule = |cell: &str| {
        let dashes = cell.trim_matches(':');
        cell.len() > 2 && !dashes.is_empty() && dashes.bytes().all(|sign| sign == b'-')
    };
    let row = head + 1;
    if row < grid.height() {
        let said = plan::said_in(grid, row, 0);
        if said.len() > 1 && said.iter().all(|&column| is_rule(grid.cell(row, column))) {
            grid.blank(row);
        }
    }
}

/// Whether a text is rather a note than the title of a stage.
fn is_note(text: &str) -> bool {
    /// How many words the title of a stage has that stands apart from all others.
    const MOST_WORDS: usize = 5;
    let said = text.split_once(": ").map(|(said, _)| said);
    let is_title = |said: &str| heading(said).is_some_and(|known| matches!(known.column.holds, Holds::Title(_)));
    let is_marked = text.starts_with(['*', '†', '‡', '§', '¹', '²', '³']) && !text.ends_with('*');
    is_marked
        || text.contains(" = ")
        || text.ends_with('.') && text.contains(' ')
        || text.split_whitespace().count() > MOST_WORDS
        || said.is_some_and(|said| !is_title(said) && !is_numbered(text))
}

/// Whether there is an empty row above a row.
fn stands_apart(grid: &Grid, row: usize, shown: &SourceFile) -> bool {
    let above = row - 1;
    let line = |at: u32| shown.line_number(at);
    let end = grid.span(shown.text(), above, grid.width(above).saturating_sub(1)).end;
    grid.is_blank(above) || line(grid.span(shown.text(), row, 0).start) > line(end) + 1
}
