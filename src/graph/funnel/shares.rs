//! From the shares that are written on the ways out of a place to what may be true of them.

use super::Bounds;
use super::assumption::AssumptionKind;

/// Sums that differ by less are the same: shares are written in percent.
const NEAR: f64 = 1e-9;

/// A way out as it is written.
#[derive(Clone, Copy, Debug)]
pub struct Written {
    /// Its share in parts; none if none is written.
    pub share: Option<Bounds>,
    /// The number of its condition; none if it always holds.
    pub when: Option<usize>,
}

/// What may be true of the ways out of a place.
#[derive(Debug, Default)]
pub struct Spread {
    /// Within which bounds each of them is taken.
    pub ways: Vec<Bounds>,
    /// How many take none of them.
    pub lost: Bounds,
    /// What that rests on; [`AssumptionKind::RestGoesTo`] as a position.
    pub assumed: Vec<Assumed>,
}

/// An assumption about a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Assumed {
    /// One of the kinds.
    Kind(AssumptionKind),
    /// The way at this position takes the rest.
    Rest(usize),
}

/// Reads the ways out of a place.
///
/// A share under a condition is one of all who leave, where all shares together sum to no more than everybody; else each condition
/// is a case of its own, and a way may be taken by as few and as many as it is in any case.
pub fn spread(written: &[Written]) -> Spread {
    let all: f64 = written.iter().filter_map(|way| way.share).map(|share| share.low).sum();
    let conditional = written.iter().any(|way| way.when.is_some() && way.share.is_some());
    if !conditional || all <= 1.0 + NEAR {
        let mut out = of_case(written, &|_| true);
        if conditional {
            out.assumed.push(Assumed::Kind(AssumptionKind::ConditionsWithinAll));
        }
        return out;
    }
    let mut conditions: Vec<Option<usize>> = written.iter().map(|way| way.when).collect();
    conditions.sort_unstable();
    conditions.dedup();
    // That no condition holds is a case, too, where something holds without one.
    let cases = conditions.iter().map(|&case| of_case(written, &|way| way.when.is_none() || way.when == case));
    let mut out = cases
        .reduce(|mut out, case| {
            let join = |one: Bounds, other: Bounds| Bounds { low: one.low.min(other.low), high: one.high.max(other.high) };
            out.ways.iter_mut().zip(case.ways).for_each(|(way, other)| *way = join(*way, other));
            out.lost = join(out.lost, case.lost);
            out.assumed.extend(case.assumed);
            out
        })
        .unwrap_or_default();
    out.assumed.push(Assumed::Kind(AssumptionKind::UnknownConditions));
    let mut seen = Vec::new();
    out.assumed.retain(|one| {
        !seen.contains(one) && {
            seen.push(*one);
            true
        }
    });
    out
}

