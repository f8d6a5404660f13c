//! Who writes the journeys of a table: what is known of the table, and what is remembered from cell to cell.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::cells::{Feeling, texts};
use super::declared::{Declarations, MoreLists};
use super::details::{Detail, Details};
use super::grid::Grid;
use super::plan::{Held, Plan, Planned};
use super::recent::Recent;
use crate::import::draft::Clauses;
use crate::import::names::{Ids, one_line};
use crate::import::said::Said;
use crate::import::write::{Head, Writer};
use crate::model::vocabulary::{ElementKind, Field as Known};
use crate::table::Mark;
use crate::table::line::Pains;

/// A table as those who write its journeys know it.
#[derive(Clone, Copy)]
pub struct Context<'g> {
    /// The table.
    pub grid: &'g Grid,
    /// Its columns.
    pub plan: &'g Plan,
    /// What its file declares.
    pub declared: &'g Declarations,
    /// The ids of the lanes of its file, by number.
    pub lanes: &'g [String],
    /// The text that findings point to.
    pub shown: &'g str,
}

/// Writes the journeys of one table.
pub struct Builder<'g, 's> {
    /// The table.
    pub context: Context<'g>,
    /// What its rows name.
    pub lists: MoreLists<'g>,
    /// What there is to say.
    pub said: &'s mut Said,
    /// Where it is written.
    pub writer: &'s mut Writer,
    /// What sheets beside the map say.
    pub details: &'s mut Details,
    /// What there is to say about those sheets.
    pub beside: &'s mut Vec<(ElementKind, Said)>,
    /// Clauses that were made before, by their lists of personas and sources.
    made: Made<'g>,
    /// What the last cells of channels and of teams name: the numbers, and whether they name several.
    pub(super) named: [Recent<'g, (Rc<[usize]>, bool)>; 2],
    /// What the last cells of emotions say.
    pub(super) felt: Recent<'g, Feeling<'g>>,
    /// The ids of the touchpoints of a stage.
    pub(super) ids: Ids,
    /// The pains and answers of the last row that was asked for.
    pub(super) answers: Option<Rc<Answers<'g>>>,
    /// What rows of the touchpoint that is being written answer in others of its rows, by the pain.
    pub(super) answers_elsewhere: HashMap<&'g str, Vec<Cell<'g>>>,
    /// The row, the column and the line of each of those.
    pub(super) answered_elsewhere: HashSet<(usize, usize, &'g str)>,
    /// The titles around what is being written, from the outside in.
    pub(super) place: Vec<Cow<'g, str>>,
    /// How many take part in the journey.
    pub(super) walkers: usize,
}

/// Clauses by the numbers of their lists.
#[derive(Default)]
struct Made<'g> {
    /// Of those with personas alone, which most are, by the list of personas.
    personas: Vec<Option<Clauses<'g>>>,
    others: HashMap<(u32, u32), Clauses<'g>>,
}

/// The element that is being written.
pub struct Now<'g> {
    /// Which one.
    pub kind: ElementKind,
    /// Whether its head says whom it is for; that of a stage with touchpoints would say it of them, too.
    pub head_has_people: bool,
    /// What may stand once and stood there first, with the list of personas that it is for. If it is for everybody nothing comes later.
    first: Vec<(Known, u32, Stated)>,
    /// What stands there for other lists.
    others: HashMap<(Known, u32), Stated>,
    /// What was answered first, by the question.
    answered: [Option<(bool, usize)>; 2],
    /// The lists of the first emotion, its row and column, and its number.
    felt: Option<((u32, u32), Felt)>,
    /// The same of the first emotion of each other lists.
    others_felt: HashMap<(u32, u32), Felt>,
    /// What its rows said, if it has several.
    rows: Option<Rows<'g>>,
}

/// The row and the column of an emotion, and its number.
type Felt = ((usize, usize), f64);

/// The value of a field that may stand once, and the list of sources that it rests on.
type Stated = (Once, u32);

/// Something under a column, with the lists of personas and sources.
type Under<T> = (usize, T, (u32, u32));

/// What several rows said of one element, so that the map says it once.
#[derive(Default)]
struct Rows<'g> {
    /// The row that said something first.
    said: HashMap<Under<Cow<'g, str>>, usize>,
    /// The lists of personas of emotions, with their rows and numbers.
    felt: Vec<(u32, usize, f64)>,
    /// The row and the value of each metric that was first.
    measured: HashMap<Under<&'g str>, (usize, Option<String>)>,
}

