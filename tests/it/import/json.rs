//! JSON that was compiled becomes a map that compiles to the same model and graph.

use journey::diagnostic::Severity;
use journey::emit::{EmitOptions, Format as Output, emit};
use journey::import::{Format, import};
use journey::source::FileId;
use journey::{Analysis, Options};
use serde_json::Value;

use super::proven;
use crate::report::maps;
use crate::support::{check, check_as, examples, files, read};

fn compiled(analysis: &Analysis) -> Value {
    let text = emit(analysis, FileId(0), Output::Json, &EmitOptions::default()).expect("it is written");
    serde_json::from_slice(&text).expect("it is JSON")
}

/// The same without places: the text of a map that was made again may be broken into other lines.
fn without_places(value: &Value) -> Value {
    match value {
        Value::Object(members) => Value::Object(
            members.iter().filter(|(name, _)| *name != "span").map(|(name, value)| (name.clone(), without_places(value))).collect(),
        ),
        Value::Array(values) => Value::Array(values.iter().map(without_places).collect()),
        value => value.clone(),
    }
}

/// Compiles, imports and compiles again: the documents before and after.
fn there_and_back(path: &str, text: &str) -> (Value, Value, Vec<String>) {
    let before = compiled(&check_as(path, text, &Options::default()));
    let json = serde_json::to_string_pretty(&before).expect("it is JSON");
    let imported = import("map.json", json.as_bytes(), None).unwrap_or_else(|refusal| panic!("{path}: {refusal:?}"));
    let said = imported.findings.iter().map(|found| found.message.clone()).collect();
    let (_, analysis) = proven(path, &imported);
    (without_places(&before), without_places(&compiled(&analysis)), said)
}

#[test]
fn model_and_graph_are_the_same() {
    let pages = files("docs/elements", "journey").into_iter().map(|path| read(&path));
    let generated = [100, 1_000].map(|lines| (format!("generated-{lines}"), maps::map(lines)));
    let mut alone = 0;
    for (path, text) in examples().into_iter().chain(pages).chain(generated) {
        if text.contains("\nimport \"") || text.starts_with("import \"") {
            continue;
        }
        let (before, after, said) = there_and_back(&path, &text);
        assert_eq!(said, Vec::<String>::new(), "{path}");
        assert_eq!(before["model"], after["model"], "{path}");
        assert_eq!(before["graph"], after["graph"], "{path}");
        alone += 1;
    }
    assert!(alone > 20, "{alone} maps");
}

/// A document holds what its file names of other files, and not those files: the map declares it itself.
#[test]
fn what_other_files_declare_stands_in_the_map() {
    let (path, text) = examples().into_iter().find(|(path, _)| path.ends_with("/subscription.journey")).expect("it is there");
    let (before, after, said) = there_and_back(&path, &text);
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].ends_with("`mail` and 8 more of other files are declared in the map itself"), "{said:?}");
    let all = |document: &Value| {
        let model = &document["model"];
        let parts = [&model["imported"], &model["elements"]].map(|part| part.as_array().cloned().unwrap_or_default());
        parts.concat()
    };
    assert_eq!(all(&before), all(&after));
    assert_eq!(before["graph"], after["graph"]);

    let (path, text) = examples().into_iter().find(|(path, _)| path.ends_with("/train-delay-to-be.journey")).expect("it is there");
    let (before, after, said) = there_and_back(&path, &text);
    assert_eq!(said[0], "`follows: train-delay` is left out", "the other journey is not in the document: {said:?}");
    assert_eq!(before["graph"], after["graph"]);
}

