//! The flow in layers: one for each slot, and one for the words between two slots, where there are any. A way that reaches further than
//! to the next layer has a *lane* in each between, so that it never runs through a card.
//!
//! Ways back, far ways and influence do not run through the layers: behind their words they leave them by the side and run above or below.

use crate::sheet::flow::{FlowSheet, PlaceKind, WayKind};

/// Ways over more slots than this run above all cards.
const FAR: usize = 12;

/// Something that takes room in a layer. Distances are from its line: the middle of a card, the line of a way.
#[derive(Clone, Debug)]
pub struct Node {
    /// The layer that it stands in.
    pub layer: usize,
    /// How far it reaches up.
    pub up: f32,
    /// How far it reaches down.
    pub down: f32,
    /// What it is.
    pub kind: Kind,
}

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A place of the flow.
    Place(usize),
    /// A way, with its words or without.
    Way(usize),
}

/// How a way goes on behind its last node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Then {
    /// It has arrived.
    Arrives,
    /// It runs above all cards.
    Above,
    /// It runs below all cards.
    Below,
    /// It leads to an end below the columns.
    Under,
    /// It fades.
    Fades,
}

/// The nodes of a way, the first place included and, where it runs through the layers, the last.
#[derive(Clone, Debug)]
pub struct Route {
    /// The nodes.
    pub nodes: Vec<usize>,
    /// What comes then.
    pub then: Then,
}

/// What a layer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layer {
    /// A slot.
    Slot(usize),
    /// The words before a slot.
    Words(usize),
}

/// The layers.
pub struct Graph {
    /// What they are, from left to right.
    pub layers: Vec<Layer>,
    /// The nodes of each, from the top down.
    pub order: Vec<Vec<usize>>,
    /// All nodes.
    pub nodes: Vec<Node>,
    /// The nodes of the next layer that each is joined with.
    pub next: Vec<Vec<usize>>,
    /// The same of the layer before.
    pub before: Vec<Vec<usize>>,
    /// The way of each flow.
    pub routes: Vec<Route>,
    /// The node of each place; none for ends below the columns.
    pub of: Vec<Option<usize>>,
}

/// How much room things take: of each place its height, of each way its words above and half of its width.
pub struct Sizes {
    /// The heights of the places.
    pub places: Vec<f32>,
    /// The heights of the words of ways; 0 without words.
    pub words: Vec<f32>,
    /// The widths of their lines.
    pub lines: Vec<f32>,
}

impl Graph {
    /// The layers of a flow, whose ways go on like this behind their words.
    pub fn new(flow: &FlowSheet, sizes: &Sizes, thens: &[Then]) -> Self {
        let slots = flow.sheet.slots.max(1);
        let mut words = vec![false; slots + 1];
        for ((way, then), height) in flow.ways.iter().zip(thens).zip(&sizes.words) {
            if let Some(slot) = flow.places[way.from].slot
                && (*height > 0.0 || *then != Then::Arrives)
            {
                words[slot + 1] = true;
            }
        }
        let mut layers = Vec::with_capacity(slots * 2);
        let mut layer_of_slot = Vec::with_capacity(slots);
        for slot in 0..=slots {
            if words[slot] {
                layers.push(Layer::Words(slot));
            }
            if slot < slots {
                layer_of_slot.push(layers.len());
                layers.push(Layer::Slot(slot));
            }
        }
        let mut graph = Self {
            order: vec![Vec::new(); layers.len()],
            layers,
            nodes: Vec::new(),
            next: Vec::new(),
            before: Vec::new(),
            routes: Vec::with_capacity(flow.ways.len()),
            of: Vec::with_capacity(flow.places.len()),
        };
        for (number, place) in flow.places.iter().enumerate() {
            let half = sizes.places[number] / 2.0;
            let node = place.slot.map(|slot| graph.add(layer_of_slot[slot], half, half, Kind::Place(number)));
            graph.of.push(node);
        }
        graph.routes = thens.iter().map(|&then| Route { nodes: Vec::new(), then }).collect();
        for number in from_above(flow) {
            let way = &flow.ways[number];
            graph.route(number, way.from, way.to, sizes);
        }
        graph
    }