/// The value of a field that may stand once.
#[derive(PartialEq, Eq)]
pub enum Once {
    /// A team, by its number.
    Team(usize),
    /// A word or a quantity.
    Plain(Cow<'static, str>),
}

/// A cell that says something.
#[derive(Clone, Copy)]
pub struct Cell<'g> {
    /// Its row.
    pub row: usize,
    /// Its column.
    pub column: Planned,
    /// Its text.
    pub text: &'g str,
    /// Whether the text is taken as it is.
    pub simple: bool,
    /// The lists of personas and sources that its statements name.
    pub clauses: (u32, u32),
}

impl<'g> Cell<'g> {
    /// Its text on one line.
    pub fn title(&self) -> Cow<'g, str> {
        if self.simple { Cow::Borrowed(self.text) } else { one_line(self.text) }
    }
}

impl<'g> Now<'g> {
    /// An element of which nothing was said yet.
    pub fn of(kind: ElementKind) -> Self {
        let (others, others_felt) = (HashMap::new(), HashMap::new());
        Self { kind, head_has_people: true, first: Vec::new(), others, answered: [None; 2], felt: None, others_felt, rows: None }
    }

    /// Another one of the same kind.
    pub fn clear(&mut self) {
        self.first.clear();
        self.others.clear();
        self.answered = [None; 2];
        self.felt = None;
        self.others_felt.clear();
        self.rows = None;
    }

    /// More than one row speaks of it.
    pub fn has_several_rows(&mut self) {
        self.rows = Some(Rows::default());
    }

    /// Whether one row alone speaks of it.
    pub fn has_one_row(&self) -> bool {
        self.rows.is_none()
    }

    /// Whether no row above said the same in the same column.
    pub fn is_new(&mut self, cell: Cell<'g>, said: impl Into<Cow<'g, str>>) -> bool {
        let Some(rows) = &mut self.rows else { return true };
        *rows.said.entry((cell.column.at, said.into(), cell.clauses)).or_insert(cell.row) == cell.row
    }

    /// Remembers an emotion among those of all rows; the list of personas, the row and the number of those of other people before it.
    pub fn felt_by_others(&mut self, cell: Cell<'_>, value: f64) -> Vec<(u32, usize, f64)> {
        /// So many are compared with each other.
        const MOST: usize = 20;
        let Some(rows) = self.rows.as_mut().filter(|rows| rows.felt.len() < MOST) else { return Vec::new() };
        let others = rows.felt.iter().filter(|(people, row, _)| *people != cell.clauses.0 && *row != cell.row).copied().collect();
        rows.felt.push((cell.clauses.0, cell.row, value));
        others
    }

    /// Remembers the value of a metric, unless a row above says another one; then that is returned.
    pub fn measure(&mut self, cell: Cell<'g>, metric: &'g str, value: Option<&str>) -> Option<&str> {
        let measured = &mut self.rows.as_mut()?.measured;
        let first = || (cell.row, value.map(str::to_owned));
        let (row, before) = measured.entry((cell.column.at, metric, cell.clauses)).or_insert_with(first);
        before.as_deref().filter(|before| *row != cell.row && value.is_some_and(|value| value != *before))
    }

    /// Remembers an emotion, unless another cell says another one of the same people; then its row and the emotion are returned.
    pub fn feel(&mut self, Cell { row, column, clauses, .. }: Cell<'_>, value: f64) -> Option<(usize, f64)> {
        let here = ((row, column.at), value);
        let (own, first) = *self.felt.get_or_insert((clauses, here));
        let (before, other) = if own == clauses { first } else { *self.others_felt.entry(clauses).or_insert(here) };
        Some((before.0, other)).filter(|(_, other)| before != (row, column.at) && (other - value).abs() > f64::EPSILON)
    }

    /// Remembers a yes or no of a row, and returns the one that was first, and its row.
    pub fn answer(&mut self, mark: Mark, yes: bool, row: usize) -> Option<(bool, usize)> {
        let first = &mut self.answered[usize::from(mark == Mark::Optional)];
        first.replace(first.unwrap_or((yes, row)))
    }

    /// The value that stands there for the same people, or for everybody.
    pub fn there(&self, field: Known, whom: u32) -> Option<&Stated> {
        let (_, people, value) = self.first.iter().find(|(own, ..)| *own == field)?;
        if whom == 0 || *people == 0 || *people == whom { Some(value) } else { self.others.get(&(field, whom)) }
    }

    /// Remembers a value, with the lists of personas and sources.
    pub fn note(&mut self, field: Known, (whom, sources): (u32, u32), value: Once) {
        if self.first.iter().any(|(own, ..)| *own == field) {
            self.others.insert((field, whom), (value, sources));
        } else {
            self.first.push((field, whom, (value, sources)));
        }
    }
}

