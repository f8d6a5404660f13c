//! A stage: what is said of it as a list, and its touchpoints as the columns of a table, as on the map.

use super::table::cell;
use super::{Page, caption};
use crate::model::Node;
use crate::model::vocabulary::ElementKind;
use crate::render::escape::plain;

/// How many touchpoints stand beside each other; more go below.
const BESIDE: usize = 4;

impl<'m> Page<'_, 'm> {
    /// Writes a stage.
    pub fn stage(&mut self, stage: Node<'m>, level: usize) {
        let before = self.out.len();
        self.heading(level, &caption(stage));
        let head = self.out.len();
        self.carry(stage);
        self.facts(stage);
        let own = self.found(stage);
        let lines: Vec<String> = own.into_iter().map(|(name, entries)| format!("- **{name}:** {}", entries.join(" · "))).collect();
        if !lines.is_empty() {
            self.paragraph(&lines.join("\n"));
        }
        let places: Vec<Node<'m>> = stage.touchpoints().filter(|place| (self.asks())(&place.personas())).collect();
        for places in places.chunks(BESIDE) {
            self.places(places);
        }
        // A stage in which nothing is for the persona that was asked for has no heading.
        if self.out.len() == head && stage.touchpoints().next().is_some() {
            self.out.truncate(before);
        }
    }

    fn places(&mut self, places: &[Node<'m>]) {
        let mut names: Vec<String> = Vec::new();
        let mut columns: Vec<Vec<(String, Vec<String>)>> = Vec::new();
        for &place in places {
            self.carry(place);
            let mut said = Vec::new();
            if place.kind() == ElementKind::Step {
                said.push(("kind".to_owned(), vec!["a step that customers do not see".to_owned()]));
            }
            let clauses = self.clauses_of(place);
            if !clauses.is_empty() {
                said.push(("holds".to_owned(), vec![clauses]));
            }
            said.extend(self.fields(place));
            said.extend(self.found(place));
            for (name, _) in &said {
                if !names.contains(name) {
                    names.push(name.clone());
                }
            }
            columns.push(said);
        }
        let head: Vec<String> = std::iter::once(String::new()).chain(places.iter().map(|place| caption(*place))).collect();
        let mut rows: Vec<Vec<String>> = Vec::new();
        for name in &names {
            let said = |column: &Vec<(String, Vec<String>)>| {
                column.iter().find(|(other, _)| other == name).map(|(_, entries)| cell(entries)).unwrap_or_default()
            };
            rows.push(std::iter::once(format!("**{name}**")).chain(columns.iter().map(said)).collect());
        }
        if rows.is_empty() {
            rows.push(vec![String::new(); head.len()]);
        }
        self.table(&head, &rows);
    }

    /// What is found at a place, by its number and title; the tables of findings say the rest.
    fn found(&self, place: Node<'m>) -> Vec<(String, Vec<String>)> {
        let mut found: Vec<(String, Vec<String>)> = Vec::new();
        for (kind, name) in [
            (ElementKind::MomentOfTruth, "moment of truth"),
            (ElementKind::Pain, "pain"),
            (ElementKind::Gain, "gain"),
            (ElementKind::Risk, "risk"),
            (ElementKind::Opportunity, "opportunity"),
            (ElementKind::Metric, "metric"),
        ] {
            // What answers a pain stands in it, and is found at the place all the same.
            let within = |node: Node<'m>| (kind == ElementKind::Opportunity).then(|| node.children_of(kind)).into_iter().flatten();
            let all = place.children().flat_map(|node| (node.kind() == kind).then_some(node).into_iter().chain(within(node)));
            let all = all.filter(|node| (self.asks())(&node.personas()));
            let entries: Vec<String> = all
                .map(|node| match (self.signs.get(&node.id), kind) {
                    (Some(sign), _) => format!("{sign} {}", plain(node.caption())),
                    (None, ElementKind::MomentOfTruth) => {
                        node.title().map_or_else(|| "★".to_owned(), |title| format!("★ {}", plain(title)))
                    }
                    (None, _) => plain(node.caption()),
                })
                .collect();
            if !entries.is_empty() {
                found.push((name.to_owned(), entries));
            }
        }
        found
    }
}
