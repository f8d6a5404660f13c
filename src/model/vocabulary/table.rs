//! The rows.

use super::ElementKind as E;
use super::Field as F;
use super::Target as T;
use super::ValueType as V;
use super::{
    ElementRow, FieldRow,
    words::{
        CHANNEL_KIND, CHANNEL_MEDIUM, CONSEQUENCE, GRADE, LIFE, MAP_STATUS, METHOD, OPPORTUNITY_STATUS, ORDER, OUTCOME,
        PERSONA_KIND, PERSONA_ROLE, SEVERITY, SOURCE_KIND, STATE,
    },
};

const fn many(field: F, value: V, meaning: &'static str) -> FieldRow {
    FieldRow::new(field, value, true, meaning)
}

const fn once(field: F, value: V, meaning: &'static str) -> FieldRow {
    FieldRow::new(field, value, false, meaning)
}

const EVERY: &[FieldRow] = &[
    many(F::Note, V::Text, "a remark for those who work on the map"),
    many(F::Link, V::Link, "where more about it can be found"),
    many(F::Tag, V::Text, "a word to find it by"),
];

const EXPERIENCE: &[FieldRow] = &[
    many(F::Action, V::Text, "what the customer does"),
    many(F::Business, V::Text, "what the business has to do"),
    many(F::Frontstage, V::Text, "what staff or systems do in the customer's sight"),
    many(F::Backstage, V::Text, "what staff or systems do out of the customer's sight"),
    many(F::Support, V::Text, "the process or system that supports it"),
    many(F::Thought, V::Text, "what the customer thinks or asks"),
    many(F::Quote, V::Text, "what a customer said, word for word"),
    many(F::Emotion, V::Emotion, "how it feels: a number from -2 to +2, words, or an arc of them"),
    many(F::Context, V::Text, "the circumstances: place, device, time, company"),
    many(F::Insight, V::Text, "what research taught about it"),
    once(F::Owner, V::ReferenceOrText(T::Team), "the team that answers for it"),
];

const PERSONA: &[FieldRow] = &[
    once(F::Kind, V::Words(PERSONA_KIND), "who they are to the business; customer unless said"),
    once(F::Role, V::Words(PERSONA_ROLE), "how much the map is about them"),
    many(F::Segment, V::Text, "the group of customers they stand for"),
    many(F::Demographic, V::Text, "age, work, place, household"),
    many(F::Behaviour, V::Text, "what they usually do"),
    many(F::Need, V::Text, "what they cannot do without"),
    many(F::Goal, V::Text, "what they want to reach"),
    many(F::Job, V::Text, "the job they want done"),
    many(F::Expectation, V::Text, "what they take for granted"),
    many(F::Frustration, V::Text, "what has annoyed them before"),
    many(F::Alternative, V::Text, "what they would use instead"),
    many(F::Device, V::Text, "what they use"),
    many(F::Accessibility, V::Text, "what they need to be able to take part"),
    many(F::Quote, V::Text, "what one of them said, word for word"),
    once(F::Share, V::Percent, "how many of the customers they are"),
    once(F::Image, V::Link, "a picture"),
];

const CHANNEL: &[FieldRow] = &[
    once(F::Kind, V::Words(CHANNEL_KIND), "how people meet there"),
    once(F::Medium, V::Words(CHANNEL_MEDIUM), "whether it is owned, paid for or earned"),
    once(F::Status, V::Words(LIFE), "whether it exists"),
    once(F::Owner, V::ReferenceOrText(T::Team), "the team that answers for it"),
];

const SOURCE: &[FieldRow] = &[
    once(F::Kind, V::Words(SOURCE_KIND), "whether people were asked, spoke unasked or were observed").required(),
    once(F::Method, V::Words(METHOD), "how it was collected"),
    once(F::Sample, V::Number, "how many answers, people or events"),
    once(F::Date, V::Date, "when it was collected"),
    once(F::Expires, V::Date, "when it should no longer be relied on"),
];

