//! Tables: what other readers see in them, and the same rows after an import.

use std::collections::BTreeSet;

use journey::Analysis;
use journey::diagnostic::Severity;
use journey::emit::{EmitOptions, Format};
use journey::graph::JourneyGraph;
use journey::import::import;
use journey::model::Node;
use journey::model::vocabulary::{ElementKind, Field};
use journey::source::{FileId, Span};
use journey::table::COLUMNS;

use super::{all, text, written};
use crate::support::check;

/// The rows of a table as text.
pub fn rows(csv: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(csv.as_bytes());
    reader.records().map(|row| row.expect("it is a row").iter().map(str::to_owned).collect()).collect()
}

/// Rows in which the names of people stand in one order: those of a journey come in the order in which they are named first.
fn in_order(mut rows: Vec<Vec<String>>) -> Vec<Vec<String>> {
    let at = rows[0].iter().position(|heading| heading == "Persona");
    for row in rows.iter_mut().skip(1) {
        if let Some(cell) = at.map(|at| &mut row[at]) {
            let mut names: Vec<&str> = cell.split('\n').collect();
            names.sort_unstable();
            *cell = names.join("\n");
        }
    }
    rows
}

pub fn csv(analysis: &Analysis) -> String {
    text(analysis, Format::Csv, &EmitOptions::default())
}

#[test]
fn the_same_rows_come_back() {
    for (path, analysis) in all() {
        let before = csv(&analysis);
        for (name, bytes) in
            [("map.csv", before.clone().into_bytes()), ("map.xlsx", written(&analysis, Format::Xlsx, &EmitOptions::default()).0)]
        {
            let imported = import(name, &bytes, None).unwrap_or_else(|refusal| panic!("{path}: {refusal:?}"));
            let again = check(&imported.text);
            let after = in_order(rows(&csv(&again)));
            for (index, (before, after)) in in_order(rows(&before)).into_iter().zip(&after).enumerate() {
                assert_eq!(before, *after, "{path} as {name}, row {index}\n{}", imported.text);
            }
            assert_eq!(rows(&before).len(), after.len(), "{path} as {name}");
        }
    }
}

/// One thing that is said of a stage or touchpoint: where, what, for whom and what it rests on.
type Said = (String, String, BTreeSet<String>, BTreeSet<String>);

/// What is said in a map in the columns of a table, without what an account tells as left out.
fn said(analysis: &Analysis, left: &BTreeSet<Span>) -> Vec<Said> {
    let name = |node: Node<'_>| node.caption().split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let named = |nodes: Vec<Node<'_>>| nodes.into_iter().map(name).collect::<BTreeSet<_>>();
    let mut all = Vec::new();
    for journey in analysis.model.journeys(FileId(0)) {
        let walkers: Vec<_> = JourneyGraph::new(journey).personas;
        let people = |ids: Vec<_>| {
            let ids = if ids.is_empty() { walkers.clone() } else { ids };
            named(ids.into_iter().map(|id| analysis.model.node(id)).collect())
        };
        for place in journey.descendants().filter(|node| matches!(node.kind(), ElementKind::Stage | ElementKind::Touchpoint)) {
            for claim in place.claims().filter(|claim| !left.contains(&claim.claim().span)) {
                let field = claim.claim().field;
                if let (
                    Field::Action | Field::Thought | Field::Quote | Field::Business | Field::Emotion | Field::Channel | Field::Note,
                    None,
                ) = (field, claim.claim().about)
                {
                    let value = claim.goal().map_or_else(|| format!("{:?}", claim.claim().value), name);
                    all.push((name(place), format!("{}: {value}", field.name()), people(claim.personas()), named(claim.sources())));
                }
            }
            for node in place.descendants().filter(|node| !left.contains(&node.name_span())) {
                let own =
                    node.ancestors().skip(1).find(|around| around.kind().is_place()).is_some_and(|around| around.id == place.id);
                let within = node.parent().map(name).unwrap_or_default();
                if let (ElementKind::Pain | ElementKind::Gain | ElementKind::Metric | ElementKind::Risk, true) = (node.kind(), own)
                {
                    let severity = node.word(Field::Severity).filter(|_| node.kind() == ElementKind::Pain).unwrap_or_default();
                    let what = format!("{} in {within}: {} {severity}", node.kind().keyword(), name(node));
                    all.push((name(place), what, people(node.personas()), named(node.sources())));
                } else if own && node.kind() == ElementKind::Opportunity {
                    let what = format!("opportunity: {}", name(node));
                    all.push((name(place), what, people(node.personas()), named(node.sources())));
                }
            }
        }
    }
    all.sort();
    all
}

