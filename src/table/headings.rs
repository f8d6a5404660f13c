//! From the text over a column to the column.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::{COLUMNS, Column};
use crate::diagnostic::near::nearest;

/// A heading that is known.
#[derive(Clone, Copy, Debug)]
pub struct Heading {
    /// Its column.
    pub column: &'static Column,
    /// The scale that stands behind it, as in `Emotion (1-5)`.
    pub scale: Option<Scale>,
}

/// A scale of emotions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// The worst number.
    pub worst: f64,
    /// The best number.
    pub best: f64,
}

impl Scale {
    /// The scale of a map.
    pub const OF_MAPS: Self = Self { worst: -2.0, best: 2.0 };

    /// A number of the scale on the one from -2 to +2, with two decimals if it is another one; none if it lies outside.
    pub fn place(self, number: f64) -> Option<f64> {
        let at = if self == Self::OF_MAPS {
            number
        } else {
            let at = 4.0 * (number - self.worst) / (self.best - self.worst) - 2.0;
            (at * 100.0).round() / 100.0
        };
        (-2.0..=2.0).contains(&at).then_some(at)
    }
}

/// The column of a heading. Capitals, plurals and signs do not count, nor does what stands in brackets.
pub fn heading(written: &str) -> Option<Heading> {
    let (words, inside) = match written.split_once('(') {
        Some((words, inside)) => (words, Some(inside.split(')').next().unwrap_or(inside))),
        None => (written, None),
    };
    let words = plain(words);
    // `KPIs` is a plural, and `basis` is none: what is not known as it is may be one all the same.
    let column = KNOWN.get(&words).or_else(|| KNOWN.get(words.strip_suffix('s')?))?;
    Some(Heading { column, scale: inside.and_then(scale) })
}

/// The columns by their headings in plain form.
static KNOWN: LazyLock<HashMap<String, &'static Column>> = LazyLock::new(|| {
    let words = |column: &'static Column| column.synonyms.iter().chain([&column.heading]).map(move |word| (plain(word), column));
    COLUMNS.iter().flat_map(words).collect()
});

/// The heading that was probably meant.
pub fn near(written: &str) -> Option<&'static str> {
    let words = plain(written);
    let own = COLUMNS.iter().map(|column| (plain(column.heading), column.heading));
    let own: Vec<(String, &str)> = own.collect();
    let near = nearest(&words, own.iter().map(|(plain, _)| plain.as_str()))?;
    own.iter().find(|(plain, _)| plain == near).map(|(_, heading)| *heading)
}

/// Small letters, one space between words, and no plurals. A lone sign, such as `#`, stays.
fn plain(text: &str) -> String {
    let text = text.trim().to_lowercase();
    let words = text
        .split(|char: char| !char.is_alphanumeric() && char != '\'')
        .map(|word| word.trim_matches('\''))
        .map(|word| word.strip_suffix("'s").unwrap_or(word));
    let words: Vec<String> = words.filter(|word| !word.is_empty()).map(singular).collect();
    if words.is_empty() { text } else { words.join(" ") }
}

fn singular(word: &str) -> String {
    match word.strip_suffix("ies") {
        Some(stem) if stem.len() > 2 => format!("{stem}y"),
        _ => match word.strip_suffix('s') {
            Some(stem) if stem.len() > 1 && !stem.ends_with(['s', 'i', 'u']) => stem.to_owned(),
            _ => word.to_owned(),
        },
    }
}

/// `1-5`, `1..5`, `-2 to +2`, `1 = bad, 5 = good`: the first two numbers.
fn scale(inside: &str) -> Option<Scale> {
    let mut numbers = Vec::new();
    let mut rest = inside;
    while let Some(at) = rest.find(|char: char| char.is_ascii_digit()) {
        let digits = rest[at..].len() - rest[at..].trim_start_matches(|char: char| char.is_ascii_digit()).len();
        // A sign belongs to a number unless another number stands right before it.
        let unsigned = rest[..at].strip_suffix(['-', '\u{2212}']);
        let minus = unsigned.is_some_and(|before| numbers.is_empty() || before.ends_with(' '));
        let number: f64 = rest[at..at + digits].parse().ok()?;
        numbers.push(if minus { -number } else { number });
        rest = &rest[at + digits..];
    }
    let [worst, best] = numbers[..] else { return None };
    ((worst - best).abs() > f64::EPSILON).then_some(Scale { worst, best })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_in_plain_words() {
        for (written, known) in [
            ("Stage", "Stage"),
            ("STAGES", "Stage"),
            ("Journey_stage", "Stage"),
            ("touch-points", "Touchpoint"),
            ("Pain points", "Pain"),
            ("What the customer does", "Action"),
            ("Opportunities", "Opportunity"),
            ("Activities (list)", "Action"),
            ("Emotion (1-5)", "Emotion"),
            ("#", "Number"),
            ("Status", "Status"),
            ("KPIs", "Metric"),
            ("KPI's", "Metric"),
            ("kpis", "Metric"),
            ("HMWs", "Opportunity"),
            ("Basis", "Source"),
            ("IDs", "Number"),
        ] {
            assert_eq!(heading(written).map(|heading| heading.column.heading), Some(known), "{written}");
        }
        assert!(heading("Mood board").is_none() && heading("").is_none());
        assert_eq!(near("Emotoin"), Some("Emotion"));
    }

    #[test]
    fn no_heading_means_two_columns() {
        let mut seen = std::collections::HashSet::new();
        for column in COLUMNS {
            for word in column.synonyms.iter().chain([&column.heading]) {
                assert!(seen.insert(plain(word)), "{word}");
            }
        }
    }

    #[test]
    fn scales() {
        let of = |written: &str| heading(written).and_then(|heading| heading.scale).map(|scale| (scale.worst, scale.best));
        assert_eq!(of("Emotion (1-5)"), Some((1.0, 5.0)));
        assert_eq!(of("Emotion (-2 to +2)"), Some((-2.0, 2.0)));
        assert_eq!(of("Emotion (-2 – -1)"), Some((-2.0, -1.0)));
        assert_eq!(of("Emotion (5..1)"), Some((5.0, 1.0)));
        assert_eq!(of("Emotion (1 = bad, 10 = good)"), Some((1.0, 10.0)));
        assert_eq!(of("Emotion (numbers)"), None);
        assert_eq!(Scale { worst: 5.0, best: 1.0 }.place(1.0), Some(2.0));
        assert_eq!(Scale { worst: 1.0, best: 5.0 }.place(6.0), None);
    }
}
