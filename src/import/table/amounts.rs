//! Numbers in cells: amounts with thousands, lengths of time, quantities and metrics.

use crate::model::vocabulary::TIME_UNITS;
use crate::table::{is_numeric, is_open, is_thousands_sign, title_in_quotes};

/// What stands between the ends of a range.
pub const RANGES: [&str; 6] = ["..", "to ", "-", "–", "—", "…"];

/// A number at the beginning of a text, and what comes after it. A comma may stand before decimals.
pub fn leading_number(text: &str) -> Option<(f64, &str)> {
    /// Numbers of so many digits are whole in a float, and so is the power of ten that they are divided by.
    const EXACT: usize = 15;
    let unsigned = text.strip_prefix(['+', '-', '\u{2212}']).unwrap_or(text);
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let whole = digits(unsigned);
    if whole == 0 {
        return None;
    }
    let rest = &unsigned[whole..];
    let decimals = if rest.starts_with(['.', ',']) { digits(&rest[1..]) } else { 0 };
    let (after, length) = if decimals > 0 { (&rest[1..=decimals], whole + 1 + decimals) } else { ("", whole) };
    let number = if whole + decimals <= EXACT {
        let value = |number: u64, byte: u8| number * 10 + u64::from(byte - b'0');
        let all = unsigned[..whole].bytes().chain(after.bytes()).fold(0, value);
        all as f64 / 10_u64.pow(decimals as u32) as f64
    } else {
        format!("{}.{after}0", &unsigned[..whole]).parse().ok()?
    };
    let negative = text.starts_with(['-', '\u{2212}']);
    Some((if negative { -number } else { number }, &unsigned[length..]))
}

/// An amount at the beginning of a text, whose thousands may stand apart, and what comes after it: `1,234,567`, `1.234,5`. None for
/// `1,234`, which is one number in English and another one in German.
fn amount(text: &str) -> Option<(f64, &str)> {
    let is_apart = is_thousands_sign;
    let unsigned = text.strip_prefix(['+', '-', '\u{2212}']).unwrap_or(text);
    let end = unsigned.find(|sign: char| !sign.is_ascii_digit() && !is_apart(sign)).unwrap_or(unsigned.len());
    let end = unsigned.find("..").map_or(end, |range| end.min(range));
    let written = unsigned[..end].trim_end_matches(is_apart);
    let rest = &unsigned[written.len()..];
    let signs: Vec<char> = written.chars().filter(|sign| is_apart(*sign)).collect();
    let groups: Vec<&str> = written.split(is_apart).collect();
    let are_thousands = |groups: &[&str]| {
        let (first, others) = groups.split_first().map_or(("", &[][..]), |(first, others)| (*first, others));
        (1..=3).contains(&first.len()) && !first.starts_with('0') && others.iter().all(|group| group.len() == 3)
    };
    let (thousands, decimals) = match (&signs[..], &groups[..]) {
        (['.' | ','], _) if are_thousands(&groups) && !rest.trim_start().starts_with(['%', '/']) => return None,
        ([] | ['.' | ','], _) => return leading_number(text),
        (signs, groups) if signs.iter().all(|sign| *sign == signs[0]) => (groups, ""),
        ([signs @ .., '.' | ','], [groups @ .., decimals]) if signs.iter().all(|sign| *sign == signs[0]) => (groups, *decimals),
        _ => return None,
    };
    let number: f64 = format!("{}.{decimals}0", thousands.concat()).parse().ok().filter(|_| are_thousands(thousands))?;
    Some((if text.starts_with(['-', '\u{2212}']) { -number } else { number }, rest))
}

/// A length of time as it is written in a map: `5 min` becomes `5 minutes`, `1-2 days` becomes `1..2 days`.
pub fn duration(text: &str) -> Option<String> {
    let (low, rest) = number_of_time(text.trim())?;
    let rest = rest.trim();
    let separator = RANGES.into_iter().find_map(|sign| rest.strip_prefix(sign));
    let (high, unit) = match separator {
        Some(rest) => number_of_time(rest.trim()).map(|(high, unit)| (Some(high), unit))?,
        None => (None, rest),
    };
    if high.is_none() && unit.starts_with(':') {
        return clock(text.trim());
    }
    let unit = unit_of_time(unit)?;
    if low.is_sign_negative() || high.is_some_and(|high| high < low) {
        return None;
    }
    let one = high.is_none() && (low - 1.0).abs() < f64::EPSILON;
    let (single, many, _) = TIME_UNITS[unit];
    let high = high.map_or_else(String::new, |high| format!("..{high}"));
    Some(format!("{low}{high} {}", if one { single } else { many }))
}

