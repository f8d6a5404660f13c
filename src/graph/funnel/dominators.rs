//! What must be passed on the way to a node.
//!
//! Semi-NCA: semidominators by a forest of paths, then one walk up the tree for each node. All of it is iterative.
//!
//! Source: L. Georgiadis, R. E. Tarjan, R. F. Werneck, "Finding Dominators in Practice", JGAA 10 (2006).

const NONE: u32 = u32::MAX;

/// The tree of dominators.
pub struct Dominators {
    /// By node: its place in the order of a depth-first search; none if it is not reached.
    number: Vec<u32>,
    /// By node: the last other node that every way to it passes; the root's own is the root.
    last: Vec<u32>,
}

impl Dominators {
    /// The dominators of all nodes that a root leads to.
    pub fn new(root: u32, count: usize, after: impl Fn(u32) -> Vec<u32>, before: &[Vec<u32>]) -> Self {
        let mut number = vec![NONE; count];
        let mut order: Vec<u32> = Vec::new();
        let mut parent: Vec<u32> = Vec::new();
        let mut todo = vec![(root, 0_u32)];
        while let Some((node, from)) = todo.pop() {
            if number[node as usize] != NONE {
                continue;
            }
            let own = order.len() as u32;
            number[node as usize] = own;
            order.push(node);
            parent.push(from);
            todo.extend(after(node).into_iter().rev().filter(|next| number[*next as usize] == NONE).map(|next| (next, own)));
        }
        let reached = order.len();
        let mut forest =
            Forest { above: vec![NONE; reached], label: (0..reached as u32).collect(), semi: (0..reached as u32).collect() };
        for own in (1..reached).rev() {
            let mut least = own as u32;
            for before in &before[order[own] as usize] {
                let other = number[*before as usize];
                if other != NONE {
                    let best = forest.least_above(other);
                    least = least.min(forest.semi[best as usize]);
                }
            }
            forest.semi[own] = least;
            forest.above[own] = parent[own];
        }
        let mut up = parent;
        for own in 1..reached {
            let mut at = up[own];
            while at > forest.semi[own] {
                at = up[at as usize];
            }
            up[own] = at;
        }
        let mut last = vec![NONE; count];
        for (own, node) in order.iter().enumerate() {
            last[*node as usize] = order[up[own] as usize];
        }
        Self { number, last }
    }

    /// The last other node that every way to a node passes; none for the root and for what is not reached.
    pub fn before(&self, node: u32) -> Option<u32> {
        let last = self.last[node as usize];
        (last != NONE && last != node).then_some(last)
    }

    /// By node a range in an order of all nodes in which it stands first, followed by those to which every way passes it.
    pub fn ranges(&self) -> Vec<(u32, u32)> {
        let mut order: Vec<usize> = (0..self.number.len()).filter(|&node| self.number[node] != NONE).collect();
        order.sort_unstable_by_key(|&node| self.number[node]);
        let mut ranges = vec![(0, 0); self.number.len()];
        // How many a node dominates with itself; dominators come first in the order.
        let mut size = vec![1_u32; self.number.len()];
        for &node in order.iter().skip(1).rev() {
            size[self.last[node] as usize] += size[node];
        }
        let mut free = vec![0_u32; self.number.len()];
        for &node in &order {
            let above = self.last[node] as usize;
            let start = free[above];
            free[above] += size[node];
            free[node] = start + 1;
            ranges[node] = (start, start + size[node]);
        }
        ranges
    }

    /// The last node that every way to any of some nodes passes, which may be one of them.
    pub fn common(&self, nodes: &[u32]) -> Option<u32> {
        let mut reached = nodes.iter().copied().filter(|node| self.number[*node as usize] != NONE);
        let first = reached.next()?;
        Some(reached.fold(first, |mut one, mut other| {
            while one != other {
                if self.number[one as usize] > self.number[other as usize] {
                    one = self.last[one as usize];
                } else {
                    other = self.last[other as usize];
                }
            }
            one
        }))
    }
}

/// Paths of the depth-first tree, compressed as they are walked.
struct Forest {
    above: Vec<u32>,
    label: Vec<u32>,
    semi: Vec<u32>,
}

impl Forest {
    /// Of the nodes from one up to the top of its path, without the top, that of the least semidominator.
    fn least_above(&mut self, node: u32) -> u32 {
        if self.above[node as usize] == NONE {
            return node;
        }
        let mut path = Vec::new();
        let mut at = node;
        while self.above[self.above[at as usize] as usize] != NONE {
            path.push(at);
            at = self.above[at as usize];
        }
        for &below in path.iter().rev() {
            let above = self.above[below as usize];
            if self.semi[self.label[above as usize] as usize] < self.semi[self.label[below as usize] as usize] {
                self.label[below as usize] = self.label[above as usize];
            }
            self.above[below as usize] = self.above[above as usize];
        }
        self.label[node as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(links: &[(u32, u32)], count: usize) -> Dominators {
        let mut before = vec![Vec::new(); count];
        for (from, to) in links {
            before[*to as usize].push(*from);
        }
        let after = |node: u32| links.iter().filter(|(from, _)| *from == node).map(|(_, to)| *to).collect();
        Dominators::new(0, count, after, &before)
    }

    /// Whether every way to a node passes another one, by leaving that one out.
    fn passes(links: &[(u32, u32)], other: u32, node: u32) -> bool {
        let mut seen = std::collections::BTreeSet::from([0]);
        let mut todo = vec![0];
        while let Some(at) = todo.pop().filter(|_| other != 0) {
            for (_, to) in links.iter().filter(|(from, to)| *from == at && *to != other) {
                if seen.insert(*to) {
                    todo.push(*to);
                }
            }
        }
        other == 0 || !seen.contains(&node)
    }

    #[test]
    fn are_those_that_leaving_nodes_out_finds() {
        let mut seed: u64 = 1;
        let mut below = |limit: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            ((seed >> 33) % limit) as u32
        };
        for _ in 0..300 {
            let count = 2 + below(8) as usize;
            let links: Vec<(u32, u32)> = (0..below(18)).map(|_| (below(count as u64), below(count as u64))).collect();
            let tree = of(&links, count);
            for node in (1..count as u32).filter(|node| tree.number[*node as usize] != NONE) {
                let mut all = vec![];
                let mut at = node;
                while let Some(before) = tree.before(at) {
                    all.push(before);
                    at = before;
                }
                let wanted: Vec<u32> = (0..count as u32)
                    .filter(|other| *other != node && tree.number[*other as usize] != NONE && passes(&links, *other, node))
                    .collect();
                all.sort_unstable();
                assert_eq!(all, wanted, "{links:?} to {node}");
                let ranges = tree.ranges();
                let inside =
                    |other: &u32| (ranges[*other as usize].0..ranges[*other as usize].1).contains(&ranges[node as usize].0);
                let around = (0..count as u32).filter(|other| *other != node && inside(other));
                assert_eq!(around.collect::<Vec<_>>(), wanted, "{links:?} around {node}");
            }
        }
    }
}
