//! Typesetting: widths against those of `hb-shape`, glyphs and their shapes, further fonts.

use journey::r#type::{Face, FontFile, Segment, Type, Weight, path_data};

use crate::support::{examples, root};

/// At this size a unit of the shipped fonts is one px.
const UNITS: Face = Face { size: 2048.0, weight: Weight::Regular, spacing: 0.0, tabular: false };

fn semibold() -> Face {
    Face { weight: Weight::Semibold, ..UNITS }
}

fn tabular(face: Face) -> Face {
    Face { tabular: true, ..face }
}

fn with(names: &[&str]) -> Type {
    let file =
        |name: &&str| FontFile { bytes: std::fs::read(root().join("tests/fonts").join(name)).expect("it is there"), index: 0 };
    Type::shipped().with_fallbacks(names.iter().map(file).collect()).expect("they are fonts")
}

#[test]
fn widths_are_those_of_harfbuzz() {
    // As `hb-shape` of HarfBuzz 12 tells them for the files in `assets/fonts`.
    for (text, face, units) in [
        ("AVa", UNITS, 3732.0),
        ("Searches for help", UNITS, 17075.0),
        ("Buying running shoes", semibold(), 21516.0),
        ("Größe: „Täglich“ – Ärger, Tőzsde", UNITS, 31214.0),
        ("Проверка 12:45 Ёлки", UNITS, 20961.0),
        ("Καλημέρα, Τύπος", UNITS, 17290.0),
        ("Tiếng Việt Được", UNITS, 15499.0),
        ("0123456789", UNITS, 12114.0),
        ("0123456789", tabular(UNITS), 13280.0),
        ("11.117,71", tabular(semibold()), 10581.0),
        ("first-time", tabular(UNITS), 8832.0),
        ("e\u{301}e\u{302}\u{323}", UNITS, 2388.0),
        ("To. “We” → 50 % ≤ −2", UNITS, 21660.0),
    ] {
        let width = Type::shipped().width(text, face);
        assert!((width - units).abs() < 0.5, "{text}: {width} is not {units}");
    }
}

#[test]
fn what_is_drawn_was_measured() {
    let fonts = with(&["NotoSansArabic-few.ttf"]);
    let texts =
        ["", "رحلة العميل", "Brand „رحلة“ (3)", "שלום 12", "顧客体験", "👩‍👩‍👧‍👦 family", "a\tb\u{7}c", "e\u{301}x"].map(str::to_owned);
    let lines: Vec<String> =
        examples().into_iter().flat_map(|(_, text)| text.lines().map(str::to_owned).collect::<Vec<_>>()).collect();
    assert!(lines.len() > 300);
    for text in texts.iter().chain(&lines) {
        for face in [UNITS, tabular(semibold()), Face { spacing: 30.0, ..UNITS }] {
            for line in fonts.wrap(text, face, 60_000.0, None) {
                let runs = fonts.runs(&line.text, line.rtl, face);
                let drawn: f32 = runs.iter().map(|run| run.width).sum();
                assert!((line.width - drawn).abs() <= 1e-4 * line.width, "{line:?}: {drawn}");
                let mut x = 0.0;
                for run in &runs {
                    assert!((run.x - x).abs() <= 1e-4 * line.width, "{line:?}: runs stand beside each other");
                    x = run.x + run.width;
                }
            }
        }
    }
}

#[test]
fn letters_have_shapes() {
    let fonts = Type::shipped();
    let runs = fonts.runs("Ag", false, UNITS);
    let [run] = runs.as_slice() else { panic!("one font, one run: {runs:?}") };
    assert_eq!((run.font, run.glyphs.len()), (Some(0), 2));
    let shapes = fonts.outline(run);
    assert!(shapes.iter().filter(|part| matches!(part, Segment::Close)).count() >= 4, "an A has two contours, a g two");
    let ends: Vec<[f32; 2]> = shapes
        .iter()
        .filter_map(|part| match part {
            Segment::Move(to) | Segment::Line(to) | Segment::Quad(_, to) | Segment::Cubic(_, _, to) => Some(*to),
            Segment::Close => None,
        })
        .collect();
    let (top, bottom) = ends.iter().fold((0.0_f32, 0.0_f32), |(top, bottom), to| (top.min(to[1]), bottom.max(to[1])));
    assert!((-1500.0..-1400.0).contains(&top), "a capital is 1490 units high: {top}");
    assert!((300.0..500.0).contains(&bottom), "a g reaches below the line: {bottom}");
    assert_eq!(fonts.outline(&fonts.runs(" ", false, UNITS)[0]), [], "a space shows nothing");
    let data = path_data(&fonts.outline(&fonts.runs("l", false, Face { size: 10.0, ..UNITS })[0]), 5.0, 20.0);
    assert!(data.starts_with('M') && data.ends_with('z'), "{data}");
}

