//! The names of all problems, one row each.

use super::Severity;

/// Where a problem is found.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Group {
    /// The form of the text. Always stands.
    Form,
    /// Names and values. Always stands.
    Names,
    /// Lint: the flow of customers.
    Flow,
    /// Lint: declarations that nobody uses.
    Unused,
    /// Lint: what is experienced, and by whom.
    Experience,
    /// Lint: what the claims rest on.
    Evidence,
    /// Lint: what the business does behind the scenes.
    Blueprint,
    /// Lint: what makes a map hard to read.
    Drawing,
}

impl Group {
    /// The groups of lints, in the order of the reference.
    pub const LINTS: &'static [Group] =
        &[Self::Flow, Self::Unused, Self::Experience, Self::Evidence, Self::Blueprint, Self::Drawing];

    /// Its name in tables and in the configuration.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Form => "form",
            Self::Names => "names",
            Self::Flow => "flow",
            Self::Unused => "unused",
            Self::Experience => "experience",
            Self::Evidence => "evidence",
            Self::Blueprint => "blueprint",
            Self::Drawing => "drawing",
        }
    }
}

/// The level a code has unless it is tuned.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Level {
    /// Silent.
    Off,
    /// Shown with `--notes`.
    Note,
    /// A warning.
    Warning,
    /// An error.
    Error,
}

impl Level {
    /// The severity of a finding at this level; none if it is off.
    pub const fn severity(self) -> Option<Severity> {
        match self {
            Self::Off => None,
            Self::Note => Some(Severity::Info),
            Self::Warning => Some(Severity::Warning),
            Self::Error => Some(Severity::Error),
        }
    }

    /// The word in tables.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

macro_rules! codes {
    ($($variant:ident $name:literal $group:ident $level:ident;)*) => {
        /// A kind of problem. Its name is kebab-case and reads well after "allow".
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
        #[allow(missing_docs)]
        pub enum Code { $($variant),* }

        impl Code {
            /// Every code, in the order of the reference.
            pub const ALL: &'static [Code] = &[$(Code::$variant),*];

            /// The name in messages, comments and configuration.
            pub const fn name(self) -> &'static str {
                match self { $(Code::$variant => $name),* }
            }

            /// Where it belongs.
            pub const fn group(self) -> Group {
                match self { $(Code::$variant => Group::$group),* }
            }

            /// Its level unless tuned.
            pub const fn level(self) -> Level {
                match self { $(Code::$variant => Level::$level),* }
            }
        }
    };
}

codes! {
    UnclosedBlock "unclosed-block" Form Error;
    UnclosedString "unclosed-string" Form Error;
    UnclosedList "unclosed-list" Form Error;
    UnopenedBlock "unopened-block" Form Error;
    StrayBrace "stray-brace" Form Error;
    UnknownKeyword "unknown-keyword" Form Error;
    MissingColon "missing-colon" Form Error;
    MissingId "missing-id" Form Error;
    MissingValue "missing-value" Form Error;
    WrongArrow "wrong-arrow" Form Error;
    TypographicQuote "typographic-quote" Form Error;
    BadEscape "bad-escape" Form Error;
    UnexpectedText "unexpected-text" Form Error;
    ReservedWord "reserved-word" Form Error;
    InvalidUtf8 "invalid-utf8" Form Error;
    TooDeep "too-deep" Form Error;
    TooLarge "too-large" Form Error;
    TomlSyntax "toml-syntax" Form Error;

    UnknownName "unknown-name" Names Error;
    DuplicateName "duplicate-name" Names Error;
    AmbiguousName "ambiguous-name" Names Error;
    MisplacedElement "misplaced-element" Names Error;
    UnknownField "unknown-field" Names Error;
    RepeatedField "repeated-field" Names Error;
    WrongType "wrong-type" Names Error;
    UnknownWord "unknown-word" Names Error;
    OutOfRange "out-of-range" Names Error;
    ImportNotFound "import-not-found" Names Error;
    ImportOutsideRoot "import-outside-root" Names Error;
    UnknownLint "unknown-lint" Names Error;
    UnknownKey "unknown-key" Names Error;
    RootNotFound "root-not-found" Names Error;

    SharesOver100 "shares-over-100" Flow Error;
    UnreachableStage "unreachable-stage" Flow Warning;
    UnreachableTouchpoint "unreachable-touchpoint" Flow Warning;
    UnreachableOutcome "unreachable-outcome" Flow Warning;
    DeadEnd "dead-end" Flow Warning;
    UnreachableForPersona "unreachable-for-persona" Flow Warning;
    DuplicateTransition "duplicate-transition" Flow Warning;
    NoShareLeft "no-share-left" Flow Warning;
    LostShare "lost-share" Flow Note;
    NoSuccess "no-success" Flow Note;
    MandatoryPain "mandatory-pain" Flow Warning;
    ForcedChannelSwitch "forced-channel-switch" Flow Off;
    PersonaSharesOver100 "persona-shares-over-100" Flow Warning;

    UnusedPersona "unused-persona" Unused Warning;
    UnusedChannel "unused-channel" Unused Warning;
    UnusedSource "unused-source" Unused Warning;
    UnusedTeam "unused-team" Unused Warning;
    UnusedLane "unused-lane" Unused Warning;
    UnusedImport "unused-import" Unused Warning;
    UnusedAllow "unused-allow" Unused Warning;

    EmotionContradicts "emotion-contradicts" Experience Warning;
    EmptyStage "empty-stage" Experience Warning;
    MissingEmotion "missing-emotion" Experience Note;
    MissingChannel "missing-channel" Experience Note;
    PainWithoutOpportunity "pain-without-opportunity" Experience Note;
    ThinPersona "thin-persona" Experience Note;
    JourneyWithoutObjective "journey-without-objective" Experience Note;
    EndsLow "ends-low" Experience Off;
    OneSidedExperience "one-sided-experience" Experience Off;
    OpportunityWithoutPain "opportunity-without-pain" Experience Off;
    OpportunityWithoutOwner "opportunity-without-owner" Experience Off;

    ExpiredSource "expired-source" Evidence Warning;
    StaleMap "stale-map" Evidence Warning;
    MeasuredFuture "measured-future" Evidence Warning;
    SmallSample "small-sample" Evidence Note;
    OneSidedEvidence "one-sided-evidence" Evidence Note;
    PainWithoutEvidence "pain-without-evidence" Evidence Note;
    EmotionWithoutEvidence "emotion-without-evidence" Evidence Note;

    FrontstageWithoutBackstage "frontstage-without-backstage" Blueprint Off;
    TouchpointWithoutOwner "touchpoint-without-owner" Blueprint Off;

    CrowdedStage "crowded-stage" Drawing Note;
    TooManyStages "too-many-stages" Drawing Note;
    LongTitle "long-title" Drawing Note;
    TooManyMomentsOfTruth "too-many-moments-of-truth" Drawing Note;
    UnbalancedStages "unbalanced-stages" Drawing Off;
}

impl Code {
    /// The code of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.name() == name)
    }

    /// Whether it is a lint: it can be allowed and tuned, an error of form or names cannot.
    pub const fn is_lint(self) -> bool {
        !matches!(self.group(), Group::Form | Group::Names)
    }
}
