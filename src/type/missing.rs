//! What cannot be shown.

use std::collections::BTreeSet;

use unicode_segmentation::UnicodeSegmentation as _;

use super::stretch::{is_invisible, stretches};
use super::{Type, Weight};

/// The visible characters that keep clusters from being shown.
pub fn missing(fonts: &Type, text: &str) -> Vec<char> {
    // The shipped font has all of them, and most lines hold no others.
    if text.is_ascii() {
        return Vec::new();
    }
    let mut all = BTreeSet::new();
    for stretch in stretches(fonts, text, None, Weight::Regular) {
        if stretch.font.is_none() {
            text[stretch.range].graphemes(true).for_each(|cluster| all.extend(unknown(fonts, cluster)));
        }
    }
    all.into_iter().collect()
}

/// The characters of a cluster that no font has; all of them if fonts have them, but none has them together.
fn unknown(fonts: &Type, cluster: &str) -> Vec<char> {
    let visible: Vec<char> = cluster.chars().filter(|char| !is_invisible(*char)).collect();
    let known = |char: char| fonts.fonts(Weight::Regular).any(|font| font.has(char.encode_utf8(&mut [0; 4])));
    let unknown: Vec<char> = visible.iter().copied().filter(|char| !known(*char)).collect();
    if unknown.is_empty() { visible } else { unknown }
}
