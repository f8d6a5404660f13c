//! Lines: where text may break, and where it has to.

use unicode_bidi::Direction;
use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_segmentation::UnicodeSegmentation as _;

use super::{Face, Type};

/// A line of text.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// What it says, in logical order, without white space at its end.
    pub text: String,
    /// How wide it is, in px.
    pub width: f32,
    /// Whether it reads from right to left.
    pub rtl: bool,
}

/// What a reader takes for one letter: a character with the marks that belong to it.
pub fn clusters(text: &str) -> impl Iterator<Item = &str> {
    // Plain text has a letter in each byte, and no line end in the middle of a line.
    let plain = text.is_ascii();
    let bytes = plain.then(|| (0..text.len()).map(|at| &text[at..=at])).into_iter().flatten();
    let letters = (!plain).then(|| text.graphemes(true)).into_iter().flatten();
    bytes.chain(letters)
}

/// Breaks a text.
pub fn wrap(fonts: &Type, text: &str, face: Face, width: f32, most: Option<usize>) -> Vec<Line> {
    let mut setter = Setter { fonts, face, width, lines: Vec::new(), line: String::new(), used: 0.0 };
    let mut start = 0;
    for (end, kind) in linebreaks(text) {
        let piece = &text[start..end];
        start = end;
        let forced = kind == BreakOpportunity::Mandatory
            && piece.ends_with(['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}']);
        setter.add(piece.trim_end_matches(['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}']));
        if forced {
            setter.end();
        }
        if most.is_some_and(|most| setter.lines.len() > most) {
            break;
        }
    }
    setter.end();
    let mut lines = setter.lines;
    if let Some(most) = most
        && lines.len() > most
    {
        lines.truncate(most);
        if let Some(last) = lines.pop() {
            lines.push(cut(fonts, &last, face, width));
        }
    }
    mark_directions(text, &mut lines);
    lines
}

struct Setter<'t> {
    fonts: &'t Type,
    face: Face,
    width: f32,
    lines: Vec<Line>,
    line: String,
    used: f32,
}

impl Setter<'_> {
    /// Adds a piece that does not break, with the white space after it.
    fn add(&mut self, piece: &str) {
        let word = piece.trim_end();
        let wide = self.fonts.width(word, self.face);
        // Letter spacing stands after the last letter, too, where nobody sees it.
        if self.used > 0.0 && self.used + wide - self.face.spacing > self.width {
            self.end();
        }
        if wide - self.face.spacing > self.width {
            self.cut_word(word);
        } else {
            self.line.push_str(word);
            self.used += wide;
        }
        let space = &piece[word.len()..];
        self.line.push_str(space);
        self.used += self.fonts.width(space, self.face);
    }

    /// A word that is wider than a line: as many letters as fit, and the rest below.
    fn cut_word(&mut self, word: &str) {
        for letter in clusters(word) {
            let wide = self.fonts.width(letter, self.face);
            if self.used > 0.0 && self.used + wide - self.face.spacing > self.width {
                self.end();
            }
            self.line.push_str(letter);
            self.used += wide;
        }
    }

    fn end(&mut self) {
        let text = std::mem::take(&mut self.line);
        self.used = 0.0;
        let text = text.trim_end();
        if !text.is_empty() {
            self.lines.push(Line { text: text.to_owned(), width: self.fonts.width(text, self.face), rtl: false });
        }
    }
}

/// A line that ends in `…`, with as many of its letters as fit.
fn cut(fonts: &Type, line: &Line, face: Face, width: f32) -> Line {
    const DOTS: &str = "…";
    let room = width - fonts.width(DOTS, face);
    let mut used = 0.0;
    let mut end = 0;
    for (at, letter) in line.text.grapheme_indices(true) {
        used += fonts.width(letter, face);
        if used > room {
            break;
        }
        end = at + letter.len();
    }
    let text = format!("{}{DOTS}", line.text[..end].trim_end_matches([' ', ',', '.', ';', ':', '–', '-']));
    Line { width: fonts.width(&text, face), text, rtl: line.rtl }
}

/// A line reads as its paragraph does: by the first letter with a direction.
fn mark_directions(text: &str, lines: &mut [Line]) {
    if text.is_ascii() {
        return;
    }
    let rtl = unicode_bidi::get_base_direction_full(text) == Direction::Rtl;
    for line in lines {
        line.rtl = rtl;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::r#type::Weight;

    const FACE: Face = Face { size: 10.0, weight: Weight::Regular, spacing: 0.0, tabular: false };

    fn wrapped(text: &str, width: f32, most: Option<usize>) -> Vec<String> {
        let lines = Type::shipped().wrap(text, FACE, width, most);
        for line in &lines {
            assert!(line.width <= width, "{line:?} is wider than {width}");
        }
        lines.into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn widths_are_those_of_the_font() {
        // The advances that fontTools reads: A 1904, V 1904, a 1588, of 2816 units in the em.
        let width = Type::shipped().width("AVa", FACE);
        assert!((width - (1904.0 + 1904.0 + 1588.0) / 281.6).abs() < 0.01, "{width}");
        let tabular = Face { tabular: true, ..FACE };
        assert!((Type::shipped().width("11", tabular) - Type::shipped().width("00", tabular)).abs() < 1e-4);
        let spaced = Face { spacing: 1.0, ..FACE };
        assert!((Type::shipped().width("abc", spaced) - Type::shipped().width("abc", FACE) - 3.0).abs() < 1e-4);
    }

    #[test]
    fn lines_break_where_unicode_allows() {
        assert_eq!(wrapped("Searches for help", 60.0, None), ["Searches", "for help"]);
        assert_eq!(wrapped("well-known (brackets) stay", 62.0, None), ["well-known", "(brackets)", "stay"]);
        assert_eq!(wrapped("10\u{a0}000 one", 36.0, None), ["10\u{a0}000", "one"]);
        assert_eq!(wrapped("one\ntwo\r\n\nthree", 200.0, None), ["one", "two", "three"]);
        assert_eq!(wrapped("顧客体験、地図。", 45.0, None), ["顧客体", "験、地", "図。"]);
        assert_eq!(wrapped("", 50.0, None), Vec::<String>::new());
        assert_eq!(wrapped("  \n ", 50.0, None), Vec::<String>::new());
    }

    #[test]
    fn long_words_break_between_letters_and_never_inside_one() {
        assert_eq!(wrapped("abcdefghijkl", 30.0, None), ["abcde", "fghijkl"]);
        let family = "👩‍👩‍👧‍👦";
        assert_eq!(wrapped(&family.repeat(3), 14.0, None), [family, family, family]);
        let accents = "e\u{301}\u{323}";
        assert!(wrapped(&accents.repeat(9), 20.0, None).iter().all(|line| line.starts_with('e')));
    }

    #[test]
    fn what_is_cut_says_so() {
        assert_eq!(wrapped("one two three four five", 45.0, Some(2)), ["one two", "three…"]);
        assert_eq!(wrapped("abcdefghijklmnopq", 30.0, Some(1)), ["abc…"]);
        assert_eq!(wrapped("one two", 100.0, Some(1)), ["one two"]);
    }

    #[test]
    fn lines_know_their_direction() {
        let rtl = |text: &str| Type::shipped().wrap(text, FACE, 500.0, None)[0].rtl;
        assert!(rtl("رحلة العميل"));
        assert!(rtl("12 ספר"));
        assert!(!rtl("a ספר"));
        assert!(!rtl("12.5"));
    }
}
