//! Titles that must differ, since what has one title is one thing to whoever reads it.

use std::collections::HashMap;

/// The titles so far.
#[derive(Default)]
pub struct Distinct {
    seen: HashMap<String, usize>,
    exact: bool,
}

impl Distinct {
    /// Titles that differ in capitals alone differ, too.
    pub fn exact() -> Self {
        Self { exact: true, ..Self::default() }
    }

    /// The title, with a number behind it if it was there before.
    pub fn of(&mut self, within: &str, title: &str) -> String {
        let mut written = title.to_owned();
        loop {
            let key = if self.exact { written.clone() } else { written.to_lowercase() };
            let count = self.seen.entry(format!("{within}\n{key}")).or_insert(0);
            *count += 1;
            if *count == 1 {
                return written;
            }
            written = format!("{title} ({count})");
        }
    }
}
