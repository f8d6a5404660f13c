//! Lengths of time and lists in words: sentences are English.

use crate::labels::{Labels, Rounding};

use super::Name;

/// A length of time in at most two units: `3 days`, `1 hour 20 minutes`.
pub fn length(seconds: f64, rounding: Rounding) -> String {
    Labels::default().length(seconds, rounding)
}

/// Two ends of a length of time, or one where they are the same: `2–3 days`, `4 hours – 2 days`.
pub fn between(least: f64, most: f64) -> String {
    Labels::default().lengths(least, most)
}

/// "a", "a and b", "a, b and c".
pub fn list(names: &[Name]) -> String {
    match names {
        [] => String::new(),
        [only] => only.title.clone(),
        [rest @ .., last] => {
            let rest: Vec<&str> = rest.iter().map(|name| &*name.title).collect();
            format!("{} and {}", rest.join(", "), last.title)
        }
    }
}
