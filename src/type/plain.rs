//! The short way for plain text: the advances of the shipped fonts, pair by pair.
//!
//! The shipped fonts move letters by pairs only, and all their characters read from left to right. So the advance of a character follows
//! from the one after it; each pair is shaped once and then remembered. A test compares this with shaping whole texts.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU16, Ordering};

use super::font::Font;
use super::shape::pair_advance;

/// The pairs of a font.
pub struct Pairs {
    tabular: bool,
    /// By character: its number, counted from 1; 0 is not plain.
    numbers: Vec<u16>,
    /// How many characters are plain.
    count: usize,
    /// By number: the advances before each other character and at the end of the text, in units of the font and counted from 1.
    rows: Vec<OnceLock<Box<[AtomicU16]>>>,
}

impl Pairs {
    /// Nothing is known yet but which characters there are.
    pub fn new(font: &harfrust::Font, tabular: bool) -> Self {
        let mut numbers = Vec::new();
        let mut count = 0;
        for (code, _) in font.charmap().unicodes() {
            let plain = char::from_u32(code).is_some_and(|char| !super::stretch::is_invisible(char));
            let at = code as usize;
            if plain && at < 0x1_0000 {
                numbers.resize(numbers.len().max(at + 1), 0);
                count += 1;
                numbers[at] = count as u16;
            }
        }
        Self { tabular, numbers, count, rows: (0..count).map(|_| OnceLock::new()).collect() }
    }

    /// Tells the advance of each character of a text, in units of the font; false as soon as one is not plain.
    pub fn walk(&self, font: &Font, text: &str, mut tell: impl FnMut(usize, u16)) -> bool {
        let mut chars = text.char_indices();
        let Some((mut at, mut char)) = chars.next() else { return true };
        let Some(mut number) = self.number(char) else { return false };
        for (next_at, next) in chars {
            let Some(next_number) = self.number(next) else { return false };
            tell(at, self.advance(font, (char, number), Some((next, next_number))));
            (at, char, number) = (next_at, next, next_number);
        }
        tell(at, self.advance(font, (char, number), None));
        true
    }

    fn number(&self, char: char) -> Option<usize> {
        self.numbers.get(char as usize).and_then(|number| usize::from(*number).checked_sub(1))
    }

    fn advance(&self, font: &Font, (char, number): (char, usize), next: Option<(char, usize)>) -> u16 {
        let empty = || (0..=self.count).map(|_| AtomicU16::new(0)).collect();
        let row = self.rows[number].get_or_init(empty);
        let place = &row[next.map_or(self.count, |(_, number)| number)];
        match place.load(Ordering::Relaxed) {
            0 => {
                let advance = pair_advance(font, char, next.map(|(next, _)| next), self.tabular);
                place.store(advance + 1, Ordering::Relaxed);
                advance
            }
            known => known - 1,
        }
    }
}
