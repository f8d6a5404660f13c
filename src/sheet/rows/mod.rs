//! The rows: which there are, in which order, and what stands in them. One file for each kind of content.

pub(super) mod cards;
mod emotion;
mod findings;
mod opportunities;
mod texts;
pub(super) mod ways;

use std::collections::BTreeSet;

use crate::diagnostic::near::nearest;
use crate::labels::Word;
use crate::model::vocabulary::{ElementKind, Field};
use crate::model::{ElementId, Node};

use super::places::{Place, Places};
use super::view::View;
use super::wording::caption;
use super::{BlueprintLine, Cell, Content, Entry, Row, Selection};

/// A kind of row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)] // they are the words of the language
pub enum RowKind {
    Touchpoint,
    Time,
    Action,
    Business,
    Thought,
    Emotion,
    Pain,
    Gain,
    Frontstage,
    Step,
    Backstage,
    Support,
    /// A lane of the writer's own.
    Lane(ElementId),
    Opportunity,
    Metric,
    Risk,
    Insight,
    Context,
    /// Where customers leave the order of the columns.
    Flow,
    Owner,
    Need,
    Trigger,
    Criteria,
    BusinessGoal,
}

use RowKind as K;

/// The rows in their order, with their names. Those after `None` are shown only when they are asked for. Their headings and hints are
/// words of [`Labels`].
const TABLE: &[Option<(K, &str)>] = &[
    Some((K::Touchpoint, "touchpoint")),
    Some((K::Time, "time")),
    Some((K::Action, "action")),
    Some((K::Business, "business")),
    Some((K::Thought, "thought")),
    Some((K::Emotion, "emotion")),
    Some((K::Pain, "pain")),
    Some((K::Gain, "gain")),
    Some((K::Frontstage, "frontstage")),
    Some((K::Step, "step")),
    Some((K::Backstage, "backstage")),
    Some((K::Support, "support")),
    Some((K::Opportunity, "opportunity")),
    Some((K::Metric, "metric")),
    Some((K::Risk, "risk")),
    Some((K::Insight, "insight")),
    Some((K::Context, "context")),
    Some((K::Flow, "flow")),
    Some((K::Owner, "owner")),
    None,
    Some((K::Need, "need")),
    Some((K::Trigger, "trigger")),
    Some((K::Criteria, "criteria")),
    Some((K::BusinessGoal, "business-goal")),
];

/// The names of all rows, those that are shown only when they are asked for included.
pub fn all_names(journey: Node<'_>) -> Vec<String> {
    let lanes = lanes(journey);
    let kinds =
        usual(journey, &lanes).into_iter().chain(TABLE.iter().skip_while(|row| row.is_some()).flatten().map(|(kind, _)| *kind));
    let name = |kind| match kind {
        K::Lane(id) => journey.model.node(id).name().unwrap_or_default().to_owned(),
        kind => TABLE.iter().flatten().find(|(own, _)| *own == kind).map_or("", |(_, name)| name).to_owned(),
    };
    kinds.map(name).collect()
}

/// Other words for a row that come to mind.
const SYNONYMS: &[(&str, &str)] = &[("quote", "thought"), ("channel", "touchpoint"), ("duration", "time"), ("outcome", "flow")];

/// The rows of a sheet.
pub fn rows<'m>(view: &View<'_, 'm>, places: &Places<'m>, selection: &Selection) -> Result<Vec<Row>, String> {
    let lanes = lanes(view.journey());
    let kinds = match &selection.lanes {
        Some(names) => names.iter().map(|name| asked(name, &lanes)).collect::<Result<Vec<_>, _>>()?,
        None => usual(view.journey(), &lanes),
    };
    let mut rows: Vec<Row> = Vec::new();
    for kind in kinds {
        if rows.iter().any(|row| row.kind == kind) {
            continue;
        }
        if let Some(content) = content(view, places, kind) {
            let (label, hint) = heading(view, kind, &content);
            rows.push(Row { kind, label, hint, line: None, content });
        }
    }
    draw_lines(&mut rows);
    Ok(rows)
}

