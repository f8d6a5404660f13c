//! Numbers against their targets.
//!
//! A value meets a target that compares (`>= 80%`) if all of it does, and misses it if none of it does; a range can do both. A target
//! that does not compare is one to reach in the direction away from the baseline; without a baseline only the distance is said. Only
//! like is compared with like: lengths of time with each other, money of one currency, ratios of one scale (`4.1/5` and `4.5/5`).
//! The order: missed, met in part, at a distance, without a value, in other units, met, without a target; then the file's order.

use crate::model::value::{Basis, ClaimValue, Comparison, Quantity, Unit};
use crate::model::vocabulary::{ElementKind, Field};
use crate::model::{ElementId, Node};

use super::view::View;
use super::{Name, Place};

/// A number that is watched.
#[derive(Clone, Debug)]
pub struct Metric {
    /// Which.
    pub name: Name,
    /// Where it stands.
    pub place: Place,
    /// Whom it is about; empty for everybody.
    pub personas: Vec<Name>,
    /// What it is.
    pub value: Option<Quantity>,
    /// What it should be.
    pub target: Option<Quantity>,
    /// What it was before.
    pub baseline: Option<Quantity>,
    /// Of whom or what it is measured.
    pub of: Option<String>,
    /// The value against the target.
    pub verdict: Verdict,
    /// The value against the baseline, if they can be compared.
    pub change: Option<Change>,
    /// What it rests on, in one word.
    pub basis: Basis,
    /// What it rests on.
    pub sources: Vec<Name>,
}

/// A value against a target.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// All of it does.
    Met,
    /// None of it does; how far it is from doing so.
    Missed(Quantity),
    /// A part of the range does; how far the rest is from doing so.
    Partly(Quantity),
    /// It is not the target, and nobody says which side is better.
    Apart {
        /// How far it is away.
        by: Quantity,
        /// Whether it is more than the target.
        above: bool,
    },
    /// There is no value.
    NoValue {
        /// How far the baseline misses the target, if it does.
        baseline: Option<Quantity>,
    },
    /// There is no target.
    NoTarget,
    /// Value and target are of different units.
    OtherUnit,
}

/// A value against what it was.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The difference; less than nothing where it has fallen.
    pub by: Quantity,
    /// Whether that is better, where the target says what is.
    pub better: Option<bool>,
}

/// The metrics that belong to the report.
pub(super) fn metrics(view: &View<'_, '_>) -> Vec<Metric> {
    let all = view.journey().descendants().filter(|node| node.kind() == ElementKind::Metric);
    let mut out: Vec<Metric> = all.filter(|node| view.holds(&node.personas())).map(|node| metric(view, node)).collect();
    out.sort_by_key(|metric| match metric.verdict {
        Verdict::Missed(_) => 0,
        Verdict::Partly(_) => 1,
        Verdict::Apart { .. } => 2,
        Verdict::NoValue { .. } => 3,
        Verdict::OtherUnit => 4,
        Verdict::Met => 5,
        Verdict::NoTarget => 6,
    });
    out
}

fn metric(view: &View<'_, '_>, node: Node<'_>) -> Metric {
    let [value, target, baseline] = [Field::Value, Field::TargetValue, Field::Baseline].map(|field| quantity(node, field));
    // The value may have sources of its own.
    let claim = node.field(Field::Value).next();
    let sources = claim.map_or_else(|| node.sources(), crate::model::walk::ClaimNode::sources);
    let personas: Vec<ElementId> = node.personas();
    Metric {
        name: view.name(node),
        place: view.place(node),
        personas: view.whom(&personas),
        verdict: verdict(value.as_ref(), target.as_ref(), baseline.as_ref()),
        change: change(value.as_ref(), target.as_ref(), baseline.as_ref()),
        value,
        target,
        baseline,
        of: node.field(Field::Of).find_map(|claim| claim.text().map(str::to_owned)),
        basis: crate::model::walk::basis(&sources),
        sources: view.names(&sources),
    }
}

