//! Rectangles, paths and icons, and how they are painted.

use crate::theme::Colour;

/// A place in px, from the top left corner of the picture.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct Point {
    /// To the right.
    pub x: f32,
    /// Down.
    pub y: f32,
}

/// How an area is painted: first filled, then its outline drawn.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Paint {
    /// The colour inside.
    pub fill: Option<Colour>,
    /// The outline, centred on the edge.
    pub stroke: Option<Stroke>,
}

/// An outline. Its corners and ends are round.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    /// The colour.
    pub colour: Colour,
    /// The width in px.
    pub width: f32,
    /// Lengths of dashes and gaps in turn, in px; empty for a line without gaps. An even number of them.
    pub dash: &'static [f32],
}

/// A rectangle.
#[derive(Clone, Debug, PartialEq)]
pub struct Rect {
    /// Its left edge.
    pub x: f32,
    /// Its upper edge.
    pub y: f32,
    /// Its width.
    pub width: f32,
    /// Its height.
    pub height: f32,
    /// The radius of its corners; at most half of its smaller side.
    pub radius: f32,
    /// How it is painted.
    pub paint: Paint,
}

/// A circle.
#[derive(Clone, Debug, PartialEq)]
pub struct Circle {
    /// Its centre.
    pub centre: Point,
    /// From the centre to the edge, in px.
    pub radius: f32,
    /// How it is painted.
    pub paint: Paint,
}

/// A line or an area of straight and curved parts.
#[derive(Clone, Debug, PartialEq)]
pub struct Path {
    /// Its parts.
    pub segments: Vec<Segment>,
    /// How it is painted.
    pub paint: Paint,
}

/// A part of a path.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Segment {
    /// Begins anew at a point.
    Move(Point),
    /// A straight line to a point.
    Line(Point),
    /// A cubic Bézier curve: two control points and where it ends.
    Cubic(Point, Point, Point),
    /// Back to where it began.
    Close,
}

/// A sign drawn with lines, in a square.
#[derive(Clone, Debug, PartialEq)]
pub struct Icon {
    /// The left edge of its square.
    pub x: f32,
    /// The upper edge of its square.
    pub y: f32,
    /// The side of its square.
    pub size: f32,
    /// Its lines in a square of 24 × 24, as path data with the absolute commands `M`, `L`, `C` and `Z` only.
    pub shape: &'static str,
    /// The colour of its lines.
    pub colour: Colour,
    /// The width of its lines in px of the picture.
    pub width: f32,
}
