//! Paths: from those of the scene and of glyphs to those that are painted.

use tiny_skia::{Path, PathBuilder};

use crate::scene::Segment;
use crate::r#type::Segment as Part;

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
