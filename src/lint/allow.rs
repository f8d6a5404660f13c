//! What allow comments take out, and those that allow nothing.

use crate::Options;
use crate::diagnostic::{Code, Diagnostic, Edit, Fix, Group, Level};
use crate::model::FileModel;
use crate::model::allow::Allow;
use crate::source::{FileId, Span};

use super::{level, tune};

/// What was looked for in a file. A comment is only said to allow nothing if its lint could have found something.
pub(super) struct Looked<'o> {
    pub options: &'o Options,
    /// Whether the flow of all journeys could be followed.
    pub flow: bool,
    /// Whether it is known what nobody uses.
    pub unused: bool,
    /// Whether the whole file was understood.
    pub everything: bool,
}

impl Looked<'_> {
    fn has(&self, code: Code) -> bool {
        let by_day = matches!(code, Code::ExpiredSource | Code::StaleMap);
        level(code, self.options) != Level::Off
            && (self.flow || code == Code::SharesOver100)
            && (self.unused || code.group() != Group::Unused)
            && (self.options.today.is_some() || !by_day)
    }
}

/// Takes out what is allowed, and reports allow comments that allow nothing.
pub(super) fn allow(part: &FileModel, file: FileId, found: Vec<Diagnostic>, looked: &Looked<'_>) -> Vec<Diagnostic> {
    if part.allows.is_empty() {
        return found;
    }
    let mut used = vec![false; part.allows.len()];
    let mut kept = Vec::with_capacity(found.len());
    for diagnostic in found {
        let at = diagnostic.primary();
        let within = |scope: Span| scope.start <= at.span.start && at.span.start < scope.end;
        let holds = |allow: &Allow| allow.code == diagnostic.code && at.file == file && allow.scope.is_some_and(within);
        let mut allowed = false;
        for (index, _) in part.allows.iter().enumerate().filter(|(_, allow)| holds(allow)) {
            used[index] = true;
            allowed = true;
        }
        if !allowed {
            kept.push(diagnostic);
        }
    }
    // Where part of the file was not understood, a lint may be silent for that reason.
    let known = looked.everything && part.uncertain.is_empty() && part.mentioned.is_empty() && !part.import_failed;
    if known && level(Code::UnusedAllow, looked.options) != Level::Off {
        let before = kept.len();
        let quiet: Vec<_> = part.allows.iter().filter(|allow| allow.code == Code::UnusedAllow).collect();
        let is_quiet = |allow: &Allow| quiet.iter().any(|quiet| quiet.scope.is_some_and(|scope| scope.contains(allow.name)));
        for (allow, used) in part.allows.iter().zip(&used) {
            if !*used && allow.code != Code::UnusedAllow && looked.has(allow.code) && !is_quiet(allow) {
                kept.push(unused(file, allow));
            }
        }
        tune(&mut kept[before..], Code::UnusedAllow, looked.options);
    }
    kept
}

fn unused(file: FileId, allow: &Allow) -> Diagnostic {
    let name = allow.code.name();
    let say = |message: String, label: &str| Diagnostic::new(Code::UnusedAllow, file, allow.name, message, label);
    if allow.scope.is_none() {
        return say(format!("nothing follows for which `{name}` could be allowed"), "the block ends below it")
            .help("move the comment above what it is about, or to the end of that line");
    }
    let title = if allow.alone { "remove the comment".to_owned() } else { format!("remove `{name}` from the comment") };
    say(format!("`{name}` finds nothing here"), "allows nothing")
        .fix(Fix::new(title, vec![Edit { file, span: allow.removal, text: String::new() }]))
}
