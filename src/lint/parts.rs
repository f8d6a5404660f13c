//! What a file holds, without what was only guessed: nothing is said about that.

use crate::diagnostic::count;
use crate::model::Node;
use crate::model::vocabulary::ElementKind;

use super::Context;

/// The declarations of a kind at the top of the file and of its journeys.
pub(super) fn declared<'c>(context: &Context<'c>, kind: ElementKind) -> impl Iterator<Item = Node<'c>> {
    let inside = context.journeys().flat_map(Node::children);
    context.model.roots(context.file).chain(inside).filter(move |node| node.kind() == kind && !node.element().guessed)
}

/// An element and all in it, in order.
pub(super) fn parts(whole: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    parts_but(whole, |_| false)
}

/// An element and all in it, in order, without some elements and what stands in them.
pub(super) fn parts_but<'m>(whole: Node<'m>, without: impl Fn(Node<'m>) -> bool) -> impl Iterator<Item = Node<'m>> {
    let mut next = whole.id.index;
    let end = whole.element().end;
    std::iter::from_fn(move || {
        while next < end {
            let mut node = whole;
            node.id.index = next;
            if !node.element().guessed && !without(node) {
                next += 1;
                return Some(node);
            }
            next = node.element().end;
        }
        None
    })
}

/// Some elements by name: "`amira`, `ben` and `cara`"; of many only the first.
pub(super) fn mentions(nodes: &[Node<'_>]) -> String {
    const MOST: usize = 4;
    let mut names: Vec<String> = nodes.iter().take(MOST).map(|node| node.mention()).collect();
    if nodes.len() > MOST {
        names.push(format!("{} more", nodes.len() - MOST));
    }
    match names.pop() {
        Some(last) if !names.is_empty() => format!("{} and {last}", names.join(", ")),
        last => last.unwrap_or_default(),
    }
}

/// What stands as cards in the column of a stage.
pub(super) struct Cards<'m> {
    /// The touchpoints and steps, in order.
    pub nodes: Vec<Node<'m>>,
}

/// The cards of a stage.
pub(super) fn cards(stage: Node<'_>) -> Cards<'_> {
    Cards { nodes: stage.touchpoints().filter(|node| !node.element().guessed).collect() }
}

impl Cards<'_> {
    /// How many of which: "8 touchpoints and 1 step".
    pub fn say(&self) -> String {
        let steps = self.nodes.iter().filter(|node| node.kind() == ElementKind::Step).count();
        let touchpoints = self.nodes.len() - steps;
        match (touchpoints, steps) {
            (_, 0) => count(touchpoints, "touchpoint"),
            (0, _) => count(steps, "step"),
            _ => format!("{} and {}", count(touchpoints, "touchpoint"), count(steps, "step")),
        }
    }
}
