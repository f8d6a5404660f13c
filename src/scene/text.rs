//! Lines of text.

use crate::theme::Colour;

pub use crate::r#type::{Face, Line, Weight};

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

impl Anchor {
    /// Where the left end of a line stands.
    pub fn left(self, x: f32, width: f32) -> f32 {
        match self {
            Self::Left => x,
            Self::Middle => x - width / 2.0,
            Self::Right => x - width,
        }
    }
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
