//! The row of one stage or touchpoint.
//!
//! A row says in its own columns whom its place is for and what all in it rests on. A *line* of which something else holds says so by
//! itself; how it does that depends on all names of the table, so lines are written in the end (`write`).

use std::collections::{BTreeMap, HashSet};

use super::one_line;
use super::rows::Work;
use crate::emit::ledger::{Part, Statement};
use crate::model::value::{ClaimValue, Point, Quantity, Unit};
use crate::model::vocabulary::{ElementKind, Field};
use crate::model::walk::ClaimNode;
use crate::model::{ElementId, Node};
use crate::table::line::{NOTHING, Pains};
use crate::table::{COLUMNS, Holds, Mark, are_feeling_words, certain_amount, quoted_name, quoted_title};

/// Whom something holds for, and what it rests on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Key {
    /// Personas.
    pub whom: Vec<ElementId>,
    /// Sources.
    pub sources: Vec<ElementId>,
}

/// A line of a cell.
pub struct Line {
    /// Whom it holds for, and what it rests on.
    pub key: Key,
    /// The same of the line that it belongs to: an answer is about whom its pain is about.
    pub within: Option<Key>,
    /// What it says.
    pub text: String,
    /// The number that it is, if it is nothing else.
    pub number: Option<f64>,
    /// The statements of which it says all.
    pub of: Vec<Statement>,
}

/// A row without its titles.
pub struct Row {
    /// Whom its place is for, and what that rests on.
    pub key: Key,
    /// The place, if it stands for itself.
    pub of: Option<Statement>,
    /// The lines of cells, by the numbers of their columns.
    pub lines: BTreeMap<usize, Vec<Line>>,
    /// What holds for all who are there, by the numbers of columns.
    pub plain: BTreeMap<usize, Vec<String>>,
    /// Words of the language, which stand as they are, by the numbers of columns.
    pub words: BTreeMap<usize, Vec<String>>,
    /// The lines of lanes.
    pub lanes: Vec<(ElementId, Line)>,
}

/// The number of a column.
pub fn column(holds: Holds) -> usize {
    COLUMNS.iter().position(|column| column.holds == holds).unwrap_or(COLUMNS.len())
}

/// A stage or touchpoint, and its row.
pub struct Place<'m> {
    node: Node<'m>,
    row: Row,
}

impl<'m> Place<'m> {
    /// With an empty row.
    pub fn of(node: Node<'m>, work: &Work<'_, 'm>) -> Self {
        let key = work.key(&node.personas(), &node.sources());
        let (lines, plain, words) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        Self { node, row: Row { key, of: None, lines, plain, words, lanes: Vec::new() } }
    }

    /// Writes what is said of the place.
    pub fn fill(&mut self, work: &mut Work<'_, 'm>) {
        for column in COLUMNS {
            self.column(column.holds, work);
        }
        self.lanes(work);
        self.moment(work);
        self.pains(work);
        for kind in [ElementKind::Gain, ElementKind::Metric, ElementKind::Risk] {
            self.elements(kind, work);
        }
    }

    /// Adds a line to the cell of a column.
    fn line(&mut self, holds: Holds, line: Line) {
        self.row.lines.entry(column(holds)).or_default().push(line);
    }

