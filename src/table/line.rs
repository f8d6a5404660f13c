//! A line of a cell with whom it holds for before it and what it rests on behind it: `Amira: lost (-1) [Exit survey]`.
//!
//! Only names that the columns of personas and sources say are such: any other text with a colon or brackets is text. A text that would
//! be taken for something else has an apostrophe before it (for a name) or empty brackets behind it (for a source).

use std::collections::HashMap;

use super::literal::{names, quoted_name};

/// What a line says. `P` stands for a persona or a source.
#[derive(Debug, PartialEq, Eq)]
pub struct Line<'a, P> {
    /// Whom it holds for; empty if it does not say so.
    pub whom: Vec<P>,
    /// What is said.
    pub text: &'a str,
    /// What it rests on, if it says so.
    pub sources: Option<Vec<P>>,
}

/// So many colons, or brackets, are looked at before a line is text.
const MOST_TRIED: usize = 8;

/// Reads a line, given who is a persona and what a source.
pub fn read<P>(line: &str, persona: impl Fn(&str) -> Option<P>, source: impl Fn(&str) -> Option<P>) -> Line<'_, P> {
    let (text, sources) = match behind(line, &source) {
        Some((text, sources)) => (text, Some(sources)),
        None => (line, None),
    };
    if let Some(rest) = text.strip_prefix('\'')
        && before(rest.trim_start_matches('\''), &persona).is_some()
    {
        return Line { whom: Vec::new(), text: rest, sources };
    }
    let (whom, text) = before(text, &persona).unwrap_or((Vec::new(), text));
    Line { whom, text, sources }
}

/// Writes a line. The names are those of personas and sources; `Some` of no sources says that there are none.
pub fn written<P>(line: &Line<'_, &str>, persona: impl Fn(&str) -> Option<P>, source: impl Fn(&str) -> Option<P>) -> String {
    let all = |names: &[&str]| names.iter().map(|name| among_others(name)).collect::<Vec<_>>().join(", ");
    let mut out = if !line.whom.is_empty() {
        format!("{}: {}", all(&line.whom), line.text)
    } else if before(line.text.trim_start_matches('\''), &persona).is_some() {
        format!("'{}", line.text)
    } else {
        line.text.to_owned()
    };
    match line.sources.as_deref() {
        None | Some([]) if behind(&out, &source).is_some() => out.push_str(" []"),
        None | Some([]) => {}
        Some(sources) => out = format!("{out} [{}]", all(sources)),
    }
    out
}

/// What a line says, part by part: `Mara: -1; Tom: 2` are two things, since each part says whom it is about, and so are `Mara: -1, Tom: 2`.
/// Any other line is one.
pub fn parts<P>(line: &str, persona: impl Fn(&str) -> Option<P>) -> impl Iterator<Item = &str> {
    let is_about = |part: &str| before(part.trim(), &persona).is_some();
    let cuts: Vec<usize> = match () {
        () if !line.contains(':') => Vec::new(),
        () if line.contains(';') && line.split(';').all(is_about) => line.match_indices(';').map(|(at, _)| at).collect(),
        () => commas_between(line, &persona),
    };
    let mut from = 0;
    let ends = cuts.into_iter().map(Some).chain([None]);
    ends.map(move |end| {
        let part = &line[from..end.unwrap_or(line.len())];
        from = end.map_or(line.len(), |end| end + 1);
        part.trim()
    })
}

/// The commas of a line behind which it says of somebody else what holds for them: `Mara: -1, Tom, Ann: 2` has one.
fn commas_between<P>(line: &str, persona: &impl Fn(&str) -> Option<P>) -> Vec<usize> {
    let offset = |part: &str| part.as_ptr() as usize - line.as_ptr() as usize;
    let mut cuts = Vec::new();
    let Some((_, text)) = line.contains(',').then(|| before(line, persona)).flatten() else { return cuts };
    let (mut from, mut tried) = (offset(text), 0);
    while let Some(at) = line[from..].find(',').map(|at| from + at)
        && tried < MOST_TRIED
    {
        (from, tried) = (at + 1, tried + 1);
        if let Some((_, text)) = before(line[at + 1..].trim_start(), persona) {
            cuts.push(at);
            (from, tried) = (offset(text), 0);
        }
    }
    cuts
}

