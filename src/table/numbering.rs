//! Numbers before titles: `1)`, `2.`, `a)`, `1.2 `, `Step 3:`. Where all titles beside each other have one and they rise, the order says the
//! same, and they are no part of the titles.

use std::collections::HashSet;

/// Words that stand before the number of a title.
const WORDS: [&str; 16] = [
    "step", "stage", "phase", "schritt", "stufe", "abschnitt", "étape", "etape", "etapa", "paso", "fase", "passo", "tappa", "stap",
    "task", "part",
];
/// How many digits a number has at most; longer ones are years or the like.
const MOST_DIGITS: usize = 3;

/// What stands before a title.
#[derive(PartialEq, PartialOrd)]
struct Number {
    /// Whether it is a letter.
    letter: bool,
    /// Its parts: `1.2` has two.
    parts: [u32; 4],
}

/// Whether a title begins with a number.
pub fn is_numbered(title: &str) -> bool {
    split(title).is_some()
}

/// A title without the number before it.
pub fn unnumbered(title: &str) -> &str {
    split(title).map_or(title, |(_, rest)| rest)
}

/// Whether there are several titles, all with a number before them, which rise; and without them no two titles are the same.
pub fn rise<'t>(titles: impl Iterator<Item = &'t str> + Clone) -> bool {
    titles.clone().nth(1).is_some() && rise_or_one(titles)
}

/// The same, or there is one title, and it has a number before it.
pub fn rise_or_one<'t>(titles: impl Iterator<Item = &'t str> + Clone) -> bool {
    let mut last: Option<Number> = None;
    for title in titles.clone() {
        let Some((number, _)) = split(title) else { return false };
        if last.as_ref().is_some_and(|last| last.letter != number.letter || *last >= number) {
            return false;
        }
        last = Some(number);
    }
    let mut seen = HashSet::new();
    titles.map(unnumbered).all(|title| seen.insert(title.to_lowercase()))
}

/// The number before a title, and the title.
fn split(title: &str) -> Option<(Number, &str)> {
    let first = title.chars().next()?;
    if first.is_ascii_digit() {
        return digits(title, false);
    }
    if let Some(inside) = title.strip_prefix('(') {
        return if inside.starts_with(|sign: char| sign.is_ascii_digit()) { digits(inside, true) } else { letter(inside) };
    }
    if title[first.len_utf8()..].starts_with(')') {
        return letter(title);
    }
    let (word, rest) = title.split_once(' ').filter(|_| first.is_alphabetic())?;
    let after = rest.trim_start();
    // Most words have no number behind them.
    if !after.starts_with(|sign: char| sign.is_ascii_digit()) || !WORDS.contains(&word.to_lowercase().as_str()) {
        return None;
    }
    let end = after.find(|sign: char| !sign.is_ascii_digit()).filter(|end| (1..=MOST_DIGITS).contains(end))?;
    let number = after[..end].parse().ok()?;
    let behind_sign = [":", ".", ")", " -", " –", " —"].into_iter().find_map(|sign| after[end..].strip_prefix(sign))?;
    Some((Number { letter: false, parts: [number, 0, 0, 0] }, behind(behind_sign)?))
}

/// A number of digits: `1.`, `1)`, `1.2`; in brackets it ends with one.
fn digits(text: &str, in_brackets: bool) -> Option<(Number, &str)> {
    let (mut parts, mut count, mut rest) = ([0; 4], 0, text);
    loop {
        let end = rest.find(|sign: char| !sign.is_ascii_digit())?;
        if !(1..=MOST_DIGITS).contains(&end) || count == parts.len() {
            return None;
        }
        parts[count] = rest[..end].parse().ok()?;
        count += 1;
        rest = &rest[end..];
        match rest.strip_prefix('.') {
            Some(next) if next.starts_with(|sign: char| sign.is_ascii_digit()) => rest = next,
            _ => break,
        }
    }
    let after = match rest.strip_prefix(if in_brackets { &[')'][..] } else { &['.', ')', ':'][..] }) {
        Some(after) => after,
        None if count > 1 && !in_brackets => rest,
        None => return None,
    };
    Some((Number { letter: false, parts }, behind(after)?))
}

/// A letter before a bracket: `a)`.
fn letter(text: &str) -> Option<(Number, &str)> {
    let letter = text.chars().next().filter(char::is_ascii_alphabetic)?;
    let after = text[1..].strip_prefix(')')?;
    Some((Number { letter: true, parts: [u32::from(letter.to_ascii_lowercase()), 0, 0, 0] }, behind(after)?))
}

/// A title behind a number: there is a space between them.
fn behind(text: &str) -> Option<&str> {
    Some(text.trim_start()).filter(|title| title.len() < text.len() && !title.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_before_titles() {
        for (title, rest) in [
            ("1) Search", "Search"),
            ("2. Pay", "Pay"),
            ("a) Pay", "Pay"),
            ("(3) Pay", "Pay"),
            ("1.2 Pay", "Pay"),
            ("1.2. Pay", "Pay"),
            ("Step 3: Pay", "Pay"),
            ("Étape 3 – Payer", "Payer"),
            ("Schritt 10. Zahlt", "Zahlt"),
            ("4: Pay", "Pay"),
        ] {
            assert_eq!(unnumbered(title), rest, "{title}");
        }
        for title in ["3 shoes", "1)Pay", "2026: a year", "1.", "Step 3", "Door 3: Pay", "10:30 train", "é) x", "", "Step by step"]
        {
            assert!(!is_numbered(title), "{title}");
        }
    }

    #[test]
    fn numbers_that_rise() {
        for titles in [&["1. A", "2. B", "5. C"][..], &["a) A", "b) B"], &["Step 1: A", "Step 2: B"], &["1.9 A", "1.10 B", "2.1 C"]]
        {
            assert!(rise(titles.iter().copied()), "{titles:?}");
        }
        for titles in
            [&["1. A"][..], &["1. A", "B"], &["2. A", "1. B"], &["1. A", "1. B"], &["1. A", "b) B"], &["1. Pay", "2. pay"]]
        {
            assert!(!rise(titles.iter().copied()), "{titles:?}");
        }
        assert!(rise_or_one(["7) A"].into_iter()));
    }
}
