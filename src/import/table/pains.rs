//! Pains with their severity, and the opportunities beside them that answer them.

use std::borrow::Cow;
use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::builder::{Answers, Builder, Cell, Context, Now};
use super::cells::severities;
use super::plan::{Held, Planned};
use crate::import::draft::Clauses;
use crate::import::names::one_line;
use crate::import::write::Head;
use crate::model::vocabulary::{ElementKind, Field as Known};
use crate::table::Holds;
use crate::table::line::{ANSWERS, Pains};

/// A pain of which rows speak.
struct Pain<'g> {
    /// What the first of them says.
    line: Cell<'g>,
    severity: Option<&'static str>,
    /// Severities that later rows say, and that are others.
    others: Vec<Cell<'g>>,
    /// The texts of those.
    other_texts: HashSet<&'g str>,
    /// What answers it.
    answers: Vec<Cell<'g>>,
    /// The texts of those, and for whom and from what, once a later row has spoken.
    answered: HashSet<(&'g str, (u32, u32))>,
}

impl<'g> Pain<'g> {
    /// The pain of which a line speaks first.
    fn of(line: Cell<'g>, severity: Option<&'static str>, answers: Vec<Cell<'g>>) -> Self {
        Self { line, severity, others: Vec::new(), other_texts: HashSet::new(), answers, answered: HashSet::new() }
    }

    /// Takes what a later row says of it.
    fn join(&mut self, severity: Option<&'static str>, severe: Option<Cell<'g>>, answers: impl Iterator<Item = Cell<'g>>) {
        if severity.is_some_and(|severity| *self.severity.get_or_insert(severity) != severity) {
            self.others.extend(severe.filter(|severe| self.other_texts.insert(severe.text)));
        }
        let mut answers = answers.peekable();
        if answers.peek().is_some() && self.answered.is_empty() {
            self.answered.extend(self.answers.iter().map(|answer| (answer.text, answer.clauses)));
        }
        self.answers.extend(answers.filter(|answer| self.answered.insert((answer.text, answer.clauses))));
    }
}