/// A number at the beginning of a text, also one with a fraction: `½`, `1½`, `1 ½`.
fn number_of_time(text: &str) -> Option<(f64, &str)> {
    const FRACTIONS: [(char, f64); 3] = [('¼', 0.25), ('½', 0.5), ('¾', 0.75)];
    let fraction = |text: &'_ str| FRACTIONS.into_iter().find(|(sign, _)| text.starts_with(*sign));
    let (whole, rest) = amount(text).unwrap_or((0.0, text));
    match fraction(rest.trim_start()) {
        Some((sign, part)) if whole >= 0.0 && whole.fract() == 0.0 => Some((whole + part, &rest.trim_start()[sign.len_utf8()..])),
        _ => amount(text),
    }
}

/// A length of time as a program for tables shows it: hours, minutes and, if there are any, seconds.
fn clock(text: &str) -> Option<String> {
    let mut parts = text.split(':').map(|part| part.parse::<u32>().ok().filter(|_| part.bytes().all(|byte| byte.is_ascii_digit())));
    let (hours, minutes, seconds) = (parts.next()??, parts.next()??, parts.next().unwrap_or(Some(0))?);
    if parts.next().is_some() || minutes > 59 || seconds > 59 {
        return None;
    }
    let seconds = u64::from(hours) * 3600 + u64::from(minutes) * 60 + u64::from(seconds);
    let (number, unit) = match seconds {
        0 => return None,
        seconds if seconds % 3600 == 0 => (seconds / 3600, "hour"),
        seconds if seconds % 60 == 0 => (seconds / 60, "minute"),
        seconds => (seconds, "second"),
    };
    Some(format!("{number} {unit}{}", if number == 1 { "" } else { "s" }))
}

/// A unit of time, also a short one and as other languages write it, by its place in the list of units.
fn unit_of_time(word: &str) -> Option<usize> {
    let word = word.trim().trim_end_matches('.').to_lowercase();
    let short = match word.as_str() {
        "s" | "sec" | "secs" | "sek" | "sekunde" | "sekunden" | "seconde" | "secondes" | "seconden" | "segundo" | "segundos"
        | "secondo" | "secondi" => "second",
        "m" | "min" | "mins" | "minuten" | "minuto" | "minutos" | "minuti" | "minuut" => "minute",
        "h" | "hr" | "hrs" | "std" | "stunde" | "stunden" | "heure" | "heures" | "hora" | "horas" | "ora" | "ore" | "uur"
        | "uren" => "hour",
        "d" | "tag" | "tage" | "tagen" | "jour" | "jours" | "día" | "días" | "dia" | "dias" | "giorno" | "giorni" | "dag"
        | "dagen" => "day",
        "w" | "wk" | "wks" | "woche" | "wochen" | "semaine" | "semaines" | "semana" | "semanas" | "settimana" | "settimane"
        | "weken" => "week",
        "mo" | "mos" | "monat" | "monate" | "monaten" | "mois" | "mes" | "meses" | "mês" | "mese" | "mesi" | "maand"
        | "maanden" => "month",
        "y" | "yr" | "yrs" | "jahr" | "jahre" | "jahren" | "an" | "ans" | "année" | "années" | "año" | "años" | "ano" | "anos"
        | "anno" | "anni" | "jaar" | "jaren" => "year",
        word => word,
    };
    TIME_UNITS.iter().position(|(one, many, _)| *one == short || *many == short)
}

/// What a metric is called, and its value as it is written in a map. A title does not end in a number: `Calls 1 200` has no value that
/// is certain. One in quotes ends with them, and keeps them here.
pub fn metric(line: &str) -> (&str, Option<String>) {
    /// So many words have the longest of values: `3 out of 5`.
    const MOST: usize = 4;
    let line = line.trim();
    if let Some((title, rest)) = title_in_quotes(line) {
        let value = quantity(rest.trim());
        if value.is_some() || rest.trim().is_empty() {
            return (title, value);
        }
    }
    let spaces: Vec<usize> = line.char_indices().filter(|(_, char)| *char == ' ').map(|(at, _)| at).collect();
    for at in spaces.iter().rev().take(MOST).rev() {
        let title = line[..*at].trim_end_matches(|char: char| char.is_whitespace() || ":=-–".contains(char));
        let is_number = |word: &str| is_numeric(word) && amount(word).is_none_or(|(_, rest)| rest.is_empty());
        let certain = !title.is_empty() && (title.len() < *at || !title.rsplit(' ').next().is_some_and(is_number));
        // A map has no money below zero, and without its currency the number would be another one.
        let behind = line[*at..].trim();
        if behind.contains(['-', '\u{2212}']) && money(behind).is_some_and(|amount| amount.starts_with(['-', '\u{2212}'])) {
            return (line, None);
        }
        // What begins with a value is no title: `1h 30min`.
        let is_value = |title: &str| title.starts_with(|sign: char| sign.is_ascii_digit()) && quantity(title).is_some();
        if let Some(value) = quantity(behind).filter(|_| certain && !is_open(title) && !is_value(title)) {
            return (title, Some(value));
        }
    }
    (line, None)
}

