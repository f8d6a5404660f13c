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
    /// What another form says, and a map cannot hold or not like that. Always stands.
    Import,
}

impl Group {
    /// All groups, in the order of the reference.
    pub const ALL: &'static [Group] = &[
        Self::Form,
        Self::Names,
        Self::Flow,
        Self::Unused,
        Self::Experience,
        Self::Evidence,
        Self::Blueprint,
        Self::Drawing,
        Self::Import,
    ];

    /// The groups of lints.
    pub const LINTS: &'static [Group] =
        &[Self::Flow, Self::Unused, Self::Experience, Self::Evidence, Self::Blueprint, Self::Drawing];

    /// The word for programs and in the configuration.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Form => "form",
            Self::Names => "names",
            Self::Import => "import",
            Self::Flow => "flow",
            Self::Unused => "unused",
            Self::Experience => "experience",
            Self::Evidence => "evidence",
            Self::Blueprint => "blueprint",
            Self::Drawing => "drawing",
        }
    }

    /// The heading for people.
    pub const fn heading(self) -> &'static str {
        match self {
            Self::Form => "Form of the text",
            Self::Names => "Names and values",
            Self::Import => "Import of other forms",
            Self::Flow => "Flow of customers",
            Self::Unused => "Declarations that nobody uses",
            Self::Experience => "Experience",
            Self::Evidence => "Evidence",
            Self::Blueprint => "Service blueprint",
            Self::Drawing => "Drawing",
        }
    }

    /// The codes in it.
    pub fn codes(self) -> impl Iterator<Item = Code> {
        Code::ALL.iter().copied().filter(move |code| code.group() == self)
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

/// Whether findings of a code carry a certain correction.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fixable {
    /// Every one does.
    Always,
    /// Some do: where it is certain what was meant.
    Sometimes,
    /// None does: only the writer can know.
    Never,
}

impl Fixable {
    /// The word in tables.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Always => "always",
            Self::Sometimes => "sometimes",
            Self::Never => "never",
        }
    }
}

macro_rules! codes {
    ($($variant:ident $name:literal $group:ident $level:ident $fixable:ident;)*) => {
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

            /// Whether its findings carry a fix.
            pub const fn fixable(self) -> Fixable {
                match self { $(Code::$variant => Fixable::$fixable),* }
            }
        }
    };
}

