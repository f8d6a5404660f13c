//! What stands in a cell.

use std::borrow::Cow;

use super::amounts::leading_number;
use crate::table::{feeling_words, is_numeric, is_placeholder, meant, stars, trim, without_bullet};

/// The texts of a cell: one on each line, without signs of a list.
pub fn texts(cell: &str) -> Texts<'_> {
    Texts { rest: cell }
}

/// The texts of a cell.
#[derive(Clone, Debug)]
pub struct Texts<'c> {
    rest: &'c str,
}

impl<'c> Iterator for Texts<'c> {
    type Item = &'c str;

    fn next(&mut self) -> Option<&'c str> {
        while !self.rest.is_empty() {
            let (line, rest) = self.rest.split_once('\n').unwrap_or((self.rest, ""));
            self.rest = rest;
            let text = without_bullet(line);
            if !text.is_empty() && !is_placeholder(trim(line)) {
                return Some(text);
            }
        }
        None
    }
}

/// A text of one line as it was meant: without the apostrophe that says that it is text.
pub fn plain(text: &str) -> &str {
    meant(text).unwrap_or(text)
}

/// What is said of a feeling.
#[derive(Clone, Debug, PartialEq)]
pub struct Feeling<'a> {
    /// The number as it is written, and of what.
    pub number: Option<(f64, Of)>,
    /// The words.
    pub words: Cow<'a, str>,
}

/// What a number says of its scale.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Of {
    /// Nothing: its column tells.
    Column,
    /// Out of how many it is.
    Most(f64),
    /// It is a percentage.
    Percent,
}

/// A number with its scale at the beginning of a text, and what comes after it: `4`, `4/5`, `4 out of 5`, `80%`.
pub fn rating(text: &str) -> Option<((f64, Of), &str)> {
    let (number, rest) = leading_number(text)?;
    let after = rest.trim_start();
    if after.is_empty() {
        return Some(((number, Of::Column), rest));
    }
    if let Some(rest) = after.strip_prefix('%') {
        // Of a share of people it is said, and not of a feeling.
        return (!rest.trim_start().starts_with("of ")).then_some(((number, Of::Percent), rest));
    }
    let of = after.strip_prefix('/').or_else(|| after.strip_prefix("out of ")).or_else(|| after.strip_prefix("of "));
    match of.and_then(|rest| leading_number(rest.trim_start())) {
        Some((most, rest)) if most > 1.0 => Some(((number, Of::Most(most)), rest)),
        _ => Some(((number, Of::Column), rest)),
    }
}

/// A number with its scale before words, where nothing else could be counted: `-2 lost`, `4/5 glad`, `(3) so so`, and not `3 times`.
fn rating_for_certain(text: &str) -> Option<((f64, Of), &str)> {
    if let Some((number, rest)) = text.strip_prefix('(').and_then(rating) {
        return rest.strip_prefix(')').map(|rest| (number, rest));
    }
    let certain = |of: Of| of != Of::Column || text.starts_with(['+', '-', '\u{2212}']);
    rating(text).filter(|((_, of), rest)| certain(*of) && rest.starts_with(char::is_whitespace))
}

/// Whether a sign is a face.
pub fn is_face(sign: char) -> bool {
    matches!(sign, '\u{1f600}'..='\u{1f644}' | '\u{1f910}'..='\u{1f92f}' | '\u{1f970}'..='\u{1f97a}' | '\u{2639}' | '\u{263a}')
}

/// A feeling: `-1`, `4/5`, `***`, `lost`, `-1 lost`, `(2) lost`, `lost (-1)`.
pub fn feeling(line: &str) -> Feeling<'_> {
    let line = line.trim();
    if let Some((number, rest)) = line.strip_prefix('(').and_then(rating)
        && let Some(words) = rest.strip_prefix(')')
    {
        return Feeling { number: Some(number), words: feeling_words(words).into() };
    }
    if let Some((number, rest)) = rating(line)
        && !rest.starts_with(char::is_alphanumeric)
        && !is_numeric(rest)
    {
        return Feeling { number: Some(number), words: feeling_words(rest).into() };
    }
    if let Some((stars, most)) = stars(line) {
        return Feeling { number: Some((stars, Of::Most(most))), words: "".into() };
    }
    let last = line.rfind(|char: char| char.is_whitespace() || char == '(').map(|at| {
        let sign = line[at..].chars().next().map_or(1, char::len_utf8);
        (&line[..at], &line[at + sign..])
    });
    if let Some((before, last)) = last
        && let Some((number, "")) = rating(last.trim_end_matches(')'))
        && rating(before).is_none()
    {
        return Feeling { number: Some(number), words: feeling_words(before).into() };
    }
    // A face before the number.
    if let Some((face, behind)) = line.split_once(' ')
        && face.contains(is_face)
        && !face.contains(char::is_alphanumeric)
        && let Some((number, rest)) = rating_for_certain(behind.trim_start())
    {
        return Feeling { number: Some(number), words: format!("{face} {}", feeling_words(rest)).into() };
    }
    let words = feeling_words(line);
    Feeling { number: None, words: if words.chars().all(|char| char.is_ascii_punctuation()) { line } else { words }.into() }
}

