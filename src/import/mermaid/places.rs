//! Where the parts of a text stood before some of it was taken out or written otherwise.

use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// Places of a text in the one that it was made of.
#[derive(Debug, Default)]
pub struct Places {
    /// Where what differs ends: here, and there.
    ends: Vec<(usize, usize)>,
}

impl Places {
    /// What differs ends here and there, behind all that did before.
    pub fn push(&mut self, here: usize, there: usize) {
        self.ends.push((here, there));
    }

    /// Where a byte stood.
    pub fn place(&self, at: usize) -> usize {
        let before = self.ends.partition_point(|(end, _)| *end <= at);
        let (end, written) = before.checked_sub(1).map_or((0, 0), |last| self.ends[last]);
        written + at - end
    }

    /// Moves findings to where it stood what they are about.
    pub fn move_back(&self, findings: &mut [Diagnostic]) {
        if self.ends.is_empty() {
            return;
        }
        for label in findings.iter_mut().flat_map(|found| &mut found.labels) {
            let span = label.span.range();
            // What ends where something was taken out ends before that.
            let end = if span.end > span.start { self.place(span.end - 1) + 1 } else { self.place(span.end) };
            label.span = Span::new(self.place(span.start), end);
        }
    }
}
