//! Paths: from those of the scene and of glyphs to those that are painted.

use tiny_skia::{Path, PathBuilder};

use crate::scene::{Circle, Rect, Segment};
use crate::r#type::Segment as Part;

/// How far the control points of a quarter of a circle are from its ends, in parts of the radius.
const QUARTER: f32 = 0.552_284_8;

/// The path of a rectangle, perhaps with round corners.
pub fn of_rect(rect: &Rect) -> Option<Path> {
    let (left, top, right, bottom) = (rect.x, rect.y, rect.x + rect.width, rect.y + rect.height);
    let radius = rect.radius.min(rect.width / 2.0).min(rect.height / 2.0);
    let mut path = PathBuilder::new();
    if radius <= 0.0 {
        path.move_to(left, top);
        path.line_to(right, top);
        path.line_to(right, bottom);
        path.line_to(left, bottom);
    } else {
        let inset = radius * (1.0 - QUARTER);
        path.move_to(left + radius, top);
        path.line_to(right - radius, top);
        path.cubic_to(right - inset, top, right, top + inset, right, top + radius);
        path.line_to(right, bottom - radius);
        path.cubic_to(right, bottom - inset, right - inset, bottom, right - radius, bottom);
        path.line_to(left + radius, bottom);
        path.cubic_to(left + inset, bottom, left, bottom - inset, left, bottom - radius);
        path.line_to(left, top + radius);
        path.cubic_to(left, top + inset, left + inset, top, left + radius, top);
    }
    path.close();
    path.finish()
}

/// The path of a circle.
pub fn of_circle(circle: &Circle) -> Option<Path> {
    PathBuilder::from_circle(circle.centre.x, circle.centre.y, circle.radius)
}

/// The path of the segments of a scene.
pub fn of_segments(segments: &[Segment]) -> Option<Path> {
    let mut path = PathBuilder::new();
    for segment in segments {
        match segment {
            Segment::Move(to) => path.move_to(to.x, to.y),
            Segment::Line(to) => path.line_to(to.x, to.y),
            Segment::Cubic(one, two, to) => path.cubic_to(one.x, one.y, two.x, two.y, to.x, to.y),
            Segment::Close => path.close(),
        }
    }
    path.finish()
}

/// Adds the shapes of glyphs, moved by a distance.
pub fn add_glyphs(path: &mut PathBuilder, parts: &[Part], (x, y): (f32, f32)) {
    for part in parts {
        match part {
            Part::Move(to) => path.move_to(to[0] + x, to[1] + y),
            Part::Line(to) => path.line_to(to[0] + x, to[1] + y),
            Part::Quad(one, to) => path.quad_to(one[0] + x, one[1] + y, to[0] + x, to[1] + y),
            Part::Cubic(one, two, to) => path.cubic_to(one[0] + x, one[1] + y, two[0] + x, two[1] + y, to[0] + x, to[1] + y),
            Part::Close => path.close(),
        }
    }
}

/// The path of an icon: data with the absolute commands `M`, `L`, `C` and `Z` in a square of 24 × 24.
pub fn of_icon(shape: &str) -> Option<Path> {
    let mut path = PathBuilder::new();
    let mut rest = shape;
    while let Some(command) = rest.chars().next() {
        let end = rest[1..].find(['M', 'L', 'C', 'Z']).map_or(rest.len(), |at| at + 1);
        let numbers: Vec<f32> = rest[1..end].split_ascii_whitespace().filter_map(|number| number.parse().ok()).collect();
        match (command, numbers.as_slice()) {
            ('M', &[x, y]) => path.move_to(x, y),
            ('L', &[x, y]) => path.line_to(x, y),
            ('C', &[ax, ay, bx, by, x, y]) => path.cubic_to(ax, ay, bx, by, x, y),
            _ => path.close(),
        }
        rest = &rest[end..];
    }
    path.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn path_data_of_icons_is_read() {
        let path = of_icon("M4 4L20 4C21.1 4 22 4.9 22 6L22 18ZM6 4L6 8").expect("it is a path");
        let bounds = path.bounds();
        assert_eq!((bounds.left(), bounds.top(), bounds.right(), bounds.bottom()), (4.0, 4.0, 22.0, 18.0));
        assert_eq!(path.segments().count(), 7);
    }
}
