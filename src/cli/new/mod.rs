//! `journey new`: write the beginning of a map.
//!
//! A template is a map with a placeholder for each text; the name that is given becomes the title and the id of its journey. With
//! `--table` it is a table with headings and nothing below them, for those who would rather fill in a sheet: text, or a workbook if the
//! output is named like one.

use std::path::{Path, PathBuf};

use super::args::{NewArguments, Template};
use super::paths::typed;
use super::targets::{cannot_write, refuse_other_ending};
use super::terminal::{print, reason};
use super::write::write_new;
use super::{Failure, Outcome};
use crate::emit::form;
use crate::model::slug;
use crate::render::visible;
use crate::source::one_line;
use crate::table;

/// The ending of maps.
const ENDING: &str = ".journey";
/// The ending of tables.
const TABLE_ENDING: &str = ".csv";
/// The head of the journey in each template.
const HEAD: &str = "journey my-journey \"My journey\"";
/// The id of a journey whose title has nothing to make one of.
const FALLBACK: &str = "my-journey";
/// A name that is longer than this does not become the name of a file as it is.
const LONGEST: usize = 100;

impl Template {
    /// The map.
    const fn map(self) -> &'static str {
        match self {
            Self::Lifecycle => include_str!("lifecycle.journey"),
            Self::Support => include_str!("support.journey"),
            Self::Blueprint => include_str!("blueprint.journey"),
            Self::Blank => include_str!("blank.journey"),
        }
    }
}

/// Runs the command.
pub fn run(arguments: &NewArguments) -> Result<Outcome, Failure> {
    let ending = if arguments.table { TABLE_ENDING } else { ENDING };
    let place = place(&arguments.name, ending, arguments.output.as_deref())?;
    let text = if arguments.table {
        table::form().collect::<Vec<_>>().join(",") + "\n"
    } else {
        arguments.template.map().replacen(HEAD, &head(&place.title), 1)
    };
    let Some(path) = place.path else {
        print(&text)?;
        return Ok(Outcome::Clean);
    };
    let is_book = arguments.table && path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xlsx"));
    let what = if arguments.table { "a table" } else { "a map" };
    refuse_other_ending(&path, what, &ending[1..], |own| is_book || own == &ending[1..])?;
    let bytes = if is_book { form(&place.title).map_err(Failure::Message)? } else { text.into_bytes() };
    let shown = path.to_string_lossy();
    write_new(&path, &bytes).map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => Failure::new(format!("`{shown}` is there already; it is not overwritten")),
        _ => cannot_write(&path, &error),
    })?;
    let typed_path = typed(&shown);
    let next = if arguments.table {
        let map = typed(&path.with_extension(&ENDING[1..]).to_string_lossy());
        format!("fill in one row per touchpoint, then run `journey import {typed_path} -o {map}`")
    } else {
        format!("fill in the placeholders, then run `journey check {typed_path}`")
    };
    print(&format!("wrote {}\nnext: {}\n", visible(&shown), visible(&next)))?;
    Ok(Outcome::Clean)
}

/// What a map is called, and where it goes: standard output if there is no path.
struct Place {
    title: String,
    path: Option<PathBuf>,
}

/// Without an output, the name may be a path, and its last part is what the map is called.
fn place(name: &str, ending: &str, output: Option<&Path>) -> Result<Place, Failure> {
    let (folder, last) = match (output, name.rfind(std::path::is_separator)) {
        (None, Some(at)) => name.split_at(at + 1),
        _ => ("", name),
    };
    let stem = last.trim();
    let stem = stem.strip_suffix(ending).unwrap_or(stem);
    let why = match stem {
        "." | ".." if output.is_none() => Some(format!("`{name}` names a folder, not a map")),
        "" if !folder.is_empty() => Some(format!("`{name}` names a folder, not a map")),
        "" => Some("the name is empty".to_owned()),
        _ => None,
    };
    if let Some(why) = why {
        return Err(Failure::new(format!("{why}; write a name such as `\"Buying shoes\"` or `maps/buying-shoes`")));
    }
    let file = file_name(stem, ending);
    let path = match output {
        Some(output) if output.as_os_str() == "-" => None,
        Some(output) if output.is_dir() || output.to_string_lossy().ends_with(std::path::is_separator) => {
            make_all(output)?;
            Some(output.join(file))
        }
        Some(output) => {
            make_all(output.parent().unwrap_or(output))?;
            Some(output.to_owned())
        }
        None => {
            make(Path::new(folder))?;
            Some(Path::new(folder).join(file))
        }
    };
    Ok(Place { title: title(stem), path })
}

/// Makes the folders of a path, unless they look like words: a title may have a slash, too.
fn make(folder: &Path) -> Result<(), Failure> {
    let shown = folder.to_string_lossy();
    if !folder.is_dir() && shown.contains(char::is_whitespace) {
        let help = "make it first, or write the whole name as a title and the place with `-o`";
        return Err(Failure::new(format!("there is no folder `{shown}`; {help}")));
    }
    make_all(folder)
}

/// Makes the folders of a path.
fn make_all(folder: &Path) -> Result<(), Failure> {
    if folder.as_os_str().is_empty() || folder.is_dir() {
        return Ok(());
    }
    let made = std::fs::create_dir_all(folder);
    made.map_err(|error| Failure::new(format!("cannot make the folder `{}`: {}", folder.to_string_lossy(), reason(&error))))
}

/// The name of the file: as it is typed if it looks like one, else made of the title.
fn file_name(stem: &str, ending: &str) -> String {
    let plain = stem.starts_with(|char: char| char.is_alphanumeric() || char == '_')
        && stem.chars().all(|char| char.is_alphanumeric() || matches!(char, '-' | '_' | '.'));
    let stem = if plain && stem.len() <= LONGEST { stem.to_owned() } else { id(stem) };
    stem + ending
}

/// The title: as it is typed if it is words, else made of the name of the file. It is on one line.
fn title(stem: &str) -> String {
    if stem.contains(char::is_whitespace) {
        return one_line(stem);
    }
    let mut letters = stem.chars().map(|char| if matches!(char, '-' | '_') { ' ' } else { char });
    let title: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
    if title.trim().is_empty() { stem.to_owned() } else { title.trim().to_owned() }
}

fn id(title: &str) -> String {
    let id = slug(title);
    if id.is_empty() { FALLBACK.to_owned() } else { id }
}

fn head(title: &str) -> String {
    format!("journey {} \"{}\"", id(title), escaped(title))
}

/// A text as it stands between quotes. What cannot be seen, or would reorder the line, is written as its number.
fn escaped(title: &str) -> String {
    let mut out = String::new();
    for char in title.chars() {
        match char {
            '"' | '\\' => out.extend(['\\', char]),
            char if visible(char.encode_utf8(&mut [0; 4])) != char.to_string() => out.extend(char.escape_unicode()),
            char => out.push(char),
        }
    }
    out
}
