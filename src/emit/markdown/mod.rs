//! The map as a page of Markdown, for a wiki: tables, curves and the flow, as GitHub and GitLab show them.
//!
//! A page holds all that a map says but ids and comments. Text of the map is shown as it is written and never becomes markup.
//!
//! Terms: an *entry* is one value with whom it holds for, its condition and the numbers of its evidence behind it.

mod curve;
mod entry;
mod flow;
mod stage;
mod table;

use std::collections::HashMap;
use std::fmt::Write as _;

use super::distinct::{Distinct, declared, shown};
use super::ledger::{Ledger, WHOLE};
use super::{EmitOptions, holds};
use crate::diagnostic::Diagnostic;
use crate::graph::JourneyGraph;
use crate::labels::Word;
use crate::model::vocabulary::{ElementKind, Field};
use crate::model::{ElementId, Node};
use crate::render::escape::{begin, opening, plain};
use crate::source::Sources;

/// What is asked for.
pub struct Asked<'a, 'm> {
    /// The journeys.
    pub graphs: &'a [JourneyGraph<'m>],
    /// What is declared at the top of the file, and what its journeys use of other files.
    pub declared: &'a [Node<'m>],
    /// Only what holds for this persona.
    pub persona: Option<ElementId>,
    /// The texts, for names that mean nothing.
    pub sources: &'a Sources,
    /// How arrows are shown.
    pub options: &'a EmitOptions,
    /// What the check found in the file: its line, how much it weighs, its name and what it says.
    pub findings: Vec<Found<'a>>,
}

/// A finding of the check.
pub struct Found<'a> {
    /// The line in the file.
    pub line: usize,
    /// The finding.
    pub found: &'a Diagnostic,
}

/// A page that is being written.
struct Page<'a, 'm> {
    asked: &'a Asked<'a, 'm>,
    ledger: &'a mut Ledger,
    out: String,
    /// The numbers of the sources.
    evidence: HashMap<ElementId, usize>,
    /// The numbers of pains, gains and risks, as `P1`.
    signs: HashMap<ElementId, String>,
    /// What personas are called for short: what stands before the first comma, where that tells them apart.
    people: HashMap<ElementId, String>,
    /// Titles with numbers behind them, of which another person, channel, team or lane has the same one.
    names: HashMap<ElementId, String>,
}

/// Writes the page.
pub fn markdown(asked: &Asked<'_, '_>, ledger: &mut Ledger) -> String {
    let mut page = Page {
        asked,
        ledger,
        out: String::new(),
        evidence: HashMap::new(),
        signs: HashMap::new(),
        people: HashMap::new(),
        names: HashMap::new(),
    };
    page.number();
    for graph in asked.graphs {
        page.journey(graph);
    }
    page.declarations(if asked.graphs.is_empty() { 1 } else { 2 });
    page.check();
    page.out
}

