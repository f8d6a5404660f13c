//! Pictures of maps in a browser: how large their texts are there, and that nothing in them runs.

use std::path::PathBuf;

use journey::Analysis;
use journey::emit::{EmitOptions, Format, emit};
use journey::source::FileId;
use serde::Deserialize;
use serde_json::json;

use crate::drawn::{Area, all, map};
use crate::node;
use crate::support::{check, root};

/// Writes an SVG picture for each map into a folder.
fn pictures<'m>(folder: &std::path::Path, maps: impl Iterator<Item = &'m Analysis>) -> Vec<PathBuf> {
    maps.enumerate()
        .map(|(number, analysis)| {
            let svg = emit(analysis, FileId(0), Format::Svg, &EmitOptions::default()).expect("it is drawn");
            let path = folder.join(format!("{number}.svg"));
            std::fs::write(&path, svg).expect("there is room");
            path
        })
        .collect()
}

/// A picture as the browser shows it.
#[derive(Deserialize)]
struct Shown {
    family: serde_json::Value,
    width: f32,
    height: f32,
    texts: Vec<Words>,
    frames: Vec<Frame>,
}

/// A line of text.
#[derive(Deserialize)]
struct Words {
    said: String,
    #[serde(rename = "box")]
    edges: [f32; 4],
}

/// A box with a border or ground, and what stands in it.
#[derive(Deserialize)]
struct Frame {
    role: String,
    #[serde(rename = "box")]
    edges: [f32; 4],
    texts: Vec<Words>,
}

/// The room of a line, without the air that a font has above and below its letters.
fn area([left, top, right, bottom]: [f32; 4]) -> Area {
    let air = (bottom - top) * 0.16;
    Area { left, top: top + air, right, bottom: bottom - air }
}

/// What is wrong with a picture.
fn faults(name: &str, shown: &Shown) -> Vec<String> {
    let mut out = Vec::new();
    let page = Area { left: 0.0, top: 0.0, right: shown.width, bottom: shown.height };
    let mut texts: Vec<(Area, &str)> = shown.texts.iter().map(|text| (area(text.edges), text.said.as_str())).collect();
    for (area, said) in &texts {
        if !page.holds(area) {
            out.push(format!("{name}: {said:?} leaves the picture: {area:?}"));
        }
    }
    texts.sort_by(|(one, _), (other, _)| one.top.total_cmp(&other.top));
    for (at, (one, said)) in texts.iter().enumerate() {
        for (other, words) in texts[at + 1..].iter().take_while(|(other, _)| other.top < one.bottom) {
            if one.meets(other) {
                out.push(format!("{name}: {said:?} covers {words:?}: {one:?} {other:?}"));
            }
        }
    }
    for Frame { role, edges: [left, top, right, bottom], texts } in &shown.frames {
        let frame = Area { left: *left, top: *top, right: *right, bottom: *bottom };
        for Words { said, edges } in texts {
            if !frame.holds(&area(*edges)) {
                out.push(format!("{name}: {said:?} leaves its {role}: {frame:?} {:?}", area(*edges)));
            }
        }
    }
    out
}

/// Shows all maps in a font; nothing without a browser.
fn faults_in(family: &str, faces: &serde_json::Value) -> Option<Vec<String>> {
    let folder = tempfile::tempdir().expect("there is room");
    let files = pictures(folder.path(), all().iter().map(|drawn| &drawn.analysis));
    let answer = node::run("measure.mjs", &json!({ "files": files, "family": family, "faces": faces }))?;
    let shown: Vec<Shown> = serde_json::from_value(answer).expect("the answer is that of measure.mjs");
    assert_eq!(shown.len(), all().len());
    let mut out = Vec::new();
    for (drawn, shown) in all().iter().zip(&shown) {
        assert!(shown.family == json!(true) || shown.family == json!(family), "{}: the font is there", drawn.name);
        assert!(shown.texts.len() > 2 && !shown.frames.is_empty(), "{}: it is shown", drawn.name);
        out.extend(faults(&drawn.name, shown));
    }
    Some(out)
}

#[test]
fn texts_fit_in_the_shipped_font() {
    let face = |name: &str, weight| json!({ "path": root().join("assets/fonts").join(name), "weight": weight });
    let faces = json!([face("Inter-Regular.ttf", 400), face("Inter-SemiBold.ttf", 600)]);
    if let Some(faults) = faults_in("Inter Shipped", &faces) {
        assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
    }
}

#[test]
fn texts_fit_in_a_fallback_font() {
    // One of the widest there are: what fits in it fits in Arial, Roboto and Noto Sans.
    if let Some(faults) = faults_in("DejaVu Sans", &json!([])) {
        assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
    }
}

#[derive(Deserialize)]
struct Opened {
    dialogs: Vec<String>,
    requests: Vec<String>,
    alone: Found,
    within: Found,
}

#[derive(Deserialize)]
struct Found {
    nodes: usize,
    ran: Vec<String>,
    foreign: usize,
    handlers: Vec<String>,
    scripted: Vec<String>,
}

#[test]
fn hostile_text_runs_nothing() {
    let hostile = [
        "</text><script>alert(1)</script>",
        "</title></desc><script>alert(1)</script>",
        "]]></svg><img src=x onerror=alert(1)>",
        "\\\" onload=\\\"alert(1)\\\" x=\\\"",
        "' onmouseover='alert(1)",
        "javascript:alert(1)",
        "JaVaScRiPt&#58;alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "https://example.org/\\\"onclick=alert(1)//",
        "url(https://example.org/x.png)",
        "<!--<script>alert(1)//-->",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
    ];
    let folder = tempfile::tempdir().expect("there is room");
    let maps: Vec<Analysis> = hostile
        .iter()
        .map(|title| {
            let text = map(2, 2, title, title)
                .replace("goal: ", &format!("link: \"{title}\"; goal: "))
                .replace("kind: ", &format!("link: \"{title}\"; kind: "));
            check(&text)
        })
        .collect();
    let files = pictures(folder.path(), maps.iter());
    let Some(answer) = node::run("hostile.mjs", &json!({ "files": files })) else { return };
    let opened: Vec<Opened> = serde_json::from_value(answer).expect("the answer is that of hostile.mjs");
    assert_eq!(opened.len(), hostile.len());
    for (title, Opened { dialogs, requests, alone, within }) in hostile.iter().zip(opened) {
        assert!(dialogs.is_empty() && requests.is_empty(), "{title}: {dialogs:?} {requests:?}");
        for found in [alone, within] {
            assert!(found.nodes > 50, "{title}: the picture is shown");
            assert!(found.ran.is_empty(), "{title}: {:?}", found.ran);
            assert_eq!(found.foreign, 0, "{title}");
            assert!(found.handlers.is_empty() && found.scripted.is_empty(), "{title}: {:?} {:?}", found.handlers, found.scripted);
        }
    }
}
