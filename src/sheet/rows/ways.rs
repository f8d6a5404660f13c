//! Where customers leave the order of the columns: to outcomes, to other maps, back, and past what comes next.

use std::collections::HashMap;

use crate::graph::ArrowKind;
use crate::labels::Word;
use crate::model::value::{ClaimValue, Point, signed};
use crate::model::vocabulary::{ElementKind, Field};
use crate::model::{ElementId, Node, Transition};

use super::super::places::Places;
use super::super::view::View;
use super::super::wording::{caption, quantity, text};
use super::super::{Entry, Lead, Way};

/// The ways of each place.
pub struct Ways {
    entries: HashMap<ElementId, Vec<Entry>>,
}

impl Ways {
    /// Collects the arrows that do not lead to the next place of the same kind.
    pub fn new(view: &View<'_, '_>, places: &Places<'_>) -> Self {
        let order: HashMap<ElementId, usize> = places.all.iter().enumerate().map(|(at, place)| (place.node.id, at)).collect();
        let next = successors(view.journey());
        let mut entries: HashMap<ElementId, Vec<Entry>> = HashMap::new();
        for (from, to, arrow) in view.graph.written.arrows() {
            let Some(&start) = order.get(&from) else { continue };
            let transition = arrow.transition.map(|index| &view.journey().file().transitions[index as usize]);
            let personas = transition.map(|transition| view.journey().personas_of_transition(transition)).unwrap_or_default();
            if arrow.kind == ArrowKind::Influence || arrow.exit || next.get(&from) == Some(&to) || !view.holds(&personas) {
                continue;
            }
            let goal = view.journey().model.node(to);
            let way = way(goal, arrow.kind, order.get(&to).is_some_and(|&end| end <= start));
            let mut entry = entry(view, goal, way, transition);
            entry.whom = view.whom(&personas);
            entries.entry(from).or_default().push(entry);
        }
        Self { entries }
    }

    /// Those of a place.
    pub fn of(&self, place: Node<'_>) -> Vec<Entry> {
        self.entries.get(&place.id).cloned().unwrap_or_default()
    }
}

/// What comes next in the order of the file: the stage after a stage, the touchpoint or step after another of its stage.
fn successors(journey: Node<'_>) -> HashMap<ElementId, ElementId> {
    let mut out = HashMap::new();
    let mut add = |before: &mut Option<ElementId>, node: Node<'_>| {
        if let Some(before) = before.replace(node.id) {
            out.insert(before, node.id);
        }
    };
    let mut stage = None;
    for node in journey.stages() {
        add(&mut stage, node);
        let mut inner = None;
        node.touchpoints().for_each(|touchpoint| add(&mut inner, touchpoint));
    }
    out
}

/// What kind of way leads to a goal; whether it leads back has to be said.
pub(in super::super) fn way(goal: Node<'_>, kind: ArrowKind, back: bool) -> Way {
    match (kind, goal.kind(), goal.word(Field::Value)) {
        (ArrowKind::HandOff, _, _) => Way::HandOff,
        (_, ElementKind::Outcome, Some("success")) => Way::Success,
        (_, ElementKind::Outcome, Some("failure")) => Way::Failure,
        (_, ElementKind::Outcome, _) => Way::End,
        _ if back => Way::Back,
        _ => Way::Past,
    }
}

fn entry<'m>(view: &View<'_, 'm>, goal: Node<'m>, way: Way, transition: Option<&'m Transition>) -> Entry {
    let mut facts: Vec<String> = Vec::new();
    let mut ground = None;
    if let Some(transition) = transition {
        facts.extend(transition.label.as_ref().map(|label| text(&label.text)));
        facts.extend(transition.takes.as_ref().map(|takes| format!("{} {}", view.word(Word::After), quantity(takes, view.labels))));
        let clauses = view.journey().clause_set(transition.clauses);
        facts.extend(clauses.when.as_ref().map(|when| format!("{} {}", view.word(Word::When), text(&when.text))));
        let sources: Vec<Node<'_>> = clauses.sources.iter().filter_map(|&source| view.journey().goal(source)).collect();
        ground = if transition.share.is_some() { view.ground(&sources) } else { None };
    }
    facts.extend(view.field(goal, Field::Emotion).filter(|_| goal.kind() == ElementKind::Outcome).filter_map(|claim| {
        match &claim.claim().value {
            ClaimValue::Emotion(points) => {
                Some(format!("{} {}", view.word(Word::Feels), points.iter().map(feeling).collect::<Vec<_>>().join(" → ")))
            }
            _ => None,
        }
    }));
    facts.retain(|fact| !fact.is_empty());
    let share = transition.and_then(|transition| transition.share.as_ref()).map(|(share, _)| quantity(share, view.labels));
    let said = match (share, goal.kind()) {
        (Some(share), _) => format!("{share} {}", caption(goal)),
        (None, _) => caption(goal),
    };
    Entry { lead: Some(Lead::Way(way)), text: said, facts, ground, ..Entry::default() }
}

/// An emotion in words: `+1 back to work`.
pub(in super::super) fn feeling(point: &Point) -> String {
    let parts = [point.value.map(signed), point.word.as_deref().map(text)];
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}