codes! {
    UnclosedBlock "unclosed-block" Form Error Sometimes;
    UnclosedString "unclosed-string" Form Error Sometimes;
    UnclosedList "unclosed-list" Form Error Always;
    UnopenedBlock "unopened-block" Form Error Always;
    StrayBrace "stray-brace" Form Error Sometimes;
    UnknownKeyword "unknown-keyword" Form Error Sometimes;
    MissingColon "missing-colon" Form Error Sometimes;
    MissingId "missing-id" Form Error Sometimes;
    MissingValue "missing-value" Form Error Never;
    WrongArrow "wrong-arrow" Form Error Always;
    TypographicQuote "typographic-quote" Form Error Always;
    BadEscape "bad-escape" Form Error Always;
    UnexpectedText "unexpected-text" Form Error Sometimes;
    ReservedWord "reserved-word" Form Error Never;
    InvalidUtf8 "invalid-utf8" Form Error Never;
    TooDeep "too-deep" Form Error Never;
    TooLarge "too-large" Form Error Never;
    TomlSyntax "toml-syntax" Form Error Sometimes;
    WrongAllow "wrong-allow" Form Error Sometimes;

    UnknownName "unknown-name" Names Error Sometimes;
    DuplicateName "duplicate-name" Names Error Never;
    AmbiguousName "ambiguous-name" Names Error Never;
    MisplacedElement "misplaced-element" Names Error Never;
    UnknownField "unknown-field" Names Error Sometimes;
    RepeatedField "repeated-field" Names Error Never;
    WrongType "wrong-type" Names Error Sometimes;
    UnknownWord "unknown-word" Names Error Sometimes;
    OutOfRange "out-of-range" Names Error Never;
    ImportNotFound "import-not-found" Names Error Sometimes;
    ImportOutsideRoot "import-outside-root" Names Error Never;
    UnknownLint "unknown-lint" Names Error Sometimes;
    UnknownKey "unknown-key" Names Error Sometimes;
    RootNotFound "root-not-found" Names Error Never;
    LowContrast "low-contrast" Names Warning Never;
    FontMissing "font-missing" Names Warning Never;

    SharesOver100 "shares-over-100" Flow Error Never;
    UnreachableStage "unreachable-stage" Flow Warning Never;
    UnreachableTouchpoint "unreachable-touchpoint" Flow Warning Never;
    UnreachableOutcome "unreachable-outcome" Flow Warning Never;
    DeadEnd "dead-end" Flow Warning Never;
    UnreachableForPersona "unreachable-for-persona" Flow Warning Never;
    DuplicateTransition "duplicate-transition" Flow Warning Sometimes;
    NoShareLeft "no-share-left" Flow Warning Never;
    LostShare "lost-share" Flow Note Never;
    ZeroShare "zero-share" Flow Note Never;
    NoSuccess "no-success" Flow Note Never;
    MandatoryPain "mandatory-pain" Flow Warning Never;
    ForcedChannelSwitch "forced-channel-switch" Flow Off Never;
    PersonaSharesOver100 "persona-shares-over-100" Flow Warning Never;

    UnusedPersona "unused-persona" Unused Warning Always;
    UnusedChannel "unused-channel" Unused Warning Always;
    UnusedSource "unused-source" Unused Warning Always;
    UnusedTeam "unused-team" Unused Warning Always;
    UnusedLane "unused-lane" Unused Warning Always;
    UnusedImport "unused-import" Unused Warning Always;
    UnusedAllow "unused-allow" Unused Warning Sometimes;

    EmotionContradicts "emotion-contradicts" Experience Warning Never;
    EmptyStage "empty-stage" Experience Warning Never;
    UnfilledPlaceholder "unfilled-placeholder" Experience Warning Never;
    MissingEmotion "missing-emotion" Experience Note Never;
    MissingChannel "missing-channel" Experience Note Never;
    PainWithoutOpportunity "pain-without-opportunity" Experience Note Never;
    ThinPersona "thin-persona" Experience Note Never;
    JourneyWithoutObjective "journey-without-objective" Experience Note Never;
    EndsLow "ends-low" Experience Off Never;
    OneSidedExperience "one-sided-experience" Experience Off Never;
    OpportunityWithoutPain "opportunity-without-pain" Experience Off Never;
    OpportunityWithoutOwner "opportunity-without-owner" Experience Off Never;

    ExpiredSource "expired-source" Evidence Warning Never;
    StaleMap "stale-map" Evidence Warning Never;
    MeasuredFuture "measured-future" Evidence Warning Never;
    MixedUnits "mixed-units" Evidence Warning Never;
    SmallSample "small-sample" Evidence Note Never;
    OneSidedEvidence "one-sided-evidence" Evidence Note Never;
    PainWithoutEvidence "pain-without-evidence" Evidence Note Never;
    EmotionWithoutEvidence "emotion-without-evidence" Evidence Note Never;

    FrontstageWithoutBackstage "frontstage-without-backstage" Blueprint Off Never;
    TouchpointWithoutOwner "touchpoint-without-owner" Blueprint Off Never;

    CrowdedStage "crowded-stage" Drawing Note Never;
    TooManyStages "too-many-stages" Drawing Note Never;
    LongTitle "long-title" Drawing Note Never;
    TooManyMomentsOfTruth "too-many-moments-of-truth" Drawing Note Never;
    UnbalancedStages "unbalanced-stages" Drawing Off Never;

    RejectedText "rejected-text" Import Error Never;
    NotImported "not-imported" Import Warning Never;
    ChangedOnImport "changed-on-import" Import Warning Never;
    UnknownColumn "unknown-column" Import Warning Never;
    DanglingReference "dangling-reference" Import Warning Never;
}

impl Code {
    /// The code of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.name() == name)
    }

    /// Whether it is a lint: it can be allowed and tuned, an error of form or names and what an import says cannot.
    pub const fn is_lint(self) -> bool {
        !matches!(self.group(), Group::Form | Group::Names | Group::Import)
    }
}
