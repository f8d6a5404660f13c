//! From sorted rows to statements.
//!
//! A table may have a hundred thousand rows, so what they say is written at once and no draft is made. What holds for all rows of a
//! touchpoint is said at its head; where they differ, each statement says for itself whom it is about and what it rests on.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::cells::{self, Answer, answer, duration, feeling, metric, names, severity, status, texts};
use super::declared::{Declarations, Lists};
use super::grid::Grid;
use super::plan::{Held, Plan, Planned, Scales};
use super::rows::{Journey, Place, Stage};
use crate::import::cast::{Cast, cast};
use crate::import::draft::{Clauses, Value};
use crate::import::names::{Ids, one_line};
use crate::import::said::Said;
use crate::import::write::{Head, Writer};
use crate::model::number_first;
use crate::model::vocabulary::{ElementKind, Field as Known};
use crate::source::Span;
use crate::table::{Holds, Mark};

/// Writes the journeys of one table.
pub struct Builder<'g, 's> {
    /// The table.
    pub grid: &'g Grid,
    /// Its columns.
    pub plan: &'g Plan,
    /// What its file declares.
    pub declared: &'g Declarations,
    /// What its rows name.
    pub lists: &'s mut Lists,
    /// The ids of the lanes of its file, by number.
    pub lanes: &'g [String],
    /// The text that findings point to.
    pub shown: &'s str,
    /// What there is to say.
    pub said: &'s mut Said,
    /// Where it is written.
    pub writer: &'s mut Writer,
    /// Clauses that were made before, by their lists of personas and sources.
    pub made: HashMap<(u32, u32), Clauses<'g>>,
}

/// The element that is being written.
struct Now {
    kind: ElementKind,
    /// What may stand once and stands there, by the field and the list of personas: its value.
    once: HashMap<(&'static str, u32), String>,
    /// The first value of each of those fields.
    first: HashMap<&'static str, String>,
}

impl Now {
    fn of(kind: ElementKind) -> Self {
        Self { kind, once: HashMap::new(), first: HashMap::new() }
    }

    /// The value that stands there for the same people, or for everybody.
    fn there(&self, name: &'static str, whom: u32) -> Option<&str> {
        let value = if whom == 0 { self.first.get(name) } else { self.once.get(&(name, whom)).or(self.once.get(&(name, 0))) };
        value.map(String::as_str)
    }

    fn note(&mut self, name: &'static str, whom: u32, value: String) {
        self.first.entry(name).or_insert_with(|| value.clone());
        self.once.insert((name, whom), value);
    }
}

/// A cell that says something.
#[derive(Clone, Copy)]
struct Cell<'g> {
    row: usize,
    column: Planned,
    text: &'g str,
    /// The lists of personas and sources that its statements name.
    clauses: (u32, u32),
}

