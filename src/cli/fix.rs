//! `journey check --fix`, `--write-implied`, `--allow` and `--diff`: corrected files, written or shown.
//!
//! A file is written whole or not at all, and only if it still is what was read.

use std::cell::Cell;
use std::collections::{BTreeSet, HashSet};
use std::path::Path;

use similar::TextDiff;

use super::Failure;
use super::args::{CheckArguments, FixArguments};
use super::baseline::Baseline;
use super::paths::Found;
use super::terminal::{complain, print, reason, send, tell};
use super::write::write_whole;
use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::fix::{Changed, Done, Fixed, allow, fix, implied};
use crate::project::Loader as _;
use crate::render::{count, visible};
use crate::{Analysis, Options};

/// Whether something is to be corrected.
pub fn is_wanted(arguments: &FixArguments) -> bool {
    arguments.fix || arguments.diff || arguments.write_implied || arguments.allow.is_some()
}

/// Whether the certain fixes of findings are to be applied: with `--fix`, and with `--diff` where nothing else is asked for.
pub fn is_certain(arguments: &FixArguments) -> bool {
    arguments.fix || (arguments.diff && !arguments.write_implied && arguments.allow.is_none())
}

/// Corrects the project, as it is asked for: what is in the baseline, if there is one, is left alone.
pub fn corrected(arguments: &CheckArguments, found: &Found, options: &Options, baseline: Option<&Baseline>) -> Fixed {
    let asked = &arguments.fix;
    let certain = is_certain(asked);
    // What is not asked for by a finding is done once.
    let (implied_done, allow_done) = (Cell::new(!asked.write_implied), Cell::new(asked.allow.is_none()));
    let more = |analysis: &Analysis| -> Vec<Fix> {
        if !implied_done.replace(true) {
            let fixes = implied(analysis);
            if !fixes.is_empty() {
                return fixes;
            }
        }
        let reason = asked.allow.as_deref().unwrap_or_default();
        if allow_done.replace(true) {
            return Vec::new();
        }
        let (fixes, without_room) = allow(analysis, &chosen(analysis, arguments, found, baseline), reason);
        without_room.iter().map(|finding| no_room(analysis, finding)).collect::<BTreeSet<_>>().iter().for_each(|said| tell(said));
        fixes
    };
    // What takes away something that was written is done only where it is asked for by name.
    let asked_for =
        |finding: &&Diagnostic| finding.fix.as_ref().is_some_and(|fix| !fix.on_request) || arguments.only.contains(&finding.code);
    fix(
        &found.loader,
        &found.keys,
        options,
        &|analysis| {
            let mut wanted = if certain { chosen(analysis, arguments, found, baseline) } else { Vec::new() };
            wanted.retain(asked_for);
            wanted
        },
        &more,
    )
}

/// That a finding cannot be allowed where it stands.
fn no_room(analysis: &Analysis, finding: &Diagnostic) -> String {
    let at = finding.primary();
    let file = analysis.sources.get(at.file);
    let (path, line, name) = (visible(file.path()), file.line_number(at.span.start), finding.code.name());
    format!("{path}:{line}: no room for a comment that allows `{name}`: give each statement a line of its own\n")
}

/// The findings that are asked for: those that would be shown, and are not in the baseline.
fn chosen<'a>(
    analysis: &'a Analysis,
    arguments: &CheckArguments,
    found: &Found,
    baseline: Option<&Baseline>,
) -> Vec<&'a Diagnostic> {
    let notes = arguments.notes || arguments.pedantic || !arguments.only.is_empty();
    let least = if notes { Severity::Info } else { Severity::Warning };
    let new = match baseline {
        Some(baseline) => baseline.compare(least, analysis, &found.loader).new,
        None => analysis.findings.iter().filter(|finding| finding.severity >= least).collect(),
    };
    new.into_iter().filter(|finding| arguments.only.is_empty() || arguments.only.contains(&finding.code)).collect()
}

/// What would be written, as `diff -u` and `git apply` have it; empty if nothing would.
pub fn diff(settings: Option<&Changed>, fixed: &Fixed) -> String {
    settings.into_iter().chain(&fixed.changed).map(patch).collect()
}

/// The patch of one file.
pub(super) fn patch(change: &Changed) -> String {
    let path = visible(&change.path);
    TextDiff::from_lines(&change.before, &change.after)
        .unified_diff()
        .context_radius(3)
        .header(&format!("a/{path}"), &format!("b/{path}"))
        .to_string()
}

/// Writes what has changed; what came from standard input goes to standard output. One file that cannot be written does not keep the
/// others from it. Whether all could be written.
pub fn write(found: &Found, settings: Option<&Changed>, fixed: &Fixed) -> Result<bool, Failure> {
    for (_, file) in fixed.analysis.sources.iter().filter(|(_, file)| found.loader.is_text(file.path()) && file.part().is_none()) {
        // Bytes that are no text go out as they came in.
        match found.loader.load(file.path()) {
            Ok(bytes) if file.damage().is_some() => send(&bytes)?,
            _ => print(file.text())?,
        }
    }
    let mut unwritten = HashSet::new();
    for change in settings.into_iter().chain(&fixed.changed).filter(|change| !found.loader.is_text(&change.path)) {
        let path = found.loader.path_of(&change.path).unwrap_or_else(|| found.settings.here.join(&change.path));
        if let Err(why) = replace(&path, change) {
            complain(&format!("cannot write `{}`: {why}; it stays as it was", change.path));
            unwritten.insert(change.path.as_str());
        }
    }
    let done: Vec<&Done> = fixed.done.iter().filter(|done| !unwritten.contains(done.path.as_str())).collect();
    report(&done, settings.filter(|settings| !unwritten.contains(settings.path.as_str())));
    Ok(unwritten.is_empty())
}

/// Writes one file, unless it has changed since it was read.
pub(super) fn replace(path: &Path, change: &Changed) -> Result<(), String> {
    let now = std::fs::read(path).map_err(|error| reason(&error))?;
    if now != change.before.as_bytes() {
        return Err("it has changed while it was read".into());
    }
    write_whole(path, change.after.as_bytes()).map_err(|error| reason(&error))
}

/// Says what was done, one line each, on standard error: standard output belongs to what is left.
fn report(done: &[&Done], settings: Option<&Changed>) {
    for Done { path, line, code, title } in done {
        let code = code.map(|code| format!(" [{}]", code.name())).unwrap_or_default();
        tell(&format!("{}:{line}: {}{code}\n", visible(path), visible(title)));
    }
    if let Some(settings) = settings {
        tell(&format!("{}: corrected\n", visible(&settings.path)));
    }
    if !done.is_empty() {
        tell(&format!("{} made\n\n", count(done.len(), "correction")));
    }
}
