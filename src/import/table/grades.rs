//! How bad numbers under *Severity* are. The heading may tell (`Severity (1 = highest)`); what it does not tell is said.

use super::cells::{Of, rating, severities, severity};
use super::grid::Grid;
use super::recent::Recent;
use crate::cores::{map, pieces};
use crate::diagnostic::Code;
use crate::import::names::one_line;
use crate::import::said::Said;
use crate::model::vocabulary::SEVERITY;
use crate::source::Span;
use crate::table::{SeverityTold, severity_told};

/// Greatest numbers of scales in use.
const MOST: [f64; 4] = [4.0, 5.0, 10.0, 100.0];

/// The scale of the numbers of a column.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Grades {
    /// The number that is the least bad.
    least: f64,
    /// The worst number.
    worst: f64,
    /// Whether the worst is called critical, also where there are only three of them.
    critical: bool,
}

impl Grades {
    /// As many as there are words.
    const OF_WORDS: Self = Self { least: 1.0, worst: 4.0, critical: true };

    /// Looks at a column, and says what was taken for granted of its numbers.
    pub fn of(grid: &Grid, head: usize, column: usize, span: Span, said: &mut Said) -> Self {
        let heading = one_line(grid.cell(head, column));
        let found = map(&pieces(head + 1..grid.height()), |rows| numbers(rows.clone().map(|row| grid.cell(row, column))));
        let range = found.into_iter().flatten().reduce(|(least, most), own| (least.min(own.0), most.max(own.1)));
        let Some((least, most)) = range else { return Self::OF_WORDS };
        let told = heading.split_once('(').and_then(|(_, inside)| severity_told(inside));
        let SeverityTold { least: low, worst: high, certain } =
            told.unwrap_or(SeverityTold { least: None, worst: None, certain: false });
        // What is not told is the other end of a scale in use.
        let usual = MOST.into_iter().find(|usual| most <= *usual).unwrap_or(most);
        let ends = [least.min(1.0), usual];
        let other = |end: f64| if (end - ends[0]).abs() < (end - ends[1]).abs() { ends[1] } else { ends[0] };
        let (least, worst) = match (low, high) {
            (Some(least), Some(worst)) => (least, worst),
            (Some(least), None) => (least, other(least)),
            (None, Some(worst)) => (other(worst), worst),
            (None, None) => (ends[0], ends[1]),
        };
        let critical =
            ["critical", "kritisch", "critique", "crític", "critic"].iter().any(|word| heading.to_lowercase().contains(word));
        let grades = Self { least, worst, critical };
        if !certain {
            let Self { least, worst, .. } = grades;
            let message =
                format!("the numbers of `{heading}` are read as from {least} ({}) to {worst} ({})", SEVERITY[0], grades.at(1.0));
            let found = said.say(Code::ChangedOnImport, span, message, "does not say which number is the worst");
            let words = heading.split('(').next().unwrap_or_default().trim_end();
            found.help = Some(format!("write it behind the heading, as in `{words} (1 = low, 5 = critical)`"));
        }
        grades
    }

    /// How bad a text says that something is, in words or as a number.
    pub fn severity(self, text: &str) -> Option<&'static str> {
        severity(text).or_else(|| match rating(text)? {
            ((number, Of::Column), "") => self.place(number),
            // Where the column counts down, so does this.
            ((number, Of::Most(most)), "") => {
                let (least, worst) = if self.least > self.worst { (most, 1.0) } else { (1.0, most) };
                Self { least, worst, critical: true }.place(number)
            }
            _ => None,
        })
    }

    fn place(self, number: f64) -> Option<&'static str> {
        let share = (number - self.least) / (self.worst - self.least);
        (0.0..=1.0).contains(&share).then(|| self.at(share))
    }

    /// The word at a share of the way to the worst. Three grades have the lower three words, since they are called so.
    fn at(self, share: f64) -> &'static str {
        let all = SEVERITY.len() as f64;
        let grades = if self.critical { all } else { ((self.worst - self.least).abs() + 1.0).min(all) };
        // Of two words that are as near the milder one.
        let place = (share * (grades - 1.0) - 0.5).ceil();
        let places = SEVERITY.iter().zip(0_u8..);
        places.filter(|(_, own)| f64::from(*own) <= place.max(0.0)).last().map_or(SEVERITY[0], |(word, _)| word)
    }
}

/// The least and the greatest number of some cells.
fn numbers<'g>(cells: impl Iterator<Item = &'g str>) -> Option<(f64, f64)> {
    let mut range: Option<(f64, f64)> = None;
    let mut recent = Recent::default();
    // Most say it in words.
    for cell in cells.filter(|cell| cell.bytes().any(|byte| byte.is_ascii_digit())) {
        if recent.get(cell).is_some() {
            continue;
        }
        recent.keep(cell, ());
        for ((number, _), _) in severities(cell).filter_map(rating).filter(|((_, of), rest)| *of == Of::Column && rest.is_empty()) {
            let (least, most) = range.unwrap_or((number, number));
            range = Some((least.min(number), most.max(number)));
        }
    }
    range
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_words() {
        let words = |least: f64, worst: f64, numbers: &[f64]| -> Vec<&str> {
            numbers.iter().map(|&number| Grades { least, worst, critical: false }.place(number).unwrap_or("none")).collect()
        };
        assert_eq!(words(1.0, 4.0, &[1.0, 2.0, 3.0, 4.0, 5.0]), ["low", "medium", "high", "critical", "none"]);
        assert_eq!(words(4.0, 1.0, &[1.0, 2.0, 3.0, 4.0, 0.0]), ["critical", "high", "medium", "low", "none"]);
        assert_eq!(words(1.0, 3.0, &[1.0, 2.0, 3.0]), ["low", "medium", "high"]);
        assert_eq!(words(1.0, 5.0, &[1.0, 2.0, 3.0, 4.0, 5.0]), ["low", "medium", "medium", "high", "critical"]);
        assert_eq!(words(1.0, 10.0, &[1.0, 3.0, 5.0, 8.0, 10.0]), ["low", "medium", "medium", "high", "critical"]);
        assert_eq!(Grades { least: 1.0, worst: 3.0, critical: true }.place(3.0), Some("critical"));
        assert_eq!(Grades::OF_WORDS.severity("4/5"), Some("high"));
        let turned = Grades { least: 4.0, worst: 1.0, critical: true };
        assert_eq!(
            (turned.severity("1/5"), turned.severity("5/5"), turned.severity("1")),
            (Some("critical"), Some("low"), Some("critical"))
        );
        assert_eq!(Grades::OF_WORDS.severity("sehr hoch"), Some("critical"));
        assert_eq!(Grades::OF_WORDS.severity("3 people"), None);
    }
}
