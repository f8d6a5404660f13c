//! Lengths of time, signed numbers and lists in words.

use crate::model::vocabulary::TIME_UNITS;

use super::Name;

/// From how many seconds on a length is said in a unit, the unit and the next smaller one: positions in [`TIME_UNITS`].
const LADDER: &[(f64, usize, usize)] = &[
    (2.0 * 31_536_000.0, 7, 5),
    (2.0 * 2_592_000.0, 5, 3),
    (2.0 * 604_800.0, 4, 3),
    (86_400.0, 3, 2),
    (3600.0, 2, 1),
    (60.0, 1, 0),
];

/// A length beyond which no number says anything: a million years.
const ENDLESS: f64 = 1e6 * 31_536_000.0;

/// A length of time in at most two units: `3 days`, `1 hour 20 minutes`.
pub fn length(seconds: f64) -> String {
    if !(0.0..ENDLESS).contains(&seconds) {
        return "more than a million years".into();
    }
    let Some((_, large, small)) = LADDER.iter().find(|(from, ..)| seconds >= *from) else {
        return counted((seconds * 10.0).round() / 10.0, 0);
    };
    let (whole, part) = (TIME_UNITS[*large].2, TIME_UNITS[*small].2);
    let count = (seconds / whole).floor();
    let rest = ((seconds - count * whole) / part).round();
    // What is rounded up to the next whole one may reach the next unit.
    if rest >= (whole / part).floor() {
        return length((count + 1.0) * whole);
    }
    if rest > 0.0 { format!("{} {}", counted(count, *large), counted(rest, *small)) } else { counted(count, *large) }
}

/// A number of a unit of time.
fn counted(number: f64, unit: usize) -> String {
    let (one, many, _) = TIME_UNITS[unit];
    format!("{number} {}", if (number - 1.0).abs() < f64::EPSILON { one } else { many })
}

/// Two ends of a length of time, or one where they are the same: `2–3 days`, `4 hours to 2 days`.
pub fn between(least: f64, most: f64) -> String {
    let (least, most) = (length(least), length(most));
    if least == most {
        return least;
    }
    match (least.split_once(' '), most.split_once(' ')) {
        (Some((low, one)), Some((high, many))) if one.trim_end_matches('s') == many.trim_end_matches('s') => {
            format!("{low}–{high} {many}")
        }
        _ => format!("{least} to {most}"),
    }
}

/// "a", "a and b", "a, b and c".
pub fn list(names: &[Name]) -> String {
    match names {
        [] => String::new(),
        [only] => only.title.clone(),
        [rest @ .., last] => {
            let rest: Vec<&str> = rest.iter().map(|name| &*name.title).collect();
            format!("{} and {}", rest.join(", "), last.title)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_in_at_most_two_units() {
        for (seconds, said) in [
            (0.0, "0 seconds"),
            (1.0, "1 second"),
            (90.0, "1 minute 30 seconds"),
            (3599.9, "1 hour"),
            (86_400.0, "1 day"),
            (90_061.0, "1 day 1 hour"),
            (14.0 * 86_400.0, "2 weeks"),
            (300.0 * 86_400.0, "10 months"),
            (800.0 * 86_400.0, "2 years 2 months"),
            (f64::INFINITY, "more than a million years"),
            (f64::NAN, "more than a million years"),
        ] {
            assert_eq!(length(seconds), said);
        }
    }

    #[test]
    fn ranges_share_a_unit_where_they_can() {
        assert_eq!(between(86_400.0, 3.0 * 86_400.0), "1–3 days");
        assert_eq!(between(3600.0, 86_400.0), "1 hour to 1 day");
        assert_eq!(between(60.0, 60.0), "1 minute");
    }
}
