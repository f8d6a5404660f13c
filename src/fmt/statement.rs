//! One statement that the grammar reads as it stands: its tokens in the order of the style.
//!
//! After the ends of a transition come its share, its label and how long it takes, then the clauses `for`, `from` and `when`. What
//! stands before these is in the order of the grammar already.

use crate::source::Span;
use crate::syntax::tree::{Amount, Arm, Clause, ClauseKind, Details, Measure, StatementKind, Unit, Value, ValueKind};

use super::token::{Known, Token, tokens};

/// What of a statement the order of its tokens depends on.
#[derive(Clone, Copy)]
pub(super) struct Anatomy<'t> {
    /// The values of a field.
    values: &'t [Value],
    /// The value of an element.
    value: Option<&'t Value>,
    details: Option<&'t Details>,
    clauses: &'t [Clause],
}

impl<'t> Anatomy<'t> {
    /// Of a whole statement.
    pub fn of(kind: &'t StatementKind) -> Self {
        let plain = Self { values: &[], value: None, details: None, clauses: &[] };
        match kind {
            StatementKind::Element(element) => Self { value: element.value.as_ref(), clauses: &element.clauses, ..plain },
            StatementKind::Field(field) => Self { values: &field.values, clauses: &field.clauses, ..plain },
            StatementKind::Transition(transition) | StatementKind::Influence(transition) => Self::carrying(&transition.details),
            StatementKind::Import(_) | StatementKind::Flag(_) | StatementKind::Arms(_) | StatementKind::Junk => plain,
        }
    }

    /// Of one arm of a branch.
    pub fn of_arm(arm: &'t Arm) -> Self {
        Self::carrying(&arm.details)
    }

    fn carrying(details: &'t Details) -> Self {
        Self { values: &[], value: None, details: Some(details), clauses: &details.clauses }
    }

    /// Whether it is a field of several values.
    pub fn has_values(self) -> bool {
        self.values.len() > 1
    }

    /// What its tokens cannot tell by themselves.
    fn known(self) -> Known {
        let mut known = Known { values: self.values.iter().map(|value| value.span.start).collect(), ..Known::default() };
        let carried = self.details.into_iter().flat_map(|details| [&details.share, &details.takes]).flatten();
        for value in self.values.iter().chain(self.value).chain(carried) {
            seams(value, &mut known.seams);
        }
        // A share may stand after the duration.
        known.seams.sort_unstable();
        known
    }
}

/// Where a currency or number ends, after which something may stand without a space.
fn seams(value: &Value, found: &mut Vec<u32>) {
    match &value.kind {
        ValueKind::Measure(measure) => {
            for amount in [Some(&measure.low), measure.high.as_ref()].into_iter().flatten() {
                found.extend(amount.currency.map(|currency| currency.end));
                found.push(amount.number_span.end);
            }
        }
        ValueKind::Arc(points) => points.iter().for_each(|point| seams(point, found)),
        ValueKind::Text | ValueKind::TextBlock | ValueKind::Date | ValueKind::Reference => {}
    }
}

/// The tokens of a statement, in the order of the style. A statement with comments in it keeps its own order: they speak of what they
/// stand beside.
pub(super) fn in_order(text: &str, span: Span, comments: &[Span], anatomy: Anatomy<'_>) -> Vec<Token> {
    let tokens = tokens(text, span, comments, &anatomy.known());
    let surplus = anatomy.details.is_some_and(|details| !details.surplus.is_empty());
    if !comments.is_empty() || surplus {
        return tokens;
    }
    let groups = groups(&tokens, anatomy);
    if groups.is_sorted_by_key(|group| group.rank) {
        return tokens;
    }
    let mut ranked: Vec<(u8, &[Token])> = Vec::with_capacity(groups.len());
    for (index, group) in groups.iter().enumerate() {
        let end = groups.get(index + 1).map_or(tokens.len(), |next| next.start);
        ranked.push((group.rank, &tokens[group.start..end]));
    }
    ranked.sort_by_key(|(rank, _)| *rank);
    let head = groups.first().map_or(tokens.len(), |first| first.start);
    tokens[..head].iter().chain(ranked.iter().flat_map(|(_, group)| *group)).copied().collect()
}

/// A detail or clause: its place in the order, and its first token.
struct Group {
    rank: u8,
    start: usize,
}

/// The details and clauses as they are written.
fn groups(tokens: &[Token], anatomy: Anatomy<'_>) -> Vec<Group> {
    let index = |byte: u32| tokens.partition_point(|token| token.span.start < byte);
    let mut groups = Vec::new();
    if let Some(details) = anatomy.details {
        // A text after a bare number would be its unit.
        let swallows = details.share.as_ref().is_some_and(ends_in_a_bare_number);
        let (share, label) = if swallows { (1, 0) } else { (0, 1) };
        groups.extend(details.share.as_ref().map(|value| Group { rank: share, start: index(value.span.start) }));
        groups.extend(details.label.map(|span| Group { rank: label, start: index(span.start) }));
        // The word `takes` stands before the value.
        groups.extend(details.takes.as_ref().map(|value| Group { rank: 2, start: index(value.span.start).saturating_sub(1) }));
    }
    groups.extend(anatomy.clauses.iter().map(|clause| {
        let rank = match clause.kind {
            ClauseKind::For(_) => 3,
            ClauseKind::From(_) => 4,
            ClauseKind::When(_) => 5,
        };
        Group { rank, start: index(clause.span.start) }
    }));
    groups.sort_by_key(|group| group.start);
    groups
}

fn ends_in_a_bare_number(value: &Value) -> bool {
    let bare = |amount: &Amount| amount.text.is_none() && matches!(amount.unit, Unit::None | Unit::Of(_));
    matches!(&value.kind, ValueKind::Measure(measure) if bare(last(measure)))
}

fn last(measure: &Measure) -> &Amount {
    measure.high.as_ref().unwrap_or(&measure.low)
}
