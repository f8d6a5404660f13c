//! The funnel as a picture: what is drawn is what was found out, at its place and in its size.

use journey::Analysis;
use journey::emit::{EmitOptions, Format, Letters, View, emit};
use journey::graph::JourneyGraph;
use journey::labels::{LANGUAGES, Labels};
use journey::scene::{Item, Role, Scene};
use journey::sheet::{FunnelSheet, Selection, funnel};
use journey::source::FileId;
use journey::theme::{Colour, Design, Theme};
use roxmltree::Document;

use crate::cli::{folder, say};
use crate::drawn::{Area, area, drawn_with, lines, made, maps, of_role, things};
use crate::support::check;
use crate::theme::pairs_outside_the_table;

fn options() -> EmitOptions {
    EmitOptions { view: View::Funnel, ..EmitOptions::default() }
}

/// All examples and maps that are made to be hard, but the largest.
fn all() -> Vec<(String, Analysis)> {
    maps().into_iter().chain(made()).filter(|(name, _)| !name.contains("hundred")).collect()
}

/// The funnel of the first journey.
fn sheet(analysis: &Analysis) -> FunnelSheet {
    let journey = analysis.model.journeys(FileId(0)).next().expect("there is a journey");
    funnel(&JourneyGraph::new(journey), &Selection::default()).expect("it can be drawn")
}

fn first(analysis: &Analysis) -> Scene {
    let journey = analysis.model.journeys(FileId(0)).next().and_then(journey::model::Node::name).map(str::to_owned);
    drawn_with(analysis, &EmitOptions { journey, ..options() })
}

fn boxes(scene: &Scene, slack: f32) -> Vec<(Area, String)> {
    let texts = things(scene).into_iter().filter_map(|thing| match thing.item {
        Item::Text(text) => Some(lines(text, slack).into_iter().map(|(area, said)| (area, said.to_owned())).collect::<Vec<_>>()),
        _ => None,
    });
    texts.flatten().collect()
}

fn no_text_covers_another(name: &str, scene: &Scene) {
    let mut boxes = boxes(scene, 1.0);
    assert!(boxes.len() > 2, "{name} has text");
    boxes.sort_by(|(one, _), (other, _)| one.top.total_cmp(&other.top));
    for (at, (one, said)) in boxes.iter().enumerate() {
        for (other, words) in boxes[at + 1..].iter().take_while(|(other, _)| other.top < one.bottom) {
            assert!(!one.meets(other), "{name}: {said:?} covers {words:?}: {one:?} {other:?}");
        }
    }
}

#[test]
fn no_text_covers_another_or_leaves_the_picture() {
    for (name, analysis) in all() {
        let scene = drawn_with(&analysis, &options());
        no_text_covers_another(&name, &scene);
        let page = Area { left: 0.0, top: 0.0, right: scene.width, bottom: scene.height };
        for thing in things(&scene) {
            let area = area(thing.item, 1.06).expect("it stands somewhere");
            assert!(page.holds(&area), "{name}: {:?} is off the page", thing.item);
        }
    }
}

#[test]
fn words_of_every_language_have_room() {
    let analysis = check(
        "persona p \"Pia\"\npersona q \"Quentin\"\njourney j \"J\" { persona: p, q; stage a \"Asks\" { duration: 2 hours; touchpoint x; touchpoint y { optional } }\n\
         stage b \"Buys\"; stage c \"Comes\"; outcome won success; outcome lost failure\na -> lost 10%..20%; a -> b; b -> b; b -> lost; b -> c; c -> won 50% }",
    );
    for (language, code) in LANGUAGES.iter().enumerate() {
        let mut labels = Labels::default();
        labels.set_language(language);
        no_text_covers_another(code, &drawn_with(&analysis, &EmitOptions { labels, ..options() }));
    }
}

#[test]
fn of_one_persona_bars_stand_below_the_stages_of_that_persona() {
    let own = "persona a \"Anna\"\npersona b \"Ben\"\njourney j \"J\" { persona: a, b\n\
               stage one \"One\" for a { touchpoint x \"X\" }\nstage two \"Two\" { touchpoint y \"Y\" }\nstage three \"Three\" for b {}\n\
               outcome won \"Won\" success\noutcome lost \"Lost\" failure\ntwo -> lost 40%\nthree -> won\n}";
    for (name, analysis) in maps().into_iter().chain([("passing by".to_owned(), check(own))]) {
        for journey in analysis.model.journeys(FileId(0)) {
            let graph = JourneyGraph::new(journey);
            for &persona in &graph.personas {
                let sheet = funnel(&graph, &Selection { persona: Some(persona), ..Selection::default() }).expect("it can be drawn");
                let stages = sheet.sheet.stages.len();
                assert!(sheet.rows.iter().all(|row| row.bars.len() + 1 == stages), "{name}");
                let cells = sheet.leaving.iter().map(|(cell, _)| cell).chain(&sheet.visits);
                for cell in cells {
                    assert_eq!(sheet.sheet.stages[cell.slots.start].place, cell.place, "{name}");
                }
            }
        }
    }
}

