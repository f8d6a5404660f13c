//! The outlines of shapes as segments, for those who draw only paths.

use super::{Circle, Icon, Point, Rect, Segment};

/// How far the control points of a quarter of a circle are from its ends, in parts of the radius.
const QUARTER: f32 = 0.552_284_8;

impl Rect {
    /// Its edge, perhaps with round corners.
    pub fn outline(&self) -> Vec<Segment> {
        let (left, top, right, bottom) = (self.x, self.y, self.x + self.width, self.y + self.height);
        let radius = self.radius.min(self.width / 2.0).min(self.height / 2.0);
        if radius > 0.0 { rounded((left, top, right, bottom), radius) } else { cornered((left, top, right, bottom)) }
    }
}

impl Circle {
    /// Its edge.
    pub fn outline(&self) -> Vec<Segment> {
        let Point { x, y } = self.centre;
        rounded((x - self.radius, y - self.radius, x + self.radius, y + self.radius), self.radius)
    }
}

impl Icon {
    /// Its lines, at its place.
    pub fn outline(&self) -> Vec<Segment> {
        let scale = self.size / 24.0;
        let point = |x: f32, y: f32| Point { x: self.x + x * scale, y: self.y + y * scale };
        let mut segments = Vec::new();
        let mut rest = self.shape;
        while let Some(command) = rest.chars().next() {
            let end = rest[1..].find(['M', 'L', 'C', 'Z']).map_or(rest.len(), |at| at + 1);
            let numbers: Vec<f32> = rest[1..end].split_ascii_whitespace().filter_map(|number| number.parse().ok()).collect();
            segments.push(match (command, numbers.as_slice()) {
                ('M', &[x, y]) => Segment::Move(point(x, y)),
                ('L', &[x, y]) => Segment::Line(point(x, y)),
                ('C', &[ax, ay, bx, by, x, y]) => Segment::Cubic(point(ax, ay), point(bx, by), point(x, y)),
                _ => Segment::Close,
            });
            rest = &rest[end..];
        }
        segments
    }
}

fn cornered((left, top, right, bottom): (f32, f32, f32, f32)) -> Vec<Segment> {
    let point = |x: f32, y: f32| Point { x, y };
    vec![
        Segment::Move(point(left, top)),
        Segment::Line(point(right, top)),
        Segment::Line(point(right, bottom)),
        Segment::Line(point(left, bottom)),
        Segment::Close,
    ]
}

fn rounded((left, top, right, bottom): (f32, f32, f32, f32), radius: f32) -> Vec<Segment> {
    let point = |x: f32, y: f32| Point { x, y };
    let inset = radius * (1.0 - QUARTER);
    vec![
        Segment::Move(point(left + radius, top)),
        Segment::Line(point(right - radius, top)),
        Segment::Cubic(point(right - inset, top), point(right, top + inset), point(right, top + radius)),
        Segment::Line(point(right, bottom - radius)),
        Segment::Cubic(point(right, bottom - inset), point(right - inset, bottom), point(right - radius, bottom)),
        Segment::Line(point(left + radius, bottom)),
        Segment::Cubic(point(left + inset, bottom), point(left, bottom - inset), point(left, bottom - radius)),
        Segment::Line(point(left, top + radius)),
        Segment::Cubic(point(left, top + inset), point(left + inset, top), point(left + radius, top)),
        Segment::Close,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::Colour;

    #[test]
    fn path_data_of_icons_is_read() {
        let shape = "M4 4L20 4C21.1 4 22 4.9 22 6L22 18ZM6 4L6 8";
        let outline = Icon { x: 10.0, y: 0.0, size: 48.0, shape, colour: Colour::Ink, width: 1.0 }.outline();
        assert_eq!(outline.len(), 7);
        assert_eq!(outline[0], Segment::Move(Point { x: 18.0, y: 8.0 }));
        assert_eq!(outline[3], Segment::Line(Point { x: 54.0, y: 36.0 }));
        assert_eq!(outline[4], Segment::Close);
    }
}
