//! An element as a small card: what it is, what is said of it and on what that rests, the ways in and out, and who gets there.

use std::fmt::Write;

use super::View;
use super::markdown::{code, plain};
use super::references::occurrences;
use super::scope::from_elsewhere;
use super::ways::{Way, left, percent, ways};
use crate::graph::{ArrowKind, JourneyGraph};
use crate::model::value::Basis;
use crate::model::vocabulary::{ElementKind, Field};
use crate::model::walk::ClaimNode;
use crate::model::{ElementId, Node};
use crate::render::count;

/// The most claims, and the most ways in each direction, that a card shows.
const MOST: usize = 12;

/// The card of an element, in Markdown.
pub(super) fn card(view: View<'_>, id: ElementId) -> String {
    let node = view.analysis.model.node(id);
    let mut parts = vec![heading(node)];
    parts.extend(around(view, node));
    let claims = claims(view, node);
    if !claims.is_empty() {
        parts.push(claims);
    }
    if node.kind().is_place() {
        parts.extend(flow(node));
    } else if node.name().is_some() {
        let named = occurrences(view.analysis, id).iter().filter(|occurrence| !occurrence.declaration).count();
        parts.push(if named == 0 { "Named nowhere.".to_owned() } else { format!("Named in {}.", count(named, "place")) });
    }
    parts.join("\n\n")
}

/// Its kind, id and title.
pub(super) fn heading(node: Node<'_>) -> String {
    let name = node.name().map(|name| format!(" {}", code(name))).unwrap_or_default();
    let title = node.title().map(|title| format!(" – {}", plain(title))).unwrap_or_default();
    format!("**{}**{name}{title}", node.kind().keyword())
}

/// What it stands in, and the file if it is another one.
fn around(view: View<'_>, node: Node<'_>) -> Option<String> {
    let outer = node.ancestors().skip(1).map(|outer| {
        let name = outer.name().map_or_else(|| plain(outer.title().unwrap_or_default()), code);
        format!("{} {name}", outer.kind().keyword())
    });
    let file = from_elsewhere(view, node.id).map(code);
    let parts: Vec<String> = outer.chain(file).collect();
    (!parts.is_empty()).then(|| format!("in {}", parts.join(", ")))
}

/// What is said of it, one line each, as it is written.
fn claims(view: View<'_>, node: Node<'_>) -> String {
    let source = view.analysis.sources.get(node.id.file);
    let said: Vec<ClaimNode<'_>> = node.claims().filter(|claim| claim.claim().about.is_none()).collect();
    let mut lines: Vec<String> = said
        .iter()
        .take(MOST)
        .map(|claim| {
            let said = plain(source.slice(claim.claim().span));
            let name = match (claim.claim().field, claim.claim().lane) {
                (_, Some(lane)) => format!("{}: ", source.slice(node.file().references[lane as usize].span)),
                (Field::Value, _) => String::new(),
                (field, _) => format!("{}: ", field.name()),
            };
            format!("- {name}{said}{}", behind(node, *claim))
        })
        .collect();
    if said.len() > MOST {
        lines.push(format!("- and {} more", said.len() - MOST));
    }
    if let ElementKind::Pain | ElementKind::Gain = node.kind() {
        lines.push(format!("- {}", rests_on(node.basis(), &node.sources())));
    }
    lines.join("\n")
}

/// Whom a claim holds for, and what it rests on where that matters.
fn behind(node: Node<'_>, claim: ClaimNode<'_>) -> String {
    let whom: Vec<String> = claim.personas().iter().filter_map(|&id| node.model.node(id).name()).map(code).collect();
    let mut out = if whom.is_empty() { String::new() } else { format!(" for {}", whom.join(", ")) };
    let sources = claim.sources();
    let matters = matches!(
        claim.claim().field,
        Field::Emotion | Field::Quote | Field::Thought | Field::Share | Field::Duration | Field::Value | Field::Affects
    );
    if (matters && node.kind() != ElementKind::Outcome) || !claim.clauses().sources.is_empty() {
        out.push_str(", ");
        out.push_str(&rests_on(claim.basis(), &sources));
    }
    out
}

