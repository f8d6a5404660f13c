//! Typesetting: how wide text is in the shipped fonts, and how it breaks into lines.
//!
//! It knows nothing of pictures. The fonts are Inter in two weights, for Latin, Greek and Cyrillic, and lie in the program; no font of
//! the system is read, so the same text has the same width everywhere. Characters of other scripts, which some other font will show,
//! are estimated.
//!
//! Terms: an *advance* is how far a letter moves the next one, in parts of the size; *tabular* digits all have one advance.

mod font;
mod wrap;

use std::sync::OnceLock;

use font::Font;
pub use wrap::Line;

/// How thick letters are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Weight {
    /// For reading: 400.
    #[default]
    Regular,
    /// For headings: 600.
    Semibold,
}

/// How letters look, apart from their colour.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Face {
    /// The size in px.
    pub size: f32,
    /// How thick.
    pub weight: Weight,
    /// What is added after each letter, in px.
    pub spacing: f32,
    /// Whether all digits have one width.
    pub tabular: bool,
}

/// The fonts that text is set in.
#[derive(Clone, Copy)]
pub struct Type {
    regular: &'static Font,
    semibold: &'static Font,
}

impl Type {
    /// The fonts that come with the program.
    pub fn shipped() -> Self {
        static REGULAR: OnceLock<Font> = OnceLock::new();
        static SEMIBOLD: OnceLock<Font> = OnceLock::new();
        Self {
            regular: REGULAR.get_or_init(|| Font::new(include_bytes!("../../assets/fonts/Inter-Regular.otf"))),
            semibold: SEMIBOLD.get_or_init(|| Font::new(include_bytes!("../../assets/fonts/Inter-SemiBold.otf"))),
        }
    }

    /// How wide a text is in one line, in px.
    pub fn width(&self, text: &str, face: Face) -> f32 {
        let font = self.font(face.weight);
        wrap::clusters(text).map(|cluster| font.advance(cluster, face.tabular) * face.size + face.spacing).sum()
    }

    /// Breaks a text into lines of at most a width, by the rules of Unicode (UAX 14); a word that is wider is broken between letters.
    /// If there are more lines than the most, the last one ends in `…`.
    pub fn wrap(&self, text: &str, face: Face, width: f32, most_lines: Option<usize>) -> Vec<Line> {
        wrap::wrap(self, text, face, width, most_lines)
    }

    fn font(&self, weight: Weight) -> &'static Font {
        match weight {
            Weight::Regular => self.regular,
            Weight::Semibold => self.semibold,
        }
    }
}
