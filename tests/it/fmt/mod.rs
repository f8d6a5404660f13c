//! The formatter: pairs of texts in `tests/fmt`, and what holds for every text.
//!
//! Properties are tried on the examples, all fixtures, the maps in documents, generated maps, and random edits of the examples. What may
//! change besides white space is stated in `same_tokens`.

mod command;
mod promise;

use journey::fmt::{format, format_lines};
use journey::source::{FileId, SourceFile};
use journey::syntax::parse;

use promise::{places, promise, same_signs};

use crate::support::{Numbers, examples, files, read, root};

fn file(text: &str) -> SourceFile {
    SourceFile::new("map.journey", text.as_bytes().to_vec())
}

fn fmt(text: &str) -> String {
    format(&file(text)).text
}

#[test]
fn before_becomes_after() {
    let pairs = files("tests/fmt", "journey").into_iter().filter(|path| path.to_string_lossy().ends_with(".before.journey"));
    let mut count = 0;
    for path in pairs {
        count += 1;
        let (key, text) = read(&path);
        let after = root().join(key.replace(".before.", ".after."));
        if std::env::var_os("JOURNEY_UPDATE").is_some() {
            std::fs::write(&after, fmt(&text)).expect("it can be written");
        }
        let expected = std::fs::read_to_string(&after).unwrap_or_default();
        assert_eq!(fmt(&text), expected, "{key}");
        assert_eq!(fmt(&expected), expected, "{key}");
    }
    assert!(count >= 10, "{count} pairs");
}

/// Formatting line by line, from the last to the first, comes to the same as formatting the whole, and nothing below a line changes with it.
#[test]
fn ranges_change_their_lines_only() {
    let mut cases: Vec<(String, String)> = examples();
    cases.extend(files("tests/fmt", "journey").iter().map(|path| read(path)));
    for (path, text) in cases {
        // Indented in a way of its own, so that every line would change.
        let text = text.lines().map(|line| line.replacen("  ", "   ", 1) + "\n").collect::<String>();
        let count = text.lines().count();
        assert_eq!(format_lines(&file(&text), Some(0..count)).text.trim_end(), fmt(&text).trim_end(), "{path}");
        assert_eq!(format_lines(&file(&text), Some(count + 7..count + 9)).text, text, "{path}");
        if count > 150 {
            continue;
        }
        let mut by_lines = text.clone();
        for line in (0..count).rev() {
            let part = format_lines(&file(&by_lines), Some(line..line + 1)).text;
            assert!(same_signs(&by_lines, &part), "{path}:{}", line + 1);
            by_lines = part;
        }
        assert_eq!(by_lines.trim_end(), fmt(&text).trim_end(), "{path}");
    }
}

#[test]
fn a_range_is_a_statement_or_the_head_of_a_block() {
    let text = "journey a  \"A\" {\n stage b  \"B\"\n {\n action:\"x\"\n\n\n emotion:0 }\n stage c  \"C\" {optional}\n }\n";
    let range = |first: usize, last: usize| format_lines(&file(text), Some(first - 1..last)).text;
    assert_eq!(range(1, 1), text.replacen("a  ", "a ", 1));
    assert_eq!(range(2, 2), text.replacen("\n stage b  \"B\"\n {", "\n  stage b \"B\" {", 1), "the brace is part of the head");
    assert_eq!(range(4, 5), text.replacen("\n action:", "\n    action: ", 1), "an empty line belongs to what comes after it");
    assert_eq!(range(7, 7), text.replacen("\n\n\n emotion:0 }", "\n\n    emotion: 0\n  }", 1));
    assert_eq!(range(8, 8), text.replacen("\n stage c  \"C\" {optional}", "\n  stage c \"C\" { optional }", 1));
    assert_eq!(range(9, 9), text.replacen("\n }\n", "\n}\n", 1));
    assert_eq!(range(20, 30), text);
    let broken = "journey a  \"A\" {\n stage b  \"B\n}\nteam t  \"T\"\n";
    assert_eq!(format_lines(&file(broken), Some(0..2)).text, broken);
    assert_eq!(format_lines(&file(broken), Some(3..4)).text, broken.replacen("t  ", "t ", 1));
}

