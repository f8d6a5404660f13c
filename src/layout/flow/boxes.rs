//! The places of the flow as they are drawn: cards, stages in which nothing stands, doors and ends.

use crate::scene::{About, Group, Icon, Item, Paint, Path, Point, Rect, Role, Segment};
use crate::sheet::flow::{End, FlowSheet, PlaceKind};
use crate::sheet::{Card, RowKind, Way, Word, listed};
use crate::theme::Colour;

use super::super::cards;
use super::super::entry::holders;
use super::super::entry::whom;
use super::super::faces::{CARD, FACT};
use super::super::grid::SLOT;
use super::super::icons::CHECK;
use super::super::marks::{self, SOLID, circle, diamond, stroke};
use super::super::pen::{Frame, Pen, shift};
use super::super::stages;

/// The width of a stage in which nothing stands.
const STAGE: f32 = 196.0;
/// The radius of a door.
const DOOR: f32 = 4.5;
/// The most lines of the title of an end.
const TITLE_LINES: usize = 8;
/// Inside an end, beside its text.
const INSIDE: f32 = 14.0;
/// Between the stripes of what nobody reaches.
const STRIPES: f32 = 9.0;

/// A place that is drawn at the origin.
pub struct Box<'s> {
    place: &'s PlaceKind,
    /// Its width.
    pub width: f32,
    /// Its height, before it is made as high as others.
    pub height: f32,
    parts: Parts<'s>,
}

enum Parts<'s> {
    Card(cards::Drawn<'s>, RowKind),
    Items(Vec<Item>),
}

/// Draws a place, without giving it its place yet.
pub fn draw<'s>(pen: &Pen<'_>, flow: &'s FlowSheet, place: &'s PlaceKind) -> Box<'s> {
    match place {
        PlaceKind::Touchpoint(card) => boxed(pen, place, card, RowKind::Touchpoint),
        PlaceKind::Step(card) => boxed(pen, place, card, RowKind::Step),
        PlaceKind::Stage(stage, card) => {
            let (mut items, mut height) = stages::heading(pen, (0.0, STAGE), &flow.sheet.stages[*stage]);
            if !card.channels.is_empty() || !card.facts.is_empty() {
                let told = Card { title: None, moment: None, unreached: false, whom: Vec::new(), ..card.clone() };
                let facts = cards::draw(pen, (15.0, STAGE - 30.0), &told);
                let below = facts.height();
                items.extend(facts.finish(RowKind::Touchpoint, height - 4.0, below).items);
                height += below + 6.0;
            }
            Box { place, width: STAGE, height, parts: Parts::Items(items) }
        }
        PlaceKind::Door => Box { place, width: 2.0 * DOOR, height: 2.0 * DOOR, parts: Parts::Items(Vec::new()) },
        PlaceKind::End(end) => ending(pen, place, end),
    }
}

fn boxed<'s>(pen: &Pen<'_>, place: &'s PlaceKind, card: &'s Card, kind: RowKind) -> Box<'s> {
    let drawn = cards::draw(pen, (0.0, SLOT), card);
    Box { place, width: SLOT, height: drawn.height(), parts: Parts::Card(drawn, kind) }
}

/// An outcome or another map: a sign, its title, what is to be known about it.
fn ending<'s>(pen: &Pen<'_>, place: &'s PlaceKind, end: &End) -> Box<'s> {
    const SIGN: f32 = 19.0;
    // What nobody gets to is no success: it is drawn as what it could be.
    let colour = match end.way {
        _ if end.unreached => Colour::Second,
        Way::Success => Colour::Paper,
        Way::Failure => Colour::Pain,
        _ => Colour::Ink,
    };
    let fact = FACT.in_colour(if filled(end) { Colour::Paper } else { Colour::Second });
    let told = end.facts.iter().map(|fact| pen.room(fact, FACT)).fold(0.0, f32::max);
    let natural = pen.room(&end.title, CARD).max(told) + SIGN;
    let width = (natural.max(96.0 - 2.0 * INSIDE) + 2.0 * INSIDE + 1.0).min(SLOT);
    let frame = Frame { x: INSIDE + SIGN, y: 9.0, width: width - 2.0 * INSIDE - SIGN + 6.0 };
    let mut items = Vec::new();
    let mut y = pen.limited(&mut items, frame, &end.title, CARD.in_colour(colour), TITLE_LINES);
    if !end.facts.is_empty() {
        y = pen.facts(&mut items, frame.at(y + 1.0), &end.facts, fact);
    }
    if end.unreached {
        y = pen.text(&mut items, frame.at(y + 1.0), pen.sheet.word(Word::NobodyGetsHere), fact);
    }
    if !end.whom.is_empty() {
        let room = whom(&mut items, &end.whom, (frame.x, y + 1.0 + FACT.leading / 2.0));
        let names = listed(end.whom.iter().map(|whom| whom.name.as_str()));
        let said = format!("{} {}", pen.sheet.word(Word::Only), names);
        y = pen.text(&mut items, frame.at(y + 1.0).indented(room), &said, fact);
    }
    if end.way == Way::Success {
        items.push(Item::Icon(Icon { x: INSIDE, y: 11.0, size: 13.0, shape: CHECK, colour, width: 2.0 }));
    } else {
        marks::way(&mut items, (INSIDE, 11.5), end.way);
    }
    Box { place, width, height: y + 9.0, parts: Parts::Items(items) }
}

/// Whether an end is drawn as an area: a success that somebody gets to.
fn filled(end: &End) -> bool {
    end.way == Way::Success && !end.unreached
}

