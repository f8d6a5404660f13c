//! `forced-channel-switch`: every way to success changes from a digital to a physical or human channel.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::graph::JourneyGraph;
use crate::lint::parts::mentions;
use crate::lint::{Context, Rule};
use crate::model::{ElementId, Node};

/// The rule.
pub const RULE: Rule =
    Rule { code: Code::ForcedChannelSwitch, docs: include_str!("../../../docs/lints/forced-channel-switch.md"), check };

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for graph in context.graphs {
        if let Some(place) = graph.forced_switch(None) {
            out.push(say(context, graph, place, &[]));
            continue;
        }
        let mut places: BTreeMap<ElementId, Vec<Node<'_>>> = BTreeMap::new();
        for (at, &persona) in graph.personas.iter().enumerate() {
            if let Some(place) = graph.forced_switch(Some(at)) {
                places.entry(place).or_default().push(context.model.node(persona));
            }
        }
        out.extend(places.iter().map(|(&place, whom)| say(context, graph, place, whom)));
    }
}

/// Where it is, and who has to; nobody in particular: everybody.
fn say(context: &Context<'_>, graph: &JourneyGraph<'_>, place: ElementId, whom: &[Node<'_>]) -> Diagnostic {
    let success = graph.successes().next().map_or("the end".to_owned(), Node::mention);
    let (who, verb) = match whom {
        [] => ("nobody".to_owned(), "gets"),
        [_] => (mentions(whom), "never gets"),
        _ => (mentions(whom), "never get"),
    };
    Diagnostic::new(
        Code::ForcedChannelSwitch,
        context.file,
        context.model.node(place).name_span(),
        format!("{who} {verb} to {success} without leaving the digital channels"),
        "has no digital channel",
    )
    .help("offer a digital channel here, or a way around")
}
