//! The flow as a Mermaid `flowchart`: each journey and each stage with touchpoints is a subgraph, and arrows say share, label, time and
//! condition.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::{caption, same, text};
use crate::emit::ledger::{Ledger, Part, Statement};
use crate::emit::say::place_from;
use crate::emit::{EmitOptions, holds};
use crate::graph::{Arrow, ArrowKind, JourneyGraph};
use crate::labels::Word;
use crate::model::vocabulary::{ElementKind, Field};
use crate::model::{ElementId, Model, Node};
use crate::table::WITHIN;

/// Writes the flow of journeys, or what of it is for one persona. `people` are the names of personas that share their titles.
pub fn flowchart(
    graphs: &[JourneyGraph<'_>],
    persona: Option<ElementId>,
    people: &HashMap<ElementId, String>,
    options: &EmitOptions,
    ledger: &mut Ledger,
) -> String {
    let out = String::from("flowchart LR\n");
    let mut chart = Chart { persona, people, options, ledger, names: Names::default(), exits: 0, out };
    if let [only] = graphs {
        let title = text::title(caption(only.journey));
        chart.line(1, &format!("accTitle: {title}"));
    }
    // All places are named before an arrow leads to one.
    for graph in graphs {
        chart.places(graph.journey, graphs.len() > 1);
    }
    for graph in graphs {
        chart.others(graph);
    }
    for graph in graphs {
        chart.arrows(graph);
    }
    let mut out = chart.out;
    for (name, look) in [("success", "stroke:#2e7d32,stroke-width:2px"), ("failure", "stroke:#c62828,stroke-width:2px")] {
        if out.contains(&format!(":::{name}\n")) {
            let _ = writeln!(out, "  classDef {name} {look}");
        }
    }
    out
}

/// What elements are called in the chart.
#[derive(Default)]
struct Names {
    names: HashMap<ElementId, String>,
}

impl Names {
    /// The name of an element: a letter for its kind and a number.
    fn of(&mut self, node: Node<'_>) -> String {
        let letter = match node.kind() {
            ElementKind::Journey => 'j',
            ElementKind::Stage => 's',
            ElementKind::Outcome => 'o',
            _ => 'p',
        };
        let number = self.names.len() + 1;
        self.names.entry(node.id).or_insert_with(|| format!("{letter}{number}")).clone()
    }
}

struct Chart<'c> {
    persona: Option<ElementId>,
    /// What personas are called of which another one has the title.
    people: &'c HashMap<ElementId, String>,
    options: &'c EmitOptions,
    ledger: &'c mut Ledger,
    names: Names,
    /// How many ways out of stages there are.
    exits: usize,
    out: String,
}

