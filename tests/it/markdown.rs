//! Maps in Markdown: found, checked in place, and mended in place.

use journey::diagnostic::{Diagnostic, Edit, Severity};
use journey::render::human::{self, Style};
use journey::{Analysis, MemoryLoader, Options, analyse};

use crate::cli::{BAD, GOOD, command, feed, folder, say, told};
use crate::support::{Numbers, check, examples, files, line, read, root};

const PAGE: &str = "docs/page.md";

/// Checks a page, with the examples beside it to be imported.
fn check_page(text: impl Into<Vec<u8>>, options: &Options) -> Analysis {
    let mut loader = MemoryLoader::default();
    for (path, text) in examples() {
        loader.insert(path, text);
    }
    loader.insert(PAGE, text);
    analyse(&loader, &[PAGE.into()], options).0
}

fn lines(analysis: &Analysis) -> Vec<String> {
    analysis.findings.iter().filter(|found| found.severity > Severity::Info).map(|found| line(analysis, found)).collect()
}

/// A way to write a map into a page: what stands before it, what begins each of its lines, what ends them, what stands after it.
struct Frame {
    head: &'static str,
    lead: &'static str,
    end: &'static str,
    foot: &'static str,
}

const FRAMES: [Frame; 6] = [
    Frame { head: "# Page\n\n```journey\n", lead: "", end: "\n", foot: "```\n\ntext\n" },
    Frame { head: "> ~~~journey title=\"x\"\n", lead: "> ", end: "\n", foot: "> ~~~\n\ntext\n" },
    Frame { head: "1. one\n\n   ```journey\n", lead: "   ", end: "\n", foot: "   ```\n2. two\n" },
    Frame { head: "- one\n\n  > - ````journey\n", lead: "  >   ", end: "\n", foot: "" },
    Frame { head: "\u{feff}text\r\n\r\n``` journey\r\n", lead: "", end: "\r\n", foot: "```\r\n" },
    Frame { head: "> ```journey\r\n", lead: "> ", end: "\r\n", foot: "> ```\r\n" },
];

impl Frame {
    fn around(&self, map: &str) -> String {
        let lines: Vec<String> = map.lines().map(|line| format!("{}{line}{}", self.lead, self.end)).collect();
        format!("{}{}{}", self.head, lines.concat(), self.foot)
    }
}

/// The text with a fix applied.
fn mended(text: &str, edits: &[Edit]) -> String {
    let mut edits: Vec<&Edit> = edits.iter().collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.span.start));
    let mut text = text.to_owned();
    for edit in edits {
        text.replace_range(edit.span.range(), &edit.text);
    }
    text
}

/// What a finding says, but not where.
fn saying(found: &Diagnostic) -> (&str, Severity, &str) {
    (found.code.name(), found.severity, &found.message)
}

/// The maps with mistakes that the other tests have, without those whose text would end a fence.
fn broken() -> Vec<(String, String)> {
    let all = files("tests/syntax/err", "journey").into_iter().chain(files("tests/lint", "journey"));
    all.map(|path| read(&path)).filter(|(_, text)| !text.contains(['\r', '\t', '\u{feff}']) && !text.contains("import")).collect()
}

#[test]
fn a_map_in_a_page_is_checked_like_a_map() {
    let (mut places, mut fixes) = (0, 0);
    for (path, text) in broken() {
        let alone = check(&text);
        for frame in &FRAMES {
            let page = frame.around(&text);
            let inside = check_page(page.as_str(), &Options::default());
            let says: Vec<_> = inside.findings.iter().map(saying).collect();
            assert_eq!(alone.findings.iter().map(saying).collect::<Vec<_>>(), says, "{path} in {page}");
            for (one, other) in alone.findings.iter().zip(&inside.findings) {
                for (one, other) in one.labels.iter().zip(&other.labels) {
                    let (map, page) = (alone.sources.get(one.file), inside.sources.get(other.file));
                    assert_eq!(page.path(), PAGE);
                    let own = map.lines().in_characters(map.text(), one.span.start);
                    let place = page.lines().in_characters(page.text(), other.span.start);
                    let before = frame.head.matches('\n').count();
                    // What stands at the end of the file stands at the end of the fence's last line.
                    if own.line as usize == map.lines().count() - 1 {
                        continue;
                    }
                    assert_eq!(place.line as usize, own.line as usize + before, "{path} in {}", page.text());
                    assert_eq!(place.column as usize, own.column as usize + frame.lead.len(), "{path} in {}", page.text());
                    places += 1;
                }
                if let (Some(one), Some(other)) = (&one.fix, &other.fix) {
                    let expected = frame.around(&mended(&text, &one.edits));
                    let got = mended(&page, &other.edits);
                    // A fix that adds a line ends it as it always does.
                    assert_eq!(got.replace("\r\n", "\n"), expected.replace("\r\n", "\n"), "{path}: {}", one.title);
                    fixes += 1;
                }
            }
        }
    }
    assert!(places > 1000 && fixes > 200, "{places} places, {fixes} fixes");
}