fn rests_on(basis: Basis, sources: &[Node<'_>]) -> String {
    let names: Vec<String> = sources.iter().filter_map(|source| source.name()).map(code).collect();
    if names.is_empty() { basis.word().to_owned() } else { format!("{} from {}", basis.word(), names.join(", ")) }
}

/// The ways in and out of a place, and who gets there.
fn flow(node: Node<'_>) -> Vec<String> {
    let Some(journey) = node.journey() else { return Vec::new() };
    let graph = JourneyGraph::new(journey);
    let ways = ways(&graph);
    let nowhere = Vec::new();
    let (into, out) = (ways.into.get(&node.id).unwrap_or(&nowhere), ways.out.get(&node.id).unwrap_or(&nowhere));
    let left_of = |id: ElementId| ways.out.get(&id).and_then(|out| left(journey, out));
    let come: Vec<String> = into.iter().map(|way| way_line(journey, *way, left_of(way.other))).collect();
    let mut go: Vec<String> = out.iter().map(|way| way_line(journey, *way, left_of(node.id))).collect();
    let inside = matches!(node.kind(), ElementKind::Touchpoint | ElementKind::Step);
    if inside && graph.goes_on(node.id) && !out.iter().any(|way| way.arrow.implied) {
        go.push(format!("out of the stage{}", by_the_order(left_of(node.id))));
    }
    let mut parts = Vec::new();
    for (title, sign, lines) in [("Ways in", "←", come), ("Ways out", "→", go)] {
        if !lines.is_empty() {
            let mut shown: Vec<String> = lines.iter().take(MOST).map(|line| format!("- {sign} {line}")).collect();
            if lines.len() > MOST {
                shown.push(format!("- and {} more", lines.len() - MOST));
            }
            parts.push(format!("{title}:\n\n{}", shown.join("\n")));
        }
    }
    parts.push(reached(&graph, node));
    parts
}

/// That nobody wrote a way, with the share that is left for it.
fn by_the_order(left: Option<(f64, f64)>) -> String {
    left.map_or_else(String::new, |(low, high)| format!(" {}", percent(low, high))) + " (by the order)"
}

/// A way in one line: where it leads, and what is written on it.
fn way_line(journey: Node<'_>, way: Way, left: Option<(f64, f64)>) -> String {
    let other = journey.model.node(way.other);
    let mut line =
        if way.arrow.exit { "out of the stage".to_owned() } else { other.name().map_or_else(|| plain(other.caption()), code) };
    match way.transition(journey) {
        Some(transition) => {
            if let Some((share, _)) = &transition.share {
                let _ = write!(line, " {share}");
            }
            if let Some(label) = &transition.label {
                let _ = write!(line, " “{}”", plain(&label.text));
            }
            if let Some(takes) = &transition.takes {
                let _ = write!(line, ", takes {}", plain(&takes.to_string()));
            }
            let whom: Vec<String> = journey
                .personas_of_transition(transition)
                .iter()
                .filter_map(|&id| journey.model.node(id).name())
                .map(code)
                .collect();
            if !whom.is_empty() {
                let _ = write!(line, " for {}", whom.join(", "));
            }
        }
        None => line.push_str(&by_the_order(left)),
    }
    if way.arrow.kind == ArrowKind::HandOff {
        line.push_str(", another journey");
    }
    line
}

/// Who gets to a place.
fn reached(graph: &JourneyGraph<'_>, node: Node<'_>) -> String {
    if graph.uncertain() {
        return "Who gets here is not known: an error hides part of the flow.".to_owned();
    }
    if !graph.reaches(None)(node.id) {
        return "Nobody gets here.".to_owned();
    }
    let (mut come, mut miss) = (Vec::new(), Vec::new());
    for (position, &persona) in graph.personas.iter().enumerate() {
        let name = node.model.node(persona).name().map_or_else(|| "somebody".to_owned(), code);
        if graph.reaches(Some(position))(node.id) { come.push(name) } else { miss.push(name) }
    }
    match (come.is_empty(), miss.is_empty()) {
        (true, true) => "Customers get here.".to_owned(),
        (false, true) => format!("Who gets here: {}.", come.join(", ")),
        (true, false) => format!("None of {} gets here.", miss.join(", ")),
        (false, false) => format!("Who gets here: {}; not {}.", come.join(", "), miss.join(", ")),
    }
}
