//! The curves in characters: lines of Braille dots, a marker at each point.

use std::ops::Range;

use crate::layout::curve::Monotone;
use crate::sheet::{Basis, Plot, Spot};

use super::signs::Signs;
use super::text::{Line, Piece, Style};

/// Lines from +2 to −2.
const HEIGHT: usize = 9;
/// Dots of a character: columns and lines.
const DOTS: (usize, usize) = (2, 4);
/// Dots that are drawn and left out, by persona: so that curves differ without colour.
const DASHES: [(usize, usize); 6] = [(1, 0), (4, 3), (1, 2), (7, 3), (2, 2), (1, 4)];

/// Where the slots of a page stand: the columns of each.
pub struct Columns {
    /// The slots of the page.
    pub slots: Range<usize>,
    /// The column at which the first begins.
    pub start: usize,
    /// From the beginning of one to that of the next.
    pub pitch: usize,
    /// The columns of one.
    pub width: usize,
}

impl Columns {
    /// The columns of some slots, as far as they are on the page.
    pub fn of(&self, slots: &Range<usize>) -> Range<usize> {
        let first = slots.start.max(self.slots.start) - self.slots.start;
        let last = slots.end.min(self.slots.end).saturating_sub(self.slots.start).max(first + 1);
        self.start + first * self.pitch..self.start + (last - 1) * self.pitch + self.width
    }

    /// Where a point stands, in columns; it may be off the page.
    fn place(&self, spot: &Spot) -> f64 {
        let left = (spot.slots.start as f64 - self.slots.start as f64) * self.pitch as f64;
        let width = ((spot.slots.len() - 1) * self.pitch + self.width) as f64;
        self.start as f64 + left + width * f64::from(spot.at)
    }
}

/// The plot of a page, line by line; beside it the scale.
pub fn lines(plot: &Plot, columns: &Columns, signs: Signs) -> Vec<Line> {
    let end = columns.of(&columns.slots).end;
    let mut canvas = Canvas { cells: vec![vec![None; end]; HEIGHT], signs };
    for (number, curve) in plot.curves.iter().enumerate() {
        let style = Style::Persona(curve.persona.unwrap_or(number));
        let points = near(&curve.points, &columns.slots).iter().map(|spot| (columns.place(spot), spot.mean));
        canvas.curve(&Monotone::through(points), columns.start..end, curve.persona.unwrap_or(number), style);
    }
    for (number, curve) in plot.curves.iter().enumerate() {
        let persona = curve.persona.unwrap_or(number);
        for spot in near(&curve.points, &columns.slots) {
            let column = columns.place(spot);
            if column >= columns.start as f64 && column < end as f64 {
                let assumed = spot.is(Basis::Assumed);
                canvas.set(whole(column), row(spot.mean), Cell::Sign(signs.marker(persona, assumed), Style::Persona(persona)));
            }
        }
    }
    canvas.finish(columns.start)
}

/// The points of a page with two more at each side: the slope of a curve at a point depends on its neighbours.
fn near<'s>(points: &'s [Spot], page: &Range<usize>) -> &'s [Spot] {
    let first = points.partition_point(|spot| spot.slots.end <= page.start).saturating_sub(2);
    let last = points.partition_point(|spot| spot.slots.start < page.end) + 2;
    &points[first..last.min(points.len())]
}

#[derive(Clone, Copy)]
enum Cell {
    /// Braille dots as bits.
    Dots(u8, Style),
    /// A sign.
    Sign(&'static str, Style),
}

struct Canvas {
    cells: Vec<Vec<Option<Cell>>>,
    signs: Signs,
}

impl Canvas {
    fn set(&mut self, column: usize, line: usize, cell: Cell) {
        if let Some(place) = self.cells.get_mut(line).and_then(|line| line.get_mut(column)) {
            // Where two points coincide the first persona is shown; what is said of both stands below.
            if !matches!((&place, &cell), (Some(Cell::Sign(..)), _)) {
                *place = Some(cell);
            }
        }
    }

    fn curve(&mut self, curve: &Monotone, columns: Range<usize>, persona: usize, style: Style) {
        let (on, off) = DASHES[persona % DASHES.len()];
        let mut before: Option<usize> = None;
        for step in columns.start * DOTS.0..columns.end * DOTS.0 {
            let Some(value) = curve.at((step as f64 + 0.5) / DOTS.0 as f64) else {
                before = None;
                continue;
            };
            let dot = dot(value);
            let (from, to) = before.map_or((dot, dot), |before| (before.min(dot), before.max(dot)));
            before = Some(dot);
            if step % (on + off) < on {
                for at in from..=to {
                    self.dot(step, at, style);
                }
            }
        }
    }

    fn dot(&mut self, x: usize, y: usize, style: Style) {
        const BITS: [[u8; 2]; 4] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]];
        let (column, line) = (x / DOTS.0, y / DOTS.1);
        let bit = BITS[y % DOTS.1][x % DOTS.0];
        if let Some(place) = self.cells.get_mut(line).and_then(|line| line.get_mut(column)) {
            *place = match *place {
                None => Some(Cell::Dots(bit, style)),
                Some(Cell::Dots(bits, first)) => Some(Cell::Dots(bits | bit, first)),
                sign => sign,
            };
        }
    }

    fn finish(self, start: usize) -> Vec<Line> {
        let signs = self.signs;
        let line = |(number, cells): (usize, Vec<Option<Cell>>)| {
            let scale = match number {
                0 => "+2",
                2 => "+1",
                4 => " 0",
                6 if signs.unicode => "−1",
                8 if signs.unicode => "−2",
                6 => "-1",
                8 => "-2",
                _ => "",
            };
            let mut line = Line::default();
            line.put(start.saturating_sub(3), &Line::of(Piece::sign(scale, Style::Dim)));
            line.put(start, &Line::of(Piece::sign("", Style::Plain)));
            for (column, cell) in cells.into_iter().enumerate().skip(start) {
                let piece = match cell {
                    Some(Cell::Sign(sign, style)) => Piece::sign(sign, style),
                    Some(Cell::Dots(bits, style)) if signs.unicode => {
                        Piece::sign(char::from_u32(0x2800 + u32::from(bits)).unwrap_or(' '), style)
                    }
                    Some(Cell::Dots(_, style)) => Piece::sign(".", style),
                    None if number == HEIGHT / 2 => Piece::sign(signs.faint(), Style::Dim),
                    None => continue,
                };
                line.put(column, &Line::of(piece));
            }
            line
        };
        self.cells.into_iter().enumerate().map(line).collect()
    }
}

/// The dot of a value, from the top.
fn dot(value: f64) -> usize {
    let middle_of_first = DOTS.1 as f64 / 2.0;
    let span = ((HEIGHT - 1) * DOTS.1) as f64;
    whole(middle_of_first + (2.0 - value.clamp(-2.0, 2.0)) / 4.0 * span - 0.5)
}

/// The line of a value, from the top.
fn row(value: f64) -> usize {
    whole(((2.0 - value.clamp(-2.0, 2.0)) / 4.0 * (HEIGHT - 1) as f64).round())
}

/// A number that is not negative, without its decimals.
#[allow(clippy::cast_sign_loss)] // it is not negative
fn whole(number: f64) -> usize {
    number.max(0.0) as usize
}
