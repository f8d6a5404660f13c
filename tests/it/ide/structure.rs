//! Symbols, folding, links and selections.

use std::fmt::Write;

use journey::ide::View;
use journey::ide::folding::folds;
use journey::ide::links::{Target, links};
use journey::ide::selection::selections;
use journey::ide::symbols::{Symbol, outline, search};
use journey::source::Span;

use crate::support::{check, examples};

use super::{BROKEN, MAP, SHARED, broken, inside, read, view};

#[test]
fn the_outline_has_every_element_in_its_place() {
    fn show(symbols: &[Symbol], depth: usize, out: &mut String) {
        for symbol in symbols {
            let detail = symbol.detail.as_deref().unwrap_or_default();
            let _ = writeln!(out, "{}{} {} {detail}", "  ".repeat(depth), symbol.kind.keyword(), symbol.name);
            assert!(symbol.whole.contains(symbol.named), "{}", symbol.name);
            assert!(symbol.inside.iter().all(|inner| symbol.whole.contains(inner.whole)), "{}", symbol.name);
            show(&symbol.inside, depth + 1, out);
        }
    }
    let mut out = String::new();
    show(&outline(view(&read(MAP, SHARED))), 0, &mut out);
    insta::assert_snapshot!(out);
    // The places of broken maps nest, too.
    for wrong in BROKEN {
        for at in 0..MAP.len() {
            if MAP.is_char_boundary(at) && MAP[..at].ends_with('\n') {
                let text = format!("{}{wrong}\n{}", &MAP[..at], &MAP[at..]);
                show(&outline(view(&read(&text, SHARED))), 0, &mut String::new());
            }
        }
    }
}

#[test]
fn elements_are_found_by_parts_of_their_names() {
    let analysis = read(MAP, SHARED);
    let names = |query: &str| search(&analysis, query).into_iter().map(|found| found.name).collect::<Vec<_>>();
    assert_eq!(names("ama"), ["amira – Amira, first-time runner"]);
    assert_eq!(names("SHOP"), ["store – Shop", "shop – Buying running shoes", "ask – Asks the shop"]);
    assert_eq!(names("nothing of this"), Vec::<String>::new());
    assert_eq!(names("").len(), 16);
}

/// A map with comments, several imports, a list and a text block.
const LAYOUT: &str = r#"// About this map.
// It is short.
import "shared/people.journey"
import "other.journey"

// Alone.
journey shop "Buying running shoes" {
  tag: [
    "shoes"
    "sport"
  ]
  note: """
    Two lines,
    as they are.
  """
  stage search "Searches" {
    link: "https://example.org/a", "mailto:a@example.org", "javascript:alert(1)", "file:///etc/passwd", "https://two words"
    image: "http://example.org/b.png"

  }
  stage pay "Pays" { action: "Pays" }
}
"#;

#[test]
fn what_can_be_folded() {
    let analysis = read(LAYOUT, SHARED);
    let mut out = String::new();
    for fold in folds(view(&analysis)) {
        let lines = |at: u32| analysis.sources.get(view(&analysis).file).lines().line(at) + 1;
        let first = LAYOUT.lines().nth(lines(fold.span.start) - 1).unwrap_or_default();
        let _ = writeln!(out, "{}–{} {:?}: {first}", lines(fold.span.start), lines(fold.span.end), fold.kind);
    }
    insta::assert_snapshot!(out);
    for (path, text) in examples() {
        let analysis = check(&text);
        let view = View::of(&analysis, "map.journey").expect("it was read");
        let lines = view.source().lines();
        for fold in folds(view) {
            let after = lines.range(lines.line(fold.span.end)).end;
            let closing = text[after..].lines().next().unwrap_or_default().trim_start();
            // A list that goes on after its commas has no sign that closes it.
            let list = text[fold.span.range()].lines().next().is_some_and(|first| first.ends_with(','));
            let block = fold.kind == journey::ide::folding::Kind::Block && !list;
            assert!(!block || closing.starts_with(['}', ']', '"']), "{path}: {closing:?} stays to be seen");
        }
    }
}

