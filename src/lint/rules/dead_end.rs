//! `dead-end`: customers get to a place and no further.

use crate::diagnostic::{Code, Diagnostic};
use crate::lint::{Context, Rule};
use crate::model::Node;
use crate::model::vocabulary::ElementKind;

/// The rule.
pub const RULE: Rule = Rule { code: Code::DeadEnd, docs: include_str!("../../../docs/lints/dead-end.md"), check };

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for graph in context.graphs {
        for trap in graph.traps() {
            let places: Vec<Node<'_>> = trap.places.iter().map(|&id| context.model.node(id)).collect();
            let place = places[0];
            let outcome = graph.outcomes().next().and_then(crate::model::walk::Node::name);
            let message = if trap.cycle && places.len() > 1 {
                let names: Vec<String> =
                    places.iter().filter(|place| shown(**place, &places)).take(4).map(|place| place.mention()).collect();
                format!("customers go round in {} and never leave", names.join(", "))
            } else if trap.cycle {
                format!("customers go round in {} and never leave", place.mention())
            } else if trap.end_of_stage {
                format!("the end of {} leads nowhere", place.mention())
            } else {
                format!("{} leads nowhere", place.mention())
            };
            let label = match (trap.cycle, outcome) {
                (true, _) => "no way leads out of here",
                (false, Some(_)) => "no way from here to any outcome",
                (false, None) => "no way on from here",
            };
            let from = places.iter().rev().find_map(|place| place.name()).unwrap_or("here");
            let help = match outcome {
                Some(outcome) => format!("write how it goes on, as in `{from} -> {outcome}`"),
                None if place.kind() == ElementKind::Stage => "write a transition that leads out of here".to_owned(),
                None => format!("write a transition that leads out of here, as in `{from} -> exit`"),
            };
            out.push(Diagnostic::new(Code::DeadEnd, context.file, place.name_span(), message, label).help(help));
        }
    }
}

/// A stage whose touchpoints are named too need not be named.
fn shown(place: Node<'_>, places: &[Node<'_>]) -> bool {
    place.kind() != ElementKind::Stage || !places.iter().any(|other| other.parent().is_some_and(|stage| stage.id == place.id))
}
