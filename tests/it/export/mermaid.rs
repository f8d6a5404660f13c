//! Mermaid's own parser reads what is written, and so does the import.

use journey::Analysis;
use journey::diagnostic::Severity;
use journey::emit::{EmitOptions, Format};
use journey::graph::JourneyGraph;
use journey::import::import;
use journey::model::value::ClaimValue;
use journey::model::vocabulary::{ElementKind, Field};
use journey::model::walk::ClaimNode;
use journey::model::{ElementId, Node};
use journey::source::FileId;
use serde_json::{Value, json};

use super::{all, journeys, node, only, text, written};
use crate::support::check;

/// A text on one line, with signs for what cannot be seen, as every form shows it; what Mermaid would take for signs of its own is kept
/// apart.
fn line(text: &str) -> String {
    let line = journey::render::visible_whole(&text.split_whitespace().collect::<Vec<_>>().join(" ")).into_owned();
    line.replace("ﬂ°", "ﬂ\u{2060}°").replace("¶ß", "¶\u{2060}ß")
}

fn caption(node: Node<'_>) -> String {
    let title = node.title().map(line).filter(|title| !title.is_empty());
    title.unwrap_or_else(|| node.name().unwrap_or(node.kind().keyword()).to_owned())
}

/// What somebody is called among all whom the tasks name, in the order in which they are named: of several of one title the second one
/// and those after it have numbers.
fn named(journey: Node<'_>, graph: &JourneyGraph<'_>, person: ElementId) -> String {
    let mut ids: Vec<ElementId> = Vec::new();
    for stage in journey.stages() {
        let inside: Vec<Node<'_>> = stage.children_of(ElementKind::Touchpoint).collect();
        for task in if inside.is_empty() { vec![stage] } else { inside } {
            let own = task.personas();
            ids.extend(if own.is_empty() { graph.personas.clone() } else { own });
        }
    }
    let mut seen = std::collections::HashSet::new();
    ids.retain(|id| seen.insert(*id));
    let of = |id: &ElementId| caption(journey.model.node(*id));
    let before = ids.iter().take_while(|id| **id != person).filter(|id| of(id) == of(&person)).count();
    if before == 0 { of(&person) } else { format!("{} ({})", of(&person), before + 1) }
}

/// Title, sections, tasks, scores and people of a journey, made of the model alone.
fn expected(journey: Node<'_>) -> Value {
    let graph = JourneyGraph::new(journey);
    let tasks = journey.stages().flat_map(|stage| {
        let inside: Vec<Node<'_>> = stage.children_of(ElementKind::Touchpoint).collect();
        let tasks = if inside.is_empty() { vec![stage] } else { inside };
        tasks.into_iter().map(move |task| (stage, task))
    });
    let tasks = tasks.map(|(stage, task)| {
        let mean = |numbers: Vec<f64>| (!numbers.is_empty()).then(|| numbers.iter().sum::<f64>() / numbers.len() as f64);
        // What is felt, and by whom, each claim once.
        let felt = task.field(Field::Emotion).filter_map(|claim| match &claim.claim().value {
            ClaimValue::Emotion(points) => {
                Some((claim.personas(), mean(points.iter().filter_map(|point| point.value).collect())?))
            }
            _ => None,
        });
        let felt: Vec<_> = felt.collect();
        let own = task.personas();
        let people = if own.is_empty() { graph.personas.clone() } else { own };
        let each = people.iter().filter_map(|person| {
            let named: Vec<f64> = felt.iter().filter(|(whom, _)| whom.contains(person)).map(|(_, value)| *value).collect();
            mean(named).or_else(|| mean(felt.iter().filter(|(whom, _)| whom.is_empty()).map(|(_, value)| *value).collect()))
        });
        let of_people = mean(each.collect()).or_else(|| mean(felt.iter().map(|(_, value)| *value).collect()));
        let mean = of_people.unwrap_or_default();
        let people: Vec<String> = people.into_iter().map(|id| named(journey, &graph, id)).collect();
        json!({"section": caption(stage), "task": caption(task), "score": ((mean + 3.0) * 1_000.0).round() / 1_000.0, "people": people})
    });
    let sections: Vec<String> = journey.stages().map(caption).collect();
    let description = journey.field(Field::Scenario).find_map(ClaimNode::text).map(line).unwrap_or_default();
    json!({"title": caption(journey), "accTitle": "", "accDescr": description, "sections": sections, "tasks": tasks.collect::<Vec<_>>()})
}

