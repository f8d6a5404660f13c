//! Which row is about what: journeys, phases, stages and touchpoints as ranges of rows.
//!
//! An empty cell in a column of titles repeats the one above, as in a sheet whose cells were joined. Rows that follow each other with
//! the same touchpoint are about one touchpoint. Rows of one stage stand together, wherever they are in the table; where that is not its
//! order, it is said.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use foldhash::fast::RandomState;

use super::cells::plain;
use super::grid::Grid;
use super::plan::{Held, Plan};
use crate::diagnostic::Code;
use crate::import::names::one_line;
use crate::import::said::Said;
use crate::model::vocabulary::ElementKind;
use crate::table::{Holds, heading, is_placeholder};

/// The rows of a table.
pub struct Sorted<'g> {
    /// Its journeys.
    pub journeys: Vec<Journey<'g>>,
    /// The first row of a stage that comes again after another one, about the same people, and how many such stages there are.
    pub again: Option<(usize, usize)>,
}

/// The rows of a journey.
#[derive(Debug, Default)]
pub struct Journey<'g> {
    /// Its title.
    pub title: Option<&'g str>,
    /// Its stages, each once, in the order in which they come.
    pub stages: Vec<Stage<'g>>,
    /// The touchpoints of all its stages, those of a stage together.
    pub places: Vec<Place<'g>>,
}

/// The rows of a stage.
#[derive(Debug, Default)]
pub struct Stage<'g> {
    /// The phase around it.
    pub phase: Option<&'g str>,
    /// Its title; none for rows above all titles.
    pub title: Option<&'g str>,
    /// Whether the title is taken as it is.
    pub simple: bool,
    /// The rows that are about the stage itself.
    pub own: Vec<usize>,
    /// Its touchpoints among those of the journey.
    pub places: Range<usize>,
}

/// The rows of a touchpoint.
#[derive(Debug)]
pub struct Place<'g> {
    /// The number of its stage.
    stage: usize,
    /// Its title.
    pub title: &'g str,
    /// Whether the title is taken as it is.
    pub simple: bool,
    /// Its rows.
    pub rows: Range<usize>,
}

impl Journey<'_> {
    /// Puts the touchpoints of each stage together, in the order of rows.
    fn settle(&mut self) {
        let Self { stages, places, .. } = self;
        // Most stages stand together in the table.
        if !places.is_sorted_by_key(|place| place.stage) {
            places.sort_by_key(|place| place.stage);
        }
        let mut end = 0;
        for (number, stage) in stages.iter_mut().enumerate() {
            let start = end;
            end += places[start..].iter().take_while(|place| place.stage == number).count();
            stage.places = start..end;
        }
    }
}

/// The cells of titles, by what they are titles of.
struct Titles<'g, 'p> {
    grid: &'g Grid,
    plan: &'p Plan,
}

impl<'g> Titles<'g, '_> {
    fn column(&self, kind: ElementKind) -> Option<usize> {
        let is = |held: Held| matches!(held, Held::Known(Holds::Title(own)) if own == kind);
        self.plan.columns.iter().find(|column| is(column.holds)).map(|column| column.at)
    }

    fn cell(&self, row: usize, column: Option<usize>) -> Option<&'g str> {
        self.look(row, column).map(|(title, _)| title)
    }

    /// A title, and whether it is taken as it is.
    fn look(&self, row: usize, column: Option<usize>) -> Option<(&'g str, bool)> {
        let (cell, simple) = self.grid.look(row, column?);
        if simple {
            return Some((cell, true));
        }
        Some((plain(cell), false)).filter(|(title, _)| !title.is_empty() && !is_placeholder(cell))
    }
}

/// The title of a journey without the apostrophe that says that it is no heading.
fn without_mark(title: &str) -> &str {
    title.strip_prefix('\'').filter(|rest| heading(rest).is_some()).unwrap_or(title)
}

/// What stages that are one have in common.
fn key(phase: &str, name: &str) -> String {
    let mut key = [phase, "\n", name].concat();
    if !key.is_ascii() {
        return key.to_lowercase();
    }
    key.make_ascii_lowercase();
    key
}

/// What is remembered of a journey while rows are sorted.
#[derive(Default)]
struct Memory<'g> {
    /// Its stages by what they have in common.
    stages: HashMap<String, usize, RandomState>,
    /// Whom the last rows of each stage that was left were about.
    whom: Vec<Option<&'g str>>,
    /// Whom others before them were about, by the stage.
    whom_before: HashSet<(usize, Option<&'g str>), RandomState>,
    /// The stage that was left last.
    left: usize,
}

impl<'g> Memory<'g> {
    /// A row comes that is not about a stage.
    fn leave(&mut self, stage: usize, whom: Option<&'g str>) {
        if let Some(last) = self.whom.get_mut(stage) {
            if *last != whom && last.is_some() {
                self.whom_before.insert((stage, *last));
            }
            (*last, self.left) = (whom, stage);
        }
    }

    /// Whether rows of a stage that was left were about somebody.
    fn knows(&self, stage: usize, whom: Option<&'g str>) -> bool {
        self.whom[stage] == whom || self.whom_before.contains(&(stage, whom))
    }
}

