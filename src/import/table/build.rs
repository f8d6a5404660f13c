//! From sorted rows to statements: journeys, phases, stages and touchpoints.
//!
//! A table may have a hundred thousand rows, so what they say is written at once and no draft is made, and parts of a long journey are
//! written side by side. What holds for all rows of a touchpoint is said at its head; where they differ, each statement says for itself
//! whom it is about and what it rests on.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap, HashSet};

use super::builder::{Builder, Cell, Context, Now, has_clauses};
use super::cells::texts;
use super::details::{Details, Standing};
use super::plan::{Held, Plan, Planned};
use super::rows::{Journey, Place, Stage};
use crate::cores::in_order;
use crate::diagnostic::Code;
use crate::import::cast::{Cast, cast};
use crate::import::draft::{Clauses, Value};
use crate::import::names::{Ids, one_line};
use crate::import::said::Said;
use crate::import::write::Head;
use crate::model::vocabulary::{ElementKind, Field as Known};
use crate::table::{Holds, names};

/// So many rows of stages are written side by side with others.
const PIECE: usize = 2_000;

/// A stage that is to be written.
struct Pending<'p, 'g> {
    rows: &'p Stage<'g>,
    id: String,
    title: Option<Cow<'g, str>>,
    /// The personas of its own rows, if it has such.
    own: u32,
    /// Its touchpoints, and the personas of each.
    places: &'p [Place<'g>],
    people: &'p [u32],
}

