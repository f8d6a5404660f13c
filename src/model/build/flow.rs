//! The transitions written in a journey or stage, one for each pair of ends.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::Transition;
use crate::model::convert::Converted;
use crate::model::value::{ClaimValue, Text};
use crate::model::vocabulary::{Target, ValueType};
use crate::source::Span;
use crate::syntax::tree::{self, Details, End, Statement, StatementKind, Value};

use super::{Around, Builder};

impl Builder<'_> {
    // ── Flow ────────────────────────────────────────────────────────────────────────────────────────────────────────────

    pub(super) fn flow(&mut self, index: u32, own: u32, around: Around) {
        let first = self.model.transitions.len() as u32;
        for (child, statement) in self.tree.children(index) {
            match &statement.kind {
                StatementKind::Transition(transition) => {
                    self.guarded(statement, |builder| builder.transition(child, statement, transition, around, false));
                }
                StatementKind::Influence(transition) => {
                    self.guarded(statement, |builder| builder.transition(child, statement, transition, around, true));
                }
                StatementKind::Junk => self.uncertain(around.journey),
                StatementKind::Import(path) => {
                    let path = *path;
                    self.say(
                        Diagnostic::new(Code::MisplacedElement, self.id, path, "an import stands at the top of a file", "not here")
                            .help("move it to the beginning of the file"),
                    );
                }
                _ => {}
            }
        }
        self.model.elements[own as usize].transitions = first..self.model.transitions.len() as u32;
    }

    pub(super) fn transition(
        &mut self,
        index: u32,
        statement: &Statement,
        transition: &tree::Transition,
        around: Around,
        influence: bool,
    ) {
        let (Some(kind), Some(scope)) = (around.kind, around.element) else { return };
        if !kind.row().transitions {
            let keyword = self.model.elements[scope as usize].keyword;
            self.say(
                Diagnostic::new(
                    Code::MisplacedElement,
                    self.id,
                    statement.span,
                    format!("a transition stands in a journey or stage, not in {}", kind.a()),
                    "does not belong here",
                )
                .label(self.id, keyword, format!("inside this {}", kind.keyword()))
                .help("move it into the block of the journey"),
            );
            self.uncertain(around.journey);
            return;
        }
        if statement.doubtful {
            self.uncertain(around.journey);
        }
        let single = transition.ends.len() == 2 && !transition.open;
        let d = &transition.details;
        if !single && !transition.open && (d.share.is_some() || d.label.is_some() || d.takes.is_some() || !d.clauses.is_empty()) {
            let span = d.share.as_ref().map(|share| share.span).or(d.label).unwrap_or(statement.span);
            self.say(
                Diagnostic::new(
                    Code::UnexpectedText,
                    self.id,
                    span,
                    "only a single arrow carries a share, a label, a duration or clauses",
                    "this chain has several arrows",
                )
                .help("write this arrow as a transition of its own"),
            );
        }
        self.surplus(d);
        for pair in transition.ends.windows(2) {
            let [from, to] = pair else { continue };
            if from.len() > 1 && to.len() > 1 {
                self.say(
                    Diagnostic::new(
                        Code::UnexpectedText,
                        self.id,
                        statement.span,
                        "a list stands on one side of an arrow only",
                        "lists on both sides",
                    )
                    .help("write one transition for each place on the left"),
                );
                self.uncertain(around.journey);
                continue;
            }
            self.edges(from, to, statement.span, single.then_some(d), around, influence);
        }
        if transition.open {
            let from = transition.ends.last().map_or(&[][..], |ends| ends);
            self.arms(index, from, around);
        }
    }

    pub(super) fn arms(&mut self, index: u32, from: &[End], around: Around) {
        for (_, statement) in self.tree.children(index) {
            if statement.doubtful || matches!(statement.kind, StatementKind::Junk) {
                self.uncertain(around.journey);
            }
            let StatementKind::Arms(arms) = &statement.kind else { continue };
            self.guarded(statement, |builder| {
                for arm in arms {
                    builder.surplus(&arm.details);
                    let end = arm.details_end().map_or(arm.end.name, |end| arm.end.name.to(end));
                    builder.edges(from, &[arm.end], end, Some(&arm.details), around, false);
                }
            });
        }
    }

    pub(super) fn surplus(&mut self, details: &Details) {
        for &span in &details.surplus {
            let shown = self.slice(span);
            self.say(
                Diagnostic::new(
                    Code::RepeatedField,
                    self.id,
                    span,
                    "an arrow carries one of these",
                    format!("`{shown}` is one too many"),
                )
                .help("keep one of them"),
            );
        }
    }

    pub(super) fn edges(
        &mut self,
        from: &[End],
        to: &[End],
        span: Span,
        details: Option<&Details>,
        around: Around,
        influence: bool,
    ) {
        let Some(scope) = around.element else { return };
        let clauses = details.map_or(0, |details| self.clauses(&details.clauses, around.element));
        let label = details.and_then(|details| details.label).map(|span| {
            self.escapes(span);
            Text { text: self.convert.decoded(span), span }
        });
        let before = self.convert.diagnostics.len();
        let mut quantity = |value: Option<&Value>, expected, name| {
            let value = value?;
            match self.convert.value(value, expected, name, None) {
                Some(Converted::Value(ClaimValue::Quantity(quantity))) => Some((*quantity, value.span)),
                _ => None,
            }
        };
        let share = quantity(details.and_then(|details| details.share.as_ref()), ValueType::Percent, "share");
        let takes = quantity(details.and_then(|details| details.takes.as_ref()), ValueType::Duration, "takes");
        // Where there are two of a kind, what is wrong with one of them may follow from that.
        if details.is_some_and(|details| !details.surplus.is_empty()) {
            self.convert.diagnostics.truncate(before);
        }
        for start in from {
            if start.journey || self.slice(start.name) == "exit" {
                let shown = self.slice(start.name);
                if !start.name.is_empty() && shown == "exit" || start.journey {
                    self.say(
                        Diagnostic::new(
                            Code::WrongType,
                            self.id,
                            start.name,
                            "a transition begins at a place of this journey",
                            "nobody leaves from here",
                        )
                        .help("write a stage or touchpoint before the `->`"),
                    );
                }
                self.uncertain(around.journey);
                continue;
            }
            for goal in to {
                let from = self.reference(start.name, Target::Place, around.element);
                let to = self.reference(goal.name, if goal.journey { Target::Journey } else { Target::Place }, around.element);
                self.model.references[to as usize].whole_journey = goal.journey;
                self.model.transitions.push(Transition {
                    scope,
                    from,
                    to,
                    span,
                    influence,
                    label: label.clone(),
                    share: share.clone(),
                    takes: takes.as_ref().map(|(takes, _)| takes.clone()),
                    clauses,
                });
            }
        }
    }
}

impl tree::Arm {
    /// The end of the last detail.
    fn details_end(&self) -> Option<Span> {
        let details = &self.details;
        let parts = [details.label, details.share.as_ref().map(|share| share.span), details.takes.as_ref().map(|takes| takes.span)];
        parts.into_iter().flatten().chain(details.clauses.iter().map(|clause| clause.span)).max_by_key(|span| span.end)
    }
}
