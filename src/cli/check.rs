//! `journey check`: find what is wrong in maps.

use std::time::Instant;

use super::args::{CheckArguments, Deny, FindingFormat};
use super::terminal::{complain, print, style_of_output};
use super::{Failure, Outcome, date, paths};
use crate::diagnostic::{Diagnostic, Severity};
use crate::render::{Summary, github, human, json, sarif, short};
use crate::{Analysis, Options, analyse};

/// Runs the command.
pub fn run(arguments: &CheckArguments) -> Result<Outcome, Failure> {
    let start = Instant::now();
    let found = paths::find(&arguments.paths, arguments.stdin_filename.as_deref())?;
    let today = Some(arguments.as_of.unwrap_or_else(date::today));
    let options = Options { whole_root: found.whole_root, today, ..Options::default() };
    let (mut analysis, unreadable) = analyse(&found.loader, &found.keys, &options);
    if arguments.pedantic {
        raise_notes(&mut analysis.findings);
    }
    let findings = shown(&analysis.findings, arguments.notes);
    let text = match arguments.format {
        FindingFormat::Human => human(&analysis, &findings, arguments, start),
        FindingFormat::Short => short::render(&analysis.sources, &findings),
        FindingFormat::Json => json::render(&analysis.sources, &findings),
        FindingFormat::Sarif => sarif::render(&analysis.sources, &findings),
        FindingFormat::Github => github::render(&analysis.sources, &findings),
    };
    let failed = found.failed || !unreadable.is_empty();
    for file in unreadable {
        complain(&format!("cannot read `{}`: {}", file.path, file.reason));
    }
    // Nothing was read: there is nothing to sum up.
    if failed && analysis.sources.is_empty() && arguments.format == FindingFormat::Human {
        return Ok(Outcome::Failed);
    }
    print(&text)?;
    Ok(if failed { Outcome::Failed } else { outcome(&findings, arguments.deny) })
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
