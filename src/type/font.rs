//! One font: which characters it has, and what shaping prepares once for it.

use std::sync::{Arc, Mutex, PoisonError};

use harfrust::font::glyph::bitmap::BitmapSource;
use harfrust::font::glyph::outline::{DrawMemory, DrawOptions, SvgSink};
use harfrust::font::name::NameId;
use harfrust::{Direction, Feature, GlyphId, Script, ShapePlan, Tag, unicode};
use read_fonts::TableProvider as _;

use super::Weight;
use super::plain::Pairs;
use super::stretch::is_invisible;

/// A file of a font, or of several.
#[derive(Clone)]
pub struct FontFile {
    /// What is in it.
    pub bytes: Vec<u8>,
    /// Which of its fonts is meant; 0 if it has one.
    pub index: u32,
}

/// The file of this number is not a font with outlines or pictures.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NotAFont(pub usize);

/// The bytes of a file, which several share.
pub type Bytes = Arc<dyn AsRef<[u8]> + Send + Sync>;

/// What a font is made of, for files that it is embedded in.
#[derive(Clone)]
pub struct Embeddable {
    /// The file.
    pub bytes: Bytes,
    /// Which of its fonts it is.
    pub index: u32,
    /// How thick its letters are, if the font has more than one weight.
    pub weight: Option<f32>,
}

/// The weights as fonts know them.
const WEIGHTS: [f32; 2] = [400.0, 600.0];

/// A font in both weights, if it is variable; else in the one it has.
pub struct Font {
    file: Bytes,
    index: u32,
    weights: [harfrust::Font; 2],
    family: String,
    bold: Option<bool>,
    pictorial: bool,
    /// Whether there are glyphs that are painted in another way than by their outlines, which then may be empty.
    painted: bool,
    em: f32,
    /// Without and with tabular digits, for those that text is set in by itself.
    pairs: Option<[Pairs; 2]>,
    plans: Mutex<Vec<(PlanKey, Arc<ShapePlan>)>>,
}

/// What a plan of shaping depends on.
#[derive(Clone, Copy, PartialEq, Eq)]
struct PlanKey {
    weight: Weight,
    tabular: bool,
    direction: Direction,
    script: Script,
}

impl Font {
    /// Reads a font that has outlines or pictures.
    pub fn new(file: Bytes, index: u32) -> Option<Self> {
        let font = harfrust::Font::new(Arc::clone(&file), index)?;
        // Some fonts of emoji have outlines, too, but empty ones.
        let pictorial = matches!(font.bitmap_strikes().source(), Some(BitmapSource::Cbdt | BitmapSource::Sbix));
        if !pictorial && font.outline_glyphs().source().is_none() {
            return None;
        }
        let painted = !pictorial && (!font.color_glyphs().is_empty() || font.tables().svg().is_ok());
        let em = f32::from(font.units_per_em());
        if em < 1.0 {
            return None;
        }
        let at = |weight: f32| font.instance_builder().variations([("wght", weight)]).build();
        let varies = font.axes().get_by_tag(Tag::new(b"wght")).is_some();
        let weights = if varies { WEIGHTS.map(at) } else { [font.clone(), font.clone()] };
        let bold = (!varies).then(|| font.default_attributes().weight >= harfrust::font::attribute::Weight::new(550.0));
        Some(Self {
            file,
            index,
            weights,
            family: family(&font),
            bold,
            pictorial,
            painted,
            em,
            pairs: None,
            plans: Mutex::new(Vec::new()),
        })
    }

    /// The same for a shipped font, whose pairs are remembered.
    pub fn shipped(bytes: &'static [u8]) -> Option<Self> {
        let font = Self::new(Arc::new(bytes), 0)?;
        let pairs = [false, true].map(|tabular| Pairs::new(&font.weights[0], tabular));
        Some(Self { pairs: Some(pairs), ..font })
    }

    /// What its letters are called together, in all weights.
    pub fn family(&self) -> &str {
        &self.family
    }

