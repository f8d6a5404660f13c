//! What can be typed.

mod choices;
mod values;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use clap_complete::Shell;

use super::baseline;
use super::date::day;
use crate::diagnostic::Code;
use crate::emit::{EmitOptions, Format, Letters, Paper, View};
use crate::import;
use crate::model::value::Date;
use crate::theme::Design;

pub use choices::{Colour, Deny, FindingFormat, ListFormat, PageFormat, ReportFormat, Template};
use values::{Findings, Topics, designs, formats, import_formats, letters, lines, papers, reason, scale, views};

/// Journey maps as code, checked like code
#[derive(Parser)]
#[command(name = "journey", version, max_term_width = 100, propagate_version = true)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

/// The exit codes of `check`.
const CHECK_ENDS: &str = "Exit codes: 0 without errors, 1 with errors (with --deny warnings also with warnings), 2 if something could \
                          not be read or written.\nWith --diff: 0 if nothing would be changed, 1 if something would.";
/// The exit codes of `compile` and `report`.
const MAKE_ENDS: &str = "Exit codes: 0 without errors, 1 with errors (nothing is made then, unless --keep-going is given), 2 if \
                         something could not be read or written.";

#[derive(Subcommand)]
pub enum Command {
    /// Write the beginning of a map
    ///
    /// The map has a placeholder for each text, beside the question that it answers. It checks without errors as it is, and warnings
    /// say how many texts are still to be written. A file that is there already is never overwritten.
    New(NewArguments),
    /// Find what is wrong in maps
    Check(CheckArguments),
    /// Write maps in the one style
    ///
    /// White space, line ends and the order of clauses change, never what a map says. Comments and blank lines stay where they are. What
    /// cannot be read is left as it is, and so is a declaration in which a brace or a quote is wrong.
    Fmt(FmtArguments),
    /// Write maps as pictures, PDF, Graphviz, JSON, Mermaid, Markdown or tables
    ///
    /// Mermaid, Markdown and tables cannot hold all that a map says: what is left out is counted on standard error, listed with
    /// `--verbose`, and refused with `--strict`.
    Compile(CompileArguments),
    /// Make maps of Mermaid journeys, CJML, tables and JSON
    ///
    /// Reads Mermaid (also each block in a Markdown file), CJML 2.0, tables as CSV or XLSX with one row per touchpoint, and the JSON
    /// that `compile` writes. What a map cannot hold is said; a file that is there already is never overwritten.
    Import(ImportArguments),
    /// Show a map in the browser, drawn again after each change
    ///
    /// The page is served to this machine alone. What is wrong is shown beside the map; a map that cannot be drawn stays as it was. Of
    /// a Markdown file all maps are shown.
    Preview(PreviewArguments),
    /// Show a map in the terminal
    Show(ShowArguments),
    /// Sum up what a map says about opportunities, pains, metrics, evidence and time
    Report(ReportArguments),
    /// Tell all about a kind of finding, an element, a field or a word
    ///
    /// A finding is named as its message names it in brackets: `unknown-name`. An element, a field or a word is named as in a map:
    /// `touchpoint`, `emotion`, `from`, `high`. A field of one element is `stage.duration`; of the file of settings, `journey.toml`
    /// tells all.
    Explain(ExplainArguments),
    /// List all lints with their levels and thresholds
    Lints(LintsArguments),
    /// Print the JSON Schema of the JSON that `compile` writes
    Schema,
    /// Serve an editor: findings, completion and more while a map is written
    ///
    /// Editors start it by themselves. It speaks the Language Server Protocol on standard input and output.
    Lsp(LspArguments),
    /// Print a script that completes commands, options and names in a shell
    ///
    /// Each shell reads it from its own place. For bash: `journey completions bash >
    /// ~/.local/share/bash-completion/completions/journey`. For fish: `journey completions fish >
    /// ~/.config/fish/completions/journey.fish`. For zsh: write it to a file `_journey` in a folder of `$fpath`.
    Completions(CompletionsArguments),
    /// Print the manual page, or write one for each command
    Man(ManArguments),
}

