//! A line above stages and outcomes: how many ways lead in and out.

use std::collections::HashMap;

use super::View;
use crate::graph::{ArrowKind, JourneyGraph};
use crate::model::vocabulary::ElementKind;
use crate::model::{ElementId, Node};
use crate::render::count;
use crate::source::Span;

/// A line above an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lens {
    /// The smallest text that names the element.
    pub at: Span,
    /// What is said.
    pub text: String,
}

/// The lenses of a file, in order. Nothing is said of journeys of whose flow an error hides a part.
pub fn lenses(view: View<'_>) -> Vec<Lens> {
    let journeys = view.analysis.model.journeys(view.file).filter(|journey| !journey.element().guessed);
    let graphs = journeys.map(JourneyGraph::new).filter(|graph| !graph.uncertain());
    let mut out: Vec<Lens> = graphs.flat_map(|graph| of_journey(&graph)).collect();
    out.sort_by_key(|lens| lens.at);
    out
}

fn of_journey(graph: &JourneyGraph<'_>) -> Vec<Lens> {
    let mut ways: HashMap<ElementId, (usize, usize)> = HashMap::new();
    for (from, to, arrow) in graph.written.arrows().filter(|(_, _, arrow)| arrow.kind != ArrowKind::Influence) {
        let (from, to) = (area(graph, from), area(graph, to));
        // What stays in a stage leads neither in nor out; `exit` is followed by the way out of the stage.
        if from != to {
            ways.entry(from).or_default().1 += 1;
            if arrow.kind == ArrowKind::Flow {
                ways.entry(to).or_default().0 += 1;
            }
        }
    }
    let ways = |node: Node<'_>| ways.get(&node.id).copied().unwrap_or_default();
    let stages = graph.journey.stages().map(|stage| {
        let (into, out) = ways(stage);
        (stage, format!("{} in, {} out", count(into, "way"), count(out, "way")))
    });
    let outcomes = graph.outcomes().map(|outcome| (outcome, format!("{} in", count(ways(outcome).0, "way"))));
    stages.chain(outcomes).map(|(node, text)| Lens { at: node.name_span(), text }).collect()
}

/// The stage of a place; an outcome, or what belongs to another journey, is its own.
fn area(graph: &JourneyGraph<'_>, id: ElementId) -> ElementId {
    let node = graph.journey.model.node(id);
    let stage = node.ancestors().find(|around| around.kind() == ElementKind::Stage);
    stage.map_or(id, |stage| stage.id)
}