/// What is written and not told as left out says the same after an import: of whom, and by what evidence.
#[test]
fn whom_and_evidence_come_back() {
    let mut count = 0;
    for (path, analysis) in all().into_iter().filter(|(path, _)| !path.starts_with("hostile")) {
        let (bytes, balance) = written(&analysis, Format::Csv, &EmitOptions::default());
        let left: BTreeSet<Span> = balance.left.iter().map(|fact| fact.span).collect();
        let imported = import("map.csv", &bytes, None).unwrap_or_else(|refusal| panic!("{path}: {refusal:?}"));
        let before = said(&analysis, &left);
        let mut after = said(&check(&imported.text), &BTreeSet::new());
        for one in &before {
            let at = after.iter().position(|other| other == one);
            let Some(at) = at else { panic!("{path}: {one:?}\n{}\n{}", String::from_utf8_lossy(&bytes), imported.text) };
            after.remove(at);
            count += 1;
        }
    }
    assert!(count > 500, "{count} statements");
}

/// What is said of personas, sources, pains and opportunities: which of them, which field, and what.
fn details(analysis: &Analysis) -> Vec<(&'static str, String, &'static str, String)> {
    let mut all = Vec::new();
    for root in analysis.model.roots(FileId(0)) {
        for node in std::iter::once(root).chain(root.descendants()) {
            if !matches!(node.kind(), ElementKind::Persona | ElementKind::Source | ElementKind::Pain | ElementKind::Opportunity) {
                continue;
            }
            let outcome = node.ancestors().any(|around| matches!(around.kind(), ElementKind::Outcome | ElementKind::Step));
            // What stands at an outcome or a step has no place in a table, and is named by the import.
            for claim in node.claims().filter(|claim| !outcome && claim.claim().about.is_none()) {
                let field = claim.claim().field;
                let value = claim.goal().map_or_else(|| format!("{:?}", claim.claim().value), |goal| goal.caption().to_owned());
                if !matches!(field, Field::Addresses) {
                    all.push((node.kind().keyword(), node.caption().to_owned(), field.name(), value));
                }
            }
        }
    }
    all.sort();
    all
}

#[test]
fn the_sheets_beside_the_map_come_back() {
    let mut count = 0;
    for (path, analysis) in all().into_iter().filter(|(path, _)| !path.starts_with("hostile")) {
        let (bytes, _) = written(&analysis, Format::Xlsx, &EmitOptions::default());
        let imported = import("map.xlsx", &bytes, None).unwrap_or_else(|refusal| panic!("{path}: {refusal:?}"));
        let (before, after) = (details(&analysis), details(&check(&imported.text)));
        count += before.len();
        let lost: Vec<_> = before.iter().filter(|one| !after.contains(one)).collect();
        // What the map has of other files stands in the sheets, too.
        let alone = analysis.sources.iter().count() == 1;
        let new: Vec<_> = after.iter().filter(|one| alone && !before.contains(one)).collect();
        let messages: Vec<&String> = imported.findings.iter().map(|found| &found.message).collect();
        assert!(lost.is_empty() && new.is_empty(), "{path}: lost {lost:#?}, new {new:#?}\n{messages:#?}\n{}", imported.text);
    }
    assert!(count > 500, "{count} details");
}

