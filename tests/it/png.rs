//! The map as pixels: it shows what the scene says, and large ones are refused before they are painted.

use journey::Analysis;
use journey::emit::{EmitOptions, Format, emit, missing};
use journey::source::FileId;
use journey::theme::{Design, Theme};
use journey::r#type::{FontFile, Type};
use png::{ColorType, Decoder};

use crate::support::{check, root};

struct Picture {
    width: u32,
    height: u32,
    /// Red, green and blue of each pixel.
    data: Vec<u8>,
    texts: Vec<(String, String)>,
    density: Option<u32>,
}

fn decoded(bytes: &[u8]) -> Picture {
    let mut reader = Decoder::new(std::io::Cursor::new(bytes)).read_info().expect("it is a PNG");
    let mut data = vec![0; reader.output_buffer_size().expect("it is not too large")];
    reader.next_frame(&mut data).expect("it is whole");
    reader.finish().expect("it has an end");
    let info = reader.info();
    assert_eq!(info.color_type, ColorType::Rgb);
    let texts = info.utf8_text.iter().map(|text| (text.keyword.clone(), text.get_text().expect("it is text"))).collect();
    Picture { width: info.width, height: info.height, data, texts, density: info.pixel_dims.map(|dims| dims.xppu) }
}

fn drawn(analysis: &Analysis, scale: f32) -> Result<Vec<u8>, String> {
    emit(analysis, FileId(0), Format::Png, &EmitOptions { scale, ..EmitOptions::default() })
}

fn map() -> Analysis {
    check(&std::fs::read_to_string(root().join("tests/emit/small.journey")).expect("it is there"))
}

/// A map of some stages beside each other.
fn long(stages: usize) -> String {
    let stage = |at: usize| format!("stage s{at} \"Stage {at}\" {{ action: \"Does\"; pain \"Slow\" }}");
    format!("journey long \"Long\" {{\n{}\n}}\n", (0..stages).map(stage).collect::<Vec<_>>().join("\n"))
}

/// How many pixels differ by more than a shade that no eye sees.
fn difference(one: &Picture, other: &Picture) -> f64 {
    assert_eq!((one.width, one.height), (other.width, other.height));
    let differs = |(a, b): &(&u8, &u8)| a.abs_diff(**b) > 24;
    one.data.iter().zip(&other.data).filter(differs).count() as f64 / one.data.len() as f64
}

#[test]
fn the_small_map_looks_as_it_did() {
    let path = root().join("tests/emit/small.png");
    let bytes = drawn(&map(), 1.0).expect("it is drawn");
    if std::env::var_os("JOURNEY_UPDATE").is_some() {
        std::fs::write(&path, &bytes).expect("it can be written");
    }
    let (now, before) = (decoded(&bytes), decoded(&std::fs::read(&path).unwrap_or_default()));
    let difference = difference(&now, &before);
    assert!(difference < 0.0001, "{:.3} % of small.png differ; JOURNEY_UPDATE=1 writes it anew", difference * 100.0);
    // The comparison would notice a text that is not there.
    let text = std::fs::read_to_string(root().join("tests/emit/small.journey")).expect("it is there");
    let shorter = check(&text.replacen("Looks around", "Looks everywhere", 1));
    assert!(self::difference(&decoded(&drawn(&shorter, 1.0).expect("it is drawn")), &before) > 0.0001);
}

#[test]
fn a_picture_knows_its_size_and_what_it_says() {
    let (one, two) = (decoded(&drawn(&map(), 1.0).unwrap()), decoded(&drawn(&map(), 2.0).unwrap()));
    assert!(two.width.abs_diff(2 * one.width) <= 1 && two.height.abs_diff(2 * one.height) <= 1);
    assert_eq!((one.density, two.density), (Some(3780), Some(7559)), "pixels on a metre, so that both print at the same size");
    let titles: Vec<&str> = one.texts.iter().map(|(keyword, _)| keyword.as_str()).collect();
    assert_eq!(titles, ["Title", "Description"]);
    assert!(one.texts.iter().all(|(_, text)| !text.is_empty()));
}

