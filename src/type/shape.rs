//! Shaping: from the clusters of a stretch to glyphs with their places.

use harfrust::{Buffer, Direction, ShapeOptions, ShaperFont};
use unicode_segmentation::UnicodeSegmentation as _;

use super::font::features;
use super::stretch::{Stretch, is_invisible, stretches};
use super::{Face, Type, estimate};

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

/// How far each cluster of a text moves the next one, by its first byte; 0 at all others. In logical order.
pub fn advances(fonts: &Type, text: &str, face: Face) -> Vec<f32> {
    let mut all = vec![0.0; text.len()];
    for stretch in stretches(fonts, text, None, face.weight) {
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
    buffer.set_direction(direction);
    buffer.set_script(Some(stretch.script));
    for (byte, char) in text[stretch.range.clone()].char_indices() {
        buffer.push(drawn(char).into(), byte as u32);
    }
    let plan = font.plan(face.weight, direction, stretch.script, face.tabular);
    let options = ShapeOptions::new().plan(Some(&plan)).features(features(face.tabular));
    let shaper = ShaperFont::new(font.at(face.weight));
    if harfrust::shape(&shaper, &mut buffer, options).is_err() {
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
    use harfrust::Script as S;
    matches!(
        stretch.script,
        S::ARABIC | S::SYRIAC | S::MONGOLIAN | S::NKO | S::MANDAIC | S::DEVANAGARI | S::BENGALI | S::GURMUKHI | S::PHAGS_PA
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
