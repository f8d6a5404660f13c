//! Who ever arrives where.
//!
//! Whoever gets to a node has passed its dominators, and begins anew at each: so the part that arrives is that which arrives at the
//! last dominator, times the part of these that goes on to the node; and as the shares may be chosen anew at a dominator, the bounds
//! of both are found apart. The second is looked for among the nodes between the two only. In a journey with many stages and short
//! loops these are few, so that all numbers together take little more time than one.

use std::collections::{HashMap, HashSet};

use crate::model::ElementId;

use super::chain::{Chain, Way, components};
use super::dominators::Dominators;
use super::solve::{Aim, Arc, Row, Values, extremes};
use super::sweep::Sweep;
use super::{Bounds, End, Notes, Part};

/// How much work all numbers of a chain may be, in ways that are looked at.
const WORK: u64 = 12_000_000;
/// How many ways looking for the extreme values of a node is worth.
const SOLVING: u64 = 24;

/// Where fewer than so many leave, nothing is said to leave.
const ALL: f64 = 1e-12;

const NONE: u32 = u32::MAX;

/// The parts that arrive, of one chain.
pub struct Arrivals<'c> {
    chain: &'c Chain,
    dominators: Dominators,
    sweep: Sweep,
    known: HashMap<u32, Part>,
    work: u64,
    /// The number of the assumption that something was too much work.
    too_large: u32,
    /// Whether it was made.
    pub overflowed: bool,
    /// By node: its place among those that are looked at.
    local: Vec<u32>,
    /// By node: whether it is looked for.
    goal: Vec<bool>,
}

impl<'c> Arrivals<'c> {
    pub fn new(chain: &'c Chain, too_large: u32) -> Self {
        let count = chain.ways.len();
        let after = |node: u32| chain.ways[node as usize].iter().map(|way| way.to).collect();
        let dominators = Dominators::new(chain.root, count, after, &chain.before);
        let sweep = Sweep::new(chain, &dominators);
        let whole = Part { bounds: Bounds::ONE, notes: Notes::default() };
        Self {
            chain,
            dominators,
            sweep,
            known: HashMap::from([(chain.root, whole)]),
            work: WORK,
            too_large,
            overflowed: false,
            local: vec![NONE; count],
            goal: vec![false; count],
        }
    }

    /// Who ever gets to a stage, wherever they enter it.
    pub fn stage(&mut self, stage: ElementId) -> Part {
        let nodes = self.chain.stages.get(&stage).cloned().unwrap_or_default();
        let part = self.any(&nodes);
        let reached: Vec<u32> = nodes.into_iter().filter(|node| self.chain.is_reached(*node)).collect();
        let first = self.dominators.common(&reached).filter(|common| reached.contains(common));
        self.with_sweep(&part, first)
    }

    /// Who goes from a stage to an end.
    pub fn leaving(&mut self, stage: ElementId, end: End) -> Part {
        let node = self.chain.leaving.get(&(stage, end)).map(|(node, _)| *node);
        let part = node.map_or_else(Part::default, |node| self.node(node));
        self.with_sweep(&part, node)
    }

    /// Who is at an end at last.
    pub fn end(&mut self, end: End) -> Part {
        let nodes = match end {
            End::Never => self.chain.endless.clone(),
            _ => self.chain.ends.get(&end).copied().into_iter().collect(),
        };
        let part = self.any(&nodes);
        self.with_sweep(&part, None)
    }

    /// A number with the assumptions that concern it although they are made elsewhere; see [`Sweep`].
    fn with_sweep(&self, part: &Part, node: Option<u32>) -> Part {
        Part { bounds: part.bounds, notes: part.notes.and(&self.sweep.concerning(node)) }
    }

    /// How often a place is visited by one of those who get there; nothing if nobody does.
    pub fn visits(&mut self, place: ElementId) -> Part {
        let Some(&node) = self.chain.places.get(&place).filter(|node| self.chain.is_reached(**node)) else {
            return Part::default();
        };
        if !self.chain.looped[node as usize] {
            return Part { bounds: Bounds::ONE, notes: Notes::default() };
        }
        let back = self.step(node, &[node]);
        // Each time the same part comes back.
        let low = 1.0 / (1.0 - back.bounds.low).max(ALL);
        let high = if back.bounds.high >= 1.0 - ALL { f64::INFINITY } else { 1.0 / (1.0 - back.bounds.high) };
        self.with_sweep(&Part { bounds: Bounds { low, high }, notes: back.notes }, None)
    }

