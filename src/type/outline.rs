//! Outlines: the shapes of glyphs as paths.

use std::fmt::Write as _;

use harfrust::GlyphId;
use harfrust::font::glyph::outline::{DrawMemory, DrawOptions, PathSink};

use super::Type;
use super::run::{Glyph, GlyphRun};

/// A part of a path: points as `[x, y]` in px, y down.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Segment {
    /// Begins anew at a point.
    Move([f32; 2]),
    /// A straight line to a point.
    Line([f32; 2]),
    /// A quadratic Bézier curve: its control point and where it ends.
    Quad([f32; 2], [f32; 2]),
    /// A cubic Bézier curve: two control points and where it ends.
    Cubic([f32; 2], [f32; 2], [f32; 2]),
    /// Back to where it began.
    Close,
}

/// The shapes of a run.
pub fn outline(fonts: &Type, run: &GlyphRun) -> Vec<Segment> {
    let mut segments = Vec::new();
    let Some(font) = run.font.map(|at| fonts.font(run.weight, at)).filter(|font| !font.is_pictorial()) else {
        run.glyphs.iter().for_each(|glyph| box_of(glyph, run.size, &mut segments));
        return segments;
    };
    let shapes = font.at(run.weight).outline_glyphs();
    let scale = run.size / font.em();
    for glyph in &run.glyphs {
        let Some(shape) = shapes.get(GlyphId::new(glyph.id)) else { continue };
        let mut pen = Pen { segments: &mut segments, scale, x: glyph.x, y: glyph.y };
        let before = pen.segments.len();
        if shape.draw(&DrawOptions::new(), DrawMemory::Scratch, &mut pen).is_err() {
            // Half a letter would be worse than none.
            segments.truncate(before);
        }
    }
    segments
}

/// Path data for SVG, with at most two decimals.
pub fn path_data(segments: &[Segment], x: f32, y: f32) -> String {
    let mut out = String::new();
    let mut put = |command: char, points: &[[f32; 2]]| {
        out.push(command);
        for (at, point) in points.iter().enumerate() {
            let _ = write!(out, "{}{} {}", if at == 0 { "" } else { " " }, rounded(point[0] + x), rounded(point[1] + y));
        }
    };
    for segment in segments {
        match segment {
            Segment::Move(to) => put('M', &[*to]),
            Segment::Line(to) => put('L', &[*to]),
            Segment::Quad(one, to) => put('Q', &[*one, *to]),
            Segment::Cubic(one, two, to) => put('C', &[*one, *two, *to]),
            Segment::Close => put('Z', &[]),
        }
    }
    out
}

/// Two decimals, without minus zero.
fn rounded(value: f32) -> f32 {
    (value * 100.0).round() / 100.0 + 0.0
}

/// A box in the place of a glyph that no font has, as high as a capital.
fn box_of(glyph: &Glyph, size: f32, segments: &mut Vec<Segment>) {
    if glyph.advance <= 0.0 {
        return;
    }
    let (line, gap) = (0.06 * size, 0.08 * size);
    let (left, right, top, bottom) = (glyph.x + gap, glyph.x + glyph.advance - gap, glyph.y - 0.72 * size, glyph.y);
    segments.extend(rectangle(left, top, right, bottom));
    // The other way round, so that it is a hole.
    segments.extend(rectangle(right - line, top + line, left + line, bottom - line));
}

fn rectangle(left: f32, top: f32, right: f32, bottom: f32) -> [Segment; 5] {
    [
        Segment::Move([left, top]),
        Segment::Line([right, top]),
        Segment::Line([right, bottom]),
        Segment::Line([left, bottom]),
        Segment::Close,
    ]
}

/// Takes the path of a glyph in units of the font, y up.
struct Pen<'s> {
    segments: &'s mut Vec<Segment>,
    scale: f32,
    x: f32,
    y: f32,
}

impl Pen<'_> {
    fn at(&self, x: f32, y: f32) -> [f32; 2] {
        [self.x + x * self.scale, self.y - y * self.scale]
    }
}

impl PathSink for Pen<'_> {
    fn move_to(&mut self, x: f32, y: f32) {
        self.segments.push(Segment::Move(self.at(x, y)));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.segments.push(Segment::Line(self.at(x, y)));
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.segments.push(Segment::Quad(self.at(cx, cy), self.at(x, y)));
    }

    fn curve_to(&mut self, cx: f32, cy: f32, dx: f32, dy: f32, x: f32, y: f32) {
        self.segments.push(Segment::Cubic(self.at(cx, cy), self.at(dx, dy), self.at(x, y)));
    }

    fn close(&mut self) {
        self.segments.push(Segment::Close);
    }
}
