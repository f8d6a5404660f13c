//! Where the ways of the flow lead, beside the walk graph, and what is said at them.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use journey::emit::{EmitOptions, scene};
use journey::graph::{JourneyGraph, Step, Stop};
use journey::model::ElementId;
use journey::sheet::Selection;
use journey::sheet::flow::{FlowSheet, FlowWay, Parting, PlaceKind, WayKind, describe, flow, goal_of};
use journey::source::FileId;

use super::{boxes, sheet_of, ways};
use crate::cli::{folder, say};
use crate::drawn::{self, as_flow, maps};
use crate::support::check;

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

/// Where one persona is left and another is not, each way has the share of those whose way it is.
#[test]
fn what_a_share_leaves_is_that_of_those_who_go_there() {
    let sheet = sheet_of(
        "persona a \"A\"\npersona b \"B\"\njourney j { persona: a, b\n stage s \"S\"\n stage m \"M\" for a\n stage e \"E\"\n\
         outcome ok \"Ok\" success\n outcome lost \"Lost\" failure\n s -> lost 40% for b\n e -> ok }",
    );
    let ways = sheet.ways.iter().filter(|way| way.kind == WayKind::Implied && sheet.places[way.from].kind != PlaceKind::Door);
    let ways: Vec<String> =
        ways.map(|way| format!("{} {}", describe_way(&sheet, way), way.share.as_deref().unwrap_or("?"))).collect();
    assert_eq!(ways, ["S -> M for A ?", "S -> E for B 60%", "M -> E ?"]);
}

/// What is drawn at the end of a stage is told, too.
#[test]
fn a_share_at_the_end_of_a_stage_is_told() {
    let text = "persona a \"A\"\npersona b \"B\"\njourney j \"J\" { persona: a, b\n\
         stage s \"S\" { touchpoint x \"X\"; touchpoint y \"Y\" for a; x -> lost 40%; y -> lost 30% }\n stage e \"E\"\n\
         outcome ok \"Ok\" success\n outcome lost \"Lost\" failure\n e -> ok }";
    let sheet = sheet_of(text);
    let mut shares = sheet.ways.iter().filter(|way| way.kind == WayKind::Door).filter_map(|way| way.share.as_deref());
    assert!(shares.any(|share| share == "70%"));
    let told = describe(&sheet);
    assert!(told.contains("Y (for A): 30% to Lost; 70% goes on."), "{told}");
    let place = folder(&[("map.journey", text)]);
    let (_, shown, _) = say(place.path(), &["show", "map.journey", "--view", "flow"]);
    assert!(shown.contains("70% goes on"), "{shown}");
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
