//! What the rows of a table name: people, channels, teams and sources.
//!
//! Most cells of such a column say the same as another one, so the names of a cell are read once: each cell becomes the number of a
//! *list* of names. The empty list has the number 0.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::cells::{kind_of_source, texts};
use super::details::Details;
use super::grid::Grid;
use super::plan::{Held, Plan};
use super::recent::Recent;
use crate::diagnostic::Code;
use crate::import::draft::{Clauses, SomeClauses};
use crate::import::names::{Declared, Ids};
use crate::import::said::Said;
use crate::import::write::{Head, Writer};
use crate::model::vocabulary::{ElementKind, Field};
use crate::source::{FileId, Span, one_line};
use crate::table::line::{self, Line};
use crate::table::{Holds, aside, is_everybody, names};

/// The kinds that cells name, in the order in which they are declared.
const KINDS: [ElementKind; 4] = [ElementKind::Persona, ElementKind::Channel, ElementKind::Team, ElementKind::Source];

/// The kinds that other cells name, too, before and behind what they say.
const NAMED: [ElementKind; 2] = [ElementKind::Persona, ElementKind::Source];

/// What the tables of a file declare together.
pub struct Declarations {
    all: [Declared; 4],
    /// The numbers of personas by what stands before the first comma of their names, in small letters; none if several have that.
    short: HashMap<String, Option<usize>>,
    /// The first of them for each.
    firsts: HashMap<String, usize>,
    /// What sheets of details are about: by kind, its number.
    detailed: HashSet<(usize, usize)>,
    /// Sources whose kind nothing tells, each with its number, the file that names it first, and where.
    guessed: Vec<(usize, FileId, Span)>,
    /// The ids of personas and teams: of one id they could not be told apart where somebody acts.
    actors: Ids,
    others: [Ids; 2],
}

impl Default for Declarations {
    fn default() -> Self {
        Self {
            all: KINDS.map(|kind| Declared::new(kind, false)),
            short: HashMap::new(),
            firsts: HashMap::new(),
            detailed: HashSet::new(),
            guessed: Vec::new(),
            actors: Ids::default(),
            others: Default::default(),
        }
    }
}

/// A table whose cells name something.
pub struct Named<'t> {
    /// The table.
    pub grid: &'t Grid,
    /// Its columns.
    pub plan: &'t Plan,
    /// The text that findings point to.
    pub shown: &'t str,
}

/// The lists of a table.
pub struct Lists {
    known: Known,
    /// By kind, the list of each row; of those that no column names, none.
    rows: [Vec<u32>; 4],
}

/// Lists by number, for each kind.
#[derive(Clone)]
struct Known {
    /// By kind, all lists.
    by_number: [Vec<Vec<usize>>; 4],
    /// The number of each list.
    numbers: [HashMap<Vec<usize>, u32>; 4],
}

/// The lists of a table, and those that its lines name on top of them. Each who writes a part of a map has such lists of its own.
#[derive(Clone)]
pub struct MoreLists<'l> {
    table: &'l Lists,
    more: Known,
}

/// Which of the kinds.
fn index(kind: ElementKind) -> usize {
    KINDS.iter().position(|own| *own == kind).unwrap_or_default()
}

