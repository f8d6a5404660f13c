//! What allow comments take out, and those that take out nothing.

use std::collections::HashMap;

use super::clear::Unclear;
use super::{level, tune};
use crate::Options;
use crate::diagnostic::{Code, Diagnostic, Edit, Fix, Level};
use crate::model::FileModel;
use crate::model::allow::Allow;
use crate::source::{FileId, SourceFile, Span};

/// Takes out what is allowed in a file, and reports allow comments that allow nothing.
pub(super) fn apply(
    part: &FileModel,
    (file, source): (FileId, &SourceFile),
    found: Vec<Diagnostic>,
    unclear: &Unclear,
    options: &Options,
) -> Vec<Diagnostic> {
    if part.allows.is_empty() {
        return found;
    }
    let scopes = Scopes::new(&part.allows);
    let (allowed, mut kept): (Vec<_>, Vec<_>) = found.into_iter().partition(|found| {
        let at = found.primary();
        at.file == file && scopes.hold(found.code, at.span.start)
    });
    // Where part of the file was not understood, a lint may be silent for that reason.
    let known = unclear.is_empty() && part.uncertain.is_empty() && part.mentioned.is_empty() && !part.import_failed;
    if known && level(Code::UnusedAllow, options) != Level::Off {
        let before = kept.len();
        let used = Places::new(&allowed);
        for allow in &part.allows {
            let off = level(allow.code, options) == Level::Off || allow.code == Code::UnusedAllow;
            if !off && !used.any(allow.code, allow.scope) && !scopes.hold(Code::UnusedAllow, allow.name.start) {
                kept.push(unused(file, source, allow));
            }
        }
        tune(&mut kept[before..], Code::UnusedAllow, options);
    }
    kept
}

/// By lint: the parts of a file in which it is allowed, in order, none touching the next.
struct Scopes(HashMap<Code, Vec<Span>>);

impl Scopes {
    fn new(allows: &[Allow]) -> Self {
        let mut all: Vec<(Code, Span)> = allows.iter().map(|allow| (allow.code, allow.scope)).collect();
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

fn unused(file: FileId, source: &SourceFile, allow: &Allow) -> Diagnostic {
    let name = allow.code.name();
    let only = !source.slice(allow.comment).contains(',');
    let found = Diagnostic::new(Code::UnusedAllow, file, allow.name, format!("`{name}` finds nothing here"), "allows nothing")
        .help("remove the comment");
    if only {
        found.fix(Fix::new("remove the comment", vec![Edit { file, span: allow.comment, text: String::new() }]))
    } else {
        found
    }
}
