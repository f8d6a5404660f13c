//! One token of an example deleted, misspelt or doubled gives one error, in its place, and nothing else.
//!
//! A damage that leaves a map that the language allows (a title left out, a text doubled to a list of one word, …) is no damage; it is
//! counted apart, and their number is held down so that errors which are missed do not hide there.

use journey::diagnostic::{Diagnostic, Severity};
use journey::{Analysis, Options};

use crate::support::{Numbers, check_as, examples, line};

#[derive(Clone, Copy, Debug, PartialEq)]
enum Damage {
    Delete,
    Misspell,
    Double,
}

/// The tokens of a text: words, numbers, quoted texts, arrows, single signs. Comments are left out.
fn tokens(text: &str) -> Vec<std::ops::Range<usize>> {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let rest = &text[at..];
        let first = rest.chars().next().unwrap_or(' ');
        let length = if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        } else if rest.starts_with("//") {
            at += rest.find('\n').unwrap_or(rest.len());
            continue;
        } else if let Some(block) = rest.strip_prefix("\"\"\"") {
            block.find("\"\"\"").map_or(rest.len(), |end| end + 6)
        } else if first == '"' {
            let mut end = 1;
            while end < rest.len() && rest.as_bytes()[end] != b'"' {
                end += if rest.as_bytes()[end] == b'\\' { 2 } else { 1 };
            }
            end + 1
        } else if rest.starts_with("->") || rest.starts_with("..") {
            2
        } else if first.is_alphanumeric() || first == '+' || first == '-' {
            let sign = usize::from(matches!(first, '+' | '-'));
            sign + rest[sign..]
                .char_indices()
                .find(|&(at, c)| !(c.is_alphanumeric() || c == '_' || (c == '-' && !rest[sign + at..].starts_with("->"))))
                .map_or(rest.len() - sign, |(end, _)| end)
        } else {
            first.len_utf8()
        };
        out.push(at..at + length);
        at += length;
    }
    out
}

/// The word with two letters swapped, one doubled or one left out.
fn misspell(word: &str, numbers: &mut Numbers) -> Option<String> {
    let mut letters: Vec<char> = word.chars().collect();
    if letters.len() < 4 || !letters.iter().all(|c| c.is_alphabetic() || *c == '-') {
        return None;
    }
    let at = 1 + numbers.below(letters.len() - 2);
    match numbers.below(3) {
        0 => letters.swap(at, at - 1),
        1 => letters.insert(at, letters[at]),
        _ => {
            letters.remove(at);
        }
    }
    let out: String = letters.into_iter().collect();
    (out != word).then_some(out)
}

fn damaged(text: &str, token: std::ops::Range<usize>, damage: Damage, numbers: &mut Numbers) -> Option<String> {
    let written = &text[token.clone()];
    let by = match damage {
        Damage::Delete => String::new(),
        Damage::Double => format!("{written} {written}"),
        Damage::Misspell => misspell(written, numbers)?,
    };
    Some(format!("{}{by}{}", &text[..token.start], &text[token.end..]))
}

/// Findings of a severity, without their places: these move.
fn others(analysis: &Analysis, severity: Severity) -> Vec<String> {
    let all = analysis.findings.iter().filter(|finding| finding.severity == severity);
    all.map(|finding| format!("{} {}", finding.code.name(), finding.message)).collect()
}

/// Warnings are those of the sound map. Notes too, but that nothing is noted about a flow that is not fully known any more.
fn unchanged(sound: &Analysis, broken: &Analysis) -> bool {
    let notes = others(sound, Severity::Info);
    others(broken, Severity::Info).iter().all(|note| notes.contains(note))
        && others(sound, Severity::Warning) == others(broken, Severity::Warning)
}

/// Whether the error lies in the changed line, or at the head of a block that holds it.
fn in_place(text: &str, finding: &Diagnostic, at: usize) -> bool {
    let line = |byte: usize| text[..byte.min(text.len())].matches('\n').count();
    let span = finding.primary().span;
    if line(span.start as usize) == line(at) || line(span.end as usize) == line(at) {
        return true;
    }
    // The head of the block: a line before, indented less.
    let indent = |number: usize| text.lines().nth(number).map_or(0, |line| line.len() - line.trim_start().len());
    let (found, changed) = (line(span.start as usize), line(at));
    found < changed && indent(found) <= indent(changed)
}

#[test]
fn one_damaged_token_is_one_error_in_its_place() {
    let seed = std::env::var("JOURNEY_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(2026);
    let mut numbers = Numbers(seed);
    let examples = examples();
    let clean: Vec<_> = examples.iter().map(|(path, text)| check_as(path, text, &Options::default())).collect();
    let (mut exact, mut allowed, mut cases) = (0, 0, 0);
    let mut report = Vec::new();
    while cases < 200 {
        let which = numbers.below(examples.len());
        let (path, text) = &examples[which];
        let all = tokens(text);
        let token = all[numbers.below(all.len())].clone();
        let damage = [Damage::Delete, Damage::Misspell, Damage::Double][numbers.below(3)];
        let Some(broken) = damaged(text, token.clone(), damage, &mut numbers) else { continue };
        let analysis = check_as(path, &broken, &Options::default());
        let errors: Vec<&Diagnostic> = analysis.findings.iter().filter(|finding| finding.severity == Severity::Error).collect();
        if errors.is_empty() {
            allowed += 1;
            assert!(allowed < 400, "too many damages go unnoticed");
            continue;
        }
        cases += 1;
        let shown: Vec<String> = errors.iter().map(|error| line(&analysis, error)).collect();
        let number = text[..token.start].matches('\n').count() + 1;
        let what = format!("{path}:{number} {damage:?} `{}`\n    {}", &text[token.clone()], shown.join("\n    "));
        let placed = errors.iter().all(|error| in_place(&broken, error, token.start));
        let same = unchanged(&clean[which], &analysis);
        assert!(errors.len() <= 2, "more than two errors: {what}");
        if errors.len() == 1 && placed && same {
            exact += 1;
        } else {
            report.push(format!("{what}\n    in place: {placed}, other findings unchanged: {same}"));
        }
    }
    println!("{exact} of {cases} exact, {allowed} left a map that is allowed");
    assert!(exact * 100 >= cases * 95, "only {exact} of {cases} damages gave one error:\n{}", report.join("\n"));
}
