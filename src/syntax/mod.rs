//! Text to tree. Every input gives a tree; what could not be read is an error node and a diagnostic.
//!
//! Four steps, each a value: `scan` cuts the text into statements and braces, `balance` mends the braces, `outline` walks them and
//! has each statement read by the grammar (`read`), and `repair` finds out what was meant where the grammar says no. This is the
//! only folder that names pest.

mod balance;
mod foreign;
mod outline;
mod read;
mod repair;
mod reuse;
mod scan;
pub mod text;
pub mod tree;

pub use outline::{MAX_DEPTH, Search};
pub use read::is_id;
pub use repair::has_wrong_quote;
pub use repair::tokens::{Kind as TokenKind, Token, tokens};
pub use reuse::Before;
pub(crate) use scan::quoted_end;
pub use scan::word_at;
pub use tree::Tree;

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Damage, FileId, Role, SourceFile, Span};

use reuse::Reuse;

/// Reads a file. The diagnostics are those of form.
pub fn parse(id: FileId, file: &SourceFile) -> (Tree, Vec<Diagnostic>) {
    parse_after(id, file, Search::default(), None)
}

/// Reads a file, and searches for mistakes as far as is said. What stood there `before` changes nothing in the outcome: of what is still
/// the same less has to be read.
pub fn parse_after(id: FileId, file: &SourceFile, search: Search, before: Option<Before<'_>>) -> (Tree, Vec<Diagnostic>) {
    let scan = cut(file);
    let (marks, unbalanced) = balance::balance(id, file, scan.marks);
    let (mut tree, mut diagnostics) = outline::outline(id, file, &marks, search, before.map(|before| Reuse::new(before, file)));
    tree.comments = scan.comments;
    diagnostics.extend(unbalanced);
    if let Some(damage) = file.damage() {
        diagnostics = say_damage(id, file.role(), damage, diagnostics);
    }
    (tree, diagnostics)
}

fn cut(file: &SourceFile) -> scan::Scan {
    let scan = scan::scan(file.text());
    if balance::matches(&scan.marks) { scan } else { scan::scan_with(file.text(), true) }
}

/// The pieces of a text and what the grammar's `file` rule makes of the same text: for the test that both agree.
///
/// # Errors
/// The grammar's own words if the text does not match the `file` rule at all.
#[doc(hidden)]
pub fn pieces_and_truth(id: FileId, file: &SourceFile) -> (String, Result<String, String>) {
    let scan = cut(file);
    let (marks, _) = balance::balance(id, file, scan.marks);
    let balanced = outline::balanced_text(file.text(), &marks);
    (outline::shape_of_pieces(&balanced), read::shape_of_file(&balanced))
}

fn say_damage(id: FileId, role: &Role, damage: Damage, mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    match damage {
        Damage::InvalidUtf8(span) => {
            // What is said about a statement with such a byte in it would be said about the byte.
            diagnostics.retain(|d| !d.primary().span.contains(span));
            diagnostics.push(
                Diagnostic::new(Code::InvalidUtf8, id, span, "this is not UTF-8 text", "the first byte that is no UTF-8")
                    .help("save the file as UTF-8"),
            );
        }
        Damage::Utf16 => diagnostics.push(
            Diagnostic::new(Code::InvalidUtf8, id, Span::at(0), "this file is saved as UTF-16", "nothing of it was read")
                .help("save it as UTF-8"),
        ),
        Damage::TooLarge => {
            let (what, help) = match role {
                Role::Document => ("document", "put its maps into files of their own"),
                Role::Map | Role::Part(_) => ("file", "split the map into several files"),
            };
            let message = format!("the {what} is larger than {} MB", role.most_bytes() >> 20);
            diagnostics.push(Diagnostic::new(Code::TooLarge, id, Span::at(0), message, "nothing of it was read").help(help));
        }
    }
    diagnostics
}
