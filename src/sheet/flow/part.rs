//! A part of a flow: what stands in some slots, for a page that cannot hold all of it.
//!
//! A way that leads to another part ends at a *connector*, which names where it goes on; there it begins at one that names where it comes
//! from. An end stands in each part from which somebody gets to it.

use std::collections::HashMap;
use std::ops::Range;

use super::super::Way;
use super::describe::goal_of;
use super::{End, FlowPlace, FlowSheet, FlowWay, PlaceKind};

impl FlowSheet {
    /// The slots in which stages stand; not those of ends.
    pub fn columns(&self) -> Range<usize> {
        let stages = &self.sheet.stages;
        stages.first().map_or(0, |stage| stage.slots.start)..stages.last().map_or(0, |stage| stage.slots.end)
    }

    /// Whether a cut before a slot would leave nothing but a door of a stage on one side of it.
    pub fn parts_a_door(&self, slot: usize) -> bool {
        let doors_alone = |slots: Range<usize>| {
            let mut inside = self.places.iter().filter(|place| place.slot.is_some_and(|slot| slots.contains(&slot)));
            inside.all(|place| matches!(place.kind, PlaceKind::Door))
        };
        let stage = self.sheet.stages.iter().map(|stage| &stage.slots).find(|slots| slots.start < slot && slot < slots.end);
        stage.is_some_and(|slots| doors_alone(slots.start..slot) || doors_alone(slot..slots.end))
    }

    /// The part of the flow in some of its [columns](Self::columns). `page` says on which page each column stands, if there are several.
    #[must_use]
    pub fn part(&self, slots: &Range<usize>, page: &dyn Fn(usize) -> Option<String>) -> Self {
        let columns = self.columns();
        let is_end = |place: usize| matches!(self.places[place].kind, PlaceKind::End(_));
        let inside = |place: usize| !is_end(place) && self.places[place].slot.is_some_and(|slot| slots.contains(&slot));
        let mut joined = vec![false; self.places.len()];
        let mut here = vec![false; self.places.len()];
        for way in &self.ways {
            for (one, other) in [(Some(way.from), way.to), (way.to, Some(way.from))] {
                if let (Some(one), Some(other)) = (one, other)
                    && is_end(one)
                {
                    joined[one] = true;
                    here[one] |= inside(other);
                }
            }
        }
        // An end that nothing leads to stands at the end.
        let last = slots.end == columns.end;
        let kept = |place: usize| if is_end(place) { here[place] || (last && !joined[place]) } else { inside(place) };
        let from_elsewhere = |way: &FlowWay| way.to.is_some_and(inside) && !kept(way.from);
        let before =
            |place: usize| kept(place) && is_end(place) && self.places[place].slot.is_some_and(|slot| slot < columns.start);
        let lead = usize::from(self.ways.iter().any(from_elsewhere) || (0..self.places.len()).any(before));
        let column = lead + slots.len();
        let mut parts = Parts { places: Vec::new(), of: HashMap::new(), connectors: HashMap::new() };
        for (place, own) in self.places.iter().enumerate().filter(|(place, _)| kept(*place)) {
            let slot = own.slot.map(|slot| match () {
                () if before(place) => 0,
                () if is_end(place) => column,
                () => slot - slots.start + lead,
            });
            parts.of.insert(place, parts.places.len());
            parts.places.push(FlowPlace { slot, kind: own.kind.clone() });
        }
        let connector = |place: usize, slot: usize, way: Way| {
            let facts = self.places[place].slot.filter(|slot| columns.contains(slot)).and_then(page).into_iter().collect();
            let title = goal_of(self, place);
            let end = End { place: None, title, facts, way, unreached: false, whom: Vec::new(), link: None };
            FlowPlace { slot: Some(slot), kind: PlaceKind::End(end) }
        };
        let mut ways: Vec<FlowWay> = Vec::new();
        for way in &self.ways {
            let (from, to) = (parts.of.get(&way.from).copied(), way.to.and_then(|to| parts.of.get(&to).copied()));
            match (from, way.to, to) {
                (Some(from), None, _) => ways.push(FlowWay { from, ..way.clone() }),
                (Some(from), Some(_), Some(to)) => ways.push(FlowWay { from, to: Some(to), ..way.clone() }),
                (Some(from), Some(goal), None) => {
                    let back = self.places[goal].slot.is_some_and(|slot| slot < slots.start);
                    let kind = if back { Way::Back } else { Way::Past };
                    let to = parts.connector((goal, column), || connector(goal, column, kind));
                    ways.push(FlowWay { from, to: Some(to), ..way.clone() });
                }
                // What is said at it stands where it begins.
                (None, Some(goal), Some(to)) if inside(goal) => {
                    let from = parts.connector((way.from, 0), || connector(way.from, 0, Way::Past));
                    let quiet = FlowWay { share: None, words: Vec::new(), ground: None, ..way.clone() };
                    ways.push(FlowWay { from, to: Some(to), ..quiet });
                }
                (None, ..) => {}
            }
        }
        let aside = parts.places.iter().any(|place| place.slot == Some(column));
        let mut sheet = self.sheet.part(slots);
        for stage in &mut sheet.stages {
            stage.slots = stage.slots.start + lead..stage.slots.end + lead;
        }
        for phase in &mut sheet.phases {
            phase.slots = phase.slots.start + lead..phase.slots.end + lead;
        }
        let number = |stage: usize| sheet.stages.iter().position(|own| own.place == self.sheet.stages[stage].place);
        for place in &mut parts.places {
            if let PlaceKind::Stage(stage, _) = &mut place.kind {
                *stage = number(*stage).unwrap_or_default();
            }
        }
        sheet.slots = column + usize::from(aside);
        Self { sheet, places: parts.places, ways }
    }
}

/// What a part is made of.
struct Parts {
    places: Vec<FlowPlace>,
    /// The new number of each place.
    of: HashMap<usize, usize>,
    /// The number of the connector to a place in a slot.
    connectors: HashMap<(usize, usize), usize>,
}

impl Parts {
    /// A connector, made once for all ways to or from one place.
    fn connector(&mut self, key: (usize, usize), make: impl FnOnce() -> FlowPlace) -> usize {
        *self.connectors.entry(key).or_insert_with(|| {
            self.places.push(make());
            self.places.len() - 1
        })
    }
}
