//! The flow as plain text, for those who do not see it: place by place, where customers go from it.

use std::fmt::Write as _;

use super::super::describe::{card, evidence, ground_words, head, names, said, stage, way_word};
use super::{FlowSheet, FlowWay, PlaceKind, WayKind};
use crate::labels::Word;

/// The whole flow: the header, the personas, then stage by stage each place with its ways, then the evidence.
pub fn describe(flow: &FlowSheet) -> String {
    let sheet = &flow.sheet;
    let mut out = String::new();
    head(&mut out, sheet);
    let mut leaving: Vec<Vec<&FlowWay>> = vec![Vec::new(); flow.places.len()];
    for way in flow.ways.iter().filter(|way| way.is_told()) {
        leaving[way.from].push(way);
    }
    let mut phases = sheet.phases.iter().peekable();
    let mut places = flow.places.iter().zip(&leaving).peekable();
    for (at, own) in sheet.stages.iter().enumerate() {
        while let Some(phase) = phases.next_if(|phase| phase.slots.start <= own.slots.start) {
            let _ = writeln!(out, "Phase {}.", phase.title);
        }
        stage(&mut out, sheet, at);
        while let Some((place, ways)) = places.next_if(|(place, _)| {
            !matches!(place.kind, PlaceKind::End(_)) && place.slot.is_some_and(|slot| own.slots.contains(&slot))
        }) {
            let name = match &place.kind {
                PlaceKind::Touchpoint(own) | PlaceKind::Step(own) => card(sheet, own),
                _ => sheet.stages[at].title.clone(),
            };
            tell(&mut out, flow, &name, ways);
        }
    }
    for (place, ways) in places {
        if let PlaceKind::End(end) = &place.kind {
            let facts = end.facts.iter().cloned().chain(names(&end.whom));
            let facts: Vec<String> = facts.chain(end.unreached.then(|| sheet.word(Word::NobodyGetsHere).to_owned())).collect();
            let _ = writeln!(out, "{}.", said(&format!("{} {}", way_word(end.way), end.title), &facts.join(", ")));
            tell(&mut out, flow, &end.title, ways);
        }
    }
    evidence(&mut out, sheet);
    out.truncate(out.trim_end().len());
    out
}

/// The ways from a place.
fn tell(out: &mut String, flow: &FlowSheet, name: &str, ways: &[&FlowWay]) {
    if ways.is_empty() {
        let _ = writeln!(out, "{name}.");
        return;
    }
    let ways: Vec<String> = ways.iter().map(|way| in_words(flow, way)).collect();
    let _ = writeln!(out, "{name}: {}.", ways.join("; "));
}

/// A way in words: `34% to Leaves (gives up at the account)`.
pub fn in_words(flow: &FlowSheet, way: &FlowWay) -> String {
    let sheet = &flow.sheet;
    let on = goes_on(flow, way);
    let goal = way.to.filter(|_| !on).map_or_else(String::new, |to| goal_of(flow, to));
    let verb = match way.kind {
        _ if on => sheet.word(Word::GoesOn).to_owned(),
        WayKind::Influence => sheet.word(Word::Influences).to_owned(),
        WayKind::HandOff => sheet.word(Word::HandsOver).to_owned(),
        WayKind::Loss => sheet.word(Word::MarkLoss).to_owned(),
        _ => "to".to_owned(),
    };
    let main: Vec<String> = way.share.iter().cloned().chain([verb, goal]).filter(|part| !part.is_empty()).collect();
    let mut facts = way.words.clone();
    facts.extend(way.ground.as_ref().map(|ground| ground_words(sheet, ground)));
    facts.extend((way.kind == WayKind::Implied && way.words.is_empty()).then(|| sheet.word(Word::Implied).to_owned()));
    facts.extend(names(&way.whom));
    let main = main.join(" ");
    if facts.is_empty() { main } else { format!("{main} ({})", facts.join(", ")) }
}

/// Whether a way leads to the end of its own stage.
pub fn goes_on(flow: &FlowSheet, way: &FlowWay) -> bool {
    let stage = |place: usize| flow.places[place].slot.and_then(|slot| stage_of(flow, slot));
    way.to.is_some_and(|to| flow.places[to].kind == PlaceKind::Door && to > way.from && stage(to) == stage(way.from))
}

/// The name of a place that a way leads to; of a door, that of its stage.
pub fn goal_of(flow: &FlowSheet, place: usize) -> String {
    let own = &flow.places[place];
    match &own.kind {
        PlaceKind::Touchpoint(card) | PlaceKind::Step(card) => card.title.clone().unwrap_or_default(),
        PlaceKind::Stage(stage, _) => flow.sheet.stages[*stage].title.clone(),
        PlaceKind::End(end) => end.title.clone(),
        PlaceKind::Door => {
            let stage = own.slot.and_then(|slot| stage_of(flow, slot));
            stage.map_or_else(String::new, |stage| flow.sheet.stages[stage].title.clone())
        }
    }
}

/// The number of the stage that a slot belongs to.
pub fn stage_of(flow: &FlowSheet, slot: usize) -> Option<usize> {
    let stages = &flow.sheet.stages;
    let at = stages.partition_point(|stage| stage.slots.end <= slot);
    stages.get(at).filter(|stage| stage.slots.contains(&slot)).map(|_| at)
}
