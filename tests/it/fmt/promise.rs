//! What is promised of every text, tried on examples, fixtures, generated maps and random edits.

use std::collections::BTreeMap;
use std::ops::Range;

use journey::diagnostic::Code;
use journey::emit::{EmitOptions, Format, emit};
use journey::fmt::format;
use journey::project::fences;
use journey::source::{FileId, SourceFile};
use journey::syntax::parse;
use journey::{MemoryLoader, Options, analyse};
use serde_json::Value;

use crate::cli::say;
use crate::report::maps;
use crate::support::{Numbers, examples, files, read, root};

use super::{file, fmt};

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
pub fn places(text: &str) -> Vec<Range<usize>> {
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
pub fn same_signs(before: &str, after: &str) -> bool {
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
pub fn promise(path: &str, text: &str, beside: &[(String, String)]) -> Result<bool, String> {
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
