//! The curves of emotions as text: a block for each place, higher where it feels better.

use super::Page;
use crate::graph::JourneyGraph;
use crate::labels::Word;
use crate::model::value::ClaimValue;
use crate::model::value::signed;
use crate::model::vocabulary::Field;
use crate::model::{ElementId, Node};
use crate::render::escape::plain;
use crate::sheet::with_feelings;

/// From -2 to +2.
const BLOCKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
/// A place of which nothing is known.
const GAP: char = '·';

impl<'m> Page<'_, 'm> {
    /// Writes the curve of each persona, or one for everybody where nobody is named.
    pub fn curves(&mut self, graph: &JourneyGraph<'m>) {
        let journey = graph.journey;
        // As in the picture, somebody who does not walk but is said to feel something has a curve.
        let all = with_feelings(graph);
        let walkers: Vec<Option<ElementId>> = match self.asked.persona {
            Some(persona) => vec![Some(persona)],
            None if all.is_empty() => vec![None],
            None => all.into_iter().map(Some).collect(),
        };
        let mut rows = Vec::new();
        for walker in walkers {
            let points: Vec<Option<(f64, Node<'m>)>> = journey.stages().flat_map(|stage| points(stage, walker)).collect();
            let known = || points.iter().copied().flatten();
            let (Some(low), Some(high)) =
                (known().reduce(|a, b| if b.0 < a.0 { b } else { a }), known().reduce(|a, b| if b.0 > a.0 { b } else { a }))
            else {
                continue;
            };
            let curve: String = points.iter().map(|point| point.map_or(GAP, |(value, _)| block(value))).collect();
            let name = walker.map_or_else(|| "everybody".to_owned(), |id| self.title(journey.model.node(id)));
            let end = |(value, place): (f64, Node<'m>)| format!("{} {}", signed(value), plain(place.caption()));
            rows.push(vec![name, format!("`{curve}`"), end(low), end(high)]);
        }
        if rows.is_empty() {
            return;
        }
        self.heading(2, &self.word(Word::Emotion));
        let head = ["persona", "from the first touchpoint to the last", "lowest", "highest"].map(str::to_owned);
        self.table(&head, &rows);
        self.paragraph("`▁` is −2, `█` is +2, and `·` a place of which it is not known.");
    }
}

/// The points at the touchpoints of a stage. What is said of the stage itself counts where nothing is said of any of them.
fn points(stage: Node<'_>, persona: Option<ElementId>) -> Vec<Option<(f64, Node<'_>)>> {
    let at = |place: Node<'_>| feeling(place, persona);
    let mut points: Vec<Option<(f64, Node<'_>)>> = stage.touchpoints().map(|place| Some((at(place)?, place))).collect();
    if points.iter().all(Option::is_none) {
        let own = at(stage).map(|value| (value, stage));
        match points.first_mut() {
            Some(first) => *first = own,
            None => points.push(own),
        }
    }
    points
}

/// How a persona feels at a place: the mean of what is said of that persona by name, else of what is said of everybody. Of several points
/// the mean counts as one.
fn feeling(place: Node<'_>, persona: Option<ElementId>) -> Option<f64> {
    let (mut own, mut common) = (Vec::new(), Vec::new());
    for claim in place.field(Field::Emotion) {
        let ClaimValue::Emotion(points) = &claim.claim().value else { continue };
        let points: Vec<f64> = points.iter().filter_map(|point| point.value).collect();
        let whom = claim.personas();
        if persona.is_some_and(|id| whom.contains(&id)) {
            own.extend(mean(&points));
        } else if persona.is_none() || whom.is_empty() {
            common.extend(mean(&points));
        }
    }
    mean(&own).or_else(|| mean(&common))
}

fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

fn block(value: f64) -> char {
    let steps = (BLOCKS.len() - 1) as f64;
    let at = ((value + 2.0) / 4.0 * steps).round().clamp(0.0, steps);
    BLOCKS.iter().copied().zip(0u8..).find(|(_, index)| f64::from(*index) >= at).map_or(GAP, |(block, _)| block)
}
