//! `unused-import`: a file is imported and nothing of it is used.

use crate::diagnostic::{Code, Diagnostic, Fix};
use crate::lint::{Context, Rule};

/// The rule.
pub const RULE: Rule = Rule { code: Code::UnusedImport, docs: include_str!("../../../docs/lints/unused-import.md"), check };

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let part = context.model.file(context.file);
    if !part.mentioned.is_empty() || (!context.whole_root && context.model.journeys(context.file).next().is_none()) {
        return;
    }
    for &(span, file) in &part.imports {
        let broken = !context.model.file(file).mentioned.is_empty();
        if broken || context.uses.files.contains(&(context.file, file)) {
            continue;
        }
        let mut found = Diagnostic::new(Code::UnusedImport, context.file, span, "nothing of this file is used here", "never used")
            .help("remove the import");
        if let Some(statement) = part.import_statement(span) {
            found = found.fix(Fix::replace(context.file, statement, ""));
        }
        out.push(found);
    }
}
