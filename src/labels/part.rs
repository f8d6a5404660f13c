//! Parts of all customers, and what the numbers of a funnel rest on, in words.

use crate::graph::funnel::{AssumptionKind, Bounds};

use super::{Labels, Word};

impl Labels {
    /// A part of all: `62%`, `55–65%`, `up to 40%`, `at least 60%`, or that it is unknown.
    pub fn part(&self, part: Bounds) -> String {
        let (low, high) = (percent(part.low), percent(part.high));
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

/// A part in percent, without its sign: whole numbers, with one decimal below ten; what is not nothing and not all never looks so.
fn percent(part: f64) -> String {
    let percent = part * 100.0;
    if percent <= 1e-9 {
        "0".into()
    } else if percent < 0.1 {
        "< 0.1".into()
    } else if percent >= 100.0 - 1e-9 {
        "100".into()
    } else if percent > 99.9 {
        "> 99.9".into()
    } else if !(9.95..99.5).contains(&percent) {
        format!("{}", (percent * 10.0).round() / 10.0)
    } else {
        format!("{}", percent.round())
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
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_as_precise_as_they_are_known() {
        let labels = Labels::default();
        let part = |low: f64, high: f64| labels.part(Bounds { low, high });
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
    fn how_often_it_happens() {
        let labels = Labels::default();
        let times = |low: f64, high: f64| labels.times(Bounds { low, high });
        assert_eq!(times(1.428, 1.428), "1.43 ×");
        assert_eq!(times(1.0, 12.4), "1–12 ×");
        assert_eq!(times(0.5, f64::INFINITY), "at least 0.5 ×");
    }
}