/// Every journey of every map: what it says, and its diagram.
fn diagrams() -> Vec<(String, Value, String)> {
    let mut out = Vec::new();
    for (path, analysis) in all() {
        for id in journeys(&analysis) {
            let journey = analysis.model.journeys(FileId(0)).find(|journey| journey.name() == Some(&id)).expect("it is there");
            out.push((format!("{path}: {id}"), expected(journey), text(&analysis, Format::Mermaid, &only(&id))));
        }
    }
    assert!(out.len() > 15, "{} journeys", out.len());
    out
}

/// Numbers without the difference between 3 and 3.0.
fn plain(mut value: Value) -> Value {
    for task in value["tasks"].as_array_mut().into_iter().flatten() {
        task["score"] = json!(task["score"].as_f64());
    }
    value
}

#[test]
fn mermaid_reads_the_same() {
    let diagrams = diagrams();
    let sources: Vec<String> = diagrams.iter().map(|(_, _, source)| source.clone()).collect();
    let Some(read) = node(&sources) else { return };
    let described = read.iter().filter(|read| read["accDescr"] != "").count();
    assert!(described > 3, "{described} diagrams have a description");
    for ((name, expected, source), read) in diagrams.into_iter().zip(read) {
        assert_eq!(plain(read), plain(expected), "{name}\n{source}");
    }
    // A reader that sees nothing would prove nothing.
    let broken = node(&["journey\n  section a: b\n".to_owned()]).expect("it works");
    assert!(broken[0]["error"].is_string(), "{broken:?}");
}

#[test]
fn an_import_reads_the_same() {
    for (name, expected, source) in diagrams() {
        let imported = import("a.mmd", source.as_bytes(), None).unwrap_or_else(|refusal| panic!("{name}: {refusal:?}\n{source}"));
        assert_eq!(imported.findings, [], "{name}\n{source}");
        let analysis = check(&imported.text);
        assert!(analysis.findings.iter().all(|found| found.severity < Severity::Error), "{name}\n{}", imported.text);
        let journey = analysis.model.journeys(FileId(0)).next().expect("there is one");
        let mut made = self::expected(journey);
        let mut expected = expected;
        for value in [&mut made, &mut expected] {
            // Who is there is a set: those of the whole journey come in the order in which they are named first.
            for task in value["tasks"].as_array_mut().into_iter().flatten() {
                let people = task["people"].as_array_mut().expect("a list");
                people.sort_by_key(ToString::to_string);
            }
        }
        assert_eq!(plain(made), plain(expected), "{name}\n{source}");
    }
}

/// All labels that a flowchart of a map has to show.
fn labels(analysis: &Analysis) -> (Vec<String>, Vec<String>) {
    let (mut nodes, mut groups) = (Vec::new(), Vec::new());
    for journey in analysis.model.journeys(FileId(0)) {
        for stage in journey.stages() {
            let inside: Vec<String> = stage.touchpoints().map(caption).collect();
            if inside.is_empty() {
                nodes.push(caption(stage));
            } else {
                groups.push(caption(stage));
            }
            nodes.extend(inside);
        }
        nodes.extend(journey.children_of(ElementKind::Outcome).map(caption));
    }
    (nodes, groups)
}

/// An arrow as a flowchart has to show it. Between a stage and itself, or what stands in it, Mermaid cannot draw one, so it may begin or
/// end at any place in the stage.
#[derive(Debug)]
struct Seen {
    from: Vec<String>,
    to: Vec<String>,
    label: String,
    dotted: bool,
}

fn arrows(graph: &JourneyGraph<'_>) -> Vec<Seen> {
    let model = graph.journey.model;
    let within =
        |inner: Node<'_>, outer: Node<'_>| inner.id == outer.id || inner.parent().is_some_and(|parent| parent.id == outer.id);
    let ends = |end: Node<'_>, other: Node<'_>| {
        let inside: Vec<String> = end.touchpoints().map(caption).collect();
        if within(other, end) && !inside.is_empty() { inside } else { vec![caption(end)] }
    };
    let seen = |(from, to, arrow): (_, _, journey::graph::Arrow)| {
        let (from, to) = (model.node(from), model.node(to));
        let mut words = Vec::new();
        if let Some(transition) = arrow.transition.map(|index| &graph.journey.file().transitions[index as usize]) {
            let clauses = graph.journey.clause_set(transition.clauses);
            let whom = graph.journey.personas_of(transition.clauses);
            words.extend(transition.share.as_ref().map(|(share, _)| share.to_string()));
            words.extend(transition.label.as_ref().map(|label| label.text.to_string()));
            words.extend(transition.takes.as_ref().map(|takes| format!("takes {takes}")));
            words.extend(clauses.when.as_ref().map(|when| format!("when {}", when.text)));
            let everybody = graph.personas.iter().all(|person| whom.contains(person));
            if !whom.is_empty() && !everybody {
                let names: Vec<String> = whom.iter().map(|&id| caption(model.node(id))).collect();
                words.push(format!("for {}", names.join(", ")));
            }
        }
        let (from, to) = if arrow.exit { (vec![caption(from)], vec![String::new()]) } else { (ends(from, to), ends(to, from)) };
        Seen { from, to, label: line(&words.join(", ")), dotted: arrow.kind == journey::graph::ArrowKind::Influence }
    };
    graph.written.arrows().map(seen).collect()
}

