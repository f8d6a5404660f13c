//! Dates and lengths of time together, by the calendar.
//!
//! A length of time by itself has a fixed number of seconds, so that lengths can be compared. Counted from a day, months, quarters and
//! years are those of the calendar: a month after 31 January is the last of February.

use super::value::{Date, Quantity, Unit};
use super::vocabulary::TIME_UNITS;

/// The last year that can be written.
const LAST_YEAR: i64 = 9999;

/// The day that lies a length of time after the last day of `date`; of a range its upper end. None if `length` is no time, or too long.
pub fn after(date: Date, length: &Quantity) -> Option<Date> {
    let Unit::Time(unit) = length.unit else { return None };
    let (name, _, seconds) = TIME_UNITS[unit as usize];
    let count = length.upper();
    let (months, days) = match months(name) {
        Some(each) => ((count * each).trunc(), ((count * each).fract() * 30.0).floor()),
        None => (0.0, (count * seconds / 86_400.0).floor()),
    };
    // Beyond the last year in any case, and small enough to be counted with.
    let most = 366.0 * LAST_YEAR as f64;
    if !(0.0..=most).contains(&months) || !(0.0..=most).contains(&days) {
        return None;
    }
    #[allow(clippy::cast_possible_truncation)] // within bounds
    let (months, days) = (months as i64, days as i64);
    of_days(later(date.last_day(), months)?.days() + days)
}

/// The months of a unit that goes by the calendar.
fn months(unit: &str) -> Option<f64> {
    match unit {
        "month" => Some(1.0),
        "quarter" => Some(3.0),
        "year" => Some(12.0),
        _ => None,
    }
}

/// The same day some months later, or the last of that month if it is shorter.
fn later(date: Date, months: i64) -> Option<Date> {
    let (month, day) = (date.month?, date.day?);
    let total = i64::from(date.year) * 12 + i64::from(month) - 1 + months;
    let year = u16::try_from(total / 12).ok().filter(|&year| i64::from(year) <= LAST_YEAR)?;
    let whole = Date { year, month: u8::try_from(total % 12 + 1).ok(), day: None };
    let last = whole.last_day().day?;
    Some(Date { day: Some(day.min(last)), ..whole })
}

/// The date of a number of days from 1970-01-01: what [`Date::days`] counts, the other way round.
///
/// Source: the civil calendar by eras of 400 years, <https://howardhinnant.github.io/date_algorithms.html#civil_from_days>.
fn of_days(days: i64) -> Option<Date> {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    Some(Date {
        year: u16::try_from(year).ok().filter(|&year| i64::from(year) <= LAST_YEAR)?,
        month: u8::try_from(month).ok(),
        day: u8::try_from(day).ok(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(written: &str) -> Date {
        Date::parse(written).expect(written)
    }

    fn time(low: f64, high: Option<f64>, unit: &str) -> Quantity {
        let unit = TIME_UNITS.iter().position(|(one, _, _)| *one == unit).expect(unit);
        Quantity { comparison: None, low, high, unit: Unit::Time(unit as u8) }
    }

    #[test]
    fn months_quarters_and_years_go_by_the_calendar() {
        for (from, count, unit, due) in [
            ("2026-01-31", 1.0, "month", "2026-02-28"),
            ("2024-01-31", 1.0, "month", "2024-02-29"),
            ("2026-05-22", 6.0, "month", "2026-11-22"),
            ("2026-11-22", 2.0, "quarter", "2027-05-22"),
            ("2024-02-29", 1.0, "year", "2025-02-28"),
            ("2026-01-10", 1.5, "month", "2026-02-25"),
            ("2026-12-24", 2.0, "week", "2027-01-07"),
            ("2024-02-28", 48.0, "hour", "2024-03-01"),
            ("2024-02-28", 90.0, "second", "2024-02-28"),
        ] {
            assert_eq!(after(date(from), &time(count, None, unit)), Some(date(due)), "{from} {count} {unit}");
        }
    }

    #[test]
    fn a_month_or_year_counts_to_its_end_and_a_range_to_its_upper_end() {
        assert_eq!(after(date("2026-02"), &time(1.0, None, "day")), Some(date("2026-03-01")));
        assert_eq!(after(date("2025"), &time(3.0, Some(6.0), "month")), Some(date("2026-06-30")));
    }

    #[test]
    fn what_lies_beyond_all_years_has_no_day() {
        for (count, unit) in [(1e9, "year"), (8000.0, "year"), (1e300, "day"), (4e6, "day"), (f64::NAN, "month")] {
            assert_eq!(after(date("2026-01-31"), &time(count, None, unit)), None, "{count} {unit}");
        }
        assert_eq!(after(date("2026"), &Quantity { unit: Unit::Percent, ..time(3.0, None, "day") }), None);
    }

    #[test]
    fn days_are_counted_both_ways() {
        for days in (-719_468..2_932_896).step_by(97) {
            assert_eq!(of_days(days).map(Date::days), Some(days));
        }
    }
}
