//! Words and numbers as people read them: dates, thousands, signs, quotation marks.

use std::borrow::Cow;

use crate::labels::{Labels, Word};
use crate::model::Node;
use crate::model::value::{Date, Quantity};

/// Without what cannot be shown: control characters, marks that reorder text, what XML does not know. Line ends become `\n`, other
/// white space at the edges of lines goes, empty lines go. Quotation marks become those of print.
pub fn text(written: &str) -> String {
    let mut out = String::with_capacity(written.len());
    for line in written.split(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}']) {
        let before = out.len();
        if before > 0 {
            out.push('\n');
        }
        let start = out.len();
        let mut blank = true; // at the start, or after white space
        for char in line.chars().filter_map(shown) {
            if char == ' ' {
                if !blank {
                    out.push(char);
                }
                blank = true;
            } else {
                out.push(char);
                blank = false;
            }
        }
        out.truncate(out.trim_end().len().max(start));
        if out.len() == start {
            out.truncate(before);
        }
    }
    curly(out)
}

fn shown(char: char) -> Option<char> {
    match char {
        '\t' | '\u{b}' | '\u{c}' => Some(' '),
        '\u{202a}'..='\u{202e}' | '\u{fffe}' | '\u{ffff}' | '\u{feff}' => None,
        char if char.is_control() => None,
        char => Some(char),
    }
}

/// Typewriter quotation marks as printed ones: an apostrophe after a letter or digit; a mark that opens where a word begins, if one of
/// its kind closes it. What stands alone, as in `5" nails`, stays.
fn curly(text: String) -> String {
    if !text.contains(['"', '\'']) {
        return text;
    }
    let chars: Vec<char> = text.chars().collect();
    let mut out = chars.clone();
    for (mark, open, close) in [('"', '“', '”'), ('\'', '‘', '’')] {
        let mut opened: Option<usize> = None;
        for at in (0..chars.len()).filter(|&at| chars[at] == mark) {
            let before = at.checked_sub(1).map(|before| chars[before]);
            let after = chars.get(at + 1).copied();
            let begins = before.is_none_or(|before| before.is_whitespace() || "([{“‘\"'—–-/".contains(before));
            let goes_on = after.is_some_and(|after| !after.is_whitespace());
            let inside = before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphabetic);
            if mark == '\'' && inside {
                out[at] = '’';
            } else if let Some(start) = opened.filter(|_| before.is_some_and(|before| !before.is_whitespace())) {
                (out[start], out[at]) = (open, close);
                opened = None;
            } else if begins && goes_on {
                opened = Some(at);
            } else if mark == '\'' && before.is_some_and(char::is_alphabetic) {
                out[at] = '’';
            }
        }
    }
    out.into_iter().collect()
}

/// A title, or what stands for it.
pub fn caption(node: Node<'_>) -> String {
    let title = text(node.caption());
    if title.is_empty() { text(node.name().unwrap_or(node.kind().keyword())) } else { title }
}

/// A name short enough to be repeated: what stands before the first comma, in whatever script.
pub fn short(node: Node<'_>) -> String {
    let caption = caption(node);
    match caption.split([',', '،', '、', '，']).next().map(str::trim) {
        Some(name) if !name.is_empty() => name.to_owned(),
        _ => caption,
    }
}

/// A quantity, its thousands apart: `18,400`.
pub fn quantity(quantity: &Quantity, labels: &Labels) -> String {
    text(&thousands(&labels.measure(quantity)))
}

/// A date: `30 Sep 2026`, `Sep 2026` or `2026`.
pub fn date(date: Date, labels: &Labels) -> String {
    use Word as W;
    const MONTHS: [Word; 12] = [
        W::January,
        W::February,
        W::March,
        W::April,
        W::May,
        W::June,
        W::July,
        W::August,
        W::September,
        W::October,
        W::November,
        W::December,
    ];
    let month = date.month.and_then(|month| MONTHS.get(usize::from(month).wrapping_sub(1))).map(|month| labels.get(*month));
    match (month, date.day) {
        (Some(month), Some(day)) => format!("{day} {month} {}", date.year),
        (Some(month), None) => format!("{month} {}", date.year),
        (None, _) => date.year.to_string(),
    }
}

/// With commas between the thousands of whole numbers.
fn thousands(written: &str) -> String {
    let mut out = String::with_capacity(written.len() + 4);
    let mut rest = written;
    while let Some(start) = rest.find(|char: char| char.is_ascii_digit()) {
        let (before, number) = rest.split_at(start);
        let length = number.find(|char: char| !char.is_ascii_digit()).unwrap_or(number.len());
        let (digits, after) = number.split_at(length);
        out.push_str(before);
        let decimals = out.ends_with('.');
        for (at, digit) in digits.char_indices() {
            if !decimals && at > 0 && (digits.len() - at).is_multiple_of(3) {
                out.push(',');
            }
            out.push(digit);
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Names one after the other, each set apart.
pub fn listed<'n>(names: impl Iterator<Item = &'n str>) -> String {
    names.map(isolated).collect::<Vec<_>>().join(", ")
}

/// A text set apart from what stands around it, where it has letters that read from right to left: neither turns the other around.
pub fn isolated(text: &str) -> Cow<'_, str> {
    if text.chars().any(is_right_to_left) { Cow::Owned(format!("\u{2068}{text}\u{2069}")) } else { Cow::Borrowed(text) }
}

/// Letters of Hebrew, Arabic and the scripts beside them that are written from right to left.
pub fn is_right_to_left(char: char) -> bool {
    matches!(char, '\u{5be}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
        && char.is_alphabetic()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::value::Unit;

    #[test]
    fn quotation_marks_are_those_of_print() {
        assert_eq!(text("Types 'running shoes' and \"more\""), "Types ‘running shoes’ and “more”");
        assert_eq!(text("don't, the others' 5\" nails"), "don’t, the others’ 5\" nails");
        assert_eq!(text("(\"so 'deep'\")"), "(“so ‘deep’”)");
        assert_eq!(text("'tis \" alone"), "'tis \" alone");
    }

    #[test]
    fn what_cannot_be_shown_is_left_out() {
        assert_eq!(text("a\u{0}\u{1b}[31m\t\tb \r\n\n  c\u{202e}"), "a[31m b\nc");
        assert_eq!(text(" \u{7} \n"), "");
        assert_eq!(text("👩‍💻 مرحبا"), "👩‍💻 مرحبا");
    }

    #[test]
    fn numbers_as_people_read_them() {
        assert_eq!(thousands("18400"), "18,400");
        assert_eq!(thousands("≥ 999–1234567 of 0.12345"), "≥ 999–1,234,567 of 0.12345");
        let labels = Labels::default();
        assert_eq!(date(Date { year: 2026, month: Some(9), day: Some(30) }, &labels), "30 Sep 2026");
        assert_eq!(date(Date { year: 2026, month: Some(9), day: None }, &labels), "Sep 2026");
    }

    #[test]
    fn units_and_months_are_those_of_the_labels() {
        let mut labels = Labels::default();
        labels.set_language(1);
        let days = |low: f64| Quantity { low, high: None, comparison: None, unit: Unit::Time(3) };
        assert_eq!((quantity(&days(1.0), &labels), quantity(&days(1400.0), &labels)), ("1 Tag".into(), "1,400 Tage".into()));
        assert_eq!(date(Date { year: 2026, month: Some(3), day: None }, &labels), "März 2026");
    }
}
