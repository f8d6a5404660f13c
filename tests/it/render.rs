//! How findings look.

use std::fs;
use std::sync::Arc;

use journey::diagnostic::{Code, Diagnostic, Fix, Severity};
use journey::render::human::{FIRST, Style};
use journey::render::{Summary, human, json, sarif, short};
use journey::source::{FileId, SourceFile, Sources, Span};
use journey::{MemoryLoader, Options, analyse};
use serde_json::Value;

const SHOES: &str = "\
channel web \"Website\"
journey shoes \"Buying shoes\" {
  stage purchase \"Purchase\" {
    touchpoint search \"Searches\" {
      channel: wbe
    }
  }
  stage exchange \"Exchange\"
  stage retention \"Retention\" {
    action: \"Runs\"
    emotion: +1 \"glad\"
    note: \"often\"
    note: \"and more\"
  }
  purchase -> advocacy
}
";

const PEOPLE: &str = "// people\npersona amira \"Amira\"\n";

fn sources(files: &[(&str, &str)]) -> Sources {
    let mut sources = Sources::default();
    for (path, text) in files {
        sources.add(Arc::new(SourceFile::new(*path, text.as_bytes().to_vec())));
    }
    sources
}

/// The span of the first `part` in a text.
fn at(text: &str, part: &str) -> Span {
    let start = text.find(part).expect("it is there");
    Span::new(start, start + part.len())
}

fn show(sources: &Sources, findings: &[Diagnostic], style: Style) -> String {
    human::render(sources, &findings.iter().collect::<Vec<_>>(), style)
}

fn plain(width: usize) -> Style {
    Style { width, ..Style::default() }
}

/// One finding each: with a fix, with far labels, with labels in two files.
fn three() -> (Sources, Vec<Diagnostic>) {
    let sources = sources(&[("shoes.journey", SHOES), ("shared/people.journey", PEOPLE)]);
    let (shoes, people) = (FileId(0), FileId(1));
    let name = at(SHOES, "wbe");
    let near = Diagnostic::new(Code::UnknownName, shoes, name, "no channel is called `wbe`", "not declared as a channel")
        .help("did you mean `web`? (declared at line 1)")
        .fix(Fix::replace(shoes, name, "web"));
    let far = Diagnostic::new(
        Code::UnreachableStage,
        shoes,
        at(SHOES, "retention"),
        "nobody reaches `retention`",
        "no transition leads here",
    )
    .label(shoes, at(SHOES, "advocacy"), "`purchase` goes straight to `advocacy`")
    .help("add `purchase -> retention`, or remove the stage");
    let files = Diagnostic::new(
        Code::DuplicateName,
        shoes,
        at(SHOES, "shoes"),
        "two things are called `shoes`",
        "the second one, and this label has more words than there is room for in a narrow terminal",
    )
    .label(people, at(PEOPLE, "amira"), "the first one");
    (sources, vec![near, far, files])
}

#[test]
fn findings_in_a_hundred_columns() {
    let (sources, findings) = three();
    insta::assert_snapshot!("hundred_columns", show(&sources, &findings, plain(100)));
}

#[test]
fn findings_in_sixty_columns_and_ascii() {
    let (sources, findings) = three();
    let text = show(&sources, &findings, Style { unicode: false, ..plain(60) });
    assert!(text.is_ascii());
    assert!(text.lines().all(|line| line.len() <= 60), "{text}");
    insta::assert_snapshot!("sixty_columns_ascii", text);
}

#[test]
fn colours_do_not_change_the_text() {
    let (sources, findings) = three();
    let coloured = show(&sources, &findings, Style { colour: true, ..plain(100) });
    assert!(coloured.contains("\u{1b}[1;31merror[unknown-name]\u{1b}[0m"));
    let mut stripped = String::new();
    let mut escape = false;
    for char in coloured.chars() {
        match char {
            '\u{1b}' => escape = true,
            'm' if escape => escape = false,
            _ if escape => {}
            char => stripped.push(char),
        }
    }
    let stripped: Vec<_> = stripped.lines().map(str::trim_end).collect();
    assert_eq!(stripped.join("\n"), show(&sources, &findings, plain(100)).lines().collect::<Vec<_>>().join("\n"));
}

#[test]
fn one_line_each() {
    let (sources, findings) = three();
    insta::assert_snapshot!("short", short::render(&sources, &findings.iter().collect::<Vec<_>>()));
}

#[test]
fn json_has_all() {
    let (sources, findings) = three();
    insta::assert_snapshot!("json", json::render(&sources, &findings[..1].iter().collect::<Vec<_>>()));
}

