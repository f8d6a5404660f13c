//! What claims hold: typed values.

use crate::model::vocabulary::TIME_UNITS;
use crate::source::Span;
pub use crate::syntax::tree::Comparison;

/// A text and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    /// The text, escapes resolved.
    pub text: Box<str>,
    /// Where it is written, with its quotes.
    pub span: Span,
}

/// The value of a claim.
#[derive(Clone, Debug, PartialEq)]
pub enum ClaimValue {
    /// Free text.
    Text(Box<str>),
    /// A word of a closed list.
    Word(&'static str),
    /// A name: an index into [`FileModel::references`](super::FileModel::references).
    Reference(u32),
    /// A quantity.
    Quantity(Box<Quantity>),
    /// A date.
    Date(Date),
    /// An emotion or an arc of them.
    Emotion(Box<[Point]>),
    /// The scale of emotions written `n/m`.
    Scale {
        /// The worst number.
        worst: f64,
        /// The best number.
        best: f64,
    },
    /// A field of one word.
    Flag,
}

/// A number or a range of numbers with one unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// A comparison, in targets.
    pub comparison: Option<Comparison>,
    /// The number, or the lower end of a range.
    pub low: f64,
    /// The upper end of a range.
    pub high: Option<f64>,
    /// What is counted.
    pub unit: Unit,
}

/// The unit of a quantity.
#[derive(Clone, Debug, PartialEq)]
pub enum Unit {
    /// None: a plain number.
    Number,
    /// Percent, 0 to 100.
    Percent,
    /// A unit of time, by its index in [`TIME_UNITS`].
    Time(u8),
    /// A currency, by its ISO 4217 code.
    Money(Box<str>),
    /// Out of so many: the `5` of `4.1/5`.
    OutOf(f64),
    /// A unit of the writer's own.
    Own(Box<str>),
}

impl Quantity {
    /// The upper end; the number itself where it is no range.
    pub fn upper(&self) -> f64 {
        self.high.unwrap_or(self.low)
    }

    /// Lower and upper end in seconds, if it is a length of time.
    pub fn seconds(&self) -> Option<(f64, f64)> {
        match self.unit {
            Unit::Time(unit) => {
                let length = TIME_UNITS[unit as usize].2;
                Some((self.low * length, self.upper() * length))
            }
            _ => None,
        }
    }
}

impl Quantity {
    /// Its unit of time in the right number: `day`, `days`.
    pub fn time_unit(&self) -> Option<&'static str> {
        let Unit::Time(unit) = self.unit else { return None };
        let (one, many, _) = TIME_UNITS[unit as usize];
        let single = self.high.is_none() && (self.low - 1.0).abs() < f64::EPSILON;
        Some(if single { one } else { many })
    }

    /// Whether it can be said which of two is more.
    pub fn is_comparable(&self, other: &Self) -> bool {
        match (&self.unit, &other.unit) {
            (Unit::Time(_), Unit::Time(_)) => true,
            (one, other) => one == other,
        }
    }

    /// As it is written in a map: `> 62%`, `2..3 weeks`, `EUR 39.99`, `20 "per week"`.
    pub fn written(&self) -> String {
        let comparison = self.comparison.map_or_else(String::new, |comparison| format!("{} ", comparison.sign()));
        let numbers = match self.high {
            Some(high) => format!("{}..{high}", self.low),
            None => self.low.to_string(),
        };
        match &self.unit {
            Unit::Number => format!("{comparison}{numbers}"),
            Unit::Percent => format!("{comparison}{numbers}%"),
            Unit::Time(unit) => format!("{comparison}{numbers} {}", TIME_UNITS[*unit as usize].1),
            Unit::Money(currency) => format!("{comparison}{currency} {numbers}"),
            Unit::OutOf(of) => format!("{comparison}{numbers}/{of}"),
            Unit::Own(unit) => format!("{comparison}{numbers} \"{}\"", unit.replace('\\', "\\\\").replace('"', "\\\"")),
        }
    }
}

impl std::fmt::Display for Quantity {
    /// As people write it: `62%`, `2 weeks`, `EUR 39.99`, `55–65%`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.comparison {
            Some(Comparison::Less) => f.write_str("< ")?,
            Some(Comparison::AtMost) => f.write_str("≤ ")?,
            Some(Comparison::More) => f.write_str("> ")?,
            Some(Comparison::AtLeast) => f.write_str("≥ ")?,
            None => {}
        }
        if let Unit::Money(currency) = &self.unit {
            write!(f, "{currency} ")?;
        }
        write!(f, "{}", self.low)?;
        if let Some(high) = self.high {
            write!(f, "–{high}")?;
        }
        match &self.unit {
            Unit::Number | Unit::Money(_) => Ok(()),
            Unit::Percent => f.write_str("%"),
            Unit::Time(_) => write!(f, " {}", self.time_unit().unwrap_or_default()),
            Unit::OutOf(of) => write!(f, "/{of}"),
            Unit::Own(unit) => write!(f, " {unit}"),
        }
    }
}

