//! Markdown for the terminal: headings, paragraphs, lists, code and tables, broken at the width of the terminal.
//!
//! It is for our own pages. Where there are no colours, headings are underlined and code stands between backticks; nothing is
//! left out at any width. Code is indented and never broken: a map must be copied as it stands.

use std::fmt::Write;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::highlight;
use super::human::Style;
use super::rich::{Face, Rich};
use super::table::{Row, Table};

/// Lines of prose that are wider than this are tiring to read.
const PROSE: usize = 92;
/// How far code is moved to the right.
const CODE: &str = "    ";

/// Renders a page. It ends with a line feed and has no empty line at its beginning or end.
pub fn render(page: &str, style: Style) -> String {
    let mut writer = Writer { style, ..Writer::default() };
    for event in Parser::new_ext(page, Options::ENABLE_TABLES) {
        writer.event(event);
    }
    writer.flush();
    writer.out
}

#[derive(Default)]
struct Writer {
    style: Style,
    out: String,
    /// The text of the block that is open.
    text: Rich,
    /// The faces around the text, from the outside in.
    faces: Vec<Face>,
    /// For each list that is open: the number of its next item, if they have numbers.
    lists: Vec<Option<u64>>,
    /// For each item that is open: how far its text is moved to the right.
    margins: Vec<usize>,
    /// What stands before the first line of the item that begins.
    marker: Option<String>,
    /// The links that are open.
    links: Vec<String>,
    /// The code block that is open: whether it is a map, and its text.
    code: Option<(bool, String)>,
    /// The table that is open.
    table: Option<Table>,
    cells: Vec<Rich>,
}

