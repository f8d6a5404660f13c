//! Tables: the columns of `crate::table`, a row for each touchpoint, as text (CSV) and in a workbook (XLSX).
//!
//! `rows` makes the rows, `place` that of one stage or touchpoint, `naming` says what things are called, `write` makes cells; `csv` and `xlsx` write them. What is written here is what `import`
//! reads: the same rows come back.

mod csv;
#[cfg(feature = "cli")]
mod lists;
mod naming;
mod place;
mod rows;
mod write;
#[cfg(feature = "cli")]
mod xlsx;

pub use csv::csv;
#[cfg(feature = "cli")]
pub use xlsx::{form, xlsx};

/// A table.
struct Table {
    /// What its sheet is called.
    #[cfg_attr(not(feature = "cli"), allow(dead_code))]
    name: std::borrow::Cow<'static, str>,
    /// How many of its columns, from the first on, say what a row is about.
    #[cfg_attr(not(feature = "cli"), allow(dead_code))]
    titles: usize,
    /// The headings over its columns.
    headings: Vec<String>,
    /// Its rows, as wide as the headings.
    rows: Vec<Vec<Cell>>,
}

/// What stands in a cell.
#[derive(Clone, Debug, Default, PartialEq)]
enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Lines of text.
    Lines(Vec<String>),
    /// Lines that stand as they are: words of the language, and what is marked as text already.
    Words(Vec<String>),
    /// A number, and how a workbook shows it.
    Number(f64, Shown),
}

/// How a workbook shows a number.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(not(feature = "cli"), allow(dead_code))] // the library alone writes no workbooks
enum Shown {
    /// As it is.
    Plain,
    /// As so many percent; the number itself is the hundredth part.
    Percent,
    /// With a currency before it.
    Money(String),
}

impl Cell {
    /// One line of text, or nothing.
    fn text(text: &str) -> Self {
        let line = one_line(text);
        if line.is_empty() { Self::Empty } else { Self::Lines(vec![line]) }
    }
}

/// A text as a line of a cell: no line ends, no signs that cannot be seen.
fn one_line(text: &str) -> String {
    let line: Vec<&str> =
        text.split(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}']).map(str::trim).filter(|line| !line.is_empty()).collect();
    crate::render::visible_whole(&line.join(" ")).trim().to_owned()
}
