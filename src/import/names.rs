//! Ids for what has titles, and declarations that stand once however often they are named.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::BuildHasher;
use std::sync::atomic::{AtomicBool, Ordering};

use foldhash::fast::RandomState;
use hashbrown::hash_table::{Entry as Slot, HashTable};

use super::draft::{Element, Item};
use crate::model::add_slug;
use crate::model::vocabulary::{ElementKind, Field};

/// An id that was made of a longer title ends with a whole word, if that leaves this many characters.
const SHORTEST: usize = 12;
/// Slugs of about this length have been cut.
const CUT: usize = 39;

/// The ids of one scope.
#[derive(Default)]
pub struct Ids {
    /// The ids that are taken, one after the other: there may be as many as a table has rows.
    text: String,
    taken: HashTable<Taken>,
    hasher: RandomState,
    /// An id that is being made.
    new: String,
}

/// An id that is taken.
struct Taken {
    /// Where it stands among all.
    start: u32,
    end: u32,
    /// The last number that was tried behind it.
    number: u32,
}

impl Taken {
    fn of<'i>(&self, ids: &'i str) -> &'i str {
        &ids[self.start as usize..self.end as usize]
    }
}

impl Ids {
    /// The ids of lanes, which cannot be called like a field.
    pub fn of_lanes() -> Self {
        let mut ids = Self::default();
        for name in Field::ALL.iter().map(|field| field.name()).chain(["behavior", "moment-of-truth"]) {
            ids.claim(name);
        }
        ids
    }

    /// Whether an id is taken.
    pub fn has(&self, id: &str) -> bool {
        self.taken.find(self.hasher.hash_one(id), |taken| taken.of(&self.text) == id).is_some()
    }

    /// Begins another scope, in which none is taken.
    pub fn clear(&mut self) {
        /// To clear a large table again and again for small scopes would take long.
        const LARGE: usize = 1000;
        if self.taken.capacity() > LARGE {
            self.taken = HashTable::new();
        } else {
            self.taken.clear();
        }
        self.text.clear();
    }

    /// An id that nothing else in the scope has; `fallback` for a title with nothing to make one of.
    pub fn of(&mut self, title: &str, fallback: &str) -> &str {
        let mut new = std::mem::take(&mut self.new);
        new.clear();
        add_id(&mut new, title);
        let length = self.claim(if new.is_empty() { fallback } else { &new }).len();
        self.new = new;
        &self.text[self.text.len() - length..]
    }

    /// The id itself, or the first with a number behind it that is free.
    pub fn claim(&mut self, id: &str) -> &str {
        let mut length = id.len();
        if let Some(mut number) = self.take(id) {
            loop {
                number += 1;
                let numbered = format!("{id}-{number}");
                if self.take(&numbered).is_none() {
                    length = numbered.len();
                    break;
                }
            }
            if let Some(taken) = self.taken.find_mut(self.hasher.hash_one(id), |taken| taken.of(&self.text) == id) {
                taken.number = number;
            }
        }
        &self.text[self.text.len() - length..]
    }

    /// Takes an id, which then stands last, or returns the last number that was tried behind it.
    fn take(&mut self, id: &str) -> Option<u32> {
        let Self { text, taken, hasher, .. } = self;
        let hash = |id: &str| hasher.hash_one(id);
        match taken.entry(hash(id), |taken| taken.of(text) == id, |taken| hash(taken.of(text))) {
            Slot::Occupied(taken) => Some(taken.get().number),
            Slot::Vacant(free) => {
                free.insert(Taken { start: text.len() as u32, end: (text.len() + id.len()) as u32, number: 1 });
                text.push_str(id);
                None
            }
        }
    }
}

/// Adds an id of a title; it ends with a whole word.
fn add_id(out: &mut String, title: &str) {
    add_slug(out, title);
    if out.len() >= CUT
        && out.chars().count() >= CUT
        && let Some(at) = out.rfind('-').filter(|at| *at >= SHORTEST)
    {
        out.truncate(at);
        out.truncate(out.trim_end_matches('-').len());
    }
}

/// A text on one line, with one space between its words.
pub fn one_line(text: &str) -> Cow<'_, str> {
    if is_one_line(text) {
        return Cow::Borrowed(text);
    }
    if text.trim() == text && !text.contains("  ") && !text.chars().any(|char| char != ' ' && char.is_whitespace()) {
        return Cow::Borrowed(text);
    }
    let mut words = text.split_whitespace();
    let first = words.next().unwrap_or_default().to_owned();
    Cow::Owned(words.fold(first, |line, word| line + " " + word))
}

/// Whether a text is certainly on one line: words of ASCII, of which most texts are made, with one space between them.
fn is_one_line(text: &str) -> bool {
    let mut before = b' ';
    let is_plain = text.bytes().all(|byte| {
        let (space, after_space) = (byte == b' ', before == b' ');
        before = byte;
        if space { !after_space } else { byte.is_ascii_graphic() }
    });
    is_plain && before != b' '
}

/// Declarations of one kind, in the order in which they were first named.
pub struct Declared {
    kind: ElementKind,
    /// Whether capitals count in names.
    exact: bool,
    by_name: HashMap<String, usize>,
    entries: Vec<Entry>,
}

