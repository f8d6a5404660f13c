//! Mermaid journeys by strangers, against what Mermaid itself makes of each.
//!
//! The corpus is not part of the project: `JOURNEY_CORPUS`, or a folder beside the checkout. Names are compared without the white space
//! around them and with a space for a line break of HTML, and an empty name is nobody. What else may differ is listed, with its reason.

use std::collections::BTreeSet;
use std::path::PathBuf;

use journey::Analysis;
use journey::diagnostic::Code;
use journey::import::{Format, import};
use journey::model::value::ClaimValue;
use journey::model::vocabulary::Field;
use journey::model::{ElementId, Node};
use journey::source::FileId;
use serde_json::Value;

use super::proven;
use crate::support::root;

/// What differs from Mermaid, and why.
const EXCEPTIONS: &[(&str, &str, &str)] = &[
    ("031.mmd", "Score 0/5: score", "0 lies below the scale: moved to 1, and kept in a note"),
    ("053.mmd", "Triage ticket: people", "Mermaid drops what comes after a colon in a name"),
    ("091.mmd", "Do work: score", "6 lies above the scale: moved to 5, and kept in a note"),
    ("112.mmd", "Task 6: score", "6 lies above the scale: moved to 5, and kept in a note"),
    ("113.mmd", "Task 6: score", "6 lies above the scale: moved to 5, and kept in a note"),
    ("114.mmd", "Task 6: score", "6 lies above the scale: moved to 5, and kept in a note"),
    ("159.mmd", "Breakfast: score", "10 lies above the scale: moved to 5, and kept in a note"),
    ("159.mmd", "Stretch: score", "11 lies above the scale: moved to 5, and kept in a note"),
    ("159.mmd", "Brush Teeth: score", "9 lies above the scale: moved to 5, and kept in a note"),
    ("159.mmd", "go to class: score", "13 lies above the scale: moved to 5, and kept in a note"),
];

/// A task as both sides see it.
#[derive(Debug, PartialEq)]
struct Task {
    section: String,
    name: String,
    score: Option<f64>,
    people: Vec<String>,
}

fn corpus() -> PathBuf {
    std::env::var_os("JOURNEY_CORPUS").map_or_else(|| root().join("../shared/corpus"), PathBuf::from)
}

fn plain(text: &str) -> String {
    text.replace("<br>", " ").replace("<br/>", " ").replace("<br\t/>", " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn texts(value: &Value) -> Vec<String> {
    let texts = value.as_array().into_iter().flatten().filter_map(Value::as_str).map(plain);
    texts.filter(|text| !text.is_empty()).collect()
}

fn expected(oracle: &Value) -> Vec<Task> {
    let task = |task: &Value| Task {
        section: plain(task["section"].as_str().unwrap_or_default()),
        name: plain(task["task"].as_str().unwrap_or_default()),
        score: task["score"].as_f64(),
        people: texts(&task["people"]),
    };
    oracle["tasks"].as_array().into_iter().flatten().map(task).collect()
}

/// The tasks of a map. A touchpoint that says nothing of people is of all personas, unless others say who is there.
fn made(analysis: &Analysis) -> Vec<Task> {
    let journey = analysis.model.journeys(FileId(0)).next().expect("there is a journey");
    let name = |id: ElementId| analysis.model.node(id).caption().to_owned();
    let all: Vec<String> = journey.references(Field::Persona).map(|persona| name(persona.id)).collect();
    let places = || journey.stages().flat_map(|stage| stage.touchpoints().map(move |place| (stage, place)));
    let each = places().any(|(_, place)| !place.personas().is_empty());
    let emotion = |place: Node<'_>| {
        place.field(Field::Emotion).find_map(|claim| match &claim.claim().value {
            ClaimValue::Emotion(points) => points[0].value.map(|value| value + 3.0),
            _ => None,
        })
    };
    places()
        .map(|(stage, place)| Task {
            section: stage.title().unwrap_or_default().to_owned(),
            name: place.caption().to_owned(),
            score: emotion(place),
            people: if each { place.personas().into_iter().map(name).collect() } else { all.clone() },
        })
        .collect()
}