/// The quantity of a field.
pub(super) fn quantity(node: Node<'_>, field: Field) -> Option<Quantity> {
    node.field(field).find_map(|claim| match &claim.claim().value {
        ClaimValue::Quantity(quantity) => Some((**quantity).clone()),
        _ => None,
    })
}

/// Which side of a target is better.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Better {
    More,
    Less,
}

fn verdict(value: Option<&Quantity>, target: Option<&Quantity>, baseline: Option<&Quantity>) -> Verdict {
    let Some(value) = value else {
        let missed = match baseline.map(|baseline| verdict(Some(baseline), target, None)) {
            Some(Verdict::Missed(by) | Verdict::Apart { by, .. }) => Some(by),
            _ => None,
        };
        return Verdict::NoValue { baseline: missed };
    };
    let Some(target) = target else { return Verdict::NoTarget };
    let Some([(low, high), (from, to)]) = alike(value, target) else { return Verdict::OtherUnit };
    let strict = matches!(target.comparison, Some(Comparison::More | Comparison::Less));
    // The distance of both ends of the value from the target; none or less where they meet it.
    let (near, far) = match better(target, baseline) {
        Some(Better::More) => (from - high, from - low),
        Some(Better::Less) => (low - to, high - to),
        None if high < from => return Verdict::Apart { by: gap(value, from - high, from - low), above: false },
        None if low > to => return Verdict::Apart { by: gap(value, low - to, high - to), above: true },
        None => (0.0, (from - low).max(high - to)),
    };
    let meets = |distance: f64| if strict { distance < 0.0 } else { distance <= 0.0 };
    match (meets(near), meets(far)) {
        (true, true) => Verdict::Met,
        (true, false) => Verdict::Partly(gap(value, 0.0, far)),
        _ => Verdict::Missed(gap(value, near, far)),
    }
}

fn change(value: Option<&Quantity>, target: Option<&Quantity>, baseline: Option<&Quantity>) -> Option<Change> {
    let [(low, high), (from, to)] = alike(value?, baseline?)?;
    let (least, most) = (low - to, high - from);
    let better = target.and_then(|target| better(target, baseline)).and_then(|better| match better {
        Better::More if least > 0.0 => Some(true),
        Better::More if most < 0.0 => Some(false),
        Better::Less if most < 0.0 => Some(true),
        Better::Less if least > 0.0 => Some(false),
        _ => None,
    });
    Some(Change { by: gap(value?, least, most), better })
}

/// Which side of the target is better: the one that it compares with, else the one that lies away from the baseline.
fn better(target: &Quantity, baseline: Option<&Quantity>) -> Option<Better> {
    match target.comparison {
        Some(Comparison::More | Comparison::AtLeast) => return Some(Better::More),
        Some(Comparison::Less | Comparison::AtMost) => return Some(Better::Less),
        None => {}
    }
    let [(from, to), (low, high)] = alike(target, baseline?)?;
    if from > high {
        Some(Better::More)
    } else if to < low {
        Some(Better::Less)
    } else {
        None
    }
}

/// The ends of two quantities in one unit, lengths of time in seconds; none if they cannot be compared.
fn alike(one: &Quantity, other: &Quantity) -> Option<[(f64, f64); 2]> {
    let ends = |quantity: &Quantity| quantity.seconds().unwrap_or((quantity.low, quantity.upper()));
    let ends = [ends(one), ends(other)];
    let known = ends.iter().all(|(low, high)| low.is_finite() && high.is_finite());
    (one.is_comparable(other) && known).then_some(ends)
}

/// A difference in the unit of a quantity, lengths of time in seconds.
fn gap(like: &Quantity, least: f64, most: f64) -> Quantity {
    let unit = if matches!(like.unit, Unit::Time(_)) { Unit::Time(0) } else { like.unit.clone() };
    let (low, high) = (rounded(least), rounded(most));
    let is_range = (high - low).abs() > f64::EPSILON;
    Quantity { comparison: None, low, high: is_range.then_some(high), unit }
}

