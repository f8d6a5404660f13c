//! The map in a terminal.

use std::fs;

use journey::emit::{EmitOptions, Look, show};
use journey::source::FileId;
use unicode_width::UnicodeWidthStr;

use crate::drawn::{made, map, maps};
use crate::support::{check, root};

fn look(width: usize) -> Look {
    Look { colour: false, unicode: true, width }
}

#[test]
fn examples_in_a_terminal() {
    for (name, analysis) in maps() {
        let short = name.trim_start_matches("examples/").trim_end_matches(".journey");
        if ["running-shoes", "museum-visit"].contains(&short) {
            insta::assert_snapshot!(
                format!("show_{short}"),
                show(&analysis, FileId(0), &EmitOptions::default(), look(100)).expect("it is shown")
            );
        }
    }
    let small = check(&fs::read_to_string(root().join("tests/emit/small.journey")).expect("it is there"));
    let ascii = Look { colour: false, unicode: false, width: 80 };
    insta::assert_snapshot!("show_small_ascii", show(&small, FileId(0), &EmitOptions::default(), ascii).expect("it is shown"));
    let colour = Look { colour: true, unicode: true, width: 120 };
    let shown = show(&small, FileId(0), &EmitOptions::default(), colour).expect("it is shown").replace('\u{1b}', "␛");
    insta::assert_snapshot!("show_small_colour", shown);
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    for (name, analysis) in maps().into_iter().chain(made()) {
        for width in [40, 83, 200] {
            let shown = show(&analysis, FileId(0), &EmitOptions::default(), look(width)).expect("it is shown");
            for line in shown.lines() {
                assert!(line.width() <= width, "{name} at {width}: {} {line}", line.width());
            }
        }
    }
}

#[test]
fn colours_only_repeat_what_is_there() {
    for (name, analysis) in maps() {
        let plain = show(&analysis, FileId(0), &EmitOptions::default(), look(120)).expect("it is shown");
        let colour = show(&analysis, FileId(0), &EmitOptions::default(), Look { colour: true, ..look(120) }).expect("it is shown");
        let mut without = String::new();
        for (at, part) in colour.split('\u{1b}').enumerate() {
            without.push_str(if at == 0 { part } else { part.split_once('m').map_or(part, |(_, rest)| rest) });
        }
        assert_eq!(without, plain, "{name}");
    }
}

#[test]
fn a_terminal_of_ascii_gets_ascii_signs() {
    let text = map(3, 2, "Plain title", "Plain words").replace('é', "e");
    let shown = show(&check(&text), FileId(0), &EmitOptions::default(), Look { colour: false, unicode: false, width: 90 })
        .expect("it is shown");
    let odd: String = shown.chars().filter(|char| !char.is_ascii()).collect();
    // Quotation marks and ranges belong to the text.
    assert!(odd.chars().all(|char| "“”–≥".contains(char)), "{odd}");
}

#[test]
fn nothing_steers_the_terminal() {
    let text = map(2, 1, "a\\u{1b}[2Jb\\u{9b}1m\\u{202e}c\\u{200f}d\\u{2066}e", "x\\u{7}y\\rz");
    for colour in [false, true] {
        let shown = show(&check(&text), FileId(0), &EmitOptions::default(), Look { colour, ..look(100) }).expect("it is shown");
        for (at, char) in shown.char_indices() {
            let ours = colour
                && char == '\u{1b}'
                && shown[at..].starts_with("\u{1b}[")
                && shown[at..].find('m').is_some_and(|end| end < 8);
            assert!(char == '\n' || ours || !char.is_control(), "{:?}", &shown[at.saturating_sub(20)..=at]);
            assert!(
                !matches!(char, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'),
                "{char:?} reorders"
            );
        }
    }
}
