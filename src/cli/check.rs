//! `journey check`: find what is wrong in maps.

use std::time::Instant;

use super::args::{CheckArguments, Deny, FindingFormat};
use super::baseline::{self, Baseline};
use super::paths::Found;
use super::terminal::{complaint, print, style_of_output, tell};
use super::{Failure, Outcome, date, fix, paths, settings, watch};
use crate::diagnostic::{Diagnostic, Severity};
use crate::fix::keep_sound;
use crate::project::Unreadable;
use crate::render::{Summary, github, human, json, sarif, short};
use crate::{Analysis, analyse};

/// What a check has to say. Nothing of it is printed yet.
pub struct Report {
    /// The files that were read or looked for.
    pub found: Found,
    /// What goes to standard output.
    pub text: String,
    /// What goes to standard error, before that.
    pub said: String,
    outcome: Outcome,
}

/// Runs the command.
pub fn run(arguments: &CheckArguments) -> Result<Outcome, Failure> {
    if arguments.watch {
        return watch::run(arguments);
    }
    let report = check(arguments)?;
    tell(&report.said);
    print(&report.text)?;
    Ok(report.outcome)
}

/// Reads the files and checks them.
pub fn check(arguments: &CheckArguments) -> Result<Report, Failure> {
    let start = Instant::now();
    let stdin_filename = arguments.stdin_filename.as_deref();
    let mut settings = settings::find(&arguments.paths, stdin_filename, arguments.config.as_deref())?;
    let changed = if fix::is_certain(&arguments.fix) && arguments.only.is_empty() { settings.fix() } else { None };
    let mut found = paths::find(&arguments.paths, stdin_filename, settings, arguments.markdown)?;
    if found.keys.is_empty() && !found.failed {
        // A wrong folder must not look like a clean one.
        found.failed = true;
    }
    let today = Some(arguments.as_of.unwrap_or_else(date::today));
    let options = found.settings.options(found.whole_root, today);
    let baseline = arguments.baseline.as_deref().map(Baseline::read).transpose()?;
    let (mut analysis, unreadable) = if fix::is_wanted(&arguments.fix) {
        let fixed = fix::corrected(arguments, &found, &options, baseline.as_ref());
        if arguments.fix.diff {
            let failed = found.failed || !fixed.unreadable.is_empty();
            let text = fix::diff(changed.as_ref(), &fixed);
            let outcome = match (failed, text.is_empty()) {
                (true, _) => Outcome::Failed,
                (false, true) => Outcome::Clean,
                (false, false) => Outcome::Findings,
            };
            return Ok(Report { said: said(&found, &fixed.unreadable), text, outcome, found });
        }
        found.failed |= !fix::write(&found, changed.as_ref(), &fixed)?;
        (fixed.analysis, fixed.unreadable)
    } else {
        analyse(&found.loader, &found.keys, &options)
    };
    keep_sound(&found.loader, &found.keys, &options, &mut analysis);
    found.settings.report(&mut analysis.sources, &mut analysis.findings);
    if !arguments.only.is_empty() {
        analysis.findings.retain(|found| arguments.only.contains(&found.code));
    }
    if arguments.pedantic {
        raise_notes(&mut analysis.findings);
    }
    // Programs get the notes, too: they can leave out what they do not want.
    let for_programs = matches!(arguments.format, FindingFormat::Json | FindingFormat::Sarif);
    // What is asked for by name is shown whatever its level.
    let least = least(arguments.notes || !arguments.only.is_empty() || (for_programs && arguments.write_baseline.is_none()));
    let failed = found.failed || !unreadable.is_empty();
    let mut report = Report { said: said(&found, &unreadable), text: String::new(), outcome: Outcome::Failed, found };
    if let Some(path) = &arguments.write_baseline {
        if failed {
            report.said.push_str(&complaint("the baseline is not written: it would not be whole"));
        } else {
            report.text = baseline::write(path, least, &analysis, &report.found.loader)?;
            report.outcome = Outcome::Clean;
        }
        return Ok(report);
    }
    let (findings, known) = match &baseline {
        Some(baseline) => {
            let compared = baseline.compare(least, &analysis, &report.found.loader);
            let known = compared.summary();
            (compared.new, known)
        }
        None => (shown(&analysis.findings, least), String::new()),
    };
    // Where nothing was read there is nothing to sum up.
    let silent = failed && analysis.sources.is_empty();
    match arguments.format {
        FindingFormat::Human if silent => {}
        FindingFormat::Human => report.text = human(&analysis, &findings, arguments, start) + &known,
        FindingFormat::Short => report.text = short::render(&analysis.sources, &findings),
        FindingFormat::Json => report.text = json::render(&analysis.sources, &findings),
        FindingFormat::Sarif => report.text = sarif::render(&analysis.sources, &findings),
        FindingFormat::Github => report.text = github::render(&analysis.sources, &findings),
    }
    if arguments.format != FindingFormat::Human {
        report.said.push_str(&known);
    }
    // The corrected text of standard input has gone to standard output.
    if fix::is_wanted(&arguments.fix) && report.found.keys.iter().any(|key| report.found.loader.is_text(key)) {
        report.said.push_str(&std::mem::take(&mut report.text));
    }
    if !failed {
        report.outcome = outcome(&findings, arguments.deny);
    }
    Ok(report)
}

/// What could not be read, on standard error.
fn said(found: &Found, unreadable: &[Unreadable]) -> String {
    let complaints = unreadable.iter().map(|file| complaint(&format!("cannot read `{}`: {}", file.path, file.reason)));
    complaints.fold(found.said.clone(), |said, complaint| said + &complaint)
}

fn human(analysis: &Analysis, findings: &[&Diagnostic], arguments: &CheckArguments, start: Instant) -> String {
    let mut text = human::render(&analysis.sources, findings, style_of_output(arguments.color));
    let summary = Summary::of(findings, analysis.sources.count());
    text.push_str(&human::summary(summary, Some(start.elapsed())));
    text
}

/// Makes warnings of notes.
fn raise_notes(findings: &mut [Diagnostic]) {
    for found in findings {
        found.severity = found.severity.max(Severity::Warning);
    }
}

/// The least severity that is shown.
fn least(notes: bool) -> Severity {
    if notes { Severity::Info } else { Severity::Warning }
}

fn shown(findings: &[Diagnostic], least: Severity) -> Vec<&Diagnostic> {
    findings.iter().filter(|found| found.severity >= least).collect()
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
        assert_eq!(shown(&findings, least(false)).len(), 1);
        assert_eq!(shown(&findings, least(true)).len(), 2);
        raise_notes(&mut findings);
        let shown = shown(&findings, least(false));
        assert_eq!(shown.len(), 2);
        assert_eq!(outcome(&shown[..1], Some(Deny::Warnings)), Outcome::Findings);
    }
}
