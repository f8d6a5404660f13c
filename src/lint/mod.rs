//! Rules over model and graph, and the harness that runs them.
//!
//! A rule is one file in `rules/`: its documentation with a bad and a good example, and a function from [`Context`] to findings. A rule
//! knows nothing of levels, allow comments or order; the harness does.

mod allow;
mod clear;
mod evidence;
mod feelings;
mod holders;
mod kin;
mod parts;
mod rules;
mod shares;
mod thresholds;

pub use evidence::Reliance;
pub use rules::{RULES, rule};
pub use thresholds::{THRESHOLDS, Threshold, Thresholds};

use std::collections::{HashMap, HashSet};

use allow::Looked;
use clear::Unclear;

use crate::Options;
use crate::cores::map;
use crate::diagnostic::{Code, Diagnostic, Edit, Fix, Level, Severity};
use crate::graph::JourneyGraph;
use crate::model::value::Date;
use crate::model::vocabulary::ElementKind;
use crate::model::{ElementId, Goal, Model, Node};
use crate::source::{FileId, Sources};

/// A rule.
pub struct Rule {
    /// Its code: name, group and level.
    pub code: Code,
    /// Its page: Markdown with a `## Bad` and a `## Good` example, both run as tests.
    pub docs: &'static str,
    /// Finds what it is about.
    pub check: fn(&Context<'_>, &mut Vec<Diagnostic>),
}

/// What a rule may look at: one file, with the graphs of its journeys.
pub struct Context<'c> {
    /// The model of the whole project.
    pub model: &'c Model,
    /// The file.
    pub file: FileId,
    /// Its journeys whose flow is known.
    pub graphs: &'c [JourneyGraph<'c>],
    /// What is used anywhere in the project.
    pub uses: &'c Uses,
    /// Whether all files are checked that could use what this one declares.
    pub whole_root: bool,
    /// The day that counts as today; none where nothing may depend on the day.
    pub today: Option<Date>,
    /// The numbers to compare with.
    pub thresholds: &'c Thresholds,
    /// Where an error stands; asked by `is_clear`.
    unclear: &'c Unclear,
}

/// What references lead to.
pub struct Uses {
    /// Every element that some reference means.
    pub elements: HashSet<ElementId>,
    /// Which file uses something of which other.
    pub files: HashSet<(FileId, FileId)>,
    /// What rests on each source.
    pub sources: HashMap<ElementId, Reliance>,
}

/// Runs all rules over a project. `found` are the errors of form, names and values: nothing is said to be missing beside them.
pub fn check(model: &Model, sources: &Sources, found: &[Diagnostic], options: &Options) -> Vec<Diagnostic> {
    let uses = uses(model);
    let errors = clear::by_file(found, model.files.len());
    let ids: Vec<FileId> = sources.iter().map(|(id, _)| id).collect();
    let check = |&file: &FileId| {
        let unclear = Unclear::new(model.file(file), file, &errors[file.0 as usize]);
        check_file(model, sources, file, &uses, &unclear, options)
    };
    map(&ids, check).into_iter().flatten().collect()
}

fn uses(model: &Model) -> Uses {
    let mut uses = Uses { elements: HashSet::new(), files: HashSet::new(), sources: evidence::reliance(model) };
    for (index, file) in model.files.iter().enumerate() {
        let own = FileId(index as u32);
        for goal in file.goals.iter().flatten() {
            if let Goal::Element(id) = goal {
                // Most references are to what is declared nearby; only declarations that may be unused are kept.
                if model.file(id.file).elements[id.index as usize].kind.at_top() {
                    uses.elements.insert(*id);
                }
                if id.file != own {
                    uses.files.insert((own, id.file));
                }
            }
        }
    }
    uses
}

