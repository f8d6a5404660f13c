//! The formatter: pairs of texts in `tests/fmt`, and what holds for every text.
//!
//! Properties are tried on the examples, all fixtures, the maps in documents, generated maps, and random edits of the examples. What may
//! change besides white space is stated in `same_tokens`.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use journey::diagnostic::Code;
use journey::emit::{EmitOptions, Format, emit};
use journey::fmt::{format, format_lines};
use journey::project::fences;
use journey::source::{FileId, SourceFile};
use journey::syntax::parse;
use journey::{MemoryLoader, Options, analyse};
use serde_json::Value;

use crate::cli::{command, feed, folder, say, told};
use crate::report::maps;
use crate::support::{Numbers, examples, files, read, root};

fn file(text: &str) -> SourceFile {
    SourceFile::new("map.journey", text.as_bytes().to_vec())
}

fn fmt(text: &str) -> String {
    format(&file(text)).text
}

/// The maps of a folder and of the Markdown in it, with paths that imports can be followed from.
fn maps_in(folder: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = files(folder, "journey").iter().map(|path| read(path)).collect();
    for path in files(folder, "md") {
        let (key, text) = read(&path);
        found.extend(maps_of(&key, &text));
    }
    found
}

fn maps_of(key: &str, markdown: &str) -> Vec<(String, String)> {
    let (_, maps) = fences::read(key, markdown.as_bytes(), FileId(0));
    let named = maps.iter().enumerate().map(|(number, map)| (format!("{key}-{number}.journey"), format!("{}\n", map.text())));
    named.collect()
}

/// All maps of the project.
fn corpus() -> Vec<(String, String)> {
    let mut all = Vec::new();
    for folder in
        ["examples", "src/cli/new", "docs", "tests/syntax", "tests/lint", "tests/fix", "tests/emit", "tests/report", "tests/fmt"]
    {
        all.extend(maps_in(folder));
    }
    for document in ["README.md", "grammar/README.md", "CONTRIBUTING.md", "ARCHITECTURE.md"] {
        let (key, text) = read(&root().join(document));
        all.extend(maps_of(&key, &text));
    }
    assert!(all.len() > 500, "{} maps", all.len());
    all
}

/// What a text means: its model, graphs and findings without places, and values as written without spaces. Beside mistakes of form only
/// errors count: whether something is said to be missing there depends on whether it touches what was not understood.
fn meaning(path: &str, text: &str, beside: &[(String, String)]) -> Value {
    let mut loader = MemoryLoader::default();
    for (path, text) in beside {
        loader.insert(path.as_str(), text.as_str());
    }
    loader.insert(path, text);
    let (analysis, _) = analyse(&loader, &[path.to_owned()], &Options::default());
    let json = emit(&analysis, FileId(0), Format::Json, &EmitOptions::default()).expect("JSON is made of any map");
    let mut value: Value = serde_json::from_slice(&json).expect("it is JSON");
    value.as_object_mut().expect("it is an object").remove("source");
    if let (false, Some(Value::Array(findings))) = (mistakes(text).is_empty(), value.get_mut("findings")) {
        findings.retain(|found| found["severity"] == "error");
    }
    without_places(&mut value);
    value
}

fn without_places(value: &mut Value) {
    match value {
        Value::Object(members) => {
            for place in ["span", "line", "column"] {
                members.remove(place);
            }
            if let Some(Value::String(help)) = members.get_mut("help") {
                help.truncate(help.find(" (declared at line").unwrap_or(help.len()));
            }
            // A claim as it is written; its value stands beside it.
            if let (true, Some(Value::String(text))) = (members.contains_key("basis"), members.get_mut("text")) {
                text.retain(|c| !c.is_whitespace());
            }
            members.values_mut().for_each(without_places);
        }
        Value::Array(items) => items.iter_mut().for_each(without_places),
        _ => {}
    }
}

/// The comments of a text in order, without white space at their ends.
fn comments(text: &str) -> Vec<String> {
    let file = file(text);
    let (tree, _) = parse(FileId(0), &file);
    tree.comments.iter().map(|comment| file.slice(*comment).trim_end().to_owned()).collect()
}

/// The tokens of a text, its comments among them.
fn tokens(text: &str) -> Vec<String> {
    places(text).into_iter().map(|place| text[place].trim_end().to_owned()).collect()
}

