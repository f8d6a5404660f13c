//! Hover: what a word is.

use std::fmt::Write;

use journey::ide::View;
use journey::ide::hover::hover;

use crate::support::check;

use super::{BROKEN, SHARED, WORDS, broken, inside, read, view};

#[test]
fn hover_says_what_a_word_is() {
    let mut out = String::new();
    for marked in WORDS {
        let (text, at) = inside(marked);
        let analysis = read(&text, SHARED);
        let found = hover(view(&analysis), at);
        let word = found.as_ref().map_or("–", |found| &text[found.span.range()]).to_owned();
        let shown = found.map(|found| found.markdown).unwrap_or_default();
        let _ = writeln!(out, "{marked}: {word}\n{}\n", indented(&shown));
    }
    insta::assert_snapshot!(out);
}

fn indented(text: &str) -> String {
    text.lines().filter(|line| !line.is_empty()).map(|line| format!("    {line}")).collect::<Vec<_>>().join("\n")
}

#[test]
fn hover_does_not_mind_what_is_broken_above() {
    for marked in WORDS {
        let (text, at) = inside(marked);
        let word = |text: &str, at: u32, shared: &str| {
            let analysis = read(text, shared);
            let found = hover(view(&analysis), at)?;
            // The ways of a place may be different now, its heading may not.
            Some((text[found.span.range()].to_owned(), found.markdown.lines().next().map(str::to_owned)))
        };
        let sound = word(&text, at, SHARED);
        for wrong in BROKEN {
            let (text, at) = broken(&text, at, wrong);
            assert_eq!(word(&text, at, SHARED), sound, "{marked}, broken by `{wrong}`");
        }
        for wrong in BROKEN {
            assert_eq!(word(&text, at, &format!("{wrong}\n{SHARED}{wrong}\n")), sound, "{marked}, import broken by `{wrong}`");
        }
    }
}

#[test]
fn a_hover_shows_text_of_the_map_as_it_is() {
    let text = "journey a \"*bold* [x](javascript:1) <img> `code`\" { link: \"https://a.b\"; note: \"\u{202e}# no heading\" }";
    let analysis = check(text);
    let view = View::of(&analysis, "map.journey").expect("it was read");
    insta::assert_snapshot!(hover(view, 8).expect("the id").markdown);
}
