//! Where an element is named: its declaration and every reference to it, in all files that were read.

use super::symbol::{Symbol, segments, symbol_at};
use super::{Location, View};
use crate::Analysis;
use crate::model::ElementId;
use crate::source::FileId;

/// A place where an element is named by its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Occurrence {
    /// Where.
    pub at: Location,
    /// Whether it is declared there.
    pub declaration: bool,
}

/// The element named at a byte.
pub fn element_at(view: View<'_>, offset: u32) -> Option<ElementId> {
    match symbol_at(view, offset)?.1 {
        Symbol::Element(id) | Symbol::Title(id) => Some(id),
        _ => None,
    }
}

/// Every place where an element is named, in the order of files and places.
pub fn occurrences(analysis: &Analysis, id: ElementId) -> Vec<Occurrence> {
    let files = (0..analysis.model.files.len()).map(|index| FileId(index as u32));
    let mut out: Vec<Occurrence> = files.flat_map(|file| in_file(View { analysis, file }, id)).collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// The places of one file where an element is named. A reference that was only taken to mean it is none.
pub(super) fn in_file(view: View<'_>, id: ElementId) -> Vec<Occurrence> {
    let node = view.analysis.model.node(id);
    let Some(name) = node.element().id.as_ref() else { return Vec::new() };
    let mut out = Vec::new();
    let model = view.model();
    for (reference, goal) in model.references.iter().zip(&model.goals) {
        let named = segments(view, reference, *goal).into_iter().filter(|segment| segment.element == id);
        let exact = named.filter(|segment| view.source().slice(segment.span) == &*name.text);
        out.extend(exact.map(|segment| (segment.span, false)));
    }
    if id.file == view.file && !name.span.is_empty() {
        out.push((name.span, true));
    }
    out.into_iter().map(|(span, declaration)| Occurrence { at: Location { file: view.file, span }, declaration }).collect()
}
