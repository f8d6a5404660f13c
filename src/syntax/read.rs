//! One statement by the grammar: pest's pairs to tree.

use pest::Parser as _;
use pest::iterators::Pair;
use pest_derive::Parser;

use crate::model::vocabulary::ElementKind;
use crate::source::Span;

use super::tree::{
    Amount, Arm, Clause, ClauseKind, Comparison, Details, Element, End, Field, Measure, StatementKind, Transition, Unit, Value,
    ValueKind,
};

#[derive(Parser)]
#[grammar = "../grammar/journey.pest"]
struct Grammar;

/// Where a piece stands, which decides what it may be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Place {
    /// In a file or a block.
    Statement,
    /// In the block of a branch.
    Arms,
}

/// Whether a text can be an id by its form. A word of the language may still not be one.
pub fn is_id(text: &str) -> bool {
    Grammar::parse(Rule::id, text).is_ok_and(|pairs| pairs.as_str() == text)
}

/// Reads a piece. `spans` turns byte ranges of the piece into spans of the source.
///
/// # Errors
/// The byte of the piece at which the grammar gave up.
pub(super) fn read(piece: &str, place: Place, spans: &dyn Fn(usize, usize) -> Span) -> Result<StatementKind, usize> {
    let rule = match place {
        Place::Statement => Rule::statement_piece,
        Place::Arms => Rule::arms_piece,
    };
    let mut pairs = Grammar::parse(rule, piece).map_err(|error| match error.location {
        pest::error::InputLocation::Pos(at) | pest::error::InputLocation::Span((at, _)) => at,
    })?;
    let pair = pairs.next().ok_or(0_usize)?;
    Ok(Reader { spans }.statement(pair))
}

struct Reader<'s> {
    spans: &'s dyn Fn(usize, usize) -> Span,
}

type P<'p> = Pair<'p, Rule>;

impl Reader<'_> {
    fn span(&self, pair: &P<'_>) -> Span {
        let span = pair.as_span();
        (self.spans)(span.start(), span.end())
    }

    fn statement(&self, pair: P<'_>) -> StatementKind {
        match pair.as_rule() {
            Rule::import => StatementKind::Import(self.span(&last(pair))),
            Rule::flag => StatementKind::Flag(self.span(&pair)),
            Rule::element => StatementKind::Element(Box::new(self.element(pair))),
            Rule::field => StatementKind::Field(Box::new(self.field(pair))),
            Rule::influence => StatementKind::Influence(Box::new(self.transition(pair))),
            Rule::transition | Rule::fork => StatementKind::Transition(Box::new(self.transition(pair))),
            Rule::arms => StatementKind::Arms(pair.into_inner().map(|arm| self.arm(arm)).collect()),
            _ => StatementKind::Junk,
        }
    }

    fn element(&self, pair: P<'_>) -> Element {
        let mut element = Element {
            kind: ElementKind::Journey,
            keyword: Span::default(),
            id: None,
            title: None,
            value: None,
            clauses: Vec::new(),
        };
        for part in pair.into_inner() {
            let span = self.span(&part);
            match part.as_rule() {
                Rule::keyword => {
                    element.keyword = span;
                    if let Some(kind) = ElementKind::from_keyword(part.as_str().trim_end()) {
                        element.kind = kind;
                    }
                }
                Rule::id => element.id = Some(span),
                Rule::text => element.title = Some(span),
                Rule::word => element.value = Some(Value { span, kind: ValueKind::Reference }),
                Rule::measure => element.value = Some(self.measure_value(part)),
                _ => element.clauses.push(self.clause(part)),
            }
        }
        element
    }

    fn field(&self, pair: P<'_>) -> Field {
        let mut field = Field { name: Span::default(), values: Vec::new(), clauses: Vec::new() };
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::name => field.name = self.span(&part),
                Rule::value => field.values.push(self.value(part)),
                Rule::list => field.values.extend(part.into_inner().map(|value| self.value(value))),
                _ => field.clauses.push(self.clause(part)),
            }
        }
        field
    }

    fn transition(&self, pair: P<'_>) -> Transition {
        let open = pair.as_rule() == Rule::fork;
        let mut transition = Transition { open, ends: Vec::new(), details: Details::default() };
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::ends => transition.ends.push(part.into_inner().map(|end| self.end(end)).collect()),
                Rule::influence_word => {}
                _ => self.detail(part, &mut transition.details),
            }
        }
        transition
    }

    fn arm(&self, pair: P<'_>) -> Arm {
        let mut arm = Arm { end: End { journey: false, name: Span::default() }, details: Details::default() };
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::handoff | Rule::reference => arm.end = self.end(part),
                _ => self.detail(part, &mut arm.details),
            }
        }
        arm
    }

    fn end(&self, pair: P<'_>) -> End {
        let journey = pair.as_rule() == Rule::handoff;
        let name = if journey { self.span(&last(pair)) } else { self.span(&pair) };
        End { journey, name }
    }

    fn detail(&self, part: P<'_>, details: &mut Details) {
        let span = self.span(&part);
        let surplus = match part.as_rule() {
            Rule::text => details.label.is_some() || details.label.replace(span).is_some(),
            Rule::share => details.share.is_some() || details.share.replace(self.measure_value(first(part))).is_some(),
            Rule::takes => details.takes.is_some() || details.takes.replace(self.measure_value(last(part))).is_some(),
            _ => {
                details.clauses.push(self.clause(part));
                false
            }
        };
        if surplus {
            details.surplus.push(span);
        }
    }

    fn clause(&self, pair: P<'_>) -> Clause {
        let rule = pair.as_rule();
        let start = pair.as_span().start();
        let parts: Vec<Span> = pair.into_inner().skip(1).map(|part| self.span(&part)).collect();
        let last = parts.last().copied().unwrap_or_default();
        let span = Span { start: (self.spans)(start, start).start, end: last.end };
        let kind = match rule {
            Rule::for_clause => ClauseKind::For(parts),
            Rule::from_clause => ClauseKind::From(parts),
            _ => ClauseKind::When(last),
        };
        Clause { span, kind }
    }

    fn value(&self, pair: P<'_>) -> Value {
        let start = pair.as_span().start();
        let mut parts: Vec<Value> = pair.into_inner().map(|part| self.simple(part)).collect();
        if parts.len() == 1 {
            return parts.remove(0);
        }
        let end = parts.last().map_or(0, |part| part.span.end);
        Value { span: Span { start: (self.spans)(start, start).start, end }, kind: ValueKind::Arc(parts) }
    }

    fn simple(&self, pair: P<'_>) -> Value {
        let kind = match pair.as_rule() {
            Rule::text => ValueKind::Text,
            Rule::text_block => ValueKind::TextBlock,
            Rule::date => ValueKind::Date,
            Rule::measure => return self.measure_value(pair),
            _ => ValueKind::Reference,
        };
        Value { span: self.span(&pair), kind }
    }

    fn measure_value(&self, pair: P<'_>) -> Value {
        let start = pair.as_span().start();
        let mut comparison = None;
        let mut amounts = [None, None];
        for part in pair.into_inner() {
            if part.as_rule() == Rule::comparison {
                comparison = Comparison::of(part.as_str());
            } else {
                let amount = self.amount(part);
                let slot = usize::from(amounts[0].is_some());
                amounts[slot] = Some(amount);
            }
        }
        let [low, high] = amounts;
        let zero = Amount {
            span: Span::default(),
            currency: None,
            number: 0.0,
            number_span: Span::default(),
            unit: Unit::None,
            text: None,
        };
        let low = low.unwrap_or(zero);
        let end = high.map_or(low.span.end, |high| high.span.end);
        let span = Span { start: (self.spans)(start, start).start, end };
        Value { span, kind: ValueKind::Measure(Box::new(Measure { comparison, low, high })) }
    }

    fn amount(&self, pair: P<'_>) -> Amount {
        let start = pair.as_span().start();
        let mut amount = Amount {
            span: (self.spans)(start, start),
            currency: None,
            number: 0.0,
            number_span: Span::default(),
            unit: Unit::None,
            text: None,
        };
        for part in pair.into_inner() {
            let span = self.span(&part);
            match part.as_rule() {
                Rule::currency => amount.currency = Some(span),
                Rule::number => {
                    amount.number = number(part.as_str());
                    amount.number_span = span;
                }
                Rule::percent => amount.unit = Unit::Percent,
                Rule::ratio => amount.unit = Unit::Of(number(first(part).as_str())),
                Rule::unit => amount.unit = Unit::Word(self.span(&first(part))),
                _ => amount.text = Some(span),
            }
            amount.span.end = span.end;
        }
        amount
    }
}