const ALIKE: &str = r#"
persona bob "Bob"
persona other "bob"
channel web "Web"
channel app "web"
source s "Survey" { kind: solicited; method: survey }
source t "Survey" { kind: observed; method: event-log }
journey j "J" {
  persona: bob, other
  stage pay "Pay" {
    touchpoint form "Form" {
      channel: web, app
      emotion: -1 for other from t
      emotion: +1 for bob from s
      pain long "Too long" { affects: 10% }
      pain ugly "Ugly"
      opportunity "Redo" { addresses: long, ugly; impact: high }
    }
    touchpoint again "Form" {
      pain "Again" { affects: 20%; opportunity "Save it" { effort: low } }
    }
    step check "Check" { pain "Late" { affects: 5% } }
  }
}
"#;

/// What is told as left out, a line each.
pub fn told(analysis: &Analysis, format: Format) -> Vec<String> {
    let (_, balance) = written(analysis, format, &EmitOptions::default());
    let line = |fact: &journey::emit::Fact| format!("{}: {}", fact.kind.name(), analysis.sources.get(fact.file).slice(fact.span));
    balance.left.iter().map(line).collect()
}

/// A metric comes back with its title and its value, whatever the title ends in.
#[test]
fn metrics_come_back() {
    let titles = [
        "Complaints in week 1",
        "Under 2 minutes",
        "Top 10",
        "Calls: 30",
        "-",
        "Rate -",
        "Average NPS",
        "3 out of 5",
        "½",
        "1:30",
        "\\\"Top\\\" 10",
        "\\\"Quoted\\\"",
        "\\\"Half",
        "Web: 5",
        "Fast",
        "NPS",
        "Costs in EUR",
        "Phone 2",
        "n/a",
        "- 5",
        "=1",
        "Ann: 3",
    ];
    let values = ["", " 5%", " 34", " EUR 39.99", " 3 days", " 4.1/5", " 1.234", " 1.5", " 1234567", " 0.001"];
    for value in values {
        let metrics: Vec<String> = titles.iter().map(|title| format!("metric \"{title}\"{value}")).collect();
        let analysis = check(&format!(
            "persona ann \"Ann\"\njourney j \"J\" {{ persona: ann\n stage s \"S\" {{ touchpoint t \"T\" {{\n{}\n}} }} }}\n",
            metrics.join("\n")
        ));
        let read = |analysis: &Analysis| -> Vec<(String, String)> {
            let metrics =
                analysis.model.journeys(FileId(0)).flat_map(Node::descendants).filter(|node| node.kind() == ElementKind::Metric);
            let value = |node: Node<'_>| {
                node.field(Field::Value).map(|claim| format!("{:?}", claim.claim().value)).collect::<Vec<_>>().concat()
            };
            metrics.map(|node| (node.caption().to_owned(), value(node))).collect()
        };
        let expected = read(&analysis);
        assert_eq!(expected.len(), titles.len());
        for (name, format) in [("a.csv", Format::Csv), ("a.xlsx", Format::Xlsx)] {
            let (bytes, balance) = written(&analysis, format, &EmitOptions::default());
            assert_eq!(balance.left, [], "{value}");
            let imported = import(name, &bytes, None).expect("it is read");
            assert_eq!(read(&check(&imported.text)), expected, "{name}{value}\n{}", imported.text);
        }
    }
}

/// Things of one title stay apart, and what is said beside the map finds them.
#[test]
fn what_has_one_title_stays_apart() {
    let analysis = check(ALIKE);
    assert_eq!(
        told(&analysis, Format::Xlsx),
        [
            "a number behind: other",
            "a number behind: app",
            "a number behind: t",
            "a number behind: again",
            "step: check",
            "pain: \"Late\"",
            "affects: 5%",
        ]
    );
    let (bytes, _) = written(&analysis, Format::Xlsx, &EmitOptions::default());
    let imported = import("a.xlsx", &bytes, None).expect("it is read");
    for said in [
        "persona bob-2 \"bob (2)\"",
        "channel: web, web-2",
        "emotion: -1 for bob-2 from survey-2",
        "source survey-2 \"Survey (2)\" { kind: observed; method: event-log }",
        "pain \"Again\" {",
        "affects: 20%",
        "effort: low",
        "impact: high; addresses: too-long, ugly",
    ] {
        assert!(imported.text.contains(said), "{said}\n{}", imported.text);
    }
    let messages: Vec<&str> = imported.findings.iter().map(|found| found.message.as_str()).collect();
    assert_eq!(messages, ["a row about the pain is left out"]);
}

