//! Which row is about what: journeys, phases, stages and touchpoints as ranges of rows.
//!
//! An empty cell in a column of titles repeats the one above, as in a sheet whose cells were joined. Rows that follow each other with
//! the same touchpoint are about one touchpoint.

use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::RandomState;

use super::cells::plain;
use super::grid::Grid;
use super::plan::{Held, Plan};
use crate::model::vocabulary::ElementKind;
use crate::table::{Holds, is_placeholder};

/// The rows of a journey.
#[derive(Debug, Default)]
pub struct Journey<'g> {
    /// Its title.
    pub title: Option<&'g str>,
    /// Its stages, each once, in the order in which they come.
    pub stages: Vec<Stage<'g>>,
}

/// The rows of a stage.
#[derive(Debug, Default)]
pub struct Stage<'g> {
    /// The phase around it.
    pub phase: Option<&'g str>,
    /// Its title; none for rows above all titles.
    pub title: Option<&'g str>,
    /// The rows that are about the stage itself.
    pub own: Vec<usize>,
    /// Its touchpoints.
    pub places: Vec<Place<'g>>,
}

/// The rows of a touchpoint.
#[derive(Debug)]
pub struct Place<'g> {
    /// Its title.
    pub title: &'g str,
    /// Whether the title is taken as it is.
    pub simple: bool,
    /// Its rows.
    pub rows: Range<usize>,
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
        let (cell, simple) = self.grid.look(row, column?);
        if simple {
            return Some(cell);
        }
        Some(plain(cell)).filter(|title| !title.is_empty() && !is_placeholder(cell))
    }
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

/// Sorts the rows below the headings.
pub fn sort<'g>(grid: &'g Grid, plan: &Plan) -> Vec<Journey<'g>> {
    let titles = Titles { grid, plan };
    let [journey, phase, stage, place] =
        [ElementKind::Journey, ElementKind::Phase, ElementKind::Stage, ElementKind::Touchpoint].map(|kind| titles.column(kind));
    let mut journeys: Vec<Journey<'g>> = Vec::new();
    let mut by_title: HashMap<String, usize> = HashMap::new();
    let mut stages: Vec<HashMap<String, usize, RandomState>> = Vec::new();
    let mut now: Option<(usize, usize)> = None;
    let mut in_phase: Option<&'g str> = None;
    for row in plan.head + 1..grid.height() {
        if grid.is_blank(row) {
            continue;
        }
        let title = titles.cell(row, journey);
        let changes = title.is_some_and(|title| now.is_none_or(|(at, _)| journeys[at].title != Some(title)));
        if now.is_none() || changes {
            let next = journeys.len();
            let at = title.map_or(next, |title| *by_title.entry(title.to_lowercase()).or_insert(next));
            if at == next {
                journeys.push(Journey { title, stages: Vec::new() });
                stages.push(HashMap::default());
            }
            now = Some((at, usize::MAX));
            in_phase = None;
        }
        let Some((at, current)) = now else { continue };
        let phase_title = titles.cell(row, phase);
        in_phase = phase_title.or(in_phase);
        let name = titles.cell(row, stage);
        let known = journeys[at].stages.get(current);
        // A phase of another name begins another stage, even one that is called the same.
        let same = known.is_some_and(|stage| {
            name.is_none_or(|name| stage.title == Some(name)) && phase_title.is_none_or(|phase| stage.phase == Some(phase))
        });
        let current = if same {
            current
        } else {
            let key = key(in_phase.unwrap_or_default(), name.unwrap_or_default());
            let next = journeys[at].stages.len();
            let found = *stages[at].entry(key).or_insert(next);
            if found == next {
                journeys[at].stages.push(Stage { phase: in_phase, title: name, ..Stage::default() });
            }
            found
        };
        now = Some((at, current));
        let here = &mut journeys[at].stages[current];
        match titles.cell(row, place) {
            Some(title) => match here.places.last_mut() {
                Some(last) if last.title == title && last.rows.end == row => last.rows.end = row + 1,
                _ => {
                    let simple = place.is_some_and(|column| grid.look(row, column).1);
                    here.places.push(Place { title, simple, rows: row..row + 1 });
                }
            },
            None => match here.places.last_mut() {
                // Below a touchpoint a row without titles says more about it.
                Some(last) if last.rows.end == row && name.is_none() => last.rows.end = row + 1,
                _ => here.own.push(row),
            },
        }
    }
    journeys
}
