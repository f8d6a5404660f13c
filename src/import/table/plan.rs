//! What the columns of a table are: the row of headings, and what stands under each of them.

use std::collections::HashSet;

use std::ops::Range;

use super::around::Whose;
use super::cells::{plain, texts};
use super::grades::Grades;
use super::grid::Grid;
use super::primary;
use super::scales::{Emotions, Scales};
use crate::cores::{map, pieces};
use crate::diagnostic::Code;
use crate::import::Refusal;
use crate::import::names::Ids;
use crate::import::said::Said;
use crate::model::vocabulary::{ElementKind, Field};
use crate::source::SourceFile;
use crate::table::{COLUMNS, Heading, Holds, Mark, heading, is_amount, lane_title, near};

/// How far down the headings may stand.
const DEEPEST: usize = 30;
/// A longer text is no heading.
const LONGEST_HEADING: usize = 60;
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
    /// The columns of pains and those of how severe they are, as they belong together.
    pub severities: Vec<(usize, usize)>,
    /// The columns of how severe pains are, and how their numbers are read.
    pub grades: Vec<(usize, Grades)>,
    /// The columns of emotions, whose scales are settled when all tables are known.
    pub emotions: Vec<Emotions>,
    /// The column of numbers of emotions and that of words, if they stand beside each other.
    pub felt: Option<(Planned, Planned)>,
    /// The columns of numbers, which are left out when it is known whether the order of rows tells the same.
    pub numbers: Vec<usize>,
    /// Whose the rows of blocks are, as lines above their headings say.
    pub whose: Vec<Whose>,
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
    /// Emotions of one of the columns of emotions.
    Emotions(usize),
    /// Texts of a lane.
    Lane(usize),
}

impl Plan {
    /// On which scales the emotions of a column are, once they are settled.
    pub fn scales(&self, column: Planned) -> Option<Scales> {
        match column.holds {
            Held::Emotions(at) => self.emotions.get(at).map(|emotions| emotions.scales),
            _ => None,
        }
    }

    /// How bad a text in a column of severities says that something is.
    pub fn severity(&self, column: usize, text: &str) -> Option<&'static str> {
        self.grades.iter().find(|(own, _)| *own == column)?.1.severity(text)
    }
}

/// The column that a cell is a heading of. An apostrophe says that it is text.
fn heading_of(cell: &str) -> Option<Heading> {
    if cell.starts_with('\'') { None } else { heading(cell) }
}