/// What is hard to say: escapes, blocks, lanes, remarks, arcs, arms, conditions, ids that hide others.
#[test]
fn odd_maps_come_back() {
    let map = r#"
persona a "A \"quoted\" \\ \u{1b}" { note: "one", "two" }
persona b "B" { kind: system }
team t "T" { link: "https://example.org/?a=1&b=2" }
channel shop "Shop"
source s "S" { kind: observed; method: event-log; sample: 18400 }
lane legal "Legal"
journey shop "Shop" {
  scale: 5..1
  scenario: """
    Two lines

      and a third
  """
  persona: a
  frequency: 20 "per week"
  start: one.x
  persona inner "Inner" { goal: "x" }
  phase "Ph" {
    emotion: "calm"
    stage one "One" for a from s {
      order: any
      touchpoint x "X" { channel: shop; by: b, t; legal: "l"; emotion: -1 "lost" -> +0.5 -> 2/5 }
      touchpoint one "Hides the stage" { optional; duration: 2..3 hours for a; duration: 1 day for inner; emotion: 4/5 "f" }
      touchpoint "No id" { moment-of-truth }
      x -> one.one "label" 30% takes 1 week for a from s when "it \"rains\""
      x -> exit 10%
      metric m "M" 4.1/5 from s { baseline: EUR 3.9; target: >= 4.5/5 { note: "remark" } }
    }
  }
  stage two "Two" {
    step st "Step" {
      backstage: "b"
      limit: 90 seconds when "a clerk is there"
      limit: 2 days when "nobody is"
      limit: 1 day for a, b when "nobody is"
      limit: 1 hour for a
    }
    pain p "P" { severity: high; affects: 34.5%; opportunity o "O" { impact: high; effort: 3 days; due: 2026-09-30; owner: "Somebody" } }
    moment-of-truth "M" { why: "w" }
  }
  opportunity "O2" { addresses: p; rank: 2 }
  outcome good "Good" success { emotion: +2 }
  outcome bad "Bad" failure
  two -> {
    one 20%..30% "again"
    bad 5%
    journey other
  }
  two -> other.away.t 1%
  two, one -> two 1%
  influence two -> other.away "tells"
}
journey other "Other" { stage away "Away" { touchpoint t "T" } }
"#;
    let found: Vec<_> = check(map)
        .findings
        .iter()
        .filter(|f| f.severity == journey::diagnostic::Severity::Error)
        .map(|f| f.message.clone())
        .collect();
    assert_eq!(found, Vec::<String>::new());
    let (before, after, said) = there_and_back("map.journey", map);
    assert_eq!(said, Vec::<String>::new());
    assert_eq!(before["model"], after["model"]);
    assert_eq!(before["graph"], after["graph"]);
}

/// What journeys declare for themselves is theirs, also where others declare the same.
#[test]
fn journeys_with_declarations_of_their_own() {
    let map = r#"
persona q "Q of all"
journey a "A" {
  persona p "P of a"; channel c "C of a"; team t "T"; source s "S" { kind: observed }; lane legal "Legal of a"; persona: p
  stage x { legal: "Checks"; touchpoint z { channel: c; owner: t; legal: "Checks consent"; emotion: 1 for p from s; note: "n" for q } x -> y for p }
  stage y { touchpoint z }
}
journey b "B" {
  persona p "P of b"; channel c "C of b"; team t "T"; source s "S2" { kind: solicited }; lane legal "Legal of b"; persona: p
  stage x { touchpoint z { channel: c; owner: t; legal: "Asks"; emotion: 1 for p from s } }
}
"#;
    let (before, after, said) = there_and_back("map.journey", map);
    assert_eq!(said, Vec::<String>::new());
    assert_eq!(before["model"], after["model"]);
    assert_eq!(before["graph"], after["graph"]);
}

/// What a value says may stand on several lines, with comments between, and the condition of an element is that of its value.
#[test]
fn values_on_several_lines_come_back() {
    for inside in [
        "stage s \"S\" {\n    touchpoint t \"T\" {\n      emotion: -1 ->\n1\n    }\n  }",
        "stage s \"S\" { touchpoint t \"T\" { emotion: -1 \"sad  // it\" -> // why\n  +1   \"glad\"\n } }",
        "stage s \"S\"\n  outcome meh \"Meh\" neutral when \"w\"\n  s -> meh\n  metric m \"M\" 3 \"apples\" for a when \"mw\"",
        "scale: 10 .. 1\n stage s \"S\" { emotion: 3/10; duration: 2 .. 3 days }",
        "stage s \"S\" for a { limit: 1 day when \"x\"; limit: 2 days for b when \"x\"; limit: 3 days for a when \"y\" }",
    ] {
        let map = format!("persona a \"A\"\npersona b \"B\"\njourney j \"J\" {{\n  persona: a, b\n  {inside}\n}}\n");
        let analysis = check(&map);
        let errors: Vec<&str> =
            analysis.findings.iter().filter(|found| found.severity == Severity::Error).map(|found| found.code.name()).collect();
        assert_eq!(errors, [""; 0], "{map}");
        let (before, after, said) = there_and_back("map.journey", &map);
        assert_eq!(said, [""; 0], "{map}");
        assert_eq!(before["model"], after["model"], "{map}");
        assert_eq!(before["graph"], after["graph"], "{map}");
    }
}