    /// Who ever gets to one of some nodes.
    fn any(&mut self, nodes: &[u32]) -> Part {
        let reached: Vec<u32> = nodes.iter().copied().filter(|node| self.chain.is_reached(*node)).collect();
        let Some(common) = self.dominators.common(&reached) else { return Part::default() };
        if reached.contains(&common) {
            return self.node(common);
        }
        let before = self.node(common);
        let step = self.step(common, &reached);
        Part { bounds: before.bounds.times(step.bounds), notes: before.notes.and(&step.notes) }
    }

    /// Who ever gets to a node.
    fn node(&mut self, node: u32) -> Part {
        let mut todo = Vec::new();
        let mut at = node;
        while !self.known.contains_key(&at) {
            let Some(before) = self.dominators.before(at) else { return Part::default() };
            todo.push((before, at));
            at = before;
        }
        for (before, at) in todo.into_iter().rev() {
            let step = self.step(before, &[at]);
            let arrives = self.known.get(&before).cloned().unwrap_or_default();
            let part = Part { bounds: arrives.bounds.times(step.bounds), notes: arrives.notes.and(&step.notes) };
            self.known.insert(at, part);
        }
        self.known.get(&node).cloned().unwrap_or_default()
    }

    /// Of those at a node the part that gets to one of some others; of those who leave it, if it is one of these itself.
    fn step(&mut self, from: u32, goals: &[u32]) -> Part {
        let affordable = |nodes: &Vec<u32>, work: &mut u64| {
            let left = work.checked_sub(SOLVING * nodes.len() as u64);
            *work = left.unwrap_or(0);
            left.is_some()
        };
        let Some(nodes) = self.between(from, goals).filter(|nodes| affordable(nodes, &mut self.work)) else {
            self.overflowed = true;
            return Part { bounds: Bounds { low: 0.0, high: 1.0 }, notes: [self.too_large].into_iter().collect() };
        };
        let (low, exactly) = self.value(from, &nodes, goals, Aim::Least);
        let (high, also) = self.value(from, &nodes, goals, Aim::Most);
        let bounds = Bounds { low: low.clamp(0.0, 1.0), high: high.clamp(0.0, 1.0) };
        // Whatever is unknown makes no difference to a number that is known.
        let known = bounds.high - bounds.low < 1e-12;
        let all = nodes.iter().flat_map(|node| &self.chain.notes[*node as usize]);
        let rests: Notes = all.filter(|(_, open)| !(known && *open)).map(|(number, _)| *number).collect();
        if exactly && also {
            return Part { bounds, notes: rests };
        }
        self.overflowed = true;
        Part { bounds, notes: rests.and(&[self.too_large].into_iter().collect()) }
    }

    /// The nodes on the ways from a node to the goals; none if that is too much work.
    ///
    /// It is looked for from both ends in turn, since one of them may lead far away where the other does not.
    fn between(&mut self, from: u32, goals: &[u32]) -> Option<Vec<u32>> {
        let chain = self.chain;
        if let [goal] = goals
            && !chain.looped[from as usize]
            && chain.before[*goal as usize].iter().all(|before| *before == from)
        {
            return Some(vec![from]);
        }
        let component = |node: u32| chain.component[node as usize];
        let nearest = goals.iter().map(|goal| component(*goal)).min().unwrap_or(0);
        let is_goal: HashSet<u32> = goals.iter().copied().collect();
        let forth = |node: u32| {
            let ways = chain.ways[node as usize].iter().map(|way| way.to);
            ways.filter(|to| !is_goal.contains(to) && component(*to) >= nearest).collect::<Vec<u32>>()
        };
        let back = |node: u32| {
            let before = chain.before[node as usize].iter().copied();
            let kept =
                before.filter(|before| (!is_goal.contains(before) || *before == from) && component(*before) <= component(from));
            kept.collect::<Vec<u32>>()
        };
        let mut ahead = Search::new(vec![from]);
        let mut behind = Search::new(goals.to_vec());
        let work = &mut self.work;
        let whole_ahead = loop {
            if !ahead.advance(forth, work)? {
                break true;
            }
            if !behind.advance(back, work)? {
                break false;
            }
        };
        let mut nodes: HashSet<u32> = HashSet::new();
        if whole_ahead {
            let mut again = Search::new(goals.to_vec());
            let found = |node: u32| back(node).into_iter().filter(|other| *other == from || ahead.seen.contains(other)).collect();
            while again.advance(found, work)? {}
            nodes.extend(again.seen);
        } else {
            let mut again = Search::new(vec![from]);
            let found = |node: u32| forth(node).into_iter().filter(|other| behind.seen.contains(other)).collect();
            while again.advance(found, work)? {}
            nodes.extend(again.seen);
        }
        nodes.insert(from);
        let mut nodes: Vec<u32> = nodes.into_iter().collect();
        nodes.sort_unstable();
        Some(nodes)
    }