fn check_file(
    model: &Model,
    sources: &Sources,
    file: FileId,
    uses: &Uses,
    unclear: &Unclear,
    options: &Options,
) -> Vec<Diagnostic> {
    let graphs: Vec<JourneyGraph<'_>> = model
        .journeys(file)
        .map(JourneyGraph::new)
        .filter(|graph| !graph.uncertain() && !graph.journey.element().guessed)
        .collect();
    // Where more leave than arrive, what else is said about the flow would follow from that.
    let (sound, unsound): (Vec<_>, Vec<_>) = graphs.into_iter().partition(|graph| !shares::exceed(graph));
    let context = |graphs| Context {
        model,
        file,
        graphs,
        uses,
        // Nothing can import a part of a document, so the whole root says no more about it than the part itself.
        whole_root: options.whole_root && sources.get(file).part().is_none(),
        today: options.today,
        thresholds: &options.thresholds,
        unclear,
    };
    let mut found = Vec::new();
    for rule in RULES.iter().filter(|rule| level(rule.code, options) != Level::Off) {
        let before = found.len();
        (rule.check)(&context(if rule.code == Code::SharesOver100 { &unsound } else { &sound }), &mut found);
        tune(&mut found[before..], rule.code, options);
    }
    let whole_root = context(&[]).whole_root;
    let looked = Looked {
        options,
        flow: unsound.is_empty(),
        unused: !only_declares(model, file, whole_root),
        everything: unclear.is_empty(),
    };
    allow::apply(model.file(file), file, found, &looked)
}

/// The level of a code.
fn level(code: Code, options: &Options) -> Level {
    options.levels.iter().rev().find(|(other, _)| *other == code).map_or(code.level(), |(_, level)| *level)
}

/// A level that was set holds for all findings of a rule; else, and if it is the rule's own, each has the one that the rule gave it.
fn tune(found: &mut [Diagnostic], code: Code, options: &Options) {
    let level = level(code, options);
    if let Some(severity) = level.severity().filter(|_| level != code.level()) {
        for diagnostic in found {
            diagnostic.severity = severity;
        }
    }
}

impl<'c> Context<'c> {
    /// The journeys of the file, also those whose flow is not known.
    pub fn journeys(&self) -> impl Iterator<Item = Node<'c>> {
        self.model.journeys(self.file).filter(|journey| !journey.element().guessed)
    }

    /// The name of a team to show in help: one that can be named in the file, else a text to fill in.
    pub fn some_team(&self) -> &'c str {
        let files = std::iter::once(self.file).chain(self.model.file(self.file).imports.iter().map(|&(_, file)| file));
        let mut teams = files.flat_map(|file| self.model.roots(file)).filter(|node| node.kind() == ElementKind::Team);
        teams.find_map(Node::name).unwrap_or("\"…\"")
    }

    /// Whether a name may be meant in text of the file that was not understood.
    pub fn may_be_named(&self, name: &str) -> bool {
        let part = self.model.file(self.file);
        part.mentioned.contains(name) || part.tried.contains(name)
    }

    /// The elements of a kind declared in the file that no reference means, unless an error may be the reason.
    pub fn unused(&self, kind: ElementKind) -> Vec<Node<'c>> {
        let part = self.model.file(self.file);
        if only_declares(self.model, self.file, self.whole_root) {
            return Vec::new();
        }
        let journeys = self.model.journeys(self.file).flat_map(Node::children);
        // A name that is declared twice has had its message; the second declaration is unused for that reason.
        let mut names = HashSet::new();
        self.model
            .roots(self.file)
            .chain(journeys)
            .filter(|node| node.kind() == kind && names.insert(node.name()))
            .filter(|node| !node.element().guessed && !self.uses.elements.contains(&node.id))
            .filter(|node| !self.mentioned(node.name().unwrap_or_default()))
            .filter(|_| !part.mentioned.contains(format!("*{}", kind.keyword()).as_str()))
            .collect()
    }

    /// Whether a name stands in text that was not understood, in any file.
    fn mentioned(&self, name: &str) -> bool {
        self.model.files.iter().any(|file| file.mentioned.contains(name) || file.tried.contains(name))
    }
}

/// Whether a file holds declarations for others only, which may use them though nothing here does.
fn only_declares(model: &Model, file: FileId, whole_root: bool) -> bool {
    !whole_root && model.journeys(file).next().is_none()
}

/// The finding of an unused declaration.
fn say_unused(code: Code, node: Node<'_>) -> Diagnostic {
    let kind = node.kind().keyword();
    let element = node.element();
    let whole = element.block.map_or(element.head, |block| element.head.to(block));
    Diagnostic::new(
        code,
        node.id.file,
        node.name_span(),
        format!("the {kind} {} is never used", node.mention()),
        "nothing refers to it",
    )
    .fix(Fix {
        // Somebody wrote it, and may be about to use it.
        on_request: true,
        ..Fix::new(
            format!("remove the {kind} {}", node.mention()),
            vec![Edit { file: node.id.file, span: whole, text: String::new() }],
        )
    })
}

/// Lowers a finding to a note.
fn note(mut diagnostic: Diagnostic) -> Diagnostic {
    diagnostic.severity = Severity::Info;
    diagnostic
}
