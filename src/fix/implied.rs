//! Writes out the transitions that the order implies.

use std::collections::{HashMap, HashSet};

use crate::Analysis;
use crate::diagnostic::{Edit, Fix, Severity, move_fix_to_document};
use crate::graph::{ArrowKind, JourneyGraph};
use crate::model::vocabulary::ElementKind;
use crate::model::{ElementId, Node, slug};
use crate::source::{FileId, SourceFile, Span};

/// A chain is broken where its line would be longer, in characters.
const WIDTH: usize = 100;

/// One fix for each journey with implied transitions: they stand at the end of the block that they join the places of, and places
/// without an id get one. Nothing is written in a file that has errors, since part of its flow may be unknown.
pub fn implied(analysis: &Analysis) -> Vec<Fix> {
    let broken = broken(analysis);
    let files = analysis.sources.iter().filter(|(id, _)| (id.0 as usize) < analysis.model.files.len());
    let sound = files.filter(|(id, file)| !is_broken(&broken, *id, file));
    let mut written: Vec<Fix> =
        sound.flat_map(|(id, file)| analysis.model.journeys(id).filter_map(move |journey| of_journey(file, journey))).collect();
    for fix in &mut written {
        move_fix_to_document(&analysis.sources, fix);
    }
    written
}

/// The same for one journey; none if it has no implied transitions, or its file has errors.
pub fn implied_of(analysis: &Analysis, journey: Node<'_>) -> Option<Fix> {
    let file = analysis.sources.get(journey.id.file);
    if is_broken(&broken(analysis), journey.id.file, file) {
        return None;
    }
    let mut fix = of_journey(file, journey)?;
    move_fix_to_document(&analysis.sources, &mut fix);
    Some(fix)
}

/// The files with errors.
fn broken(analysis: &Analysis) -> HashSet<FileId> {
    analysis.findings.iter().filter(|found| found.severity == Severity::Error).map(|found| found.primary().file).collect()
}

/// Whether a file has errors, or the document in which it lies.
fn is_broken(broken: &HashSet<FileId>, id: FileId, file: &SourceFile) -> bool {
    broken.contains(&id) || file.part().is_some_and(|part| broken.contains(&part.document))
}

