//! What of a journey belongs on the sheet: the persona and the team that it is made for, and where nobody gets.

use std::collections::{HashMap, HashSet};

use crate::graph::{Arrow, JourneyGraph};
use crate::labels::{Labels, Word};
use crate::model::vocabulary::{ElementKind, Field};
use crate::model::walk::ClaimNode;
use crate::model::{ElementId, Node, addressed};

use super::evidence::Numbers;
use super::places::Place;
use super::wording::{is_right_to_left, short, text};
use super::{Basis, Finding, Ground, Selection, Sign, Whom};

/// A journey as it is put on a sheet.
pub struct View<'a, 'm> {
    /// The journey's graph.
    pub graph: &'a JourneyGraph<'m>,
    /// The personas whose sheet it is, in order.
    pub walkers: Vec<ElementId>,
    /// The evidence.
    pub evidence: Numbers<'m>,
    /// The words that the sheet says itself.
    pub labels: &'a Labels,
    /// The persona that it is made for, if it is for one alone.
    pub persona: Option<ElementId>,
    team: Option<ElementId>,
    numbers: HashMap<ElementId, usize>,
    signs: HashMap<ElementId, Sign>,
    unreached: HashSet<ElementId>,
}

impl<'a, 'm> View<'a, 'm> {
    /// The view of a journey for those of a selection.
    pub fn new(graph: &'a JourneyGraph<'m>, selection: &Selection, labels: &'a Labels) -> Self {
        let all = with_feelings(graph);
        let mut numbers: HashMap<ElementId, usize> = all.iter().enumerate().map(|(number, &id)| (id, number)).collect();
        let walkers = match selection.persona {
            Some(id) => {
                numbers.entry(id).or_insert(all.len());
                vec![id]
            }
            None => all,
        };
        let mut view = Self {
            graph,
            walkers,
            numbers,
            evidence: Numbers::default(),
            labels,
            persona: selection.persona,
            team: selection.team,
            signs: HashMap::new(),
            unreached: unreached(graph, selection.persona),
        };
        view.evidence = Numbers::of(&view);
        view
    }

