//! The extreme values of the nodes of one component.
//!
//! A node is worth what it costs and the mean of what its ways lead to; the shares of the mean may be chosen within their bounds, so
//! that the value is least or greatest. Each node begins with shares that leave no way out of sight, and changes to the extreme ones
//! for the present values only where this makes it strictly better (policy iteration). Such a change never closes a loop: in a loop
//! that nobody leaves the mean of all changes is zero, so none of its nodes can have become better. Hence all linear systems have a
//! solution, and the last values are the extreme ones over all shares with which everybody leaves the loop in the end.
//!
//! A system is solved by taking out one node after the other, that with the fewest ways first, and leading its ways past it. Numbers
//! are added, multiplied and divided, never subtracted, so that nothing is lost by cancellation.
//!
//! Source: W. K. Grassmann, M. I. Taksar, D. P. Heyman, "Regenerative Analysis and Steady State Distributions for Markov Chains",
//! Operations Research 33 (1985).

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use super::chain::{Chain, components};
use super::{Bounds, Expected};

/// A change that is smaller than this makes nothing better.
const BETTER: f64 = 1e-14;
/// The most rounds of policy iteration; a handful is normal.
const ROUNDS: usize = 64;
/// How much work one system may be, in sums of products.
const SYSTEM: u64 = 400_000;
/// How often a component that is too much work is gone through instead.
const SWEEPS: usize = 60;

/// Which extreme is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aim {
    /// The least value.
    Least,
    /// The greatest.
    Most,
}

/// A node of a component.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// Its ways.
    pub arcs: Vec<Arc>,
    /// What being there is worth.
    pub own: f64,
}

/// A way out of a node of a component.
#[derive(Clone, Copy, Debug)]
pub struct Arc {
    /// The node of the component to which it leads; none if it leads out.
    pub to: Option<u32>,
    /// What taking it is worth, with what lies behind it if it leads out.
    pub worth: f64,
    /// How many take it.
    pub share: Bounds,
}

/// Shares within bounds that give every way something that may be taken at all; they sum to 1 if any within the bounds do.
pub fn middle(bounds: &[Bounds]) -> Vec<f64> {
    let least: f64 = bounds.iter().map(|share| share.low).sum();
    let room: f64 = bounds.iter().map(|share| share.high - share.low).sum();
    let part = if room > 0.0 { ((1.0 - least) / room).clamp(0.0, 1.0) } else { 0.0 };
    let part = if part < 1e-12 { 0.0 } else { part };
    bounds.iter().map(|share| share.low + part * (share.high - share.low)).collect()
}

/// Shares within bounds with which the mean of some values is extreme.
pub fn extreme(bounds: &[Bounds], values: &[f64], aim: Aim) -> Vec<f64> {
    let mut order: Vec<usize> = (0..bounds.len()).collect();
    order.sort_by(|&one, &other| {
        let by_value = values[one].total_cmp(&values[other]);
        (if aim == Aim::Least { by_value } else { by_value.reverse() }).then(one.cmp(&other))
    });
    let mut out: Vec<f64> = bounds.iter().map(|share| share.low).collect();
    let mut left = 1.0 - out.iter().sum::<f64>();
    for at in order {
        let more = (bounds[at].high - bounds[at].low).min(left);
        if more <= 1e-15 {
            continue;
        }
        out[at] += more;
        left -= more;
    }
    out
}

fn mean(shares: &[f64], values: &[f64]) -> f64 {
    shares.iter().zip(values).filter(|(share, _)| **share > 0.0).map(|(share, value)| share * value).sum()
}

/// The extreme values of the nodes of a component.
pub enum Values {
    /// They are exact.
    Exact(Vec<f64>),
    /// It was too much work: the extreme values lie between these and the mean, but are not known better.
    Outer(Vec<f64>),
    /// Nothing limits them.
    Endless,
}

