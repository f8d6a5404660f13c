//! Allow comments: `// journey: allow(name) reason`.
//!
//! At the end of a line one holds for that line; alone above a statement for it and its block; at the top of the file, before any
//! statement and followed by an empty line, for the file.

use crate::diagnostic::{Code, Diagnostic, Fix, near::nearest};
use crate::source::{FileId, SourceFile, Span};
use crate::syntax::Tree;

/// An allow comment and where it holds.
#[derive(Debug)]
pub struct Allow {
    /// The lint.
    pub code: Code,
    /// The name in the comment.
    pub name: Span,
    /// The whole comment.
    pub comment: Span,
    /// The bytes of which it speaks.
    pub scope: Span,
}

/// Finds the allow comments of a file.
pub(super) fn allows(id: FileId, file: &SourceFile, tree: &Tree, diagnostics: &mut Vec<Diagnostic>) -> Vec<Allow> {
    let mut out = Vec::new();
    for &comment in &tree.comments {
        let text = file.slice(comment);
        let Some(at) = text.find("journey: allow(") else { continue };
        if !text[..at].trim_start_matches('/').trim().is_empty() {
            continue;
        }
        let from = at + "journey: allow(".len();
        let Some(length) = text[from..].find(')') else { continue };
        let scope = scope(file, tree, comment);
        let mut start = comment.start as usize + from;
        for part in text[from..from + length].split(',') {
            let name = part.trim();
            let begin = start + (part.len() - part.trim_start().len());
            start += part.len() + 1;
            let span = Span::new(begin, begin + name.len());
            match Code::from_name(name).filter(|code| code.is_lint()) {
                Some(code) => out.push(Allow { code, name: span, comment, scope }),
                None => diagnostics.push(unknown(id, span, name)),
            }
        }
    }
    out
}

fn unknown(id: FileId, span: Span, name: &str) -> Diagnostic {
    if Code::from_name(name).is_some() {
        return Diagnostic::new(Code::UnknownLint, id, span, format!("`{name}` is an error and cannot be allowed"), "not a lint")
            .help("correct what it says, and remove this comment");
    }
    let found = Diagnostic::new(Code::UnknownLint, id, span, format!("no lint is called `{name}`"), "not a lint");
    match nearest(name, Code::ALL.iter().filter(|code| code.is_lint()).map(|code| code.name())) {
        Some(near) => found.help(format!("did you mean `{near}`?")).fix(Fix::replace(id, span, near)),
        None => found.help("`journey lints` lists all lints"),
    }
}

fn scope(file: &SourceFile, tree: &Tree, comment: Span) -> Span {
    let line = file.lines().range(file.lines().line(comment.start));
    let whole_line = Span::new(line.start, line.end);
    let alone = file.text()[line.start..comment.start as usize].trim_matches(['\u{FEFF}', ' ', '\t', ';']).is_empty();
    if !alone {
        return whole_line;
    }
    let next = tree.statements.partition_point(|statement| statement.span.start < comment.end);
    let Some(statement) = tree.statements.get(next) else { return whole_line };
    let between = &file.text()[comment.end as usize..statement.span.start as usize];
    // What stands before the statement on its own line is no line.
    let lines: Vec<&str> = between.lines().collect();
    let ended = lines.len().saturating_sub(usize::from(!between.ends_with(['\n', '\r'])));
    let apart = lines.iter().take(ended).skip(1).any(|line| line.trim().is_empty());
    if next == 0 && apart {
        return Span::new(0, file.text().len());
    }
    statement.block.map_or(statement.span, |block| statement.span.to(block))
}