/// All rows that are shown unasked. In a blueprint what the business has to do stands with what it does.
fn usual(journey: Node<'_>, lanes: &[Node<'_>]) -> Vec<RowKind> {
    let mut kinds: Vec<RowKind> = TABLE.iter().map_while(|row| row.map(|(kind, _)| kind)).collect();
    let support = kinds.iter().position(|&kind| kind == K::Support).map_or(kinds.len(), |at| at + 1);
    kinds.splice(support..support, lanes.iter().map(|lane| K::Lane(lane.id)));
    let blueprint = |node: Node<'_>| {
        let fields = [Field::Frontstage, Field::Backstage, Field::Support];
        node.kind() == ElementKind::Step || node.claims().any(|claim| fields.contains(&claim.claim().field))
    };
    if journey.descendants().any(blueprint) {
        kinds.retain(|&kind| kind != K::Business);
        let support = kinds.iter().position(|&kind| kind == K::Support).map_or(kinds.len(), |at| at + 1);
        kinds.insert(support, K::Business);
    }
    kinds
}

/// The row of a name: plural forms and near words are understood.
fn asked(name: &str, lanes: &[Node<'_>]) -> Result<RowKind, String> {
    let name = name.trim();
    let known = || TABLE.iter().flatten();
    let find = |name: &str| known().find(|(_, own, ..)| *own == name).map(|(kind, ..)| *kind);
    let synonym = |name: &str| SYNONYMS.iter().find(|(word, _)| *word == name).and_then(|(_, own)| find(own));
    let single = |name: &str| match name.strip_suffix("ies") {
        Some(stem) => Some(format!("{stem}y")),
        None => name.strip_suffix('s').map(str::to_owned),
    };
    if let Some(lane) = lanes.iter().find(|lane| lane.name() == Some(name)) {
        return Ok(K::Lane(lane.id));
    }
    let lower = name.to_ascii_lowercase();
    let found =
        find(&lower).or_else(|| synonym(&lower)).or_else(|| single(&lower).and_then(|name| find(&name).or_else(|| synonym(&name))));
    found.ok_or_else(|| {
        let names: Vec<&str> = known().map(|(_, name, ..)| *name).chain(lanes.iter().filter_map(|lane| lane.name())).collect();
        match nearest(name, names.iter().copied()) {
            Some(near) => format!("there is no row `{name}`; did you mean `{near}`?"),
            None => format!(
                "there is no row `{name}`; there is {}",
                names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
            ),
        }
    })
}

/// The lanes that something in the journey is said in, in the order of their declaration.
fn lanes(journey: Node<'_>) -> Vec<Node<'_>> {
    let mut ids = BTreeSet::new();
    for node in journey.descendants() {
        ids.extend(node.claims().filter_map(lane_of));
    }
    ids.into_iter().map(|id| journey.model.node(id)).collect()
}

/// The lane of a claim, if it is one of a lane.
fn lane_of(claim: crate::model::walk::ClaimNode<'_>) -> Option<ElementId> {
    claim.claim().lane.and_then(|lane| claim.of.goal(lane)).map(|lane| lane.id)
}

fn content<'m>(view: &View<'_, 'm>, places: &Places<'m>, kind: RowKind) -> Option<Content> {
    let entries: &dyn Fn(&Place<'m>) -> Vec<Entry> = match kind {
        K::Touchpoint => return cards::row(view, places, ElementKind::Touchpoint),
        K::Step => return cards::row(view, places, ElementKind::Step),
        K::Emotion => return emotion::row(view, places),
        K::Time => &|place| texts::times(view, place.node),
        K::Action => &|place| texts::field(view, place.node, Field::Action),
        K::Business => &|place| texts::field(view, place.node, Field::Business),
        K::Thought => &|place| texts::thoughts(view, place.node),
        K::Frontstage => &|place| texts::field(view, place.node, Field::Frontstage),
        K::Backstage => &|place| texts::field(view, place.node, Field::Backstage),
        K::Support => &|place| texts::field(view, place.node, Field::Support),
        K::Lane(lane) => &move |place| texts::lane(view, place.node, lane),
        K::Insight => &|place| texts::field(view, place.node, Field::Insight),
        K::Context => &|place| texts::field(view, place.node, Field::Context),
        K::Need => &|place| texts::field(view, place.node, Field::Need),
        K::Trigger => &|place| texts::field(view, place.node, Field::Trigger),
        K::Criteria => &|place| texts::criteria(view, place.node),
        K::BusinessGoal => &|place| texts::field(view, place.node, Field::BusinessGoal),
        K::Owner => &|place| texts::owner(place.node),
        K::Pain => &|place| findings::pains(view, place.node),
        K::Gain => &|place| findings::gains(view, place.node),
        K::Risk => &|place| findings::risks(view, place.node),
        K::Metric => &|place| findings::metrics(view, place.node),
        K::Opportunity => &|place| opportunities::entries(view, place.node),
        K::Flow => {
            let ways = ways::Ways::new(view, places);
            return cells(view, places, &|place| ways.of(place.node));
        }
    };
    cells(view, places, entries)
}

/// The cells of a row, those that begin further left first and of these the wider first; none if it has nothing to say.
/// Outcomes stand with the place that leads to them.
fn cells<'m>(view: &View<'_, 'm>, places: &Places<'m>, entries: &dyn Fn(&Place<'m>) -> Vec<Entry>) -> Option<Content> {
    let cell = |place: &Place<'m>| {
        let mut entries = entries(place);
        let where_it_holds = match place.node.kind() {
            ElementKind::Outcome => Some(format!("{} “{}”", view.word(Word::AtTheEnd), caption(place.node))),
            ElementKind::Journey if places.stages.len() > 1 => Some(view.word(Word::WholeJourney).to_owned()),
            ElementKind::Phase if places.stages.iter().all(|stage| stage.slots != place.slots) => {
                Some(view.word(Word::WholePhase).to_owned())
            }
            _ => None,
        };
        if let Some(fact) = where_it_holds {
            for entry in &mut entries {
                entry.facts.insert(0, fact.clone());
            }
        }
        Cell { place: place.node.id, slots: place.slots.clone(), entries }
    };
    let mut cells: Vec<Cell> = places.all.iter().map(cell).filter(|cell| !cell.entries.is_empty()).collect();
    cells.sort_by_key(|cell| (cell.slots.start, std::cmp::Reverse(cell.slots.end)));
    (!cells.is_empty()).then_some(Content::Cells(cells))
}

