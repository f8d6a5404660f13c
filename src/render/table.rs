//! Rows in columns that fit into a width; where there is not enough room for columns, each row is a short list instead.

use std::fmt::Write;

use super::human::Style;
use super::rich::{Face, Rich};

/// Between two columns.
const GAP: usize = 2;
/// A column that is not wider than this is not broken.
const NARROW: usize = 20;
/// A column that has to be broken is at least this wide.
const LEAST: usize = 16;
/// A column that has to be broken counts as not wider than this, so that one long cell does not take all the room.
const MOST: usize = 48;

/// A row of a table.
pub enum Row {
    /// A line over the rows that follow.
    Heading(String),
    /// One cell for each column.
    Cells(Vec<Rich>),
}

/// A table with the names of its columns.
pub struct Table {
    /// The names of the columns.
    pub head: Vec<String>,
    /// The rows.
    pub rows: Vec<Row>,
}

impl Table {
    /// Lays the table out in the width of the style, each line indented.
    pub fn render(&self, style: Style, indent: usize) -> String {
        let room = style.width.saturating_sub(indent);
        match self.widths(style, room) {
            Some(widths) => self.columns(style, indent, &widths),
            None => self.records(style, indent, room),
        }
    }

    fn cells(&self) -> impl Iterator<Item = &Vec<Rich>> {
        self.rows.iter().filter_map(|row| match row {
            Row::Cells(cells) => Some(cells),
            Row::Heading(_) => None,
        })
    }

    /// The columns of each column's widest cell.
    fn natural(&self, measure: impl Fn(&Rich) -> usize) -> Vec<usize> {
        let mut widths: Vec<usize> = self.head.iter().map(|name| measure(&Rich::new(Face::Plain, name.as_str()))).collect();
        for cells in self.cells() {
            for (width, cell) in widths.iter_mut().zip(cells) {
                *width = (*width).max(measure(cell));
            }
        }
        widths
    }

    /// How wide the columns are; none if they cannot stand side by side.
    fn widths(&self, style: Style, room: usize) -> Option<Vec<usize>> {
        let natural = self.natural(|cell| cell.width(style));
        let gaps = GAP * natural.len().saturating_sub(1);
        if natural.iter().sum::<usize>() + gaps <= room {
            return Some(natural);
        }
        let words = self.natural(|cell| cell.widest_word(style));
        // A column of single words cannot be broken either.
        let columns: Vec<(usize, usize, bool)> =
            natural.into_iter().zip(words).map(|(natural, word)| (natural, word, natural <= NARROW || natural == word)).collect();
        let fixed: usize = columns.iter().filter(|(_, _, fixed)| *fixed).map(|(natural, ..)| natural).sum();
        let wanted: usize = columns.iter().filter(|(_, _, fixed)| !fixed).map(|(natural, ..)| (*natural).min(MOST)).sum();
        let rest = room.checked_sub(fixed + gaps)?;
        let mut widths = Vec::new();
        for (natural, word, fixed) in columns {
            let width = if fixed { natural } else { (rest * natural.min(MOST) / wanted).min(natural) };
            if !fixed && width < LEAST.max(word.min(MOST)) {
                return None;
            }
            widths.push(width);
        }
        Some(widths)
    }

    fn columns(&self, style: Style, indent: usize, widths: &[usize]) -> String {
        let margin = " ".repeat(indent);
        let mut out = String::new();
        let head: Vec<Rich> = self.head.iter().map(|name| Rich::new(Face::Quiet, name.as_str())).collect();
        out.push_str(&side_by_side(&head, widths, &margin, style));
        let bar = if style.unicode { "─" } else { "-" };
        let rule: Vec<Rich> = widths.iter().map(|width| Rich::new(Face::Quiet, bar.repeat(*width))).collect();
        out.push_str(&side_by_side(&rule, widths, &margin, style));
        for (index, row) in self.rows.iter().enumerate() {
            match row {
                Row::Heading(text) => {
                    let before = if index > 0 { "\n" } else { "" };
                    let _ = writeln!(out, "{before}{margin}{}", Rich::new(Face::Strong, text.as_str()).paint(style));
                }
                Row::Cells(cells) => out.push_str(&side_by_side(cells, widths, &margin, style)),
            }
        }
        out
    }

