//! Fonts from the disk: those that are named, and those of the system for characters that the others lack.
//!
//! The shipped font draws Latin, Greek and Cyrillic everywhere alike. Only where letters become shapes, in PNG and in outlines, the
//! fonts of the system are looked through, and only if a map has other characters. The choice depends on the names of the fonts and on
//! what they have, never on the order in which they are found.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::path::PathBuf;

use fontdb::{Database, FaceInfo, ID, Stretch, Style};
use read_fonts::{FontRef, TableProvider as _, tables::cmap::Cmap};

use super::Failure;
use super::terminal::reason;
use crate::r#type::{FontFile, Type};

/// The shipped fonts, then those that are named.
pub fn named(paths: &[PathBuf]) -> Result<Type, Failure> {
    let mut files = Vec::new();
    for path in paths {
        let bytes = std::fs::read(path)
            .map_err(|error| Failure::new(format!("cannot read the font `{}`: {}", path.to_string_lossy(), reason(&error))))?;
        files.push(FontFile { bytes, index: 0 });
    }
    Type::shipped().with_fallbacks(files).map_err(|wrong| {
        let path = paths.get(wrong.0).map(|path| path.to_string_lossy()).unwrap_or_default();
        Failure::new(format!(
            "`{path}` is not a font that can be read: write the path of a TrueType or OpenType file (.ttf, .otf, .ttc)"
        ))
    })
}

/// The same, with fonts of the system for what they lack of some texts; those with pictures for emoji only if they can be drawn.
pub fn with_system<'t>(fonts: Type, texts: impl Iterator<Item = &'t str>, pictures: bool) -> Type {
    let missing: BTreeSet<char> = texts.flat_map(|text| fonts.missing(text)).collect();
    if missing.is_empty() {
        return fonts;
    }
    let mut database = Database::new();
    database.load_system_fonts();
    // If one of them cannot be read after all, its characters are missing as before.
    let add = |fonts: Type, file: FontFile| fonts.clone().with_fallbacks(vec![file]).unwrap_or(fonts);
    chosen(&database, missing, pictures).into_iter().filter_map(|id| file(&database, id)).fold(fonts, add)
}

fn file(database: &Database, id: ID) -> Option<FontFile> {
    database.with_face_data(id, |bytes, index| FontFile { bytes: bytes.to_vec(), index })
}

/// A face that could be used, and which of the characters it has.
struct Candidate<'d> {
    face: &'d FaceInfo,
    family: &'d str,
    /// Whether it has pictures instead of outlines.
    pictorial: bool,
    has: BTreeSet<char>,
}

/// The faces for some characters: for the first of them the best that has it, then for the first that is still missing.
fn chosen(database: &Database, mut missing: BTreeSet<char>, pictures: bool) -> Vec<ID> {
    let place = Place::of(&missing);
    let mut candidates: Vec<Candidate> = database.faces().filter_map(|face| candidate(database, face, &missing)).collect();
    candidates.retain(|candidate| pictures || !candidate.pictorial);
    candidates.sort_by(|one, two| name(one.face).cmp(&name(two.face)));
    let mut ids = Vec::new();
    while let Some(char) = missing.pop_first() {
        let having = candidates.iter().filter(|candidate| candidate.has.contains(&char));
        let Some(best) = having.min_by_key(|candidate| {
            let thickness = candidate.face.weight.0.abs_diff(400);
            let fits = candidate.pictorial == (char >= '\u{1f000}');
            (!fits, rank(candidate.family), place.rank(candidate.family), Reverse(candidate.has.len()), thickness)
        }) else {
            continue;
        };
        missing.retain(|char| !best.has.contains(char));
        ids.push(best.face.id);
        let bold = candidates.iter().filter(|other| other.family == best.family && (550..=750).contains(&other.face.weight.0));
        ids.extend(bold.min_by_key(|other| other.face.weight.0.abs_diff(600)).map(|bold| bold.face.id));
    }
    ids
}

fn candidate<'d>(database: &Database, face: &'d FaceInfo, missing: &BTreeSet<char>) -> Option<Candidate<'d>> {
    let (family, _) = face.families.first()?;
    if face.style != Style::Normal || face.stretch != Stretch::Normal {
        return None;
    }
    let (has, pictorial) = database.with_face_data(face.id, |bytes, index| has(bytes, index, missing))??;
    if face.monospaced && !pictorial {
        return None;
    }
    (!has.is_empty()).then_some(Candidate { face, family, pictorial, has })
}