/// A declaration.
pub struct Entry {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    used: AtomicBool,
}

impl Entry {
    /// Whether something is said of it.
    pub fn is_used(&self) -> bool {
        self.used.load(Ordering::Relaxed)
    }
}

impl Declared {
    /// None yet. Names are the same if they differ only in spaces and, unless `exact`, in capitals.
    pub fn new(kind: ElementKind, exact: bool) -> Self {
        Self { kind, exact, by_name: HashMap::new(), entries: Vec::new() }
    }

    /// The number of a name, which is declared if it is new.
    pub fn number(&mut self, name: &str, ids: &mut Ids) -> usize {
        if let Some(&number) = self.by_name.get(name) {
            return number;
        }
        let title = one_line(name);
        let key = if self.exact { title.to_string() } else { title.to_lowercase() };
        let next = self.entries.len();
        let number = *self.by_name.entry(key).or_insert(next);
        if number == next {
            let id = ids.of(&title, self.kind.keyword()).to_owned();
            self.entries.push(Entry { id, title: title.into_owned(), used: AtomicBool::new(false) });
        }
        // The next time it is found as it is written.
        self.by_name.insert(name.to_owned(), number);
        number
    }

    /// The number of a name that has been asked for before.
    pub fn find(&self, name: &str) -> Option<usize> {
        self.by_name.get(name).copied()
    }

    /// The id of a number, which is then used.
    pub fn id(&self, number: usize) -> Cow<'_, str> {
        let entry = &self.entries[number];
        // Several threads may use it at once; to read is cheaper than to write.
        if !entry.used.load(Ordering::Relaxed) {
            entry.used.store(true, Ordering::Relaxed);
        }
        Cow::Borrowed(&entry.id)
    }

    /// The titles of all, in order.
    pub fn titles(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|entry| entry.title.as_str())
    }

    /// The title of a number.
    pub fn title(&self, number: usize) -> Option<&str> {
        self.entries.get(number).map(|entry| entry.title.as_str())
    }

    /// The title of a number whose id is used.
    pub fn title_if_used(&self, number: usize) -> Option<&str> {
        let entry = &self.entries[number];
        entry.used.load(Ordering::Relaxed).then_some(entry.title.as_str())
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// The declarations, in order.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter()
    }

    /// Those of which something is said: a name that was only read would be unused in the map.
    pub fn used(&self) -> impl Iterator<Item = &Entry> {
        self.entries().filter(|entry| entry.is_used())
    }

    /// The used declarations as statements.
    pub fn items(&self) -> impl Iterator<Item = Item<'_>> {
        self.used().map(|entry| Item::Element(Box::new(Element::new(self.kind, &*entry.id).titled(&*entry.title))))
    }
}

/// A title for a map that has none: the name of its file in words.
pub fn title_of_file(path: &str) -> Cow<'_, str> {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let words = stem.split(|char: char| char.is_whitespace() || matches!(char, '_' | '-' | '.')).filter(|word| !word.is_empty());
    let line = words.collect::<Vec<_>>().join(" ");
    let mut letters = line.chars();
    match letters.next().filter(|_| !name.starts_with('<')) {
        Some(first) => Cow::Owned(first.to_uppercase().chain(letters).collect()),
        None => Cow::Borrowed("My journey"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_unique_and_end_with_a_word() {
        let mut ids = Ids::default();
        let made: Vec<String> =
            ["Pay", "pay", "Pay 2", "Pay", "🎉", "🎉"].iter().map(|title| ids.of(title, "stage").to_owned()).collect();
        assert_eq!(made, ["pay", "pay-2", "pay-2-2", "pay-3", "stage", "stage-2"]);
        assert_eq!(ids.of("Understanding the customer onboarding experience", ""), "understanding-the-customer-onboarding");
        assert_eq!(ids.of(&"x".repeat(60), ""), "x".repeat(40));
        assert!(ids.has("pay-2-2") && !ids.has("pay-4"));
        assert_eq!(Ids::of_lanes().of("Goal", "lane"), "goal-2");
    }

    #[test]
    fn a_file_is_called_what_it_is_called() {
        let titles = ["a/library_visit.mmd", "C:\\x\\check-in.v2.csv", "<stdin>", ".md", "éclair"].map(title_of_file);
        assert_eq!(titles, ["Library visit", "Check in v2", "My journey", "My journey", "Éclair"]);
    }

    #[test]
    fn names_are_declared_once() {
        let mut ids = Ids::default();
        let mut people = Declared::new(ElementKind::Persona, false);
        let numbers: Vec<usize> =
            ["Amira", "amira ", "Ben", "AMIRA", "Ben  O."].iter().map(|n| people.number(n, &mut ids)).collect();
        assert_eq!(numbers, [0, 0, 1, 0, 2]);
        let mut people = Declared::new(ElementKind::Persona, true);
        assert_ne!(people.number("Me", &mut ids), people.number("me", &mut ids));
    }

    #[test]
    fn line_breaks_become_spaces() {
        for (text, line) in [("a", "a"), (" a \n b ", "a b"), ("a\u{a0}b\tc", "a b c"), ("a<br>b", "a<br>b")] {
            assert_eq!(one_line(text), line, "{text}");
        }
    }
}
