//! The map as a sheet: what stands in which row of which column, without sizes and colours.
//!
//! It is made of the model and the graph, once for each journey; pictures, the terminal and other renderings start from it. All text
//! in it is clean, as `wording` makes it.
//!
//! Terms: a *slot* is the narrowest column, one for each touchpoint or step; a stage spans the slots of what stands in it, and one slot
//! where nothing does. A *place* is the element that something is said of. A *cell* is what one row says of one place; an *entry* is one statement in it. *Whom* it holds for is given only
//! where that is not everybody on the sheet.

mod describe;
mod evidence;
pub mod flow;
mod funnel;
mod header;
mod legend;
mod part;
mod personas;
mod places;
mod rows;
mod view;
mod wording;

use std::ops::Range;

use crate::graph::JourneyGraph;
use crate::labels::Labels;
pub use crate::labels::Word;
use crate::model::ElementId;
pub use crate::model::value::Basis;

pub use crate::model::value::signed;
pub use describe::{describe, ground_words};
pub use funnel::{Bar, EndBar, FunnelRow, FunnelSheet, describe_funnel, funnel};
pub use rows::{RowKind, all_names};
pub use view::with_feelings;
pub use wording::{caption, isolated, listed, quantity as quantity_words, short, text};

/// What of a journey is put on the sheet, and in which words.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// Only what holds for this persona.
    pub persona: Option<ElementId>,
    /// Only the places that concern this team.
    pub team: Option<ElementId>,
    /// The rows, in this order, by their names; all that have content without it.
    pub lanes: Option<Vec<String>>,
    /// The words that the sheet says itself.
    pub labels: Labels,
}

/// One journey.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// What it is called, and the facts about it.
    pub header: Header,
    /// Who walks it.
    pub personas: Vec<Persona>,
    /// The headings over stages, in order.
    pub phases: Vec<Phase>,
    /// The columns, in order.
    pub stages: Vec<Stage>,
    /// How many slots there are.
    pub slots: usize,
    /// The rows that have content, in order.
    pub rows: Vec<Row>,
    /// What claims rest on, in the order of its numbers.
    pub evidence: Vec<Evidence>,
    /// The marks that occur.
    pub legend: Vec<Mark>,
    /// Whether most of its titles read from right to left.
    pub rtl: bool,
    /// The words that it says itself.
    pub labels: Labels,
}

impl Sheet {
    /// The persona of a number.
    pub fn persona(&self, number: usize) -> Option<&Persona> {
        self.personas.binary_search_by_key(&number, |persona| persona.number).ok().map(|at| &self.personas[at])
    }

    /// The evidence of a number.
    pub fn source(&self, number: usize) -> Option<&Evidence> {
        self.evidence.binary_search_by_key(&number, |source| source.number).ok().map(|at| &self.evidence[at])
    }

    /// A word that the sheet says itself.
    pub fn word(&self, word: Word) -> &str {
        self.labels.get(word)
    }
}

/// What a journey is called, and the facts about it.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Header {
    /// The title.
    pub title: String,
    /// State, status, date, version and owner, each a few words.
    pub facts: Vec<String>,
    /// Why the map is drawn.
    pub objective: Vec<String>,
    /// The situation that it shows.
    pub scenario: Option<String>,
    /// Where more can be found; an address as it was written.
    pub link: Option<String>,
}

/// Who walks the journey.
#[derive(Clone, Debug, PartialEq)]
pub struct Persona {
    /// The persona.
    pub element: ElementId,
    /// Its number among those of the whole map, from 0: colours and markers go by it, whoever else is on the sheet.
    pub number: usize,
    /// The short name.
    pub name: String,
    /// Who that is: what follows the name, the segment, the share.
    pub facts: Vec<String>,
    /// What they want or need.
    pub goal: Option<String>,
    /// Where more can be found.
    pub link: Option<String>,
}

/// A heading over several stages.
#[derive(Clone, Debug, PartialEq)]
pub struct Phase {
    /// The title.
    pub title: String,
    /// The slots it spans.
    pub slots: Range<usize>,
}

/// A column.
#[derive(Clone, Debug, PartialEq)]
pub struct Stage {
    /// The stage.
    pub place: ElementId,
    /// The title.
    pub title: String,
    /// What the customer wants there.
    pub goal: Vec<String>,
    /// What else is to be known about the stage, each a few words.
    pub facts: Vec<String>,
    /// The slots it spans; at least one.
    pub slots: Range<usize>,
    /// Whether it is a moment of truth as a whole.
    pub moment: bool,
    /// Whether it has begun in an earlier part of the sheet.
    pub continues: bool,
    /// Whether customers go on from it to the next one on the sheet.
    pub goes_on: bool,
    /// Whom it is for.
    pub whom: Vec<Whom>,
    /// Where more can be found.
    pub link: Option<String>,
}

/// A row.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Which.
    pub kind: RowKind,
    /// Its heading.
    pub label: String,
    /// A few words under the heading; may be empty.
    pub hint: String,
    /// The line of a blueprint above it.
    pub line: Option<BlueprintLine>,
    /// What stands in it.
    pub content: Content,
}

