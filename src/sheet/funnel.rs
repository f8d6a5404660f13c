//! The funnel as a sheet: a column for each stage and one for the ends, bars in them, and where those go who leave.

use std::fmt::Write as _;

use crate::graph::JourneyGraph;
use crate::graph::funnel::{AssumptionKind, Bounds, End, Ended, Expected, Funnel, Leaving, Part, Parts};
use crate::labels::{Labels, Precision, Rounding, Whole, Word, note_numbers, referring};
use crate::model::vocabulary::{ElementKind, Field};
use crate::model::{ElementId, Node};

use super::wording::{caption, isolated, listed, short, text};
use super::{Cell, Entry, Lead, Selection, Sheet, Stage, Way, sheet};

/// A journey as a funnel.
#[derive(Clone, Debug, PartialEq)]
pub struct FunnelSheet {
    /// The header, the personas and the columns: the last one is that of the ends. It has no rows.
    pub sheet: Sheet,
    /// All together, then each persona, where there are several.
    pub rows: Vec<FunnelRow>,
    /// Who leaves from which stage, and how many they are at least, 0 to 1.
    pub leaving: Vec<(Cell, f64)>,
    /// How often places in loops are visited.
    pub visits: Vec<Cell>,
    /// What the numbers rest on, in the order of their numbers from 1.
    pub assumptions: Vec<String>,
    /// How many of the shares rest on no source, if any does not.
    pub shares: Option<String>,
    /// Why there are no numbers, if there are none.
    pub without: Option<String>,
}

/// The numbers of some customers.
#[derive(Clone, Debug, PartialEq)]
pub struct FunnelRow {
    /// Whose they are.
    pub label: String,
    /// A few words under that.
    pub hint: String,
    /// The place among the personas of the sheet; none for all together.
    pub persona: Option<usize>,
    /// One for each stage.
    pub bars: Vec<Bar>,
    /// The ends.
    pub ends: Vec<EndBar>,
    /// The expected time, with a word before it.
    pub time: Option<String>,
}

/// A part of the customers.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// The least that it can be, 0 to 1.
    pub low: f64,
    /// The most.
    pub high: f64,
    /// The number in words.
    pub text: String,
    /// The numbers of the assumptions that it rests on; may be empty.
    pub notes: String,
}

impl Bar {
    /// Whether there is a difference between the least and the most.
    pub fn is_range(&self) -> bool {
        self.high - self.low > 1e-3
    }

    /// With what it is a part of: `20% Leaves`, `Leaves: unknown`.
    pub fn of(&self, title: &str) -> String {
        let title = isolated(title);
        if self.is_unknown() { format!("{title}: {}", self.text) } else { format!("{} {title}", self.text) }
    }

    /// The same, with the numbers of the assumptions that it rests on: `20% Leaves [1]`.
    pub fn referring(&self, title: &str) -> String {
        referring(&self.of(title), &self.notes)
    }

    /// Whether nothing at all is known of it.
    pub fn is_unknown(&self) -> bool {
        self.low < 1e-9 && self.high > 1.0 - 1e-9
    }
}

/// An end.
#[derive(Clone, Debug, PartialEq)]
pub struct EndBar {
    /// What kind of end.
    pub way: Way,
    /// What it is called.
    pub title: String,
    /// Who ends there.
    pub bar: Bar,
}