/// What stands behind the currency at the beginning of a text.
fn money(text: &str) -> Option<&str> {
    let currency = text.get(..3).filter(|word| word.bytes().all(|byte| byte.is_ascii_uppercase()))?;
    Some(text[currency.len()..].trim_start())
}

/// A quantity: `62%`, `4.1/5`, `3 out of 5`, `3 days`, `EUR 39.99`, `34`.
pub fn quantity(text: &str) -> Option<String> {
    if let Some(amount_of) = money(text) {
        let (number, rest) = amount(amount_of)?;
        let certain = rest.is_empty() && text[3..].starts_with([' ', '\u{a0}']) && !number.is_sign_negative();
        return certain.then(|| format!("{} {number}", &text[..3]));
    }
    let (number, rest) = amount(text)?;
    let rest = rest.trim();
    if rest.is_empty() || rest == "%" {
        return Some(format!("{number}{rest}"));
    }
    if let Some(of) = ["/", "out of ", "of "].iter().find_map(|sign| rest.strip_prefix(sign)) {
        let (of, end) = leading_number(of.trim_start())?;
        return (end.is_empty() && of > 0.0).then(|| format!("{number}/{of}"));
    }
    duration(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_and_metrics() {
        for (text, expected) in [
            ("1,5 Std.", Some("1.5 hours")),
            ("2-3 Tage", Some("2..3 days")),
            ("1 année", Some("1 year")),
            ("½ Tag", Some("0.5 days")),
            ("1½ h", Some("1.5 hours")),
            ("2 ¾ Std.", Some("2.75 hours")),
            ("¼-½ h", Some("0.25..0.5 hours")),
            ("-1½ h", None),
            ("-0 min", None),
            ("½", None),
            ("5 min", Some("5 minutes")),
            ("1 hour", Some("1 hour")),
            ("1-2 days", Some("1..2 days")),
            ("2 to 3 wks", Some("2..3 weeks")),
            ("90s", Some("90 seconds")),
            ("a while", None),
            ("5", None),
            ("2-1 days", None),
            ("0:05", Some("5 minutes")),
            ("1:30:00", Some("90 minutes")),
            ("26:00", Some("26 hours")),
            ("0:00:01", Some("1 second")),
            ("1:75", None),
            ("0:00", None),
            ("1:30:00:00", None),
            ("1,000 h", None),
            ("2.500 days", None),
            ("1,250,000 h", Some("1250000 hours")),
            ("1.250,5 h", Some("1250.5 hours")),
            ("0.125 h", Some("0.125 hours")),
            ("1\u{a0}000 h", Some("1000 hours")),
            ("1..2,5 days", Some("1..2.5 days")),
        ] {
            assert_eq!(duration(text).as_deref(), expected, "{text}");
        }
        for (line, title, value) in [
            ("CSAT 4.1/5", "CSAT", Some("4.1/5")),
            ("Conversion rate: 62%", "Conversion rate", Some("62%")),
            ("Waiting time = 3 days", "Waiting time", Some("3 days")),
            ("Price EUR 4.90", "Price", Some("EUR 4.9")),
            ("NPS 34", "NPS", Some("34")),
            ("\"Top 10\" 5%", "\"Top 10\"", Some("5%")),
            ("\"Week 1\"", "\"Week 1\"", None),
            ("\"Fast\" lane 5%", "\"Fast\" lane", Some("5%")),
            ("Drop-off", "Drop-off", None),
            ("Visits 1,234", "Visits 1,234", None),
            ("Visits: 1.234", "Visits: 1.234", None),
            ("Visits 1,234,567.5", "Visits", Some("1234567.5")),
            ("Visits 12'345", "Visits", Some("12345")),
            ("Share 12.345%", "Share", Some("12.345%")),
            ("Price EUR 1,234", "Price EUR 1,234", None),
            ("Price EUR 1,234.50", "Price", Some("EUR 1234.5")),
            ("Price: EUR -5", "Price: EUR -5", None),
            ("NPS: -5", "NPS", Some("-5")),
            ("Calls 1 200", "Calls 1 200", None),
            ("Rate 3 of 5", "Rate", Some("3/5")),
            ("Rate: 3 out of 5", "Rate", Some("3/5")),
            ("NPS 2024: 34", "NPS 2024", Some("34")),
            ("34", "34", None),
            ("EUR 12.5", "EUR 12.5", None),
            ("1h 30min", "1h 30min", None),
            ("5 of 10", "5 of 10", None),
            ("Conversion: 12%, up from 8%", "Conversion: 12%, up from 8%", None),
            ("2026-01-05 18:00", "2026-01-05 18:00", None),
            ("Less than 5%", "Less than 5%", None),
        ] {
            assert_eq!(metric(line), (title, value.map(str::to_owned)), "{line}");
        }
    }
}
