//! Small signs: the markers of personas, bars of severity, ways, the diamond of a moment of truth, chevrons.

use crate::scene::{Circle, Icon, Item, Paint, Path, Point, Rect, Segment, Stroke};
use crate::sheet::{Severity, Way};
use crate::theme::Colour;

use super::icons::CHECK;

/// An outline without gaps.
pub const SOLID: &[f32] = &[];
/// The outline of what is assumed.
pub const DASHED: &[f32] = &[4.0, 4.0];

/// An outline.
pub const fn stroke(colour: Colour, width: f32, dash: &'static [f32]) -> Stroke {
    Stroke { colour, width, dash }
}

/// A line through points.
pub fn line(points: &[(f32, f32)], stroke: Stroke) -> Item {
    let segment = |(at, &(x, y)): (usize, &(f32, f32))| {
        let point = Point { x, y };
        if at == 0 { Segment::Move(point) } else { Segment::Line(point) }
    };
    let segments = points.iter().enumerate().map(segment).collect();
    Item::Path(Path { segments, paint: Paint { fill: None, stroke: Some(stroke) } })
}

/// A rectangle that is only filled.
pub fn area((x, y): (f32, f32), (width, height): (f32, f32), radius: f32, fill: Colour) -> Item {
    Item::Rect(Rect { x, y, width, height, radius, paint: Paint { fill: Some(fill), stroke: None } })
}

/// The marker of a persona around a point: each of six has its own shape.
pub fn marker(persona: usize, (x, y): (f32, f32), radius: f32, paint: Paint) -> Item {
    let corners: &[(f32, f32)] = match persona % 6 {
        0 => return circle((x, y), radius, paint),
        1 => &[(-0.88, -0.88), (0.88, -0.88), (0.88, 0.88), (-0.88, 0.88)],
        2 => &[(0.0, -1.15), (1.1, 0.8), (-1.1, 0.8)],
        3 => &[(0.0, -1.25), (1.25, 0.0), (0.0, 1.25), (-1.25, 0.0)],
        4 => &[(-1.1, -0.8), (1.1, -0.8), (0.0, 1.15)],
        _ => &[(-0.5, -1.05), (0.5, -1.05), (1.1, 0.0), (0.5, 1.05), (-0.5, 1.05), (-1.1, 0.0)],
    };
    polygon(corners, (x, y), radius, paint)
}

/// The diamond of a moment of truth.
pub fn diamond(centre: (f32, f32), radius: f32) -> Item {
    let paint = Paint { fill: Some(Colour::Moment), stroke: None };
    polygon(&[(0.0, -1.0), (1.0, 0.0), (0.0, 1.0), (-1.0, 0.0)], centre, radius, paint)
}

/// A circle.
pub fn circle((x, y): (f32, f32), radius: f32, paint: Paint) -> Item {
    Item::Circle(Circle { centre: Point { x, y }, radius, paint })
}

fn polygon(corners: &[(f32, f32)], middle: (f32, f32), radius: f32, paint: Paint) -> Item {
    let mut segments: Vec<Segment> = Vec::with_capacity(corners.len() + 1);
    for &(dx, dy) in corners {
        let corner = Point { x: middle.0 + dx * radius, y: middle.1 + dy * radius };
        segments.push(if segments.is_empty() { Segment::Move(corner) } else { Segment::Line(corner) });
    }
    segments.push(Segment::Close);
    Item::Path(Path { segments, paint })
}

/// How wide the bars of a severity are.
pub const BARS: f32 = 26.0;

/// Four bars, as many of them filled as something matters; the others have an outline.
pub fn severity(out: &mut Vec<Item>, (x, y): (f32, f32), severity: Severity, colour: Colour) {
    for bar in 0..4 {
        let filled = bar < severity.level();
        let x = x + bar as f32 * 6.5;
        let paint = Paint { fill: None, stroke: Some(stroke(colour, 0.75, SOLID)) };
        out.push(if filled {
            area((x, y), (5.0, 10.0), 1.0, colour)
        } else {
            Item::Rect(Rect { x: x + 0.4, y: y + 0.4, width: 4.2, height: 9.2, radius: 1.0, paint })
        });
    }
}

/// How much room the sign of a way takes.
pub const WAY: f32 = 19.0;

/// The sign of a way, in a square of 12 px.
pub fn way(out: &mut Vec<Item>, (x, y): (f32, f32), way: Way) {
    let at = |points: &[(f32, f32)]| points.iter().map(|&(dx, dy)| (x + dx, y + dy)).collect::<Vec<_>>();
    let centre = (x + 6.0, y + 6.0);
    let filled = |colour| Paint { fill: Some(colour), stroke: None };
    let ink = stroke(Colour::Second, 1.5, SOLID);
    match way {
        Way::Success => {
            out.push(circle(centre, 6.0, filled(Colour::Gain)));
            let (x, y) = (x + 2.0, y + 2.0);
            out.push(Item::Icon(Icon { x, y, size: 8.0, shape: CHECK, colour: Colour::Paper, width: 1.4 }));
        }
        Way::Failure => {
            let paint = Paint { fill: Some(Colour::Paper), stroke: Some(stroke(Colour::Pain, 1.5, SOLID)) };
            out.push(circle(centre, 5.25, paint));
            out.push(line(&at(&[(4.2, 4.2), (7.8, 7.8)]), stroke(Colour::Pain, 1.5, SOLID)));
            out.push(line(&at(&[(7.8, 4.2), (4.2, 7.8)]), stroke(Colour::Pain, 1.5, SOLID)));
        }
        Way::End => out.push(circle(centre, 5.25, Paint { fill: None, stroke: Some(ink) })),
        Way::HandOff => {
            out.push(line(&at(&[(0.5, 6.0), (8.0, 6.0)]), ink));
            out.push(line(&at(&[(5.0, 2.5), (8.5, 6.0), (5.0, 9.5)]), ink));
            out.push(line(&at(&[(11.5, 1.0), (11.5, 11.0)]), ink));
        }
        Way::Back => {
            let point = |dx: f32, dy: f32| Point { x: x + dx, y: y + dy };
            let segments = vec![
                Segment::Move(point(0.75, 4.0)),
                Segment::Line(point(8.0, 4.0)),
                Segment::Cubic(point(12.2, 4.0), point(12.2, 10.5), point(8.0, 10.5)),
                Segment::Line(point(4.0, 10.5)),
            ];
            out.push(Item::Path(Path { segments, paint: Paint { fill: None, stroke: Some(ink) } }));
            out.push(line(&at(&[(3.75, 1.0), (0.75, 4.0), (3.75, 7.0)]), ink));
        }
        Way::Past => {
            out.push(line(&at(&[(0.5, 6.0), (11.0, 6.0)]), ink));
            out.push(line(&at(&[(7.5, 2.5), (11.0, 6.0), (7.5, 9.5)]), ink));
        }
    }
}

/// From one stage to the next: a chevron around a point.
pub fn chevron((x, y): (f32, f32)) -> Item {
    line(&[(x - 3.0, y - 5.5), (x + 3.0, y), (x - 3.0, y + 5.5)], stroke(Colour::Line, 1.75, SOLID))
}
