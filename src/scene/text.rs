//! Lines of text.

use crate::theme::Colour;

/// How thick letters are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Weight {
    /// For reading: 400.
    #[default]
    Regular,
    /// For headings: 600.
    Semibold,
}

/// How letters look, apart from their colour.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Face {
    /// The size in px.
    pub size: f32,
    /// How thick.
    pub weight: Weight,
    /// What is added after each letter, in px.
    pub spacing: f32,
    /// Whether all digits have one width.
    pub tabular: bool,
}

/// A line that is already broken.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// What it says, in logical order.
    pub text: String,
    /// How wide it is.
    pub width: f32,
    /// Whether it reads from right to left.
    pub rtl: bool,
}

/// Which point of each line stands at `x`, whatever the direction of its letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Anchor {
    /// Its left end.
    #[default]
    Left,
    /// Its middle.
    Middle,
    /// Its right end.
    Right,
}

/// Lines of text below each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    /// Where each line is held.
    pub x: f32,
    /// The baseline of the first line.
    pub y: f32,
    /// Which point of a line stands at `x`.
    pub anchor: Anchor,
    /// The lines; none is empty.
    pub lines: Vec<Line>,
    /// From one baseline to the next, in px.
    pub leading: f32,
    /// How the letters look.
    pub face: Face,
    /// Their colour.
    pub colour: Colour,
    /// A rim in this colour, painted under the letters and 4 px wide in all.
    pub halo: Option<Colour>,
}