impl Chart<'_> {
    /// The places of a journey.
    fn places(&mut self, journey: Node<'_>, several: bool) {
        self.carry(journey);
        let depth = if several { 2 } else { 1 };
        if several {
            let name = self.names.of(journey);
            self.line(1, &format!("subgraph {name}[{}]", text::label(caption(journey))));
        }
        let persona = self.persona;
        for stage in journey.stages().filter(|stage| holds(persona, &stage.personas())) {
            self.stage(stage, depth);
        }
        for outcome in journey.children_of(ElementKind::Outcome).filter(|outcome| holds(persona, &outcome.personas())) {
            let name = self.names.of(outcome);
            let word = outcome.word(Field::Value).filter(|word| matches!(*word, "success" | "failure"));
            let class = word.map_or_else(String::new, |word| format!(":::{word}"));
            self.line(depth, &format!("{name}([{}]){class}", text::label(caption(outcome))));
            self.carry(outcome);
            for claim in outcome.field(Field::Value).filter(|_| word.is_some()) {
                self.ledger.carry(claim, &[Part::Itself]);
            }
        }
        if several {
            self.line(1, "end");
        }
    }

    /// An element has been written.
    fn carry(&mut self, node: Node<'_>) {
        self.ledger.carry(node, &[Part::Itself]);
        if node.title().is_some_and(text::is_respaced) {
            self.ledger.respace(node);
        }
    }

    fn arrows(&mut self, graph: &JourneyGraph<'_>) {
        for (from, to, arrow) in graph.written.arrows() {
            self.arrow(graph, from, to, arrow);
        }
    }

    /// A stage: a subgraph, or a node if nothing stands in it.
    fn stage(&mut self, stage: Node<'_>, depth: usize) {
        let places: Vec<Node<'_>> = stage.touchpoints().filter(|node| holds(self.persona, &node.personas())).collect();
        let name = self.names.of(stage);
        let label = text::label(caption(stage));
        self.carry(stage);
        if places.is_empty() {
            return self.line(depth, &format!("{name}[{label}]"));
        }
        self.line(depth, &format!("subgraph {name}[{label}]"));
        for place in places {
            let name = self.names.of(place);
            let label = text::label(caption(place));
            // What customers do not see has another shape.
            let node = if place.kind() == ElementKind::Step { format!("{name}[[{label}]]") } else { format!("{name}[{label}]") };
            self.line(depth + 1, &node);
            self.carry(place);
        }
        self.line(depth, "end");
    }

    /// Places of other maps that arrows lead to.
    fn others(&mut self, graph: &JourneyGraph<'_>) {
        let foreign = graph.written.graph.node_weights().filter(|place| place.foreign);
        for place in foreign.map(|place| graph.journey.model.node(place.element)) {
            if self.names.names.contains_key(&place.id) {
                continue;
            }
            let name = self.names.of(place);
            let names: Vec<&str> = place_from(place, graph.journey).into_iter().map(caption).collect();
            self.line(1, &format!("{name}>{}]", text::label(&names.join(WITHIN))));
        }
    }

    fn arrow(&mut self, graph: &JourneyGraph<'_>, from: ElementId, to: ElementId, arrow: Arrow) {
        let journey = graph.journey;
        let transition = arrow.transition.map(|index| &journey.file().transitions[index as usize]);
        if transition.is_some_and(|transition| !holds(self.persona, &journey.personas_of_transition(transition))) {
            return;
        }
        let (from, to) = if arrow.exit { (from, to) } else { self.ends(journey.model, from, to) };
        let (Some(tail), Some(head)) = (self.names.names.get(&from).cloned(), self.names.names.get(&to).cloned()) else { return };
        let mut words = Vec::new();
        if arrow.implied && self.options.show_implied {
            words.push(self.options.labels.get(Word::Implied).to_owned());
        }
        if let Some(transition) = transition {
            let clauses = journey.clause_set(transition.clauses);
            let whom = journey.personas_of(transition.clauses);
            words.extend(transition.share.as_ref().map(|(share, _)| share.to_string()));
            words.extend(transition.label.as_ref().map(|label| label.text.to_string()));
            words.extend(transition.takes.as_ref().map(|takes| format!("takes {takes}")));
            words.extend(clauses.when.as_ref().map(|when| format!("when {}", when.text)));
            if !whom.is_empty() && self.persona.is_none() && !same(&whom, &graph.personas) {
                let name = |id| self.people.get(id).map_or_else(|| caption(journey.model.node(*id)), String::as_str);
                let names: Vec<&str> = whom.iter().map(name).collect();
                words.push(format!("for {}", names.join(", ")));
            }
            if let Some(index) = arrow.transition {
                let statement = Statement::Arrow(journey.id.file, index);
                self.ledger.carry(statement, &[Part::Itself, Part::Whom, Part::When]);
                if transition.label.iter().chain(&clauses.when).any(|said| text::is_respaced(&said.text)) {
                    self.ledger.respace(statement);
                }
            }
        }
        let line = if arrow.kind == ArrowKind::Influence { "-.->" } else { "-->" };
        let label = if words.is_empty() { String::new() } else { format!("|{}|", text::label(&words.join(", "))) };
        if arrow.exit {
            // The way out of a stage is a place of its own: an arrow cannot lead from inside of a subgraph to the subgraph itself.
            self.exits += 1;
            let exits = self.exits;
            self.line(1, &format!("{tail} {line}{label} x{exits}((\" \"))"));
            return;
        }
        self.line(1, &format!("{tail} {line}{label} {head}"));
    }

    /// The ends of an arrow as they can be drawn: one between a stage and itself or what stands in it begins at its last place, or leads
    /// to its first one.
    fn ends(&self, model: &Model, from: ElementId, to: ElementId) -> (ElementId, ElementId) {
        let (tail, head) = (model.node(from), model.node(to));
        let inside = |node: Node<'_>| {
            let shown: Vec<ElementId> =
                node.touchpoints().filter(|place| self.names.names.contains_key(&place.id)).map(|place| place.id).collect();
            if node.kind() == ElementKind::Stage { shown } else { Vec::new() }
        };
        let within = |inner: Node<'_>, outer: Node<'_>| inner.parent().is_some_and(|parent| parent.id == outer.id);
        let (of_tail, of_head) = (inside(tail), inside(head));
        let start = head.references(Field::Start).next().map(|node| node.id).or(of_head.first().copied());
        match (of_tail.last(), start) {
            (Some(&last), Some(first)) if from == to => (last, first),
            (_, Some(first)) if within(tail, head) => (from, first),
            (Some(&last), _) if within(head, tail) => (last, to),
            _ => (from, to),
        }
    }

    fn line(&mut self, depth: usize, text: &str) {
        let _ = writeln!(self.out, "{}{text}", "  ".repeat(depth));
    }
}
