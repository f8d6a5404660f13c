//! The elements of a file as an outline, and those of a project by name.

use super::{Location, View};
use crate::Analysis;
use crate::model::vocabulary::ElementKind;
use crate::model::{Element, ElementId, Node};
use crate::source::{FileId, Span, one_line};

/// An element in an outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// Which element.
    pub kind: ElementKind,
    /// Its title, else its id, else its keyword.
    pub name: String,
    /// Its id, where that is not the name already.
    pub detail: Option<String>,
    /// The whole declaration.
    pub whole: Span,
    /// The smallest text that names it.
    pub named: Span,
    /// Those inside it.
    pub inside: Vec<Symbol>,
}

/// An element of a project that fits what was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// Which element.
    pub kind: ElementKind,
    /// Its title, else its id.
    pub name: String,
    /// What it stands in.
    pub around: Option<String>,
    /// The smallest text that names it.
    pub at: Location,
}

/// The most elements that a search of the project gives.
const MOST: usize = 1000;

/// The outline of a file.
pub fn outline(view: View<'_>) -> Vec<Symbol> {
    view.analysis.model.roots(view.file).map(symbol).collect()
}

/// An element and those inside it. Elements nest no deeper than the vocabulary lets them.
fn symbol(node: Node<'_>) -> Symbol {
    let name = one_line(node.caption());
    let name = if name.is_empty() { node.kind().keyword().to_owned() } else { name };
    let detail = node.name().filter(|id| *id != name).map(str::to_owned);
    let whole = whole(node.element());
    let named = node.name_span();
    Symbol { kind: node.kind(), name, detail, whole, named: inside(whole, named), inside: node.children().map(symbol).collect() }
}

fn whole(element: &Element) -> Span {
    element.block.map_or(element.head, |block| element.head.to(block))
}

/// A span that surely lies inside another one.
fn inside(whole: Span, part: Span) -> Span {
    if whole.contains(part) { part } else { Span { start: whole.start, end: whole.start } }
}

/// The elements of a project whose id or title has the letters of a query in this order; those that begin with it first.
pub fn search(analysis: &Analysis, query: &str) -> Vec<Match> {
    let query = query.to_lowercase();
    let mut found: Vec<(usize, ElementId)> = Vec::new();
    for (index, file) in analysis.model.files.iter().enumerate() {
        for (element, declared) in file.elements.iter().enumerate() {
            let id = declared.id.as_ref().map_or("", |id| &id.text).to_lowercase();
            let title = declared.title.as_ref().map_or("", |title| &title.text).to_lowercase();
            if id.is_empty() && title.is_empty() {
                continue;
            }
            if let Some(rank) = [&id, &title].into_iter().filter_map(|text| rank(text, &query)).min() {
                found.push((rank, ElementId { file: FileId(index as u32), index: element as u32 }));
            }
        }
    }
    found.sort_unstable();
    found.truncate(MOST);
    found.into_iter().map(|(_, id)| match_of(analysis.model.node(id))).collect()
}

fn match_of(node: Node<'_>) -> Match {
    let name = match (node.name(), node.title()) {
        (Some(id), Some(title)) => format!("{id} – {title}"),
        _ => node.caption().to_owned(),
    };
    let around = node.parent().map(|outer| outer.caption().to_owned());
    Match { kind: node.kind(), name, around, at: Location { file: node.id.file, span: node.name_span() } }
}

/// How well a text fits: 0 if it begins with the query, 1 if it has it, 2 if it has its letters in order; none if it has not.
fn rank(text: &str, query: &str) -> Option<usize> {
    if let Some(at) = text.find(query) {
        return Some(at.min(1));
    }
    let mut letters = text.chars();
    query.chars().filter(|c| !c.is_whitespace()).all(|wanted| letters.any(|c| c == wanted)).then_some(2)
}
