//! The front matter of a diagram: lines of YAML between `---` and `---`.
//!
//! Only `title` says something about the journey; the rest tells Mermaid how to draw. A diagram that is indented as a whole, as in
//! a web page, may have its front matter indented like the rest.

use std::borrow::Cow;

use crate::import::said::Said;
use crate::source::Span;

/// What the front matter says.
#[derive(Default)]
pub struct Front<'a> {
    /// The title, and where it stands.
    pub title: Option<(Cow<'a, str>, Span)>,
    /// Where the diagram begins.
    pub end: usize,
}

/// A line: where its text begins, its text, and where the next line begins.
#[derive(Clone, Copy)]
struct Line<'a> {
    start: usize,
    indent: usize,
    text: &'a str,
    next: usize,
}

/// The lines of a text from a byte on.
fn lines(text: &str, from: usize) -> impl Iterator<Item = Line<'_>> {
    let mut at = from;
    text[from..].split_inclusive('\n').map(move |whole| {
        let indent = whole.len() - whole.trim_start_matches([' ', '\t']).len();
        let line = Line { start: at + indent, indent, text: whole.trim(), next: at + whole.len() };
        at += whole.len();
        line
    })
}

/// Reads the front matter, if there is one.
pub fn front<'a>(text: &'a str, said: &mut Said) -> Front<'a> {
    let Some(open) = lines(text, 0).find(|line| !line.text.is_empty()) else { return Front::default() };
    if open.text != "---" {
        return Front::default();
    }
    let inside = || lines(text, open.next);
    let close = inside().find(|line| line.text == "---" && line.indent == open.indent);
    let askew = || inside().find(|line| line.text == "---");
    let journey = || inside().find(|line| line.text == "journey" || line.text.starts_with("journey "));
    let span = Span::new(open.start, open.start + open.text.len());
    let (until, end) = if let Some(close) = close.or_else(askew) {
        if close.indent != open.indent {
            said.rejected(
                Span::new(close.start, close.start + 3),
                "the front matter is not closed where it was opened",
                "stands in another column than the first `---`",
                "begin both lines of `---` in the same column",
            );
        }
        (close.start, close.next)
    } else {
        let end = journey().map_or(open.next, |line| line.start);
        said.rejected(span, "the front matter is never closed", "opened here", "write `---` on a line of its own after it");
        (end, end)
    };
    let mut front = Front { end, ..Front::default() };
    let keys = inside().take_while(|line| line.start < until);
    let indent = keys.filter(|line| !line.text.is_empty()).map(|line| line.indent).min().unwrap_or_default();
    let mut rest = inside().take_while(|line| line.start < until).peekable();
    while let Some(line) = rest.next() {
        let Some((key, value)) = line.text.split_once(':').filter(|_| line.indent == indent && !line.text.starts_with('#')) else {
            continue;
        };
        let mut below = Vec::new();
        while let Some(inner) = rest.next_if(|inner| inner.indent > indent || inner.text.is_empty()) {
            below.push(inner.text);
        }
        if key == "title" {
            let span = Span::new(line.start, line.start + line.text.len());
            front.title = Some((scalar(value.trim(), &below), span)).filter(|(title, _)| !title.trim().is_empty());
        } else {
            let label = if key == "config" { "tells Mermaid how to draw" } else { "not about the journey" };
            said.left_out(Span::new(line.start, line.start + key.len()), format!("`{key}` of the front matter is left out"), label);
        }
    }
    front
}

/// A text of YAML: plain, in quotes, or in the lines below.
fn scalar<'a>(value: &'a str, below: &[&'a str]) -> Cow<'a, str> {
    let quoted = |quote: char| value.strip_prefix(quote).and_then(|inner| inner.strip_suffix(quote));
    if let Some(inner) = quoted('"') {
        return if inner.contains('\\') {
            Cow::Owned(inner.replace("\\n", " ").replace("\\\"", "\"").replace("\\\\", "\\"))
        } else {
            Cow::Borrowed(inner)
        };
    }
    if let Some(inner) = quoted('\'') {
        return if inner.contains("''") { Cow::Owned(inner.replace("''", "'")) } else { Cow::Borrowed(inner) };
    }
    if value.starts_with(['|', '>']) {
        return Cow::Owned(below.join(" "));
    }
    Cow::Borrowed(value.split(" #").next().unwrap_or(value).trim_end())
}