#[test]
fn the_ground_is_that_of_the_theme() {
    for (design, ground) in [(Design::Light, [255, 255, 255]), (Design::Print, [255, 255, 255])] {
        let options = EmitOptions { theme: Theme::new(design), scale: 0.5, ..EmitOptions::default() };
        let picture = decoded(&emit(&map(), FileId(0), Format::Png, &options).unwrap());
        assert_eq!(picture.data[..3], ground);
        assert!(picture.data.chunks(3).any(|pixel| pixel != ground), "something is painted on it");
    }
    let options = EmitOptions { theme: Theme::new(Design::Dark), scale: 0.5, ..EmitOptions::default() };
    let picture = decoded(&emit(&map(), FileId(0), Format::Png, &options).unwrap());
    assert!(picture.data[..3].iter().all(|part| *part < 64));
}

#[test]
fn bands_leave_no_seam() {
    // Higher than one band, whatever its size: the hairlines and letters of all rows are as sharp as in the small picture.
    let analysis = check(&long(40));
    let (one, three) = (decoded(&drawn(&analysis, 1.0).unwrap()), decoded(&drawn(&analysis, 3.0).unwrap()));
    assert!(three.height > 1024, "{}", three.height);
    // Each pixel of the small picture is the mean of nine of the large one.
    let mut worst: f64 = 0.0;
    for y in 0..one.height as usize - 1 {
        let row = |picture: &Picture, y: usize, width: usize| -> f64 {
            picture.data[y * picture.width as usize * 3..][..width * 3].iter().map(|part| f64::from(*part)).sum::<f64>()
                / width as f64
        };
        let width = one.width as usize - 1;
        let large = (0..3).map(|at| row(&three, 3 * y + at, 3 * width)).sum::<f64>() / 3.0;
        worst = worst.max((row(&one, y, width) - large).abs());
    }
    assert!(worst < 12.0, "{worst}");
}

#[test]
fn what_is_too_large_is_said_before_it_is_painted() {
    let wide = check(&long(600));
    let error = drawn(&wide, 2.0).expect_err("it is too wide");
    assert!(error.contains("pixels, which is more than other programs open: write `--scale 0."), "{error}");
    let scale: f32 = error.split("--scale ").nth(1).and_then(|rest| rest.split('`').next()).unwrap().parse().unwrap();
    assert!(drawn(&wide, scale).is_ok(), "the scale that is proposed fits");
    for scale in [0.0, -1.0, f32::NAN, f32::INFINITY, 1e9] {
        let error = drawn(&map(), scale).expect_err("it is no scale");
        assert!(error.contains("it lies between 0.1 and 10"), "{error}");
    }
}

#[test]
fn emoji_are_pictures() {
    let analysis = check("journey shop \"Shop 👟\" {\n stage buy \"Buys\" { action: \"Pays 👍🏽\" }\n}\n");
    let bytes = std::fs::read(root().join("tests/fonts/NotoColorEmoji-few.ttf")).expect("it is there");
    let fonts = Type::shipped().with_fallbacks(vec![FontFile { bytes, index: 0 }]).expect("it is a font");
    let options = EmitOptions { fonts, scale: 1.0, ..EmitOptions::default() };
    assert_eq!(missing(&analysis, FileId(0), &options), Ok(None));
    let picture = decoded(&emit(&analysis, FileId(0), Format::Png, &options).unwrap());
    let bright = |rgb: &&[u8]| rgb.iter().max().unwrap() - rgb.iter().min().unwrap() > 100;
    let colours = picture.data.chunks(3).filter(bright).count();
    assert!(colours > 100, "a blue shoe of 32 px and a brown thumb of 12 px: {colours}");
    let boxes = decoded(&drawn(&analysis, 1.0).unwrap());
    assert_eq!(boxes.data.chunks(3).filter(bright).count(), 0, "without the font there are boxes");
}

#[test]
fn what_no_font_has_is_named() {
    let analysis = check("// 注\njourney shop \"Shop 店\" {\n stage buy \"Buys ☂\" { action: \"Pays 店\" }\n}\n");
    let found = missing(&analysis, FileId(0), &EmitOptions::default()).expect("it is drawn").expect("two characters are missing");
    assert_eq!(found.message, "no font here has `☂` (U+2602), `店` (U+5E97)", "the comment is not on the map");
    let text = analysis.sources.get(FileId(0)).text();
    let places: Vec<&str> = found.labels.iter().map(|label| &text[label.span.range()]).collect();
    assert_eq!(places, ["☂", "店"]);
    assert!(drawn(&analysis, 0.5).is_ok());
}