/// Finds the extreme values of the nodes of a component. If it is too much work, outer bounds are given for values from 0 to 1.
pub fn extremes(rows: &[Row], aim: Aim) -> Values {
    if let [row] = rows
        && row.arcs.iter().all(|arc| arc.to.is_none())
    {
        let (bounds, values) = (bounds(row), row.arcs.iter().map(|arc| arc.worth).collect::<Vec<_>>());
        return Values::Exact(vec![row.own + mean(&extreme(&bounds, &values, aim), &values)]);
    }
    let mut policy: Vec<Vec<f64>> = rows.iter().map(|row| middle(&bounds(row))).collect();
    for _ in 0..ROUNDS {
        let values = match solve(rows, &policy) {
            Solved::Values(values) => values,
            Solved::Endless => return Values::Endless,
            Solved::TooMuch => return Values::Outer(outer(rows, aim)),
        };
        let mut changed = false;
        for (row, shares) in rows.iter().zip(&mut policy) {
            let behind: Vec<f64> = row.arcs.iter().map(|arc| arc.worth + arc.to.map_or(0.0, |to| values[to as usize])).collect();
            let better = extreme(&bounds(row), &behind, aim);
            let (old, new) = (mean(shares, &behind), mean(&better, &behind));
            let gain = if aim == Aim::Least { old - new } else { new - old };
            if gain > BETTER * old.abs().max(1.0) {
                *shares = better;
                changed = true;
            }
        }
        if !changed {
            return Values::Exact(values);
        }
    }
    Values::Outer(outer(rows, aim))
}

fn bounds(row: &Row) -> Vec<Bounds> {
    row.arcs.iter().map(|arc| arc.share).collect()
}

/// Values that are not inside the extreme ones: the mean of values that are too low is too low, and of those too high too high.
fn outer(rows: &[Row], aim: Aim) -> Vec<f64> {
    let mut values = vec![if aim == Aim::Least { 0.0 } else { 1.0 }; rows.len()];
    for _ in 0..SWEEPS {
        let mut moved: f64 = 0.0;
        for at in (0..rows.len()).rev() {
            let row = &rows[at];
            let behind: Vec<f64> = row.arcs.iter().map(|arc| arc.worth + arc.to.map_or(0.0, |to| values[to as usize])).collect();
            let value = (row.own + mean(&extreme(&bounds(row), &behind, aim), &behind)).clamp(0.0, 1.0);
            moved = moved.max((value - values[at]).abs());
            values[at] = value;
        }
        if moved < 1e-15 {
            break;
        }
    }
    values
}

enum Solved {
    Values(Vec<f64>),
    /// Somebody stays for ever.
    Endless,
    TooMuch,
}