/// The lines of a service blueprint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlueprintLine {
    /// Between the customer and those who serve.
    Interaction,
    /// Between what customers see and what they do not.
    Visibility,
    /// Between those who serve and what supports them.
    Internal,
}

impl BlueprintLine {
    /// What it is called.
    pub const fn name(self) -> Word {
        match self {
            Self::Interaction => Word::LineOfInteraction,
            Self::Visibility => Word::LineOfVisibility,
            Self::Internal => Word::LineOfInternalInteraction,
        }
    }
}

/// What stands in a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// Touchpoints or steps.
    Cards(Vec<Card>),
    /// Statements.
    Cells(Vec<Cell>),
    /// Emotions.
    Plot(Plot),
}

/// A touchpoint, a step, or the channels of a stage without touchpoints.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// The touchpoint, step or stage.
    pub place: ElementId,
    /// The slots it spans.
    pub slots: Range<usize>,
    /// Its title; none for channels alone.
    pub title: Option<String>,
    /// Where it happens.
    pub channels: Vec<Channel>,
    /// Who acts and is met, whether it is optional or planned, each a few words.
    pub facts: Vec<String>,
    /// Whether it is a moment of truth, and why.
    pub moment: Option<String>,
    /// Whether it is said without evidence, on a sheet that has some.
    pub assumed: bool,
    /// Whether nobody gets there.
    pub unreached: bool,
    /// Whom it is for.
    pub whom: Vec<Whom>,
    /// Where more can be found.
    pub link: Option<String>,
}

/// A medium.
#[derive(Clone, Debug, PartialEq)]
pub struct Channel {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// How people meet there, if that is said: `digital`, `physical` or `human`.
    pub kind: Option<&'static str>,
}

/// What one row says of one place.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// The journey, phase, stage, touchpoint, step or outcome.
    pub place: ElementId,
    /// The slots it spans.
    pub slots: Range<usize>,
    /// What is said.
    pub entries: Vec<Entry>,
}

/// One statement.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Entry {
    /// What comes before the text.
    pub lead: Option<Lead>,
    /// The text.
    pub text: String,
    /// What is to be known about it, each a few words.
    pub facts: Vec<String>,
    /// The findings that it answers.
    pub answers: Vec<Sign>,
    /// What it rests on; none where that is not told.
    pub ground: Option<Ground>,
    /// Whom it holds for.
    pub whom: Vec<Whom>,
    /// Where more can be found.
    pub link: Option<String>,
}

/// What comes before a text.
#[derive(Clone, Debug, PartialEq)]
pub enum Lead {
    /// The number of a finding, and how much it matters.
    Finding(Sign, Option<Severity>),
    /// A gain, and how much it matters.
    Gain(Option<Severity>),
    /// A number that is watched.
    Value(String),
    /// How customers leave the order.
    Way(Way),
}

/// The number by which a pain, gain or risk is called: `P1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sign {
    /// What kind of finding.
    pub kind: Finding,
    /// Its number among them, from 1.
    pub number: usize,
}

impl std::fmt::Display for Sign {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}", self.kind.letter(), self.number)
    }
}

/// What opportunities can answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Finding {
    /// What hurts.
    Pain,
    /// What helps.
    Gain,
    /// What could go wrong.
    Risk,
}

impl Finding {
    /// The letter of its numbers.
    pub const fn letter(self) -> char {
        match self {
            Self::Pain => 'P',
            Self::Gain => 'G',
            Self::Risk => 'R',
        }
    }
}

/// How much something matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)] // they are the words of the language
pub enum Severity {
    Low,
    Medium,
    High,
    Critical,
}

impl Severity {
    /// The one of a word of the language.
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "low" => Some(Self::Low),
            "medium" => Some(Self::Medium),
            "high" => Some(Self::High),
            "critical" => Some(Self::Critical),
            _ => None,
        }
    }

    /// The word of the language.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
            Self::Critical => "critical",
        }
    }

    /// From 1 to 4.
    pub const fn level(self) -> usize {
        self as usize + 1
    }
}

/// How customers leave the order of the columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// To an outcome that is a success.
    Success,
    /// To an outcome that is a failure.
    Failure,
    /// To another outcome.
    End,
    /// To another map.
    HandOff,
    /// To an earlier place, or to the same again.
    Back,
    /// To a later place that is not the next.
    Past,
}

/// What a statement rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ground {
    /// How firm it is.
    pub basis: Basis,
    /// The numbers of the evidence.
    pub evidence: Vec<usize>,
}

/// For whom something holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whom {
    /// The place among the personas of the sheet; none for somebody who does not walk the journey.
    pub persona: Option<usize>,
    /// The short name.
    pub name: String,
}

/// Emotions.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Plot {
    /// One for each persona of whom something is known, in their order.
    pub curves: Vec<Curve>,
    /// Emotions that have words and no number.
    pub words: Vec<Feeling>,
    /// The slots of moments of truth.
    pub moments: Vec<Range<usize>>,
}

