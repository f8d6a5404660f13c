//! Fields that may stand once: one value, or one for each persona and condition.

use std::collections::HashMap;

use super::{Around, Builder};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::vocabulary::{Field, FieldRow};
use crate::source::Span;
use crate::syntax::tree::{self, ClauseKind};

/// The fields of an element that stood there.
pub(super) type Seen<'f> = HashMap<Field, Stood<'f>>;

/// Where a field stood first, and for whom and under which condition it stood where.
pub(super) struct Stood<'f> {
    first: Span,
    /// Where it stood for all around it, and always.
    always: Option<Span>,
    whom: HashMap<(u32, &'f str), Span>,
}

/// The numbers of those who are named together, so that they need not be compared name by name. Nobody in particular is 0.
#[derive(Default)]
pub(super) struct Groups {
    numbers: HashMap<String, u32>,
    of_clauses: HashMap<u32, u32>,
}

impl Groups {
    fn number(&mut self, mut names: Vec<&str>) -> u32 {
        names.sort_unstable();
        names.dedup();
        let next = self.numbers.len() as u32 + 1;
        *self.numbers.entry(names.join(",")).or_insert(next)
    }
}

impl<'f> Builder<'f> {
    /// Says that a field stands there once already, or has more than one value.
    pub(super) fn once(&mut self, row: &FieldRow, field: &tree::Field, around: Around, seen: &mut Seen<'f>) {
        let name = row.field.name();
        if let [first, second, ..] = field.values.as_slice() {
            let first = first.span;
            self.say(
                Diagnostic::new(Code::RepeatedField, self.id, second.span, format!("`{name}` has one value"), "one too many")
                    .label(self.id, first, "the first value")
                    .help("keep one of them"),
            );
        }
        let (names, when) = self.clauses_of(field);
        let is_always = names.is_none() && when.is_empty();
        let group = match names.filter(|names| !names.is_empty()) {
            Some(names) => self.groups.number(names),
            None => self.group_around(around),
        };
        let before = seen.entry(row.field).or_insert_with(|| Stood { first: field.name, always: None, whom: HashMap::new() });
        let for_all = if is_always && !before.whom.is_empty() { Some(before.first) } else { before.always };
        if let Some(first) = before.whom.get(&(group, when)).copied().or(for_all) {
            self.say(
                Diagnostic::new(Code::RepeatedField, self.id, field.name, format!("`{name}` stands here twice"), "again here")
                    .label(self.id, first, "first written here")
                    .help("keep one of them"),
            );
            return;
        }
        before.whom.insert((group, when), field.name);
        if is_always {
            before.always = Some(field.name);
        }
    }

    /// Whom a field names, if it names somebody, and its condition, empty for none.
    fn clauses_of(&self, field: &tree::Field) -> (Option<Vec<&'f str>>, &'f str) {
        let (mut names, mut when) = (None, "");
        for clause in &field.clauses {
            match &clause.kind {
                ClauseKind::For(spans) => names = Some(spans.iter().map(|span| self.slice(*span)).collect()),
                ClauseKind::When(span) => when = self.slice(*span),
                ClauseKind::From(_) => {}
            }
        }
        (names, when)
    }

    /// Those whom what stands in an element is for, unless it says so itself.
    fn group_around(&mut self, around: Around) -> u32 {
        let elements = &self.model.elements;
        let all = std::iter::successors(around.element, |&index| elements[index as usize].parent);
        let mut clauses = all.map(|index| elements[index as usize].clauses);
        let own = clauses.find(|&clauses| !self.model.clauses[clauses as usize].personas.is_empty());
        let Some(own) = own else { return 0 };
        if let Some(&number) = self.groups.of_clauses.get(&own) {
            return number;
        }
        let personas = &self.model.clauses[own as usize].personas;
        let names = personas.iter().map(|&index| self.slice(self.model.references[index as usize].span)).collect();
        let number = self.groups.number(names);
        self.groups.of_clauses.insert(own, number);
        number
    }
}
