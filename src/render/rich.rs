//! Text whose parts have a meaning, broken into lines of a width and coloured where there are colours.
//!
//! A [`Rich`] is a row of parts, each with a [`Face`]. Where there are no colours nothing is lost: code then stands in backticks.

use unicode_width::UnicodeWidthStr;

use super::human::Style;
use crate::diagnostic::Level;

/// What a part of a text is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Face {
    /// Nothing in particular.
    Plain,
    /// A heading, or a name that is looked up.
    Strong,
    /// What is stressed.
    Emphasis,
    /// What is typed as it stands.
    Code,
    /// What may be overlooked.
    Quiet,
    /// An error.
    Error,
    /// A warning.
    Warning,
    /// A note.
    Note,
    /// In a map: a keyword.
    Keyword,
    /// In a map: the name of a field, or a word between others.
    Field,
    /// In a map: text in quotes.
    Quoted,
}

impl Face {
    /// The parameters of the terminal's colour sequence.
    const fn colours(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Strong => "1",
            Self::Emphasis => "3",
            Self::Code | Self::Field => "36",
            Self::Quiet => "2",
            Self::Error => "31",
            Self::Warning => "33",
            Self::Note => "34",
            Self::Keyword => "1;35",
            Self::Quoted => "32",
        }
    }
}

impl From<Level> for Face {
    fn from(level: Level) -> Self {
        match level {
            Level::Off => Self::Quiet,
            Level::Note => Self::Note,
            Level::Warning => Self::Warning,
            Level::Error => Self::Error,
        }
    }
}

/// A part of a text.
type Part = (Face, String);

/// A text of parts. A line feed in a part ends the line.
#[derive(Clone, Default, Debug, PartialEq, Eq)]
pub struct Rich(Vec<Part>);

impl Rich {
    /// A text that is all of one face.
    pub fn new(face: Face, text: impl Into<String>) -> Self {
        Self(vec![(face, text.into())])
    }

    /// A text in which code stands between backticks, as in Markdown.
    pub fn inline(text: &str) -> Self {
        let mut rich = Self::default();
        for (index, part) in text.split('`').enumerate() {
            rich.push(if index % 2 == 1 { Face::Code } else { Face::Plain }, part);
        }
        rich
    }

    /// Adds a part.
    pub fn push(&mut self, face: Face, text: impl Into<String>) {
        let text = text.into();
        if !text.is_empty() {
            self.0.push((face, text));
        }
    }

    /// Adds the parts of another text.
    pub fn append(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The text, painted as it is on one line.
    pub fn paint(&self, style: Style) -> String {
        self.0.iter().map(|(face, text)| paint(style, *face, &shown(style, *face, text))).collect()
    }

    /// The columns of the widest line where nothing is broken.
    pub fn width(&self, style: Style) -> usize {
        self.lines(usize::MAX, style).iter().map(Line::width).max().unwrap_or(0)
    }

    /// The columns of the widest word: code counts as one.
    pub fn widest_word(&self, style: Style) -> usize {
        self.lines(0, style).iter().map(Line::width).max().unwrap_or(0)
    }

    /// The text in lines of at most `width` columns. Code stays in one piece; a word that fits nowhere stands alone.
    pub fn lines(&self, width: usize, style: Style) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut line = Line::default();
        for word in self.words(width, style) {
            let gap = usize::from(!word.glued);
            let room = width.saturating_sub(word.line.width());
            if !word.ends_line && (line.parts.is_empty() || line.width() + gap <= room) {
                line.join(word.line, gap);
            } else {
                lines.push(std::mem::replace(&mut line, word.line));
            }
        }
        lines.push(line);
        lines
    }

