//! Mermaid: a journey with sections, tasks, scores and people (`journey`), and the flow as a `flowchart`.
//!
//! A Mermaid journey is a list: stages are its sections, touchpoints its tasks, an emotion from -2 to +2 a score from 1 to 5, and there
//! is nothing else. What a task has no place for is left behind, and the ledger says what.

pub mod flowchart;
pub mod limits;
mod text;

use std::collections::HashMap;
use std::fmt::Write as _;

use super::distinct::Distinct;
use super::holds;
use super::ledger::{Ledger, Part};
use crate::graph::JourneyGraph;
use crate::model::value::{ClaimValue, Point};
use crate::model::vocabulary::{ElementKind, Field};
use crate::model::walk::ClaimNode;
use crate::model::{ElementId, Node};

/// A journey, and whose map it is.
struct Writer<'a, 'm> {
    graph: &'a JourneyGraph<'m>,
    persona: Option<ElementId>,
    ledger: &'a mut Ledger,
    out: String,
    /// Who is at a task, and what they are called there.
    named: HashMap<ElementId, String>,
    /// The names so far: whoever has the same one would be the same person.
    distinct: Distinct,
}

/// Writes a journey, or what of it is for one persona.
pub fn journey(graph: &JourneyGraph<'_>, persona: Option<ElementId>, ledger: &mut Ledger) -> String {
    let out = String::from("journey\n");
    let mut writer = Writer { graph, persona, ledger, out, named: HashMap::new(), distinct: Distinct::exact() };
    writer.journey();
    writer.out
}

