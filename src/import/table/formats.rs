//! Numbers of a workbook as their cells show them: shares, money, units, zeros before them, thousands and millions.
//!
//! A format has a section for numbers above zero, one for those below, and one for zero, or says itself of which it is: ECMA-376, part 1,
//! 18.8.31. Places behind the point are those of the number: a map says what is known, and not what a column has room for.

/// A number as its format shows it: a share with `%`, money with its currency, others with what stands before and behind them.
pub fn formatted(number: f64, format: &str) -> String {
    let sections = sections(format);
    let section = section(&sections, number);
    let Shape { before, zeros, after, percent, thousands, digits } = shape(section);
    let (start, end) = (before.trim(), after.trim());
    if !digits && !start.is_empty() {
        return start.to_owned();
    }
    // A hundredth of a number is not exact; what is wrong by that is far behind the point.
    let exact = |number: f64| (number * 1e9).round() / 1e9;
    let number = match (percent, thousands) {
        (true, _) => exact(number * 100.0),
        (false, 0) => number,
        // The largest of numbers has a hundred thousands.
        (false, thousands) => exact(number / 1000_f64.powi(i32::try_from(thousands).unwrap_or(i32::MAX))),
    };
    let currency = [start, end].into_iter().find_map(|text| match text {
        "€" => Some("EUR"),
        "$" => Some("USD"),
        "£" => Some("GBP"),
        "¥" => Some("JPY"),
        code => Some(code).filter(|code| code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase())),
    });
    if let Some(currency) = currency {
        return format!("{currency} {number}");
    }
    let number = if zeros > 1 && number >= 0.0 && number.fract() == 0.0 { format!("{number:0zeros$}") } else { number.to_string() };
    format!("{}{number}{}", before.trim_start(), after.trim_end())
}

