//! One source file, and all of a project's.

use std::sync::{Arc, OnceLock};

use super::{LineIndex, Part, Span};

/// The largest file that is read, in bytes (256 MB): spans are 32 bits wide and a map of this size is no map.
pub const MAX_BYTES: usize = 256 << 20;

/// The largest document with maps in it that is read, in bytes (8 MB): its reader takes up to a hundred bytes of memory for one of text.
pub const MAX_BYTES_OF_DOCUMENT: usize = 8 << 20;

/// Which file of a project. Ids are given in the order in which files are first named.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default)]
pub struct FileId(pub u32);

/// A file's path as shown to people, its text and its line index.
#[derive(Debug)]
pub struct SourceFile {
    path: String,
    text: String,
    /// Made when it is first asked for: of a file without findings nobody does.
    lines: OnceLock<LineIndex>,
    damage: Option<Damage>,
    role: Role,
}

/// What the text of a file is.
#[derive(Debug)]
pub enum Role {
    /// A map.
    Map,
    /// A document with maps in it. Its own text is not read as one.
    Document,
    /// A map that lies in a document, and has the path of that.
    Part(Part),
}

impl Role {
    /// The largest text that is read, in bytes.
    pub const fn most_bytes(&self) -> usize {
        if let Self::Document = self { MAX_BYTES_OF_DOCUMENT } else { MAX_BYTES }
    }
}

/// What had to be given up to make text of the bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Damage {
    /// Bytes that are not UTF-8; the first of them is here. Each stands as one byte in the text, so that offsets stay those of the file.
    InvalidUtf8(Span),
    /// It is saved as UTF-16; the text is empty.
    Utf16,
    /// More than [`MAX_BYTES`], or for a document [`MAX_BYTES_OF_DOCUMENT`]; the text is empty.
    TooLarge,
}

impl SourceFile {
    /// Makes text of `bytes`, whatever they are: what is not UTF-8 is replaced byte for byte and remembered as damage.
    pub fn new(path: impl Into<String>, bytes: Vec<u8>) -> Self {
        Self::with_role(path, bytes, Role::Map)
    }

    /// The same for a text, which is valid already.
    pub fn of_text(path: impl Into<String>, text: String) -> Self {
        Self { path: path.into(), text, lines: OnceLock::new(), damage: None, role: Role::Map }
    }

    /// The same for text that is not a map of its own.
    pub fn with_role(path: impl Into<String>, bytes: Vec<u8>, role: Role) -> Self {
        let (text, damage) = if bytes.len() > role.most_bytes() {
            (String::new(), Some(Damage::TooLarge))
        } else if is_utf16(&bytes) {
            (String::new(), Some(Damage::Utf16))
        } else {
            match String::from_utf8(bytes) {
                Ok(text) => (text, None),
                Err(error) => {
                    let at = error.utf8_error().valid_up_to();
                    let bytes = error.into_bytes();
                    (replace_invalid(&bytes), Some(Damage::InvalidUtf8(Span::new(at, at + 1))))
                }
            }
        };
        Self { path: path.into(), text, lines: OnceLock::new(), damage, role }
    }

    /// The path, with `/`, as it is shown.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The line index.
    pub fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(&self.text))
    }

    /// What was wrong with the bytes.
    pub fn damage(&self) -> Option<Damage> {
        self.damage
    }

    /// What the text is.
    pub fn role(&self) -> &Role {
        &self.role
    }

    /// Where it lies, if it is a part of a document.
    pub fn part(&self) -> Option<&Part> {
        if let Role::Part(part) = &self.role { Some(part) } else { None }
    }

    /// The line of a byte as people count it: from 1, and in the document if this is a part of one.
    pub fn line_number(&self, offset: u32) -> usize {
        self.part().map_or(0, |part| part.lines_before) + self.lines().line(offset) + 1
    }

    /// The text of a span; empty if it does not fit the text.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or("")
    }
}

/// Whether the bytes begin with the mark of UTF-16, or every second one of the first is zero, as in plain English text without the mark.
fn is_utf16(bytes: &[u8]) -> bool {
    let zeros = |from: usize| bytes.iter().skip(from).step_by(2).take(32).all(|byte| *byte == 0);
    let letters = |from: usize| bytes.iter().skip(from).step_by(2).take(32).all(|byte| *byte != 0);
    bytes.starts_with(&[0xFF, 0xFE])
        || bytes.starts_with(&[0xFE, 0xFF])
        || bytes.len() >= 8 && (zeros(0) && letters(1) || zeros(1) && letters(0))
}

/// The bytes as text of the same length. Where an invalid byte stands in a word it becomes `_`, so that the names of a file in an older
/// encoding are names still; quotes and dashes of Windows become plain ones; any other becomes `?`.
fn replace_invalid(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    let in_word = |at: Option<&u8>| at.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        for &byte in chunk.invalid() {
            let at = text.len();
            let word = in_word(bytes.get(at + 1)) || in_word(text.as_bytes().last());
            text.push(match byte {
                0x84 | 0x93 | 0x94 => '"',
                0x96 | 0x97 => '-',
                _ if word => '_',
                _ => '?',
            });
        }
    }
    text
}

/// All files of a project, by id.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<Arc<SourceFile>>,
}

impl Sources {
    /// Adds a file and returns its id.
    pub fn add(&mut self, file: Arc<SourceFile>) -> FileId {
        self.files.push(file);
        FileId(self.files.len() as u32 - 1)
    }

    /// The file of an id.
    pub fn get(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// A place in a file as one in the file on the disk: of a map in a document, in the document.
    pub fn in_document(&self, file: FileId, span: Span) -> (FileId, Span) {
        self.get(file).part().map_or((file, span), |part| (part.document, part.in_document(span)))
    }

    /// All files with their ids.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.files.iter().enumerate().map(|(index, file)| (FileId(index as u32), &**file))
    }

    /// How many there are, parts of documents among them.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// How many there are as people count them: a document is one file, however many maps lie in it.
    pub fn count(&self) -> usize {
        self.files.iter().filter(|file| file.part().is_none()).count()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}
