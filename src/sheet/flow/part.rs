//! A part of a flow: what stands in some slots, for a page that cannot hold all of it.
//!
//! A way that leads to another part ends at a *connector*, which names where it goes on; there it begins at one that names where it comes
//! from.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use super::super::Way;
use super::describe::{goal_of, stage_of};
use super::{End, FlowPlace, FlowSheet, FlowWay, PlaceKind};

impl FlowSheet {
    fn is_end(&self, place: usize) -> bool {
        matches!(self.places[place].kind, PlaceKind::End(_))
    }
}

/// A flow that is parted: what each part asks for is looked up once, so that all parts together take as long as the flow.
pub struct Parting<'f> {
    /// The whole flow.
    pub flow: &'f FlowSheet,
    columns: Range<usize>,
    /// By slot: the places in it, ends aside.
    inside: Vec<Vec<usize>>,
    /// By place: the ways that leave it, and those that come to it. Nobody asks what comes to an end.
    ways: Vec<Vec<usize>>,
    /// The ends that no way joins with what stands in a column.
    loose: Vec<usize>,
}

impl<'f> Parting<'f> {
    /// Looks at a flow.
    pub fn new(flow: &'f FlowSheet) -> Self {
        let stages = &flow.sheet.stages;
        let columns = stages.first().map_or(0, |stage| stage.slots.start)..stages.last().map_or(0, |stage| stage.slots.end);
        let mut inside = vec![Vec::new(); flow.sheet.slots.max(columns.end)];
        for (number, place) in flow.places.iter().enumerate().filter(|(_, place)| !matches!(place.kind, PlaceKind::End(_))) {
            if let Some(slot) = place.slot {
                inside[slot].push(number);
            }
        }
        let mut ways = vec![Vec::new(); flow.places.len()];
        let mut joined = vec![false; flow.places.len()];
        for (number, way) in flow.ways.iter().enumerate() {
            ways[way.from].push(number);
            if let Some(to) = way.to {
                joined[way.from] |= !flow.is_end(to);
                joined[to] |= !flow.is_end(way.from);
                if !flow.is_end(to) {
                    ways[to].push(number);
                }
            }
        }
        let loose = (0..flow.places.len()).filter(|&place| flow.is_end(place) && !joined[place]).collect();
        Self { flow, columns, inside, ways, loose }
    }

    /// The slots in which stages stand; not those of ends.
    pub fn columns(&self) -> Range<usize> {
        self.columns.clone()
    }

    /// Whether a cut before a slot would leave nothing but a door of a stage on one side of it.
    pub fn parts_a_door(&self, slot: usize) -> bool {
        let stage = stage_of(self.flow, slot).map(|stage| &self.flow.sheet.stages[stage].slots).filter(|slots| slots.start < slot);
        let doors_alone = |slots: Range<usize>| {
            self.inside[slots].iter().flatten().all(|&place| matches!(self.flow.places[place].kind, PlaceKind::Door))
        };
        stage.is_some_and(|slots| doors_alone(slots.start..slot) || doors_alone(slot..slots.end))
    }

    /// The part of the flow in some of its [columns](Self::columns). `page` says on which page each column stands, if there are several.
    pub fn part(&self, slots: &Range<usize>, page: &dyn Fn(usize) -> Option<String>) -> FlowSheet {
        let (flow, columns) = (self.flow, &self.columns);
        let inside = |place: usize| !flow.is_end(place) && flow.places[place].slot.is_some_and(|slot| slots.contains(&slot));
        // An end stands in each part from which somebody gets to it; one that nothing leads to, at the end.
        let mut kept: BTreeSet<usize> = self.inside[slots.clone()].iter().flatten().copied().collect();
        let mut ways: BTreeSet<usize> = kept.iter().flat_map(|&place| &self.ways[place]).copied().collect();
        let joined = ways.iter().map(|&way| &flow.ways[way]).flat_map(|way| std::iter::once(way.from).chain(way.to));
        let loose = self.loose.iter().copied().filter(|_| slots.end == columns.end);
        let ends: BTreeSet<usize> = joined.chain(loose).filter(|&place| flow.is_end(place)).collect();
        ways.extend(ends.iter().flat_map(|&end| &self.ways[end]));
        kept.extend(&ends);
        let before = |place: usize| flow.is_end(place) && flow.places[place].slot.is_some_and(|slot| slot < columns.start);
        let from_elsewhere = |way: &FlowWay| way.to.is_some_and(inside) && !kept.contains(&way.from);
        let lead = ways.iter().any(|&way| from_elsewhere(&flow.ways[way])) || ends.iter().any(|&end| before(end));
        let lead = usize::from(lead);
        let column = lead + slots.len();
        let mut parts = Parts { places: Vec::new(), of: HashMap::new(), connectors: HashMap::new() };
        for &place in &kept {
            let own = &flow.places[place];
            let slot = own.slot.map(|slot| match () {
                () if before(place) => 0,
                () if flow.is_end(place) => column,
                () => slot - slots.start + lead,
            });
            parts.of.insert(place, parts.places.len());
            parts.places.push(FlowPlace { slot, kind: own.kind.clone() });
        }
        let connector = |place: usize, slot: usize, way: Way| {
            let facts = flow.places[place].slot.filter(|slot| columns.contains(slot)).and_then(page).into_iter().collect();
            let title = goal_of(flow, place);
            let end = End { place: None, title, facts, way, unreached: false, whom: Vec::new(), link: None };
            FlowPlace { slot: Some(slot), kind: PlaceKind::End(end) }
        };
        let mut drawn: Vec<FlowWay> = Vec::new();
        for way in ways.into_iter().map(|way| &flow.ways[way]) {
            let (from, to) = (parts.of.get(&way.from).copied(), way.to.and_then(|to| parts.of.get(&to).copied()));
            match (from, way.to, to) {
                (Some(from), None, _) => drawn.push(FlowWay { from, ..way.clone() }),
                (Some(from), Some(_), Some(to)) => drawn.push(FlowWay { from, to: Some(to), ..way.clone() }),
                (Some(from), Some(goal), None) => {
                    let back = flow.places[goal].slot.is_some_and(|slot| slot < slots.start);
                    let kind = if back { Way::Back } else { Way::Past };
                    let to = parts.connector((goal, column), || connector(goal, column, kind));
                    drawn.push(FlowWay { from, to: Some(to), ..way.clone() });
                }
                // What is said at it stands where it begins.
                (None, Some(goal), Some(to)) if inside(goal) => {
                    let from = parts.connector((way.from, 0), || connector(way.from, 0, Way::Past));
                    let quiet = FlowWay { share: None, words: Vec::new(), ground: None, ..way.clone() };
                    drawn.push(FlowWay { from, to: Some(to), ..quiet });
                }
                (None, ..) => {}
            }
        }
        let aside = parts.places.iter().any(|place| place.slot == Some(column));
        let mut sheet = flow.sheet.part(slots);
        for stage in &mut sheet.stages {
            stage.slots = stage.slots.start + lead..stage.slots.end + lead;
        }
        for phase in &mut sheet.phases {
            phase.slots = phase.slots.start + lead..phase.slots.end + lead;
        }
        let number = |stage: usize| sheet.stages.iter().position(|own| own.place == flow.sheet.stages[stage].place);
        for place in &mut parts.places {
            if let PlaceKind::Stage(stage, _) = &mut place.kind {
                *stage = number(*stage).unwrap_or_default();
            }
        }
        sheet.slots = column + usize::from(aside);
        FlowSheet { sheet, places: parts.places, ways: drawn }
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
