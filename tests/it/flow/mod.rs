//! The flow as a picture.

mod standing;
mod walking;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use journey::emit::{EmitOptions, View};
use journey::graph::JourneyGraph;
use journey::scene::{Group, Item, Point, Role, Scene, Segment};
use journey::sheet::flow::{FlowSheet, WayKind, flow};
use journey::sheet::{Mark, Selection};
use journey::source::FileId;
use journey::theme::{Colour, Design, Theme};
use journey::r#type::{Face, Type, Weight};

use crate::drawn::{self, Area, area, as_flow, drawn_with, of_role};
use crate::support::check;

/// The sheet of the first journey of a text.
fn sheet_of(text: &str) -> FlowSheet {
    let analysis = check(text);
    let journey = analysis.model.journeys(FileId(0)).next().expect("there is a journey");
    flow(&JourneyGraph::new(journey), &Selection::default(), false).expect("there is a flow")
}

/// The boxes of a picture: cards and ends.
fn boxes(scene: &Scene) -> Vec<Area> {
    let groups = [Role::Touchpoint, Role::End].into_iter().flat_map(|role| of_role(scene, role));
    groups
        .filter_map(|group| group.items.iter().find(|item| matches!(item, Item::Rect(_))))
        .filter_map(|item| area(item, 1.0))
        .collect()
}

/// The points of the line of a way, at most some px apart.
fn points(way: &Group) -> Vec<Point> {
    let mut out: Vec<Point> = Vec::new();
    for item in &way.items {
        let Item::Path(path) = item else { continue };
        if path.segments.last() == Some(&Segment::Close) {
            continue;
        }
        for segment in &path.segments {
            let start = out.last().copied();
            match (segment, start) {
                (Segment::Move(point), None) => out.push(*point),
                (Segment::Line(end), Some(start)) => {
                    let count = ((end.x - start.x).hypot(end.y - start.y) / 4.0).ceil().max(1.0);
                    let steps = std::iter::successors(Some(1.0), |at| Some(at + 1.0)).take_while(|at| *at <= count);
                    out.extend(steps.map(|at: f32| {
                        let t = at / count;
                        Point { x: start.x + (end.x - start.x) * t, y: start.y + (end.y - start.y) * t }
                    }));
                }
                (Segment::Cubic(one, two, end), Some(start)) => out.extend((1..=32u8).map(|at| {
                    let t = f32::from(at) / 32.0;
                    let u = 1.0 - t;
                    let mix = |part: fn(&Point) -> f32| {
                        u * u * u * part(&start) + 3.0 * u * u * t * part(one) + 3.0 * u * t * t * part(two) + t * t * t * part(end)
                    };
                    Point { x: mix(|point| point.x), y: mix(|point| point.y) }
                })),
                _ => {}
            }
        }
    }
    out
}

/// The ways of a picture, doors aside.
fn ways(scene: &Scene) -> Vec<(&Group, Vec<Point>)> {
    of_role(scene, Role::Way).into_iter().map(|group| (group, points(group))).filter(|(_, points)| points.len() > 1).collect()
}

fn things_of(group: &Group) -> Vec<&Item> {
    let inner = group.items.iter().flat_map(|item| match item {
        Item::Group(inner) => things_of(inner),
        item => vec![item],
    });
    inner.collect()
}

#[test]
fn the_same_map_gives_the_same_picture() {
    for seed in 0..6 {
        let text = drawn::flow(seed, 60);
        let one = drawn_with(&check(&text), &as_flow());
        assert_eq!(one, drawn_with(&check(&text), &as_flow()));
        let dark = EmitOptions { theme: Theme::new(Design::Dark), ..as_flow() };
        assert_eq!(one.items, drawn_with(&check(&text), &dark).items, "a theme changes colours only");
    }
}

/// The titles of the cards from left to right, and of one column from the top down.
fn titles(scene: &Scene) -> Vec<String> {
    let mut cards: Vec<(i32, i32, String)> = of_role(scene, Role::Touchpoint)
        .into_iter()
        .filter_map(|group| {
            let place = area(&group.items[0], 1.0)?;
            let title = things_of(group).into_iter().find_map(|item| match item {
                Item::Text(text) => Some(text.lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" ")),
                _ => None,
            })?;
            Some((place.left as i32, place.top as i32, title))
        })
        .collect();
    cards.sort();
    cards.into_iter().map(|(_, _, title)| title).collect()
}

