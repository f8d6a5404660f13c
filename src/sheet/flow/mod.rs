//! The flow of a journey on a sheet: the same header, personas and columns as the map, and in the columns places with ways between
//! them. Like all of the sheet it knows no sizes.
//!
//! Terms: a *place* is what ways join: a touchpoint or step, a stage in which nothing stands, an end, or a *door*, by which a stage is
//! entered or left that has several first or last places. A stage spans its slots: one for each place that follows another in it.

mod describe;
mod legend;
mod part;
mod passing;
mod places;
mod rest;
mod slots;
mod ways;

use super::header::header;
use super::personas::personas;
use super::view::{View, reads_from_right};
use super::wording::text;
use super::{Card, Ground, Labels, Selection, Sheet, Way, Whom, places as placing};
use crate::graph::JourneyGraph;
use crate::model::ElementId;

pub use describe::{describe, goal_of, goes_on, in_words, stage_of};
pub use part::Parting;

/// One journey as a flow.
#[derive(Clone, Debug, PartialEq)]
pub struct FlowSheet {
    /// Header, personas, phases, stages with their slots, evidence and legend; no rows.
    pub sheet: Sheet,
    /// What ways join, in the order of the file.
    pub places: Vec<FlowPlace>,
    /// The ways between them, in the order of the file; implied ones after the written.
    pub ways: Vec<FlowWay>,
}

/// What ways join.
#[derive(Clone, Debug, PartialEq)]
pub struct FlowPlace {
    /// The slot that it stands in. An end without one stands below the columns.
    pub slot: Option<usize>,
    /// What it is.
    pub kind: PlaceKind,
}

/// What a place of the flow is.
#[derive(Clone, Debug, PartialEq)]
pub enum PlaceKind {
    /// A touchpoint.
    Touchpoint(Card),
    /// A step.
    Step(Card),
    /// A stage in which nothing stands, by its number, with its channels.
    Stage(usize, Card),
    /// Where a stage with several first or last places is entered or left.
    Door,
    /// An outcome, or another map.
    End(End),
}

/// Where customers end, or where they come from or go to in another map.
#[derive(Clone, Debug, PartialEq)]
pub struct End {
    /// The outcome; none for another map.
    pub place: Option<ElementId>,
    /// The title.
    pub title: String,
    /// What is to be known about it, each a few words.
    pub facts: Vec<String>,
    /// What kind of end.
    pub way: Way,
    /// Whether nobody gets there.
    pub unreached: bool,
    /// Whom it is for.
    pub whom: Vec<Whom>,
    /// Where more can be found.
    pub link: Option<String>,
}

/// A way between two places.
#[derive(Clone, Debug, PartialEq)]
pub struct FlowWay {
    /// Where it begins: a number among the places.
    pub from: usize,
    /// Where it leads; none if those who take it are lost.
    pub to: Option<usize>,
    /// What kind of way.
    pub kind: WayKind,
    /// The part of those who leave that takes it, 0 to 1, if it is known.
    pub part: Option<f32>,
    /// The share as it is written, or what written ones leave.
    pub share: Option<String>,
    /// What is to be said at it, each a few words.
    pub words: Vec<String>,
    /// What its share rests on; none where that is not told.
    pub ground: Option<Ground>,
    /// Whom it is for.
    pub whom: Vec<Whom>,
}

impl FlowWay {
    /// Whether it is said in words, too: a way at the door of its own stage goes without saying, unless it has a share.
    pub fn is_told(&self) -> bool {
        self.kind != WayKind::Door || self.share.is_some()
    }
}

/// The kinds of ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum WayKind {
    /// Written.
    Written,
    /// Implied by the order.
    Implied,
    /// To or from a door of the same stage.
    Door,
    /// To an outcome that is a failure.
    Failure,
    /// To another map, or from one.
    HandOff,
    /// Part of those who leave, and nobody says where they go.
    Loss,
    /// One part feeds another and nobody moves.
    Influence,
}

/// Puts the flow of a journey on a sheet.
///
/// # Errors
///
/// In words for people: nothing in the journey concerns the team.
pub fn flow(graph: &JourneyGraph<'_>, selection: &Selection, show_implied: bool) -> Result<FlowSheet, String> {
    let labels: Labels = selection.labels.map(text);
    let view = View::new(graph, selection, &labels);
    let shown = placing::places(&view);
    if selection.team.is_some() && shown.stages.is_empty() {
        return Err(format!("nothing in {} concerns that team", graph.journey.mention()));
    }
    let spots = places::Spots::new(&view, shown);
    let ways = ways::ways(&view, &spots, show_implied);
    let places::Spots { places, phases, stages, slots, .. } = spots;
    let mut sheet = Sheet {
        header: header(&view),
        personas: personas(&view),
        phases,
        stages,
        slots,
        rows: Vec::new(),
        evidence: view.evidence.list(&labels),
        legend: Vec::new(),
        rtl: reads_from_right(graph.journey),
        labels: Labels::default(),
    };
    sheet.labels = labels;
    let mut flow = FlowSheet { sheet, places, ways };
    flow.sheet.legend = legend::legend(&flow);
    Ok(flow)
}