    /// The extreme part of those at a node that get to one of the goals by way of some nodes, and whether it is exact.
    fn value(&mut self, from: u32, nodes: &[u32], goals: &[u32], aim: Aim) -> (f64, bool) {
        let chain = self.chain;
        for (at, node) in nodes.iter().enumerate() {
            self.local[*node as usize] = at as u32;
        }
        for goal in goals {
            self.goal[*goal as usize] = true;
        }
        let inner = |to: u32| Some(self.local[to as usize]).filter(|at| *at != NONE && !self.goal[to as usize]);
        let links = (nodes.iter().enumerate())
            .flat_map(|(at, node)| chain.ways[*node as usize].iter().filter_map(move |way| Some((at as u32, inner(way.to)?))));
        let groups = if nodes.len() == 1 { vec![vec![0]] } else { components(nodes.len(), links) };
        let mut values = vec![0.0; nodes.len()];
        // The group of each node that was looked at, and its place in it.
        let mut place = vec![(NONE, NONE); nodes.len()];
        let mut exact = true;
        for (number, group) in groups.iter().enumerate() {
            for (at, node) in group.iter().enumerate() {
                place[*node as usize] = (number as u32, at as u32);
            }
            let arc = |way: &Way| {
                let (to, worth) = match inner(way.to) {
                    _ if self.goal[way.to as usize] => (None, 1.0),
                    None => (None, 0.0),
                    Some(other) if place[other as usize].0 == number as u32 => (Some(place[other as usize].1), 0.0),
                    Some(other) => (None, values[other as usize]),
                };
                Arc { to, worth, share: way.share }
            };
            let ways = |at: &u32| &chain.ways[nodes[*at as usize] as usize];
            let rows: Vec<Row> = group.iter().map(|at| Row { own: 0.0, arcs: ways(at).iter().map(arc).collect() }).collect();
            let found = match extremes(&rows, aim) {
                Values::Exact(found) => found,
                Values::Outer(found) => {
                    exact = false;
                    found
                }
                // Nobody who stays for ever gets anywhere.
                Values::Endless => vec![0.0; rows.len()],
            };
            for (at, value) in group.iter().zip(found) {
                values[*at as usize] = value;
            }
        }
        let start = self.local[from as usize] as usize;
        for node in nodes {
            self.local[*node as usize] = NONE;
        }
        for goal in goals {
            self.goal[*goal as usize] = false;
        }
        (values[start], exact)
    }
}

/// A search that can be gone on with.
struct Search {
    seen: HashSet<u32>,
    todo: Vec<u32>,
}

impl Search {
    fn new(todo: Vec<u32>) -> Self {
        Self { seen: HashSet::new(), todo }
    }

    /// Looks at one more node; whether there was one. None if the work is used up.
    fn advance(&mut self, next: impl Fn(u32) -> Vec<u32>, work: &mut u64) -> Option<bool> {
        let Some(node) = self.todo.pop() else { return Some(false) };
        for other in next(node) {
            *work = work.checked_sub(1)?;
            if self.seen.insert(other) {
                self.todo.push(other);
            }
        }
        Some(true)
    }
}