/// The sections of a format.
fn sections(format: &str) -> Vec<&str> {
    let (mut out, mut from) = (Vec::new(), 0);
    let (mut quoted, mut escaped) = (false, false);
    for (at, char) in format.char_indices() {
        match char {
            _ if std::mem::take(&mut escaped) => {}
            '\\' if !quoted => escaped = true,
            '"' => quoted = !quoted,
            ';' if !quoted => {
                out.push(&format[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    out.push(&format[from..]);
    out
}

/// The section for a number. One that shows nothing leaves the number as it is.
fn section<'f>(sections: &[&'f str], number: f64) -> &'f str {
    let condition = |section: &str| -> Option<bool> {
        let (sign, of) = section.strip_prefix('[')?.split_once(']')?.0.split_at_checked(1)?;
        let (or_equal, of) = of.strip_prefix('=').map_or((false, of), |of| (true, of));
        let of: f64 = of.trim_start_matches('>').parse().ok()?;
        match sign {
            ">" => Some(number > of || or_equal && number >= of),
            "<" => Some(number < of || or_equal && number <= of),
            "=" => Some((number - of).abs() < f64::EPSILON),
            _ => None,
        }
    };
    if sections.first().copied().and_then(condition).is_some() {
        return sections.iter().find(|section| condition(section) != Some(false)).copied().unwrap_or_default();
    }
    match sections {
        [_, below, ..] if number < 0.0 => below,
        [_, _, zero, ..] if number == 0.0 => zero,
        [first, ..] => first,
        [] => "",
    }
}

/// What a section writes around a number.
#[derive(Default)]
struct Shape {
    before: String,
    /// How many digits there are at least, if the section asks for digits alone.
    zeros: usize,
    after: String,
    /// Whether it shows a hundred times the number, with a sign for that.
    percent: bool,
    /// By how many thousands it divides the number.
    thousands: usize,
    /// Whether it shows the number at all.
    digits: bool,
}

/// Reads a section.
fn shape(section: &str) -> Shape {
    const GENERAL: &str = "General";
    let mut shape = Shape::default();
    let mut digits = String::new();
    let general = section.find(GENERAL);
    let mut chars = section.char_indices();
    while let Some((at, char)) = chars.next() {
        let said = if digits.is_empty() { &mut shape.before } else { &mut shape.after };
        match char {
            'G' if Some(at) == general => {
                digits.push('#');
                let _ = chars.nth(GENERAL.len() - 2);
            }
            '"' => said.extend(chars.by_ref().map(|(_, char)| char).take_while(|char| *char != '"')),
            '\\' => said.extend(chars.next().map(|(_, char)| char)),
            '[' => {
                let inside: String = chars.by_ref().map(|(_, char)| char).take_while(|char| *char != ']').collect();
                said.push_str(inside.strip_prefix('$').and_then(|sign| sign.split('-').next()).unwrap_or_default());
            }
            // A space as wide as the next sign, or that sign as often as it fits.
            '_' | '*' => {
                let _ = chars.next();
            }
            '%' => {
                shape.percent = true;
                shape.after = format!("{}%", shape.after.trim_end());
            }
            '0' | '#' | '?' | '.' | ',' => digits.push(char),
            '€' | '$' | '£' | '¥' | ' ' => said.push(char),
            // A minus is that of the number itself.
            '+' if digits.is_empty() => said.push(char),
            _ => {}
        }
    }
    shape.digits = section.is_empty() || !digits.is_empty();
    shape.zeros = if digits.bytes().all(|digit| digit == b'0') { digits.len() } else { 0 };
    shape.thousands = digits.bytes().rev().take_while(|digit| *digit == b',').count();
    shape
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_what_their_format_shows() {
        for (number, format, shown) in [
            (0.6, "0%", "60%"),
            (0.625, "0.0%", "62.5%"),
            (0.07, "0.##%", "7%"),
            (4.9, "\"EUR\" #,##0.00", "EUR 4.9"),
            (4.9, "[$EUR-407] #,##0.00", "EUR 4.9"),
            (4.9, "[$€-407] #,##0.00", "EUR 4.9"),
            (4.0, "General", "4"),
            (4.0, "\"about\" 0", "about 4"),
            (12.5, "#,##0.00 \"€\"", "EUR 12.5"),
            (3.0, "\"$\"#,##0.00", "USD 3"),
            (12.5, "#,##0.00\\ [$€-407]", "EUR 12.5"),
            (15.0, "0 \"min\"", "15 min"),
            (2.0, "0\\ \"days\";[Red]-0", "2 days"),
            (7.0, "0000", "0007"),
            (7.0, "0", "7"),
            (7.0, "0.00", "7"),
            (12_500_000.0, "#,##0.0,,\"M\"", "12.5M"),
            (12_500.0, "#,##0.0,\" k\"", "12.5 k"),
            (1_234.0, "#,##0", "1234"),
            (45.0, "0\"%\"", "45%"),
            (45.0, "0\\%", "45%"),
            (0.45, "0 %", "45%"),
            (42.0, "General\" min\"", "42 min"),
            (5.0, "\"> \"0\" min\"", "> 5 min"),
            (3.0, "\"Q\"0", "Q3"),
            (1.0, "\"Yes\";;\"No\"", "Yes"),
            (0.0, "\"Yes\";;\"No\"", "No"),
            (1.0, "+0;-0;0", "+1"),
            (-1.0, "+0;-0;0", "-1"),
            (0.0, "+0;-0;0", "0"),
            (-4.5, "#,##0.00;(#,##0.00)", "-4.5"),
            (-4.5, "0.0", "-4.5"),
            (2_500.0, "[>=1000000]0.0,,\"M\";[>=1000]0.0,\"K\";0", "2.5K"),
            (25.0, "[>=1000000]0.0,,\"M\";[>=1000]0.0,\"K\";0", "25"),
            (5.0, ";;;", "5"),
            (0.25, "# ?/?", "0.25"),
            (1.5, "_-* #,##0.00\\ [$€-1]_-;-* #,##0.00\\ [$€-1]_-;_-* \"-\"??\\ [$€-1]_-;_-@_-", "EUR 1.5"),
        ] {
            assert_eq!(formatted(number, format), shown, "{format}");
        }
    }
}
