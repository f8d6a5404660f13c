//! A Markov chain for one persona: the walk graph with shares, and a node for those who go from a stage to an end.

use std::collections::{BTreeMap, HashMap};

use petgraph::graph::{DiGraph, NodeIndex};

use crate::graph::JourneyGraph;
use crate::model::ElementId;

use super::assumption::{AssumptionKind, Key};
use super::{Bounds, End, build, solve};

/// A way from a node to another one.
#[derive(Clone, Copy, Debug)]
pub struct Way {
    /// Where it leads.
    pub to: u32,
    /// How many of those at the node take it.
    pub share: Bounds,
    /// How long it takes, in seconds.
    pub takes: Bounds,
}

/// How long a node takes, in seconds; none if that is not known.
pub type Duration = Option<Bounds>;

/// The chain of one persona.
#[derive(Debug, Default)]
pub struct Chain {
    /// Where it begins.
    pub root: u32,
    /// The ways out of each node that somebody may take.
    pub ways: Vec<Vec<Way>>,
    /// Where ways come from, by node.
    pub before: Vec<Vec<u32>>,
    /// The component of each node; those further on have smaller numbers.
    pub component: Vec<u32>,
    /// Whether one can come back to the node.
    pub looped: Vec<bool>,
    /// What arrivals at each node rest on: the numbers of assumptions, and whether they only say that something is unknown.
    pub notes: Vec<Vec<(u32, bool)>>,
    /// Where assumptions are made that concern numbers elsewhere, and the numbers of these assumptions.
    pub sweeping: Vec<(u32, u32)>,
    /// Whether nobody takes some way out of the node, whatever is true.
    pub cut: Vec<bool>,
    /// The assumptions made at each node, before they are numbered.
    pub assumed: Vec<(u32, Vec<Key>)>,
    /// The numbers of all assumptions, as all concern the time.
    pub timing: Vec<u32>,
    /// The nodes of each stage and of what is in it; the first is where it is entered.
    pub stages: HashMap<ElementId, Vec<u32>>,
    /// The node of each touchpoint and step, and of each stage without any.
    pub places: HashMap<ElementId, u32>,
    /// The node of each end.
    pub ends: BTreeMap<End, u32>,
    /// The node of those who go from a stage to an end, and the transitions by which they do.
    pub leaving: BTreeMap<(ElementId, End), (u32, Vec<u32>)>,
    /// The nodes of loops that nobody leaves, in order.
    pub endless: Vec<u32>,
    /// The element at each node, if it is a place.
    pub at: Vec<Option<ElementId>>,
    /// How long each node takes.
    pub durations: Vec<Duration>,
    /// Whether any duration is written.
    pub timed: bool,
}

impl Chain {
    /// The chain of a persona of the graph, or of nobody in particular.
    pub fn new(graph: &JourneyGraph<'_>, persona: Option<usize>) -> Self {
        let mut chain = build::build(graph, persona);
        chain.keep_reached();
        chain.connect();
        chain.find_loops();
        chain
    }

    /// The places that one can come back to, in loops that are left.
    pub fn round(&self) -> Vec<ElementId> {
        let left = |node: u32| self.looped[node as usize] && self.endless.binary_search(&node).is_err();
        self.places.iter().filter(|(_, node)| left(**node)).map(|(place, _)| *place).collect()
    }

    /// Whether somebody may get to a node.
    pub fn is_reached(&self, node: u32) -> bool {
        node == self.root || !self.before[node as usize].is_empty()
    }

    /// Takes out the ways that nobody takes, whatever is true, and those from where nobody gets.
    fn keep_reached(&mut self) {
        self.cut = vec![false; self.ways.len()];
        for (ways, cut) in self.ways.iter_mut().zip(&mut self.cut) {
            let all = ways.len();
            let shares: Vec<Bounds> = ways.iter().map(|way| way.share).collect();
            let mut middle = solve::middle(&shares).into_iter();
            ways.retain(|_| middle.next().is_some_and(|part| part > 0.0));
            *cut = ways.len() < all;
        }
        let mut seen = vec![false; self.ways.len()];
        seen[self.root as usize] = true;
        let mut todo = vec![self.root];
        while let Some(node) = todo.pop() {
            for way in &self.ways[node as usize] {
                if !std::mem::replace(&mut seen[way.to as usize], true) {
                    todo.push(way.to);
                }
            }
        }
        for (ways, _) in self.ways.iter_mut().zip(&seen).filter(|(_, seen)| !**seen) {
            ways.clear();
        }
        self.assumed.retain(|(node, _)| seen[*node as usize]);
        self.before = vec![Vec::new(); self.ways.len()];
        for (from, ways) in self.ways.iter().enumerate() {
            for way in ways {
                self.before[way.to as usize].push(from as u32);
            }
        }
        self.notes = vec![Vec::new(); self.ways.len()];
    }

