//! Where the channel has to be changed.

use std::collections::{HashMap, VecDeque};

use petgraph::visit::EdgeRef as _;

use crate::model::vocabulary::{ElementKind, Field};
use crate::model::{ElementId, Node};

use super::JourneyGraph;
use super::walk::Spot;

impl JourneyGraph<'_> {
    /// The first place at which every way to success has to change from digital to physical or human channels, for everybody (none) or
    /// for a persona; none if some way does not, or there is no way.
    pub fn forced_switch(&self, persona: Option<usize>) -> Option<ElementId> {
        let walk = &self.walk;
        let goals = self.success_spots();
        let (leads, goal) = (self.leading_to(&goals, persona), self.marked(&goals));
        if !leads[walk.root.index()] {
            return None;
        }
        let kinds = self.channel_kinds(persona);
        // Two copies of each spot: having last been on a digital channel, or not.
        let mut seen = vec![[false; 2]; walk.graph.node_count()];
        let mut todo = VecDeque::from([(walk.root, 0_usize)]);
        seen[walk.root.index()][0] = true;
        let mut changes = Vec::new();
        while let Some((node, digital)) = todo.pop_front() {
            if goal[node.index()] {
                return None;
            }
            let ways = walk.graph.edges(node).filter(|edge| edge.weight().who.allows(persona));
            for next in ways.map(|edge| edge.target()).filter(|next| leads[next.index()]) {
                let kinds = kinds[next.index()];
                let states: &[usize] = match (kinds.digital, kinds.other, digital) {
                    (false, _, 0) => &[0],
                    (_, false, _) | (true, true, 1) => &[1],
                    (true, true, _) => &[0, 1],
                    (false, true, _) => {
                        changes.extend(walk.graph[next].element());
                        &[]
                    }
                };
                for &state in states {
                    if !std::mem::replace(&mut seen[next.index()][state], true) {
                        todo.push_back((next, state));
                    }
                }
            }
        }
        changes.into_iter().min()
    }

    /// For each spot the kinds of the channels that customers or a persona meet there. A stage has its channels itself if it has no
    /// touchpoints, else those of them that name none have them. What stands behind the line of visibility nobody meets.
    fn channel_kinds(&self, persona: Option<usize>) -> Vec<Kinds> {
        let persona = persona.map(|at| self.personas[at]);
        let stages: HashMap<ElementId, Kinds> = self.journey.stages().map(|stage| (stage.id, Kinds::of(stage, persona))).collect();
        let kinds = |spot: &Spot| {
            let (Spot::At(id) | Spot::In(id)) = *spot else { return Kinds::default() };
            let node = self.journey.model.node(id);
            match node.kind() {
                ElementKind::Stage if node.touchpoints().next().is_none() => stages.get(&id).copied(),
                ElementKind::Touchpoint if node.field(Field::Channel).next().is_some() => Some(Kinds::of(node, persona)),
                ElementKind::Touchpoint => node.parent().and_then(|stage| stages.get(&stage.id)).copied(),
                _ => None,
            }
            .unwrap_or_default()
        };
        self.walk.graph.node_weights().map(kinds).collect()
    }
}

/// Which kinds of channels there are at a place.
#[derive(Clone, Copy, Default)]
struct Kinds {
    digital: bool,
    /// Physical or human.
    other: bool,
}

impl Kinds {
    /// Of the channels that a place names, for somebody or for a persona.
    fn of(place: Node<'_>, persona: Option<ElementId>) -> Self {
        let mut kinds = Self::default();
        for claim in place.field(Field::Channel) {
            let whom = claim.personas();
            if whom.is_empty() || persona.is_none_or(|persona| whom.contains(&persona)) {
                let kind = claim.goal().and_then(|channel| channel.word(Field::Kind));
                kinds.digital |= kind == Some("digital");
                kinds.other |= matches!(kind, Some("physical" | "human"));
            }
        }
        kinds
    }
}
