//! Pains with their severity, and the opportunities beside them that answer them.

use std::borrow::Cow;
use std::rc::Rc;

use super::builder::{Answers, Builder, Cell, Context};
use super::cells::{severities, severity};
use super::plan::{Held, Planned};
use crate::import::draft::Clauses;
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
        let severe = severity_of.map_or(("", false), |at| self.context.grid.look(cell.row, at));
        let answers = self.answers(cell.row);
        let before = answers.start(cell.column.at);
        if cell.simple && (severe.1 || severe.0.is_empty()) {
            return self.pain(cell, severity(severe.0), answers.of(before));
        }
        let words: Vec<&str> = severities(severe.0).collect();
        let lines = self.lines(cell);
        for (at, line) in lines.iter().enumerate() {
            let word = if words.len() == 1 { words.first() } else { words.get(at).filter(|_| words.len() == lines.len()) };
            self.pain(*line, word.and_then(|word| severity(word)), answers.of(before + at));
        }
    }

    fn pain(&mut self, line: Cell<'g>, severity: Option<&str>, answers: &[(usize, Cell<'g>)]) {
        let title = line.title();
        let detail = self.details.take(ElementKind::Pain, &self.place, &title);
        let id = detail.as_ref().and_then(|detail| detail.id.as_deref());
        self.open(Head { kind: ElementKind::Pain, id, title: Some(&title), value: None }, line.clauses);
        if let Some(word) = severity {
            self.writer.plain("severity", word, &Clauses::default());
        }
        if let Some(detail) = detail {
            self.detail(&detail, ElementKind::Pain, if severity.is_some() { &[Known::Severity] } else { &[] }, true);
        }
        for (_, answer) in answers {
            self.opportunity(*answer, true);
        }
        self.writer.close();
    }

    /// Opportunities that answer none of the pains of their row.
    pub(super) fn opportunities(&mut self, cell: Cell<'g>) {
        let answers = self.answers(cell.row);
        self.each_line(cell, |builder, line| {
            if let (text, None) = answers.pains.answered(line.text) {
                builder.opportunity(Cell { text, ..line }, false);
            }
        });
    }

    fn opportunity(&mut self, cell: Cell<'g>, answers: bool) {
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
            self.each_line(cell, |_, line| {
                if let (text, Some(pain)) = pains.answered(line.text) {
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

    /// The cells of a row that hold elements of a kind.
    fn cells_of(&self, row: usize, kind: ElementKind) -> impl Iterator<Item = Cell<'g>> + use<'g> {
        let Context { plan, grid, .. } = self.context;
        let cells = plan.columns.iter().filter(move |column| is_of(column, kind)).map(move |&column| {
            let (text, simple) = grid.look(row, column.at);
            Cell { row, column, text, simple, clauses: (0, 0) }
        });
        cells.filter(|cell| !cell.text.is_empty())
    }
}

/// Whether a column holds elements of a kind.
fn is_of(column: &Planned, kind: ElementKind) -> bool {
    matches!(column.holds, Held::Known(Holds::Elements(own)) if own == kind)
}
