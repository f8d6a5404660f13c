//! One diagram: its statements, read as Mermaid's own lexer cuts them.
//!
//! A statement ends at its line's end; `#` begins a comment anywhere, `%` at the beginning of a line; `;` is not allowed at all.
//! Capital letters do not count in keywords. What Mermaid rejects is said at its place, and its text is kept as a comment.

use std::borrow::Cow;

use super::blocks::is_task;
use super::entities::{self, decode};
use super::front::front;
use super::head::WORD;
use super::task::{Task, cut, shown, task};
use crate::diagnostic::Code;
use crate::import::MOST_PLACES;
use crate::import::said::Said;
use crate::source::Span;

/// A diagram.
#[derive(Default)]
pub struct Diagram<'a> {
    /// Its title.
    pub title: Option<Cow<'a, str>>,
    /// Its title for screen readers.
    pub accessible_title: Option<Cow<'a, str>>,
    /// Its description for screen readers.
    pub description: Option<String>,
    /// The comments before its first word.
    pub comments: Vec<&'a str>,
    /// Sections, tasks and comments, in order.
    pub parts: Vec<Part<'a>>,
    /// Whether it has more in it than was read, so that it must be refused.
    pub too_large: bool,
}

/// What stands in a diagram.
pub enum Part<'a> {
    /// A comment.
    Comment(&'a str),
    /// A section, which goes on to the next one.
    Section(Cow<'a, str>),
    /// A task.
    Task(Task<'a>),
}

/// How many tasks, sections and comments all diagrams of a file have at most.
pub const MOST_PARTS: usize = 2 * MOST_PLACES;

/// Reads a diagram, and those that follow it in the same text, which Mermaid rejects; none if it is not a journey. One that is too large is
/// not read to its end.
pub fn read<'a>(text: &'a str, said: &mut Said) -> Vec<Diagram<'a>> {
    let front = front(text, said);
    let mut diagrams = Vec::new();
    let mut reader = Reader::new(text, front.end, said);
    reader.diagram.comments = front.comments;
    while reader.header() {
        reader.next = None;
        while reader.at < text.len() && !reader.is_full() && reader.next.is_none() {
            reader.line();
        }
        reader.diagram.too_large = reader.at < text.len() && reader.next.is_none();
        reader.before += reader.diagram.parts.len() + reader.diagram.comments.len();
        diagrams.push(std::mem::take(&mut reader.diagram));
        if reader.next.is_none() {
            break;
        }
    }
    if reader.diagram.too_large {
        diagrams.push(reader.diagram);
    }
    if let (Some((title, span)), Some(first)) = (front.title, diagrams.first_mut()) {
        if first.title.is_none() {
            first.title = Some(title);
        } else if first.title.as_ref().is_some_and(|other| *other != title) {
            said.left_out(span, "the title of the front matter is left out", "the diagram has a `title` of its own");
        }
    }
    diagrams
}

/// Goes through a text; `head` is about what comes before the statements.
pub(super) struct Reader<'a, 's> {
    pub(super) text: &'a str,
    pub(super) at: usize,
    pub(super) said: &'s mut Said,
    pub(super) diagram: Diagram<'a>,
    /// Where the line ends that was last begun: one line can hold very many statements.
    line_end: usize,
    /// Where the word of another diagram begins that comes after this one.
    next: Option<usize>,
    /// Whether no description is closed from here on: to look again each time would take long.
    never_closed: bool,
    /// How much stands in the diagrams before this one.
    before: usize,
}

impl<'a, 's> Reader<'a, 's> {
    pub(super) fn new(text: &'a str, at: usize, said: &'s mut Said) -> Self {
        Self { text, at, said, diagram: Diagram::default(), line_end: 0, next: None, never_closed: false, before: 0 }
    }

    /// Whether there is more than a file has.
    pub(super) fn is_full(&self) -> bool {
        let own = self.diagram.parts.len() + self.diagram.comments.len();
        (self.before + own).max(self.said.findings.len()) > MOST_PARTS
    }

    /// Where a description that begins here is closed; not in a comment.
    fn closed(&mut self) -> Option<usize> {
        let rest = if self.never_closed { "" } else { &self.text[self.at..] };
        let mut from = 0;
        let found = rest.split_inclusive('\n').find_map(|line| {
            let end = line.find('}').filter(|_| !line.trim_start().starts_with("%%"));
            from += line.len();
            end.map(|end| from - line.len() + end)
        });
        self.never_closed = found.is_none();
        found
    }

    /// Passes white space.
    pub(super) fn blank(&mut self) {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start().len();
    }

