//! Numbers as near as possible to where they want to be, in a given order.

/// Values that do not fall and are as near as possible to wishes with weights (least squares; pool adjacent violators).
pub fn rising(wishes: &[(f64, f64)]) -> Vec<f64> {
    let mut pools: Vec<(f64, f64, usize)> = Vec::with_capacity(wishes.len());
    for &(wish, weight) in wishes {
        let mut pool = (wish, weight, 1);
        while let Some(&(mean, before, count)) = pools.last().filter(|last| last.0 > pool.0) {
            pools.pop();
            let weight = before + pool.1;
            pool = ((mean * before + pool.0 * pool.1) / weight, weight, count + pool.2);
        }
        pools.push(pool);
    }
    pools.into_iter().flat_map(|(mean, _, count)| std::iter::repeat_n(mean, count)).collect()
}

/// Places between two borders, each so far from the one before, as near as possible to wishes that do not fall.
pub fn spread(wishes: &[f32], apart: f32, (low, high): (f32, f32)) -> Vec<f32> {
    let steps = wishes.len().saturating_sub(1) as f32;
    let apart = if steps > 0.0 { apart.min((high - low).max(0.0) / steps) } else { 0.0 };
    let wanted: Vec<(f64, f64)> =
        wishes.iter().enumerate().map(|(at, &wish)| (f64::from(wish.clamp(low, high.max(low)) - at as f32 * apart), 1.0)).collect();
    let last = high.max(low) - steps * apart;
    rising(&wanted)
        .into_iter()
        .enumerate()
        .map(|(at, value)| (value as f32).clamp(low, last.max(low)) + at as f32 * apart)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{rising, spread};

    #[test]
    fn what_falls_gets_the_mean() {
        assert_eq!(rising(&[(1.0, 1.0), (5.0, 1.0), (3.0, 1.0), (7.0, 2.0)]), [1.0, 4.0, 4.0, 7.0]);
        assert!(rising(&[]).is_empty());
    }

    #[test]
    fn places_keep_their_distance_between_the_borders() {
        assert_eq!(spread(&[5.0], 10.0, (0.0, 20.0)), [5.0]);
        assert_eq!(spread(&[10.0, 10.0], 4.0, (0.0, 20.0)), [8.0, 12.0]);
        assert_eq!(spread(&[-9.0, 0.0, 90.0], 4.0, (0.0, 20.0)), [0.0, 4.0, 20.0]);
        assert_eq!(spread(&[1.0, 1.0, 1.0], 40.0, (0.0, 20.0)), [0.0, 10.0, 20.0]);
    }
}