impl Box<'_> {
    /// Whether it is a touchpoint or step: these are all equally high.
    pub fn is_card(&self) -> bool {
        matches!(self.place, PlaceKind::Touchpoint(_) | PlaceKind::Step(_))
    }

    /// Puts it in its place: the left edge, and the middle.
    pub fn finish(self, flow: &FlowSheet, x: f32, middle: f32, height: f32) -> Group {
        let Self { place, width, parts, .. } = self;
        let size = (width, height);
        let mut group = match (parts, place) {
            (Parts::Card(drawn, kind), PlaceKind::Touchpoint(card) | PlaceKind::Step(card)) => {
                let mut group = drawn.finish(kind, 0.0, height);
                if card.unreached {
                    group.items.insert(1, stripes(size, cards::radius(kind)));
                }
                group
            }
            (Parts::Items(items), PlaceKind::Stage(stage, card)) => stage_card(flow, *stage, card, size, items),
            (Parts::Items(items), PlaceKind::End(end)) => end_card(end, size, items),
            (Parts::Items(_) | Parts::Card(..), _) => {
                let paint = Paint { fill: Some(Colour::Card), stroke: Some(stroke(Colour::Line, 1.5, SOLID)) };
                Group { role: Role::Way, items: vec![circle((DOOR, height / 2.0), DOOR - 0.75, paint)], ..Group::default() }
            }
        };
        shift(&mut group.items, x, middle - height / 2.0);
        group
    }
}

fn stage_card(flow: &FlowSheet, stage: usize, card: &Card, (width, height): (f32, f32), mut items: Vec<Item>) -> Group {
    let outline = match (card.moment.is_some(), card.assumed) {
        (true, _) => stroke(Colour::Moment, 2.0, SOLID),
        (false, true) => stroke(Colour::Line, 1.25, marks::DASHED),
        (false, false) => stroke(Colour::Border, 1.25, SOLID),
    };
    let paint = Paint { fill: Some(Colour::Card), stroke: Some(outline) };
    items.insert(0, Item::Rect(Rect { x: 0.0, y: 0.0, width, height, radius: 10.0, paint }));
    if card.unreached {
        items.insert(1, stripes((width, height), 10.0));
    }
    if card.moment.is_some() {
        items.push(diamond((width - 17.0, 22.0), 6.0));
    }
    let title = card.moment.as_ref().filter(|why| !why.is_empty()).cloned();
    let stage = &flow.sheet.stages[stage];
    let about = About { whom: holders(&stage.whom), ..About::place(stage.place.index) };
    Group { role: Role::Touchpoint, title, link: stage.link.clone(), about, items }
}

fn end_card(end: &End, (width, height): (f32, f32), mut items: Vec<Item>) -> Group {
    let line = match end.way {
        _ if end.unreached => Colour::Line,
        Way::Success => Colour::Gain,
        Way::Failure => Colour::Pain,
        _ => Colour::Second,
    };
    let fill = if filled(end) { Colour::Gain } else { Colour::Paper };
    let dash = if end.unreached { marks::DASHED } else { SOLID };
    let radius = if end.way == Way::HandOff { 3.0 } else { (height / 2.0).min(18.0) };
    let paint = Paint { fill: Some(fill), stroke: Some(stroke(line, 1.75, dash)) };
    items.insert(0, Item::Rect(Rect { x: 0.0, y: 0.0, width, height, radius, paint }));
    let about = About { place: end.place.map(|place| place.index), whom: holders(&end.whom), row: None };
    Group { role: Role::End, title: None, link: end.link.clone(), about, items }
}

/// Stripes over a rectangle at the origin whose corners are round: nobody gets there.
pub fn stripes((width, height): (f32, f32), radius: f32) -> Item {
    let inside = Inside { width, height, rim: 3.0, radius: (radius - 3.0).max(0.0) };
    let mut segments = Vec::new();
    let mut start = 2.0 * inside.rim + STRIPES;
    while start < width + height - 2.0 * inside.rim {
        if let Some((low, high)) = inside.chord(start) {
            segments.extend([Segment::Move(low), Segment::Line(high)]);
        }
        start += STRIPES;
    }
    Item::Path(Path { segments, paint: Paint { fill: None, stroke: Some(stroke(Colour::Hairline, 1.5, SOLID)) } })
}

/// The part of a rectangle with round corners that lies inside a rim.
struct Inside {
    width: f32,
    height: f32,
    rim: f32,
    radius: f32,
}

impl Inside {
    /// Where the line on which the two coordinates sum to a number enters and leaves it, from the lower left to the upper right.
    fn chord(&self, sum: f32) -> Option<(Point, Point)> {
        let Self { width, height, rim, .. } = *self;
        let low = self.round(rim.max(sum - height + rim), sum, -1.0)?;
        let high = self.round((width - rim).min(sum - rim), sum, 1.0)?;
        (high.x > low.x + 1.0).then_some((low, high))
    }

    /// The point of the line at a place, or where the line meets the circle if that point lies outside of a round corner.
    fn round(&self, x: f32, sum: f32, side: f32) -> Option<Point> {
        let near =
            |at: f32, size: f32| at.clamp(self.rim + self.radius, (size - self.rim - self.radius).max(self.rim + self.radius));
        let (middle_x, middle_y) = (near(x, self.width), near(sum - x, self.height));
        let outside = (x - middle_x).hypot(sum - x - middle_y) > self.radius;
        if !outside || (x - middle_x).abs() < 0.01 || (sum - x - middle_y).abs() < 0.01 {
            return Some(Point { x, y: sum - x });
        }
        let off = sum - middle_x - middle_y;
        let root = 2.0 * self.radius * self.radius - off * off;
        let x = middle_x + f32::midpoint(off, side * root.max(0.0).sqrt());
        (root >= 0.0).then_some(Point { x, y: sum - x })
    }
}
