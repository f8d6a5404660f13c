//! Semantic tokens.

use std::fmt::Write;

use journey::Options;
use journey::ide::View;
use journey::ide::tokens::tokens;

use crate::support::{check_as, examples};

use super::{BROKEN, MAP, SHARED, broken, read, view};

#[test]
fn colours_follow_the_meaning() {
    let analysis = read(MAP, SHARED);
    let mut out = String::new();
    for line in 0..MAP.lines().count() {
        let range = analysis.sources.get(view(&analysis).file).lines().range(line);
        let all = tokens(view(&analysis));
        let here = all.iter().filter(|token| range.contains(&(token.span.start as usize)));
        let shown = here.map(|token| {
            let declared = if token.declaration { "!" } else { "" };
            format!("{}:{:?}{declared}", &MAP[token.span.range()], token.kind)
        });
        let _ = writeln!(out, "{}", shown.collect::<Vec<_>>().join("  "));
    }
    insta::assert_snapshot!(out);
}

#[test]
fn every_word_of_a_sound_map_has_a_colour() {
    for (path, text) in examples() {
        let analysis = check_as(&path, &text, &Options::default());
        let view = View::of(&analysis, &path).expect("it was read");
        let mut rest = text.clone();
        let mut end = 0;
        for token in tokens(view) {
            assert!(token.span.start >= end, "{path}: tokens are in order and apart");
            end = token.span.end;
            rest.replace_range(token.span.range(), &" ".repeat(token.span.len()));
        }
        let left: Vec<&str> = rest.lines().filter(|line| line.contains(char::is_alphanumeric)).collect();
        assert!(left.is_empty(), "{path}: {left:?}");
    }
}

#[test]
fn colours_do_not_mind_what_is_broken_above() {
    let of_lines = |text: &str, shared: &str| -> Vec<String> {
        let analysis = read(text, shared);
        let view = view(&analysis);
        let lines = view.source().lines();
        let mut out = vec![String::new(); lines.count()];
        for token in tokens(view) {
            let _ = write!(out[lines.line(token.span.start)], "{}:{:?} ", &text[token.span.range()], token.kind);
        }
        out
    };
    let sound = of_lines(MAP, SHARED);
    for line in 1..MAP.lines().count() {
        let at = MAP.lines().take(line).map(|line| line.len() + 1).sum::<usize>() as u32;
        for wrong in BROKEN {
            let (text, _) = broken(MAP, at, wrong);
            let mut here = of_lines(&text, SHARED);
            here.remove(text.lines().position(|line| line.trim() == *wrong && !MAP.contains(line)).unwrap_or(line - 1));
            assert!(
                here == sound || *wrong == "}" || *wrong == "touchpoint",
                "broken by `{wrong}` before line {line}: {:#?}",
                here.iter().zip(&sound).filter(|(a, b)| a != b).collect::<Vec<_>>()
            );
        }
    }
    for wrong in BROKEN {
        assert_eq!(of_lines(MAP, &format!("{wrong}\n{SHARED}{wrong}\n")), sound, "import broken by `{wrong}`");
    }
}