/// Where the tokens of a text stand: comments, quoted texts, arrows, runs of letters or of digits, single signs.
fn places(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let rest = &text[at..];
        let line = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let length = if first.is_whitespace() || first == '\u{FEFF}' {
            at += first.len_utf8();
            continue;
        } else if rest.starts_with("//") {
            line
        } else if let Some(block) = rest.strip_prefix("\"\"\"") {
            block.find("\"\"\"").map_or(rest.len(), |end| end + 6)
        } else if first == '"' {
            let mut end = 1;
            while end < line && rest.as_bytes()[end] != b'"' {
                end += if rest.as_bytes()[end] == b'\\' { 2 } else { 1 };
            }
            (end + 1).min(line.max(1))
        } else if rest.starts_with("->") || rest.starts_with("..") {
            2
        } else if first.is_ascii_digit() {
            rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len())
        } else if first.is_alphabetic() {
            rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        let mut end = at + length;
        while !text.is_char_boundary(end) {
            end += 1;
        }
        out.push(at..end);
        at = end;
    }
    out
}

fn counted(tokens: impl IntoIterator<Item = String>) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for token in tokens {
        *counts.entry(token).or_default() += 1;
    }
    counts
}

/// The same tokens and comments, each as often, apart from what only separates: `;`, and commas between values in brackets or between
/// the arms of a branch. Where no details and clauses were out of order they also stand in the same order, apart from comments between
/// a head and its `{`.
fn same_tokens(before: &str, after: &str) -> bool {
    let of = |text: &str| counted(tokens(text).into_iter().filter(|token| token != ";" && token != ","));
    of(before) == of(after)
}

/// The signs of a text that are no white space and do not only separate, each as often: for texts whose quotes cannot be trusted.
fn same_signs(before: &str, after: &str) -> bool {
    let of = |text: &str| {
        let mut signs: Vec<char> = text.chars().filter(|c| !c.is_whitespace() && !matches!(c, ';' | ',')).collect();
        signs.sort_unstable();
        signs
    };
    of(before) == of(after)
}

/// The mistakes of form in a text.
fn mistakes(text: &str) -> Vec<(Code, String)> {
    parse(FileId(0), &file(text)).1.into_iter().map(|found| (found.code, found.message)).collect()
}

