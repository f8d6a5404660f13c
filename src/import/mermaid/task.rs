//! One task: `name: score: people`.
//!
//! Mermaid takes what stands after the first colon for the score, whatever it is. Writers put times, ratios and remarks with colons into
//! names all the same, so the score is the last number from 1 to 5 that people come after; `10:05` is one word.

use std::borrow::Cow;
use std::collections::HashSet;

use super::entities::decode;
use crate::import::draft::of_score;
use crate::import::said::Said;
use crate::source::Span;

/// A task.
pub struct Task<'a> {
    /// What is done.
    pub name: Cow<'a, str>,
    /// How it feels, from -2 to +2.
    pub feeling: Option<f64>,
    /// Who does it, each once.
    pub people: Vec<Cow<'a, str>>,
    /// What could not be said otherwise.
    pub note: Option<String>,
    /// Where it is written.
    pub span: Span,
}

/// How many people one task names at most, and how many characters a name has at most. What is longer is no name, and must not fill
/// the memory.
const MOST_PEOPLE: usize = 1_000;
const LONGEST_NAME: usize = 10_000;

/// What becomes of a task whose score is empty.
const NO_SCORE: &str = "Mermaid takes it for 0; here it has no emotion";

/// What a task looks like.
const SHAPE: &str = "write `name: score: people`, as in `Make tea: 5: Me, Cat`";

/// Reads a task, which begins at byte `start`. What Mermaid would not read as it is meant is said.
pub fn task<'a>(written: &'a str, start: usize, said: &mut Said) -> Option<Task<'a>> {
    let text = written.trim_end();
    let whole = Span::new(start, start + text.len());
    let Some(colon) = text.find(':') else {
        said.rejected(whole, format!("`{}` has no score", shown(text)), "neither a task nor a section", SHAPE);
        return None;
    };
    if text[..colon].trim().is_empty() {
        said.rejected(whole, "a task has no name", "begins with `:`", SHAPE);
        return None;
    }
    let parts: Vec<&str> = text.split(':').collect();
    if parts[1..].iter().all(|part| part.trim().is_empty()) && parts.len() == 2 {
        let span = Span::new(start + colon, start + colon + 1);
        let message = format!("`{}` has no score", shown(parts[0].trim()));
        // To Mermaid spaces are the number 0.
        if written.len() > text.len() {
            said.changed(span, message, NO_SCORE);
        } else {
            said.rejected(span, message, "nothing comes after `:`", SHAPE);
        }
        return Some(Task { name: decode(parts[0].trim()), feeling: None, people: Vec::new(), note: None, span: whole });
    }
    let at = |part: &str| {
        let from = part.as_ptr() as usize - text.as_ptr() as usize + start;
        let lead = part.len() - part.trim_start().len();
        Span::new(from + lead, from + lead + part.trim().len())
    };
    let Some(index) = index_of_score(&parts) else {
        said.changed(
            whole,
            format!("`{}` has no score", shown(text)),
            format!("Mermaid takes `{}` for it", shown(parts[1].trim())),
        );
        return Some(Task { name: decode(text.trim()), feeling: None, people: Vec::new(), note: None, span: whole });
    };
    let end = at(parts[index - 1]).range().end - start;
    // Colons beside the one before the score are slips.
    let name = text[..end].trim_end_matches(|char: char| char == ':' || char.is_whitespace()).trim_start();
    if index > 1 {
        let taken = shown(parts[1].trim());
        let message = if name.contains(':') {
            format!("the name `{}` has a colon in it", shown(name))
        } else {
            format!("there is a colon too many behind `{}`", shown(name))
        };
        let label = if taken.is_empty() {
            "Mermaid takes nothing for the score".to_owned()
        } else {
            format!("Mermaid takes `{taken}` for the score")
        };
        said.changed(Span::new(start, start + end), message, label);
    }
    let name = cut(name, whole, said);
    let mut task = Task { name: decode(name), feeling: None, people: Vec::new(), note: None, span: whole };
    task.rate(parts[index].trim(), score(parts[index]), at(parts[index]), said);
    let behind = parts.get(index + 1).map_or("", |first| &text[first.as_ptr() as usize - text.as_ptr() as usize..]);
    let people = behind.trim_matches(|char: char| char == ':' || char.is_whitespace());
    if people.contains(':') {
        said.changed(at(people), "the people have a colon in their names", "Mermaid drops what comes after the colon");
    } else if behind.trim_start().starts_with(':') && !people.is_empty() {
        said.changed(at(people), format!("`{}` stands behind a second colon", shown(people)), "Mermaid drops what comes after it");
    }
    let mut seen = HashSet::new();
    let is_around = |char: char| char == ':' || char.is_whitespace();
    for person in people.split(',').map(|person| person.trim_matches(is_around)).filter(|person| !person.is_empty()) {
        let person = decode(cut(person, whole, said));
        if task.people.len() == MOST_PEOPLE && !seen.contains(&person) {
            said.left_out(
                at(people),
                format!("`{}` names more than {MOST_PEOPLE} people", shown(&task.name)),
                "the rest is left out",
            );
            break;
        }
        if seen.insert(person.clone()) {
            task.people.push(person);
        }
    }
    Some(task)
}

