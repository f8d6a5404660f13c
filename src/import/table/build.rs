//! From sorted rows to statements.
//!
//! A table may have a hundred thousand rows, so what they say is written at once and no draft is made. What holds for all rows of a
//! touchpoint is said at its head; where they differ, each statement says for itself whom it is about and what it rests on.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::cells::{self, Answer, answer, duration, feeling, is_nothing, metric, severities, severity, status, texts};
use super::declared::{Declarations, Lists};
use super::details::{Detail, Details};
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
use crate::table::line::{Line, Pains};
use crate::table::{Holds, Mark, names};

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
    /// What the last cell of each kind names: its text, and the numbers.
    pub named: Vec<(ElementKind, &'g str, Rc<[usize]>)>,
    /// The pains and answers of the last row that was asked for.
    pub answers: Option<Rc<Answers<'g>>>,
    /// What sheets beside the map say.
    pub details: &'s mut Details,
    /// The titles around what is being written, from the outside in.
    pub place: Vec<String>,
    /// What there is to say about those sheets.
    pub beside: &'s mut Vec<(ElementKind, Said)>,
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

/// The pains of a row, and the opportunities beside them by what they answer.
pub struct Answers<'g> {
    row: usize,
    pains: Pains<'g>,
    /// By column, how many pains stand in the columns before.
    starts: HashMap<usize, usize>,
    /// By the place of a pain, what answers it. It holds for whom the pain holds for, unless it says otherwise.
    lines: HashMap<usize, Vec<Cell<'g>>>,
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
        self.place = vec![title.to_owned()];
        self.elsewhere();
        let mut ids = Ids::default();
        let mut phase: Option<&str> = None;
        for (stage, people) in rows.stages.iter().zip(&people) {
            if phase != stage.phase {
                if phase.is_some() {
                    self.writer.close();
                    self.place.pop();
                }
                if let Some(title) = stage.phase {
                    let head = Head { kind: ElementKind::Phase, id: None, title: Some(&one_line(title)), value: None };
                    self.writer.open(head, &Clauses::default());
                    self.place.push(one_line(title).into_owned());
                    self.elsewhere();
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
        self.place.push(title.as_deref().unwrap_or_default().to_owned());
        self.goals(rows);
        self.fill(ElementKind::Stage, &rows.own, !same);
        let mut inner = Ids::default();
        for (place, &people) in rows.places.iter().zip(inside) {
            self.place(place, people, cast, &mut inner);
        }
        self.place.pop();
        self.writer.close();
    }

    fn place(&mut self, place: &Place<'g>, people: u32, cast: &Cast, ids: &mut Ids) {
        let title = one_line(place.title);
        let id = ids.of(&title, "touchpoint");
        let rows: &[usize] = &place.rows.clone().collect::<Vec<_>>();
        let same = self.alike(rows);
        let clauses = self.head_clauses(rows, people, same, cast);
        self.open(Head { kind: ElementKind::Touchpoint, id: Some(&id), title: Some(&title), value: None }, clauses);
        self.place.push(title.into_owned());
        self.fill(ElementKind::Touchpoint, rows, !same);
        self.place.pop();
        self.writer.close();
    }

    /// Writes pains and opportunities of a journey or phase, which have no row and stand in sheets beside the map.
    fn elsewhere(&mut self) {
        for kind in [ElementKind::Pain, ElementKind::Opportunity] {
            for detail in self.details.take_all(kind, &self.place) {
                let declared = self.declared;
                let people = declared.list(ElementKind::Persona, &detail.people, self.lists);
                let sources = declared.list(ElementKind::Source, &detail.sources, self.lists);
                self.open(Head { kind, id: None, title: Some(&detail.title), value: None }, (people, sources));
                self.detail(&detail, kind, &[], false);
                self.writer.close();
            }
        }
    }

    /// Writes what a sheet beside the map says of the element that is open. `answers` is whether the map says which pain it answers.
    fn detail(&mut self, detail: &Detail, kind: ElementKind, written: &[Known], answers: bool) {
        detail.write(self.writer, written);
        if let Some((span, several)) = detail.answers
            && (several || !answers)
            && let Some((_, said)) = self.beside.iter_mut().find(|(own, _)| *own == kind)
        {
            said.left_out(
                span,
                format!("what `{}` addresses is left out", detail.title),
                "stands elsewhere, or is more than one pain",
            );
        }
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
        let all = same && !rows.iter().any(|&row| self.lists_sources(row));
        let sources = rows.first().filter(|_| all).map_or(0, |&row| self.lists.of(row, ElementKind::Source));
        (if cast.same { 0 } else { people }, sources)
    }

    /// Whether the lines of a row say by themselves what they rest on: then its column of sources only lists them.
    fn lists_sources(&self, row: usize) -> bool {
        let lines =
            self.plan.columns.iter().filter(|column| has_clauses(column.holds)).map(|column| self.grid.cell(row, column.at));
        self.lists.of(row, ElementKind::Source) != 0
            && lines.filter(|cell| cell.contains(']')).any(|cell| texts(cell).any(|line| self.declared.says_sources(line)))
    }

    /// A line of a cell, and the clauses of what it says.
    fn line(&mut self, cell: Cell<'g>) -> Cell<'g> {
        let Line { whom, text, sources } = self.declared.line(cell.text);
        let mut clauses = cell.clauses;
        if !whom.is_empty() {
            clauses.0 = self.lists.of_numbers(ElementKind::Persona, whom);
        }
        if let Some(sources) = sources {
            clauses.1 = self.lists.of_numbers(ElementKind::Source, sources);
        }
        Cell { text, clauses, ..cell }
    }

    /// The emotions of a line, of which there are several if each names somebody and a number: `Mara: -1; Tom: 2`.
    fn feelings(&self, line: &'g str) -> Option<Vec<&'g str>> {
        if !line.contains(';') {
            return None;
        }
        let is_one = |part: &&str| {
            let said = self.declared.line(part);
            !said.whom.is_empty() && number_first(said.text).is_some()
        };
        let parts: Vec<&str> = line.split(';').map(str::trim).collect();
        parts.iter().all(is_one).then_some(parts)
    }

    /// The lines of a cell.
    fn lines(&mut self, cell: Cell<'g>) -> Vec<Cell<'g>> {
        texts(cell.text).map(|text| self.line(Cell { text, ..cell })).collect()
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
        let clauses: Vec<(u32, u32)> = rows.iter().map(|&row| if own { self.clauses_of(row) } else { (0, 0) }).collect();
        let plan = self.plan;
        for column in &plan.columns {
            for (&row, &clauses) in rows.iter().zip(&clauses) {
                let text = self.grid.cell(row, column.at);
                if !text.is_empty() {
                    self.cell(&mut now, Cell { row, column: *column, text, clauses });
                }
            }
        }
    }

    /// Whom a row is about, and what it rests on.
    fn clauses_of(&self, row: usize) -> (u32, u32) {
        let sources = if self.lists_sources(row) { 0 } else { self.lists.of(row, ElementKind::Source) };
        (self.lists.of(row, ElementKind::Persona), sources)
    }

    fn cell(&mut self, now: &mut Now, cell: Cell<'g>) {
        match cell.column.holds {
            Held::Lane(lane) => {
                let lanes = self.lanes;
                self.texts(&lanes[lane], cell);
            }
            Held::Emotions(scales) => {
                for text in texts(cell.text) {
                    match self.feelings(text) {
                        Some(parts) => parts.into_iter().for_each(|text| self.emotion(scales, Cell { text, ..cell })),
                        None => self.emotion(scales, Cell { text, ..cell }),
                    }
                }
            }
            Held::Known(holds) => match holds {
                Holds::Texts(Known::Goal | Known::Need | Known::BusinessGoal)
                | Holds::Title(_)
                | Holds::Number
                | Holds::Emotions => {}
                Holds::Texts(field) => self.texts(field.name(), cell),
                Holds::Names(kind @ (ElementKind::Channel | ElementKind::Team)) => {
                    // Names stand beside each other in a line, too.
                    let lines = if cell.text.contains([':', ']']) { self.lines(cell) } else { vec![cell] };
                    for line in lines {
                        if kind == ElementKind::Team { self.owner(now, line) } else { self.channels(line) }
                    }
                }
                Holds::Names(_) => {}
                Holds::Duration => {
                    for line in self.lines(cell) {
                        match duration(line.text) {
                            Some(value) => self.once(now, "duration", value, line),
                            None => self.as_note(line, "is no length of time such as `2 weeks`"),
                        }
                    }
                }
                Holds::Word(Known::Status) if now.kind != ElementKind::Touchpoint => {
                    self.as_note(cell, "is the status of a whole stage, which has none");
                }
                Holds::Word(Known::Status) => {
                    for line in self.lines(cell) {
                        match status(line.text) {
                            Some(word) => self.once(now, "status", word.to_owned(), line),
                            None => self.as_note(line, "is none of `live`, `planned` and `retired`"),
                        }
                    }
                }
                Holds::Word(_) => self.severity_alone(cell),
                Holds::Mark(mark) => self.mark(now, mark, cell),
                Holds::Elements(kind) => self.elements(kind, cell),
            },
        }
    }

    /// Texts of a field; those beside each other of which the same holds become one statement.
    fn texts(&mut self, name: &str, cell: Cell<'g>) {
        // Most cells say of none of their lines whom it holds for or what it rests on.
        if !cell.text.contains([':', ']']) {
            let values = texts(cell.text).map(|text| Value::Text(Cow::Borrowed(text)));
            return self.clauses(cell.clauses, |writer, clauses| writer.field(name, values, clauses, &[]));
        }
        let lines = self.lines(cell);
        for same in lines.chunk_by(|one, other| one.clauses == other.clauses) {
            let values = same.iter().map(|line| Value::Text(Cow::Borrowed(line.text)));
            self.clauses(same[0].clauses, |writer, clauses| writer.field(name, values, clauses, &[]));
        }
    }

    fn channels(&mut self, cell: Cell<'g>) {
        let declared = self.declared;
        let numbers = self.numbers(ElementKind::Channel, cell.text);
        let channels = numbers.iter().map(|&number| Value::Plain(declared.id(ElementKind::Channel, number)));
        self.clauses(cell.clauses, |writer, clauses| writer.field("channel", channels, clauses, &[]));
    }

    /// What a text names. Many cells below each other name the same.
    fn numbers(&mut self, kind: ElementKind, text: &'g str) -> Rc<[usize]> {
        if let Some((_, _, numbers)) = self.named.iter().find(|(own, before, _)| *own == kind && *before == text) {
            return Rc::clone(numbers);
        }
        let numbers: Rc<[usize]> = self.declared.numbers(kind, text).into();
        self.named.retain(|(own, _, _)| *own != kind);
        self.named.push((kind, text, Rc::clone(&numbers)));
        numbers
    }

    fn span(&self, cell: Cell<'_>) -> Span {
        self.grid.span(self.shown, cell.row, cell.column.at)
    }

    /// Writes an emotion. A number that has no place on the curve is none, and stands in a note.
    fn emotion(&mut self, scales: Scales, cell: Cell<'g>) {
        let cell = self.line(cell);
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
        let Some(&first) = self.numbers(ElementKind::Team, cell.text).first() else { return };
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

    /// Keeps what says how bad something is where there is nothing bad in the row, or where it cannot be understood.
    fn severity_alone(&mut self, cell: Cell<'g>) {
        let of: Vec<usize> =
            self.plan.severities.iter().filter(|(_, severity)| *severity == cell.column.at).map(|(pain, _)| *pain).collect();
        let pains = of.iter().map(|&pain| texts(self.grid.cell(cell.row, pain)).count()).max().unwrap_or(0);
        let words: Vec<&str> = severities(cell.text).collect();
        if pains == 0 {
            self.as_note(cell, "says how bad something is, and there is no pain in its row");
        } else if words.len() > 1 && words.len() != pains {
            self.as_note(cell, "does not say as many severities as there are pains beside it");
        } else if !words.iter().all(|word| severity(word).is_some() || is_nothing(word)) {
            self.as_note(cell, "is none of `low`, `medium`, `high` and `critical`");
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

    /// Pains, gains, opportunities, metrics and risks.
    fn elements(&mut self, kind: ElementKind, cell: Cell<'g>) {
        match kind {
            ElementKind::Pain => return self.pains(cell),
            ElementKind::Opportunity => return self.opportunities(cell),
            _ => {}
        }
        for line in self.lines(cell) {
            let (title, value) = if kind == ElementKind::Metric { metric(line.text) } else { (line.text, None) };
            let title = one_line(title);
            self.open(Head { kind, id: None, title: Some(&title), value: value.as_deref() }, line.clauses);
            self.writer.close();
        }
    }

    /// Pains, each with its severity and with the opportunities beside it that answer it.
    fn pains(&mut self, cell: Cell<'g>) {
        let severity_of = self.plan.severities.iter().find(|(pain, _)| *pain == cell.column.at).map(|(_, severity)| *severity);
        let words: Vec<&str> = severity_of.map(|at| severities(self.grid.cell(cell.row, at)).collect()).unwrap_or_default();
        let lines = self.lines(cell);
        let answers = self.answers(cell.row);
        let before = answers.starts.get(&cell.column.at).copied().unwrap_or_default();
        for (at, line) in lines.iter().enumerate() {
            let title = one_line(line.text);
            self.open(Head { kind: ElementKind::Pain, id: None, title: Some(&title), value: None }, line.clauses);
            let word = if words.len() == 1 { words.first() } else { words.get(at).filter(|_| words.len() == lines.len()) };
            let word = word.and_then(|word| severity(word));
            if let Some(word) = word {
                self.writer.plain("severity", word);
            }
            if let Some(detail) = self.details.take(ElementKind::Pain, &self.place, &title) {
                self.detail(&detail, ElementKind::Pain, if word.is_some() { &[Known::Severity] } else { &[] }, true);
            }
            for answer in answers.lines.get(&(before + at)).into_iter().flatten() {
                self.opportunity(*answer, true);
            }
            self.writer.close();
        }
    }

    /// Opportunities that answer none of the pains of their row.
    fn opportunities(&mut self, cell: Cell<'g>) {
        let answers = self.answers(cell.row);
        for line in self.lines(cell) {
            if let (text, None) = answers.pains.answered(line.text) {
                self.opportunity(Cell { text, ..line }, false);
            }
        }
    }

    fn opportunity(&mut self, cell: Cell<'g>, answers: bool) {
        let title = one_line(cell.text);
        self.open(Head { kind: ElementKind::Opportunity, id: None, title: Some(&title), value: None }, cell.clauses);
        if let Some(detail) = self.details.take(ElementKind::Opportunity, &self.place, &title) {
            self.detail(&detail, ElementKind::Opportunity, &[], answers);
        }
        self.writer.close();
    }

    /// The pains of a row and what answers them, which several columns ask for.
    fn answers(&mut self, row: usize) -> Rc<Answers<'g>> {
        if let Some(answers) = self.answers.as_ref().filter(|answers| answers.row == row) {
            return Rc::clone(answers);
        }
        let (mut titles, mut starts) = (Vec::new(), HashMap::new());
        for cell in self.cells_of(row, ElementKind::Pain) {
            starts.insert(cell.column.at, titles.len());
            titles.extend(texts(cell.text).map(|line| self.declared.line(line).text));
        }
        let pains = Pains::of(titles.into_iter());
        let mut lines: HashMap<usize, Vec<Cell<'g>>> = HashMap::new();
        for cell in self.cells_of(row, ElementKind::Opportunity) {
            for line in self.lines(cell) {
                if let (text, Some(pain)) = pains.answered(line.text) {
                    lines.entry(pain).or_default().push(Cell { text, ..line });
                }
            }
        }
        let answers = Rc::new(Answers { row, pains, starts, lines });
        self.answers = Some(Rc::clone(&answers));
        answers
    }

    /// The cells of a row that hold elements of a kind.
    fn cells_of(&self, row: usize, kind: ElementKind) -> Vec<Cell<'g>> {
        let columns = self.plan.columns.iter().filter(|column| is_of(column, kind));
        let cells = columns.map(|column| Cell { row, column: *column, text: self.grid.cell(row, column.at), clauses: (0, 0) });
        cells.filter(|cell| !cell.text.is_empty()).collect()
    }
}

/// Whether a column holds elements of a kind.
fn is_of(column: &Planned, kind: ElementKind) -> bool {
    matches!(column.holds, Held::Known(Holds::Elements(own)) if own == kind)
}

/// Whether lines of a column may say whom they hold for and what they rest on.
fn has_clauses(held: Held) -> bool {
    match held {
        Held::Lane(_) | Held::Emotions(_) => true,
        Held::Known(holds) => holds.has_clauses(),
    }
}
