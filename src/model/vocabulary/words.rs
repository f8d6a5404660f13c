//! The closed lists of words.

/// Kinds of persona.
pub const PERSONA_KIND: &[&str] = &["customer", "employee", "partner", "provider", "system"];
/// Roles of a persona in a map.
pub const PERSONA_ROLE: &[&str] = &["primary", "secondary"];
/// Kinds of channel.
pub const CHANNEL_KIND: &[&str] = &["digital", "physical", "human"];
/// Who pays for a channel.
pub const CHANNEL_MEDIUM: &[&str] = &["owned", "paid", "earned"];
/// Whether something exists.
pub const LIFE: &[&str] = &["live", "planned", "retired"];
/// Kinds of evidence.
pub const SOURCE_KIND: &[&str] = &["solicited", "unsolicited", "observed"];
/// Methods of research.
pub const METHOD: &[&str] = &[
    "survey", "interview", "feedback-form", "usability-test", "diary", "observation", "review", "social", "support-ticket",
    "analytics", "event-log",
];
/// Which state a map shows.
pub const STATE: &[&str] = &["as-is", "to-be", "observed"];
/// The status of a map.
pub const MAP_STATUS: &[&str] = &["draft", "active", "released"];
/// The order of touchpoints.
pub const ORDER: &[&str] = &["any"];
/// How bad a pain or risk is.
pub const SEVERITY: &[&str] = &["low", "medium", "high", "critical"];
/// What a pain makes people do.
pub const CONSEQUENCE: &[&str] = &["trivial", "workaround", "abandons"];
/// Three grades.
pub const GRADE: &[&str] = &["low", "medium", "high"];
/// What became of an opportunity.
pub const OPPORTUNITY_STATUS: &[&str] = &["idea", "planned", "doing", "done", "rejected"];
/// How a journey ends.
pub const OUTCOME: &[&str] = &["success", "failure", "neutral"];

/// The words that begin clauses or end a stage; they cannot be ids.
pub const RESERVED: &[&str] = &["for", "from", "when", "takes", "exit", "influence", "import"];

/// What people say for a word of a list.
const EVERYDAY: &[(&str, &str)] = &[
    ("in progress", "doing"),
    ("ongoing", "doing"),
    ("started", "doing"),
    ("wip", "doing"),
    ("todo", "planned"),
    ("to do", "planned"),
    ("finished", "done"),
    ("completed", "done"),
    ("dropped", "rejected"),
    ("online", "digital"),
    ("offline", "physical"),
    ("main", "primary"),
    ("very high", "critical"),
    ("moderate", "medium"),
    ("minor", "low"),
    ("current", "as-is"),
    ("future", "to-be"),
    ("questionnaire", "survey"),
    ("win", "success"),
    ("won", "success"),
    ("good", "success"),
    ("fail", "failure"),
    ("failed", "failure"),
    ("lost", "failure"),
    ("bad", "failure"),
    ("hi", "high"),
    ("lo", "low"),
    ("med", "medium"),
    ("very-high", "critical"),
    ("big", "high"),
    ("large", "high"),
    ("likely", "high"),
    ("small", "low"),
    ("unlikely", "low"),
    ("own", "owned"),
    ("active", "live"),
    ("user", "customer"),
    ("client", "customer"),
    ("leaves", "abandons"),
    ("happy", "success"),
    ("positive", "success"),
    ("done", "success"),
    ("loss", "failure"),
    ("negative", "failure"),
    ("churn", "failure"),
    ("severe", "high"),
    ("major", "high"),
    ("urgent", "critical"),
    ("blocker", "critical"),
    ("done", "released"),
    ("final", "released"),
    ("published", "released"),
    ("approved", "released"),
    ("wip", "draft"),
    ("logs", "observed"),
    ("analytics", "observed"),
    ("gives up", "abandons"),
];

/// The word of a list that somebody meant by a word of everyday speech.
pub fn everyday(written: &str, list: &[&'static str]) -> Option<&'static str> {
    let (_, meant) = EVERYDAY.iter().find(|(everyday, meant)| everyday.eq_ignore_ascii_case(written) && list.contains(meant))?;
    Some(meant)
}

/// What people write for units of time.
const SHORT_UNITS: &[(&str, &str)] = &[
    ("s", "seconds"),
    ("sec", "seconds"),
    ("secs", "seconds"),
    ("m", "minutes"),
    ("min", "minutes"),
    ("mins", "minutes"),
    ("h", "hours"),
    ("hr", "hours"),
    ("hrs", "hours"),
    ("d", "days"),
    ("w", "weeks"),
    ("mo", "months"),
    ("y", "years"),
];

/// The unit of time of which something is a short form.
pub fn short_unit(written: &str) -> Option<&'static str> {
    SHORT_UNITS.iter().find(|(short, _)| short.eq_ignore_ascii_case(written)).map(|(_, unit)| *unit)
}

/// Units of time and their length in seconds. A month is 30 days, a year 365.
pub const TIME_UNITS: &[(&str, &str, f64)] = &[
    ("second", "seconds", 1.0),
    ("minute", "minutes", 60.0),
    ("hour", "hours", 3600.0),
    ("day", "days", 86_400.0),
    ("week", "weeks", 604_800.0),
    ("month", "months", 2_592_000.0),
    ("quarter", "quarters", 7_776_000.0),
    ("year", "years", 31_536_000.0),
];
