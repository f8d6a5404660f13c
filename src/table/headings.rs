//! From the text over a column to the column.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::languages::{HEADINGS, WORDS};
use super::scale::{Told, told};
use super::{COLUMNS, Column};
use crate::diagnostic::near::nearest;

/// A heading that is known.
#[derive(Clone, Copy, Debug)]
pub struct Heading {
    /// Its column.
    pub column: &'static Column,
    /// The scale that stands behind it, as in `Emotion (1-5)`.
    pub scale: Option<Told>,
}

/// What stands before the title of a lane over its column, if the title alone would be taken for another heading.
pub const LANE: &str = "Lane: ";

/// The title of a lane, if a heading says that it is one.
pub fn lane_title(heading: &str) -> Option<&str> {
    let (word, title) = heading.split_once(':')?;
    Some(title.trim_start()).filter(|title| !title.is_empty() && word.eq_ignore_ascii_case(LANE.trim_end_matches([':', ' '])))
}

/// The column of a heading. Capitals, plurals and signs do not count, nor does what stands in brackets.
pub fn heading(written: &str) -> Option<Heading> {
    let (words, inside) = match written.split_once('(') {
        Some((words, inside)) => (words, Some(inside.split(')').next().unwrap_or(inside))),
        None => (written, None),
    };
    let words = plain(words);
    // `KPIs` is a plural, and `basis` is none: what is not known as it is may be one all the same. So may `processes`; `tâches` is none of
    // a word that ends before its `e`.
    let column = KNOWN.get(&words).or_else(|| KNOWN.get(words.strip_suffix('s')?)).or_else(|| KNOWN.get(&hissing(&words)))?;
    Some(Heading { column, scale: inside.and_then(told) })
}

/// The columns by their headings in plain form.
static KNOWN: LazyLock<HashMap<String, &'static Column>> =
    LazyLock::new(|| COLUMNS.iter().flat_map(|column| words(column).map(move |word| (plain(word), column))).collect());

/// All headings of a column: its own, those that mean the same, and those of other languages.
fn words(column: &'static Column) -> impl Iterator<Item = &'static str> {
    let others = WORDS.iter().filter(|(heading, _)| *heading == column.heading).flat_map(|(_, words)| *words);
    let written = HEADINGS.iter().filter(|(heading, _)| *heading == column.heading).flat_map(|(_, words)| words);
    [column.heading].into_iter().chain(column.synonyms.iter().chain(others).chain(written).copied())
}

/// The heading that was probably meant.
pub fn near(written: &str) -> Option<&'static str> {
    let words = plain(written);
    let own = COLUMNS.iter().map(|column| (plain(column.heading), column.heading));
    let own: Vec<(String, &str)> = own.collect();
    let near = nearest(&words, own.iter().map(|(plain, _)| plain.as_str()))?;
    own.iter().find(|(plain, _)| plain == near).map(|(_, heading)| *heading)
}

/// Small letters without accents, one space between words, and no plurals. A lone sign, such as `#`, stays.
fn plain(text: &str) -> String {
    let text: String = text.trim().to_lowercase().chars().map(without_accent).collect();
    let words = text
        .split(|char: char| !char.is_alphanumeric() && char != '\'')
        .map(|word| word.trim_matches('\''))
        .map(|word| word.strip_suffix("'s").unwrap_or(word));
    let words: Vec<String> = words.filter(|word| !word.is_empty()).map(singular).collect();
    if words.is_empty() { text } else { words.join(" ") }
}

