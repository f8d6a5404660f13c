//! The rows of one stage or touchpoint.
//!
//! A row says in its own columns whom it holds for and what it rests on, and that is so for all that stands in it. So what differs in
//! that stands in rows of its own, and so does each pain, because severity and answers beside it are its own.

use std::collections::BTreeMap;

use super::rows::{Work, caption};
use super::{Cell, Shown, one_line};
use crate::emit::ledger::Part;
use crate::model::value::{ClaimValue, Point, Quantity, Unit};
use crate::model::vocabulary::{ElementKind, Field};
use crate::model::walk::ClaimNode;
use crate::model::{ElementId, Node};
use crate::table::{COLUMNS, Holds, Mark, are_feeling_words, quoted_name};

/// Whom a row holds for, and what it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// Personas.
    pub whom: Vec<ElementId>,
    /// Sources.
    pub sources: Vec<ElementId>,
}

/// A row without its titles.
pub struct Row {
    key: Key,
    /// The cells, by the numbers of their columns.
    pub cells: BTreeMap<usize, Cell>,
    /// The lines of lanes.
    pub lanes: Vec<(ElementId, String)>,
}

/// The number of a column.
fn column(holds: Holds) -> usize {
    COLUMNS.iter().position(|column| column.holds == holds).unwrap_or(COLUMNS.len())
}

/// A stage or touchpoint, and its rows.
pub struct Place<'m> {
    node: Node<'m>,
    rows: Vec<Row>,
}

impl<'m> Place<'m> {
    /// Without rows.
    pub fn of(node: Node<'m>) -> Self {
        Self { node, rows: Vec::new() }
    }

    /// The row of a key in which some columns are free; a new one if there is none.
    fn row(&mut self, key: &Key, free: &[Holds]) -> &mut Row {
        let free: Vec<usize> = free.iter().map(|&holds| column(holds)).collect();
        let fits = |row: &Row| row.key == *key && free.iter().all(|at| !row.cells.contains_key(at));
        let at = self.rows.iter().position(fits).unwrap_or(self.rows.len());
        if at == self.rows.len() {
            self.rows.push(Row { key: key.clone(), cells: BTreeMap::new(), lanes: Vec::new() });
        }
        &mut self.rows[at]
    }

    /// Adds a line to a cell of the row of a key.
    fn line(&mut self, key: &Key, holds: Holds, line: String) {
        add(self.row(key, &[]), holds, line);
    }

    /// Writes what is said of the place, in the order in which an import says it again.
    pub fn fill(&mut self, work: &mut Work<'_, 'm>) {
        let in_blocks = |holds: Holds| matches!(holds, Holds::Elements(_) | Holds::Mark(Mark::MomentOfTruth));
        let moment = column(Holds::Mark(Mark::MomentOfTruth));
        let plain = |at: &usize| !in_blocks(COLUMNS[*at].holds);
        for at in (0..moment).filter(plain) {
            self.column(COLUMNS[at].holds, work);
        }
        self.lanes(work);
        for at in (moment..COLUMNS.len()).filter(plain) {
            self.column(COLUMNS[at].holds, work);
        }
        self.moment(work);
        self.pains(work);
        for kind in [ElementKind::Gain, ElementKind::Opportunity, ElementKind::Metric, ElementKind::Risk] {
            self.elements(kind, work);
        }
    }

