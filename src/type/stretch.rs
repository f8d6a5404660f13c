//! Stretches: pieces of a text in one direction, one script and one font.

use std::ops::Range;

use harfrust::{Script, unicode};
use unicode_bidi::{Level, ParagraphBidiInfo};
use unicode_segmentation::UnicodeSegmentation as _;

use super::{Type, Weight};

/// A piece of a text, in logical order.
#[derive(Clone, PartialEq, Debug)]
pub struct Stretch {
    /// Where it stands in the text.
    pub range: Range<usize>,
    /// How deep it is embedded; odd levels read from right to left.
    pub level: Level,
    /// What it is written in.
    pub script: Script,
    /// The number of the font; none if no font has glyphs for it.
    pub font: Option<usize>,
}

/// The stretches of a text. `rtl` is the direction of its paragraph; without it, that of its first letter.
pub fn stretches(fonts: &Type, text: &str, rtl: Option<bool>, weight: Weight) -> Vec<Stretch> {
    if text.is_empty() {
        return Vec::new();
    }
    if text.is_ascii() && rtl != Some(true) {
        return vec![Stretch { range: 0..text.len(), level: Level::ltr(), script: Script::LATIN, font: Some(0) }];
    }
    let levels = levels(text, rtl);
    let first = text.chars().map(script).find(|script| !shared(*script)).unwrap_or(Script::LATIN);
    let mut all: Vec<Stretch> = Vec::new();
    for (at, cluster) in text.grapheme_indices(true) {
        let before = all.last();
        let own = cluster.chars().next().map_or(first, script);
        // A mark goes with the letters before it, or with the first that come.
        let script =
            if shared(own) { before.filter(|before| before.font != Some(0)).map_or(first, |before| before.script) } else { own };
        let font = font(fonts, cluster, weight, before.and_then(|before| before.font));
        // The shipped fonts do the same with all scripts they have.
        let script = if font == Some(0) { Script::LATIN } else { script };
        let level = levels.as_ref().map_or(Level::ltr(), |levels| levels[at]);
        let end = at + cluster.len();
        match all.last_mut() {
            Some(last) if last.level == level && last.script == script && last.font == font => last.range.end = end,
            _ => all.push(Stretch { range: at..end, level, script, font }),
        }
    }
    all
}

/// Whether a character shows nothing by itself and takes no room: it joins, parts or directs others, or it is a control.
pub fn is_invisible(char: char) -> bool {
    char.is_control()
        || matches!(char,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fff8}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// The level of each byte; none if all is read from left to right.
fn levels(text: &str, rtl: Option<bool>) -> Option<Vec<Level>> {
    // Below Hebrew nothing reads from right to left.
    if rtl != Some(true) && text.chars().all(|char| char < '\u{590}') {
        return None;
    }
    let base = rtl.map(|rtl| if rtl { Level::rtl() } else { Level::ltr() });
    Some(ParagraphBidiInfo::new(text, base).reordered_levels(0..text.len()))
}

fn script(char: char) -> Script {
    unicode::script(char.into())
}

/// Whether letters of any script have this around them.
fn shared(script: Script) -> bool {
    matches!(script, Script::COMMON | Script::INHERITED | Script::UNKNOWN)
}

/// Whether a cluster is to be shown as a picture if it can be.
fn pictured(cluster: &str) -> bool {
    cluster.starts_with(|first| first >= '\u{1f000}') || cluster.contains('\u{fe0f}')
}

/// The font of a cluster: the shipped one, the one of the cluster before, or the first that has it; of its family, the one of the weight.
/// For what is to be a picture those with pictures come first, for all else they come last.
fn font(fonts: &Type, cluster: &str, weight: Weight, before: Option<usize>) -> Option<usize> {
    let count = fonts.fallbacks.len();
    let of_kind = |at: &usize, pictorial: bool| {
        let font = fonts.font(weight, *at);
        font.is_pictorial() == pictorial && font.has(cluster)
    };
    let first = |pictorial: bool| {
        let known = [Some(0), before].into_iter().flatten();
        known.chain(1..=count).find(|at| of_kind(at, pictorial))
    };
    let pictured = pictured(cluster);
    let found = first(pictured).or_else(|| first(!pictured))?;
    let is_better = |at: &usize| {
        let other = fonts.font(weight, *at);
        other.is(weight) && other.family() == fonts.font(weight, found).family() && other.has(cluster)
    };
    if found == 0 || fonts.font(weight, found).is(weight) { Some(found) } else { (1..=count).find(is_better).or(Some(found)) }
}
