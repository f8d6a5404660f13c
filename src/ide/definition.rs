//! Where what is named at the cursor is declared.

use super::symbol::{Symbol, symbol_at};
use super::{Location, View};
use crate::source::Span;

/// A jump from a name to its declaration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Definition {
    /// The name at the cursor.
    pub from: Span,
    /// The smallest text that names the declaration.
    pub to: Location,
    /// The whole declaration.
    pub whole: Location,
}

/// The declaration of what is named at a byte; of an import the file.
pub fn definition(view: View<'_>, offset: u32) -> Option<Definition> {
    let (from, symbol) = symbol_at(view, offset)?;
    match symbol {
        Symbol::Element(id) | Symbol::Title(id) => {
            let node = view.analysis.model.node(id);
            let element = node.element();
            let whole = element.block.map_or(element.head, |block| element.head.to(block));
            let to = Location { file: id.file, span: node.name_span() };
            Some(Definition { from, to, whole: Location { file: id.file, span: whole } })
        }
        Symbol::File(file) => {
            let to = Location { file, span: Span::at(0) };
            Some(Definition { from, to, whole: to })
        }
        _ => None,
    }
}
