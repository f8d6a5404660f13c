//! `unreachable-for-persona`: a persona never gets to a place that others reach.

use crate::diagnostic::{Code, Diagnostic};
use crate::graph::{Interrupted, Interruption, JourneyGraph};
use crate::lint::parts::mentions;
use crate::lint::{Context, Rule, note};
use crate::model::{ElementId, Node, Transition};

/// The rule.
pub const RULE: Rule =
    Rule { code: Code::UnreachableForPersona, docs: include_str!("../../../docs/lints/unreachable-for-persona.md"), check };

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for graph in context.graphs {
        for (position, missing) in graph.unreachable_for_personas() {
            let persona = graph.personas[position];
            let who = context.model.node(persona);
            for frontier in missing {
                let place = context.model.node(frontier.element);
                let claimed = speaks_of(place, persona);
                let mut found = Diagnostic::new(
                    Code::UnreachableForPersona,
                    context.file,
                    place.name_span(),
                    format!("{} never reaches {}", who.mention(), place.mention()),
                    "others get here",
                );
                let transition = |index: u32| &graph.journey.file().transitions[index as usize];
                let by = frontier.interrupted.map(|interrupted| interrupted.by);
                for &index in frontier.barred.iter().filter(|&&index| Some(index) != by).take(2) {
                    found = found.label(context.file, transition(index).span, only(graph, transition(index)));
                }
                let mut way = String::new();
                if let Some(Interrupted { before, by, how }) = frontier.interrupted {
                    let before = context.model.node(before);
                    let barred = frontier.barred.contains(&by);
                    let whose = if barred { only(graph, transition(by)) + "; " } else { String::new() };
                    let said = match how {
                        Interruption::TakesOver => {
                            way = arrow(before, place, who);
                            format!("because of this the order does not lead from {} to {}", before.mention(), place.mention())
                        }
                        Interruption::TakesAll => {
                            format!("the shares leave nobody of {} to go on from {}", who.mention(), before.mention())
                        }
                    };
                    found = found.label(context.file, transition(by).span, whose + &said);
                }
                let found = match claimed {
                    Some(span) => found
                        .label(context.file, span, format!("said of {} here", who.mention()))
                        .help(format!("write a transition for {}{way}, or say `for` whom this holds", who.mention())),
                    None => note(found.help(format!("write a transition for {}{way}, if it should get there", who.mention()))),
                };
                out.push(found);
            }
        }
    }
}

/// Whose way a transition is.
fn only(graph: &JourneyGraph<'_>, transition: &Transition) -> String {
    let whom: Vec<Node<'_>> =
        graph.journey.personas_of_transition(transition).iter().map(|&id| graph.journey.model.node(id)).collect();
    let verb = if whom.len() == 1 { "goes" } else { "go" };
    format!("only {} {verb} on from here", mentions(&whom))
}

/// What could be written instead of what the order would have said; nothing where names are missing.
fn arrow(before: Node<'_>, place: Node<'_>, who: Node<'_>) -> String {
    match (before.name(), place.name(), who.name()) {
        (Some(before), Some(place), Some(who)) => format!(", as in `{before} -> {place} for {who}`"),
        _ => String::new(),
    }
}

/// Where something at the place or inside it is said of the persona by name.
fn speaks_of(place: Node<'_>, persona: ElementId) -> Option<crate::source::Span> {
    std::iter::once(place).chain(place.descendants()).find_map(|node| {
        let own = node.personas_of(node.element().clauses).contains(&persona).then(|| node.name_span());
        own.or_else(|| {
            node.claims().find(|claim| node.personas_of(claim.claim().clauses).contains(&persona)).map(|claim| claim.claim().span)
        })
    })
}
