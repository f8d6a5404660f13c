//! Lines: where text may break, and where it has to.

use std::sync::OnceLock;

use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed};
use unicode_bidi::Direction;
use unicode_segmentation::UnicodeSegmentation as _;

use super::shape::{advances, width as width_of};
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

/// Two widths this near to each other are the same; sums of many numbers are not exact.
const SAME: f32 = 0.01;

/// What stands at the end of a line that has been cut.
const DOTS: &str = "…";

const LINE_ENDS: [char; 7] = ['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'];

/// Breaks a text.
pub fn wrap(fonts: &Type, text: &str, face: Face, width: f32, most: Option<usize>) -> Vec<Line> {
    let rtl = reads_from_right(text);
    let advances = advances(fonts, text, Some(rtl), face);
    let mut setter = Setter { fonts, text, rtl, face, width, advances, lines: Vec::new(), start: 0, end: 0, used: 0.0 };
    let mut before = 0;
    for at in segmenter().segment_str(text).skip(1) {
        setter.add(before, at);
        if text[before..at].ends_with(LINE_ENDS) {
            setter.finish_line();
        }
        before = at;
        if most.is_some_and(|most| setter.lines.len() > most) {
            break;
        }
    }
    setter.finish_line();
    let mut lines = setter.lines;
    if let Some(most) = most
        && lines.len() > most
    {
        lines.truncate(most);
        if let Some(last) = lines.pop() {
            lines.push(cut(fonts, &last, face, width));
        }
    }
    lines
}

fn segmenter() -> LineSegmenterBorrowed<'static> {
    static SEGMENTER: OnceLock<LineSegmenterBorrowed<'static>> = OnceLock::new();
    *SEGMENTER.get_or_init(|| LineSegmenter::new_dictionary(icu_segmenter::options::LineBreakOptions::default()))
}

/// Whether the first letter with a direction reads from right to left.
fn reads_from_right(text: &str) -> bool {
    !text.is_ascii() && unicode_bidi::get_base_direction_full(text) == Direction::Rtl
}

struct Setter<'t> {
    fonts: &'t Type,
    text: &'t str,
    rtl: bool,
    face: Face,
    width: f32,
    /// By byte of the text.
    advances: Vec<f32>,
    lines: Vec<Line>,
    /// Where the line begins, and how far it goes up to now.
    start: usize,
    end: usize,
    /// The width of that, with the white space at its end.
    used: f32,
}

impl Setter<'_> {
    /// Adds the piece between two places where the text may break.
    fn add(&mut self, from: usize, to: usize) {
        let piece = &self.text[from..to];
        let word = from + piece.trim_end().len();
        let wide = self.wide(from, word);
        let hyphen = if piece.ends_with('\u{ad}') { self.fonts.width("-", self.face) } else { 0.0 };
        if self.used > 0.0 && !self.fits(self.used + wide + hyphen) {
            self.finish_line();
        }
        if self.fits(wide + hyphen) {
            self.used += wide;
        } else {
            self.break_word(from, word);
        }
        self.end = to;
        self.used += self.wide(word, to);
    }

    /// A word that is wider than a line: as many clusters as fit, and the rest below.
    fn break_word(&mut self, from: usize, to: usize) {
        for (at, cluster) in self.text[from..to].grapheme_indices(true) {
            let at = from + at;
            let wide = self.wide(at, at + cluster.len());
            if self.used > 0.0 && !self.fits(self.used + wide) {
                self.finish_line();
            }
            self.end = at + cluster.len();
            self.used += wide;
        }
    }

    /// Letter spacing stands after the last cluster, too, where nobody sees it.
    fn fits(&self, used: f32) -> bool {
        used - self.face.spacing <= self.width + SAME
    }

    fn wide(&self, from: usize, to: usize) -> f32 {
        self.advances[from..to].iter().sum()
    }

    fn finish_line(&mut self) {
        let text = self.text[self.start..self.end].trim_end();
        self.start = self.end;
        self.used = 0.0;
        if text.is_empty() {
            return;
        }
        // A soft hyphen shows where the word is parted.
        let text = text.strip_suffix('\u{ad}').map_or_else(|| text.to_owned(), |word| format!("{word}-"));
        self.lines.push(line(self.fonts, text, self.rtl, self.face));
    }
}

/// The beginning of a line with `…` after it, as much as fits.
fn cut(fonts: &Type, whole: &Line, face: Face, width: f32) -> Line {
    let advances = advances(fonts, &whole.text, Some(whole.rtl), face);
    let room = width - fonts.width(DOTS, face) + face.spacing + SAME;
    let mut used = 0.0;
    let mut end = 0;
    for (at, cluster) in whole.text.grapheme_indices(true) {
        let next = at + cluster.len();
        used += advances[at..next].iter().sum::<f32>();
        if used > room {
            break;
        }
        end = next;
    }
    let text = format!("{}{DOTS}", whole.text[..end].trim_end_matches([' ', ',', '.', ';', ':', '–', '-']));
    line(fonts, text, whole.rtl, face)
}

fn line(fonts: &Type, text: String, rtl: bool, face: Face) -> Line {
    Line { width: width_of(fonts, &text, Some(rtl), face), text, rtl }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::r#type::Weight;

    const FACE: Face = Face { size: 10.0, weight: Weight::Regular, spacing: 0.0, tabular: false };

    fn wrapped(text: &str, width: f32, most: Option<usize>) -> Vec<String> {
        let lines = Type::shipped().wrap(text, FACE, width, most);
        for line in &lines {
            assert!(line.width <= width + SAME, "{line:?} is wider than {width}");
        }
        lines.into_iter().map(|line| line.text).collect()
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
    fn thai_breaks_between_words() {
        assert_eq!(wrapped("การเดินทางของลูกค้า", 70.0, None), ["การเดินทาง", "ของลูกค้า"]);
    }

    #[test]
    fn long_words_break_between_clusters_and_never_inside_one() {
        assert_eq!(wrapped("abcdefghijkl", 30.0, None), ["abcde", "fghijkl"]);
        let family = "👩‍👩‍👧‍👦";
        assert_eq!(wrapped(&family.repeat(3), 14.0, None), [family, family, family]);
        let accents = "e\u{301}\u{323}";
        assert!(wrapped(&accents.repeat(9), 20.0, None).iter().all(|line| line.starts_with('e')));
        assert_eq!(wrapped("super\u{ad}market", 40.0, None), ["super-", "market"]);
        assert_eq!(wrapped("super\u{ad}market", 80.0, None), ["super\u{ad}market"]);
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
