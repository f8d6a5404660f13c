//! Shaping: from the clusters of a stretch to glyphs with their places.

use harfrust::{Buffer, Direction, Script, ShapeOptions, ShaperFont};
use unicode_segmentation::UnicodeSegmentation as _;

use super::font::{Font, features};
use super::stretch::{Stretch, is_invisible, stretches};
use super::{Face, Type, Weight, estimate};

/// A glyph in a stretch, in px.
pub struct Placed {
    /// Its number in the font; 0 where no font has one.
    pub glyph: u32,
    /// Where its cluster begins in the text.
    pub cluster: usize,
    /// How far it moves the next one.
    pub advance: f32,
    /// How far it is shifted to the right.
    pub right: f32,
    /// How far it is shifted up.
    pub up: f32,
}

/// How wide a text is. `rtl` is the direction of its paragraph; without it, that of its first letter.
pub fn width(fonts: &Type, text: &str, rtl: Option<bool>, face: Face) -> f32 {
    let mut width = 0.0;
    let plain = walk_pairs(fonts, text, rtl, face, |_, advance| width += advance);
    if plain { width } else { shaped_advances(fonts, text, rtl, face).iter().sum() }
}

/// How far each cluster of a text moves the next one, by its first byte; 0 at all others. In logical order.
pub fn advances(fonts: &Type, text: &str, rtl: Option<bool>, face: Face) -> Vec<f32> {
    let mut all = vec![0.0; text.len()];
    let plain = walk_pairs(fonts, text, rtl, face, |at, advance| all[at] = advance);
    if plain { all } else { shaped_advances(fonts, text, rtl, face) }
}

/// Tells the advances of a plain text; false if it is not plain.
fn walk_pairs(fonts: &Type, text: &str, rtl: Option<bool>, face: Face, mut tell: impl FnMut(usize, f32)) -> bool {
    let font = fonts.font(face.weight, 0);
    let px = face.size / font.em();
    // In a paragraph from right to left a sign at the end of a word may stand elsewhere.
    let pairs = font.pairs(face.tabular).filter(|_| rtl != Some(true));
    pairs.is_some_and(|pairs| pairs.walk(font, text, |at, units| tell(at, f32::from(units) * px + face.spacing)))
}

/// The advance of a character before another one or at the end of the text, in units of a font that it is in.
pub fn pair_advance(font: &Font, char: char, next: Option<char>, tabular: bool) -> u16 {
    let mut buffer = Buffer::new();
    buffer.push(char.into(), 0);
    if let Some(next) = next {
        buffer.push(next.into(), 1);
    }
    let shaped = shape_buffer(font, Weight::Regular, &mut buffer, Direction::LeftToRight, Script::LATIN, tabular);
    let advance = if shaped { buffer.glyph_positions().first().map_or(0, |position| position.x_advance) } else { 0 };
    u16::try_from(advance.clamp(0, 0x7fff)).unwrap_or_default()
}

fn shaped_advances(fonts: &Type, text: &str, rtl: Option<bool>, face: Face) -> Vec<f32> {
    let mut all = vec![0.0; text.len()];
    for stretch in stretches(fonts, text, rtl, face.weight) {
        for placed in shape(fonts, text, &stretch, face) {
            all[placed.cluster] += placed.advance;
        }
    }
    all
}

/// The glyphs of a stretch, in visual order.
pub fn shape(fonts: &Type, text: &str, stretch: &Stretch, face: Face) -> Vec<Placed> {
    let mut all = match stretch.font {
        Some(at) => shaped(fonts, text, stretch, face, at),
        None => estimated(text, stretch, face),
    };
    if face.spacing != 0.0 && !joins(stretch) {
        space(&mut all, face.spacing);
    }
    all
}

fn shaped(fonts: &Type, text: &str, stretch: &Stretch, face: Face, at: usize) -> Vec<Placed> {
    let font = fonts.font(face.weight, at);
    let direction = if stretch.level.is_rtl() { Direction::RightToLeft } else { Direction::LeftToRight };
    let mut buffer = Buffer::new();
    for (byte, char) in text[stretch.range.clone()].char_indices() {
        buffer.push(drawn(char).into(), byte as u32);
    }
    if !shape_buffer(font, face.weight, &mut buffer, direction, stretch.script, face.tabular) {
        return estimated(text, stretch, face);
    }
    let px = face.size / font.em();
    let glyphs = buffer.glyph_infos().iter().zip(buffer.glyph_positions());
    let placed = glyphs.map(|(info, position)| Placed {
        glyph: info.glyph_id,
        cluster: stretch.range.start + info.cluster as usize,
        advance: position.x_advance as f32 * px,
        right: position.x_offset as f32 * px,
        up: position.y_offset as f32 * px,
    });
    placed.collect()
}

fn shape_buffer(font: &Font, weight: Weight, buffer: &mut Buffer, direction: Direction, script: Script, tabular: bool) -> bool {
    buffer.set_direction(direction);
    buffer.set_script(Some(script));
    let plan = font.plan(weight, direction, script, tabular);
    let options = ShapeOptions::new().plan(Some(&plan)).features(features(tabular));
    harfrust::shape(&ShaperFont::new(font.at(weight)), buffer, options).is_ok()
}

/// What is drawn for a character: a space for a tab, and nothing for other controls.
fn drawn(char: char) -> char {
    match char {
        char if !char.is_control() => char,
        char if char.is_whitespace() => ' ',
        _ => '\u{200b}',
    }
}

fn estimated(text: &str, stretch: &Stretch, face: Face) -> Vec<Placed> {
    let place = |(at, cluster): (usize, &str)| Placed {
        glyph: 0,
        cluster: stretch.range.start + at,
        advance: if cluster.chars().all(is_invisible) { 0.0 } else { estimate::width(cluster) * face.size },
        right: 0.0,
        up: 0.0,
    };
    let mut all: Vec<Placed> = text[stretch.range.clone()].grapheme_indices(true).map(place).collect();
    if stretch.level.is_rtl() {
        all.reverse();
    }
    all
}

/// Whether the letters of a stretch join, so that space between them would tear words apart.
fn joins(stretch: &Stretch) -> bool {
    matches!(
        stretch.script,
        Script::ARABIC
            | Script::SYRIAC
            | Script::MONGOLIAN
            | Script::NKO
            | Script::MANDAIC
            | Script::DEVANAGARI
            | Script::BENGALI
            | Script::GURMUKHI
            | Script::PHAGS_PA
    )
}

/// Adds space after each cluster that is seen.
fn space(all: &mut [Placed], spacing: f32) {
    for at in 0..all.len() {
        let last = all.get(at + 1).is_none_or(|next| next.cluster != all[at].cluster);
        if last && all[at].advance > 0.0 {
            all[at].advance += spacing;
        }
    }
}
