//! Setting text: breaking it to a width and putting it at a place.

use crate::scene::{Anchor, Group, Item, Line, Role, Text};
use crate::sheet::{Sheet, isolated};
use crate::theme::Colour;
use crate::r#type::Type;

use super::faces::Style;

/// How much narrower lines are broken than they may be, so that they still fit in another font: 6 %.
const SLACK: f32 = 1.06;

/// The most lines of a text that is no title. Nobody reads more in a picture; what is cut stands whole in the group's title.
const MOST_LINES: usize = 40;

/// A place for something that grows downwards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// The left edge.
    pub x: f32,
    /// The upper edge.
    pub y: f32,
    /// The width.
    pub width: f32,
}

impl Frame {
    /// The same, further down.
    #[must_use]
    pub fn at(self, y: f32) -> Self {
        Self { y, ..self }
    }

    /// The same without so much at its left.
    #[must_use]
    pub fn indented(self, by: f32) -> Self {
        Self { x: self.x + by, width: self.width - by, ..self }
    }
}

/// Sets text.
pub struct Pen<'t> {
    /// The fonts.
    pub fonts: &'t Type,
    /// The sheet, for the words that it says itself.
    pub sheet: &'t Sheet,
}

impl Pen<'_> {
    /// Sets a text in full; below it is what is returned.
    pub fn text(&self, out: &mut Vec<Item>, frame: Frame, text: &str, style: Style) -> f32 {
        self.limited(out, frame, text, style, MOST_LINES)
    }

    /// Sets a text in at most so many lines; below it is what is returned. Where something is cut the full text becomes a title.
    pub fn limited(&self, out: &mut Vec<Item>, frame: Frame, text: &str, style: Style, most: usize) -> f32 {
        let width = (frame.width / SLACK).max(style.face.size);
        let mut lines = self.fonts.wrap(text, style.face, width, None);
        let cut = lines.len() > most;
        if cut {
            lines = self.fonts.wrap(text, style.face, width, Some(most));
        }
        let bottom = frame.y + lines.len() as f32 * style.leading;
        if lines.is_empty() {
            return bottom;
        }
        let item = Item::Text(place(lines, frame.x, frame.y, Anchor::Left, style));
        out.push(if cut {
            Item::Group(Group { role: Role::Cell, title: Some(text.to_owned()), items: vec![item], ..Group::default() })
        } else {
            item
        });
        bottom
    }

    /// Sets facts one after the other, with a dot between those of one line; below them is what is returned.
    pub fn facts(&self, out: &mut Vec<Item>, frame: Frame, facts: &[String], style: Style) -> f32 {
        let joined = self.fact_lines(facts, style, frame.width);
        if joined.is_empty() { frame.y } else { self.text(out, frame, &joined, style) }
    }

    /// The facts in lines: a fact that does not fit beside the one before begins a line of its own.
    pub fn fact_lines(&self, facts: &[String], style: Style, width: f32) -> String {
        const DOT: &str = " · ";
        let dot = self.room(DOT, style);
        let mut joined = String::new();
        let mut used = 0.0;
        for fact in facts {
            let room = self.room(fact, style);
            if joined.is_empty() {
                used = room;
            } else if used + dot + room <= width {
                joined.push_str(DOT);
                used += dot + room;
            } else {
                joined.push('\n');
                used = room;
            }
            joined.push_str(&if facts.len() > 1 { isolated(fact) } else { fact.into() });
        }
        joined
    }

    /// Sets one line that is not broken, its upper edge at `y`.
    pub fn line(&self, out: &mut Vec<Item>, (x, y): (f32, f32), anchor: Anchor, text: &str, style: Style) -> f32 {
        let lines = self.fonts.wrap(text, style.face, f32::INFINITY, Some(1));
        let width = lines.first().map_or(0.0, |line| line.width);
        if !lines.is_empty() {
            out.push(Item::Text(place(lines, x, y, anchor, style)));
        }
        width
    }

    /// Breaks a text to a width into lines of about the same length.
    pub fn balanced(&self, text: &str, style: Style, width: f32, most: usize) -> Vec<Line> {
        let width = (width / SLACK).max(style.face.size);
        let lines = self.fonts.wrap(text, style.face, width, Some(most));
        if lines.len() < 2 || lines.len() >= most {
            return lines;
        }
        let narrower = [0.6, 0.7, 0.8, 0.9].map(|part| self.fonts.wrap(text, style.face, width * part, Some(most)));
        narrower.into_iter().find(|other| other.len() == lines.len()).unwrap_or(lines)
    }

    /// How much room a line takes, also in another font.
    pub fn room(&self, text: &str, style: Style) -> f32 {
        self.fonts.width(text, style.face) * SLACK
    }
}

/// Lines of text whose upper edge is at `y`. The middle of capitals stands in the middle of each line.
pub fn place(lines: Vec<Line>, x: f32, y: f32, anchor: Anchor, style: Style) -> Text {
    Text { x, y: baseline(y, style), anchor, lines, leading: style.leading, face: style.face, colour: style.colour, halo: None }
}

/// The baseline of a line whose upper edge is at `y`. Capitals of the shipped font are 0.727 of the size high.
pub fn baseline(y: f32, style: Style) -> f32 {
    y + style.leading / 2.0 + style.face.size * 0.3635
}

/// The same text with a rim in the colour of its ground.
pub fn with_halo(text: Text, ground: Colour) -> Text {
    Text { halo: Some(ground), ..text }
}

/// How often a width fits into another one, at least once.
#[allow(clippy::cast_sign_loss)] // widths are not negative
pub fn how_often(width: f32, room: f32) -> usize {
    ((room / width) as usize).max(1)
}

/// Moves what was drawn at one place to another.
pub fn shift(items: &mut [Item], dx: f32, dy: f32) {
    use crate::scene::{Point, Segment};
    let moved = |point: &mut Point| {
        point.x += dx;
        point.y += dy;
    };
    for item in items {
        match item {
            Item::Group(group) => {
                shift(&mut group.items, dx, dy);
                if let Some(band) = &mut group.about.row {
                    band.top += dy;
                    band.bottom += dy;
                }
            }
            Item::Rect(rect) => {
                rect.x += dx;
                rect.y += dy;
            }
            Item::Circle(circle) => moved(&mut circle.centre),
            Item::Icon(icon) => {
                icon.x += dx;
                icon.y += dy;
            }
            Item::Text(text) => {
                text.x += dx;
                text.y += dy;
            }
            Item::Path(path) => {
                for segment in &mut path.segments {
                    match segment {
                        Segment::Move(point) | Segment::Line(point) => moved(point),
                        Segment::Cubic(one, two, end) => [one, two, end].into_iter().for_each(moved),
                        Segment::Close => {}
                    }
                }
            }
        }
    }
}