    /// A word that the sheet says itself.
    pub fn word(&self, word: Word) -> &'a str {
        self.labels.get(word)
    }

    /// The numbers of the findings of all places, as they stand on the sheet: all pains, and of gains and risks those that an
    /// opportunity answers.
    pub fn signs(&self, places: &[Place<'m>]) -> HashMap<ElementId, Sign> {
        let all = || self.journey().descendants().filter(|node| self.holds(&node.personas()));
        let opportunities = all().filter(|node| node.kind() == ElementKind::Opportunity);
        let answered: HashSet<ElementId> = opportunities.flat_map(addressed).map(|node| node.id).collect();
        let mut counts: HashMap<Finding, usize> = HashMap::new();
        let mut signs = HashMap::new();
        for node in places.iter().flat_map(|place| place.node.children()).filter(|node| self.holds(&node.personas())) {
            let kind = match node.kind() {
                ElementKind::Pain => Finding::Pain,
                ElementKind::Gain if answered.contains(&node.id) => Finding::Gain,
                ElementKind::Risk if answered.contains(&node.id) => Finding::Risk,
                _ => continue,
            };
            let count = counts.entry(kind).or_default();
            *count += 1;
            signs.insert(node.id, Sign { kind, number: *count });
        }
        signs
    }

    /// Sets the numbers by which findings are called.
    pub fn call_findings(&mut self, signs: HashMap<ElementId, Sign>) {
        self.signs = signs;
    }

    /// The number of somebody who walks, among those of the whole journey.
    pub fn number(&self, walker: ElementId) -> Option<usize> {
        self.numbers.get(&walker).copied()
    }

    /// The journey.
    pub fn journey(&self) -> Node<'m> {
        self.graph.journey
    }

    /// Whether something that is said for some personas (for none: for all) belongs on the sheet.
    pub fn holds(&self, personas: &[ElementId]) -> bool {
        personas.is_empty() || self.persona.is_none_or(|id| personas.contains(&id))
    }

    /// Whether an arrow belongs on the sheet.
    pub fn takes(&self, arrow: &Arrow) -> bool {
        let transition = arrow.transition.map(|index| &self.journey().file().transitions[index as usize]);
        transition.is_none_or(|transition| self.holds(&self.journey().personas_of_transition(transition)))
    }

    /// Whether only a part of the journey belongs on the sheet.
    pub fn narrow(&self) -> bool {
        self.persona.is_some() || self.team.is_some()
    }

    /// Whether a stage, touchpoint or step belongs on the sheet. A stage does if something in it does.
    pub fn shows(&self, place: Node<'m>) -> bool {
        if !self.holds(&place.personas()) {
            return false;
        }
        let Some(team) = self.team else { return true };
        match place.kind() {
            ElementKind::Stage => concerns(place, team) || place.touchpoints().any(|inner| self.shows(inner)),
            _ => concerns(place, team) || place.parent().is_some_and(|stage| owns(stage, team)),
        }
    }

    /// The claims of a field that belong on the sheet.
    pub fn field<'v>(&'v self, node: Node<'m>, field: Field) -> impl Iterator<Item = ClaimNode<'m>> + use<'a, 'm, 'v> {
        node.field(field).filter(|claim| self.holds(&claim.personas()))
    }

    /// The texts of a field that belong on the sheet.
    pub fn texts<'v>(&'v self, node: Node<'m>, field: Field) -> impl Iterator<Item = String> + use<'a, 'm, 'v> {
        self.field(node, field).filter_map(ClaimNode::text).map(text).filter(|text| !text.is_empty())
    }

    /// The elements of a kind inside a place that belong on the sheet.
    pub fn inside<'v>(&'v self, node: Node<'m>, kind: ElementKind) -> impl Iterator<Item = Node<'m>> + use<'a, 'm, 'v> {
        node.children_of(kind).filter(|inner| self.holds(&inner.personas()))
    }

    /// For whom something is said, where that has to be told.
    pub fn whom(&self, personas: &[ElementId]) -> Vec<Whom> {
        let all = self.walkers.iter().all(|id| personas.contains(id)) && !self.walkers.is_empty();
        if personas.is_empty() || self.persona.is_some() || all {
            return Vec::new();
        }
        let whom = |&id: &ElementId| Whom { persona: self.number(id), name: short(self.journey().model.node(id)) };
        personas.iter().map(whom).collect()
    }

    /// What something rests on, if it is worth telling: on a sheet without any evidence all is assumed, and that is said once.
    pub fn ground(&self, sources: &[Node<'m>]) -> Option<Ground> {
        if self.evidence.is_empty() {
            return None;
        }
        let mut evidence: Vec<usize> = sources.iter().filter_map(|source| self.evidence.number(source.id)).collect();
        evidence.sort_unstable();
        evidence.dedup();
        Some(Ground { basis: crate::model::walk::basis(sources), evidence })
    }

    /// Whether a place rests on nothing: neither it nor anything said in it has a source.
    pub fn assumed(&self, place: Node<'m>) -> bool {
        let found = |node: Node<'m>| node.basis() != Basis::Assumed || node.claims().any(|claim| claim.basis() != Basis::Assumed);
        !self.evidence.is_empty() && !found(place) && !place.descendants().any(found)
    }

    /// The number by which a finding is called, if it has one.
    pub fn sign(&self, finding: ElementId) -> Option<Sign> {
        self.signs.get(&finding).copied()
    }

    /// Whether nobody, or not the persona of the sheet, gets to a place.
    pub fn unreached(&self, place: Node<'_>) -> bool {
        self.unreached.contains(&place.id)
    }

    /// The moment of truth that a place is.
    pub fn moment(&self, place: Node<'m>) -> Option<Node<'m>> {
        self.inside(place, ElementKind::MomentOfTruth).next()
    }
}

/// Who walks the journey, and then others of whom an emotion is said in it.
pub fn with_feelings(graph: &JourneyGraph<'_>) -> Vec<ElementId> {
    let mut all = graph.personas.clone();
    for node in graph.journey.descendants().filter(|node| node.kind() != ElementKind::Outcome) {
        for claim in node.field(Field::Emotion) {
            let others = claim.personas().into_iter().filter(|id| !all.contains(id)).collect::<Vec<_>>();
            all.extend(others);
        }
    }
    all
}

fn unreached(graph: &JourneyGraph<'_>, persona: Option<ElementId>) -> HashSet<ElementId> {
    if graph.uncertain() {
        return HashSet::new();
    }
    let position = persona.and_then(|id| graph.personas.iter().position(|&other| other == id));
    let reaches = graph.reaches(position);
    let own = graph.written.graph.node_weights().filter(|place| !place.foreign).map(|place| place.element);
    own.filter(|&id| !reaches(id)).collect()
}

/// Whether a team answers for a place.
fn owns(place: Node<'_>, team: ElementId) -> bool {
    place.references(Field::Owner).any(|owner| owner.id == team)
}

/// Whether a team answers for a place or for something in it, acts or is met there, or answers for its channel. What stands in the
/// touchpoints of a stage is theirs.
fn concerns(place: Node<'_>, team: ElementId) -> bool {
    let is_team = |node: Node<'_>| node.id == team;
    let findings = place.children().filter(|inner| !inner.kind().is_place());
    owns(place, team)
        || place.references(Field::By).chain(place.references(Field::With)).any(is_team)
        || place.references(Field::Channel).any(|channel| owns(channel, team))
        || findings.flat_map(|finding| std::iter::once(finding).chain(finding.children())).any(|inner| owns(inner, team))
}

/// Whether most letters of the titles of a journey and its places read from right to left.
pub fn reads_from_right(journey: Node<'_>) -> bool {
    let places = journey.descendants().filter(|node| node.kind().is_place() || node.kind() == ElementKind::Phase);
    let mut balance = 0i64;
    for char in std::iter::once(journey).chain(places).filter_map(Node::title).flat_map(str::chars) {
        balance += if is_right_to_left(char) { 1 } else { -i64::from(char.is_alphabetic()) };
    }
    balance > 0
}