#[test]
fn where_links_lead() {
    let analysis = read(LAYOUT, SHARED);
    let shown = links(view(&analysis)).into_iter().map(|link| {
        let target = match link.target {
            Target::File(file) => analysis.sources.get(file).path().to_owned(),
            Target::Address(address) => address,
        };
        format!("{} leads to {target}", &LAYOUT[link.span.range()])
    });
    assert_eq!(
        shown.collect::<Vec<_>>(),
        [
            "shared/people.journey leads to maps/shared/people.journey",
            "other.journey leads to maps/other.journey",
            "https://example.org/a leads to https://example.org/a",
            "mailto:a@example.org leads to mailto:a@example.org",
            "http://example.org/b.png leads to http://example.org/b.png",
        ]
    );
}

#[test]
fn what_a_selection_grows_to() {
    let mut out = String::new();
    for marked in
        ["for ami‸ra from survey", "\"Reads‸ the guide\"", "guide -> lost 30‸%", "persona: amira, b‸en", "severity: hi‸gh"]
    {
        let (text, at) = inside(marked);
        let analysis = read(&text, SHARED);
        let all = selections(view(&analysis), at);
        let _ = writeln!(out, "{marked}");
        for span in &all {
            let _ = writeln!(out, "    {}", text[span.range()].replace('\n', "⏎").chars().take(90).collect::<String>());
        }
        assert_eq!(all.last(), Some(&Span::new(0, text.len())));
        assert!(all.windows(2).all(|pair| pair[1].contains(pair[0]) && pair[0] != pair[1]), "{marked}");
        for wrong in BROKEN {
            let (text, at) = broken(&text, at, wrong);
            let here: Vec<String> =
                selections(view(&read(&text, SHARED)), at).iter().map(|span| text[span.range()].to_owned()).collect();
            let first = &inside(marked).0[all[0].range()];
            assert_eq!(here[0], first, "{marked}, broken by `{wrong}`");
        }
        for wrong in BROKEN {
            let shared = format!("{wrong}\n{SHARED}{wrong}\n");
            assert_eq!(selections(view(&read(&text, &shared)), at), all, "{marked}, import broken by `{wrong}`");
        }
    }
    insta::assert_snapshot!(out);
}

#[test]
fn folds_and_links_and_symbols_do_not_mind_what_is_broken_above() {
    let of = |text: &str, shared: &str| -> Vec<String> {
        let analysis = read(text, shared);
        let view = view(&analysis);
        let index = view.source().lines();
        let line = |at: u32| text[index.range(index.line(at))].trim().to_owned();
        let folds = folds(view).into_iter().map(|fold| format!("fold {} … {}", line(fold.span.start), line(fold.span.end)));
        let links = links(view).into_iter().map(|link| format!("link {}", &text[link.span.range()]));
        let symbols = search(&analysis, "").into_iter().map(|found| format!("symbol {} in {:?}", found.name, found.around));
        folds.chain(links).chain(symbols).collect()
    };
    let sound = of(LAYOUT, SHARED);
    assert!(sound.len() > 12, "{sound:#?}");
    let at = LAYOUT.find("link:").expect("it is there") as u32;
    for wrong in BROKEN {
        let (text, _) = broken(LAYOUT, at, wrong);
        let here = of(&text, SHARED);
        let lacks: Vec<&String> = sound.iter().filter(|found| !here.contains(found)).collect();
        assert!(lacks.is_empty(), "broken by `{wrong}`: {lacks:#?}, but {here:#?}");
        let shared = format!("{wrong}\n{SHARED}{wrong}\n");
        let here = of(LAYOUT, &shared);
        let lacks: Vec<&String> = sound.iter().filter(|found| !here.contains(found)).collect();
        assert!(lacks.is_empty(), "import broken by `{wrong}`: {lacks:#?}");
    }
}
