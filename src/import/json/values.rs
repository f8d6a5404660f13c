//! Values of claims as they are written in a map.
//!
//! A document says a value twice: as data, and as it was written. The writing is taken where it says the same; otherwise the value is
//! written anew from the data.

use std::borrow::Cow;

use serde::Deserialize;

use super::names::{Names, string};
use super::shape::{Claim, Point, Quantity, Scale};
use crate::fmt;
use crate::import::draft::Value;
use crate::import::mermaid::shown as shown_text;
use crate::import::write::quoted;
use crate::model::value::Date;
use crate::model::vocabulary::{TIME_UNITS, Target, ValueType};
use crate::model::{number_first, of_steps};
use crate::source::{FileId, SourceFile, Span};
use crate::syntax::parse;
use crate::syntax::tree::{self, Amount, Comparison, Field, StatementKind, Unit, ValueKind};

/// Where a value stands.
#[derive(Clone, Copy)]
pub struct Context<'n> {
    /// What ids stand for.
    pub names: &'n Names,
    /// The scale of emotions of the journey, worst and best.
    pub scale: Option<(f64, f64)>,
    /// The stage or journey in which names of places are looked for.
    pub scope: usize,
}

/// The value of a claim of a field that holds `expected`. None if it is none.
pub fn value<'a>(
    claim: &Claim<'a>,
    expected: ValueType,
    field: &str,
    Context { names, scale, scope }: Context<'_>,
) -> Option<Value<'a>> {
    use ValueType as V;
    let raw = claim.value.get();
    let plain = |text: String| Value::Plain(Cow::Owned(text));
    match (&*claim.kind, expected) {
        ("text", V::Text | V::Link | V::TextOrQuantity | V::ReferenceOrText(_)) => string(claim.value).map(Value::Text),
        ("word", V::Words(words) | V::WordsOrQuantity(words)) => {
            let word = string(claim.value)?;
            words.iter().find(|own| **own == word).map(|word| Value::Plain(Cow::Borrowed(*word)))
        }
        ("reference", V::Reference(target) | V::ReferenceOrText(target)) => {
            let id = string(claim.value)?;
            let name = names.name(&id, target)?;
            if target != Target::Place {
                return Some(plain(name.to_owned()));
            }
            let number = names.number(&id)?;
            let written = claim.text.as_deref().filter(|text| names.leads_to(text, number, scope));
            written.map(str::to_owned).or_else(|| names.place(number, scope)).map(plain)
        }
        ("date", V::Date) => string(claim.value).filter(|date| Date::parse(date).is_some()).map(|date| plain(date.into_owned())),
        ("scale", V::Scale) => self::scale(claim).map(|scale| {
            let written = claim.text.as_deref().map(fmt::value).filter(|text| ends(text) == Some(scale));
            plain(written.map_or_else(|| format!("{}..{}", scale.0, scale.1), Cow::into_owned))
        }),
        ("emotion", V::Emotion) => emotion(claim, raw, scale),
        ("quantity", expected) => {
            let quantity: Quantity = object(raw)?;
            let new = written(&quantity, expected, field)?;
            let old = claim.text.as_deref().filter(|text| may_say(text, raw)).and_then(|text| meant(text, &quantity));
            Some(plain(old.unwrap_or(new)))
        }
        _ => None,
    }
}

/// The text of a claim, if it says something else than the value that is taken.
pub fn other_text<'c>(claim: &'c Claim<'_>, taken: &str) -> Option<&'c str> {
    let text = claim.text.as_deref().filter(|text| *text != taken && fmt::value(text) != taken)?;
    let same = match &*claim.kind {
        "reference" => {
            let id = string(claim.value).unwrap_or_default();
            let mut parts = id.split('#').next().unwrap_or_default().rsplit('.');
            text.rsplit('.').all(|part| parts.next() == Some(part))
        }
        _ => false,
    };
    (!same).then_some(text)
}

/// The ends of a written scale.
fn ends(text: &str) -> Option<(f64, f64)> {
    let (worst, best) = text.split_once("..")?;
    Some((worst.trim().parse().ok()?, best.trim().parse().ok()?))
}

/// The clauses of something, as they are written.
pub fn clauses(personas: &[String], sources: &[String], when: Option<&str>) -> Vec<String> {
    let names = |word: &str, ids: &[String]| (!ids.is_empty()).then(|| format!("{word} {}", shown_text(&ids.join(", "))));
    let when = when.map(|when| format!("when \"{}\"", shown_text(when)));
    names("for", personas).into_iter().chain(names("from", sources)).chain(when).collect()
}

/// An object. A list is none, though serde would take its values for the members in their order.
pub fn object<'t, T: Deserialize<'t>>(raw: &'t str) -> Option<T> {
    serde_json::from_str(raw).ok().filter(|_| raw.starts_with('{'))
}

