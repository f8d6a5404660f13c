//! The vocabulary: every element, every field, what a field holds, how often it may stand and what it means.
//!
//! This is the one table that the checker, the help for unknown fields, the reference and the JSON Schema read. The grammar
//! knows the keywords and the shape of fields, but no field names. A new field is one line in `fields!` and one row in the
//! table of each element that takes it.

mod table;
mod words;

pub use table::{ELEMENTS, row};
pub use words::*;

/// A row of the table: one element.
pub struct ElementRow {
    /// Which.
    pub kind: ElementKind,
    /// One line about it.
    pub meaning: &'static str,
    /// Whether it must have an id.
    pub id_required: bool,
    /// What may stand after the title.
    pub value: Option<ValueType>,
    /// Its fields, in groups that elements share.
    pub fields: &'static [&'static [FieldRow]],
    /// The elements that may stand in its block.
    pub children: &'static [ElementKind],
    /// Whether it may hold transitions.
    pub transitions: bool,
    /// Whether it takes the declared lanes as fields.
    pub lanes: bool,
}

impl ElementRow {
    /// All its field rows, in order.
    pub fn all_fields(&self) -> impl Iterator<Item = &'static FieldRow> {
        self.fields.iter().flat_map(|group| group.iter())
    }

    /// The row of a field by its name or other spelling.
    pub fn field(&self, name: &str) -> Option<&'static FieldRow> {
        let field = Field::from_name(name)?;
        self.all_fields().find(|row| row.field == field)
    }
}

/// A row of an element's table: one field.
pub struct FieldRow {
    /// Which.
    pub field: Field,
    /// What it holds.
    pub value: ValueType,
    /// Whether it may stand more than once and hold several values.
    pub many: bool,
    /// Whether it must be there.
    pub required: bool,
    /// One line about it.
    pub meaning: &'static str,
    /// The version of the language that brought it.
    pub since: &'static str,
}

impl FieldRow {
    const fn new(field: Field, value: ValueType, many: bool, meaning: &'static str) -> Self {
        Self { field, value, many, required: false, meaning, since: "0.1" }
    }

    const fn required(mut self) -> Self {
        self.required = true;
        self
    }
}

/// What a field holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ValueType {
    /// Free text.
    Text,
    /// A link, quoted.
    Link,
    /// Free text or a quantity.
    TextOrQuantity,
    /// A name of something.
    Reference(Target),
    /// A name of something, or free text.
    ReferenceOrText(Target),
    /// Any quantity.
    Quantity,
    /// A plain number.
    Number,
    /// A percentage from 0 to 100.
    Percent,
    /// A length of time.
    Duration,
    /// A day, month or year.
    Date,
    /// One word of a list.
    Words(&'static [&'static str]),
    /// One word of a list, or a quantity.
    WordsOrQuantity(&'static [&'static str]),
    /// An emotion from -2 to +2, words, or an arc of them.
    Emotion,
    /// The scale of emotions written `n/m`: `worst..best`.
    Scale,
}

impl ValueType {
    /// In words, as a message about a field says it: without long lists.
    pub fn describe_for(self, field: &str) -> String {
        match self {
            Self::Words(words) => some_of(words, field),
            Self::WordsOrQuantity(words) => format!("{}, or a quantity", some_of(words, field)),
            // Other quantities than lengths of time would be of no help here.
            Self::Quantity if field == Field::Duration.name() => "a duration such as `3 days`".into(),
            other => other.describe(),
        }
    }

    /// In words, with all words of a list.
    pub fn describe(self) -> String {
        match self {
            Self::Text => "text in quotes".into(),
            Self::Link => "a link in quotes".into(),
            Self::TextOrQuantity => "text in quotes or a quantity".into(),
            Self::Reference(target) => format!("the name of {}", target.a()),
            Self::ReferenceOrText(target) => format!("the name of {}, or text in quotes", target.a()),
            Self::Quantity => "a quantity such as `62%`, `2 weeks` or `4.1/5`".into(),
            Self::Number => "a number".into(),
            Self::Percent => "a percentage such as `62%`".into(),
            Self::Duration => "a duration such as `90 seconds` or `2 weeks`".into(),
            Self::Date => "a date such as `2026-09-30`".into(),
            Self::Words(words) => one_of(words),
            Self::WordsOrQuantity(words) => format!("{}, or a quantity", one_of(words)),
            Self::Emotion => "an emotion from `-2` to `+2`, or words in quotes".into(),
            Self::Scale => "a scale `worst..best` such as `5..1`".into(),
        }
    }
}

/// All of a few words, else some of many and where the others stand: the page of a name. Nobody reads more than four.
pub fn some_of(words: &[&str], page: &str) -> String {
    match words {
        [first, second, third, _, _, ..] => {
            format!("`{first}`, `{second}`, `{third}` or another word that `journey explain {page}` lists")
        }
        few => one_of(few),
    }
}

/// "`a`, `b` or `c`".
pub fn one_of(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [only] => format!("`{only}`"),
        [rest @ .., last] => {
            let rest: Vec<String> = rest.iter().map(|word| format!("`{word}`")).collect();
            format!("{} or `{last}`", rest.join(", "))
        }
    }
}

/// What a reference may name.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, PartialOrd, Ord)]
pub enum Target {
    /// A persona.
    Persona,
    /// A persona or a team.
    Actor,
    /// A channel.
    Channel,
    /// A source of evidence.
    Source,
    /// A team.
    Team,
    /// A journey.
    Journey,
    /// A stage, touchpoint, step or outcome, by the rules of transitions.
    Place,
    /// A declared lane.
    Lane,
    /// A pain, gain or risk.
    Finding,
}