#[test]
fn one_more_touchpoint_moves_no_other() {
    for seed in 0..10 {
        let text = drawn::flow(seed, 70);
        let before = titles(&drawn_with(&check(&text), &as_flow()));
        for stage in [1, 4] {
            let mark = format!(" stage s{stage} ");
            let start = text.find(&mark).expect("there is such a stage");
            let close = start + text[start..].find("\n }\n").unwrap_or(0);
            let more = format!("{}\n  touchpoint fresh \"Is new here\"{}", &text[..close], &text[close..]);
            let column = format!(" of {stage}");
            let rest = |titles: &[String]| -> Vec<String> {
                titles
                    .iter()
                    .filter(|title| !title.ends_with(&column) && *title != "Is new here" && **title != format!("Stage {stage}"))
                    .cloned()
                    .collect()
            };
            let after = titles(&drawn_with(&check(&more), &as_flow()));
            assert!(after.iter().any(|title| title == "Is new here"), "seed {seed}: {after:?}");
            assert_eq!(rest(&before), rest(&after), "seed {seed}, stage {stage}");
        }
    }
}

#[test]
fn ways_show_how_many_take_them_and_who() {
    let map = "persona a \"Amira\"\npersona b \"Ben\"\nsource log \"Log\" { kind: observed; method: event-log }\n\
         journey j { persona: a, b\n stage one { touchpoint x \"X\"; touchpoint y \"Y\"\n x -> lost 40% \"no time\" from log }\n\
         stage two { touchpoint z \"Z\" }\n stage three { touchpoint v \"V\" }\n outcome won success\n outcome lost failure\n\
         two -> one 10% for a\n three -> won 60% when \"it holds\"\n influence three -> one \"tells\" }";
    let sheet = sheet_of(map);
    let way = |kind: WayKind| sheet.ways.iter().find(|way| way.kind == kind).unwrap_or_else(|| panic!("there is a {kind:?}"));
    assert_eq!(way(WayKind::Failure).part, Some(0.4));
    assert_eq!((way(WayKind::Loss).share.as_deref(), way(WayKind::Loss).to), (Some("40%"), None));
    assert_eq!(way(WayKind::Written).whom[0].persona, Some(0));
    assert!(sheet.ways.iter().any(|way| way.words == ["when it holds"]));
    let scene = drawn_with(&check(map), &as_flow());
    let widths: BTreeSet<i32> = ways(&scene)
        .iter()
        .filter_map(|(group, _)| match &group.items[0] {
            Item::Path(path) => path.paint.stroke.map(|stroke| (stroke.width * 100.0) as i32),
            _ => None,
        })
        .collect();
    assert!(widths.len() >= 4, "{widths:?}");
    for said in ["40%", "no time", "10%", "tells", "60%"] {
        assert!(scene.lines().iter().any(|line| line.text == said), "{said}");
    }
}

#[test]
fn a_filter_bridges_what_it_leaves_out() {
    let map = "persona a \"Amira\"\npersona b \"Ben\"\nteam desk \"Desk\"\n\
         journey j { persona: a, b\n stage one { touchpoint x \"X\" { owner: desk }; touchpoint y \"Y\" for b; touchpoint z \"Z\" { owner: desk } }\n\
         stage two { touchpoint v \"V\" }\n stage three { touchpoint w \"W\" { owner: desk } }\n outcome won success }";
    let amira = drawn_with(&check(map), &EmitOptions { persona: Some("a".into()), ..as_flow() });
    assert_eq!(titles(&amira), ["X", "Z", "V", "W"]);
    assert_eq!(ways(&amira).len(), 4, "each is joined with the next");
    let desk = drawn_with(&check(map), &EmitOptions { team: Some("desk".into()), ..as_flow() });
    assert_eq!(titles(&desk), ["X", "Z", "W"]);
    assert_eq!(ways(&desk).len(), 3);
}

