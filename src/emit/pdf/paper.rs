//! Sizes of paper.

/// A size of paper, lying: wider than high, as maps are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Hash)]
pub enum Paper {
    /// 1189 × 841 mm.
    A0,
    /// 841 × 594 mm.
    A1,
    /// 594 × 420 mm.
    A2,
    /// 420 × 297 mm.
    #[default]
    A3,
    /// 297 × 210 mm.
    A4,
    /// 17 × 11 inches.
    Tabloid,
    /// 11 × 8½ inches.
    Letter,
}

/// Points on a millimetre.
const MILLIMETRE: f32 = 72.0 / 25.4;

impl Paper {
    /// All of them.
    pub const ALL: &'static [Self] = &[Self::A0, Self::A1, Self::A2, Self::A3, Self::A4, Self::Tabloid, Self::Letter];

    /// The name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::A0 => "a0",
            Self::A1 => "a1",
            Self::A2 => "a2",
            Self::A3 => "a3",
            Self::A4 => "a4",
            Self::Tabloid => "tabloid",
            Self::Letter => "letter",
        }
    }

    /// The one of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|paper| paper.name() == name)
    }

    /// Width and height in points, 72 to an inch.
    pub fn size(self) -> (f32, f32) {
        let millimetres = |width: f32, height: f32| (width * MILLIMETRE, height * MILLIMETRE);
        match self {
            Self::A0 => millimetres(1189.0, 841.0),
            Self::A1 => millimetres(841.0, 594.0),
            Self::A2 => millimetres(594.0, 420.0),
            Self::A3 => millimetres(420.0, 297.0),
            Self::A4 => millimetres(297.0, 210.0),
            Self::Tabloid => (1224.0, 792.0),
            Self::Letter => (792.0, 612.0),
        }
    }
}
