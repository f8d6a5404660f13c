//! How much room things take.

use super::{Item, Point, Segment, Text};

/// A letter reaches so far above its baseline, in parts of its size.
const ABOVE: f32 = 0.97;
/// And so far below.
const BELOW: f32 = 0.25;

/// The rectangle around something, in px.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// Its left edge.
    pub left: f32,
    /// Its upper edge.
    pub top: f32,
    /// Its right edge.
    pub right: f32,
    /// Its lower edge.
    pub bottom: f32,
}

impl Bounds {
    fn of(left: f32, top: f32, width: f32, height: f32) -> Self {
        Self { left, top, right: left + width, bottom: top + height }
    }

    /// The rectangle around both.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }
}

impl Item {
    /// The rectangle around it, without the width of its outlines; none if there is nothing.
    pub fn bounds(&self) -> Option<Bounds> {
        match self {
            Self::Group(group) => around(&group.items),
            Self::Rect(rect) => Some(Bounds::of(rect.x, rect.y, rect.width, rect.height)),
            Self::Circle(circle) => {
                let (centre, radius) = (circle.centre, circle.radius);
                Some(Bounds::of(centre.x - radius, centre.y - radius, 2.0 * radius, 2.0 * radius))
            }
            Self::Path(path) => path.segments.iter().flat_map(|segment| points(*segment)).reduce(Bounds::with),
            Self::Icon(icon) => Some(Bounds::of(icon.x, icon.y, icon.size, icon.size)),
            Self::Text(text) => (0..text.lines.len()).map(|line| text.line_bounds(line)).reduce(Bounds::with),
        }
    }
}

/// The rectangle around several things; none if there is nothing.
pub fn around(items: &[Item]) -> Option<Bounds> {
    items.iter().filter_map(Item::bounds).reduce(Bounds::with)
}

/// The points of a segment; a curve stays inside of its own.
fn points(segment: Segment) -> impl Iterator<Item = Bounds> {
    let points: [Option<Point>; 3] = match segment {
        Segment::Move(to) | Segment::Line(to) => [Some(to), None, None],
        Segment::Cubic(one, two, to) => [Some(one), Some(two), Some(to)],
        Segment::Close => [None; 3],
    };
    points.into_iter().flatten().map(|point| Bounds::of(point.x, point.y, 0.0, 0.0))
}

impl Text {
    /// The rectangle around one of its lines.
    pub fn line_bounds(&self, line: usize) -> Bounds {
        let width = self.lines[line].width;
        let (baseline, size) = (self.y + line as f32 * self.leading, self.face.size);
        Bounds::of(self.anchor.left(self.x, width), baseline - ABOVE * size, width, (ABOVE + BELOW) * size)
    }
}