#[derive(Args)]
pub struct NewArguments {
    /// What the map is called, such as "Buying running shoes", or the path of the file, such as maps/shoes
    #[arg(value_name = "NAME")]
    pub name: String,
    /// What the map begins with
    #[arg(short, long, value_enum, default_value = "lifecycle")]
    pub template: Template,
    /// Write an empty table for a workshop instead of a map; `journey import` makes a map of it
    #[arg(long, conflicts_with = "template")]
    pub table: bool,
    /// Where to write: a file, a folder, or `-` for standard output; NAME is then the title alone
    #[arg(short, long, value_name = "PATH")]
    pub output: Option<PathBuf>,
}

#[derive(Args)]
#[command(after_help = CHECK_ENDS)]
#[allow(clippy::struct_excessive_bools)] // each is an option that is there or not
pub struct CheckArguments {
    /// Files or folders; `-` is standard input
    #[arg(value_name = "PATH", default_value = ".")]
    pub paths: Vec<PathBuf>,
    /// How findings are printed
    #[arg(short, long, value_enum, default_value = "human")]
    pub format: FindingFormat,
    /// Only findings of these names are shown, corrected or allowed
    #[arg(long, value_name = "NAME", value_delimiter = ',', value_parser = Findings, hide_possible_values = true)]
    pub only: Vec<Code>,
    /// Print notes, too: what a map could say more [always in JSON and SARIF]
    #[arg(long)]
    pub notes: bool,
    /// Count notes as warnings
    #[arg(long)]
    pub pedantic: bool,
    /// Fail also for warnings
    #[arg(long, value_name = "LEVEL")]
    pub deny: Option<Deny>,
    /// The day that counts as today, as in 2026-11-30
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub as_of: Option<Date>,
    /// Take the Markdown files of folders, too: each fence marked `journey` is a map
    #[arg(long)]
    pub markdown: bool,
    /// Report only what is not in a baseline [without FILE: journey-baseline.json]
    #[arg(long, value_name = "FILE", num_args = 0..=1, default_missing_value = baseline::FILE)]
    pub baseline: Option<PathBuf>,
    /// Write all findings to a baseline [without FILE: journey-baseline.json]
    #[arg(long, value_name = "FILE", num_args = 0..=1, default_missing_value = baseline::FILE, conflicts_with = "baseline")]
    pub write_baseline: Option<PathBuf>,
    /// Check again after each change, until Ctrl-C
    #[arg(short, long, conflicts_with_all = ["write_baseline", "fix", "write_implied", "allow", "diff"])]
    pub watch: bool,
    /// The path that standard input is shown with; its imports are looked for there
    #[arg(long, value_name = "PATH")]
    pub stdin_filename: Option<PathBuf>,
    /// Read this instead of the nearest `journey.toml`
    #[arg(long, value_name = "PATH")]
    pub config: Option<PathBuf>,
    /// When to use colours
    #[arg(long, value_enum, value_name = "WHEN", default_value = "auto")]
    pub color: Colour,
    #[command(flatten)]
    pub fix: FixArguments,
}

/// What is corrected, and whether it is written.
#[derive(Args)]
#[command(next_help_heading = "Corrections")]
pub struct FixArguments {
    /// Correct what is certain, and write the files
    #[arg(long)]
    pub fix: bool,
    /// Write out the transitions that the order implies
    #[arg(long)]
    pub write_implied: bool,
    /// Write an allow comment with this reason beside each lint that is left
    #[arg(long, value_name = "REASON", value_parser = reason)]
    pub allow: Option<String>,
    /// Show what would be written instead of writing it
    #[arg(long)]
    pub diff: bool,
}