impl<'g> Builder<'g, '_> {
    /// Pains, each with its severity and with the opportunities beside it that answer it. The cells are those of a column: what several
    /// rows say of a pain is said of one.
    pub(super) fn pains(&mut self, cells: &[Cell<'g>]) {
        if let [cell] = *cells
            && cell.simple
        {
            let severe = self.severe(cell);
            if severe.is_none_or(|severe| severe.simple) {
                let answers = self.answers(cell.row);
                let word = severe.and_then(|severe| self.context.plan.severity(severe.column.at, severe.text));
                let answers = answers.of(answers.start(cell.column.at)).iter();
                return self.pain(cell, word, answers.map(|(_, answer)| *answer));
            }
        }
        let mut pains: Vec<Pain<'g>> = Vec::new();
        let mut known: HashMap<(&str, (u32, u32), usize), usize> = HashMap::new();
        for &cell in cells {
            let answers = self.answers(cell.row);
            let before = answers.start(cell.column.at);
            let severe = self.severe(cell);
            let words: Vec<&str> = severe.map(|severe| severities(severe.text).collect()).unwrap_or_default();
            let lines = self.lines(cell);
            // A pain that one row names twice is two.
            let mut seen: HashMap<(&str, (u32, u32)), usize> = HashMap::new();
            for (at, &line) in lines.iter().enumerate() {
                let word = if words.len() == 1 { words.first() } else { words.get(at).filter(|_| words.len() == lines.len()) };
                let severity = severe.zip(word).and_then(|(cell, word)| self.context.plan.severity(cell.column.at, word));
                let severe = severe.zip(word).map(|(severe, text)| Cell { text, ..severe });
                let answers = answers.of(before + at).iter().map(|(_, answer)| *answer);
                let nth = seen.entry((line.text, line.clauses)).and_modify(|nth| *nth += 1).or_default();
                match known.entry((line.text, line.clauses, *nth)) {
                    Entry::Vacant(entry) => {
                        entry.insert(pains.len());
                        pains.push(Pain::of(line, severity, answers.collect()));
                    }
                    Entry::Occupied(entry) => pains[*entry.get()].join(severity, severe, answers),
                }
            }
        }
        for pain in pains {
            self.pain(pain.line, pain.severity, pain.answers.into_iter());
            for other in pain.others {
                self.as_note(other, &format!("is another severity of `{}` than in a row above", pain.line.title()));
            }
        }
    }

    /// The cell that says how severe the pains of a cell are.
    fn severe(&self, cell: Cell<'g>) -> Option<Cell<'g>> {
        let Context { plan, grid, .. } = self.context;
        let at = plan.severities.iter().find(|(pain, _)| *pain == cell.column.at).map(|(_, severity)| *severity)?;
        let (text, simple) = grid.look(cell.row, at);
        Some(Cell { column: Planned { at, ..cell.column }, text, simple, ..cell }).filter(|cell| !cell.text.is_empty())
    }

    fn pain(&mut self, line: Cell<'g>, severity: Option<&str>, answers: impl Iterator<Item = Cell<'g>>) {
        let title = line.title();
        let detail = self.details.take(ElementKind::Pain, &self.place, &title);
        let id = detail.as_ref().and_then(|detail| detail.id.as_deref());
        self.open(Head { kind: ElementKind::Pain, id, title: Some(&title), value: None }, line.clauses);
        if let Some(word) = severity {
            self.writer.plain("severity", word, &Clauses::default());
        }
        if let Some(detail) = detail {
            self.detail(&detail, ElementKind::Pain, if severity.is_some() { &[Known::Severity] } else { &[] }, None);
        }
        let elsewhere = if self.answers_elsewhere.is_empty() { None } else { self.answers_elsewhere.remove(line.text) };
        for answer in answers.chain(elsewhere.into_iter().flatten()) {
            self.opportunity(answer, Some(&title));
        }
        self.writer.close();
    }

    /// Opportunities that answer none of the pains of their row.
    pub(super) fn opportunities(&mut self, now: &mut Now<'g>, cell: Cell<'g>) {
        let answers = self.answers(cell.row);
        self.each_line(cell, |builder, line| {
            if let (text, None) = answers.pains.answered(line.text)
                && !builder.is_answered_elsewhere(line)
                && now.is_new(line, text)
            {
                builder.opportunity(Cell { text, ..line }, None);
            }
        });
    }

    /// Looks for what rows of one touchpoint answer in others of them: pains are joined over the rows, so what answers them is, too.
    pub(super) fn answer_elsewhere(&mut self, rows: &[(usize, (u32, u32))]) {
        self.answers_elsewhere.clear();
        self.answered_elsewhere.clear();
        self.answers = None;
        let opportunities = |builder: &Self, row: usize| builder.cells_of(row, ElementKind::Opportunity);
        if !rows.iter().any(|&(row, _)| opportunities(self, row).any(|cell| cell.text.contains('→'))) {
            return;
        }
        let mut all = Pains::default();
        for cell in rows.iter().flat_map(|&(row, _)| self.cells_of(row, ElementKind::Pain)) {
            self.context.declared.said(cell.text).for_each(|line| all.add(self.context.declared.line(line).text));
        }
        for &(row, clauses) in rows {
            let own = self.answers(row);
            for cell in opportunities(self, row).filter(|cell| cell.text.contains('→')) {
                for line in self.lines(Cell { clauses, ..cell }) {
                    let (text, pain) = all.answered(line.text);
                    let goes_elsewhere = text.len() < line.text.len() && own.pains.answered(line.text).0 == line.text;
                    let behind = line.text[text.len()..].split_once(ANSWERS);
                    if let Some((_, goal)) = behind.filter(|_| goes_elsewhere && pain.is_some()) {
                        self.answered_elsewhere.insert((row, cell.column.at, line.text));
                        self.answers_elsewhere.entry(goal).or_default().push(Cell { text, ..line });
                    }
                }
            }
        }
        // They were asked for before it was known which of them go elsewhere.
        self.answers = None;
    }

    fn is_answered_elsewhere(&self, line: Cell<'g>) -> bool {
        !self.answered_elsewhere.is_empty() && self.answered_elsewhere.contains(&(line.row, line.column.at, line.text))
    }

    /// Writes an opportunity; `answers` is the title of the pain around it.
    fn opportunity(&mut self, cell: Cell<'g>, answers: Option<&str>) {
        let title = cell.title();
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
        let (mut pains, mut starts) = (Pains::default(), Vec::new());
        for cell in self.cells_of(row, ElementKind::Pain) {
            if pains.count() > 0 {
                starts.push((cell.column.at, pains.count()));
            }
            if cell.simple {
                pains.add(cell.text);
            } else {
                let lines = self.context.declared.said(cell.text);
                lines.for_each(|line| pains.add(self.context.declared.line(line).text));
            }
        }
        let mut lines: Vec<(usize, Cell<'g>)> = Vec::new();
        for cell in self.cells_of(row, ElementKind::Opportunity) {
            self.each_line(cell, |builder, line| {
                if let (text, Some(pain)) = pains.answered(line.text)
                    && !builder.is_answered_elsewhere(line)
                {
                    lines.push((pain, Cell { text, ..line }));
                }
            });
        }
        lines.sort_by_key(|(pain, _)| *pain);
        let answers = Rc::new(Answers { row, pains, starts, lines });
        self.answers = Some(Rc::clone(&answers));
        answers
    }

    /// The titles of all pains of a row.
    pub(super) fn pains_of(&self, row: usize) -> Vec<Cow<'g, str>> {
        let cells = self.cells_of(row, ElementKind::Pain);
        let lines = cells.flat_map(|cell| self.context.declared.said(cell.text));
        lines.map(|line| one_line(self.context.declared.line(line).text)).collect()
    }

    /// The opportunities of a row that stand in one of its pains, with the number of that.
    pub(super) fn answers_of(&mut self, row: usize) -> Vec<(usize, Cow<'g, str>)> {
        self.answers(row).lines.iter().map(|(pain, answer)| (*pain, answer.title())).collect()
    }

    /// The cells of a row that hold elements of a kind.
    fn cells_of(&self, row: usize, kind: ElementKind) -> impl Iterator<Item = Cell<'g>> + use<'g> {
        let Context { plan, grid, .. } = self.context;
        let cells = plan.columns.iter().filter(move |column| is_of(**column, kind)).map(move |&column| {
            let (text, simple) = grid.look(row, column.at);
            Cell { row, column, text, simple, clauses: (0, 0) }
        });
        cells.filter(|cell| !cell.text.is_empty())
    }
}

/// Whether a column says something of pains: what they are, how severe, and what answers them.
pub(super) fn is_about_pains(column: Planned) -> bool {
    is_of(column, ElementKind::Pain)
        || is_of(column, ElementKind::Opportunity)
        || matches!(column.holds, Held::Known(Holds::Word(Known::Severity)))
}

/// Whether a column holds elements of a kind.
pub(super) fn is_of(column: Planned, kind: ElementKind) -> bool {
    matches!(column.holds, Held::Known(Holds::Elements(own)) if own == kind)
}
