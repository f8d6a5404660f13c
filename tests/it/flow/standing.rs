//! Where lines and words may stand, in all examples and in flows that are made.

use std::process::{Command, Stdio};

use journey::emit::{EmitOptions, Format, View, emit, scene};
use journey::scene::{Group, Item, Point, Role, Segment};
use journey::source::FileId;

use super::{boxes, points, things_of, ways};
use crate::drawn::{Area, Drawn, area, as_flow, flows, lines, maps, of_role, things};
use crate::emit::there;

#[test]
fn no_way_runs_through_a_card() {
    for Drawn { name, scene, .. } in flows() {
        let mut boxes = boxes(scene);
        boxes.sort_by(|one, other| one.left.total_cmp(&other.left));
        let ways = ways(scene);
        assert!(!boxes.is_empty(), "{name}");
        for (group, points) in &ways {
            for point in points {
                let near = boxes.partition_point(|card| card.left < point.x);
                let inside = |card: &&Area| {
                    card.left + 1.0 < point.x
                        && point.x < card.right - 1.0
                        && card.top + 1.0 < point.y
                        && point.y < card.bottom - 1.0
                };
                let hit = boxes[..near].iter().rev().take(400).find(inside);
                assert!(hit.is_none(), "{name}: {:?} runs through {hit:?} at {point:?}", group.title);
            }
        }
    }
}

#[test]
fn ways_begin_and_end_at_what_they_join() {
    for Drawn { name, scene, .. } in flows().iter().filter(|drawn| !drawn.scene.rtl) {
        let boxes = boxes(scene);
        let doors: Vec<Area> = of_role(scene, Role::Way)
            .into_iter()
            .filter_map(|group| group.items.iter().find(|item| matches!(item, Item::Circle(_))))
            .filter_map(|item| area(item, 1.0))
            .collect();
        for (group, points) in ways(scene) {
            let (first, last) = (points[0], points[points.len() - 1]);
            let at = |edge: f32, point: Point, far: f32| (edge - point.x).abs() < far;
            let leaves = |card: &Area| at(card.right, first, 1.0) && card.top <= first.y && first.y <= card.bottom;
            assert!(boxes.iter().chain(&doors).any(leaves), "{name}: {:?} begins nowhere: {first:?}", group.title);
            let arrives = |card: &Area| at(card.left, last, 13.0) && card.top <= last.y && last.y <= card.bottom;
            let fades = group.items.len() > 2;
            assert!(fades || boxes.iter().chain(&doors).any(arrives), "{name}: {:?} ends nowhere: {last:?}", group.title);
        }
    }
}

#[test]
fn words_lie_on_nothing() {
    for Drawn { name, scene, .. } in flows() {
        let mut words: Vec<(Area, &str)> = Vec::new();
        for group in of_role(scene, Role::Words) {
            let inner = things_of(group);
            for item in inner {
                match item {
                    Item::Text(text) => words.extend(lines(text, 1.0)),
                    other => words.extend(area(other, 1.0).map(|area| (area, "a sign"))),
                }
            }
        }
        let boxes = boxes(scene);
        let heads: Vec<Area> = of_role(scene, Role::Way)
            .into_iter()
            .flat_map(|group| &group.items)
            .filter(|item| matches!(item, Item::Path(path) if path.segments.last() == Some(&Segment::Close)))
            .filter_map(|item| area(item, 1.0))
            .collect();
        for (own, said) in &words {
            for (what, other) in boxes.iter().map(|area| ("card", area)).chain(heads.iter().map(|area| ("head", area))) {
                assert!(!own.meets(other), "{name}: {said:?} lies on a {what}: {own:?} {other:?}");
            }
        }
        for (group, points) in ways(scene) {
            for point in points {
                let hit = words.iter().find(|(own, said)| {
                    *said != "a sign" && own.left < point.x && point.x < own.right && own.top < point.y && point.y < own.bottom
                });
                assert!(hit.is_none(), "{name}: {:?} runs through {hit:?}", group.title);
            }
        }
    }
}

#[test]
fn no_text_covers_another_or_leaves_the_picture() {
    for Drawn { name, scene, .. } in flows() {
        let mut texts: Vec<(Area, &str)> = Vec::new();
        for thing in things(scene) {
            if let Item::Text(text) = thing.item {
                texts.extend(lines(text, 1.0));
            }
        }
        texts.sort_by(|(one, _), (other, _)| one.top.total_cmp(&other.top));
        for (at, (one, said)) in texts.iter().enumerate() {
            assert!(one.left >= 0.0 && one.right <= scene.width && one.bottom <= scene.height, "{name}: {said:?} leaves: {one:?}");
            for (other, words) in texts[at + 1..].iter().take_while(|(other, _)| other.top < one.bottom) {
                assert!(!one.meets(other), "{name}: {said:?} covers {words:?}: {one:?} {other:?}");
            }
        }
        let boxes = boxes(scene);
        for (at, one) in boxes.iter().enumerate() {
            assert!(one.left >= 0.0 && one.right <= scene.width && one.bottom <= scene.height, "{name}: {one:?}");
            assert!(boxes[at + 1..].iter().take(400).all(|other| !one.meets(other)), "{name}: a card covers another: {one:?}");
        }
        for (group, points) in ways(scene) {
            let inside = |point: &Point| point.x >= 0.0 && point.x <= scene.width && point.y >= 0.0 && point.y <= scene.height;
            assert!(points.iter().all(inside), "{name}: {:?} leaves the picture", group.title);
        }
    }
}

