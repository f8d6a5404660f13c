//! Lanes above and below the cards: each way around has its own, the shorter the nearer.

use std::collections::BTreeMap;

/// So many lanes are looked at before a new one is begun.
const LOOKED_AT: usize = 48;

/// The lane of each stretch, from 0: two that share a place never have the same. Short ones come first, so that a way inside another one
/// does not cross it.
pub fn lanes(stretches: &[(f32, f32)], apart: f32) -> Vec<usize> {
    let mut order: Vec<usize> = (0..stretches.len()).collect();
    order.sort_by(|&one, &other| {
        let length = |at: usize| stretches[at].1 - stretches[at].0;
        length(one).total_cmp(&length(other)).then(one.cmp(&other))
    });
    let mut lanes: Vec<BTreeMap<i64, i64>> = Vec::new();
    let mut out = vec![0; stretches.len()];
    for at in order {
        let (start, end) = ((stretches[at].0 - apart / 2.0) as i64, (stretches[at].1 + apart / 2.0) as i64 + 1);
        let free = |lane: &BTreeMap<i64, i64>| lane.range(..end).next_back().is_none_or(|(_, &other)| other <= start);
        let looked_at = lanes.len().saturating_sub(LOOKED_AT);
        // Below what lies inside it: the deepest lane that is taken decides.
        let taken = (looked_at..lanes.len()).rev().find(|&lane| !free(&lanes[lane]));
        let lane = taken.map_or(looked_at, |lane| lane + 1);
        if lane == lanes.len() {
            lanes.push(BTreeMap::new());
        }
        lanes[lane].insert(start, end);
        out[at] = lane;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::lanes;

    #[test]
    fn what_lies_inside_is_nearer() {
        assert_eq!(lanes(&[(0.0, 100.0), (20.0, 40.0), (60.0, 80.0), (200.0, 220.0)], 4.0), [1, 0, 0, 0]);
        assert_eq!(lanes(&[(0.0, 50.0), (40.0, 90.0)], 4.0), [0, 1]);
        assert!(lanes(&[], 4.0).is_empty());
    }

    #[test]
    fn many_that_share_a_place_all_have_their_own() {
        let nested: Vec<(f32, f32)> = (0..200).map(|at| (at as f32, 1000.0 - at as f32)).collect();
        let mut own = lanes(&nested, 2.0);
        own.sort_unstable();
        own.dedup();
        assert_eq!(own.len(), 200);
    }
}
