//! What the columns of a table are: the row of headings, and what stands under each of them.

use super::cells::{feeling, plain, scale_of, texts};
use super::grid::Grid;
use crate::diagnostic::Code;
use crate::import::Refusal;
use crate::import::names::Ids;
use crate::import::said::Said;
use crate::model::vocabulary::ElementKind;
use crate::table::{COLUMNS, Heading, Holds, Mark, Scale, heading, near};

/// How far down the headings may stand.
const DEEPEST: usize = 30;
/// How many columns a table has at most.
const MOST_COLUMNS: usize = 1000;

/// The columns of a table.
#[derive(Debug)]
pub struct Plan {
    /// The row of the headings.
    pub head: usize,
    /// What stands above the headings by itself: the title.
    pub title: Option<(usize, usize)>,
    /// The columns, in the order in which a map says things.
    pub columns: Vec<Planned>,
    /// The lanes that unknown headings became: id and heading.
    pub lanes: Vec<(String, String)>,
}

/// A column of this table.
#[derive(Debug, Clone, Copy)]
pub struct Planned {
    /// Which cell of a row.
    pub at: usize,
    /// What it holds.
    pub holds: Held,
}

/// What a column of this table holds.
#[derive(Debug, Clone, Copy)]
pub enum Held {
    /// What a known heading says.
    Known(Holds),
    /// Emotions on a scale; none if the numbers fit no scale.
    Emotions(Option<Scale>),
    /// Texts of a lane.
    Lane(usize),
}

/// The row that looks like headings: the one with the most known ones among the first rows.
fn head(grid: &Grid) -> Option<usize> {
    let known = |row: usize| {
        let cells = (0..grid.width(row)).filter_map(|column| heading(grid.cell(row, column)));
        let places = |heading: &Heading| matches!(heading.column.holds, Holds::Title(_));
        cells.fold((0, 0), |(all, titles), heading| (all + 1, titles + usize::from(places(&heading))))
    };
    let counts = (0..grid.height().min(DEEPEST)).map(|row| (row, known(row))).filter(|(_, (_, titles))| *titles > 0);
    // Of rows that are equally good the first.
    counts.rev().max_by_key(|(_, (all, _))| *all).map(|(row, _)| row)
}

/// Whether a table has headings.
pub fn has_headings(grid: &Grid) -> bool {
    head(grid).is_some()
}

/// Finds the headings and says what is not known among them.
pub fn plan(grid: &Grid, shown: &str, said: &mut Said) -> Result<Plan, Refusal> {
    let head = head(grid);
    let across = head.map_or(0, |row| (0..grid.width(row)).filter(|&column| heading(grid.cell(row, column)).is_some()).count());
    let down = (0..grid.height().min(DEEPEST)).filter(|&row| heading(grid.cell(row, 0)).is_some()).count();
    if down > across.max(1) {
        return Err(Refusal::new(
            "the headings stand below each other in its first column; turn the table round, so that each touchpoint has a row",
        ));
    }
    let Some(head) = head else {
        return Err(Refusal::new(
            "no row of it has a heading `stage` or `touchpoint`; `journey new NAME --table` writes a table to fill in",
        ));
    };
    let width = grid.width(head);
    if width > MOST_COLUMNS {
        return Err(Refusal::new(format!("it has more than {MOST_COLUMNS} columns")));
    }
    let mut plan = Plan { head, title: title(grid, head, shown, said), columns: Vec::new(), lanes: Vec::new() };
    let used = used(grid, head, width);
    let known: Vec<Option<Heading>> = (0..width).map(|column| heading(grid.cell(head, column))).collect();
    let has = |kind| known.iter().flatten().any(|heading| heading.column.holds == Holds::Title(kind));
    let phases_are_stages = !has(ElementKind::Stage);
    let mut ids = Ids::of_lanes();
    for (column, heading) in known.iter().enumerate().filter(|(column, _)| used[*column]) {
        let holds = match heading {
            Some(Heading { column: known, scale }) => match known.holds {
                Holds::Title(ElementKind::Phase) if phases_are_stages => Held::Known(Holds::Title(ElementKind::Stage)),
                Holds::Emotions => Held::Emotions(scale.or_else(|| guess_scale(grid, head, column, shown, said))),
                Holds::Number => {
                    let span = grid.span(shown, head, column);
                    said.left_out(span, format!("the column `{}` is left out", grid.cell(head, column)), "the order of rows tells");
                    continue;
                }
                holds => Held::Known(holds),
            },
            None if grid.cell(head, column).is_empty() => {
                let span = grid.span(shown, head, column);
                said.left_out(span, format!("column {} is left out", column + 1), "has no heading");
                continue;
            }
            None => {
                let written = plain(grid.cell(head, column));
                let id = ids.of(written, "lane");
                let span = grid.span(shown, head, column);
                let message = format!("the heading `{}` is not known", one_line(written));
                let found = said.say(Code::UnknownColumn, span, message, format!("became the lane `{id}`"));
                found.help = near(written).map(|near| format!("did you mean `{near}`?"));
                plan.lanes.push((id, one_line(written)));
                Held::Lane(plan.lanes.len() - 1)
            }
        };
        plan.columns.push(Planned { at: column, holds });
    }
    plan.columns.sort_by_key(|column| rank(column.holds));
    beyond(grid, head, width, shown, said);
    Ok(plan)
}

