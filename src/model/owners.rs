//! Who answers for what.

use std::collections::HashMap;

use super::vocabulary::Field;
use super::walk::ClaimNode;
use super::{ElementId, Node};

/// The owners in a journey. Each claim is looked at once.
pub struct Owners<'m>(HashMap<ElementId, ClaimNode<'m>>);

impl<'m> Owners<'m> {
    /// Finds them.
    pub fn new(journey: Node<'m>) -> Self {
        let own = |node: Node<'m>| Some((node.id, node.field(Field::Owner).next()?));
        Self(std::iter::once(journey).chain(journey.descendants()).filter_map(own).collect())
    }

    /// The owner of an element: its own, else that of the nearest element around it, up to the journey. Whoever answers for the whole
    /// answers for the parts for which nobody else does.
    pub fn of(&self, node: Node<'_>) -> Option<ClaimNode<'m>> {
        node.ancestors().find_map(|node| self.0.get(&node.id).copied())
    }
}

/// The name of an owner: of a team its title, else the text that was written; none if it is no team that is known.
pub fn owner_name(owner: ClaimNode<'_>) -> Option<&str> {
    owner.text().or(owner.goal().map(Node::caption))
}
