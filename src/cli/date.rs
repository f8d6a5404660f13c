//! A day of the calendar, as `2026-11-30`.

use std::str::FromStr;

/// A day that exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// The year.
    pub year: u16,
    /// The month, from 1.
    pub month: u8,
    /// The day, from 1.
    pub day: u8,
}

impl FromStr for Date {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let digits = |range| text.get(range).filter(|part: &&str| part.bytes().all(|byte| byte.is_ascii_digit()));
        let shaped = text.len() == 10 && text.get(4..5) == Some("-") && text.get(7..8) == Some("-");
        let (Some(year), Some(month), Some(day), true) = (digits(0..4), digits(5..7), digits(8..10), shaped) else {
            return Err("a date is written as year-month-day, as in 2026-11-30".into());
        };
        let number = |part: &str| part.parse::<u16>().unwrap_or(0);
        let (year, month, day) = (number(year), number(month) as u8, number(day) as u8);
        if day == 0 || day > days(year, month) {
            return Err("there is no such day".into());
        }
        Ok(Self { year, month, day })
    }
}

fn days(year: u16, month: u8) -> u8 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_that_exist() {
        for good in ["2026-11-30", "2024-02-29", "2000-02-29"] {
            assert!(good.parse::<Date>().is_ok(), "{good}");
        }
        for bad in [
            "2026-11-31", "2026-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "today", "2026/11/30", "+026-11-30",
            "",
        ] {
            assert!(bad.parse::<Date>().is_err(), "{bad}");
        }
    }
}