/// A quantity in a message.
pub fn shown(quantity: &Quantity) -> String {
    let Quantity { low, high, unit, comparison } = quantity;
    let range = high.map_or_else(|| low.to_string(), |high| format!("{low}..{high}"));
    let sign = comparison.as_deref().map_or_else(String::new, |sign| format!("{sign} "));
    match unit.as_str() {
        "%" => format!("{sign}{range}%"),
        unit if is_currency(unit) => format!("{sign}{unit} {range}"),
        unit => format!("{sign}{range} {unit}").trim_end().to_owned(),
    }
}

/// The scale that a claim says, worst and best.
pub fn scale(claim: &Claim<'_>) -> Option<(f64, f64)> {
    let Scale { worst, best } = object(claim.value.get()).filter(|_| claim.kind == "scale")?;
    ((worst - best).abs() > f64::EPSILON).then_some((worst, best))
}

/// A quantity written anew; none if the field cannot hold it.
pub fn written(quantity: &Quantity, expected: ValueType, field: &str) -> Option<String> {
    let Quantity { low, high, unit, comparison } = quantity;
    let time = TIME_UNITS.iter().find(|(_, many, _)| many == unit);
    let fits = match expected {
        ValueType::Quantity | ValueType::WordsOrQuantity(_) | ValueType::TextOrQuantity => true,
        ValueType::Number => unit.is_empty() && high.is_none(),
        ValueType::Percent => unit == "%" && *low >= 0.0 && high.unwrap_or(*low) <= 100.0,
        ValueType::Duration => time.is_some(),
        _ => false,
    };
    // What a check says of single fields.
    let fits = fits
        && match field {
            "sample" => low.fract() == 0.0 && *low >= 0.0,
            "rank" => *low >= 0.0,
            "duration" => time.is_some() || is_own(unit),
            _ => true,
        };
    let orderly = high.is_none_or(|high| high >= *low) && low.is_finite() && (time.is_none() || *low >= 0.0);
    if !fits || !orderly || comparison.is_some() && field != "target" {
        return None;
    }
    let sign = match comparison {
        Some(sign) => format!("{} ", Comparison::of(sign)?.sign()),
        None => String::new(),
    };
    let range = high.map_or_else(|| low.to_string(), |high| format!("{low}..{high}"));
    Some(match (unit.as_str(), time) {
        ("", _) => format!("{sign}{range}"),
        ("%", _) => match high {
            Some(high) => format!("{sign}{low}%..{high}%"),
            None => format!("{sign}{low}%"),
        },
        (_, Some((one, many, _))) => {
            let single = high.is_none() && (low - 1.0).abs() < f64::EPSILON;
            format!("{sign}{range} {}", if single { one } else { many })
        }
        (unit, _) => {
            if let Some(of) = steps(unit) {
                format!("{sign}{range}/{of}")
            } else if is_own(unit) {
                let mut text = format!("{sign}{range} ");
                quoted(&mut text, unit);
                text
            } else if low.is_sign_negative() {
                // A map has no money below zero.
                return None;
            } else {
                format!("{sign}{unit} {range}")
            }
        }
    })
}

/// Whether a unit is one of the writer's own, in quotes.
fn is_own(unit: &str) -> bool {
    !matches!(unit, "" | "%") && !is_currency(unit) && steps(unit).is_none()
}