/// The row that looks like headings: the one with the most known ones among the first rows.
pub fn head(grid: &Grid) -> Option<usize> {
    let known = |row: usize| {
        let cells = (0..grid.width(row)).filter_map(|column| heading_of(grid.cell(row, column)));
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

/// Whether a table has a heading of touchpoints.
pub fn has_touchpoints(grid: &Grid) -> bool {
    let is_touchpoint = |row: usize, column: usize| {
        heading_of(grid.cell(row, column)).is_some_and(|known| known.column.holds == Holds::Title(ElementKind::Touchpoint))
    };
    head(grid).is_some_and(|row| (0..grid.width(row)).any(|column| is_touchpoint(row, column)))
}

/// Finds the headings and says what is not known among them.
pub fn plan(grid: &Grid, shown: &str, said: &mut Said) -> Result<Plan, Refusal> {
    let head = head(grid);
    if is_turned(grid, head) {
        return Err(Refusal::new(
            "the headings stand below each other in one column; turn the table round, so that each touchpoint has a row",
        ));
    }
    let Some(head) = head else {
        return Err(Refusal::new(
            "no row of it has a heading `stage` or `touchpoint`: each touchpoint has a row, and what is said of it stands in columns; \
             `journey new NAME --table` writes a table to fill in",
        ));
    };
    let width = grid.width(head);
    if width > MOST_COLUMNS {
        return Err(Refusal::new(format!("it has more than {MOST_COLUMNS} columns")));
    }
    let mut plan = Plan {
        head,
        title: title(grid, head, shown, said),
        columns: Vec::new(),
        lanes: Vec::new(),
        severities: Vec::new(),
        grades: Vec::new(),
        emotions: Vec::new(),
        felt: None,
        numbers: Vec::new(),
        whose: Vec::new(),
    };
    let used = used(grid, head, width);
    let known: Vec<Option<Heading>> = (0..width).map(|column| heading_of(grid.cell(head, column))).collect();
    let has = |kind| known.iter().flatten().any(|heading| heading.column.holds == Holds::Title(kind));
    let phases_are_stages = !has(ElementKind::Stage);
    let mut ids = Ids::of_lanes();
    let second = second(grid, head, &known, &used, phases_are_stages);
    let primary = primary::column(grid, head, &known, &used);
    for (column, heading) in known.iter().enumerate().filter(|(column, _)| used[*column]) {
        let (written, span) = (grid.cell(head, column), grid.span(shown, head, column));
        // What is no column of its own becomes a lane, and why is said.
        let title = one_line(plain(written));
        let mut lane = |code: Code, why: String, said: &mut Said| {
            let id = ids.of(plain(written), "lane").to_owned();
            said.say(code, span, why, format!("became the lane `{id}`"));
            plan.lanes.push((id, title.clone()));
            Held::Lane(plan.lanes.len() - 1)
        };
        let holds = match heading {
            Some(Heading { column: known, scale }) => match known.holds {
                _ if second[column] => {
                    lane(Code::ChangedOnImport, format!("`{title}` means the same as another heading: {}", known.heading), said)
                }
                Holds::Title(ElementKind::Phase) if phases_are_stages => Held::Known(Holds::Title(ElementKind::Stage)),
                Holds::Duration if are_times_of_day(grid, head, column) => {
                    lane(Code::ChangedOnImport, format!("`{title}` holds times of day, and no lengths of time"), said)
                }
                Holds::Emotions => {
                    plan.emotions.push(Emotions::of(grid, head, column, *scale, (written, span)));
                    Held::Emotions(plan.emotions.len() - 1)
                }
                Holds::Names(ElementKind::Persona | ElementKind::Team)
                | Holds::Elements(ElementKind::Pain | ElementKind::Gain | ElementKind::Opportunity | ElementKind::Risk)
                    if only_numbers(grid, head, column) =>
                {
                    lane(Code::ChangedOnImport, format!("`{title}` holds numbers, and no {}", known.heading.to_lowercase()), said)
                }
                Holds::Number if holds_words(grid, head, column) => {
                    lane(Code::ChangedOnImport, format!("`{title}` holds words, and no numbers of rows"), said)
                }
                Holds::Word(Field::Severity) => {
                    plan.grades.push((column, Grades::of(grid, head, column, span, said)));
                    Held::Known(known.holds)
                }
                Holds::Number => {
                    plan.numbers.push(column);
                    continue;
                }
                holds => Held::Known(holds),
            },
            None if written.is_empty() => {
                without_heading(grid, head, column, shown, said);
                continue;
            }
            None if primary == Some(column) => {
                said.changed(span, format!("`{title}` is read as the touchpoint of each row"), "no heading says `Touchpoint`");
                Held::Known(Holds::Title(ElementKind::Touchpoint))
            }
            None if lane_title(&title).is_some() => {
                let title = lane_title(&title).unwrap_or(&title).to_owned();
                plan.lanes.push((ids.of(&title, "lane").to_owned(), title));
                Held::Lane(plan.lanes.len() - 1)
            }
            None => {
                let unknown = lane(Code::UnknownColumn, format!("the heading `{title}` is not known"), said);
                if let Some(found) = said.findings.last_mut() {
                    found.help = near(plain(written)).map(|near| format!("did you mean `{near}`?"));
                }
                unknown
            }
        };
        plan.columns.push(Planned { at: column, holds });
    }
    not_stirred(grid, &plan)?;
    plan.severities = severities(&plan.columns);
    plan.columns.sort_by_key(|column| rank(column.holds));
    beyond(grid, head, width, shown, said);
    Ok(plan)
}

/// Whether the headings stand below each other, as on a wall, where each stage has a column. Below and beside the first word that says
/// what is told apart stand headings and names: headings are where more of them are known.
fn is_turned(grid: &Grid, head: Option<usize>) -> bool {
    /// Known words that are rather names of stages where they stand among such.
    const STAGES: [&str; 12] = [
        "research", "experience", "support", "idea", "need", "quote", "solution", "problem", "interaction", "satisfaction",
        "delight", "order",
    ];
    let known = |row: usize, column: usize| {
        let text = plain(grid.cell(row, column)).to_lowercase();
        let is_stage = |known: &Heading| {
            let heading = known.column.heading.to_lowercase();
            // A plural is rather a heading.
            STAGES.contains(&text.as_str()) || STAGES.contains(&heading.as_str()) && !text.starts_with(&heading)
        };
        heading_of(&text).filter(|known| !is_stage(known)).map(|known| known.column.heading)
    };
    let is_title = |row: usize, column: usize| {
        heading_of(grid.cell(row, column)).is_some_and(|known| matches!(known.column.holds, Holds::Title(_)))
    };
    let corner = head.and_then(|row| (0..grid.width(row)).find(|&column| is_title(row, column))).unwrap_or_default();
    let rows = (0..grid.height().min(DEEPEST)).filter(|&row| Some(row) != head && !grid.cell(row, corner).is_empty());
    let labels: HashSet<&str> = rows.clone().map(|row| grid.cell(row, corner)).collect();
    let down: HashSet<&str> = rows.filter_map(|row| known(row, corner)).collect();
    let beside = head.into_iter().flat_map(|row| (0..grid.width(row)).map(move |column| (row, column)));
    let across: HashSet<&str> =
        beside.filter(|(_, column)| *column != corner).filter_map(|(row, column)| known(row, column)).collect();
    // One word may be there by chance: beside those of a wall stand several stages, if there is a heading that says what is told apart.
    let stages = head.map_or(0, |row| said_in(grid, row, 0).len() - 1);
    let few = if stages > 1 { across.len() } else { across.len().max(1) };
    down.len() > few && 2 * down.len() >= labels.len()
}

/// Leaves out the rows below the headings that say the headings again, as for each page on paper, and returns them. Other headings than
/// those are of a second table, whose rows would be read by the first ones; such a table is refused.
pub fn leave_out_repeated(grid: &mut Grid, shown: &SourceFile) -> Result<Vec<usize>, Refusal> {
    let Some(head) = head(grid) else { return Ok(Vec::new()) };
    let two = |row: usize, other: usize| {
        let place = |row: usize| grid.place(shown, row);
        let message = format!("{} has other headings than {}", place(row), place(other));
        Refusal::new(format!("{message}: they are two tables; give each a sheet or a file of its own"))
    };
    // The table with more headings that are known may be the second one.
    let stands_between = |row: usize| (row + 1..head).any(|between| !grid.is_blank(between));
    if let Some(row) = (0..head).find(|&row| is_other_head(grid, row, 1) && stands_between(row)) {
        return Err(two(head, row));
    }
    let heads = if in_two_rows(grid, head) { &[head, head + 1][..] } else { &[head][..] };
    let mut rows = Vec::new();
    for row in beginning_like_headings(grid, heads[heads.len() - 1] + 1) {
        let said = said_in(grid, row, 0);
        let means = |column: usize, head: usize| {
            let (own, above) = (grid.cell(row, column), grid.cell(head, column));
            own == above
                || heading_of(own).zip(heading_of(above)).is_some_and(|(own, above)| own.column.holds == above.column.holds)
        };
        if let Some(head) = heads.iter().find(|&&head| said.len() > 1 && said.iter().all(|&column| means(column, head))) {
            if said.iter().any(|&column| has_other_scale(grid.cell(row, column), grid.cell(*head, column))) {
                return Err(two(row, *head));
            }
            rows.push(row);
        } else if is_other_head(grid, row, 2) {
            return Err(two(row, head));
        }
    }
    for &row in &rows {
        grid.blank(row);
    }
    Ok(rows)
}

/// Whether a row looks like the headings of another table: two titles, more known headings than `few`, and hardly anything else.
fn is_other_head(grid: &Grid, row: usize, few: usize) -> bool {
    let said = said_in(grid, row, 0);
    if said.len() > MOST_COLUMNS {
        return false;
    }
    let known: Vec<Holds> = said.iter().filter_map(|&column| Some(heading_of(grid.cell(row, column))?.column.holds)).collect();
    let titles = known.iter().filter(|holds| matches!(holds, Holds::Title(_))).count();
    titles > 1 && known.len() > few && 2 * known.len() > said.len()
}

/// Whether a heading of emotions or of severities that means the same as another one tells another scale of its numbers.
fn has_other_scale(own: &str, above: &str) -> bool {
    let inside = |text: &'_ str| text.split_once('(').map(|(_, inside)| one_line(inside).to_lowercase());
    let (Some(one), Some(other)) = (heading_of(own), heading_of(above)) else { return false };
    matches!(one.column.holds, Holds::Emotions | Holds::Word(Field::Severity))
        && inside(own).is_some()
        && inside(own) != inside(above)
        && (one.scale.is_none() || one.scale != other.scale || one.column.holds != Holds::Emotions)
}

/// Whether a text could be a heading: short and, but for a scale in brackets, without digits.
fn may_be_heading(text: &str) -> bool {
    let is_digit = |byte: &u8| byte.is_ascii_digit();
    let bytes = text.as_bytes();
    // Of titles that are numbered most end with their number.
    bytes.len() <= LONGEST_HEADING && !bytes.last().is_some_and(is_digit) && (!bytes.iter().any(is_digit) || bytes.contains(&b'('))
}

/// The rows from one on that begin with a word that may be a heading.
fn beginning_like_headings(grid: &Grid, from: usize) -> Vec<usize> {
    let find = |rows: &Range<usize>| {
        let mut last = ("", false);
        let begins = |row: &usize| {
            let cells = grid.cells(*row);
            let Some(first) = (0..grid.width(*row)).map(|column| cells.look(column).0).find(|cell| !cell.is_empty()) else {
                return false;
            };
            if !may_be_heading(first) {
                return false;
            }
            // Of the others most begin as the one above.
            if last.0 != first {
                last = (first, heading_of(first).is_some());
            }
            last.1
        };
        rows.clone().filter(begins).collect::<Vec<_>>()
    };
    map(&pieces(from..grid.height()), find).concat()
}

/// Makes one row of headings that stand in two: the lower ones stand below groups, the upper ones over both rows.
pub fn join_headings(grid: &mut Grid) -> Result<(), Refusal> {
    match head(grid) {
        Some(upper) if in_two_rows(grid, upper) => grid.join(upper),
        _ => Ok(()),
    }
}

/// Whether there are headings in the row below the headings, too, as below groups of columns.
pub fn in_two_rows(grid: &Grid, head: usize) -> bool {
    if head + 1 >= grid.height() {
        return false;
    }
    let below = |column: usize| heading_of(grid.cell(head + 1, column));
    let is_title = |heading: &Heading| matches!(heading.column.holds, Holds::Title(_));
    let mut titles =
        (0..grid.width(head)).filter(|&column| heading_of(grid.cell(head, column)).is_some_and(|known| is_title(&known)));
    // A row of the table itself would name a place, or say one such word by chance.
    let said = said_in(grid, head + 1, 0);
    let known = said.iter().filter(|&&column| below(column).is_some()).count();
    titles.all(|column| grid.cell(head + 1, column).is_empty()) && known > 1 && 2 * known > said.len()
}

/// Refuses a table in which an unknown heading probably stands over the touchpoints: nothing else tells rows of one stage apart.
fn not_stirred(grid: &Grid, plan: &Plan) -> Result<(), Refusal> {
    let of = |kind| {
        let is = move |held: Held| matches!(held, Held::Known(Holds::Title(own)) if own == kind);
        plan.columns.iter().find(move |column| is(column.holds)).map(|column| column.at)
    };
    let (None, Some(stage)) = (of(ElementKind::Touchpoint), of(ElementKind::Stage)) else { return Ok(()) };
    let is_lane = |column: &&Planned| matches!(column.holds, Held::Lane(_));
    let is_name = |column: &&Planned| {
        matches!(column.holds, Held::Known(Holds::Names(ElementKind::Persona | ElementKind::Source) | Holds::Title(_)))
    };
    let differ = |column: &Planned, (one, other): (usize, usize)| {
        let (before, after) = (grid.cell(one, column.at), grid.cell(other, column.at));
        !after.is_empty() && !before.is_empty() && before != after
    };
    let rows: Vec<usize> = (plan.head + 1..grid.height()).filter(|&row| !grid.is_blank(row)).collect();
    let mut pairs = rows.windows(2).map(|pair| (pair[0], pair[1]));
    let stirred = pairs.find_map(|pair| {
        let same = !plan.columns.iter().filter(is_name).any(|column| differ(column, pair));
        let lane = plan.columns.iter().filter(is_lane).find(|column| differ(column, pair))?;
        same.then_some(lane.at)
    });
    let Some(lane) = stirred else { return Ok(()) };
    let (lane, stage) = (one_line(grid.cell(plan.head, lane)), one_line(grid.cell(plan.head, stage)));
    Err(Refusal::new(format!(
        "no heading says `Touchpoint`, and rows of one `{stage}` would become one; write `Touchpoint` over the column that names what \
         happens in each row, in place of `{lane}` if it is that"
    )))
}

/// Pairs of a column of pains and one of severities: a single one speaks of all pains, else each of one column of pains, in order.
fn severities(columns: &[Planned]) -> Vec<(usize, usize)> {
    let of = |holds: Holds| {
        let is = move |held: Held| matches!(held, Held::Known(own) if own == holds);
        columns.iter().filter(move |column| is(column.holds)).map(|column| column.at)
    };
    let (pains, severities) = (of(Holds::Elements(ElementKind::Pain)), of(Holds::Word(Field::Severity)));
    match severities.clone().count() {
        1 => pains.flat_map(|pain| severities.clone().map(move |severity| (pain, severity))).collect(),
        _ => pains.zip(severities).collect(),
    }
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
    let find = |rows: &Range<usize>| {
        let (mut used, mut rest) = (vec![false; width], (0..width).collect::<Vec<_>>());
        for row in rows.clone() {
            let cells = grid.cells(row);
            rest.retain(|&column| {
                used[column] = texts(cells.look(column).0).next().is_some();
                !used[column]
            });
            if rest.is_empty() {
                break;
            }
        }
        used
    };
    let found = map(&pieces(head + 1..grid.height()), find);
    (0..width).map(|column| found.iter().any(|used| used[column])).collect()
}

/// Whether something under a heading is none of the numbers that count rows: `1`, `1.2`, `3)`.
fn holds_words(grid: &Grid, head: usize, column: usize) -> bool {
    let is_number = |text: &str| text.trim_end_matches(['.', ')']).bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    (head + 1..grid.height()).flat_map(|row| texts(grid.cell(row, column))).any(|text| !is_number(text))
}

/// Whether what stands under a heading are times of day, and no lengths of time: they rise from row to row, and reach into the day.
fn are_times_of_day(grid: &Grid, head: usize, column: usize) -> bool {
    /// A touchpoint rarely takes so many minutes.
    const DAY: u32 = 6 * 60;
    /// Headings under which times stand, in small letters.
    const TIMES: [&str; 10] = ["time", "time of day", "zeit", "uhrzeit", "heure", "hora", "horario", "ora", "orario", "tijd"];
    if !TIMES.contains(&one_line(plain(grid.cell(head, column))).to_lowercase().as_str()) {
        return false;
    }
    let minutes = |text: &str| {
        let (hours, rest) = text.split_once(':')?;
        let minutes = rest.get(..2)?.parse::<u32>().ok().filter(|minutes| *minutes < 60)?;
        let hours = hours.parse::<u32>().ok().filter(|hours| *hours < 24)?;
        Some(hours * 60 + minutes)
    };
    let times: Option<Vec<u32>> = (head + 1..grid.height()).flat_map(|row| texts(grid.cell(row, column))).map(minutes).collect();
    times.is_some_and(|times| times.is_sorted() && times.last().is_some_and(|last| *last >= DAY))
}

/// Says what stands in a column without a heading.
fn without_heading(grid: &Grid, head: usize, column: usize, shown: &str, said: &mut Said) {
    let mut rows = (head + 1..grid.height()).filter(|&row| texts(grid.cell(row, column)).next().is_some());
    let Some(first) = rows.next() else { return };
    let text = one_line(grid.cell(first, column));
    let message = match rows.count() {
        0 => format!("`{text}` in column {} is left out", column + 1),
        1 => format!("`{text}` and 1 more text in column {} are left out", column + 1),
        more => format!("`{text}` and {more} more texts in column {} are left out", column + 1),
    };
    said.left_out(grid.span(shown, first, column), message, "the column has no heading");
}

/// Whether all that stands under a heading are numbers, and none is marked as text by an apostrophe.
fn only_numbers(grid: &Grid, head: usize, column: usize) -> bool {
    let is_marked = |cell: &str| cell.lines().any(|line| line.trim_start().starts_with('\''));
    (head + 1..grid.height()).map(|row| grid.cell(row, column)).all(|cell| !is_marked(cell) && texts(cell).all(is_amount))
}

/// The title: the first text above the headings that stands in its row alone, since several are names of groups. What else stands there
/// is left out.
fn title(grid: &Grid, head: usize, shown: &str, said: &mut Said) -> Option<(usize, usize)> {
    let mut title = None;
    for row in 0..head {
        match said_in(grid, row, 0)[..] {
            [alone] if title.is_none() && grid.groups() != Some(row) => title = Some((row, alone)),
            ref cells => left_out(grid, row, cells, "stands above the headings", shown, said),
        }
    }
    title
}

/// Says which cells have no heading above them. In a text, a sign between cells that belongs to one of them and has no quotes around it
/// moves all that follows it under the wrong headings, so it is also said of rows that are longer only by empty cells, unless all of them are.
fn beyond(grid: &Grid, head: usize, width: usize, shown: &str, said: &mut Said) {
    let rows = || (head + 1..grid.height()).filter(|&row| !grid.is_blank(row));
    let all = rows().nth(1).is_some() && rows().all(|row| grid.width(row) > width);
    for row in rows().filter(|&row| grid.width(row) > width) {
        let cells = said_in(grid, row, width);
        left_out(grid, row, &cells, "there is no heading above it", shown, said);
        let Some(delimiter) = grid.delimiter().filter(|_| !all || !cells.is_empty()) else { continue };
        if cells.is_empty() {
            let message = format!("this row has {} cells, and there are {width} headings", grid.width(row));
            said.changed(grid.span(shown, row, width - 1), message, "the last cell under a heading");
        }
        let sign = match delimiter {
            b',' => "comma",
            b';' => "semicolon",
            b'\t' => "tab",
            _ => "sign between cells",
        };
        if let Some(found) = said.findings.last_mut() {
            found.help = Some(format!(
                "if a {sign} in this row belongs to a text, write quotes around the text: what follows it stands one heading too far"
            ));
        }
    }
}

/// The cells of a row from a column on that say something.
pub fn said_in(grid: &Grid, row: usize, from: usize) -> Vec<usize> {
    (from..grid.width(row)).filter(|&column| !grid.cell(row, column).is_empty()).collect()
}

/// Says that cells of a row are left out: a few by themselves, more than that together, since a place in a row is found by going through it.
fn left_out(grid: &Grid, row: usize, cells: &[usize], why: &str, shown: &str, said: &mut Said) {
    const FEW: usize = 4;
    let text = |column: usize| one_line(grid.cell(row, column));
    let (alone, together) = if cells.len() > FEW { (&[][..], cells) } else { (cells, &[][..]) };
    for &column in alone {
        said.left_out(grid.span(shown, row, column), format!("`{}` is left out", text(column)), why);
    }
    if let [first, others @ ..] = together {
        let message = format!("`{}` and {} more texts of its row are left out", text(*first), others.len());
        said.left_out(grid.span(shown, row, *first), message, why);
    }
}

/// Which columns say again what only one column can say: titles, and what a place has once. The one whose heading is the usual word is
/// taken, else the first.
fn second(grid: &Grid, head: usize, known: &[Option<Heading>], used: &[bool], phases_are_stages: bool) -> Vec<bool> {
    let mut second = vec![false; known.len()];
    let holding = |holds: Holds| {
        let same = move |heading: &Heading| heading.column.holds == holds;
        (0..known.len()).filter(move |&column| used[column] && known[column].as_ref().is_some_and(same))
    };
    for (column, Heading { column: own, .. }) in known.iter().enumerate().filter_map(|(at, heading)| Some((at, heading.as_ref()?)))
    {
        let room = match own.holds {
            // Each column of pains may have one of severity beside it.
            Holds::Word(Field::Severity) => holding(Holds::Elements(ElementKind::Pain)).count().max(1),
            Holds::Title(ElementKind::Phase) if phases_are_stages => 1,
            Holds::Title(_) | Holds::Word(_) | Holds::Duration | Holds::Names(ElementKind::Team) | Holds::Mark(Mark::Optional) => 1,
            Holds::Names(_) | Holds::Texts(_) | Holds::Emotions | Holds::Elements(_) | Holds::Mark(_) | Holds::Number => continue,
        };
        let mut all: Vec<usize> = holding(own.holds).collect();
        all.sort_by_key(|&at| !plain(grid.cell(head, at)).eq_ignore_ascii_case(own.heading));
        second[column] = all.iter().skip(room).any(|&at| at == column);
    }
    second
}
