//! A part of a sheet: the columns between two slots, for a page that cannot hold all of them.
//!
//! Headings stand in every part that they reach into. Whatever else is said stands once, where its place begins.

use std::ops::Range;

use super::{Card, Cell, Content, Curve, Feeling, Phase, Plot, Row, Sheet, Spot, Stage};

impl Sheet {
    /// The part of the sheet in some slots. A row in which nothing stands there is left out.
    #[must_use]
    pub fn part(&self, slots: &Range<usize>) -> Self {
        let phase = |phase: &Phase| Some(Phase { slots: overlap(&phase.slots, slots)?, ..phase.clone() });
        // Evidence and legend stand below the last part.
        let last = self.stages.last().is_none_or(|stage| stage.slots.end <= slots.end);
        let mut rows: Vec<Row> = Vec::new();
        let mut line = None;
        for row in &self.rows {
            // The line of a row that is left out stands above the next one.
            line = row.line.or(line);
            if let Some(content) = content(&row.content, slots) {
                rows.push(Row { content, line: line.take(), ..row.clone() });
            }
        }
        Self {
            header: self.header.clone(),
            personas: self.personas.clone(),
            phases: reaching(&self.phases, slots, |phase| &phase.slots).iter().filter_map(phase).collect(),
            stages: reaching(&self.stages, slots, |stage| &stage.slots)
                .iter()
                .filter_map(|heading| stage(heading, slots))
                .collect(),
            slots: slots.len(),
            rows,
            evidence: if last { self.evidence.clone() } else { Vec::new() },
            legend: if last { self.legend.clone() } else { Vec::new() },
            rtl: self.rtl,
            labels: self.labels.clone(),
        }
    }
}

/// Those of things beside each other that reach into a part.
fn reaching<'s, T>(all: &'s [T], part: &Range<usize>, slots: impl Fn(&T) -> &Range<usize>) -> &'s [T] {
    let first = all.partition_point(|one| slots(one).end <= part.start);
    let last = all.partition_point(|one| slots(one).start < part.end);
    &all[first.min(last)..last]
}

/// Those of things in the order of their first slots that begin in a part.
fn beginning<'s, T>(all: &'s [T], part: &Range<usize>, slots: impl Fn(&T) -> &Range<usize>) -> &'s [T] {
    let first = all.partition_point(|one| slots(one).start < part.start);
    let last = all.partition_point(|one| slots(one).start < part.end);
    &all[first.min(last)..last]
}

/// What of some slots lies in a part, counted from its beginning.
fn overlap(own: &Range<usize>, part: &Range<usize>) -> Option<Range<usize>> {
    let (start, end) = (own.start.max(part.start), own.end.min(part.end));
    (start < end).then(|| start - part.start..end - part.start)
}

/// The same for something that is said once.
fn begins(own: &Range<usize>, part: &Range<usize>) -> Option<Range<usize>> {
    overlap(own, part).filter(|_| part.contains(&own.start))
}

/// The heading of a stage; of one that goes on from an earlier part the title alone.
fn stage(stage: &Stage, part: &Range<usize>) -> Option<Stage> {
    let slots = overlap(&stage.slots, part)?;
    let goes_on = stage.goes_on && stage.slots.end <= part.end;
    let continues = stage.continues || !part.contains(&stage.slots.start);
    let heading = Stage { slots, continues, goes_on, ..stage.clone() };
    Some(if continues { heading.title_alone() } else { heading })
}

impl Stage {
    /// Its heading without what is said below the title.
    #[must_use]
    pub fn title_alone(self) -> Self {
        Self { goal: Vec::new(), facts: Vec::new(), whom: Vec::new(), ..self }
    }
}

fn content(content: &Content, part: &Range<usize>) -> Option<Content> {
    match content {
        Content::Cards(cards) => {
            let card = |card: &Card| Some(Card { slots: begins(&card.slots, part)?, ..card.clone() });
            let cards: Vec<Card> = beginning(cards, part, |card| &card.slots).iter().filter_map(card).collect();
            (!cards.is_empty()).then_some(Content::Cards(cards))
        }
        Content::Cells(cells) => {
            let cell = |cell: &Cell| Some(Cell { slots: begins(&cell.slots, part)?, ..cell.clone() });
            let cells: Vec<Cell> = beginning(cells, part, |cell| &cell.slots).iter().filter_map(cell).collect();
            (!cells.is_empty()).then_some(Content::Cells(cells))
        }
        Content::Plot(plot) => {
            let feeling = |word: &Feeling| Some(Feeling { slots: begins(&word.slots, part)?, ..word.clone() });
            let mut curves: Vec<Curve> = plot.curves.iter().map(|whole| curve(whole, part)).collect();
            if curves.iter().all(|curve| curve.points.is_empty() && curve.levels.is_empty()) {
                curves.clear();
            }
            let plot = Plot {
                curves,
                words: plot.words.iter().filter_map(feeling).collect(),
                moments: plot.moments.iter().filter_map(|slots| overlap(slots, part)).collect(),
            };
            (!plot.words.is_empty() || !plot.curves.is_empty()).then_some(Content::Plot(plot))
        }
    }
}

/// The piece of a curve in a part. At an edge that it crosses it has a point that it only passes.
fn curve(curve: &Curve, part: &Range<usize>) -> Curve {
    let level = |spot: &Spot| Some(Spot { slots: begins(&spot.slots, part)?, ..spot.clone() });
    let first = curve.points.partition_point(|spot| place(spot) < part.start as f32);
    let last = curve.points.partition_point(|spot| place(spot) < part.end as f32);
    let mut points: Vec<Spot> = Vec::with_capacity(last - first + 2);
    points.extend(passing(&curve.points, first, part.start, 0..1, 0.0));
    points.extend(curve.points[first..last].iter().filter_map(|spot| {
        let slots = overlap(&spot.slots, part)?;
        let at = (place(spot) - (slots.start + part.start) as f32) / slots.len() as f32;
        Some(Spot { slots, at, ..spot.clone() })
    }));
    points.extend(passing(&curve.points, last, part.end, part.len() - 1..part.len(), 1.0));
    Curve { persona: curve.persona, points, levels: curve.levels.iter().filter_map(level).collect() }
}

/// Where a point stands, in slots.
fn place(spot: &Spot) -> f32 {
    spot.slots.start as f32 + spot.at * spot.slots.len() as f32
}

/// The point at which a curve crosses the border before a slot on its way to the point of a number.
fn passing(points: &[Spot], next: usize, border: usize, slots: Range<usize>, at: f32) -> Option<Spot> {
    let (before, after) = (points.get(next.checked_sub(1)?)?, points.get(next)?);
    let (from, to) = (f64::from(place(before)), f64::from(place(after)));
    let along = if to > from { (border as f64 - from) / (to - from) } else { 0.5 };
    // As the line bends between two level ends; so the pieces of both parts meet without a corner.
    let eased = along * along * (3.0 - 2.0 * along);
    let mean = before.mean + (after.mean - before.mean) * eased;
    Some(Spot { slots, at, mean, range: None, word: None, deepest: false, passing: true, ..after.clone() })
}
