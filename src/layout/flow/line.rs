//! The lines of ways: smooth curves between layers, round corners on the way around, heads of arrows.

use crate::scene::{Item, Paint, Path, Point, Segment, Stroke};
use crate::sheet::flow::{FlowWay, WayKind};
use crate::theme::Colour;

use super::super::marks::{SOLID, line, stroke};
use super::super::plot::dash_of;

/// How far a round corner reaches.
const CORNER: f32 = 11.0;
/// How far the control points of a quarter of a circle stand from its ends, in parts of the radius.
const ROUND: f32 = 0.5523;
/// The dashes of an influence.
pub const DOTTED: &[f32] = &[0.1, 5.0];

/// The line of a way: its colour says what it is or whom it is for, its width how many take it.
pub fn stroke_of(way: &FlowWay) -> Stroke {
    let only = match way.whom.as_slice() {
        [one] => one.persona,
        _ => None,
    };
    let width = match (way.kind, way.part) {
        (WayKind::Influence, _) => 1.75,
        (WayKind::Loss, _) => 1.5,
        (_, Some(part)) => 1.5 + 6.0 * part,
        (WayKind::Implied | WayKind::Door, None) => 1.25,
        (_, None) => 2.0,
    };
    let (colour, dash) = match (way.kind, only) {
        (WayKind::Influence, _) => (Colour::Moment, DOTTED),
        (_, Some(persona)) => (Colour::persona(persona), dash_of(persona)),
        (WayKind::Failure, None) => (Colour::Pain, SOLID),
        (WayKind::Implied | WayKind::Door | WayKind::Loss, None) => (Colour::Line, SOLID),
        (WayKind::Written | WayKind::HandOff, None) => (Colour::Second, SOLID),
    };
    stroke(colour, width, dash)
}

/// How long the head of an arrow is, and half of its height.
pub fn head_of(stroke: Stroke) -> (f32, f32) {
    (7.0 + stroke.width * 0.7, 3.25 + stroke.width * 0.6)
}

/// The head of an arrow whose tip points to the right.
pub fn head((x, y): (f32, f32), stroke: Stroke) -> Item {
    let (length, half) = head_of(stroke);
    let corner = |dx: f32, dy: f32| Point { x: x - dx, y: y + dy };
    let outline = Stroke { width: 1.0, dash: SOLID, ..stroke };
    let segments = vec![
        Segment::Move(corner(0.5, 0.0)),
        Segment::Line(corner(length, -half)),
        Segment::Line(corner(length, half)),
        Segment::Close,
    ];
    Item::Path(Path { segments, paint: Paint { fill: Some(stroke.colour), stroke: Some(outline) } })
}

/// A level line that gets fainter.
pub fn fade(out: &mut Vec<Item>, (x, y): (f32, f32), width: f32) {
    for (from, to, colour, thick) in
        [(0.0, 0.45, Colour::Line, 1.5), (0.45, 0.75, Colour::Zero, 1.25), (0.75, 1.0, Colour::Hairline, 1.0)]
    {
        out.push(line(&[(x + width * from, y), (x + width * to, y)], stroke(colour, thick, SOLID)));
    }
}

/// A line that is being drawn.
pub struct Line {
    segments: Vec<Segment>,
    end: Point,
}

impl Line {
    /// A line that begins at a point.
    pub fn from((x, y): (f32, f32)) -> Self {
        let end = Point { x, y };
        Self { segments: vec![Segment::Move(end)], end }
    }

    /// Goes on to a point further right: level if it stands level, else by a curve that is level at both ends.
    pub fn ease_to(&mut self, (x, y): (f32, f32)) {
        let end = Point { x, y };
        if (end.y - self.end.y).abs() < 0.05 {
            self.straight_to((x, y));
            return;
        }
        let middle = f32::midpoint(self.end.x, x);
        self.segments.push(Segment::Cubic(Point { x: middle, y: self.end.y }, Point { x: middle, y }, end));
        self.end = end;
    }

    /// Goes on straight to a point.
    pub fn straight_to(&mut self, (x, y): (f32, f32)) {
        let end = Point { x, y };
        if (end.x - self.end.x).abs() > 0.05 || (end.y - self.end.y).abs() > 0.05 {
            self.segments.push(Segment::Line(end));
            self.end = end;
        }
    }

    /// Goes on through corners, which are rounded, to the last of them.
    pub fn corners_to(&mut self, corners: &[(f32, f32)]) {
        for (at, &(x, y)) in corners.iter().enumerate() {
            let Some(&(next_x, next_y)) = corners.get(at + 1) else {
                self.straight_to((x, y));
                return;
            };
            let (before, after) = (towards((x, y), (self.end.x, self.end.y)), towards((x, y), (next_x, next_y)));
            let last = at + 2 == corners.len();
            let radius = CORNER.min(before.1).min(if last { after.1 } else { after.1 / 2.0 });
            let on = |way: (f32, f32), by: f32| (x + way.0 * by, y + way.1 * by);
            self.straight_to(on(before.0, radius));
            let pull = radius * (1.0 - ROUND);
            let (one, two, end) = (on(before.0, pull), on(after.0, pull), on(after.0, radius));
            let point = |(x, y): (f32, f32)| Point { x, y };
            self.segments.push(Segment::Cubic(point(one), point(two), point(end)));
            self.end = point(end);
        }
    }

    /// The line as it is drawn.
    pub fn finish(self, stroke: Stroke) -> Item {
        Item::Path(Path { segments: self.segments, paint: Paint { fill: None, stroke: Some(stroke) } })
    }
}

/// The direction from one point to another one, and how far it is.
fn towards(from: (f32, f32), to: (f32, f32)) -> ((f32, f32), f32) {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = dx.hypot(dy).max(1e-3);
    ((dx / length, dy / length), length)
}