fn one_line(text: &str) -> String {
    crate::import::names::one_line(text).into_owned()
}

/// The place of a column among what is said of a touchpoint: what is said in a line comes before what has a block of its own.
fn rank(held: Held) -> (bool, usize) {
    let place = |holds: Holds| COLUMNS.iter().position(|column| column.holds == holds).unwrap_or(COLUMNS.len());
    match held {
        Held::Known(holds) => (matches!(holds, Holds::Elements(_) | Holds::Mark(Mark::MomentOfTruth)), place(holds)),
        Held::Emotions(_) => (false, place(Holds::Emotions)),
        // A lane stands behind the experience, and before notes.
        Held::Lane(_) => (false, place(Holds::Mark(Mark::MomentOfTruth))),
    }
}

/// Which columns say something below their heading.
fn used(grid: &Grid, head: usize, width: usize) -> Vec<bool> {
    let says = |column: usize| (head + 1..grid.height()).any(|row| texts(grid.cell(row, column)).next().is_some());
    (0..width).map(says).collect()
}

/// The title: the only text above the headings. What else stands there is left out.
fn title(grid: &Grid, head: usize, shown: &str, said: &mut Said) -> Option<(usize, usize)> {
    let mut title = None;
    for row in 0..head {
        for column in (0..grid.width(row)).filter(|&column| !grid.cell(row, column).is_empty()) {
            if title.is_none() {
                title = Some((row, column));
            } else {
                let span = grid.span(shown, row, column);
                said.left_out(span, format!("`{}` is left out", one_line(grid.cell(row, column))), "stands above the headings");
            }
        }
    }
    title
}

/// Says which cells have no heading above them.
fn beyond(grid: &Grid, head: usize, width: usize, shown: &str, said: &mut Said) {
    for row in (head + 1..grid.height()).filter(|&row| grid.width(row) > width) {
        for column in (width..grid.width(row)).filter(|&column| !grid.cell(row, column).is_empty()) {
            let span = grid.span(shown, row, column);
            said.left_out(span, format!("`{}` is left out", one_line(grid.cell(row, column))), "there is no heading above it");
        }
    }
}

/// The scale of a column of emotions whose heading does not say it.
fn guess_scale(grid: &Grid, head: usize, column: usize, shown: &str, said: &mut Said) -> Option<Scale> {
    let cells = (head + 1..grid.height()).map(|row| grid.cell(row, column));
    let numbers = cells.flat_map(texts).filter_map(|line| match feeling(line).number {
        Some((number, None)) => Some(number),
        _ => None,
    });
    let (least, most) = numbers.fold((f64::MAX, f64::MIN), |(least, most), number| (least.min(number), most.max(number)));
    if least > most {
        return None;
    }
    let scale = scale_of(least, most);
    if scale == scale_of(0.0, 0.0) {
        return scale;
    }
    let heading = one_line(grid.cell(head, column));
    let (message, label) = match scale {
        Some(Scale { worst, best }) => {
            (format!("the numbers of `{heading}` are read as from {worst} (worst) to {best} (best)"), "does not say its scale")
        }
        None => (format!("the numbers of `{heading}` go from {least} to {most}, which is no scale in use"), "kept as notes"),
    };
    let found = said.say(Code::ChangedOnImport, grid.span(shown, head, column), message, label);
    found.help = Some(format!("write the scale behind the heading, as in `{heading} (1-5)`"));
    scale
}
