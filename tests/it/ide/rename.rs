//! Rename across files.

use std::fmt::Write;

use journey::Analysis;
use journey::ide::references::{element_at, occurrences};
use journey::ide::rename::{renamable, rename};

use super::{BROKEN, CURSOR, PEOPLE, SHARED, WORDS, broken, errors, inside, read, view};

/// The map and its import after a new id is given to what is named at a byte.
fn renamed(text: &str, at: u32, shared: &str, new: &str) -> Result<(String, String), String> {
    let analysis = read(text, shared);
    let places = rename(view(&analysis), at, &analysis, new)?;
    let mut texts = [text.to_owned(), shared.to_owned()];
    for place in places.iter().rev() {
        let which = usize::from(analysis.sources.get(place.file).path() == PEOPLE);
        texts[which].replace_range(place.span.range(), new);
    }
    let [text, shared] = texts;
    Ok((text, shared))
}

#[test]
fn a_renamed_element_is_the_same_everywhere() {
    for marked in WORDS {
        let (text, at) = inside(marked);
        let analysis = read(&text, SHARED);
        let Ok(span) = renamable(view(&analysis), at) else { continue };
        let old = &text[span.range()];
        let count = places_of(&analysis, at);
        let (after, shared) = renamed(&text, at, SHARED, "brand-new").expect("nothing is called so");
        let again = read(&after, &shared);
        assert_eq!(errors(&again), errors(&analysis), "{marked}");
        assert_eq!(again.findings.len(), analysis.findings.len(), "{marked}");
        let at = after.find("brand-new").expect("it is named in the map") as u32;
        assert_eq!(places_of(&again, at), count, "{marked}: it is named in as many places");
        let back = renamed(&after, at, &shared, old).expect("it was called so before");
        assert_eq!(back, (text.clone(), SHARED.to_owned()), "{marked}: and back again");
        for wrong in BROKEN {
            let (text, at) = broken(&text, at_of(&text, marked), wrong);
            let (after, _) = renamed(&text, at, SHARED, "brand-new").expect("a broken line is no reason");
            assert!(after.contains("brand-new"), "{marked}, broken by `{wrong}`");
            assert_eq!(after.lines().count(), text.lines().count());
        }
        for wrong in BROKEN {
            let broken = format!("{wrong}\n{SHARED}{wrong}\n");
            let (_, at) = inside(marked);
            let (here, there) = renamed(&text, at, &broken, "brand-new").expect("a broken import is no reason");
            assert_eq!(here, after, "{marked}, import broken by `{wrong}`");
            assert_eq!(there, format!("{wrong}\n{shared}{wrong}\n"), "{marked}, import broken by `{wrong}`");
        }
    }
}

/// Where the cursor is in a map that `inside` made.
fn at_of(text: &str, marked: &str) -> u32 {
    let word = marked.replacen(CURSOR, "", 1);
    (text.find(&word).unwrap_or_default() + marked.find(CURSOR).unwrap_or_default()) as u32
}

fn places_of(analysis: &Analysis, at: u32) -> usize {
    element_at(view(analysis), at).map_or(0, |id| occurrences(analysis, id).len())
}

#[test]
fn a_rename_that_cannot_be_says_why() {
    let cases = [
        ("touchpoint gu‸ide", "ask"),
        ("touchpoint gu‸ide", "pay"),
        ("stage sea‸rch", "pay"),
        ("stage sea‸rch", "lost"),
        ("channel we‸b", "store"),
        ("channel we‸b", "for"),
        ("channel we‸b", "two words"),
        ("channel we‸b", "1st"),
        ("channel we‸b", ""),
        ("lane leg‸al", "emotion"),
        ("persona: am‸ira", "ben"),
        ("emo‸tion: -1", "feeling"),
        ("guide \"Reads‸ the guide\"", "x"),
        ("import \"shared/peo‸ple", "x"),
        ("severity: hi‸gh", "x"),
        ("action: \"Pays‸", "x"),
    ];
    let mut out = String::new();
    for (marked, new) in cases {
        let (text, at) = inside(marked);
        let _ = match renamed(&text, at, SHARED, new) {
            Ok(_) => writeln!(out, "{marked} as `{new}`: done"),
            Err(why) => writeln!(out, "{marked} as `{new}`: {why}"),
        };
    }
    insta::assert_snapshot!(out);
}