/// The parts in which a map differs from what Mermaid sees.
pub fn differences(oracle: &Value, analysis: &Analysis) -> Vec<String> {
    let journey = analysis.model.journeys(FileId(0)).next().expect("there is a journey");
    let mut out = Vec::new();
    // A diagram without a title is called like its file, or has one for screen readers.
    let title = plain(oracle["title"].as_str().unwrap_or_default());
    if !title.is_empty() && title != journey.title().unwrap_or_default() {
        out.push("title".to_owned());
    }
    // Mermaid says both to screen readers. A title that is none of the journey is kept in a note.
    let scenario = journey.field(Field::Scenario).find_map(|claim| claim.text().map(plain)).unwrap_or_default();
    if plain(oracle["accDescr"].as_str().unwrap_or_default()) != scenario {
        out.push("accDescr".to_owned());
    }
    let mut notes = journey.field(Field::Note).filter_map(|claim| claim.text().map(plain));
    let note = notes.find_map(|note| note.strip_prefix("Title for screen readers: ").map(str::to_owned));
    let spoken = plain(oracle["accTitle"].as_str().unwrap_or_default());
    if !spoken.is_empty() && note.as_deref().unwrap_or(journey.title().unwrap_or_default()) != spoken {
        out.push("accTitle".to_owned());
    }
    let sections: Vec<String> = journey.stages().filter_map(|stage| stage.title().map(str::to_owned)).collect();
    if texts(&oracle["sections"]) != sections {
        out.push("sections".to_owned());
    }
    let (expected, made) = (expected(oracle), made(analysis));
    if expected.iter().map(|task| (&task.section, &task.name)).ne(made.iter().map(|task| (&task.section, &task.name))) {
        out.push("tasks".to_owned());
    }
    for (expected, made) in expected.iter().zip(&made) {
        if expected.score != made.score {
            out.push(format!("{}: score", made.name));
        }
        if expected.people != made.people {
            out.push(format!("{}: people", made.name));
        }
    }
    out
}

#[test]
fn diagrams_agree_with_mermaid() {
    let folder = corpus().join("mermaid");
    let Ok(oracle) = std::fs::read_to_string(folder.join("ORACLE.jsonl")) else {
        eprintln!("skipped: the diagrams are not here; JOURNEY_CORPUS names the folder that holds mermaid/ORACLE.jsonl");
        return;
    };
    let mut differing: BTreeSet<(String, String)> = BTreeSet::new();
    let mut count = 0;
    for line in oracle.lines() {
        let oracle: Value = serde_json::from_str(line).expect("a line is an object");
        let name = oracle["file"].as_str().expect("it has a name").to_owned();
        let bytes = std::fs::read(folder.join(&name)).expect("it is there");
        let imported = import(&name, &bytes, Some(Format::Mermaid)).unwrap_or_else(|refusal| panic!("{name}: {refusal:?}"));
        let (_, analysis) = proven(&name, &imported);
        let rejected = imported.findings.iter().any(|found| found.code == Code::RejectedText);
        let accepts = oracle["ok"].as_bool().unwrap_or_default();
        assert_eq!(rejected, !accepts, "{name}: an error where Mermaid has one, and nowhere else: {:#?}", imported.findings);
        if accepts {
            differing.extend(differences(&oracle, &analysis).into_iter().map(|what| (name.clone(), what)));
        }
        count += 1;
    }
    assert!(count >= 60, "{count} diagrams");
    let found: Vec<(String, String)> = differing.into_iter().collect();
    let mut listed: Vec<(String, String)> = EXCEPTIONS.iter().map(|(file, what, _)| ((*file).into(), (*what).into())).collect();
    listed.sort();
    assert_eq!(found, listed, "what differs from Mermaid is what is listed, with a reason");
}

#[test]
fn the_sample_of_cjml() {
    let path = corpus().join("cjml/cjml.no-v2-homepage-sample.xml");
    let Ok(bytes) = std::fs::read(path) else {
        eprintln!("skipped: the sample is not here; JOURNEY_CORPUS names the folder that holds cjml");
        return;
    };
    let imported = import("sample.xml", &bytes, None).expect("it is read");
    let codes: Vec<Code> = imported.findings.iter().map(|found| found.code).collect();
    assert_eq!(codes, [Code::DanglingReference], "one actor is named by its company and not by its id");
    let (_, analysis) = proven("sample", &imported);
    let journey = analysis.model.journeys(FileId(0)).next().expect("there is one");
    let places: Vec<Node<'_>> = journey.stages().flat_map(Node::touchpoints).collect();
    assert_eq!(places.iter().map(|place| place.caption()).collect::<Vec<_>>(), ["Customer creates account"]);
    let names = |field| places[0].references(field).map(Node::caption).collect::<Vec<_>>();
    assert_eq!((names(Field::With), names(Field::Channel)), (vec!["Bookis"], vec!["Web"]));
    assert_eq!(journey.references(Field::Persona).map(Node::caption).collect::<Vec<_>>(), ["Carl"]);
    assert_eq!(journey.word(Field::State), Some("observed"));
}
