//! Values that are read from what is typed.

use std::ffi::OsStr;

use clap::Arg;
use clap::builder::{PossibleValue, PossibleValuesParser, StringValueParser, TypedValueParser};

use super::Lines;
use crate::diagnostic::Code;
use crate::diagnostic::near::nearest;
use crate::emit::{Format, Letters, Paper, SCALES, View};
use crate::explain::names;
use crate::import;
use crate::theme::Design;

/// A reason in words.
pub fn reason(written: &str) -> Result<String, String> {
    if written.trim().is_empty() {
        Err("a reason is needed, as in `--allow \"the law asks for it\"`".into())
    } else if std::path::Path::new(written).exists() {
        Err("this is a path; the reason comes first, as in `--allow \"the law asks for it\" shop.journey`".into())
    } else {
        Ok(written.into())
    }
}

/// The lines of `FIRST:LAST`, or one line.
pub fn lines(written: &str) -> Result<Lines, String> {
    let (first, last) = written.split_once(':').unwrap_or((written, written));
    let number = |text: &str| text.parse::<usize>().ok().filter(|number| *number > 0);
    match (number(first), number(last)) {
        (Some(first), Some(last)) if first <= last => Ok(Lines(first - 1..last)),
        _ => Err("lines are written as in `12:20`: the first and the last, counted from 1".into()),
    }
}

/// The name of a finding.
fn code(written: &str) -> Result<Code, String> {
    let written = written.trim();
    Code::from_name(written).ok_or_else(|| match nearest(written, Code::ALL.iter().map(|code| code.name())) {
        Some(near) => format!("no finding is called so; did you mean `{near}`?"),
        None => "no finding is called so; `journey explain` lists all names".into(),
    })
}

/// The names of the themes.
pub fn designs() -> impl TypedValueParser<Value = Design> {
    PossibleValuesParser::new(Design::ALL.iter().map(|design| design.name()))
        .map(|name| Design::from_name(&name).expect("it is the name of a theme"))
}

/// The names of the views.
pub fn views() -> impl TypedValueParser<Value = View> {
    PossibleValuesParser::new(View::ALL.iter().map(|view| view.name()))
        .map(|name| View::from_name(&name).expect("it is the name of a view"))
}

/// What letters can become.
pub fn letters() -> impl TypedValueParser<Value = Letters> {
    PossibleValuesParser::new(Letters::ALL.iter().map(|letters| letters.name()))
        .map(|name| Letters::from_name(&name).expect("it is a name of what letters become"))
}

/// The sizes of paper.
pub fn papers() -> impl TypedValueParser<Value = Paper> {
    PossibleValuesParser::new(Paper::ALL.iter().map(|paper| paper.name()))
        .map(|name| Paper::from_name(&name).expect("it is the name of a size of paper"))
}

/// A scale.
pub fn scale(written: &str) -> Result<f32, String> {
    let (least, most) = SCALES;
    let scale = written.parse().ok().filter(|scale| (least..=most).contains(scale));
    scale.ok_or_else(|| format!("a scale is a number from {least} to {most}"))
}

/// The formats to write.
pub fn formats() -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new(Format::ALL.iter().map(|format| PossibleValue::new(format.name()).aliases(format.alias())))
        .map(|name| Format::from_name(&name).expect("it is the name of a format"))
}

/// The formats to read.
pub fn import_formats() -> impl TypedValueParser<Value = import::Format> {
    PossibleValuesParser::new(import::Format::ALL.iter().map(|format| PossibleValue::new(format.name()).aliases(format.alias())))
        .map(|name| import::Format::from_name(&name).expect("it is the name of a format"))
}

/// The name of a finding; shells offer them all.
#[derive(Clone)]
pub struct Findings;

impl TypedValueParser for Findings {
    type Value = Code;

    fn parse_ref(&self, command: &clap::Command, argument: Option<&Arg>, value: &OsStr) -> Result<Code, clap::Error> {
        code.parse_ref(command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(Code::ALL.iter().map(|code| PossibleValue::new(code.name()))))
    }
}

/// Any text, for which the names that have a page are offered by shells.
#[derive(Clone)]
pub struct Topics;

impl TypedValueParser for Topics {
    type Value = String;

    fn parse_ref(&self, command: &clap::Command, argument: Option<&Arg>, value: &OsStr) -> Result<String, clap::Error> {
        StringValueParser::new().parse_ref(command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(names().into_iter().map(PossibleValue::new)))
    }
}
