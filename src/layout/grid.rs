//! The columns: where each slot begins and how wide it is, the same for all rows.

use std::ops::Range;

use crate::sheet::Sheet;

/// Around the picture.
pub const MARGIN: f32 = 48.0;
/// The column of the row headings, with the gap after it.
pub const LABELS: f32 = 124.0;
/// Between two stages.
pub const STAGE_GAP: f32 = 16.0;
/// Between two slots of a stage.
pub const SLOT_GAP: f32 = 12.0;
/// The narrowest slot.
pub const SLOT: f32 = 142.0;
/// Stages in which nothing stands: the narrowest and the widest.
const BARE: (f32, f32) = (204.0, 320.0);
/// The width that few columns are stretched to.
pub const STRETCHED: f32 = 1240.0;
/// The width that stages in which nothing stands share.
const SHARED: f32 = 1760.0;
/// Up to so many slots in each stage all stages are equally wide.
const EQUAL: usize = 4;

/// The columns of a picture.
pub struct Grid {
    /// Where the columns begin.
    pub left: f32,
    /// Where they end.
    pub right: f32,
    slots: Vec<(f32, f32)>,
    stages: Vec<Range<usize>>,
}

impl Grid {
    /// Gives the slots of a sheet their places.
    pub fn new(sheet: &Sheet) -> Self {
        Self::with(sheet, widths(sheet))
    }

    /// The same with a width for each stage.
    pub fn with(sheet: &Sheet, widths: impl IntoIterator<Item = f32>) -> Self {
        let left = MARGIN + LABELS;
        let mut slots = Vec::with_capacity(sheet.slots);
        let mut x = left;
        for (stage, width) in sheet.stages.iter().zip(widths) {
            let count = stage.slots.len() as f32;
            let slot = (width - (count - 1.0) * SLOT_GAP) / count;
            for at in 0..stage.slots.len() {
                slots.push((x + at as f32 * (slot + SLOT_GAP), slot));
            }
            x += width + STAGE_GAP;
        }
        let right = if slots.is_empty() { left + STRETCHED - 2.0 * MARGIN - LABELS } else { x - STAGE_GAP };
        Self { left, right, slots, stages: sheet.stages.iter().map(|stage| stage.slots.clone()).collect() }
    }

    /// The columns of slots that have their places, from the margin to where they end.
    pub fn of(slots: Vec<(f32, f32)>, stages: Vec<Range<usize>>, right: f32) -> Self {
        Self { left: MARGIN + LABELS, right, slots, stages }
    }

    /// The width of the picture.
    pub fn width(&self) -> f32 {
        self.right + MARGIN
    }

    /// How many slots there are.
    pub fn slots(&self) -> usize {
        self.slots.len()
    }

    /// The slots of each stage.
    pub fn stages(&self) -> &[Range<usize>] {
        &self.stages
    }

    /// How many slots begin before a point.
    pub fn until(&self, x: f32) -> usize {
        self.slots.partition_point(|slot| slot.0 < x)
    }

    /// The left edge and the width of some slots together.
    pub fn span(&self, slots: &Range<usize>) -> (f32, f32) {
        let (Some(first), Some(last)) =
            (self.slots.get(slots.start), slots.end.checked_sub(1).and_then(|last| self.slots.get(last)))
        else {
            return (self.left, self.right - self.left);
        };
        (first.0, last.0 + last.1 - first.0)
    }
}

/// The width of each stage: equal while no stage has many slots, else by their number.
fn widths(sheet: &Sheet) -> Vec<f32> {
    let count = sheet.stages.len() as f32;
    let most = sheet.stages.iter().map(|stage| stage.slots.len()).max().unwrap_or(1);
    let gaps = (count - 1.0) * STAGE_GAP;
    let outside = 2.0 * MARGIN + LABELS;
    if most == 1 {
        let room = (SHARED - outside - gaps) / count;
        let few = (STRETCHED - outside - gaps) / count;
        return vec![room.clamp(BARE.0, BARE.1).max(few.min(BARE.1 * 1.5)); sheet.stages.len()];
    }
    let natural = |slots: usize| slots as f32 * (SLOT + SLOT_GAP) - SLOT_GAP;
    if most <= EQUAL {
        let room = (STRETCHED - outside - gaps) / count;
        return vec![natural(most).max(room.min(natural(most) * 1.4)); sheet.stages.len()];
    }
    sheet.stages.iter().map(|stage| natural(stage.slots.len().max(2))).collect()
}
