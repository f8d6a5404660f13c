//! The numbers that rules compare with. One table: configuration, `journey lints` and the pages read it.

use crate::diagnostic::Code;

/// A number that a rule compares with, and that a project may set.
#[derive(Debug, PartialEq, Eq)]
pub struct Threshold {
    /// The rule.
    pub code: Code,
    /// Its name in the configuration, kebab-case.
    pub key: &'static str,
    /// The number unless it is set.
    pub default: u32,
    /// What is counted, as the end of a sentence.
    pub meaning: &'static str,
}

impl Threshold {
    /// The largest number that makes sense.
    pub fn most(&self) -> u32 {
        if self.key == MAJORITY { 100 } else { 1_000_000 }
    }
}

/// The thresholds that are a percentage.
const MAJORITY: &str = "majority";

/// All of them.
pub const THRESHOLDS: &[Threshold] = &[
    row(
        Code::MissingEmotion,
        MAJORITY,
        50,
        "percent of the touchpoints that must have an emotion before the others are asked for one",
    ),
    row(
        Code::MissingChannel,
        MAJORITY,
        50,
        "percent of the touchpoints that must have a channel before the others are asked for one",
    ),
    row(Code::PainWithoutEvidence, MAJORITY, 50, "percent of the pains that must have evidence before the others are asked for it"),
    row(
        Code::EmotionWithoutEvidence,
        MAJORITY,
        50,
        "percent of the emotions that must have evidence before the others are asked for it",
    ),
    row(Code::SmallSample, "survey", 30, "answers of a survey, or of a feedback form"),
    row(Code::SmallSample, "interview", 5, "people in interviews, diaries, observations or usability tests"),
    row(Code::SmallSample, "review", 20, "reviews, posts or support tickets"),
    row(Code::SmallSample, "analytics", 100, "visits or cases in analytics or an event log"),
    row(Code::CrowdedStage, "touchpoints", 7, "touchpoints and steps in one stage"),
    row(Code::TooManyStages, "stages", 10, "stages in one journey"),
    row(Code::LongTitle, "characters", 60, "characters of a title"),
    row(Code::TooManyMomentsOfTruth, "moments", 4, "moments of truth in one journey"),
    row(
        Code::UnbalancedStages,
        "times",
        4,
        "times as many touchpoints in one stage as in the stage between the fuller and the emptier half",
    ),
];

const fn row(code: Code, key: &'static str, default: u32, meaning: &'static str) -> Threshold {
    Threshold { code, key, default, meaning }
}

/// The thresholds of a run: those of the table, but for the ones that were set.
#[derive(Clone, Debug, Default)]
pub struct Thresholds {
    set: Vec<(Code, &'static str, u32)>,
}

impl Thresholds {
    /// The number of a rule's threshold.
    ///
    /// # Panics
    /// If the table has no such row: that is a mistake in the rule.
    pub fn get(&self, code: Code, key: &str) -> u32 {
        let set = self.set.iter().rev().find(|(of, name, _)| *of == code && *name == key).map(|(_, _, number)| *number);
        let row = || THRESHOLDS.iter().find(|row| row.code == code && row.key == key);
        set.unwrap_or_else(|| row().expect("the table has a row for it").default)
    }

    /// Sets the threshold of a row of the table.
    pub fn set(&mut self, row: &Threshold, number: u32) {
        if let Some(row) = THRESHOLDS.iter().find(|other| *other == row) {
            self.set.push((row.code, row.key, number));
        }
    }
}
