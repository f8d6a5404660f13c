//! The graphs in the shape of the output.

use std::collections::BTreeMap;

use crate::graph::{Arrow, ArrowKind, JourneyGraph};
use crate::model::ElementId;
use crate::model::vocabulary::ElementKind;
use crate::model::walk;

use super::elements::{Context, basis, ids, quantity};
use super::shape;

/// The graph of a journey; for one persona, what it can take and what holds for it.
pub fn graph<'a>(context: Context<'a>, graph: &JourneyGraph<'a>, persona: Option<ElementId>) -> shape::Graph<'a> {
    let names = context.names;
    let walkers: Vec<ElementId> = graph.personas.iter().copied().filter(|&id| persona.is_none_or(|only| only == id)).collect();
    let edges = graph.written.arrows().filter_map(|(from, to, arrow)| edge(context, graph, from, to, arrow, persona));
    shape::Graph {
        journey: names.id(graph.journey.id),
        personas: names.ids(&walkers),
        uncertain: graph.uncertain(),
        nodes: nodes(context, graph, &walkers),
        edges: edges.collect(),
    }
}

fn nodes<'a>(context: Context<'a>, graph: &JourneyGraph<'a>, walkers: &[ElementId]) -> Vec<shape::GraphNode<'a>> {
    let names = context.names;
    let anybody = graph.reaches(None);
    let position = |id: &ElementId| graph.personas.iter().position(|other| other == id);
    let each: Vec<_> = walkers.iter().map(|id| (*id, graph.reaches(position(id)))).collect();
    let places = graph.written.graph.node_weights();
    places
        .map(|place| {
            let node = graph.journey.model.node(place.element);
            let known = !place.foreign && !graph.uncertain();
            let reachable_for: BTreeMap<_, _> =
                each.iter().map(|(persona, reaches)| (names.id(*persona), reaches(place.element))).collect();
            shape::GraphNode {
                id: names.id(place.element),
                kind: node.kind().keyword(),
                title: node.title(),
                stage: node.parent().filter(|parent| parent.kind() == ElementKind::Stage).map(|stage| names.id(stage.id)),
                foreign: place.foreign,
                reachable: known.then(|| anybody(place.element)),
                reachable_for: known.then_some(reachable_for),
            }
        })
        .collect()
}

fn edge<'a>(
    context: Context<'a>,
    graph: &JourneyGraph<'a>,
    from: ElementId,
    to: ElementId,
    arrow: Arrow,
    persona: Option<ElementId>,
) -> Option<shape::Edge<'a>> {
    let names = context.names;
    let journey = graph.journey;
    let mut out = shape::Edge {
        source: names.id(from),
        target: names.id(to),
        kind: match arrow.kind {
            ArrowKind::Flow => shape::EdgeKind::Flow,
            ArrowKind::HandOff => shape::EdgeKind::HandOff,
            ArrowKind::Influence => shape::EdgeKind::Influence,
        },
        implied: arrow.implied,
        exit: arrow.exit,
        label: None,
        share: None,
        takes: None,
        personas: Vec::new(),
        sources: Vec::new(),
        when: None,
        basis: None,
        span: None,
    };
    let Some(index) = arrow.transition else { return Some(out) };
    let transition = &journey.file().transitions[index as usize];
    let clauses = journey.clause_set(transition.clauses);
    let personas = journey.personas_of_transition(transition);
    if persona.is_some_and(|only| !personas.is_empty() && !personas.contains(&only)) {
        return None;
    }
    let sources = journey.sources_of_transition(transition);
    out.label = transition.label.as_ref().map(|label| &*label.text);
    out.share = transition.share.as_ref().map(|(share, _)| quantity(share));
    out.takes = transition.takes.as_ref().map(quantity);
    out.personas = names.ids(&personas);
    out.basis = Some(basis(walk::basis(&sources)));
    out.sources = ids(context, &sources);
    out.when = clauses.when.as_ref().map(|when| &*when.text);
    out.span = Some(names.span(journey.id.file, transition.span));
    Some(out)
}