/// What an opportunity answers elsewhere, and several things, comes back; what a table cannot name is told by both sides.
#[test]
fn opportunities_answer_pains_elsewhere() {
    let analysis = check(
        "journey j \"J\" { pain all \"Overall\"; opportunity \"Anew\" { addresses: ugly, all }\n\
         stage s \"S\" { pain whole \"Slow\"\n\
         touchpoint t \"T\" { pain long \"Too long\"; gain quick \"Quick\"; pain \"Twice\"; pain two \"Twice\" }\n\
         touchpoint u \"U\" { pain ugly \"Ugly\"; pain slow \"Slow\"\n\
         opportunity \"Redo\" { addresses: long, ugly; impact: high }\n\
         opportunity \"Faster\" { addresses: slow, whole, quick, two }\n\
         opportunity \"Nicer\" { addresses: ugly }\n\
         opportunity \"Shorter\" { addresses: long } } }\n\
         }\njourney k \"K\" { stage s \"S\" { pain ugly \"Ugly\"; opportunity \"Paint\" { addresses: ugly; effort: low } } }\n\
         journey m \"Shop › Web\" { stage s \"S\" { touchpoint t \"T\" { pain one \"Late\" }\ntouchpoint u \"U\" { opportunity \"Web\" { addresses: one } } } }\n\
         journey n \"Shop › App\" { stage s \"S\" { touchpoint t \"T\" { pain other \"Late\" }\ntouchpoint u \"U\" { opportunity \"App\" { addresses: other } } } }",
    );
    assert!(analysis.findings.iter().all(|found| found.severity < Severity::Error), "{:?}", analysis.findings);
    let (bytes, balance) = written(&analysis, Format::Xlsx, &EmitOptions::default());
    let imported = import("a.xlsx", &bytes, None).expect("it is read");
    let again = check(&imported.text);
    assert!(again.findings.iter().all(|found| found.severity < Severity::Error), "{}", imported.text);
    let answers = |analysis: &Analysis| -> Vec<(String, Vec<String>)> {
        let journeys = analysis.model.journeys(FileId(0)).flat_map(Node::descendants);
        let mut all: Vec<(String, Vec<String>)> = journeys
            .filter(|node| node.kind() == ElementKind::Opportunity)
            .map(|node| {
                let inside = node.parent().filter(|parent| parent.kind() == ElementKind::Pain);
                let goals = node.references(Field::Addresses).chain(inside);
                let name = |goal: Node<'_>| format!("{} {}", goal.parent().map_or("", Node::caption), goal.caption());
                let mut goals: Vec<String> = goals.map(name).collect();
                goals.sort();
                (node.caption().to_owned(), goals)
            })
            .collect();
        all.sort();
        all
    };
    let mut expected = answers(&analysis);
    for (_, goals) in &mut expected {
        goals.retain(|goal| !["T Quick", "T Twice"].contains(&goal.as_str()));
    }
    assert_eq!(answers(&again), expected, "{}", imported.text);
    let left: Vec<&str> = balance
        .left
        .iter()
        .filter(|fact| fact.kind.name() == "addresses")
        .map(|fact| analysis.sources.get(fact.file).slice(fact.span))
        .collect();
    assert_eq!(left, ["quick", "two"]);
    let messages: Vec<&str> = imported.findings.iter().map(|found| found.message.as_str()).collect();
    assert!(messages.contains(&"`Faster` addresses `gain: Quick`, `pain: Twice`, which is left out"), "{messages:#?}");
}

