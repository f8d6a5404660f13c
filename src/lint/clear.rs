//! Where a file was understood: what seems to be missing elsewhere may only have been misspelt, so that no rule may say it is missing.

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::vocabulary::ElementKind;
use crate::model::{FileModel, Node};
use crate::source::FileId;

use super::Context;

/// The elements of a file in whose own text an error stands, in order.
pub(super) struct Unclear(Vec<u32>);

impl Unclear {
    /// Finds for each error the innermost element around it.
    pub fn new(file: &FileModel, id: FileId, errors: &[&Diagnostic]) -> Self {
        let places = errors.iter().flat_map(|error| {
            let here = error.labels.iter().filter(move |label| label.file == id);
            here.map(|label| (label.span.start, moves_content(error.code)))
        });
        let mut elements: Vec<u32> = places.filter_map(|(at, moved)| holder(file, at, moved)).collect();
        // What is taken for one thing may be another, which the element around it would then have.
        elements.extend(file.elements.iter().filter(|element| element.guessed).filter_map(|element| element.parent));
        elements.sort_unstable();
        elements.dedup();
        Self(elements)
    }

    /// Whether no error stands in any element.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether an error stands in one of the elements from `first` to before `end`.
    fn any(&self, first: u32, end: u32) -> bool {
        self.0[self.0.partition_point(|&index| index < first)..].first().is_some_and(|&index| index < end)
    }
}

/// Whether after such an error what was written in one element may be taken for a part of another.
fn moves_content(code: Code) -> bool {
    use Code as C;
    matches!(
        code,
        C::UnclosedBlock | C::UnclosedString | C::UnclosedList | C::UnopenedBlock | C::StrayBrace | C::TooDeep | C::TooLarge
    )
}

/// The element in whose own text a place lies, or the journey around it. What lies outside of everything may have fallen out of the
/// element before it.
fn holder(file: &FileModel, at: u32, journey: bool) -> Option<u32> {
    let elements = &file.elements;
    let before = elements.partition_point(|element| element.head.start <= at).checked_sub(1)? as u32;
    let around = |index: u32| std::iter::successors(Some(index), |&index| elements[index as usize].parent);
    let holds = |&index: &u32| at <= elements[index as usize].whole().end;
    let found = around(before).find(holds).or_else(|| around(before).last())?;
    let whole = around(found).find(|&index| elements[index as usize].kind == ElementKind::Journey).filter(|_| journey);
    Some(whole.unwrap_or(found))
}

impl Context<'_> {
    /// Whether all that is written in an element was understood, and what is written directly in those around it, whose defaults hold
    /// in it. Where it was not, something may be there that only seems to be missing.
    pub fn is_clear(&self, node: Node<'_>) -> bool {
        !self.unclear.any(node.id.index, node.element().end) && node.ancestors().all(|node| self.is_clear_itself(node))
    }

    /// Whether all that is written directly in an element was understood, whatever the elements inside it are like.
    pub fn is_clear_itself(&self, node: Node<'_>) -> bool {
        !node.element().guessed && !self.unclear.any(node.id.index, node.id.index + 1)
    }
}

/// The errors that have a place in each file.
pub(super) fn by_file(found: &[Diagnostic], files: usize) -> Vec<Vec<&Diagnostic>> {
    let mut out = vec![Vec::new(); files];
    for error in found.iter().filter(|found| found.severity == Severity::Error) {
        let mut ids: Vec<FileId> = error.labels.iter().map(|label| label.file).collect();
        ids.sort_unstable();
        ids.dedup();
        for id in ids {
            out[id.0 as usize].push(error);
        }
    }
    out
}
