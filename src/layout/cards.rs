//! Touchpoints, steps, and the channels of stages without touchpoints: the only boxes of the picture.

use crate::scene::{About, Group, Item, Paint, Rect, Role};
use crate::sheet::{Card, RowKind, Word, listed};
use crate::theme::Colour;

use super::entry::holders;
use super::faces::{CARD, FACT};
use super::grid::Grid;
use super::marks::{self, DASHED, SOLID, stroke};
use super::pen::{Frame, Pen, shift};

/// Inside a card.
const PADDING: f32 = 11.0;
/// The most lines of a title; a longer one stands whole in the card's title.
const TITLE_LINES: usize = 6;

/// Draws the cards of a row from `top` down, all equally high; below them is what is returned.
pub fn cards(pen: &Pen<'_>, out: &mut Vec<Item>, grid: &Grid, kind: RowKind, cards: &[Card], top: f32) -> f32 {
    let drawn: Vec<Drawn<'_>> = cards.iter().map(|card| draw(pen, grid.span(&card.slots), card)).collect();
    let height = drawn.iter().map(Drawn::height).fold(0.0, f32::max);
    for card in drawn {
        out.push(Item::Group(card.finish(kind, top, height)));
    }
    top + height
}

/// A card whose parts are drawn from 0 down, with their heights: the title at the top, where it happens at the bottom.
pub struct Drawn<'s> {
    card: &'s Card,
    x: f32,
    width: f32,
    head: (Vec<Item>, f32),
    foot: (Vec<Item>, f32),
}

/// Draws the parts of a card between its edges, without giving it a height yet.
pub fn draw<'s>(pen: &Pen<'_>, (x, width): (f32, f32), card: &'s Card) -> Drawn<'s> {
    let boxed = card.title.is_some();
    let inside =
        if boxed { Frame { x: x + PADDING, y: PADDING - 1.0, width: width - 2.0 * PADDING } } else { Frame { x, y: 0.0, width } };
    let mut head = (Vec::new(), inside.y);
    if let Some(title) = &card.title {
        let sign = if card.moment.is_some() { 16.0 } else { 0.0 };
        head.1 = pen.limited(&mut head.0, Frame { width: inside.width - sign, ..inside }, title, CARD, TITLE_LINES) + 5.0;
    }
    let mut foot = (Vec::new(), 0.0);
    foot.1 = facts(pen, &mut foot.0, card, inside.at(0.0)) + if boxed { PADDING - 2.0 } else { 0.0 };
    Drawn { card, x, width, head, foot }
}

/// Channels with their icons, then other facts, then for whom it is.
fn facts(pen: &Pen<'_>, out: &mut Vec<Item>, card: &Card, frame: Frame) -> f32 {
    let (mut x, mut y) = (frame.x, frame.y);
    for channel in &card.channels {
        let room = 20.0 + pen.room(&channel.title, FACT);
        if x > frame.x && x + room > frame.x + frame.width {
            (x, y) = (frame.x, y + 17.0);
        }
        out.push(super::icons::channel(channel, (x, y + 0.5)));
        let words = Frame { x: x + 20.0, y, width: frame.x + frame.width - x - 20.0 };
        let bottom = pen.text(out, words, &channel.title, FACT);
        y = y.max(bottom - FACT.leading);
        x += room + 10.0;
    }
    if !card.channels.is_empty() {
        y += 17.0;
    }
    if !card.facts.is_empty() {
        y = pen.facts(out, frame.at(y), &card.facts, FACT) + 1.0;
    }
    if card.unreached {
        y = pen.text(out, frame.at(y), pen.sheet.word(Word::NobodyGetsHere), FACT.in_colour(Colour::Pain)) + 1.0;
    }
    if !card.whom.is_empty() {
        let room = super::entry::whom(out, &card.whom, (frame.x, y + FACT.leading / 2.0));
        let names = listed(card.whom.iter().map(|whom| whom.name.as_str()));
        y = pen.text(out, frame.at(y).indented(room), &format!("{} {}", pen.sheet.word(Word::Only), names), FACT) + 1.0;
    }
    y
}

/// The radius of the corners of a card.
pub fn radius(kind: RowKind) -> f32 {
    if kind == RowKind::Step { 2.0 } else { 7.0 }
}

impl Drawn<'_> {
    /// The least height that it needs.
    pub fn height(&self) -> f32 {
        self.head.1 + self.foot.1
    }

    /// Puts the parts in their places and the box behind them.
    pub fn finish(mut self, kind: RowKind, top: f32, height: f32) -> Group {
        let card = self.card;
        let mut items: Vec<Item> = Vec::new();
        if card.title.is_some() {
            items.push(Item::Rect(self.ground(kind, top, height)));
        }
        shift(&mut self.head.0, 0.0, top);
        let down = if card.title.is_some() { height - self.foot.1 } else { 0.0 };
        shift(&mut self.foot.0, 0.0, top + down);
        items.append(&mut self.head.0);
        items.append(&mut self.foot.0);
        if card.moment.is_some() {
            items.push(marks::diamond((self.x + self.width - PADDING - 3.0, top + PADDING + 7.5), 5.5));
        }
        let title = card.moment.as_ref().filter(|why| !why.is_empty()).cloned();
        let about = About { whom: holders(&card.whom), ..About::place(card.place.index) };
        Group { role: Role::Touchpoint, title, link: card.link.clone(), about, items }
    }

    fn ground(&self, kind: RowKind, top: f32, height: f32) -> Rect {
        let card = self.card;
        let step = kind == RowKind::Step;
        let outline = match (card.moment.is_some(), card.assumed) {
            (true, false) => stroke(Colour::Moment, 2.0, SOLID),
            (true, true) => stroke(Colour::Moment, 2.0, DASHED),
            (false, true) => stroke(Colour::Line, 1.25, DASHED),
            (false, false) => stroke(Colour::Border, 1.25, SOLID),
        };
        let paint = Paint { fill: Some(if step { Colour::Backstage } else { Colour::Card }), stroke: Some(outline) };
        Rect { x: self.x, y: top, width: self.width, height, radius: radius(kind), paint }
    }
}