/// A document that no map gives: a journey declares what the file declares, and names what another one declares.
#[test]
fn declarations_that_no_map_has() {
    let json = r#"{ "version": 1, "graph": [], "model": { "elements": [
  { "kind": "journey", "id": "a", "elements": [ { "kind": "persona", "id": "a.p", "title": "P of a" }, { "kind": "persona", "id": "a.p", "title": "P" },
    { "kind": "lane", "id": "a.l", "title": "L of a" },
    { "kind": "stage", "id": "a.x", "for": ["a.p"], "fields": { "l": [{ "type": "text", "value": "in the lane" }] } },
    { "kind": "stage", "id": "a.y", "for": ["b.r"] } ] },
  { "kind": "journey", "id": "b", "elements": [ { "kind": "persona", "id": "b.r", "title": "R of b" } ] },
  { "kind": "persona", "id": "p", "title": "P" }, { "kind": "persona", "id": "p-2", "title": "P2" }, { "kind": "lane", "id": "l", "title": "L" } ] } }"#;
    let imported = import("map.json", json.as_bytes(), None).expect("it is read");
    let (_, analysis) = proven("odd declarations", &imported);
    let said: Vec<&str> = imported.findings.iter().map(|found| found.message.as_str()).collect();
    assert_eq!(
        said,
        [
            "`a.p` is called `p-3` in the map",
            "`a.p` is called `p-2-2` in the map",
            "`a.l` is called `l-2` in the map",
            "what names nobody in `for` is for them as all around it, `a.p`",
            "`b.r` is declared as the persona `r-2`",
        ]
    );
    assert!(imported.text.contains("stage x for p-3 { l-2: \"in the lane\" }"), "{}", imported.text);
    assert_eq!(analysis.model.journeys(FileId(0)).count(), 2);
}

#[test]
fn what_a_map_cannot_hold_is_said_at_its_place() {
    let json = r#"{
  "version": 1,
  "model": { "elements": [
    { "kind": "journey", "id": "shop", "fields": {
        "emotion": [{ "type": "emotion", "value": [{ "value": 9 }], "text": "9" }],
        "colour": [{ "type": "text", "value": "red" }],
        "persona": [{ "type": "reference", "value": "nobody", "text": "nobody" }],
        "state": [{ "type": "word", "value": "as-is" }, { "type": "word", "value": "to-be" }],
        "scenario": [{ "type": "text", "value": "s", "remarks": { "note": [{ "type": "text", "value": "n" }], "mood": [{ "type": "text", "value": "m" }] } }]
      },
      "elements": [
        { "kind": "stage", "id": "shop.buy" },
        { "kind": "stage", "id": "shop.buy" },
        { "kind": "stage", "id": "shop.for", "for": ["nobody"] },
        { "kind": "galaxy", "id": "shop.g" },
        { "kind": "persona", "id": "shop.#9", "title": "P" }
      ] }
  ] },
  "graph": [ { "journey": "shop", "edges": [
    { "source": "shop.buy", "target": "elsewhere.x", "kind": "flow", "implied": false },
    { "source": "shop.buy", "target": "shop.for", "kind": "flow", "implied": false, "share": { "low": 120, "unit": "%" } }
  ] },
  { "journey": "gone", "edges": [ { "source": "gone.a", "target": "gone.b", "kind": "flow", "implied": false } ] } ]
}"#;
    let imported = import("map.json", json.as_bytes(), Some(Format::Json)).expect("it is read");
    proven("odd JSON", &imported);
    let lines: Vec<String> = imported
        .findings
        .iter()
        .map(|found| {
            let file = imported.sources.get(found.primary().file);
            format!("{}: {} ({})", file.line_number(found.primary().span.start), found.message, file.slice(found.primary().span))
        })
        .collect();
    assert_eq!(
        lines,
        [
            "5: `emotion: [{ \"value\": 9 }]` is left out ([{ \"value\": 9 }])",
            "6: `colour: \"red\"` is left out (\"red\")",
            "7: `persona: nobody` is left out (\"nobody\")",
            "8: `state: \"to-be\"` is left out (\"to-be\")",
            "9: the remark `mood: \"m\"` is left out (\"m\")",
            "13: `shop.buy` is called `buy-2` in the map (\"shop.buy\")",
            "14: `nobody` is declared as the persona `nobody` (\"shop.for\")",
            "14: `shop.for` is called `stage` in the map (\"shop.for\")",
            "15: the galaxy `shop.g` is left out (\"shop.g\")",
            "16: `shop.#9` is called `p` in the map (\"shop.#9\")",
            "20: the way from `shop.buy` to `elsewhere.x` is left out (\"elsewhere.x\")",
            "21: `120%` of the way from `shop.buy` to `shop.for` is left out (\"shop.for\")",
            "23: the way from `gone.a` to `gone.b` is left out (\"gone.b\")",
        ]
    );
}