impl Declarations {
    /// Reads what the tables of a file name, and declares it: first all personas and sources, then what lines about them name.
    pub fn collect(&mut self, tables: &[Named<'_>], said: &mut [Said]) -> Vec<Lists> {
        let mut lists: Vec<Lists> = tables.iter().map(|_| Lists::default()).collect();
        let mut read = |all: &mut Self, of: &[ElementKind]| {
            for ((table, lists), said) in tables.iter().zip(&mut lists).zip(said.iter_mut()) {
                for kind in KINDS.into_iter().filter(|kind| of.contains(kind)) {
                    all.column(kind, table, lists, said);
                }
            }
        };
        read(self, &NAMED);
        self.settle();
        read(self, &[ElementKind::Channel, ElementKind::Team]);
        lists
    }

    /// Settles by what short names personas are known. Now lines can be read.
    fn settle(&mut self) {
        for (number, name) in self.all[0].titles().enumerate() {
            let short = crate::table::short(name).to_lowercase();
            self.short.entry(short).and_modify(|there| *there = None).or_insert(Some(number));
        }
    }

    fn column(&mut self, kind: ElementKind, table: &Named<'_>, lists: &mut Lists, said: &mut Said) {
        let Named { grid, plan, shown } = *table;
        let at = index(kind);
        let is = |held: Held| matches!(held, Held::Known(Holds::Names(own)) if own == kind);
        let mut known: HashMap<&str, u32> = HashMap::new();
        let mut rows: Vec<u32> = Vec::new();
        for column in plan.columns.iter().filter(|column| is(column.holds)) {
            let mut recent = Recent::default();
            let first = rows.is_empty();
            if first {
                rows.reserve_exact(grid.height());
                rows.resize(plan.head + 1, 0);
            }
            for row in plan.head + 1..grid.height() {
                let cell = grid.cell(row, column.at);
                let list = match recent.get(cell) {
                    _ if cell.is_empty() => 0,
                    Some(list) => list,
                    None => {
                        let list = *known.entry(cell).or_insert_with(|| {
                            if kind == ElementKind::Persona && is_everybody(cell) {
                                return 0;
                            }
                            let span = || grid.span(shown, row, column.at);
                            let numbers = self.read(cell, kind, span, said);
                            lists.known.number(at, numbers, 0)
                        });
                        recent.keep(cell, list)
                    }
                };
                match (first, list) {
                    (true, list) => rows.push(list),
                    (false, 0) => {}
                    (false, list) if rows[row] == 0 => rows[row] = list,
                    (false, list) => rows[row] = lists.joined(at, &[rows[row], list]),
                }
            }
        }
        let whose = if kind == ElementKind::Persona { &plan.whose[..] } else { &[] };
        if !whose.is_empty() {
            rows.resize(grid.height(), 0);
        }
        let ends = whose.iter().skip(1).map(|next| next.row).chain([grid.height()]);
        for (block, end) in whose.iter().zip(ends) {
            let numbers = self.read(&block.names, kind, || block.span, said);
            let list = lists.known.number(at, numbers, 0);
            // A row may say it for itself.
            for row in (block.row.max(plan.head) + 1..end).filter(|&row| !grid.is_blank(row)) {
                rows[row] = if rows[row] == 0 { list } else { rows[row] };
            }
        }
        lists.rows[at] = rows;
    }

    /// The persona of a name, also a short one.
    fn persona(&self, name: &str) -> Option<usize> {
        self.all[0]
            .find(name)
            .or_else(|| self.all[0].find(&name.to_lowercase()))
            .or_else(|| *self.short.get(&name.to_lowercase())?)
    }

    fn source(&self, name: &str) -> Option<usize> {
        let sources = &self.all[index(ElementKind::Source)];
        sources.find(name).or_else(|| sources.find(&name.to_lowercase()))
    }

    /// A line, with whom it says that it holds for and what it rests on.
    pub fn line<'a>(&self, line: &'a str) -> Line<'a, usize> {
        // Most lines say neither.
        if line.ends_with(']') || line.contains(':') {
            return line::read(line, |name| self.persona(name), |name| self.source(name));
        }
        Line { whom: Vec::new(), text: line, sources: None }
    }

    /// The lines of a cell; one that says of several people what holds for each is several.
    pub fn said<'a>(&self, cell: &'a str) -> impl Iterator<Item = &'a str> {
        texts(cell).flat_map(|line| self.said_in(line))
    }

    /// What a line says of each of the people that it names.
    pub fn said_in<'a>(&self, line: &'a str) -> impl Iterator<Item = &'a str> {
        line::parts(line, |name| self.persona(name))
    }

    /// Whether a line says what it rests on.
    pub fn says_sources(&self, line: &str) -> bool {
        line.ends_with(']') && line::says_sources(line, |name| self.source(name))
    }

    /// The names of a cell, each once. Of teams only the first: one team answers.
    fn read(&mut self, cell: &str, kind: ElementKind, span: impl Fn() -> Span, said: &mut Said) -> Vec<usize> {
        let (mut numbers, mut seen) = (Vec::new(), HashSet::new());
        let most = if kind == ElementKind::Team { 1 } else { usize::MAX };
        let lines: Vec<&str> = if NAMED.contains(&kind) || !cell.contains([':', ']']) {
            vec![cell]
        } else {
            // A line is about whom it says, and names come behind that.
            texts(cell).map(|text| self.line(text).text).collect()
        };
        for name in lines.into_iter().flat_map(|line| names(line).take(most)) {
            if let Some(people) = self.people_together(&name, kind) {
                numbers.extend(people.into_iter().filter(|&number| seen.insert(number)));
                continue;
            }
            let aside = Some(&name).filter(|_| kind == ElementKind::Persona).and_then(|name| aside(name));
            let number = self.declare(aside.unwrap_or(&name), kind, &span, said);
            if aside.is_some() {
                // Also if no line speaks of them in the end.
                self.all[index(kind)].id(number);
            } else if seen.insert(number) {
                numbers.push(number);
            }
        }
        numbers
    }

    /// The people whom a name joins, as `Anna & Ben` does, where each of them has been named before.
    fn people_together(&self, name: &str, kind: ElementKind) -> Option<Vec<usize>> {
        const AND: [&str; 9] = [" & ", " + ", " and ", " und ", " et ", " y ", " e ", " ed ", " en "];
        if kind != ElementKind::Persona || !name.contains(' ') || self.all[0].find(name).is_some() {
            return None;
        }
        let and = AND.iter().find(|and| name.contains(**and))?;
        name.split(and).map(|one| self.all[0].find(one.trim()).or_else(|| self.all[0].find(&one.trim().to_lowercase()))).collect()
    }

    /// The number of a name, which is declared if it is new.
    fn declare(&mut self, name: &str, kind: ElementKind, span: impl Fn() -> Span, said: &mut Said) -> usize {
        let declared = &mut self.all[index(kind)];
        let ids = match kind {
            ElementKind::Persona | ElementKind::Team => &mut self.actors,
            ElementKind::Channel => &mut self.others[0],
            _ => &mut self.others[1],
        };
        let before = declared.len();
        let number = declared.number(name, ids);
        if number != before {
            return number;
        }
        if kind == ElementKind::Source && kind_of_source(name).is_none() {
            self.guessed.push((number, said.file(), span()));
        }
        if kind == ElementKind::Persona
            && let Some(other) = self.called_alike(name, number)
        {
            let message = format!("`{}` is somebody else than `{}`", one_line(name), one_line(&other));
            let found = said.say(Code::ChangedOnImport, span(), message, "lines in cells that say this name are about this one");
            found.help = Some("if they are one person, write the whole name under the heading of people".into());
        }
        number
    }

    /// The first persona who is called like a new one up to the comma, if only one of the two has more behind it.
    fn called_alike(&mut self, name: &str, number: usize) -> Option<String> {
        let short = crate::table::short(name).to_lowercase();
        let first = *self.firsts.entry(short).or_insert(number);
        let other = if first == number { None } else { self.all[0].title(first) }?;
        (other.contains(',') != name.contains(',')).then(|| other.to_owned())
    }

    /// Declares what a sheet of details is about. It stands in the map, also if nothing else names it; of a source, the sheet says the kind.
    pub fn declare_detailed(&mut self, kind: ElementKind, name: &str) {
        let at = index(kind);
        let ids = if kind == ElementKind::Persona { &mut self.actors } else { &mut self.others[1] };
        let number = self.all[at].number(name, ids);
        self.all[at].id(number);
        self.detailed.insert((at, number));
        if kind == ElementKind::Persona {
            self.called_alike(name, number);
        }
    }

    /// The id of a team, which is declared if it is new.
    pub fn team(&mut self, name: &str) -> String {
        let at = index(ElementKind::Team);
        let number = self.all[at].number(name, &mut self.actors);
        self.all[at].id(number).into_owned()
    }

    /// The list of names that have been declared.
    pub fn list(&self, kind: ElementKind, names: &[String], lists: &mut MoreLists<'_>) -> u32 {
        let all = &self.all[index(kind)];
        let numbers = names.iter().filter_map(|name| all.find(name).or_else(|| all.find(&name.to_lowercase()))).collect();
        lists.of_numbers(kind, numbers)
    }

    /// The numbers of names that have been declared.
    pub fn numbers(&self, kind: ElementKind, text: &str) -> Vec<usize> {
        names(text).filter_map(|name| self.all[index(kind)].find(&name)).collect()
    }

    /// The id of a number, which is then used.
    pub fn id(&self, kind: ElementKind, number: usize) -> Cow<'_, str> {
        self.all[index(kind)].id(number)
    }

    /// Says that the kind of a source, which a map must have, is a guess: of those of a file that are in the map.
    pub fn say_guesses(&self, said: &mut Said) {
        let own = self.guessed.iter().filter(|(_, file, _)| *file == said.file());
        let sources = &self.all[index(ElementKind::Source)];
        let guesses: Vec<(&str, Span)> =
            own.filter_map(|(number, _, span)| Some((sources.title_if_used(*number)?, *span))).collect();
        for (name, span) in guesses {
            let message = format!("the table does not say what kind of source `{name}` is");
            let found = said.say(Code::ChangedOnImport, span, message, "written as `kind: solicited`");
            found.help = Some("write `solicited`, `unsolicited` or `observed` in the map".into());
        }
    }

    /// Writes the declarations, `all` or those that are used.
    pub fn write(&self, writer: &mut Writer, all: bool, details: &mut Details) {
        for (kind, declared) in KINDS.into_iter().zip(&self.all) {
            for entry in declared.entries().filter(|entry| all || entry.is_used()) {
                let head = Head { kind, id: Some(&entry.id), title: Some(&entry.title), value: None };
                writer.open(head, &Clauses::default());
                let detail = details.take(kind, &[], &entry.title);
                let told = detail.as_ref().is_some_and(|detail| detail.says(Field::Kind));
                if kind == ElementKind::Source && !told {
                    let (kind, method) = kind_of_source(&entry.title).unwrap_or(("solicited", ""));
                    writer.plain("kind", kind, &Clauses::default());
                    if !method.is_empty() && detail.is_none() {
                        writer.plain("method", method, &Clauses::default());
                    }
                }
                if let Some(detail) = detail {
                    detail.write(writer, &[]);
                }
                writer.close();
            }
        }
    }

    /// The clauses of lists of personas and sources.
    pub fn clauses(&self, lists: &MoreLists<'_>, people: u32, sources: u32) -> Clauses<'_> {
        if (people, sources) == (0, 0) {
            return Clauses::default();
        }
        let ids = |kind, list| lists.list(kind, list).iter().map(|&number| self.id(kind, number)).collect();
        let personas = ids(ElementKind::Persona, people);
        Clauses(Some(Box::new(SomeClauses { personas, sources: ids(ElementKind::Source, sources), when: None })))
    }
}