#[test]
fn the_legend_names_only_what_occurs() {
    let plain = sheet_of("journey j { stage one; stage two; one -> two \"goes on\" }");
    assert_eq!(plain.sheet.legend, []);
    let lost = sheet_of("journey j { stage one; stage two; stage three; one -> three 50%; outcome won success }");
    assert_eq!(lost.sheet.legend, [Mark::Share, Mark::Implied, Mark::Loss, Mark::Unreached]);
}

#[test]
fn what_nobody_reaches_is_hatched_and_named() {
    let map = "journey j { stage one { touchpoint x \"X\" }\n stage two { touchpoint y \"Y\" }\n stage three { touchpoint z \"Z\" }\n one -> three }";
    let scene = drawn_with(&check(map), &as_flow());
    assert!(scene.lines().iter().any(|line| line.text == "nobody gets here"));
    let hatched = of_role(&scene, Role::Touchpoint)
        .into_iter()
        .filter(|group| group.items.iter().any(|item| matches!(item, Item::Path(path) if path.segments.len() > 10)))
        .count();
    assert_eq!(hatched, 1);
}

#[test]
fn a_flow_that_reads_from_the_right_is_mirrored() {
    let (name, analysis) = drawn::made().into_iter().find(|(name, _)| name == "Hebrew").expect("it is there");
    let scene = drawn_with(&analysis, &as_flow());
    let bands: Vec<f32> =
        of_role(&scene, Role::Stage).iter().filter_map(|group| area(&group.items[0], 1.0)).map(|band| band.left).collect();
    assert!(bands.len() > 2 && bands.windows(2).all(|pair| pair[0] > pair[1]), "{name}: {bands:?}");
}

#[test]
fn nothing_that_can_be_written_breaks_it() {
    let places = ["a", "b", "c", "a.x", "b.x", "b.y", "c.z", "won", "lost", "other", "other.s"];
    let stages = "stage a { touchpoint x; touchpoint y }\n phase p \"P\" { stage b { order: any; touchpoint x; touchpoint y } }\n stage c { touchpoint z }";
    let mut all = String::new();
    for from in places.iter().take(7) {
        for to in places {
            let target = if to == "other" { "journey other" } else { to };
            let _ = writeln!(all, "{from} -> {target} \"l\" 1%\n{from} -> exit\ninfluence {from} -> {to}");
        }
        for file in [
            format!("journey j {{ {stages}\n outcome won success\n outcome lost failure\n {all} }}\njourney other {{ stage s }}"),
            format!("journey other {{ stage s }}\njourney j {{ outcome won success\n {all} }}"),
            "journey j {}".to_owned(),
            "journey j { outcome won success; influence other.s -> won }\njourney other { stage s; s -> j.won }".to_owned(),
        ] {
            let scene = drawn_with(&check(&file), &as_flow());
            assert!(scene.width.is_finite() && scene.height.is_finite() && scene.height < 20_000.0, "{file}");
        }
    }
}