/// A small letter of the languages of [`WORDS`] without its accent.
fn without_accent(letter: char) -> char {
    match letter {
        'à' | 'á' | 'â' | 'ã' | 'ä' => 'a',
        'ç' => 'c',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'ì' | 'í' | 'î' | 'ï' => 'i',
        'ñ' => 'n',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' => 'o',
        'ù' | 'ú' | 'û' | 'ü' => 'u',
        letter => letter,
    }
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

/// Plain words of which those that hiss, which have a syllable of their own for the plural, are singular: `processe` is `process`.
fn hissing(words: &str) -> String {
    let singular = |word: &str| {
        let stem = word.strip_suffix('e').filter(|stem| ["s", "x", "z", "ch", "sh"].iter().any(|end| stem.ends_with(end)));
        stem.unwrap_or(word).to_owned()
    };
    words.split(' ').map(singular).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::languages::LANGUAGES;
    use super::super::{Holds, Scale};
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
            ("Kontaktpunkte", "Touchpoint"),
            ("ETAPE", "Stage"),
            ("Émotion (1-5)", "Emotion"),
            ("Puntos de contacto", "Touchpoint"),
            ("Pontos de dor", "Pain"),
            ("Chancen", "Opportunity"),
            ("Knelpunten", "Pain"),
            ("Attività", "Action"),
            ("Wer", "Persona"),
            ("Bewertung (1-5)", "Emotion"),
            ("Douleurs", "Pain"),
            ("FACULTATIF", "Optional"),
            ("Où ?", "Channel"),
            ("¿Quién?", "Persona"),
            ("Lien", "Link"),
        ] {
            assert_eq!(heading(written).map(|heading| heading.column.heading), Some(known), "{written}");
        }
        assert!(heading("Mood board").is_none() && heading("").is_none());
        assert_eq!(near("Emotoin"), Some("Emotion"));
    }

    #[test]
    fn words_of_other_languages_are_those_of_columns() {
        for (heading, _) in WORDS {
            assert!(COLUMNS.iter().any(|column| column.heading == *heading), "{heading}");
        }
    }

    /// A table in any language is read as it was written, and no two of its headings are the same.
    #[test]
    fn headings_of_all_languages_are_read() {
        for language in LANGUAGES.iter().chain(&["en"]) {
            let mut seen = std::collections::HashSet::new();
            for column in COLUMNS {
                let written = column.written(language);
                let read = heading(&written).unwrap_or_else(|| panic!("{language}: {written}"));
                assert_eq!(read.column.heading, column.heading, "{language}: {written}");
                assert!(*language == "en" || HEADINGS.iter().any(|(own, _)| *own == column.heading), "{written}");
                let scale = read.scale.map(|told| (told.scale, told.unclear));
                assert_eq!(scale.is_some(), column.holds == Holds::Emotions);
                assert!(scale.is_none_or(|scale| scale == (Scale::OF_MAPS, false)), "{written}");
                assert!(seen.insert(written.to_lowercase()), "{language}: {written}");
            }
        }
    }

    /// The plural of each English heading means the same, wherever its noun stands.
    #[test]
    fn plurals_in_english() {
        let plural = |word: &str| match word {
            _ if ["s", "x", "z", "ch", "sh"].iter().any(|end| word.ends_with(end)) => format!("{word}es"),
            _ => match word.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u'])) {
                Some(stem) => format!("{stem}ies"),
                None => format!("{word}s"),
            },
        };
        for column in COLUMNS {
            // Signs and verbs have no plural, and some words are one.
            const NONE: [&str; 9] = ["#", " by", "does", "thinks", "feels", "hurts", "matters", "scenes", "basis"];
            let has_one = |word: &&str| !NONE.iter().any(|none| word.ends_with(none));
            for word in [column.heading].into_iter().chain(column.synonyms.iter().copied()).filter(has_one) {
                let (before, noun) = word.rsplit_once(' ').unwrap_or(("", word));
                let written = format!("{before} {}", plural(noun));
                let known = heading(&written).map(|heading| heading.column.heading);
                assert_eq!(known, Some(column.heading), "{written}");
            }
        }
        for (written, known) in [
            ("Supporting Processes", "Support"),
            ("Processes of support (IT)", "none"),
            ("Key metrics", "Metric"),
            ("Moments of truth", "Moment of truth"),
            ("Pain severities", "Severity"),
            ("Tâches", "Touchpoint"),
            ("Bases", "none"),
        ] {
            assert_eq!(heading(written).map_or("none", |heading| heading.column.heading), known, "{written}");
        }
    }

    #[test]
    fn no_heading_means_two_columns() {
        let mut seen = HashMap::new();
        for column in COLUMNS {
            for word in words(column) {
                let other = seen.insert(plain(word), column.heading);
                assert!(other.is_none_or(|other| other == column.heading), "{word}: {other:?}");
            }
        }
    }
}