impl<'g> Builder<'g, '_> {
    /// Writes a journey.
    pub fn journey(&mut self, id: &str, title: &str, rows: &Journey<'g>) {
        let people = self.people(rows);
        let mut distinct: Vec<u32> = people.iter().flatten().copied().collect();
        distinct.sort_unstable();
        distinct.dedup();
        let mut seen = vec![false; distinct.last().map_or(0, |last| *last as usize + 1)];
        let mut in_order = people.iter().flatten().copied().collect::<Vec<_>>();
        in_order.retain(|list| !std::mem::replace(&mut seen[*list as usize], true));
        let cast = cast(in_order.iter().map(|&list| self.lists.list(ElementKind::Persona, list)));
        self.writer.open(Head { kind: ElementKind::Journey, id: Some(id), title: Some(title), value: None }, &Clauses::default());
        let declared = self.declared;
        let walkers = cast.walkers.iter().map(|&person| Value::Plain(declared.id(ElementKind::Persona, person)));
        self.writer.field("persona", walkers, &Clauses::default(), &[]);
        let mut ids = Ids::default();
        let mut phase: Option<&str> = None;
        for (stage, people) in rows.stages.iter().zip(&people) {
            if phase != stage.phase {
                if phase.is_some() {
                    self.writer.close();
                }
                if let Some(title) = stage.phase {
                    let head = Head { kind: ElementKind::Phase, id: None, title: Some(&one_line(title)), value: None };
                    self.writer.open(head, &Clauses::default());
                }
                phase = stage.phase;
            }
            self.stage(stage, rows.stages.len() > 1, people, &cast, &mut ids);
        }
        if phase.is_some() {
            self.writer.close();
        }
        self.writer.close();
    }

    /// The personas of each stage's own rows, if it has such, and then of each of its touchpoints.
    fn people(&mut self, rows: &Journey<'g>) -> Vec<Vec<u32>> {
        let lists = &mut *self.lists;
        let mut of_stage = |stage: &Stage<'g>| {
            let own = (!stage.own.is_empty()).then(|| lists.people(stage.own.iter().copied()));
            own.into_iter().chain(stage.places.iter().map(|place| lists.people(place.rows.clone()))).collect()
        };
        rows.stages.iter().map(&mut of_stage).collect()
    }

    fn stage(&mut self, rows: &Stage<'g>, several: bool, people: &[u32], cast: &Cast, ids: &mut Ids) {
        let title = rows.title.map(one_line);
        let id = match &title {
            Some(title) => ids.of(title, "stage"),
            None => ids.claim(if several { "start" } else { "all" }.to_owned()),
        };
        let (own, inside) = people.split_at(usize::from(!rows.own.is_empty()));
        let head = Head { kind: ElementKind::Stage, id: Some(&id), title: title.as_deref(), value: None };
        // What is said at the head of a stage would hold for the touchpoints in it, too.
        let alone = rows.places.is_empty();
        let same = alone && self.alike(&rows.own);
        let clauses = if alone { self.head_clauses(&rows.own, own.first().copied().unwrap_or(0), same, cast) } else { (0, 0) };
        self.open(head, clauses);
        self.goals(rows);
        self.fill(ElementKind::Stage, &rows.own, !same);
        let mut inner = Ids::default();
        for (place, &people) in rows.places.iter().zip(inside) {
            self.place(place, people, cast, &mut inner);
        }
        self.writer.close();
    }

    fn place(&mut self, place: &Place<'g>, people: u32, cast: &Cast, ids: &mut Ids) {
        let title = one_line(place.title);
        let id = ids.of(&title, "touchpoint");
        let rows: &[usize] = &place.rows.clone().collect::<Vec<_>>();
        let same = self.alike(rows);
        let clauses = self.head_clauses(rows, people, same, cast);
        self.open(Head { kind: ElementKind::Touchpoint, id: Some(&id), title: Some(&title), value: None }, clauses);
        self.fill(ElementKind::Touchpoint, rows, !same);
        self.writer.close();
    }

    /// A touchpoint has no goal and no need: they are those of its stage.
    fn goals(&mut self, rows: &Stage<'g>) {
        let mut seen: HashSet<(Known, &str)> = HashSet::new();
        for column in &self.plan.columns {
            let Held::Known(Holds::Texts(field @ (Known::Goal | Known::Need | Known::BusinessGoal))) = column.holds else {
                continue;
            };
            let all = rows.own.iter().copied().chain(rows.places.iter().flat_map(|place| place.rows.clone()));
            for text in all.flat_map(|row| texts(self.grid.cell(row, column.at))) {
                if seen.insert((field, text)) {
                    self.writer.text(field.name(), text);
                }
            }
        }
    }

    /// Whether rows say the same about whom they hold for and what they rest on.
    fn alike(&self, rows: &[usize]) -> bool {
        let of = |row: usize| [ElementKind::Persona, ElementKind::Source].map(|kind| self.lists.of(row, kind));
        rows.windows(2).all(|pair| of(pair[0]) == of(pair[1]))
    }

    /// The clauses of a place that stands for itself: for whom it is, and what it rests on if all its rows say the same.
    fn head_clauses(&self, rows: &[usize], people: u32, same: bool, cast: &Cast) -> (u32, u32) {
        let sources = rows.first().filter(|_| same).map_or(0, |&row| self.lists.of(row, ElementKind::Source));
        (if cast.same { 0 } else { people }, sources)
    }

    fn open(&mut self, head: Head<'_>, clauses: (u32, u32)) {
        self.clauses(clauses, |writer, clauses| writer.open(head, clauses));
    }

    /// Does something with the writer and the clauses of two lists.
    fn clauses(&mut self, lists: (u32, u32), f: impl FnOnce(&mut Writer, &Clauses<'g>)) {
        if lists == (0, 0) {
            return f(self.writer, &Clauses::default());
        }
        let clauses = self.made.entry(lists).or_insert_with(|| self.declared.clauses(self.lists, lists.0, lists.1));
        f(self.writer, clauses);
    }

    /// Writes what rows say; `own` is whether each of them says for itself whom it is about and what it rests on.
    fn fill(&mut self, kind: ElementKind, rows: &[usize], own: bool) {
        let mut now = Now::of(kind);
        for column in &self.plan.columns {
            for &row in rows {
                let text = self.grid.cell(row, column.at);
                if !text.is_empty() {
                    let lists = [ElementKind::Persona, ElementKind::Source].map(|kind| self.lists.of(row, kind));
                    let clauses = if own { lists.into() } else { (0, 0) };
                    self.cell(&mut now, Cell { row, column: *column, text, clauses });
                }
            }
        }
    }

    fn cell(&mut self, now: &mut Now, cell: Cell<'g>) {
        match cell.column.holds {
            Held::Lane(lane) => self.texts(&self.lanes[lane], cell),
            Held::Emotions(scales) => {
                for line in texts(cell.text) {
                    self.emotion(scales, Cell { text: line, ..cell });
                }
            }
            Held::Known(holds) => match holds {
                Holds::Texts(Known::Goal | Known::Need | Known::BusinessGoal)
                | Holds::Title(_)
                | Holds::Number
                | Holds::Emotions => {}
                Holds::Texts(field) => self.texts(field.name(), cell),
                Holds::Names(ElementKind::Channel) => {
                    let list = self.lists.of(cell.row, ElementKind::Channel);
                    let (declared, lists) = (self.declared, &*self.lists);
                    let channels: Vec<Value<'_>> = lists
                        .list(ElementKind::Channel, list)
                        .iter()
                        .map(|&number| Value::Plain(declared.id(ElementKind::Channel, number)))
                        .collect();
                    self.clauses(cell.clauses, |writer, clauses| writer.field("channel", channels.into_iter(), clauses, &[]));
                }
                Holds::Names(ElementKind::Team) => self.owner(now, cell),
                Holds::Names(_) => {}
                Holds::Duration => match duration(cell.text) {
                    Some(value) => self.once(now, "duration", value, cell),
                    None => self.as_note(cell, "is no length of time such as `2 weeks`"),
                },
                Holds::Word(Known::Status) if now.kind != ElementKind::Touchpoint => {
                    self.as_note(cell, "is the status of a whole stage, which has none");
                }
                Holds::Word(Known::Status) => match status(cell.text) {
                    Some(word) => self.once(now, "status", word.to_owned(), cell),
                    None => self.as_note(cell, "is none of `live`, `planned` and `retired`"),
                },
                Holds::Word(_) => self.severity_alone(cell),
                Holds::Mark(mark) => self.mark(now, mark, cell),
                Holds::Elements(kind) => self.elements(kind, cell),
            },
        }
    }

    fn texts(&mut self, name: &str, cell: Cell<'g>) {
        let values = texts(cell.text).map(|text| Value::Text(Cow::Borrowed(text)));
        self.clauses(cell.clauses, |writer, clauses| writer.field(name, values, clauses, &[]));
    }

    fn span(&self, cell: Cell<'_>) -> Span {
        self.grid.span(self.shown, cell.row, cell.column.at)
    }

    /// Writes an emotion. A number that has no place on the curve is none, and stands in a note.
    fn emotion(&mut self, scales: Scales, cell: Cell<'g>) {
        let felt = feeling(cell.text);
        let words = Some(felt.words).filter(|words| !words.is_empty());
        let (value, words) = match felt.number {
            None => (None, words.or(Some(cell.text))),
            Some((number, of)) => (scales.place(number, of), words),
        };
        if value.is_none() && (felt.number.is_some() || words.is_some_and(|words| number_first(words).is_some())) {
            return self.as_note(cell, "does not lie on the scale of its column");
        }
        let feeling = Value::Feeling { value, words: words.map(Cow::Borrowed) };
        self.clauses(cell.clauses, |writer, clauses| writer.field("emotion", std::iter::once(feeling), clauses, &[]));
    }

    /// A field that may stand once for each persona; what else is said of it becomes a note.
    fn once(&mut self, now: &mut Now, name: &'static str, value: String, cell: Cell<'g>) {
        let whom = cell.clauses.0;
        match now.there(name, whom) {
            None => {
                self.clauses(cell.clauses, |writer, clauses| {
                    writer.field(name, std::iter::once(Value::Plain(Cow::Borrowed(&*value))), clauses, &[]);
                });
                now.note(name, whom, value);
            }
            Some(other) if other == value => {}
            Some(_) => self.as_note(cell, &format!("comes on top of another `{name}`")),
        }
    }

    fn owner(&mut self, now: &mut Now, cell: Cell<'g>) {
        let list = self.lists.of(cell.row, ElementKind::Team);
        let Some(&first) = self.lists.list(ElementKind::Team, list).first() else { return };
        if names(cell.text).nth(1).is_some() {
            self.as_note(cell, "names more than one owner; the first one answers for it");
        }
        // Only a team that the map names is declared, and a name that comes too late is a note.
        let key = first.to_string();
        let whom = cell.clauses.0;
        match now.there("owner", whom) {
            None => {
                let id = self.declared.id(ElementKind::Team, first);
                self.clauses(cell.clauses, |writer, clauses| {
                    writer.field("owner", std::iter::once(Value::Plain(id)), clauses, &[]);
                });
                now.note("owner", whom, key);
            }
            Some(other) if other == key => {}
            Some(_) => self.as_note(cell, "comes on top of another owner"),
        }
    }

    /// Keeps a cell as a note, with its heading.
    fn as_note(&mut self, cell: Cell<'g>, why: &str) {
        let heading = one_line(self.grid.cell(self.plan.head, cell.column.at));
        let text = one_line(cell.text);
        let span = self.span(cell);
        self.said.changed(span, format!("`{text}` {why}"), "kept as a note");
        let note = Value::Text(Cow::Owned(format!("{heading}: {text}")));
        self.clauses(cell.clauses, |writer, clauses| writer.field("note", std::iter::once(note), clauses, &[]));
    }

    /// How bad something is where the row has no pain.
    fn severity_alone(&mut self, cell: Cell<'g>) {
        let pains = self.plan.severities.iter().filter(|(_, severity)| *severity == cell.column.at);
        let has_pain = pains.into_iter().any(|(pain, _)| texts(self.grid.cell(cell.row, *pain)).next().is_some());
        match (has_pain, severity(cell.text)) {
            (true, Some(_)) => {}
            (true, None) => self.as_note(cell, "is none of `low`, `medium`, `high` and `critical`"),
            (false, _) => self.as_note(cell, "says how bad something is, and there is no pain in its row"),
        }
    }

    fn mark(&mut self, now: &mut Now, mark: Mark, cell: Cell<'g>) {
        let said = answer(cells::plain(cell.text));
        match (mark, said) {
            (_, Answer::No) => {}
            (Mark::Optional, Answer::Yes) if now.kind == ElementKind::Touchpoint => {
                if now.there("optional", 0).is_none() {
                    now.note("optional", 0, String::new());
                    self.writer.flag("optional");
                }
            }
            (Mark::Optional, _) => self.as_note(cell, "does not say yes or no of a touchpoint"),
            (Mark::MomentOfTruth, answer) => {
                let title = if let Answer::Words(words) = answer { Some(one_line(words)) } else { None };
                let head = Head { kind: ElementKind::MomentOfTruth, id: None, title: title.as_deref(), value: None };
                self.writer.open(head, &Clauses::default());
                self.writer.close();
            }
        }
    }

    /// Pains, gains, opportunities, metrics and risks. An opportunity beside one pain is there for it.
    fn elements(&mut self, kind: ElementKind, cell: Cell<'g>) {
        let relieves = matches!(kind, ElementKind::Pain | ElementKind::Opportunity) && self.has_one_pain(cell.row);
        if kind == ElementKind::Opportunity && relieves {
            return;
        }
        let severity = if kind == ElementKind::Pain { self.severity(cell) } else { None };
        for line in texts(cell.text) {
            let (title, value) = if kind == ElementKind::Metric { metric(line) } else { (line, None) };
            let title = one_line(title);
            self.open(Head { kind, id: None, title: Some(&title), value: value.as_deref() }, cell.clauses);
            if let Some(word) = severity {
                self.writer.plain("severity", word);
            }
            if kind == ElementKind::Pain && relieves {
                self.opportunities(cell.row);
            }
            self.writer.close();
        }
    }

    /// The opportunities of a row, in the block of its pain.
    fn opportunities(&mut self, row: usize) {
        for column in self.plan.columns.iter().filter(|column| is_of(column, ElementKind::Opportunity)) {
            for line in texts(self.grid.cell(row, column.at)) {
                let title = one_line(line);
                let head = Head { kind: ElementKind::Opportunity, id: None, title: Some(&title), value: None };
                self.writer.open(head, &Clauses::default());
                self.writer.close();
            }
        }
    }

    /// How severe the pains of a cell are.
    fn severity(&self, cell: Cell<'_>) -> Option<&'static str> {
        let (_, severity) = self.plan.severities.iter().find(|(pain, _)| *pain == cell.column.at)?;
        cells::severity(self.grid.cell(cell.row, *severity))
    }

    /// Whether a row has exactly one pain.
    fn has_one_pain(&self, row: usize) -> bool {
        let columns = self.plan.columns.iter().filter(|column| is_of(column, ElementKind::Pain));
        let mut pains = columns.flat_map(|column| texts(self.grid.cell(row, column.at)));
        pains.next().is_some() && pains.next().is_none()
    }
}

/// Whether a column holds elements of a kind.
fn is_of(column: &Planned, kind: ElementKind) -> bool {
    matches!(column.holds, Held::Known(Holds::Elements(own)) if own == kind)
}
