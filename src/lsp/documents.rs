//! Texts that are open in the editor.

use std::rc::Rc;

use gen_lsp_types::{SemanticToken, TextDocumentContentChangeEvent as Change};

use super::position::Encoding;
use super::state::Analysed;
use crate::source::{LineIndex, MAX_BYTES};

/// What a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A map, or Markdown with maps in it.
    Map,
    /// A `journey.toml`.
    Settings,
    /// Something that is none of our business.
    Other,
}

/// What has still to be said about a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unsaid {
    /// Nothing: it is as it was.
    Nothing,
    /// It has changed itself, as the client knows.
    Itself,
    /// Something has changed that it rests on, of which the client may not know.
    Around,
}

/// An open text.
pub struct Document {
    /// Its URI, as the client writes it.
    pub uri: String,
    /// What it is.
    pub kind: Kind,
    /// The number that the client gave to this text.
    pub version: i32,
    text: String,
    lines: LineIndex,
    /// What is known of the text; none since the last change.
    pub analysed: Option<Rc<Analysed>>,
    /// What was known before the last change; none once all is known of the text.
    pub before: Option<Rc<Analysed>>,
    /// The tokens that were last sent of it, with their number.
    pub tokens: Option<(String, Vec<SemanticToken>)>,
    /// What has still to be said about it.
    pub unsaid: Unsaid,
}

impl Document {
    /// A text that was opened.
    pub fn new(uri: String, kind: Kind, version: i32, text: String) -> Self {
        let lines = LineIndex::new(&text);
        Self { uri, kind, version, text, lines, analysed: None, before: None, tokens: None, unsaid: Unsaid::Itself }
    }

    /// Sets aside what is known of a text that changes: much of it will hold of the new one.
    pub fn set_aside(&mut self) {
        if let Some(analysed) = self.analysed.take() {
            self.before = Some(analysed);
        }
    }

    /// The text as it is now.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Makes one change after the other. A version that is not newer than the last is taken all the same: the text counts.
    pub fn change(&mut self, version: i32, changes: Vec<Change>, encoding: Encoding) {
        self.version = version;
        for change in changes {
            match change {
                Change::TextDocumentContentChangeWholeDocument(whole) => {
                    self.text = whole.text;
                    self.lines = LineIndex::new(&self.text);
                }
                Change::TextDocumentContentChangePartial(part) => {
                    let span = encoding.span(&self.text, &self.lines, part.range);
                    if self.text.len() + part.text.len() > 2 * MAX_BYTES {
                        continue;
                    }
                    self.text.replace_range(span.range(), &part.text);
                    self.lines.edit(&self.text, span, part.text.len());
                }
            }
        }
    }
}
