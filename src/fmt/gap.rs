//! What stands between two things that are written: white space, and the signs that only separate.

/// What of a gap is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Gap {
    /// There is a line end in it.
    pub newline: bool,
    /// There is a line in it with nothing on it.
    pub blank: bool,
    /// There is a `;` in it.
    pub semicolon: bool,
}

impl Gap {
    /// The gap of a text between two things.
    pub fn of(text: &str) -> Self {
        let mut gap = Self::default();
        // Whether nothing but white space has come since a line end.
        let mut empty = false;
        let bytes = text.as_bytes();
        for (at, byte) in bytes.iter().enumerate() {
            match byte {
                b'\r' if bytes.get(at + 1) == Some(&b'\n') => {}
                b'\n' | b'\r' => {
                    gap.blank |= empty;
                    gap.newline = true;
                    empty = true;
                }
                b' ' | b'\t' => {}
                other => {
                    gap.semicolon |= *other == b';';
                    empty = false;
                }
            }
        }
        gap
    }
}

/// The byte range of what a gap should not hold: anything but white space and `;`, and `,` between the arms of a branch.
pub(super) fn odd(text: &str, commas: bool) -> Option<std::ops::Range<usize>> {
    let is_odd = |c: char| !(matches!(c, ' ' | '\t' | '\n' | '\r' | ';') || commas && c == ',');
    let (last, c) = text.char_indices().rfind(|(_, c)| is_odd(*c))?;
    Some(text.find(is_odd).unwrap_or(last)..last + c.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_of_all_kinds() {
        let gap = |newline, blank, semicolon| Gap { newline, blank, semicolon };
        for (text, expected) in [
            ("", gap(false, false, false)),
            (" ; ", gap(false, false, true)),
            (" \n  ", gap(true, false, false)),
            ("\r\n", gap(true, false, false)),
            ("\r", gap(true, false, false)),
            ("\n \t\n", gap(true, true, false)),
            ("\r\n\r\n", gap(true, true, false)),
            ("\r\r", gap(true, true, false)),
            ("\n;\n", gap(true, false, true)),
            ("\n;\n\n", gap(true, true, true)),
        ] {
            assert_eq!(Gap::of(text), expected, "{text:?}");
        }
    }

    #[test]
    fn what_does_not_belong_in_a_gap() {
        assert_eq!(odd(" ;\r\n\t", false), None);
        assert_eq!(odd(" , ", true), None);
        assert_eq!(odd(" , ", false), Some(1..2));
        assert_eq!(odd("\n } x\n", false), Some(2..5));
        assert_eq!(odd(" \u{A0} ", false), Some(1..3));
    }
}
