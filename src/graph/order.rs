//! Why the order of a journey does not lead from a place to the next one.

use crate::model::ElementId;

use super::JourneyGraph;
use super::written::shares;

/// A place that would lead on to the next one, and the arrow because of which it does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interrupted {
    /// The place before.
    pub before: ElementId,
    /// The transition: an index into the file's list.
    pub by: u32,
    /// What the arrow does.
    pub how: Interruption,
}

/// How an arrow keeps the order from leading on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Interruption {
    /// It goes forward from the place before, or comes to the next one from an earlier place.
    TakesOver,
    /// Its share, with those of other arrows, takes all who leave the place before.
    TakesAll,
}

impl JourneyGraph<'_> {
    /// Why the order does not lead a persona to a stage, touchpoint or step from the one before it; none if it does, or there is none.
    pub(super) fn interrupted(&self, place: ElementId, persona: ElementId) -> Option<Interrupted> {
        let before = self.written.before(place)?;
        let found = |by: u32, how| Interrupted { before: before.place, by, how };
        if let Some(by) = before.interrupted {
            return Some(found(by, Interruption::TakesOver));
        }
        if !self.written.spent(before.place).contains(&persona) {
            return None;
        }
        let (by, _) = shares(&self.written, self.journey, before.place, Some(persona)).next()?;
        Some(found(by, Interruption::TakesAll))
    }
}
