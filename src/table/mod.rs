//! A map as a table: one row per touchpoint, one column per thing that is said of it.
//!
//! Here stands what the columns are called and what they hold, for those who read tables and those who write them. A *heading* is the
//! text over a column; the *order* of the columns is free when a table is read, and that of the list here when one is written.

mod headings;
mod languages;
pub mod line;
mod literal;
mod numbering;
mod scale;

pub use headings::{Heading, LANE, heading, lane_title, near};
pub use literal::{
    are_feeling_words, aside, certain_amount, feeling_words, in_quotes, is_amount, is_everybody, is_numeric, is_open,
    is_placeholder, is_thousands_sign, literal, may_be_placeholder, meant, names, quoted_name, quoted_title, stars,
    title_in_quotes, trim, without_bullet,
};
pub use numbering::{is_numbered, rise, rise_or_one, unnumbered};
pub use scale::{Scale, SeverityTold, Told, end_told, severity_told};

use std::borrow::Cow;

use crate::model::vocabulary::{ElementKind, Field};
use languages::{HEADINGS, LANGUAGES, TO};

/// What stands between the parts of a place, from the outside in.
pub const WITHIN: &str = " › ";

/// The journey of a place, as far as its name tells: what stands before the first sign within.
pub fn journey_of(place: &str) -> &str {
    place.split(WITHIN).next().unwrap_or_default()
}

/// What a column holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Holds {
    /// The title of the element that the row is about or lies in. An empty cell repeats the one above.
    Title(ElementKind),
    /// Names of personas, channels, teams or sources, with commas or on lines of their own.
    Names(ElementKind),
    /// Texts, one on each line of the cell.
    Texts(Field),
    /// Emotions, one on each line of the cell: a number, words, or both.
    Emotions,
    /// A length of time.
    Duration,
    /// A word of a closed list.
    Word(Field),
    /// Pains, gains, opportunities, metrics or risks, one on each line of the cell.
    Elements(ElementKind),
    /// Yes or no; for a moment of truth also its title.
    Mark(Mark),
    /// The number of the row, which a map does not need.
    Number,
}

/// What yes and no are about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mark {
    /// Customers may pass the touchpoint by.
    Optional,
    /// The touchpoint is a moment of truth.
    MomentOfTruth,
}

/// A column.
#[derive(Debug)]
pub struct Column {
    /// Its heading where a table is written.
    pub heading: &'static str,
    /// Other headings that mean the same.
    pub synonyms: &'static [&'static str],
    /// What it holds.
    pub holds: Holds,
    /// Whether it stands in the empty table of a workshop.
    pub in_form: bool,
}

