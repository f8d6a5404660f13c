//! `journey check --fix`, `--write-implied`, `--allow` and `--diff`: corrected files, written or shown.
//!
//! A file is written whole or not at all, and only if it still is what was read.

use std::cell::Cell;
use std::path::Path;

use similar::TextDiff;

use super::Failure;
use super::args::{CheckArguments, FixArguments};
use super::paths::Found;
use super::terminal::{print, reason, tell};
use super::write::write_whole;
use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::fix::{Changed, Done, Fixed, allow, fix, implied};
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

/// Corrects the project, as it is asked for.
pub fn corrected(arguments: &CheckArguments, found: &Found, options: &Options) -> Fixed {
    let asked = &arguments.fix;
    let named = |finding: &Diagnostic| {
        let shown = arguments.notes || arguments.pedantic || finding.severity > Severity::Info;
        shown && (asked.only.is_empty() || asked.only.contains(&finding.code))
    };
    let certain = is_certain(asked);
    // What is not asked for by a finding is done once.
    let (implied_done, allow_done) = (Cell::new(!asked.write_implied), Cell::new(asked.allow.is_none()));
    let more = |analysis: &Analysis| -> Vec<Fix> {
        let open = |found: &&Diagnostic| certain && named(found) && found.fix.is_some();
        if analysis.findings.iter().any(|found| open(&found)) {
            return Vec::new();
        }
        if !implied_done.replace(true) {
            let fixes = implied(analysis);
            if !fixes.is_empty() {
                return fixes;
            }
        }
        if allow_done.replace(true) { Vec::new() } else { allow(analysis, &named, asked.allow.as_deref().unwrap_or_default()) }
    };
    fix(&found.loader, &found.keys, options, &|finding| certain && named(finding), &more)
}

/// What would be written, as `diff -u` and `git apply` have it; empty if nothing would.
pub fn diff(settings: Option<&Changed>, fixed: &Fixed) -> String {
    settings.into_iter().chain(&fixed.changed).map(patch).collect()
}

fn patch(change: &Changed) -> String {
    let path = visible(&change.path);
    TextDiff::from_lines(&change.before, &change.after)
        .unified_diff()
        .context_radius(3)
        .header(&format!("a/{path}"), &format!("b/{path}"))
        .to_string()
}

/// Writes what has changed; what came from standard input goes to standard output.
pub fn write(found: &Found, settings: Option<&Changed>, fixed: &Fixed) -> Result<(), Failure> {
    for (_, file) in fixed.analysis.sources.iter().filter(|(_, file)| found.loader.is_text(file.path()) && file.part().is_none()) {
        print(file.text())?;
    }
    for change in settings.into_iter().chain(&fixed.changed).filter(|change| !found.loader.is_text(&change.path)) {
        let path = found.loader.path_of(&change.path).unwrap_or_else(|| found.settings.here.join(&change.path));
        replace(&path, change)?;
    }
    report(&fixed.done, settings.is_some());
    Ok(())
}

fn replace(path: &Path, change: &Changed) -> Result<(), Failure> {
    let failed = |why: String| Failure::new(format!("cannot write `{}`: {why}; it stays as it was", change.path));
    let now = std::fs::read(path).map_err(|error| failed(reason(&error)))?;
    if now != change.before.as_bytes() {
        return Err(failed("it has changed while it was read".into()));
    }
    write_whole(path, change.after.as_bytes()).map_err(|error| failed(reason(&error)))
}

/// Says what was done, one line each, on standard error: standard output belongs to what is left.
fn report(done: &[Done], settings: bool) {
    for Done { path, line, code, title } in done {
        let code = code.map(|code| format!(" [{}]", code.name())).unwrap_or_default();
        tell(&format!("{}:{line}: {}{code}\n", visible(path), visible(title)));
    }
    if settings {
        tell(&format!("{} corrected\n", crate::config::FILE_NAME));
    }
    if !done.is_empty() {
        tell(&format!("{} made\n\n", count(done.len(), "correction")));
    }
}