/// The values of nodes whose shares are chosen.
fn solve(rows: &[Row], policy: &[Vec<f64>]) -> Solved {
    let count = rows.len();
    let mut ways: Vec<BTreeMap<u32, f64>> = vec![BTreeMap::new(); count];
    let mut from: Vec<BTreeSet<u32>> = vec![BTreeSet::new(); count];
    let (mut out, mut gain) = (vec![0.0; count], vec![0.0; count]);
    for (at, (row, shares)) in rows.iter().zip(policy).enumerate() {
        gain[at] = row.own;
        for (arc, &share) in row.arcs.iter().zip(shares).filter(|(_, share)| **share > 0.0) {
            gain[at] += share * arc.worth;
            match arc.to {
                None => out[at] += share,
                Some(to) if to as usize == at => {}
                Some(to) => {
                    *ways[at].entry(to).or_default() += share;
                    from[to as usize].insert(at as u32);
                }
            }
        }
    }
    let cost = |ways: &BTreeMap<u32, f64>, from: &BTreeSet<u32>| ways.len() * from.len();
    let mut todo: BinaryHeap<Reverse<(usize, u32)>> =
        (0..count).map(|at| Reverse((cost(&ways[at], &from[at]), at as u32))).collect();
    let mut order: Vec<(u32, BTreeMap<u32, f64>, f64)> = Vec::with_capacity(count);
    let mut gone = vec![false; count];
    let mut work = 0;
    while let Some(Reverse((known, node))) = todo.pop() {
        let at = node as usize;
        if gone[at] {
            continue;
        }
        let now = cost(&ways[at], &from[at]);
        if now > known {
            todo.push(Reverse((now, node)));
            continue;
        }
        work += now as u64 + 1;
        if work > SYSTEM {
            return Solved::TooMuch;
        }
        gone[at] = true;
        let own = std::mem::take(&mut ways[at]);
        let leaving: f64 = own.values().sum::<f64>() + out[at];
        // Zero, unless nothing was lost in rounding.
        if leaving <= 0.0 {
            return Solved::Endless;
        }
        for before in std::mem::take(&mut from[at]) {
            let Some(share) = ways[before as usize].remove(&node) else { continue };
            let part = share / leaving;
            for (&to, &onward) in own.iter().filter(|(to, _)| **to != before) {
                *ways[before as usize].entry(to).or_default() += part * onward;
                from[to as usize].insert(before);
            }
            out[before as usize] += part * out[at];
            gain[before as usize] += part * gain[at];
        }
        for to in own.keys() {
            from[*to as usize].remove(&node);
        }
        // What has become cheaper comes earlier.
        for to in own.keys() {
            todo.push(Reverse((cost(&ways[*to as usize], &from[*to as usize]), *to)));
        }
        order.push((node, own, leaving));
    }
    let mut values = vec![0.0; count];
    for (node, own, leaving) in order.into_iter().rev() {
        let behind: f64 = own.iter().map(|(to, share)| share * values[*to as usize]).sum();
        values[node as usize] = (gain[node as usize] + behind) / leaving;
    }
    Solved::Values(values)
}

/// How long somebody can be expected to walk; none where no duration is written.
pub fn expected_time(chain: &Chain) -> Option<Expected> {
    if !chain.timed {
        return None;
    }
    let links = chain.ways.iter().enumerate().flat_map(|(from, ways)| ways.iter().map(move |way| (from as u32, way.to)));
    let components = components(chain.ways.len(), links);
    let least = total(chain, &components, Aim::Least);
    let most = if chain.endless.is_empty() { total(chain, &components, Aim::Most) } else { None };
    let unknown = (0..chain.ways.len() as u32).filter(|&node| chain.durations[node as usize].is_none() && chain.is_reached(node));
    let seconds = Bounds { low: least.unwrap_or(0.0), high: most.unwrap_or(f64::INFINITY) };
    Some(Expected { seconds, unknown: unknown.count(), notes: chain.timing.iter().copied().collect() })
}

