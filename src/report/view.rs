//! Whose report it is, and how things of the map are named in it.

use std::collections::HashMap;

use crate::graph::JourneyGraph;
use crate::model::vocabulary::ElementKind;
use crate::model::{ElementId, Node};

/// Something of the map, as people find it again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Its id, if it has one.
    pub id: Option<String>,
    /// Its title, else its id, else its keyword. Of a persona the part before the first comma, where that tells them apart.
    pub title: String,
}

/// Where something stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The keyword of the innermost place: `journey` for what stands nowhere in particular.
    pub kind: &'static str,
    /// The stage, if it stands in one.
    pub stage: Option<Name>,
    /// The touchpoint or step in it; else the outcome, phase or persona.
    pub own: Option<Name>,
}

/// A journey's graph, and for whom the report is.
pub(super) struct View<'a, 'm> {
    pub graph: &'a JourneyGraph<'m>,
    pub persona: Option<ElementId>,
    walkers: Vec<ElementId>,
    people: HashMap<ElementId, String>,
}

impl<'a, 'm> View<'a, 'm> {
    pub fn new(graph: &'a JourneyGraph<'m>, persona: Option<ElementId>) -> Self {
        let walkers = persona.map_or_else(|| graph.personas.clone(), |id| vec![id]);
        Self { graph, persona, walkers, people: short_names(graph) }
    }

    pub fn journey(&self) -> Node<'m> {
        self.graph.journey
    }

    /// The personas whose report it is.
    pub fn walkers(&self) -> &[ElementId] {
        &self.walkers
    }

    /// The position of a persona among those of the graph.
    pub fn position(&self, persona: ElementId) -> Option<usize> {
        self.graph.personas.iter().position(|&other| other == persona)
    }

    /// Whether something that is said for some personas (for none: for all) belongs to the report.
    pub fn holds(&self, personas: &[ElementId]) -> bool {
        personas.is_empty() || self.persona.is_none_or(|id| personas.contains(&id))
    }

    /// For whom something is said; empty for everybody whom the report is about.
    pub fn whom(&self, personas: &[ElementId]) -> Vec<Name> {
        let all = self.walkers.iter().all(|id| personas.contains(id)) && personas.iter().all(|id| self.walkers.contains(id));
        if all || self.persona.is_some() {
            return Vec::new();
        }
        personas.iter().map(|&id| self.name(self.journey().model.node(id))).collect()
    }

    pub fn name(&self, node: Node<'_>) -> Name {
        let title = self.people.get(&node.id).cloned().unwrap_or_else(|| title(node).to_owned());
        Name { id: node.name().map(str::to_owned), title }
    }

    pub fn names(&self, nodes: &[Node<'_>]) -> Vec<Name> {
        nodes.iter().map(|&node| self.name(node)).collect()
    }

    /// The place that an element is or stands in.
    pub fn place(&self, node: Node<'_>) -> Place {
        let is_place = |node: &Node<'_>| {
            node.kind().is_place() || matches!(node.kind(), ElementKind::Phase | ElementKind::Journey | ElementKind::Persona)
        };
        let Some(at) = node.ancestors().find(is_place) else { return Place { kind: "journey", stage: None, own: None } };
        let stage = at.ancestors().find(|node| node.kind() == ElementKind::Stage).map(|stage| self.name(stage));
        let own = (!matches!(at.kind(), ElementKind::Stage | ElementKind::Journey)).then(|| self.name(at));
        Place { kind: at.kind().keyword(), stage, own }
    }
}

/// A title that says something, else the id, else the keyword.
fn title(node: Node<'_>) -> &str {
    let said = node.title().filter(|title| !title.trim().is_empty());
    said.or(node.name()).unwrap_or(node.kind().keyword())
}

/// What stands before the first comma of each persona's title, unless two would share it.
fn short_names(graph: &JourneyGraph<'_>) -> HashMap<ElementId, String> {
    let mut count: HashMap<&str, usize> = HashMap::new();
    let short = |id: ElementId| {
        let title = title(graph.journey.model.node(id));
        let name = title.split(',').next().unwrap_or(title).trim();
        if name.is_empty() { title } else { name }
    };
    for &id in &graph.personas {
        *count.entry(short(id)).or_default() += 1;
    }
    graph.personas.iter().filter(|&&id| count[short(id)] == 1).map(|&id| (id, short(id).to_owned())).collect()
}