/// Which of the parts between colons is the score, or stands where it should; none if all colons are those of times.
fn index_of_score(parts: &[&str]) -> Option<usize> {
    let all = || 1..parts.len();
    // Between two digits a colon is that of a time or a ratio, unless there is no other score.
    let inner = |index: usize| {
        parts[index - 1].ends_with(|char: char| char.is_ascii_digit())
            && parts[index].starts_with(|char: char| char.is_ascii_digit())
    };
    let is_time = |index: usize| inner(index) && parts[index].bytes().take_while(u8::is_ascii_digit).count() == 2;
    let good = |index: usize| score(parts[index]).is_some_and(|score| (1.0..=5.0).contains(&score));
    let people = |index: usize| parts.get(index + 1).is_some_and(|part| !part.trim().is_empty());
    let free = || all().filter(|&index| !inner(index));
    let last = || free().rev().find(|&index| good(index) && people(index)).or_else(|| free().rev().find(|&index| good(index)));
    let outside = || free().find(|&index| score(parts[index]).is_some());
    let ratio = || all().rev().find(|&index| good(index) && !is_time(index));
    last().or_else(outside).or_else(ratio).or_else(|| all().find(|&index| !is_time(index)))
}

impl Task<'_> {
    /// Makes an emotion of a score from 1 to 5.
    fn rate(&mut self, written: &str, score: Option<f64>, span: Span, said: &mut Said) {
        let name = shown(&self.name);
        match score {
            Some(score) if (1.0..=5.0).contains(&score) => self.feeling = Some(of_score(score)),
            Some(score) => {
                let clamped = score.clamp(1.0, 5.0);
                self.feeling = Some(clamped - 3.0);
                self.note = Some(format!("Score in Mermaid: {written}"));
                said.changed(
                    span,
                    format!("the score of `{name}` is {written}, and scores go from 1 to 5"),
                    format!("read as {clamped}"),
                );
            }
            None if written.is_empty() => {
                said.changed(span, format!("`{name}` has no score"), NO_SCORE);
            }
            None => {
                self.note = Some(format!("Score in Mermaid: {written}"));
                said.changed(span, format!("`{}` is no score", shown(written)), "not a number from 1 to 5; kept as a note");
            }
        }
    }
}

/// A number as JavaScript reads it: `3`, `3.5`, `.5`, `5e-1`, `0x3`.
fn score(part: &str) -> Option<f64> {
    let part = part.trim();
    let of_base = |prefix: [&str; 2], base: u32| {
        let digits = prefix.iter().find_map(|prefix| part.strip_prefix(prefix))?;
        u32::from_str_radix(digits, base).ok().filter(|_| !digits.starts_with('+')).map(f64::from)
    };
    let other = of_base(["0x", "0X"], 16).or_else(|| of_base(["0o", "0O"], 8)).or_else(|| of_base(["0b", "0B"], 2));
    // Words such as `inf` are numbers to Rust alone.
    let is_decimal = part.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'e' | b'E' | b'+' | b'-'));
    other.or_else(|| part.parse().ok().filter(|number: &f64| is_decimal && number.is_finite()))
}

/// A name, without its end if it is too long for one.
pub fn cut<'a>(name: &'a str, span: Span, said: &mut Said) -> &'a str {
    // No character is shorter than a byte.
    let end = name.char_indices().nth(LONGEST_NAME).filter(|_| name.len() > LONGEST_NAME);
    let Some((end, _)) = end else { return name };
    let message = format!("a name is longer than {LONGEST_NAME} characters: `{}`", shown(name));
    said.left_out(Span::new(span.range().start, span.range().start + 1), message, "what comes after them is left out");
    &name[..end]
}

