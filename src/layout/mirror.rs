//! From right to left: the whole picture mirrored, but not its letters and icons.

use crate::scene::{Anchor, Item, Point, Scene, Segment};

/// Mirrors a scene.
pub fn mirror(scene: &mut Scene) {
    items(&mut scene.items, scene.width);
}

fn items(all: &mut [Item], width: f32) {
    let turned = |point: &mut Point| point.x = width - point.x;
    for item in all {
        match item {
            Item::Group(group) => items(&mut group.items, width),
            Item::Rect(rect) => rect.x = width - rect.x - rect.width,
            Item::Circle(circle) => turned(&mut circle.centre),
            Item::Icon(icon) => icon.x = width - icon.x - icon.size,
            Item::Text(text) => {
                text.x = width - text.x;
                text.anchor = match text.anchor {
                    Anchor::Left => Anchor::Right,
                    Anchor::Middle => Anchor::Middle,
                    Anchor::Right => Anchor::Left,
                };
            }
            Item::Path(path) => {
                for segment in &mut path.segments {
                    match segment {
                        Segment::Move(point) | Segment::Line(point) => turned(point),
                        Segment::Cubic(one, two, end) => [one, two, end].into_iter().for_each(turned),
                        Segment::Close => {}
                    }
                }
            }
        }
    }
}
