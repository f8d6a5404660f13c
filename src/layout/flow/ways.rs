//! Draws the ways: through the layers, around, to ends below, and those that fade.

use crate::scene::{About, Group, Item, Role, Stroke};
use crate::sheet::flow::{FlowSheet, FlowWay, PlaceKind, WayKind, in_words};

use super::super::entry::holders;
use super::graph::Then;
use super::line::{Line, fade, head, head_of, stroke_of};
use super::under::Under;
use super::words::Words;
use super::{LANE, Placed};

/// Heights of the picture.
pub struct Heights {
    /// Where heights of nodes are counted from.
    pub top: f32,
    /// The upper edge of the highest node.
    pub above: f32,
    /// The lower edge of the lowest.
    pub below: f32,
    /// Where the ends below the columns begin.
    pub under: f32,
}

/// Draws all ways, the thinner first, and then what is said at them.
pub fn draw(out: &mut Vec<Item>, flow: &FlowSheet, placed: &Placed, ends: &Under, said: Vec<Words>, heights: &Heights) {
    let mut order: Vec<usize> = (0..flow.ways.len()).collect();
    order.sort_by_key(|&way| rank(flow.ways[way].kind));
    for way in order {
        if placed.graph.routes[way].nodes.len() > 1 {
            let items = way_of(flow, placed, ends, heights, way);
            let title = Some(in_words(flow, &flow.ways[way]));
            out.push(Item::Group(Group {
                role: Role::Way,
                title,
                link: None,
                about: About { whom: holders(&flow.ways[way].whom), ..About::default() },
                items,
            }));
        }
    }
    for (number, words) in said.into_iter().enumerate().filter(|(_, words)| words.height > 0.0) {
        if let Some(&node) = placed.graph.routes[number].nodes.get(1) {
            let way = &flow.ways[number];
            let x = placed.columns.layers[placed.graph.nodes[node].layer].0;
            let line = heights.top + placed.y[node] - stroke_of(way).width / 2.0 - 3.0;
            out.push(Item::Group(words.finish(flow, way, x, line)));
        }
    }
}

/// What is painted first lies below.
fn rank(kind: WayKind) -> u8 {
    match kind {
        WayKind::Gate | WayKind::Implied => 0,
        WayKind::Influence => 1,
        WayKind::Loss => 2,
        WayKind::Failure | WayKind::HandOff => 3,
        WayKind::Written => 4,
    }
}

fn way_of(flow: &FlowSheet, placed: &Placed, ends: &Under, heights: &Heights, number: usize) -> Vec<Item> {
    let (way, route) = (&flow.ways[number], &placed.graph.routes[number]);
    let stroke = stroke_of(way);
    let height = |node: usize| heights.top + placed.y[node];
    let start = placed.columns.layers[placed.graph.nodes[route.nodes[0]].layer];
    let own = boxed(flow, way.from, start.1, placed);
    let mut line = Line::from((start.0 + own, heights.top + placed.ports.leave[number]));
    line.straight_to((start.0 + start.1, heights.top + placed.ports.leave[number]));
    let through = if route.then == Then::Arrives { route.nodes.len() - 1 } else { route.nodes.len() };
    for &node in &route.nodes[1..through] {
        let (x, width) = placed.columns.layers[placed.graph.nodes[node].layer];
        line.ease_to((x, height(node)));
        if route.then != Then::Fades {
            line.straight_to((x + width, height(node)));
        }
    }
    let last = route.nodes[route.nodes.len() - 1];
    let (x, width) = placed.columns.layers[placed.graph.nodes[last].layer];
    let y = height(last);
    let (leave, arrive) = placed.columns.tracks[number];
    let reach = if heads(flow, way) { head_of(stroke).0 - 1.0 } else { 0.0 };
    match route.then {
        Then::Arrives => {
            let y = heights.top + placed.ports.arrive[number];
            line.ease_to((x - reach, y));
            finish(line, stroke, (x, y), heads(flow, way))
        }
        Then::Fades => {
            let mut items = finish(line, stroke, (x, y), false);
            fade(&mut items, (x, y), width);
            items
        }
        Then::Under => {
            let Some((x, middle)) = way.to.and_then(|to| ends.of(to)) else { return Vec::new() };
            let y_end = heights.under + middle;
            line.corners_to(&[(leave, y), (leave, y_end), (x - reach, y_end)]);
            finish(line, stroke, (x, y_end), true)
        }
        Then::Above | Then::Below => {
            let lane = (placed.lanes[number] as f32 + 1.0) * LANE;
            let side = if route.then == Then::Above { heights.above - lane } else { heights.below + lane };
            let goal = way.to.and_then(|to| flow.places[to].slot).map_or(0.0, |slot| placed.columns.slots[slot].0);
            let y_end = heights.top + placed.ports.arrive[number];
            line.corners_to(&[(leave, y), (leave, side), (arrive, side), (arrive, y_end), (goal - reach, y_end)]);
            finish(line, stroke, (goal, y_end), true)
        }
    }
}

/// The width of the place in which a way begins, which may be less than that of its slot.
fn boxed(flow: &FlowSheet, place: usize, slot: f32, placed: &Placed) -> f32 {
    match flow.places[place].kind {
        PlaceKind::End(_) => placed.widths[place].min(slot),
        _ => slot,
    }
}

/// Whether a way has the head of an arrow: not where it joins the gate by which its own stage is left.
fn heads(flow: &FlowSheet, way: &FlowWay) -> bool {
    let to_gate = way.to.is_some_and(|to| flow.places[to].kind == PlaceKind::Gate);
    !(way.kind == WayKind::Gate && to_gate)
}

fn finish(line: Line, stroke: Stroke, tip: (f32, f32), headed: bool) -> Vec<Item> {
    let mut items = vec![line.finish(stroke)];
    if headed {
        items.push(head(tip, stroke));
    }
    items
}
