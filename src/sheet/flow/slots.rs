//! In which slot of its stage each place stands: behind all that lead to it in the order of the file.

use std::collections::HashMap;

use crate::graph::{ArrowKind, JourneyGraph};
use crate::model::vocabulary::Field;
use crate::model::{ElementId, Node};

use super::super::view::View;

/// What stands in a stage, and how it is entered and left.
pub struct Inside<'m> {
    /// Its touchpoints and steps that are shown.
    pub nodes: Vec<Node<'m>>,
    /// The slot of each, from 0.
    pub ranks: Vec<usize>,
    /// Where the stage is entered: indices into `nodes`.
    pub entries: Vec<usize>,
    /// From where it goes on: indices into `nodes`.
    pub ends: Vec<usize>,
}

impl<'m> Inside<'m> {
    /// Looks into a stage. `goals` says where an arrow leads on the sheet.
    pub fn of(view: &View<'_, 'm>, stage: Node<'m>, goals: &dyn Fn(ElementId) -> Vec<ElementId>) -> Self {
        let nodes: Vec<Node<'m>> = stage.touchpoints().filter(|&node| view.shows(node)).collect();
        let at: HashMap<ElementId, usize> = nodes.iter().enumerate().map(|(at, node)| (node.id, at)).collect();
        let any = stage.word(Field::Order) == Some("any");
        let known = |ids: Vec<ElementId>| {
            let mut places: Vec<usize> = ids.into_iter().filter_map(|id| at.get(&id).copied()).collect();
            places.sort_unstable();
            places.dedup();
            places
        };
        let mut entries = if any {
            (0..nodes.len()).collect()
        } else {
            let start = stage.references(Field::Start).map(|node| node.id).collect::<Vec<_>>();
            let first = stage.touchpoints().next().map(|node| node.id).into_iter().collect();
            known((if start.is_empty() { first } else { start }).into_iter().flat_map(goals).collect())
        };
        if entries.is_empty() && !nodes.is_empty() {
            entries.push(0);
        }
        let mut ranks = vec![0; nodes.len()];
        let mut reached: Vec<bool> = (0..nodes.len()).map(|at| any || entries.contains(&at)).collect();
        let mut ends = Vec::new();
        for (from, node) in nodes.iter().enumerate() {
            if !reached[from] && from > 0 {
                ranks[from] = ranks[from].max(ranks[from - 1] + 1);
            }
            let onward: Vec<usize> = known(onward(view, *node).flat_map(goals).collect());
            let mut forward = false;
            for to in onward.into_iter().filter(|&to| to > from) {
                ranks[to] = ranks[to].max(ranks[from] + 1);
                reached[to] = true;
                forward = true;
            }
            if !forward && !spent(view.graph, *node) {
                ends.push(from);
            }
        }
        if ends.is_empty() && !nodes.is_empty() {
            ends.push(nodes.len() - 1);
        }
        Self { nodes, ranks, entries, ends }
    }

    /// How many slots they take.
    pub fn slots(&self) -> usize {
        self.ranks.iter().max().map_or(1, |most| most + 1)
    }
}

/// Where customers go from a place, its stage aside.
fn onward<'v>(view: &'v View<'_, '_>, node: Node<'_>) -> impl Iterator<Item = ElementId> + 'v {
    let arrows = view.graph.written.leaving(node.id).into_iter();
    let own = arrows.filter(|(_, _, arrow)| arrow.kind == ArrowKind::Flow && !arrow.exit && view.takes(arrow));
    own.map(|(_, to, _)| to)
}

/// Whether written shares take all who leave a place.
fn spent(graph: &JourneyGraph<'_>, node: Node<'_>) -> bool {
    let transitions = &graph.journey.file().transitions;
    let shares = graph.written.leaving(node.id).into_iter().filter_map(|(_, _, arrow)| {
        let transition = &transitions[arrow.transition? as usize];
        transition.share.as_ref().filter(|_| arrow.kind != ArrowKind::Influence).map(|(share, _)| share.low)
    });
    shares.sum::<f64>() >= 100.0 - 1e-9
}
