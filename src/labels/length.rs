//! Lengths of time in words, for whoever says one: at most two units, `3 days 4 hours`.

use crate::model::value::{Quantity, Unit};
use crate::model::vocabulary::TIME_UNITS;

use super::Labels;

/// From how many seconds on a length is said in a unit, the unit and the next smaller one: positions in [`TIME_UNITS`].
const LADDER: &[(f64, usize, usize)] = &[
    (2.0 * 31_536_000.0, 7, 5),
    (2.0 * 2_592_000.0, 5, 3),
    (2.0 * 604_800.0, 4, 3),
    (86_400.0, 3, 2),
    (3600.0, 2, 1),
    (60.0, 1, 0),
];

/// Years: the largest unit.
const YEARS: usize = TIME_UNITS.len() - 1;

/// Beyond so many years no number says anything.
const ENDLESS: f64 = 1e6;

/// What is no more than the last digit of a computed number.
const NEAR: f64 = 1e-6;

/// How a length becomes one in whole units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rounding {
    /// Of what something takes at least.
    Down,
    /// Of what it takes.
    Nearest,
    /// Of what it takes at most.
    Up,
}

impl Rounding {
    fn round(self, number: f64) -> f64 {
        match self {
            Self::Down => (number + NEAR).floor(),
            Self::Nearest => number.round(),
            Self::Up => (number - NEAR).ceil(),
        }
    }
}

/// A length in whole units.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Parts {
    /// How many of a unit, a position in [`TIME_UNITS`].
    large: (f64, usize),
    /// How many of the next smaller one, if any.
    small: Option<(f64, usize)>,
}

impl Parts {
    /// Those of a length; none if it is beyond counting.
    fn of(seconds: f64, rounding: Rounding) -> Option<Self> {
        if !(0.0..ENDLESS * TIME_UNITS[YEARS].2).contains(&seconds) {
            return None;
        }
        let step = LADDER.iter().position(|(from, ..)| seconds + NEAR >= *from);
        let (parts, rounded) = match step.map(|step| LADDER[step]) {
            None => {
                let tenths = rounding.round(seconds * 10.0) / 10.0;
                (Self { large: (tenths, 0), small: None }, tenths)
            }
            Some((_, large, small)) => {
                let (whole, part) = (TIME_UNITS[large].2, TIME_UNITS[small].2);
                let count = ((seconds + NEAR) / whole).floor();
                let most = (whole / part).floor();
                let rest = rounding.round(((seconds - count * whole) / part).max(0.0));
                let in_all = |rest: f64| {
                    (Self { large: (count, large), small: (rest > 0.0).then_some((rest, small)) }, count * whole + rest * part)
                };
                if rest < most {
                    in_all(rest)
                } else if rounding == Rounding::Down {
                    // Twelve months of 30 days are less than a year.
                    in_all(most - 1.0)
                } else {
                    (Self { large: (count + 1.0, large), small: None }, (count + 1.0) * whole)
                }
            }
        };
        // What was rounded up may reach the next unit.
        let reached = LADDER.iter().position(|(from, ..)| rounded + NEAR >= *from);
        if reached == step { Some(parts) } else { Self::of(rounded, rounding) }
    }
}

impl Labels {
    /// A length of time: `3 days`, `1 hour 20 minutes`.
    pub fn length(&self, seconds: f64, rounding: Rounding) -> String {
        self.parts_of(Parts::of(seconds, rounding))
    }

    /// Two ends of a length of time, or one where they are the same: `2–3 days`, `4 hours – 2 days`.
    pub fn lengths(&self, least: f64, most: f64) -> String {
        if most - least <= NEAR {
            return self.length(least, Rounding::Nearest);
        }
        match (Parts::of(least, Rounding::Down), Parts::of(most, Rounding::Up)) {
            (least, most) if least == most => self.parts_of(least),
            (Some(Parts { large: (low, unit), small: None }), Some(Parts { large: (high, other), small: None }))
                if unit == other =>
            {
                self.counted(low, Some(high), unit)
            }
            (least, most) => format!("{} – {}", self.parts_of(least), self.parts_of(most)),
        }
    }

