//! Work on all cores, where the program has them; the library alone does one thing after the other.

use std::ops::Range;

/// Applies a function to all, on all cores where the program has them.
pub fn map<T: Sync, R: Send>(items: &[T], f: impl Fn(&T) -> R + Sync + Send) -> Vec<R> {
    // One alone is done where we are: to hand it to another thread and wait would take longer on a busy machine.
    if let [only] = items {
        return vec![f(only)];
    }
    #[cfg(feature = "cli")]
    {
        use rayon::prelude::*;
        items.par_iter().map(f).collect()
    }
    #[cfg(not(feature = "cli"))]
    items.iter().map(f).collect()
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
    // One of the threads that work must not wait for the others.
    #[cfg(feature = "cli")]
    if rayon::current_thread_index().is_none() {
        use rayon::prelude::*;
        let (sender, receiver) = std::sync::mpsc::channel();
        rayon::in_place_scope(|scope| {
            let send = |sender: &mut std::sync::mpsc::Sender<_>, (at, item)| {
                // Nobody takes it any more only if taking panicked.
                let _ = sender.send((at, f(item)));
            };
            // One after the other, and not from both halves at once: what comes early has to wait and takes room.
            scope.spawn(move |_| items.iter().enumerate().par_bridge().for_each_with(sender, send));
            let mut early = std::collections::BTreeMap::new();
            let mut next = 0;
            for (at, result) in receiver {
                early.insert(at, result);
                while let Some(result) = early.remove(&next) {
                    take(&items[next], result);
                    next += 1;
                }
            }
        });
        return;
    }
    for item in items {
        take(item, f(item));
    }
}
