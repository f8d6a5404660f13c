//! Lines and columns as people count them: from 1, in characters.

use std::collections::HashMap;

use crate::source::{FileId, Sources};

/// Between two remembered columns of a long line, in bytes.
const STEP: usize = 4096;

/// A place in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

/// Finds places. It remembers columns of long lines, so that many findings on one line of many megabytes stay cheap.
pub struct Places<'s> {
    sources: &'s Sources,
    long: HashMap<(FileId, usize), Vec<usize>>,
}

impl<'s> Places<'s> {
    /// Finds places in these files.
    pub fn new(sources: &'s Sources) -> Self {
        Self { sources, long: HashMap::new() }
    }

    /// The place of a byte.
    pub fn of(&mut self, file: FileId, offset: u32) -> Place {
        let source = self.sources.get(file);
        let line = source.lines().line(offset);
        let range = source.lines().range(line);
        let bytes = &source.text().as_bytes()[range.clone()];
        let within = (offset as usize - range.start).min(bytes.len());
        let characters = if within < STEP {
            characters(&bytes[..within])
        } else {
            let steps = self.long.entry((file, line)).or_insert_with(|| remember(bytes));
            steps[within / STEP] + characters(&bytes[within / STEP * STEP..within])
        };
        Place { line: line + 1, column: characters + 1 }
    }
}

/// The number of characters before each step.
fn remember(line: &[u8]) -> Vec<usize> {
    let mut total = 0;
    let mut steps = vec![0];
    for chunk in line.chunks(STEP) {
        total += characters(chunk);
        steps.push(total);
    }
    steps
}

/// How many characters begin in these bytes.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::source::SourceFile;

    #[test]
    fn columns_count_characters_also_far_to_the_right() {
        let mut sources = Sources::default();
        let text = format!("first\n{}x", "é".repeat(10_000));
        let end = text.len() as u32;
        let file = sources.add(Arc::new(SourceFile::new("a", text.into_bytes())));
        let mut places = Places::new(&sources);
        assert_eq!(places.of(file, 3), Place { line: 1, column: 4 });
        assert_eq!(places.of(file, 6 + 20), Place { line: 2, column: 11 });
        assert_eq!(places.of(file, 6 + 2 * 9_000), Place { line: 2, column: 9_001 });
        assert_eq!(places.of(file, end), Place { line: 2, column: 10_002 });
    }
}