const JOURNEY: &[FieldRow] = &[
    many(F::Objective, V::Text, "why the map is drawn"),
    many(F::ExperienceGoal, V::Text, "what the experience is meant to be"),
    once(F::Scenario, V::Text, "the situation that the map shows"),
    many(F::Trigger, V::Text, "what sets the journey off"),
    once(F::Frequency, V::TextOrQuantity, "how often it happens"),
    many(F::SuccessCriteria, V::Text, "how one knows that it went well"),
    many(F::Scope, V::Text, "what belongs to the map and what does not"),
    many(F::Persona, V::Reference(T::Persona), "who walks the journey"),
    once(F::State, V::Words(STATE), "whether it shows today, the future or what was observed"),
    once(F::Follows, V::Reference(T::Journey), "the journey that this is the future of"),
    once(F::Scale, V::Scale, "the scale of emotions written `n/m`, worst..best"),
    many(F::Start, V::Reference(T::Place), "where the journey is entered; the first stage unless said"),
    many(F::Contact, V::Text, "whom to ask about the map"),
    once(F::Version, V::Text, "the version of the map"),
    once(F::Date, V::Date, "the day of this version"),
    once(F::Status, V::Words(MAP_STATUS), "how far the map is"),
    once(F::Reviewed, V::Date, "when it was last reviewed"),
    once(F::ReviewEvery, V::Duration, "how often it has to be reviewed"),
];

const STAGE: &[FieldRow] = &[
    many(F::Goal, V::Text, "what the customer wants here"),
    many(F::BusinessGoal, V::Text, "what the business wants here"),
    many(F::Need, V::Text, "what the customer needs here"),
    many(F::Trigger, V::Text, "what begins the stage"),
    many(F::EntryCriteria, V::Text, "what must hold before it"),
    many(F::ExitCriteria, V::Text, "what must hold after it"),
    many(F::Channel, V::Reference(T::Channel), "where it happens; default for its touchpoints"),
    once(F::Duration, V::Quantity, "how long it takes"),
    once(F::Limit, V::Quantity, "what is promised, a service level"),
    once(F::Order, V::Words(ORDER), "`any`: its touchpoints are alternatives in no order"),
    many(F::Start, V::Reference(T::Place), "where the stage is entered; the first touchpoint unless said"),
    once(F::Image, V::Link, "a picture"),
];

const TOUCHPOINT: &[FieldRow] = &[
    many(F::Channel, V::Reference(T::Channel), "where it happens"),
    many(F::By, V::Reference(T::Actor), "who acts; the journey's personas unless said"),
    many(F::With, V::Reference(T::Actor), "who is met"),
    once(F::Duration, V::Quantity, "how long it takes"),
    once(F::Limit, V::Quantity, "what is promised, a service level"),
    many(F::Frequency, V::TextOrQuantity, "how often it happens"),
    many(F::EntryCriteria, V::Text, "what must hold before it"),
    many(F::ExitCriteria, V::Text, "what must hold after it"),
    once(F::Status, V::Words(LIFE), "whether it exists"),
    once(F::Optional, V::Words(&[]), "customers may pass it by; a statement of one word"),
    once(F::Event, V::Text, "its name in the tracking data"),
    once(F::Image, V::Link, "a picture"),
];

const PAIN: &[FieldRow] = &[
    once(F::Severity, V::Words(SEVERITY), "how bad it is"),
    once(F::Consequence, V::Words(CONSEQUENCE), "what it makes people do"),
    once(F::Affects, V::Percent, "how many of those who pass it has"),
];

const GAIN: &[FieldRow] = &[
    once(F::Severity, V::Words(SEVERITY), "how much it matters"),
    once(F::Affects, V::Percent, "how many of those who pass it has"),
];

const OPPORTUNITY: &[FieldRow] = &[
    many(F::Addresses, V::Reference(T::Finding), "the pains, gains and risks that it answers"),
    once(F::Impact, V::WordsOrQuantity(GRADE), "what it would change"),
    once(F::Effort, V::WordsOrQuantity(GRADE), "what it would cost"),
    many(F::Benefit, V::Text, "what is won by it"),
    once(F::Rank, V::Number, "its place in the order of work, 1 first"),
    once(F::Horizon, V::Text, "when it could be done"),
    once(F::Due, V::Date, "when it has to be done"),
    once(F::Owner, V::ReferenceOrText(T::Team), "the team that answers for it"),
    once(F::Status, V::Words(OPPORTUNITY_STATUS), "what became of it"),
];