impl Target {
    /// The kinds it may be.
    pub const fn kinds(self) -> &'static [ElementKind] {
        use ElementKind as E;
        match self {
            Self::Persona => &[E::Persona],
            Self::Actor => &[E::Persona, E::Team],
            Self::Channel => &[E::Channel],
            Self::Source => &[E::Source],
            Self::Team => &[E::Team],
            Self::Journey => &[E::Journey],
            Self::Place => &[E::Stage, E::Touchpoint, E::Step, E::Outcome],
            Self::Lane => &[E::Lane],
            Self::Finding => &[E::Pain, E::Gain, E::Risk],
        }
    }

    /// Without an article: "persona or team".
    pub const fn noun(self) -> &'static str {
        match self {
            Self::Persona => "persona",
            Self::Actor => "persona or team",
            Self::Channel => "channel",
            Self::Source => "source",
            Self::Team => "team",
            Self::Journey => "journey",
            Self::Place => "place",
            Self::Lane => "lane",
            Self::Finding => "pain, gain or risk",
        }
    }

    fn a(self) -> String {
        format!("a {}", self.noun())
    }
}

macro_rules! elements {
    ($($variant:ident $keyword:literal;)*) => {
        /// The elements of the language.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
        #[allow(missing_docs)]
        pub enum ElementKind { $($variant),* }

        impl ElementKind {
            /// All, in the order of the reference.
            pub const ALL: &'static [ElementKind] = &[$(ElementKind::$variant),*];

            /// The keyword.
            pub const fn keyword(self) -> &'static str {
                match self { $(ElementKind::$variant => $keyword),* }
            }

            /// The element of a keyword.
            pub fn from_keyword(word: &str) -> Option<Self> {
                match word { $($keyword => Some(ElementKind::$variant),)* _ => None }
            }
        }
    };
}

elements! {
    Persona "persona"; Channel "channel"; Source "source"; Team "team"; Lane "lane"; Journey "journey"; Phase "phase";
    Stage "stage"; Touchpoint "touchpoint"; Step "step"; Outcome "outcome"; Pain "pain"; Gain "gain";
    Opportunity "opportunity"; Metric "metric"; Risk "risk"; MomentOfTruth "moment-of-truth";
}

impl ElementKind {
    /// With its article: "a stage", "an outcome".
    pub fn a(self) -> String {
        let word = self.keyword();
        let article = if word.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
        format!("{article} {word}")
    }

    /// Its row in the table.
    pub fn row(self) -> &'static ElementRow {
        row(self)
    }

    /// The elements that may hold it; none for those of the file itself.
    pub fn parents(self) -> impl Iterator<Item = ElementKind> {
        ELEMENTS.iter().filter(move |row| row.children.contains(&self)).map(|row| row.kind)
    }

    /// Whether it may stand at the top of a file.
    pub const fn at_top(self) -> bool {
        matches!(self, Self::Persona | Self::Channel | Self::Source | Self::Team | Self::Lane | Self::Journey)
    }

    /// Whether customers can be there: a stage, touchpoint, step or outcome.
    pub const fn is_place(self) -> bool {
        matches!(self, Self::Stage | Self::Touchpoint | Self::Step | Self::Outcome)
    }
}

macro_rules! fields {
    ($($variant:ident $name:literal;)*) => {
        /// The fields of the language. What a field holds depends on the element; see the table.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
        #[allow(missing_docs)]
        pub enum Field {
            $($variant,)*
            /// The word or quantity that stands after a title.
            Value,
            /// A declared lane.
            Lane,
        }

        impl Field {
            /// All that have a name of their own.
            pub const ALL: &'static [Field] = &[$(Field::$variant),*];

            /// The name that is written.
            pub const fn name(self) -> &'static str {
                match self { $(Field::$variant => $name,)* Field::Value => "value", Field::Lane => "lane" }
            }

            /// The field of a name or of another accepted spelling.
            pub fn from_name(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Field::$variant),)*
                    "behavior" => Some(Field::Behaviour),
                    _ => None,
                }
            }
        }
    };
}

fields! {
    Note "note"; Link "link"; Tag "tag"; Kind "kind"; Role "role"; Segment "segment"; Demographic "demographic";
    Behaviour "behaviour"; Need "need"; Goal "goal"; Job "job"; Expectation "expectation"; Frustration "frustration";
    Alternative "alternative"; Device "device"; Accessibility "accessibility"; Quote "quote"; Share "share"; Image "image";
    Medium "medium"; Status "status"; Owner "owner"; Method "method"; Sample "sample"; Date "date"; Expires "expires";
    Objective "objective"; ExperienceGoal "experience-goal"; Scenario "scenario"; Trigger "trigger"; Context "context";
    Frequency "frequency"; SuccessCriteria "success-criteria"; Scope "scope"; Persona "persona"; State "state";
    Follows "follows"; Scale "scale"; Start "start"; Contact "contact"; Version "version"; Reviewed "reviewed";
    ReviewEvery "review-every"; BusinessGoal "business-goal"; EntryCriteria "entry-criteria"; ExitCriteria "exit-criteria";
    Channel "channel"; Duration "duration"; Limit "limit"; Order "order"; By "by"; With "with"; Optional "optional";
    Event "event"; Action "action"; Business "business"; Frontstage "frontstage"; Backstage "backstage"; Support "support";
    Thought "thought"; Emotion "emotion"; Insight "insight"; Severity "severity"; Consequence "consequence";
    Affects "affects"; Addresses "addresses"; Impact "impact"; Effort "effort"; Benefit "benefit"; Rank "rank";
    Horizon "horizon"; Due "due"; Baseline "baseline"; TargetValue "target"; Of "of"; Likelihood "likelihood";
    Mitigation "mitigation"; Why "why";
}