#[test]
fn sarif_has_rules_regions_and_fixes() {
    let (sources, findings) = three();
    let text = sarif::render(&sources, &findings.iter().collect::<Vec<_>>());
    let log: Value = serde_json::from_str(&text).expect("it is JSON");
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().expect("there are rules");
    assert_eq!(rules.len(), Code::ALL.len());
    for result in run["results"].as_array().expect("there are results") {
        let index = result["ruleIndex"].as_u64().expect("it has a rule") as usize;
        assert_eq!(rules[index]["id"], result["ruleId"]);
    }
    insta::assert_snapshot!("sarif", serde_json::to_string_pretty(&run["results"]).expect("it is JSON"));
}

#[test]
fn broken_examples() {
    let mut text = String::new();
    let mut paths: Vec<_> = fs::read_dir("examples/broken").expect("it is there").map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths.iter().filter(|path| path.extension().is_some_and(|ending| ending == "journey")) {
        let name = path.to_string_lossy().replace('\\', "/");
        let loader = MemoryLoader::from([(name.clone(), fs::read(path).expect("it can be read"))]);
        let (analysis, _) = analyse(&loader, &[name], &Options::default());
        let form: Vec<_> = analysis.findings.iter().filter(|found| found.severity == Severity::Error).collect();
        text.push_str(&human::render(&analysis.sources, &form, plain(60)));
    }
    assert!(text.lines().all(|line| line.chars().count() <= 60), "{text}");
    insta::assert_snapshot!("broken_examples", text);
}

#[test]
fn nothing_in_a_file_steers_the_terminal() {
    let text = "journey a \"\u{1b}]0;title\u{7}\u{1b}[2J\u{9b}31m\u{202e}\" {\r\n\tstage\u{0} b\r}\n";
    let path = "a\u{1b}[31m.journey";
    let sources = sources(&[(path, text)]);
    let finding =
        Diagnostic::new(Code::UnexpectedText, FileId(0), at(text, "b"), "bad \u{1b}[1m\nname", "label \u{1b}[0m").help("do \u{7}");
    let shown = show(&sources, std::slice::from_ref(&finding), plain(100)) + &short::render(&sources, &[&finding]);
    assert!(!shown.chars().any(|char| (char.is_control() && char != '\n') || char == '\u{202e}'), "{shown:?}");
    insta::assert_snapshot!("control_characters", shown);
}

#[test]
fn wide_characters_and_tabs_are_underlined_in_their_place() {
    let text = "\t名前 = 買う \"é\" 👩‍💻 x\n";
    let sources = sources(&[("wide.journey", text)]);
    let finding =
        Diagnostic::new(Code::MissingColon, FileId(0), at(text, "買う"), "wide", "here").label(FileId(0), at(text, "名前"), "name");
    insta::assert_snapshot!("wide_characters", show(&sources, &[finding], plain(100)));
}

#[test]
fn ends_of_files_and_lines() {
    for (text, span) in
        [("", Span::at(0)), ("a\n", Span::at(2)), ("a", Span::at(1)), ("a\r\n\r\nb", Span::at(1)), ("a\rb\r", Span::new(0, 4))]
    {
        let sources = sources(&[("a.journey", text)]);
        let shown = show(&sources, &[Diagnostic::new(Code::UnclosedBlock, FileId(0), span, "message", "the end")], plain(100));
        assert!(shown.contains("the end") && shown.contains("a.journey:"), "{text:?}\n{shown}");
    }
}

#[test]
fn a_line_of_ten_megabytes_is_cut() {
    let text = format!("note: \"{}NEEDLE{}\"", "é ".repeat(2_000_000), "x".repeat(4_000_000));
    let sources = sources(&[("long.journey", &text)]);
    let finding = Diagnostic::new(Code::BadEscape, FileId(0), at(&text, "NEEDLE"), "message", "this one");
    let shown = show(&sources, &vec![finding; 200], plain(80));
    let widest = shown.lines().max_by_key(|line| line.chars().count()).unwrap_or_default();
    assert!(widest.chars().count() <= 80, "{} {widest:?}", widest.chars().count());
    insta::assert_snapshot!("long_line", shown.lines().take(6).collect::<Vec<_>>().join("\n"));
    assert!(shown.contains("… and 150 more (use --format short or json to see all)"));
    assert_eq!(shown.matches("error[bad-escape]").count(), FIRST);
}

#[test]
fn counts_are_in_words() {
    let (_, mut findings) = three();
    let of = |findings: &[Diagnostic], files| Summary::of(&findings.iter().collect::<Vec<_>>(), files).to_string();
    assert_eq!(of(&findings, 4), "2 errors, 1 warning in 4 files");
    assert_eq!(of(&findings[..1], 1), "1 error in 1 file");
    findings[1].severity = Severity::Info;
    assert_eq!(of(&findings, 2), "2 errors, 1 note in 2 files");
    assert_eq!(of(&[], 4), "no findings in 4 files");
}