#[test]
fn an_end_that_nobody_gets_to_is_no_success() {
    let map = |arrow: &str| {
        format!(
            "journey j {{ stage one {{ touchpoint x \"X\" }}\n outcome won \"Won\" success\n outcome lost \"Lost\" failure\n {arrow} }}"
        )
    };
    let ground = |text: &str| {
        let scene = drawn_with(&check(text), &as_flow());
        let ends = of_role(&scene, Role::End);
        let own = ends.iter().find(|group| group.lines().iter().any(|line| line.text == "Won")).expect("it is drawn");
        match &own.items[0] {
            Item::Rect(rect) => (rect.paint.fill, rect.paint.stroke.is_some_and(|stroke| stroke.dash.is_empty())),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(ground(&map("")), (Some(Colour::Gain), true));
    assert_eq!(ground(&map("one -> lost 100%\n lost -> won")), (Some(Colour::Paper), false), "nobody gets there");
}

#[test]
fn stripes_keep_inside_round_corners() {
    let map = "journey j { stage one { touchpoint x \"X\" }\n stage two; stage three { touchpoint z \"Z\" }\n one -> three }";
    let scene = drawn_with(&check(map), &as_flow());
    let mut seen = 0;
    for group in of_role(&scene, Role::Touchpoint) {
        let Item::Rect(rect) = &group.items[0] else { panic!("a card begins with its ground") };
        for item in group.items.iter().filter(|item| matches!(item, Item::Path(path) if path.segments.len() > 8)) {
            let Item::Path(path) = item else { continue };
            for segment in &path.segments {
                let (Segment::Move(point) | Segment::Line(point)) = segment else { panic!("{segment:?}") };
                let middle = |at: f32, from: f32, size: f32| at.clamp(from + rect.radius, from + size - rect.radius);
                let (dx, dy) = (point.x - middle(point.x, rect.x, rect.width), point.y - middle(point.y, rect.y, rect.height));
                assert!(dx.hypot(dy) <= rect.radius - 2.5, "{point:?} of {rect:?}");
                seen += 1;
            }
        }
    }
    assert!(seen > 20, "{seen}");
}

#[test]
fn long_texts_at_ways_are_set_in_full() {
    let label = "the address of the hotel is not accepted and the bank asks for a code that only comes by letter ".repeat(4);
    let title = &label[..label.len() / 4];
    let map = format!("journey j {{ stage one; stage two\n outcome lost \"{title}\" failure\n one -> lost 30% \"{label}\" }}");
    let scene = drawn_with(&check(&map), &as_flow());
    for (role, text) in [(Role::Words, label.as_str()), (Role::End, title)] {
        let set: Vec<String> = of_role(&scene, role)
            .into_iter()
            .map(|group| group.lines().iter().map(|line| line.text.trim()).collect::<Vec<_>>().join(" "))
            .collect();
        assert!(set.iter().any(|set| set.contains(text.trim())), "{role:?}: {set:?}");
    }
}

#[test]
fn names_in_another_direction_are_set_apart() {
    let map = "persona a \"أميرة\" { share: 50% }\njourney j \"Shoes\" { persona: a\n stage one \"الدفع عبر PayPal\" { touchpoint x \"X\" }\n stage two\n\
         outcome won \"Won\" success\n one -> two 40% }";
    let options = EmitOptions { view: View::Funnel, ..EmitOptions::default() };
    let scene = drawn_with(&check(map), &options);
    let lines = scene.lines();
    let line =
        lines.iter().find(|line| line.text.contains("PayPal") && line.text.contains(':')).expect("an assumption names the stage");
    assert!(!line.rtl, "the sentence is English: {line:?}");
    let face = Face { size: 11.0, weight: Weight::Regular, spacing: 0.0, tabular: false };
    let of = |part: &str| {
        let start = line.text.find(part).expect("it is there");
        let runs = Type::shipped().runs(&line.text, line.rtl, face);
        runs.iter().find(|run| run.range.contains(&start)).map(|run| run.x).expect("it is drawn")
    };
    // The title reads from right to left, and what follows stands behind all of it.
    assert!(of("PayPal") < of("الدفع") && of("الدفع") < of(": "), "{line:?}");
}

#[test]
fn a_clause_that_names_everybody_changes_nothing() {
    let map = |clause: &str| {
        format!(
            "persona n \"N\"\njourney j \"J\" {{ persona: n\nstage one \"One\" {clause} {{ touchpoint a \"A\" {{}}\ntouchpoint b \"B\" {{}}\n\
             touchpoint d \"Debug\" {{}}\ntouchpoint e \"E\" {{}}\nb -> {{ e when \"ok\"\nd when \"bad\" }}\nd -> a 100% \"again\" }}\n\
             stage two \"Two\" {{ touchpoint z \"Z\" {{}} }}\noutcome won \"Won\" success }}"
        )
    };
    let drawn = |clause: &str| drawn_with(&check(&map(clause)), &as_flow());
    assert_eq!(drawn(""), drawn("for n"));
    // Where all go back nobody goes on, whoever they are.
    let text = map("for n").replacen("persona n", "persona m \"M\"\npersona n", 1).replacen("persona: n", "persona: n, m", 1);
    let analysis = check(&text);
    let journey = analysis.model.journeys(FileId(0)).next().expect("there is a journey");
    let debug =
        journey.stages().flat_map(journey::model::Node::touchpoints).find(|node| node.name() == Some("d")).expect("it is there");
    assert!(!JourneyGraph::new(journey).goes_on(debug.id));
}
