//! What was drawn after a change: the page, what was found, and the texts that it was made of.

use std::sync::Arc;

use serde_json::{Value, json};

use super::name;
use super::places::{self, Around};
use crate::cli::args::PreviewArguments;
use crate::cli::paths::Found;
use crate::cli::{Failure, date, fonts};
use crate::diagnostic::Diagnostic;
use crate::emit::{EmitOptions, journeys, live};
use crate::labels::{Labels, Word};
use crate::model::Node;
use crate::model::vocabulary::ElementKind;
use crate::render::{Summary, json};
use crate::source::{FileId, Role, Sources};
use crate::{Analysis, analyse};

/// A page, with how often it has been drawn.
#[derive(Default, Clone)]
pub struct Version {
    /// Counts up; each change makes another one.
    pub number: u64,
    /// The page; none if there has never been anything to draw.
    pub page: Option<Arc<str>>,
    /// The version in which the page was drawn.
    pub drawn: u64,
    /// Where the places of the page are declared. None of them is known while the page is an older one.
    places: Arc<Value>,
    /// Why the page is not that of the last change, in words.
    reason: Option<String>,
    /// Whether that is because something was asked for by a name that is not there.
    unknown_name: bool,
    /// What was found, as `check --format json` has it, errors first, each with its place on the page; null if nothing was checked.
    findings: Arc<Value>,
    errors: usize,
    warnings: usize,
    /// What was read.
    sources: Sources,
    title: String,
    /// The words of the frame.
    labels: Labels,
}

impl Version {
    /// Reads, checks and draws anew. Where that cannot be, the page of this version stays.
    pub fn next(&self, arguments: &PreviewArguments, found: &Found) -> Result<Self, Failure> {
        // A preview is for one who writes: it says what a check would say today.
        let options = found.settings.options(false, Some(date::today()));
        let (mut analysis, unreadable) = analyse(&found.loader, &found.keys, &options);
        let named: Vec<_> = found.settings.font()?.into_iter().collect();
        let labels = found.settings.config.labels.clone();
        let emit = EmitOptions {
            journey: arguments.read.journey.clone(),
            labels: labels.clone(),
            theme: found.settings.config.theme.theme(arguments.theme),
            fonts: fonts::named(&named)?,
            ..arguments.map.options()
        };
        let base = Self { number: self.number + 1, title: name(&arguments.file), labels, unknown_name: false, ..self.clone() };
        let maps = found.keys.first().map(|key| maps(&analysis.sources, key)).unwrap_or_default();
        if let Some(reason) = unreadable.first().map(|file| format!("cannot read `{}`: {}", file.path, file.reason)) {
            return Ok(Self { sources: Sources::default(), ..base.with_reason(reason) });
        }
        if found.keys.is_empty() {
            let reason = found.said.trim().trim_start_matches("error: ").to_owned();
            return Ok(Self { sources: Sources::default(), ..base.with_reason(reason) });
        }
        let drawable = has_stage(&analysis, &maps);
        let drawn = if drawable { live(&analysis, &maps, &emit) } else { Err("there is no stage to draw".to_owned()) };
        found.settings.report(&mut analysis.sources, &mut analysis.findings);
        let mut told: Vec<&Diagnostic> = analysis.findings.iter().collect();
        told.sort_by_key(|found| std::cmp::Reverse(found.severity));
        let summary = Summary::of(&told, analysis.sources.count());
        let mut findings: Value = serde_json::from_str(&json::render(&analysis.sources, &told)).unwrap_or_default();
        if let Ok(page) = &drawn {
            let around = Around::new(&analysis.sources, page);
            for (number, found) in told.iter().enumerate() {
                findings["findings"][number]["place"] = around.of(found.primary()).into();
            }
        }
        let base = Self {
            findings: Arc::new(findings),
            errors: summary.errors,
            warnings: summary.warnings,
            sources: analysis.sources.clone(),
            ..base
        };
        Ok(match drawn {
            Ok(page) => {
                let places = Arc::new(places::declared(&analysis.sources, &page));
                Self { page: Some(page.text.into()), drawn: base.number, places, reason: None, ..base }
            }
            Err(reason) => Self { places: Arc::default(), reason: Some(reason), unknown_name: drawable, ..base },
        })
    }

    /// The version after this one, if nothing could be checked.
    pub fn unchecked(&self, reason: String) -> Self {
        Self { number: self.number + 1, unknown_name: false, ..self.with_reason(reason) }
    }

    /// The same, if nothing could be checked.
    fn with_reason(&self, reason: String) -> Self {
        Self { reason: Some(reason), findings: Arc::default(), places: Arc::default(), errors: 0, warnings: 0, ..self.clone() }
    }

    /// Why there is nothing to begin with: nothing could be read, or a sound map does not have what was asked for by its name.
    pub fn hopeless(&self) -> Option<String> {
        self.reason.clone().filter(|_| self.sources.is_empty() || (self.unknown_name && self.errors == 0))
    }

    /// Why the page is not that of the last change.
    pub fn reason(&self) -> Option<&str> {
        self.reason.as_deref()
    }

    /// What became of it, for the terminal.
    pub fn summary(&self) -> String {
        if self.findings.is_null() {
            return self.reason.clone().unwrap_or_default();
        }
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
            "drawn": self.drawn,
            "title": self.title,
            "page": self.page.is_some(),
            "reason": self.reason,
            "findings": *self.findings,
            "places": *self.places,
            "language": self.labels.language(),
            "words": self.words(),
        })
    }

    /// The words of the frame.
    fn words(&self) -> Value {
        use Word as W;
        let words = [
            W::Preview,
            W::PreviewEnded,
            W::AsItWas,
            W::TheMap,
            W::Findings,
            W::NoFindings,
            W::OneError,
            W::ManyErrors,
            W::OneWarning,
            W::ManyWarnings,
            W::OneNote,
            W::ManyNotes,
            W::Help,
            W::SourceText,
        ];
        Value::Object(words.into_iter().map(|word| (word.key().to_owned(), self.labels.get(word).into())).collect())
    }

    /// The lines of a file that was read; of no other one.
    pub fn source(&self, path: &str) -> Option<Value> {
        let (_, source) = self.sources.iter().find(|(_, source)| source.path() == path && source.part().is_none())?;
        Some(json!({ "version": self.number, "file": path, "lines": source.text().lines().collect::<Vec<_>>() }))
    }
}

/// The maps of a file that was named: itself, or those in it.
fn maps(sources: &Sources, key: &str) -> Vec<FileId> {
    let Some((own, source)) = sources.iter().find(|(_, source)| source.path() == key) else { return Vec::new() };
    if !matches!(source.role(), Role::Document) {
        return vec![own];
    }
    sources.iter().filter(|(_, source)| source.part().is_some_and(|part| part.document == own)).map(|(id, _)| id).collect()
}

/// Whether something can be drawn: a journey without stages is a sheet without columns.
fn has_stage(analysis: &Analysis, maps: &[FileId]) -> bool {
    let all = maps.iter().flat_map(|map| journeys(analysis, *map, None).unwrap_or_default());
    all.flat_map(Node::descendants).any(|node| node.kind() == ElementKind::Stage)
}