/// Puts a journey on a sheet as a funnel. What is asked for of teams and rows belongs to the map, and is passed over.
///
/// # Errors
///
/// As of [`sheet`].
pub fn funnel(graph: &JourneyGraph<'_>, selection: &Selection) -> Result<FunnelSheet, String> {
    let bare = Selection { team: None, lanes: Some(Vec::new()), ..selection.clone() };
    let mut sheet = sheet(graph, &bare)?;
    let funnel = graph.funnel(selection.persona);
    columns(&mut sheet, graph.journey.id);
    let precision = Precision::of(funnel.parts().flat_map(Parts::columns));
    let writer = Writer { journey: graph.journey, labels: &sheet.labels, precision };
    let rows = writer.rows(&funnel, sheet.personas.first().map(|persona| persona.number));
    let leaving = writer.leaving(&funnel);
    let visits = writer.visits(&funnel, sheet.slots);
    let assumptions = funnel.assumptions.iter().map(|one| writer.assumption(one.place, one.kind, &one.personas)).collect();
    let without = funnel.uncertain.then(|| sheet.labels.get(Word::FlowUnknown).to_owned());
    let (all, assumed) = funnel.shares;
    let shares = (assumed > 0).then(|| format!("{}: {assumed} / {all}", sheet.labels.get(Word::SharesWithoutSource)));
    let mut out = FunnelSheet { sheet, rows, leaving, visits, assumptions, shares, without };
    out.sheet.evidence.clear();
    out.sheet.legend.clear();
    Ok(out)
}

/// One slot for each stage, and one for the ends, which are said of the whole journey.
fn columns(sheet: &mut Sheet, journey: ElementId) {
    let starts: Vec<usize> = sheet.stages.iter().map(|stage| stage.slots.start).collect();
    for phase in &mut sheet.phases {
        let at = |slot: usize| starts.partition_point(|start| *start < slot);
        phase.slots = at(phase.slots.start)..at(phase.slots.end).max(at(phase.slots.start) + 1).min(starts.len());
    }
    sheet.phases.retain(|phase| !phase.slots.is_empty());
    for (at, stage) in sheet.stages.iter_mut().enumerate() {
        stage.slots = at..at + 1;
        stage.goal.clear();
    }
    let at = sheet.stages.len();
    sheet.stages.push(Stage {
        place: journey,
        title: sheet.labels.get(Word::InTheEnd).to_owned(),
        goal: Vec::new(),
        facts: Vec::new(),
        slots: at..at + 1,
        moment: false,
        continues: false,
        goes_on: false,
        whom: Vec::new(),
        link: None,
    });
    sheet.slots = at + 1;
}

struct Writer<'a, 'm> {
    journey: Node<'m>,
    labels: &'a Labels,
    /// How precisely all numbers are said.
    precision: Precision,
}

