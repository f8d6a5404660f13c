//! The flow as a picture: stages as pale bands, cards in the order of the flow, ways between them.
//!
//! First everything is measured, then it gets layers (`graph`), an order in them (`order`), heights (`place`, `ports`), and last widths
//! (`columns`), since how far a way has to climb says how much room it needs. Nothing stands between two slots but words in a layer of
//! their own and the lines of ways; so no line runs through a card, and no words lie on others.

mod bands;
mod boxes;
mod columns;
mod graph;
mod lanes;
mod line;
mod order;
pub mod pages;
mod place;
mod ports;
mod sides;
mod spread;
mod under;
mod ways;
mod words;

use crate::scene::{Item, Scene};
use crate::sheet::flow::{FlowSheet, describe};
use crate::theme::Theme;
use crate::r#type::Type;

use super::grid::{MARGIN, STRETCHED};
use super::pen::Pen;
use super::{AIR, BELOW_HEADER};
use super::{footer, header, mirror, stages};
use columns::{Columns, Widths};
use graph::{Graph, Sizes, Then};
use ports::Ports;
use words::Words;

pub use boxes::stripes;
pub use line::{DOTTED, fade};

/// Around the cards, inside a band.
const INSIDE: f32 = 16.0;
/// The least height of a card: several ways begin and end at its edges.
const LOWEST: f32 = 54.0;
/// Between two lanes.
const LANE: f32 = 12.0;

/// Where everything stands, from the top of the cards down.
struct Placed {
    graph: Graph,
    /// The height of each node.
    y: Vec<f32>,
    ports: Ports,
    columns: Columns,
    /// The width of each place.
    widths: Vec<f32>,
    /// The lane of each way around.
    lanes: Vec<usize>,
    /// How many lanes there are above and below.
    depth: (usize, usize),
    /// The highest and the lowest of all nodes.
    reach: (f32, f32),
}

/// What stands around the columns.
#[derive(Clone, Copy)]
struct Frame {
    /// Whether title and personas stand above.
    head: bool,
    /// Whether evidence and legend stand below.
    foot: bool,
    /// The width that is there to fill.
    width: f32,
}

impl Frame {
    /// A picture by itself.
    const WHOLE: Self = Self { head: true, foot: true, width: STRETCHED };
}

/// Lays a flow out.
pub fn layout(flow: &FlowSheet, theme: Theme, fonts: &Type) -> Scene {
    lay(flow, theme, fonts, Frame::WHOLE)
}

fn lay(flow: &FlowSheet, theme: Theme, fonts: &Type, frame: Frame) -> Scene {
    let pen = Pen { fonts, sheet: &flow.sheet };
    let mut boxes: Vec<boxes::Box<'_>> = flow.places.iter().map(|place| boxes::draw(&pen, flow, &place.kind)).collect();
    let high = boxes.iter().filter(|own| own.is_card()).map(|own| own.height).fold(LOWEST, f32::max);
    boxes.iter_mut().filter(|own| own.is_card()).for_each(|own| own.height = high);
    let said: Vec<Words> = flow.ways.iter().map(|way| words::words(&pen, way)).collect();
    let placed = placed(flow, &boxes, &said);
    let ends = under::Under::new(flow, &placed, &boxes);

    let right = placed.columns.right.max(ends.right).max(frame.width - MARGIN);
    let grid = bands::grid(flow, &placed.columns, right);
    let mut items: Vec<Item> = Vec::new();
    let mut y = MARGIN;
    if frame.head {
        y = header::header(&pen, &mut items, &grid, &flow.sheet, (y, grid.right)) + BELOW_HEADER;
    }
    y = stages::phases(&pen, &mut items, &grid, &flow.sheet, y);
    let (headings, titles) = bands::headings(&pen, flow, &grid);
    let inside = y + titles + INSIDE * if titles > 0.0 { 0.5 } else { 0.0 };
    let top = inside + placed.depth.0 as f32 * LANE - placed.reach.0;
    let low = top + placed.reach.1;
    let bottom = low + placed.depth.1 as f32 * LANE + INSIDE + if placed.depth.1 > 0 { 4.0 } else { 0.0 };
    bands::draw(&mut items, flow, &grid, headings, (y, bottom));
    let heights = ways::Heights { top, above: top + placed.reach.0, below: low, under: bottom + 20.0 };
    ways::draw(&mut items, flow, &placed, &ends, said, &heights);
    for (place, own) in boxes.into_iter().enumerate() {
        let height = own.height;
        if let Some((x, middle)) = place_of(flow, &placed, &ends, &heights, place) {
            items.push(Item::Group(own.finish(flow, x, middle, height)));
        }
    }
    y = if ends.height > 0.0 { heights.under + ends.height } else { bottom } + AIR + 14.0;
    if frame.foot {
        y = footer(&pen, &mut items, &grid, &flow.sheet, y);
    }
    let mut scene = Scene {
        width: grid.width().ceil(),
        height: (y + MARGIN - AIR).ceil(),
        theme,
        rtl: flow.sheet.rtl,
        title: flow.sheet.header.title.clone(),
        description: describe(flow),
        items,
    };
    if flow.sheet.rtl {
        mirror::mirror(&mut scene);
    }
    scene
}

