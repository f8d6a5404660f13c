//! Painting a page: shapes and text, and which of it belongs together for those who have it read to them.
//!
//! What is painted lies in *sequences*; each is ornament, or belongs to one part of the page. A sequence cannot hold another one, so
//! it ends where a link begins.

use krilla::color::rgb;
use krilla::geom::{Path, PathBuilder, Point};
use krilla::num::NormalizedF32;
use krilla::paint::{Fill, LineCap, LineJoin, Stroke as Pen, StrokeDash};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Identifier};

use super::fonts::{Fonts, glyphs};
use crate::emit::svg::address;
use crate::scene::{Bounds, Group, Item, Paint, Role, Segment, Stroke, Text, around};
use crate::theme::{Colour, Theme};
use crate::r#type::Segment as Part;

/// The width of a halo, half of which the letters cover.
const HALO: f32 = 4.0;

/// A part of a page.
pub struct Tagged {
    /// What it is.
    pub role: Role,
    /// Its full text, where the page shows it shortened; of a curve, whose it is.
    pub title: Option<String>,
    /// What was painted of it.
    pub leaves: Vec<Leaf>,
}

/// A sequence of a part.
pub enum Leaf {
    /// Text and shapes.
    Content(Identifier),
    /// Text and shapes that lead somewhere: where they stand, in px, and the address.
    Link(Identifier, Bounds, String),
}

/// Paints the items of a page.
pub struct Painter<'p, 's, 't> {
    /// What is painted on, in px.
    pub surface: &'p mut Surface<'s>,
    /// The fonts.
    pub fonts: &'p mut Fonts<'t>,
    /// The colours.
    pub theme: Theme,
    /// The parts that were painted.
    pub parts: Vec<Tagged>,
    /// The sequence that has begun.
    sequence: Sequence,
}

/// What is being painted.
enum Sequence {
    /// Nothing.
    None,
    /// Ornament.
    Ornament,
    /// Content, by this name.
    Content(Identifier),
}

impl<'p, 's, 't> Painter<'p, 's, 't> {
    /// Paints on a surface.
    pub fn new(surface: &'p mut Surface<'s>, fonts: &'p mut Fonts<'t>, theme: Theme) -> Self {
        Self { surface, fonts, theme, parts: Vec::new(), sequence: Sequence::None }
    }

    /// Paints the ground of a page.
    pub fn ground(&mut self, width: f32, height: f32) {
        let ground = PathBuilder::new();
        let rect = krilla::geom::Rect::from_xywh(0.0, 0.0, width, height);
        let Some(path) = rect.and_then(|rect| pushed(ground, rect)) else { return };
        self.begin_ornament(ArtifactType::Page);
        self.fill(Some(Colour::Paper));
        self.surface.draw_path(&path);
        self.close();
    }

    /// Paints a part of the page.
    pub fn part(&mut self, item: &Item) {
        match item {
            Item::Group(group) => {
                if let Some(kind) = ornament(group) {
                    self.begin_ornament(kind);
                } else {
                    self.parts.push(Tagged { role: group.role, title: group.title.clone(), leaves: Vec::new() });
                }
                self.group(group);
            }
            other => {
                self.begin_ornament(ArtifactType::Other);
                self.item(other);
            }
        }
        self.close();
    }

    fn group(&mut self, group: &Group) {
        let link = group.link.as_deref().filter(|link| address(link) && !matches!(self.sequence, Sequence::Ornament));
        let link = link.zip(around(&group.items));
        if link.is_some() {
            self.close();
        }
        group.items.iter().for_each(|item| self.item(item));
        if let Some((link, bounds)) = link
            && let Some(id) = self.end()
            && let Some(part) = self.parts.last_mut()
        {
            part.leaves.push(Leaf::Link(id, bounds, link.to_owned()));
        }
    }

    /// Begins a sequence of content unless one has begun.
    fn open(&mut self) {
        if matches!(self.sequence, Sequence::None) {
            self.sequence = Sequence::Content(self.surface.start_tagged(ContentTag::Other));
        }
    }