const fn column(heading: &'static str, holds: Holds, in_form: bool, synonyms: &'static [&'static str]) -> Column {
    Column { heading, synonyms, holds, in_form }
}

/// All columns, in the order in which they are written.
pub const COLUMNS: &[Column] = &[
    column("Journey", Holds::Title(ElementKind::Journey), false, &["map", "journey map", "customer journey", "scenario"]),
    column("Phase", Holds::Title(ElementKind::Phase), false, &["journey phase"]),
    column("Stage", Holds::Title(ElementKind::Stage), true, &["journey stage", "section", "lifecycle stage", "stage name"]),
    column(
        "Touchpoint",
        Holds::Title(ElementKind::Touchpoint),
        true,
        &["touch point", "step", "task", "moment", "interaction", "journey step", "user step", "touchpoint name"],
    ),
    column("Number", Holds::Number, false, &["#", "no", "nr", "n", "id", "row", "order", "sequence"]),
    column("Persona", Holds::Names(ElementKind::Persona), true, &["who", "actor", "people", "customer", "user", "role", "segment"]),
    column(
        "Channel",
        Holds::Names(ElementKind::Channel),
        true,
        &["where", "medium", "media", "device", "platform", "how they meet", "where does it happen"],
    ),
    column("Optional", Holds::Mark(Mark::Optional), false, &["is optional"]),
    column("Status", Holds::Word(Field::Status), false, &["live", "availability"]),
    column(
        "Duration",
        Holds::Duration,
        false,
        &["time", "how long", "length", "time spent", "duration of step", "how long does it take"],
    ),
    column(
        "Goal",
        Holds::Texts(Field::Goal),
        false,
        &[
            "customer goal",
            "user goal",
            "aim",
            "objective",
            "what does the customer want",
            "what do customers want",
            "what do they want",
        ],
    ),
    column("Need", Holds::Texts(Field::Need), false, &["customer need", "user need", "expectation", "customer expectation"]),
    column("Business goal", Holds::Texts(Field::BusinessGoal), false, &["company goal", "business objective"]),
    column(
        "Action",
        Holds::Texts(Field::Action),
        true,
        &[
            "activity",
            "customer action",
            "user action",
            "doing",
            "does",
            "what the customer does",
            "what customers do",
            "behaviour",
            "behavior",
            "customer activity",
            "user activity",
            "description",
            "what does the customer do",
            "what do customers do",
            "what do they do",
            "what does the user do",
            "what users do",
            "what they do",
        ],
    ),
    column(
        "Business",
        Holds::Texts(Field::Business),
        false,
        &[
            "business action",
            "what the business does",
            "business process",
            "what does the business do",
            "what the business has to do",
            "what do we do",
        ],
    ),
    column(
        "Frontstage",
        Holds::Texts(Field::Frontstage),
        false,
        &["front stage", "frontstage action", "front stage action", "onstage", "employee action", "staff action", "visible action"],
    ),
    column(
        "Backstage",
        Holds::Texts(Field::Backstage),
        false,
        &["back stage", "backstage action", "back stage action", "offstage", "invisible action", "behind the scenes"],
    ),
    column("Support", Holds::Texts(Field::Support), false, &["support process", "system", "support system", "supporting process"]),
    column(
        "Thought",
        Holds::Texts(Field::Thought),
        true,
        &[
            "thinking",
            "thinks",
            "question",
            "what the customer thinks",
            "customer thought",
            "user thought",
            "mindset",
            "what does the customer think",
            "what do customers think",
            "what do they think",
            "what are they thinking",
            "what users think",
            "what they think",
        ],
    ),
    column("Quote", Holds::Texts(Field::Quote), false, &["verbatim", "customer quote", "user quote", "voice of the customer"]),
    column(
        "Emotion",
        Holds::Emotions,
        true,
        &[
            "feeling",
            "feels",
            "mood",
            "sentiment",
            "score",
            "rating",
            "emotional state",
            "emotion score",
            "emotional score",
            "customer emotion",
            "user emotion",
            "experience",
            "customer feeling",
            "satisfaction",
            "how does the customer feel",
            "how do customers feel",
            "how do they feel",
            "what does the customer feel",
            "what do they feel",
            "what is felt",
            "how users feel",
            "how customers feel",
            "how they feel",
        ],
    ),
    column("Context", Holds::Texts(Field::Context), false, &["circumstance", "situation", "environment"]),
    column("Insight", Holds::Texts(Field::Insight), false, &["learning", "research insight", "finding"]),
    column(
        "Moment of truth",
        Holds::Mark(Mark::MomentOfTruth),
        false,
        &["mot", "key moment", "critical moment", "moment that matters"],
    ),
    column(
        "Pain",
        Holds::Elements(ElementKind::Pain),
        true,
        &[
            "pain point",
            "painpoint",
            "problem",
            "issue",
            "frustration",
            "barrier",
            "friction",
            "challenge",
            "obstacle",
            "what hurts",
            "what goes wrong",
        ],
    ),
    column("Severity", Holds::Word(Field::Severity), true, &["pain severity", "severity of pain", "pain level"]),
    column(
        "Gain",
        Holds::Elements(ElementKind::Gain),
        false,
        &["delight", "positive", "highlight", "what goes well", "benefit", "what works well"],
    ),
    column(
        "Opportunity",
        Holds::Elements(ElementKind::Opportunity),
        true,
        &[
            "idea",
            "improvement",
            "solution",
            "recommendation",
            "how might we",
            "hmw",
            "opportunity for improvement",
            "next step",
            "what could improve",
            "what could be improved",
            "what can we improve",
            "how could we improve",
            "how can we improve",
            "what could be better",
        ],
    ),
    column(
        "Metric",
        Holds::Elements(ElementKind::Metric),
        false,
        &["kpi", "measure", "measurement", "key metric", "how do we measure it"],
    ),
    column("Risk", Holds::Elements(ElementKind::Risk), false, &["threat"]),
    column(
        "Owner",
        Holds::Names(ElementKind::Team),
        true,
        &["team", "responsible", "owned by", "department", "responsibility", "who is responsible", "responsible team"],
    ),
    column(
        "Source",
        Holds::Names(ElementKind::Source),
        true,
        &["evidence", "research", "data source", "based on", "basis", "how do we know"],
    ),
    column("Note", Holds::Texts(Field::Note), true, &["comment", "remark", "annotation"]),
    column("Link", Holds::Texts(Field::Link), false, &["url", "reference", "hyperlink"]),
    column("Tag", Holds::Texts(Field::Tag), false, &["label", "keyword", "category"]),
];

impl Column {
    /// Its heading as it is written in a language, by its code: one over numbers of emotions says their scale.
    pub fn written(&self, language: &str) -> Cow<'static, str> {
        let at = LANGUAGES.iter().position(|code| *code == language);
        let own = at.and_then(|at| HEADINGS.iter().find(|(heading, _)| *heading == self.heading).map(|(_, texts)| texts[at]));
        let heading = own.unwrap_or(self.heading);
        match self.holds {
            Holds::Emotions => Cow::Owned(format!("{heading} (-2 {} +2)", at.map_or("to", |at| TO[at]))),
            _ => Cow::Borrowed(heading),
        }
    }
}

impl Holds {
    /// Whether each line may say whom it holds for and what it rests on.
    pub const fn has_clauses(self) -> bool {
        match self {
            Self::Title(_) | Self::Number | Self::Mark(_) => false,
            Self::Word(field) => matches!(field, Field::Status),
            Self::Names(kind) => matches!(kind, ElementKind::Channel | ElementKind::Team),
            Self::Texts(_) | Self::Emotions | Self::Duration | Self::Elements(_) => true,
        }
    }
}

/// The headings of an empty table for a workshop.
pub fn form() -> impl Iterator<Item = Cow<'static, str>> {
    COLUMNS.iter().filter(|column| column.in_form).map(|column| column.written("en"))
}

/// What somebody is called for short: what stands before the first comma.
pub fn short(name: &str) -> &str {
    name.split(',').next().unwrap_or_default().trim()
}
