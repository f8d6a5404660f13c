//! `unreachable-for-persona`: a persona never gets to a place that others reach.

use crate::diagnostic::{Code, Diagnostic};
use crate::lint::{Context, Rule, note};
use crate::model::{ElementId, Node};

/// The rule.
pub const RULE: Rule =
    Rule { code: Code::UnreachableForPersona, docs: include_str!("../../../docs/lints/unreachable-for-persona.md"), check };

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for graph in context.graphs {
        for (position, &persona) in graph.personas.iter().enumerate() {
            let who = context.model.node(persona);
            for frontier in graph.unreachable_for(position) {
                let place = context.model.node(frontier.element);
                let claimed = speaks_of(place, persona);
                let mut found = Diagnostic::new(
                    Code::UnreachableForPersona,
                    context.file,
                    place.name_span(),
                    format!("{} never reaches {}", who.mention(), place.mention()),
                    "others get here",
                );
                for &index in frontier.barred.iter().take(2) {
                    let transition = &graph.journey.file().transitions[index as usize];
                    let others: Vec<String> = graph
                        .journey
                        .personas_of_transition(transition)
                        .iter()
                        .map(|&id| context.model.node(id).mention())
                        .collect();
                    let verb = if others.len() == 1 { "goes" } else { "go" };
                    found =
                        found.label(context.file, transition.span, format!("only {} {verb} on from here", others.join(" and ")));
                }
                let found = match claimed {
                    Some(span) => found
                        .label(context.file, span, format!("said of {} here", who.mention()))
                        .help(format!("write a transition for {}, or say `for` whom this holds", who.mention())),
                    None => note(found.help(format!("write a transition for {}, if it should get there", who.mention()))),
                };
                out.push(found);
            }
        }
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