    fn begin_ornament(&mut self, kind: ArtifactType) {
        self.surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(kind)));
        self.sequence = Sequence::Ornament;
    }

    /// Ends the sequence; its name, if it is content.
    fn end(&mut self) -> Option<Identifier> {
        let sequence = std::mem::replace(&mut self.sequence, Sequence::None);
        if !matches!(sequence, Sequence::None) {
            self.surface.end_tagged();
        }
        if let Sequence::Content(id) = sequence { Some(id) } else { None }
    }

    /// Ends the sequence, which belongs to the last part.
    fn close(&mut self) {
        if let Some(id) = self.end()
            && let Some(part) = self.parts.last_mut()
        {
            part.leaves.push(Leaf::Content(id));
        }
    }

    fn item(&mut self, item: &Item) {
        match item {
            Item::Group(group) => self.group(group),
            Item::Rect(rect) => self.area(&rect.outline(), &rect.paint),
            Item::Circle(circle) => self.area(&circle.outline(), &circle.paint),
            Item::Path(path) => self.area(&path.segments, &path.paint),
            Item::Icon(icon) => {
                let stroke = Stroke { colour: icon.colour, width: icon.width, dash: &[] };
                self.area(&icon.outline(), &Paint { fill: None, stroke: Some(stroke) });
            }
            Item::Text(text) => self.text(text),
        }
    }

    fn area(&mut self, outline: &[Segment], paint: &Paint) {
        let Some(path) = path(outline) else { return };
        self.open();
        self.fill(paint.fill);
        self.stroke(paint.stroke);
        self.surface.draw_path(&path);
    }

    fn text(&mut self, text: &Text) {
        for (at, line) in text.lines.iter().enumerate() {
            let runs = self.fonts.set().runs(&line.text, line.rtl, text.face);
            let width: f32 = runs.iter().map(|run| run.width).sum();
            let (left, baseline) = (text.anchor.left(text.x, width), text.y + at as f32 * text.leading);
            self.open();
            // A halo is made of shapes, so that no text stands there twice.
            if let Some(halo) = text.halo {
                let shapes: Vec<Part> = runs.iter().flat_map(|run| self.fonts.set().outline(run)).collect();
                self.fill(None);
                self.stroke(Some(Stroke { colour: halo, width: HALO, dash: &[] }));
                self.shapes(&shapes, (left, baseline));
            }
            self.fill(Some(text.colour));
            self.stroke(None);
            for run in &runs {
                match self.fonts.font(run) {
                    Some(font) => {
                        let start = Point::from_xy(left + run.x, baseline);
                        self.surface.draw_glyphs(start, &glyphs(run), font, &line.text, run.size, false);
                    }
                    None => self.shapes(&self.fonts.set().outline(run), (left, baseline)),
                }
            }
        }
    }

    fn shapes(&mut self, parts: &[Part], (x, y): (f32, f32)) {
        let mut path = PathBuilder::new();
        for part in parts {
            match part {
                Part::Move(to) => path.move_to(to[0] + x, to[1] + y),
                Part::Line(to) => path.line_to(to[0] + x, to[1] + y),
                Part::Quad(one, to) => path.quad_to(one[0] + x, one[1] + y, to[0] + x, to[1] + y),
                Part::Cubic(one, two, to) => path.cubic_to(one[0] + x, one[1] + y, two[0] + x, two[1] + y, to[0] + x, to[1] + y),
                Part::Close => path.close(),
            }
        }
        if let Some(path) = path.finish() {
            self.surface.draw_path(&path);
        }
    }

    fn fill(&mut self, colour: Option<Colour>) {
        let fill = colour.map(|colour| Fill { paint: self.rgb(colour).into(), opacity: NormalizedF32::ONE, ..Fill::default() });
        self.surface.set_fill(fill);
    }

    fn stroke(&mut self, stroke: Option<Stroke>) {
        let pen = stroke.map(|Stroke { colour, width, dash }| Pen {
            paint: self.rgb(colour).into(),
            width,
            line_cap: LineCap::Round,
            line_join: LineJoin::Round,
            dash: (!dash.is_empty()).then(|| StrokeDash { array: dash.to_vec(), offset: 0.0 }),
            ..Pen::default()
        });
        self.surface.set_stroke(pen);
    }

    fn rgb(&self, colour: Colour) -> rgb::Color {
        let rgb = self.theme.rgb(colour);
        rgb::Color::new(rgb.0, rgb.1, rgb.2)
    }
}

/// What kind of ornament a group is, if it is one.
fn ornament(group: &Group) -> Option<ArtifactType> {
    match group.role {
        Role::Foot => Some(ArtifactType::Footer),
        Role::Plot => Some(ArtifactType::Other),
        Role::Rule if group.lines().is_empty() => Some(ArtifactType::Other),
        _ => None,
    }
}

fn pushed(mut path: PathBuilder, rect: krilla::geom::Rect) -> Option<Path> {
    path.push_rect(rect);
    path.finish()
}

fn path(segments: &[Segment]) -> Option<Path> {
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
