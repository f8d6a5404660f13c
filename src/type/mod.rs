//! Typesetting: how wide text is, how it breaks into lines, and the shapes of its letters.
//!
//! It knows nothing of pictures. The shipped fonts are Inter in two weights, for Latin, Greek and Cyrillic; they lie in the program, so
//! the same text has the same width everywhere. Other scripts need further fonts, which the command line looks up; without them their
//! widths are estimated. What is measured and what is drawn come from the same shaping.
//!
//! Terms: a *glyph* is a shape in a font, *shaping* chooses and places the glyphs of a text; a *cluster* is what a reader takes for one
//! letter, a character with the marks that belong to it; an *advance* is how far a cluster moves the next one; a *stretch* is a piece of
//! text in one direction, script and font; *visual order* is from left to right, *logical order* as it is read.

mod estimate;
mod font;
mod missing;
mod outline;
mod picture;
mod plain;
mod run;
mod shape;
mod stretch;
mod wrap;

use std::sync::{Arc, OnceLock};

use font::Font;
pub use font::{Embeddable, FontFile, NotAFont};
pub use outline::{Segment, path_data};
pub use picture::Picture;
pub use run::{Glyph, GlyphRun};
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
    /// What is added after each cluster, in px; not in scripts whose letters join.
    pub spacing: f32,
    /// Whether all digits have one width.
    pub tabular: bool,
}

/// The fonts that text is set in.
#[derive(Clone)]
pub struct Type {
    regular: &'static Font,
    semibold: &'static Font,
    fallbacks: Vec<Arc<Font>>,
}

impl std::fmt::Debug for Type {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.debug_list().entries(self.fonts(Weight::Regular).map(Font::family)).finish()
    }
}

impl Type {
    /// The fonts that come with the program.
    ///
    /// # Panics
    ///
    /// Never: both files are part of the program, and a test reads them.
    pub fn shipped() -> Self {
        static REGULAR: OnceLock<Font> = OnceLock::new();
        static SEMIBOLD: OnceLock<Font> = OnceLock::new();
        let read = |bytes: &'static [u8]| Font::shipped(bytes).expect("a shipped font is a font");
        Self {
            regular: REGULAR.get_or_init(|| read(include_bytes!("../../assets/fonts/Inter-Regular.ttf"))),
            semibold: SEMIBOLD.get_or_init(|| read(include_bytes!("../../assets/fonts/Inter-SemiBold.ttf"))),
            fallbacks: Vec::new(),
        }
    }

    /// The same with further fonts for what the others have no glyph for, the preferred ones first.
    ///
    /// # Errors
    ///
    /// The number of the first file that is not a font with outlines or pictures.
    pub fn with_fallbacks(mut self, files: Vec<FontFile>) -> Result<Self, NotAFont> {
        for (at, file) in files.into_iter().enumerate() {
            self.fallbacks.push(Arc::new(Font::new(Arc::new(file.bytes), file.index).ok_or(NotAFont(at))?));
        }
        Ok(self)
    }

    /// How wide a text is in one line, in px.
    pub fn width(&self, text: &str, face: Face) -> f32 {
        shape::width(self, text, None, face)
    }

    /// Breaks a text into lines of at most a width, by the rules of Unicode (UAX 14) and by words in Thai, Lao, Khmer and Burmese; a
    /// word that is wider is broken between clusters. If there are more lines than the most, the last one ends in `…`.
    pub fn wrap(&self, text: &str, face: Face, width: f32, most_lines: Option<usize>) -> Vec<Line> {
        wrap::wrap(self, text, face, width, most_lines)
    }

    /// The glyphs of a line of text, in visual order. `rtl` is the direction that its paragraph reads in.
    pub fn runs(&self, text: &str, rtl: bool, face: Face) -> Vec<GlyphRun> {
        run::runs(self, text, rtl, face)
    }

    /// What the font of a number is made of in a weight; none if it has pictures instead of outlines.
    pub fn embeddable(&self, font: usize, weight: Weight) -> Option<Embeddable> {
        self.font(weight, font).embeddable(weight)
    }

    /// The pictures of a run, if its font has such instead of outlines, best for a number of pixels for each px.
    pub fn pictures(&self, run: &GlyphRun, scale: f32) -> Vec<Picture<'_>> {
        picture::pictures(self, run, scale)
    }

    /// The shapes of a run, in px from the left end of its line on the baseline. Where no font has an outline, it is a box.
    pub fn outline(&self, run: &GlyphRun) -> Vec<Segment> {
        outline::outline(self, run)
    }

    /// The characters of a text that no font has a glyph for: each once, in order of their code points.
    pub fn missing(&self, text: &str) -> Vec<char> {
        missing::missing(self, text)
    }

    /// All fonts: the shipped one of a weight, then the others.
    fn fonts(&self, weight: Weight) -> impl Iterator<Item = &Font> {
        (0..=self.fallbacks.len()).map(move |at| self.font(weight, at))
    }

    /// The font of a number: 0 is the shipped one of the weight.
    fn font(&self, weight: Weight, at: usize) -> &Font {
        match (at.checked_sub(1), weight) {
            (Some(at), _) => &self.fallbacks[at],
            (None, Weight::Regular) => self.regular,
            (None, Weight::Semibold) => self.semibold,
        }
    }
}