#[derive(Args)]
pub struct FmtArguments {
    /// Files or folders; `-` is standard input, written to standard output
    #[arg(value_name = "PATH", default_value = ".")]
    pub paths: Vec<PathBuf>,
    /// Write nothing, show what would change as a patch, and fail if something would
    #[arg(long)]
    pub check: bool,
    /// Show what would change as a patch instead of writing it
    #[arg(long)]
    pub diff: bool,
    /// Only what stands in these lines of one file, as in 12:20; the first line is 1
    #[arg(long, value_name = "FIRST:LAST", value_parser = lines)]
    pub range: Option<Lines>,
    /// Take the Markdown files of folders, too: each fence marked `journey` is a map
    #[arg(long)]
    pub markdown: bool,
    /// The path that standard input is shown with; its ending tells whether it is Markdown
    #[arg(long, value_name = "PATH")]
    pub stdin_filename: Option<PathBuf>,
}

/// Lines of a file, from 0; the last one is not among them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lines(pub std::ops::Range<usize>);

#[derive(Args)]
#[allow(clippy::struct_excessive_bools)] // each is an option that is there or not
#[command(after_help = MAKE_ENDS)]
pub struct CompileArguments {
    /// Files; `-` is standard input; for a page also folders
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// What to write; told by the ending of PATH where that is given
    #[arg(short, long, value_parser = formats())]
    pub format: Option<Format>,
    /// Where to write: a file, or a folder for several files; standard output without it
    #[arg(short, long, value_name = "PATH")]
    pub output: Option<PathBuf>,
    #[command(flatten)]
    pub read: ReadArguments,
    #[command(flatten)]
    pub map: MapArguments,
    /// The colours of the map; `light` if journey.toml sets no other ones
    #[arg(long, value_name = "THEME", value_parser = designs())]
    pub theme: Option<Design>,
    /// What letters become in SVG: text, or outlines that look the same without any font
    #[arg(long, value_name = "HOW", value_parser = letters(), default_value = Letters::Text.name())]
    pub text: Letters,
    /// A font for characters that the shipped one lacks; may be repeated
    #[arg(long = "font", value_name = "PATH")]
    pub fonts: Vec<PathBuf>,
    /// Pixels of a PNG for one of the map
    #[arg(long, value_name = "NUMBER", value_parser = scale, default_value = "2")]
    pub scale: f32,
    /// The paper of a PDF, lying
    #[arg(long, value_name = "SIZE", value_parser = papers(), default_value = Paper::A3.name())]
    pub paper: Paper,
    /// Also show the transitions that are implied between neighbours
    #[arg(long)]
    pub show_implied: bool,
    /// Leave out notes, owners, contacts, quotes and the links of sources, and say so
    #[arg(long, conflicts_with = "team")]
    pub public: bool,
    /// Write nothing, and end with 1, if the format cannot hold all that the map says
    #[arg(long)]
    pub strict: bool,
    /// List all that the format cannot hold, and all that a public copy leaves out
    #[arg(short, long)]
    pub verbose: bool,
    /// Write in spite of errors; they still make the command end with 1
    #[arg(long)]
    pub keep_going: bool,
}

#[derive(Args)]
pub struct ImportArguments {
    /// Files; `-` is standard input
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// What the files are; told by their names and their beginnings where it is not given
    #[arg(long, value_name = "FORMAT", value_parser = import_formats())]
    pub from: Option<import::Format>,
    /// Where to write: a file, or a folder for several files; standard output without it
    #[arg(short, long, value_name = "PATH")]
    pub output: Option<PathBuf>,
    /// Show all findings, not only the first 50 of each file
    #[arg(long)]
    pub all: bool,
    /// When to use colours
    #[arg(long, value_enum, value_name = "WHEN", default_value = "auto")]
    pub color: Colour,
}

#[derive(Args)]
#[command(after_help = MAKE_ENDS)]
pub struct ReportArguments {
    /// Files; `-` is standard input
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// How the report is written; told by the ending of PATH, else `human`
    #[arg(short, long, value_enum)]
    pub format: Option<ReportFormat>,
    /// The file to write to; standard output without it
    #[arg(short, long, value_name = "PATH")]
    pub output: Option<PathBuf>,
    #[command(flatten)]
    pub read: ReadArguments,
    /// Only what holds for the persona of this id
    #[arg(long, value_name = "ID")]
    pub persona: Option<String>,
    /// Show everything, not only the top of each section
    #[arg(long)]
    pub all: bool,
    /// Report in spite of errors; they still make the command end with 1
    #[arg(long)]
    pub keep_going: bool,
}

