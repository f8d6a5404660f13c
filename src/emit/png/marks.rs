//! Marks: what a scene paints, one after the other.

use tiny_skia::{
    FillRule, FilterQuality, LineCap, LineJoin, Paint as Ink, Path, PathBuilder, Pixmap, PixmapPaint, Stroke as Pen, StrokeDash,
    Transform,
};

use super::{colour, images, paths};
use crate::scene::{Icon, Item, Paint, Scene, Segment, Stroke, Text};
use crate::theme::Rgb;
use crate::r#type::{Picture, Type};

/// The width of a halo, half of which the letters cover.
const HALO: f32 = 4.0;

/// Something that is painted.
pub struct Mark {
    how: How,
    /// Its upper edge in px of the scene.
    pub top: f32,
    /// Its lower edge.
    pub bottom: f32,
}

enum How {
    Filled(Path, Ink<'static>),
    Drawn(Path, Ink<'static>, Pen),
    /// An image, and how it is brought to its place.
    Image(Pixmap, Transform),
}

impl Mark {
    fn filled(path: Path, rgb: Rgb) -> Self {
        let bounds = path.bounds();
        Self { top: bounds.top(), bottom: bounds.bottom(), how: How::Filled(path, ink(rgb)) }
    }

    fn drawn(path: Path, rgb: Rgb, width: f32, dash: &[f32]) -> Self {
        let bounds = path.bounds();
        let dash = if dash.is_empty() { None } else { StrokeDash::new(dash.to_vec(), 0.0) };
        let pen = Pen { width, line_cap: LineCap::Round, line_join: LineJoin::Round, dash, ..Pen::default() };
        Self { top: bounds.top() - width, bottom: bounds.bottom() + width, how: How::Drawn(path, ink(rgb), pen) }
    }

    /// Paints it.
    pub fn paint(&self, pixmap: &mut Pixmap, transform: Transform) {
        match &self.how {
            How::Filled(path, ink) => pixmap.fill_path(path, ink, FillRule::Winding, transform, None),
            How::Drawn(path, ink, pen) => pixmap.stroke_path(path, ink, pen, transform, None),
            How::Image(image, place) => {
                let smooth = PixmapPaint { quality: FilterQuality::Bilinear, ..PixmapPaint::default() };
                pixmap.draw_pixmap(0, 0, image.as_ref(), &smooth, place.post_concat(transform), None);
            }
        }
    }
}

fn ink(rgb: Rgb) -> Ink<'static> {
    let mut ink = Ink::default();
    ink.set_color(colour(rgb));
    ink
}

/// The marks of a scene, in the order in which they are painted. Images are read for a scale.
pub fn marks(scene: &Scene, fonts: &Type, scale: f32) -> Vec<Mark> {
    let mut painter = Painter { scene, fonts, scale, marks: Vec::new() };
    scene.items.iter().for_each(|item| painter.item(item));
    painter.marks
}

struct Painter<'s> {
    scene: &'s Scene,
    fonts: &'s Type,
    scale: f32,
    marks: Vec<Mark>,
}

impl Painter<'_> {
    fn item(&mut self, item: &Item) {
        match item {
            Item::Group(group) => group.items.iter().for_each(|item| self.item(item)),
            Item::Rect(rect) => self.area(&rect.outline(), &rect.paint),
            Item::Circle(circle) => self.area(&circle.outline(), &circle.paint),
            Item::Path(path) => self.area(&path.segments, &path.paint),
            Item::Icon(icon) => self.icon(icon),
            Item::Text(text) => self.text(text),
        }
    }

    fn area(&mut self, outline: &[Segment], paint: &Paint) {
        let Some(path) = paths::of_segments(outline) else { return };
        if let Some(fill) = paint.fill {
            self.marks.push(Mark::filled(path.clone(), self.scene.theme.rgb(fill)));
        }
        if let Some(Stroke { colour, width, dash }) = paint.stroke {
            self.marks.push(Mark::drawn(path, self.scene.theme.rgb(colour), width, dash));
        }
    }

    fn icon(&mut self, icon: &Icon) {
        if let Some(path) = paths::of_segments(&icon.outline()) {
            self.marks.push(Mark::drawn(path, self.scene.theme.rgb(icon.colour), icon.width, &[]));
        }
    }

    fn text(&mut self, text: &Text) {
        for (at, line) in text.lines.iter().enumerate() {
            let runs = self.fonts.runs(&line.text, line.rtl, text.face);
            let width: f32 = runs.iter().map(|run| run.width).sum();
            let left = text.anchor.left(text.x, width);
            let baseline = text.y + at as f32 * text.leading;
            let mut path = PathBuilder::new();
            for run in &runs {
                let pictures = self.fonts.pictures(run, self.scale);
                if pictures.is_empty() {
                    paths::add_glyphs(&mut path, &self.fonts.outline(run), (left, baseline));
                }
                for picture in &pictures {
                    self.picture(picture, (left, baseline));
                }
            }
            let Some(path) = path.finish() else { continue };
            if let Some(halo) = text.halo {
                self.marks.push(Mark::drawn(path.clone(), self.scene.theme.rgb(halo), HALO, &[]));
            }
            self.marks.push(Mark::filled(path, self.scene.theme.rgb(text.colour)));
        }
    }

    /// An image; one that cannot be read leaves its place empty.
    fn picture(&mut self, picture: &Picture<'_>, (x, y): (f32, f32)) {
        if let Some(image) = images::image(picture.png, picture.height * self.scale) {
            let (left, top) = (x + picture.x, y + picture.y);
            let scale = (picture.width / image.width() as f32, picture.height / image.height() as f32);
            let place = Transform::from_scale(scale.0, scale.1).post_translate(left, top);
            self.marks.push(Mark { how: How::Image(image, place), top, bottom: top + picture.height });
        }
    }
}
