//! What allow comments take out, and those that take out nothing.

use std::collections::HashMap;

use super::{level, tune};
use crate::Options;
use crate::diagnostic::{Code, Diagnostic, Edit, Fix, Group, Level};
use crate::model::FileModel;
use crate::model::allow::Allow;
use crate::source::{FileId, Span};

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

/// Takes out what is allowed in a file, and reports allow comments that allow nothing.
pub(super) fn apply(part: &FileModel, file: FileId, found: Vec<Diagnostic>, looked: &Looked<'_>) -> Vec<Diagnostic> {
    if part.allows.is_empty() {
        return found;
    }
    let scopes = Scopes::new(&part.allows);
    let (allowed, mut kept): (Vec<_>, Vec<_>) = found.into_iter().partition(|found| {
        let at = found.primary();
        at.file == file && scopes.hold(found.code, at.span.start)
    });
    // Where part of the file was not understood, a lint may be silent for that reason.
    let known = looked.everything && part.uncertain.is_empty() && part.mentioned.is_empty() && !part.import_failed;
    if known && level(Code::UnusedAllow, looked.options) != Level::Off {
        let before = kept.len();
        let used = Places::new(&allowed);
        for allow in part.allows.iter().filter(|allow| allow.code != Code::UnusedAllow && looked.has(allow.code)) {
            let useful = allow.scope.is_some_and(|scope| used.any(allow.code, scope));
            if !useful && !scopes.hold(Code::UnusedAllow, allow.name.start) {
                kept.push(unused(file, allow));
            }
        }
        tune(&mut kept[before..], Code::UnusedAllow, looked.options);
    }
    kept
}

/// By lint: the parts of a file in which it is allowed, in order, none touching the next.
struct Scopes(HashMap<Code, Vec<Span>>);

impl Scopes {
    fn new(allows: &[Allow]) -> Self {
        let mut all: Vec<(Code, Span)> = allows.iter().filter_map(|allow| Some((allow.code, allow.scope?))).collect();
        all.sort_by_key(|(_, scope)| (scope.start, scope.end));
        let mut out: HashMap<Code, Vec<Span>> = HashMap::new();
        for (code, scope) in all {
            let own = out.entry(code).or_default();
            match own.last_mut().filter(|last| scope.start <= last.end) {
                Some(last) => last.end = last.end.max(scope.end),
                None => own.push(scope),
            }
        }
        Self(out)
    }

    /// Whether a lint is allowed at a place.
    fn hold(&self, code: Code, at: u32) -> bool {
        let Some(own) = self.0.get(&code) else { return false };
        let before = &own[..own.partition_point(|scope| scope.start <= at)];
        before.last().is_some_and(|scope| at < scope.end)
    }
}

/// By lint: where it found something, in order.
struct Places(HashMap<Code, Vec<u32>>);

impl Places {
    fn new(found: &[Diagnostic]) -> Self {
        let mut out: HashMap<Code, Vec<u32>> = HashMap::new();
        for found in found {
            out.entry(found.code).or_default().push(found.primary().span.start);
        }
        for places in out.values_mut() {
            places.sort_unstable();
        }
        Self(out)
    }

    /// Whether a lint found something in a part of the file.
    fn any(&self, code: Code, scope: Span) -> bool {
        let Some(own) = self.0.get(&code) else { return false };
        own[own.partition_point(|&at| at < scope.start)..].first().is_some_and(|&at| at < scope.end)
    }
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
