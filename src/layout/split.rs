//! Parting what is too high for a page: between statements where that can be, else between lines, never through letters.

use crate::scene::{Group, Item, Rect, Role, Text, around};

use super::pen::shift;

/// Boxes higher than this are parted; smaller ones are marks.
const BOX: f32 = 30.0;
/// Between two statements there is more room than this, between two lines less.
const STATEMENTS: f32 = 4.0;
/// As much of the room may stay empty for the sake of a place between statements.
const EMPTY: f32 = 0.4;
/// Sums of many numbers are not exact.
const SAME: f32 = 0.01;

/// What was parted.
pub struct Parts {
    /// What stands in the room.
    pub above: Vec<Item>,
    /// The rest, from 0 down.
    pub below: Vec<Item>,
    /// How high the rest is.
    pub height: f32,
}

/// Parts what stands from 0 down, so that what is above fits into a room. None if nothing would be above.
pub fn split(items: &[Item], room: f32) -> Option<Parts> {
    let (mut above, mut below) = (Vec::new(), Vec::new());
    for item in items {
        let Some(bounds) = item.bounds() else { continue };
        if bounds.bottom <= room + SAME {
            above.push(item.clone());
        } else if bounds.top >= room || is_whole(item) {
            below.push(item.clone());
        } else {
            let (upper, lower) = part(item, cut(item, room));
            above.extend(upper);
            below.extend(lower);
        }
    }
    // The heading of a row is no content, and a page with it alone would say nothing.
    if above.iter().all(|item| is_label(item) || is_rule(item)) {
        return None;
    }
    let rest = around(&below)?;
    shift(&mut below, 0.0, -rest.top);
    if !below.iter().any(is_label) {
        // The heading stands again where its row goes on.
        let mut label: Vec<Item> = above.iter().filter(|item| is_label(item)).cloned().collect();
        let top = around(&label).map_or(0.0, |bounds| bounds.top);
        shift(&mut label, 0.0, -top);
        below.splice(0..0, label);
    }
    let height = around(&below).map_or(0.0, |bounds| bounds.bottom);
    Some(Parts { above, below, height })
}

fn is_label(item: &Item) -> bool {
    matches!(item, Item::Group(group) if group.role == Role::Label)
}

fn is_rule(item: &Item) -> bool {
    matches!(item, Item::Group(group) if group.role == Role::Rule)
}

/// Curves and what belongs to them are not parted.
fn is_whole(item: &Item) -> bool {
    matches!(item, Item::Group(group) if matches!(group.role, Role::Plot | Role::Curve | Role::Feeling))
}

/// The best place to part something at, at most so far down: the last one between statements, else the last one between lines, else
/// the end of the room.
fn cut(item: &Item, room: f32) -> f32 {
    let mut lines = Vec::new();
    lines_of(item, &mut lines);
    lines.sort_by(|one, other| one.0.total_cmp(&other.0));
    let (mut statements, mut any) = (None, None);
    let mut end = f32::NEG_INFINITY;
    for (top, bottom) in lines {
        if end > f32::NEG_INFINITY && top >= end - SAME && end <= room {
            any = Some(end);
            if top - end > STATEMENTS && end > room * (1.0 - EMPTY) {
                statements = Some(end);
            }
        }
        end = end.max(bottom);
    }
    statements.or(any).unwrap_or(room)
}

/// From where to where the lines of text and the marks reach.
fn lines_of(item: &Item, out: &mut Vec<(f32, f32)>) {
    match item {
        Item::Group(group) => group.items.iter().for_each(|item| lines_of(item, out)),
        Item::Text(text) => {
            let lines = (0..text.lines.len()).map(|line| text.line_bounds(line));
            out.extend(lines.map(|line| (line.top, line.bottom)));
        }
        Item::Rect(rect) if rect.height > BOX => {}
        other => out.extend(other.bounds().map(|bounds| (bounds.top, bounds.bottom))),
    }
}

/// What ends above a place, and what does not.
fn part(item: &Item, at: f32) -> (Option<Item>, Option<Item>) {
    match item {
        Item::Group(group) => {
            let (above, below): (Vec<_>, Vec<_>) = group.items.iter().map(|item| part(item, at)).unzip();
            let again = |items: Vec<Option<Item>>| {
                let items: Vec<Item> = items.into_iter().flatten().collect();
                (!items.is_empty()).then(|| Item::Group(Group { items, ..group.clone() }))
            };
            (again(above), again(below))
        }
        Item::Text(text) => {
            let above = (0..text.lines.len()).take_while(|line| text.line_bounds(*line).bottom <= at + SAME).count();
            let lines = |from: usize, to: usize| {
                let y = text.y + from as f32 * text.leading;
                (from < to).then(|| Item::Text(Text { y, lines: text.lines[from..to].to_vec(), ..text.clone() }))
            };
            (lines(0, above), lines(above, text.lines.len()))
        }
        Item::Rect(rect) if rect.height > BOX && rect.y < at && rect.y + rect.height > at => {
            let above = Rect { height: at - rect.y, ..rect.clone() };
            let below = Rect { y: at, height: rect.y + rect.height - at, ..rect.clone() };
            (Some(Item::Rect(above)), Some(Item::Rect(below)))
        }
        other if other.bounds().is_some_and(|bounds| bounds.bottom > at + SAME) => (None, Some(other.clone())),
        other => (Some(other.clone()), None),
    }
}
