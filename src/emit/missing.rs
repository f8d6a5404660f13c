//! Characters on a map that no font has.

use std::collections::BTreeSet;

use crate::Analysis;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{FileId, Span};

use super::{EmitOptions, scene};

/// So many characters are named and shown at their places.
const MOST: usize = 5;

/// The characters on the map that none of its fonts has, where each is written first; whoever draws the map puts boxes in their place.
/// `None` if there are no such characters.
///
/// # Errors
///
/// As of [`scene`].
pub fn missing(analysis: &Analysis, file: FileId, options: &EmitOptions) -> Result<Option<Diagnostic>, String> {
    // Most maps have all that is needed, and need not be drawn to know that.
    if analysis.sources.iter().all(|(_, source)| options.fonts.missing(source.text()).is_empty()) {
        return Ok(None);
    }
    let scene = scene(analysis, file, options)?;
    let chars: BTreeSet<char> = scene.lines().iter().flat_map(|line| options.fonts.missing(&line.text)).collect();
    Ok((!chars.is_empty()).then(|| finding(analysis, file, &chars)))
}

fn finding(analysis: &Analysis, file: FileId, chars: &BTreeSet<char>) -> Diagnostic {
    let shown: Vec<String> = chars.iter().take(MOST).map(|char| format!("`{char}` (U+{:04X})", u32::from(*char))).collect();
    let more = if chars.len() > MOST { format!(" and {} more", chars.len() - MOST) } else { String::new() };
    let verb = if chars.len() == 1 { "is drawn as a box" } else { "are drawn as boxes" };
    let message = format!("no font here has {}{more}", shown.join(", "));
    let mut places = chars.iter().take(MOST).filter_map(|char| place(analysis, file, *char));
    // A character that is in none of the files came from the labels of journey.toml.
    let (first, span) = places.next().unwrap_or((file, Span::at(0)));
    let found = Diagnostic::new(Code::FontMissing, first, span, message, format!("{verb} in the picture"));
    places
        .fold(found, |found, (file, span)| found.label(file, span, "and here"))
        .help("name a font that has it with `--font PATH`, or with `font` in journey.toml")
}

/// Where a character stands first: in the file itself, else in what it imports.
fn place(analysis: &Analysis, file: FileId, char: char) -> Option<(FileId, Span)> {
    let own = std::iter::once((file, analysis.sources.get(file)));
    let others = analysis.sources.iter().filter(|(other, _)| *other != file);
    own.chain(others).find_map(|(id, source)| {
        let at = source.text().find(char)?;
        Some((id, Span::new(at, at + char.len_utf8())))
    })
}