#[test]
fn line_ends_marks_and_empty_files() {
    for (text, after) in [
        ("", ""),
        ("\n \n", ""),
        (";\n", ""),
        ("// x", "// x\n"),
        ("\n\n// x  \n\n", "// x\n"),
        ("\u{FEFF}", "\u{FEFF}"),
        ("\u{FEFF}\n  team a \"A\"", "\u{FEFF}team a \"A\"\n"),
        ("\u{FEFF}team a \"A\n", "\u{FEFF}team a \"A\n"),
        ("team a \"A\"\r\n\r\n\r\nteam b \"B\"  \r\n", "team a \"A\"\r\n\r\nteam b \"B\"\r\n"),
        ("team a \"A\"\rteam b \"B\"", "team a \"A\"\rteam b \"B\"\r"),
        ("team a \"A\"\nteam b \"B\"\r\n", "team a \"A\"\r\nteam b \"B\"\r\n"),
        ("note: \"\"\"\r\n  a\r\n  \"\"\"\n", "note: \"\"\"\r\n  a\r\n  \"\"\"\n"),
    ] {
        assert_eq!(fmt(text), after, "{text:?}");
        assert_eq!(fmt(&fmt(text)), after, "{text:?}");
    }
}

/// What can look like the beginning of a statement does not come to stand at the beginning of a line.
#[test]
fn a_line_does_not_begin_with_a_keyword() {
    let names = ["a-name-of-some-length"; 4].join(" -> ");
    for keyword in ["stage", "pain", "import"] {
        let text = format!("journey x \"X\" {{\n  {names} -> {keyword} -> b \"why\"\n}}\n");
        let after = fmt(&text);
        assert!(after.lines().all(|line| !line.trim_start().starts_with(keyword)), "{after}");
        assert_eq!(parse(FileId(0), &file(&after)).1.len(), parse(FileId(0), &file(&text)).1.len(), "{after}");
    }
}

#[test]
fn a_text_block_that_could_end_elsewhere_is_left_alone() {
    let read = "journey x \"X\" {\nnote: \"\"\"\nHe said \"\"\"no\"\"\" to us.\n\"\"\"\nstage   a \"A\"\n}\n";
    let junk = "journey x \"X\" {\n scope\"\"\": \"\"\"\n  Not a text.\n\"\"\"\nnote: \"\"\"a\"\"\", \"b\"\ncontext: \"\"\"\n A text.\n\"\"\"\n }\n";
    let below = "journey x \"X\" {\n  metric m \"M\" 5% { target:\n- >= 45% }\n}\n";
    let comment = "journey x \"X\" {\n  a -> journey <!--y }\n";
    for text in [below, comment] {
        assert_eq!(promise("map.journey", text, &[]), Ok(false));
    }
    for text in [read, junk] {
        assert_eq!(fmt(text), text);
    }
}

/// However an example is indented and spaced, it is formatted to what it was.
#[test]
fn white_space_makes_no_difference() {
    let mut numbers = Numbers(3);
    for (path, text) in examples() {
        let mut other = String::new();
        let mut at = 0;
        for place in places(&text) {
            let gap = &text[at..place.start];
            let lines = gap.matches('\n').count();
            if lines == 0 {
                other.push_str(&gap.replace(' ', ["  ", "\t", " "][numbers.below(3)]));
            } else {
                let ends = if lines > 1 { "\n \n\n" } else { "  \n" };
                other.push_str(ends);
                other.push_str(&" ".repeat(numbers.below(9)));
            }
            other.push_str(&text[place.clone()]);
            at = place.end;
        }
        assert_eq!(fmt(&other), text, "{path}");
    }
}
