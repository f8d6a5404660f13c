//! All pages as Markdown documents, one for each chapter: what a site is made of.

use std::fmt::Write;

use super::{PAGES, Topic, first_line, meaning, of_code, page_with_facts, word};
use crate::diagnostic::{Code, Group};
use crate::model::vocabulary::{ElementKind, Field};

/// A document, and the file in `docs/` that it is checked in as.
pub struct Chapter {
    /// The name of the file.
    pub file: &'static str,
    text: fn() -> String,
}

/// All chapters, in order.
pub const CHAPTERS: &[Chapter] = &[
    Chapter { file: "findings.md", text: findings },
    Chapter { file: "elements.md", text: elements },
    Chapter { file: "fields.md", text: fields },
    Chapter { file: "words.md", text: words },
];

impl Chapter {
    /// The document.
    pub fn text(&self) -> String {
        (self.text)()
    }
}

/// What begins a document. The comment says where to change it.
fn head(title: &str, made_of: &str, about: &str) -> String {
    format!("# {title}\n\n<!-- Written by `journey explain --all --format markdown`; change {made_of}. -->\n\n{about}\n")
}

/// A list of all findings by group, then their pages.
fn findings() -> String {
    let about = "Everything that `journey check` can find, and what `journey import` says. Errors of form, names and values always stand;\n\
                 lints can be allowed where they are meant, with a comment `// journey: allow(NAME) reason`.";
    let mut out = head("Findings", "the pages in docs/explain and docs/lints", about);
    for (group, codes) in groups() {
        let _ = write!(out, "\n## {}\n\n| finding | level | fix | meaning |\n|---|---|---|---|\n", group.heading());
        for code in codes {
            let (name, level, fix) = (code.name(), code.level().word(), code.fixable().word());
            let meaning = meaning(code).unwrap_or_default().replace('|', "\\|");
            let _ = writeln!(out, "| [`{name}`](#{name}) | {level} | {fix} | {meaning} |");
        }
    }
    for (group, codes) in groups() {
        let _ = write!(out, "\n## Pages: {}\n", group.heading().to_lowercase());
        for code in codes {
            let _ = write!(out, "\n{}", lowered(&page_with_facts(code).unwrap_or_default(), "##"));
        }
    }
    out
}

/// The groups that have pages, with their codes.
fn groups() -> impl Iterator<Item = (Group, Vec<Code>)> {
    let with_pages = |group: Group| group.codes().filter(|code| of_code(*code).is_some()).collect::<Vec<_>>();
    Group::ALL.iter().map(move |group| (*group, with_pages(*group))).filter(|(_, codes)| !codes.is_empty())
}

/// A list of all elements, then their pages.
fn elements() -> String {
    let mut out = head("Elements", "src/model/vocabulary and the maps in docs/elements", "What can be declared in a map.");
    out.push_str("\n| element | meaning |\n|---|---|\n");
    for kind in ElementKind::ALL {
        let _ = writeln!(out, "| [`{0}`](#{0}) | {1} |", kind.keyword(), kind.row().meaning);
    }
    pages(&mut out, ElementKind::ALL.iter().map(|kind| Topic::Element(*kind)));
    out
}

/// The pages of all fields but those whose page is that of an element.
fn fields() -> String {
    let about = "What can be said of elements. The fields `persona` and `channel` are told with the elements of that name.";
    let mut out = head("Fields", "src/model/vocabulary and the maps in docs/elements", about);
    let fields = || Field::ALL.iter().copied().filter(|field| ElementKind::from_keyword(field.name()).is_none());
    let links: Vec<String> = fields().map(|field| format!("[`{0}`](#{0})", field.name())).collect();
    let _ = write!(out, "\n{}.\n", links.join(",\n"));
    pages(&mut out, fields().map(Topic::Field));
    out
}

/// The pages about words and forms of values, and a table of the words of lists.
fn words() -> String {
    let about = "The words of the language, how values are written, and what is set for a project.";
    let mut out = head("Words and values", "the pages in docs/words, docs/configuration.md and src/explain/word.rs", about);
    out.push_str("\n| page | about |\n|---|---|\n");
    for page in PAGES {
        let (name, about) = (page.name, first_line(&page.page()));
        let _ = writeln!(out, "| [`{name}`](#{}) | {about} |", name.replace('.', ""));
    }
    out.push_str("| [words of fields](#words-of-fields) | The words that fields hold. |\n");
    pages(&mut out, PAGES.iter().map(Topic::Syntax));
    let _ = write!(out, "\n## words of fields\n\n{}", word::table());
    out
}

fn pages(out: &mut String, topics: impl Iterator<Item = Topic>) {
    for page in topics.filter_map(Topic::page) {
        let _ = write!(out, "\n{}", lowered(&page, "#"));
    }
}

/// A page whose headings are some levels lower.
fn lowered(page: &str, levels: &str) -> String {
    let mut out = String::new();
    let mut fenced = false;
    for line in page.lines() {
        fenced ^= line.starts_with("```");
        let lower = if line.starts_with('#') && !fenced { levels } else { "" };
        let _ = writeln!(out, "{lower}{line}");
    }
    out
}