/// What stands between an opportunity and the pain that it answers, where its row has several.
pub const ANSWERS: &str = " → ";
/// What stands for nothing: for no pain, and for no severity.
pub const NOTHING: &str = "–";

/// The pains of a row, as opportunities beside them name them.
#[derive(Debug, Default)]
pub struct Pains<'p> {
    /// The title of the first; most rows have one pain.
    first: Option<&'p str>,
    /// The place of each other title among them; of two the first.
    others: HashMap<&'p str, usize>,
    /// How many there are.
    count: usize,
}

impl<'p> Pains<'p> {
    /// The pains of these titles.
    pub fn of(titles: impl Iterator<Item = &'p str>) -> Self {
        let mut pains = Self::default();
        titles.for_each(|title| pains.add(title));
        pains
    }

    /// Adds a pain.
    pub fn add(&mut self, title: &'p str) {
        if *self.first.get_or_insert(title) != title {
            self.others.entry(title).or_insert(self.count);
        }
        self.count += 1;
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.count
    }

    /// The place of a title; of two the first.
    pub fn place(&self, title: &str) -> Option<usize> {
        if self.first == Some(title) { Some(0) } else { self.others.get(title).copied() }
    }

    /// An opportunity without the pain behind it that it answers, and the place of that. What does not say it answers the only pain.
    pub fn answered<'a>(&self, text: &'a str) -> (&'a str, Option<usize>) {
        // Most say nothing: to look for one sign is fast.
        let marks = text.contains('→').then(|| text.match_indices(ANSWERS).take(MOST_TRIED));
        for (at, _) in marks.into_iter().flatten() {
            let (before, goal) = (text[..at].trim_end(), &text[at + ANSWERS.len()..]);
            if before.is_empty() {
                continue;
            }
            if let Some(place) = self.place(goal) {
                return (before, Some(place));
            }
            if goal == NOTHING {
                return (before, None);
            }
        }
        (text, (self.count == 1).then_some(0))
    }

    /// An opportunity with the pain behind it that it answers, or that it answers none, where that has to be said.
    pub fn answering(&self, text: &str, pain: Option<&str>) -> String {
        if self.answered(text) == (text, pain.and_then(|pain| self.place(pain))) {
            return text.to_owned();
        }
        format!("{text}{ANSWERS}{}", pain.unwrap_or(NOTHING))
    }
}

/// Whether a text would be taken for one that says what it rests on.
pub fn says_sources<P>(text: &str, source: impl Fn(&str) -> Option<P>) -> bool {
    behind(text, &source).is_some()
}

/// A name as it stands before or behind a line: in quotes if it would not be read as one name.
fn among_others(name: &str) -> String {
    let plain = quoted_name(name);
    let alone = names(&plain).eq([name]) && (plain != name || !name.contains(':'));
    if alone { plain } else { format!("\"{}\"", name.replace('"', "\"\"")) }
}

/// The names before a colon, if all are personas, and what comes after it.
fn before<'a, P>(line: &'a str, persona: &impl Fn(&str) -> Option<P>) -> Option<(Vec<P>, &'a str)> {
    let mut from = 0;
    for _ in 0..MOST_TRIED {
        let at = from + line[from..].find(':')?;
        let rest = line[at + 1..].trim_start();
        if let Some(whom) = all(&line[..at], persona)
            && !rest.is_empty()
        {
            return Some((whom, rest));
        }
        from = at + 1;
    }
    None
}

/// What comes before the brackets at the end of a line, and the sources in them.
fn behind<'a, P>(line: &'a str, source: &impl Fn(&str) -> Option<P>) -> Option<(&'a str, Vec<P>)> {
    let inner = line.strip_suffix(']')?;
    if let Some(text) = inner.strip_suffix(" [") {
        return behind(text, source).is_some().then(|| (text, Vec::new()));
    }
    let mut end = inner.len();
    for _ in 0..MOST_TRIED {
        let at = inner[..end].rfind(" [")?;
        let text = inner[..at].trim_end();
        if let Some(sources) = all(&inner[at + 2..], source)
            && !text.is_empty()
        {
            return Some((text, sources));
        }
        end = at;
    }
    None
}

