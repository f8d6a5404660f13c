//! The table of colours: one row for each part of the picture, one column for each design.

#![allow(clippy::unreadable_literal)] // six digits are how colours are read

use super::{Design, Rgb};

const fn hex(value: u32) -> Rgb {
    Rgb((value >> 16) as u8, (value >> 8) as u8, value as u8)
}

macro_rules! colours {
    ($($(#[$meaning:meta])* $name:ident $word:literal $light:literal $dark:literal $print:literal $contrast:literal;)*) => {
        /// A part in the picture.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Colour { $($(#[$meaning])* $name),* }

        impl Colour {
            /// All of them, in the order of the table.
            pub const ALL: &'static [Colour] = &[$(Colour::$name),*];

            /// Its name in journey.toml.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$name => $word),*
                }
            }

            /// The one of a name.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|colour| colour.name() == name)
            }
        }

        /// What the parts look like in a design.
        pub(super) fn table(design: Design) -> [Rgb; Colour::ALL.len()] {
            match design {
                Design::Light => [$(hex($light)),*],
                Design::Dark => [$(hex($dark)),*],
                Design::Print => [$(hex($print)),*],
                Design::Contrast => [$(hex($contrast)),*],
            }
        }
    };
}

colours! {
    //                                light    dark     print    contrast
    /// The ground of the picture.
    Paper           "paper"           0xFFFFFF 0x11161D 0xFFFFFF 0x000000;
    /// Text of first rank.
    Ink             "ink"             0x111827 0xF1F4F8 0x000000 0xFFFFFF;
    /// Text of second rank.
    Second          "second"          0x4B5563 0xB4BECB 0x3D3D3D 0xE6E6E6;
    /// Lines that only order the picture.
    Hairline        "hairline"        0xE5E7EB 0x2A333F 0xC9C9C9 0x636363;
    /// The ground of the heading of a stage.
    Stage           "stage"           0xEEF2F7 0x1E2733 0xEFEFEF 0x1F1F1F;
    /// The ground of a stage in the flow.
    Band            "band"            0xF6F8FB 0x161C25 0xF7F7F7 0x0F0F0F;
    /// The ground of a card.
    Card            "card"            0xFFFFFF 0x171E27 0xFFFFFF 0x000000;
    /// The border of a card.
    Border          "border"          0xCBD5E1 0x435063 0x9A9A9A 0xFFFFFF;
    /// The ground of what customers do not see.
    Backstage       "backstage"       0xF6F7F9 0x151B23 0xF4F4F4 0x141414;
    /// Borders and lines that carry meaning.
    Line            "line"            0x6B7280 0x8E9AAA 0x5C5C5C 0xFFFFFF;
    /// The grid behind the curves.
    Grid            "grid"            0xE9ECF1 0x262F3A 0xD9D9D9 0x4A4A4A;
    /// The line of neither good nor bad.
    Zero            "zero"            0xB8C0CC 0x55616F 0x8F8F8F 0xA6A6A6;
    /// The first persona.
    Persona1        "persona-1"       0x1D4ED8 0x85B4FF 0x000000 0x7CC4FF;
    /// The second persona.
    Persona2        "persona-2"       0xB45309 0xF5A35C 0x4F4F4F 0xFFB454;
    /// The third persona.
    Persona3        "persona-3"       0x067647 0x5CD39A 0x000000 0x6CF0A6;
    /// The fourth persona.
    Persona4        "persona-4"       0x6D28D9 0xC4A7FF 0x4F4F4F 0xD9C2FF;
    /// The fifth persona.
    Persona5        "persona-5"       0xBE185D 0xFF9CC6 0x000000 0xFFA8D2;
    /// The sixth persona.
    Persona6        "persona-6"       0x0E7490 0x66D3E0 0x4F4F4F 0x79ECF7;
    /// Text on the colour of a persona.
    OnPersona       "on-persona"      0xFFFFFF 0x11161D 0xFFFFFF 0x000000;
    /// Pains, risks and failure.
    Pain            "pain"            0xB42318 0xFF9488 0x000000 0xFF9A8F;
    /// The ground of a sign of a pain.
    PainGround      "pain-ground"     0xFEECEA 0x3A1E1D 0xECECEC 0x2B0D0B;
    /// Gains, opportunities and success.
    Gain            "gain"            0x067647 0x5CD39A 0x000000 0x6CF0A6;
    /// The ground of a sign of a gain.
    GainGround      "gain-ground"     0xE3F5EC 0x14311F 0xECECEC 0x08240F;
    /// Moments of truth.
    Moment          "moment"          0x6D28D9 0xC4A7FF 0x000000 0xFFE45C;
    /// The band behind the curve at a moment of truth.
    MomentGround    "moment-ground"   0xF5F3FF 0x221D36 0xF1F1F1 0x2B2700;
}

impl Colour {
    /// The colour of a persona by its number, from 0.
    pub const fn persona(number: usize) -> Self {
        match number % super::PERSONAS as usize {
            0 => Self::Persona1,
            1 => Self::Persona2,
            2 => Self::Persona3,
            3 => Self::Persona4,
            4 => Self::Persona5,
            _ => Self::Persona6,
        }
    }
}