#[test]
fn stages_stand_in_their_order_with_their_cards_inside() {
    for Drawn { name, scene, analysis } in flows().iter().filter(|drawn| !drawn.scene.rtl) {
        if analysis.model.journeys(FileId(0)).count() > 1 {
            continue;
        }
        let bands: Vec<Area> = of_role(scene, Role::Stage).iter().filter_map(|group| area(&group.items[0], 1.0)).collect();
        assert!(bands.windows(2).all(|pair| pair[0].right < pair[1].left), "{name}: {bands:?}");
        let (top, bottom) = bands.first().map_or((0.0, 0.0), |band| (band.top, band.bottom));
        assert!(bands.iter().all(|band| (band.top - top).abs() < 0.1 && (band.bottom - bottom).abs() < 0.1), "{name}");
        for card in of_role(scene, Role::Touchpoint).iter().filter_map(|group| area(&group.items[0], 1.0)) {
            let crossing = bands.iter().find(|band| band.meets(&card) && !band.holds(&card));
            assert_eq!(crossing, None, "{name}: {card:?} is neither inside nor outside");
        }
    }
}

/// How often lines cross, the ends of each aside, where those that belong together come together.
fn crossings(lines: &[Vec<Point>]) -> usize {
    let side = |a: Point, b: Point, c: Point| (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
    let far = |line: &[Point], point: Point| {
        [line[0], line[line.len() - 1]].into_iter().all(|end| (end.x - point.x).hypot(end.y - point.y) > 16.0)
    };
    let mut count = 0;
    for (at, one) in lines.iter().enumerate() {
        for other in &lines[at + 1..] {
            for a in one.windows(2) {
                for b in other.windows(2) {
                    let apart = a[0].x.max(a[1].x) < b[0].x.min(b[1].x) || b[0].x.max(b[1].x) < a[0].x.min(a[1].x);
                    if apart {
                        continue;
                    }
                    let one_side = (side(a[0], a[1], b[0]), side(a[0], a[1], b[1]));
                    let other_side = (side(b[0], b[1], a[0]), side(b[0], b[1], a[1]));
                    let split = |(left, right): (f32, f32)| (left > 1e-3 && right < -1e-3) || (left < -1e-3 && right > 1e-3);
                    count += usize::from(split(one_side) && split(other_side) && far(one, a[0]) && far(other, b[0]));
                }
            }
        }
    }
    count
}

/// The lines that Graphviz draws for the same journeys, in px.
fn drawn_by_graphviz(dot: &[u8]) -> Vec<Vec<Point>> {
    use std::io::Write as _;
    let mut child =
        Command::new("dot").arg("-Tjson").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("Graphviz is there");
    child.stdin.take().expect("it listens").write_all(dot).expect("it listens");
    let output = child.wait_with_output().expect("it ends");
    let value: serde_json::Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
    let edges = value["edges"].as_array().map(Vec::as_slice).unwrap_or_default();
    edges
        .iter()
        .filter(|edge| edge["style"] != "invis")
        .filter_map(|edge| {
            let curve = edge["_draw_"].as_array()?.iter().find(|step| step["op"] == "b")?["points"].as_array()?;
            let points: Vec<Point> = curve
                .iter()
                .map(|point| Point {
                    x: point[0].as_f64().unwrap_or_default() as f32,
                    y: point[1].as_f64().unwrap_or_default() as f32,
                })
                .collect();
            let mut segments = vec![Segment::Move(points[0])];
            segments.extend(points[1..].chunks_exact(3).map(|part| Segment::Cubic(part[0], part[1], part[2])));
            let path = journey::scene::Path { segments, paint: journey::scene::Paint::default() };
            Some(points_of(path))
        })
        .collect()
}

fn points_of(path: journey::scene::Path) -> Vec<Point> {
    points(&Group { items: vec![Item::Path(path)], ..Group::default() })
}

#[test]
fn lines_cross_no_more_than_those_of_graphviz() {
    if !there("dot", &["-V"]) {
        return;
    }
    let (mut ours, mut theirs) = (0, 0);
    for (name, analysis) in maps() {
        for journey in analysis.model.journeys(FileId(0)) {
            let options = EmitOptions { journey: journey.name().map(str::to_owned), ..as_flow() };
            let scene = scene(&analysis, FileId(0), &options).expect("it is drawn");
            let own = crossings(&ways(&scene).into_iter().map(|(_, points)| points).collect::<Vec<_>>());
            let dot = emit(&analysis, FileId(0), Format::Dot, &EmitOptions { view: View::Map, ..options }).expect("it is drawn");
            let other = crossings(&drawn_by_graphviz(&dot));
            assert!(own <= other, "{name}: {:?} has {own} crossings, Graphviz {other}", journey.name());
            ours += own;
            theirs += other;
        }
    }
    assert!(theirs > 0, "there is nothing to compare with: {ours}");
}