/// The pains of a row, and the opportunities beside them by what they answer.
pub struct Answers<'g> {
    /// The row.
    pub row: usize,
    /// Its pains.
    pub pains: Pains<'g>,
    /// Columns behind the first one, in order, and how many pains stand in the columns before.
    pub starts: Vec<(usize, usize)>,
    /// Places of pains, in order, and what answers each. It holds for whom the pain holds for, unless it says otherwise.
    pub lines: Vec<(usize, Cell<'g>)>,
}

impl<'g> Answers<'g> {
    /// How many pains stand in the columns before one.
    pub fn start(&self, column: usize) -> usize {
        self.starts.binary_search_by_key(&column, |(at, _)| *at).map_or(0, |at| self.starts[at].1)
    }

    /// What answers a pain.
    pub fn of(&self, pain: usize) -> &[(usize, Cell<'g>)] {
        let from = self.lines.partition_point(|(at, _)| *at < pain);
        let count = self.lines[from..].iter().take_while(|(at, _)| *at == pain).count();
        &self.lines[from..from + count]
    }
}

impl<'g, 's> Builder<'g, 's> {
    /// One who has written nothing yet.
    pub fn new(
        context: Context<'g>,
        lists: MoreLists<'g>,
        said: &'s mut Said,
        writer: &'s mut Writer,
        details: &'s mut Details,
        beside: &'s mut Vec<(ElementKind, Said)>,
    ) -> Self {
        let (made, answers, place) = (Made::default(), None, Vec::new());
        let (named, felt, ids) = (Default::default(), Recent::default(), Ids::default());
        let (answers_elsewhere, answered_elsewhere) = (HashMap::new(), HashSet::new());
        Self {
            context,
            lists,
            said,
            writer,
            details,
            beside,
            made,
            named,
            felt,
            ids,
            answers,
            answers_elsewhere,
            answered_elsewhere,
            place,
            walkers: 0,
        }
    }

    /// Whether the lines of a row say by themselves what they rest on: then its column of sources only lists them.
    pub(super) fn lists_sources(&self, row: usize) -> bool {
        let Context { plan, grid, declared, .. } = self.context;
        let lines = plan.columns.iter().filter(|column| has_clauses(column.holds)).map(|column| grid.cell(row, column.at));
        self.lists.of(row, ElementKind::Source) != 0
            && lines.filter(|cell| cell.contains(']')).any(|cell| texts(cell).any(|line| declared.says_sources(line)))
    }

    /// Writes what a sheet beside the map says of the element that is open. `answers` is the title of the pain around it.
    pub(super) fn detail(&mut self, detail: &Detail, kind: ElementKind, written: &[Known], answers: Option<&str>) {
        detail.write(self.writer, written);
        // The map itself says which pain beside it an opportunity answers.
        let is_said = |goal: &String| {
            // Of several of one title the sheet says only that it is a pain.
            let goal = goal.strip_prefix("pain: ").unwrap_or(goal);
            answers.is_some_and(|pain| pain.to_lowercase() == goal.to_lowercase())
        };
        if let Some((span, unknown)) = &detail.answers
            && (unknown.len() > 1 || !detail.addresses.is_empty() || !unknown.iter().all(is_said))
            && let Some((_, said)) = self.beside.iter_mut().find(|(own, _)| *own == kind)
        {
            let goals: Vec<String> = unknown.iter().map(|goal| format!("`{goal}`")).collect();
            let message = format!("`{}` addresses {}, which is left out", detail.title, goals.join(", "));
            said.left_out(*span, message, "no pain of this journey, or more than one, is called so");
        }
    }

    pub(super) fn open(&mut self, head: Head<'_>, clauses: (u32, u32)) {
        self.clauses(clauses, |writer, clauses| writer.open(head, clauses));
    }

    /// Does something with the writer and the clauses of two lists.
    pub(super) fn clauses(&mut self, lists: (u32, u32), f: impl FnOnce(&mut Writer, &Clauses<'g>)) {
        if lists == (0, 0) {
            return f(self.writer, &Clauses::default());
        }
        let declared = self.context.declared;
        let make = || declared.clauses(&self.lists, lists.0, lists.1);
        let Made { personas, others } = &mut self.made;
        let clauses = if lists.1 == 0 {
            let at = lists.0 as usize;
            personas.resize_with(personas.len().max(at + 1), || None);
            personas[at].get_or_insert_with(make)
        } else {
            others.entry(lists).or_insert_with(make)
        };
        f(self.writer, clauses);
    }
}

/// Whether lines of a column may say whom they hold for and what they rest on.
pub(super) fn has_clauses(held: Held) -> bool {
    match held {
        Held::Lane(_) | Held::Emotions(_) => true,
        Held::Known(holds) => holds.has_clauses(),
    }
}