    /// Each row as a list: its first cell, and below it the others with the names of their columns.
    fn records(&self, style: Style, indent: usize, room: usize) -> String {
        let margin = " ".repeat(indent);
        let mut out = String::new();
        for (index, row) in self.rows.iter().enumerate() {
            let cells = match row {
                Row::Heading(text) => {
                    let before = if index > 0 { "\n" } else { "" };
                    let _ = writeln!(out, "{before}{margin}{}", Rich::new(Face::Strong, text.as_str()).paint(style));
                    continue;
                }
                Row::Cells(cells) => cells,
            };
            let mut lines: Vec<Rich> = Vec::new();
            for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
                let mut line = Rich::default();
                if column > 0 {
                    line.push(Face::Quiet, format!("{}: ", self.head[column]));
                }
                line.append(cell.clone());
                match lines.last_mut() {
                    // Short facts share a line.
                    Some(last) if column > 1 && last.width(style) + line.width(style) + 6 <= room => {
                        last.push(Face::Plain, "; ");
                        last.append(line);
                    }
                    _ => lines.push(line),
                }
            }
            for (index, line) in lines.iter().enumerate() {
                let inner = if index == 0 { 0 } else { 4 };
                for line in line.lines(room.saturating_sub(inner), style) {
                    let _ = writeln!(out, "{}", format!("{margin}{}{}", " ".repeat(inner), line.paint(style)).trim_end());
                }
            }
        }
        out
    }
}

/// The lines of one row.
fn side_by_side(cells: &[Rich], widths: &[usize], margin: &str, style: Style) -> String {
    let columns: Vec<Vec<_>> = cells.iter().zip(widths).map(|(cell, width)| cell.lines(*width, style)).collect();
    let height = columns.iter().map(Vec::len).max().unwrap_or(0);
    let mut out = String::new();
    for index in 0..height {
        let mut line = margin.to_owned();
        for (column, width) in columns.iter().zip(widths) {
            let (text, used) = column.get(index).map_or((String::new(), 0), |line| (line.paint(style), line.width()));
            line.push_str(&text);
            line.push_str(&" ".repeat(width.saturating_sub(used) + GAP));
        }
        let _ = writeln!(out, "{}", line.trim_end());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let cells = |name: &str, level: &str, text: &str| {
            Row::Cells(vec![Rich::new(Face::Code, name), Rich::new(Face::Plain, level), Rich::inline(text)])
        };
        Table {
            head: vec!["name".into(), "level".into(), "meaning".into()],
            rows: vec![
                Row::Heading("First".into()),
                cells("a", "off", "A short one."),
                cells("bc", "note", "A longer one that says what is meant in several words."),
            ],
        }
    }

    fn plain(width: usize) -> Style {
        Style { width, unicode: false, ..Style::default() }
    }

    #[test]
    fn columns_where_there_is_room() {
        let wide = table().render(plain(100), 0);
        assert!(wide.contains("`a`   off    A short one.\n"), "{wide}");
        let narrow = table().render(plain(40), 2);
        assert!(narrow.contains("  `bc`  note   A longer one that says\n               what is meant in several\n"), "{narrow}");
        assert!(narrow.lines().all(|line| line.len() <= 40), "{narrow}");
    }

    #[test]
    fn lists_where_there_is_not() {
        let list = table().render(plain(26), 0);
        assert_eq!(
            list,
            "First\n`a`\n    level: off\n    meaning: A short one.\n`bc`\n    level: note\n    meaning: A longer one\n    \
             that says what is\n    meant in several\n    words.\n"
        );
    }
}