impl Writer {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => match &mut self.code {
                Some((_, code)) => code.push_str(&text),
                None => self.text.push(self.face(), text.as_ref()),
            },
            Event::Code(code) => self.text.push(Face::Code, code.as_ref()),
            Event::SoftBreak => self.text.push(self.face(), " "),
            Event::HardBreak => self.text.push(self.face(), "\n"),
            Event::Rule => {
                self.blank();
                let bar = if self.style.unicode { "─" } else { "-" };
                let _ = writeln!(self.out, "{}", bar.repeat(self.width()));
            }
            Event::Html(text) if text.starts_with("<!--") => {}
            // What has no meaning in a terminal stays as it is written.
            Event::Html(text)
            | Event::InlineHtml(text)
            | Event::FootnoteReference(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text) => self.text.push(self.face(), text.as_ref()),
            Event::TaskListMarker(done) => self.text.push(Face::Plain, if done { "[x] " } else { "[ ] " }),
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Emphasis => self.faces.push(Face::Emphasis),
            Tag::Strong => self.faces.push(Face::Strong),
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => self.links.push(dest_url.into_string()),
            Tag::Heading { .. } | Tag::Paragraph | Tag::BlockQuote(_) => self.blank(),
            Tag::CodeBlock(kind) => {
                self.flush();
                self.blank();
                let info = match kind {
                    pulldown_cmark::CodeBlockKind::Fenced(info) => info,
                    pulldown_cmark::CodeBlockKind::Indented => "".into(),
                };
                // A second word is the name of the file that the code stands in.
                if let Some(file) = info.split(' ').nth(1) {
                    self.text = Rich::inline(&format!("In `{file}`:"));
                    self.flush();
                }
                self.code = Some((info.starts_with("journey"), String::new()));
            }
            Tag::List(first) => {
                self.flush();
                if self.lists.is_empty() {
                    self.blank();
                }
                self.lists.push(first);
            }
            Tag::Item => {
                self.flush();
                let marker = match self.lists.last_mut() {
                    Some(Some(number)) => {
                        *number += 1;
                        format!("{}. ", *number - 1)
                    }
                    _ => "- ".to_owned(),
                };
                self.margins.push(marker.len());
                self.marker = Some(marker);
            }
            Tag::Table(_) => {
                self.blank();
                self.table = Some(Table { head: Vec::new(), rows: Vec::new() });
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong => {
                self.faces.pop();
            }
            TagEnd::Link | TagEnd::Image => {
                // A link within the page leads nowhere in a terminal.
                if let Some(link) = self.links.pop().filter(|link| !link.starts_with('#')) {
                    self.text.push(Face::Plain, format!(" <{link}>"));
                }
            }
            TagEnd::Heading(level) => self.heading(level),
            TagEnd::Paragraph | TagEnd::BlockQuote(_) => self.flush(),
            TagEnd::CodeBlock => {
                if let Some((map, code)) = self.code.take() {
                    self.code_block(map, &code);
                }
            }
            TagEnd::List(_) => {
                self.lists.pop();
            }
            TagEnd::Item => {
                self.flush();
                self.marker = None;
                self.margins.pop();
            }
            TagEnd::TableCell => self.cells.push(std::mem::take(&mut self.text)),
            TagEnd::TableHead => {
                let head = std::mem::take(&mut self.cells);
                if let Some(table) = &mut self.table {
                    table.head = head.iter().map(|cell| cell.paint(Style { colour: false, ..self.style })).collect();
                }
            }
            TagEnd::TableRow => {
                let row = Row::Cells(std::mem::take(&mut self.cells));
                if let Some(table) = &mut self.table {
                    table.rows.push(row);
                }
            }
            TagEnd::Table => {
                if let Some(table) = self.table.take() {
                    self.out.push_str(&table.render(self.style, self.margins.iter().sum()));
                }
            }
            _ => {}
        }
    }

    /// The face of text at this place.
    fn face(&self) -> Face {
        self.faces.last().copied().unwrap_or(Face::Plain)
    }

    /// The columns of prose.
    fn width(&self) -> usize {
        self.style.width.min(PROSE)
    }

    /// An empty line before a block, but for the first one of a page or of an item.
    fn blank(&mut self) {
        if !self.out.is_empty() && self.marker.is_none() {
            self.out.push('\n');
        }
    }

    /// Writes the open text.
    fn flush(&mut self) {
        if self.text.is_empty() {
            return;
        }
        let text = std::mem::take(&mut self.text);
        let margin: usize = self.margins.iter().sum();
        for line in text.lines(self.width().saturating_sub(margin), self.style) {
            let marker = self.marker.take().unwrap_or_default();
            let before = " ".repeat(margin.saturating_sub(marker.len())) + &marker;
            let _ = writeln!(self.out, "{before}{}", line.paint(self.style));
        }
    }

    fn heading(&mut self, level: HeadingLevel) {
        let text = std::mem::take(&mut self.text);
        let mut bold = Rich::default();
        bold.push(Face::Strong, text.paint(Style { colour: false, ..self.style }));
        for line in bold.lines(self.width(), self.style) {
            let _ = writeln!(self.out, "{}", line.paint(self.style));
            if !self.style.colour && level <= HeadingLevel::H2 {
                let bar = if level == HeadingLevel::H1 { "=" } else { "-" };
                let _ = writeln!(self.out, "{}", bar.repeat(line.width()));
            }
        }
    }

    fn code_block(&mut self, map: bool, code: &str) {
        let margin = " ".repeat(self.margins.iter().sum());
        for line in code.lines() {
            let line = if map { highlight::line(line).paint(self.style) } else { line.to_owned() };
            let _ = writeln!(self.out, "{}", format!("{margin}{CODE}{line}").trim_end());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "\
# a-name

A paragraph with `some code` and *stress*,
[a link](https://example.com) and **weight**.

- first item that is long enough to be broken once
- second
  1. inner
  2. more

## Bad
```journey
stage a \"A\" { // and `this` line is never broken, however wide it is
}
```

| name | what it means |
|---|---|
| `a` | one |
| `b c` | two `and` more |
";

    fn plain(width: usize) -> Style {
        Style { width, unicode: false, ..Style::default() }
    }

    #[test]
    fn without_colours() {
        let expected = "\
a-name
======

A paragraph with `some code` and stress,
a link <https://example.com> and weight.

- first item that is long enough to be
  broken once
- second
  1. inner
  2. more

Bad
---

    stage a \"A\" { // and `this` line is never broken, however wide it is
    }

name   what it means
-----  --------------
`a`    one
`b c`  two `and` more
";
        assert_eq!(render(PAGE, plain(40)), expected);
    }

    #[test]
    fn the_file_of_a_code_block_is_named() {
        assert_eq!(render("```journey people.journey\npersona a\n```\n", plain(40)), "In `people.journey`:\n    persona a\n");
    }

    #[test]
    fn with_colours_nothing_else_differs() {
        let style = Style { colour: true, ..plain(40) };
        let coloured = render(PAGE, style);
        assert!(coloured.contains("\u{1b}[1mBad\u{1b}[0m\n"), "{coloured}");
        assert!(coloured.contains("\u{1b}[36msome code\u{1b}[0m and \u{1b}[3mstress\u{1b}[0m,"), "{coloured}");
        let mut bare = String::new();
        for (index, part) in coloured.split('\u{1b}').enumerate() {
            bare.push_str(if index == 0 { part } else { part.split_once('m').map_or("", |(_, rest)| rest) });
        }
        // Rules under headings and backticks are what colours stand for.
        let words = |text: &str| {
            let words = text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric));
            words.map(|word| word.replace('`', "")).collect::<Vec<_>>()
        };
        assert_eq!(words(&bare), words(&render(PAGE, plain(40))));
    }
}
