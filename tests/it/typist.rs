//! A typist writes the map of the tutorial into an editor, letter by letter. Whenever a line is finished, the findings are those of
//! `check`, and none of them is an error that the finished map would not have had a reason for.

use journey::diagnostic::{Code, Diagnostic, Severity};
use journey::{Analysis, MemoryLoader, Options, analyse};
use serde_json::{Value, json};

use crate::cli::folder;
use crate::lsp::{Client, position_of, uri};
use crate::support::{Numbers, read, root};

/// The last map of the tutorial in the README.
fn tutorial() -> String {
    let (_, readme) = read(&root().join("README.md"));
    let maps: Vec<&str> = readme.split("```journey\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    let map = maps.iter().rfind(|map| map.contains("Borrowing a book")).expect("the tutorial has it");
    assert!(map.lines().count() > 40, "{map}");
    (*map).to_owned()
}

fn check(text: &str) -> Analysis {
    let loader = MemoryLoader::from([("library.journey", text)]);
    let options = Options { today: None, ..Options::default() };
    analyse(&loader, &["library.journey".into()], &options).0
}

/// A finding as both sides can say it: line, code, message.
type Said = (u64, String, String);

fn of_check(analysis: &Analysis, found: &Diagnostic) -> Said {
    let file = analysis.sources.get(found.primary().file);
    (file.lines().line(found.primary().span.start) as u64, found.code.name().to_owned(), found.message.clone())
}

fn of_server(found: &Value) -> Said {
    let message = found["message"].as_str().unwrap_or_default().split("\nhelp: ").next().unwrap_or_default();
    (
        found["range"]["start"]["line"].as_u64().unwrap_or(u64::MAX),
        found["code"].as_str().unwrap_or_default().to_owned(),
        message.to_owned(),
    )
}

/// A text in an editor, with the cursor.
struct Typist {
    client: Client,
    uri: String,
    text: String,
    at: usize,
    version: i64,
}

impl Typist {
    fn replace(&mut self, start: usize, end: usize, written: &str) {
        let range = json!({ "start": position_of(&self.text, start), "end": position_of(&self.text, end) });
        self.version += 1;
        self.client.change(&self.uri, self.version, &json!([{ "range": range, "text": written }]));
        self.text.replace_range(start..end, written);
        self.at = start + written.len();
    }

    fn write(&mut self, written: &str) {
        self.replace(self.at, self.at, written);
    }

    fn delete(&mut self) {
        let before = self.text[..self.at].char_indices().next_back().map_or(0, |(at, _)| at);
        self.replace(before, self.at, "");
    }

    /// The findings of the text as it is now, and that they are those of `check`.
    fn findings(&mut self) -> Analysis {
        let analysis = check(&self.text);
        let published: Vec<Said> = self.client.published(&self.uri, self.version).iter().map(of_server).collect();
        let checked: Vec<Said> = analysis.findings.iter().map(|found| of_check(&analysis, found)).collect();
        assert_eq!(published, checked, "{}", self.text);
        analysis
    }
}

/// Whether an error has a reason at this moment: a name that is declared in what is still to come, or a block that is not closed yet.
fn has_a_reason(analysis: &Analysis, found: &Diagnostic, to_come: &str) -> bool {
    let text = analysis.sources.get(found.primary().file).text();
    let after = &text[found.primary().span.end as usize..];
    match found.code {
        Code::UnknownName => to_come.contains(&text[found.primary().span.range()]),
        Code::UnclosedBlock => after.matches('{').count() >= after.matches('}').count(),
        _ => false,
    }
}

/// Types a map. With `closes` the editor writes the closing brace behind the cursor, as many do.
fn types(map: &str, closes: bool, slips: Option<u64>) {
    let place = folder(&[]);
    let uri = uri(place.path(), "library.journey");
    let mut client = Client::start(place.path(), &json!({}));
    client.open(&uri, "");
    let mut typist = Typist { client, uri, text: String::new(), at: 0, version: 1 };
    let mut numbers = slips.map(Numbers);
    for letter in map.chars() {
        // A slip, which is seen and taken back.
        if let Some(numbers) = &mut numbers
            && numbers.below(12) == 0
        {
            let before = typist.at;
            for _ in 0..=numbers.below(3) {
                typist.write(["x", "}", "\"", "{", "\n", "-", ">", ":"][numbers.below(8)]);
            }
            // Letter by letter, or all of it at once as an editor undoes.
            if numbers.below(3) == 0 {
                typist.replace(before, typist.at, "");
            }
            while typist.at > before {
                typist.delete();
            }
        }
        let follows = typist.text[typist.at..].chars().next();
        match letter {
            '{' if closes => {
                typist.write("{}");
                typist.at -= 1;
            }
            '}' if closes && follows == Some('}') => typist.at += 1,
            '}' if closes => {
                // The brace stands on a line of its own already.
                let rest = &typist.text[typist.at..];
                let blank = rest.len() - rest.trim_start().len();
                assert!(rest.trim_start().starts_with('}'), "{rest}");
                let (start, end) = (typist.at, typist.at + blank);
                typist.replace(start, end, "");
                typist.at += 1;
            }
            letter => typist.write(&letter.to_string()),
        }
        if letter == '\n' && typist.version > 1 {
            let analysis = typist.findings();
            for found in analysis.findings.iter().filter(|found| found.severity == Severity::Error) {
                assert!(has_a_reason(&analysis, found, &map[typist.at..]), "{:?} in:\n{}", found, typist.text);
            }
        }
    }
    assert_eq!(typist.text.trim_end(), map.trim_end());
    let analysis = check(map);
    assert!(analysis.findings.iter().all(|found| found.severity < Severity::Warning), "the map of the tutorial is sound");
    typist.client.end();
}

#[test]
fn a_map_is_typed_without_false_errors() {
    types(&tutorial(), false, None);
}

#[test]
fn a_map_is_typed_in_an_editor_that_closes_braces() {
    types(&tutorial(), true, None);
}

#[test]
fn a_map_is_typed_with_slips_that_are_taken_back() {
    for seed in 1..4 {
        types(&tutorial(), false, Some(seed));
    }
}
