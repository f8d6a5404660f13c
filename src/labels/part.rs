//! Parts of all customers, and what the numbers of a funnel rest on, in words.

use crate::graph::funnel::{AssumptionKind, Bounds};

use super::{Labels, Word};

/// How precisely the known parts in one picture or table are said: in whole percents, or all with a decimal where one of them needs it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Precision {
    tenths: bool,
}

impl Precision {
    /// What some parts need: below ten percent, and just below all, a whole number says too little.
    pub fn of(parts: impl IntoIterator<Item = Bounds>) -> Self {
        let needs = |part: Bounds| part.is_known() && Self::default().percent(part.high).contains('.');
        Self { tenths: parts.into_iter().any(needs) }
    }

    /// A part in percent, without its sign; what is not nothing and not all never looks so.
    fn percent(self, part: f64) -> String {
        let percent = part * 100.0;
        if percent <= 1e-9 {
            "0".into()
        } else if percent < 0.1 {
            "< 0.1".into()
        } else if percent >= 100.0 - 1e-9 {
            "100".into()
        } else if percent > 99.9 {
            "> 99.9".into()
        } else if self.tenths || !(9.95..99.5).contains(&percent) {
            format!("{}", (percent * 10.0).round() / 10.0)
        } else {
            format!("{}", percent.round())
        }
    }
}

/// Parts of one whole in words, rounded so that they sum to it.
///
/// Each takes its whole percents (or tenths of them), and those with the largest remainders take what is left. Where that is not needed, or cannot be
/// done because a part is only known within bounds, parts are said as they are by themselves.
#[derive(Clone, Debug, Default)]
pub struct Whole {
    precision: Precision,
    /// The parts as numbers and in words; empty where each is said by itself.
    parts: Vec<(f64, String)>,
}

impl Whole {
    /// Rounds parts that are all there is.
    pub fn new(parts: &[Bounds], precision: Precision) -> Self {
        let by_themselves = Self { precision, parts: Vec::new() };
        let all: f64 = parts.iter().map(|part| part.low).sum();
        let said: Option<Vec<f64>> = parts.iter().map(|part| precision.percent(part.low).parse().ok()).collect();
        let Some(said) = said.filter(|_| parts.iter().all(|part| part.is_known()) && (all - 1.0).abs() < 1e-9) else {
            return by_themselves;
        };
        if (said.iter().sum::<f64>() - 100.0).abs() < 1e-6 {
            return by_themselves;
        }
        let scale = if precision.tenths { 10.0 } else { 1.0 };
        let exact: Vec<f64> = parts.iter().map(|part| part.low * 100.0 * scale).collect();
        let mut units: Vec<f64> = exact.iter().map(|units| (units + 1e-9).floor()).collect();
        let mut order: Vec<usize> = (0..parts.len()).collect();
        order.sort_by(|&one, &other| (exact[other] - units[other]).total_cmp(&(exact[one] - units[one])).then(one.cmp(&other)));
        let mut left = 100.0 * scale - units.iter().sum::<f64>();
        for at in order {
            if left >= 0.5 {
                units[at] += 1.0;
                left -= 1.0;
            }
        }
        let parts = parts.iter().zip(units).map(|(part, units)| (part.low, format!("{}%", units / scale))).collect();
        Self { precision, parts }
    }

    /// The part at a place.
    pub fn at(&self, place: usize, part: Bounds, labels: &Labels) -> String {
        self.parts.get(place).map_or_else(|| labels.part(part, self.precision), |(_, said)| said.clone())
    }

    /// A number that stands beside the parts: as one of them if it is the same.
    pub fn beside(&self, part: Bounds, labels: &Labels) -> String {
        let mut same = self.parts.iter().filter(|(other, _)| part.is_known() && (other - part.low).abs() < 1e-9);
        match (same.next(), same.next()) {
            (Some((_, said)), None) => said.clone(),
            _ => labels.part(part, self.precision),
        }
    }
}

impl Labels {
    /// A part of all: `62%`, `55–65%`, `up to 40%`, `at least 60%`, or that it is unknown.
    fn part(&self, part: Bounds, precision: Precision) -> String {
        // Ends of a range are no more precise than they have to be.
        let precision = if part.is_known() { precision } else { Precision::default() };
        let (low, high) = (precision.percent(part.low), precision.percent(part.high));
        if part.is_known() || low == high {
            return high + "%";
        }
        match (part.low <= 1e-9, part.high >= 1.0 - 1e-9) {
            (true, true) => self.get(Word::Unknown).to_owned(),
            (true, false) => format!("{} {high}%", self.get(Word::UpTo)),
            (false, true) => format!("{} {low}%", self.get(Word::AtLeast)),
            (false, false) => format!("{low}–{high}%"),
        }
    }

    /// How often something happens: `1.4 ×`, `1–1.4 ×`, `at least 1 ×`.
    pub fn times(&self, times: Bounds) -> String {
        let number = |times: f64| format!("{}", if times < 10.0 { (times * 100.0).round() / 100.0 } else { times.round() });
        let (low, high) = (number(times.low), number(times.high));
        if times.high.is_infinite() {
            return format!("{} {low} ×", self.get(Word::AtLeast));
        }
        if low == high { format!("{high} ×") } else { format!("{low}–{high} ×") }
    }
}