    /// Whether it has a weight, and does not only stand in for it.
    pub fn is(&self, weight: Weight) -> bool {
        self.bold.is_none_or(|bold| bold == (weight == Weight::Semibold))
    }

    /// Whether it has pictures instead of outlines, as fonts of emoji have.
    pub fn is_pictorial(&self) -> bool {
        self.pictorial
    }

    /// What it is made of in a weight; none if it has pictures instead of outlines.
    pub fn embeddable(&self, weight: Weight) -> Option<Embeddable> {
        let weight = self.bold.is_none().then(|| WEIGHTS[usize::from(weight == Weight::Semibold)]);
        (!self.pictorial).then(|| Embeddable { bytes: Arc::clone(&self.file), index: self.index, weight })
    }

    /// Units of the font in the size of the text.
    pub fn em(&self) -> f32 {
        self.em
    }

    /// It, in a weight.
    pub fn at(&self, weight: Weight) -> &harfrust::Font {
        &self.weights[usize::from(weight == Weight::Semibold)]
    }

    /// Whether it has all that is visible in a cluster, perhaps as one glyph for a letter and its marks.
    pub fn has(&self, cluster: &str) -> bool {
        let glyphs = self.weights[0].charmap();
        let shows = |glyph: GlyphId| !self.painted || has_outline(&self.weights[0], glyph);
        let has = |char: char| char.is_whitespace() || glyphs.map_unicode(char).is_some_and(shows);
        let mut chars = cluster.chars().filter(|char| !is_invisible(*char));
        let Some(mut letter) = chars.next() else { return true };
        // Marks below come before marks above, as shaping orders them.
        let mut marks: Vec<char> = chars.collect();
        marks.sort_by_key(|mark| unicode::combining_class((*mark).into()));
        for mark in marks {
            let joined = unicode::compose(letter.into(), mark.into()).and_then(char::from_u32);
            letter = match joined {
                // Without a glyph of its own the mark may be the first of two that only together make a letter.
                Some(joined) if has(joined) || !has(mark) => joined,
                _ if has(letter) => mark,
                _ => return false,
            };
        }
        has(letter)
    }

    /// The pairs of a shipped font.
    pub fn pairs(&self, tabular: bool) -> Option<&Pairs> {
        self.pairs.as_ref().map(|pairs| &pairs[usize::from(tabular)])
    }

    /// The plan of shaping for a script; made once.
    pub fn plan(&self, weight: Weight, direction: Direction, script: Script, tabular: bool) -> Arc<ShapePlan> {
        let key = PlanKey { weight, tabular, direction, script };
        let mut plans = self.plans.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, plan)) = plans.iter().find(|(known, _)| *known == key) {
            return Arc::clone(plan);
        }
        let plan = Arc::new(ShapePlan::new(self.at(weight), direction, Some(script), None, features(tabular)));
        plans.push((key, Arc::clone(&plan)));
        plan
    }
}

/// The features that are on besides those that every script needs.
pub fn features(tabular: bool) -> &'static [Feature] {
    const TABULAR: &[Feature] = &[Feature { tag: Tag::new(b"tnum"), value: 1, start: 0, end: u32::MAX }];
    if tabular { TABULAR } else { &[] }
}

fn has_outline(font: &harfrust::Font, glyph: GlyphId) -> bool {
    let mut data = SvgSink::new();
    let outline = font.outline_glyphs().get(glyph);
    outline.is_some_and(|outline| outline.draw(&DrawOptions::new(), DrawMemory::Scratch, &mut data).is_ok())
        && !data.to_string().is_empty()
}

fn family(font: &harfrust::Font) -> String {
    let names = font.names();
    let name = names.get(NameId::TYPOGRAPHIC_FAMILY_NAME).or_else(|| names.get(NameId::FAMILY_NAME));
    name.and_then(|name| name.english_or_first()).map(|name| name.name().chars().collect()).unwrap_or_default()
}
