//! The one style, as edits: small ones, so that cursors and marks in the text stay where they are.

use std::ops::Range;

use super::View;
use super::edits::pieces;
use crate::diagnostic::Edit;
use crate::fmt::{document, format_lines};
use crate::project::fences;
use crate::source::FileId;

/// The edits that bring a file into the style, or what of it stands in some lines, counted from 0. They are in order and apart.
pub fn format(view: View<'_>, lines: Option<Range<usize>>) -> Vec<Edit> {
    let source = view.source();
    let formatted = if fences::is_markdown(source.path()) {
        let (whole, maps) = fences::read(source.path(), source.text().as_bytes(), FileId(0));
        document(&whole, &maps, lines.as_ref())
    } else {
        format_lines(source, lines)
    };
    pieces(view.file, source.text(), &formatted.text)
}
