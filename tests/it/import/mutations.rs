//! Whatever is done to a file, an import ends, and what it makes is a map without errors.

use journey::diagnostic::{Code, Diagnostic, Severity};
use journey::import::{Format, import};

use serde_json::Value;

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

/// Two examples as JSON.
fn documents() -> Vec<(String, Vec<u8>)> {
    let chosen = |path: &str| path.ends_with("running-shoes.journey") || path.ends_with("marketplace.journey");
    let json = |(path, text): (String, String)| {
        let analysis = check_as(&path, &text, &journey::Options::default());
        let options = journey::emit::EmitOptions::default();
        let json = journey::emit::emit(&analysis, journey::source::FileId(0), journey::emit::Format::Json, &options);
        (path.replace(".journey", ".json"), json.expect("it is written"))
    };
    examples().into_iter().filter(|(path, _)| chosen(path)).map(json).collect()
}

/// The number of values in a value.
fn size(value: &Value) -> usize {
    1 + match value {
        Value::Array(values) => values.iter().map(size).sum(),
        Value::Object(members) => members.values().map(size).sum(),
        _ => 0,
    }
}

/// The value at a place, counted as in `size`.
fn at<'v>(value: &'v mut Value, place: &mut usize) -> Option<&'v mut Value> {
    if *place == 0 {
        return Some(value);
    }
    *place -= 1;
    match value {
        Value::Array(values) => values.iter_mut().find_map(|value| at(value, place)),
        Value::Object(members) => members.values_mut().find_map(|value| at(value, place)),
        _ => None,
    }
}

/// Puts values of a document into other places of it, or takes them away.
fn rearranged(document: &Value, numbers: &mut Numbers) -> Value {
    let mut out = document.clone();
    for _ in 0..=numbers.below(6) {
        let size = size(&out);
        let [mut from, mut to] = [numbers.below(size), 1 + numbers.below(size - 1)];
        let piece = at(&mut out, &mut from).map(|value| value.clone()).filter(|value| self::size(value) < 200);
        let odd = [Value::Null, Value::from(""), Value::from(-1), Value::from("for"), Value::from("a.b"), Value::from(1e300)];
        let new = piece.unwrap_or_else(|| odd[numbers.below(odd.len())].clone());
        let Some(place) = at(&mut out, &mut to) else { continue };
        match (place, numbers.below(4)) {
            (Value::Array(values), 0) if !values.is_empty() => drop(values.remove(numbers.below(values.len()))),
            (Value::Array(values), 1) if !values.is_empty() => {
                let again = values[numbers.below(values.len())].clone();
                values.insert(numbers.below(values.len()), again);
            }
            (Value::Object(members), 0) if !members.is_empty() => {
                let name = members.keys().nth(numbers.below(members.len())).cloned().unwrap_or_default();
                members.remove(&name);
            }
            (place, 2) => *place = odd[numbers.below(odd.len())].clone(),
            (place, _) if place.is_string() == new.is_string() => *place = new,
            _ => {}
        }
    }
    out
}

#[test]
fn rearranged_documents_become_maps_without_errors() {
    let documents: Vec<(String, Value)> =
        documents().into_iter().map(|(path, bytes)| (path, serde_json::from_slice(&bytes).expect("it is JSON"))).collect();
    let mut numbers = Numbers(77);
    let mut made = 0;
    for round in 0..90 {
        for (path, document) in &documents {
            let json = rearranged(document, &mut numbers).to_string();
            let Ok(imported) = import(path, json.as_bytes(), Some(Format::Json)) else { continue };
            // Shares that a document has are those of its map, even if they are too many.
            let found = crate::support::check(&imported.text).findings;
            let errors = found.iter().filter(|found| found.severity == Severity::Error && found.code != Code::SharesOver100);
            assert_eq!(errors.collect::<Vec<_>>(), Vec::<&Diagnostic>::new(), "{path}, round {round}: {json}\n{}", imported.text);
            made += 1;
        }
    }
    assert!(made > 30, "{made} made");
}

#[test]
fn damaged_files_are_refused_or_become_maps() {
    let mut all: Vec<(String, Vec<u8>)> = fixtures();
    all.extend(documents());
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