#[test]
fn arabic_is_shaped_and_stands_from_right_to_left() {
    let fonts = with(&["NotoSansDevanagari-few.ttf", "NotoSansArabic-few.ttf"]);
    let face = Face { size: 1000.0, ..UNITS };
    let runs = fonts.runs("العميل", true, face);
    let [run] = runs.as_slice() else { panic!("one run: {runs:?}") };
    assert!(run.rtl && run.font == Some(2));
    let glyphs: Vec<(u32, f32)> = run.glyphs.iter().map(|glyph| (glyph.id, glyph.advance.round())).collect();
    // As `hb-shape` tells them: joined forms, the last letter first.
    assert_eq!(glyphs, [(33, 730.0), (106, 373.0), (57, 578.0), (5, 521.0), (34, 260.0), (13, 238.0)]);
    assert!(run.glyphs.windows(2).all(|pair| pair[0].cluster > pair[1].cluster && pair[0].x < pair[1].x));
    // Spacing would tear the letters apart.
    assert!((fonts.width("العميل", Face { spacing: 50.0, ..face }) - 2700.0).abs() < 0.5);
    let mixed: Vec<(&str, bool)> =
        fonts.runs("abc العميل", false, face).iter().map(|run| (&"abc العميل"[run.range.clone()], run.rtl)).collect();
    assert_eq!(mixed, [("abc ", false), ("العميل", true)]);
    let mixed: Vec<bool> = fonts.runs("abc العميل", true, face).iter().map(|run| run.rtl).collect();
    assert_eq!(mixed, [true, true, false], "word, space, abc");
}

#[test]
fn devanagari_is_reordered() {
    let fonts = with(&["NotoSansDevanagari-few.ttf"]);
    let face = Face { size: 1000.0, ..UNITS };
    let glyphs: Vec<(u32, usize)> =
        fonts.runs("ग्राहक", false, face)[0].glyphs.iter().map(|glyph| (glyph.id, glyph.cluster)).collect();
    assert_eq!(glyphs.iter().map(|glyph| glyph.0).collect::<Vec<_>>(), [19, 8, 7, 2], "four glyphs for six characters");
    assert!((fonts.width("ग्राहक", face) - 2115.0).abs() < 0.5);
}

#[test]
fn what_no_font_has_is_named_and_drawn_as_a_box() {
    let shipped = Type::shipped();
    assert_eq!(shipped.missing("Größe, Ёлки, Ὀδ, → ✓ é e\u{301}\u{200d}\u{fe0f}\n"), ['Ὀ']);
    assert_eq!(shipped.missing("顧a顧客\u{1f642}"), ['客', '顧', '\u{1f642}']);
    assert!(with(&["NotoSansArabic-few.ttf"]).missing("رحلة").is_empty());
    let runs = shipped.runs("客", false, UNITS);
    assert_eq!(runs[0].font, None);
    assert_eq!(shipped.outline(&runs[0]).iter().filter(|part| matches!(part, Segment::Close)).count(), 2, "a box has two edges");
}

#[test]
fn a_file_that_is_no_font_is_refused() {
    let file = |bytes: &[u8]| FontFile { bytes: bytes.to_vec(), index: 0 };
    let arabic = std::fs::read(root().join("tests/fonts/NotoSansArabic-few.ttf")).expect("it is there");
    for broken in [&b""[..], b"no font", &arabic[..100]] {
        let wrong = Type::shipped().with_fallbacks(vec![file(&arabic), file(broken)]);
        assert_eq!(wrong.err().map(|wrong| wrong.0), Some(1));
    }
    // A damaged font may be read or refused; it must not stop the program.
    for at in (0..arabic.len()).step_by(97) {
        let mut bytes = arabic.clone();
        bytes[at] ^= 0xff;
        if let Ok(fonts) = Type::shipped().with_fallbacks(vec![file(&bytes)]) {
            let runs = fonts.runs("رحلة العميل", true, UNITS);
            let shapes: usize = runs.iter().map(|run| fonts.outline(run).len()).sum();
            assert!(shapes < 100_000);
        }
    }
}
