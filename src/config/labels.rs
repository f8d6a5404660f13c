//! `[labels]`: the language of pictures and reports, and words of one's own.

use crate::labels::{LANGUAGES, Word};

use super::Config;
use super::reader::{Reader, Table};

pub(super) fn read(reader: &mut Reader<'_>, table: Table<'_>, config: &mut Config) {
    for (key, value) in table.entries() {
        if key.text == "language" {
            let languages: Vec<(&'static str, usize)> = LANGUAGES.iter().enumerate().map(|(at, code)| (*code, at)).collect();
            if let Some(language) = reader.word(key, value, &languages) {
                config.labels.set_language(language);
            }
        } else if let Some(word) = Word::ALL.iter().find(|word| word.key() == key.text) {
            if let Some(text) = reader.text(key, value, word.english()) {
                config.labels.set(*word, text);
            }
        } else {
            let known: Vec<&str> = std::iter::once("language").chain(Word::ALL.iter().map(|word| word.key())).collect();
            reader.unknown_key(key, "in `[labels]`", &known, table);
        }
    }
}
