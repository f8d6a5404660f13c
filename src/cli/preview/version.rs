//! What was drawn after a change: the page, what was found, and the texts that it was made of.

use std::sync::Arc;

use serde_json::{Value, json};

use super::name;
use crate::analyse;
use crate::cli::args::PreviewArguments;
use crate::cli::paths::Found;
use crate::cli::{Failure, date, fonts};
use crate::diagnostic::{Diagnostic, Severity};
use crate::emit::{EmitOptions, Live, journeys, live};
use crate::model::vocabulary::ElementKind;
use crate::render::{Places, Summary, json};
use crate::source::{FileId, Sources};

/// A page, with how often it has been drawn.
#[derive(Default, Clone)]
pub struct Version {
    /// Counts up; each change makes another one.
    pub number: u64,
    /// The page; none if there has never been anything to draw.
    pub page: Option<Arc<str>>,
    /// Where the places of the page are declared.
    places: Arc<Value>,
    /// Why the page is not that of the last change, in words.
    reason: Option<String>,
    /// What was found, as `check --format json` has it.
    findings: Arc<Value>,
    errors: usize,
    warnings: usize,
    /// What was read.
    sources: Sources,
    title: String,
}

impl Version {
    /// Reads, checks and draws anew. Where that cannot be, the page of this version stays.
    pub fn next(&self, arguments: &PreviewArguments, found: &Found) -> Result<Self, Failure> {
        // A preview is for one who writes: it says what a check would say today.
        let options = found.settings.options(false, Some(date::today()));
        let (mut analysis, unreadable) = analyse(&found.loader, &found.keys, &options);
        let named: Vec<_> = found.settings.font()?.into_iter().collect();
        let emit = EmitOptions {
            journey: arguments.read.journey.clone(),
            labels: found.settings.config.labels.clone(),
            theme: found.settings.config.theme.theme(arguments.theme),
            fonts: fonts::named(&named)?,
            ..arguments.map.options()
        };
        let file = found.keys.first().and_then(|key| analysis.sources.iter().find(|(_, source)| source.path() == key));
        let file = file.map(|(id, _)| id);
        let drawn = match (file, unreadable.first()) {
            (_, Some(file)) => Err(format!("cannot read `{}`: {}", file.path, file.reason)),
            (None, None) => Err(found.said.trim().trim_start_matches("error: ").to_owned()),
            (Some(file), None) if !has_stage(&analysis, file) => Err("there is no stage to draw".to_owned()),
            (Some(file), None) => live(&analysis, &[file], &emit),
        };
        let places = drawn.as_ref().ok().map(|page| Arc::new(places(&analysis.sources, page)));
        found.settings.report(&mut analysis.sources, &mut analysis.findings);
        let told: Vec<&Diagnostic> = analysis.findings.iter().collect();
        let summary = Summary::of(&told, analysis.sources.count());
        let findings = serde_json::from_str(&json::render(&analysis.sources, &told)).unwrap_or_default();
        let base = Self {
            number: self.number + 1,
            findings: Arc::new(findings),
            errors: summary.errors,
            warnings: told.iter().filter(|found| found.severity == Severity::Warning).count(),
            sources: analysis.sources.clone(),
            title: name(&arguments.file),
            ..self.clone()
        };
        Ok(match drawn {
            Ok(page) => Self { page: Some(page.text.into()), places: places.unwrap_or_default(), reason: None, ..base },
            Err(reason) => Self { reason: Some(reason), ..base },
        })
    }

    /// The same, but for the reason why it is not newer.
    pub fn with_reason(&self, reason: String) -> Self {
        Self { number: self.number + 1, reason: Some(reason), ..self.clone() }
    }

    /// Why nothing could be read at all.
    pub fn unreadable(&self) -> Option<String> {
        self.reason.clone().filter(|_| self.sources.is_empty())
    }

    /// What became of it, for the terminal.
    pub fn summary(&self) -> String {
        let count = |count, noun| crate::render::count(count, noun);
        let found = format!("{}, {}", count(self.errors, "error"), count(self.warnings, "warning"));
        match &self.reason {
            Some(reason) => format!("{reason}; {found}"),
            None => found,
        }
    }

    /// All that a page wants to know of it besides the map.
    pub fn state(&self) -> Value {
        json!({
            "version": self.number,
            "title": self.title,
            "page": self.page.is_some(),
            "reason": self.reason,
            "findings": *self.findings,
            "places": *self.places,
        })
    }

    /// The lines of a file that was read; of no other one.
    pub fn source(&self, path: &str) -> Option<Value> {
        let (_, source) = self.sources.iter().find(|(_, source)| source.path() == path && source.part().is_none())?;
        Some(json!({ "file": path, "lines": source.text().lines().collect::<Vec<_>>() }))
    }
}

/// Whether something can be drawn: a journey without stages is a sheet without columns.
fn has_stage(analysis: &crate::Analysis, file: FileId) -> bool {
    let journeys = journeys(analysis, file, None).unwrap_or_default();
    journeys.iter().any(|journey| journey.descendants().any(|node| node.kind() == ElementKind::Stage))
}

/// Where each place of a page is declared, by its id on the page.
fn places(sources: &Sources, page: &Live) -> Value {
    let mut lines = Places::new(sources);
    let place = |(id, file, span): &(String, FileId, crate::source::Span)| {
        let at = lines.of(*file, span.start);
        (id.clone(), json!({ "file": sources.get(*file).path(), "line": at.line, "column": at.column }))
    };
    Value::Object(page.places.iter().map(place).collect())
}