impl<'m> Page<'_, 'm> {
    /// The elements of a kind that are declared for all journeys or in one of them.
    fn declared(&self, kind: ElementKind) -> Vec<Node<'m>> {
        declared(kind, self.asked.declared, self.asked.graphs)
    }

    /// What a persona is called for short.
    fn short(&self, node: Node<'m>) -> String {
        plain(self.people.get(&node.id).map_or_else(|| self.called(node), String::as_str))
    }

    /// What an element is called where others name it.
    fn called(&self, node: Node<'m>) -> &str {
        self.names.get(&node.id).map_or(node.caption(), String::as_str)
    }

    /// The title of an element as text of a page, with its number where another one has the same.
    fn title(&self, node: Node<'m>) -> String {
        self.names.get(&node.id).map_or_else(|| caption(node), |name| opening(name))
    }

    /// Gives numbers to titles that several have, to sources and to what hurts, helps and could go wrong.
    fn number(&mut self) {
        let mut distinct = Distinct::exact();
        // A lane has a row like a field and must not be called like one.
        for row in Field::ALL.iter().map(|field| words_of(*field)).chain(ROWS.iter().map(|row| (*row).to_owned())) {
            distinct.of(ElementKind::Lane.keyword(), &row);
        }
        let kinds = [ElementKind::Persona, ElementKind::Channel, ElementKind::Team, ElementKind::Lane];
        let all: Vec<Node<'m>> = kinds.into_iter().flat_map(|kind| self.declared(kind)).collect();
        self.names = distinct.numbered(all.iter().copied());
        for node in all.into_iter().filter(|node| self.names.contains_key(&node.id)) {
            self.ledger.rename(node);
        }
        let personas = self.declared(ElementKind::Persona);
        let name = |node: &Node<'m>| {
            let whole = self.names.get(&node.id).cloned().unwrap_or_else(|| shown(*node));
            whole.split(',').next().unwrap_or_default().trim().to_owned()
        };
        let mut count: HashMap<String, usize> = HashMap::new();
        for persona in &personas {
            *count.entry(name(persona)).or_default() += 1;
        }
        let alone = personas.iter().filter(|persona| count[&name(persona)] == 1 && !name(persona).is_empty());
        self.people = alone.map(|persona| (persona.id, name(persona))).collect();
        for (index, source) in self.declared(ElementKind::Source).into_iter().enumerate() {
            self.evidence.insert(source.id, index + 1);
        }
        for (kind, letter) in
            [(ElementKind::Pain, 'P'), (ElementKind::Gain, 'G'), (ElementKind::Risk, 'R'), (ElementKind::Opportunity, 'O')]
        {
            let all = self.asked.graphs.iter().flat_map(|graph| graph.journey.descendants()).filter(|node| node.kind() == kind);
            let all: Vec<Node<'m>> = all.filter(|node| (self.asks())(&node.personas())).collect();
            self.signs.extend(all.into_iter().enumerate().map(|(index, node)| (node.id, format!("{letter}{}", index + 1))));
        }
    }

    /// An element has been written with all that stands in its head.
    fn carry(&mut self, node: Node<'m>) {
        self.ledger.carry(node, WHOLE);
        if node.title().is_some_and(entry::is_line_respaced) || entry::is_condition_respaced(node, node.element().clauses) {
            self.ledger.respace(node);
        }
    }

    fn heading(&mut self, level: usize, title: &str) {
        let gap = if self.out.is_empty() { "" } else { "\n" };
        let _ = writeln!(self.out, "{gap}{} {title}", "#".repeat(level));
    }

    /// A word that the page brings along, in the language of the project.
    fn word(&self, word: Word) -> String {
        plain(self.asked.options.labels.get(word))
    }

    fn paragraph(&mut self, text: &str) {
        let _ = writeln!(self.out, "\n{text}");
    }

    fn journey(&mut self, graph: &JourneyGraph<'m>) {
        let journey = graph.journey;
        self.heading(1, &caption(journey));
        self.carry(journey);
        self.facts(journey);
        self.walkers(graph);
        let mut phase = None;
        let asks = self.asks();
        for stage in journey.stages().filter(|stage| asks(&stage.personas())) {
            let around = stage.parent().filter(|parent| parent.kind() == ElementKind::Phase);
            if let Some(around) = around.filter(|around| phase != Some(around.id)) {
                self.heading(2, &caption(around));
                self.carry(around);
                self.facts(around);
            }
            phase = around.map(|around| around.id);
            self.stage(stage, if phase.is_some() { 3 } else { 2 });
        }
        self.curves(graph);
        self.findings(journey);
        self.outcomes(journey);
        self.flow(graph);
    }

    /// The fields of an element as a list, and its clauses.
    fn facts(&mut self, node: Node<'m>) {
        let mut lines = Vec::new();
        let clauses = self.clauses_of(node);
        if !clauses.is_empty() {
            lines.push(format!("- {clauses}"));
        }
        for (name, entries) in self.fields(node) {
            match &entries[..] {
                [only] if only.is_empty() => lines.push(format!("- **{name}**")),
                [only] => lines.push(format!("- **{name}:** {only}")),
                several => {
                    lines.push(format!("- **{name}:**"));
                    lines.extend(several.iter().map(|entry| format!("  - {}", begin(entry.clone()))));
                }
            }
        }
        if !lines.is_empty() {
            self.paragraph(&lines.join("\n"));
        }
    }

    /// The personas who walk, and others whom the journey declares.
    fn walkers(&mut self, graph: &JourneyGraph<'m>) {
        let model = graph.journey.model;
        let walkers = graph.personas.iter().copied().filter(|id| self.asked.persona.is_none_or(|asked| asked == *id));
        let walkers: Vec<Node<'m>> = walkers.map(|id| model.node(id)).collect();
        self.elements(2, Word::Personas, "persona", &walkers);
    }

    /// Pains, gains, risks, opportunities and metrics of a journey.
    fn findings(&mut self, journey: Node<'m>) {
        for (kind, title) in [
            (ElementKind::Pain, Word::Pain),
            (ElementKind::Gain, Word::Gain),
            (ElementKind::Risk, Word::Risk),
            (ElementKind::Opportunity, Word::Opportunity),
            (ElementKind::Metric, Word::Metric),
            (ElementKind::MomentOfTruth, Word::MomentsOfTruth),
        ] {
            let all: Vec<Node<'m>> =
                journey.descendants().filter(|node| node.kind() == kind && (self.asks())(&node.personas())).collect();
            let name = if kind == ElementKind::MomentOfTruth { "moment of truth" } else { kind.keyword() };
            self.elements(2, title, name, &all);
        }
    }

    fn outcomes(&mut self, journey: Node<'m>) {
        let all: Vec<Node<'m>> = journey.children_of(ElementKind::Outcome).filter(|node| (self.asks())(&node.personas())).collect();
        self.elements(2, Word::Outcomes, "outcome", &all);
    }

    /// What is declared for all journeys, and the evidence.
    fn declarations(&mut self, level: usize) {
        let shown: Vec<ElementId> = self.asked.graphs.iter().flat_map(|graph| graph.personas.iter().copied()).collect();
        let others = self.declared(ElementKind::Persona).into_iter().filter(|node| !shown.contains(&node.id));
        let others: Vec<Node<'m>> = others.filter(|_| self.asked.persona.is_none()).collect();
        let title = if shown.is_empty() { Word::Personas } else { Word::OthersWhoTakePart };
        self.elements(level, title, "persona", &others);
        for (kind, title) in [
            (ElementKind::Channel, Word::Channels),
            (ElementKind::Team, Word::Teams),
            (ElementKind::Lane, Word::Lanes),
            (ElementKind::Source, Word::Evidence),
        ] {
            let all = self.declared(kind);
            self.elements(level, title, kind.keyword(), &all);
        }
    }

    /// What the check found.
    fn check(&mut self) {
        let rows: Vec<Vec<String>> = self
            .asked
            .findings
            .iter()
            .map(|Found { line, found }| {
                let help = found.help.as_deref().map(plain).unwrap_or_default();
                vec![line.to_string(), format!("`{}`", found.code.name()), plain(&found.message), help]
            })
            .collect();
        if !rows.is_empty() {
            self.heading(2, &self.word(Word::FindingsOfTheCheck));
            self.table(&["line", "finding", "what", "what to do"].map(str::to_owned), &rows);
        }
    }

    /// Whether something for these personas is asked for.
    fn asks(&self) -> impl Fn(&[ElementId]) -> bool + Copy + use<> {
        let persona = self.asked.persona;
        move |personas| holds(persona, personas)
    }
}

/// A title as text of a page, or what stands for it.
fn caption(node: Node<'_>) -> String {
    let said = node.title().filter(|title| !title.trim().is_empty());
    said.or(node.name()).map_or_else(|| node.kind().keyword().replace('-', " "), opening)
}

/// Rows of the table of a stage that are no fields.
const ROWS: [&str; 7] = ["holds", "moment of truth", "pain", "gain", "risk", "opportunity", "metric"];

/// The name of a field in words.
fn words_of(field: Field) -> String {
    field.name().replace('-', " ")
}

/// The name of a field as a page says it.
fn name_of(field: Field) -> String {
    plain(&words_of(field))
}
