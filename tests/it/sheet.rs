//! What stands on the sheet.

use journey::Analysis;
use journey::diagnostic::Severity;
use journey::graph::JourneyGraph;
use journey::labels::{Labels, Word};
use journey::model::ElementId;
use journey::sheet::{Basis, Content, Curve, Entry, Lead, Mark, Plot, RowKind, Selection, Sheet, describe, sheet};
use journey::source::FileId;

use crate::drawn::{made, maps};
use crate::support::check;

fn of(analysis: &Analysis, selection: &Selection) -> Result<Sheet, String> {
    let errors: Vec<_> = analysis.findings.iter().filter(|found| found.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "the map is what it should be: {errors:?}");
    let journey = analysis.model.journeys(FileId(0)).next().expect("there is a journey");
    sheet(&JourneyGraph::new(journey), selection)
}

fn whole(text: &str) -> Sheet {
    of(&check(text), &Selection::default()).expect("all rows are there")
}

fn plot(sheet: &Sheet) -> &Plot {
    sheet
        .rows
        .iter()
        .find_map(|row| match &row.content {
            Content::Plot(plot) => Some(plot),
            _ => None,
        })
        .expect("it has emotions")
}

fn entries(sheet: &Sheet, kind: RowKind) -> Vec<Entry> {
    let rows = sheet.rows.iter().filter(|row| row.kind == kind);
    rows.flat_map(|row| match &row.content {
        Content::Cells(cells) => cells.iter().flat_map(|cell| cell.entries.clone()).collect(),
        _ => Vec::new(),
    })
    .collect()
}

fn means(curve: &Curve) -> Vec<f64> {
    curve.points.iter().map(|spot| spot.mean).collect()
}

#[test]
fn rows_without_content_do_not_appear() {
    let sheet = whole("journey j \"J\" { stage s \"S\" { action: \"Pays\" } stage t \"T\" }");
    let kinds: Vec<RowKind> = sheet.rows.iter().map(|row| row.kind).collect();
    assert_eq!(kinds, [RowKind::Action]);
    assert_eq!((sheet.slots, sheet.stages.len()), (2, 2));
}

#[test]
fn what_is_said_of_a_stage_spans_what_stands_in_it() {
    let sheet =
        whole("journey j { stage s { pain \"wide\"; touchpoint a { pain \"one\" } touchpoint b; } stage t { pain \"other\" } }");
    let Content::Cells(cells) = &sheet.rows.iter().find(|row| row.kind == RowKind::Pain).expect("it has pains").content else {
        panic!("pains are statements")
    };
    let said: Vec<_> = cells.iter().map(|cell| (cell.slots.clone(), cell.entries[0].text.as_str())).collect();
    assert_eq!(said, [(0..2, "wide"), (0..1, "one"), (2..3, "other")]);
    let signs: Vec<String> = entries(&sheet, RowKind::Pain)
        .iter()
        .filter_map(|entry| match entry.lead {
            Some(Lead::Finding(sign, _)) => Some(sign.to_string()),
            _ => None,
        })
        .collect();
    assert_eq!(signs, ["P1", "P2", "P3"], "numbered as they stand");
}

