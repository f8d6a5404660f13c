//! Places that are alike: a place is asked for what most of its kin have.

use crate::model::Node;
use crate::model::vocabulary::{ElementKind, Field};

/// Places of a journey that are alike, and those of them that have something.
pub(super) struct Kin<'m> {
    /// Those that have it.
    pub have: Vec<Node<'m>>,
    /// Those that lack it.
    pub lack: Vec<Node<'m>>,
}

impl<'m> Kin<'m> {
    /// Parts places by whether they have something.
    pub fn new(places: impl Iterator<Item = Node<'m>>, has: impl Fn(Node<'m>) -> bool) -> Self {
        let (have, lack) = places.partition(|place| has(*place));
        Self { have, lack }
    }

    /// Whether more than so many percent have it.
    pub fn is_usual(&self, percent: u32) -> bool {
        is_usual(self.have.len(), self.have.len() + self.lack.len(), percent)
    }

    /// "5 of 6 touchpoints have one".
    pub fn count(&self) -> String {
        let all = self.have.len() + self.lack.len();
        let verb = if self.have.len() == 1 { "has" } else { "have" };
        let kind = self.have.first().map_or("place", |place| place.kind().keyword());
        format!("{} of {all} {kind}s {verb} one", self.have.len())
    }
}

/// Whether more than so many percent of all have it: then the others are asked for it.
pub(super) fn is_usual(have: usize, all: usize, percent: u32) -> bool {
    have * 100 > percent as usize * all
}

/// The touchpoints of a stage: what customers meet. Steps are behind the line of visibility.
pub(super) fn touchpoints(stage: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    stage.children_of(ElementKind::Touchpoint)
}

/// Whether a touchpoint is one that customers meet today: it is neither planned nor retired.
pub(super) fn is_live(touchpoint: Node<'_>) -> bool {
    !matches!(touchpoint.word(Field::Status), Some("planned" | "retired"))
}
