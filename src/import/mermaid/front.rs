//! The front matter of a diagram: YAML between `---` and `---`.
//!
//! Only `title` says something about the journey; the rest tells Mermaid how to draw. A diagram that is indented as a whole, as in
//! a web page, may have its front matter indented like the rest. With front matter that is no YAML Mermaid rejects the whole diagram;
//! here its lines are kept.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use granit_parser::{Event, Parser, ScalarStyle, ScanError, StructureStyle, options};

use crate::import::said::Said;
use crate::source::Span;

/// The longest front matter that is read, in bytes.
const LONGEST: usize = 1 << 20;
/// What in YAML stands for nothing.
const NOTHING: [&str; 5] = ["", "~", "null", "Null", "NULL"];

/// What the front matter says.
#[derive(Default)]
pub struct Front<'a> {
    /// The title, and where it stands.
    pub title: Option<(Cow<'a, str>, Span)>,
    /// Its comments.
    pub comments: Vec<&'a str>,
    /// Where the diagram begins.
    pub end: usize,
}

/// Where the front matter stands.
struct Bounds<'a> {
    /// The line that opens it.
    open: Span,
    /// The white space before that line, which the lines inside have, too.
    indent: &'a str,
    /// What stands inside.
    inside: Range<usize>,
    /// Where the diagram begins.
    end: usize,
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

/// Where the diagram begins that a text holds: behind its front matter, if there is one.
pub fn end(text: &str, said: &mut Said) -> usize {
    bounds(text, said).map_or(0, |bounds| bounds.end)
}

/// Finds the front matter, if there is one.
fn bounds<'a>(text: &'a str, said: &mut Said) -> Option<Bounds<'a>> {
    let first = lines(text, 0).find(|line| !line.text.is_empty()).filter(|line| line.text == "---")?;
    let inside = || lines(text, first.next);
    let close = inside().find(|line| line.text == "---" && line.indent == first.indent);
    let askew = || inside().find(|line| line.text == "---");
    let journey = || inside().find(|line| line.text == "journey" || line.text.starts_with("journey "));
    let open = Span::new(first.start, first.start + first.text.len());
    let (until, end) = if let Some(close) = close.or_else(askew) {
        if close.indent != first.indent {
            said.rejected(
                Span::new(close.start, close.start + 3),
                "the front matter is not closed where it was opened",
                "stands in another column than the first `---`",
                "begin both lines of `---` in the same column",
            );
        }
        (close.start - close.indent, close.next)
    } else {
        let end = journey().map_or(first.next, |line| line.start);
        said.rejected(open, "the front matter is never closed", "opened here", "write `---` on a line of its own after it");
        (end, end)
    };
    let indent = &text[first.start - first.indent..first.start];
    Some(Bounds { open, indent, inside: first.next..until.max(first.next), end })
}

/// Reads the front matter, if there is one.
pub fn front<'a>(text: &'a str, said: &mut Said) -> Front<'a> {
    let Some(bounds) = bounds(text, said) else { return Front::default() };
    if bounds.inside.len() > LONGEST {
        said.left_out(bounds.open, format!("the front matter is longer than {} MB", LONGEST >> 20), "left out");
        return Front { end: bounds.end, ..Front::default() };
    }
    let body = Body::of(text, &bounds);
    let mut reader =
        Reader { body: &body, front: Front::default(), left: Vec::new(), levels: Vec::new(), key: None, anchors: HashMap::new() };
    let front = match reader.read() {
        Ok(()) => {
            for (span, message, label) in reader.left {
                said.left_out(span, message, label);
            }
            reader.front
        }
        Err((at, reason)) => {
            let help = "put a text in quotes that has signs of YAML in it: `title: \"Checkout: as a guest\"`";
            said.rejected(body.sign(at), format!("the front matter is no YAML: {reason}"), "Mermaid stops here", help);
            as_lines(text, bounds.inside)
        }
    };
    Front { end: bounds.end, ..front }
}