impl Writer<'_, '_> {
    fn node(&self, id: ElementId) -> Node<'_> {
        self.journey.model.node(id)
    }

    fn rows(&self, funnel: &Funnel, first: Option<usize>) -> Vec<FunnelRow> {
        if funnel.uncertain {
            return Vec::new();
        }
        let several = funnel.walkers.len() > 1;
        let row = |label: String, hint: &str, persona: Option<usize>, time: Option<&Expected>, of: &dyn Fn(&Parts) -> Part| {
            let whole = self.whole(funnel, of);
            let end = |(at, end): (usize, &Ended)| {
                let part = of(&end.parts);
                let said = whole.at(at, part.bounds, self.labels);
                EndBar { way: self.way(end.end), title: self.end(end.end), bar: bar(&part, said) }
            };
            FunnelRow {
                label,
                hint: hint.to_owned(),
                persona,
                bars: funnel.stages.iter().map(|stage| self.bar(&of(&stage.parts), &whole)).collect(),
                // Of one persona the ends that it gets to; of all together every one.
                ends: (funnel.ends.iter().enumerate().map(end))
                    .filter(|end| persona.is_none() || !several || end.bar.high > 0.0)
                    .collect(),
                time: time.map(|time| self.expected(time)),
            }
        };
        let hint = self.labels.get(if several { Word::Everybody } else { Word::GetsHereHint });
        let only = funnel.walkers.first().copied().flatten().and(first).filter(|_| !several);
        let alone = funnel.time.first().and_then(Option::as_ref).filter(|_| !several);
        let mut rows = vec![row(self.labels.get(Word::GetsHere).to_owned(), hint, only, alone, &|parts| parts.all.clone())];
        if several {
            rows.extend(funnel.walkers.iter().enumerate().map(|(at, walker)| {
                let name = walker.map_or_else(String::new, |id| short(self.node(id)));
                row(name, "", Some(at), funnel.time[at].as_ref(), &|parts| parts.each.get(at).cloned().unwrap_or_default())
            }));
        }
        rows
    }

    /// The ends of some customers, which are all there are.
    fn whole(&self, funnel: &Funnel, of: &dyn Fn(&Parts) -> Part) -> Whole {
        let ends: Vec<Bounds> = funnel.ends.iter().map(|end| of(&end.parts).bounds).collect();
        Whole::new(&ends, self.precision)
    }

    fn bar(&self, part: &Part, whole: &Whole) -> Bar {
        bar(part, whole.beside(part.bounds, self.labels))
    }

    fn way(&self, end: End) -> Way {
        match end {
            End::Outcome(id) => match self.node(id).word(Field::Value) {
                Some("success") => Way::Success,
                Some("failure") => Way::Failure,
                _ => Way::End,
            },
            End::Elsewhere(_) => Way::HandOff,
            End::Finish | End::Lost => Way::End,
            End::Never => Way::Back,
        }
    }

    fn end(&self, end: End) -> String {
        match end {
            End::Outcome(id) => caption(self.node(id)),
            End::Elsewhere(id) => format!("{}: {}", self.labels.get(Word::AnotherMap), caption(self.node(id))),
            End::Finish => self.labels.get(Word::TheEnd).to_owned(),
            End::Lost => self.labels.get(Word::Lost).to_owned(),
            End::Never => self.labels.get(Word::NeverEnds).to_owned(),
        }
    }

    /// Who leaves, stage by stage; that the last stage leads to success needs no saying.
    fn leaving(&self, funnel: &Funnel) -> Vec<(Cell, f64)> {
        let last = funnel.stages.len().saturating_sub(1);
        let whole = self.whole(funnel, &|parts| parts.all.clone());
        let cell = |(at, leaving): (usize, &[Leaving])| {
            let shown = || {
                leaving.iter().filter(|one| {
                    let way = self.way(one.end);
                    one.parts.all.bounds.high > 0.0 && !(at == last && (way == Way::Success || one.end == End::Finish))
                })
            };
            let certain: f64 = shown().map(|one| one.parts.all.bounds.low).sum();
            let entries = shown().map(|one| Entry {
                lead: Some(Lead::Way(self.way(one.end))),
                text: self.bar(&one.parts.all, &whole).referring(&self.end(one.end)),
                facts: self.words(&one.by),
                ..Entry::default()
            });
            (Cell { place: funnel.stages[at].stage, slots: at..at + 1, entries: entries.collect() }, certain.min(1.0))
        };
        let cells = funnel.stages.iter().map(|stage| stage.leaving.as_slice()).enumerate().map(cell);
        cells.filter(|(cell, _)| !cell.entries.is_empty()).collect()
    }

    /// What is written on some transitions, each text once.
    fn words(&self, by: &[u32]) -> Vec<String> {
        let mut out: Vec<String> = Vec::new();
        for index in by {
            let label = self.journey.file().transitions[*index as usize].label.as_ref().map(|label| text(&label.text));
            out.extend(label.filter(|label| !label.is_empty() && !out.contains(label)));
        }
        out
    }

    fn visits(&self, funnel: &Funnel, slots: usize) -> Vec<Cell> {
        let at = |place: ElementId| {
            let stage = self.node(place).ancestors().find(|node| funnel.stages.iter().any(|stage| stage.stage == node.id))?;
            funnel.stages.iter().position(|one| one.stage == stage.id)
        };
        let of = |at: usize| funnel.stages.get(at).map_or(self.journey.id, |stage| stage.stage);
        let mut cells: Vec<Cell> = (0..slots).map(|at| Cell { place: of(at), slots: at..at + 1, entries: Vec::new() }).collect();
        for visits in funnel.visits.iter().filter(|visits| visits.is_telling()) {
            if let Some(at) = at(visits.place) {
                let facts = vec![referring(&self.labels.times(visits.parts.all.bounds), &note_numbers(&visits.parts.all.notes))];
                cells[at].entries.push(Entry { text: caption(self.node(visits.place)), facts, ..Entry::default() });
            }
        }
        cells.retain(|cell| !cell.entries.is_empty());
        cells
    }

    /// The expected time: `3 weeks 4 days`, `2–3 days`, `at least 2 days`, with what it rests on.
    fn expected(&self, time: &Expected) -> String {
        let known = time.unknown == 0 && time.seconds.high.is_finite();
        let said = if known {
            self.labels.lengths(time.seconds.low, time.seconds.high)
        } else {
            format!("{} {}", self.labels.get(Word::AtLeast), self.labels.length(time.seconds.low, Rounding::Down))
        };
        text(&referring(&format!("{}: {said}", self.labels.get(Word::ExpectedTime)), &note_numbers(&time.notes)))
    }

    fn assumption(&self, place: Option<ElementId>, kind: AssumptionKind, personas: &[ElementId]) -> String {
        let mut said = self.labels.get(kind.into()).to_owned();
        if let AssumptionKind::RestGoesTo(Some(goal)) = kind {
            let _ = write!(said, " {}", isolated(&caption(self.node(goal))));
        }
        if !personas.is_empty() {
            let names: Vec<String> = personas.iter().map(|&id| short(self.node(id))).collect();
            let _ = write!(said, " ({})", listed(names.iter().map(String::as_str)));
        }
        match place {
            Some(place) if self.node(place).kind() == ElementKind::Persona => {
                format!("{}: {said}", isolated(&short(self.node(place))))
            }
            Some(place) => format!("{}: {said}", isolated(&caption(self.node(place)))),
            None => said,
        }
    }
}