#[test]
fn mermaid_reads_the_flow() {
    let maps = all();
    let sources: Vec<String> =
        maps.iter().map(|(_, analysis)| text(analysis, Format::Flowchart, &EmitOptions::default())).collect();
    let Some(read) = node(&sources) else { return };
    for (((path, analysis), source), read) in maps.iter().zip(&sources).zip(read) {
        assert!(read["error"].is_null(), "{path}: {}\n{source}", read["error"]);
        let seen = |list: &str| -> Vec<String> {
            read[list]
                .as_array()
                .into_iter()
                .flatten()
                .map(|one| one["label"].as_str().unwrap_or_default().trim().to_owned())
                .collect()
        };
        let (nodes, groups) = labels(analysis);
        for (kind, wanted) in [("nodes", nodes), ("groups", groups)] {
            let mut there = seen(kind);
            for label in wanted {
                let at = there.iter().position(|other| *other == label);
                let at = at.unwrap_or_else(|| panic!("{path}: no {kind} `{label}` in {there:?}\n{source}"));
                there.remove(at);
            }
        }
        let arrows: Vec<Seen> =
            analysis.model.journeys(FileId(0)).flat_map(|journey| arrows(&JourneyGraph::new(journey))).collect();
        assert_eq!(read["arrows"].as_array().map(Vec::len), Some(arrows.len()), "{path}\n{source}");
        let called = |end: &Value| {
            let all = ["groups", "nodes"].into_iter().flat_map(|kind| read[kind].as_array().into_iter().flatten());
            let label = all.filter(|one| one["id"] == *end).find_map(|one| one["label"].as_str());
            label.unwrap_or_else(|| panic!("{path}: {end}\n{source}")).trim().to_owned()
        };
        for (arrow, read) in arrows.iter().zip(read["arrows"].as_array().expect("a list")) {
            let (start, end) = (called(&read["start"]), called(&read["end"]));
            assert!(
                arrow.from.contains(&start) && arrow.to.contains(&end),
                "{path}: {arrow:?}, and not {start} to {end}\n{source}"
            );
            assert_eq!(read["label"].as_str().unwrap_or_default().trim(), arrow.label, "{path}: {arrow:?}\n{source}");
            assert_eq!(read["stroke"] == "dotted", arrow.dotted, "{path}: {arrow:?}\n{source}");
        }
        let only: Vec<Node<'_>> = analysis.model.journeys(FileId(0)).collect();
        let title = if let [only] = only[..] { caption(only) } else { String::new() };
        assert_eq!(read["title"].as_str(), Some(title.as_str()), "{path}\n{source}");
        // No arrow joins a group and something in it, which Mermaid cannot draw.
        for arrow in read["arrows"].as_array().expect("a list") {
            for group in read["groups"].as_array().expect("a list") {
                let inside = |end: &Value| group["nodes"].as_array().is_some_and(|nodes| nodes.contains(end));
                let own = |end: &Value| *end == group["id"];
                let (start, end) = (&arrow["start"], &arrow["end"]);
                assert!(!(own(start) && (own(end) || inside(end)) || own(end) && inside(start)), "{path}: {arrow}\n{source}");
            }
        }
    }
}