fn placed(flow: &FlowSheet, boxes: &[boxes::Box<'_>], said: &[Words]) -> Placed {
    let sizes = Sizes {
        places: boxes.iter().map(|own| own.height).collect(),
        words: said.iter().map(|words| words.height).collect(),
        lines: flow.ways.iter().map(|way| line::stroke_of(way).width).collect(),
    };
    let graph = sides::ordered(flow, &sizes);
    let y = place::place(&graph, flow);
    let ports = ports::ports(&graph, flow, &y);
    let mut widths = Widths {
        slots: vec![0.0; flow.sheet.slots.max(1)],
        words: flow.ways.iter().zip(said).map(|(way, words)| words.width.max(if way.to.is_none() { 44.0 } else { 0.0 })).collect(),
        bands: bands::bands(flow),
    };
    for (place, own) in flow.places.iter().zip(boxes) {
        if let Some(slot) = place.slot {
            widths.slots[slot] = own.width.max(widths.slots[slot]);
        }
    }
    let columns = columns::columns(&graph, flow, &widths, &ports, &y);
    let (lanes, depth) = around(&graph, &columns);
    let tops = graph.nodes.iter().zip(&y).map(|(node, y)| y - node.up);
    let bottoms = graph.nodes.iter().zip(&y).map(|(node, y)| y + node.down);
    let reach = (tops.fold(f32::INFINITY, f32::min), bottoms.fold(f32::NEG_INFINITY, f32::max));
    let reach = if reach.0 > reach.1 { (0.0, 0.0) } else { reach };
    Placed { graph, y, ports, columns, widths: boxes.iter().map(|own| own.width).collect(), lanes, depth, reach }
}

/// The lane of each way that runs above or below, and how many lanes there are.
fn around(graph: &Graph, columns: &Columns) -> (Vec<usize>, (usize, usize)) {
    let mut own = vec![0; graph.routes.len()];
    let mut depth = [0, 0];
    for (side, depth) in [Then::Above, Then::Below].into_iter().zip(&mut depth) {
        let ways: Vec<usize> =
            (0..graph.routes.len()).filter(|&way| graph.routes[way].then == side && graph.routes[way].nodes.len() > 1).collect();
        let stretches: Vec<(f32, f32)> =
            ways.iter().map(|&way| columns.tracks[way]).map(|(leave, arrive)| (leave.min(arrive), leave.max(arrive))).collect();
        for (&way, lane) in ways.iter().zip(lanes::lanes(&stretches, 12.0)) {
            own[way] = lane;
            *depth = (*depth).max(lane + 1);
        }
    }
    (own, (depth[0], depth[1]))
}

/// The left edge of a place, and its middle.
fn place_of(flow: &FlowSheet, placed: &Placed, ends: &under::Under, heights: &ways::Heights, place: usize) -> Option<(f32, f32)> {
    match (placed.graph.of[place], flow.places[place].slot) {
        (Some(node), Some(slot)) => Some((placed.columns.slots[slot].0, heights.top + placed.y[node])),
        _ => ends.of(place).map(|(x, middle)| (x, heights.under + middle)),
    }
}