    /// The claims of a field that are asked for.
    fn claims(&self, field: Field, work: &Work<'_, 'm>) -> Vec<ClaimNode<'m>> {
        self.node.field(field).filter(|claim| work.holds(&claim.personas())).collect()
    }

    fn column(&mut self, holds: Holds, work: &mut Work<'_, 'm>) {
        match holds {
            Holds::Texts(field) => {
                for claim in self.claims(field, work) {
                    if let Some(text) = work.text(claim) {
                        self.claim(claim, holds, text, work);
                    }
                }
            }
            Holds::Emotions => self.emotions(work),
            Holds::Names(ElementKind::Channel) => {
                for claim in self.claims(Field::Channel, work) {
                    let Some(channel) = claim.goal() else { continue };
                    self.claim(claim, holds, quoted_name(&work.declared(channel)), work);
                    work.ledger.carry(channel, &[Part::Itself]);
                }
            }
            Holds::Names(ElementKind::Team) => {
                for claim in self.claims(Field::Owner, work) {
                    let team = claim.goal();
                    let name = team.map(|team| work.declared(team)).or_else(|| work.text(claim));
                    let Some(name) = name.filter(|name| !name.is_empty()) else { continue };
                    self.claim(claim, holds, quoted_name(&name), work);
                    if let Some(team) = team {
                        work.ledger.carry(team, &[Part::Itself]);
                    }
                }
            }
            Holds::Duration => {
                for claim in self.claims(Field::Duration, work) {
                    let ClaimValue::Quantity(quantity) = &claim.claim().value else { continue };
                    if matches!(quantity.unit, Unit::Time(_)) {
                        self.claim(claim, holds, certain_amount(&quantity.to_string()).into_owned(), work);
                    }
                }
            }
            Holds::Word(Field::Status) => {
                for claim in self.claims(Field::Status, work) {
                    if let ClaimValue::Word(word) = claim.claim().value {
                        self.claim(claim, holds, word.to_owned(), work);
                    }
                }
            }
            Holds::Mark(Mark::Optional) => {
                for claim in self.claims(Field::Optional, work) {
                    self.row.plain.entry(column(holds)).or_default().push("yes".into());
                    // It says yes for all who are there.
                    let all = work.key_of(claim).whom == self.row.key.whom;
                    work.ledger.carry(claim, if all { &[Part::Itself, Part::Whom] } else { &[Part::Itself] });
                }
            }
            Holds::Title(_) | Holds::Names(_) | Holds::Word(_) | Holds::Elements(_) | Holds::Mark(_) | Holds::Number => {}
        }
    }

    /// A claim as a line.
    fn claim(&mut self, claim: ClaimNode<'m>, holds: Holds, text: String, work: &Work<'_, 'm>) {
        self.line(holds, Line { key: work.key_of(claim), within: None, text, number: None, of: vec![claim.into()] });
    }

    fn emotions(&mut self, work: &mut Work<'_, 'm>) {
        for claim in self.claims(Field::Emotion, work) {
            let ClaimValue::Emotion(points) = &claim.claim().value else { continue };
            let key = work.key_of(claim);
            let mut lines: Vec<(Line, bool)> = points.iter().filter_map(|point| feeling(&key, point)).collect();
            // An arc becomes several emotions.
            if let ([(line, true)], [point]) = (&mut lines[..], &points[..]) {
                line.of.push(claim.into());
                if point.word.as_deref().is_some_and(|words| one_line(words) != words) {
                    work.ledger.respace(claim);
                }
            }
            for (line, _) in lines {
                self.line(Holds::Emotions, line);
            }
        }
    }

    fn lanes(&mut self, work: &mut Work<'_, 'm>) {
        for claim in self.claims(Field::Lane, work) {
            let lane = claim.claim().lane.and_then(|lane| claim.of.goal(lane));
            let (Some(lane), Some(text)) = (lane, work.text(claim)) else { continue };
            let said = Line { key: work.key_of(claim), within: None, text, number: None, of: vec![claim.into()] };
            self.row.lanes.push((lane.id, said));
            work.ledger.carry(lane, &[Part::Itself]);
        }
    }

    fn children(&self, kind: ElementKind, work: &Work<'_, 'm>) -> Vec<Node<'m>> {
        self.node.children_of(kind).filter(|child| work.holds(&child.personas())).collect()
    }

    /// Moments of truth hold for everybody who is there.
    fn moment(&mut self, work: &mut Work<'_, 'm>) {
        const NO_TITLES: [&str; 17] =
            ["no", "n", "false", "0", "-", "–", "yes", "y", "x", "true", "1", "✓", "✔", "✅", "*", "•", ""];
        for (number, moment) in self.children(ElementKind::MomentOfTruth, work).into_iter().enumerate() {
            let title = moment.title().map(one_line).filter(|title| !NO_TITLES.contains(&title.to_lowercase().as_str()));
            // A cell has one title.
            if number == 0 {
                let cell = self.row.plain.entry(column(Holds::Mark(Mark::MomentOfTruth))).or_default();
                let whole = title.as_deref() == moment.title();
                cell.push(title.unwrap_or_else(|| "yes".into()));
                work.ledger.carry(moment, if whole { &[Part::Itself] } else { &[] });
            }
        }
    }

    /// Pains with how severe they are, and opportunities with which of the pains they answer.
    fn pains(&mut self, work: &mut Work<'_, 'm>) {
        let pains = self.children(ElementKind::Pain, work);
        let captions: Vec<String> = pains.iter().map(|pain| work.caption(*pain)).collect();
        let titles = Pains::of(captions.iter().map(String::as_str));
        let answers = self.children(ElementKind::Opportunity, work);
        let mut severities = Vec::new();
        let mut beside: HashSet<ElementId> = HashSet::new();
        for (number, (&pain, title)) in pains.iter().zip(&captions).enumerate() {
            let key = work.key(&pain.personas(), &pain.sources());
            let line = Line { key: key.clone(), within: None, text: title.clone(), number: None, of: vec![pain.into()] };
            self.line(Holds::Elements(ElementKind::Pain), line);
            let severity = pain.field(Field::Severity).find_map(|claim| match claim.claim().value {
                ClaimValue::Word(degree) => Some((claim, degree)),
                _ => None,
            });
            if let Some((claim, _)) = severity {
                work.ledger.carry(claim, &[Part::Itself]);
            }
            severities.push(severity.map_or(NOTHING, |(_, degree)| degree).to_owned());
            // Of two pains of one title an import takes the first.
            let first = titles.place(title) == Some(number);
            // An import puts an answer into its pain, where it would rest on the same although it rests on nothing.
            let rests = |answer: &Node<'m>| key.sources.is_empty() || !answer.sources().is_empty();
            let own = answers.iter().copied().filter(|answer| only_answered(*answer) == Some(pain.id) && rests(answer));
            let inside = pain.children_of(ElementKind::Opportunity).filter(|answer| work.holds(&answer.personas()));
            for answer in inside.chain(own).collect::<Vec<_>>() {
                beside.insert(answer.id);
                let sure = self.answer(answer, Some((title, &key)), &titles, first, work);
                for claim in answer.field(Field::Addresses).filter(|claim| claim.goal().is_some_and(|goal| goal.id == pain.id)) {
                    work.ledger.carry(claim, if sure { &[Part::Itself] } else { &[] });
                }
            }
        }
        if severities.iter().any(|degree| degree != NOTHING) {
            self.row.words.insert(column(Holds::Word(Field::Severity)), severities);
        }
        for answer in answers.into_iter().filter(|answer| !beside.contains(&answer.id)) {
            self.answer(answer, None, &titles, true, work);
        }
    }

    /// An opportunity: what answers a pain, with the pain's title and key, or none in the row. `sure` is whether the pain is found again;
    /// returns whether all of it is.
    fn answer(
        &mut self,
        answer: Node<'m>,
        pain: Option<(&str, &Key)>,
        pains: &Pains<'_>,
        sure: bool,
        work: &mut Work<'_, 'm>,
    ) -> bool {
        let title = work.caption(answer);
        let goal = pain.map(|(title, _)| title);
        let text = pains.answering(&title, goal);
        let key = work.key(&answer.personas(), &answer.sources());
        let sure = sure && pains.answered(&text) == (title.as_str(), goal.and_then(|goal| pains.place(goal)));
        let of = if sure { vec![answer.into()] } else { Vec::new() };
        let within = pain.map(|(_, key)| key.clone());
        self.line(Holds::Elements(ElementKind::Opportunity), Line { key, within, text, number: None, of });
        sure
    }

    /// Gains, metrics, risks.
    fn elements(&mut self, kind: ElementKind, work: &mut Work<'_, 'm>) {
        for node in self.children(kind, work) {
            let key = work.key(&node.personas(), &node.sources());
            let mut text = work.caption(node);
            if kind == ElementKind::Metric {
                text = quoted_title(&text).into_owned();
            }
            let mut of = vec![node.into()];
            for claim in node.field(Field::Value) {
                let ClaimValue::Quantity(quantity) = &claim.claim().value else { continue };
                if is_read_again(quantity) {
                    text = format!("{text} {}", certain_amount(&quantity.to_string()));
                    of.push(claim.into());
                }
            }
            self.line(Holds::Elements(kind), Line { key, within: None, text, number: None, of });
        }
    }

    /// The row, if there is something in it or the place stands for itself.
    pub fn finish(mut self, alone: bool) -> Option<Row> {
        self.row.of = alone.then(|| self.node.into());
        let says =
            !(self.row.lines.is_empty() && self.row.plain.is_empty() && self.row.words.is_empty() && self.row.lanes.is_empty());
        (alone || says).then_some(self.row)
    }
}

