//! The day that counts as today.

use crate::model::value::Date;

/// Reads a whole date, as `2026-11-30`.
pub fn day(written: &str) -> Result<Date, String> {
    match Date::parse(written) {
        Some(date) if date.day.is_some() && written.len() == 10 => Ok(date),
        Some(_) => Err("a whole date is needed: year-month-day, as in 2026-11-30".into()),
        None if written.len() == 10 && written.matches('-').count() == 2 => Err("there is no such day".into()),
        None => Err("a date is written as year-month-day, as in 2026-11-30".into()),
    }
}

/// The day of this machine's calendar.
pub fn today() -> Date {
    let date = jiff::Zoned::now().date();
    Date { year: date.year().unsigned_abs(), month: Some(date.month().unsigned_abs()), day: Some(date.day().unsigned_abs()) }
}
