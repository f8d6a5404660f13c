//! What each name of a file means, with the names of all files at hand.

use std::collections::HashSet;

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{FileId, Sources};

use super::names::{Table, journeys};
use super::unknown::{Unknown, say_unknown};
use super::vocabulary::{ElementKind, Target};
use super::{ElementId, FileModel, Goal, Model, Reference, written};

/// The goals of a file's references.
pub(super) struct Resolved {
    pub goals: Vec<Option<Goal>>,
    /// Journeys whose flow is not known because an end of a transition is not.
    pub uncertain: HashSet<u32>,
    pub diagnostics: Vec<Diagnostic>,
}

/// What a name turned out to be.
pub(super) enum Found {
    One(Goal),
    None,
    Several(Several),
}

/// What a name may mean: the first of them, and how many there are.
pub(super) struct Several {
    first: Vec<ElementId>,
    count: usize,
}

/// So many of what a name may mean are shown.
const MOST_SHOWN: usize = 3;

/// Looks up all references of a file.
pub(super) fn resolve(id: FileId, model: &Model, tables: &[&Table<'_>], sources: &Sources) -> Resolved {
    let file = model.file(id);
    let mut resolver = Resolver {
        id,
        model,
        file,
        tables,
        sources,
        journeys: journeys(file),
        out: Resolved { goals: Vec::with_capacity(file.references.len()), uncertain: HashSet::new(), diagnostics: Vec::new() },
    };
    resolver.duplicates();
    let mut unknown = Vec::new();
    for (index, reference) in file.references.iter().enumerate() {
        let goal = match resolver.look_up(reference) {
            Found::One(goal) => Some(goal),
            Found::None => {
                unknown.push(Unknown { reference: index as u32 });
                None
            }
            Found::Several(candidates) => {
                resolver.ambiguous(reference, &candidates);
                None
            }
        };
        resolver.out.goals.push(goal);
    }
    say_unknown(&mut resolver, &unknown);
    resolver.lanes();
    for transition in &file.transitions {
        let known = |reference: u32| resolver.out.goals[reference as usize].is_some();
        if !(known(transition.from) && known(transition.to)) {
            resolver.out.uncertain.extend(resolver.journeys[transition.scope as usize]);
        }
    }
    resolver.out
}

pub(super) struct Resolver<'m> {
    pub id: FileId,
    pub model: &'m Model,
    pub file: &'m FileModel,
    pub tables: &'m [&'m Table<'m>],
    pub sources: &'m Sources,
    pub journeys: Vec<Option<u32>>,
    pub out: Resolved,
}

impl<'m> Resolver<'m> {
    pub fn table(&self) -> &'m Table<'m> {
        self.tables[self.id.0 as usize]
    }

    pub fn here(&self, index: u32) -> ElementId {
        ElementId { file: self.id, index }
    }

    pub fn journey_of(&self, reference: &Reference) -> Option<u32> {
        reference.scope.and_then(|scope| self.journeys[scope as usize])
    }

