//! A small curve of what a persona feels on a journey, for the overview.

use std::fmt::Write as _;

use crate::layout::curve::Monotone;
use crate::sheet::{Content, Curve, Sheet};

/// Its width and height in px, and what stays free at the edges.
const SIZE: (f64, f64) = (132.0, 34.0);
const EDGE: f64 = 4.0;

/// The curve of a persona of a sheet.
pub fn of(sheet: &Sheet, persona: usize) -> Option<&Curve> {
    sheet.rows.iter().find_map(|row| match &row.content {
        Content::Plot(plot) => plot.curves.iter().find(|curve| curve.persona == Some(persona) && !curve.points.is_empty()),
        _ => None,
    })
}

/// The lowest and the highest of a curve.
pub fn ends(curve: &Curve) -> (f64, f64) {
    let values = || curve.points.iter().map(|spot| spot.mean);
    (values().fold(f64::INFINITY, f64::min), values().fold(f64::NEG_INFINITY, f64::max))
}

/// Draws a curve, with the line of neither good nor bad behind it.
pub fn sparkline(out: &mut String, curve: &Curve) {
    let (width, height) = SIZE;
    let last = (curve.points.len() - 1).max(1) as f64;
    let y = |value: f64| EDGE + (2.0 - value.clamp(-2.0, 2.0)) / 4.0 * (height - 2.0 * EDGE);
    let x = |at: usize| EDGE + at as f64 / last * (width - 2.0 * EDGE);
    let _ = write!(
        out,
        "<svg class=\"sparkline\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" aria-hidden=\"true\">\
         <path class=\"zero\" d=\"M0 {zero}H{width}\"/>",
        zero = y(0.0)
    );
    let line = Monotone::through(curve.points.iter().enumerate().map(|(at, spot)| (x(at), y(spot.mean))));
    out.push_str("<path d=\"");
    for (number, [start, one, two, end]) in line.parts().enumerate() {
        if number == 0 {
            let _ = write!(out, "M{:.1} {:.1}", start.0, start.1);
        }
        let _ = write!(out, "C{:.1} {:.1} {:.1} {:.1} {:.1} {:.1}", one.0, one.1, two.0, two.1, end.0, end.1);
    }
    out.push_str("\"/>");
    if let Some(lowest) = curve.points.iter().enumerate().min_by(|one, other| one.1.mean.total_cmp(&other.1.mean)) {
        let _ = write!(out, "<circle cx=\"{:.1}\" cy=\"{:.1}\" r=\"3\"/>", x(lowest.0), y(lowest.1.mean));
    }
    out.push_str("</svg>");
}
