//! Fonts and glyphs, from those of the map to those of the file.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use krilla::text::{Font, GlyphId, KrillaGlyph, Tag};

use crate::r#type::{GlyphRun, Type, Weight};

/// The fonts of a file; of each only the letters that occur are embedded in the end.
pub struct Fonts<'t> {
    set: &'t Type,
    known: HashMap<(usize, Weight), Option<Font>>,
}

impl<'t> Fonts<'t> {
    /// None yet, out of some.
    pub fn new(set: &'t Type) -> Self {
        Self { set, known: HashMap::new() }
    }

    /// The fonts out of which they are.
    pub fn set(&self) -> &'t Type {
        self.set
    }

    /// The font of a run; none if no font has its letters, or if they are images in it.
    pub fn font(&mut self, run: &GlyphRun) -> Option<Font> {
        let (number, weight) = (run.font?, run.weight);
        self.known.entry((number, weight)).or_insert_with(|| embedded(self.set, number, weight)).clone()
    }
}

fn embedded(set: &Type, number: usize, weight: Weight) -> Option<Font> {
    let source = set.embeddable(number, weight)?;
    let variation: Vec<(Tag, f32)> = source.weight.map(|weight| (Tag::new(b"wght"), weight)).into_iter().collect();
    Font::new_variable(Arc::clone(&source.bytes).into(), source.index, &variation)
}

/// The glyphs of a run as they are written: in parts of its size, each with the letters of the line that it shows.
pub fn glyphs(run: &GlyphRun) -> Vec<KrillaGlyph> {
    let mut starts: Vec<usize> = run.glyphs.iter().map(|glyph| glyph.cluster).collect();
    starts.sort_unstable();
    starts.dedup();
    let letters = |cluster: usize| -> Range<usize> {
        let next = starts.partition_point(|start| *start <= cluster);
        cluster..starts.get(next).copied().unwrap_or(run.range.end)
    };
    let mut pen = run.x;
    let glyph = |glyph: &crate::r#type::Glyph| {
        let (x_offset, y_offset) = (glyph.x - pen, -glyph.y);
        pen += glyph.advance;
        KrillaGlyph::new(
            GlyphId::new(glyph.id),
            glyph.advance / run.size,
            x_offset / run.size,
            y_offset / run.size,
            0.0,
            letters(glyph.cluster),
            None,
        )
    };
    run.glyphs.iter().map(glyph).collect()
}
