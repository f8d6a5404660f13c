//! The fixtures of each form: what is said, the map that is made, and what a check says of it.

use journey::emit::{EmitOptions, Format as Output, emit};
use journey::import::import;
use journey::render::human::{self, Style};
use journey::source::FileId;

use super::{fixtures, proven};
use crate::support::{check, root};

#[test]
fn fixtures_become_maps() {
    let all = fixtures();
    assert!(all.len() >= 10, "the fixtures are there");
    for (path, bytes) in all {
        let name = path.rsplit('/').next().unwrap_or_default();
        let imported = import(name, &bytes, None).unwrap_or_else(|refusal| panic!("{path}: {refusal:?}"));
        let (checked, _) = proven(&path, &imported);
        let found: Vec<_> = imported.findings.iter().collect();
        let said = human::render(&imported.sources, &found, Style::default());
        let said = if said.is_empty() { "Nothing.\n\n".to_owned() } else { said };
        let checked = if checked.is_empty() { "No warnings.".to_owned() } else { checked.join("\n") };
        let shown = format!("── said ──\n{said}── map ──\n{}\n── check ──\n{checked}\n", imported.text);
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(root().join(&path).parent().expect("it has one"));
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!(name.rsplit_once('.').map_or(name, |(stem, _)| stem), shown));
    }
}

/// What a map says stays the same when the map is made again from the same file.
#[test]
fn the_same_file_gives_the_same_map() {
    for (path, bytes) in fixtures() {
        let once = import(&path, &bytes, None).expect("it is read");
        let again = import(&path, &bytes, None).expect("it is read");
        assert_eq!((once.text, once.findings), (again.text, again.findings), "{path}");
    }
}

#[test]
fn line_ends_and_encodings_mean_the_same() {
    for (path, bytes) in fixtures() {
        let Ok(text) = String::from_utf8(bytes) else { continue };
        let own = import(&path, text.as_bytes(), None).expect("it is read").text;
        let wide: Vec<u8> = std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        let marked = format!("\u{feff}{text}").into_bytes();
        let windows = text.replace('\n', "\r\n").into_bytes();
        for (what, other) in [("UTF-16", wide), ("a byte order mark", marked), ("CRLF", windows)] {
            let other = import(&path, &other, None).unwrap_or_else(|refusal| panic!("{path} with {what}: {refusal:?}"));
            assert_eq!(other.text, own, "{path} with {what}");
        }
    }
}

/// Slower than other formats, and drawn of the same picture as SVG: of the fixtures alone.
#[test]
fn fixtures_become_pictures_and_paper() {
    for (name, bytes) in fixtures() {
        let imported = import(&name, &bytes, None).unwrap_or_else(|refusal| panic!("{name}: {refusal:?}"));
        let analysis = check(&imported.text);
        for (format, begins) in [(Output::Png, &b"\x89PNG"[..]), (Output::Pdf, b"%PDF-")] {
            let options = EmitOptions { scale: 1.0, ..EmitOptions::default() };
            let picture = emit(&analysis, FileId(0), format, &options).unwrap_or_else(|error| panic!("{name}: {error}"));
            assert!(picture.starts_with(begins) && picture.len() > 1000, "{name} as {}: {} bytes", format.name(), picture.len());
        }
    }
}
