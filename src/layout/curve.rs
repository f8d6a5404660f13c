//! A smooth line through points that never leaves the range of its neighbours: monotone cubic interpolation.
//!
//! Source: F. N. Fritsch and R. E. Carlson, "Monotone Piecewise Cubic Interpolation", SIAM Journal on Numerical Analysis 17 (1980);
//! the slopes inside are the weighted harmonic means of F. N. Fritsch and J. Butland (1984), which need no second pass.

/// A smooth line through points from left to right.
#[derive(Clone, Debug)]
pub struct Monotone {
    points: Vec<(f64, f64)>,
    slopes: Vec<f64>,
}

impl Monotone {
    /// The line through points whose first coordinates grow; one that does not grow is left out.
    pub fn through(points: impl IntoIterator<Item = (f64, f64)>) -> Self {
        let mut kept: Vec<(f64, f64)> = Vec::new();
        for point in points {
            if kept.last().is_none_or(|last| point.0 > last.0) {
                kept.push(point);
            }
        }
        let slopes = slopes(&kept);
        Self { points: kept, slopes }
    }

    /// The parts between neighbours as Bézier curves: start, two control points, end.
    pub fn parts(&self) -> impl Iterator<Item = [(f64, f64); 4]> + '_ {
        self.points.windows(2).zip(self.slopes.windows(2)).map(|(points, slopes)| {
            let (start, end) = (points[0], points[1]);
            let third = (end.0 - start.0) / 3.0;
            [start, (start.0 + third, start.1 + slopes[0] * third), (end.0 - third, end.1 - slopes[1] * third), end]
        })
    }

    /// The second coordinate at a first one, between the first and the last point.
    pub fn at(&self, x: f64) -> Option<f64> {
        let after = self.points.partition_point(|point| point.0 < x);
        let end = *self.points.get(after)?;
        if (end.0 - x).abs() < 1e-9 {
            return Some(end.1);
        }
        let start = *self.points.get(after.checked_sub(1)?)?;
        let width = end.0 - start.0;
        let t = (x - start.0) / width;
        let (from, to) = (self.slopes[after - 1] * width, self.slopes[after] * width);
        let (square, cube) = (t * t, t * t * t);
        let value = (2.0 * cube - 3.0 * square + 1.0) * start.1
            + (cube - 2.0 * square + t) * from
            + (3.0 * square - 2.0 * cube) * end.1
            + (cube - square) * to;
        Some(value)
    }
}

fn slopes(points: &[(f64, f64)]) -> Vec<f64> {
    let secants: Vec<(f64, f64)> = points
        .windows(2)
        .map(|pair| {
            let width = pair[1].0 - pair[0].0;
            (width, (pair[1].1 - pair[0].1) / width)
        })
        .collect();
    let inside = |at: usize| {
        let ((left, before), (right, after)) = (secants[at - 1], secants[at]);
        if before * after <= 0.0 {
            return 0.0;
        }
        let (one, two) = (2.0 * right + left, right + 2.0 * left);
        (one + two) / (one / before + two / after)
    };
    // The ends leave level: a curve that only begins or ends there says nothing of what comes before or after.
    (0..points.len()).map(|at| if at == 0 || at + 1 == points.len() { 0.0 } else { inside(at) }).collect()
}

#[cfg(test)]
mod tests {
    use super::Monotone;

    #[test]
    fn it_passes_its_points_and_stays_between_neighbours() {
        let points = [(0.0, -1.0), (1.0, 1.0), (2.5, 2.0), (3.0, -2.0), (4.0, -2.0), (9.0, 0.0), (10.0, 2.0)];
        let line = Monotone::through(points);
        for (x, y) in points {
            assert!((line.at(x).unwrap() - y).abs() < 1e-9);
        }
        for pair in points.windows(2) {
            let (low, high) = (pair[0].1.min(pair[1].1), pair[0].1.max(pair[1].1));
            for step in 0..=50 {
                let y = line.at(pair[0].0 + (pair[1].0 - pair[0].0) * f64::from(step) / 50.0).unwrap();
                assert!(y >= low - 1e-9 && y <= high + 1e-9, "{y} is not in {low}..{high}");
            }
        }
        assert_eq!(line.at(-0.1), None);
        assert_eq!(line.at(10.1), None);
    }

    #[test]
    fn bezier_parts_are_the_same_line() {
        let line = Monotone::through([(0.0, 0.0), (2.0, 2.0), (3.0, 1.0)]);
        for [start, one, two, end] in line.parts() {
            for step in 0..=10 {
                let t = f64::from(step) / 10.0;
                let mix = |part: fn((f64, f64)) -> f64| {
                    let u = 1.0 - t;
                    u * u * u * part(start) + 3.0 * u * u * t * part(one) + 3.0 * u * t * t * part(two) + t * t * t * part(end)
                };
                assert!((line.at(mix(|point| point.0)).unwrap() - mix(|point| point.1)).abs() < 1e-9);
            }
        }
    }

    #[test]
    fn few_points_are_no_trouble() {
        assert_eq!(Monotone::through([]).parts().count(), 0);
        assert_eq!(Monotone::through([(1.0, 1.0), (1.0, 2.0)]).at(1.0), Some(1.0));
    }
}