#[test]
fn a_bar_is_as_high_as_its_number() {
    for (name, analysis) in all() {
        let (sheet, scene) = (sheet(&analysis), first(&analysis));
        let bars: Vec<_> = sheet.rows.iter().flat_map(|row| &row.bars).collect();
        // What is certain is full, in the colour of the row; those who leave are drawn beside them.
        let solid = |items: &[Item]| -> f32 {
            let rects = items.iter().filter_map(|item| match item {
                Item::Rect(rect) if rect.paint.stroke.is_none() => Some(rect.height),
                _ => None,
            });
            rects.fold(0.0, f32::max)
        };
        let text = |items: &[Item]| {
            items.iter().find_map(|item| match item {
                Item::Text(text) => text.lines.first().map(|line| line.text.clone()),
                _ => None,
            })
        };
        let drawn: Vec<(f32, String)> =
            of_role(&scene, Role::Curve).iter().filter_map(|group| Some((solid(&group.items), text(&group.items)?))).collect();
        assert_eq!(drawn.len(), bars.len(), "{name}");
        let mut rest = drawn.iter();
        for (number, row) in sheet.rows.iter().enumerate() {
            let high = if number == 0 { 168.0 } else { 48.0 };
            for (bar, (height, said)) in row.bars.iter().zip(rest.by_ref()) {
                assert_eq!(&bar.text, said, "{name}");
                assert!((height - bar.low as f32 * high).abs() < 1.51, "{name}: {height} for {bar:?}");
            }
        }
    }
}

#[test]
fn what_is_unknown_is_hatched_and_said() {
    let analysis = check("journey j { stage a; stage b; outcome won success; outcome lost failure; a -> b; a -> lost }");
    let (sheet, scene) = (sheet(&analysis), first(&analysis));
    assert!(sheet.rows[0].bars[1].is_unknown() && sheet.rows[0].bars[1].text == "unknown");
    let dashed = things(&scene).into_iter().filter(|thing| match thing.item {
        Item::Rect(rect) => thing.group.role == Role::Curve && rect.paint.stroke.is_some_and(|stroke| !stroke.dash.is_empty()),
        _ => false,
    });
    assert_eq!(dashed.count(), 1);
    let said = boxes(&scene, 1.0);
    assert!(said.iter().any(|(_, text)| text == "between the least and the most that may be"));
    assert!(said.iter().any(|(_, text)| text.starts_with("a: how many take which way")));
}

#[test]
fn every_pair_of_colours_that_meets_is_in_the_table() {
    for (name, analysis) in all() {
        let wrong = pairs_outside_the_table(&drawn_with(&analysis, &options()));
        assert!(wrong.is_empty(), "{name}: {wrong:?}");
    }
}

#[test]
fn a_theme_changes_colours_only_and_the_same_map_gives_the_same_picture() {
    let analysis = &maps().into_iter().find(|(name, _)| name.contains("customer-support")).expect("it is there").1;
    let light = drawn_with(analysis, &options());
    assert_eq!(light, drawn_with(analysis, &options()));
    for &design in Design::ALL {
        let theme = Theme::new(design);
        assert_eq!(Scene { theme, ..light.clone() }, drawn_with(analysis, &EmitOptions { theme, ..options() }));
    }
}

#[test]
fn a_funnel_of_another_script_reads_from_its_side() {
    let map = |titles: [&str; 3]| {
        let [journey, first, second] = titles;
        format!(
            "journey j \"{journey}\" {{ stage a \"{first}\"; stage b \"{second}\"; outcome o \"{second}\" success; a -> b 50% }}"
        )
    };
    let right = first(&check(&map(["رحلة", "البحث", "الشراء"])));
    let left = first(&check(&map(["Trip", "Search", "Buying"])));
    assert!(right.rtl && !left.rtl);
    let stages = |scene: &Scene| -> Vec<f32> {
        of_role(scene, Role::Stage).iter().filter_map(|group| area(group.items.first()?, 1.0)).map(|area| area.left).collect()
    };
    assert!(stages(&left).is_sorted() && stages(&right).iter().rev().is_sorted());
}

