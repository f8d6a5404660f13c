//! The map in a terminal: columns as far as they fit, the rest on pages below each other, the curve in Braille dots.
//!
//! It is made from the sheet. Colours only repeat what signs and words say, so it reads as well in a log. The columns stand from left
//! to right for every map: terminals order the letters of a line themselves.

mod entry;
mod flow;
mod page;
mod plot;
mod signs;
mod text;

use crate::sheet::{Mark, Sheet, Word};

use signs::Signs;
use text::{Line, Piece, Style, wrap};

pub use flow::flow;

/// How a terminal shows things.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// Whether there are colours.
    pub colour: bool,
    /// Whether there is more than ASCII.
    pub unicode: bool,
    /// Columns.
    pub width: usize,
}

/// The narrowest terminal that is drawn for.
const NARROWEST: usize = 40;

/// Shows a sheet.
pub fn terminal(sheet: &Sheet, look: Look) -> String {
    let look = Look { width: look.width.max(NARROWEST), ..look };
    let signs = Signs { unicode: look.unicode };
    let mut lines = header(sheet, look, signs);
    for page in page::pages(sheet, look.width) {
        lines.push(Line::default());
        lines.extend(page::lines(sheet, &page, look.width, signs));
    }
    lines.extend(footer(sheet, look, signs));
    written(&lines, look)
}

fn written(lines: &[Line], look: Look) -> String {
    let mut out = String::new();
    for line in lines {
        line.write(&mut out, look.colour);
    }
    out
}

fn header(sheet: &Sheet, look: Look, signs: Signs) -> Vec<Line> {
    let header = &sheet.header;
    let mut lines = wrap(&[Piece::new(&header.title, Style::Bold)], look.width);
    lines.extend(wrap(&[facts(&header.facts, signs)], look.width));
    for text in header.objective.iter().chain(&header.scenario) {
        lines.extend(wrap(&[Piece::new(text, Style::Plain)], look.width));
    }
    if !sheet.personas.is_empty() {
        lines.push(Line::default());
    }
    for persona in &sheet.personas {
        let number = persona.number;
        let style = Style::Persona(number);
        let goal: Vec<Piece> = persona.goal.iter().map(|goal| Piece::new(goal, Style::Plain)).collect();
        let name = if goal.is_empty() { persona.name.clone() } else { format!("{}:", persona.name) };
        let mut pieces = vec![Piece::sign(signs.marker(number, false), style), Piece::new(&name, style)];
        pieces.extend(goal);
        if !persona.facts.is_empty() {
            pieces.push(Piece::new(&format!("({})", persona.facts.join(signs.dot())), Style::Dim));
        }
        lines.extend(wrap(&pieces, look.width));
    }
    lines
}

fn facts(facts: &[String], signs: Signs) -> Piece {
    Piece::new(&facts.join(signs.dot()), Style::Dim)
}

fn footer(sheet: &Sheet, look: Look, signs: Signs) -> Vec<Line> {
    let mut lines = vec![Line::default()];
    for evidence in &sheet.evidence {
        let mut pieces = vec![Piece::new(&evidence.number.to_string(), Style::Bold), Piece::new(&evidence.title, Style::Plain)];
        if !evidence.facts.is_empty() {
            pieces.push(Piece::new(&format!("({})", evidence.facts.join(signs.dot())), Style::Dim));
        }
        lines.extend(wrap(&pieces, look.width));
    }
    if sheet.evidence.is_empty() {
        lines.extend(wrap(&[Piece::new(sheet.word(Word::NoEvidence), Style::Dim)], look.width));
    }
    let marks: Vec<String> = sheet.legend.iter().filter_map(|mark| legend(sheet, *mark, signs)).collect();
    lines.extend(wrap(&[Piece::new(&marks.join(signs.dot()), Style::Dim)], look.width));
    lines
}

/// A mark of this rendering and what it means; some marks need no explanation here.
fn legend(sheet: &Sheet, mark: Mark, signs: Signs) -> Option<String> {
    let sign = match mark {
        Mark::Moment => signs.moment().to_owned(),
        Mark::Assumed if signs.unicode => "○".to_owned(),
        Mark::Severity => signs.severity(crate::sheet::Severity::Medium),
        _ => return None,
    };
    Some(format!("{sign} {}", sheet.word(mark.meaning())))
}
