//! The flow as a picture: where lines and words may stand, in all examples and in flows that are made.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::process::{Command, Stdio};

use journey::emit::{EmitOptions, Format, View, emit, scene};
use journey::graph::{JourneyGraph, Step, Stop};
use journey::model::ElementId;
use journey::scene::{Group, Item, Point, Role, Scene, Segment};
use journey::sheet::flow::{FlowSheet, FlowWay, Parting, PlaceKind, WayKind, flow, goal_of};
use journey::sheet::{Mark, Selection};
use journey::source::FileId;
use journey::theme::{Colour, Design, Theme};
use journey::r#type::{Face, Type, Weight};

use crate::drawn::{self, Area, Drawn, area, as_flow, drawn_with, flows, lines, maps, of_role, things};
use crate::emit::there;
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

fn things_of(group: &Group) -> Vec<&Item> {
    let inner = group.items.iter().flat_map(|item| match item {
        Item::Group(inner) => things_of(inner),
        item => vec![item],
    });
    inner.collect()
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

/// Which places customers get to from each place by the ways of a flow, without any other in between; for one who walks, by the number
/// in the list of personas, or for whoever.
fn joined(sheet: &FlowSheet, walker: Option<usize>) -> BTreeSet<(ElementId, ElementId)> {
    let element = |place: usize| match &sheet.places[place].kind {
        PlaceKind::Touchpoint(card) | PlaceKind::Step(card) | PlaceKind::Stage(_, card) => Some(card.place),
        PlaceKind::End(end) => end.place,
        PlaceKind::Door => None,
    };
    let own = |way: &&FlowWay| {
        let moves = !matches!(way.kind, WayKind::Influence | WayKind::Loss);
        moves && (walker.is_none() || way.whom.is_empty() || way.whom.iter().any(|whom| whom.persona == walker))
    };
    let mut next: Vec<Vec<usize>> = vec![Vec::new(); sheet.places.len()];
    for way in sheet.ways.iter().filter(own) {
        next[way.from].extend(way.to);
    }
    let starts = (0..sheet.places.len()).filter_map(|place| Some((place, element(place)?)));
    starts.flat_map(|(place, id)| until(&next, place, &element).into_iter().map(move |goal| (id, goal))).collect()
}

/// The same by the walk graph, for one of its personas, alone or among all.
fn walked(graph: &JourneyGraph<'_>, persona: ElementId, alone: bool) -> BTreeSet<(ElementId, ElementId)> {
    let spots = graph.stops();
    let mut next: Vec<Vec<usize>> = vec![Vec::new(); spots.len()];
    let steps: Vec<Step> = graph.steps();
    let takes = |step: &&Step| step.whom.as_ref().is_none_or(|whom| whom.contains(&persona));
    for step in steps.iter().filter(takes) {
        next[step.from].push(step.to);
    }
    // On a sheet of their own, a stage in which nothing is for them is a place by itself.
    let for_them = |id: ElementId| {
        let whom = graph.journey.model.node(id).personas();
        whom.is_empty() || whom.contains(&persona)
    };
    let element = |stop: usize| match spots[stop] {
        Stop::At(id) => Some(id),
        Stop::In(id) if alone && for_them(id) && !graph.journey.model.node(id).touchpoints().any(|inner| for_them(inner.id)) => {
            Some(id)
        }
        _ => None,
    };
    // Nobody begins at a place that its gate does not let them into.
    let into = |step: &&Step| match (spots[step.from], spots[step.to]) {
        (Stop::Gate(Some(place)), Stop::At(id) | Stop::In(id)) => place == id,
        _ => false,
    };
    let shut: BTreeSet<usize> = steps.iter().filter(into).filter(|step| !takes(step)).map(|step| step.to).collect();
    let starts = (0..spots.len()).filter(|&stop| !shut.contains(&stop)).filter_map(|stop| Some((stop, element(stop)?)));
    starts.flat_map(|(stop, id)| until(&next, stop, &element).into_iter().map(move |goal| (id, goal))).collect()
}

/// The first elements that one gets to from a place.
fn until(next: &[Vec<usize>], start: usize, element: &dyn Fn(usize) -> Option<ElementId>) -> BTreeSet<ElementId> {
    let (mut todo, mut seen, mut out) = (next[start].clone(), BTreeSet::new(), BTreeSet::new());
    while let Some(at) = todo.pop() {
        match element(at) {
            Some(id) => drop(out.insert(id)),
            None if seen.insert(at) => todo.extend(&next[at]),
            None => {}
        }
    }
    out
}

#[test]
fn everybody_goes_where_the_walk_graph_leads() {
    let mut seen = 0;
    let random = (0..40).map(|seed| (format!("random flow {seed}"), check(&drawn::flow(seed, 4 + seed as usize))));
    let made = [PASSING, SPENT].map(|text| ("passing".to_owned(), check(text)));
    for (name, analysis) in maps().into_iter().chain(made).chain(random) {
        for journey in analysis.model.journeys(FileId(0)) {
            let graph = JourneyGraph::new(journey);
            let whole = flow(&graph, &Selection::default(), false).expect("there is a flow");
            for (number, &persona) in graph.personas.iter().enumerate() {
                let expected = walked(&graph, persona, true);
                let tell = |ways: &BTreeSet<(ElementId, ElementId)>| -> Vec<String> {
                    let name = |id: ElementId| journey.model.node(id).title().unwrap_or_default().to_owned();
                    ways.iter().map(|&(from, to)| format!("{} -> {}", name(from), name(to))).collect()
                };
                let own =
                    flow(&graph, &Selection { persona: Some(persona), ..Selection::default() }, false).expect("there is a flow");
                assert_eq!(tell(&joined(&own, None)), tell(&expected), "{name}: of {number} alone");
                let expected = walked(&graph, persona, false);
                let there: BTreeSet<ElementId> = expected.iter().map(|(from, _)| *from).collect();
                let among: BTreeSet<_> =
                    joined(&whole, Some(number)).into_iter().filter(|(from, _)| there.contains(from)).collect();
                assert_eq!(tell(&among), tell(&expected), "{name}: of {number} among all");
                seen += expected.len();
            }
        }
    }
    assert!(seen > 1000, "{seen}");
}

#[test]
fn parts_together_are_as_large_as_the_flow() {
    let size = |stages: usize| {
        let mut map = String::new();
        for number in 0..stages {
            let _ = writeln!(map, "source s{number} \"Log {number}\" {{ kind: observed }}");
        }
        map.push_str("journey j \"Long\" {\n");
        for number in 0..stages {
            let _ = writeln!(map, " stage p{number} \"Part\"\n p{number} -> lost 3% from s{number}");
        }
        let sheet = sheet_of(&(map + " outcome won \"Won\" success\n outcome lost \"Lost\" failure\n}"));
        let parting = Parting::new(&sheet);
        let parts = parting.columns().map(|slot| parting.part(&(slot..slot + 1), &|_| None));
        parts.map(|part| part.places.len() + part.ways.len() + part.sheet.stages.len() + part.sheet.evidence.len()).sum::<usize>()
    };
    let (one, two) = (size(100), size(200));
    assert!(one > 800 && two < one * 21 / 10, "{one} {two}");
}

/// Touchpoints and a stage for one of two personas: in the middle, first, last; and what is optional.
const PASSING: &str = "persona a \"Amira\"\npersona b \"Ben\"\njourney j \"Passing by\" { persona: a, b\n\
     stage one { touchpoint x \"X\"; touchpoint y \"Y\" for a; touchpoint z \"Z\" }\n\
     stage two { touchpoint u \"U\" for b; touchpoint v \"V\"; touchpoint w \"W\" { optional }; touchpoint k \"K\" }\n\
     stage three for a { touchpoint m \"M\"; touchpoint n \"N\" }\n\
     stage four { touchpoint q \"Q\"; touchpoint r \"R\" for a }\n outcome won \"Won\" success }";

#[test]
fn any_number_of_optional_places_can_be_passed_by() {
    let ways = |optional: usize| {
        let mut map = "journey j \"Passing\" { stage one { touchpoint x \"X\"\n".to_owned();
        for number in 0..optional {
            let _ = writeln!(map, "touchpoint o{number} \"O{number}\" {{ optional }}");
        }
        let sheet = sheet_of(&(map + "touchpoint y \"Y\" }\n outcome won \"Won\" success }"));
        let ways: Vec<String> = sheet.ways.iter().map(|way| describe_way(&sheet, way)).collect();
        for from in ["X -> Y".to_owned(), "O0 -> Y".to_owned(), format!("O{} -> Y", optional - 1)] {
            assert!(ways.contains(&from), "{optional}: {from} is not in {ways:?}");
        }
        assert!(ways.contains(&"X -> O6".to_owned()) && !ways.contains(&"X -> O7".to_owned()), "{ways:?}");
        ways.len()
    };
    let (one, two) = (ways(40), ways(80));
    assert!(ways(9) > 50 && two < one * 21 / 10, "{one} {two}");
}

#[test]
fn a_place_that_all_leave_backwards_does_not_lead_on() {
    let maps = maps();
    let (_, analysis) = maps.iter().find(|(name, _)| name.contains("developer-onboarding")).expect("it is there");
    let graph = JourneyGraph::new(analysis.model.journeys(FileId(0)).next().expect("there is a journey"));
    for persona in [None, graph.personas.first().copied()] {
        let sheet = flow(&graph, &Selection { persona, ..Selection::default() }, false).expect("there is a flow");
        let ways = sheet.ways.iter().map(|way| describe_way(&sheet, way));
        let own: Vec<String> = ways.filter(|way| way.starts_with("Debugs with guidance")).collect();
        assert_eq!(own, ["Debugs with guidance -> Proposes the change"]);
    }
}

#[test]
fn what_a_share_leaves_has_its_number() {
    let shares = |arrows: &str| -> Vec<String> {
        let sheet = sheet_of(&format!(
            "persona p \"Pia\"\npersona q \"Quentin\"\njourney j {{ persona: p, q\n stage a \"A\"\n stage b \"B\" {{ touchpoint x \"X\" }}\n\
             stage c \"C\"\n outcome won \"Won\" success\n outcome lost \"Lost\" failure\n {arrows} }}"
        ));
        let implied = sheet.ways.iter().filter(|way| way.kind == WayKind::Implied);
        implied.map(|way| format!("{} {}", describe_way(&sheet, way), way.share.as_deref().unwrap_or("?"))).collect()
    };
    assert_eq!(shares("a -> lost 30%"), ["A -> X 70%", "X -> C ?", "C -> Won ?"]);
    assert_eq!(shares("a -> lost 30%..40.5%")[0], "A -> X 59.5–70%");
    assert_eq!(shares("b.x -> lost 40%")[1], "X -> C 60%", "all who leave the stage leave its touchpoint");
    assert_eq!(shares("b -> lost 5%; b.x -> lost 40%")[1], "X -> C 95%", "of those who leave the stage");
    assert_eq!(shares("a -> lost 30% when \"it rains\"")[0], "A -> X ?");
    assert_eq!(shares("a -> lost")[0], "A -> X ?");
    assert_eq!(shares("a -> lost 30% for p; a -> lost 20% for q")[0], "A -> X ?", "it is not the same for both");
    let thick = sheet_of("journey j { stage a; stage b; outcome lost failure; a -> lost 30% }");
    let way = thick.ways.iter().find(|way| way.kind == WayKind::Implied).expect("it goes on");
    assert_eq!(way.part, Some(0.7));
}

/// A stage for one persona that all of them leave for good: the others pass it by and come to the next one.
const SPENT: &str = "persona p \"Pia\"\npersona q \"Quentin\"\njourney j \"Leaving\" { persona: p, q\n\
     stage a \"A\"\n stage b \"B\" for p\n stage c \"C\"\n outcome won \"Won\" success\n outcome lost \"Lost\" failure\n b -> lost 100% }";

#[test]
fn a_stage_behind_one_that_all_leave_is_drawn() {
    let analysis = check(SPENT);
    let graph = JourneyGraph::new(analysis.model.journeys(FileId(0)).next().expect("there is a journey"));
    for persona in graph.personas.iter().copied().map(Some).chain([None]) {
        let sheet = flow(&graph, &Selection { persona, ..Selection::default() }, false).expect("there is a flow");
        let titles: Vec<&str> = sheet.sheet.stages.iter().map(|stage| stage.title.as_str()).collect();
        let expected = if persona == graph.personas.last().copied() { &["A", "C"][..] } else { &["A", "B", "C"] };
        assert_eq!(titles, expected, "{persona:?}");
    }
    let sheet = sheet_of(SPENT);
    let ways = sheet.ways.iter().map(|way| describe_way(&sheet, way)).collect::<Vec<_>>();
    assert_eq!(ways, ["B -> Lost", "A -> B for Pia", "A -> C for Quentin", "C -> Won"]);
}

/// A way by the names of its ends, and whom it is for.
fn describe_way(sheet: &FlowSheet, way: &FlowWay) -> String {
    let goal = way.to.map_or_else(String::new, |to| goal_of(sheet, to));
    let whom: Vec<&str> = way.whom.iter().map(|whom| whom.name.as_str()).collect();
    let whom = if whom.is_empty() { String::new() } else { format!(" for {}", whom.join(", ")) };
    format!("{} -> {goal}{whom}", goal_of(sheet, way.from))
}

#[test]
fn what_is_passed_by_is_passed_by_in_the_picture() {
    let sheet = sheet_of(PASSING);
    let title = |place: usize| match &sheet.places[place].kind {
        PlaceKind::Touchpoint(card) => card.title.clone().unwrap_or_default(),
        _ => String::new(),
    };
    let from = |name: &str| -> Vec<(String, Vec<String>)> {
        let own = sheet.ways.iter().filter(|way| title(way.from) == name);
        own.map(|way| (title(way.to.expect("it leads somewhere")), way.whom.iter().map(|whom| whom.name.clone()).collect()))
            .collect()
    };
    let some = |goal: &str, name: &str| (goal.to_owned(), vec![name.to_owned()]);
    let all = |goal: &str| (goal.to_owned(), Vec::new());
    assert_eq!(from("X"), [some("Y", "Amira"), some("Z", "Ben")]);
    assert_eq!(from("Y"), [all("Z")]);
    assert_eq!(from("V"), [all("W"), all("K")]);
    // Those who pass by the last touchpoint of a stage come to its end.
    assert_eq!(from("Q"), [some("R", "Amira"), some("", "Ben")]);
}

#[test]
fn every_arrow_is_drawn() {
    let mut seen = 0;
    for (name, analysis) in maps() {
        for journey in analysis.model.journeys(FileId(0)) {
            let graph = JourneyGraph::new(journey);
            let sheet = flow(&graph, &Selection::default(), false).expect("there is a flow");
            let shown = sheet.ways.iter().filter(|way| !matches!(way.kind, WayKind::Door | WayKind::Loss)).count();
            let written = graph.written.arrows().count();
            // Where some pass by, an arrow is several ways.
            let passing = graph.stops().iter().any(|stop| matches!(stop, Stop::Gate(_)));
            assert!(shown == written || (passing && shown > written), "{name}: {:?}: {shown} of {written}", journey.name());
            let options = EmitOptions { journey: journey.name().map(str::to_owned), ..as_flow() };
            let scene = scene(&analysis, FileId(0), &options).expect("it is drawn");
            assert_eq!(ways(&scene).len(), sheet.ways.len(), "{name}: {:?}", journey.name());
            let cards = sheet.places.iter().filter(|place| !matches!(place.kind, PlaceKind::Door)).count();
            assert_eq!(boxes(&scene).len(), cards, "{name}");
            seen += written;
        }
    }
    assert!(seen > 100);
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
