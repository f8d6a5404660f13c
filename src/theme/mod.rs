//! The colours of the picture: what each part of it is painted with, in four designs.
//!
//! A [`Colour`] is a part in the picture, such as the ground of a stage; a [`Theme`] says what it looks like. Each design is made for
//! itself: *light* for screens, *dark* for dark ones, *print* for black ink on white paper, *contrast* for eyes that need more of it.
//! A test computes the contrast of every pair of colours that meet.

mod colours;
mod pairs;
mod rgb;

pub use colours::Colour;
pub use pairs::pairs;
pub use rgb::Rgb;

/// How many personas have a colour of their own; further ones begin again, with another dash and marker.
pub const PERSONAS: u8 = 6;

/// The designs that come with the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Design {
    /// Ink on white.
    #[default]
    Light,
    /// For dark screens.
    Dark,
    /// Black and grey on white paper.
    Print,
    /// The strongest colours on black.
    Contrast,
}

impl Design {
    /// All of them.
    pub const ALL: &'static [Design] = &[Design::Light, Design::Dark, Design::Print, Design::Contrast];

    /// The name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Print => "print",
            Self::Contrast => "contrast",
        }
    }

    /// The design of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|design| design.name() == name)
    }
}

/// What every colour looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    colours: [Rgb; Colour::ALL.len()],
}

impl Default for Theme {
    fn default() -> Self {
        Self::new(Design::default())
    }
}

impl Theme {
    /// The colours of a design.
    pub fn new(design: Design) -> Self {
        Self { colours: colours::table(design) }
    }

    /// What a colour looks like.
    pub fn rgb(&self, colour: Colour) -> Rgb {
        self.colours[colour as usize]
    }

    /// The same with another look for one colour.
    #[must_use]
    pub fn with(mut self, colour: Colour, rgb: Rgb) -> Self {
        self.colours[colour as usize] = rgb;
        self
    }
}
