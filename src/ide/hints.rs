//! What the order implies, shown where it holds: where customers go on to, and what share of them is left for a way.

use super::View;
use super::ways::{Way, left, percent, ways};
use crate::graph::{ArrowKind, JourneyGraph};
use crate::model::Node;
use crate::source::{Span, one_line};

/// Words that stand in no file, shown at a byte of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// Before which byte.
    pub at: u32,
    /// What is shown.
    pub label: String,
    /// What it means.
    pub meaning: &'static str,
}

/// The hints of a part of a file, in order.
pub fn hints(view: View<'_>, part: Span) -> Vec<Hint> {
    let mut out = Vec::new();
    for journey in view.analysis.model.journeys(view.file) {
        let element = journey.element();
        let whole = element.block.map_or(element.head, |block| element.head.to(block));
        if whole.end < part.start || part.end < whole.start || element.guessed {
            continue;
        }
        let graph = JourneyGraph::new(journey);
        if !graph.uncertain() {
            of_journey(&graph, &mut out);
        }
    }
    out.retain(|hint| part.start <= hint.at && hint.at <= part.end);
    out.sort_by(|a, b| a.at.cmp(&b.at).then_with(|| a.label.cmp(&b.label)));
    out.dedup();
    out
}

fn of_journey(graph: &JourneyGraph<'_>, out: &mut Vec<Hint>) {
    let journey = graph.journey;
    let ways = ways(graph);
    let places = journey.stages().flat_map(|stage| std::iter::once(stage).chain(stage.touchpoints()));
    for place in places {
        let Some(leaving) = ways.out.get(&place.id) else { continue };
        let left = left(journey, leaving);
        for way in leaving.iter().filter(|way| way.arrow.implied && way.arrow.kind == ArrowKind::Flow) {
            out.push(implied(graph, place, *way, left));
        }
        if let Some((_, most)) = left.filter(|(_, most)| *most > 0.0) {
            let unshared = leaving.iter().filter_map(|way| way.transition(journey)).filter(|transition| transition.share.is_none());
            let references = &journey.file().references;
            out.extend(unshared.map(|transition| Hint {
                at: references[transition.to as usize].span.end,
                label: format!("≤ {}", percent(most, most)),
                meaning: "what the other shares leave at most",
            }));
        }
    }
}

/// The way that the order leads on, at the end of the head of a place.
fn implied(graph: &JourneyGraph<'_>, place: Node<'_>, way: Way, left: Option<(f64, f64)>) -> Hint {
    let other = place.model.node(way.other);
    let mut label = format!("→ {}", one_line(other.name().unwrap_or(other.caption())));
    if let Some((low, high)) = left {
        label.push(' ');
        label.push_str(&percent(low, high));
    }
    let spent = graph.written.spent(place.id);
    if !spent.is_empty() {
        let others = graph.personas.iter().filter(|id| !spent.contains(id));
        let names: Vec<&str> = others.filter_map(|&id| place.model.node(id).name()).collect();
        label.push_str(" for ");
        label.push_str(&names.join(", "));
    }
    Hint { at: place.element().head.end, label, meaning: "the next place in the written order" }
}