const METRIC: &[FieldRow] = &[
    once(F::Baseline, V::Quantity, "what it was before"),
    once(F::TargetValue, V::Quantity, "what it should be, also with `<`, `<=`, `>`, `>=`"),
    once(F::Of, V::Text, "of whom or what it is measured"),
];

const RISK: &[FieldRow] = &[
    once(F::Severity, V::Words(SEVERITY), "how bad it would be"),
    once(F::Likelihood, V::Words(GRADE), "how likely it is"),
    many(F::Mitigation, V::Text, "what is done against it"),
];

const WHY: &[FieldRow] = &[many(F::Why, V::Text, "why it decides about the whole")];

const FINDINGS: &[E] = &[E::Pain, E::Gain, E::Opportunity, E::Metric, E::Risk];

const fn element(kind: E, meaning: &'static str, fields: &'static [&'static [FieldRow]], children: &'static [E]) -> ElementRow {
    let id_required = matches!(kind, E::Journey | E::Stage | E::Outcome | E::Persona | E::Channel | E::Source | E::Team | E::Lane);
    let value = match kind {
        E::Outcome => Some(V::Words(OUTCOME)),
        E::Metric => Some(V::Quantity),
        _ => None,
    };
    let transitions = matches!(kind, E::Journey | E::Stage);
    let lanes = matches!(kind, E::Stage | E::Touchpoint | E::Step);
    ElementRow { kind, meaning, id_required, value, fields, children, transitions, lanes }
}

/// The table, in the order of [`ElementKind::ALL`](super::ElementKind::ALL).
pub const ELEMENTS: &[ElementRow] = &[
    element(E::Persona, "a kind of person who takes part", &[PERSONA, EVERY], &[]),
    element(E::Channel, "a medium through which people and business meet", &[CHANNEL, EVERY], &[]),
    element(E::Source, "evidence: where claims come from", &[SOURCE, EVERY], &[]),
    element(E::Team, "a team that owns or does something", &[EVERY], &[]),
    element(E::Lane, "a row of one's own, then a text field in stages, touchpoints and steps", &[EVERY], &[]),
    element(
        E::Journey,
        "one map: a customer's way from a trigger to an outcome",
        &[JOURNEY, EXPERIENCE, EVERY],
        &[
            E::Persona,
            E::Channel,
            E::Source,
            E::Team,
            E::Lane,
            E::Phase,
            E::Stage,
            E::Outcome,
            E::Pain,
            E::Gain,
            E::Opportunity,
            E::Metric,
            E::Risk,
        ],
    ),
    element(
        E::Phase,
        "a heading over several stages",
        &[EXPERIENCE, EVERY],
        &[E::Stage, E::Pain, E::Gain, E::Opportunity, E::Metric, E::Risk],
    ),
    element(
        E::Stage,
        "a part of the journey: a column of the map",
        &[STAGE, EXPERIENCE, EVERY],
        &[E::Touchpoint, E::Step, E::Pain, E::Gain, E::Opportunity, E::Metric, E::Risk, E::MomentOfTruth],
    ),
    element(
        E::Touchpoint,
        "a moment in which customer and business meet",
        &[TOUCHPOINT, EXPERIENCE, EVERY],
        &[E::Pain, E::Gain, E::Opportunity, E::Metric, E::Risk, E::MomentOfTruth],
    ),
    element(E::Step, "a part of the flow that the customer does not see", &[TOUCHPOINT, EXPERIENCE, EVERY], FINDINGS),
    element(E::Outcome, "how the journey can end", &[EXPERIENCE, EVERY], FINDINGS),
    element(E::Pain, "what hurts, costs or annoys", &[PAIN, EVERY], &[E::Opportunity]),
    element(E::Gain, "what delights or helps", &[GAIN, EVERY], &[E::Opportunity]),
    element(E::Opportunity, "what could be improved", &[OPPORTUNITY, EVERY], &[]),
    element(E::Metric, "a number that is watched", &[METRIC, EVERY], &[]),
    element(E::Risk, "what could go wrong", &[RISK, EVERY], &[E::Opportunity]),
    element(E::MomentOfTruth, "a moment that decides about the whole", &[WHY, EVERY], &[]),
];

/// The row of an element.
pub fn row(kind: E) -> &'static ElementRow {
    &ELEMENTS[kind as usize]
}
