//! Titles that must differ, since what has one title is one thing to whoever reads it.

use std::collections::HashMap;

use crate::graph::JourneyGraph;
use crate::model::vocabulary::ElementKind;
use crate::model::{ElementId, Node};
use crate::render::visible_whole;
use crate::source::one_line;

/// The titles so far, each with the last number that was tried behind it.
#[derive(Default)]
pub struct Distinct {
    seen: HashMap<String, usize>,
    exact: bool,
}

impl Distinct {
    /// Titles that differ in capitals alone differ, too.
    pub fn exact() -> Self {
        Self { exact: true, ..Self::default() }
    }

    /// The title, with a number behind it if it was there before.
    pub fn of(&mut self, within: &str, title: &str) -> String {
        let key =
            |title: &str| if self.exact { format!("{within}\n{title}") } else { format!("{within}\n{}", title.to_lowercase()) };
        let own = key(title);
        let Some(&tried) = self.seen.get(&own) else {
            self.seen.insert(own, 1);
            return title.to_owned();
        };
        let mut number = tried;
        let (numbered, its) = loop {
            number += 1;
            let numbered = format!("{title} ({number})");
            let its = key(&numbered);
            if !self.seen.contains_key(&its) {
                break (numbered, its);
            }
        };
        self.seen.insert(own, number);
        self.seen.insert(its, 1);
        numbered
    }

    /// The titles with numbers behind them, of those elements that are shown like another one of their kind.
    pub fn numbered<'m>(&mut self, nodes: impl IntoIterator<Item = Node<'m>>) -> HashMap<ElementId, String> {
        let name = |node: Node<'m>| {
            let own = shown(node);
            let name = self.of(node.kind().keyword(), &own);
            (name != own).then_some((node.id, name))
        };
        nodes.into_iter().filter_map(name).collect()
    }
}

/// The title of an element, or what stands for it, as it is seen on one line.
pub fn shown(node: Node<'_>) -> String {
    let said = node.title().map(one_line).filter(|title| !title.is_empty());
    let line = said.unwrap_or_else(|| node.name().unwrap_or(node.kind().keyword()).to_owned());
    visible_whole(&line).into_owned()
}

/// The elements of a kind that are declared for all journeys or in one of them.
pub fn declared<'m>(kind: ElementKind, for_all: &[Node<'m>], graphs: &[JourneyGraph<'m>]) -> Vec<Node<'m>> {
    let inside = graphs.iter().flat_map(|graph| graph.journey.children_of(kind));
    for_all.iter().copied().filter(|node| node.kind() == kind).chain(inside).collect()
}