/// The names in a text, if there are some and all are known.
fn all<P>(text: &str, known: &impl Fn(&str) -> Option<P>) -> Option<Vec<P>> {
    let all: Option<Vec<P>> = names(text).map(|name| known(&name)).collect();
    all.filter(|all| !all.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PEOPLE: [&str; 3] = ["Amira", "Ben, a runner", "Agent: Tier 1"];
    const SOURCES: [&str; 2] = ["- Survey", "Visits [2026], Q3"];

    fn of(known: &[&str]) -> impl Fn(&str) -> Option<usize> {
        let known: Vec<String> = known.iter().map(|name| (*name).to_owned()).collect();
        move |name| known.iter().position(|other| other == name)
    }

    #[test]
    fn what_is_written_is_read() {
        for text in [
            "lost (-1)",
            "Ben: hello",
            "Amira: hello",
            "'Amira: x",
            "x [Survey]",
            "Amira: x [Survey] []",
            "a: b [c]",
            "[Survey]",
            "Amira:",
        ] {
            for whom in [&[][..], &[0], &[0, 1], &[2]] {
                for sources in [&[][..], &[0], &[1, 0]] {
                    let line = Line {
                        whom: whom.iter().map(|&at: &usize| PEOPLE[at]).collect(),
                        text,
                        sources: Some(sources.iter().map(|&at: &usize| SOURCES[at]).collect()),
                    };
                    let cell = written(&line, of(&PEOPLE), of(&SOURCES));
                    let again = read(&cell, of(&PEOPLE), of(&SOURCES));
                    assert_eq!(
                        (again.whom, again.text, again.sources.unwrap_or_default()),
                        (whom.to_vec(), text, sources.to_vec()),
                        "{cell}"
                    );
                }
            }
        }
    }

    #[test]
    fn parts_are_about_somebody() {
        let parts = |line: &'static str| parts(line, of(&["Amira", "Ben", "Agent: Tier 1"])).collect::<Vec<_>>();
        for (line, expected) in [
            ("Amira: 2; Ben: 4", &["Amira: 2", "Ben: 4"][..]),
            ("Amira: 2, Ben: 4", &["Amira: 2", "Ben: 4"]),
            ("Amira: fine, thanks, Ben, Agent: Tier 1: awful", &["Amira: fine, thanks", "Ben, Agent: Tier 1: awful"]),
            ("Amira, Ben: too dear, says he", &["Amira, Ben: too dear, says he"]),
            ("Amira: 2, Cem: 4", &["Amira: 2, Cem: 4"]),
            ("so, Ben: 4", &["so, Ben: 4"]),
            ("a; b", &["a; b"]),
            ("", &[""]),
        ] {
            assert_eq!(parts(line), expected, "{line}");
        }
    }

    #[test]
    fn opportunities_name_what_they_answer() {
        for titles in [&[][..], &["Slow"], &["Slow", "Dear"], &["b", "a → b"]] {
            let pains = Pains::of(titles.iter().copied());
            for text in ["Faster", "Faster → Slow", "x → –", "x → a"] {
                for pain in titles.iter().copied().map(Some).chain([None]) {
                    let written = pains.answering(text, pain);
                    if pain != Some("b") || text != "x → a" {
                        let place = pain.and_then(|pain| pains.place(pain));
                        assert_eq!(pains.answered(&written), (text, place), "{written} {titles:?}");
                    }
                }
            }
        }
        assert_eq!(Pains::of(["Slow"].into_iter()).answering("Faster", Some("Slow")), "Faster");
    }

    #[test]
    fn other_texts_are_left_alone() {
        for text in ["https://example.org", "Note: x", "buy milk []", "see [1]", "10:30", "Amira: [Survey]"] {
            let read = read(text, of(&["Ben"]), of(&[]));
            assert_eq!(read, Line { whom: vec![], text, sources: None });
        }
        let hostile = "a:".repeat(100_000) + &" [x".repeat(100_000) + "]";
        assert_eq!(read(&hostile, of(&PEOPLE), of(&SOURCES)).text, hostile);
    }
}
