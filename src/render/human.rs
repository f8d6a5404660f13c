//! Findings for people: what is wrong, the lines where it is, and what to do.
//!
//! The header, the frame and the help are ours; miette draws the lines with their labels. It gets one small text for each
//! cluster of labels, so that two far places do not bring all lines between them.

use std::fmt::{self, Write};

use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents, SourceCode};
use miette::{SourceSpan, SpanContents, ThemeCharacters, ThemeStyles};

use super::snippet::{Mark, Snippet, line_text, snippet};
use super::wrap::wrap;
use super::{Places, Summary, count, visible};
use crate::diagnostic::{Diagnostic, Label, Severity};
use crate::source::{FileId, Sources};

/// How many findings are printed; of the others only the number.
pub const FIRST: usize = 50;
/// How many labels of one finding are drawn.
const LABELS: usize = 12;
/// Labels that are more lines apart than this stand in snippets of their own.
const APART: usize = 3;

/// How the text looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Whether there are colours.
    pub colour: bool,
    /// Whether frames are drawn with Unicode, or with ASCII only.
    pub unicode: bool,
    /// The width in columns.
    pub width: usize,
}

impl Default for Style {
    fn default() -> Self {
        Self { colour: false, unicode: true, width: 100 }
    }
}

/// How many findings are rendered, and how the others are seen.
#[derive(Clone, Copy, Debug)]
pub struct Most {
    /// The number of those that are rendered.
    pub first: usize,
    /// What to do for the rest.
    pub rest: &'static str,
}

impl Default for Most {
    fn default() -> Self {
        Self { first: FIRST, rest: "use --format short or json to see all" }
    }
}

/// Renders the first findings, each followed by an empty line, and says how many more there are.
pub fn render(sources: &Sources, findings: &[&Diagnostic], style: Style) -> String {
    render_first(sources, findings, style, Most::default())
}

/// As [`render`], where other options than those of `check` show the rest.
pub fn render_first(sources: &Sources, findings: &[&Diagnostic], style: Style, most: Most) -> String {
    let mut places = Places::new(sources);
    let mut out = String::new();
    for found in findings.iter().take(most.first) {
        out.push_str(&finding(sources, &mut places, found, style));
        out.push('\n');
    }
    if findings.len() > most.first {
        let dots = if style.unicode { "…" } else { "..." };
        let _ = writeln!(out, "{dots} and {} more ({})\n", findings.len() - most.first, most.rest);
    }
    out
}

/// The line that ends a run.
pub fn summary(summary: Summary, took: Option<std::time::Duration>) -> String {
    match took {
        Some(took) if summary.findings() > 0 => format!("{summary} ({} ms)\n", took.as_millis()),
        _ => format!("{summary}\n"),
    }
}

fn finding(sources: &Sources, places: &mut Places<'_>, found: &Diagnostic, style: Style) -> String {
    let mut out = header(found, style);
    let labels = &found.labels[..found.labels.len().min(LABELS)];
    let digits = digits(sources, labels);
    for file in files(labels) {
        let labels: Vec<&Label> = labels.iter().filter(|label| label.file == file).collect();
        let brush = Brush { severity: found.severity, style, digits };
        let boxed = Boxed { sources, file, labels: &labels, primary: found.primary() };
        out.push_str(&boxed.draw(places, &brush));
    }
    if found.labels.len() > LABELS {
        let _ = writeln!(out, "  and {}", count(found.labels.len() - LABELS, "more place"));
    }
    out.push_str(&help(found, style));
    out
}

/// `error[code]: message`, broken at the width.
fn header(found: &Diagnostic, style: Style) -> String {
    let name = format!("{}[{}]", found.severity.word(), found.code.name());
    let message = visible(&found.message);
    let lines = wrap(&message, style.width.saturating_sub(name.len() + 2), style.width.saturating_sub(2));
    let colour = match found.severity {
        Severity::Error => "1;31",
        Severity::Warning => "1;33",
        Severity::Info => "1;36",
    };
    let mut out = paint(style, colour, &name);
    for (index, line) in lines.iter().enumerate() {
        let lead = if index == 0 { ": " } else { "  " };
        let _ = writeln!(out, "{lead}{}", paint(style, "1", line));
    }
    out
}