#[test]
fn members_that_are_not_known_are_named() {
    let document = |model: &str, journey: &str| {
        format!(
            "{{\"version\":1,\"model\":{{{model}\"elements\":[{{\"kind\":\"journey\",\"id\":\"j\"{journey}}}]}},\"graph\":[],\"source\":{{\"x\":1}}}}"
        )
    };
    let claim = ",\"fields\":{\"note\":[{\"type\":\"text\",\"value\":\"a\",\"mood\":1}],\"own\":[]}";
    let many: String = (0..8).map(|number| format!(",\"m{number}\":0,\"m{number}x\":{{\"kind\":[]}}")).collect::<Vec<_>>().concat();
    for (model, journey, place, message) in [
        ("\"owner\":\"Ada\",", "", "owner", "the member `owner` is left out"),
        ("", claim, "mood", "the member `mood` is left out"),
        ("\"a\":1,", ",\"colour\":null,\"b\":{\"c\":1}", "a", "the members `a`, `colour` and `b` are left out"),
        ("", &many, "m0", "the members `m0`, `m0x`, `m1`, `m1x`, `m2` and 11 more are left out"),
        ("", ",\"\\u0061b\":1", "\\u0061b", "the member `ab` is left out"),
    ] {
        let text = document(model, journey);
        let imported = import("a.json", text.as_bytes(), None).unwrap_or_else(|refusal| panic!("{text}: {refusal:?}"));
        let found = imported.findings.iter().find(|found| found.message.contains("member")).unwrap_or_else(|| panic!("{text}"));
        let span = found.primary().span;
        assert_eq!((found.message.as_str(), &text[span.range()]), (message, place), "{text}");
    }
}

/// A document with an emotion and how it was written; what is in the map, and what is said.
fn of_emotion(scale: &str, value: &str, text: &str) -> (String, Vec<String>) {
    let json = format!(
        "{{\"version\":1,\"graph\":[],\"model\":{{\"elements\":[{{\"kind\":\"journey\",\"id\":\"j\",\"fields\":{{{scale}}},\"elements\":[\
         {{\"kind\":\"stage\",\"id\":\"j.s\",\"fields\":{{\"emotion\":[{{\"type\":\"emotion\",\"value\":{value},\"text\":{}}}]}}}}]}}]}}}}",
        Value::from(text)
    );
    let imported = import("map.json", json.as_bytes(), None).expect("it is read");
    proven(text, &imported);
    let line = imported.text.lines().find_map(|line| line.split_once("emotion: ")).map(|(_, said)| said);
    let said = imported.findings.iter().map(|found| found.message.clone()).collect();
    (line.unwrap_or_default().trim_end_matches(" }").to_owned(), said)
}

