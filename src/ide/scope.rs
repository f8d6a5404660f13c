//! Which names can be written at a place, the nearest first.

use std::collections::{HashMap, HashSet};

use super::View;
use super::cursor::Cursor;
use crate::model::vocabulary::{ElementKind, Target};
use crate::model::{ElementId, Node};
use crate::source::FileId;

/// A name as it is written at a place.
pub(super) struct Name<'a> {
    /// With what has to stand before it, by dots.
    pub written: String,
    /// What it means.
    pub node: Node<'a>,
}

/// Where a name is looked up: in which element of the file, if in one.
#[derive(Clone, Copy)]
pub(super) struct Scope<'a> {
    view: View<'a>,
    element: Option<Node<'a>>,
}

impl<'a> Scope<'a> {
    /// The scope of the cursor.
    pub fn of(cursor: &Cursor<'a>) -> Self {
        let element = cursor.around.iter().rev().find_map(|&statement| cursor.view.element_of(statement));
        Self { view: cursor.view, element }
    }

    /// The journey around.
    pub fn journey(self) -> Option<Node<'a>> {
        self.element.and_then(Node::journey)
    }

    /// The stage around, if the place stands directly in one.
    pub fn stage(self) -> Option<Node<'a>> {
        self.element.filter(|node| node.kind() == ElementKind::Stage)
    }

    /// The names of things other than places.
    pub fn names(self, target: Target) -> Vec<Name<'a>> {
        let kinds = target.kinds();
        let wanted = |node: &Node<'a>| kinds.contains(&node.kind());
        let inside: Vec<Node<'a>> = match (self.journey(), target) {
            (Some(journey), Target::Finding) => journey.descendants().filter(wanted).collect(),
            (Some(journey), _) => journey.children().filter(wanted).collect(),
            (None, _) => Vec::new(),
        };
        let shared = self.files().into_iter().flat_map(|file| self.view.analysis.model.roots(file)).filter(wanted);
        let mut seen = HashSet::new();
        let all = inside.into_iter().chain(shared).filter(|node| is_named(*node));
        all.filter_map(|node| Some(Name { written: node.name()?.to_owned(), node }))
            .filter(|name| seen.insert(name.written.clone()))
            .collect()
    }

    /// The names of places: of siblings, of the stages and outcomes of the journey, of its other touchpoints, and, where an arrow may
    /// lead out of the journey, of other journeys.
    pub fn places(self, others: bool) -> Vec<Name<'a>> {
        let Some(journey) = self.journey() else { return Vec::new() };
        let plain = |node: Node<'a>| node.name().filter(|_| is_named(node)).map(|name| Name { written: name.to_owned(), node });
        let mut out: Vec<Name<'a>> = Vec::new();
        let siblings = self.stage().into_iter().flat_map(Node::touchpoints);
        out.extend(siblings.filter_map(plain));
        out.extend(journey.stages().chain(journey.children_of(ElementKind::Outcome)).filter_map(plain));
        let mut count: HashMap<&str, usize> = HashMap::new();
        for name in journey.stages().flat_map(Node::touchpoints).filter_map(Node::name) {
            *count.entry(name).or_default() += 1;
        }
        let taken: HashSet<String> = out.iter().map(|name| name.written.clone()).collect();
        let own = self.stage().map(|stage| stage.id);
        for stage in journey.stages().filter(|stage| Some(stage.id) != own) {
            for node in stage.touchpoints() {
                let (Some(name), true) = (node.name(), is_named(node)) else { continue };
                let alone = count.get(name) == Some(&1) && !taken.contains(name);
                match (alone, stage.name()) {
                    (true, _) => out.extend(plain(node)),
                    (false, Some(stage)) => out.push(Name { written: format!("{stage}.{name}"), node }),
                    (false, None) => {}
                }
            }
        }
        if others {
            out.extend(self.elsewhere(journey));
        }
        let mut seen = HashSet::new();
        out.retain(|name| seen.insert(name.written.clone()));
        out
    }

    /// The stages and outcomes of the other journeys that are known here.
    fn elsewhere(self, journey: Node<'a>) -> Vec<Name<'a>> {
        let journeys = self.names(Target::Journey).into_iter().filter(|other| other.node.id != journey.id);
        journeys
            .flat_map(|other| {
                let places = other.node.stages().chain(other.node.children_of(ElementKind::Outcome));
                let named = places.filter(|node| is_named(*node)).filter_map(|node| Some((node.name()?, node)));
                named.map(|(name, node)| Name { written: format!("{}.{name}", other.written), node }).collect::<Vec<_>>()
            })
            .collect()
    }

    /// The names that may stand after others with a dot.
    pub fn members(self, qualifier: &[&str]) -> Vec<Name<'a>> {
        let Some(journey) = self.journey() else { return Vec::new() };
        let stage_of = |journey: Node<'a>, name: &str| journey.stages().find(|stage| stage.name() == Some(name));
        let journeys = || self.names(Target::Journey);
        let inside: Vec<Node<'a>> = match qualifier {
            [first] => match (stage_of(journey, first), journeys().into_iter().find(|other| other.written == *first)) {
                (Some(stage), _) => stage.touchpoints().collect(),
                (None, Some(other)) => other.node.stages().chain(other.node.children_of(ElementKind::Outcome)).collect(),
                (None, None) => Vec::new(),
            },
            [first, second] => {
                let other = journeys().into_iter().find(|other| other.written == *first);
                other.and_then(|other| stage_of(other.node, second)).into_iter().flat_map(Node::touchpoints).collect()
            }
            _ => Vec::new(),
        };
        let named = inside.into_iter().filter(|node| is_named(*node));
        named.filter_map(|node| Some(Name { written: node.name()?.to_owned(), node })).collect()
    }

    /// The file and what it imports, in order.
    fn files(self) -> Vec<FileId> {
        let mut seen = HashSet::new();
        let imports = self.view.model().imports.iter().map(|(_, file)| *file);
        std::iter::once(self.view.file).chain(imports).filter(|file| seen.insert(*file)).collect()
    }
}

/// Whether an element has an id that somebody wrote.
pub(super) fn is_named(node: Node<'_>) -> bool {
    node.element().id.as_ref().is_some_and(|id| !id.span.is_empty())
}

/// The path of the file of an element, where that is another one.
pub(super) fn from_elsewhere(view: View<'_>, id: ElementId) -> Option<&str> {
    (id.file != view.file).then(|| view.analysis.sources.get(id.file).path())
}