/// How good a sign without a number says that something is, from -2 to +2: `++`, `+`, `o`, `-`, `--`.
pub fn sign(text: &str) -> Option<f64> {
    match text.trim() {
        "++" | "+++" => Some(2.0),
        "+" => Some(1.0),
        "o" | "O" | "0" | "○" | "+/-" | "+-" | "±" | "=" => Some(0.0),
        "-" | "–" | "\u{2212}" => Some(-1.0),
        "--" | "---" | "––" | "—" | "\u{2212}\u{2212}" => Some(-2.0),
        _ => None,
    }
}

/// A sign with the words before or behind it, as in `++ glad`, `angry --` and `calm (+)`: how good it says that something is, and the words.
/// A letter is none where words are, and neither is a sign of numbers.
pub fn sign_and_words(text: &str) -> Option<(f64, &str)> {
    let text = text.trim();
    if let Some(value) = sign(text) {
        return Some((value, ""));
    }
    let among = |word: &str| sign(word).filter(|_| word != "=" && !word.contains(char::is_alphanumeric));
    let (first, behind) = text.split_once(char::is_whitespace)?;
    let behind = behind.trim_start();
    if let Some(value) = among(first).filter(|_| !behind.starts_with(|sign: char| sign.is_ascii_digit())) {
        return Some((value, feeling_words(behind)));
    }
    let (before, last) = text.rsplit_once(char::is_whitespace)?;
    let inside = last.strip_prefix('(').and_then(|last| last.strip_suffix(')')).unwrap_or(last);
    among(inside).map(|value| (value, feeling_words(before)))
}

/// The lines of a cell in a column of signs: what stands for nothing elsewhere is one, and so is what begins a list, unless all lines do.
pub fn signed_lines(cell: &str) -> impl Iterator<Item = &str> {
    let lines = || cell.split('\n').map(str::trim).filter(|line| !line.is_empty());
    let is_list = lines().nth(1).is_some() && lines().all(|line| line.starts_with("- "));
    lines().filter_map(move |line| {
        if !is_list && sign_and_words(line).is_some() {
            return Some(line);
        }
        Some(without_bullet(line)).filter(|text| !text.is_empty() && !is_placeholder(line))
    })
}

/// Whether a cell has a sign that says that something is good, also behind a name.
pub fn has_good_sign(cell: &str) -> bool {
    let good = |text: &str| sign_and_words(text).is_some_and(|(value, _)| value > 0.0);
    let parts = || cell.split(['\n', ';']).filter(|part| part.contains('+'));
    cell.contains('+') && parts().any(|part| good(part) || part.split_once(':').is_some_and(|(_, behind)| good(behind)))
}

/// A word in small letters; most are written in them.
fn lower(text: &str) -> Cow<'_, str> {
    let is_lower = text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    if is_lower { Cow::Borrowed(text) } else { Cow::Owned(text.to_lowercase()) }
}

/// How bad a pain is, in a word of the language; the cell has it in one of the languages of headings.
pub fn severity(text: &str) -> Option<&'static str> {
    Some(match &*lower(text) {
        "low" | "minor" | "small" | "niedrig" | "gering" | "klein" | "faible" | "bajo" | "baja" | "basso" | "bassa" | "laag"
        | "baixo" | "baixa" => "low",
        "medium" | "moderate" | "middle" | "mid" | "mittel" | "moyen" | "moyenne" | "medio" | "media" | "gemiddeld" | "médio"
        | "média" => "medium",
        "high" | "major" | "severe" | "serious" | "big" | "hoch" | "groß" | "schwer" | "élevé" | "élevée" | "forte" | "alto"
        | "alta" | "hoog" => "high",
        "critical" | "blocker" | "very high" | "kritisch" | "sehr hoch" | "critique" | "très élevé" | "très élevée" | "crítico"
        | "crítica" | "muy alto" | "muy alta" | "critico" | "critica" | "molto alto" | "molto alta" | "zeer hoog"
        | "muito alto" | "muito alta" => "critical",
        _ => return None,
    })
}

/// The severities of a cell: one for all pains beside it, or a line for each of them.
pub fn severities(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('\n').map(str::trim)
}

