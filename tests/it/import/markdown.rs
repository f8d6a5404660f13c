//! The journeys of a Markdown file: each is in the map or named, whatever stands before it.

use journey::import::{Format, Imported, import};
use journey::model::Node;
use journey::source::FileId;

use super::proven;

/// A journey that comes last, so that whatever takes it is seen.
const LAST: &str = "\n```mermaid\njourney\n title Last\n Z: 3: Me\n```\n";
/// One that stands in a block.
const FIRST: &str = "journey\n title First\n A: 3: Me";

fn read(text: &str) -> Imported {
    import("a.md", text.as_bytes(), Some(Format::Markdown)).unwrap_or_else(|refusal| panic!("{text}: {refusal:?}"))
}

/// The titles of the journeys in a map.
fn titles(text: &str, imported: &Imported) -> Vec<String> {
    let (_, analysis) = proven(text, imported);
    analysis.model.journeys(FileId(0)).map(|journey: Node<'_>| journey.caption().to_owned()).collect()
}

/// What is said, with the text that it is said of.
fn said(imported: &Imported) -> Vec<(String, String)> {
    let place = |found: &journey::diagnostic::Diagnostic| {
        let primary = found.primary();
        imported.sources.get(primary.file).slice(primary.span).to_owned()
    };
    imported.findings.iter().map(|found| (place(found), format!("{}: {}", found.message, found.primary().text))).collect()
}

#[test]
fn blocks_are_read_however_they_end() {
    for (begin, end) in [
        ("<div class=\"mermaid\">\n", "</div>"),
        ("<pre class=\"mermaid\">\n", "</pre>"),
        ("<pre class=\"mermaid\">", "\n</pre>"),
        ("<div class=\"mermaid\">\n", "\n</div><!-- end -->"),
        ("{%- mermaid -%}\n", "\n{%- endmermaid -%}"),
        ("{{< mermaid >}}\n", "{{< /mermaid >}}"),
        ("{{< mermaid src=\"x\" >}}\n\n::: mermaid\n", "\n:::"),
        ("{{< mermaid />}}\n\n::: mermaid\n", "\n:::"),
        ("::: mermaid\ngraph LR\n\n<div class=mermaid>\n", "\n</div>"),
        ("::: {.mermaid}\n```mermaid\n", "\n```\n:::"),
        ("::: {.mermaid}\n```\n", "\n```\n:::"),
        ("<div class=\"mermaid\">\n\n```mermaid\n", "\n```\n\n</div>"),
        ("<div class=\"mermaid\">\n\n```\n", "\n```\n\n</div>"),
        ("```mermaid:map.mmd\n", "\n```"),
        ("```kroki {type=mermaid}\n", "\n```"),
        ("```\u{a0}mermaid\n", "\n```"),
        ("```{=html5}\n<pre class=mermaid>\n", "\n</pre>\n```"),
    ] {
        let text = format!("{begin}{FIRST}{end}\n{LAST}");
        let imported = read(&text);
        assert_eq!(titles(&text, &imported), ["First", "Last"], "{text}");
        assert_eq!(said(&imported), [], "{text}");
    }
}

#[test]
fn blocks_that_are_not_read_are_named_and_take_nothing() {
    let mermaid = "it stands in no block marked `mermaid`";
    let closed = "its block is never closed";
    for (begin, end, place, why) in [
        ("::: mermaid\n", "\n", "::: mermaid", closed),
        ("::: mermaid\n", "\n::: end\n", "::: mermaid", closed),
        ("<div class=mermaid>\n", "\n", "<div class=mermaid>", closed),
        ("> ::: mermaid\n> ", "\n\n:::\n", "::: mermaid", closed),
        ("{% mermaid %}\n", "\n{{< /mermaid >}}\n", "{% mermaid %}", closed),
        ("<div class=mermaid>\n```\n", "\n```\n</div>\n", "```", "stands before the word `journey`"),
        ("::: {.mermaid}\n<pre>\n", "\n</pre>\n:::\n", "", "Mermaid stops here"),
        ("```mermaid-svg\n", "\n```\n", "journey", "its block is marked `mermaid-svg`, not `mermaid`"),
        ("```{=html4}\n", "\n```\n", "journey", "its block is marked `{=html4}`, not `mermaid`"),
        ("```\n", "\n```\n", "journey", mermaid),
        ("<pre><code>", "\n</code></pre>\n", "journey", mermaid),
    ] {
        let text = format!("{begin}{FIRST}{end}{LAST}");
        let imported = read(&text);
        let titles = titles(&text, &imported);
        assert_eq!(titles.last().map(String::as_str), Some("Last"), "{text}");
        let said = said(&imported);
        assert!(said.iter().any(|(at, what)| at.starts_with(place) && what.contains(why)), "{text}: {said:#?}\n{}", imported.text);
    }
}

/// Where the last journey stands in a block that has swallowed it, as a Markdown reader sees it.
#[test]
fn what_a_fence_has_swallowed_is_named() {
    let text = format!("```mermaid\ngraph LR\n a-->b\n{LAST}{LAST}");
    let imported = read(&text);
    assert_eq!(titles(&text, &imported), ["Last"]);
    assert_eq!(
        said(&imported),
        [("journey".into(), "a Mermaid journey is not read: it stands in the block of another diagram".into())]
    );
}

#[test]
fn what_mermaid_rejects_before_a_journey() {
    for (before, first) in [("# c\n", "# c"), ("// c\n", "// c"), ("<!-- c -->\n", "<!-- c -->"), ("title D\n", "title D")] {
        for (begin, end) in [("```mermaid", "```"), ("::: mermaid", ":::")] {
            let text = format!("{begin}\n{before}{FIRST}\n{end}\n{LAST}");
            let imported = read(&text);
            assert_eq!(titles(&text, &imported), ["First", "Last"], "{text}");
            let message = format!("`{first}` stands before the word `journey`: Mermaid stops here");
            assert_eq!(said(&imported), [(first.to_owned(), message)], "{text}");
        }
    }
    for (word, place) in [("journey;", ";"), ("journey:", ":"), ("Journey", "Journey"), ("JOURNEY", "JOURNEY")] {
        let text = format!("```mermaid\n{word}\n title First\n A: 3: Me\n```\n{LAST}");
        let imported = read(&text);
        assert_eq!(titles(&text, &imported), ["First", "Last"], "{text}");
        assert_eq!(said(&imported).iter().map(|(at, _)| at.as_str()).collect::<Vec<_>>(), [place], "{text}");
    }
    for diagram in ["section A\n B: 3: Me", "B: 3", "User journey\n B: 3: Me", "title X\nsection A\n B: 3"] {
        let text = format!("```mermaid\n{diagram}\n```\n{LAST}");
        let imported = read(&text);
        assert_eq!(titles(&text, &imported), ["Last"], "{text}");
        let said = said(&imported);
        assert!(said.len() == 1 && said[0].1.contains("Mermaid does not know what diagram it is"), "{said:?}");
    }
    for diagram in [
        "flowchart LR\n A --> B",
        "mindmap\n journey\n  title x",
        "gantt\n section A\n B: 3",
        "pie\n \"a\": 3",
        "new\n a: 3",
        "new-beta\n a: 3",
        "",
    ] {
        let text = format!("```mermaid\n{diagram}\n```\n{LAST}");
        let imported = read(&text);
        assert_eq!((titles(&text, &imported), said(&imported)), (vec!["Last".to_owned()], vec![]), "{text}");
    }
}

#[test]
fn signs_have_names_in_html() {
    let tasks = "journey\n title Tom &amp; &#39;J&quot;\n A &lt;b&gt; &amp; c: 9: Me\n";
    let text = format!("<div class=\"mermaid\">\n{tasks}</div>\n");
    let imported = read(&text);
    assert_eq!(titles(&text, &imported), ["Tom & 'J\""]);
    assert!(imported.text.contains("\"A <b> & c\""), "{}", imported.text);
    assert_eq!(said(&imported).iter().map(|(at, _)| at.as_str()).collect::<Vec<_>>(), ["9"]);
    let fence = read(&format!("```mermaid\n{tasks}```\n"));
    assert!(fence.findings.iter().any(|found| found.message.contains("is written as in HTML")));
}

#[test]
fn carriage_returns_end_lines() {
    let text = format!("# A\n\n```mermaid\n{FIRST}\n```\n{LAST}");
    let own = read(&text);
    assert_eq!(titles(&text, &own), ["First", "Last"]);
    assert_eq!(read(&text.replace('\n', "\r")).text, own.text);
    let alone = "journey\n %% c\n A: 9: Me # d\n";
    let of = |text: &str| import("a.mmd", text.as_bytes(), None).expect("it is read");
    let (own, other) = (of(alone), of(&alone.replace('\n', "\r")));
    assert_eq!((own.text, own.findings), (other.text, other.findings));
}

#[test]
fn refusals_say_where_a_journey_stands() {
    let refusal = import("a.md", b"# A\n\n::: mermaid\njourney\n A: 3\n", None).expect_err("it is not read");
    assert_eq!(refusal.0, "no Mermaid journey in it can be read; of the first one, in line 3: its block is never closed");
}
