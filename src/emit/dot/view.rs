//! What one journey's picture is drawn from: its graph, whose picture it is, and where nobody gets.

use std::collections::HashSet;

use crate::emit::EmitOptions;
use crate::graph::JourneyGraph;
use crate::labels::{Labels, Word};
use crate::model::vocabulary::{ElementKind, Field};
use crate::model::walk::ClaimNode;
use crate::model::{ElementId, Node};
use crate::source::Sources;

/// One journey as it is drawn.
pub struct View<'a, 'm> {
    /// The journey's graph.
    pub graph: &'a JourneyGraph<'m>,
    /// The texts, for names that mean nothing.
    pub sources: &'a Sources,
    /// For whom it is drawn, if for one persona.
    pub persona: Option<ElementId>,
    /// Whether an implied arrow says so.
    pub show_implied: bool,
    /// The words that the picture brings along.
    pub labels: &'a Labels,
    unreached: HashSet<ElementId>,
}

impl<'a, 'm> View<'a, 'm> {
    /// The view of a journey.
    pub fn new(graph: &'a JourneyGraph<'m>, sources: &'a Sources, persona: Option<ElementId>, options: &'a EmitOptions) -> Self {
        let mut unreached = HashSet::new();
        if !graph.uncertain() {
            let position = persona.and_then(|id| graph.personas.iter().position(|&other| other == id));
            let reaches = graph.reaches(position);
            let own = graph.written.graph.node_weights().filter(|place| !place.foreign).map(|place| place.element);
            unreached.extend(own.filter(|&id| !reaches(id)));
        }
        Self { graph, sources, persona, show_implied: options.show_implied, labels: &options.labels, unreached }
    }

    /// The journey.
    pub fn journey(&self) -> Node<'m> {
        self.graph.journey
    }

    /// Whether nobody, or not the persona of the picture, gets to a place.
    pub fn unreached(&self, place: Node<'_>) -> bool {
        self.unreached.contains(&place.id)
    }

    /// Whether nothing in the journey is out of reach.
    pub fn all_reached(&self) -> bool {
        self.unreached.is_empty()
    }

    /// Who does not get there, in words.
    pub fn nobody(&self) -> String {
        match self.persona {
            Some(id) => format!("{} {}", short(self.journey().model.node(id)), self.labels.get(Word::DoesNotGetHere)),
            None => self.labels.get(Word::NobodyGetsHere).to_owned(),
        }
    }

    /// Whether something that is said for some personas (for none: for all) belongs to the picture.
    pub fn holds(&self, personas: &[ElementId]) -> bool {
        personas.is_empty() || self.persona.is_none_or(|id| personas.contains(&id))
    }

    /// The claims of a field that belong to the picture.
    pub fn field<'v>(&'v self, node: Node<'m>, field: Field) -> impl Iterator<Item = ClaimNode<'m>> + use<'a, 'm, 'v> {
        node.field(field).filter(|claim| self.holds(&claim.personas()))
    }

    /// For whom something is said, where that has to be told: "Amira, Ben".
    pub fn whom(&self, personas: &[ElementId]) -> Option<String> {
        if personas.is_empty() || self.persona.is_some() || self.graph.personas == personas {
            return None;
        }
        let names: Vec<&str> = personas.iter().map(|&id| short(self.journey().model.node(id))).collect();
        Some(names.join(", "))
    }

    /// Whether a place is a moment of truth.
    pub fn moment(&self, node: Node<'m>) -> Option<Node<'m>> {
        node.children_of(ElementKind::MomentOfTruth).find(|moment| self.holds(&moment.personas()))
    }
}

/// A name short enough for a card: what stands before the first comma.
pub fn short(node: Node<'_>) -> &str {
    let caption = node.caption();
    let name = caption.split(',').next().unwrap_or(caption).trim();
    if name.is_empty() { node.name().unwrap_or(node.kind().keyword()) } else { name }
}
