//! Declarations for names that mean nothing yet.

use super::View;
use super::cursor::is_closed;
use crate::diagnostic::{Code, Diagnostic, Edit, Fix};
use crate::model::vocabulary::{ElementKind, SOURCE_KIND, Target};
use crate::model::{Node, Reference};
use crate::source::Span;
use crate::syntax::is_id;
use crate::syntax::tree::StatementKind;

/// The kinds that are declared at the top of a file, before its journeys.
const SHARED: &[ElementKind] =
    &[ElementKind::Persona, ElementKind::Channel, ElementKind::Source, ElementKind::Team, ElementKind::Lane];

/// The declarations that would give an unknown name a meaning.
pub(super) fn declarations(view: View<'_>, found: &Diagnostic) -> Vec<Fix> {
    if !matches!(found.code, Code::UnknownName | Code::UnknownField) {
        return Vec::new();
    }
    let mut own = found.labels.iter().filter(|label| label.file == view.file).map(|label| label.span);
    let references = &view.model().references;
    let Some(reference) = own.find_map(|span| references.iter().find(|other| other.span == span)) else { return Vec::new() };
    let name = view.source().slice(reference.span);
    if !is_id(name) {
        return Vec::new();
    }
    let kinds: &[ElementKind] = match reference.target {
        Target::Place => &[ElementKind::Touchpoint, ElementKind::Stage, ElementKind::Outcome],
        Target::Finding => &[],
        target => target.kinds(),
    };
    kinds.iter().filter_map(|&kind| declare(view, kind, name, reference)).collect()
}

/// The declaration of a name as an element of a kind.
fn declare(view: View<'_>, kind: ElementKind, name: &str, reference: &Reference) -> Option<Fix> {
    let declaration = written(kind, name);
    let edit = match kind {
        ElementKind::Stage | ElementKind::Outcome => {
            let journey = view.node(reference.scope?).journey()?;
            let last = journey.children_of(kind).last();
            // A stage in a phase: the next one stands after the phase, or after the last stage of the journey itself.
            let places = [ElementKind::Stage, ElementKind::Phase, ElementKind::Outcome];
            let stages = journey.children().filter(|node| places[..2].contains(&node.kind())).last();
            inside(view, journey, if kind == ElementKind::Stage { stages } else { last.or(stages) }, &declaration)?
        }
        ElementKind::Touchpoint => {
            let stage = Some(view.node(reference.scope?)).filter(|node| node.kind() == ElementKind::Stage)?;
            inside(view, stage, stage.touchpoints().last(), &declaration)?
        }
        kind => at_top(view, kind, &declaration),
    };
    Some(Fix::new(format!("declare {} `{name}`", kind.keyword()), vec![edit]))
}

/// The smallest declaration that is whole.
fn written(kind: ElementKind, name: &str) -> String {
    let words = name.replace(['-', '_'], " ");
    let mut letters = words.trim().chars();
    let title: String = letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect());
    let head = format!("{} {name} \"{title}\"", kind.keyword());
    match kind {
        ElementKind::Source => format!("{head} {{ kind: {} }}", SOURCE_KIND[0]),
        ElementKind::Outcome => format!("{head} failure"),
        _ => head,
    }
}

/// A declaration at the top of the file: after the last one of its kind, else after others that are shared or the imports, else before
/// the first statement.
fn at_top(view: View<'_>, kind: ElementKind, declaration: &str) -> Edit {
    let tree = view.tree();
    let last = |wanted: &dyn Fn(&StatementKind) -> bool| {
        tree.roots().filter(|(_, statement)| wanted(&statement.kind)).last().map(|(index, _)| index)
    };
    let of_kind = last(&|statement| matches!(statement, StatementKind::Element(element) if element.kind == kind));
    let shared = || last(&|statement| matches!(statement, StatementKind::Element(element) if SHARED.contains(&element.kind)));
    let import = || last(&|statement| matches!(statement, StatementKind::Import(_)));
    let newline = newline(view);
    let apart = of_kind.is_none();
    match of_kind.or_else(shared).or_else(import).filter(|_| kind != ElementKind::Journey || of_kind.is_some()) {
        Some(index) => after(view, end_of(view, index), declaration, if apart { newline } else { "" }),
        None if kind == ElementKind::Journey => {
            let end = view.text().trim_end().len();
            Edit { file: view.file, span: Span::at(end), text: format!("{newline}{newline}{declaration}") }
        }
        None => {
            let start = first_line(view);
            Edit { file: view.file, span: Span::at(start), text: format!("{declaration}{newline}{newline}") }
        }
    }
}

/// A declaration in the block of an element: after another one in it, else at its end.
fn inside(view: View<'_>, around: Node<'_>, last: Option<Node<'_>>, declaration: &str) -> Option<Edit> {
    if let Some(last) = last {
        return Some(after(view, last.element().whole().end, declaration, ""));
    }
    let block = around.element().block?;
    let start = around.element().head.start;
    let statement = view.tree().statements.iter().position(|statement| statement.span.start == start)?;
    if !is_closed(view.tree(), view.text(), statement as u32) {
        return None;
    }
    let text = view.text();
    let close = block.end as usize - 1;
    let line = text[..close].rfind('\n').map_or(0, |before| before + 1);
    let indent = &text[line..close];
    if indent.trim().is_empty() && line > block.start as usize {
        let text = format!("{indent}  {declaration}{}", newline(view));
        return Some(Edit { file: view.file, span: Span::at(line), text });
    }
    let at = block.start as usize + 1;
    Some(Edit { file: view.file, span: Span::at(at), text: format!(" {declaration};") })
}

/// A statement after one that ends at a byte: on the next line, or on the same one where more follows there.
fn after(view: View<'_>, end: u32, declaration: &str, apart: &str) -> Edit {
    let text = view.text();
    let end = end as usize;
    let rest = &text[end..end + text[end..].find(['\n', '\r']).unwrap_or(text.len() - end)];
    if !(rest.trim().is_empty() || rest.trim_start().starts_with("//")) {
        return Edit { file: view.file, span: Span::at(end), text: format!("; {declaration}") };
    }
    let line = text[..end].rfind(['\n', '\r']).map_or(0, |before| before + 1);
    let line = text[line..].trim_start_matches('\u{FEFF}');
    let indent = &line[..line.len() - line.trim_start_matches([' ', '\t']).len()];
    let text = format!("{}{apart}{indent}{declaration}", newline(view));
    Edit { file: view.file, span: Span::at(end + rest.len()), text }
}

/// Where a statement ends with its block.
fn end_of(view: View<'_>, statement: u32) -> u32 {
    let statement = &view.tree().statements[statement as usize];
    statement.block.map_or(statement.span.end, |block| block.end)
}

/// The beginning of the first statement's line, or of the comments right above it.
fn first_line(view: View<'_>) -> usize {
    let text = view.text();
    let first = view.tree().statements.first().map_or(text.len(), |statement| statement.span.start as usize);
    let mut start = text[..first].rfind('\n').map_or(0, |before| before + 1);
    while let Some(above) = text[..start].strip_suffix('\n') {
        let line = above.rfind('\n').map_or(0, |before| before + 1);
        if !above[line..].trim_start().starts_with("//") {
            break;
        }
        start = line;
    }
    if start == 0 && text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { start }
}

fn newline(view: View<'_>) -> &'static str {
    if view.text().contains("\r\n") { "\r\n" } else { "\n" }
}