impl Known {
    /// The number of a list; the first one that is new here has the number `from`.
    fn number(&mut self, at: usize, list: Vec<usize>, from: usize) -> u32 {
        let next = (from + self.by_number[at].len()) as u32;
        let number = *self.numbers[at].entry(list.clone()).or_insert(next);
        if number == next {
            self.by_number[at].push(list);
        }
        number
    }
}

/// What several lists name, each once.
fn joined<'l>(lists: impl Iterator<Item = &'l [usize]>) -> Vec<usize> {
    let mut seen = HashSet::new();
    lists.flatten().copied().filter(|&number| seen.insert(number)).collect()
}

impl Default for Lists {
    fn default() -> Self {
        let known = Known {
            by_number: std::array::from_fn(|_| vec![Vec::new()]),
            numbers: std::array::from_fn(|_| HashMap::from([(Vec::new(), 0)])),
        };
        Self { known, rows: Default::default() }
    }
}

impl Lists {
    /// The list of a row.
    fn of(&self, row: usize, at: usize) -> u32 {
        self.rows[at].get(row).copied().unwrap_or(0)
    }

    /// The list of several lists together.
    fn joined(&mut self, at: usize, all: &[u32]) -> u32 {
        let list = joined(all.iter().map(|&list| &self.known.by_number[at][list as usize][..]));
        self.known.number(at, list, 0)
    }
}

