//! What kind of file it is, when nobody says so: by its first bytes and by the ending of its name.

use super::{Refusal, decode, mermaid, table};

/// The forms that are read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// A Mermaid journey.
    Mermaid,
    /// Markdown with Mermaid journeys in it.
    Markdown,
    /// CJML, the Customer Journey Modelling Language.
    Cjml,
    /// A table as text.
    Csv,
    /// A table in a workbook.
    Xlsx,
    /// What `compile -f json` writes.
    Json,
}

impl Format {
    /// All of them.
    pub const ALL: &'static [Format] = &[Self::Mermaid, Self::Markdown, Self::Cjml, Self::Csv, Self::Xlsx, Self::Json];

    /// The name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Mermaid => "mermaid",
            Self::Markdown => "markdown",
            Self::Cjml => "cjml",
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Json => "json",
        }
    }

    /// The ending of its files, where that is another word than its name and is taken for it.
    pub const fn alias(self) -> Option<&'static str> {
        match self {
            Self::Mermaid => Some("mmd"),
            Self::Markdown => Some("md"),
            _ => None,
        }
    }

    /// The format of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|format| format.name() == name || format.alias() == Some(name))
    }

    /// What it is, in a sentence.
    const fn noun(self) -> &'static str {
        match self {
            Self::Mermaid => "a Mermaid journey",
            Self::Markdown => "Markdown",
            Self::Cjml => "XML",
            Self::Csv => "a table as text",
            Self::Xlsx => "a workbook or another archive",
            Self::Json => "JSON",
        }
    }

    /// The format of a path, by its ending.
    pub fn of_path(path: &str) -> Option<Self> {
        match ending(path).as_str() {
            "mmd" | "mermaid" => Some(Self::Mermaid),
            "md" | "markdown" => Some(Self::Markdown),
            "xml" | "cjml" => Some(Self::Cjml),
            "csv" | "tsv" => Some(Self::Csv),
            "xlsx" | "xlsm" => Some(Self::Xlsx),
            "json" => Some(Self::Json),
            _ => None,
        }
    }
}

fn ending(path: &str) -> String {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    name.rsplit_once('.').map_or_else(String::new, |(_, ending)| ending.to_ascii_lowercase())
}

/// The format of a file. What its name says and what it is must agree.
pub fn recognise(path: &str, bytes: &[u8]) -> Result<Format, Refusal> {
    if ending(path) == "journey" {
        return Err(Refusal::new("it is a map already; `journey check` reads it as it is"));
    }
    let head = decode::head(bytes);
    let seen = look(bytes, &head)?;
    match (Format::of_path(path), seen) {
        // The word alone may stand above the headings of a table.
        (Some(Format::Csv), Some(Format::Mermaid)) if is_diagram(&head) => Err(disagree(Format::Csv, Format::Mermaid)),
        (Some(Format::Csv), Some(Format::Markdown)) if holds_diagram(&head) => Err(disagree(Format::Csv, Format::Markdown)),
        // Markdown may begin with anything, and a table with any word.
        (Some(Format::Markdown), seen) if seen != Some(Format::Xlsx) => Ok(Format::Markdown),
        (Some(Format::Csv), None | Some(Format::Csv | Format::Mermaid | Format::Markdown)) => Ok(Format::Csv),
        (Some(Format::Xlsx), None) => Err(Refusal::new("it is named like a workbook, and is none")),
        (Some(named), None) => Ok(named),
        (Some(named), Some(seen)) if named != seen => Err(disagree(named, seen)),
        (_, Some(seen)) => Ok(seen),
        (None, None) if table::has_known_headings(&head) => Ok(Format::Csv),
        (None, None) => {
            let names: Vec<_> = Format::ALL.iter().map(|format| format!("`{}`", format.name())).collect();
            Err(Refusal::new(format!("nothing in it tells what it is; write `--from` and one of {}", names.join(", "))))
        }
    }
}

/// Whether a text begins with a Mermaid journey, and not with a table below a word.
fn is_diagram(text: &str) -> bool {
    mermaid::begins_alone(text) && !text.trim_start().split_once('\n').is_some_and(|(_, below)| table::has_known_headings(below))
}

/// Whether one of the first blocks of Mermaid in a text holds a journey, and no table begins before it.
fn holds_diagram(text: &str) -> bool {
    const FIRST: usize = 50;
    let ends = text.match_indices('\n').map(|(end, _)| end);
    let lines = ends.scan(0, |from, end| Some((std::mem::replace(from, end + 1), end)));
    let mut blocks = lines.filter(|&(from, end)| opens_block(&text[from..end])).take(FIRST);
    let Some((from, end)) = blocks.find(|&(_, end)| mermaid::begins_alone(&text[end..])) else { return false };
    // What follows in a cell of a table ends within quotes: line by line, headings are seen nevertheless.
    let mut before = text[..from].lines().take(5).filter(|line| line.contains([',', ';', '\t', '|']));
    is_diagram(&text[end..]) && !before.any(table::has_known_headings)
}

/// Whether a line begins a block of Mermaid in Markdown.
fn opens_block(line: &str) -> bool {
    line.trim_start_matches([' ', '>', '`', '~', ':', '{']).starts_with("mermaid")
        && ["```", "~~~", ":::"].iter().any(|sign| line.contains(sign))
}

/// A name says one thing, and the file another.
fn disagree(named: Format, seen: Format) -> Refusal {
    let (is, from) = (seen.noun(), seen.name());
    Refusal::new(format!("it is named like {}, and is {is}; rename it, or write `--from {from}`", named.noun()))
}

/// What a file certainly is, by its beginning.
fn look(bytes: &[u8], head: &str) -> Result<Option<Format>, Refusal> {
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return Err(Refusal::new("it is a workbook of the old form (.xls) or with a password; save it as .xlsx without one"));
    }
    if bytes.starts_with(b"PK") {
        return Ok(Some(Format::Xlsx));
    }
    let start = head.trim_start();
    Ok(if start.starts_with('<') {
        Some(Format::Cjml)
    } else if start.starts_with('{') {
        Some(Format::Json)
    } else if mermaid::is_journey(head) {
        Some(Format::Mermaid)
    } else if head.lines().any(opens_block) {
        Some(Format::Markdown)
    } else {
        None
    })
}