/// A point as a line, and whether all of it. Words that would be read as numbers are left out.
fn feeling(key: &Key, point: &Point) -> Option<(Line, bool)> {
    let number = point.value.map(|value| value + 0.0);
    let said = point.word.as_deref().map(one_line).filter(|words| !words.is_empty());
    let words = said.clone().filter(|words| are_feeling_words(words, number.is_some()));
    let whole = words == said;
    let (text, alone) = match (number, words) {
        (Some(number), None) => (number.to_string(), Some(number)),
        (Some(number), Some(words)) => (format!("{words} ({number})"), None),
        (None, Some(words)) => (words, None),
        (None, None) => return None,
    };
    Some((Line { key: key.clone(), within: None, text, number: alone, of: Vec::new() }, whole))
}

/// What an opportunity answers, if it is one thing alone.
fn only_answered(opportunity: Node<'_>) -> Option<ElementId> {
    let mut goals = opportunity.references(Field::Addresses);
    let first = goals.next()?;
    goals.next().is_none().then_some(first.id)
}

/// Whether a table says a value behind a title so that it is read again.
pub fn is_read_again(quantity: &Quantity) -> bool {
    let unit = matches!(quantity.unit, Unit::Number | Unit::Percent | Unit::Time(_) | Unit::Money(_) | Unit::OutOf(_));
    unit && quantity.comparison.is_none() && quantity.high.is_none() && quantity.low >= 0.0
}
