//! One font: the advances of its letters.

use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::{FontRef, MetadataProvider as _};
use unicode_width::UnicodeWidthChar as _;

/// Characters up to here have their advances in a table: Latin with all its letters, and the marks that follow.
const TABLE: u32 = 0x0530;

/// A font.
pub struct Font {
    bytes: &'static [u8],
    /// By character; none for those without a letter.
    table: Vec<Option<f32>>,
    /// That of all tabular digits.
    digit: f32,
}

impl Font {
    /// Reads a font. One that cannot be read has no letters, and all widths are estimated.
    pub fn new(bytes: &'static [u8]) -> Self {
        let mut font = Self { bytes, table: Vec::new(), digit: 0.0 };
        font.table = (0..TABLE).map(|code| char::from_u32(code).and_then(|char| font.look_up(char))).collect();
        font.digit = ('0'..='9').filter_map(|digit| font.known(digit)).fold(0.0, f32::max);
        font
    }

    /// How far a letter with its marks moves the next one, in parts of the size.
    pub fn advance(&self, cluster: &str, tabular: bool) -> f32 {
        let Some(first) = cluster.chars().next() else { return 0.0 };
        if tabular && first.is_ascii_digit() {
            return self.digit;
        }
        self.known(first).unwrap_or_else(|| estimated(cluster, first))
    }

    fn known(&self, char: char) -> Option<f32> {
        match self.table.get(char as usize) {
            Some(advance) => *advance,
            None => self.look_up(char),
        }
    }

    fn look_up(&self, char: char) -> Option<f32> {
        let font = FontRef::new(self.bytes).ok()?;
        let glyph = font.charmap().map(char)?;
        GlyphMetrics::new(&font, Size::new(1.0), LocationRef::default()).advance_width(glyph)
    }
}

/// How wide a letter is that another font shows: emoji and East Asian letters are a square or more, others rather too wide than too
/// narrow.
fn estimated(cluster: &str, first: char) -> f32 {
    let pictured = first as u32 >= 0x1_f000 || cluster.contains('\u{fe0f}');
    match first.width() {
        _ if pictured => 1.3,
        Some(0) | None => 0.0,
        Some(1) => 0.62,
        Some(_) => 1.0,
    }
}