/// The emotions of one persona.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Curve {
    /// The place among the personas of the sheet; none where it has none.
    pub persona: Option<usize>,
    /// From left to right.
    pub points: Vec<Spot>,
    /// What is said of a stage, a phase or the journey as a whole, beside the points inside.
    pub levels: Vec<Spot>,
}

/// A point of a curve.
#[derive(Clone, Debug, PartialEq)]
pub struct Spot {
    /// The journey, phase, stage, touchpoint or step.
    pub place: ElementId,
    /// The slots of its place.
    pub slots: Range<usize>,
    /// Where it stands between the edges of its place, 0 to 1.
    pub at: f32,
    /// The mean, −2 to +2.
    pub mean: f64,
    /// The lowest and the highest value, if there are several.
    pub range: Option<(f64, f64)>,
    /// What is felt, in words.
    pub word: Option<String>,
    /// What it rests on; none where that is not told.
    pub ground: Option<Ground>,
    /// Whether there is a place before it of which nothing is known.
    pub after_gap: bool,
    /// Whether it is the lowest of all, and below zero.
    pub deepest: bool,
    /// Whether nothing is felt here: the curve only passes, at the edge of a part of the sheet.
    pub passing: bool,
}

impl Spot {
    /// Whether it is told that it rests on something of a kind.
    pub fn is(&self, basis: Basis) -> bool {
        self.ground.as_ref().is_some_and(|ground| ground.basis == basis)
    }
}

/// An emotion without a number.
#[derive(Clone, Debug, PartialEq)]
pub struct Feeling {
    /// The journey, phase, stage, touchpoint or step.
    pub place: ElementId,
    /// The slots of its place.
    pub slots: Range<usize>,
    /// The words.
    pub text: String,
    /// Whom it holds for.
    pub whom: Vec<Whom>,
}

/// A source.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// Its title.
    pub title: String,
    /// Its number in the whole map, from 1.
    pub number: usize,
    /// Its kind, method, size and date, each a few words.
    pub facts: Vec<String>,
    /// How firm it is.
    pub basis: Basis,
    /// Where more can be found.
    pub link: Option<String>,
}

/// A mark that has to be explained.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mark {
    /// A moment of truth.
    Moment,
    /// Something said without evidence.
    Assumed,
    /// A measured point.
    Measured,
    /// The range of several emotions.
    Range,
    /// A place without an emotion, bridged.
    Gap,
    /// How bad a pain is.
    Severity,
    /// For whom something holds.
    Whom,
    /// How wide a way is.
    Share,
    /// A way that the order implies.
    Implied,
    /// What feeds something without anybody moving.
    Influence,
    /// Customers of whom nobody says where they go.
    Loss,
    /// Where nobody gets.
    Unreached,
}

impl Mark {
    /// What it means.
    pub const fn meaning(self) -> Word {
        match self {
            Self::Moment => Word::MomentOfTruth,
            Self::Assumed => Word::MarkAssumed,
            Self::Measured => Word::BasisMeasured,
            Self::Range => Word::MarkRange,
            Self::Gap => Word::MarkGap,
            Self::Severity => Word::MarkSeverity,
            Self::Whom => Word::MarkWhom,
            Self::Share => Word::MarkShare,
            Self::Implied => Word::MarkImplied,
            Self::Influence => Word::MarkInfluence,
            Self::Loss => Word::MarkLoss,
            Self::Unreached => Word::NobodyGetsHere,
        }
    }
}

/// Puts a journey on a sheet.
///
/// # Errors
///
/// In words for people: there is no row of a name, or nothing in the journey concerns the team.
pub fn sheet(graph: &JourneyGraph<'_>, selection: &Selection) -> Result<Sheet, String> {
    let labels = selection.labels.map(wording::text);
    let mut view = view::View::new(graph, selection, &labels);
    let places = places::places(&view);
    let whole = Selection { labels: selection.labels.clone(), ..Selection::default() };
    let whole = view.narrow().then(|| view::View::new(graph, &whole, &labels));
    // A part of a map calls its findings as the whole does.
    let signs = whole.as_ref().map_or_else(|| view.signs(&places.all), |whole| whole.signs(&places::places(whole).all));
    view.call_findings(signs);
    if selection.team.is_some() && places.stages.is_empty() {
        return Err(format!("nothing in {} concerns that team", graph.journey.mention()));
    }
    let rows = rows::rows(&view, &places, selection)?;
    let mut sheet = Sheet {
        header: header::header(&view),
        personas: personas::personas(&view),
        phases: places.phases(),
        stages: places.headings(&view),
        slots: places.slots,
        rows,
        evidence: view.evidence.list(&labels),
        legend: Vec::new(),
        rtl: view::reads_from_right(graph.journey),
        labels: Labels::default(),
    };
    sheet.legend = legend::legend(&sheet);
    sheet.labels = labels;
    Ok(sheet)
}
