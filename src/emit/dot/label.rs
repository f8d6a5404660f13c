//! HTML-like labels from rows.

use std::fmt::Write as _;

use super::text::{html, wrap};

/// How a run of text is set.
#[derive(Clone, Copy)]
pub struct Type {
    /// In points.
    pub size: u8,
    /// The colour.
    pub colour: &'static str,
    /// Whether it is bold.
    pub bold: bool,
    /// The widest line, in columns.
    pub width: usize,
    /// The most lines.
    pub lines: usize,
}

/// A label that grows by rows. A row without text is left out: Graphviz refuses empty ones.
#[derive(Default)]
pub struct Label {
    rows: String,
}

impl Label {
    /// Adds a text that stands at the left.
    pub fn text(&mut self, text: &str, set: Type) {
        self.aligned(text, set, "LEFT");
    }

    /// Adds a text that stands in the middle.
    pub fn centred(&mut self, text: &str, set: Type) {
        self.aligned(text, set, "CENTER");
    }

    /// Adds cells that stand side by side.
    pub fn cells(&mut self, cells: &str) {
        let _ = write!(
            self.rows,
            "<TR><TD ALIGN=\"LEFT\"><TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"2\" CELLPADDING=\"2\"><TR>{cells}</TR></TABLE></TD></TR>"
        );
    }

    /// Adds a bar: a number or several, and what is said about them.
    pub fn bar(&mut self, number: (&str, Type), said: (&str, Type), attributes: &str) {
        let (number, said) = (run(number.0, number.1, "LEFT"), run(said.0, said.1, "LEFT"));
        // Two lines of words stand under the numbers, one beside them.
        let between = match said.matches("<BR").count() {
            _ if said.is_empty() => "",
            0 => "  ",
            _ => "<BR ALIGN=\"LEFT\"/>",
        };
        let _ = write!(
            self.rows,
            "<TR><TD HEIGHT=\"3\"></TD></TR><TR><TD ALIGN=\"LEFT\" BALIGN=\"LEFT\" CELLPADDING=\"3\"{attributes}>{number}{between}{said}</TD></TR>"
        );
    }

    /// Whether nothing has been added.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// With air above and below, so that the words on an arrow do not touch it.
    #[must_use]
    pub fn with_air(mut self) -> Self {
        self.rows = format!("<TR><TD HEIGHT=\"5\"></TD></TR>{}<TR><TD HEIGHT=\"5\"></TD></TR>", self.rows);
        self
    }

    /// At least as wide as the narrowest card, so that its text stands at the left of it.
    #[must_use]
    pub fn wide_as_a_card(mut self) -> Self {
        self.rows.push_str("<TR><TD WIDTH=\"118\" HEIGHT=\"1\"></TD></TR>");
        self
    }

    /// The label, ready to stand after `label=`.
    pub fn finish(self) -> String {
        if self.rows.is_empty() {
            return "\"\"".into();
        }
        format!("<<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"1\">{}</TABLE>>", self.rows)
    }

    fn aligned(&mut self, text: &str, set: Type, side: &str) {
        let lines = run(text, set, side);
        if !lines.is_empty() {
            let _ = write!(self.rows, "<TR><TD ALIGN=\"{side}\">{lines}</TD></TR>");
        }
    }
}

/// A cell of [`Label::cells`]; empty if there is no text.
pub fn cell(text: &str, set: Type, attributes: &str) -> String {
    let lines = run(text, set, "LEFT");
    if lines.is_empty() { String::new() } else { format!("<TD ALIGN=\"LEFT\"{attributes}>{lines}</TD>") }
}

/// The lines of a text, set.
fn run(text: &str, set: Type, side: &str) -> String {
    let lines: Vec<String> = wrap(text, set.width, set.lines).iter().map(|line| html(line)).collect();
    if lines.is_empty() {
        return String::new();
    }
    let turn = format!("<BR ALIGN=\"{side}\"/>");
    let mut lines = lines.join(&turn);
    if lines.contains("<BR") {
        lines.push_str(&turn);
    }
    let (open, close) = if set.bold { ("<B>", "</B>") } else { ("", "") };
    format!("<FONT POINT-SIZE=\"{}\" COLOR=\"{}\">{open}{lines}{close}</FONT>", set.size, set.colour)
}
