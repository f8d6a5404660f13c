//! A colour as a screen shows it.

/// Red, green and blue, 0 to 255, in the sRGB space.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Rgb(pub u8, pub u8, pub u8);

impl Rgb {
    /// Reads `#1D4ED8` or `#18F`.
    pub fn parse(written: &str) -> Option<Self> {
        let digits = written.strip_prefix('#')?;
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let value = u32::from_str_radix(digits, 16).ok()?;
        match digits.len() {
            6 => Some(Self((value >> 16) as u8, (value >> 8) as u8, value as u8)),
            3 => {
                let part = |shift: u32| ((value >> shift) as u8 & 15) * 17;
                Some(Self(part(8), part(4), part(0)))
            }
            _ => None,
        }
    }

    /// How much light it gives, 0 to 1, as WCAG 2.2 defines it.
    pub fn luminance(self) -> f64 {
        let part = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(self.0) + 0.7152 * part(self.1) + 0.0722 * part(self.2)
    }

    /// The contrast ratio of two colours, 1 to 21, as WCAG 2.2 defines it.
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }
}

impl std::fmt::Display for Rgb {
    /// As SVG and CSS write it.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

#[cfg(test)]
mod tests {
    use super::Rgb;

    #[test]
    fn reads_what_it_writes() {
        assert_eq!(Rgb::parse("#1d4ed8"), Some(Rgb(29, 78, 216)));
        assert_eq!(Rgb::parse("#18F"), Some(Rgb(17, 136, 255)));
        assert_eq!(Rgb(29, 78, 216).to_string(), "#1d4ed8");
        for wrong in ["1d4ed8", "#1d4ed", "#1d4ed88", "#ggg", "#+12", "", "#"] {
            assert_eq!(Rgb::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        assert!((Rgb(0, 0, 0).contrast(Rgb(255, 255, 255)) - 21.0).abs() < 1e-9);
        assert!((Rgb(119, 119, 119).contrast(Rgb(255, 255, 255)) - 4.478).abs() < 1e-3);
    }
}
