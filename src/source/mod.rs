//! Text and places: files, byte spans and the way from a byte to a line.
//!
//! Everything inside the compiler speaks of byte offsets; lines and columns exist only at the edges. Nothing here reads a
//! disk: a file comes as bytes from a loader.

mod file;
mod lines;
mod one_line;
mod part;

pub use file::{Damage, FileId, MAX_BYTES, MAX_BYTES_OF_DOCUMENT, Role, SourceFile, Sources};
pub use lines::{LineColumn, LineIndex, Unit};
pub use one_line::one_line;
pub use part::Part;

/// A half-open range of bytes in one file.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span of `start..end`, in bytes.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start: start as u32, end: end as u32 }
    }

    /// The empty span before byte `at`.
    pub const fn at(at: usize) -> Self {
        Self::new(at, at)
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// As a range for slicing.
    pub const fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The length in bytes.
    pub const fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether it holds no byte.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies inside.
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

impl std::fmt::Debug for Span {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}
