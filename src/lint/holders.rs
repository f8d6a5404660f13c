//! Which elements of a journey have a field, for what holds in the places inside them, too.

use std::collections::HashSet;

use crate::model::vocabulary::Field;
use crate::model::{ElementId, Node};

/// The elements inside a journey that have one of some fields.
pub(super) struct Holders(HashSet<ElementId>);

impl Holders {
    /// Finds them, each claim being looked at once.
    pub fn new(journey: Node<'_>, fields: &[Field]) -> Self {
        let has = |node: &Node<'_>| node.claims().any(|claim| fields.contains(&claim.claim().field));
        Self(journey.descendants().filter(has).map(|node| node.id).collect())
    }

    /// Whether an element itself has one, or something around it that is smaller than the journey, whose fields are about the whole.
    pub fn around(&self, node: Node<'_>) -> bool {
        node.ancestors().any(|node| self.0.contains(&node.id))
    }

    /// Whether an element itself has one.
    pub fn has(&self, node: Node<'_>) -> bool {
        self.0.contains(&node.id)
    }
}