/// Which of some characters a font has, and whether as pictures. None if it has neither outlines nor pictures.
fn has(bytes: &[u8], index: u32, wanted: &BTreeSet<char>) -> Option<(BTreeSet<char>, bool)> {
    let font = FontRef::from_index(bytes, index).ok()?;
    let outlines = font.glyf().is_ok() || font.cff().is_ok() || font.cff2().is_ok();
    let pictures = font.cbdt().is_ok() || font.sbix().is_ok();
    // Painted glyphs often have no outlines.
    let painted = font.colr().is_ok_and(|colr| colr.version() == 1) || font.svg().is_ok();
    let cmap: Cmap = font.cmap().ok().filter(|_| pictures || (outlines && !painted))?;
    let known = |char: &char| cmap.map_codepoint(*char).is_some_and(|glyph| glyph.to_u32() != 0);
    Some((wanted.iter().copied().filter(known).collect(), pictures))
}

/// What faces are ordered by where nothing else decides.
fn name(face: &FaceInfo) -> (&str, u16, &str, u32) {
    (face.families.first().map_or("", |(family, _)| family), face.weight.0, &face.post_script_name, face.index)
}

/// How well a family goes with the shipped one: those without serifs that were made for screens first.
fn rank(family: &str) -> usize {
    const QUIET: &[&str] =
        &["Noto Sans", "Segoe UI", "SF ", "Hiragino Sans", "PingFang", "Apple SD Gothic", "Yu Gothic", "Malgun Gothic"];
    const LOUD: &[&str] = &["Serif", "Mono", "Display", "Kufi", "Nastaliq", "Script", "Handwrit"];
    let loud = LOUD.iter().any(|word| family.contains(word));
    match QUIET.iter().any(|word| family.starts_with(word)) {
        true if !loud => 0,
        _ if loud => 3,
        _ if family.contains("Sans") || family.contains("Gothic") => 1,
        _ => 2,
    }
}

/// Where Chinese characters are read: they look different in Japan, in Korea and in China.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    Japan,
    Korea,
    China,
}

impl Place {
    /// By the letters that only one of them has.
    fn of(chars: &BTreeSet<char>) -> Self {
        let any = |from: char, to: char| chars.range(from..=to).next().is_some();
        if any('\u{3040}', '\u{30ff}') {
            Self::Japan
        } else if any('\u{ac00}', '\u{d7a3}') || any('\u{1100}', '\u{11ff}') {
            Self::Korea
        } else {
            Self::China
        }
    }

    /// 0 for a family of this place.
    fn rank(self, family: &str) -> u8 {
        let words: &[&str] = match self {
            Self::Japan => &[" JP", "Hiragino", "Yu Gothic", "Meiryo", "IPA", "Takao"],
            Self::Korea => &[" KR", "Malgun", "Apple SD Gothic", "Nanum"],
            Self::China => &[" SC", "YaHei", "WenQuanYi", "Hei"],
        };
        u8::from(!words.iter().any(|word| family.contains(word)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_bring_the_fonts_that_have_them() {
        let mut database = Database::new();
        database.load_fonts_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fonts"));
        let families = |text: &str, pictures: bool| -> Vec<String> {
            let family = |id: ID| database.face(id).map(|face| face.families[0].0.clone()).unwrap_or_default();
            chosen(&database, text.chars().collect(), pictures).into_iter().map(family).collect()
        };
        assert_eq!(families("رحلة", true), ["Noto Sans Arabic"]);
        assert_eq!(families("رحग\u{1f45f}顧", true), ["Noto Sans Arabic", "Noto Sans Devanagari", "Noto Color Emoji"]);
        assert_eq!(families("\u{1f45f}", false), Vec::<String>::new(), "outlines have no pictures");
        assert_eq!(families("顧", true), Vec::<String>::new());
    }

    #[test]
    fn quiet_families_come_first() {
        let ranks = ["Noto Sans Arabic", "DejaVu Sans", "Amiri", "Noto Serif CJK JP"].map(rank);
        assert_eq!(ranks, [0, 1, 2, 3]);
    }

    #[test]
    fn letters_tell_where_chinese_characters_are_read() {
        for (text, family) in [("買う 顧客", "Noto Sans CJK JP"), ("구매 注意", "Noto Sans CJK KR"), ("顾客", "Noto Sans CJK SC")]
        {
            let place = Place::of(&text.chars().collect());
            let best =
                ["Noto Sans CJK JP", "Noto Sans CJK KR", "Noto Sans CJK SC"].into_iter().min_by_key(|family| place.rank(family));
            assert_eq!(best, Some(family), "{text}");
        }
    }
}