    pub fn name(&self, reference: &Reference) -> &'m str {
        written(self.sources, self.id, reference)
    }

    pub fn look_up(&self, reference: &Reference) -> Found {
        let name = self.name(reference);
        match reference.target {
            Target::Place => self.place(reference, name),
            Target::Journey => self.top(ElementKind::Journey, name),
            target => {
                let journey = self.journey_of(reference);
                let own = target.kinds().iter().filter_map(|&kind| self.table().get(journey, kind, name));
                let own: Vec<ElementId> = own.map(|index| self.here(index)).collect();
                if journey.is_some() && !own.is_empty() {
                    return one(own);
                }
                let mut all = Vec::new();
                for &kind in target.kinds() {
                    match self.top(kind, name) {
                        Found::One(Goal::Element(id)) => all.push(id),
                        Found::Several(several) => all.extend(several.first),
                        _ => {}
                    }
                }
                one(all)
            }
        }
    }

    /// A name at the top of this file, else of what it imports.
    fn top(&self, kind: ElementKind, name: &str) -> Found {
        if let Some(index) = self.table().get(None, kind, name) {
            return Found::One(Goal::Element(self.here(index)));
        }
        let mut found: Vec<ElementId> = self
            .file
            .imports
            .iter()
            .filter_map(|&(_, file)| {
                let index = self.tables[file.0 as usize].get(None, kind, name)?;
                Some(ElementId { file, index })
            })
            .collect();
        found.sort_unstable();
        found.dedup();
        one(found)
    }

    /// A place, by the rules of transitions: siblings, then stages and outcomes of the journey, then its touchpoints if unique;
    /// qualified: a stage of this journey, then a journey.
    fn place(&self, reference: &Reference, name: &str) -> Found {
        if name == "exit" {
            return Found::One(Goal::Exit);
        }
        let Some(journey) = self.journey_of(reference) else { return Found::None };
        let parts: Vec<&str> = name.split('.').collect();
        match parts[..] {
            [bare] => self.bare(reference, journey, bare),
            [first, second] => {
                if let Some(stage) = self.table().get(Some(journey), ElementKind::Stage, first)
                    && let Some(index) = self.table().get(Some(stage), ElementKind::Touchpoint, second)
                {
                    return Found::One(Goal::Element(self.here(index)));
                }
                let Found::One(Goal::Element(other)) = self.top(ElementKind::Journey, first) else { return Found::None };
                self.stage_or_outcome(other, second)
            }
            [first, second, third] => {
                let Found::One(Goal::Element(other)) = self.top(ElementKind::Journey, first) else { return Found::None };
                let table = self.tables[other.file.0 as usize];
                table
                    .get(Some(other.index), ElementKind::Stage, second)
                    .and_then(|stage| table.get(Some(stage), ElementKind::Touchpoint, third))
                    .map_or(Found::None, |index| Found::One(Goal::Element(ElementId { file: other.file, index })))
            }
            _ => Found::None,
        }
    }

    fn bare(&self, reference: &Reference, journey: u32, name: &str) -> Found {
        if let Some(scope) = reference.scope
            && self.file.elements[scope as usize].kind == ElementKind::Stage
            && let Some(index) = self.table().get(Some(scope), ElementKind::Touchpoint, name)
        {
            return Found::One(Goal::Element(self.here(index)));
        }
        match self.stage_or_outcome(self.here(journey), name) {
            Found::None => {}
            found => return found,
        }
        let all = self.table().touchpoints(journey, name);
        let first = all.iter().take(MOST_SHOWN).map(|&index| self.here(index)).collect();
        of(first, all.len())
    }

    fn stage_or_outcome(&self, journey: ElementId, name: &str) -> Found {
        let table = self.tables[journey.file.0 as usize];
        one([ElementKind::Stage, ElementKind::Outcome]
            .into_iter()
            .filter_map(|kind| table.get(Some(journey.index), kind, name))
            .map(|index| ElementId { file: journey.file, index })
            .collect())
    }

    /// The field of a lane holds text.
    fn lanes(&mut self) {
        for claim in &self.file.claims {
            let Some(lane) = claim.lane else { continue };
            let Some(Some(Goal::Element(id))) = self.out.goals.get(lane as usize).copied() else { continue };
            let written = self.sources.get(self.id).slice(claim.span);
            let named = self.name(&self.file.references[lane as usize]);
            // A misspelt field is taken for a near lane only to say so.
            // Several words were given their quotes when they were read, with a message.
            let words = written.starts_with(char::is_alphabetic) && written.split_whitespace().count() > 2;
            if words && !written.contains("->") || written.starts_with('"') || self.model.node(id).name() != Some(named) {
                continue;
            }
            let quoted = format!("\"{}\"", written.replace('"', "\\\""));
            self.out.diagnostics.push(
                Diagnostic::new(
                    Code::WrongType,
                    self.id,
                    claim.span,
                    format!("the lane `{named}` holds text in quotes"),
                    "not in quotes",
                )
                .help(format!("write `{quoted}`"))
                .fix(crate::diagnostic::Fix::replace(self.id, claim.span, quoted)),
            );
        }
    }

    fn ambiguous(&mut self, reference: &Reference, candidates: &Several) {
        let name = self.name(reference);
        let shown: Vec<String> = candidates.first.iter().take(MOST_SHOWN).map(|&id| qualified(self.model, id)).collect();
        let mut found = Diagnostic::new(
            Code::AmbiguousName,
            self.id,
            reference.span,
            format!("`{name}` can mean {} things", candidates.count),
            "which of them?",
        );
        for &id in candidates.first.iter().take(MOST_SHOWN) {
            let node = self.model.node(id);
            found = found.label(id.file, node.name_span(), format!("{} is here", node.kind().a()));
        }
        let help = if shown.windows(2).all(|pair| pair[0] != pair[1]) {
            let words: Vec<&str> = shown.iter().map(String::as_str).collect();
            format!("write {}", super::vocabulary::one_of(&words))
        } else {
            "give one of them another id".to_owned()
        };
        self.out.diagnostics.push(found.help(help));
    }

    /// Names at the top of this file that an imported file declares too, and names that two imports bring.
    fn duplicates(&mut self) {
        for (index, element) in self.file.elements.iter().enumerate() {
            let Some(name) = element.id.as_ref().filter(|id| element.kind.at_top() && !id.span.is_empty()) else { continue };
            let own = self.here(index as u32);
            let local = element.parent.is_some();
            let elsewhere = if local {
                match self.top(element.kind, &name.text) {
                    Found::One(Goal::Element(id)) => Some(id),
                    _ => None,
                }
            } else {
                self.file.imports.iter().filter(|&&(_, file)| file != self.id).find_map(|&(_, file)| {
                    let index = self.tables[file.0 as usize].get(None, element.kind, &name.text)?;
                    Some(ElementId { file, index })
                })
            };
            let Some(other) = elsewhere.filter(|&other| other != own) else { continue };
            let kind = element.kind.keyword();
            let journey = local && element.title.is_none() && element.block.is_none();
            let help = if journey {
                format!("to name the {kind} declared there, write `{kind}: {}`", name.text)
            } else {
                format!("give one of them another id, such as `{}-2`", name.text)
            };
            self.out.diagnostics.push(
                Diagnostic::new(
                    Code::DuplicateName,
                    self.id,
                    name.span,
                    format!("there are two {kind}s called `{}`", name.text),
                    "declared again here",
                )
                .label(other.file, self.model.node(other).name_span(), "first declared here")
                .help(help),
            );
        }
    }
}

fn one(ids: Vec<ElementId>) -> Found {
    let count = ids.len();
    of(ids, count)
}

/// By the first of those that a name may mean, and how many there are.
fn of(first: Vec<ElementId>, count: usize) -> Found {
    match first[..] {
        [] => Found::None,
        [id] => Found::One(Goal::Element(id)),
        _ => Found::Several(Several { first, count }),
    }
}

/// A place's name with the stage or journey around it.
pub(super) fn qualified(model: &Model, id: ElementId) -> String {
    let node = model.node(id);
    let name = node.name().unwrap_or_default();
    match node.parent().and_then(super::walk::Node::name) {
        Some(parent) => format!("{parent}.{name}"),
        None => name.to_owned(),
    }
}
