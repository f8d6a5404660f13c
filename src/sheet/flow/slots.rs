//! In which slot of its stage each place stands: behind all that lead to it in the order of the file.

use std::collections::HashMap;

use crate::graph::ArrowKind;
use crate::model::vocabulary::Field;
use crate::model::{ElementId, Node};

use super::super::view::View;
use super::passing::{Crowd, Passing, Target};

/// What stands in a stage, and how it is entered and left.
pub struct Inside<'m> {
    /// Its touchpoints and steps that are shown.
    pub nodes: Vec<Node<'m>>,
    /// The slot of each, from 0.
    pub ranks: Vec<usize>,
    /// Where the stage is entered, and by whom: indices into `nodes`.
    pub entries: Vec<(usize, Crowd)>,
    /// From where it goes on, and for whom: indices into `nodes`.
    pub ends: Vec<(usize, Crowd)>,
    /// Who passes by all that stands in it.
    pub through: Option<Crowd>,
}

impl<'m> Inside<'m> {
    /// Looks into a stage.
    pub fn of(view: &View<'_, 'm>, stage: Node<'m>, passing: &Passing) -> Self {
        let nodes: Vec<Node<'m>> = stage.touchpoints().filter(|&node| view.shows(node)).collect();
        let at: HashMap<ElementId, usize> = nodes.iter().enumerate().map(|(at, node)| (node.id, at)).collect();
        let any = stage.word(Field::Order) == Some("any");
        let goals = |id: ElementId, crowd: &Crowd| passing.goals(view, id, crowd, Some(stage.id));
        let place = |target: Target| match target {
            Target::Place(id) => at.get(&id).copied(),
            Target::Exit(_) => None,
        };
        let exit = |target: Target| target == Target::Exit(stage.id);
        let start = stage.references(Field::Start).map(|node| node.id).collect::<Vec<_>>();
        let starts: Vec<ElementId> = match (any, start.is_empty()) {
            (true, _) => stage.touchpoints().map(|node| node.id).collect(),
            (false, true) => stage.touchpoints().next().map(|node| node.id).into_iter().collect(),
            (false, false) => start,
        };
        let (mut entries, mut past) = (Vec::new(), Vec::new());
        let there = passing.at(stage.id);
        for goal in starts.into_iter().flat_map(|start| goals(start, &there)) {
            match place(goal.target) {
                Some(at) => join(&mut entries, at, &goal.crowd),
                None if exit(goal.target) => past.push(goal),
                None => {}
            }
        }
        entries.sort_by_key(|(at, _)| *at);
        let inside = entries.iter().fold(Crowd::of(Vec::new()), |all, (_, crowd)| all.or(crowd));
        // In a stage without order, those for whom a touchpoint is not take another one.
        let past = past.iter().map(|goal| if any && !goal.loose { goal.crowd.without(&inside) } else { goal.crowd.clone() });
        let through = past.reduce(|all, crowd| all.or(&crowd));
        let through = through.filter(|crowd| !crowd.is_empty() && !nodes.is_empty());
        if entries.is_empty() && through.is_none() && !nodes.is_empty() {
            entries.push((0, there));
        }
        let mut ranks = vec![0; nodes.len()];
        let mut reached: Vec<bool> = (0..nodes.len()).map(|at| any || entries.iter().any(|(entry, _)| *entry == at)).collect();
        let mut ends: Vec<(usize, Crowd)> = Vec::new();
        for (from, node) in nodes.iter().enumerate() {
            if !reached[from] && from > 0 {
                ranks[from] = ranks[from].max(ranks[from - 1] + 1);
            }
            let mut forward = false;
            for (number, to, arrow) in view.graph.written.leaving(node.id) {
                let Some(led) = passing.led(number.index()).filter(|_| arrow.kind == ArrowKind::Flow && !arrow.exit) else {
                    continue;
                };
                forward |= to > node.id && view.journey().model.node(to).parent().is_some_and(|around| around.id == stage.id);
                for goal in &led.goals {
                    match place(goal.target) {
                        Some(to) if to > from => {
                            ranks[to] = ranks[to].max(ranks[from] + 1);
                            reached[to] = true;
                        }
                        None if exit(goal.target) => join(&mut ends, from, &goal.crowd),
                        _ => {}
                    }
                }
            }
            if !forward && view.graph.goes_on(node.id) {
                join(&mut ends, from, &passing.going_on(view, node.id));
            }
        }
        if ends.is_empty()
            && let Some(last) = nodes.last()
        {
            ends.push((nodes.len() - 1, passing.at(last.id)));
        }
        Self { nodes, ranks, entries, ends, through }
    }

    /// How many slots they take.
    pub fn slots(&self) -> usize {
        self.ranks.iter().max().map_or(1, |most| most + 1)
    }
}

/// Notes that some enter or leave at a place.
fn join(list: &mut Vec<(usize, Crowd)>, at: usize, crowd: &Crowd) {
    if crowd.is_empty() {
        return;
    }
    match list.iter_mut().find(|(known, _)| *known == at) {
        Some((_, known)) => *known = known.or(crowd),
        None => list.push((at, crowd.clone())),
    }
}
