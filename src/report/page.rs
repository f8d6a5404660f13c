//! Lines of a terminal: entries with a tag before them, broken at the width, in colours or without, in Unicode or ASCII.
//!
//! Whatever is put on a page is made harmless here: text of a map cannot steer the terminal or begin a line of its own.

use std::cmp::Ordering;
use std::fmt::Write;

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use crate::render::human::Style;
use crate::render::{visible, visible_whole, wrap};
use crate::source::one_line;

/// The columns before the text of an entry: two of margin, the tag, two between.
const TAG: usize = 9;
const INDENT: usize = 2 + TAG + 2;

/// Our own signs and what stands for them where there is only ASCII.
const SIGNS: &[(&str, &str)] = &[
    ("–", "-"),
    ("−", "-"),
    ("→", "->"),
    ("›", ">"),
    ("·", "|"),
    ("≤", "<="),
    ("≥", ">="),
    ("…", "..."),
    ("×", "x"),
    ("█", "#"),
    ("▓", "="),
    ("░", "."),
];

/// A tint, as the terminal knows it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Tint {
    Plain,
    Bold,
    Dim,
    Good,
    Middling,
    Bad,
    Worst,
}

impl Tint {
    const fn code(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Bold => "1",
            Self::Dim => "2",
            Self::Good => "32",
            Self::Middling => "33",
            Self::Bad => "31",
            Self::Worst => "1;31",
        }
    }
}

/// A page that is being written.
pub struct Page {
    style: Style,
    /// Whether the middle of an endless text is shown, too.
    whole: bool,
    out: String,
}

impl Page {
    /// An empty page.
    pub fn new(style: Style, whole: bool) -> Self {
        Self { style, whole, out: String::new() }
    }

    /// How many columns a line has.
    pub fn width(&self) -> usize {
        self.style.width
    }

    /// What was written.
    pub fn finish(self) -> String {
        self.out
    }