fn help(found: &Diagnostic, style: Style) -> String {
    let text = match (&found.help, &found.fix) {
        (Some(help), _) => visible(help),
        (None, Some(fix)) => visible(&fix.title),
        (None, None) => return String::new(),
    };
    let room = style.width.saturating_sub(8);
    let mut lines = wrap(&text, room, room);
    if let Some(fix) = &found.fix {
        let mark = if fix.on_request { "[fix on request]" } else { "[fix available]" };
        match lines.last_mut() {
            Some(last) if last.chars().count() + 3 + mark.len() <= room => {
                *last = format!("{last}   {}", paint(style, "2", mark));
            }
            _ => lines.push(paint(style, "2", mark)),
        }
    }
    let mut out = String::new();
    for (index, line) in lines.iter().enumerate() {
        let lead = if index == 0 { format!("  {} ", paint(style, "36", "help:")) } else { " ".repeat(8) };
        let _ = writeln!(out, "{lead}{line}");
    }
    out
}

fn paint(style: Style, code: &str, text: &str) -> String {
    if style.colour && !text.is_empty() { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
}

/// The files of some labels, in order, each once.
fn files(labels: &[Label]) -> Vec<FileId> {
    let mut files = Vec::new();
    for label in labels {
        if !files.contains(&label.file) {
            files.push(label.file);
        }
    }
    files
}

/// The width of the largest line number.
fn digits(sources: &Sources, labels: &[Label]) -> usize {
    let lines = labels.iter().map(|label| sources.get(label.file).lines().line(label.span.start) + 1);
    lines.max().unwrap_or(1).to_string().len()
}

/// What a frame is drawn with.
struct Brush {
    severity: Severity,
    style: Style,
    digits: usize,
}

impl Brush {
    fn characters(&self) -> ThemeCharacters {
        if self.style.unicode { ThemeCharacters::unicode() } else { ThemeCharacters::ascii() }
    }

    /// miette gives its colours to the labels in turn; the primary one gets that of the severity.
    fn theme(&self, snippet: &Snippet) -> GraphicalTheme {
        let mut styles = if self.style.colour { ThemeStyles::ansi() } else { ThemeStyles::none() };
        if self.style.colour {
            let (primary, other) = match self.severity {
                Severity::Error => (styles.error, styles.help),
                Severity::Warning => (styles.warning, styles.help),
                Severity::Info => (styles.advice, styles.highlights[2]),
            };
            styles.highlights = snippet.marks.iter().map(|(_, _, is)| if *is { primary } else { other }).collect();
        }
        GraphicalTheme { characters: self.characters(), styles }
    }
}

/// The labels of one file.
struct Boxed<'a> {
    sources: &'a Sources,
    file: FileId,
    labels: &'a [&'a Label],
    primary: &'a Label,
}