impl<'g> Builder<'g, '_> {
    /// Writes a journey.
    pub fn journey(&mut self, id: &str, title: &str, rows: &Journey<'g>) {
        let people: Vec<u32> = rows.places.iter().map(|place| self.lists.people(place.rows.clone())).collect();
        let stages = self.pending(rows, &people);
        let cast = self.cast(&stages);
        self.walkers = cast.walkers.len();
        self.writer.open(Head { kind: ElementKind::Journey, id: Some(id), title: Some(title), value: None }, &Clauses::default());
        let declared = self.context.declared;
        let walkers = cast.walkers.iter().map(|&person| Value::Plain(declared.id(ElementKind::Persona, person)));
        self.writer.field("persona", walkers, &Clauses::default(), &[]);
        self.place = vec![Cow::Owned(title.to_owned())];
        self.moved_goals(rows);
        self.elsewhere();
        let pieces = pieces(&stages);
        let mut phase = None;
        // What sheets beside the map say is taken one after the other.
        if !self.details.is_empty() || pieces.len() == 1 {
            for stages in pieces {
                self.enter(stages, &mut phase);
                for stage in stages {
                    self.stage(stage, &cast);
                }
            }
        } else {
            let (context, lists, writer, file) = (self.context, self.lists.clone(), self.writer.part(), self.said.file());
            let walkers = self.walkers;
            // A map is longer than its table.
            let room = 2 * context.shown.len() / pieces.len();
            let write = |stages: &&[Pending<'_, 'g>]| {
                let mut writer = writer.within(stages[0].rows.phase.map(|_| ElementKind::Phase));
                writer.reserve(room);
                let mut said = Said::about(file);
                let (mut details, mut beside) = (Details::default(), Vec::new());
                let mut builder = Builder::new(context, lists.clone(), &mut said, &mut writer, &mut details, &mut beside);
                builder.walkers = walkers;
                for stage in *stages {
                    builder.stage(stage, &cast);
                }
                (writer, said)
            };
            in_order(&pieces, write, |stages, (writer, said)| {
                self.enter(stages, &mut phase);
                self.writer.join(writer);
                self.said.findings.extend(said.findings);
            });
        }
        if phase.is_some() {
            self.writer.close();
        }
        self.writer.close();
    }

    /// Enters which pains the journey will have.
    pub fn stand(&mut self, title: &str, rows: &Journey<'g>, standing: &mut Standing) {
        standing.around(&[title]);
        for stage in &rows.stages {
            let (phase, own) = (stage.phase.map(one_line), stage.title.map(one_line).unwrap_or_default());
            let mut place: Vec<&str> = std::iter::once(title).chain(phase.as_deref()).collect();
            if phase.is_some() {
                standing.around(&place);
            }
            place.push(&own);
            let mut pains = |place: &[&str], row: usize| {
                let pains = self.pains_of(row);
                for pain in &pains {
                    standing.pain(place, pain);
                }
                for (pain, answer) in self.answers_of(row) {
                    standing.answer(place, &pains[pain], &answer);
                }
            };
            stage.own.iter().for_each(|&row| pains(&place, row));
            for touchpoint in &rows.places[stage.places.clone()] {
                let title = one_line(touchpoint.title);
                let place: Vec<&str> = place.iter().copied().chain([&*title]).collect();
                touchpoint.rows.clone().for_each(|row| pains(&place, row));
            }
        }
    }

    /// Ends the phase that is open and begins that of some stages, if it is another one.
    fn enter(&mut self, stages: &[Pending<'_, 'g>], phase: &mut Option<&'g str>) {
        let now = stages[0].rows.phase;
        if *phase == now {
            return;
        }
        if phase.is_some() {
            self.writer.close();
            self.place.pop();
        }
        if let Some(title) = now.map(one_line) {
            let head = Head { kind: ElementKind::Phase, id: None, title: Some(&title), value: None };
            self.writer.open(head, &Clauses::default());
            self.place.push(title);
            self.elsewhere();
        }
        *phase = now;
    }

    /// The stages of a journey, with ids and people: those of its own rows, and of its touchpoints.
    fn pending<'p>(&mut self, rows: &'p Journey<'g>, people: &'p [u32]) -> Vec<Pending<'p, 'g>> {
        let mut ids = Ids::default();
        let several = rows.stages.len() > 1;
        let lists = &mut self.lists;
        let mut pending = |stage: &'p Stage<'g>| {
            let title = stage.title.map(|title| if stage.simple { Cow::Borrowed(title) } else { one_line(title) });
            let id = match &title {
                Some(title) => ids.of(title, "stage"),
                None => ids.claim(if several { "start" } else { "all" }),
            };
            let (id, own) = (id.to_owned(), lists.people(stage.own.iter().copied()));
            let (places, people) = (&rows.places[stage.places.clone()], &people[stage.places.clone()]);
            Pending { rows: stage, id, title, own, places, people }
        };
        rows.stages.iter().map(&mut pending).collect()
    }

    /// Who takes part.
    fn cast(&self, stages: &[Pending<'_, 'g>]) -> Cast {
        let all = || {
            stages.iter().flat_map(|stage| {
                let own = if stage.rows.own.is_empty() { None } else { Some(stage.own) };
                own.into_iter().chain(stage.people.iter().copied())
            })
        };
        let most = all().max().map_or(0, |last| last as usize + 1);
        let mut seen = vec![false; most];
        let mut lists: Vec<u32> = Vec::new();
        for list in all() {
            if !std::mem::replace(&mut seen[list as usize], true) {
                lists.push(list);
            }
        }
        cast(lists.iter().map(|&list| self.lists.list(ElementKind::Persona, list)))
    }

    fn stage(&mut self, stage: &Pending<'_, 'g>, cast: &Cast) {
        let Pending { rows, id, title, own, places, people } = stage;
        let head = Head { kind: ElementKind::Stage, id: Some(id), title: title.as_deref(), value: None };
        // What is said at the head of a stage would hold for the touchpoints in it, too.
        let alone = places.is_empty();
        let all = || rows.own.iter().copied();
        let same = alone && self.alike(all());
        let clauses = if alone { self.head_clauses(&all(), *own, same, cast) } else { (0, 0) };
        self.open(head, clauses);
        self.place.push(title.clone().unwrap_or_default());
        if !alone {
            self.sources_of_nothing(&rows.own);
        }
        self.goals(stage, !same);
        let mut now = Now::of(ElementKind::Stage);
        now.head_has_people = alone;
        self.fill(&mut now, &all(), !same);
        let mut ids = std::mem::take(&mut self.ids);
        ids.clear();
        let mut now = Now::of(ElementKind::Touchpoint);
        for (place, &people) in places.iter().zip(*people) {
            self.touchpoint(place, people, cast, &mut ids, &mut now);
        }
        self.ids = ids;
        self.place.pop();
        self.writer.close();
    }

    fn touchpoint(&mut self, place: &Place<'g>, people: u32, cast: &Cast, ids: &mut Ids, now: &mut Now<'g>) {
        let title = if place.simple { Cow::Borrowed(place.title) } else { one_line(place.title) };
        if !place.simple && place.title.contains('\n') {
            self.fused(place, &title);
        }
        let id = ids.of(&title, "touchpoint");
        let all = || place.rows.clone();
        let same = self.alike(all());
        let clauses = self.head_clauses(&all(), people, same, cast);
        self.open(Head { kind: ElementKind::Touchpoint, id: Some(id), title: Some(&title), value: None }, clauses);
        self.place.push(title);
        now.clear();
        self.fill(now, &all(), !same);
        self.place.pop();
        self.writer.close();
    }

    /// Says that the lines of a cell became one touchpoint.
    fn fused(&mut self, place: &Place<'g>, title: &str) {
        let Context { plan, grid, shown, .. } = self.context;
        let is = |held| matches!(held, Held::Known(Holds::Title(ElementKind::Touchpoint)));
        let Some(column) = plan.columns.iter().find(|column| is(column.holds)) else { return };
        let span = grid.span(shown, place.rows.start, column.at);
        let message = format!("the lines of a cell became one touchpoint, `{title}`");
        let found = self.said.say(Code::ChangedOnImport, span, message, "one row is one touchpoint");
        found.help = Some("if they are several, give each a row".into());
    }

    /// Writes pains and opportunities of a journey or phase, which have no row and stand in sheets beside the map.
    fn elsewhere(&mut self) {
        for kind in [ElementKind::Pain, ElementKind::Opportunity] {
            for detail in self.details.take_all(kind, &self.place) {
                let declared = self.context.declared;
                let people = declared.list(ElementKind::Persona, &detail.people, &mut self.lists);
                let sources = declared.list(ElementKind::Source, &detail.sources, &mut self.lists);
                self.open(Head { kind, id: detail.id.as_deref(), title: Some(&detail.title), value: None }, (people, sources));
                self.detail(&detail, kind, &[], None);
                self.writer.close();
            }
        }
    }

    /// Goals and needs. A touchpoint has none: they are those of its stage, each for whom its rows are about. `own` is whether the head
    /// of the stage does not say that.
    fn goals(&mut self, stage: &Pending<'_, 'g>, own: bool) {
        let Context { plan, grid, .. } = self.context;
        for (column, field) in goal_columns(plan) {
            let mut said: Vec<(&'g str, u32, Vec<u32>)> = Vec::new();
            let mut known: HashMap<(&'g str, u32), usize> = HashMap::new();
            let all = stage.rows.own.iter().copied().chain(stage.places.iter().flat_map(|place| place.rows.clone()));
            for row in all.filter(|&row| !grid.cell(row, column.at).is_empty()) {
                let (text, simple) = grid.look(row, column.at);
                let clauses = if own { self.clauses_of(row) } else { (0, 0) };
                for line in self.lines(Cell { row, column, text, simple, clauses }) {
                    let (people, sources) = line.clauses;
                    let at = *known.entry((line.text, sources)).or_insert_with(|| {
                        said.push((line.text, sources, Vec::new()));
                        said.len() - 1
                    });
                    said[at].2.push(people);
                }
            }
            for (text, sources, people) in said {
                let clauses = (self.together(&people), sources);
                let value = Value::Text(Cow::Borrowed(text));
                self.clauses(clauses, |writer, clauses| writer.field(field.name(), std::iter::once(value), clauses, &[]));
            }
        }
    }

    /// The people of several lists; none if they are everybody.
    pub(super) fn together(&mut self, lists: &[u32]) -> u32 {
        match lists {
            [] => 0,
            [first, others @ ..] if others.iter().all(|other| other == first) => *first,
            lists if lists.contains(&0) => 0,
            lists => {
                let all = lists.iter().flat_map(|&list| self.lists.list(ElementKind::Persona, list).iter().copied());
                let all: BTreeSet<usize> = all.collect();
                if all.len() == self.walkers { 0 } else { self.lists.of_numbers(ElementKind::Persona, all.into_iter().collect()) }
            }
        }
    }

    /// Says that goals of touchpoints became those of their stages: once for each column.
    fn moved_goals(&mut self, rows: &Journey<'g>) {
        let Context { plan, grid, shown, .. } = self.context;
        for (column, field) in goal_columns(plan) {
            let mut all = rows.places.iter().flat_map(|place| place.rows.clone());
            let Some(row) = all.find(|&row| texts(grid.cell(row, column.at)).next().is_some()) else { continue };
            let message = format!("what stands under `{}` is said of stages", one_line(grid.cell(plan.head, column.at)));
            let label = format!("a touchpoint has no `{}`", field.name());
            self.said.changed(grid.span(shown, row, column.at), message, label);
        }
    }

    /// Whether rows say the same about whom they hold for and what they rest on.
    fn alike(&self, mut rows: impl Iterator<Item = usize>) -> bool {
        let of = |row: usize| [ElementKind::Persona, ElementKind::Source].map(|kind| self.lists.of(row, kind));
        let first = rows.next().map(of);
        rows.all(|row| Some(of(row)) == first)
    }

    /// The clauses of a place that stands for itself: for whom it is, and what it rests on.
    fn head_clauses(&mut self, rows: &(impl Iterator<Item = usize> + Clone), people: u32, same: bool, cast: &Cast) -> (u32, u32) {
        let of = |row: usize| self.lists.of(row, ElementKind::Source);
        let sources = match rows.clone().next() {
            // Most rows have no sources, or one list of them for all that is said.
            Some(row) if same && (of(row) == 0 || !rows.clone().any(|row| self.lists_sources(row))) => of(row),
            _ => self.head_sources(rows.clone(), same),
        };
        (if cast.same { 0 } else { people }, sources)
    }

    /// The sources of rows that nothing in them says it rests on.
    fn head_sources(&mut self, rows: impl Iterator<Item = usize>, same: bool) -> u32 {
        let mut all: BTreeSet<usize> = BTreeSet::new();
        for row in rows {
            let own = self.lists.of(row, ElementKind::Source);
            let named = if self.lists_sources(row) { self.named_sources(row) } else { HashSet::new() };
            if own != 0 && (same || !named.is_empty() || !self.rests_on_sources(row, false)) {
                let own = self.lists.list(ElementKind::Source, own).iter();
                all.extend(own.filter(|source| !named.contains(source)));
            }
        }
        if all.is_empty() { 0 } else { self.lists.of_numbers(ElementKind::Source, all.into_iter().collect()) }
    }

    /// Says which sources of the rows of a stage are left out. Its head would say them of its touchpoints, too, and a row with nothing that
    /// rests on something has no other place for them.
    fn sources_of_nothing(&mut self, rows: &[usize]) {
        let Context { plan, grid, shown, declared, .. } = self.context;
        let is = |held| matches!(held, Held::Known(Holds::Names(ElementKind::Source)));
        for &row in rows {
            let lists = self.lists_sources(row);
            if self.lists.of(row, ElementKind::Source) == 0 || !lists && self.rests_on_sources(row, true) {
                continue;
            }
            let named = if lists { self.named_sources(row) } else { HashSet::new() };
            let cells = plan.columns.iter().filter(|column| is(column.holds)).map(|column| column.at);
            for column in cells.filter(|&column| !grid.cell(row, column).is_empty()) {
                let left = names(grid.cell(row, column)).filter(|name| {
                    declared.numbers(ElementKind::Source, name).first().is_some_and(|number| !named.contains(number))
                });
                let left: Vec<String> = left.map(|name| format!("`{}`", one_line(&name))).collect();
                if !left.is_empty() {
                    let message = format!("{} {} left out", left.join(", "), if left.len() == 1 { "is" } else { "are" });
                    let label = "this row says nothing of its stage that could rest on it";
                    self.said.left_out(grid.span(shown, row, column), message, label);
                }
            }
        }
    }

    /// The sources that lines of a row name.
    fn named_sources(&self, row: usize) -> HashSet<usize> {
        let Context { plan, grid, declared, .. } = self.context;
        let cells = plan.columns.iter().filter(|column| has_clauses(column.holds)).map(|column| grid.cell(row, column.at));
        let lines = cells.flat_map(|cell| declared.said(cell)).filter_map(|line| declared.line(line).sources);
        lines.flatten().collect()
    }

    /// Whether something in a row says what it rests on; a goal becomes one of the stage, so it counts only where the row is about that.
    fn rests_on_sources(&self, row: usize, goals: bool) -> bool {
        let Context { plan, grid, .. } = self.context;
        let is_goal = |at: usize| !goals && goal_columns(plan).any(|(goal, _)| goal.at == at);
        let mut columns = plan.columns.iter().filter(|column| has_clauses(column.holds) && !is_goal(column.at));
        columns.any(|column| texts(grid.cell(row, column.at)).next().is_some())
    }
}

/// The columns of goals and needs.
fn goal_columns(plan: &Plan) -> impl Iterator<Item = (Planned, Known)> {
    plan.columns.iter().filter_map(|&column| match column.holds {
        Held::Known(Holds::Texts(field @ (Known::Goal | Known::Need | Known::BusinessGoal))) => Some((column, field)),
        _ => None,
    })
}

/// Stages of one phase in pieces of some rows.
fn pieces<'a, 'p, 'g>(stages: &'a [Pending<'p, 'g>]) -> Vec<&'a [Pending<'p, 'g>]> {
    let mut pieces = Vec::new();
    for stages in stages.chunk_by(|one, other| one.rows.phase == other.rows.phase) {
        let (mut from, mut rows) = (0, 0);
        for (at, stage) in stages.iter().enumerate() {
            rows += stage.rows.own.len() + stage.places.len();
            if rows >= PIECE {
                pieces.push(&stages[from..=at]);
                (from, rows) = (at + 1, 0);
            }
        }
        if from < stages.len() {
            pieces.push(&stages[from..]);
        }
    }
    pieces
}
