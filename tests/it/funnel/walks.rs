//! Walks that are thrown with dice come to the same numbers.

use std::collections::HashMap;

use journey::graph::funnel::End;
use journey::graph::{ArrowKind, JourneyGraph};
use journey::model::vocabulary::ElementKind;
use journey::model::{ElementId, Node};

use super::{journey, known_map};
use crate::support::{Numbers, check};

/// Walks a journey as the language says, by its written graph alone.
struct Walker<'g, 'm> {
    graph: &'g JourneyGraph<'m>,
    stages: Vec<Node<'m>>,
}

/// Where somebody is: at a place, or leaving a stage.
#[derive(Clone, Copy, PartialEq)]
enum Where {
    Enter(ElementId),
    At(ElementId),
    Leave(ElementId),
}

impl Walker<'_, '_> {
    /// One walk: which stages were seen, and the outcome; none if it led nowhere.
    fn walk(&self, numbers: &mut Numbers) -> (Vec<ElementId>, Option<ElementId>) {
        let mut at = Where::Enter(self.stages[0].id);
        let mut seen = Vec::new();
        for _ in 0..100_000 {
            let next = match at {
                Where::Enter(stage) => {
                    seen.push(stage);
                    let first = self.graph.journey.model.node(stage).touchpoints().next();
                    Some(first.map_or(Where::Leave(stage), |first| Where::At(first.id)))
                }
                Where::At(place) => {
                    seen.extend(self.graph.journey.model.node(place).parent().map(|stage| stage.id));
                    self.choose(place, numbers)
                }
                Where::Leave(stage) => self.choose(stage, numbers),
            };
            match next {
                None => return (seen, None),
                Some(Where::Enter(end)) if self.graph.outcomes().any(|outcome| outcome.id == end) => return (seen, Some(end)),
                Some(next) => at = next,
            }
        }
        (seen, None)
    }

    fn choose(&self, place: ElementId, numbers: &mut Numbers) -> Option<Where> {
        let node = self.graph.journey.model.node(place);
        let stage = node.parent().filter(|_| node.kind() != ElementKind::Stage);
        let siblings: Vec<ElementId> = stage.map_or_else(Vec::new, |stage| stage.touchpoints().map(|one| one.id).collect());
        let position = |id: ElementId| siblings.iter().position(|other| *other == id);
        let mut dice = (numbers.next() >> 11) as f64 / (1_u64 << 53) as f64 * 100.0;
        let (mut open, mut forward, mut sum) = (None, false, 0.0);
        for (_, to, arrow) in self.graph.written.leaving(place) {
            assert_eq!(arrow.kind, ArrowKind::Flow);
            let goal = if arrow.exit {
                Where::Leave(to)
            } else if matches!(self.graph.journey.model.node(to).kind(), ElementKind::Stage | ElementKind::Outcome) {
                Where::Enter(to)
            } else {
                Where::At(to)
            };
            forward |= !arrow.exit && position(to).is_some_and(|other| Some(other) > position(place));
            let share = arrow.transition.and_then(|index| self.graph.journey.file().transitions[index as usize].share.clone());
            match share {
                Some((share, _)) => {
                    sum += share.low;
                    if (0.0..share.low).contains(&dice) {
                        return Some(goal);
                    }
                    dice -= share.low;
                }
                None => open = Some(goal),
            }
        }
        if open.is_none() && !forward && sum < 100.0 {
            open = stage.map(|stage| Where::Leave(stage.id));
        }
        open
    }
}

#[test]
fn numbers_are_those_of_walks_thrown_with_dice() {
    const WALKS: u32 = 4000;
    let mut numbers = Numbers(7);
    let mut compared = 0;
    for round in 0..40 {
        let text = known_map(&mut numbers);
        let analysis = check(&text);
        let graph = JourneyGraph::new(journey(&analysis));
        let funnel = graph.funnel(None);
        let walker = Walker { graph: &graph, stages: graph.journey.stages().collect() };
        let mut count: HashMap<ElementId, u32> = HashMap::new();
        for _ in 0..WALKS {
            let (mut seen, end) = walker.walk(&mut numbers);
            seen.extend(end);
            seen.sort_unstable();
            seen.dedup();
            for id in seen {
                *count.entry(id).or_default() += 1;
            }
        }
        let ends = funnel.ends.iter().filter_map(|end| match end.end {
            End::Outcome(id) => Some((id, end.parts.all.bounds)),
            _ => None,
        });
        for (id, bounds) in funnel.stages.iter().map(|stage| (stage.stage, stage.parts.all.bounds)).chain(ends) {
            let part = f64::from(count.get(&id).copied().unwrap_or(0)) / f64::from(WALKS);
            // Five standard deviations.
            let off = 5.0 * (part * (1.0 - part) / f64::from(WALKS)).sqrt() + 2.0 / f64::from(WALKS);
            assert!(
                part >= bounds.low - off && part <= bounds.high + off,
                "{round}: {:?} is {bounds:?}, walks say {part}\n{text}",
                graph.journey.model.node(id).name()
            );
            compared += usize::from(bounds.is_known());
        }
    }
    assert!(compared > 150, "most shares are known: {compared}");
}
