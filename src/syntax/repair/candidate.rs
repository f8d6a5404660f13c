//! A possible mistake: what would be said about it, and the edit that mends it.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Edit, Fix};
use crate::source::FileId;

use super::patched::Patched;

/// What a detector finds.
pub(super) struct Candidate {
    pub diagnostic: Diagnostic,
    /// The edits of the piece after which it can be read.
    pub edits: Vec<(Range<usize>, String)>,
    /// Whether the value of the field that is read then is only there to make it readable.
    pub no_value: bool,
    /// Whether the value cannot be read from the source as it now stands in the piece, so that nothing more can be said about it.
    pub guess: bool,
    /// Whether the model says it better, which knows the names: the text then stands in the place of a name that nothing has.
    pub said_later: bool,
    /// A second statement that was part of the piece.
    pub also: Option<Also>,
}

/// A field that stood in the same piece.
pub(super) struct Also {
    pub text: String,
    /// The byte of the piece where it begins.
    pub at: usize,
    /// Whether it has the name of the first field, which is then not written before it.
    pub same_name: bool,
}

impl Candidate {
    /// A mistake that one replacement mends. The finding lies on the text that is replaced; an insertion at its place.
    pub fn replace(
        id: FileId,
        patched: &Patched,
        code: Code,
        range: Range<usize>,
        by: impl Into<String>,
        [message, label, help]: [String; 3],
    ) -> Self {
        let by = by.into();
        let span = patched.span(range.start, range.end);
        let diagnostic = Diagnostic::new(code, id, span, message, label)
            .help(help)
            .fix(Fix::new(title(&by), vec![Edit { file: id, span, text: by.clone() }]));
        Self { diagnostic, edits: vec![(range, by)], no_value: false, guess: false, said_later: false, also: None }
    }

    /// A mistake that nobody but the writer can mend. The edit only makes the rest readable.
    pub fn stand_in(
        id: FileId,
        patched: &Patched,
        code: Code,
        (mark, range): (Range<usize>, Range<usize>),
        by: impl Into<String>,
        [message, label, help]: [String; 3],
    ) -> Self {
        let span = patched.span(mark.start, mark.end);
        let diagnostic = Diagnostic::new(code, id, span, message, label).help(help);
        Self { diagnostic, edits: vec![(range, by.into())], no_value: false, guess: false, said_later: false, also: None }
    }
}

fn title(by: &str) -> String {
    match by.trim() {
        "" => "remove it".to_owned(),
        by => format!("write `{by}`"),
    }
}
