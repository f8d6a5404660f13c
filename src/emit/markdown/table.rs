//! Tables of elements: a row for each, a column for each field that one of them has.

use std::fmt::Write as _;

use super::Page;
use crate::labels::Word;
use crate::model::Node;
use crate::model::vocabulary::ElementKind;
use crate::render::escape::plain;

/// What stands in a cell that says nothing.
const NOTHING: &str = "–";

/// What a table says of an element.
struct Row {
    title: String,
    place: String,
    fields: Vec<(String, Vec<String>)>,
    clauses: String,
}

impl<'m> Page<'_, 'm> {
    /// A table with a line of headings; none without rows.
    pub fn table(&mut self, head: &[String], rows: &[Vec<String>]) {
        if rows.is_empty() {
            return;
        }
        let _ = writeln!(self.out, "\n| {} |\n|{}", head.join(" | "), "---|".repeat(head.len()));
        for row in rows {
            let cells: Vec<&str> = row.iter().map(|cell| if cell.trim().is_empty() { NOTHING } else { cell.as_str() }).collect();
            let _ = writeln!(self.out, "| {} |", cells.join(" | "));
        }
    }

    /// A heading and a table of elements of one kind; nothing if there are none.
    pub fn elements(&mut self, level: usize, title: Word, name: &str, nodes: &[Node<'m>]) {
        if nodes.is_empty() {
            return;
        }
        self.heading(level, &self.word(title));
        let mut columns: Vec<String> = Vec::new();
        let mut rows: Vec<Row> = Vec::new();
        for &node in nodes {
            self.carry(node);
            let fields = self.fields(node);
            for (field, _) in &fields {
                if !columns.contains(field) {
                    columns.push(field.clone());
                }
            }
            let number = self.signs.get(&node.id).cloned().or(self.evidence.get(&node.id).map(ToString::to_string));
            let title = number.map_or_else(|| self.title(node), |number| format!("{number} {}", self.title(node)));
            let clauses = self.clauses_of(node);
            rows.push(Row { title, place: place(node), fields, clauses });
        }
        let with_place = rows.iter().any(|row| !row.place.is_empty());
        let with_clauses = rows.iter().any(|row| !row.clauses.is_empty());
        let mut head = vec![name.to_owned()];
        head.extend(with_place.then(|| self.word(Word::Where)));
        head.extend(columns.iter().cloned());
        head.extend(with_clauses.then(|| "holds".to_owned()));
        let row = |Row { title, place, fields, clauses }| {
            let mut row = vec![title];
            row.extend(with_place.then_some(place));
            for column in &columns {
                let entries = fields.iter().find(|(field, _)| field == column).map(|(_, entries)| entries);
                row.push(entries.map(|entries| cell(entries)).unwrap_or_default());
            }
            row.extend(with_clauses.then_some(clauses));
            row
        };
        let rows: Vec<Vec<String>> = rows.into_iter().map(row).collect();
        self.table(&head, &rows);
    }
}

/// Entries in one cell. A field of one word has nothing to say but that it is there.
pub fn cell(entries: &[String]) -> String {
    entries.iter().map(|entry| if entry.is_empty() { "yes" } else { entry.as_str() }).collect::<Vec<_>>().join("<br>")
}

/// Where a finding stands; of what is found in the head of a page nothing.
fn place(node: Node<'_>) -> String {
    let is_answer = node.kind() == ElementKind::Opportunity;
    let mut around: Vec<String> = Vec::new();
    for one in node.ancestors().skip(1).filter(|one| one.kind() != ElementKind::Journey) {
        let finding = matches!(one.kind(), ElementKind::Pain | ElementKind::Gain | ElementKind::Risk);
        if is_answer && finding {
            around.push(format!("answers “{}”", plain(one.caption())));
        } else if !finding {
            around.push(plain(one.caption()));
        }
    }
    around.reverse();
    around.join(" › ")
}