/// The extreme expected time from the root on; none if nothing limits it, or it is too much work.
fn total(chain: &Chain, components: &[Vec<u32>], aim: Aim) -> Option<f64> {
    let end = |bounds: Bounds| if aim == Aim::Least { bounds.low } else { bounds.high };
    let mut values = vec![0.0; chain.ways.len()];
    let mut local = vec![u32::MAX; chain.ways.len()];
    for nodes in components {
        if chain.ways[nodes[0] as usize].is_empty() || chain.endless.binary_search(&nodes[0]).is_ok() {
            continue;
        }
        for (at, node) in nodes.iter().enumerate() {
            local[*node as usize] = at as u32;
        }
        let rows: Vec<Row> = nodes
            .iter()
            .map(|&node| Row {
                own: chain.durations[node as usize].map_or(0.0, end),
                arcs: (chain.ways[node as usize].iter())
                    .map(|way| {
                        let inside = chain.component[way.to as usize] == chain.component[node as usize];
                        let to = inside.then(|| local[way.to as usize]);
                        let behind = if inside { 0.0 } else { values[way.to as usize] };
                        Arc { to, worth: end(way.takes) + behind, share: way.share }
                    })
                    .collect(),
            })
            .collect();
        let Values::Exact(found) = extremes(&rows, aim) else { return None };
        for (node, value) in nodes.iter().zip(found) {
            values[*node as usize] = value;
        }
    }
    Some(values[chain.root as usize])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arc(to: Option<u32>, worth: f64, low: f64, high: f64) -> Arc {
        Arc { to, worth, share: Bounds { low, high } }
    }

    fn exact(rows: &[Row], aim: Aim) -> Vec<f64> {
        match extremes(rows, aim) {
            Values::Exact(values) => values,
            _ => panic!("it can be solved"),
        }
    }

    fn near(one: f64, other: f64) -> bool {
        (one - other).abs() < 1e-12
    }

    #[test]
    fn a_gambler_with_a_bad_coin() {
        // From i of n, up with p: (1 - r^i) / (1 - r^n) with r = (1 - p) / p.
        let (count, up) = (40_u32, 0.47);
        let rows: Vec<Row> = (1..count)
            .map(|at| {
                let to = |to: u32| (to > 0 && to < count).then(|| to - 1);
                let win = f64::from(u8::from(at + 1 == count));
                Row { own: 0.0, arcs: vec![arc(to(at + 1), win, up, up), arc(to(at - 1), 0.0, 1.0 - up, 1.0 - up)] }
            })
            .collect();
        let ratio: f64 = (1.0 - up) / up;
        for (at, value) in exact(&rows, Aim::Least).into_iter().enumerate() {
            let wanted = (1.0 - ratio.powi(at as i32 + 1)) / (1.0 - ratio.powi(count as i32));
            assert!((value / wanted - 1.0).abs() < 1e-12, "{at}: {value} and not {wanted}");
        }
    }

    #[test]
    fn a_loop_within_a_loop() {
        // 0 goes on to 1; 1 stays with 1/2, goes back to 0 with 1/4, wins with 1/8, loses with 1/8.
        let rows = [
            Row { own: 1.0, arcs: vec![arc(Some(1), 0.0, 1.0, 1.0)] },
            Row { own: 1.0, arcs: vec![arc(Some(1), 0.0, 0.5, 0.5), arc(Some(0), 0.0, 0.25, 0.25), arc(None, 0.0, 0.25, 0.25)] },
        ];
        // Visits: x1 = 2 + x0 / 2 at 1, x0 = 1 + x1: 1 is left for good every fourth time.
        let values = exact(&rows, Aim::Most);
        assert!(near(values[1], 5.0) && near(values[0], 6.0), "{values:?}");
    }

    #[test]
    fn whoever_may_stay_leaves_in_the_end() {
        let free = Bounds { low: 0.0, high: 1.0 };
        let rows =
            [Row { own: 0.0, arcs: vec![Arc { to: Some(0), worth: 0.0, share: free }, Arc { to: None, worth: 1.0, share: free }] }];
        assert!(near(exact(&rows, Aim::Least)[0], 1.0));
        assert!(near(exact(&rows, Aim::Most)[0], 1.0));
        // Each time round costs something, and nothing says how often that is.
        let costly = [Row { own: 1.0, ..rows[0].clone() }];
        assert!(near(exact(&costly, Aim::Least)[0], 2.0));
        assert!(matches!(extremes(&costly, Aim::Most), Values::Endless));
    }

    #[test]
    fn bounds_that_are_too_much_work_are_outer_ones() {
        let rows = [
            Row { own: 0.0, arcs: vec![arc(Some(1), 0.0, 0.3, 0.5), arc(None, 1.0, 0.1, 0.6), arc(None, 0.0, 0.1, 0.2)] },
            Row { own: 0.0, arcs: vec![arc(Some(0), 0.0, 0.5, 0.9), arc(None, 1.0, 0.1, 0.5)] },
        ];
        for (aim, sign) in [(Aim::Least, 1.0), (Aim::Most, -1.0)] {
            for (outer, exact) in outer(&rows, aim).into_iter().zip(exact(&rows, aim)) {
                assert!(sign * (exact - outer) > -1e-15 && near(exact, outer), "{outer} and {exact}");
            }
        }
    }
}