impl Boxed<'_> {
    fn draw(&self, places: &mut Places<'_>, brush: &Brush) -> String {
        let characters = brush.characters();
        let margin = " ".repeat(brush.digits + 1);
        let first = self.labels[0];
        let place = places.of(self.file, first.span.start);
        let path = visible(self.sources.get(self.file).path());
        let at = paint(brush.style, "36", &format!("{path}:{}:{}", place.line, place.column));
        let mut out = format!("{margin}{}{}[{at}]\n", characters.ltop, characters.hbar);
        for (index, cluster) in self.clusters().iter().enumerate() {
            if index > 0 {
                let _ = writeln!(out, "{margin}{}", characters.vbar_break);
            }
            out.push_str(&self.cluster(cluster, brush));
        }
        let _ = writeln!(out, "{margin}{}{}", characters.lbot, characters.hbar.to_string().repeat(4));
        out
    }

    /// The labels as marks, those together that are few lines apart.
    fn clusters(&self) -> Vec<Vec<Mark>> {
        let mut marks: Vec<Mark> = self.labels.iter().map(|label| self.mark(label)).collect();
        marks.sort_by_key(|mark| (mark.line, mark.bytes.start));
        let mut clusters: Vec<Vec<Mark>> = Vec::new();
        for mark in marks {
            match clusters.last_mut() {
                Some(cluster) if cluster.last().is_some_and(|last| mark.line - last.line <= APART) => cluster.push(mark),
                _ => clusters.push(vec![mark]),
            }
        }
        clusters
    }

    /// A label within its first line.
    fn mark(&self, label: &Label) -> Mark {
        let file = self.sources.get(self.file);
        let line = file.lines().line(label.span.start);
        let start = file.lines().range(line).start;
        let length = line_text(file, line).len();
        let within = |byte: u32| (byte as usize).saturating_sub(start).min(length);
        Mark {
            primary: std::ptr::eq(label, self.primary),
            line,
            bytes: within(label.span.start)..within(label.span.end),
            text: visible(&label.text).into_owned(),
        }
    }

    fn cluster(&self, marks: &[Mark], brush: &Brush) -> String {
        let file = self.sources.get(self.file);
        let (top, last) = (marks[0].line, marks[marks.len() - 1].line);
        let context = top > 0 && marks.iter().any(|mark| mark.primary) && says_something(line_text(file, top - 1));
        let first = if context { top - 1 } else { top };
        let width = brush.style.width.saturating_sub(brush.digits + 3).max(30);
        let ellipsis = if brush.style.unicode { "…" } else { "..." };
        let snippet = snippet(file, first, last, marks, width, ellipsis);
        let drawn = Drawn(snippet);
        let handler = GraphicalReportHandler::new_themed(brush.theme(&drawn.0))
            .with_context_lines(1)
            .with_links(false)
            .without_syntax_highlighting()
            .with_wrap_lines(false);
        let mut text = String::new();
        if handler.render_report(&mut text, &drawn).is_err() {
            return String::new();
        }
        inner(&text, brush.digits)
    }
}

/// Whether a line tells where the one below it stands.
fn says_something(line: &str) -> bool {
    let line = line.trim_start();
    !line.starts_with("//") && line.chars().any(char::is_alphanumeric)
}

/// The lines between miette's own header and its last line, moved so that all line numbers end in the same column.
fn inner(text: &str, digits: usize) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let frame = lines.iter().skip(1).next_back().map_or(0, |last| last.chars().take_while(|char| *char == ' ').count());
    let pad = " ".repeat((digits + 2).saturating_sub(frame));
    let mut out = String::new();
    for line in lines.iter().skip(2).take(lines.len().saturating_sub(3)) {
        let line = line.strip_prefix(' ').unwrap_or(line);
        let _ = writeln!(out, "{}", format!("{pad}{line}").trim_end());
    }
    out
}

/// A snippet as miette wants it: a problem without a message, with a text that knows its lines.
#[derive(Debug)]
struct Drawn(Snippet);

impl fmt::Debug for Snippet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Display for Drawn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("")
    }
}

impl std::error::Error for Drawn {}

impl miette::Diagnostic for Drawn {
    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.0.marks.iter().map(|(range, words, primary)| {
            let words = Some(words.clone()).filter(|words| !words.is_empty());
            let span = (range.start, range.len());
            if *primary { LabeledSpan::new_primary_with_span(words, span) } else { LabeledSpan::new_with_span(words, span) }
        })))
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.0)
    }
}

impl SourceCode for Snippet {
    /// Always the whole snippet: it is small, and all its labels belong together.
    fn read_span<'a>(&'a self, _: &SourceSpan, _: usize, _: usize) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let span = (0, self.text.len()).into();
        Ok(Box::new(MietteSpanContents::new(self.text.as_bytes(), span, self.first, 0, self.count)))
    }
}