fn is_currency(unit: &str) -> bool {
    unit.len() == 3 && unit.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// How many steps a unit such as `/5` has.
fn steps(unit: &str) -> Option<&str> {
    let is_number = |of: &&str| {
        of.starts_with(|sign: char| sign.is_ascii_digit()) && of.bytes().all(|sign| sign.is_ascii_digit() || sign == b'.')
    };
    unit.strip_prefix('/').filter(is_number).filter(|of| of.parse::<f64>().is_ok_and(f64::is_finite))
}

/// Whether a text is not so long that it could not say a value, by the JSON of that: to read it would take much memory.
fn may_say(text: &str, raw: &str) -> bool {
    const MORE: usize = 200;
    text.len() <= 4 * raw.len() + MORE
}

/// The only field that a text is, once `x:` stands before it, and the text that its spans are of.
fn read(text: &str) -> Option<(Box<Field>, String)> {
    let source = format!("x: {}", fmt::value(text));
    let file = SourceFile::new("", source.clone().into_bytes());
    let (mut tree, found) = parse(FileId(0), &file);
    let whole = found.is_empty() && tree.comments.is_empty() && tree.statements.len() == 1;
    match tree.statements.pop()?.kind {
        StatementKind::Field(field) if whole && field.values.len() == 1 && field.clauses.is_empty() => Some((field, source)),
        _ => None,
    }
}

/// How a quantity is written in a text that says it.
fn meant(text: &str, quantity: &Quantity) -> Option<String> {
    let (field, source) = read(text)?;
    let value = &field.values[0];
    let ValueKind::Measure(measure) = &value.kind else { return None };
    let last = measure.high.as_ref().unwrap_or(&measure.low);
    let same = |a: f64, b: f64| (a - b).abs() <= f64::EPSILON * a.abs().max(1.0);
    let numbers = same(measure.low.number, quantity.low)
        && match (&measure.high, quantity.high) {
            (Some(high), Some(other)) => same(high.number, other),
            (None, None) => true,
            _ => false,
        };
    let unit = |amount: &Amount| {
        if let Some(currency) = amount.currency.or(measure.low.currency) {
            return source[currency.range()] == quantity.unit && matches!(amount.unit, Unit::None) && amount.text.is_none();
        }
        if let Some(text) = amount.text {
            return crate::syntax::text::decode(&source[text.range()]) == quantity.unit.as_str();
        }
        match amount.unit {
            Unit::None => quantity.unit.is_empty(),
            Unit::Percent => quantity.unit == "%",
            Unit::Of(of) => quantity.unit.strip_prefix('/').and_then(|of| of.parse().ok()).is_some_and(|other| same(of, other)),
            Unit::Word(span) => {
                let word = &source[span.range()];
                TIME_UNITS.iter().any(|(one, many, _)| (*one == word || *many == word) && *many == quantity.unit)
            }
        }
    };
    let whole =
        measure.high.is_none() || matches!(measure.low.unit, Unit::None) && measure.low.text.is_none() || unit(&measure.low);
    let says = numbers && unit(last) && whole && measure.comparison.map(Comparison::sign) == quantity.comparison.as_deref();
    says.then(|| source[value.span.range()].to_owned())
}

/// An emotion: as it was written, if that says the same points; else from its points.
fn emotion<'a>(claim: &Claim<'a>, raw: &str, scale: Option<(f64, f64)>) -> Option<Value<'a>> {
    let points: Vec<Point> = serde_json::from_str(raw).ok()?;
    let inside = |point: &Point| match (point.value, &point.word) {
        (Some(value), _) => (-2.0..=2.0).contains(&value),
        (None, word) => word.as_ref().is_some_and(|word| number_first(word).is_none()),
    };
    if points.is_empty() || !points.iter().all(inside) {
        return None;
    }
    let as_written = claim.text.as_deref().filter(|text| may_say(text, raw)).and_then(|text| {
        let (field, source) = read(text)?;
        let written = &field.values[0];
        let parts = if let ValueKind::Arc(parts) = &written.kind { parts.as_slice() } else { std::slice::from_ref(written) };
        let said = |(part, point)| feels(part, &source, scale).is_some_and(|said| same_point(&said, point));
        let says = parts.len() == points.len() && parts.iter().zip(&points).all(said);
        says.then(|| source[written.span.range()].to_owned())
    });
    if let Some(text) = as_written {
        return Some(Value::Plain(Cow::Owned(text)));
    }
    let mut text = String::new();
    for (index, point) in points.iter().enumerate() {
        text.push_str(if index > 0 { " -> " } else { "" });
        if let Some(value) = point.value {
            text.push_str(if value > 0.0 { "+" } else { "" });
            text.push_str(&value.to_string());
        }
        if let Some(word) = &point.word {
            text.push_str(if point.value.is_some() { " " } else { "" });
            quoted(&mut text, word);
        }
    }
    Some(Value::Plain(Cow::Owned(text)))
}

/// The point of an emotion that is written so in a journey with this scale.
fn feels(written: &tree::Value, source: &str, scale: Option<(f64, f64)>) -> Option<Point> {
    let decoded = |span: Span| crate::syntax::text::decode(&source[span.range()]).into_owned();
    let measure = match &written.kind {
        ValueKind::Text => return Some(Point { value: None, word: Some(decoded(written.span)) }),
        ValueKind::Measure(measure) => measure,
        _ => return None,
    };
    let amount = &measure.low;
    if measure.high.is_some() || measure.comparison.is_some() || amount.currency.is_some() {
        return None;
    }
    let value = match amount.unit {
        Unit::None => amount.number,
        Unit::Of(steps) => of_steps(amount.number, steps, scale)?,
        _ => return None,
    };
    Some(Point { value: Some(value), word: amount.text.map(decoded) })
}

/// Whether two points are one. The reader of JSON may miss a number by its last bit.
fn same_point(a: &Point, b: &Point) -> bool {
    let same = match (a.value, b.value) {
        (Some(a), Some(b)) => (a - b).abs() <= f64::EPSILON * a.abs().max(1.0),
        (a, b) => a.is_none() && b.is_none(),
    };
    same && a.word == b.word
}
