//! The words that pictures bring along come from the labels.

use journey::emit::{EmitOptions, Format, emit};
use journey::labels::{Labels, Word};
use journey::source::FileId;

use crate::support::check;

const MAP: &str = r#"
persona amira "Amira" { goal: "x" }
persona ben "Ben" { goal: "x" }
team desk "Desk"
source s "Shop events" { kind: observed; date: 2026-09-30; sample: 12 }
source r "Reviews" { kind: unsolicited }
journey j "J" {
  persona: amira, ben
  owner: desk
  reviewed: 2026-03-01
  insight: "I"
  stage a "A" {
    order: any
    duration: 3 days
    limit: 2 weeks
    touchpoint t "T" for amira { by: desk; with: ben; optional; moment-of-truth; emotion: -1 "bad" from s; frontstage: "F" }
    touchpoint u "U" { emotion: +1 from r; support: "S"; backstage: "B" }
    touchpoint v "V" { emotion: 0 }
    pain p "P" { severity: high; affects: 20%; consequence: abandons }
    risk "R" { severity: high; likelihood: low }
    metric "M" 3 { of: "N"; baseline: 2; target: > 4 }
    opportunity "O" { addresses: p; impact: high; effort: low; rank: 1; due: 2026-10 }
    a -> lost 10% takes 2 hours when "it rains"
  }
  stage b "B"
  outcome done "Done" success
  outcome lost "Lost" failure { emotion: -2 }
}
"#;

/// Every word is its key in brackets.
pub fn keys() -> Labels {
    let mut labels = Labels::default();
    for word in Word::ALL {
        labels.set(*word, format!("[{}]", word.key()));
    }
    labels
}

fn picture(format: Format) -> String {
    let options = EmitOptions { labels: keys(), ..EmitOptions::default() };
    let bytes = emit(&check(MAP), FileId(0), format, &options).expect("it can be drawn");
    // Words are broken into lines there.
    String::from_utf8_lossy(&bytes).replace("</tspan>", "")
}

/// The words that a picture does not have.
fn missing<'w>(picture: &str, words: &[&'w str]) -> Vec<&'w str> {
    words.iter().copied().filter(|word| !picture.contains(&format!("[{word}]"))).collect()
}

#[test]
fn words_of_the_map_come_from_the_labels() {
    let words = [
        "legend",
        "mark-assumed",
        "mark-severity",
        "mark-whom",
        "basis-measured",
        "moment-of-truth",
        "evidence",
        "evidence-number",
        "line-of-interaction",
        "line-of-visibility",
        "line-of-internal-interaction",
        "march",
        "september",
        "october",
        "days",
        "weeks",
        "hours",
        "reviewed",
        "owned-by",
        "in-any-order",
        "by",
        "with",
        "optional",
        "affects",
        "gives-up",
        "severity",
        "likelihood",
        "of",
        "was",
        "target",
        "impact",
        "effort",
        "rank",
        "due",
        "within",
        "after",
        "when",
        "feels",
        "whole-journey",
    ];
    assert_eq!(missing(&picture(Format::Svg), &words), Vec::<&str>::new());
}

#[test]
fn words_of_the_graph_come_from_the_labels() {
    let words = ["by", "with", "takes", "hours", "days", "when", "only", "optional", "share", "basis-assumed", "basis-measured"];
    assert_eq!(missing(&picture(Format::Dot), &words), Vec::<&str>::new());
}