/// Whether a text stands for nothing.
pub fn is_nothing(text: &str) -> bool {
    text.is_empty() || is_placeholder(plain(text))
}

/// Whether something exists, in a word of the language.
pub fn status(text: &str) -> Option<&'static str> {
    Some(match text.to_lowercase().as_str() {
        "live" | "yes" | "existing" | "active" | "aktiv" | "actif" | "activo" | "attivo" | "actief" | "ativo" => "live",
        "planned" | "plan" | "future" | "idea" | "to-be" | "geplant" | "prévu" | "planifié" | "planificado" | "previsto"
        | "pianificato" | "gepland" | "planejado" | "planeado" => "planned",
        "retired" | "removed" | "old" | "former" | "eingestellt" | "retiré" | "retirado" | "dismesso" | "beëindigd"
        | "desativado" => "retired",
        _ => return None,
    })
}

/// What a cell of yes and no says.
#[derive(Debug, PartialEq, Eq)]
pub enum Answer<'a> {
    /// No, or nothing.
    No,
    /// Yes.
    Yes,
    /// Yes, in words.
    Words(&'a str),
}

/// Reads a cell of yes and no, in the languages of headings.
pub fn answer(cell: &str) -> Answer<'_> {
    // The sign that asks for a coloured picture of the one before it says nothing.
    match cell.to_lowercase().trim_end_matches('\u{fe0f}') {
        "" | "no" | "n" | "false" | "0" | "-" | "–" | "nein" | "non" | "nee" | "não" | "falsch" | "faux" | "falso" | "onwaar"
        | "✗" | "✘" | "✕" | "✖" | "❌" | "☐" => Answer::No,
        "yes" | "y" | "x" | "true" | "1" | "✓" | "✔" | "✅" | "☑" | "☒" | "*" | "ja" | "j" | "oui" | "sí" | "si" | "sì" | "sim"
        | "wahr" | "vrai" | "verdadero" | "vero" | "waar" | "verdadeiro" => Answer::Yes,
        _ => Answer::Words(cell),
    }
}