#[test]
fn hostile_text_stays_text() {
    for text in ["</text><script>alert(1)</script>", "&lt; \\\" ]]> <!--", "\\u{202e}back\\u{0}", "=1+1"] {
        let map = format!(
            "persona p \"{text}\"\njourney j \"{text}\" {{ persona: p; stage a \"{text}\"; stage b \"{text}\"; outcome o \"{text}\" failure\n\
             a -> o 20% \"{text}\"; b -> a 10% \"{text}\"; b -> o }}"
        );
        for letters in Letters::ALL {
            let bytes =
                emit(&check(&map), FileId(0), Format::Svg, &EmitOptions { letters: *letters, ..options() }).expect("it is drawn");
            let svg = String::from_utf8(bytes).expect("SVG is text");
            let document = Document::parse(&svg).unwrap_or_else(|error| panic!("{text}: {error}\n{svg}"));
            assert!(document.descendants().all(|node| !node.has_tag_name("script")), "{text}");
        }
    }
}

#[test]
fn maps_with_little_in_them_are_drawn() {
    for text in [
        "journey j { }",
        "journey j { stage a }",
        "persona p; persona q\njourney j { persona: p, q }",
        "journey j { stage a; a -> a 100% }",
        "journey j { phase f \"F\" { stage a; stage b }; outcome o neutral }",
        "journey j { stage a; a -> }",
    ] {
        no_text_covers_another(text, &first(&check(text)));
    }
}

#[test]
fn a_picture_says_what_it_shows() {
    let analysis = check(
        "journey j \"Trip\" { stage a \"Asks\"; stage b \"Buys\"; outcome o \"Happy\" success; outcome l \"Left\" failure; a -> l 25% \"too dear\" }",
    );
    let said = first(&analysis).description;
    for part in [
        "Who gets how far: Trip.",
        "Asks 100%; Buys 75%; Happy 75%; Left 25%",
        "Leaves here, Asks: 25% Left [1] (too dear).",
        "A funnel counts",
    ] {
        assert!(said.contains(part), "{part}\n{said}");
    }
    assert!(theme_has_ink(&first(&analysis)));
}

/// Terminal and picture say one thing in the same words: how long it takes, and parts that are all there is.
#[test]
fn a_picture_says_it_as_the_terminal_does() {
    let map = "journey j \"Trip\" {\n  stage a \"Asks\" { duration: 24..25 days }\n  stage b \"Buys\" { duration: 12 hours }\n  \
               outcome won \"Happy\" success\n  outcome lost \"Left\" failure\n  outcome back \"Back\" neutral\n  \
               a -> lost 42.5%\n  b -> back 0%\n}\n";
    let said = first(&check(map)).description;
    let place = folder(&[("map.journey", map)]);
    let (_, shown, _) = say(place.path(), &["show", "--view", "funnel", "map.journey"]);
    for wanted in ["3 weeks 3 days – 3 weeks 5 days", "43%", "57%", "Back"] {
        assert!(said.contains(wanted) && shown.contains(wanted), "{wanted}\n{said}\n{shown}");
    }
    assert!(!said.contains("58%") && !shown.contains("58%"), "43% and 58% are no whole\n{said}\n{shown}");
}

/// Whether numbers are text of first rank.
fn theme_has_ink(scene: &Scene) -> bool {
    things(scene)
        .into_iter()
        .any(|thing| matches!(thing.item, Item::Text(text) if text.colour == Colour::Ink && text.lines[0].text == "75%"))
}

#[test]
fn the_command_prints_and_draws_it() {
    let map = "journey j \"Trip\" {\n  stage a \"Asks\"\n  stage b \"Buys\"\n  outcome won \"Happy\" success\n  outcome lost \"Left\" failure\n  a -> lost 25% \"too dear\"\n}\n";
    let folder = folder(&[("map.journey", map)]);
    let (code, shown, _) = say(folder.path(), &["show", "--view", "funnel", "map.journey"]);
    let lines: Vec<&str> = shown.lines().map(str::trim).collect();
    assert_eq!(code, 0, "{shown}");
    for wanted in ["75%  Buys", "25%  → Left (failure)", "failure    Asks → Left · 25% [1] · \"too dear\""] {
        assert!(lines.iter().any(|line| line.ends_with(wanted) || line.contains(wanted)), "{wanted}\n{shown}");
    }
    let (code, _, _) = say(folder.path(), &["compile", "--view", "funnel", "map.journey", "-o", "funnel.svg"]);
    let drawn = std::fs::read_to_string(folder.path().join("funnel.svg")).expect("it is written");
    assert!(code == 0 && drawn.contains("75%") && drawn.contains("too dear"));
    let (code, _, told) = say(folder.path(), &["compile", "--view", "funnel", "map.journey", "-f", "json"]);
    assert!(code != 0 && told.contains("is for pictures"), "{told}");
}
