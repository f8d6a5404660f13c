//! Where things are on the page: the ids of places, and the numbers of personas.

use std::collections::{HashMap, HashSet};

use crate::model::vocabulary::ElementKind;
use crate::model::{ElementId, Node};
use crate::scene::Role;
use crate::sheet::caption;

use super::{Map, role};

/// A place on the page.
pub struct Anchor {
    /// Its number on the page.
    pub number: usize,
    /// Its id: the way to it from its journey, such as `shoes.pay.address`.
    pub id: String,
    /// What it is called.
    pub caption: String,
    /// The part of the map that stands for it.
    pub role: Role,
}

/// All places and personas of a page.
pub struct Anchors<'m> {
    places: HashMap<ElementId, Anchor>,
    personas: Vec<Node<'m>>,
    numbers: HashMap<ElementId, usize>,
}

impl<'m> Anchors<'m> {
    /// Gives all places of some journeys an id, and their personas a number.
    pub fn new(maps: &[Map<'m>]) -> Self {
        let mut out = Self { places: HashMap::new(), personas: Vec::new(), numbers: HashMap::new() };
        let mut taken: HashSet<String> = HashSet::new();
        for map in maps {
            let journey = map.graph.journey;
            out.add(journey, None, 0, &mut taken);
            let mut count = 0;
            for node in journey.descendants().filter(|node| node.kind().is_place() || node.kind() == ElementKind::Phase) {
                count += 1;
                // A phase is no part of the way: stages are named without it.
                let around = node.ancestors().skip(1).find(|node| node.kind() != ElementKind::Phase);
                out.add(node, around, count, &mut taken);
            }
            for persona in &map.sheet.personas {
                out.add_persona(journey.model.node(persona.element));
            }
        }
        out
    }

    fn add(&mut self, node: Node<'m>, around: Option<Node<'m>>, count: usize, taken: &mut HashSet<String>) {
        let before = around.and_then(|around| self.places.get(&around.id)).map_or_else(String::new, |way| format!("{}.", way.id));
        let own = node.name().map_or_else(|| count.to_string(), str::to_owned);
        let mut id = format!("{before}{own}");
        let mut again = 1;
        while !taken.insert(id.clone()) {
            again += 1;
            id = format!("{before}{own}.{again}");
        }
        let number = self.places.len();
        self.places.insert(node.id, Anchor { number, id, caption: caption(node), role: role(node) });
    }

    /// One persona in several files, each with a declaration of its own, is one person if id and title are the same.
    fn add_persona(&mut self, node: Node<'m>) {
        if self.numbers.contains_key(&node.id) {
            return;
        }
        let same = |other: &Node<'m>| other.name() == node.name() && other.title() == node.title();
        let number = self.personas.iter().position(same).unwrap_or(self.personas.len());
        if number == self.personas.len() {
            self.personas.push(node);
        }
        self.numbers.insert(node.id, number);
    }

    /// All places, in no order.
    pub fn all(&self) -> impl Iterator<Item = (ElementId, &Anchor)> {
        self.places.iter().map(|(id, anchor)| (*id, anchor))
    }

    /// The place of an element, if the page has it.
    pub fn get(&self, id: ElementId) -> Option<&Anchor> {
        self.places.get(&id)
    }

    /// The id of a place on the page; empty if the page does not have it.
    pub fn id(&self, id: ElementId) -> &str {
        self.places.get(&id).map_or("", |anchor| &anchor.id)
    }

    /// The number of a persona.
    pub fn persona(&self, id: ElementId) -> Option<usize> {
        self.numbers.get(&id).copied()
    }

    /// All personas, in the order of their numbers.
    pub fn personas(&self) -> &[Node<'m>] {
        &self.personas
    }
}