#[test]
fn each_fence_is_a_map_of_its_own() {
    let page = format!("```journey\n{GOOD}```\n\n```journey\n{GOOD}```\n\n```journey ignore\n{BAD}```\n\n```text\n{BAD}```\n");
    let analysis = check_page(page, &Options::default());
    assert_eq!(lines(&analysis), [""; 0], "the same ids do not clash");
    assert_eq!((analysis.sources.count(), analysis.sources.len()), (1, 3));
    let page = "```journey\nchannel web \"Web\"\n```\n\n```journey\njourney a \"A\" {\n  stage b \"B\" { channel: web }\n}\n```\n";
    let analysis = check_page(page, &Options::default());
    assert_eq!(lines(&analysis), ["7:26 error[unknown-name] no channel is called `web`"]);
}

#[test]
fn a_page_without_maps_is_fine() {
    for page in ["", "# Title\n", "```rust\nfn main() {}\n```\n", "```journey\n```\n", "journey {{{\n"] {
        let analysis = check_page(page, &Options { whole_root: true, ..Options::default() });
        assert_eq!((lines(&analysis).len(), analysis.sources.count()), (0, 1), "{page}");
    }
}

#[test]
fn what_a_fence_declares_only_another_map_could_use() {
    let page = "```journey\npersona amira \"Amira\"\nchannel web \"Website\"\n```\n";
    let whole = Options { whole_root: true, ..Options::default() };
    assert_eq!(lines(&check_page(page, &whole)), [""; 0]);
    let page = format!("```journey\npersona amira \"Amira\"\n{GOOD}```\n");
    assert_eq!(lines(&check_page(page, &whole)), ["2:9 warning[unused-persona] the persona `amira` is never used"]);
}

#[test]
fn imports_are_those_of_the_page() {
    let using = "journey a \"A\" {\n  persona: amira\n  stage b \"B\" { action: \"x\" }\n}\n";
    let page =
        format!("```journey\nimport \"../people.journey\"\n{using}```\n\n- x\n\n  ```journey\n  import \"none.journey\"\n  ```\n");
    let loader = MemoryLoader::from([
        (PAGE, page.as_str()),
        ("people.journey", "persona amira \"Amira\"\npersona amira \"Again\"\n"),
        ("a.journey", "import \"docs/page.md\"\n"),
    ]);
    let (analysis, _) = analyse(&loader, &["a.journey".into(), PAGE.into()], &Options::default());
    let shown: Vec<String> = analysis
        .findings
        .iter()
        .filter(|f| f.severity > Severity::Info)
        .map(|f| format!("{}:{}", analysis.sources.get(f.primary().file).path(), line(&analysis, f)))
        .collect();
    assert_eq!(
        shown,
        [
            "a.journey:1:8 error[import-not-found] `docs/page.md` is Markdown",
            "docs/page.md:12:10 error[import-not-found] there is no file `none.journey`",
            "people.journey:2:9 error[duplicate-name] there are two personas called `amira`",
        ]
    );
    let missing = analysis.findings.iter().filter(|f| f.severity > Severity::Info).nth(1).expect("it is there");
    assert_eq!(missing.help.as_deref(), Some("write the path from this file's folder, as in `\"shared/people.journey\"`"));
}

#[test]
fn help_names_lines_of_the_page() {
    let page =
        "text\n\n```journey\nchannel web \"Web\"\njourney a \"A\" { objective: \"x\"; stage b \"B\" { channel: wbe } }\n```\n";
    let analysis = check_page(page, &Options::default());
    assert_eq!(analysis.findings[0].help.as_deref(), Some("did you mean `web`? (declared at line 4)"));
}

#[test]
fn the_lines_of_the_page_are_shown() {
    let page = "# Paying\n\nIt begins in the shop:\n\n> 1. ```journey\n>    channel web \"Website\"\n>    journey shop \"Shop\" {\n>      \
                stage buy \"Buys\" { channel: wbe }\n\nThat is all.\n";
    let analysis = check_page(page, &Options::default());
    let findings: Vec<&Diagnostic> = analysis.findings.iter().collect();
    insta::assert_snapshot!(human::render(&analysis.sources, &findings, Style { width: 80, ..Style::default() }));
}

#[test]
fn bytes_outside_of_the_fences_are_nobodys_business() {
    let page = [b"\xff\n> ```journey\n> ".as_slice(), GOOD.replace('\n', "\n> ").as_bytes(), b"```\n"].concat();
    assert_eq!(lines(&check_page(page, &Options::default())), [""; 0]);
    let page = b"\xff\n> ```journey\n> // \xff\n> ```\n";
    assert_eq!(lines(&check_page(page, &Options::default())), ["3:6 error[invalid-utf8] this is not UTF-8 text"]);
}

