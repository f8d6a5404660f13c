//! The rows of all journeys of a file: which columns there are, and the titles in each row.

use std::collections::{BTreeSet, HashSet};

use super::naming::{Beside, Naming, caption};
use super::place::{Key, Place, Row};
use super::write::{Names, Written, write};
use super::{Cell, Table, one_line};
use crate::emit::distinct::Distinct;
use crate::emit::holds;
use crate::emit::ledger::{Ledger, Part};
use crate::graph::JourneyGraph;
use crate::model::vocabulary::{ElementKind, Field};
use crate::model::walk::ClaimNode;
use crate::model::{ElementId, Node};
use crate::table::{COLUMNS, Holds, LANE, aside, heading, is_amount, is_numbered, lane_title, rise, rise_or_one};

/// What is asked for, and the account of it.
pub struct Work<'a, 'm> {
    /// The journey whose rows are made.
    pub graph: &'a JourneyGraph<'m>,
    /// Only what holds for this persona.
    pub persona: Option<ElementId>,
    /// What was written.
    pub ledger: &'a mut Ledger,
    /// What things are called.
    pub naming: &'a mut Naming,
}

/// Makes the table of the journeys, with headings in a language.
pub fn table(
    graphs: &[JourneyGraph<'_>],
    persona: Option<ElementId>,
    language: &str,
    naming: &mut Naming,
    ledger: &mut Ledger,
) -> Table {
    let mut rows: Vec<(Titles, Row)> = Vec::new();
    let mut journeys = Distinct::default();
    for graph in graphs {
        Work { graph, persona, ledger, naming }.journey(&mut journeys, &mut rows);
    }
    let model = graphs.first().map(|graph| graph.journey.model);
    let names = model.map(|model| Names::of(model, rows.iter().map(|(_, row)| row), naming, ledger));
    let mut rows: Vec<(Titles, Written)> =
        rows.into_iter().filter_map(|(titles, row)| Some((titles, write(&row, names.as_ref()?, ledger)))).collect();
    mark_amounts(&mut rows);
    let used: BTreeSet<usize> = rows.iter().flat_map(|(_, row)| row.cells.keys().copied()).collect();
    let all: BTreeSet<ElementId> = rows.iter().flat_map(|(_, row)| row.lanes.iter().map(|(lane, _)| *lane)).collect();
    let lanes: Vec<ElementId> = all.into_iter().collect();
    let title = |kind| COLUMNS.iter().position(|column| column.holds == Holds::Title(kind));
    let has_phases = rows.iter().any(|(titles, _)| titles.phase.is_some());
    let columns: Vec<usize> = (0..COLUMNS.len())
        .filter(|&at| match COLUMNS[at].holds {
            Holds::Title(ElementKind::Phase) => has_phases,
            Holds::Title(_) => true,
            _ => used.contains(&at),
        })
        .collect();
    let mut headings: Vec<String> = columns.iter().map(|&at| COLUMNS[at].written(language).into_owned()).collect();
    for lane in model.into_iter().flat_map(|model| lanes.iter().map(|&lane| model.node(lane))) {
        headings.push(of_lane(lane, ledger));
    }
    let cells = |(titles, mut row): (Titles, Written)| {
        let mut out: Vec<Cell> = Vec::with_capacity(headings.len());
        for &at in &columns {
            out.push(match Some(at) {
                at if at == title(ElementKind::Journey) => Cell::text(&titles.journey),
                at if at == title(ElementKind::Phase) => titles.phase.as_deref().map_or_else(no_phase, Cell::text),
                at if at == title(ElementKind::Stage) => Cell::text(&titles.stage),
                at if at == title(ElementKind::Touchpoint) => titles.place.as_deref().map_or(Cell::Empty, Cell::text),
                _ => row.cells.remove(&at).unwrap_or_default(),
            });
        }
        for lane in &lanes {
            let said: Vec<String> = row.lanes.iter().filter(|(own, _)| own == lane).map(|(_, line)| line.clone()).collect();
            out.push(if said.is_empty() { Cell::Empty } else { Cell::Lines(said) });
        }
        mark_words(&mut out);
        out
    };
    let rows = rows.into_iter().map(cells).collect();
    let titles = columns.iter().filter(|&&at| matches!(COLUMNS[at].holds, Holds::Title(_))).count();
    Table { name: "Map".into(), titles, headings, rows }
}

/// Puts an apostrophe before the title of a journey in a row that an import would take for headings, or that has one before such a word.
fn mark_words(row: &mut [Cell]) {
    let is_heading = |cell: &Cell| matches!(cell, Cell::Lines(lines) if heading(&lines.join("\n")).is_some());
    let several = row.iter().filter(|cell| is_heading(cell)).nth(1).is_some();
    if let Some(Cell::Lines(title)) = row.first_mut().filter(|first| is_heading(first))
        && let [title] = &mut title[..]
        && (several || title.starts_with('\''))
    {
        title.insert(0, '\'');
    }
}

/// Puts an apostrophe before the first of the titles under a heading that are all numbers: an import would take the column for a lane.
fn mark_amounts(rows: &mut [(Titles, Written)]) {
    let are_amounts = |cell: &Cell| matches!(cell, Cell::Lines(lines) if lines.iter().all(|line| is_amount(line)));
    for at in (0..COLUMNS.len()).filter(|&at| matches!(COLUMNS[at].holds, Holds::Elements(_))) {
        let mut cells = rows.iter_mut().filter_map(|(_, row)| row.cells.get_mut(&at));
        let Some(first) = cells.next().filter(|first| are_amounts(first) && cells.all(|cell| are_amounts(cell))) else { continue };
        if let Cell::Lines(lines) = std::mem::take(first) {
            *first = Cell::Words(vec![format!("'{}", lines.join("\n"))]);
        }
    }
}

/// What stands under *Phase* beside a stage without one: an empty cell would repeat the phase above.
fn no_phase() -> Cell {
    Cell::Words(vec!["–".to_owned()])
}

/// The heading of a lane. One that would be taken for a column that everybody knows says that it is a lane.
fn of_lane(lane: Node<'_>, ledger: &mut Ledger) -> String {
    let title = caption(lane);
    if lane.title().is_some_and(|own| own != title) {
        ledger.respace(lane);
    }
    if heading(&title).is_some() || lane_title(&title).is_some() { format!("{LANE}{title}") } else { title }
}

/// Puts an apostrophe before titles of one journey whose numbers an import would take for those of the order.
fn mark_numbers(rows: &mut [(Titles, Row)]) {
    let same_stage = |one: &(Titles, Row), other: &(Titles, Row)| (&one.0.phase, &one.0.stage) == (&other.0.phase, &other.0.stage);
    let stages: Vec<&str> = rows.chunk_by(same_stage).map(|rows| rows[0].0.stage.as_str()).collect();
    let all_stages = rise(stages.into_iter());
    let places = |rows: &[(Titles, Row)]| rows.iter().filter_map(|(titles, _)| titles.place.clone()).collect::<Vec<_>>();
    let (mut count, mut everywhere) = (0, true);
    for rows in rows.chunk_by(same_stage) {
        let places = places(rows);
        count += places.len();
        everywhere &= places.is_empty() || rise_or_one(places.iter().map(String::as_str));
    }
    let belongs = |title: &str| title.starts_with('\'') && is_numbered(title.trim_start_matches('\''));
    for rows in rows.chunk_by_mut(same_stage) {
        let all = everywhere && count > 1 || rise(places(rows).iter().map(String::as_str));
        for (titles, _) in rows {
            if all_stages || belongs(&titles.stage) {
                titles.stage.insert(0, '\'');
            }
            if let Some(place) = titles.place.as_mut().filter(|place| all || belongs(place)) {
                place.insert(0, '\'');
            }
        }
    }
}

/// The titles of a row.
#[derive(Clone)]
struct Titles {
    journey: String,
    phase: Option<String>,
    stage: String,
    place: Option<String>,
}

impl<'m> Work<'_, 'm> {
    fn journey(&mut self, journeys: &mut Distinct, rows: &mut Vec<(Titles, Row)>) {
        let journey = self.graph.journey;
        let title = journeys.of("", &caption(journey));
        let before = rows.len();
        let mut stages = Distinct::default();
        let (mut phases, mut in_phase) = (Beside::default(), None);
        for stage in journey.stages() {
            let touchpoints: Vec<Node<'m>> = stage.children_of(ElementKind::Touchpoint).collect();
            let phase = stage.parent().filter(|parent| parent.kind() == ElementKind::Phase);
            if let Some(phase) = phase.filter(|phase| in_phase != Some(phase.id)) {
                self.naming.call(phase, phases.next(caption(phase)), self.ledger);
            }
            in_phase = phase.map(|phase| phase.id);
            let phase_title = phase.map(|phase| self.naming.name(phase));
            let stage_title = stages.of(phase_title.as_deref().unwrap_or_default(), &caption(stage));
            self.naming.call(stage, stage_title.clone(), self.ledger);
            let titles = Titles { journey: title.clone(), phase: phase_title, stage: stage_title, place: None };
            let start = rows.len();
            rows.extend(self.place(stage, touchpoints.is_empty()).map(|row| (titles.clone(), row)));
            let mut names = Beside::default();
            for touchpoint in touchpoints {
                if !self.holds(&touchpoint.personas()) {
                    continue;
                }
                let name = names.next(caption(touchpoint));
                self.naming.call(touchpoint, name.clone(), self.ledger);
                self.ledger.carry(touchpoint, &[Part::Itself]);
                let titles = Titles { place: Some(name), ..titles.clone() };
                rows.extend(self.place(touchpoint, true).map(|row| (titles, row)));
            }
            if rows.len() > start {
                if phase.is_none() {
                    phases = Beside::default();
                }
                for node in std::iter::once(stage).chain(phase) {
                    self.ledger.carry(node, &[Part::Itself]);
                }
            }
        }
        mark_numbers(&mut rows[before..]);
        if rows.len() > before {
            self.naming.call(journey, title, self.ledger);
            self.ledger.carry(journey, &[Part::Itself]);
            // That somebody walks is said by the rows that name them.
            let named: HashSet<ElementId> = rows[before..].iter().flat_map(|(_, row)| row.key.whom.iter().copied()).collect();
            for claim in journey.field(Field::Persona) {
                // A name in brackets would be read as that of somebody beside.
                if claim.goal().is_some_and(|goal| named.contains(&goal.id) && aside(&caption(goal)).is_none()) {
                    self.ledger.carry(claim, &[Part::Itself]);
                }
            }
        }
    }

    /// The row of a stage or touchpoint. `alone` is whether it is all that there is of it.
    fn place(&mut self, node: Node<'m>, alone: bool) -> Option<Row> {
        if !self.holds(&node.personas()) {
            return None;
        }
        let mut place = Place::of(node, self);
        place.fill(self);
        place.finish(alone)
    }

    /// The text of a claim on a line, if it is one; what it loses in spaces is entered.
    pub fn text(&mut self, claim: ClaimNode<'m>) -> Option<String> {
        let written = claim.text()?;
        let line = one_line(written);
        if line != written {
            self.ledger.respace(claim);
        }
        Some(line).filter(|line| !line.is_empty())
    }

    /// The title of an element, or what stands for it; what it loses in spaces is entered.
    pub fn caption(&mut self, node: Node<'m>) -> String {
        let caption = caption(node);
        if node.title().is_some_and(|title| title != caption) {
            self.ledger.respace(node);
        }
        caption
    }

    /// What somebody or something that is declared once is called.
    pub fn declared(&mut self, node: Node<'m>) -> String {
        self.naming.declared(node, self.ledger)
    }

    /// Whom something holds for, and what it rests on.
    pub fn key(&self, personas: &[ElementId], sources: &[Node<'m>]) -> Key {
        Key { whom: self.whom(personas), sources: sources.iter().map(|source| source.id).collect() }
    }

    /// The key of a claim.
    pub fn key_of(&self, claim: ClaimNode<'m>) -> Key {
        self.key(&claim.personas(), &claim.sources())
    }

    /// Personas that are named, or all who walk, in the order in which the journey names them.
    fn whom(&self, personas: &[ElementId]) -> Vec<ElementId> {
        let all = &self.graph.personas;
        let mut whom = match self.persona {
            Some(persona) => vec![persona],
            None if personas.is_empty() => all.clone(),
            None => personas.to_vec(),
        };
        whom.sort_by_key(|id| (all.iter().position(|other| other == id).unwrap_or(all.len()), *id));
        whom.dedup();
        whom
    }

    /// Whether something for these personas is asked for.
    pub fn holds(&self, personas: &[ElementId]) -> bool {
        holds(self.persona, personas)
    }
}
