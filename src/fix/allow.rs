//! Writes allow comments with a reason beside findings.

use std::collections::BTreeMap;

use crate::Analysis;
use crate::diagnostic::{Code, Diagnostic, Edit, Fix, move_fix_to_document};
use crate::source::{FileId, SourceFile, Span, one_line};
use crate::syntax::Tree;
use crate::syntax::tree::Statement;

/// A comment at the end of a line makes it no longer than this, in characters.
const WIDTH: usize = 100;

/// One fix for each line with lints among the findings: a comment at its end, or above the statement where the line is full, has a comment
/// already or lies inside a text. And the findings beside which no comment would hold.
pub fn allow<'f>(analysis: &Analysis, findings: &[&'f Diagnostic], reason: &str) -> (Vec<Fix>, Vec<&'f Diagnostic>) {
    let mut lines: BTreeMap<(FileId, usize), Vec<(&'f Diagnostic, u32)>> = BTreeMap::new();
    for &found in findings.iter().filter(|found| found.code.is_lint() && found.code != Code::UnusedAllow) {
        let at = found.primary();
        let (id, byte) = map_at(analysis, at.file, at.span.start);
        lines.entry((id, analysis.sources.get(id).lines().line(byte))).or_default().push((found, byte));
    }
    let reason = one_line(reason);
    let mut without_room = Vec::new();
    let mut fixes = Vec::new();
    for ((id, line), mut found) in lines {
        let file = analysis.sources.get(id);
        let tree = &analysis.trees[id.0 as usize];
        let mut names = names_of(&found);
        let mut comment = comment_of(&names, &reason);
        let place = if fits_at_end(file, tree, line, &comment) { None } else { Some(above(file, tree, line)) };
        // Above the line it speaks of one statement and its block; of what else stands on the line it would allow nothing.
        if let Some((_, Some(scope))) = place {
            let meant = |byte: u32| scope.start <= byte && byte < scope.end;
            without_room.extend(found.iter().filter(|(_, byte)| !meant(*byte)).map(|(found, _)| *found));
            found.retain(|(_, byte)| meant(*byte));
            names = names_of(&found);
            comment = comment_of(&names, &reason);
        }
        if names.is_empty() {
            continue;
        }
        let edit = match place {
            None => Edit { file: id, span: Span::at(end_of(file, line)), text: format!(" {comment}") },
            Some((statement, _)) => edit_above(id, file, statement, &comment),
        };
        let mut fix = Fix::new(format!("allow {}", names.join(", ")), vec![edit]);
        move_fix_to_document(&analysis.sources, &mut fix);
        fixes.push(fix);
    }
    (fixes, without_room)
}

/// The names of the lints, each once.
fn names_of(found: &[(&Diagnostic, u32)]) -> Vec<&'static str> {
    let mut names = Vec::new();
    for (found, _) in found {
        if !names.contains(&found.code.name()) {
            names.push(found.code.name());
        }
    }
    names
}

fn comment_of(names: &[&str], reason: &str) -> String {
    format!("// journey: allow({}) {reason}", names.join(", "))
}

/// The map in which a place lies: of a document the part, with the place in it.
fn map_at(analysis: &Analysis, id: FileId, byte: u32) -> (FileId, u32) {
    let parts = analysis.sources.iter().filter_map(|(other, file)| Some((other, file, file.part()?)));
    let mut around =
        parts.filter(|(_, file, part)| part.document == id && (part.start..=part.start + file.text().len() as u32).contains(&byte));
    around.next().map_or((id, byte), |(other, _, part)| (other, byte - part.start))
}

/// Where the text of a line ends.
fn end_of(file: &SourceFile, line: usize) -> usize {
    let range = file.lines().range(line);
    range.start + file.text()[range].trim_end().len()
}

/// The statement, without its block, in which a line ends.
fn around<'t>(file: &SourceFile, tree: &'t Tree, line: usize) -> Option<&'t Statement> {
    let end = end_of(file, line);
    tree.statements.iter().find(|statement| (statement.span.start as usize) < end && end < statement.span.end as usize)
}

/// Whether a comment can stand at the end of a line.
fn fits_at_end(file: &SourceFile, tree: &Tree, line: usize, comment: &str) -> bool {
    let range = file.lines().range(line);
    let text = file.text()[range.clone()].trim_end();
    let inside = |span: &Span| (span.start as usize) < range.end && range.start <= span.end as usize;
    let commented = tree.comments.iter().any(inside);
    !commented && around(file, tree, line).is_none() && text.chars().count() + 1 + comment.chars().count() <= WIDTH
}

/// Where the statement begins that a comment above a line is about, and of what the comment speaks.
fn above(file: &SourceFile, tree: &Tree, line: usize) -> (usize, Option<Span>) {
    let range = file.lines().range(line);
    let on_line = |start: u32| range.contains(&(start as usize));
    let Some(mut statement) =
        around(file, tree, line).or_else(|| tree.statements.iter().find(|statement| on_line(statement.span.start)))
    else {
        return (range.start, None);
    };
    // A comment stands above a whole line, so it is about the first statement that begins there.
    let first = file.lines().range(file.lines().line(statement.span.start));
    statement = tree.statements.iter().find(|other| first.contains(&(other.span.start as usize))).unwrap_or(statement);
    let start = statement.span.start as usize;
    let scope = statement.block.map_or(statement.span, |block| statement.span.to(block));
    // A brace before it closes a block, at whose end a comment is about nothing.
    let begins = file.text()[first.start..start].trim_matches(['\u{FEFF}', ' ', '\t', ';']).is_empty();
    (start, Some(if begins { scope } else { Span::at(start) }))
}

/// A comment on a line of its own above the line of a place.
fn edit_above(id: FileId, file: &SourceFile, place: usize, comment: &str) -> Edit {
    let start = file.lines().range(file.lines().line(place as u32)).start;
    let head = &file.text()[start..];
    let mark = head.len() - head.trim_start_matches('\u{FEFF}').len();
    let indent = &head[mark..head.len() - head[mark..].trim_start_matches([' ', '\t']).len()];
    let newline = if file.text().contains("\r\n") { "\r\n" } else { "\n" };
    Edit { file: id, span: Span::at(start + mark), text: format!("{indent}{comment}{newline}") }
}