/// The ways of which `holds` is true; nobody takes the others.
fn of_case(written: &[Written], holds: &dyn Fn(&Written) -> bool) -> Spread {
    let mut out = Spread { ways: vec![Bounds::ZERO; written.len()], ..Spread::default() };
    let here: Vec<(usize, Option<Bounds>)> =
        written.iter().enumerate().filter(|(_, way)| holds(way)).map(|(at, way)| (at, way.share)).collect();
    let (mut least, mut most) = (0.0, 0.0);
    for share in here.iter().filter_map(|(_, share)| *share) {
        least += share.low;
        most += share.high;
    }
    let open: Vec<usize> = here.iter().filter(|(_, share)| share.is_none()).map(|(at, _)| *at).collect();
    if least > 1.0 + NEAR {
        // More leave than arrive: an error that is told elsewhere.
        for (at, share) in &here {
            let part = share.map_or(0.0, |share| share.low / least);
            out.ways[*at] = Bounds { low: part, high: part };
        }
        out.assumed.push(Assumed::Kind(AssumptionKind::SharesScaled));
        return out;
    }
    for (at, share) in &here {
        out.ways[*at] = share.unwrap_or_default();
    }
    let near = |part: f64| if part < NEAR { 0.0 } else { part };
    let rest = Bounds { low: near(1.0 - most), high: near(1.0 - least) };
    match open.as_slice() {
        [] if here.is_empty() => {}
        [] if rest.low > 0.0 => {
            out.lost = rest;
            out.assumed.push(Assumed::Kind(AssumptionKind::RestIsLost));
        }
        [] if rest.high > 0.0 => out.assumed.push(Assumed::Kind(AssumptionKind::RangesMakeAll)),
        [] => {}
        [only] => {
            out.ways[*only] = rest;
            if here.len() > 1 && rest.high > 0.0 {
                out.assumed.push(Assumed::Rest(*only));
            }
        }
        several => {
            for &at in several {
                out.ways[at] = Bounds { low: 0.0, high: rest.high };
            }
            if rest.high > 0.0 {
                out.assumed.push(Assumed::Kind(AssumptionKind::UnknownSplit));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn way(low: f64, high: f64) -> Written {
        Written { share: Some(Bounds { low, high }), when: None }
    }

    const OPEN: Written = Written { share: None, when: None };

    fn ends(bounds: Bounds) -> (f64, f64) {
        let round = |part: f64| (part * 1e6).round() / 1e6;
        (round(bounds.low), round(bounds.high))
    }

    #[test]
    fn one_way_without_a_share_takes_the_rest() {
        let spread = spread(&[way(0.3, 0.4), OPEN]);
        assert_eq!(ends(spread.ways[1]), (0.6, 0.7));
        assert_eq!(spread.assumed, [Assumed::Rest(1)]);
        assert_eq!(spread.lost, Bounds::ZERO);
    }

    #[test]
    fn several_ways_without_a_share_are_unknown() {
        let spread = spread(&[way(0.3, 0.3), OPEN, OPEN]);
        assert_eq!([ends(spread.ways[1]), ends(spread.ways[2])], [(0.0, 0.7); 2]);
        assert_eq!(spread.assumed, [Assumed::Kind(AssumptionKind::UnknownSplit)]);
    }

    #[test]
    fn what_no_way_takes_is_lost() {
        assert_eq!(ends(spread(&[way(0.3, 0.3), way(0.2, 0.4)]).lost), (0.3, 0.5));
        assert_eq!(spread(&[way(0.55, 0.65), way(0.35, 0.45)]).lost, Bounds::ZERO);
        assert_eq!(spread(&[way(0.1, 0.1), way(0.2, 0.2), way(0.7, 0.7)]).lost, Bounds::ZERO);
    }

    #[test]
    fn too_much_is_scaled() {
        let spread = spread(&[way(0.8, 0.8), way(0.8, 0.9), OPEN]);
        assert_eq!(spread.ways.iter().map(|way| ends(*way)).collect::<Vec<_>>(), [(0.5, 0.5), (0.5, 0.5), (0.0, 0.0)]);
        assert_eq!(spread.assumed, [Assumed::Kind(AssumptionKind::SharesScaled)]);
    }

    #[test]
    fn shares_under_conditions_are_cases_where_they_cannot_be_one() {
        let when = |low: f64, condition: usize| Written { when: Some(condition), ..way(low, low) };
        let one = spread(&[way(0.35, 0.35), when(0.65, 0)]);
        assert_eq!(ends(one.ways[1]), (0.65, 0.65));
        let two = spread(&[when(0.7, 0), when(0.3, 0), when(0.2, 1), when(0.8, 1)]);
        assert_eq!(two.ways.iter().map(|way| ends(*way)).collect::<Vec<_>>(), [(0.0, 0.7), (0.0, 0.3), (0.0, 0.2), (0.0, 0.8)]);
        assert_eq!(two.lost, Bounds::ZERO);
        let some = spread(&[way(0.5, 0.5), when(0.4, 0), when(0.5, 1)]);
        assert_eq!(ends(some.lost), (0.0, 0.5));
    }
}