    /// Finds the components.
    fn connect(&mut self) {
        self.component = vec![0; self.ways.len()];
        self.looped = vec![false; self.ways.len()];
        let links = self.ways.iter().enumerate().flat_map(|(from, ways)| ways.iter().map(move |way| (from as u32, way.to)));
        for (number, nodes) in components(self.ways.len(), links).into_iter().enumerate() {
            for &node in &nodes {
                self.component[node as usize] = number as u32;
                let itself = self.ways[node as usize].iter().any(|way| way.to == node);
                self.looped[node as usize] = nodes.len() > 1 || itself;
            }
        }
    }

    /// Finds the loops that nobody leaves, and those in which the shares would let somebody stay for ever.
    fn find_loops(&mut self) {
        let mut members: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for node in (0..self.ways.len() as u32).filter(|&node| self.looped[node as usize]) {
            members.entry(self.component[node as usize]).or_default().push(node);
        }
        for nodes in members.into_values() {
            let component = self.component[nodes[0] as usize];
            let leaves = |node: &u32| self.ways[*node as usize].iter().any(|way| self.component[way.to as usize] != component);
            let (kind, nodes) = if nodes.iter().any(leaves) {
                (AssumptionKind::LoopIsLeft, self.could_stay(&nodes))
            } else {
                self.endless.extend(&nodes);
                (AssumptionKind::NobodyLeaves, nodes)
            };
            let place = nodes.iter().filter_map(|node| self.at[*node as usize]).min();
            self.assumed.extend(nodes.into_iter().map(|node| (node, vec![(place, kind)])));
        }
        self.endless.sort_unstable();
    }

    /// Of the nodes of a component those from each of which all may go on to another one of them.
    fn could_stay(&self, nodes: &[u32]) -> Vec<u32> {
        let mut inside: HashMap<u32, f64> = nodes.iter().map(|&node| (node, 0.0)).collect();
        let mut todo = Vec::new();
        for &node in nodes {
            let within = |way: &&Way| inside.contains_key(&way.to);
            let most: f64 = self.ways[node as usize].iter().filter(within).map(|way| way.share.high).sum();
            let forced = self.ways[node as usize].iter().any(|way| !inside.contains_key(&way.to) && way.share.low > 0.0);
            inside.insert(node, most);
            if forced || most < 1.0 - 1e-9 {
                todo.push(node);
            }
        }
        while let Some(node) = todo.pop() {
            if inside.remove(&node).is_none() {
                continue;
            }
            for &before in &self.before[node as usize] {
                let Some(most) = inside.get_mut(&before) else { continue };
                let ways = self.ways[before as usize].iter().filter(|way| way.to == node);
                let (low, high) = ways.fold((0.0, 0.0), |(low, high), way| (low + way.share.low, high + way.share.high));
                *most -= high;
                if low > 0.0 || *most < 1.0 - 1e-9 {
                    todo.push(before);
                }
            }
        }
        let mut left: Vec<u32> = inside.into_keys().collect();
        left.sort_unstable();
        left
    }
}

/// The strongly connected components of nodes, those further on first.
pub fn components(count: usize, links: impl Iterator<Item = (u32, u32)>) -> Vec<Vec<u32>> {
    let mut graph: DiGraph<(), ()> = DiGraph::with_capacity(count, count);
    for _ in 0..count {
        graph.add_node(());
    }
    for (from, to) in links {
        graph.add_edge(NodeIndex::new(from as usize), NodeIndex::new(to as usize), ());
    }
    let found = petgraph::algo::kosaraju_scc(&graph);
    found.into_iter().map(|nodes| nodes.into_iter().map(|node| node.index() as u32).collect()).collect()
}