/// What an opportunity of some personas answers elsewhere is in the workbook, and is not told as left out.
#[test]
fn what_opportunities_of_some_answer_is_not_left_out() {
    let analysis = check(
        "persona ben \"Ben\"\npersona amy \"Amy\"\nsource calls \"Calls\" { kind: unsolicited }\n\
         journey j \"J\" { persona: ben, amy\nstage s \"S\" { touchpoint t \"T\" { pain p0 \"Slow\" }\n\
         touchpoint u \"U\" { opportunity o1 \"O1\" for ben { addresses: p0; effort: low }\n\
         opportunity o2 \"O2\" from calls { addresses: p0 } } } }",
    );
    let left = told(&analysis, Format::Xlsx);
    assert!(left.iter().all(|fact| !fact.starts_with("addresses")), "{left:?}");
    let (bytes, _) = written(&analysis, Format::Xlsx, &EmitOptions::default());
    let imported = import("a.xlsx", &bytes, None).expect("it is read");
    assert_eq!(imported.text.matches("addresses: slow").count(), 2, "{}", imported.text);
    assert!(imported.text.contains("for ben") && imported.text.contains("from calls"), "{}", imported.text);
}

/// An opportunity that rests on nothing is not put into a pain that rests on something, and what has no severity says so in plain words.
#[test]
fn nothing_is_claimed_that_nobody_wrote() {
    let analysis = check(
        "persona a \"Amira\"\npersona b \"Ben\"\nsource s \"Survey\" { kind: solicited; method: survey }\n\
         journey j \"J\" { persona: a, b; stage p \"Pay\" { touchpoint f \"Form\" {\n\
         pain long \"Too long\" for a from s { severity: high }\npain \"Ugly\"\n\
         opportunity \"Guest checkout\" { addresses: long } } } }",
    );
    assert_eq!(told(&analysis, Format::Csv), ["kind: solicited", "method: survey", "addresses: long"]);
    let table = csv(&analysis);
    assert!(table.contains("\"high\n–\""), "{table}");
    let imported = import("a.csv", table.as_bytes(), None).expect("it is read");
    assert_eq!(imported.findings, [], "{}", imported.text);
    assert!(imported.text.contains("pain \"Too long\" for amira from survey { severity: high }"), "{}", imported.text);
    assert!(imported.text.contains("\n      opportunity \"Guest checkout\"\n"), "it stands by itself: {}", imported.text);
}

/// Excel takes a text without the mark for one of its own country.
#[test]
fn a_mark_says_that_it_is_utf8() {
    for (title, marked) in [("Kasse", false), ("Größe", true)] {
        let analysis = check(&format!("journey a \"A\" {{ stage s \"{title}\" {{ action: \"x\" }} }}"));
        let (bytes, _) = written(&analysis, Format::Csv, &EmitOptions::default());
        assert_eq!(bytes.starts_with(b"\xEF\xBB\xBF"), marked, "{title}");
        let imported = import("a.csv", &bytes, None).expect("it is read");
        assert!(imported.text.contains(&format!("\"{title}\"")) && imported.findings.is_empty(), "{}", imported.text);
    }
}

/// Titles that are the same, and those that a number makes so.
const TITLES: &str = "persona a \"A\"\njourney j \"J\" {\n  persona: a\n  stage s \"S\" {\n    touchpoint one \"X\" { action: \"1\" }\n    \
    touchpoint two \"X\" { action: \"2\" }\n    touchpoint three \"X (2)\" { action: \"3\" }\n    \
    touchpoint four \"X (2)\" { action: \"4\" }\n    touchpoint five \"X\" { action: \"5\" }\n  }\n  \
    stage t \"S (2)\" { touchpoint one \"x\" { action: \"6\" } }\n  stage u \"S\" { touchpoint one \"X\" { action: \"7\" } }\n  \
    stage v \"S (2)\" { touchpoint one \"X\" { action: \"8\" } }\n}\n";