    /// Takes what is left of the line, without the white space around it.
    pub(super) fn rest_of_line(&mut self) -> &'a str {
        let rest = &self.text[self.at..];
        let end = rest.find('\n').unwrap_or(rest.len());
        self.at += end;
        rest[..end].trim()
    }

    /// A statement or comment, and whatever of the line belongs to it.
    fn line(&mut self) {
        self.blank();
        let (start, rest) = (self.at, &self.text[self.at..]);
        if self.line_end < start {
            self.line_end = start + rest.find('\n').unwrap_or(rest.len());
        }
        if rest.is_empty() {
        } else if self.begins_another() {
            let word = Span::new(start, start + WORD.len());
            self.said.rejected(word, "a second diagram begins here", "Mermaid stops here", "give it a file of its own");
            self.next = Some(start);
        } else if rest.starts_with('%') && !rest.starts_with("%{") {
            // Within a diagram one sign is enough.
            let comment = self.rest_of_line().trim_start_matches('%');
            self.diagram.parts.push(Part::Comment(comment));
        } else if let Some(value) = keyword(rest, "accTitle").and_then(|after| after.trim_start().strip_prefix(':')) {
            self.at = self.text.len() - value.len();
            let title = Some(decode(self.spoken("accTitle", start))).filter(|title| !title.is_empty());
            let other = std::mem::replace(&mut self.diagram.accessible_title, title);
            if let Some(other) = other.filter(|other| self.diagram.accessible_title.as_ref() != Some(other)) {
                self.replaced("accTitle", &other, Span::new(start, start + "accTitle".len()));
            }
        } else if let Some(value) = keyword(rest, "accDescr").and_then(|after| after.trim_start().strip_prefix(':')) {
            self.at = self.text.len() - value.len();
            let text = self.spoken("accDescr", start);
            self.describe(text, start);
        } else if let Some(value) = keyword(rest, "accDescr").and_then(|after| after.trim_start().strip_prefix('{')) {
            self.at = self.text.len() - value.len();
            self.description(start);
        } else {
            self.statement();
        }
    }

    /// What a text for screen readers says behind its colon; its word stands at byte `above`. Where nothing stands there, Mermaid takes the next line that is no comment.
    fn spoken(&mut self, word: &str, above: usize) -> &'a str {
        let text = self.rest_of_line();
        if !text.is_empty() {
            return text;
        }
        loop {
            self.blank();
            let rest = &self.text[self.at..];
            if rest.starts_with("%%") {
                let comment = self.rest_of_line().trim_start_matches('%');
                self.diagram.parts.push(Part::Comment(comment));
            } else {
                break;
            }
        }
        let start = self.at;
        let text = self.rest_of_line();
        if text.is_empty() {
            let (span, help) = (Span::new(above, above + word.len()), format!("write `{word}: A text`"));
            self.said.rejected(span, format!("`{word}` says nothing"), "Mermaid finds no text behind it", help);
        } else if begins_statement(text) {
            self.is_said_above(word, text, start);
        }
        text
    }

    /// Says that a statement, which begins at a byte, is what a word above it says.
    fn is_said_above(&mut self, word: &str, statement: &str, start: usize) {
        let message = format!("`{}` is what the `{word}` above says, in Mermaid", shown(statement));
        let span = Span::new(start, start + statement.len());
        self.said.changed(span, message, format!("`{word}` stands alone in its line"));
    }

    /// A description in braces, of several lines. One that is never closed ends where the next statement seems to begin.
    fn description(&mut self, start: usize) {
        let rest = &self.text[self.at..];
        let (inner, after) = if let Some(end) = self.closed() {
            (&rest[..end], end + 1)
        } else {
            let span = Span::new(start, self.at);
            self.said.rejected(span, "the description is never closed", "opened here", "write `}` after the description");
            let mut end = 0;
            let lines = rest.split_inclusive('\n').take_while(|line| !begins_statement(line.trim()));
            lines.for_each(|line| end += line.len());
            (&rest[..end], end)
        };
        let (comments, lines): (Vec<&str>, Vec<&str>) =
            inner.lines().map(str::trim).filter(|line| !line.is_empty()).partition(|line| line.starts_with("%%"));
        let comments = comments.into_iter().map(|comment| Part::Comment(comment.trim_start_matches('%').trim()));
        self.diagram.parts.extend(comments);
        self.describe(&lines.join("\n"), start);
        self.at += after;
    }

    /// Takes a description, whose statement begins at a byte.
    fn describe(&mut self, text: &str, start: usize) {
        let text = Some(decode(text).into_owned()).filter(|text| !text.is_empty());
        let other = std::mem::replace(&mut self.diagram.description, text);
        if let Some(other) = other.filter(|other| self.diagram.description.as_ref() != Some(other)) {
            self.replaced("accDescr", &other, Span::new(start, start + "accDescr".len()));
        }
    }

    /// Says that a title or a text for screen readers is left out because another one comes after it.
    fn replaced(&mut self, word: &str, text: &str, span: Span) {
        let message = format!("the `{word}` before this one is left out: `{}`", shown(text));
        self.said.left_out(span, message, "Mermaid keeps the last one");
    }

    /// The word of a title or section that stands alone on its line, right before the line end: Mermaid takes the next line for what it
    /// says, which is then where the reader stands. Comments between are taken out before Mermaid reads anything.
    fn word_above(&mut self) -> Option<&'static str> {
        let line = self.text[self.at..self.line_end].trim_end_matches('\r');
        let word = WORDS.into_iter().find(|word| line.eq_ignore_ascii_case(word))?;
        let (mut at, mut comments) = (self.line_end + 1, Vec::new());
        loop {
            let rest = self.text.get(at..)?;
            let line = &rest[..rest.find('\n').unwrap_or(rest.len())];
            match line.trim_start().strip_prefix("%%").filter(|comment| !comment.starts_with('{')) {
                Some(comment) => comments.push(Part::Comment(comment.trim_start_matches('%').trim())),
                None if line.trim_end_matches('\r').is_empty() || line.starts_with(['#', ';']) => return None,
                None => {
                    if begins_statement(line.trim()) {
                        self.is_said_above(word, line.trim(), at + line.len() - line.trim_start().len());
                    }
                    self.diagram.parts.append(&mut comments);
                    (self.at, self.line_end) = (at, at + line.len());
                    return Some(word);
                }
            }
            at += line.len() + 1;
        }
    }

    /// A title, a section or a task; a comment behind it.
    fn statement(&mut self) {
        let first = Span::new(self.at, self.line_end);
        let above = self.word_above();
        let start = self.at;
        let line = &self.text[start..self.line_end];
        let (end, sign) = self.end_of_statement(line);
        let (whole, text) = (&line[..end], line[..end].trim_end());
        self.at += end;
        let before = self.diagram.parts.len();
        match sign {
            Some('#') => {
                let comment = self.rest_of_line();
                let after = comment.trim_start_matches('#').trim();
                let glued = !text.is_empty() && !line[..end].ends_with(char::is_whitespace);
                if glued && !after.is_empty() {
                    let span = Span::new(start + end, start + end + comment.len());
                    self.said.changed(span, format!("`{}` is a comment in Mermaid", shown(comment)), "kept as a comment");
                }
                let comment = if glued { comment } else { after };
                self.diagram.parts.extend((!after.is_empty()).then_some(Part::Comment(comment)));
            }
            Some(_) => {
                let span = Span::new(self.at, self.at + 1);
                self.said.rejected(span, "`;` does not end a task", "Mermaid stops here", "write each task on a line of its own");
                self.at += 1;
            }
            None => {}
        }
        let without = above.or_else(|| nothing_behind(whole)).filter(|_| above.is_none() || text.trim().is_empty());
        if let Some(word) = without {
            self.nameless(word, Span::new(first.range().start, first.range().start + word.len()));
            return;
        }
        if text.is_empty() {
            return;
        }
        let span = Span::new(start, start + text.len());
        let value =
            |word: &str| if above == Some(word) { Some(text.trim()) } else { value_of(text, word).filter(|_| above.is_none()) };
        if let Some(title) = value("title") {
            if above.is_none() && is_task(title) {
                let message = format!("`{}` looks like a task", shown(text));
                let found = self.said.say(Code::ChangedOnImport, span, message, "Mermaid takes it for the title");
                found.help = Some("let the name of the task begin with another word".into());
            }
            self.title(title, span);
        } else if let Some(section) = value("section") {
            if let Some(colon) = section.find(':') {
                let at = start + (text.len() - section.len()) + colon;
                let help = "write the name without a colon, or `#colon;` for it";
                self.said.rejected(Span::new(at, at + 1), "the name of a section has a colon in it", "Mermaid stops here", help);
            }
            self.diagram.parts.push(Part::Section(decode(cut(section, span, self.said))));
        } else {
            let word = Span::new(start, start + WORD.len());
            if keyword(text, WORD).is_some() {
                self.said.rejected(word, "a task begins with the word `journey`", "Mermaid stops here", "begin with another word");
            }
            match task(whole, start, self.said) {
                Some(task) => self.diagram.parts.push(Part::Task(task)),
                // A comment behind a task stands above it, but a text that is none stays before its own.
                None => self.diagram.parts.insert(before, Part::Comment(text)),
            }
        }
    }

    /// Where a statement ends in its line, and at which sign: `#` or `;`. Entities are text, and so is a sign in the name of a task,
    /// where Mermaid would stop.
    fn end_of_statement(&mut self, line: &str) -> (usize, Option<char>) {
        let mut from = 0;
        while let Some(at) = line[from..].find(['#', ';']).map(|at| at + from) {
            if let Some(length) = entities::length(&line[at..]) {
                from = at + length;
                continue;
            }
            let sign = char::from(line.as_bytes()[at]);
            let html = if sign == ';' { entities::html_before(&line[from..at]) } else { None };
            if let Some(html) = html {
                let span = Span::new(self.at + from + html, self.at + at + 1);
                let help = format!("write `#{};`", &line[from + html + 1..at]);
                self.said.rejected(
                    span,
                    format!("`{}` is written as in HTML", &line[from + html..=at]),
                    "Mermaid stops here",
                    help,
                );
            } else if is_half_a_name(&line[..at], &line[at + 1..]) {
                let (span, help) = (Span::new(self.at + at, self.at + at + 1), if sign == '#' { "#35;" } else { "#semi;" });
                self.said.rejected(
                    span,
                    format!("`{sign}` in the name of a task"),
                    "Mermaid stops here",
                    format!("write `{help}` for it"),
                );
            } else {
                return (at, Some(sign));
            }
            from = at + 1;
        }
        (line.len(), None)
    }

    /// A title or a section that says nothing.
    fn nameless(&mut self, word: &str, span: Span) {
        if word == "title" {
            self.title("", span);
            self.said.changed(span, "the title is empty", "a journey is called like its file then");
        } else {
            self.diagram.parts.push(Part::Section(Cow::Borrowed("")));
            self.said.changed(span, "the section has no name", "a stage without a title");
        }
    }

    fn title(&mut self, title: &'a str, span: Span) {
        let title = Some(decode(cut(title, span, self.said))).filter(|title| !title.is_empty());
        match std::mem::replace(&mut self.diagram.title, title) {
            Some(other) if self.diagram.title.as_ref() != Some(&other) => self.replaced("title", &other, span),
            _ => {}
        }
    }
}

