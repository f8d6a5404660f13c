//! Markdown as an implementation of `CommonMark` sees it: everything is there, and nothing of the map is markup.

use std::path::PathBuf;

use journey::emit::{EmitOptions, Fact, Format, Kind};
use journey::labels::{LANGUAGES, Labels, Word};
use journey::model::Node;
use journey::model::vocabulary::ElementKind;
use journey::source::FileId;
use serde_json::Value;

use super::{all, python, text, written};
use crate::support::check;

fn strings(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// A text as it is shown on a line.
fn line(text: &str) -> String {
    journey::render::visible_whole(&text.split_whitespace().collect::<Vec<_>>().join(" ")).into_owned()
}

#[test]
fn a_reader_of_markdown_sees_all_and_no_markup() {
    let folder = tempfile::tempdir().expect("there is room");
    let maps = all();
    let files: Vec<PathBuf> = (0..maps.len()).map(|index| folder.path().join(format!("{index}.md"))).collect();
    for ((_, analysis), file) in maps.iter().zip(&files) {
        std::fs::write(file, text(analysis, Format::Markdown, &EmitOptions::default())).expect("it can be written");
    }
    let Some(read) = python("read_markdown.py", "markdown_it", &files) else { return };
    for ((path, analysis), page) in maps.iter().zip(read.as_array().expect("a list")) {
        for html in strings(&page["html"]) {
            assert!(["<br>", "<!-- -->"].contains(&html.trim()), "{path}: {html}");
        }
        let linked: Vec<String> = analysis
            .model
            .file(FileId(0))
            .claims
            .iter()
            .filter(|claim| claim.field == journey::model::vocabulary::Field::Link)
            .map(|claim| format!("{:?}", claim.value))
            .collect();
        for link in strings(&page["links"]) {
            assert!(link.starts_with("http") && linked.iter().any(|known| known.contains(&link)), "{path}: {link}");
        }
        let code = page["code"].as_array().expect("a list");
        assert!(
            code.iter().all(|block| block[0] == "mermaid" && block[1].as_str().is_some_and(|text| text.starts_with("flowchart")))
        );
        // Every row of a table is as wide as its head, and every element is named somewhere.
        let mut seen = strings(&page["headings"]);
        seen.extend(strings(&page["items"]));
        for table in page["tables"].as_array().expect("a list") {
            let rows: Vec<Vec<String>> = table.as_array().expect("rows").iter().map(strings).collect();
            assert!(rows.len() > 1 && rows.iter().all(|row| row.len() == rows[0].len()), "{path}: {rows:?}");
            seen.extend(rows.into_iter().flatten());
        }
        let all = line(&seen.join("\n"));
        let nodes = analysis.model.roots(FileId(0)).flat_map(|root| std::iter::once(root).chain(root.descendants()));
        for title in nodes.filter_map(Node::title).map(line).filter(|title| !title.is_empty()) {
            assert!(all.contains(&title), "{path}: {title}\n{all}");
        }
        for claim in &analysis.model.file(FileId(0)).claims {
            if let journey::model::value::ClaimValue::Text(text) = &claim.value {
                assert!(all.contains(&line(text)), "{path}: {text}\n{all}");
            }
        }
    }
}

#[test]
fn nothing_is_left_out_of_a_page() {
    for (path, analysis) in all() {
        let (_, balance) = written(&analysis, Format::Markdown, &EmitOptions::default());
        // A page, like any text on the web, shows one space for several; texts that are hostile have them.
        let spaces = |fact: &&Fact| fact.kind == Kind::Spaces && path.starts_with("hostile");
        let left: Vec<String> = balance
            .left
            .iter()
            .filter(|fact| !spaces(fact))
            .map(|fact| format!("{:?} {}", fact.kind, analysis.sources.get(fact.file).slice(fact.span)))
            .collect();
        assert_eq!(left, Vec::<String>::new(), "{path}");
        assert_eq!(balance.made_up, []);
    }
}

#[test]
fn numbers_of_findings_are_those_of_their_tables() {
    for (path, analysis) in all() {
        let page = text(&analysis, Format::Markdown, &EmitOptions::default());
        let pains =
            analysis.model.journeys(FileId(0)).flat_map(Node::descendants).filter(|node| node.kind() == ElementKind::Pain).count();
        for number in 1..=pains {
            assert!(page.matches(&format!(" P{number} ")).count() >= 1, "{path}: P{number}");
        }
        assert!(!page.contains(&format!("P{} ", pains + 1)), "{path}");
    }
}

const MAP: &str = "journey a \"A\" {\n  stage s \"S\" { action: \"\"; note: \"one\\ntwo\"; thought: \" x \"; pain \"P\" from gone }\n  \
                   stage t \"T\"\n}\njourney b \"B\" { stage s \"S\" { channel: none } }\n";

fn page(options: &EmitOptions) -> (String, Vec<Kind>) {
    let (bytes, balance) = written(&check(MAP), Format::Markdown, options);
    (String::from_utf8(bytes).expect("it is text"), balance.left.iter().map(|fact| fact.kind).collect())
}

#[test]
fn line_breaks_and_empty_texts_are_kept_and_spaces_told() {
    let (page, left) = page(&EmitOptions::default());
    assert!(page.contains("**action:** “”") && page.contains("**note:** one<br>two"), "{page}");
    assert_eq!(left, [Kind::Spaces], "the spaces around a thought");
}

#[test]
fn findings_of_the_check_are_on_the_page() {
    let (all, _) = page(&EmitOptions::default());
    let found: Vec<&str> = all.split("## Findings of the check").nth(1).expect("they are there").lines().collect();
    assert!(found.iter().any(|line| line.starts_with("| 2 | `unknown-name` | no source is called \\`gone\\` |")), "{found:?}");
    assert!(found.iter().any(|line| line.starts_with("| 5 | `unknown-name`")), "{found:?}");
    let (first, _) = page(&super::only("a"));
    assert!(first.contains("| 2 | `unknown-name`") && !first.contains("| 5 | `unknown-name`"), "only what was asked for: {first}");
}

#[test]
fn headings_are_in_the_language_of_the_project() {
    let mut labels = Labels::default();
    labels.set_language(LANGUAGES.iter().position(|code| *code == "de").expect("it is there"));
    labels.set(Word::Pain, "Ärger | *laut*");
    let (page, _) = page(&EmitOptions { labels, ..EmitOptions::default() });
    assert!(
        page.contains("## Ärger \\| \\*laut\\*\n") && page.contains("## Wege\n") && page.contains("## Befunde der Prüfung\n"),
        "{page}"
    );
}

/// What is said of somebody by name counts before what is said of all, as in the picture, and of several points the mean is one.
#[test]
fn curves_are_those_of_the_picture() {
    let analysis = check(
        "persona a \"Ann\"\npersona b \"Ben\"\njourney j \"J\" { persona: a, b\n stage s \"S\" {\n\
         touchpoint t \"T\" { emotion: +2; emotion: -2 for a }\n touchpoint u \"U\" { emotion: -2 -> +1 -> +1; emotion: +2 } } }\n",
    );
    let page = text(&analysis, Format::Markdown, &EmitOptions::default());
    assert!(page.contains("| Ann | `▁▆` | −2 T | +1 U |"), "{page}");
    assert!(page.contains("| Ben | `█▆` | +1 U | +2 T |"), "{page}");
    // What is said of a stage counts where nothing is said in it, and somebody who does not walk has a curve, too.
    let analysis = check(
        "persona a \"Ann\"\npersona b \"Ben\"\njourney j \"J\" { persona: a\n stage s \"S\" { emotion: -2\n touchpoint t \"T\" { action: \"x\" } }\n\
         stage u \"U\" { touchpoint v \"V\" { emotion: +1; emotion: -1 for b } } }\n",
    );
    let page = text(&analysis, Format::Markdown, &EmitOptions::default());
    assert!(page.contains("| Ann | `▁▆` | −2 S | +1 V |"), "{page}");
    assert!(page.contains("| Ben | `▁▃` | −2 S | −1 V |"), "{page}");
}

/// A text that begins with a number makes no list.
#[test]
fn numbers_begin_no_list() {
    let analysis = check("journey j \"J\" { objective: \"2026. The year\", \"3) Third\"\n stage s \"S\" { action: \"a\" } }\n");
    let page = text(&analysis, Format::Markdown, &EmitOptions::default());
    assert!(page.contains("- 2026\\. The year") && page.contains("- 3\\) Third"), "{page}");
}

/// An arrow to a place of another journey says which one.
#[test]
fn places_of_other_journeys_are_named_with_them() {
    let analysis = check(
        "journey a \"One\" {\n stage s \"Search\" { touchpoint t \"Form\" }\n s -> b.p \"goes on\"\n influence s.t -> b.p.u\n}\n\
         journey b \"Two\" {\n stage p \"Pay\" { touchpoint u \"Till\" }\n}\n",
    );
    let one = super::only("a");
    let page = text(&analysis, Format::Markdown, &one);
    assert!(page.contains("| Search | hands over to Two › Pay | "), "{page}");
    assert!(page.contains("| Search › Form | influences Two › Pay › Till | "), "{page}");
    let chart = text(&analysis, Format::Flowchart, &one);
    assert!(chart.contains(">\"Two › Pay\"]") && chart.contains(">\"Two › Pay › Till\"]"), "{chart}");
}

/// What answers a pain is found at its place, like what stands there by itself; a stage of which nothing is for a persona has no heading.
#[test]
fn what_answers_a_pain_stands_at_its_place() {
    let map = "persona a \"Ann\"\npersona b \"Ben\"\njourney j \"J\" { persona: a, b\n stage s \"S\" {\n  \
               touchpoint t \"T\" { pain \"Slow\" { opportunity \"Faster\" } }\n  touchpoint u \"U\" { opportunity \"More\" }\n }\n \
               stage o \"Only Ben\" { touchpoint v \"V\" for b { action: \"x\" } }\n}\n";
    let analysis = check(map);
    let page = text(&analysis, Format::Markdown, &EmitOptions::default());
    assert!(page.contains("| **opportunity** | O1 Faster | O2 More |\n"), "{page}");
    let of = |persona: &str| {
        let options = EmitOptions { persona: Some(persona.to_owned()), ..EmitOptions::default() };
        text(&analysis, Format::Markdown, &options).contains("Only Ben\n")
    };
    assert_eq!((of("a"), of("b")), (false, true));
}
