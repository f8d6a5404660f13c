//! Which columns stand on one page: stages, as many as have room, and about as many on each page.

use std::ops::Range;

use crate::sheet::Sheet;

use super::grid::{Grid, SLOT_GAP, STAGE_GAP};

/// Columns are made narrower down to this part of their width if more of them then fit on a page.
const NARROWEST: f32 = 0.85;
/// They are made wider up to this, so that they fill the page.
const WIDEST: f32 = 1.5;

/// The columns of a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Tile {
    /// Which slots of the sheet.
    pub slots: Range<usize>,
    /// The width of each stage, or of what of it stands here.
    pub widths: Vec<f32>,
}

/// Slots that stay together, and their width.
struct Piece {
    slots: Range<usize>,
    width: f32,
}

/// Deals the columns of a sheet out to pages that have so much room for them.
pub fn tiles(sheet: &Sheet, room: f32) -> Vec<Tile> {
    let grid = Grid::new(sheet);
    let most = room / NARROWEST;
    let pieces = pieces(&grid, most);
    let count = fill(&pieces, most).len();
    // With as many pages as are needed, the narrowest that they can all be.
    let (mut low, mut high) = (most / 8.0, most);
    for _ in 0..16 {
        let middle = f32::midpoint(low, high);
        if fill(&pieces, middle).len() > count { low = middle } else { high = middle }
    }
    let filled = fill(&pieces, high);
    let width = |slots: &Range<usize>| grid.span(slots).1;
    filled
        .into_iter()
        .map(|slots| {
            let gaps = |stages: usize| stages.saturating_sub(1) as f32 * STAGE_GAP;
            let own: Vec<f32> = grid.stages().iter().filter_map(|stage| overlap(stage, &slots)).map(|part| width(&part)).collect();
            // Gaps stay as they are.
            let factor = ((room - gaps(own.len())) / own.iter().sum::<f32>().max(1.0)).min(WIDEST);
            Tile { slots, widths: own.into_iter().map(|width| width * factor).collect() }
        })
        .collect()
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> Option<Range<usize>> {
    let (start, end) = (one.start.max(other.start), one.end.min(other.end));
    (start < end).then_some(start..end)
}

/// The stages; one that is too wide in parts of about the same width.
fn pieces(grid: &Grid, most: f32) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for stage in grid.stages() {
        let width = grid.span(stage).1;
        let slot = (width + SLOT_GAP) / stage.len() as f32;
        let fit = super::pen::how_often(slot, most + SLOT_GAP);
        let parts = stage.len().div_ceil(fit);
        let each = stage.len().div_ceil(parts.max(1)).max(1);
        for start in stage.clone().step_by(each) {
            let slots = start..stage.end.min(start + each);
            pieces.push(Piece { width: grid.span(&slots).1, slots });
        }
    }
    pieces
}

/// Puts pieces beside each other until a width is reached, then begins anew.
fn fill(pieces: &[Piece], most: f32) -> Vec<Range<usize>> {
    let mut tiles: Vec<Range<usize>> = Vec::new();
    let mut used = 0.0;
    for piece in pieces {
        match tiles.last_mut() {
            Some(tile) if used + STAGE_GAP + piece.width <= most => {
                tile.end = piece.slots.end;
                used += STAGE_GAP + piece.width;
            }
            _ => {
                tiles.push(piece.slots.clone());
                used = piece.width;
            }
        }
    }
    // A journey without stages has a page, too.
    if tiles.is_empty() {
        tiles.push(Range::default());
    }
    tiles
}