/// An emotion is what the data says; how it was written is taken where it says the same.
#[test]
fn the_data_of_an_emotion_counts_and_not_its_writing() {
    const FIVE: &str = "\"scale\":[{\"type\":\"scale\",\"value\":{\"worst\":5,\"best\":1}}]";
    for (scale, value, text, written) in [
        ("", r#"[{"value":2},{"value":-2}]"#, "-1 -> +1", "+2 -> -2"),
        ("", r#"[{"word":"glad"}]"#, "\"sad\"", "\"glad\""),
        ("", r#"[{"value":1.5}]"#, "1/5", "+1.5"),
        ("", r#"[{"value":1.0004}]"#, "1", "+1.0004"),
        ("", r#"[{"value":1,"word":"a"}]"#, "+1 \"b\"", "+1 \"a\""),
        ("", r#"[{"value":1,"word":"a"}]"#, "+1", "+1 \"a\""),
        ("", r#"[{"value":1}]"#, "+1 \"a\"", "+1"),
        (FIVE, r#"[{"value":2}]"#, "5/5", "+2"),
        // What says the same stays.
        ("", r#"[{"value":1,"word":"a \"b\""}]"#, r#"1.0 "a \"b\"""#, r#"1.0 "a \"b\"""#),
        ("", r#"[{"value":-1.333}]"#, "2/7", "2/7"),
        ("", r#"[{"value":2,"word":"x"},{"word":"y"},{"value":0.1}]"#, "5/5 \"x\" -> \"y\" -> 0.1", "5/5 \"x\" -> \"y\" -> 0.1"),
        (FIVE, r#"[{"value":-2}]"#, "5/5", "5/5"),
    ] {
        let differs = (written != text).then(|| format!("`{written}` is taken, and not the text `{text}`"));
        assert_eq!(of_emotion(scale, value, text), (written.to_owned(), Vec::from_iter(differs)), "{value} {text}");
    }
}

/// Commas and brackets in texts are no values.
#[test]
fn texts_do_not_count_as_values() {
    let note = "a,[{\\\"".repeat(1_000_000);
    let json = format!(
        "{{\"version\":1,\"graph\":[],\"model\":{{\"elements\":[{{\"kind\":\"journey\",\"id\":\"j\",\"fields\":{{\"note\":[\
         {{\"type\":\"text\",\"value\":\"{note}\"}}]}}}}]}}}}"
    );
    let imported = import("map.json", json.as_bytes(), None).unwrap_or_else(|refusal| panic!("{refusal:?}"));
    assert!(imported.text.len() > 4_000_000);
}

/// What a check would call an error is not in the map, and no other way is made of one that nobody knows.
#[test]
fn numbers_and_ways_that_no_map_has_are_named() {
    let number = |low: &str, unit: &str| format!("[{{\"type\":\"quantity\",\"value\":{{\"low\":{low},\"unit\":\"{unit}\"}}}}]");
    let json = format!(
        "{{\"version\":1,\"model\":{{\"elements\":[\n{{\"kind\":\"source\",\"id\":\"a\",\"fields\":{{\"sample\":{}}}}},\n\
         {{\"kind\":\"source\",\"id\":\"b\",\"fields\":{{\"sample\":{}}}}},\n{{\"kind\":\"source\",\"id\":\"c\",\"fields\":{{\"sample\":{}}}}},\n\
         {{\"kind\":\"journey\",\"id\":\"j\",\"elements\":[{{\"kind\":\"stage\",\"id\":\"j.s\",\"fields\":{{\"duration\":{}}}}},\n\
         {{\"kind\":\"stage\",\"id\":\"j.t\",\"fields\":{{\"duration\":{}}}}},\n\
         {{\"kind\":\"opportunity\",\"id\":\"j.o\",\"title\":\"O\",\"fields\":{{\"rank\":{}}}}}]}}]}},\n\"graph\":[{{\"journey\":\"j\",\"edges\":[\n\
         {{\"source\":\"j.t\",\"target\":\"j.s\",\"kind\":\"zzz\",\"implied\":false}},\n\
         {{\"source\":\"j.t\",\"target\":\"j.s\",\"kind\":\"flow\",\"implied\":false,\"label\":\"back\"}}]}}]}}",
        number("600.5", ""),
        number("-3", ""),
        number("600.0", ""),
        number("5", ""),
        number("5", "weeks"),
        number("-1", ""),
    );
    let imported = import("map.json", json.as_bytes(), None).expect("it is read");
    proven("odd numbers", &imported);
    let said: Vec<&str> = imported.findings.iter().map(|found| found.message.as_str()).collect();
    assert_eq!(said.iter().filter(|said| said.contains("`sample: ") && said.ends_with("is left out")).count(), 2, "{said:?}");
    assert!(
        said.iter().any(|said| said.starts_with("`duration: ")) && said.iter().any(|said| said.starts_with("`rank: ")),
        "{said:?}"
    );
    assert!(said.contains(&"the way from `j.t` to `j.s` is left out"), "{said:?}");
    assert!(imported.text.contains("sample: 600\n") || imported.text.contains("sample: 600 }"), "{}", imported.text);
    assert!(imported.text.contains("duration: 5 weeks"), "{}", imported.text);
    assert_eq!(imported.text.matches(" -> ").count(), 1, "{}", imported.text);
}
