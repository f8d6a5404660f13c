//! What the script knows besides what stands in the page: how one gets from place to place, and the words that it says.

use serde_json::{Value, json};

use crate::graph::{Step, Stop};
use crate::labels::Word;
use crate::model::ElementId;
use crate::sheet::{quantity_words, short};

use super::{Map, Page};

/// The kinds of stops, as the script names them by number.
const EDGE: usize = 0;
const GATE: usize = 1;
const IN: usize = 2;
const OUT: usize = 3;
const AT: usize = 4;

impl<'m> Page<'_, 'm> {
    /// All of it as JSON that can stand in a page.
    pub(super) fn data(&self) -> String {
        let labels = &self.options.labels;
        let words = [Word::LeadsHere, Word::LeadsTo, Word::TheBeginning, Word::ItsEnd, Word::For, Word::NothingFound, Word::Found];
        let words: serde_json::Map<String, Value> =
            words.into_iter().map(|word| (word.key().to_owned(), labels.get(word).into())).collect();
        let ways: Vec<Value> = self.maps.iter().map(|map| self.ways(map)).collect();
        let personas: Vec<String> = self.anchors.personas().iter().map(|persona| short(*persona)).collect();
        let text = json!({ "words": words, "personas": personas, "maps": ways }).to_string();
        // Nothing in it can end the element or begin a comment in it.
        text.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026").replace('\u{2028}', "\\u2028")
    }

    /// How one gets from place to place: `personas` are those who walk, `stops` a kind and the number of a place, `steps` two stops,
    /// what is written on the way, and the personas who can take it.
    fn ways(&self, map: &Map<'m>) -> Value {
        let mut stops: Vec<Value> = map.graph.stops().into_iter().map(|stop| self.stop(stop)).collect();
        let mut arrows: Vec<Value> = Vec::new();
        for way in map.graph.steps() {
            let to = self.other_map(map, &way).map_or(way.to, |there| {
                stops.push(there);
                stops.len() - 1
            });
            let said = way.transition.map(|number| self.said(map, number)).unwrap_or_default();
            let whom: Option<Vec<usize>> =
                way.whom.map(|whom| whom.into_iter().filter_map(|id| self.anchors.persona(id)).collect());
            arrows.push(match (said.is_empty(), whom) {
                (true, None) => json!([way.from, to]),
                (false, None) => json!([way.from, to, said]),
                (_, Some(whom)) => json!([way.from, to, said, whom]),
            });
        }
        let personas: Vec<usize> = map.graph.personas.iter().filter_map(|id| self.anchors.persona(*id)).collect();
        json!({ "personas": personas, "stops": stops, "steps": arrows })
    }

    fn stop(&self, stop: Stop) -> Value {
        let place = |id: ElementId| self.anchors.get(id).map(|anchor| anchor.number);
        match stop {
            Stop::Edge => json!([EDGE]),
            Stop::Gate(_) => json!([GATE]),
            Stop::In(id) => json!([IN, place(id)]),
            Stop::Out(id) => json!([OUT, place(id)]),
            Stop::At(id) => json!([AT, place(id)]),
        }
    }

    /// The stop in another map to which a step leads: a place of the page, or else what that map is called.
    fn other_map(&self, map: &Map<'m>, step: &Step) -> Option<Value> {
        let journey = map.graph.journey;
        let goal = journey.goal(journey.file().transitions.get(step.transition? as usize)?.to)?;
        if goal.journey().map(|journey| journey.id) == Some(journey.id) {
            return None;
        }
        let place = self.anchors.get(goal.id).map(|anchor| anchor.number);
        Some(json!([AT, place, crate::sheet::caption(goal)]))
    }

    /// What is written on an arrow: its share, its words and how long it takes.
    pub(super) fn said(&self, map: &Map<'m>, transition: u32) -> String {
        let transition = &map.graph.journey.file().transitions[transition as usize];
        let labels = &self.options.labels;
        let share = transition.share.as_ref().map(|(share, _)| quantity_words(share, labels));
        let label = transition.label.as_ref().map(|label| crate::sheet::text(&label.text));
        let takes = transition.takes.as_ref().map(|takes| format!("{} {}", labels.get(Word::Takes), quantity_words(takes, labels)));
        let when = map.graph.journey.clause_set(transition.clauses).when.as_ref();
        let when = when.map(|when| format!("{} {}", labels.get(Word::When), crate::sheet::text(&when.text)));
        [share, label, takes, when].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }
}
