//! Whatever the input, there is a tree and there are findings, and never a panic.

use std::fmt::Write as _;

use journey::diagnostic::Severity;
use journey::{MemoryLoader, Options, analyse};

use crate::support::{Numbers, check, check_as, examples};

fn survives(bytes: Vec<u8>) -> usize {
    let loader = MemoryLoader::from([("map.journey", bytes)]);
    analyse(&loader, &["map.journey".into()], &Options::default()).0.findings.len()
}

#[test]
fn every_prefix_and_every_deletion_of_the_examples() {
    let mut numbers = Numbers(7);
    for (path, text) in examples() {
        let small = text.len() < 4096;
        let places: Vec<usize> =
            if small { (0..text.len()).collect() } else { (0..300).map(|_| numbers.below(text.len())).collect() };
        for at in places {
            if text.is_char_boundary(at) {
                check(&text[..at]);
            }
            let mut bytes = text.clone().into_bytes();
            bytes.remove(at);
            survives(bytes);
        }
        assert!(!path.is_empty());
    }
}

#[test]
fn random_bytes() {
    let mut numbers = Numbers(11);
    let signs = b"{}[]\"\\:;,.->=%/\n\r\t 0123456789abcjourney stage touchpoint\xC3\xA4\xFF\0";
    for _ in 0..2000 {
        let length = numbers.below(200);
        survives((0..length).map(|_| signs[numbers.below(signs.len())]).collect());
    }
}

#[test]
fn monsters() {
    assert_eq!(survives(Vec::new()), 0, "no bytes are an empty project");
    assert_eq!(survives(b"\xEF\xBB\xBF".to_vec()), 0, "nor is a byte order mark");
    for depth in [65, 200, 10_000] {
        survives("stage a {".repeat(depth).into_bytes());
        survives("stage a {\n".repeat(depth).into_bytes());
        survives(format!("{}{}", "journey a {".repeat(depth), "}".repeat(depth)).into_bytes());
        survives("{".repeat(depth).into_bytes());
        survives("}".repeat(depth).into_bytes());
        survives("[".repeat(depth).into_bytes());
        survives(format!("note: {}", "[".repeat(depth)).into_bytes());
        survives(format!("a {}", "-> a ".repeat(depth)).into_bytes());
    }
    survives(vec![b'"'; 200_000]);
    survives("\"\n".repeat(100_000).into_bytes());
    survives("x".repeat(10 << 20).into_bytes());
    survives(format!("note: \"{}", "x".repeat(10 << 20)).into_bytes());
    survives(b"journey a \"A\" {\0}\n\0".to_vec());
    survives(b"journey a \"A\" { stage b \"\xFF\xFE\" }".to_vec());
}

#[test]
fn line_ends_of_all_kinds_mean_the_same() {
    for (path, text) in examples() {
        for end in ["\r\n", "\r"] {
            let other = check_as(&path, &text.replace('\n', end), &Options::default());
            let own = check_as(&path, &text, &Options::default());
            let names =
                |analysis: &journey::Analysis| analysis.findings.iter().map(|f| (f.code, f.message.clone())).collect::<Vec<_>>();
            assert_eq!(names(&own), names(&other), "{path} with {end:?}");
        }
    }
}

#[test]
fn invalid_utf8_is_one_error_at_its_byte() {
    let loader = MemoryLoader::from([("map.journey", b"journey a \"A\" { stage b \"B\" { action: \"\xFF\" } }".to_vec())]);
    let (analysis, _) = analyse(&loader, &["map.journey".into()], &Options::default());
    let errors: Vec<_> = analysis.findings.iter().filter(|finding| finding.severity == Severity::Error).collect();
    let places: Vec<_> = errors.iter().map(|error| (error.code.name(), error.primary().span.start)).collect();
    assert_eq!(places, [("invalid-utf8", 39)]);
}

/// A whole map in an older encoding: its names are still names, so nothing else is said.
#[test]
fn a_file_in_latin_1_is_one_error() {
    let map = "persona j\u{FC}rgen \"J\u{FC}rgen\" { goal: \"M\u{F6}bel\" }\npersona zo\u{EB} \"Zo\u{EB}\" { goal: \"Light\" }\n\
        channel b\u{FC}ro \"B\u{FC}ro\"\nsource gespr\u{E4}che \"Talks\" { kind: solicited; sample: 12 }\n\
        journey m\u{F6}bel \"Furniture\" {\n  persona: j\u{FC}rgen, zo\u{EB}\n\
        stage \u{FC}ben \"Tries\" { channel: b\u{FC}ro; emotion: -1 \"m\u{FC}de\" for j\u{FC}rgen from gespr\u{E4}che }\n\
        stage pay \"Pays\" { action: \"Pays\" }\n  pay -> w\u{E4}g 10%\n\
        outcome fr\u{F6}hlich \"Happy\" success\n  outcome w\u{E4}g \"Away\" failure\n}\n";
    let latin: Vec<u8> = map.chars().map(|c| u8::try_from(u32::from(c)).expect("it is Latin-1")).collect();
    let windows = b"team a \"A\" { note: \x93Caf\xE9 \x96 open\x94 }\n".to_vec();
    for (bytes, at) in [(latin, 9), (windows, 19)] {
        let loader = MemoryLoader::from([("map.journey", bytes)]);
        let (analysis, _) = analyse(&loader, &["map.journey".into()], &Options::default());
        let found: Vec<_> = analysis.findings.iter().filter(|found| found.severity > Severity::Info).collect();
        let places: Vec<_> = found.iter().map(|found| (found.code.name(), found.primary().span.start)).collect();
        assert_eq!(places, [("invalid-utf8", at)]);
    }
}

#[test]
fn utf_16_is_one_error_that_says_so() {
    let text = "journey a \"A\" {\n  stage b \"B\" { action: \"x\" }\n}\n";
    let units: Vec<u16> = text.encode_utf16().collect();
    let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
    let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
    let marked = |mark: [u8; 2], bytes: &[u8]| [&mark[..], bytes].concat();
    for bytes in [marked([0xFF, 0xFE], &little), marked([0xFE, 0xFF], &big), little, big] {
        let loader = MemoryLoader::from([("map.journey", bytes)]);
        let (analysis, _) = analyse(&loader, &["map.journey".into()], &Options::default());
        let [found] = &analysis.findings[..] else { panic!("{:#?}", analysis.findings) };
        assert_eq!((found.code.name(), found.message.as_str()), ("invalid-utf8", "this file is saved as UTF-16"));
        assert_eq!(found.help.as_deref(), Some("save it as UTF-8"));
    }
}

#[test]
fn two_hundred_mistakes_are_two_hundred_errors() {
    let mut text = String::from("channel web \"Website\"\njourney shop \"Shop\" {\n");
    for index in 0..200 {
        let wrong = match index % 5 {
            0 => "      chanel: web",
            1 => "      action = \"Looks\"",
            2 => "      emotion: 7",
            3 => "      channel: shop-SITE",
            _ => "      thought: \u{201C}Hm\u{201D}",
        };
        let _ = write!(
            text,
            "  stage s{index} \"Stage {index}\" {{\n    touchpoint t \"Meets\" {{\n{}\n    }}\n  }}\n",
            wrong.replace("SITE", &index.to_string())
        );
    }
    text.push_str("}\n");
    let found = check(&text).findings;
    let errors = found.iter().filter(|finding| finding.severity == Severity::Error);
    assert_eq!(errors.count(), 200);
}