/// The lines of front matter that is no YAML: the one of the title, and the others as comments.
fn as_lines(text: &str, inside: Range<usize>) -> Front<'_> {
    let mut front = Front::default();
    for line in lines(&text[..inside.end], inside.start).filter(|line| !line.text.is_empty()) {
        let title = line.text.strip_prefix("title:").map(|title| title.trim().trim_matches(['"', '\'']));
        match title.filter(|title| front.title.is_none() && !title.is_empty()) {
            Some(title) => front.title = Some((Cow::Borrowed(title), Span::new(line.start, line.start + line.text.len()))),
            None => front.comments.push(line.text.strip_prefix('#').unwrap_or(line.text)),
        }
    }
    front
}

/// The YAML as Mermaid reads it: without the white space that all of it is indented by.
struct Body<'a> {
    text: &'a str,
    yaml: Cow<'a, str>,
    /// Where its lines begin, there and in the text.
    lines: Vec<(usize, usize)>,
}

impl<'a> Body<'a> {
    fn of(text: &'a str, bounds: &Bounds<'_>) -> Self {
        let inside = &text[bounds.inside.clone()];
        if bounds.indent.is_empty() {
            return Self { text, yaml: Cow::Borrowed(inside), lines: vec![(0, bounds.inside.start)] };
        }
        let (mut yaml, mut lines, mut at) = (String::with_capacity(inside.len()), Vec::new(), bounds.inside.start);
        for line in inside.split_inclusive('\n') {
            let bare = line.strip_prefix(bounds.indent).unwrap_or(line);
            lines.push((yaml.len(), at + line.len() - bare.len()));
            yaml.push_str(bare);
            at += line.len();
        }
        Self { text, yaml: Cow::Owned(yaml), lines }
    }

    /// The place in the text of a byte of the YAML.
    fn place(&self, at: usize) -> usize {
        let before = self.lines.partition_point(|(start, _)| *start <= at);
        before.checked_sub(1).map_or(0, |line| self.lines[line].1 + at - self.lines[line].0)
    }

    fn span(&self, range: &Range<usize>) -> Span {
        Span::new(self.place(range.start), self.place(range.end).max(self.place(range.start)))
    }

    /// The sign at a byte of the YAML; at the end of a line that before it.
    fn sign(&self, at: usize) -> Span {
        let at = self.yaml.floor_char_boundary(at);
        let here = self.yaml[at..].chars().next().filter(|sign| !sign.is_whitespace());
        let before = || self.yaml[..at].char_indices().rev().find(|(_, sign)| !sign.is_whitespace());
        let (at, length) = match here {
            Some(sign) => (at, sign.len_utf8()),
            None => before().map_or((at, 0), |(at, sign)| (at, sign.len_utf8())),
        };
        Span::new(self.place(at), self.place(at) + length)
    }
}

/// A value of YAML.
enum Value<'y> {
    /// A text, and whether it stands without quotes.
    Scalar(Cow<'y, str>, bool),
    /// A list.
    List,
    /// Keys with values.
    Map,
}

/// A list or a map that is open.
struct Level {
    /// The keys of a map so far.
    keys: Option<HashSet<String>>,
    /// Whether the next value of a map is a key.
    is_key: bool,
    /// Whether its keys stand in lines, and not in braces.
    in_lines: bool,
}

/// Where YAML is none, and why.
type Refused = (usize, String);

