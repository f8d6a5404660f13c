//! A model without some of what it says: what is left keeps its order and its meaning.

use std::collections::HashSet;
use std::ops::Range;

use super::walk::ClaimNode;
use super::{ElementId, FileModel, Goal, Model, Node};
use crate::source::FileId;

/// The new places of what is kept in a list; none for what goes.
struct Kept(Vec<Option<u32>>);

impl Kept {
    fn of(keep: impl Iterator<Item = bool>) -> Self {
        let mut count = 0;
        let place = |keep: bool| {
            keep.then(|| {
                count += 1;
                count - 1
            })
        };
        Self(keep.map(place).collect())
    }

    fn get(&self, old: u32) -> Option<u32> {
        self.0.get(old as usize).copied().flatten()
    }

    /// How many are kept before a place.
    fn before(&self, old: u32) -> u32 {
        self.0[..old as usize].iter().rev().find_map(|kept| *kept).map_or(0, |last| last + 1)
    }

    fn range(&self, old: &Range<u32>) -> Range<u32> {
        self.before(old.start)..self.before(old.end)
    }

    /// Takes what goes out of a list.
    fn retain<T>(&self, list: &mut Vec<T>) {
        let mut kept = self.0.iter().map(Option::is_some);
        list.retain(|_| kept.next().unwrap_or(true));
    }
}

impl Model {
    /// Takes out elements, with all inside them, and claims, with what is remarked about them. Names of what is gone then mean nothing.
    pub fn take_out(&mut self, elements: &HashSet<ElementId>, claims: &HashSet<(FileId, u32)>) {
        let kept: Vec<Kept> = (0..self.files.len() as u32).map(|file| self.kept(FileId(file), elements)).collect();
        for (index, file) in self.files.iter_mut().enumerate() {
            let id = FileId(index as u32);
            file.take_out(&kept[index], |claim| claims.contains(&(id, claim)));
            for goal in &mut file.goals {
                if let Some(Goal::Element(element)) = goal {
                    let place = kept.get(element.file.0 as usize).and_then(|kept| kept.get(element.index));
                    *goal = place.map(|index| Goal::Element(ElementId { file: element.file, index }));
                }
            }
        }
    }

    /// The elements of a file that stay.
    fn kept(&self, file: FileId, gone: &HashSet<ElementId>) -> Kept {
        let count = self.file(file).elements.len() as u32;
        Kept::of((0..count).map(|index| !self.node(ElementId { file, index }).ancestors().any(|node| gone.contains(&node.id))))
    }

    /// All elements of all files.
    pub fn nodes(&self) -> impl Iterator<Item = Node<'_>> {
        (0..self.files.len() as u32)
            .map(FileId)
            .flat_map(move |file| (0..self.file(file).elements.len() as u32).map(move |index| self.node(ElementId { file, index })))
    }

    /// All claims of all files.
    pub fn claims(&self) -> impl Iterator<Item = ClaimNode<'_>> {
        self.nodes().flat_map(Node::claims)
    }
}

impl FileModel {
    fn take_out(&mut self, elements: &Kept, gone: impl Fn(u32) -> bool) {
        let mut stays = vec![true; self.claims.len()];
        for (index, element) in self.elements.iter().enumerate() {
            for claim in element.claims.clone() {
                // A remark stands behind what it is about.
                let about = self.claims[claim as usize].about;
                stays[claim as usize] =
                    elements.get(index as u32).is_some() && !gone(claim) && about.is_none_or(|about| stays[about as usize]);
            }
        }
        let claims = Kept::of(stays.into_iter());
        let transitions = Kept::of(self.transitions.iter().map(|transition| elements.get(transition.scope).is_some()));
        elements.retain(&mut self.elements);
        claims.retain(&mut self.claims);
        transitions.retain(&mut self.transitions);
        for element in &mut self.elements {
            element.parent = element.parent.and_then(|parent| elements.get(parent));
            element.end = elements.before(element.end);
            element.claims = claims.range(&element.claims);
            element.transitions = transitions.range(&element.transitions);
        }
        for claim in &mut self.claims {
            claim.about = claim.about.and_then(|about| claims.get(about));
        }
        for transition in &mut self.transitions {
            transition.scope = elements.get(transition.scope).unwrap_or_default();
        }
        for reference in &mut self.references {
            reference.scope = reference.scope.and_then(|scope| elements.get(scope));
        }
        self.missing_ids = self.missing_ids.iter().filter_map(|&element| elements.get(element)).collect();
        self.uncertain = self.uncertain.iter().filter_map(|&element| elements.get(element)).collect();
    }
}
