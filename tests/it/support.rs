//! What the tests share: the examples, and a run of the checker over files in memory.

use std::path::{Path, PathBuf};

use journey::diagnostic::Diagnostic;
use journey::{Analysis, MemoryLoader, Options, analyse};

/// The folder of the project.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The files with an ending below a folder, sorted.
pub fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut out = Vec::new();
    let mut todo = vec![root().join(folder)];
    while let Some(folder) = todo.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                todo.push(path);
            } else if path.extension().is_some_and(|extension| extension == ending) {
                out.push(path);
            }
        }
    }
    out.sort();
    out
}

/// The examples that check clean, with the path they have below `examples/`.
pub fn examples() -> Vec<(String, String)> {
    files("examples", "journey")
        .into_iter()
        .filter(|path| !path.components().any(|part| part.as_os_str() == "broken"))
        .map(|path| read(&path))
        .collect()
}

/// A file's path below the folder of the project's tests or examples, and its text.
pub fn read(path: &Path) -> (String, String) {
    let key = path.strip_prefix(root()).unwrap_or(path).to_string_lossy().replace('\\', "/");
    (key, std::fs::read_to_string(path).unwrap_or_default())
}

/// Checks one text, with all examples beside it to be imported.
pub fn check_as(path: &str, text: &str, options: &Options) -> Analysis {
    let mut loader = MemoryLoader::default();
    for (other, text) in examples() {
        loader.insert(other, text);
    }
    loader.insert(path, text);
    analyse(&loader, &[path.to_owned()], options).0
}

/// Checks one text by itself.
pub fn check(text: &str) -> Analysis {
    let loader = MemoryLoader::from([("map.journey", text)]);
    analyse(&loader, &["map.journey".into()], &Options::default()).0
}

/// A finding in one line: `line:column severity[code] message`.
pub fn line(analysis: &Analysis, finding: &Diagnostic) -> String {
    let at = finding.primary();
    let file = analysis.sources.get(at.file);
    let place = file.lines().in_characters(file.text(), at.span.start);
    let severity = finding.severity.word();
    format!("{}:{} {severity}[{}] {}", place.line + 1, place.column + 1, finding.code.name(), finding.message)
}

/// A small generator of numbers that are the same in every run (splitmix64).
pub struct Numbers(pub u64);

impl Numbers {
    /// The next number.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// One below `limit`.
    pub fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }
}