/// Says where the order of the map is not that of a table.
pub fn say_order(sorted: &Sorted<'_>, grid: &Grid, plan: &Plan, shown: &str, said: &mut Said) {
    let titles = Titles { grid, plan };
    if let Some(((row, count), column)) = sorted.again.zip(titles.column(ElementKind::Stage)) {
        let stage = one_line(grid.cell(row, column));
        let message = match count {
            1 => format!("the stage `{stage}` comes again, and its rows are put together"),
            count => format!("the stage `{stage}` and {} more come again, and their rows are put together", count - 1),
        };
        let found = said.say(Code::ChangedOnImport, grid.span(shown, row, column), message, "other stages stand before this row");
        found.help = Some("if customers come back to it here, give the stage a name of its own".into());
    }
    for &column in &plan.numbers {
        let why = match sorted.again {
            Some(_) if rise(grid, plan.head, column) => "they count the rows, and rows of a stage are put together",
            _ if rise(grid, plan.head, column) => "the order of rows tells",
            _ => "its numbers differ from the order of the rows, which counts",
        };
        let message = format!("the column `{}` is left out", grid.cell(plan.head, column));
        said.left_out(grid.span(shown, plan.head, column), message, why);
    }
}

/// Whether the numbers of a column rise from row to row, or begin again with the first one. What is no number, or several with points
/// between them, does not tell.
fn rise(grid: &Grid, head: usize, column: usize) -> bool {
    let number = |row: usize| -> Option<Vec<u32>> {
        let cell = grid.cell(row, column).trim_end_matches(['.', ')']);
        cell.split('.').map(|part| part.parse().ok()).collect()
    };
    let mut all = (head + 1..grid.height()).filter_map(number);
    let Some(first) = all.next() else { return true };
    let mut last = first.clone();
    all.all(|number| {
        let rises = number >= last || number == first;
        last = number;
        rises
    })
}

/// Sorts the rows below the headings.
pub fn sort<'g>(grid: &'g Grid, plan: &Plan) -> Sorted<'g> {
    let titles = Titles { grid, plan };
    let [journey, phase, stage, place] =
        [ElementKind::Journey, ElementKind::Phase, ElementKind::Stage, ElementKind::Touchpoint].map(|kind| titles.column(kind));
    let mut journeys: Vec<Journey<'g>> = Vec::new();
    let mut by_title: HashMap<String, usize> = HashMap::new();
    let mut memories: Vec<Memory<'g>> = Vec::new();
    let people = plan.columns.iter().find(|column| matches!(column.holds, Held::Known(Holds::Names(ElementKind::Persona))));
    let mut whom = None;
    let (mut again, mut come_again) = (None, HashSet::new());
    let mut now: Option<(usize, usize)> = None;
    let mut in_phase: Option<&'g str> = None;
    for row in plan.head + 1..grid.height() {
        if grid.is_blank(row) {
            continue;
        }
        let title = titles.cell(row, journey).map(without_mark);
        let changes = title.is_some_and(|title| now.is_none_or(|(at, _)| journeys[at].title != Some(title)));
        if now.is_none() || changes {
            let next = journeys.len();
            let at = title.map_or(next, |title| *by_title.entry(title.to_lowercase()).or_insert(next));
            if at == next {
                journeys.push(Journey { title, ..Journey::default() });
                memories.push(Memory::default());
            }
            if let Some((before, current)) = now {
                memories[before].leave(current, whom);
            }
            now = Some((at, usize::MAX));
            in_phase = None;
        }
        let Some((at, current)) = now else { continue };
        let row_whom = people.map(|column| grid.cell(row, column.at)).filter(|cell| !cell.is_empty()).or(whom);
        let phase_title = titles.cell(row, phase);
        let (name, simple) = titles.look(row, stage).map_or((None, false), |(name, simple)| (Some(name), simple));
        // A sign for nothing beside a stage ends a phase; an empty cell repeats it.
        let no_phase = phase_title.is_none() && name.is_some() && phase.is_some_and(|column| !grid.cell(row, column).is_empty());
        in_phase = phase_title.or(in_phase.filter(|_| !no_phase));
        let known = journeys[at].stages.get(current);
        // A phase of another name begins another stage, even one that is called the same.
        let same = known.is_some_and(|stage| {
            name.is_none_or(|name| stage.title == Some(name))
                && phase_title.is_none_or(|phase| stage.phase == Some(phase))
                && !(no_phase && stage.phase.is_some())
        });
        let current = if same {
            current
        } else {
            let key = key(in_phase.unwrap_or_default(), name.unwrap_or_default());
            let next = journeys[at].stages.len();
            let memory = &mut memories[at];
            memory.leave(current, whom);
            let found = *memory.stages.entry(key).or_insert(next);
            if found == next {
                journeys[at].stages.push(Stage { phase: in_phase, title: name, simple, ..Stage::default() });
                memory.whom.push(None);
            } else if found != memory.left && memory.knows(found, row_whom) {
                again = again.or(Some(row));
                come_again.insert((at, found));
            }
            found
        };
        whom = row_whom;
        now = Some((at, current));
        let Journey { stages, places, .. } = &mut journeys[at];
        let last = places.last_mut().filter(|last| last.stage == current && last.rows.end == row);
        match (titles.look(row, place), last) {
            (Some((title, _)), Some(last)) if last.title == title => last.rows.end = row + 1,
            (Some((title, simple)), _) => places.push(Place { stage: current, title, simple, rows: row..row + 1 }),
            // Below a touchpoint a row without titles says more about it.
            (None, Some(last)) if name.is_none() => last.rows.end = row + 1,
            (None, _) => stages[current].own.push(row),
        }
    }
    journeys.iter_mut().for_each(Journey::settle);
    Sorted { journeys, again: again.map(|row| (row, come_again.len())) }
}