    fn parts_of(&self, parts: Option<Parts>) -> String {
        let Some(Parts { large, small }) = parts else { return format!("> {}", self.counted(ENDLESS, None, YEARS)) };
        let counted = |(number, unit): (f64, usize)| self.counted(number, None, unit);
        std::iter::once(large).chain(small).map(counted).collect::<Vec<_>>().join(" ")
    }

    /// A number of a unit of time, or from one number to another.
    fn counted(&self, low: f64, high: Option<f64>, unit: usize) -> String {
        self.measure(&Quantity { comparison: None, low, high, unit: Unit::Time(unit as u8) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: f64 = 86_400.0;

    #[test]
    fn lengths_in_at_most_two_units() {
        for (seconds, said) in [
            (0.0, "0 seconds"),
            (1.0, "1 second"),
            (90.0, "1 minute 30 seconds"),
            (3599.9, "1 hour"),
            (DAY, "1 day"),
            (90_061.0, "1 day 1 hour"),
            (14.0 * DAY, "2 weeks"),
            (24.5 * DAY, "3 weeks 4 days"),
            (300.0 * DAY, "10 months"),
            (800.0 * DAY, "2 years 2 months"),
            (f64::INFINITY, "> 1000000 years"),
            (f64::NAN, "> 1000000 years"),
        ] {
            assert_eq!(Labels::default().length(seconds, Rounding::Nearest), said);
        }
    }

    #[test]
    fn a_bound_is_rounded_away_from_what_lies_inside() {
        let length = |seconds: f64, rounding| Labels::default().length(seconds, rounding);
        let two_days = 2.0 * DAY + 45.0 * 60.0;
        assert_eq!(length(two_days, Rounding::Down), "2 days");
        assert_eq!(length(two_days, Rounding::Nearest), "2 days 1 hour");
        assert_eq!(length(2.0 * DAY + 60.0, Rounding::Up), "2 days 1 hour");
        assert_eq!(length(3.0 * DAY - 60.0, Rounding::Down), "2 days 23 hours");
        assert_eq!(length(3.0 * DAY - 60.0, Rounding::Up), "3 days");
        assert_eq!(length(2.0 * 365.0 * DAY + 364.0 * DAY, Rounding::Down), "2 years 11 months");
        assert_eq!(length(0.3 * 3.0 * DAY, Rounding::Down), length(0.9 * DAY, Rounding::Up), "nothing is lost in computing");
    }

    #[test]
    fn just_below_a_border_is_at_the_border() {
        for (border, said) in [
            (60.0, "1 minute"),
            (3600.0, "1 hour"),
            (DAY, "1 day"),
            (14.0 * DAY, "2 weeks"),
            (60.0 * DAY, "2 months"),
            (730.0 * DAY, "2 years"),
        ] {
            for rounding in [Rounding::Down, Rounding::Nearest, Rounding::Up] {
                for seconds in [border - 1e-7, border, border + 1e-7] {
                    assert_eq!(Labels::default().length(seconds, rounding), said, "{seconds} {rounding:?}");
                }
            }
            // A little less reaches the border by being rounded.
            assert_eq!(Labels::default().length(border - 0.01, Rounding::Nearest), said);
            assert_eq!(Labels::default().length(border - 0.01, Rounding::Up), said);
            assert_ne!(Labels::default().length(border - 0.2, Rounding::Down), said);
        }
        assert_eq!(Labels::default().length(DAY - 1e-9, Rounding::Down), "1 day");
        assert_eq!(Labels::default().lengths(DAY - 1e-9, 3.0 * DAY), "1–3 days");
    }

    #[test]
    fn ranges_share_a_unit_where_they_can() {
        let lengths = |least: f64, most: f64| Labels::default().lengths(least, most);
        assert_eq!(lengths(DAY, 3.0 * DAY), "1–3 days");
        assert_eq!(lengths(3600.0, DAY), "1 hour – 1 day");
        assert_eq!(lengths(60.0, 60.0), "1 minute");
        assert_eq!(lengths(DAY + 1800.0, 2.0 * DAY + 1800.0), "1 day – 2 days 1 hour");
    }
}
