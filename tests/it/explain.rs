//! `journey explain`: pages about findings, elements and fields, and all findings as one document.

use journey::diagnostic::{Code, Severity};
use journey::explain::{Topic, document, names};
use journey::model::vocabulary::{ELEMENTS, Field};

use crate::cli::{command, folder, say, told};
use crate::support::{check, files, line, read, root};

fn explain(arguments: &[&str], columns: usize) -> String {
    let place = folder(&[]);
    let mut command = command(place.path(), &["explain"]);
    command.args(arguments).env("COLUMNS", columns.to_string());
    let (code, out, err) = told(&command.output().expect("it runs"));
    assert_eq!((code, err.as_str()), (0, ""), "{arguments:?}");
    out
}

#[test]
fn a_page_for_people_and_as_it_is() {
    let text = explain(&["unknown-name"], 80);
    assert!(text.starts_with("unknown-name\n============\n\nError (names and values). It cannot be allowed."), "{text}");
    assert!(text.contains("\nBad\n---\n\n    channel web \"Website\"\n") && !text.contains("```"), "{text}");
    let coloured = explain(&["unknown-name", "--color", "always"], 80);
    assert!(coloured.contains("\u{1b}[1mBad\u{1b}[0m\n\n    \u{1b}[1;35mchannel\u{1b}[0m web"), "{coloured}");
    let (_, page) = read(&root().join("docs/explain/unknown-name.md"));
    assert_eq!(explain(&["unknown-name", "-f", "markdown"], 80), page);
    assert_eq!(explain(&["emotion", "-f", "markdown"], 80), Topic::of("emotion").and_then(Topic::page).expect("it has one"));
}

/// The words of a page without its marks and without the heads of tables, which a list does not need.
fn words(text: &str) -> Vec<String> {
    let lines: Vec<&str> = text.lines().collect();
    let kept = lines.iter().enumerate().filter(|(index, _)| !lines.get(index + 1).is_some_and(|next| next.starts_with("|---")));
    let plain = kept.map(|(_, line)| *line).collect::<Vec<_>>().join("\n");
    let plain = plain
        .replace("```journey-sketch", "")
        .replace("```journey", "")
        .replace("```toml-sketch", "")
        .replace("```toml", "")
        .replace("```mermaid", "")
        .replace("```csv", "")
        .replace("```xml", "")
        .replace(['`', '|', '*'], " ");
    let words = plain.split_whitespace().filter(|word| word.contains(char::is_alphanumeric));
    words.map(|word| word.trim_end_matches([',', ';']).to_owned()).collect()
}

/// In 60 columns without colours every page has all its words, in lines of 60 columns but for those of a map.
#[test]
fn pages_are_complete_in_a_narrow_terminal() {
    let style = journey::render::human::Style { width: 60, unicode: false, colour: false };
    for name in names() {
        let page = Topic::of(name).and_then(Topic::page).expect("every name has a page");
        let shown = journey::render::markdown::render(&page, style);
        let wide = shown.lines().find(|line| line.chars().count() > 60 && !page.contains(line.trim_start()));
        assert_eq!(wide, None, "{name}");
        let lost: Vec<String> = {
            let shown = words(&shown);
            words(&page).into_iter().filter(|word| !shown.contains(word)).collect()
        };
        assert!(lost.is_empty(), "{name} lost {lost:?}\n{shown}");
    }
}

#[test]
fn elements_and_fields_have_pages() {
    let text = explain(&["touchpoint"], 100);
    for part in ["A moment in which customer and business meet.", "- Stands in `stage`.", "`entry-criteria`", "touchpoint call"] {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
    let text = explain(&["emotion"], 100);
    assert!(
        text.contains("A field. How it feels: a number from -2 to +2") && text.contains("      emotion: -1 \"hurried\""),
        "{text}"
    );
    let both = explain(&["persona"], 100);
    assert!(both.contains("- Must have an id."), "{both}");
    assert!(both.contains("\nThe field `persona`\n") && both.contains("who walks the journey"), "{both}");
    assert!(explain(&["behavior"], 100).contains("It may also be written `behavior`."));
}

#[test]
fn the_page_of_an_element_has_all_its_fields() {
    for row in ELEMENTS {
        let page = Topic::Element(row.kind).page().expect("it has one");
        for field in row.all_fields() {
            let begins = format!("| `{}` | ", field.field.name());
            assert!(page.lines().any(|line| line.starts_with(&begins) && line.ends_with(&format!("| {} |", field.meaning))));
        }
    }
    assert!(Field::ALL.iter().all(|field| names().contains(&field.name())));
}

#[test]
fn the_examples_of_elements_check_clean() {
    let all = files("docs/elements", "journey");
    assert_eq!(all.len(), ELEMENTS.len());
    for (path, text) in all.iter().map(|path| read(path)) {
        let analysis = check(&text);
        let found: Vec<String> =
            analysis.findings.iter().filter(|found| found.severity > Severity::Info).map(|found| line(&analysis, found)).collect();
        assert!(found.is_empty(), "{path}: {found:#?}");
    }
}

#[test]
fn a_near_name_is_suggested_and_an_unknown_one_is_harmless() {
    let place = folder(&[]);
    for (wrong, near) in [
        ("unknwon-name", "did you mean `unknown-name`?"),
        ("touchpiont", "did you mean `touchpoint`?"),
        ("emotoin", "did you mean `emotion`?"),
        ("zzz", "`journey explain` lists all names"),
        ("", "`journey explain` lists all names"),
    ] {
        let (code, out, err) = say(place.path(), &["explain", wrong]);
        assert_eq!((code, out.as_str()), (2, ""));
        assert_eq!(err, format!("error: no finding, element or field is called `{wrong}`; {near}\n"));
    }
    let (code, _, err) = say(place.path(), &["explain", "\u{1b}[31m\n\u{202e}"]);
    assert_eq!(code, 2);
    assert!(!err.trim_end().contains(['\u{1b}', '\n', '\u{202e}']), "{err:?}");
    assert_eq!(say(place.path(), &["explain", "emotion", "--all"]).0, 2);
    assert_eq!(say(place.path(), &["explain", "-f", "markdown"]).0, 2);
}

#[test]
fn the_list_has_every_name() {
    for columns in [60, 120] {
        let list = explain(&[], columns);
        assert!(list.lines().all(|line| line.chars().count() <= columns), "{list}");
        let shown = words(&list.replace(',', " "));
        let missing: Vec<_> = names().into_iter().filter(|name| !shown.iter().any(|word| word == name)).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }
    assert!(explain(&[], 120).contains("warning  A stage that no customer gets to.\n"));
}

/// Compares; with `JOURNEY_UPDATE=1` writes instead.
#[test]
fn the_document_of_all_findings_is_up_to_date() {
    let path = root().join("docs/findings.md");
    let document = document();
    assert_eq!(explain(&["--all", "--format", "markdown"], 80), document);
    for code in Code::ALL.iter().filter(|code| journey::explain::page(code.name()).is_some()) {
        assert!(document.contains(&format!("\n### {}\n", code.name())), "{}", code.name());
    }
    if std::env::var_os("JOURNEY_UPDATE").is_some() {
        std::fs::write(&path, &document).expect("the document can be written");
        return;
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(written == document, "docs/findings.md is out of date: run the tests with JOURNEY_UPDATE=1 and read what changed");
}
