//! The page of a word from a closed list: in which fields it stands, and what it says there.

use std::fmt::Write;

use crate::model::vocabulary as v;
use crate::model::vocabulary::{ELEMENTS, ElementKind, Field, ValueType};

/// Each list with what its words say, in the order of the list.
const MEANINGS: &[(&[&str], &[&str])] = &[
    (
        v::PERSONA_KIND,
        &["is served", "works for the business", "works with the business", "brings what is offered", "is a machine or program"],
    ),
    (v::PERSONA_ROLE, &["the map is about them", "they take part"]),
    (v::CHANNEL_KIND, &["on a screen", "at a place, with things", "with a person"]),
    (v::CHANNEL_MEDIUM, &["the business has it", "the business pays for it", "others give it, as reviews do"]),
    (v::LIFE, &["it exists", "it is to come", "it is no more"]),
    (v::SOURCE_KIND, &["people were asked", "people spoke unasked", "people were watched, or what they did was counted"]),
    (
        v::METHOD,
        &[
            "the same questions to many",
            "a conversation",
            "a form that customers fill in",
            "people try something, somebody watches",
            "people write down what happens to them",
            "somebody watches",
            "what people write about it in public",
            "what people say in social media",
            "what people asked for help",
            "what was counted of many",
            "what a system wrote down of each",
        ],
    ),
    (v::STATE, &["how it is today", "how it should be", "how it was seen to be"]),
    (v::MAP_STATUS, &["not agreed yet", "in use", "agreed and handed over"]),
    (v::ORDER, &["its touchpoints are alternatives in no order"]),
    (v::SEVERITY, &["hardly matters", "is felt", "matters to many", "decides about the whole"]),
    (v::CONSEQUENCE, &["people go on", "people find a way around", "people give up"]),
    (v::GRADE, &["little", "some", "much"]),
    (v::OPPORTUNITY_STATUS, &["somebody thought of it", "it is decided", "it is being done", "it is done", "it will not be done"]),
    (v::OUTCOME, &["as it is meant to end", "as it should not end", "neither"]),
];

/// What the words of a list say, one each.
pub(super) fn meanings(list: &[&str]) -> &'static [&'static str] {
    MEANINGS.iter().find(|(words, _)| *words == list).map_or(&[], |(_, meanings)| meanings)
}

/// All words, each once.
pub fn words() -> Vec<&'static str> {
    let mut words: Vec<&str> = MEANINGS.iter().flat_map(|(words, _)| words.iter().copied()).collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// The page in Markdown.
pub(super) fn page(word: &str) -> String {
    format!("# {word}\n\n{}", uses(word))
}

/// What a word says where it stands, without the heading of the page.
pub(super) fn uses(word: &str) -> String {
    let mut out = String::from("A word that some fields hold.\n\n| in | says | one of |\n|---|---|---|\n");
    for (place, list, meaning) in places(word) {
        let _ = writeln!(out, "| {place} | {meaning} | {} |", v::one_of(list));
    }
    let _ = write!(
        out,
        "\n`journey explain` and the name of a field, as in `journey explain {}`, tells where it stands.\n",
        field(word)
    );
    out
}

/// Each word in one line of a table, for a document.
pub(super) fn table() -> String {
    let mut out = String::from("| word | in | says |\n|---|---|---|\n");
    for word in words() {
        for (place, _, meaning) in places(word) {
            let _ = writeln!(out, "| `{word}` | {place} | {meaning} |");
        }
    }
    out
}

/// Where a word stands: the field with its elements, or an element, the list, and what the word says there.
fn places(word: &str) -> Vec<(String, &'static [&'static str], &'static str)> {
    let mut fields: Vec<(Option<Field>, &'static [&'static str], Vec<ElementKind>)> = Vec::new();
    for row in ELEMENTS {
        let values = row.all_fields().map(|field| (Some(field.field), field.value));
        for (field, value) in values.chain(row.value.map(|value| (None, value))) {
            let (ValueType::Words(list) | ValueType::WordsOrQuantity(list)) = value else { continue };
            if !list.contains(&word) {
                continue;
            }
            match fields.iter_mut().find(|(other, words, _)| *other == field && *words == list) {
                Some((.., kinds)) => kinds.push(row.kind),
                None => fields.push((field, list, vec![row.kind])),
            }
        }
    }
    let place = |(field, list, kinds): (Option<Field>, &'static [&'static str], Vec<ElementKind>)| {
        let kinds: Vec<&str> = kinds.iter().map(|kind| kind.keyword()).collect();
        let of = v::one_of(&kinds).replace(" or ", " and ");
        let place = field.map_or_else(|| format!("after the title of {of}"), |field| format!("`{}` of {of}", field.name()));
        let meaning = list.iter().position(|other| *other == word).and_then(|at| meanings(list).get(at));
        (place, list, meaning.copied().unwrap_or_default())
    };
    fields.into_iter().map(place).collect()
}

/// A field, or the element, that holds a word.
fn field(word: &str) -> &'static str {
    let holds =
        |value: ValueType| matches!(value, ValueType::Words(list) | ValueType::WordsOrQuantity(list) if list.contains(&word));
    let fields = ELEMENTS.iter().flat_map(v::ElementRow::all_fields).filter(|row| holds(row.value)).map(|row| row.field.name());
    let elements = ELEMENTS.iter().filter(|row| row.value.is_some_and(holds)).map(|row| row.kind.keyword());
    fields.chain(elements).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_every_list_has_a_meaning() {
        let values = ELEMENTS.iter().flat_map(|row| row.all_fields().map(|field| field.value).chain(row.value));
        for value in values {
            let (ValueType::Words(list) | ValueType::WordsOrQuantity(list)) = value else { continue };
            assert_eq!(meanings(list).len(), list.len(), "{list:?}");
        }
        for (list, meanings) in MEANINGS {
            assert_eq!(list.len(), meanings.len(), "{list:?}");
        }
        for word in words() {
            assert!(!places(word).is_empty() && !field(word).is_empty(), "{word}");
        }
    }
}