/// The words that say what comes behind them in their line.
const WORDS: [&str; 2] = ["title", "section"];

/// The word of a statement that says nothing: to Mermaid the second space behind it is what it says.
fn nothing_behind(line: &str) -> Option<&'static str> {
    let says_nothing = |after: &str| after.trim_end_matches('\r').chars().count() > 1 && after.trim().is_empty();
    WORDS.into_iter().find(|word| keyword(line, word).is_some_and(says_nothing))
}

/// What comes after a keyword that a text begins with.
pub(super) fn keyword<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let start = text.get(..word.len())?;
    let after = &text[word.len()..];
    let ends = !after.starts_with(|char: char| char.is_ascii_alphanumeric() || char == '_');
    (start.eq_ignore_ascii_case(word) && ends).then_some(after)
}

/// What comes after a keyword and white space.
fn value_of<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let after = keyword(text, word)?;
    Some(after.trim()).filter(|value| after.starts_with(char::is_whitespace) && !value.is_empty())
}

/// Whether what stands before a sign is no statement by itself, but is a task together with what comes after it.
fn is_half_a_name(before: &str, after: &str) -> bool {
    let alone = before.is_empty() || before.contains(':') || WORDS.iter().any(|word| keyword(before, word).is_some());
    let name = after.split([':', '#', ';']).next().unwrap_or_default();
    !alone && has_score(&after[name.len()..])
}

/// Whether a colon and a number come first.
fn has_score(text: &str) -> bool {
    text.strip_prefix(':')
        .and_then(|after| after.split([':', '#', ';', '\n']).next())
        .is_some_and(|score| score.trim().parse::<f64>().is_ok())
}

/// Whether a line looks like the beginning of a statement.
fn begins_statement(line: &str) -> bool {
    let words = WORDS.iter().any(|word| value_of(line, word).is_some());
    let spoken = || {
        ["accTitle", "accDescr"]
            .iter()
            .any(|word| keyword(line, word).is_some_and(|after| after.trim_start().starts_with([':', '{'])))
    };
    words || spoken() || is_task(line)
}