struct Reader<'a, 'b> {
    body: &'b Body<'a>,
    front: Front<'a>,
    /// What is left out: where it stands, and why.
    left: Vec<(Span, String, &'static str)>,
    levels: Vec<Level>,
    /// The key of the outermost map whose value comes next.
    key: Option<(String, Range<usize>)>,
    /// The texts that have a name.
    anchors: HashMap<usize, String>,
}

impl Reader<'_, '_> {
    fn read(&mut self) -> Result<(), Refused> {
        // Like Mermaid's own reader; how many comments there are does not matter.
        let options = options! { strict_indentation: true, max_buffered_comment_events: usize::MAX };
        let yaml: &str = &self.body.yaml;
        let mut documents = 0;
        for event in Parser::new_from_str_with_options(yaml, options) {
            let (event, span) =
                event.map_err(|error: ScanError| (error.marker().byte_offset().unwrap_or(yaml.len()), error.info()))?;
            let range = span.byte_range().unwrap_or_default();
            if let Some(tag) = event.tag().filter(|tag| tag.is_custom()) {
                return Err((range.start, format!("nobody knows the tag `{tag}`")));
            }
            match event {
                Event::DocumentStart(..) => {
                    documents += 1;
                    if documents > 1 {
                        return Err((range.start, "there is a second document in it".into()));
                    }
                }
                Event::Comment(..) => {
                    let text = self.body.text.get(self.body.span(&range).range()).unwrap_or_default();
                    self.front.comments.push(text.strip_prefix('#').unwrap_or(text));
                }
                Event::Scalar(text, style, anchor, _) => {
                    if anchor > 0 {
                        self.anchors.insert(anchor, text.to_string());
                    }
                    self.value(&Value::Scalar(text, style == ScalarStyle::Plain), &range)?;
                }
                Event::Alias(anchor) => {
                    let value = self.anchors.get(&anchor).map_or(Value::Map, |text| Value::Scalar(text.clone().into(), false));
                    self.value(&value, &range)?;
                }
                Event::SequenceStart(..) => {
                    self.value(&Value::List, &range)?;
                    self.levels.push(Level { keys: None, is_key: false, in_lines: false });
                }
                Event::MappingStart(style, ..) => {
                    self.value(&Value::Map, &range)?;
                    let in_lines = style == StructureStyle::Block;
                    self.levels.push(Level { keys: Some(HashSet::new()), is_key: true, in_lines });
                }
                Event::SequenceEnd | Event::MappingEnd => {
                    self.levels.pop();
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Takes a value or a key, or the beginning of one.
    fn value(&mut self, value: &Value<'_>, range: &Range<usize>) -> Result<(), Refused> {
        let depth = self.levels.len();
        let Some(level) = self.levels.last_mut() else {
            let is_nothing = matches!(value, Value::Scalar(text, true) if NOTHING.contains(&&**text));
            if !is_nothing && !matches!(value, Value::Map) {
                self.left.push((self.body.span(range), "the front matter is left out".into(), "no `title:` and no other key"));
            }
            return Ok(());
        };
        let Some(keys) = &mut level.keys else { return Ok(()) };
        let is_key = level.is_key;
        level.is_key = !is_key;
        if is_key {
            let line = self.body.yaml[..range.start].rsplit('\n').next().unwrap_or_default();
            if level.in_lines && line.trim().is_empty() && line.contains('\t') {
                return Err((range.start, "a tab stands before a key".into()));
            }
            let text = if let Value::Scalar(text, _) = value { text.to_string() } else { String::new() };
            if matches!(value, Value::Scalar(..)) && !keys.insert(text.clone()) {
                return Err((range.start, format!("`{}` stands there twice", super::shown(&text))));
            }
            if depth == 1 {
                self.key = Some((text, range.clone()));
            }
        } else if depth == 1
            && let Some((key, at)) = self.key.take()
        {
            self.field(&key, &at, value, range);
        }
        Ok(())
    }

    /// Takes a key of the outermost map with its value.
    fn field(&mut self, key: &str, at: &Range<usize>, value: &Value<'_>, range: &Range<usize>) {
        let span = self.body.span(at);
        match value {
            Value::Scalar(text, plain) if key == "title" => {
                let whole = self.body.span(&(at.start..range.end.max(at.end)));
                let is_nothing = text.trim().is_empty() || *plain && NOTHING.contains(&&**text);
                self.front.title = (!is_nothing).then(|| (Cow::Owned(text.trim().to_owned()), whole));
            }
            Value::List | Value::Map if key == "title" => {
                self.left.push((span, "the title of the front matter is left out".into(), "no text"));
            }
            _ => {
                let label = if key == "config" { "tells Mermaid how to draw" } else { "not about the journey" };
                self.left.push((span, format!("`{}` of the front matter is left out", super::shown(key)), label));
            }
        }
    }
}