#[test]
fn many_fences() {
    let fence = |at: usize| format!("> ```journey\n> journey a{at} \"A\" {{ stage b \"B\" {{ action = \"x\" }} }}\n> ```\n\n");
    let page: String = (0..1000).map(fence).collect();
    let found = lines(&check_page(page, &Options::default()));
    assert_eq!(found.len(), 1000);
    assert!(found[999].starts_with(&format!("{}:", 999 * 4 + 2)), "{}", found[999]);
}

#[test]
fn no_page_is_too_broken() {
    let mut numbers = Numbers(23);
    let page: String = FRAMES.iter().map(|frame| frame.around(BAD) + "\n").collect();
    let survives = |bytes: Vec<u8>| {
        let analysis = check_page(bytes, &Options::default());
        for found in &analysis.findings {
            let edits = found.fix.iter().flat_map(|fix| &fix.edits).map(|edit| (edit.file, edit.span));
            for (file, span) in found.labels.iter().map(|label| (label.file, label.span)).chain(edits) {
                let file = analysis.sources.get(file);
                assert!(file.part().is_none() && file.text().get(span.range()).is_some(), "{:?} {:?}", file.text(), found);
            }
        }
    };
    for at in 0..page.len() {
        survives(page.as_bytes()[..at].to_vec());
        let mut bytes = page.clone().into_bytes();
        bytes.remove(at);
        survives(bytes);
    }
    let parts = [
        "```journey", "~~~journey\n", "```", "~~~", "\n", "\r\n", "\r", "> ", ">", "- ", "1. ", "  ", "\t", "[^1]: ", "{", "}",
        "a:",
    ];
    for _ in 0..3000 {
        let length = numbers.below(40);
        let text: String = (0..length).map(|_| parts[numbers.below(parts.len())]).collect();
        survives(format!("```journey\n{text}").into_bytes());
        survives(text.into_bytes());
    }
}

#[test]
fn the_program_reads_pages() {
    let place = folder(&[
        ("docs/a.md", &format!("```journey\n{BAD}```\n")),
        ("docs/b.markdown", "# Nothing\n"),
        ("docs/c.MD", &format!("```journey\n{GOOD}```\n")),
        ("docs/d.journey", GOOD),
        ("docs/e.txt", "```journey\n"),
    ]);
    let at = place.path();
    let (code, out, err) = say(at, &["check", "docs"]);
    assert_eq!((code, out.as_str(), err.as_str()), (0, "no findings in 1 file\n", ""));
    let (code, out, _) = say(at, &["check", "docs", "--markdown", "-f", "short"]);
    assert_eq!((code, out.as_str()), (1, "docs/a.md:4:12: error[missing-colon] a field is written with `:`\n"));
    let (code, out, _) = say(at, &["check", "docs/a.md", "-f", "json"]);
    let report: serde_json::Value = serde_json::from_str(&out).expect("it is JSON");
    // The note that the map has no objective comes before.
    let edit = &report["findings"][1]["fix"]["edits"][0];
    assert_eq!((code, &report["summary"]["files"]), (1, &1.into()));
    // The space before the `=` goes with it.
    assert_eq!((&edit["file"], &edit["start"]["byte"]), (&"docs/a.md".into(), &(10 + BAD.find('=').expect("it is there")).into()));
    let (_, out, _) = say(at, &["check", "docs/a.md", "-f", "sarif"]);
    let report: serde_json::Value = serde_json::from_str(&out).expect("it is JSON");
    let place = &report["runs"][0]["results"][1]["locations"][0]["physicalLocation"];
    assert_eq!((&place["artifactLocation"]["uri"], &place["region"]["startLine"]), (&"docs/a.md".into(), &4.into()));
    let (code, out, _) = told(&feed(
        command(at, &["check", "-", "-f", "short", "--stdin-filename", "docs/new.md"]),
        &format!("> ```journey\n> {}```\n", BAD.replace('\n', "\n> ")),
    ));
    assert_eq!((code, out.as_str()), (1, "docs/new.md:4:14: error[missing-colon] a field is written with `:`\n"));
    let (code, _, err) = say(at, &["compile", "docs/a.md", "-f", "dot"]);
    assert_eq!((code, err.as_str()), (2, "error: `docs/a.md` is Markdown; only `check` looks at the maps in it\n"));
    let empty = folder(&[]);
    let (_, _, err) = say(empty.path(), &["check", "--markdown"]);
    assert_eq!(err, "warning: there is neither a .journey nor a Markdown file in `.`\n");
}

#[test]
fn the_documents_of_the_project_check_clean() {
    let (code, out, _) = say(&root(), &["check", "README.md", "grammar/README.md", "examples/README.md", "ARCHITECTURE.md"]);
    assert_eq!((code, out.as_str()), (0, "no findings in 4 files\n"));
}
