//! Which node stands for which place, and in which order they stand.

use std::collections::HashMap;

use crate::graph::ArrowKind;
use crate::model::vocabulary::{ElementKind, Field};
use crate::model::{ElementId, Node};

use super::view::View;

/// The ends of the arrows of one place.
#[derive(Clone, Copy)]
pub struct Spot {
    /// The node at which arrows arrive.
    pub enter: usize,
    /// The node from which they leave.
    pub leave: usize,
    /// Its first and last node: where ways back are tied to a stage, since they come out of its left border and into its right one.
    pub reach: (usize, usize),
    /// The stage as a whole, if it is one: its cluster.
    pub whole: Option<usize>,
    /// The stage in which it stands or that it is: its cluster.
    pub stage: Option<usize>,
    /// Whether it belongs to another map.
    pub foreign: bool,
}

impl Spot {
    /// A place of one node.
    fn one(node: usize) -> Self {
        Self { enter: node, leave: node, reach: (node, node), whole: None, stage: None, foreign: false }
    }
}

/// What stands where.
pub struct Layout<'m> {
    /// The ends of each place.
    pub spots: HashMap<ElementId, Spot>,
    /// The stages with their nodes, in order.
    pub columns: Vec<Column<'m>>,
    /// Outcomes and other maps.
    pub others: Vec<(usize, Node<'m>, bool)>,
    /// Pairs of nodes of which the second stands right of the first.
    pub order: Vec<(usize, usize)>,
}

/// A stage and its nodes.
pub struct Column<'m> {
    /// The stage.
    pub stage: Node<'m>,
    /// Its cluster.
    pub cluster: usize,
    /// Its touchpoints and steps, or itself if there are none.
    pub cards: Vec<(usize, Node<'m>)>,
    /// The point by which it is left, if an arrow says `exit`.
    pub exit: Option<usize>,
}

/// Numbers the nodes from `next` on, in the order of the file.
pub fn layout<'m>(view: &View<'_, 'm>, next: &mut usize) -> Layout<'m> {
    let written = &view.graph.written;
    let mut spots = HashMap::new();
    let mut columns = Vec::new();
    let mut firsts: Vec<Vec<usize>> = Vec::new();
    let mut lasts: Vec<Vec<usize>> = Vec::new();
    let mut inside_order = Vec::new();
    let mut number = || {
        *next += 1;
        *next - 1
    };
    for (cluster, stage) in view.journey().stages().enumerate() {
        let inside: Vec<Node<'m>> = stage.touchpoints().collect();
        let cards: Vec<(usize, Node<'m>)> =
            if inside.is_empty() { vec![(number(), stage)] } else { inside.iter().map(|&node| (number(), node)).collect() };
        for &(node, place) in &cards {
            spots.insert(place.id, Spot { stage: Some(cluster), ..Spot::one(node) });
        }
        let arrows = || cards.iter().flat_map(|&(_, place)| written.leaving(place.id));
        let leaves = arrows().chain(written.leaving(stage.id)).any(|(_, to, arrow)| arrow.exit && to == stage.id);
        let exit = leaves.then(&mut number);
        let at: HashMap<ElementId, usize> = cards.iter().map(|&(node, place)| (place.id, node)).collect();
        let ends = ends(view, &cards, &at);
        let start = stage.references(Field::Start).find_map(|place| at.get(&place.id).copied());
        let enter = start.unwrap_or(cards[0].0);
        let leave = exit.or(ends.last().copied()).unwrap_or(cards[cards.len() - 1].0);
        let reach = (cards[0].0, exit.unwrap_or(cards[cards.len() - 1].0));
        spots.insert(stage.id, Spot { enter, leave, reach, whole: Some(cluster), stage: Some(cluster), foreign: false });
        let any = stage.word(Field::Order) == Some("any");
        firsts.push(if any { cards.iter().map(|&(node, _)| node).collect() } else { vec![cards[0].0] });
        if let Some(exit) = exit {
            inside_order.extend(ends.iter().map(|&end| (end, exit)));
        }
        lasts.push(if exit.is_some() { exit.into_iter().collect() } else { ends });
        columns.push(Column { stage, cluster, cards, exit });
    }
    let mut others = Vec::new();
    for place in written.graph.node_weights() {
        let node = view.journey().model.node(place.element);
        if place.foreign || node.kind() == ElementKind::Outcome {
            let at = number();
            spots.insert(place.element, Spot { foreign: place.foreign, ..Spot::one(at) });
            others.push((at, node, place.foreign));
        }
    }
    let order = [inside_order, order(&firsts, &lasts)].concat();
    Layout { spots, columns, others, order }
}

/// The cards of a stage from which nothing goes forward inside it.
fn ends(view: &View<'_, '_>, cards: &[(usize, Node<'_>)], at: &HashMap<ElementId, usize>) -> Vec<usize> {
    let onward = |node: usize, id: ElementId| {
        view.graph
            .written
            .leaving(id)
            .iter()
            .any(|(_, to, arrow)| arrow.kind == ArrowKind::Flow && !arrow.exit && at.get(to).is_some_and(|&other| other > node))
    };
    cards.iter().filter(|(node, place)| !onward(*node, place.id)).map(|&(node, _)| node).collect()
}

/// Each stage's ends before the next one's beginnings; as many pairs as there are nodes.
fn order(firsts: &[Vec<usize>], lasts: &[Vec<usize>]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for (before, after) in lasts.iter().zip(firsts.iter().skip(1)) {
        let (Some(&last), Some(&first)) = (before.last(), after.first()) else { continue };
        pairs.extend(before.iter().map(|&node| (node, first)));
        pairs.extend(after.iter().skip(1).map(|&node| (last, node)));
    }
    pairs
}
