//! Which assumptions a number rests on.

/// How many runs are kept: a list of hundreds of numbers says no more than its first and last.
const MOST: usize = 24;

/// A set of numbers as runs, each its first and its last, in order. Where there were too many runs the nearest ones are joined, so
/// that the set may hold more numbers than were put in, never fewer.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Notes {
    runs: Vec<(u32, u32)>,
}

impl Notes {
    /// The runs, in order.
    pub fn runs(&self) -> &[(u32, u32)] {
        &self.runs
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }

    /// With those of another set.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        Self::joined(self.runs.iter().chain(&other.runs).copied().collect())
    }

    fn joined(mut runs: Vec<(u32, u32)>) -> Self {
        runs.sort_unstable();
        let mut out: Vec<(u32, u32)> = Vec::new();
        for (first, last) in runs {
            match out.last_mut() {
                Some(run) if first <= run.1.saturating_add(1) => run.1 = run.1.max(last),
                _ => out.push((first, last)),
            }
        }
        while out.len() > MOST {
            let nearest = (1..out.len()).min_by_key(|&at| out[at].0 - out[at - 1].1).unwrap_or(1);
            let (_, last) = out.remove(nearest);
            out[nearest - 1].1 = last;
        }
        Self { runs: out }
    }
}

impl FromIterator<u32> for Notes {
    fn from_iter<T: IntoIterator<Item = u32>>(numbers: T) -> Self {
        Self::joined(numbers.into_iter().map(|number| (number, number)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_are_one_run_and_few_runs_are_kept() {
        let notes: Notes = [4, 1, 2, 3, 7].into_iter().collect();
        assert_eq!(notes.runs(), [(1, 4), (7, 7)]);
        assert_eq!(notes.and(&[5, 6].into_iter().collect()).runs(), [(1, 7)]);
        let many: Notes = (0..100).map(|number| number * 2).collect();
        assert_eq!(many.runs().len(), MOST);
        assert_eq!((many.runs()[0].0, many.runs()[MOST - 1].1), (0, 198));
    }
}