    /// The words, each with the white space that it has lost.
    fn words(&self, width: usize, style: Style) -> Vec<Word> {
        let mut words: Vec<Word> = Vec::new();
        let mut open = false;
        for (face, text) in &self.0 {
            let text = shown(style, *face, text);
            // Code that is wider than a line is broken at its spaces, as all else is.
            let whole = *face == Face::Code && (width == 0 || text.width() <= width);
            let mut rest = text.as_str();
            while !rest.is_empty() {
                let end = if whole { rest.len() } else { rest.find([' ', '\n']).unwrap_or(rest.len()) };
                if end > 0 {
                    let part = (*face, rest[..end].to_owned());
                    match words.last_mut() {
                        Some(word) if open => word.line.parts.push(part),
                        _ => words.push(Word { line: Line { parts: vec![part] }, glued: words.is_empty(), ends_line: false }),
                    }
                    open = true;
                } else {
                    if rest.starts_with('\n') {
                        words.push(Word { line: Line::default(), glued: true, ends_line: true });
                    }
                    open = rest.starts_with('\n');
                    rest = &rest[1..];
                    continue;
                }
                rest = &rest[end..];
            }
        }
        words
    }
}

/// A line of parts.
#[derive(Clone, Default, Debug)]
pub struct Line {
    parts: Vec<Part>,
}

impl Line {
    /// Its columns.
    pub fn width(&self) -> usize {
        self.parts.iter().map(|(_, text)| text.width()).sum()
    }

    /// The line as it is printed.
    pub fn paint(&self, style: Style) -> String {
        self.parts.iter().map(|(face, text)| paint(style, *face, text)).collect()
    }

    /// Adds a word; a gap inside one face belongs to it, so that the colour does not stop and start.
    fn join(&mut self, word: Line, gap: usize) {
        let mut parts = word.parts.into_iter();
        let Some((face, text)) = parts.next() else { return };
        let space = " ".repeat(if self.parts.is_empty() { 0 } else { gap });
        match self.parts.last_mut() {
            Some((last, before)) if *last == face => {
                before.push_str(&space);
                before.push_str(&text);
            }
            Some((Face::Plain, before)) => {
                before.push_str(&space);
                self.parts.push((face, text));
            }
            _ if face == Face::Plain => self.parts.push((face, space + &text)),
            _ => {
                if !space.is_empty() {
                    self.parts.push((Face::Plain, space));
                }
                self.parts.push((face, text));
            }
        }
        self.parts.extend(parts);
    }
}

/// A word, which may be of several faces.
struct Word {
    line: Line,
    /// Whether no space stands before it.
    glued: bool,
    /// Whether it is not a word but the end of a line.
    ends_line: bool,
}

/// The text of a part: without colours, code stands between backticks.
fn shown(style: Style, face: Face, text: &str) -> String {
    if face == Face::Code && !style.colour { format!("`{text}`") } else { text.to_owned() }
}

fn paint(style: Style, face: Face, text: &str) -> String {
    let colours = face.colours();
    if style.colour && !colours.is_empty() && !text.is_empty() {
        format!("\u{1b}[{colours}m{text}\u{1b}[0m")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, width: usize) -> Vec<String> {
        Rich::inline(text).lines(width, Style::default()).iter().map(|line| line.paint(Style::default())).collect()
    }

    #[test]
    fn code_stays_in_one_piece_where_it_fits() {
        assert_eq!(lines("add `a -> b`, or not", 12), ["add", "`a -> b`, or", "not"]);
        assert_eq!(lines("`a very long thing`", 10), ["`a very", "long", "thing`"]);
        assert_eq!(lines("one\ntwo three", 20), ["one", "two three"]);
        assert_eq!(lines("(`a`)  and `b`.", 80), ["(`a`) and `b`."]);
        assert_eq!(lines("", 10), [""]);
        assert_eq!(Rich::inline("a `b c` d").widest_word(Style::default()), 5);
        assert_eq!(Rich::inline("a\nb c").width(Style::default()), 3);
    }

    #[test]
    fn colours_stand_for_backticks() {
        let style = Style { colour: true, ..Style::default() };
        assert_eq!(Rich::inline("a `b c` d").paint(style), "a \u{1b}[36mb c\u{1b}[0m d");
        let broken: Vec<String> = Rich::inline("a `b c` d").lines(2, style).iter().map(|line| line.paint(style)).collect();
        assert_eq!(broken, ["a", "\u{1b}[36mb\u{1b}[0m", "\u{1b}[36mc\u{1b}[0m", "d"]);
    }
}