    fn add(&mut self, layer: usize, up: f32, down: f32, kind: Kind) -> usize {
        self.nodes.push(Node { layer, up, down, kind });
        self.next.push(Vec::new());
        self.before.push(Vec::new());
        let node = self.nodes.len() - 1;
        self.order[layer].push(node);
        node
    }

    fn route(&mut self, way: usize, from: usize, to: Option<usize>, sizes: &Sizes) {
        let Some(start) = self.of[from] else { return };
        let then = self.routes[way].then;
        let mut nodes = vec![start];
        let last = match (then, to.and_then(|to| self.of[to])) {
            (Then::Arrives, Some(end)) => Some(end),
            _ => None,
        };
        let first = self.nodes[start].layer + 1;
        let until = last.map_or(first + 1, |end| self.nodes[end].layer);
        let half = sizes.lines[way] / 2.0;
        for layer in first..until {
            let words = if layer == first && matches!(self.layers[layer], Layer::Words(_)) { sizes.words[way] } else { 0.0 };
            let up = if words > 0.0 { words + half + 4.0 } else { half + 5.0 };
            let node = self.add(layer, up, half + 5.0, Kind::Way(way));
            nodes.push(node);
        }
        nodes.extend(last);
        for pair in nodes.windows(2) {
            self.next[pair[0]].push(pair[1]);
            self.before[pair[1]].push(pair[0]);
        }
        self.routes[way].nodes = nodes;
    }

    /// Whether a node is a lane or the words of a way.
    pub fn is_way(&self, node: usize) -> bool {
        matches!(self.nodes[node].kind, Kind::Way(_))
    }

    /// The side by which the way of a node leaves the layers behind it.
    pub fn leaves(&self, node: usize) -> Option<Then> {
        let Kind::Way(way) = self.nodes[node].kind else { return None };
        let route = &self.routes[way];
        (route.then != Then::Arrives && route.nodes.last() == Some(&node)).then_some(route.then)
    }
}

/// The ways in the order in which they stand below each other, if nothing speaks against it: of each place the way that most take, then
/// the near before the far, last those of whom the journey loses sight.
fn from_above(flow: &FlowSheet) -> Vec<usize> {
    let mut main: Vec<Option<usize>> = vec![None; flow.places.len()];
    let weight = |way: usize| flow.ways[way].part.unwrap_or(0.45);
    for (number, way) in flow.ways.iter().enumerate().filter(|(_, way)| class(way.kind) == 0) {
        let own = &mut main[way.from];
        if own.is_none_or(|other| weight(number) > weight(other)) {
            *own = Some(number);
        }
    }
    let mut order: Vec<usize> = (0..flow.ways.len()).collect();
    order.sort_by_key(|&number| {
        let way = &flow.ways[number];
        let slot = |place: usize| flow.places[place].slot;
        let span = slot(way.from).zip(way.to.and_then(slot)).map_or(0, |(from, to)| to.abs_diff(from));
        (class(way.kind), main[way.from] != Some(number), span)
    });
    order
}

fn class(kind: WayKind) -> u8 {
    match kind {
        WayKind::Implied | WayKind::Gate | WayKind::Written => 0,
        WayKind::HandOff => 1,
        WayKind::Influence => 2,
        WayKind::Failure | WayKind::Loss => 3,
    }
}

/// How each way goes on behind its words, as far as its ends tell.
pub fn thens(flow: &FlowSheet) -> Vec<Then> {
    flow.ways.iter().map(|way| then(flow, way.from, way.to, way.kind)).collect()
}

fn then(flow: &FlowSheet, from: usize, to: Option<usize>, kind: WayKind) -> Then {
    let Some(to) = to else { return Then::Fades };
    let (Some(start), Some(end)) = (flow.places[from].slot, flow.places[to].slot) else { return Then::Under };
    // Stages of one slot as gates of themselves: there is nothing in between.
    let gates = matches!((&flow.places[from].kind, &flow.places[to].kind), (PlaceKind::Gate, PlaceKind::Gate));
    match (kind, end > start) {
        (WayKind::Influence, true) if end - start == 1 => Then::Arrives,
        (WayKind::Influence, _) => Then::Above,
        (_, true) if end - start <= FAR || gates => Then::Arrives,
        (_, true) => Then::Above,
        (_, false) => Then::Below,
    }
}