/// What has to hold for each text; the error says what does not. Says whether the broken part is read in another way afterwards: where
/// braces do not match, indentation says what was meant, and the rest of the file is now indented.
fn promise(path: &str, text: &str, beside: &[(String, String)]) -> Result<bool, String> {
    let after = fmt(text);
    let again = fmt(&after);
    if again != after {
        return Err(format!("not idempotent\n{after}\n--- and again\n{again}"));
    }
    if comments(text) != comments(&after) {
        return Err(format!("other comments\n{after}"));
    }
    if !same_signs(text, &after) {
        return Err(format!("other signs\n{after}"));
    }
    let (mistakes, left) = (mistakes(text), mistakes(&after));
    if left.len() > mistakes.len() {
        return Err(format!("more mistakes: {left:?}\n{after}"));
    }
    let (was, is) = (meaning(path, text, beside), meaning(path, &after, beside));
    let braces = [Code::UnclosedBlock, Code::UnopenedBlock, Code::StrayBrace];
    match was == is {
        true => Ok(false),
        false if mistakes.iter().any(|(code, _)| braces.contains(code)) => Ok(true),
        false => Err(format!("another meaning\n{after}\n{was:#}\n--- and then\n{is:#}")),
    }
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

#[test]
fn what_is_promised_holds_for_every_map() {
    let corpus = corpus();
    let mut wrong = Vec::new();
    for (path, text) in &corpus {
        wrong.extend(promise(path, text, &corpus).err().map(|what| format!("{path}: {what}")));
        let sound = parse(FileId(0), &file(text)).1.is_empty();
        if sound && !same_tokens(text, &fmt(text)) {
            wrong.push(format!("{path}: other tokens\n{}", fmt(text)));
        }
        for end in ["\r\n", "\r"] {
            let other = fmt(&text.replace('\n', end));
            if sound && other != fmt(text).replace('\n', end) {
                wrong.push(format!("{path} with {end:?}\n{other}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {}\n{}", wrong.len(), corpus.len(), wrong.join("\n\n"));
}

/// A text with a numbered comment before every `step`th token, from the one of number `first` on.
fn with_comments(text: &str, first: usize, step: usize, alone: bool) -> (String, Vec<String>) {
    let mut out = String::new();
    let mut marks = Vec::new();
    let mut at = 0;
    let places: Vec<Range<usize>> = places(text).into_iter().filter(|place| !text[place.clone()].starts_with("//")).collect();
    let ends = places.iter().map(|place| place.start).chain([text.len()]);
    for (number, place) in ends.enumerate().filter(|(number, _)| number % step == first) {
        let mark = format!("// comment {number}");
        out.push_str(&text[at..place]);
        out.push_str(if alone { "\n" } else { " " });
        out.push_str(&mark);
        out.push('\n');
        marks.push(mark);
        at = place;
    }
    out.push_str(&text[at..]);
    (out, marks)
}

/// How many tokens stand before each comment. Braces are not counted that open a block, nor what only separates.
fn tokens_before_comments(text: &str) -> Vec<(String, usize)> {
    let mut count = 0;
    let mut found = Vec::new();
    for token in tokens(text) {
        if token.starts_with("//") {
            found.push((token, count));
        } else if !matches!(token.as_str(), "{" | ";" | ",") {
            count += 1;
        }
    }
    found
}

/// A comment is put before every token of every example, at the end of a line and on a line of its own. Afterwards it stands between the
/// same two tokens, wherever it breaks a statement, too.
#[test]
fn a_comment_before_every_token_stays_there() {
    const STEP: usize = 13;
    let (mut count, mut moved, mut alone_now) = (0, Vec::new(), 0);
    for (path, text) in examples() {
        let text = fmt(&text);
        for first in 0..STEP {
            for alone in [false, true] {
                let (commented, marks) = with_comments(&text, first, STEP, alone);
                let after = fmt(&commented);
                assert_eq!(fmt(&after), after, "{path}, comments from {first}\n{commented}");
                let (was, is) = (tokens_before_comments(&commented), tokens_before_comments(&after));
                count += marks.len();
                moved.extend(was.iter().zip(&is).filter(|(was, is)| was != is).map(|(was, is)| format!("{path}: {was:?} {is:?}")));
                assert_eq!(was.len(), is.len(), "{path}");
                assert!(marks.iter().all(|mark| is.iter().any(|(comment, _)| comment == mark)), "{path}\n{after}");
                let lines = |text: &str| text.lines().filter(|line| line.trim_start().starts_with("// comment")).count();
                alone_now += lines(&after).abs_diff(lines(&commented));
            }
        }
    }
    println!("{count} comments, {} not between the same tokens, {alone_now} alone or not as before", moved.len());
    assert!(count > 20_000, "{count}");
    assert!(moved.is_empty(), "{} of {count}\n{}", moved.len(), moved.join("\n"));
}

/// A text after a few random edits: signs left out, doubled or put in, lines joined, broken or indented anew.
fn edited(text: &str, numbers: &mut Numbers) -> String {
    let mut text = text.to_owned();
    for _ in 0..=numbers.below(4) {
        let places = places(&text);
        let ends: Vec<usize> = text.match_indices('\n').map(|(at, _)| at).collect();
        if places.is_empty() || ends.is_empty() {
            break;
        }
        let place = places[numbers.below(places.len())].clone();
        let token = text[place.clone()].to_owned();
        match numbers.below(9) {
            0 => text.replace_range(place, ""),
            1 => text.insert_str(place.start, &token),
            2 | 3 => {
                let signs = [
                    "{", "}", "\"", "[", "]", ";", ",", "->", ":", "\"\"\"", "// x\n", "\u{201C}", "\u{A0}", "\\", "/* ", " */",
                    "<!--", "-->", "# ", "-- ", "\n- ", ":\n",
                ];
                text.insert_str(place.start, signs[numbers.below(signs.len())]);
            }
            4 => text.insert_str(place.end, ["\n", "\n\n", "  ", "\t", "\r\n"][numbers.below(5)]),
            5 | 6 => {
                let end = ends[numbers.below(ends.len())];
                let blanks = text[end + 1..].len() - text[end + 1..].trim_start_matches(' ').len();
                let by = if numbers.below(2) == 0 { " ".to_owned() } else { format!("\n{}", " ".repeat(numbers.below(9))) };
                text.replace_range(end..end + 1 + blanks, &by);
            }
            _ => {
                let all = text.lines().map(|line| format!("{}{}\n", " ".repeat(numbers.below(3)), line.trim_start()));
                text = all.collect();
            }
        }
    }
    text
}

#[test]
fn what_is_promised_holds_after_random_edits() {
    let seed = std::env::var("JOURNEY_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(2026);
    let rounds = std::env::var("JOURNEY_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(150);
    let mut numbers = Numbers(seed);
    let beside = examples();
    let small: Vec<(String, String)> = ["tests/fmt", "tests/lint", "tests/syntax"]
        .iter()
        .flat_map(|folder| files(folder, "journey"))
        .map(|path| read(&path))
        .collect();
    let mut wrong = Vec::new();
    let (mut whole, mut broken, mut anew) = (0, 0, 0);
    for _ in 0..rounds {
        let texts = if numbers.below(4) == 0 { &beside } else { &small };
        let (path, text) = &texts[numbers.below(texts.len())];
        let text = edited(text, &mut numbers);
        match promise(path, &text, &beside) {
            Ok(other) => anew += usize::from(other),
            Err(what) => wrong.push(format!("{path}\n{text}\n{what}")),
        }
        broken += usize::from(!mistakes(&text).is_empty());
        whole += usize::from(fmt(&text) == text);
    }
    println!("{rounds} texts, {broken} of them broken, {whole} left as they were, {anew} read in another way");
    assert!(anew * 50 <= rounds, "{anew} of {rounds} are read in another way");
    assert!(wrong.is_empty(), "{} of {rounds}\n{}", wrong.len(), wrong.join("\n\n======\n"));
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

#[test]
fn damaged_texts_are_left_alone() {
    let damaged = SourceFile::new("a", b"team  a \"\xFF\"\n".to_vec());
    assert_eq!(format(&damaged).text, "team  a \"?\"\n");
}

/// A line of an example is longer than 100 columns only where nothing in it could be broken.
#[test]
fn no_line_of_an_example_is_too_long() {
    for (path, text) in examples() {
        for line in text.lines().filter(|line| line.chars().count() > 100 && !line.trim_start().starts_with("//")) {
            let outside_of_quotes: String = line.split('"').step_by(2).collect();
            assert!(!outside_of_quotes.contains([',', '{', '>']), "{path}: {line}");
        }
    }
}

/// The maps that people copy from are in the style.
#[test]
fn the_maps_of_the_project_are_in_the_style() {
    let (code, out, err) =
        say(&root(), &["fmt", "--check", "--markdown", "examples", "src/cli/new", "docs", "README.md", "grammar"]);
    assert_eq!((code, out.as_str()), (0, ""), "{err}");
}

#[test]
fn generated_maps_keep_the_promise() {
    assert_eq!(promise("map.journey", &maps::map(400), &[]), Ok(false));
}

/// How long such texts take is measured by the benchmark; here they end, and stay as they are once they are in the style.
#[test]
fn monsters_are_formatted() {
    for monster in [
        "stage a {".repeat(5_000),
        "stage a { ".repeat(60) + &"x; ".repeat(20_000) + &"}".repeat(60),
        format!("a {}", "-> a ".repeat(20_000)),
        format!("note: \"a\"{}", ", \"a\"".repeat(20_000)),
        format!("note: [{}]", "\"a\" ".repeat(20_000)),
        format!("a: \"{}\"", "x".repeat(1 << 20)),
        "}\n".repeat(20_000),
        "// journey: allow(x)\n".repeat(20_000),
        "team a \"A\"; ".repeat(20_000) + "// journey: allow(x)",
        "a -> { ".to_owned() + &"b 1%, ".repeat(20_000) + "c }",
    ] {
        let once = format(&file(&monster)).text;
        assert!(format(&file(&once)).text == once, "{}", &monster[..40]);
    }
}

fn text_at(folder: &Path, name: &str) -> String {
    std::fs::read_to_string(folder.join(name)).expect("it is there")
}

const MESSY: &str = "team   a \"A\"\nteam b \"B\" {note:\"x\"}\n";
const TIDY: &str = "team a \"A\"\nteam b \"B\" { note: \"x\" }\n";
const PATCH: &str = "--- a/messy.journey\n+++ b/messy.journey\n@@ -1,2 +1,2 @@\n-team   a \"A\"\n-team b \"B\" {note:\"x\"}\n+team a \"A\"\n+team b \"B\" { note: \"x\" }\n";

#[test]
fn files_are_written_or_shown() {
    let place = folder(&[
        ("messy.journey", MESSY),
        ("tidy.journey", TIDY),
        ("notes.txt", MESSY),
        ("built/x.journey", MESSY),
        (".gitignore", "built\n"),
    ]);
    let at = place.path();
    let (code, out, err) = say(at, &["fmt", "--check"]);
    assert_eq!((code, out.as_str(), err.as_str()), (1, PATCH, "1 of 2 files not in the style\n"));
    let (code, out, err) = say(at, &["fmt", "--diff", "."]);
    assert_eq!((code, out.as_str(), err.as_str()), (0, PATCH, "1 of 2 files not in the style\n"));
    assert_eq!(text_at(at, "messy.journey"), MESSY);
    let (code, out, err) = say(at, &["fmt"]);
    assert_eq!((code, out.as_str(), err.as_str()), (0, "", "formatted messy.journey\n1 of 2 files formatted\n"));
    assert_eq!(text_at(at, "messy.journey"), TIDY);
    assert_eq!((text_at(at, "notes.txt"), text_at(at, "built/x.journey")), (MESSY.into(), MESSY.into()));
    assert_eq!(say(at, &["fmt", "--check"]), (0, String::new(), "nothing to format in 2 files\n".into()));
    assert_eq!(say(at, &["fmt"]), (0, String::new(), "nothing to format in 2 files\n".into()));
    let (code, _, err) = say(at, &["fmt", "nothing.journey", "tidy.journey"]);
    assert_eq!(
        (code, err.as_str()),
        (2, "error: cannot read `nothing.journey`: no such file or directory\n0 of 1 file formatted\n")
    );
}

#[test]
fn standard_input_goes_to_standard_output() {
    let place = folder(&[]);
    let feed = |arguments: &[&str], text: &str| told(&feed(command(place.path(), arguments), text));
    assert_eq!(feed(&["fmt", "-"], MESSY), (0, TIDY.into(), String::new()));
    assert_eq!(feed(&["fmt", "-"], TIDY), (0, TIDY.into(), String::new()));
    assert_eq!(feed(&["fmt", "-"], ""), (0, String::new(), String::new()));
    assert_eq!(
        feed(&["fmt", "-", "--check", "--stdin-filename", "messy.journey"], MESSY),
        (1, PATCH.into(), "1 of 1 file not in the style\n".into())
    );
    assert_eq!(feed(&["fmt", "-", "--range", "2"], MESSY).1, MESSY.replace("{note:\"x\"}", "{ note: \"x\" }"));
    assert_eq!(feed(&["fmt", "-", "--range", "1:1"], MESSY).1, MESSY.replace("   a", " a"));
    let (code, out, err) = feed(&["fmt", "-"], "team   a \"A\"\nteam b   \"B\n");
    assert_eq!((code, out.as_str()), (0, "team a \"A\"\nteam b   \"B\n"));
    assert_eq!(err, "<stdin>:2: left as it is, since a brace or a quote in it is wrong\n");
    let markdown = format!("# A\n```journey\n{MESSY}```\n");
    let (code, out, _) = feed(&["fmt", "-", "--stdin-filename", "a.md"], &markdown);
    assert_eq!((code, out), (0, markdown.replace(MESSY, TIDY)));
    for wrong in ["0:1", "3:2", "x", "1:", "-1:2"] {
        assert_eq!(feed(&["fmt", "-", &format!("--range={wrong}")], "").0, 2, "{wrong}");
    }
}

#[test]
fn what_cannot_be_formatted_stays_as_it_was() {
    let place = folder(&[("a.journey", MESSY), ("b.journey", MESSY)]);
    let at = place.path();
    let bytes = [MESSY.as_bytes(), b"// \xFF\n"].concat();
    std::fs::write(at.join("latin.journey"), &bytes).expect("it can be written");
    let (code, _, err) = say(at, &["fmt", "--range", "1:2", "a.journey", "b.journey"]);
    assert_eq!((code, err.as_str()), (2, "error: `--range` takes lines of one file; name just that file\n"));
    let (code, _, err) = say(at, &["fmt", "latin.journey", "a.journey"]);
    assert_eq!(code, 2);
    assert_eq!(err, "error: cannot format `latin.journey`: it is not UTF-8 text\nformatted a.journey\n1 of 1 file formatted\n");
    assert_eq!(std::fs::read(at.join("latin.journey")).expect("it is there"), bytes);
    let mut rights = std::fs::metadata(at.join("b.journey")).expect("it is there").permissions();
    rights.set_readonly(true);
    std::fs::set_permissions(at.join("b.journey"), rights).expect("it can be set");
    let (code, _, err) = say(at, &["fmt", "b.journey"]);
    assert_eq!(
        (code, err.as_str()),
        (2, "error: cannot write `b.journey`: permission denied; it stays as it was\n0 of 1 file formatted\n")
    );
    assert_eq!(text_at(at, "b.journey"), MESSY);
}

#[test]
fn maps_in_markdown_are_formatted_where_they_stand() {
    let before = "# Teams\n\n```journey\nteam   a \"A\"\n\n\nteam b \"B\" {\n  note:\"x\"}\n```\n\n\
        > Quoted  text\n> ```journey\n> team   c \"C\"\n>\n>\n> team d \"D\" {\n> note:\"\"\"\n>   x\n>   \"\"\"}\n> ```\n\n\
        1. In a list\n\n   ```journey\n   team e   \"E\" {note:\"x\"}\n   ```\n\n\
        ```journey ignore\nteam   f\n```\n";
    let after = "# Teams\n\n```journey\nteam a \"A\"\n\nteam b \"B\" {\n  note: \"x\"\n}\n```\n\n\
        > Quoted  text\n> ```journey\n> team c \"C\"\n>\n> team d \"D\" {\n>   note: \"\"\"\n>   x\n>   \"\"\"\n> }\n> ```\n\n\
        1. In a list\n\n   ```journey\n   team e \"E\" { note: \"x\" }\n   ```\n\n\
        ```journey ignore\nteam   f\n```\n";
    let ragged = "> ```journey\n>team   a\n> team   b\n> ```\n";
    let place = folder(&[("a.md", before), ("dos.md", &before.replace('\n', "\r\n")), ("ragged.md", ragged)]);
    let at = place.path();
    assert_eq!(say(at, &["fmt", "a.md", "dos.md", "ragged.md"]).0, 0);
    assert_eq!(text_at(at, "a.md"), after);
    assert_eq!(text_at(at, "dos.md"), after.replace('\n', "\r\n"));
    assert_eq!(text_at(at, "ragged.md"), ragged);
    assert_eq!(say(at, &["fmt", "--check", "--markdown"]).0, 0);
    std::fs::write(at.join("a.md"), before).expect("it can be written");
    assert_eq!(say(at, &["fmt", "a.md", "--range", "13"]).0, 0);
    assert_eq!(text_at(at, "a.md"), before.replace("team   c", "team c"));
}

/// An empty line has less of the lead than the others, or none; what is left of it stays.
#[test]
fn a_fence_may_begin_with_an_empty_line() {
    for (before, after) in [
        ("- item\n\n  ```journey\n\n  team   a \"A\"\n  ```\n", "- item\n\n  ```journey\n  team a \"A\"\n  ```\n"),
        ("> ```journey\n>\n> team   a \"A\"\n> ```\n", "> ```journey\n> team a \"A\"\n> ```\n"),
        ("> ```journey\n>\n>\n> team   a \"A\"\n> ```\n", "> ```journey\n> team a \"A\"\n> ```\n"),
        ("- > ```journey\n  >\n  > team   a \"A\"\n  > ```\n", "- > ```journey\n  > team a \"A\"\n  > ```\n"),
        ("```journey\n\nteam   a \"A\"\n```\n", "```journey\nteam a \"A\"\n```\n"),
    ] {
        let place = folder(&[("a.md", before), ("dos.md", &before.replace('\n', "\r\n"))]);
        assert_eq!(say(place.path(), &["fmt", "a.md", "dos.md"]).0, 0);
        assert_eq!(text_at(place.path(), "a.md"), after);
        assert_eq!(text_at(place.path(), "dos.md"), after.replace('\n', "\r\n"));
    }
}

/// What ends in a comma, an arrow or an open list would go on in the next line.
#[test]
fn what_cannot_be_read_keeps_its_end() {
    for (text, after) in [
        ("journey a {\n need: \"a\",; b -> c\n}\n", "journey a {\n  need: \"a\",;\n  b -> c\n}\n"),
        ("journey a {\n need: \"a\", // x\n ; b -> c\n}\n", "journey a {\n  need: \"a\",; // x\n  b -> c\n}\n"),
        ("journey a { b -> ; c -> d }\n", "journey a { b ->; c -> d }\n"),
        ("journey a {\n scope: [ \"a\"; b -> c; }\n", "journey a {\n  scope: [ \"a\";\n  b -> c\n}\n"),
        ("a -> ; b -> c\n", "a ->;\nb -> c\n"),
        ("team a “A”, ; b -> c\n", "team a “A”,;\nb -> c\n"),
    ] {
        assert_eq!(promise("map.journey", text, &[]), Ok(false));
        assert_eq!(fmt(text), after, "{text:?}");
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