/// A day, month or year of the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// The year.
    pub year: u16,
    /// The month, 1 to 12.
    pub month: Option<u8>,
    /// The day, 1 to 31.
    pub day: Option<u8>,
}

impl Date {
    /// Reads `2026-09-30`, `2026-09` or `2026`.
    pub fn parse(written: &str) -> Option<Self> {
        if !written.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') {
            return None;
        }
        let mut parts = written.split('-');
        let year = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
        let of_two = |part: &str| if part.len() == 2 { part.parse().unwrap_or(0) } else { 0 };
        let month: Option<u8> = parts.next().map(of_two);
        let day: Option<u8> = parts.next().map(of_two);
        if parts.next().is_some() || month.is_some_and(|month| !(1..=12).contains(&month)) {
            return None;
        }
        let days = days_of(year, month.unwrap_or(12));
        if day.is_some_and(|day| !(1..=days).contains(&day)) {
            return None;
        }
        Some(Self { year, month, day })
    }

    /// The first day of it: that of a month or year is its first.
    #[must_use]
    pub fn first_day(self) -> Self {
        Self { month: self.month.or(Some(1)), day: self.day.or(Some(1)), ..self }
    }

    /// The last day of it: that of a month or year is its last.
    #[must_use]
    pub fn last_day(self) -> Self {
        let month = self.month.unwrap_or(12);
        Self { month: Some(month), day: self.day.or(Some(days_of(self.year, month))), ..self }
    }

    /// The days from 1970-01-01 to its first day; negative before.
    ///
    /// Source: the civil calendar by eras of 400 years, <https://howardhinnant.github.io/date_algorithms.html#days_from_civil>.
    pub fn days(self) -> i64 {
        let (month, day) = (i64::from(self.month.unwrap_or(1)), i64::from(self.day.unwrap_or(1)));
        let year = i64::from(self.year) - i64::from(month <= 2);
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        era * 146_097 + day_of_era - 719_468
    }
}

/// The days of a month of the Gregorian calendar.
fn days_of(year: u16, month: u8) -> u8 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 => 28 + u8::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl std::fmt::Display for Date {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

/// A point of an emotion.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// From -2 (worst) to +2 (best); none for words alone.
    pub value: Option<f64>,
    /// What is felt, in words.
    pub word: Option<Box<str>>,
}

/// What a claim rests on. A derived number is only as good as its weakest input, so the order is from weak to strong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Basis {
    /// Nothing is given.
    Assumed,
    /// A source is given.
    Researched,
    /// It was observed, or counted in an event log.
    Measured,
}

impl Basis {
    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Assumed => "assumed",
            Self::Researched => "researched",
            Self::Measured => "measured",
        }
    }
}

/// A number of the scale of emotions as people read it, with one decimal at most: `−1`, `0`, `+1.5`.
pub fn signed(value: f64) -> String {
    exact((value * 10.0).round() / 10.0)
}

/// The same with all its decimals, where it is read as data: `+1.25`.
pub fn exact(value: f64) -> String {
    if value > 0.0 {
        format!("+{value}")
    } else if value < 0.0 {
        format!("−{}", -value)
    } else {
        "0".into()
    }
}

#[cfg(test)]
mod tests {
    use super::{Date, signed};

    fn date(written: &str) -> Date {
        Date::parse(written).expect(written)
    }

    #[test]
    fn only_days_that_exist() {
        for good in ["2026-11-30", "2024-02-29", "2000-02-29", "2026-11", "2026"] {
            assert!(Date::parse(good).is_some(), "{good}");
        }
        for bad in ["2026-11-31", "2026-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "today", "2026/11/30", "+026-11-30", ""] {
            assert!(Date::parse(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn months_and_years_have_a_first_and_a_last_day() {
        assert_eq!(date("2024-02").last_day(), date("2024-02-29"));
        assert_eq!(date("2026").last_day(), date("2026-12-31"));
        assert_eq!(date("2026").first_day(), date("2026-01-01"));
    }

    #[test]
    fn days_are_counted_from_1970() {
        for (written, days) in [("1970-01-01", 0), ("1969-12-31", -1), ("2000-03-01", 11_017), ("2024-02-29", 19_782)] {
            assert_eq!(date(written).days(), days, "{written}");
        }
    }

    #[test]
    fn emotions_have_a_sign_and_one_decimal() {
        let numbers = [-1.25, 0.04, -0.04, 1.5, 2.0];
        assert_eq!(numbers.map(signed), ["−1.3", "0", "0", "+1.5", "+2"]);
    }
}