/// What a source is: its kind and, if a word in its name tells it, its method. None if nothing tells.
pub fn kind_of_source(name: &str) -> Option<(&'static str, &'static str)> {
    const WORDS: &[(&str, &str, &str)] = &[
        ("survey", "solicited", "survey"),
        ("questionnaire", "solicited", "survey"),
        ("nps", "solicited", "survey"),
        ("csat", "solicited", "survey"),
        ("interview", "solicited", "interview"),
        ("usability", "solicited", "usability-test"),
        ("user test", "solicited", "usability-test"),
        ("diary", "solicited", "diary"),
        ("feedback", "solicited", "feedback-form"),
        ("review", "unsolicited", "review"),
        ("social", "unsolicited", "social"),
        ("ticket", "unsolicited", "support-ticket"),
        ("complaint", "unsolicited", "support-ticket"),
        ("support", "unsolicited", "support-ticket"),
        ("event log", "observed", "event-log"),
        ("tracking", "observed", "analytics"),
        ("analytics", "observed", "analytics"),
        ("observation", "observed", "observation"),
        ("shadowing", "observed", "observation"),
    ];
    let name = name.to_lowercase();
    WORDS.iter().find(|(word, _, _)| name.contains(word)).map(|(_, kind, method)| (*kind, *method))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_in_cells() {
        let all = |cell| texts(cell).collect::<Vec<_>>();
        assert_eq!(all("one"), ["one"]);
        assert_eq!(all("- one\n• two\r\n\n* three, four"), ["one", "two", "three, four"]);
        assert_eq!(all("***\n•\n–\n* x"), ["***", "x"]);
        assert_eq!(all("'- one\n'=1+1\n'tis"), ["- one", "=1+1", "'tis"]);
        assert_eq!(
            crate::table::names("Web, Shop / App\nPhone; TV/Radio").collect::<Vec<_>>(),
            ["Web", "Shop", "App", "Phone", "TV/Radio"]
        );
        assert_eq!(
            crate::table::names("\"Amira, a runner\" / Ben,, \"Cat\n'@dan").collect::<Vec<_>>(),
            ["Amira, a runner", "Ben", "\"Cat", "@dan"]
        );
    }

    #[test]
    fn marks_with_and_without_colour() {
        for (cell, expected) in
            [("✖\u{fe0f}", Answer::No), ("☑\u{fe0f}", Answer::Yes), ("✔\u{fe0f}", Answer::Yes), ("✔ x", Answer::Words("✔ x"))]
        {
            assert_eq!(answer(cell), expected, "{cell}");
        }
    }

    #[test]
    fn signs_beside_words() {
        for (text, expected) in [
            ("++", Some((2.0, ""))),
            ("o", Some((0.0, ""))),
            ("-- angry", Some((-2.0, "angry"))),
            ("+ (glad)", Some((1.0, "glad"))),
            ("so so +/-", Some((0.0, "so so"))),
            ("calm (+)", Some((1.0, "calm"))),
            ("\u{2014} lost", Some((-2.0, "lost"))),
            ("+ 2", None),
            ("+1 glad", None),
            ("o cliente", None),
            ("glad - really", None),
            ("++glad", None),
            ("glad", None),
            ("", None),
        ] {
            assert_eq!(sign_and_words(text), expected, "{text}");
        }
        let all = |cell| signed_lines(cell).collect::<Vec<_>>();
        assert_eq!(all("--\n+ glad\n\n?\n• odd"), ["--", "+ glad", "odd"]);
        assert_eq!(all("- one\n- two"), ["one", "two"]);
        assert!(has_good_sign("Ann: ++; Ben: --") && has_good_sign("-\n+ x") && !has_good_sign("+1") && !has_good_sign("a+ : --"));
    }

    #[test]
    fn feelings() {
        let of = |line| {
            let feeling = feeling(line);
            (feeling.number, feeling.words.into_owned())
        };
        for (line, number, words) in [
            ("-1", Some((-1.0, Of::Column)), ""),
            ("+1.5", Some((1.5, Of::Column)), ""),
            ("\u{2212}2 lost", Some((-2.0, Of::Column)), "lost"),
            ("1,5 – torn", Some((1.5, Of::Column)), "torn"),
            ("4/5 glad", Some((4.0, Of::Most(5.0))), "glad"),
            ("4 out of 5", Some((4.0, Of::Most(5.0))), ""),
            ("3 of 7 so so", Some((3.0, Of::Most(7.0))), "so so"),
            ("80% glad", Some((80.0, Of::Percent)), "glad"),
            ("glad (80%)", Some((80.0, Of::Percent)), "glad"),
            ("80% of them smile", None, "80% of them smile"),
            ("***", Some((3.0, Of::Most(5.0))), ""),
            ("★★★☆", Some((3.0, Of::Most(4.0))), ""),
            ("lost (-1)", Some((-1.0, Of::Column)), "lost"),
            ("lost -1", Some((-1.0, Of::Column)), "lost"),
            ("lost\u{a0}-1", Some((-1.0, Of::Column)), "lost"),
            ("lost\u{a0}again", None, "lost\u{a0}again"),
            ("\"lost\"", None, "lost"),
            ("3rd time lucky", None, "3rd time lucky"),
            ("😊", None, "😊"),
            ("--1", None, "1"),
            ("3-4", None, "3-4"),
            ("4 5", None, "4 5"),
            ("1→5", None, "1→5"),
            ("+/-", None, "+/-"),
            ("nervous (first time)", None, "nervous (first time)"),
            ("calm, \"ok\"", None, "calm, \"ok\""),
            ("glad (really) 4", Some((4.0, Of::Column)), "glad (really)"),
            ("(2) bad [sic]", Some((2.0, Of::Column)), "bad [sic]"),
            ("(glad)", None, "glad"),
            (":( fine", None, ":( fine"),
            ("happy :)", None, "happy :)"),
            (":-( waiting", None, ":-( waiting"),
            ("-1 :(", Some((-1.0, Of::Column)), ":("),
            ("-1 - lost :( really", Some((-1.0, Of::Column)), "lost :( really"),
            ("lost :( (-1)", Some((-1.0, Of::Column)), "lost :("),
            ("-1: so so", Some((-1.0, Of::Column)), "so so"),
            ("\u{1f621} -2 énervée", Some((-2.0, Of::Column)), "\u{1f621} énervée"),
            ("\u{1f621} 3 times", None, "\u{1f621} 3 times"),
            ("\u{1f621} 4/5 ok", Some((4.0, Of::Most(5.0))), "\u{1f621} ok"),
            ("\u{1f621} (3) so so", Some((3.0, Of::Column)), "\u{1f621} so so"),
            ("\u{1f621}", None, "\u{1f621}"),
            ("\u{1f621} 3", Some((3.0, Of::Column)), "\u{1f621}"),
            ("\u{2192} 3 calls", None, "\u{2192} 3 calls"),
            ("\u{2192} -3 calls", None, "\u{2192} -3 calls"),
            ("\u{2026} 1 more", None, "\u{2026} 1 more"),
            ("\"glad\" (2)", Some((2.0, Of::Column)), "glad"),
            ("glad (or so) (2)", Some((2.0, Of::Column)), "glad (or so)"),
        ] {
            assert_eq!(of(line), (number, words.to_owned()), "{line}");
        }
    }
}