fn of_journey(file: &SourceFile, journey: Node<'_>) -> Option<Fix> {
    let graph = JourneyGraph::new(journey);
    let mut names = Names { given: HashMap::new(), taken: HashMap::new(), edits: Vec::new() };
    let mut scopes: Vec<(Node<'_>, Vec<Line>)> = Vec::new();
    for (from, to, _) in graph.written.arrows().filter(|(_, _, arrow)| arrow.implied && arrow.kind == ArrowKind::Flow) {
        let (from, to) = (journey.model.node(from), journey.model.node(to));
        let scope = if from.kind() == ElementKind::Stage { journey } else { from.parent()? };
        let line = Line { places: vec![names.of(file, from)?, names.of(file, to)?], whom: whom(&graph, from)? };
        match scopes.iter_mut().find(|(other, _)| other.id == scope.id) {
            Some((_, lines)) => join(lines, line),
            None => scopes.push((scope, vec![line])),
        }
    }
    let mut edits = names.edits;
    for (scope, lines) in &scopes {
        edits.push(insertion(file, *scope, lines)?);
    }
    let title = format!("write out the implied transitions of {}", journey.mention());
    (!edits.is_empty()).then(|| Fix::new(title, edits))
}

/// Transitions in one line.
struct Line {
    places: Vec<String>,
    /// Whom they are for; nothing for everybody.
    whom: String,
}

/// Goes on with the last line if the transition begins where that ends.
fn join(lines: &mut Vec<Line>, next: Line) {
    if let Some(last) = lines.last_mut() {
        let length: usize = last.places.iter().map(|place| place.chars().count() + 4).sum();
        if last.whom == next.whom && last.places.last() == next.places.first() && length + next.places[1].len() < WIDTH {
            last.places.extend(next.places.into_iter().skip(1));
            return;
        }
    }
    lines.push(next);
}

/// The clause for those whom the order leads on, where written shares take some personas elsewhere.
fn whom(graph: &JourneyGraph<'_>, from: Node<'_>) -> Option<String> {
    let spent = graph.written.spent(from.id);
    if spent.is_empty() {
        return Some(String::new());
    }
    let others = graph.personas.iter().filter(|id| !spent.contains(id));
    let names: Option<Vec<&str>> = others.map(|&id| graph.journey.model.node(id).name()).collect();
    Some(format!(" for {}", names?.join(", ")))
}

/// The ids of places, and those that have to be written.
struct Names {
    given: HashMap<ElementId, String>,
    /// By what is around places: the ids there, and the last number that was put behind each.
    taken: HashMap<ElementId, HashMap<String, usize>>,
    edits: Vec<Edit>,
}

impl Names {
    /// The id of a place; one is made of its title where it has none.
    fn of(&mut self, file: &SourceFile, place: Node<'_>) -> Option<String> {
        let id = place.element().id.as_ref().filter(|id| !id.span.is_empty());
        if let Some(id) = id {
            return Some(file.slice(id.span).to_owned());
        }
        if let Some(name) = self.given.get(&place.id) {
            return Some(name.clone());
        }
        let stem = Some(slug(place.caption())).filter(|stem| !stem.is_empty()).unwrap_or_else(|| place.kind().keyword().to_owned());
        let parent = place.parent()?;
        let taken = self
            .taken
            .entry(parent.id)
            .or_insert_with(|| parent.children().filter_map(|other| other.name().map(|name| (name.to_owned(), 1))).collect());
        // The last number is kept with the stem, so that many places of one title are numbered in one go.
        let mut number = taken.get(&stem).map_or(1, |last| last + 1);
        let mut name = if number == 1 { stem.clone() } else { format!("{stem}-{number}") };
        while taken.contains_key(&name) {
            number += 1;
            name = format!("{stem}-{number}");
        }
        taken.insert(name.clone(), 1);
        taken.insert(stem, number);
        let at = place.element().keyword.end as usize;
        self.edits.push(Edit { file: place.id.file, span: Span::at(at), text: format!(" {name}") });
        self.given.insert(place.id, name.clone());
        Some(name)
    }
}

/// The lines before the closing brace of a block; none if the block is not closed.
fn insertion(file: &SourceFile, scope: Node<'_>, lines: &[Line]) -> Option<Edit> {
    let text = file.text();
    let block = scope.element().block.filter(|&block| file.slice(block).ends_with('}'))?;
    let close = block.end as usize - 1;
    let statements = lines.iter().map(|line| format!("{}{}", line.places.join(" -> "), line.whom));
    let line_start = text[..close].rfind('\n').map_or(0, |at| at + 1);
    let indent = &text[line_start..close];
    if !indent.trim().is_empty() {
        // A block on one line stays one.
        let inside = &text[block.start as usize + 1..close];
        let at = block.start as usize + 1 + inside.trim_end().len();
        let before = if inside.trim().is_empty() { " " } else { "; " };
        let after = if at == close { " " } else { "" };
        let joined = statements.collect::<Vec<_>>().join("; ");
        return Some(Edit { file: scope.id.file, span: Span::at(at), text: format!("{before}{joined}{after}") });
    }
    // At the end of the line before, so that every new line is one of its own.
    let newline = if text[..line_start].ends_with("\r\n") { "\r\n" } else { "\n" };
    let mut written = String::new();
    if scope.element().transitions.is_empty() {
        written.push_str(newline);
    }
    for statement in statements {
        written.extend([newline, indent, "  ", &statement]);
    }
    Some(Edit { file: scope.id.file, span: Span::at(line_start - newline.len()), text: written })
}
