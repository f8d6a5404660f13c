//! All personas together: the mean of their numbers, weighted by their shares of the customers.

use crate::model::ElementId;
use crate::model::value::ClaimValue;
use crate::model::vocabulary::Field;

use super::assumption::{Assumption, AssumptionKind, Key};
use super::{Bounds, JourneyGraph, Notes, Part};

/// How much each who walks counts.
pub struct Weights {
    /// Within which bounds, in parts of all who walk.
    bounds: Vec<Bounds>,
    /// What that rests on.
    pub assumed: Vec<Key>,
    notes: Notes,
}

impl Weights {
    pub fn new(graph: &JourneyGraph<'_>, walkers: &[Option<ElementId>]) -> Self {
        if let [_] = walkers {
            return Self { bounds: vec![Bounds::ONE], assumed: Vec::new(), notes: Notes::default() };
        }
        let written: Vec<Option<Bounds>> = walkers.iter().map(|walker| walker.and_then(|id| share(graph, id))).collect();
        let known = || written.iter().flatten();
        let (least, most): (f64, f64) = (known().map(|share| share.low).sum(), known().map(|share| share.high).sum());
        let rest = Bounds { low: (1.0 - most).max(0.0), high: (1.0 - least).max(0.0) };
        let unknown: Vec<usize> = (0..written.len()).filter(|&at| written[at].is_none()).collect();
        let mut assumed: Vec<Key> = Vec::new();
        let bounds = match unknown.as_slice() {
            [only] => {
                assumed.push((walkers[*only], AssumptionKind::PersonaTakesRest));
                written.iter().map(|share| share.unwrap_or(rest)).collect()
            }
            several => {
                assumed.extend(several.iter().map(|&at| (walkers[at], AssumptionKind::UnknownPersona)));
                written.iter().map(|share| share.unwrap_or(Bounds { low: 0.0, high: rest.high })).collect::<Vec<_>>()
            }
        };
        let (low, high): (f64, f64) = (bounds.iter().map(|share| share.low).sum(), bounds.iter().map(|share| share.high).sum());
        if low > 1.0 + 1e-9 {
            assumed.push((None, AssumptionKind::PersonasOver));
        } else if high < 1.0 - 1e-9 {
            assumed.push((None, AssumptionKind::PersonasScaled));
        }
        Self { bounds, assumed, notes: Notes::default() }
    }

    /// The same, knowing the numbers of its assumptions.
    pub fn numbered(self, assumptions: &[Assumption]) -> Self {
        let position = |(place, kind): &Key| assumptions.iter().position(|one| one.place == *place && one.kind == *kind);
        let notes = self.assumed.iter().filter_map(position).map(|at| at as u32).collect();
        Self { notes, ..self }
    }

    /// The number of all together.
    pub fn all(&self, each: &[Part]) -> Part {
        if let [only] = each {
            return only.clone();
        }
        let same = |part: &Part| {
            let (one, other) = (part.bounds, each[0].bounds);
            (one.low - other.low).abs() < 1e-12 && (one.high - other.high).abs() < 1e-12
        };
        // Of what is the same for all it makes no difference how many each of them are.
        let own = if each.iter().all(same) { Notes::default() } else { self.notes.clone() };
        let notes = each.iter().fold(own, |notes, part| notes.and(&part.notes));
        let low: Vec<f64> = each.iter().map(|part| part.bounds.low).collect();
        let high: Vec<f64> = each.iter().map(|part| -part.bounds.high).collect();
        Part { bounds: Bounds { low: self.least(&low), high: -self.least(&high) }, notes }
    }

    /// The least mean that weights within their bounds give. Those of whom the number is small get as much as they may; how many
    /// these are is tried out, since without a sum of 1 the mean is a ratio.
    fn least(&self, values: &[f64]) -> f64 {
        let mut order: Vec<usize> = (0..values.len()).collect();
        order.sort_by(|&one, &other| values[one].total_cmp(&values[other]).then(one.cmp(&other)));
        let (low, high): (f64, f64) = (self.bounds.iter().map(|one| one.low).sum(), self.bounds.iter().map(|one| one.high).sum());
        let mean = |weights: &[f64]| {
            let sum: f64 = weights.iter().sum();
            let weighted: f64 =
                weights.iter().zip(values).filter(|(weight, _)| **weight > 0.0).map(|(weight, value)| weight * value).sum();
            if sum > 0.0 { weighted / sum } else { f64::INFINITY }
        };
        let mut weights: Vec<f64> = self.bounds.iter().map(|one| one.low).collect();
        if low <= 1.0 + 1e-9 && high >= 1.0 - 1e-9 {
            let mut left = 1.0 - low;
            for at in order {
                let more = (self.bounds[at].high - self.bounds[at].low).min(left).max(0.0);
                weights[at] += more;
                left -= more;
            }
            return mean(&weights);
        }
        let mut best = mean(&weights);
        for at in order {
            weights[at] = self.bounds[at].high;
            best = best.min(mean(&weights));
        }
        if best.is_finite() { best } else { values.iter().copied().fold(f64::INFINITY, f64::min) }
    }
}

/// The share of the customers that is written of a persona, in parts.
fn share(graph: &JourneyGraph<'_>, persona: ElementId) -> Option<Bounds> {
    graph.journey.model.node(persona).field(Field::Share).find_map(|claim| match &claim.claim().value {
        ClaimValue::Quantity(quantity) => {
            Some(Bounds { low: (quantity.low / 100.0).clamp(0.0, 1.0), high: (quantity.upper() / 100.0).clamp(0.0, 1.0) })
        }
        _ => None,
    })
}
