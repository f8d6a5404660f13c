//! `journey check`: find what is wrong in maps.

use std::time::Instant;

use super::args::{CheckArguments, Deny, FindingFormat};
use super::terminal::{complain, print, style_of_output, tell};
use super::{Failure, Outcome, date, fix, paths, settings};
use crate::diagnostic::{Diagnostic, Severity};
use crate::project::Unreadable;
use crate::render::{Summary, human, json, sarif, short};
use crate::{Analysis, analyse};

/// Runs the command.
pub fn run(arguments: &CheckArguments) -> Result<Outcome, Failure> {
    let start = Instant::now();
    let stdin_filename = arguments.stdin_filename.as_deref();
    let mut settings = settings::find(&arguments.paths, stdin_filename, arguments.config.as_deref())?;
    let changed = if fix::is_certain(&arguments.fix) && arguments.fix.only.is_empty() { settings.fix() } else { None };
    let found = paths::find(&arguments.paths, stdin_filename, settings)?;
    let today = Some(arguments.as_of.unwrap_or_else(date::today));
    let options = found.settings.options(found.whole_root, today);
    let (mut analysis, unreadable) = if fix::is_wanted(&arguments.fix) {
        let fixed = fix::corrected(arguments, &found, &options);
        let differs = fix::deliver(&arguments.fix, &found, changed.as_ref(), &fixed)?;
        if arguments.fix.diff {
            return Ok(if found.failed || tell_unreadable(&fixed.unreadable) {
                Outcome::Failed
            } else if differs {
                Outcome::Findings
            } else {
                Outcome::Clean
            });
        }
        (fixed.analysis, fixed.unreadable)
    } else {
        analyse(&found.loader, &found.keys, &options)
    };
    found.settings.report(&mut analysis.sources, &mut analysis.findings);
    if arguments.pedantic {
        raise_notes(&mut analysis.findings);
    }
    let findings = shown(&analysis.findings, arguments.notes);
    let text = match arguments.format {
        FindingFormat::Human => human(&analysis, &findings, arguments, start),
        FindingFormat::Short => short::render(&analysis.sources, &findings),
        FindingFormat::Json => json::render(&analysis.sources, &findings),
        FindingFormat::Sarif => sarif::render(&analysis.sources, &findings),
    };
    let failed = tell_unreadable(&unreadable) || found.failed;
    // Nothing was read: there is nothing to sum up.
    if failed && analysis.sources.is_empty() && arguments.format == FindingFormat::Human {
        return Ok(Outcome::Failed);
    }
    // The corrected text of standard input has gone to standard output.
    if fix::is_wanted(&arguments.fix) && found.keys.iter().any(|key| found.loader.is_text(key)) {
        tell(&text);
    } else {
        print(&text)?;
    }
    Ok(if failed { Outcome::Failed } else { outcome(&findings, arguments.deny) })
}

/// Says what could not be read, and whether there was something.
fn tell_unreadable(unreadable: &[Unreadable]) -> bool {
    for file in unreadable {
        complain(&format!("cannot read `{}`: {}", file.path, file.reason));
    }
    !unreadable.is_empty()
}

fn human(analysis: &Analysis, findings: &[&Diagnostic], arguments: &CheckArguments, start: Instant) -> String {
    let mut text = human::render(&analysis.sources, findings, style_of_output(arguments.color));
    let summary = Summary::of(findings, analysis.sources.len());
    text.push_str(&human::summary(summary, Some(start.elapsed())));
    text
}

/// Makes warnings of notes.
fn raise_notes(findings: &mut [Diagnostic]) {
    for found in findings {
        found.severity = found.severity.max(Severity::Warning);
    }
}

fn shown(findings: &[Diagnostic], notes: bool) -> Vec<&Diagnostic> {
    findings.iter().filter(|found| notes || found.severity > Severity::Info).collect()
}

fn outcome(findings: &[&Diagnostic], deny: Option<Deny>) -> Outcome {
    let failing = if deny == Some(Deny::Warnings) { Severity::Warning } else { Severity::Error };
    if findings.iter().any(|found| found.severity >= failing) { Outcome::Findings } else { Outcome::Clean }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;
    use crate::source::{FileId, Span};

    fn findings() -> Vec<Diagnostic> {
        let new = |code| Diagnostic::new(code, FileId(0), Span::at(0), "message", "label");
        vec![new(Code::LostShare), new(Code::UnusedTeam)]
    }

    #[test]
    fn the_failing_level() {
        let findings = findings();
        let (note, warning) = (&findings[0], &findings[1]);
        for (found, deny, expected) in [
            (note, None, Outcome::Clean),
            (note, Some(Deny::Warnings), Outcome::Clean),
            (warning, None, Outcome::Clean),
            (warning, Some(Deny::Warnings), Outcome::Findings),
        ] {
            assert_eq!(outcome(&[found], deny), expected);
        }
    }

    #[test]
    fn notes_are_shown_on_request_or_as_warnings() {
        let mut findings = findings();
        assert_eq!(shown(&findings, false).len(), 1);
        assert_eq!(shown(&findings, true).len(), 2);
        raise_notes(&mut findings);
        let shown = shown(&findings, false);
        assert_eq!(shown.len(), 2);
        assert_eq!(outcome(&shown[..1], Some(Deny::Warnings)), Outcome::Findings);
    }
}