fn bar(part: &Part, said: String) -> Bar {
    Bar { low: part.bounds.low, high: part.bounds.high, text: said, notes: note_numbers(&part.notes) }
}

/// The funnel as plain text, for those who do not see it.
pub fn describe_funnel(funnel: &FunnelSheet) -> String {
    let sheet = &funnel.sheet;
    let mut out = String::new();
    let _ = writeln!(out, "{}: {}.", sheet.word(Word::Funnel), sheet.header.title);
    if let Some(without) = &funnel.without {
        let _ = writeln!(out, "{without}.");
    }
    for row in &funnel.rows {
        let stages = sheet.stages.iter().zip(&row.bars).map(|(stage, bar)| format!("{} {}", stage.title, bar.text));
        let ends = row.ends.iter().map(|end| format!("{} {}", end.title, end.bar.text));
        let all: Vec<String> = stages.chain(ends).chain(row.time.clone()).collect();
        let hint = if row.hint.is_empty() { String::new() } else { format!(" ({})", row.hint) };
        let _ = writeln!(out, "{}{hint}: {}.", row.label, all.join("; "));
    }
    let leaving: Vec<&Cell> = funnel.leaving.iter().map(|(cell, _)| cell).collect();
    for (word, cells) in [(Word::LeavesHere, leaving), (Word::Visits, funnel.visits.iter().collect())] {
        for cell in cells {
            let entry = |entry: &Entry| {
                if entry.facts.is_empty() { entry.text.clone() } else { format!("{} ({})", entry.text, entry.facts.join(", ")) }
            };
            let said: Vec<String> = cell.entries.iter().map(entry).collect();
            let stage = sheet.stages.get(cell.slots.start).map_or("", |stage| &*stage.title);
            let _ = writeln!(out, "{}, {stage}: {}.", sheet.word(word), said.join("; "));
        }
    }
    for (at, one) in funnel.assumptions.iter().enumerate() {
        let _ = writeln!(out, "{} {}. {one}.", sheet.word(Word::RestsUpon), at + 1);
    }
    if let Some(shares) = &funnel.shares {
        let _ = writeln!(out, "{shares}.");
    }
    out.push_str(sheet.word(Word::FunnelLeavesOut));
    out
}