impl From<AssumptionKind> for Word {
    fn from(kind: AssumptionKind) -> Self {
        use AssumptionKind as K;
        match kind {
            K::UnknownEntries => Self::UnknownEntries,
            K::UnknownOrder => Self::UnknownOrder,
            K::UnknownPassing => Self::UnknownPassing,
            K::UnknownSplit => Self::UnknownSplit,
            K::RestGoesTo(Some(_)) => Self::RestGoesTo,
            K::RestGoesTo(None) => Self::RestGoesOn,
            K::RangesMakeAll => Self::RangesMakeAll,
            K::ConditionsWithinAll => Self::ConditionsWithinAll,
            K::UnknownConditions => Self::UnknownConditions,
            K::SharesScaled => Self::SharesScaled,
            K::RestIsLost => Self::RestIsLost,
            K::NoWayOn => Self::NoWayOn,
            K::LoopIsLeft => Self::LoopIsLeft,
            K::NobodyLeaves => Self::NobodyLeaves,
            K::TooLarge => Self::TooLarge,
            K::WholeStage => Self::WholeStage,
            K::PersonaTakesRest => Self::PersonaTakesRest,
            K::UnknownPersona => Self::UnknownPersona,
            K::PersonasScaled => Self::PersonasScaled,
            K::PersonasOver => Self::PersonasOver,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_as_precise_as_they_are_known() {
        let labels = Labels::default();
        let part = |low: f64, high: f64| labels.part(Bounds { low, high }, Precision::default());
        for (low, high, said) in [
            (0.0, 0.0, "0%"),
            (0.62, 0.62, "62%"),
            (0.0499, 0.0499, "5%"),
            (0.031, 0.031, "3.1%"),
            (0.55, 0.65, "55–65%"),
            (0.0, 0.4, "up to 40%"),
            (0.6, 1.0, "at least 60%"),
            (0.0, 1.0, "unknown"),
            (1e-7, 1e-7, "< 0.1%"),
            (0.99999, 0.99999, "> 99.9%"),
            (0.996, 0.996, "99.6%"),
            (1.0, 1.0, "100%"),
        ] {
            assert_eq!(part(low, high), said);
        }
    }

    #[test]
    fn parts_of_one_whole_sum_to_it() {
        let said = |parts: &[f64]| {
            let parts: Vec<Bounds> = parts.iter().map(|&part| Bounds { low: part, high: part }).collect();
            let whole = Whole::new(&parts, Precision::of(parts.iter().copied()));
            parts.iter().enumerate().map(|(at, part)| whole.at(at, *part, &Labels::default())).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(said(&[0.425, 0.575]), "43% 57%", "and not 58%");
        assert_eq!(said(&[1.0 / 3.0, 1.0 / 3.0, 1.0 / 3.0]), "34% 33% 33%");
        assert_eq!(said(&[0.0455, 0.9545]), "4.6% 95.4%");
        assert_eq!(said(&[0.6, 0.4]), "60% 40%");
        assert_eq!(said(&[0.031, 0.969]), "3.1% 96.9%");
        assert_eq!(said(&[0.0001, 0.9999]), "< 0.1% > 99.9%");
        assert_eq!(said(&[0.425, 0.475]), "43% 48%", "not a whole");
        let open = Whole::new(&[Bounds { low: 0.425, high: 0.5 }, Bounds { low: 0.5, high: 0.575 }], Precision::default());
        assert_eq!(open.at(0, Bounds { low: 0.425, high: 0.5 }, &Labels::default()), "43–50%");
        let whole = Whole::new(&[Bounds { low: 0.425, high: 0.425 }, Bounds { low: 0.575, high: 0.575 }], Precision::default());
        assert_eq!(whole.beside(Bounds { low: 0.575, high: 0.575 }, &Labels::default()), "57%");
        assert_eq!(whole.beside(Bounds { low: 0.585, high: 0.585 }, &Labels::default()), "59%");
    }

    #[test]
    fn one_part_that_needs_a_decimal_gives_one_to_all() {
        let parts: Vec<Bounds> = [0.031, 0.7106, 0.2584].map(|part| Bounds { low: part, high: part }).to_vec();
        let precision = Precision::of(parts.iter().copied());
        let whole = Whole::new(&parts, precision);
        let labels = Labels::default();
        assert_eq!(whole.at(1, parts[1], &labels), "71.1%");
        assert_eq!(whole.beside(Bounds { low: 0.7094, high: 0.7094 }, &labels), "70.9%", "not 71% beside 71.1%");
        assert_eq!(Precision::of([Bounds { low: 0.5, high: 0.7106 }]), Precision::default());
    }

    #[test]
    fn how_often_it_happens() {
        let labels = Labels::default();
        let times = |low: f64, high: f64| labels.times(Bounds { low, high });
        assert_eq!(times(1.428, 1.428), "1.43 ×");
        assert_eq!(times(1.0, 12.4), "1–12 ×");
        assert_eq!(times(0.5, f64::INFINITY), "at least 0.5 ×");
    }
}