impl<'m> Writer<'_, 'm> {
    fn journey(&mut self) {
        let journey = self.graph.journey;
        let _ = writeln!(self.out, "  title {}", text::title(caption(journey)));
        self.carry(journey, &[Part::Itself]);
        let mut scenarios = journey.field(Field::Scenario).filter(|claim| holds(self.persona, &claim.personas()));
        if let Some((claim, scenario)) = scenarios.find_map(|claim| Some((claim, claim.text()?)))
            && !scenario.trim().is_empty()
        {
            let _ = writeln!(self.out, "  accDescr: {}", text::title(scenario));
            self.ledger.carry(claim, &[Part::Itself]);
            if text::is_respaced(scenario) {
                self.ledger.respace(claim);
            }
        }
        let stages: Vec<Node<'m>> = journey.stages().collect();
        let alone = stages.iter().filter(|stage| !is_titled(**stage)).count() == 1;
        for (number, stage) in stages.into_iter().enumerate() {
            // Tasks that stand above all sections are in none; of several without a title ids tell which is which.
            self.stage(stage, number == 0 && alone && !is_titled(stage));
        }
        for &person in self.named.keys() {
            let person = journey.model.node(person);
            self.ledger.carry(person, &[Part::Itself]);
            if person.title().is_some_and(text::is_respaced) {
                self.ledger.respace(person);
            }
        }
        for claim in journey.field(Field::Persona) {
            if claim.goal().is_some_and(|goal| self.named.contains_key(&goal.id)) {
                self.ledger.carry(claim, &[Part::Itself]);
            }
        }
    }

    fn carry(&mut self, node: Node<'m>, parts: &[Part]) {
        self.ledger.carry(node, parts);
        if node.title().is_some_and(text::is_respaced) {
            self.ledger.respace(node);
        }
    }

    /// A stage: a section, or tasks that are in none.
    fn stage(&mut self, stage: Node<'m>, bare: bool) {
        let touchpoints: Vec<Node<'m>> = stage.children_of(ElementKind::Touchpoint).collect();
        let own: Vec<Node<'m>> = touchpoints.iter().copied().filter(|node| holds(self.persona, &node.personas())).collect();
        // A section without tasks is not drawn, so a stage of which nothing more is known is its own task.
        let tasks = if touchpoints.is_empty() && holds(self.persona, &stage.personas()) { vec![stage] } else { own };
        if tasks.is_empty() {
            return;
        }
        if !bare || touchpoints.is_empty() {
            let _ = writeln!(self.out, "  section {}", text::name(caption(stage)));
        }
        self.carry(stage, &[Part::Itself]);
        for task in tasks {
            self.task(task);
        }
    }

    fn task(&mut self, node: Node<'m>) {
        let score = self.score(node);
        let people = self.people(node);
        let people = if people.is_empty() { String::new() } else { format!(": {}", people.join(", ")) };
        let _ = writeln!(self.out, "    {}: {score}{people}", text::name(caption(node)));
        self.carry(node, &[Part::Itself, Part::Whom]);
    }

    /// The score from 1 to 5: the mean over the people who are there. What somebody feels is the mean of the emotions of theirs by name,
    /// else of those of everybody, as in the picture, and an arc is one emotion: the mean of its points.
    fn score(&mut self, node: Node<'m>) -> String {
        let claims: Vec<ClaimNode<'m>> =
            node.field(Field::Emotion).filter(|claim| holds(self.persona, &claim.personas())).collect();
        let felt = |whom: &dyn Fn(&[ElementId]) -> bool| {
            let own = claims.iter().filter(|claim| whom(&claim.personas()));
            mean(own.filter_map(|claim| mean(points(*claim).iter().filter_map(|point| point.value))))
        };
        let all = felt(&<[ElementId]>::is_empty);
        let people = self.whom(&node.personas());
        let each = people.iter().filter_map(|id| felt(&|whom| whom.contains(id)).or(all));
        let Some(mean) = mean(each).or_else(|| felt(&|_| true)) else {
            self.ledger.make_up(node);
            return "3".into();
        };
        // What somebody has said is kept as it is, without the noise of adding; a mean of several has three decimals.
        let said = |claim: &ClaimNode<'m>| points(*claim).iter().any(|point| point.value == Some(mean));
        let decimals = if claims.iter().any(said) { 1e9 } else { 1e3 };
        let score = ((mean + 3.0) * decimals).round() / decimals;
        for claim in claims {
            let [Point { value: Some(value), word: None }] = points(claim) else { continue };
            if (value + 3.0 - score).abs() < 1e-9 {
                self.ledger.carry(claim, &[Part::Itself]);
                // Who feels like that is who is at the task.
                if same(&self.whom(&claim.personas()), &self.whom(&node.personas())) {
                    self.ledger.carry(claim, &[Part::Whom]);
                }
            }
        }
        score.to_string()
    }

    /// The names of who is there: those whom the place is for, else all who walk.
    fn people(&mut self, node: Node<'m>) -> Vec<String> {
        let journey = self.graph.journey;
        let whom = self.whom(&node.personas());
        let mut names = Vec::with_capacity(whom.len());
        for id in whom {
            let person = journey.model.node(id);
            let name = self.named.entry(id).or_insert_with(|| {
                let own = text::person(caption(person));
                let name = self.distinct.of("", &own);
                if name != own {
                    self.ledger.rename(person);
                }
                name
            });
            names.push(name.clone());
        }
        names
    }

    /// Personas that are named, or all who walk; with a persona that is asked for, that one alone.
    fn whom(&self, personas: &[ElementId]) -> Vec<ElementId> {
        match self.persona {
            Some(persona) => vec![persona],
            None if personas.is_empty() => self.graph.personas.clone(),
            None => personas.to_vec(),
        }
    }
}

/// Whether an element has a title that says something.
fn is_titled(node: Node<'_>) -> bool {
    node.title().is_some_and(|title| !title.trim().is_empty())
}

/// The title of an element, or what stands for it; never white space alone.
fn caption(node: Node<'_>) -> &str {
    let said = node.title().filter(|_| is_titled(node));
    said.or(node.name()).unwrap_or(node.kind().keyword())
}

/// The points of an emotion.
fn points(claim: ClaimNode<'_>) -> &[Point] {
    if let ClaimValue::Emotion(points) = &claim.claim().value { points } else { &[] }
}

/// The mean of numbers, if there are some.
fn mean(numbers: impl Iterator<Item = f64>) -> Option<f64> {
    let (sum, count) = numbers.fold((0.0, 0_u32), |(sum, count), number| (sum + number, count + 1));
    (count > 0).then(|| sum / f64::from(count))
}

fn same(a: &[ElementId], b: &[ElementId]) -> bool {
    a.len() == b.len() && a.iter().all(|id| b.contains(id))
}
