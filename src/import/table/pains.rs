//! Pains with their severity, and the opportunities beside them that answer them.

use std::borrow::Cow;
use std::collections::HashMap;
use std::rc::Rc;

use super::builder::{Answers, Builder, Cell};
use super::cells::{severities, severity};
use super::plan::{Held, Planned};
use crate::import::names::one_line;
use crate::import::write::Head;
use crate::model::vocabulary::{ElementKind, Field as Known};
use crate::table::Holds;
use crate::table::line::Pains;

impl<'g> Builder<'g, '_> {
    /// Pains, each with its severity and with the opportunities beside it that answer it.
    pub(super) fn pains(&mut self, cell: Cell<'g>) {
        let severity_of =
            self.context.plan.severities.iter().find(|(pain, _)| *pain == cell.column.at).map(|(_, severity)| *severity);
        let words: Vec<&str> = severity_of.map(|at| severities(self.context.grid.cell(cell.row, at)).collect()).unwrap_or_default();
        let lines = self.lines(cell);
        let answers = self.answers(cell.row);
        let before = answers.starts.get(&cell.column.at).copied().unwrap_or_default();
        for (at, line) in lines.iter().enumerate() {
            let title = one_line(line.text);
            let detail = self.details.take(ElementKind::Pain, &self.place, &title);
            let id = detail.as_ref().and_then(|detail| detail.id.as_deref());
            self.open(Head { kind: ElementKind::Pain, id, title: Some(&title), value: None }, line.clauses);
            let word = if words.len() == 1 { words.first() } else { words.get(at).filter(|_| words.len() == lines.len()) };
            let word = word.and_then(|word| severity(word));
            if let Some(word) = word {
                self.writer.plain("severity", word);
            }
            if let Some(detail) = detail {
                self.detail(&detail, ElementKind::Pain, if word.is_some() { &[Known::Severity] } else { &[] }, true);
            }
            for answer in answers.lines.get(&(before + at)).into_iter().flatten() {
                self.opportunity(*answer, true);
            }
            self.writer.close();
        }
    }

    /// Opportunities that answer none of the pains of their row.
    pub(super) fn opportunities(&mut self, cell: Cell<'g>) {
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
            titles.extend(self.context.declared.said(cell.text).map(|line| self.context.declared.line(line).text));
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

    /// The titles of all pains of a row.
    pub(super) fn pains_of(&self, row: usize) -> Vec<Cow<'g, str>> {
        let cells = self.cells_of(row, ElementKind::Pain).into_iter();
        let lines = cells.flat_map(|cell| self.context.declared.said(cell.text));
        lines.map(|line| one_line(self.context.declared.line(line).text)).collect()
    }

    /// The cells of a row that hold elements of a kind.
    fn cells_of(&self, row: usize, kind: ElementKind) -> Vec<Cell<'g>> {
        let columns = self.context.plan.columns.iter().filter(|column| is_of(column, kind));
        let cells = columns.map(|column| {
            let (text, simple) = self.context.grid.look(row, column.at);
            Cell { row, column: *column, text, simple, clauses: (0, 0) }
        });
        cells.filter(|cell| !cell.text.is_empty()).collect()
    }
}

/// Whether a column holds elements of a kind.
fn is_of(column: &Planned, kind: ElementKind) -> bool {
    matches!(column.holds, Held::Known(Holds::Elements(own)) if own == kind)
}
