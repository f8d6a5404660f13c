//! Whatever is done to a file, an import ends, and what it makes is a map without errors.

use journey::import::{Format, import};

use super::{fixtures, proven};
use crate::support::{Numbers, check_as, examples};

/// Signs that mean something in one form or another.
const SIGNS: &[u8] = b"\"{}[]<>&;:,#%|\n\t\r\\/-0";

/// One of several small damages.
fn damaged(bytes: &[u8], other: &[u8], numbers: &mut Numbers) -> Vec<u8> {
    let mut out = bytes.to_vec();
    for _ in 0..=numbers.below(3) {
        if out.is_empty() {
            return out;
        }
        let at = numbers.below(out.len());
        match numbers.below(7) {
            0 => out.truncate(at),
            1 => drop(out.remove(at)),
            2 => out[at] = numbers.below(256) as u8,
            3 => out.insert(at, SIGNS[numbers.below(SIGNS.len())]),
            4 => {
                let end = (at + numbers.below(40)).min(out.len());
                let piece = out[at..end].to_vec();
                let to = numbers.below(out.len());
                out.splice(to..to, piece);
            }
            5 => {
                let end = (at + numbers.below(40)).min(out.len());
                out.drain(at..end);
            }
            _ => {
                let from = numbers.below(other.len().max(1)).min(other.len());
                let end = (from + numbers.below(60)).min(other.len());
                out.splice(at..at, other[from..end].iter().copied());
            }
        }
    }
    out
}

#[test]
fn damaged_files_are_refused_or_become_maps() {
    let mut all: Vec<(String, Vec<u8>)> = fixtures();
    let analysis = |(path, text): &(String, String)| check_as(path, text, &journey::Options::default());
    for example in examples().iter().filter(|(path, _)| path.ends_with("running-shoes.journey") || path.ends_with("marketplace.journey")) {
        let options = journey::emit::EmitOptions::default();
        let json = journey::emit::emit(&analysis(example), journey::source::FileId(0), journey::emit::Format::Json, &options);
        all.push((example.0.replace(".journey", ".json"), json.expect("it is written").into_bytes()));
    }
    let mut numbers = Numbers(20_260_302);
    let (mut made, mut refused) = (0, 0);
    for round in 0..40 {
        for index in 0..all.len() {
            let (path, bytes) = &all[index];
            let other = &all[numbers.below(all.len())].1;
            let bytes = damaged(bytes, other, &mut numbers);
            let format = Format::of_path(path).expect("its name tells");
            match import(path, &bytes, Some(format)) {
                Ok(imported) => {
                    made += 1;
                    proven(&format!("{path}, round {round}: {}", String::from_utf8_lossy(&bytes)), &imported);
                }
                Err(_) => refused += 1,
            }
        }
    }
    assert!(made > 200 && refused > 50, "{made} made, {refused} refused");
}

#[test]
fn any_file_under_any_name() {
    let mut numbers = Numbers(5);
    for (path, bytes) in fixtures() {
        for format in Format::ALL {
            if let Ok(imported) = import(&path, &bytes, Some(*format)) {
                proven(&format!("{path} as {}", format.name()), &imported);
            }
        }
        let end = numbers.below(bytes.len());
        let _ = import("no-ending", &bytes[..end], None);
    }
    for _ in 0..300 {
        let length = numbers.below(300);
        let bytes: Vec<u8> = (0..length).map(|_| numbers.below(256) as u8).collect();
        for format in Format::ALL {
            let _ = import("x", &bytes, Some(*format));
        }
    }
}
