//! The words that pictures and reports bring along: headings of rows, marks of a legend. Not the words of the map itself.
//!
//! Each word has a key, under which a project may set its own (`[labels]` in `journey.toml`), and a text in each language.

mod length;
mod notes;
mod part;
mod table;

pub use length::Rounding;
pub use notes::{note_numbers, referring};
pub use part::{Precision, Whole};
pub use table::{LANGUAGES, Word};

use crate::model::value::{Basis, Quantity, Unit};

/// The words of a run: a language, and what was set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Labels {
    language: usize,
    set: Vec<(Word, String)>,
}

impl Labels {
    /// The text of a word.
    pub fn get(&self, word: Word) -> &str {
        let set = self.set.iter().rev().find(|(other, _)| *other == word);
        set.map_or_else(|| word.texts()[self.language], |(_, text)| text)
    }

    /// The text of a key; none if no word has it.
    pub fn of_key(&self, key: &str) -> Option<&str> {
        Word::ALL.iter().find(|word| word.key() == key).map(|word| self.get(*word))
    }

    /// The same with each word of a project's own changed in some way.
    #[must_use]
    pub fn map(&self, change: impl Fn(&str) -> String) -> Self {
        let set = self.set.iter().map(|(word, text)| (*word, change(text))).collect();
        Self { language: self.language, set }
    }

    /// A quantity as it is written, a unit of time in words of the language.
    pub fn measure(&self, quantity: &Quantity) -> String {
        let Some(unit) = quantity.time_unit().and_then(|unit| self.of_key(unit)) else { return quantity.to_string() };
        let number = Quantity { unit: Unit::Number, ..quantity.clone() };
        format!("{number} {unit}")
    }

    /// The code of the language, as in BCP 47.
    pub fn language(&self) -> &'static str {
        LANGUAGES[self.language]
    }

    /// Sets the language by its place in [`LANGUAGES`]; one that is not there changes nothing.
    pub fn set_language(&mut self, index: usize) {
        if index < LANGUAGES.len() {
            self.language = index;
        }
    }

    /// Sets a word.
    pub fn set(&mut self, word: Word, text: impl Into<String>) {
        self.set.push((word, text.into()));
    }
}

impl From<Basis> for Word {
    fn from(basis: Basis) -> Self {
        match basis {
            Basis::Assumed => Self::BasisAssumed,
            Basis::Researched => Self::BasisResearched,
            Basis::Measured => Self::BasisMeasured,
        }
    }
}

impl Word {
    /// The text in English.
    pub const fn english(self) -> &'static str {
        self.texts()[0]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_of_ones_own_is_stronger_than_the_language() {
        let mut labels = Labels::default();
        assert_eq!(labels.get(Word::Pain), "Pains");
        labels.set_language(LANGUAGES.iter().position(|code| *code == "de").unwrap_or_default());
        assert_eq!(labels.get(Word::Opportunity), "Chancen");
        labels.set(Word::Opportunity, "Ideen");
        assert_eq!(labels.get(Word::Opportunity), "Ideen");
    }

    #[test]
    fn every_word_has_a_text_in_every_language() {
        for word in Word::ALL {
            assert!(word.texts().iter().all(|text| !text.trim().is_empty()), "{}", word.key());
        }
    }
}
