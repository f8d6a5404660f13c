//! The baseline: findings that were there when a project began to check its maps. They are written to a file once, and hidden from
//! then on, so that only what is new is reported.
//!
//! An entry is a file, a code and the text of the line that the finding points at, with the number of such findings. It has no line
//! number and no message: it survives edits elsewhere in the file and other words in another version of the program. Who changes the
//! line itself sees the finding again. Errors are taken like warnings, since a project cannot begin otherwise; `compile` knows no
//! baseline and still refuses them.

use std::collections::{BTreeMap, HashSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::error::Category;

use super::Failure;
use super::disk::DiskLoader;
use super::paths::is_map;
use super::terminal::reason;
use super::write::write_whole;
use crate::Analysis;
use crate::diagnostic::{Diagnostic, Severity};
use crate::render::{Summary, count, visible};

/// The file, where none is named.
pub const FILE: &str = "journey-baseline.json";
/// The version of the form of the file.
const VERSION: u32 = 1;
/// How much of a long line is kept, in characters.
const LONGEST: usize = 200;
/// How many entries that are gone are named.
const NAMED: usize = 10;

/// Which findings are the same: file, code, line.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    file: String,
    code: String,
    line: String,
}

/// The entries of a baseline with their numbers.
type Entries = BTreeMap<Key, usize>;

/// A baseline that was read.
pub struct Baseline {
    entries: Entries,
    path: PathBuf,
    folder: PathBuf,
}

/// What a baseline makes of the findings of a run.
pub struct Compared<'f> {
    /// The findings that are not in it.
    pub new: Vec<&'f Diagnostic>,
    hidden: Summary,
    gone: Entries,
    path: PathBuf,
}

impl Baseline {
    /// Reads a baseline.
    pub fn read(path: &Path) -> Result<Self, Failure> {
        refuse_maps("--baseline", path)?;
        let Some(entries) = read(path)? else {
            let help = format!("`journey check {}` writes it", option(path));
            return Err(Failure::new(format!("there is no baseline `{}`; {help}", path.to_string_lossy())));
        };
        Ok(Self { entries, path: path.to_owned(), folder: folder_of(path)? })
    }

    /// Takes its findings out of those of at least a severity.
    pub fn compare<'f>(&self, least: Severity, analysis: &'f Analysis, loader: &DiskLoader) -> Compared<'f> {
        let mut left = self.entries.clone();
        let place = Place::new(self.folder.clone(), analysis, loader);
        let (shown, others): (Vec<_>, Vec<_>) = analysis.findings.iter().partition(|found| found.severity >= least);
        let mut take = |found: &Diagnostic| left.get_mut(&place.key(found)).filter(|count| **count > 0).map(|count| *count -= 1);
        let (hidden, new): (Vec<_>, Vec<_>) = shown.into_iter().partition(|found| take(found).is_some());
        // What is not shown this time is still there.
        for found in others {
            take(found);
        }
        left.retain(|key, count| *count > 0 && place.knows(&key.file));
        Compared { new, hidden: Summary::of(&hidden, 0), gone: left, path: self.path.clone() }
    }
}

/// Writes the findings of at least a severity, and says so. Entries of files that were not checked stay.
pub fn write(path: &Path, least: Severity, analysis: &Analysis, loader: &DiskLoader) -> Result<String, Failure> {
    refuse_maps("--write-baseline", path)?;
    let old = read(path).map_err(|failure| match failure {
        Failure::Message(why) => Failure::new(format!("{why}; delete it to write a new one")),
        failure @ Failure::ClosedPipe => failure,
    })?;
    let place = Place::new(folder_of(path)?, analysis, loader);
    let mut entries = old.unwrap_or_default();
    entries.retain(|key, _| !place.knows(&key.file));
    let kept: usize = entries.values().sum();
    let findings: Vec<_> = analysis.findings.iter().filter(|found| found.severity >= least).collect();
    for found in &findings {
        *entries.entry(place.key(found)).or_default() += 1;
    }
    let shown = path.to_string_lossy();
    write_whole(path, render(&entries).as_bytes())
        .map_err(|error| Failure::new(format!("cannot write `{shown}`: {}", reason(&error))))?;
    let mut said = format!("{} in the baseline `{}`", Summary::of(&findings, 0).findings_in_words(), visible(&shown));
    if kept > 0 {
        let _ = write!(said, ", and {kept} as before of files that were not checked");
    }
    Ok(said + "\n")
}

impl Compared<'_> {
    /// How many findings are hidden, and what is gone.
    pub fn summary(&self) -> String {
        let hidden = if self.hidden.findings() == 0 { "nothing".to_owned() } else { self.hidden.findings_in_words() };
        let mut out = format!("hidden by the baseline: {hidden}\n");
        let gone: usize = self.gone.values().sum();
        if gone > 0 {
            let are =
                if gone == 1 { "1 finding of the baseline is".to_owned() } else { format!("{gone} findings of the baseline are") };
            let option = option(&self.path);
            let _ = writeln!(out, "{are} gone; `journey check {}` writes it again without:", visible(&option));
        }
        for (Key { file, code, line }, number) in self.gone.iter().take(NAMED) {
            let times = if *number > 1 { format!(" ({number} times)") } else { String::new() };
            let _ = writeln!(out, "  {}: {}: {}{times}", visible(file), visible(code), visible(line));
        }
        if self.gone.len() > NAMED {
            let _ = writeln!(out, "  and {}", count(self.gone.len() - NAMED, "more line"));
        }
        out
    }
}

