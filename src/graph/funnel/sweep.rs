//! Assumptions that concern numbers elsewhere.
//!
//! Who is taken to stay at a place for ever, or to be lost there, might as well go on to any other place: so each number rests on that,
//! except that of a place where they have all been before. The same holds where shares that cannot be right leave nobody for a way: the
//! way is not in the chain, and nothing behind it shows why.

use super::Notes;
use super::chain::Chain;
use super::dominators::Dominators;

/// The assumptions of a chain that concern numbers elsewhere.
#[derive(Debug)]
pub struct Sweep {
    /// By node: what it dominates, as a range in an order of all nodes.
    ranges: Vec<(u32, u32)>,
    /// The places of the assumptions in that order, sorted.
    places: Vec<u32>,
    /// The assumptions of so many first places, and of all but so many first ones.
    first: Vec<Notes>,
    rest: Vec<Notes>,
}

impl Sweep {
    pub fn new(chain: &Chain, dominators: &Dominators) -> Self {
        if chain.sweeping.is_empty() {
            return Self { ranges: Vec::new(), places: Vec::new(), first: vec![Notes::default()], rest: vec![Notes::default()] };
        }
        let ranges = dominators.ranges();
        let mut found: Vec<(u32, u32)> = chain.sweeping.iter().map(|&(node, number)| (ranges[node as usize].0, number)).collect();
        found.sort_unstable();
        let sums = |numbers: &mut dyn Iterator<Item = u32>| {
            let mut sums = vec![Notes::default()];
            for number in numbers {
                sums.push(sums[sums.len() - 1].and(&[number].into_iter().collect()));
            }
            sums
        };
        let first = sums(&mut found.iter().map(|(_, number)| *number));
        let mut rest = sums(&mut found.iter().rev().map(|(_, number)| *number));
        rest.reverse();
        Self { ranges, places: found.into_iter().map(|(place, _)| place).collect(), first, rest }
    }

    /// The assumptions that a number rests on which says how many get to a node; of no node in particular all of them.
    pub fn concerning(&self, node: Option<u32>) -> Notes {
        let Some(&(start, end)) = node.and_then(|node| self.ranges.get(node as usize)) else { return self.rest[0].clone() };
        let at = |place: u32| self.places.partition_point(|other| *other < place);
        self.first[at(start)].and(&self.rest[at(end)])
    }
}
