//! The walk graph as plain data, for those who show where one place leads.

use petgraph::visit::EdgeRef as _;

use super::JourneyGraph;
use super::walk::{Spot, Who};
use crate::model::ElementId;

/// A node of the walk graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// The beginning or the end of the journey.
    Edge,
    /// Before a touchpoint or a stage that some pass by, where everybody arrives; without one, where those come together who passed by a
    /// stage.
    Gate(Option<ElementId>),
    /// Where a stage in which something stands is entered.
    In(ElementId),
    /// Where a stage is left.
    Out(ElementId),
    /// At a touchpoint, a step, an outcome, or a stage in which nothing stands.
    At(ElementId),
}

/// An edge of the walk graph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The number of the stop where it begins.
    pub from: usize,
    /// The number of the stop to which it leads.
    pub to: usize,
    /// The transition in the file's list, if one was written.
    pub transition: Option<u32>,
    /// The personas who can take it; none if all can.
    pub whom: Option<Vec<ElementId>>,
}

impl JourneyGraph<'_> {
    /// All stops, in the order of their numbers.
    pub fn stops(&self) -> Vec<Stop> {
        let empty = |id: ElementId| self.journey.model.node(id).touchpoints().next().is_none();
        let walk = &self.walk;
        let spots = walk.graph.node_indices().map(|node| (node, walk.graph[node]));
        spots
            .map(|(node, spot)| match spot {
                Spot::Root | Spot::End => Stop::Edge,
                Spot::Gate(id) => Stop::Gate((walk.arrivals.get(&id) == Some(&node)).then_some(id)),
                Spot::In(id) if !empty(id) => Stop::In(id),
                Spot::In(id) | Spot::At(id) | Spot::Outcome(id) => Stop::At(id),
                Spot::Out(id) => Stop::Out(id),
            })
            .collect()
    }

    /// All steps from stop to stop, in order.
    pub fn steps(&self) -> Vec<Step> {
        let step = |edge: petgraph::graph::EdgeReference<'_, super::walk::Way>| {
            let way = edge.weight();
            let allowed = || (0..self.personas.len()).filter(|&at| way.who.allows(Some(at))).map(|at| self.personas[at]).collect();
            Step {
                from: edge.source().index(),
                to: edge.target().index(),
                transition: way.transition,
                whom: if matches!(way.who, Who::All) { None } else { Some(allowed()) },
            }
        };
        self.walk.graph.edge_references().map(step).collect()
    }
}
