//! Model, graph, places and findings as JSON, in a shape of its own that carries a version.
//!
//! What is written depends on the file and on what it names, not on what else was read in the same run.

mod elements;
mod flow;
mod names;
mod shape;

use std::collections::HashSet;

use crate::Analysis;
use crate::diagnostic::Diagnostic;
use crate::graph::JourneyGraph;
use crate::model::ElementId;
use crate::model::vocabulary::ElementKind;
use crate::source::FileId;

use elements::Context;
pub use elements::shared;
use names::Names;

/// The version of the shape.
const VERSION: u32 = 1;

/// Writes a file with the graphs of its journeys; with `only`, without its other journeys.
pub fn json(
    analysis: &Analysis,
    file: FileId,
    graphs: &[JourneyGraph<'_>],
    persona: Option<ElementId>,
    only: bool,
) -> Result<String, String> {
    let Analysis { sources, model, findings, .. } = analysis;
    let findings: Vec<&Diagnostic> = findings.iter().filter(|finding| finding.primary().file == file).collect();
    let imported = elements::imported(model, file);
    let mut others: HashSet<FileId> = imported.iter().map(|id| id.file).collect();
    others.extend(model.file(file).imports.iter().map(|(_, import)| *import));
    others.extend(elements::foreign(model.file(file), file).map(|id| id.file));
    others.extend(findings.iter().flat_map(|finding| finding.labels.iter().map(|label| label.file)));
    // What is imported may name something in its own imports.
    let around: Vec<FileId> =
        imported.iter().flat_map(|id| elements::foreign(model.file(id.file), id.file)).map(|id| id.file).collect();
    others.extend(around);
    let names = Names::new(model, sources, file, others);
    let context = Context { sources, names: &names };
    let chosen = |id: ElementId| !only || graphs.iter().any(|graph| graph.journey.id == id);
    let roots = model.roots(file).filter(|node| node.kind() != ElementKind::Journey || chosen(node.id));
    let order = |id: &ElementId| (names.files.iter().position(|file| *file == id.file), id.index);
    let mut imported = imported;
    imported.sort_by_key(order);
    let document = shape::Document {
        version: VERSION,
        model: shape::Model {
            elements: roots.map(|node| elements::element(context, node)).collect(),
            imported: imported.iter().map(|&id| elements::element(context, model.node(id))).collect(),
        },
        graph: graphs.iter().map(|graph| flow::graph(context, graph, persona)).collect(),
        source: shape::Source {
            files: names
                .files
                .iter()
                .map(|&id| {
                    let source = sources.get(id);
                    shape::File { path: source.path(), bytes: source.text().len() as u32, lines: source.lines().count() as u32 }
                })
                .collect(),
        },
        findings: findings.into_iter().map(|finding| self::finding(context, finding)).collect(),
    };
    serde_json::to_string_pretty(&document).map(|text| text + "\n").map_err(|error| error.to_string())
}

/// The schema, ready to be written to a file.
pub fn schema() -> String {
    let schema = schemars::schema_for!(shape::Document<'static>);
    serde_json::to_string_pretty(&schema).map_or_else(|_| String::new(), |text| text + "\n")
}

fn finding<'a>(context: Context<'a>, finding: &'a Diagnostic) -> shape::Finding<'a> {
    let labels = finding.labels.iter().map(|label| {
        let source = context.sources.get(label.file);
        let at = source.lines().in_characters(source.text(), label.span.start);
        shape::Label {
            span: context.names.span(label.file, label.span),
            line: at.line + 1,
            column: at.column + 1,
            text: &label.text,
        }
    });
    shape::Finding {
        code: finding.code.name(),
        severity: finding.severity.word(),
        message: &finding.message,
        labels: labels.collect(),
        help: finding.help.as_deref(),
    }
}
