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

/// Path data for SVG, moved by a distance, in hundredths of a px and as short as that can be written.
pub fn path_data(segments: &[Segment], x: f32, y: f32) -> String {
    let mut data = Data { out: String::new(), x, y, at: [0, 0], start: [0, 0] };
    for segment in segments {
        match segment {
            Segment::Move(to) => data.move_to(*to),
            Segment::Line(to) => data.line(*to),
            Segment::Quad(one, to) => data.curve('q', &[*one, *to]),
            Segment::Cubic(one, two, to) => data.curve('c', &[*one, *two, *to]),
            Segment::Close => data.close(),
        }
    }
    data.out
}

/// Writes path data with relative commands. Distances are those of rounded places, so that nothing drifts.
struct Data {
    out: String,
    x: f32,
    y: f32,
    at: [i64; 2],
    start: [i64; 2],
}

impl Data {
    fn move_to(&mut self, to: [f32; 2]) {
        let to = self.hundredths(to);
        self.out.push('M');
        self.numbers(&to);
        (self.at, self.start) = (to, to);
    }

    fn line(&mut self, to: [f32; 2]) {
        let to = self.hundredths(to);
        let [right, down] = [to[0] - self.at[0], to[1] - self.at[1]];
        match (right, down) {
            (0, 0) => return,
            (right, 0) => self.command('h', &[right]),
            (0, down) => self.command('v', &[down]),
            (right, down) => self.command('l', &[right, down]),
        }
        self.at = to;
    }

    fn curve(&mut self, command: char, points: &[[f32; 2]]) {
        let points: Vec<[i64; 2]> = points.iter().map(|point| self.hundredths(*point)).collect();
        let distances: Vec<i64> = points.iter().flat_map(|point| [point[0] - self.at[0], point[1] - self.at[1]]).collect();
        self.command(command, &distances);
        self.at = points.last().copied().unwrap_or(self.at);
    }

    fn close(&mut self) {
        self.out.push('z');
        self.at = self.start;
    }

    fn command(&mut self, command: char, hundredths: &[i64]) {
        self.out.push(command);
        self.numbers(hundredths);
    }

    /// Numbers with a space between them where neither a sign nor a second point parts them.
    fn numbers(&mut self, hundredths: &[i64]) {
        let mut pointed = false;
        for (at, value) in hundredths.iter().enumerate() {
            let (whole, part) = (value.unsigned_abs() / 100, value.unsigned_abs() % 100);
            let starts_with_point = whole == 0 && part > 0;
            if *value < 0 {
                self.out.push('-');
            } else if at > 0 && !(starts_with_point && pointed) {
                self.out.push(' ');
            }
            if !starts_with_point {
                let _ = write!(self.out, "{whole}");
            }
            let _ = match (part / 10, part % 10) {
                (0, 0) => Ok(()),
                (tenth, 0) => write!(self.out, ".{tenth}"),
                (tenth, hundredth) => write!(self.out, ".{tenth}{hundredth}"),
            };
            pointed = part > 0;
        }
    }

    fn hundredths(&self, [x, y]: [f32; 2]) -> [i64; 2] {
        let round = |value: f32| (f64::from(value) * 100.0).round() as i64;
        [round(x + self.x), round(y + self.y)]
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn path_data_is_short_and_does_not_drift() {
        let third = 1.0 / 3.0;
        let mut segments = vec![Segment::Move([0.0, 0.0])];
        segments.extend((1..=9).map(|at| Segment::Line([at as f32 * third, 0.0])));
        segments.extend([
            Segment::Line([3.0, -0.5]),
            Segment::Quad([2.5, -0.25], [2.0, 0.5]),
            Segment::Cubic([1.5, 0.5], [1.0, 0.0], [-10.0, 0.004]),
            Segment::Close,
        ]);
        assert_eq!(path_data(&segments, 10.0, 20.0), "M10 20h.33h.34h.33h.33h.34h.33h.33h.34h.33v-.5q-.5.25-1 1c-.5 0-1-.5-12-.5z");
    }
}
