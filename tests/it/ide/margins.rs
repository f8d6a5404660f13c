//! Inlay hints and code lenses.

use journey::ide::View;
use journey::ide::hints::hints;
use journey::ide::lenses::lenses;
use journey::source::Span;

use crate::support::check;

use super::{BROKEN, MAP, SHARED, broken, read, view, with_marks};

/// Ways of all kinds: shared out in part, to some, by the order, back, out.
const WAYS: &str = r#"persona ana "Ana" { goal: "x" }
persona bob "Bob" { goal: "x" }
journey a "A" {
  persona: ana, bob
  stage one "One" {
    touchpoint p "P" { action: "x" }
    touchpoint q "Q" { action: "x" }
    p -> lost 10..20%
  }
  stage two "Two" { action: "x" }
  stage three "Three" { action: "x" }
  stage four "Four" { action: "x" }
  stage five "Five" { action: "x" }
  outcome good "Good" success
  outcome lost "Lost" failure
  one -> lost 30%
  two -> lost 100% for ana
  three -> { five 40%; four }
  five -> one
}
"#;

#[test]
fn hints_and_lenses_say_what_the_order_implies() {
    let analysis = check(WAYS);
    let view = View::of(&analysis, "map.journey").expect("it was read");
    let all = hints(view, Span::new(0, WAYS.len()));
    let mut marks: Vec<(usize, String)> = all.iter().map(|hint| (hint.at as usize, format!("⟨{}⟩", hint.label))).collect();
    let lines = view.source().lines();
    for lens in lenses(view) {
        let line = lines.range(lines.line(lens.at.start)).start;
        marks.push((line, format!("  ({})\n", lens.text)));
    }
    insta::assert_snapshot!(with_marks(WAYS, &marks));
    let at = WAYS.find("stage two").expect("it is there");
    assert_eq!(
        hints(view, Span::new(at, at + 30)),
        all.into_iter().filter(|hint| hint.at as usize >= at && (hint.at as usize) <= at + 30).collect::<Vec<_>>()
    );
}

#[test]
fn hints_and_lenses_do_not_mind_what_is_broken_above() {
    let said = |text: &str, shared: &str| {
        let analysis = read(text, shared);
        let view = view(&analysis);
        let hints = hints(view, Span::new(0, text.len())).into_iter().map(|hint| hint.label);
        hints.chain(lenses(view).into_iter().map(|lens| lens.text)).collect::<Vec<_>>()
    };
    let sound = said(MAP, SHARED);
    assert!(sound.len() > 4, "{sound:?}");
    for line in 1..MAP.lines().count() {
        let at = MAP.lines().take(line).map(|line| line.len() + 1).sum::<usize>() as u32;
        for wrong in ["channl = web", "emotion:", "note: \"never closed", "emotion = +1"] {
            let (text, _) = broken(MAP, at, wrong);
            assert_eq!(said(&text, SHARED), sound, "broken by `{wrong}` before line {line}");
        }
    }
    for wrong in BROKEN {
        assert_eq!(said(MAP, &format!("{wrong}\n{SHARED}{wrong}\n")), sound, "import broken by `{wrong}`");
    }
    // Where part of the flow is hidden nothing is said of it.
    let hidden = MAP.replacen("  stage pay", "  stage pay \"A\" \"B\" {\n  }\n  pay => what is this\n  stage pay", 1);
    assert_eq!(said(&hidden, SHARED), Vec::<String>::new());
}
