//! What a team looks at together: the facts of one journey, in the order in which a meeting needs them.
//!
//! [`report`] reads model and graph and gives plain data, one file per section; [`terminal`], [`markdown`] and [`json`] show it. What is
//! not known stays unknown: nothing is estimated, and a sum of which a part is missing says so.
//!
//! Terms: a *section* is one question that a meeting asks of a map; a *name* is how people find something of the map again.

mod claims;
mod durations;
mod evidence;
mod funnel;
pub mod json;
pub mod markdown;
mod metrics;
mod opportunities;
#[cfg(feature = "cli")]
mod page;
mod pains;
mod research;
mod sentences;
#[cfg(feature = "cli")]
pub mod terminal;
mod view;
mod words;

use crate::graph::JourneyGraph;
use crate::model::value::ClaimValue;
use crate::model::vocabulary::{ElementKind, Field};
use crate::model::{ElementId, owner_name};
use crate::source::Sources;

pub use claims::ClaimKind;
pub use durations::{Durations, Limit, Loop, Promise, Time, Way};
pub use evidence::{Counts, Evidence, Row, SourceUse};
pub use funnel::{Assumed, EndKind, Ending, Funnel, Step};
pub use metrics::{Change, Metric, Verdict};
pub use opportunities::{Addressed, Grade, Opportunities, Opportunity, Owner};
pub use pains::{Pain, Pains, Passing};
pub use research::{Method, Question, Reason, Task};
pub use view::{Name, Place};

use view::View;

/// The facts of one journey.
#[derive(Clone, Debug)]
pub struct Report {
    /// Which journey it is.
    pub heading: Heading,
    /// What could be improved, in the order of what it would relieve.
    pub opportunities: Opportunities,
    /// Severe pains, and those of them that nobody addresses.
    pub pains: Pains,
    /// Numbers against their targets, those that are missed first.
    pub metrics: Vec<Metric>,
    /// How much of the map rests on evidence.
    pub evidence: Evidence,
    /// What to find out, in the order in which it would change the map most.
    pub research: Vec<Task>,
    /// How long it takes.
    pub durations: Durations,
    /// Who gets how far.
    pub funnel: Funnel,
}

/// Which journey a report is about.
#[derive(Clone, Debug)]
pub struct Heading {
    /// The path of its file.
    pub file: String,
    /// The journey.
    pub journey: Name,
    /// Why the map is drawn.
    pub objective: Vec<String>,
    /// Whether it shows today, the future or what was observed.
    pub state: Option<&'static str>,
    /// How far the map is.
    pub status: Option<&'static str>,
    /// Its version.
    pub version: Option<String>,
    /// The day of this version.
    pub date: Option<String>,
    /// When it was last reviewed.
    pub reviewed: Option<String>,
    /// The team that answers for it.
    pub owner: Option<String>,
    /// Who walks it.
    pub personas: Vec<Name>,
    /// Whether the report is about the way of one persona only.
    pub one_persona: bool,
    /// How many stages it has.
    pub stages: usize,
    /// How many touchpoints they have.
    pub touchpoints: usize,
    /// How many steps behind the line of visibility they have.
    pub steps: usize,
}

/// The report of a journey; with `persona`, of what holds for that persona.
pub fn report(sources: &Sources, graph: &JourneyGraph<'_>, persona: Option<ElementId>) -> Report {
    let view = View::new(graph, persona);
    let claims = claims::claims(&view);
    let mut passing = pains::Passed::default();
    Report {
        heading: heading(sources, &view),
        opportunities: opportunities::opportunities(&view),
        pains: pains::pains(&view, &mut passing),
        metrics: metrics::metrics(&view),
        evidence: evidence::evidence(&view, &claims),
        research: research::research(&view, &claims, &mut passing),
        durations: durations::durations(&view),
        funnel: funnel::funnel(&view),
    }
}

fn heading(sources: &Sources, view: &View<'_, '_>) -> Heading {
    let journey = view.journey();
    let text = |field: Field| {
        journey.field(field).find_map(|claim| match &claim.claim().value {
            ClaimValue::Date(date) => Some(date.to_string()),
            _ => claim.text().map(str::to_owned),
        })
    };
    let count = |kind: ElementKind| journey.descendants().filter(|node| node.kind() == kind).count();
    Heading {
        file: sources.get(journey.id.file).path().to_owned(),
        journey: view.name(journey),
        objective: journey
            .field(Field::Objective)
            .filter(|claim| !claim.is_unfilled())
            .filter_map(|claim| claim.text().map(str::to_owned))
            .collect(),
        state: journey.word(Field::State),
        status: journey.word(Field::Status),
        version: text(Field::Version),
        date: text(Field::Date),
        reviewed: text(Field::Reviewed),
        owner: journey.field(Field::Owner).next().and_then(owner_name).map(str::to_owned),
        personas: view.walkers().iter().map(|&id| view.name(journey.model.node(id))).collect(),
        one_persona: view.persona.is_some(),
        stages: journey.stages().count(),
        touchpoints: count(ElementKind::Touchpoint),
        steps: count(ElementKind::Step),
    }
}