    /// A heading after an empty line, with a note behind it.
    pub fn heading(&mut self, title: &str, note: &str) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        let title = self.clean(title);
        let note = self.clean(note);
        let lead = title.width() + 2;
        let lines = broken(&note, self.style.width.saturating_sub(lead), self.style.width.saturating_sub(2));
        let colon = if note.is_empty() { "" } else { ":" };
        let first = lines.first().filter(|_| !note.is_empty()).map_or_else(String::new, |line| format!(" {line}"));
        let _ = writeln!(self.out, "{}{}", self.paint(Tint::Bold, &format!("{title}{colon}")), first);
        for line in lines.iter().skip(1) {
            let _ = writeln!(self.out, "  {line}");
        }
    }

    /// A text from the margin on; nothing if it is empty.
    pub fn text(&mut self, tint: Tint, text: &str) {
        self.parts(tint, &[text.to_owned()]);
    }

    /// Texts side by side from the margin on.
    pub fn parts(&mut self, tint: Tint, parts: &[String]) {
        let parts: Vec<String> = parts.iter().map(|part| self.clean(part)).filter(|part| !part.is_empty()).collect();
        for line in self.flow(parts.into_iter(), self.style.width) {
            let _ = writeln!(self.out, "{}", self.paint(tint, &line));
        }
    }

    /// An entry: its tag, what it is, and what is said about it.
    pub fn entry(&mut self, tag: (&str, Tint), title: &str, details: &[String]) {
        let room = self.style.width.saturating_sub(INDENT).max(10);
        let title = self.clean(title);
        let details: Vec<String> = details.iter().map(|part| self.clean(part)).filter(|part| !part.is_empty()).collect();
        let lead = self.tag(tag);
        // The title fills the first lines and begins the one after them.
        let titles = broken(&title, room, room);
        let (whole, begun) = (titles.len().saturating_sub(1), titles.last().map_or(0, String::len));
        for (at, line) in self.flow(std::iter::once(title).chain(details), room).iter().enumerate() {
            let before = if at == 0 { lead.clone() } else { " ".repeat(INDENT) };
            let bold = match at.cmp(&whole) {
                Ordering::Less => line.len(),
                Ordering::Equal => begun,
                Ordering::Greater => 0,
            };
            let (bold, plain) = line.split_at(bold);
            let _ = writeln!(self.out, "{before}{}{plain}", self.paint(Tint::Bold, bold));
        }
    }

    /// A line that stands below entries, such as how many more there are.
    pub fn note(&mut self, text: &str) {
        self.notes(&[text.to_owned()]);
    }

    /// Texts side by side below entries.
    pub fn notes(&mut self, parts: &[String]) {
        let parts: Vec<String> = parts.iter().map(|part| self.clean(part)).collect();
        let room = self.style.width.saturating_sub(2).max(10);
        for line in self.flow(parts.into_iter(), room) {
            let _ = writeln!(self.out, "  {}", self.paint(Tint::Dim, &line));
        }
    }

    /// A bar of parts, a count and a title.
    pub fn bar(&mut self, parts: &[(usize, &str, Tint)], columns: usize, count: &str, title: &str) {
        let mut bar = String::new();
        let mut used = 0;
        for (length, sign, tint) in parts {
            bar.push_str(&self.paint(*tint, &self.clean(sign).repeat(*length)));
            used += length;
        }
        bar.push_str(&" ".repeat(columns.saturating_sub(used)));
        let lead = 2 + columns + 2 + count.width() + 2;
        let room = self.style.width.saturating_sub(lead).max(10);
        for (at, line) in broken(&self.clean(title), room, room).iter().enumerate() {
            let before = if at == 0 { format!("  {bar}  {count}  ") } else { " ".repeat(lead) };
            let _ = writeln!(self.out, "{}", format!("{before}{line}").trim_end());
        }
    }

    fn tag(&self, (tag, tint): (&str, Tint)) -> String {
        let tag = self.clean(tag);
        let pad = " ".repeat((TAG + 2).saturating_sub(tag.width()).max(1));
        format!("  {}{pad}", self.paint(tint, &tag))
    }

    fn paint(&self, tint: Tint, text: &str) -> String {
        if self.style.colour && tint != Tint::Plain && !text.is_empty() {
            format!("\u{1b}[{}m{text}\u{1b}[0m", tint.code())
        } else {
            text.to_owned()
        }
    }

    /// One line without anything that steers a terminal; where there is only ASCII, without our own other signs.
    pub fn clean(&self, text: &str) -> String {
        let line = one_line(text);
        let line = if self.whole { visible_whole(&line) } else { visible(&line) }.into_owned();
        if self.style.unicode {
            return line;
        }
        SIGNS.iter().fold(line, |line, (sign, plain)| line.replace(sign, plain))
    }

    /// Parts side by side in lines of a width. A part begins a line of its own rather than being broken.
    fn flow(&self, parts: impl Iterator<Item = String>, room: usize) -> Vec<String> {
        let dot = format!(" {} ", self.clean("·"));
        let mut lines: Vec<String> = Vec::new();
        for part in parts {
            match lines.last_mut() {
                Some(line) if line.width() + dot.width() + part.width() <= room => {
                    line.push_str(&dot);
                    line.push_str(&part);
                }
                _ => lines.extend(broken(&part, room, room)),
            }
        }
        lines
    }
}

/// Lines of a width; a word that is wider than a line is broken, too.
fn broken(text: &str, first: usize, rest: usize) -> Vec<String> {
    let room = rest.max(1);
    let words = text.split(' ').map(|word| if word.width() > room { pieces(word, room) } else { word.to_owned() });
    wrap(&words.collect::<Vec<_>>().join(" "), first, rest)
}

/// A word in pieces of at most so many columns, with spaces between.
fn pieces(word: &str, room: usize) -> String {
    let mut out = String::new();
    let mut used = 0;
    for sign in word.chars() {
        let columns = sign.width().unwrap_or(0);
        if used + columns > room && used > 0 {
            out.push(' ');
            used = 0;
        }
        out.push(sign);
        used += columns;
    }
    out
}