/// A text short enough for a message.
pub fn shown(text: &str) -> String {
    const LONGEST: usize = 60;
    if text.chars().nth(LONGEST).is_none() {
        return text.to_owned();
    }
    text.chars().take(LONGEST - 1).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    /// Name, feeling, people, note and messages of a task.
    fn read(text: &str) -> (String, Option<f64>, Vec<String>, Option<String>, usize) {
        let mut said = Said::about(FileId(0));
        let task = task(text, 0, &mut said).expect("it is one");
        let people = task.people.iter().map(ToString::to_string).collect();
        (task.name.into_owned(), task.feeling, people, task.note, said.findings.len())
    }

    fn people(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn a_second_colon_is_a_slip() {
        assert_eq!(read("a: 5::Me"), ("a".to_owned(), Some(2.0), people(&["Me"]), None, 1));
        assert_eq!(read("c: 3: , ,: You"), ("c".to_owned(), Some(0.0), people(&["You"]), None, 1));
        assert_eq!(read("a: 3::"), ("a".to_owned(), Some(0.0), people(&[]), None, 0));
        assert_eq!(read("Make tea: :5: Me"), ("Make tea".to_owned(), Some(2.0), people(&["Me"]), None, 1));
    }

    #[test]
    fn scores_become_emotions() {
        assert_eq!(read("Make tea: 5: Me, Cat,Me"), ("Make tea".into(), Some(2.0), people(&["Me", "Cat"]), None, 0));
        assert_eq!(read("A : 1"), ("A".into(), Some(-2.0), vec![], None, 0));
        assert_eq!(read("A: 3.5:"), ("A".into(), Some(0.5), vec![], None, 0));
        assert_eq!(read("A: 10: B"), ("A".into(), Some(2.0), people(&["B"]), Some("Score in Mermaid: 10".into()), 1));
        assert_eq!(read("A: 0"), ("A".into(), Some(-2.0), vec![], Some("Score in Mermaid: 0".into()), 1));
        assert_eq!(read("size: 2rem"), ("size".into(), None, vec![], Some("Score in Mermaid: 2rem".into()), 1));
        assert_eq!(read("A: : Me"), ("A".into(), None, people(&["Me"]), None, 1));
        assert_eq!(read("A:"), ("A".into(), None, vec![], None, 1));
        for (score, feeling) in [("1e0", -2.0), ("0x3", 0.0), ("0b101", 2.0), ("25e-1", -0.5), ("+4.", 1.0)] {
            assert_eq!(read(&format!("A: {score}: B")), ("A".into(), Some(feeling), people(&["B"]), None, 0), "{score}");
        }
        assert_eq!(read("A: .5: B"), ("A".into(), Some(-2.0), people(&["B"]), Some("Score in Mermaid: .5".into()), 1));
        for word in ["inf", "NaN", "0x", "0x+3", "e1", "1_0", "--1"] {
            assert_eq!(read(&format!("A: {word}: B")).1, None, "{word}");
        }
    }

    #[test]
    fn colons_are_where_the_writer_meant_them() {
        assert_eq!(read("Visit: the site: 4: Me"), ("Visit: the site".into(), Some(1.0), people(&["Me"]), None, 1));
        assert_eq!(read("T: 2: Agent: Tier 1, Bot"), ("T".into(), Some(-1.0), people(&["Agent: Tier 1", "Bot"]), None, 1));
        assert_eq!(read("#quot;A#quot;#colon; B: 3: C#amp;D"), ("\"A\": B".into(), Some(0.0), people(&["C&D"]), None, 0));
    }

    #[test]
    fn times_and_ratios_are_no_scores() {
        let anna = || people(&["Anna"]);
        for (text, name, feeling) in [
            ("Train leaves 10:05: 2: Anna", "Train leaves 10:05", -1.0),
            ("Open 9:00-17:00: 4: Anna", "Open 9:00-17:00", 1.0),
            ("Ratio 3:1: 4: Anna", "Ratio 3:1", 1.0),
            ("Ratio 3:1:4:Anna", "Ratio 3:1", 1.0),
            ("Phase: 2: Pay: 4: Anna", "Phase: 2: Pay", 1.0),
            ("Room: 101: 4: Anna", "Room: 101", 1.0),
        ] {
            assert_eq!(read(text), (name.into(), Some(feeling), anna(), None, 1), "{text}");
        }
        assert_eq!(read("Step 1:5:Anna"), ("Step 1".into(), Some(2.0), anna(), None, 0));
        assert_eq!(read("Tea: 2: 3"), ("Tea".into(), Some(-1.0), people(&["3"]), None, 0));
        assert_eq!(read("Train leaves 10:05: 4"), ("Train leaves 10:05".into(), Some(1.0), vec![], None, 1));
        assert_eq!(read("Train leaves 10:05"), ("Train leaves 10:05".into(), None, vec![], None, 1));
        assert_eq!(read("At 10:05: 9: Anna"), ("At 10:05".into(), Some(2.0), anna(), Some("Score in Mermaid: 9".into()), 2));
    }

    #[test]
    fn names_and_people_have_an_end() {
        let long = "ä".repeat(LONGEST_NAME + 1);
        let (name, _, named, _, said) = read(&format!("{long}: 3: {long}, b"));
        assert_eq!((name.chars().count(), named[0].chars().count(), named.len(), said), (LONGEST_NAME, LONGEST_NAME, 2, 2));
        let many: Vec<String> = (0..=MOST_PEOPLE).map(|number| format!("p{number}")).collect();
        let (.., named, _, said) = read(&format!("a: 3: {}", many.join(",")));
        assert_eq!((named.len(), said), (MOST_PEOPLE, 1));
    }

    #[test]
    fn what_is_no_task() {
        for text in ["words", ": 5: Me"] {
            let mut said = Said::about(FileId(0));
            assert!(task(text, 0, &mut said).is_none() && said.findings.len() == 1, "{text}");
        }
    }
}
