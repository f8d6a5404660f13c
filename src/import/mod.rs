//! Maps of other forms, as source text.
//!
//! `recognise` tells the form of a file, `decode` makes text of its bytes. One file or folder per form reads it and makes a `draft`,
//! and `write` writes that as a person would have typed it. What the form itself does not allow, and what a map cannot hold or not like
//! that, is a finding at its place in the file. There is a whole map with findings, or a *refusal* and nothing.

#[cfg(feature = "cli")]
mod address;
mod cast;
mod cjml;
mod decode;
mod draft;
mod json;
mod mermaid;
mod names;
mod recognise;
mod said;
mod table;
mod write;
mod xml;

use std::borrow::Cow;

pub use recognise::Format;

use crate::diagnostic::{Diagnostic, move_to_documents, sort};
use crate::fmt::format;
use crate::source::{SourceFile, Sources};
use write::Written;

/// The largest file that is read, in bytes (64 MB).
pub const MOST_BYTES: usize = 64 << 20;
/// How many touchpoints a map that is made has at most. What is larger is no journey map, and must not fill the memory.
const MOST_PLACES: usize = 250_000;

/// A map that was made.
#[derive(Debug)]
pub struct Imported {
    /// Its source text.
    pub text: String,
    /// The files that the findings speak of: the one that was read.
    pub sources: Sources,
    /// What was rejected, left out or changed, in order.
    pub findings: Vec<Diagnostic>,
    /// How many warnings more there are than are listed: nobody reads them all.
    pub unlisted: usize,
}

/// Why nothing was made of a file, in words that go on from its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal(pub String);

impl Refusal {
    fn new(reason: impl Into<String>) -> Self {
        Self(reason.into())
    }

    fn too_many(what: &str) -> Self {
        Self::new(format!("it has more than {MOST_PLACES} {what}"))
    }

    /// The same of a sheet of a workbook, if it is one.
    fn of_sheet(self, name: Option<&str>) -> Self {
        match name {
            Some(name) => Self(format!("the sheet `{}`: {}", names::one_line(name), self.0)),
            None => self,
        }
    }
}

/// What a reader returns.
struct Read {
    text: Written,
    sources: Sources,
    findings: Vec<Diagnostic>,
}

/// Whether a file is certainly a Mermaid journey and no map: its first word is `journey`, and stands alone on its line.
pub fn is_mermaid(bytes: &[u8]) -> bool {
    mermaid::begins_alone(&decode::head(bytes))
}

/// Makes a map of a file. Without a format it is told by the file's name and its first bytes. Bytes that are given away need not be copied.
///
/// # Errors
/// Why nothing can be made of it.
pub fn import<'b>(path: &str, bytes: impl Into<Cow<'b, [u8]>>, format: Option<Format>) -> Result<Imported, Refusal> {
    let bytes = bytes.into();
    if bytes.len() > MOST_BYTES {
        return Err(Refusal::new(format!("it is larger than {} MB", MOST_BYTES >> 20)));
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Refusal::new("it is empty"));
    }
    let format = match format {
        Some(format) => format,
        None => recognise::recognise(path, &bytes)?,
    };
    let mut unlisted = 0;
    let mut counted = |(read, more)| {
        unlisted = more;
        read
    };
    let Read { text, sources, mut findings } = match format {
        Format::Mermaid => mermaid::file(path, decode::with_line_feeds(decode::decode(bytes, None)?.text))?,
        Format::Markdown => mermaid::markdown(path, decode::with_line_feeds(decode::decode(bytes, None)?.text))?,
        Format::Csv => table::csv(path, decode::decode(bytes, Some(decode::OFFICE))?)?,
        #[cfg(feature = "cli")]
        Format::Xlsx => table::xlsx(path, &bytes)?,
        #[cfg(not(feature = "cli"))]
        Format::Xlsx => return Err(Refusal::new("this build does not read workbooks")),
        Format::Cjml => {
            let encoding = decode::declared(&bytes)?;
            counted(cjml::file(path, decode::decode(bytes, encoding)?)?)
        }
        Format::Json => counted(json::file(path, decode::decode(bytes, None)?.text)?),
    };
    if text.text.len() > crate::source::MAX_BYTES {
        return Err(Refusal::new("the map would be larger than 256 MB"));
    }
    let text = in_style(text);
    move_to_documents(&sources, &mut findings);
    sort(&mut findings);
    #[cfg(feature = "cli")]
    if format == Format::Xlsx {
        address::name_cells(&sources, &mut findings);
    }
    Ok(Imported { text, sources, findings, unlisted })
}

/// A map in the style of `journey fmt`. Where no line is too long it is written in it already.
fn in_style(Written { text, wide }: Written) -> String {
    if wide { format(&SourceFile::new("", text.into_bytes())).text } else { text }
}
