//! Runs: the glyphs of a line, where they stand.

use std::ops::Range;

use unicode_bidi::ParagraphBidiInfo;

use super::shape::shape;
use super::stretch::stretches;
use super::{Face, Type, Weight};

/// Glyphs of one font that stand beside each other, in visual order.
#[derive(Clone, PartialEq, Debug)]
pub struct GlyphRun {
    /// The number of the font: 0 is the shipped one, the others follow in their order; none where no font has glyphs.
    pub font: Option<usize>,
    /// The weight.
    pub weight: Weight,
    /// The size in px.
    pub size: f32,
    /// Where it begins, in px from the left end of the line.
    pub x: f32,
    /// Its width in px.
    pub width: f32,
    /// Whether it reads from right to left.
    pub rtl: bool,
    /// Which part of the text it shows.
    pub range: Range<usize>,
    /// The glyphs, from left to right.
    pub glyphs: Vec<Glyph>,
}

/// A glyph of a run.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Glyph {
    /// Its number in the font; 0 where no font has one.
    pub id: u32,
    /// Where it is drawn, in px from the left end of the line.
    pub x: f32,
    /// Where it is drawn, in px below the baseline.
    pub y: f32,
    /// How far it moves the next one, in px.
    pub advance: f32,
    /// Where its cluster begins in the text.
    pub cluster: usize,
}

/// The runs of a line, in visual order.
pub fn runs(fonts: &Type, text: &str, rtl: bool, face: Face) -> Vec<GlyphRun> {
    let stretches = stretches(fonts, text, Some(rtl), face.weight);
    let levels: Vec<_> = stretches.iter().map(|stretch| stretch.level).collect();
    let mut x = 0.0;
    let mut all = Vec::with_capacity(stretches.len());
    for at in ParagraphBidiInfo::reorder_visual(&levels) {
        let stretch = &stretches[at];
        let start = x;
        let mut glyphs = Vec::new();
        for placed in shape(fonts, text, stretch, face) {
            let (id, advance, cluster) = (placed.glyph, placed.advance, placed.cluster);
            glyphs.push(Glyph { id, x: x + placed.right, y: -placed.up, advance, cluster });
            x += advance;
        }
        all.push(GlyphRun {
            font: stretch.font,
            weight: face.weight,
            size: face.size,
            x: start,
            width: x - start,
            rtl: stretch.level.is_rtl(),
            range: stretch.range.clone(),
            glyphs,
        });
    }
    all
}