/// Without the dust of binary fractions: 4.5 less 3.9 is 0.6.
fn rounded(number: f64) -> f64 {
    let short = (number * 1e6).round() / 1e6;
    if short.is_finite() { short } else { number }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(unit: Unit, comparison: Option<Comparison>, low: f64, high: Option<f64>) -> Quantity {
        Quantity { comparison, low, high, unit }
    }

    fn percent(comparison: Option<Comparison>, low: f64, high: Option<f64>) -> Quantity {
        of(Unit::Percent, comparison, low, high)
    }

    #[test]
    fn a_target_that_compares() {
        let (least, more) = (percent(Some(Comparison::AtLeast), 80.0, None), percent(Some(Comparison::More), 80.0, None));
        let at = |low: f64, high: Option<f64>, target: &Quantity| verdict(Some(&percent(None, low, high)), Some(target), None);
        assert_eq!(at(80.0, None, &least), Verdict::Met);
        assert_eq!(at(80.0, None, &more), Verdict::Missed(percent(None, 0.0, None)));
        assert_eq!(at(66.0, None, &least), Verdict::Missed(percent(None, 14.0, None)));
        assert_eq!(at(70.0, Some(75.0), &least), Verdict::Missed(percent(None, 5.0, Some(10.0))));
        assert_eq!(at(75.0, Some(85.0), &least), Verdict::Partly(percent(None, 0.0, Some(5.0))));
        let less = percent(Some(Comparison::Less), 3.0, None);
        assert_eq!(at(4.2, None, &less), Verdict::Missed(percent(None, 1.2, None)));
        assert_eq!(at(2.9, None, &less), Verdict::Met);
    }

    #[test]
    fn a_target_that_does_not_compare_looks_away_from_the_baseline() {
        let (value, target) = (percent(None, 50.0, None), percent(None, 45.0, None));
        assert_eq!(verdict(Some(&value), Some(&target), Some(&percent(None, 40.0, None))), Verdict::Met);
        let missed = Verdict::Missed(percent(None, 5.0, None));
        assert_eq!(verdict(Some(&value), Some(&target), Some(&percent(None, 60.0, None))), missed);
        let apart = Verdict::Apart { by: percent(None, 5.0, None), above: true };
        assert_eq!(verdict(Some(&value), Some(&target), None), apart);
        let range = percent(None, 40.0, Some(60.0));
        assert_eq!(verdict(Some(&value), Some(&range), None), Verdict::Met);
        assert_eq!(
            verdict(Some(&percent(None, 35.0, Some(45.0))), Some(&range), None),
            Verdict::Partly(percent(None, 0.0, Some(5.0)))
        );
    }

    #[test]
    fn only_like_is_compared() {
        let hours = of(Unit::Time(2), None, 72.0, None);
        let days = of(Unit::Time(3), Some(Comparison::AtMost), 3.0, None);
        assert_eq!(verdict(Some(&hours), Some(&days), None), Verdict::Met);
        let (five, ten) = (of(Unit::OutOf(5.0), None, 4.0, None), of(Unit::OutOf(10.0), None, 8.0, None));
        assert_eq!(verdict(Some(&five), Some(&ten), None), Verdict::OtherUnit);
        assert_eq!(
            verdict(Some(&of(Unit::Number, None, f64::INFINITY, None)), Some(&of(Unit::Number, None, 1.0, None)), None),
            Verdict::OtherUnit
        );
        assert_eq!(change(Some(&five), None, Some(&ten)), None);
    }

    #[test]
    fn a_change_is_better_where_the_target_says_so() {
        let (value, before) = (of(Unit::OutOf(5.0), None, 3.9, None), of(Unit::OutOf(5.0), None, 3.6, None));
        let target = of(Unit::OutOf(5.0), Some(Comparison::More), 4.4, None);
        let by = of(Unit::OutOf(5.0), None, 0.3, None);
        assert_eq!(change(Some(&value), Some(&target), Some(&before)), Some(Change { by: by.clone(), better: Some(true) }));
        assert_eq!(change(Some(&value), None, Some(&before)), Some(Change { by, better: None }));
    }
}
