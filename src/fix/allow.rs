//! Writes allow comments with a reason beside findings.

use std::collections::BTreeMap;

use crate::Analysis;
use crate::diagnostic::{Code, Diagnostic, Edit, Fix, move_fix_to_document};
use crate::source::{FileId, SourceFile, Span};
use crate::syntax::Tree;

/// A comment at the end of a line makes it no longer than this, in characters.
const WIDTH: usize = 100;

/// One fix for each line with lints among the findings: a comment at its end, or above the statement where the line is full, has a comment
/// already or lies inside a text.
pub fn allow(analysis: &Analysis, findings: &[&Diagnostic], reason: &str) -> Vec<Fix> {
    let mut lines: BTreeMap<(FileId, usize), Vec<Code>> = BTreeMap::new();
    for found in findings.iter().filter(|found| found.code.is_lint() && found.code != Code::UnusedAllow) {
        let at = found.primary();
        let (id, byte) = map_at(analysis, at.file, at.span.start);
        let codes = lines.entry((id, analysis.sources.get(id).lines().line(byte))).or_default();
        if !codes.contains(&found.code) {
            codes.push(found.code);
        }
    }
    lines
        .into_iter()
        .map(|((id, line), codes)| {
            let file = analysis.sources.get(id);
            let tree = &analysis.trees[id.0 as usize];
            let names: Vec<&str> = codes.iter().map(|code| code.name()).collect();
            let reason: String = reason.split_whitespace().collect::<Vec<_>>().join(" ");
            let comment = format!("// journey: allow({}) {reason}", names.join(", "));
            let edit = edit(id, file, tree, line, &comment);
            let mut fix = Fix::new(format!("allow {}", names.join(", ")), vec![edit]);
            move_fix_to_document(&analysis.sources, &mut fix);
            fix
        })
        .collect()
}

/// The map in which a place lies: of a document the part, with the place in it.
fn map_at(analysis: &Analysis, id: FileId, byte: u32) -> (FileId, u32) {
    let parts = analysis.sources.iter().filter_map(|(other, file)| Some((other, file, file.part()?)));
    let mut around =
        parts.filter(|(_, file, part)| part.document == id && (part.start..=part.start + file.text().len() as u32).contains(&byte));
    around.next().map_or((id, byte), |(other, _, part)| (other, byte - part.start))
}

fn edit(id: FileId, file: &SourceFile, tree: &Tree, line: usize, comment: &str) -> Edit {
    let range = file.lines().range(line);
    let text = file.text()[range.clone()].trim_end();
    let end = range.start + text.len();
    let inside = |span: &Span| (span.start as usize) < range.end && range.start <= span.end as usize;
    let commented = tree.comments.iter().any(inside);
    // The statement, without its block, in which the line ends.
    let around =
        tree.statements.iter().find(|statement| (statement.span.start as usize) < end && end < statement.span.end as usize);
    if !commented && around.is_none() && text.chars().count() + 1 + comment.chars().count() <= WIDTH {
        return Edit { file: id, span: Span::at(end), text: format!(" {comment}") };
    }
    let first = tree.statements.iter().find(|statement| (range.start..range.end).contains(&(statement.span.start as usize)));
    let statement = around.or(first).map_or(range.start, |statement| statement.span.start as usize);
    let start = file.lines().range(file.lines().line(statement as u32)).start;
    let head = &file.text()[start..];
    let mark = head.len() - head.trim_start_matches('\u{FEFF}').len();
    let indent = &head[mark..head.len() - head[mark..].trim_start_matches([' ', '\t']).len()];
    let newline = if file.text().contains("\r\n") { "\r\n" } else { "\n" };
    Edit { file: id, span: Span::at(start + mark), text: format!("{indent}{comment}{newline}") }
}
