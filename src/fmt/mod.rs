//! Tree and comments to text: one style, without options.
//!
//! The formatter writes what is written, token by token and comment by comment, with other white space between them. Nothing is made
//! from the tree; it only says which statement stands in which block, and where values, details and clauses begin. So nothing can get
//! lost, and what is not understood is copied: a statement that the grammar cannot read as a line, and a declaration at the top of a
//! file, byte for byte, in which a brace or a quote is wrong.
//!
//! Besides white space these change: the order of details and clauses (`statement`), and what only separates: `;` and the commas
//! between the arms of a branch become line ends, or `; ` in a block on one line; commas in a list in brackets go where it has one
//! value on each line, and come where it has all on one.
//!
//! `block` finds the parts of a file and what may be touched, `token` and `statement` read one statement, `line` sets it, `print`
//! writes all. `document` does so for the maps in Markdown. Nothing here reads or writes a file.

mod block;
mod document;
mod gap;
mod line;
mod print;
mod statement;
mod token;
mod value;

use std::ops::Range;

use crate::source::{FileId, SourceFile, Span};
use crate::syntax::parse;

use block::What;
pub use document::document;
use print::Printer;
pub use value::value;

/// No line is longer, in columns, if it can be broken.
pub const WIDTH: usize = 100;
/// The indent of a block.
const STEP: usize = 2;

/// A text in the style.
#[derive(Debug, PartialEq, Eq)]
pub struct Formatted {
    /// The whole text.
    pub text: String,
    /// The declarations of the text before that were copied as they stand.
    pub copied: Vec<Span>,
}

/// Formats a map; of a text that is damaged nothing is changed.
pub fn format(file: &SourceFile) -> Formatted {
    format_lines(file, None)
}

/// Formats the statements that stand in some lines, counted from 0, and leaves all others as they are.
pub fn format_lines(file: &SourceFile, lines: Option<Range<usize>>) -> Formatted {
    if file.damage().is_some() {
        return Formatted { text: file.text().to_owned(), copied: Vec::new() };
    }
    let lines = lines.map(|lines| bytes(file, &lines));
    let indent = file.part().map_or(0, |part| part.lead.len());
    let first = once(file, indent, lines);
    if first.mistakes == 0 || first.formatted.text == file.text() {
        return first.formatted;
    }
    // Where braces do not match, indentation says what was meant, and it is another one now. What is made must hold all the same.
    let again = SourceFile::new(file.path(), first.formatted.text.clone().into_bytes());
    let second = once(&again, indent, lines.map(|_| Span::at(0)));
    if second.formatted.text == first.formatted.text && second.mistakes <= first.mistakes {
        return first.formatted;
    }
    Formatted { text: file.text().to_owned(), copied: vec![Span::new(0, file.text().len())] }
}

/// A text that has been formatted, and the number of mistakes of form in the text before.
struct Once {
    formatted: Formatted,
    mistakes: usize,
}

fn once(file: &SourceFile, indent: usize, lines: Option<Span>) -> Once {
    let text = file.text();
    let (tree, found) = parse(FileId(0), file);
    let start = text.len() - text.trim_start_matches('\u{FEFF}').len();
    let parts = block::parts(text, &tree, &found, start);
    let mut printer = Printer {
        text,
        comments: &tree.comments,
        newline: newline(text),
        lines,
        out: String::with_capacity(text.len() + 64),
        at: 0,
    };
    printer.copy(start as u32);
    printer.parts(&parts, indent, false);
    if lines.is_some() {
        printer.copy(text.len() as u32);
    } else if !parts.is_empty() && file.part().is_none() {
        printer.out.push_str(printer.newline);
    }
    let copied = parts.iter().filter(|part| matches!(part.what, What::Declaration)).map(|part| part.span).collect();
    Once { formatted: Formatted { text: printer.out, copied }, mistakes: found.len() }
}

/// The line end of a text: its last one, so that the text that is written has the same.
fn newline(text: &str) -> &'static str {
    match text.rfind(['\n', '\r']) {
        Some(at) if text[..at].ends_with('\r') && text[at..].starts_with('\n') => "\r\n",
        Some(at) if text[at..].starts_with('\r') => "\r",
        _ => "\n",
    }
}

/// The bytes of some lines.
fn bytes(file: &SourceFile, lines: &Range<usize>) -> Span {
    let index = file.lines();
    let byte = |line: usize| if line < index.count() { index.range(line).start } else { file.text().len() };
    Span::new(byte(lines.start), byte(lines.end.max(lines.start)))
}
