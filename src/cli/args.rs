//! What can be typed.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};

use super::date::day;
use crate::emit::{EmitOptions, Format, Letters, SCALES};
use crate::model::value::Date;
use crate::theme::Design;

/// Journey maps as code, checked like code
#[derive(Parser)]
#[command(name = "journey", version, max_term_width = 100, propagate_version = true)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    /// Find what is wrong in maps
    Check(CheckArguments),
    /// Write maps as pictures, Graphviz or JSON
    Compile(CompileArguments),
    /// Show a map in the terminal
    Show(ShowArguments),
    /// Tell all about a kind of finding
    Explain(ExplainArguments),
    /// Print the JSON Schema of the JSON that `compile` writes
    Schema,
}

#[derive(Args)]
pub struct CheckArguments {
    /// Files or folders; `-` is standard input
    #[arg(value_name = "PATH", default_value = ".")]
    pub paths: Vec<PathBuf>,
    /// How findings are printed
    #[arg(short, long, value_enum, default_value = "human")]
    pub format: FindingFormat,
    /// Print notes, too: what a map could say more
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
    /// The path that standard input is shown with; its imports are looked for there
    #[arg(long, value_name = "PATH")]
    pub stdin_filename: Option<PathBuf>,
    /// When to use colours
    #[arg(long, value_enum, value_name = "WHEN", default_value = "auto")]
    pub color: Colour,
}

#[derive(Args)]
pub struct CompileArguments {
    /// Files; `-` is standard input
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// What to write; told by the ending of PATH where that is given
    #[arg(short, long, value_parser = formats())]
    pub format: Option<Format>,
    /// Where to write: a file, or a folder for several files; standard output without it
    #[arg(short, long, value_name = "PATH")]
    pub output: Option<PathBuf>,
    /// Only the journey of this id
    #[arg(long, value_name = "ID")]
    pub journey: Option<String>,
    #[command(flatten)]
    pub map: MapArguments,
    /// The colours of the map
    #[arg(long, value_name = "THEME", value_parser = designs(), default_value = Design::Light.name())]
    pub theme: Design,
    /// What letters become in SVG: text, or outlines that look the same without any font
    #[arg(long, value_name = "HOW", value_parser = letters(), default_value = Letters::Text.name())]
    pub text: Letters,
    /// A font for characters that the shipped one lacks; may be repeated
    #[arg(long = "font", value_name = "PATH")]
    pub fonts: Vec<PathBuf>,
    /// Pixels of a PNG for one of the map
    #[arg(long, value_name = "NUMBER", value_parser = scale, default_value = "2")]
    pub scale: f32,
    /// Also show the transitions that are implied between neighbours
    #[arg(long)]
    pub show_implied: bool,
    /// Write in spite of errors; they still make the command end with 1
    #[arg(long)]
    pub keep_going: bool,
    /// When to use colours
    #[arg(long, value_enum, value_name = "WHEN", default_value = "auto")]
    pub color: Colour,
}

#[derive(Args)]
pub struct ShowArguments {
    /// A file; `-` is standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Only the journey of this id
    #[arg(long, value_name = "ID")]
    pub journey: Option<String>,
    #[command(flatten)]
    pub map: MapArguments,
    /// When to use colours
    #[arg(long, value_enum, value_name = "WHEN", default_value = "auto")]
    pub color: Colour,
}

/// What of a map is drawn.
#[derive(Args)]
pub struct MapArguments {
    /// Only the way of the persona of this id
    #[arg(long, value_name = "ID")]
    pub persona: Option<String>,
    /// In the map, only the places that concern the team of this id
    #[arg(long, value_name = "ID")]
    pub team: Option<String>,
    /// In the map, only these rows, in this order, such as `touchpoints,emotion,pains`
    #[arg(long, value_name = "ROW,…", value_delimiter = ',')]
    pub lanes: Option<Vec<String>>,
}

#[derive(Args)]
pub struct ExplainArguments {
    /// The name in brackets, as in `error[unknown-name]`; all names without it
    #[arg(value_name = "NAME")]
    pub name: Option<String>,
    /// When to use colours
    #[arg(long, value_enum, value_name = "WHEN", default_value = "auto")]
    pub color: Colour,
}

/// How findings are printed.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FindingFormat {
    /// With the lines they are about
    Human,
    /// One line each
    Short,
    /// For programs
    Json,
    /// For code scanning pages
    Sarif,
}

/// What fails besides errors.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Deny {
    /// Warnings fail
    Warnings,
}

/// When there are colours.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Colour {
    /// On a terminal that has them
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

fn designs() -> impl TypedValueParser<Value = Design> {
    PossibleValuesParser::new(Design::ALL.iter().map(|design| design.name()))
        .map(|name| Design::from_name(&name).expect("it is the name of a theme"))
}

fn letters() -> impl TypedValueParser<Value = Letters> {
    PossibleValuesParser::new(Letters::ALL.iter().map(|letters| letters.name()))
        .map(|name| Letters::from_name(&name).expect("it is a name of what letters become"))
}

fn scale(written: &str) -> Result<f32, String> {
    let (least, most) = SCALES;
    let scale = written.parse().ok().filter(|scale| (least..=most).contains(scale));
    scale.ok_or_else(|| format!("a scale is a number from {least} to {most}"))
}

fn formats() -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new(Format::ALL.iter().map(|format| format.name()))
        .map(|name| Format::from_extension(&name).expect("it is the name of a format"))
}

impl MapArguments {
    /// As the emitters take it.
    pub fn options(&self) -> EmitOptions {
        EmitOptions { persona: self.persona.clone(), team: self.team.clone(), lanes: self.lanes.clone(), ..EmitOptions::default() }
    }
}