fn heading(view: &View<'_, '_>, kind: RowKind, content: &Content) -> (String, String) {
    if let K::Lane(id) = kind {
        return (caption(view.journey().model.node(id)), String::new());
    }
    let name = TABLE.iter().flatten().find(|(own, _)| *own == kind).map_or("", |&(_, name)| name);
    let bare = matches!(content, Content::Cards(cards) if cards.iter().all(|card| card.title.is_none()));
    let word = |key: &str| view.labels.of_key(key).unwrap_or_default().to_owned();
    (word(if bare { "channels" } else { name }), word(&format!("{name}-hint")))
}

/// The line that belongs above a row, by the part of the blueprint it stands in, and that part.
fn zone(kind: RowKind) -> (u8, Option<BlueprintLine>) {
    match kind {
        K::Frontstage => (1, Some(BlueprintLine::Interaction)),
        K::Step | K::Backstage => (2, Some(BlueprintLine::Visibility)),
        K::Support => (3, Some(BlueprintLine::Internal)),
        _ => (0, None),
    }
}

/// Draws each line of the blueprint where its part begins, as long as the parts come in their order.
fn draw_lines(rows: &mut [Row]) {
    let mut before = 0;
    for row in rows {
        let (zone, line) = zone(row.kind);
        if zone > before {
            row.line = line;
            before = zone;
        }
    }
}
