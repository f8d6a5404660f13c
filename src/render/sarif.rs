//! Findings as SARIF 2.1.0, for the code scanning pages of forges.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde_json::Value;
use serde_sarif::sarif;

use super::Places;
use crate::diagnostic::{Code, Diagnostic, Edit, Fix, Label, Level, Severity};
use crate::source::{FileId, Sources, Span};

/// Renders the findings.
pub fn render(sources: &Sources, findings: &[&Diagnostic]) -> String {
    let mut writer = Writer { sources, places: Places::new(sources) };
    let results: Vec<sarif::Result> = findings.iter().map(|found| writer.result(found)).collect();
    let driver = sarif::ToolComponent::builder()
        .name("journey")
        .version(env!("CARGO_PKG_VERSION"))
        .rules(Code::ALL.iter().map(|code| rule(*code)).collect::<Vec<_>>())
        .build();
    let run = sarif::Run::builder()
        .tool(sarif::Tool::builder().driver(driver).build())
        .column_kind(Value::from("unicodeCodePoints"))
        .results(results)
        .build();
    let log = sarif::Sarif::builder()
        .schema("https://json.schemastore.org/sarif-2.1.0.json")
        .version(Value::from("2.1.0"))
        .runs(vec![run])
        .build();
    let mut text = serde_json::to_string_pretty(&log).unwrap_or_default();
    text.push('\n');
    text
}

fn rule(code: Code) -> sarif::ReportingDescriptor {
    let level = match code.level() {
        Level::Off => "none",
        Level::Note => "note",
        Level::Warning => "warning",
        Level::Error => "error",
    };
    let configuration =
        sarif::ReportingConfiguration::builder().enabled(code.level() != Level::Off).level(Value::from(level)).build();
    let mut rule = sarif::ReportingDescriptor::builder().id(code.name()).default_configuration(configuration).build();
    if let Some(page) = crate::explain::page(code.name()) {
        let lead = crate::explain::first_paragraph(&page);
        rule.short_description = Some(sarif::MultiformatMessageString::builder().text(lead).build());
        rule.help = Some(sarif::MultiformatMessageString::builder().text(page.clone()).markdown(page).build());
    }
    rule
}

struct Writer<'s> {
    sources: &'s Sources,
    places: Places<'s>,
}

impl Writer<'_> {
    fn result(&mut self, found: &Diagnostic) -> sarif::Result {
        let mut text = found.message.clone();
        if let Some(help) = &found.help {
            let _ = write!(text, "\n{help}");
        }
        let mut result = sarif::Result::builder()
            .rule_id(found.code.name())
            .level(match found.severity {
                Severity::Info => sarif::ResultLevel::Note,
                Severity::Warning => sarif::ResultLevel::Warning,
                Severity::Error => sarif::ResultLevel::Error,
            })
            .message(sarif::Message::builder().text(text).build())
            .locations(vec![self.location(found.primary())])
            .build();
        result.rule_index = Code::ALL.iter().position(|code| *code == found.code).map(number);
        let related: Vec<_> = found.labels[1..].iter().map(|label| self.location(label)).collect();
        result.related_locations = Some(related).filter(|related| !related.is_empty());
        result.fixes = found.fix.as_ref().map(|fix| vec![self.fix(fix)]);
        result
    }

    fn location(&mut self, label: &Label) -> sarif::Location {
        let place = sarif::PhysicalLocation::builder()
            .artifact_location(self.artifact(label.file))
            .region(self.region(label.file, label.span))
            .build();
        let mut location = sarif::Location::builder().physical_location(place).build();
        if !label.text.is_empty() {
            location.message = Some(sarif::Message::from(&label.text));
        }
        location
    }

    fn artifact(&self, file: FileId) -> sarif::ArtifactLocation {
        sarif::ArtifactLocation::builder().uri(uri(self.sources.get(file).path())).build()
    }

    fn region(&mut self, file: FileId, span: Span) -> sarif::Region {
        let (start, end) = (self.places.of(file, span.start), self.places.of(file, span.end));
        sarif::Region::builder()
            .start_line(number(start.line))
            .start_column(number(start.column))
            .end_line(number(end.line))
            .end_column(number(end.column))
            .build()
    }

    fn fix(&mut self, fix: &Fix) -> sarif::Fix {
        let mut by_file: BTreeMap<FileId, Vec<sarif::Replacement>> = BTreeMap::new();
        for Edit { file, span, text } in &fix.edits {
            let content = sarif::ArtifactContent::builder().text(text).build();
            let region = self.region(*file, *span);
            let replacement = sarif::Replacement::builder().deleted_region(region).inserted_content(content).build();
            by_file.entry(*file).or_default().push(replacement);
        }
        let changes = by_file.into_iter().map(|(file, replacements)| {
            sarif::ArtifactChange::builder().artifact_location(self.artifact(file)).replacements(replacements).build()
        });
        let changes: Vec<_> = changes.collect();
        sarif::Fix::builder().description(sarif::Message::from(&fix.title)).artifact_changes(changes).build()
    }
}

/// A number as SARIF wants it.
fn number(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// A path as a relative URI reference.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(byte as char);
        } else {
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}