#[test]
fn opportunities_name_what_they_answer() {
    let text = "journey j { stage s { pain slow \"Slow\" { opportunity \"Hurry\" } gain g \"Kind\"; gain \"Alone\"
        risk r \"Fire\" { severity: high } opportunity \"All\" { addresses: slow, g, r } } }";
    let sheet = whole(text);
    let answers: Vec<(String, String)> = entries(&sheet, RowKind::Opportunity)
        .iter()
        .map(|entry| (entry.text.clone(), entry.answers.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")))
        .collect();
    assert_eq!(answers, [("Hurry".into(), "P1".into()), ("All".to_owned(), "P1 G1 R1".to_owned())]);
    assert!(matches!(entries(&sheet, RowKind::Gain)[1].lead, Some(Lead::Gain(None))), "nothing refers to it, so it has no number");
}

#[test]
fn several_emotions_become_their_mean_and_range() {
    let text = "persona a; persona b
        journey j { persona: a, b; stage s { emotion: -2 for a; emotion: +1 for a; emotion: 0 } stage t { emotion: +1 \"all\" } }";
    let sheet = whole(text);
    let plot = plot(&sheet);
    assert_eq!(means(&plot.curves[0]), [-0.5, 1.0], "what is said by name counts before what is said for all");
    assert_eq!(plot.curves[0].points[0].range, Some((-2.0, 1.0)));
    assert_eq!(means(&plot.curves[1]), [0.0, 1.0]);
    assert_eq!(plot.curves[1].points[0].range, None);
    assert!(sheet.legend.contains(&Mark::Range) && !sheet.legend.contains(&Mark::Gap));
}

#[test]
fn arcs_stand_inside_their_place() {
    let sheet = whole("journey j { stage s { emotion: -1 \"lost\" -> +1 -> +2 \"found\" } }");
    let points = &plot(&sheet).curves[0].points;
    let said: Vec<_> = points.iter().map(|spot| (spot.mean, spot.word.as_deref())).collect();
    assert_eq!(said, [(-1.0, Some("lost")), (1.0, None), (2.0, Some("found"))]);
    assert!(points.windows(2).all(|pair| pair[0].at < pair[1].at));
    assert!(points[0].deepest && !points[1].deepest);
}

#[test]
fn gaps_are_known_and_words_alone_are_words() {
    let sheet = whole(
        "journey j { stage a { emotion: 0 } stage b { emotion: \"tense\" } stage c { emotion: +1 } stage d { emotion: 0 } stage e; }",
    );
    let plot = plot(&sheet);
    let gaps: Vec<bool> = plot.curves[0].points.iter().map(|spot| spot.after_gap).collect();
    assert_eq!(gaps, [false, true, false]);
    assert_eq!((plot.words[0].text.as_str(), plot.words[0].slots.clone()), ("tense", 1..2));
    let words = whole("journey j { stage a { emotion: \"glad\" } }");
    assert!(plot_of(&words).curves.is_empty());
}

fn plot_of(sheet: &Sheet) -> &Plot {
    plot(sheet)
}

#[test]
fn a_place_for_one_persona_is_no_gap_for_another() {
    let text = "persona a; persona b; journey j { persona: a, b
        stage s { touchpoint x { emotion: 0 } touchpoint y for a { emotion: +1 } touchpoint z { emotion: -1 } } }";
    let sheet = whole(text);
    assert_eq!(means(&plot(&sheet).curves[0]), [0.0, 1.0, -1.0]);
    assert_eq!(means(&plot(&sheet).curves[1]), [0.0, -1.0]);
    assert!(plot(&sheet).curves[1].points.iter().all(|spot| !spot.after_gap));
}

#[test]
fn the_whole_of_a_stage_is_a_level_beside_its_points() {
    let sheet = whole(
        "journey j { stage s { emotion: -1 \"hard\"; touchpoint x { emotion: +1 } touchpoint y } stage t { emotion: 0; touchpoint z } }",
    );
    let curve = &plot(&sheet).curves[0];
    assert_eq!(means(curve), [1.0, 0.0]);
    assert_eq!((curve.levels[0].mean, curve.levels[0].slots.clone()), (-1.0, 0..2));
}

#[test]
fn what_claims_rest_on_is_told_apart() {
    let text = "source s \"Survey\" { kind: solicited; sample: 18400 } source o \"Watched\" { kind: observed }
        journey j { stage a { pain \"x\" from s; emotion: 0 from o } stage b { pain \"y\"; emotion: 0 } stage c { metric \"m\" 3% from o, s } }";
    let sheet = whole(text);
    let titles: Vec<&str> = sheet.evidence.iter().map(|source| source.title.as_str()).collect();
    assert_eq!(titles, ["Watched", "Survey"], "in the order in which they are first used");
    assert_eq!(sheet.evidence[1].facts, ["solicited", "n = 18,400"]);
    let grounds: Vec<_> = entries(&sheet, RowKind::Pain)
        .iter()
        .filter_map(|entry| entry.ground.clone())
        .map(|ground| (ground.basis, ground.evidence))
        .collect();
    assert_eq!(grounds, [(Basis::Researched, vec![2]), (Basis::Assumed, vec![])]);
    let measured = entries(&sheet, RowKind::Metric)[0].ground.clone().expect("it is told");
    assert_eq!((measured.basis, measured.evidence), (Basis::Measured, vec![1, 2]));
    assert!(sheet.legend.contains(&Mark::Assumed) && sheet.legend.contains(&Mark::Measured));
    let without = whole("journey j { stage a { pain \"x\"; emotion: 0 } }");
    assert!(
        without.evidence.is_empty() && without.legend.is_empty(),
        "where nothing has evidence it is said once: {:?}",
        without.legend
    );
    assert_eq!(entries(&without, RowKind::Pain)[0].ground, None);
}

#[test]
fn a_sheet_for_one_persona_has_what_holds_for_them() {
    let analysis = check(
        "persona a \"Ada, one\"; persona b \"Bo, two\"; journey j { persona: a, b
        stage s { action: \"both\"; action: \"only a\" for a; action: \"only b\" for b; touchpoint x for b; touchpoint y; emotion: +1 for b } }",
    );
    let journey = analysis.model.journeys(FileId(0)).next().expect("it is there");
    let persona = JourneyGraph::new(journey).personas[0];
    let sheet = of(&analysis, &Selection { persona: Some(persona), ..Selection::default() }).expect("all rows are there");
    assert_eq!(sheet.personas.len(), 1);
    assert_eq!(sheet.slots, 1, "the touchpoint of the other one is not there");
    let said: Vec<String> = entries(&sheet, RowKind::Action).into_iter().map(|entry| entry.text).collect();
    assert_eq!(said, ["both", "only a"]);
    assert!(sheet.rows.iter().all(|row| row.kind != RowKind::Emotion));
}

#[test]
fn a_sheet_for_one_team_has_the_places_that_concern_it() {
    let text = "team us; team them; team idle; channel web { owner: us }
        journey j { stage s { touchpoint a { by: them } touchpoint b { with: us } touchpoint c { channel: web }
        touchpoint d { pain \"p\" { opportunity \"o\" { owner: us } } } touchpoint e } stage t { owner: us; touchpoint f } stage u { touchpoint g } }";
    let analysis = check(text);
    let team = |name: &str| {
        let team = analysis.model.roots(FileId(0)).find(|node| node.name() == Some(name)).map(|node| node.id);
        of(&analysis, &Selection { team, ..Selection::default() })
    };
    let sheet = team("us").expect("it has places");
    let Content::Cards(cards) = &sheet.rows[0].content else { panic!("touchpoints are cards") };
    let titles: Vec<&str> = cards.iter().filter_map(|card| card.title.as_deref()).collect();
    assert_eq!(titles, ["b", "c", "d", "f"]);
    assert_eq!(sheet.stages.len(), 2);
    assert_eq!(team("idle").expect_err("it has none"), "nothing in `j` concerns that team");
}

#[test]
fn ways_out_of_the_order_are_told() {
    let text = "journey j { stage s \"S\" { touchpoint x } stage t \"T\"; stage u \"U\"; outcome won \"Won\" success; outcome lost \"Lost\" failure
        s -> u 20% \"in a hurry\" \n s -> t \n t -> u \n u -> s \"again\" takes 2 weeks \n t -> lost 5% \n u -> k.v \n influence u -> s }
        journey k { stage v \"V\" }";
    let sheet = whole(text);
    let ways: Vec<String> = entries(&sheet, RowKind::Flow)
        .iter()
        .map(|entry| match &entry.lead {
            Some(Lead::Way(way)) => format!("{way:?} {} ({})", entry.text, entry.facts.join(", ")),
            lead => panic!("{lead:?}"),
        })
        .collect();
    assert_eq!(
        ways,
        ["Past 20% U (in a hurry)", "Failure 5% Lost ()", "Back S (again, after 2 weeks)", "HandOff V ()", "Success Won ()"]
    );
    assert!(sheet.stages[0].goes_on && sheet.stages[1].goes_on);
}

#[test]
fn the_lines_of_a_blueprint_stand_where_its_parts_begin() {
    let text = "lane law \"Law\"; journey j { stage s { action: \"a\"; business: \"b\"; frontstage: \"f\"; backstage: \"k\"; support: \"u\"; law: \"l\"; step x } }";
    let rows: Vec<String> = whole(text)
        .rows
        .iter()
        .map(|row| row.line.map_or_else(|| row.label.clone(), |line| format!("{} | {}", line.name().english(), row.label)))
        .collect();
    assert_eq!(
        rows,
        [
            "Customer",
            "Line of interaction | Frontstage",
            "Line of visibility | Steps",
            "Backstage",
            "Line of internal interaction | Support",
            "Business",
            "Law"
        ]
    );
}

#[test]
fn the_description_says_everything_that_the_sheet_holds() {
    for (name, analysis) in maps().into_iter().chain(made()) {
        let sheet = of(&analysis, &Selection::default()).expect("all rows are there");
        let text = describe(&sheet);
        for stage in &sheet.stages {
            assert!(text.contains(&stage.title), "{name}: {}", stage.title);
        }
        for row in &sheet.rows {
            match &row.content {
                Content::Cards(cards) => {
                    assert!(cards.iter().filter_map(|card| card.title.as_ref()).all(|title| text.contains(title)), "{name}");
                }
                Content::Cells(cells) => {
                    for entry in cells.iter().flat_map(|cell| &cell.entries) {
                        assert!(text.contains(&entry.text), "{name}: {}", entry.text);
                    }
                }
                Content::Plot(plot) => {
                    let words = plot.curves.iter().flat_map(|curve| &curve.points).filter_map(|spot| spot.word.as_ref());
                    words.for_each(|word| assert!(text.contains(word), "{name}: {word}"));
                }
            }
        }
    }
}

#[test]
fn a_journey_without_stages_is_a_title() {
    let sheet = whole("journey j \"Empty\" { objective: \"Find out\"; pain \"p\" }");
    assert_eq!((sheet.header.title.as_str(), sheet.slots, sheet.stages.len()), ("Empty", 0, 0));
}

#[test]
fn row_labels_can_be_translated() {
    let mut labels = Labels::default();
    labels.set(Word::Action, "Kundin");
    labels.set(Word::ActionHint, "tut");
    let analysis = check("journey j { stage s { action: \"x\" } }");
    let sheet = of(&analysis, &Selection { labels, ..Selection::default() }).expect("all rows are there");
    assert_eq!((sheet.rows[0].label.as_str(), sheet.rows[0].hint.as_str()), ("Kundin", "tut"));
}

#[test]
fn an_outcome_stands_where_customers_come_to_it_last() {
    let sheet = whole(
        "journey j { stage a \"A\" { touchpoint x \"X\" }\n stage b \"B\" { touchpoint y \"Y\" }\n stage c \"C\" { touchpoint z \"Z\" }\n\
         outcome won \"Won\" success { pain \"Is tired\" }\n outcome lost \"Lost\" failure { pain \"Is angry\" }\n\
         a.x -> won 10%\n a.x -> lost 10%\n b.y -> lost 5%\n c -> won }",
    );
    let pains = sheet.rows.iter().find(|row| row.kind == RowKind::Pain).expect("there are pains");
    let Content::Cells(cells) = &pains.content else { panic!("{:?}", pains.content) };
    let slots: Vec<_> = cells.iter().map(|cell| cell.slots.clone()).collect();
    assert_eq!(slots, [1..2, 2..3], "lost below b, won below c");
}

#[test]
fn a_part_of_a_map_keeps_the_numbers_of_the_whole() {
    let map = "persona a \"Amira\"\npersona b \"Ben\"\nteam desk \"Desk\"\nsource s \"One\" { kind: observed }\nsource t \"Two\" { kind: observed }\n\
         journey j \"J\" { persona: a, b\n stage one \"One\" for a { pain \"First\" from s; emotion: -1 from s }\n\
         stage two \"Two\" { pain \"Second\" from t for b { severity: high }; emotion: +1 for b from t } }";
    let analysis = check(map);
    let graph = JourneyGraph::new(analysis.model.journeys(FileId(0)).next().expect("there is a journey"));
    let of = |persona: Option<ElementId>| sheet(&graph, &Selection { persona, ..Selection::default() }).expect("there is a sheet");
    let ben = of(graph.personas.last().copied());
    assert_eq!(ben.personas.iter().map(|persona| (&*persona.name, persona.number)).collect::<Vec<_>>(), [("Ben", 1)]);
    assert_eq!(ben.evidence.iter().map(|source| (&*source.title, source.number)).collect::<Vec<_>>(), [("Two", 2)]);
    let signs = |sheet: &Sheet| -> Vec<(String, String)> {
        let cells = sheet.rows.iter().filter_map(|row| match &row.content {
            Content::Cells(cells) => Some(cells),
            _ => None,
        });
        let entries = cells.flatten().flat_map(|cell| &cell.entries);
        entries
            .filter_map(|entry| match entry.lead {
                Some(Lead::Finding(sign, _)) => Some((sign.to_string(), entry.text.clone())),
                _ => None,
            })
            .collect()
    };
    assert_eq!(signs(&ben), [("P2".to_owned(), "Second".to_owned())]);
    assert!(signs(&of(None)).contains(&signs(&ben)[0]));
    let curves = ben.rows.iter().find_map(|row| match &row.content {
        Content::Plot(plot) => Some(plot.curves.iter().map(|curve| curve.persona).collect::<Vec<_>>()),
        _ => None,
    });
    assert_eq!(curves, Some(vec![Some(1)]), "in the colour of the second");
}