    /// The claims of a field that are asked for.
    fn claims(&self, field: Field, work: &Work<'_, 'm>) -> Vec<ClaimNode<'m>> {
        self.node.field(field).filter(|claim| work.holds(&claim.personas())).collect()
    }

    fn column(&mut self, holds: Holds, work: &mut Work<'_, 'm>) {
        match holds {
            Holds::Texts(field @ (Field::Goal | Field::Need | Field::BusinessGoal)) => self.goals(holds, field, work),
            Holds::Texts(field) => {
                for claim in self.claims(field, work) {
                    let Some(text) = claim.text().map(one_line).filter(|text| !text.is_empty()) else { continue };
                    self.claim(claim, holds, text, work);
                }
            }
            Holds::Emotions => self.emotions(work),
            Holds::Names(ElementKind::Channel) => {
                for claim in self.claims(Field::Channel, work) {
                    let Some(channel) = claim.goal() else { continue };
                    self.claim(claim, holds, quoted_name(&caption(channel)), work);
                    work.ledger.carry(channel, &[Part::Itself]);
                }
            }
            Holds::Names(ElementKind::Team) => {
                for claim in self.claims(Field::Owner, work) {
                    let team = claim.goal();
                    let name = team.map(caption).or(claim.text().map(one_line)).filter(|name| !name.is_empty());
                    let Some(name) = name else { continue };
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
                        self.claim(claim, holds, quantity.to_string(), work);
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
                    self.claim(claim, holds, "yes".into(), work);
                }
            }
            Holds::Title(_) | Holds::Names(_) | Holds::Word(_) | Holds::Elements(_) | Holds::Mark(_) | Holds::Number => {}
        }
    }

    /// A claim as a line of the row of its key.
    fn claim(&mut self, claim: ClaimNode<'m>, holds: Holds, line: String, work: &mut Work<'_, 'm>) {
        self.line(&work.key_of(claim), holds, line);
        work.ledger.carry(claim, &[Part::Itself, Part::Whom, Part::Sources]);
    }

    /// Goals and needs are those of the stage for everybody: a table does not say more of them.
    fn goals(&mut self, holds: Holds, field: Field, work: &mut Work<'_, 'm>) {
        for claim in self.claims(field, work) {
            let Some(text) = claim.text().map(one_line).filter(|text| !text.is_empty()) else { continue };
            let key = work.key(&[], &[]);
            self.line(&key, holds, text);
            work.ledger.carry(claim, &[Part::Itself]);
        }
    }

    fn emotions(&mut self, work: &mut Work<'_, 'm>) {
        for claim in self.claims(Field::Emotion, work) {
            let ClaimValue::Emotion(points) = &claim.claim().value else { continue };
            let key = work.key_of(claim);
            let mut whole = true;
            for point in points {
                whole &= self.emotion(&key, point);
            }
            // An arc becomes several emotions.
            if whole && points.len() == 1 {
                work.ledger.carry(claim, &[Part::Itself, Part::Whom, Part::Sources]);
            }
        }
    }

    /// Writes a point, and tells whether all of it. Words that would be read as numbers are left out.
    fn emotion(&mut self, key: &Key, point: &Point) -> bool {
        let number = point.value.map(|value| (value * 100.0).round() / 100.0 + 0.0);
        let said = point.word.as_deref().map(one_line).filter(|words| !words.is_empty());
        let words = said.clone().filter(|words| are_feeling_words(words, number.is_some()));
        let whole = words == said;
        if number.is_none() && words.is_none() {
            return false;
        }
        let row = self.row(key, &[]);
        let cell = row.cells.entry(column(Holds::Emotions)).or_default();
        match (number, words) {
            (Some(number), None) if *cell == Cell::Empty => *cell = Cell::Number(number, Shown::Plain),
            (Some(number), words) => {
                let number = number.to_string();
                push(cell, words.map_or(number.clone(), |words| format!("{words} ({number})")));
            }
            (None, Some(words)) => push(cell, words),
            (None, None) => {}
        }
        whole
    }

    fn lanes(&mut self, work: &mut Work<'_, 'm>) {
        for claim in self.claims(Field::Lane, work) {
            let lane = claim.claim().lane.and_then(|lane| claim.of.goal(lane));
            let (Some(lane), Some(text)) = (lane, claim.text().map(one_line).filter(|text| !text.is_empty())) else { continue };
            self.row(&work.key_of(claim), &[]).lanes.push((lane.id, text));
            work.ledger.carry(claim, &[Part::Itself, Part::Whom, Part::Sources]);
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
        let holds = Holds::Mark(Mark::MomentOfTruth);
        for moment in self.children(ElementKind::MomentOfTruth, work) {
            let title = moment.title().map(one_line).filter(|title| !NO_TITLES.contains(&title.to_lowercase().as_str()));
            let key =
                self.rows.first().map_or_else(|| work.key(&self.node.personas(), &self.node.sources()), |row| row.key.clone());
            add(self.row(&key, &[holds]), holds, title.unwrap_or_else(|| "yes".into()));
            work.ledger.carry(moment, &[Part::Itself]);
        }
    }

    /// Pains, each in a row without another one, with what answers it alone.
    fn pains(&mut self, work: &mut Work<'_, 'm>) {
        let (pain, opportunity) = (Holds::Elements(ElementKind::Pain), Holds::Elements(ElementKind::Opportunity));
        let beside = self.children(ElementKind::Opportunity, work);
        for node in self.children(ElementKind::Pain, work) {
            let key = work.key(&node.personas(), &node.sources());
            let row = self.row(&key, &[pain, opportunity, Holds::Word(Field::Severity)]);
            add(row, pain, caption(node));
            work.ledger.carry(node, &[Part::Itself, Part::Whom, Part::Sources]);
            for claim in node.field(Field::Severity) {
                if let ClaimValue::Word(word) = claim.claim().value {
                    add(row, Holds::Word(Field::Severity), word.to_owned());
                    work.ledger.carry(claim, &[Part::Itself]);
                }
            }
            let inside = node.children_of(ElementKind::Opportunity);
            for answer in inside.chain(beside.iter().copied().filter(|answer| answers_only(*answer, node))) {
                if !work.holds(&answer.personas()) {
                    continue;
                }
                add(row, opportunity, caption(answer));
                let same = work.key(&answer.personas(), &answer.sources()) == key;
                work.ledger.carry(answer, if same { &[Part::Itself, Part::Whom, Part::Sources] } else { &[Part::Itself] });
                for claim in answer.field(Field::Addresses).filter(|claim| claim.goal().is_some_and(|goal| goal.id == node.id)) {
                    work.ledger.carry(claim, &[Part::Itself]);
                }
            }
        }
    }

    /// Gains, opportunities that answer no single pain beside them, metrics, risks.
    fn elements(&mut self, kind: ElementKind, work: &mut Work<'_, 'm>) {
        let holds = Holds::Elements(kind);
        // Beside a pain an opportunity would be its answer.
        let free: &[Holds] = if kind == ElementKind::Opportunity { &[Holds::Elements(ElementKind::Pain)] } else { &[] };
        let pains: Vec<Node<'m>> = self.children(ElementKind::Pain, work);
        for node in self.children(kind, work) {
            if kind == ElementKind::Opportunity && pains.iter().any(|&pain| answers_only(node, pain)) {
                continue;
            }
            let key = work.key(&node.personas(), &node.sources());
            let mut line = caption(node);
            for claim in node.field(Field::Value) {
                let ClaimValue::Quantity(quantity) = &claim.claim().value else { continue };
                if is_read_again(quantity) {
                    line = format!("{line} {quantity}");
                    work.ledger.carry(claim, &[Part::Itself, Part::Whom, Part::Sources]);
                }
            }
            add(self.row(&key, free), holds, line);
            work.ledger.carry(node, &[Part::Itself, Part::Whom, Part::Sources]);
        }
    }

    /// Makes sure that the place has a row, and that its rows name all whom it is for.
    pub fn stand(&mut self, work: &mut Work<'_, 'm>) {
        let personas = self.node.personas();
        let all = work.key(&personas, &[]);
        let named = |id: &ElementId| self.rows.iter().any(|row| row.key.whom.contains(id));
        if !all.whom.iter().all(named) || self.rows.is_empty() {
            let sources: Vec<Node<'m>> = if self.rows.is_empty() { self.node.sources() } else { Vec::new() };
            let row = Row { key: work.key(&personas, &sources), cells: BTreeMap::new(), lanes: Vec::new() };
            self.rows.insert(0, row);
        }
        let others = self.rows.iter().flat_map(|row| &row.key.whom).any(|id| !all.whom.contains(id));
        work.ledger.carry(self.node, if others { &[Part::Sources] } else { &[Part::Whom, Part::Sources] });
    }

    /// The rows, with whom each holds for and what it rests on.
    pub fn finish(self, work: &mut Work<'_, 'm>) -> Vec<Row> {
        let model = self.node.model;
        let mut rows = self.rows;
        for row in &mut rows {
            for (kind, ids) in [(ElementKind::Persona, row.key.whom.clone()), (ElementKind::Source, row.key.sources.clone())] {
                for id in ids {
                    let node = model.node(id);
                    add(row, Holds::Names(kind), quoted_name(&caption(node)));
                    work.ledger.carry(node, &[Part::Itself]);
                }
            }
        }
        rows
    }
}

fn add(row: &mut Row, holds: Holds, line: String) {
    push(row.cells.entry(column(holds)).or_default(), line);
}

fn push(cell: &mut Cell, line: String) {
    match cell {
        Cell::Empty => *cell = Cell::Lines(vec![line]),
        Cell::Lines(lines) => lines.push(line),
        Cell::Number(number, _) => *cell = Cell::Lines(vec![number.to_string(), line]),
    }
}

/// Whether an opportunity answers one pain and nothing else.
fn answers_only(opportunity: Node<'_>, pain: Node<'_>) -> bool {
    let mut goals = opportunity.references(Field::Addresses);
    goals.next().is_some_and(|goal| goal.id == pain.id) && goals.next().is_none()
}

/// Whether a table says a value behind a title so that it is read again.
pub fn is_read_again(quantity: &Quantity) -> bool {
    let unit = matches!(quantity.unit, Unit::Number | Unit::Percent | Unit::Time(_) | Unit::Money(_) | Unit::OutOf(_));
    unit && quantity.comparison.is_none() && quantity.high.is_none() && quantity.low >= 0.0
}
