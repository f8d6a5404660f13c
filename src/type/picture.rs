//! Pictures: glyphs of fonts of emoji, which are images in PNG.

use harfrust::GlyphId;
use harfrust::font::glyph::bitmap::Pixels;

use super::Type;
use super::run::GlyphRun;

/// The image of a glyph and where it is drawn, in px from the left end of its line on the baseline, y down.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Picture<'f> {
    /// The image as PNG, as it stands in the font: it may be damaged.
    pub png: &'f [u8],
    /// Its left edge.
    pub x: f32,
    /// Its upper edge.
    pub y: f32,
    /// Its width.
    pub width: f32,
    /// Its height.
    pub height: f32,
}

/// The pictures of a run, best for a number of pixels for each px.
pub fn pictures<'f>(fonts: &'f Type, run: &GlyphRun, scale: f32) -> Vec<Picture<'f>> {
    let Some(font) = run.font.map(|at| fonts.font(run.weight, at)).filter(|font| font.is_pictorial()) else { return Vec::new() };
    let strikes = font.at(run.weight).bitmap_strikes();
    let px = run.size / font.em();
    let picture = |glyph: &super::Glyph| {
        let image = strikes.select_bitmap(GlyphId::new(glyph.id), Some(run.size * scale))?;
        let Pixels::Png(png) = image.pixels() else { return None };
        let place = image.extents();
        let (left, top) = (image.x_bearing() as f32 + place.x_bearing, image.y_bearing() as f32 + place.y_bearing);
        Some(Picture { png, x: glyph.x + left * px, y: glyph.y - top * px, width: place.width * px, height: place.height * px })
    };
    run.glyphs.iter().filter_map(picture).collect()
}