/// From findings to keys: paths are those from the folder of the baseline.
struct Place<'a> {
    folder: PathBuf,
    analysis: &'a Analysis,
    loader: &'a DiskLoader,
    checked: HashSet<String>,
}

impl<'a> Place<'a> {
    fn new(folder: PathBuf, analysis: &'a Analysis, loader: &'a DiskLoader) -> Self {
        let checked = analysis.sources.iter().map(|(_, file)| loader.path_from(&folder, file.path())).collect();
        Self { folder, analysis, loader, checked }
    }

    fn key(&self, found: &Diagnostic) -> Key {
        let at = found.primary();
        let file = self.analysis.sources.get(at.file);
        let line = file.text().get(file.lines().range(file.lines().line(at.span.start))).unwrap_or("");
        // What stands in the line counts, and not how it is indented.
        let words: Vec<&str> = line.split_whitespace().collect();
        let line = words.join(" ").chars().take(LONGEST).collect();
        Key { file: self.loader.path_from(&self.folder, file.path()), code: found.code.name().to_owned(), line }
    }

    /// Whether all findings of a file are known: it was checked, or is not there any more.
    fn knows(&self, file: &str) -> bool {
        self.checked.contains(file) || !self.folder.join(file).exists()
    }
}

/// The folder of a baseline, without links.
fn folder_of(path: &Path) -> Result<PathBuf, Failure> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    folder.canonicalize().map_err(|error| {
        Failure::new(format!("cannot find the folder of the baseline `{}`: {}", path.to_string_lossy(), reason(&error)))
    })
}

/// The option that writes a baseline, as it is typed.
fn option(path: &Path) -> String {
    if path == Path::new(FILE) { "--write-baseline".to_owned() } else { format!("--write-baseline={}", path.to_string_lossy()) }
}

/// An option whose file may be left out takes the word after it: that must not be what was to be checked.
fn refuse_maps(option: &str, path: &Path) -> Result<(), Failure> {
    let what = match path {
        path if path.is_dir() => "a folder",
        path if is_map(path, true) => "a map",
        path if path.as_os_str() == "-" => "standard input",
        _ => return Ok(()),
    };
    let help = format!("name what to check before `{option}`, or write `{option}=FILE`");
    Err(Failure::new(format!("`{}` is {what} and no baseline; {help}", path.to_string_lossy())))
}

#[derive(Deserialize)]
struct JsonVersion {
    version: u32,
}

#[derive(Deserialize)]
struct JsonBaseline {
    findings: Vec<JsonEntry<String>>,
}

#[derive(Serialize, Deserialize)]
struct JsonEntry<T> {
    file: T,
    code: T,
    line: T,
    count: usize,
}

/// The entries of a file; none if it is not there.
fn read(path: &Path) -> Result<Option<Entries>, Failure> {
    let shown = path.to_string_lossy();
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(Failure::new(format!("cannot read the baseline `{shown}`: {}", reason(&error)))),
    };
    let wrong = |error: serde_json::Error| {
        let line = error.line();
        let why = match error.classify() {
            Category::Eof if text.trim().is_empty() => "it is empty".to_owned(),
            Category::Eof => "it ends too early".to_owned(),
            Category::Data => format!("it lacks something that each has, or has something else instead (line {line})"),
            Category::Syntax | Category::Io => format!("line {line} is not JSON"),
        };
        Failure::new(format!("`{shown}` is not a baseline: {why}"))
    };
    let JsonVersion { version } = serde_json::from_str(&text).map_err(wrong)?;
    if version != VERSION {
        return Err(Failure::new(format!("`{shown}` is a baseline of version {version}; this program knows version {VERSION}")));
    }
    let baseline: JsonBaseline = serde_json::from_str(&text).map_err(wrong)?;
    let mut entries = Entries::new();
    for JsonEntry { file, code, line, count } in baseline.findings {
        let number = entries.entry(Key { file, code, line }).or_default();
        *number = number.saturating_add(count);
    }
    Ok(Some(entries))
}

/// One entry in each line, in order: a change of one finding is a change of one line.
fn render(entries: &Entries) -> String {
    let entries = entries.iter().map(|(Key { file, code, line }, &count)| {
        let entry = JsonEntry { file, code, line, count };
        format!("\n    {}", serde_json::to_string(&entry).unwrap_or_default())
    });
    let entries: Vec<String> = entries.collect();
    let end = if entries.is_empty() { "" } else { "\n  " };
    format!("{{\n  \"version\": {VERSION},\n  \"findings\": [{}{end}]\n}}\n", entries.join(","))
}