/// The first inner pair; every rule that is asked for one has one by the grammar.
fn first(pair: P<'_>) -> P<'_> {
    let whole = pair.clone();
    pair.into_inner().next().unwrap_or(whole)
}

/// The last inner pair: what follows the word that begins it.
fn last(pair: P<'_>) -> P<'_> {
    let whole = pair.clone();
    pair.into_inner().last().unwrap_or(whole)
}

/// The number as written: a sign may be the mathematical minus.
fn number(written: &str) -> f64 {
    written.replace('\u{2212}', "-").parse().unwrap_or(f64::MAX)
}

/// The statements of a whole file by the `file` rule, one line each: depth, kind, text.
pub(super) fn shape_of_file(text: &str) -> Result<String, String> {
    let file = Grammar::parse(Rule::file, text).map_err(|error| error.to_string())?;
    let mut lines = Vec::new();
    for pair in file {
        shape(pair, 0, &mut lines);
    }
    Ok(lines.join("\n"))
}

fn shape(pair: P<'_>, depth: usize, lines: &mut Vec<String>) {
    match pair.as_rule() {
        Rule::file | Rule::orphan => pair.into_inner().for_each(|inner| shape(inner, depth, lines)),
        Rule::block | Rule::arm_block => pair.into_inner().for_each(|inner| shape(inner, depth + 1, lines)),
        Rule::EOI => {}
        rule => lines.push(format!("{depth} {rule:?} {}", pair.as_str().trim())),
    }
}

/// The rule that reads a piece, as a word, for the same list.
pub(super) fn shape_of_piece(piece: &str, place: Place) -> String {
    let rule = match place {
        Place::Statement => Rule::statement_piece,
        Place::Arms => Rule::arms_piece,
    };
    let read = Grammar::parse(rule, piece).ok().and_then(|mut pairs| pairs.next());
    format!("{:?}", read.map_or(Rule::junk, |pair| pair.as_rule()))
}
