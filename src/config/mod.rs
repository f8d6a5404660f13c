//! `journey.toml`: what a project sets for itself, as plain data.
//!
//! Reading it never fails: what is understood holds, and each mistake is a diagnostic at its place. Nothing here looks for the
//! file or opens it.
//!
//! ```toml
//! root = "maps"
//! font = "fonts/brand.ttf"
//!
//! [check]
//! markdown = true
//!
//! [lints]
//! evidence = "warning"
//! long-title = "off"
//! crowded-stage = { level = "warning", touchpoints = 9 }
//!
//! [theme.light]
//! persona-1 = "#0B6E4F"
//!
//! [labels]
//! language = "de"
//! ```

mod labels;
mod lints;
mod reader;
mod syntax;
mod theme;

use crate::diagnostic::{Code, Diagnostic, Level};
use crate::labels::Labels;
use crate::lint::Thresholds;
use crate::source::{FileId, SourceFile, Span};

pub use theme::ThemeSettings;

use reader::{Reader, Table};

/// The name of the file.
pub const FILE_NAME: &str = "journey.toml";

/// What is set. The default is what holds without a file.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// The folder that holds all maps, relative to the file's own, and where it is written. Nothing outside is imported.
    pub root: Option<(String, Span)>,
    /// A font file for characters that the shipped font lacks, relative to the file's own folder, and where it is written.
    pub font: Option<(String, Span)>,
    /// Whether fences of maps in the Markdown files of a folder are checked, too.
    pub markdown: bool,
    /// Levels of lints, the later ones stronger.
    pub levels: Vec<(Code, Level)>,
    /// The numbers that rules compare with.
    pub thresholds: Thresholds,
    /// The colours of pictures.
    pub theme: ThemeSettings,
    /// The words of pictures and reports.
    pub labels: Labels,
}

/// Reads the file.
pub fn read(id: FileId, file: &SourceFile) -> (Config, Vec<Diagnostic>) {
    let mut config = Config::default();
    let mut diagnostics = Vec::new();
    if file.damage().is_some() {
        let span = Span::at(0);
        diagnostics.push(
            Diagnostic::new(Code::InvalidUtf8, id, span, "this file is not UTF-8", "nothing of it is used")
                .help("save it as UTF-8 in your editor"),
        );
        return (config, diagnostics);
    }
    // The reader of TOML knows no byte order mark.
    let blanked = file.text().replacen('\u{FEFF}', "   ", 1);
    let text = if file.text().starts_with('\u{FEFF}') { blanked.as_str() } else { file.text() };
    let (sound, found) = syntax::sound(id, file, text);
    diagnostics.extend(found);
    let (tables, _) = toml::de::DeTable::parse_recoverable(&sound);
    let mut reader = Reader::new(id, text);
    top(&mut reader, Table::of(&tables), &mut config);
    diagnostics.extend(reader.finish());
    crate::diagnostic::sort(&mut diagnostics);
    (config, diagnostics)
}

fn top(reader: &mut Reader<'_>, table: Table<'_>, config: &mut Config) {
    for (key, value) in table.entries() {
        match key.text {
            "root" => config.root = reader.text(key, value, "maps").map(|root| (root.to_owned(), value.span())),
            "font" => config.font = reader.text(key, value, "fonts/brand.ttf").map(|font| (font.to_owned(), value.span())),
            "check" => {
                let table = reader.table(key, value, "markdown = true");
                for (key, value) in table.entries() {
                    match key.text {
                        "markdown" => config.markdown = reader.switch(key, value).unwrap_or_default(),
                        _ => reader.unknown_key(key, "in `[check]`", &["markdown"], table),
                    }
                }
            }
            "lints" => {
                let table = reader.table(key, value, "long-title = \"off\"");
                lints::read(reader, table, config);
            }
            "theme" => {
                let table = reader.table(key, value, "default = \"dark\"");
                theme::read(reader, table, config);
            }
            "labels" => {
                let table = reader.table(key, value, "language = \"de\"");
                labels::read(reader, table, config);
            }
            _ => reader.unknown_key(key, "at the top of the file", &["root", "font", "check", "lints", "theme", "labels"], table),
        }
    }
}
