//! Where a diagram begins, and whether it is a journey.

use super::blocks::{goes_on, is_task};
use super::front;
use super::read::{Reader, keyword};
use super::task::shown;
use crate::import::said::Said;
use crate::source::{FileId, Span};

/// The word that begins a journey.
pub const WORD: &str = "journey";
/// The words that begin diagrams of other kinds; so does whatever ends in `-beta`.
const OTHERS: &[&str] = &[
    "architecture",
    "block",
    "C4Component",
    "C4Container",
    "C4Context",
    "C4Deployment",
    "C4Dynamic",
    "classDiagram",
    "classDiagram-v2",
    "erDiagram",
    "eventmodeling",
    "flowchart",
    "flowchart-elk",
    "gantt",
    "gitGraph",
    "graph",
    "info",
    "ishikawa",
    "kanban",
    "mindmap",
    "packet",
    "pie",
    "quadrantChart",
    "requirement",
    "requirementDiagram",
    "sankey",
    "sequenceDiagram",
    "stateDiagram",
    "stateDiagram-v2",
    "timeline",
    "treemap",
    "xychart",
    "zenuml",
];

/// A text from the word on that says what diagram it is, without front matter, comments and directives.
fn from_word(text: &str) -> &str {
    let mut said = Said::about(FileId(0));
    let at = front::end(text, &mut said);
    let mut reader = Reader::new(text, at, &mut said);
    reader.pass_to_word();
    &text[reader.at..]
}

/// Where the first word of a Mermaid journey ends: after front matter, comments and directives that is `journey`.
pub fn head_of_journey(text: &str) -> Option<usize> {
    let rest = keyword(from_word(text), WORD)?;
    rest.chars().next().is_none_or(char::is_whitespace).then_some(text.len() - rest.len())
}

/// The line of an option, `:align: center` or `%%| label: x`, that a text begins with.
fn option(text: &str) -> Option<&str> {
    let line = text.split_inclusive('\n').next()?;
    if line.starts_with("%%|") {
        return Some(line);
    }
    let name = line.strip_prefix(':')?.split(':').next()?;
    let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    (is_name && line[name.len() + 1..].starts_with(':')).then_some(line)
}

/// Whether a text is a Mermaid journey.
pub fn is_journey(text: &str) -> bool {
    head_of_journey(text).is_some()
}

/// Whether the first word of a Mermaid journey stands alone on its line. In a map an id comes after it.
pub fn begins_alone(text: &str) -> bool {
    let alone = |rest: &str| rest.lines().next().unwrap_or_default().trim().is_empty() && rest.contains('\n');
    head_of_journey(text).is_some_and(|end| alone(&text[end..]))
}

/// The word that stands where a diagram says what it is.
pub fn first_word(text: &str) -> &str {
    from_word(text).split_whitespace().next().unwrap_or_default()
}

/// Where a diagram begins that has tasks with scores and does not say what it is. One word alone may be a kind that is not known here.
pub fn nameless_journey(text: &str) -> Option<Span> {
    let rest = from_word(text);
    let first = rest.lines().next().unwrap_or_default().trim_end();
    let is_kind =
        first.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') && !first.to_ascii_lowercase().contains(WORD);
    let has_tasks = !is_other_diagram(rest) && !is_kind && rest.lines().any(is_task);
    let start = text.len() - rest.len();
    has_tasks.then(|| Span::new(start, start + first.len()))
}

/// Whether a text begins a diagram of another kind.
fn is_other_diagram(text: &str) -> bool {
    let word = text.split(|sign: char| !sign.is_ascii_alphanumeric() && sign != '-').next().unwrap_or_default();
    word.ends_with("-beta") || OTHERS.iter().any(|other| other.eq_ignore_ascii_case(word))
}

impl<'a> Reader<'a, '_> {
    /// Whether another diagram begins here, where a line does: its word stands alone there, and more of a diagram follows.
    pub(super) fn begins_another(&self) -> bool {
        let Some(behind) = self.text[self.at..].strip_prefix(WORD) else { return false };
        let above = self.text[..self.at].trim_end_matches([' ', '\t', '\r']);
        let line = behind.lines().next().unwrap_or_default().trim_start();
        let is_alone = line.is_empty() || line.starts_with(['#', ';']) || line.starts_with("%%") || line.starts_with("title ");
        is_alone && above.ends_with('\n') && (line.starts_with("title ") || goes_on(behind.split_inclusive('\n').skip(1)))
    }

    /// Passes what stands before the diagram and its first word; whether it is a journey.
    pub(super) fn header(&mut self) -> bool {
        self.pass_to_word();
        if self.is_full() {
            self.diagram.too_large = true;
            return false;
        }
        let rest = &self.text[self.at..];
        let Some(after) = keyword(rest, WORD).or_else(|| self.late_word()) else { return false };
        let start = self.text.len() - after.len() - WORD.len();
        let word = &self.text[start..start + WORD.len()];
        if word != WORD {
            let message = format!("Mermaid knows no diagram `{word}`");
            self.said.rejected(Span::new(start, start + WORD.len()), message, "Mermaid stops here", "did you mean `journey`?");
        }
        self.at = start + WORD.len();
        if after.starts_with([';', ':']) {
            let message = format!("`{}` behind the word `journey`", &after[..1]);
            let help = "write `journey` alone in its line";
            self.said.rejected(Span::new(self.at, self.at + 1), message, "Mermaid stops here", help);
            self.at += 1;
        }
        true
    }

    /// What comes after the first word of a journey that does not stand where it should: what stands before it is kept as comments.
    fn late_word(&mut self) -> Option<&'a str> {
        let rest = &self.text[self.at..];
        if is_other_diagram(rest) {
            return None;
        }
        let mut lines = rest.split_inclusive('\n');
        let mut before = Vec::new();
        loop {
            let line = lines.next()?;
            let bare = line.trim();
            if keyword(bare, WORD).is_some_and(|after| after.trim_matches([';', ':']).is_empty()) && goes_on(lines.clone()) {
                let first = before.first().copied().unwrap_or_default();
                let message = format!("`{}` stands before the word `journey`", shown(first));
                let help = "begin with `journey`; a comment begins with `%%`";
                self.said.rejected(Span::new(self.at, self.at + first.len()), message, "Mermaid stops here", help);
                self.diagram.comments.append(&mut before);
                let start = bare.as_ptr() as usize - self.text.as_ptr() as usize;
                return Some(&self.text[start + WORD.len()..]);
            }
            if !bare.is_empty() {
                before.push(bare);
            }
        }
    }

    /// Passes what may stand before the first word of a diagram.
    fn pass_to_word(&mut self) {
        let mut closes = true;
        while !self.is_full() {
            self.blank();
            let rest = &self.text[self.at..];
            if rest.starts_with("%%{") {
                // Where a text is only looked at, directives still stand in it.
                let end = if closes { rest.find("}%%").map(|end| end + 3) } else { None };
                closes = end.is_some();
                self.at += end.or_else(|| rest.find('\n')).unwrap_or(rest.len());
            } else if let Some(option) = option(rest) {
                // MyST and Quarto have options above a diagram.
                let span = Span::new(self.at, self.at + option.trim_end().len());
                self.said.left_out(span, "an option is left out", "tells how to draw");
                self.at += option.len();
            } else if rest.starts_with("%%") {
                let comment = self.rest_of_line();
                self.diagram.comments.push(comment.trim_start_matches('%'));
            } else {
                break;
            }
        }
    }
}