/// What is different in the map is different in what an import makes of its table.
#[test]
fn numbers_behind_titles_make_nothing_the_same() {
    let analysis = check(TITLES);
    let table = rows(&csv(&analysis));
    assert_eq!(table.len(), 9);
    let imported = import("a.csv", csv(&analysis).as_bytes(), None).expect("it is read");
    let again = check(&imported.text);
    assert_eq!(rows(&csv(&again)), table, "{}", imported.text);
    let journey = again.model.journeys(FileId(0)).next().expect("there is one");
    assert_eq!(journey.stages().count(), 4, "{}", imported.text);
    let places: Vec<&str> = journey.stages().flat_map(Node::touchpoints).map(Node::caption).collect();
    assert_eq!(places, ["X", "X (2)", "X (2) (2)", "X (2) (3)", "X", "x", "X", "X"], "{}", imported.text);
}

/// A table speaks the language of the project, and the same rows come back.
#[test]
fn headings_in_the_language_of_the_project() {
    for (index, language) in journey::labels::LANGUAGES.iter().enumerate() {
        let mut options = EmitOptions::default();
        options.labels.set_language(index);
        let touchpoint = COLUMNS.iter().find(|column| column.heading == "Touchpoint").expect("it is there");
        assert_eq!(touchpoint.written(language) == "Touchpoint", *language == "en", "{language}");
        for (path, analysis) in all().into_iter().filter(|(path, _)| path.starts_with("examples/")) {
            for (name, format) in [("map.csv", Format::Csv), ("map.xlsx", Format::Xlsx)] {
                let (bytes, balance) = written(&analysis, format, &options);
                assert_eq!(balance, written(&analysis, format, &EmitOptions::default()).1, "{path} in {language}");
                let imported = import(name, &bytes, None).unwrap_or_else(|refusal| panic!("{path} in {language}: {refusal:?}"));
                let again = check(&imported.text);
                assert_eq!(in_order(rows(&csv(&again))), in_order(rows(&csv(&analysis))), "{path} in {language}");
            }
        }
    }
    let mut options = EmitOptions::default();
    options.labels.set_language(1);
    let analysis = check("journey j \"J\" { stage s \"S\" { touchpoint t \"T\" { emotion: 1; pain \"p\" } } }");
    assert!(
        text(&analysis, Format::Csv, &options).contains("Kundenreise,Abschnitt,Kontaktpunkt,Gefühl (-2 bis +2),Schmerzpunkt\r\n")
    );
}

/// A number before a title that was written in the map belongs to it.
#[test]
fn numbers_before_titles_come_back() {
    let map = |stage: &str, place: &str| {
        format!(
            "journey j \"J\" {{ stage s \"1. {stage}\" {{ touchpoint a \"a) {place}\"; touchpoint b \"b) {place}s\" }}\n\
             stage t \"2. {stage}s\" {{ touchpoint a \"'1. x\" }} }}"
        )
    };
    for analysis in [check(&map("Search", "Reads")), check(&map("'Search'", "=1"))] {
        for format in [Format::Csv, Format::Xlsx] {
            let (bytes, balance) = written(&analysis, format, &EmitOptions::default());
            let imported = import(if format == Format::Csv { "a.csv" } else { "a.xlsx" }, &bytes, None).expect("it is read");
            let again = check(&imported.text);
            let titles = |analysis: &Analysis| -> Vec<String> {
                let journey = analysis.model.journeys(FileId(0)).next().expect("there is one");
                let each = journey.stages().flat_map(|stage| std::iter::once(stage).chain(stage.touchpoints()));
                each.map(|node| node.caption().to_owned()).collect()
            };
            assert_eq!(titles(&again), titles(&analysis), "{}", imported.text);
            assert!(imported.findings.is_empty() && balance.left.is_empty(), "{:?} {balance:?}", imported.findings);
        }
    }
}

/// Each touchpoint has one row, whatever holds for whom.
#[test]
fn a_touchpoint_has_one_row() {
    for (path, analysis) in all() {
        let table = rows(&csv(&analysis));
        let last = table[0].iter().position(|heading| heading == "Touchpoint").expect("it is there");
        let titles: Vec<&[String]> = table.iter().map(|row| &row[..=last]).collect();
        for (number, pair) in titles.windows(2).enumerate() {
            assert_ne!(pair[0], pair[1], "{path}: rows {number} and the next");
        }
    }
}