#[derive(Args)]
pub struct PreviewArguments {
    /// A file
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Where the page is served; a port that is free without it
    #[arg(long, value_name = "NUMBER", default_value = "0", hide_default_value = true)]
    pub port: u16,
    /// Open it in the browser
    #[arg(long)]
    pub open: bool,
    /// The colours of the map; those of journey.toml, else `light`, without it
    #[arg(long, value_name = "THEME", value_parser = designs())]
    pub theme: Option<Design>,
    #[command(flatten)]
    pub read: ReadArguments,
    #[command(flatten)]
    pub map: MapArguments,
}

#[derive(Args)]
pub struct ShowArguments {
    /// A file; `-` is standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    #[command(flatten)]
    pub read: ReadArguments,
    #[command(flatten)]
    pub map: MapArguments,
}

/// What is read of maps, and how.
#[derive(Args)]
pub struct ReadArguments {
    /// Only the journey of this id
    #[arg(long, value_name = "ID")]
    pub journey: Option<String>,
    /// Read this instead of the nearest `journey.toml`
    #[arg(long, value_name = "PATH")]
    pub config: Option<PathBuf>,
    /// When to use colours
    #[arg(long, value_enum, value_name = "WHEN", default_value = "auto")]
    pub color: Colour,
}

/// What of a map is drawn.
#[derive(Args)]
pub struct MapArguments {
    /// What is drawn: the map, the flow of customers through it, or how many of them get how far
    #[arg(long, value_name = "VIEW", value_parser = views(), default_value = View::Map.name())]
    pub view: View,
    /// Only the way of the persona of this id
    #[arg(long, value_name = "ID")]
    pub persona: Option<String>,
    /// In the map, only the places that concern the team of this id
    #[arg(long, value_name = "ID")]
    pub team: Option<String>,
    /// In the map, only these rows, in this order, such as `touchpoints,emotion,pains`
    #[arg(long, value_name = "ROW", value_delimiter = ',')]
    pub lanes: Option<Vec<String>>,
}

#[derive(Args)]
pub struct ExplainArguments {
    /// A finding, an element, a field or a word; all of them are listed without it
    #[arg(value_name = "NAME", value_parser = Topics, hide_possible_values = true, allow_hyphen_values = true)]
    pub name: Option<String>,
    /// All pages, one after the other
    #[arg(long, conflicts_with = "name")]
    pub all: bool,
    /// How pages are printed
    #[arg(short, long, value_enum, default_value = "human")]
    pub format: PageFormat,
    /// When to use colours
    #[arg(long, value_enum, value_name = "WHEN", default_value = "auto")]
    pub color: Colour,
}

#[derive(Args)]
pub struct LintsArguments {
    /// How the list is printed
    #[arg(short, long, value_enum, default_value = "human")]
    pub format: ListFormat,
    /// Read this instead of the nearest `journey.toml`
    #[arg(long, value_name = "PATH")]
    pub config: Option<PathBuf>,
    /// When to use colours
    #[arg(long, value_enum, value_name = "WHEN", default_value = "auto")]
    pub color: Colour,
}

#[derive(Args)]
pub struct LspArguments {
    /// What some editors add; it makes no difference
    #[arg(long, hide = true)]
    pub stdio: bool,
}

#[derive(Args)]
pub struct CompletionsArguments {
    /// The shell
    #[arg(value_name = "SHELL")]
    pub shell: Shell,
}

#[derive(Args)]
pub struct ManArguments {
    /// Write the pages of all commands into this folder, instead of printing that of the program
    #[arg(long, value_name = "FOLDER")]
    pub dir: Option<PathBuf>,
}

impl MapArguments {
    /// As the emitters take it.
    pub fn options(&self) -> EmitOptions {
        let (persona, team, lanes) = (self.persona.clone(), self.team.clone(), self.lanes.clone());
        EmitOptions { view: self.view, persona, team, lanes, ..EmitOptions::default() }
    }
}