/// What readers see is the text, and no icon, formula, link or picture that Mermaid makes of it.
#[test]
fn readers_see_the_texts() {
    let mut diagrams: Vec<(String, Vec<String>, String)> = Vec::new();
    for (path, analysis) in all() {
        let (nodes, groups) = labels(&analysis);
        let flowchart = text(&analysis, Format::Flowchart, &EmitOptions::default());
        diagrams.push((format!("{path}: flow"), [nodes, groups].concat(), flowchart));
    }
    for (name, said, source) in self::diagrams() {
        let of = |list: &Value, member: &str| list[member].as_str().unwrap_or_default().to_owned();
        let tasks = said["tasks"].as_array().into_iter().flatten();
        let names = tasks.flat_map(|task| [of(task, "section"), of(task, "task")]).chain([of(&said, "title")]);
        diagrams.push((name, names.collect(), source));
    }
    let sources: Vec<&String> = diagrams.iter().map(|(_, _, source)| source).collect();
    let Some(drawn) = crate::node::run("mermaid_drawn.mjs", &json!({ "diagrams": sources })) else { return };
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    for ((name, texts, source), drawn) in diagrams.iter().zip(drawn.as_array().expect("a list")) {
        assert!(drawn["error"].is_null(), "{name}: {}\n{source}", drawn["error"]);
        assert_eq!(drawn["other"], json!([]), "{name}\n{source}");
        let seen: Vec<String> = drawn["texts"].as_array().expect("a list").iter().filter_map(Value::as_str).map(words).collect();
        for text in texts.iter().map(|text| words(text)).filter(|text| !text.is_empty()) {
            assert!(seen.contains(&text), "{name}: no `{text}` in {seen:#?}\n{source}");
        }
    }
    assert_eq!(drawn.as_array().map(Vec::len), Some(diagrams.len()));
}

/// A journey of stages with so many arrows, all of them written, and titles so long.
fn of_arrows(arrows: usize, title: usize) -> String {
    let stages: String =
        (0..=arrows).fold(String::new(), |out, number| out + &format!("  stage s{number} \"{}\"\n", "x".repeat(title)));
    let ways: Vec<String> = (0..=arrows).map(|number| format!("s{number}")).collect();
    format!("journey j \"Large\" {{\n{stages}  {}\n}}\n", ways.join(" -> "))
}

/// Mermaid draws no more than so much; its own limits are asked for.
#[test]
fn diagrams_that_are_too_large_to_be_drawn_are_named() {
    let cases = [
        (of_arrows(500, 1), None),
        (of_arrows(501, 1), Some("it has 501 arrows, and Mermaid draws 500 at most")),
        (of_arrows(100, 600), Some("it is 63020 characters long, and Mermaid draws 50000 at most")),
    ];
    let mut drawn: Vec<(String, bool)> = Vec::new();
    for (map, why) in cases {
        let analysis = check(&map);
        let (chart, balance) = written(&analysis, Format::Flowchart, &EmitOptions::default());
        let said: Vec<String> = why.iter().map(|why| format!("the diagram may not be drawn: {why}")).collect();
        assert_eq!(balance.too_large, said);
        drawn.push((String::from_utf8(chart).expect("it is text"), why.is_none()));
        let (page, balance) = written(&analysis, Format::Markdown, &EmitOptions::default());
        let page = String::from_utf8(page).expect("it is text");
        let said: Vec<String> = why.iter().map(|why| format!("the diagram of `Large` is left out: {why}")).collect();
        assert_eq!((balance.too_large, balance.left), (said, vec![]));
        assert_eq!(page.contains("```mermaid"), why.is_none());
        assert!(why.is_none_or(|why| page.contains(&format!("\n\nThe diagram is left out: {why}.\n\n| from | to |"))), "{page}");
    }
    let long = format!("journey j \"J\" {{ stage s \"{}\" {{ touchpoint t \"T\" }} }}\n", "x".repeat(50_000));
    let (journey, balance) = written(&check(&long), Format::Mermaid, &EmitOptions::default());
    assert_eq!(balance.too_large.len(), 1);
    drawn.push((String::from_utf8(journey).expect("it is text"), false));
    let sources: Vec<&String> = drawn.iter().map(|(source, _)| source).collect();
    let Some(answer) = crate::node::run("mermaid_drawn.mjs", &json!({ "diagrams": sources })) else { return };
    for ((_, is_drawn), answer) in drawn.iter().zip(answer.as_array().expect("a list")) {
        let refused = answer["error"].is_string() || answer.to_string().contains("Maximum text size");
        assert_eq!(!refused, *is_drawn, "{}", answer.to_string().chars().take(300).collect::<String>());
    }
}

/// Tasks above all sections stand above all sections again.
#[test]
fn tasks_without_a_section_come_back() {
    for diagram in
        ["journey\n  title T\n    a: 3: Me\n    b: 4: Me\n", "journey\n  title T\n    a: 3: Me\n  section S\n    b: 4: Me\n"]
    {
        let imported = import("a.mmd", diagram.as_bytes(), None).expect("it is read");
        assert_eq!(text(&check(&imported.text), Format::Mermaid, &EmitOptions::default()), diagram, "{}", imported.text);
    }
    let two = check("journey j \"J\" {\n stage a { touchpoint t \"T\" }\n stage b { touchpoint u \"U\" }\n}\n");
    let written = text(&two, Format::Mermaid, &EmitOptions::default());
    assert!(written.contains("section a\n") && written.contains("section b\n"), "{written}");
}
