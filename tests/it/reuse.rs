//! What is read with the help of an earlier reading is what is read without it.

use journey::source::{FileId, SourceFile};
use journey::syntax::{Before, Search, Tree, parse, parse_after};

use crate::support::{Numbers, examples, files, read};

/// Pieces that people and programs put into maps.
const PIECES: [&str; 12] =
    ["x", " ", "\n", "\"", "{", "}", "}\n", "ß", "// ", "\n  pain \"Slow\" { severity: 3 }\n", "a -> b 30..40%, for ana", "\"\"\""];

fn file(text: &str) -> SourceFile {
    SourceFile::new("map.journey", text.as_bytes().to_vec())
}

/// Changes a text somewhere: something is taken away, put in its place, or both.
fn changed(text: &str, numbers: &mut Numbers) -> String {
    let at = |numbers: &mut Numbers| {
        let byte = numbers.below(text.len() + 1);
        (byte..=text.len()).find(|byte| text.is_char_boundary(*byte)).unwrap_or(text.len())
    };
    let start = at(numbers);
    let longest = [0, 1, 3, 40, 400][numbers.below(5)];
    let end = (start + numbers.below(longest + 1)).min(text.len());
    let end = (end..=text.len()).find(|byte| text.is_char_boundary(*byte)).unwrap_or(text.len());
    // Also what stands elsewhere, so that statements occur twice.
    let from = at(numbers);
    let copied = text[from..].split_inclusive('\n').next().unwrap_or_default();
    let new = if numbers.below(3) == 0 { copied } else { PIECES[numbers.below(PIECES.len())] };
    let new = if end > start && numbers.below(2) == 0 { "" } else { new };
    format!("{}{new}{}", &text[..start], &text[end..])
}

fn shown(tree: &Tree, diagnostics: &dyn std::fmt::Debug) -> String {
    format!("{tree:#?}\n{diagnostics:#?}")
}

#[test]
fn a_changed_text_is_read_as_if_it_were_new() {
    let fixtures = files("tests/syntax", "journey").into_iter().map(|path| read(&path));
    let texts: Vec<(String, String)> = examples().into_iter().chain(fixtures).collect();
    let mut numbers = Numbers(7);
    for (path, text) in &texts {
        let (mut before, mut tree) = (file(text), parse(FileId(0), &file(text)).0);
        // Each change follows on the last one, as in an editor.
        for _ in 0..8 {
            let now = file(&changed(before.text(), &mut numbers));
            let (fresh, said) = parse(FileId(0), &now);
            let earlier = Before { file: &before, tree: &tree };
            let (again, said_again) = parse_after(FileId(0), &now, Search::default(), Some(earlier));
            assert_eq!(shown(&again, &said_again), shown(&fresh, &said), "{path}\n{}", now.text());
            (before, tree) = (now, again);
        }
    }
}

#[test]
fn another_text_takes_nothing_over() {
    let [(_, one), (_, other), ..] = &examples()[..] else { panic!("there are examples") };
    let (one, other) = (file(one), file(other));
    let (tree, _) = parse(FileId(0), &one);
    let (fresh, said) = parse(FileId(0), &other);
    let (again, said_again) = parse_after(FileId(0), &other, Search::default(), Some(Before { file: &one, tree: &tree }));
    assert_eq!(shown(&again, &said_again), shown(&fresh, &said));
}
