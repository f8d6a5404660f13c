//! `unused-import`: a file is imported and nothing of it is used, or twice.

use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostic, Fix};
use crate::lint::{Context, Rule};
use crate::source::{FileId, Span};

/// The rule.
pub const RULE: Rule = Rule { code: Code::UnusedImport, docs: include_str!("../../../docs/lints/unused-import.md"), check };

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let part = context.model.file(context.file);
    if !part.mentioned.is_empty() || (!context.whole_root && context.model.journeys(context.file).next().is_none()) {
        return;
    }
    let mut seen: HashMap<FileId, Span> = HashMap::new();
    for &(span, file) in &part.imports {
        let first = *seen.entry(file).or_insert(span);
        let broken = !context.model.file(file).mentioned.is_empty();
        if first == span && (broken || context.uses.files.contains(&(context.file, file))) {
            continue;
        }
        let mut found = say(context.file, span, first).help("remove the import");
        if let Some(statement) = part.import_statement(span) {
            found = found.fix(Fix::replace(context.file, statement, ""));
        }
        out.push(found);
    }
}

/// An import, and the first one of the same file.
fn say(file: FileId, span: Span, first: Span) -> Diagnostic {
    if first == span {
        return Diagnostic::new(Code::UnusedImport, file, span, "nothing of this file is used here", "never used");
    }
    Diagnostic::new(Code::UnusedImport, file, span, "this file is imported twice", "brings nothing new").label(
        file,
        first,
        "imported here already",
    )
}
