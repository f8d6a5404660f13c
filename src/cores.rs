//! Work on all cores, where the program has them; the library alone does one thing after the other.
//!
//! Whoever asks for something takes part in it, and only the other cores have to be woken: to wait for threads that do all the work would
//! leave a core idle until the system has found out that two of them share the other one.

use std::ops::Range;

/// Applies a function to all, on all cores where the program has them.
pub fn map<T: Sync, R: Send>(items: &[T], f: impl Fn(&T) -> R + Sync + Send) -> Vec<R> {
    let mut results = Vec::with_capacity(items.len());
    in_order(items, f, |_, result| results.push(result));
    results
}

/// A range in pieces that are worth a core each.
pub fn pieces(all: Range<usize>) -> Vec<Range<usize>> {
    const MOST: usize = 10_000;
    all.clone().step_by(MOST).map(|start| start..all.end.min(start + MOST)).collect()
}

/// Does two things, at once where the program has cores for it. The first one is done where we are: what makes many small things is better
/// done there, since other threads ask for memory in smaller steps.
pub fn both<A, B: Send>(a: impl FnOnce() -> A, b: impl FnOnce() -> B + Send) -> (A, B) {
    #[cfg(feature = "cli")]
    return std::thread::scope(|scope| {
        let other = scope.spawn(b);
        let own = a();
        (own, other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    });
    #[cfg(not(feature = "cli"))]
    return (a(), b());
}

/// Applies a function to all, on all cores where the program has them, and takes the results here, in order and as soon as there are some.
pub fn in_order<T: Sync, R: Send>(items: &[T], f: impl Fn(&T) -> R + Sync + Send, mut take: impl FnMut(&T, R)) {
    // One alone is done where we are: to hand it to another thread and wait would take longer on a busy machine.
    #[cfg(feature = "cli")]
    if items.len() > 1 && rayon::current_num_threads() > 1 {
        return together::in_order(items, &f, take);
    }
    for item in items {
        take(item, f(item));
    }
}

#[cfg(feature = "cli")]
mod together {
    use std::collections::BTreeMap;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::sync::mpsc::channel;

    /// A list is cut into so many parts for each core: enough for all to be done at about the same time.
    const PARTS: usize = 32;

    /// Applies a function to all. All take the next part when they are done with one, and whoever asked takes the results in between.
    pub fn in_order<T: Sync, R: Send>(items: &[T], f: &(impl Fn(&T) -> R + Sync), mut take: impl FnMut(&T, R)) {
        let cores = rayon::current_num_threads();
        let parts: Vec<&[T]> = items.chunks(items.len().div_ceil(cores * PARTS)).collect();
        let next = AtomicUsize::new(0);
        let work = || {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let part = parts.get(at)?;
            Some((at, part.iter().map(f).collect::<Vec<R>>()))
        };
        let work = &work;
        rayon::in_place_scope(|scope| {
            let (sender, receiver) = channel();
            for _ in 1..cores.min(parts.len()) {
                let sender = sender.clone();
                scope.spawn(move |_| {
                    // Nobody takes it any more only if taking panicked.
                    while let Some(done) = work()
                        && sender.send(done).is_ok()
                    {}
                });
            }
            drop(sender);
            let (mut early, mut taken) = (BTreeMap::new(), 0);
            while taken < parts.len() {
                early.extend(receiver.try_iter());
                if let Some(results) = early.remove(&taken) {
                    parts[taken].iter().zip(results).for_each(|(item, result)| take(item, result));
                    taken += 1;
                } else if let Some(done) = work().or_else(|| receiver.recv().ok()) {
                    early.extend([done]);
                } else {
                    // Somebody else panicked, which is passed on here.
                    break;
                }
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_order() {
        let items: Vec<usize> = (0..10_000).collect();
        let mut seen = Vec::new();
        in_order(&items, |item| item * 2, |item, double| seen.push((*item, double)));
        assert!(seen.iter().copied().eq(items.iter().map(|item| (*item, item * 2))));
        // Also within each other, and where there is little or nothing to do.
        let within = map(&items[..50], |item| map(&items[..*item], |other| other + item));
        assert!(within.iter().enumerate().all(|(item, found)| found.iter().copied().eq(item..2 * item)));
        assert!(map(&items[..0], |item| *item).is_empty());
    }

    #[test]
    fn a_panic_is_passed_on() {
        let items: Vec<usize> = (0..1000).collect();
        for bad in [0, 500, 999] {
            let all = || map(&items, |item| assert_ne!(*item, bad));
            assert!(std::panic::catch_unwind(all).is_err(), "{bad}");
            let taken = || in_order(&items, |item| *item, |item, _| assert_ne!(*item, bad));
            assert!(std::panic::catch_unwind(taken).is_err(), "{bad}");
        }
        assert_eq!(map(&items, |item| *item).len(), 1000);
    }
}