impl<'l> MoreLists<'l> {
    /// Those of a table.
    pub fn of_table(table: &'l Lists) -> Self {
        let more = Known { by_number: Default::default(), numbers: Default::default() };
        Self { table, more }
    }

    /// The list of a row.
    pub fn of(&self, row: usize, kind: ElementKind) -> u32 {
        self.table.of(row, index(kind))
    }

    /// The list of personas of several rows together.
    pub fn people(&mut self, mut rows: impl Iterator<Item = usize>) -> u32 {
        // Most have one row.
        if let (1, Some(1)) = rows.size_hint() {
            return rows.next().map_or(0, |row| self.table.of(row, 0));
        }
        let mut next = || rows.by_ref().map(|row| self.table.of(row, 0)).find(|list| *list != 0);
        let Some(first) = next() else { return 0 };
        let mut all: Vec<u32> = Vec::new();
        while let Some(own) = next() {
            if *all.last().unwrap_or(&first) != own {
                all.push(own);
            }
        }
        if all.is_empty() {
            return first;
        }
        all.insert(0, first);
        self.joined(ElementKind::Persona, &all)
    }

    /// The list of several lists together.
    pub fn joined(&mut self, kind: ElementKind, lists: &[u32]) -> u32 {
        let list = joined(lists.iter().map(|&list| self.list(kind, list)));
        self.of_numbers(kind, list)
    }

    /// The number of a list of personas or sources.
    pub fn of_numbers(&mut self, kind: ElementKind, list: Vec<usize>) -> u32 {
        let (at, known) = (index(kind), &self.table.known);
        known.numbers[at].get(&list).copied().unwrap_or_else(|| self.more.number(at, list, known.by_number[at].len()))
    }

    /// The numbers of a list.
    pub fn list(&self, kind: ElementKind, number: u32) -> &[usize] {
        let (at, number) = (index(kind), number as usize);
        let known = &self.table.known.by_number[at];
        known.get(number).unwrap_or_else(|| &self.more.by_number[at][number - known.len()])
    }
}
